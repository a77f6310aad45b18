//! What the program knows beforehand: frames, governors, kinds of nouns, countries; read from the files of `ontology/`, checked and
//! indexed.
//!
//! Takes a folder of TOML files, or the one that is part of the program; gives an [`Ontology`], or an [`OntologyError`] that names the
//! file, the line and the remedy. Knows nothing of documents.

mod embedded;
mod error;
pub mod frames;
mod governors;
mod inflection;
pub mod names;
mod nouns;
mod relations;

pub use error::OntologyError;
pub use frames::{Frame, Frames, Part, Slot, Trigger, TriggerClass};
pub use governors::{Carries, Colour, Doer, Governors};
pub use inflection::Inflection;
pub use names::{Name, Names, Sense};
pub use nouns::{NounClass, Nouns};
pub use relations::{RelationNoun, RelationWords, Taker};

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

/// The checked, indexed content of an `ontology/` folder.
pub struct Ontology {
    pub frames: Frames,
    pub governors: Governors,
    pub nouns: Nouns,
    pub relations: RelationWords,
    pub names: Names,
    pub inflection: Inflection,
}

impl Ontology {
    /// The ontology that is part of the program.
    pub fn embedded() -> Self {
        let files = embedded::FILES.iter().map(|&(name, source)| (name.to_string(), source.to_string())).collect();
        // A test reads every embedded file, so this holds in every build that passed its tests.
        Self::from_files(&files).unwrap_or_else(|error| panic!("the embedded ontology: {error}"))
    }

    /// Reads an `ontology/` folder.
    pub fn load(folder: &Path) -> Result<Self, OntologyError> {
        let mut files = BTreeMap::new();
        for part in ["", "frames", "names"] {
            let folder = folder.join(part);
            let unreadable = |error: std::io::Error| OntologyError {
                file: folder.display().to_string(),
                line: None,
                message: format!("{error}: give a folder like the program's own `ontology/`"),
            };
            for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                let Some(name) = path.file_name().and_then(|n| n.to_str()).filter(|n| n.ends_with(".toml")) else { continue };
                let name = if part.is_empty() { name.to_string() } else { format!("{part}/{name}") };
                files.insert(name, std::fs::read_to_string(&path).map_err(unreadable)?);
            }
        }
        Self::from_files(&files)
    }

    fn from_files(files: &BTreeMap<String, String>) -> Result<Self, OntologyError> {
        let file = |name: &str| {
            files.get_key_value(name).map(|(name, source)| (name.as_str(), source.as_str())).ok_or_else(|| OntologyError {
                file: name.to_string(),
                line: None,
                message: "this file is missing: copy it from the program's own `ontology/`".to_string(),
            })
        };
        let (name, source) = file("irregular_verbs.toml")?;
        let inflection = Inflection::parse(name, source)?;
        let (name, source) = file("governors.toml")?;
        let governors = Governors::parse(name, source, &inflection)?;
        let (name, source) = file("nouns.toml")?;
        let nouns = Nouns::parse(name, source, &inflection)?;
        let names: Vec<(&str, &str)> =
            files.iter().filter(|(name, _)| name.starts_with("names/")).map(|(name, source)| (name.as_str(), source.as_str())).collect();
        let names = Names::read(&names)?;
        let (name, source) = file("relations.toml")?;
        let relations = RelationWords::parse(name, source, &inflection, &names)?;
        let frames = files.iter().filter(|(name, _)| name.starts_with("frames/"));
        let frames = Frames::parse(frames.map(|(name, source)| (name.as_str(), source.as_str())), &inflection)?;
        Ok(Self { frames, governors, nouns, relations, names, inflection })
    }
}
