//! The files that a path of the command line stands for, and their opening.

use super::source::{self, Reader, SOURCES, Source};
use super::{Refusal, is_standard_input};
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

type Files = Box<dyn Iterator<Item = Result<PathBuf, Refusal>> + Send>;

/// The file itself, or all files in a folder and its folders, sorted by name.
pub(super) fn files(input: PathBuf) -> Files {
    if is_standard_input(&input) || !input.is_dir() {
        return Box::new(std::iter::once(Ok(input)));
    }
    let mut files = in_folder(input.clone()).peekable();
    if files.peek().is_none() {
        let problem = "is a folder without articles";
        let remedy = format!("Name a folder that holds files ending in {}.", known_endings());
        return Box::new(std::iter::once(Err(Refusal::new(&input, None, problem, remedy))));
    }
    Box::new(files)
}

/// Walks a folder depth first. Hidden files, and what tells of the folder rather than being an article (README, LICENSE), are passed
/// over; links to folders are not followed, so the walk ends.
fn in_folder(folder: PathBuf) -> Files {
    let entries = match entries(&folder) {
        Ok(entries) => entries,
        Err(error) => return Box::new(std::iter::once(Err(Refusal::unreadable(&folder, &error)))),
    };
    Box::new(entries.into_iter().flat_map(|path| -> Files {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => in_folder(path),
            Ok(metadata) if metadata.is_symlink() && path.is_dir() => Box::new(std::iter::empty()),
            Ok(_) | Err(_) => Box::new(std::iter::once(Ok(path))),
        }
    }))
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    entries.retain(|path| !tells_of_folder(path));
    entries.sort();
    Ok(entries)
}

fn tells_of_folder(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_uppercase();
    name.starts_with('.') || stem == "README" || stem.starts_with("LICENSE")
}

/// Opens a file, and finds who can read it: by its name, or by its first byte where it is a stream without one.
pub(super) fn open(file: &Path) -> Result<(Reader, &'static dyn Source), Refusal> {
    if is_standard_input(file) {
        return sniffed(Box::new(BufReader::new(io::stdin())), file);
    }
    let metadata = fs::metadata(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Refusal::new(file, None, "is not there", "Check the path."),
        _ => Refusal::unreadable(file, &error),
    })?;
    let source = source::for_file(file);
    // A pipe (`<(command)` in the shell) has no telling name, and no end that could be known beforehand.
    if source.is_none() && metadata.is_file() {
        return Err(unknown_type(file));
    }
    let reader: Reader = Box::new(BufReader::new(File::open(file).map_err(|error| Refusal::unreadable(file, &error))?));
    match source {
        Some(source) => Ok((reader, source)),
        None => sniffed(reader, file),
    }
}

fn sniffed(mut reader: Reader, file: &Path) -> Result<(Reader, &'static dyn Source), Refusal> {
    let source = source::for_stream(&mut reader).map_err(|error| Refusal::unreadable(file, &error))?;
    Ok((reader, source))
}

fn unknown_type(file: &Path) -> Refusal {
    let ending = file.extension().map(|ending| format!(".{}", ending.to_string_lossy()));
    let problem = match &ending {
        Some(ending) => format!("is of a type that is not read: {ending}"),
        None => "has a name without an ending, so its type is not known".to_string(),
    };
    let remedy = match ending.as_deref() {
        Some(".gz" | ".zst" | ".xz" | ".bz2" | ".zip" | ".tar" | ".tgz") => "Unpack it first.".to_string(),
        Some(".json") => "Write it as JSON Lines: one object a line, in a file that ends in .jsonl.".to_string(),
        _ => format!("Convert it to a file that ends in {}.", known_endings()),
    };
    Refusal::new(file, None, problem, remedy)
}

fn known_endings() -> String {
    let endings: Vec<_> = SOURCES.iter().map(|source| format!(".{}", source.endings()[0])).collect();
    format!("{} or {}", endings[..endings.len() - 1].join(", "), endings[endings.len() - 1])
}
