//! A folder of ontology files as text: the program's own, or a user's that lies over it.
//!
//! Takes a folder laid out like `ontology/`; gives its files by their names. Knows nothing of what the files say.

use super::{OntologyError, embedded};
use std::collections::BTreeMap;
use std::path::Path;

/// The files by their names within the folder, as "frames/assault.toml".
pub(super) struct Layer {
    /// By name: the file as people find it, and its text.
    files: BTreeMap<String, (String, String)>,
}

/// One file of a layer.
#[derive(Clone, Copy)]
pub(super) struct LayerFile<'l> {
    pub name: &'l str,
    /// The file as people find it: the folder, and the name in it.
    pub path: &'l str,
    pub source: &'l str,
}

/// What a layer of the user may hold beside `frames/` and `names/`.
const FILES: &[&str] = &[
    "bodies.toml",
    "event_types.toml",
    "governors.toml",
    "irregular_verbs.toml",
    "links.toml",
    "nouns.toml",
    "offices.toml",
    "references.toml",
    "spellings.toml",
];
const FOLDERS: &[&str] = &["frames", "names"];

impl Layer {
    pub fn embedded() -> Self {
        let files = embedded::FILES.iter().map(|&(name, source)| (name.to_string(), source.to_string())).collect();
        Self::of(Path::new("ontology"), files)
    }

    /// A layer of files given as text, by their names in a folder.
    pub fn of(folder: &Path, files: BTreeMap<String, String>) -> Self {
        let placed = |(name, source): (String, String)| {
            let path = folder.join(&name).display().to_string();
            (name, (path, source))
        };
        Self { files: files.into_iter().map(placed).collect() }
    }

    /// Reads a folder that holds all that the program's own does.
    pub fn whole(folder: &Path) -> Result<Self, OntologyError> {
        let mut files = BTreeMap::new();
        for part in std::iter::once("").chain(FOLDERS.iter().copied()) {
            read_folder(folder, part, &mut files).map_err(|(path, error)| unreadable(&path, &error))?;
        }
        Ok(Self::of(folder, files))
    }

    /// Reads a folder of which any part may be missing; what the program would not read is an error, for it may be a misspelt name.
    pub fn overlay(folder: &Path) -> Result<Self, OntologyError> {
        let mut files = BTreeMap::new();
        for part in std::iter::once("").chain(FOLDERS.iter().copied()) {
            if part.is_empty() || folder.join(part).is_dir() {
                read_folder(folder, part, &mut files).map_err(|(path, error)| unreadable(&path, &error))?;
            }
        }
        let layer = Self::of(folder, files);
        let known = || format!("{}, or a file in {}/ or {}/", FILES.join(", "), FOLDERS[0], FOLDERS[1]);
        if let Some((_, (path, _))) = layer.files.iter().find(|(name, _)| !name.contains('/') && !FILES.contains(&name.as_str())) {
            let message = format!("is no file that an ontology laid over the program's may hold: name it {}", known());
            return Err(OntologyError { file: path.clone(), line: None, message });
        }
        if layer.files.is_empty() {
            let message = format!("holds nothing of an ontology: put there {}", known());
            return Err(OntologyError { file: folder.display().to_string(), line: None, message });
        }
        Ok(layer)
    }

    pub fn file(&self, name: &str) -> Option<LayerFile<'_>> {
        self.files.get_key_value(name).map(|(name, (path, source))| LayerFile { name, path, source })
    }

    /// The files of a folder, in the order of their names.
    pub fn folder(&self, folder: &'static str) -> impl Iterator<Item = LayerFile<'_>> {
        let inside = move |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files.iter().filter(move |(name, _)| inside(name)).map(|(name, (path, source))| LayerFile { name, path, source })
    }
}

fn read_folder(root: &Path, part: &str, files: &mut BTreeMap<String, String>) -> Result<(), (String, std::io::Error)> {
    let folder = if part.is_empty() { root.to_path_buf() } else { root.join(part) };
    let failed = |path: &Path, error| (path.display().to_string(), error);
    for entry in std::fs::read_dir(&folder).map_err(|error| failed(&folder, error))? {
        let path = entry.map_err(|error| failed(&folder, error))?.path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()).filter(|n| is_read(part, n)) else { continue };
        let name = if part.is_empty() { name.to_string() } else { format!("{part}/{name}") };
        files.insert(name, std::fs::read_to_string(&path).map_err(|error| failed(&path, error))?);
    }
    Ok(())
}

/// Whether a file of a folder is one of the ontology's, by its ending: tables hold places, and lie among the names.
fn is_read(folder: &str, name: &str) -> bool {
    name.ends_with(".toml") || folder == "names" && name.ends_with(".tsv")
}

fn unreadable(path: &str, error: &std::io::Error) -> OntologyError {
    OntologyError {
        file: path.to_string(),
        line: None,
        message: format!("cannot be read ({error}): give a folder laid out like the program's own `ontology/`"),
    }
}
