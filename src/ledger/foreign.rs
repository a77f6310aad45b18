//! RDF of others beside the articles of a graph: `foreign/NAME.nq`, a graph a file.
//!
//! As with the decisions, the file is what counts, and it is there whole or not at all; the log tells when it came and went. What is in it
//! is for those who know RDF.

use super::content::Short;
use super::error::LedgerError;
use super::folder::{GraphFolder, io};
use super::journal::Journal;
use super::log_lines::Deed;
use super::whole::{sync_folder, write_whole};
use std::fs;
use std::path::{Path, PathBuf};

/// A foreign graph as it lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignFile {
    pub name: String,
    pub path: PathBuf,
    /// N-Quads.
    pub content: Vec<u8>,
}

/// What became of a foreign graph that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    New,
    /// In the place of the former one of its name.
    Replaced,
    /// The graph has it already, just so.
    Known,
}

const LONGEST_NAME: usize = 64;

/// Whether a foreign graph may have this name: letters a to z, digits and hyphens, a hyphen not first.
pub fn is_foreign_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(fits) && !name.starts_with('-')
}

fn folder(graph: &Path) -> PathBuf {
    graph.join("foreign")
}

fn file(graph: &Path, name: &str) -> PathBuf {
    folder(graph).join(format!("{name}.nq"))
}

/// The names of the foreign graphs that are there, sorted.
fn names(graph: &Path) -> Result<Vec<String>, LedgerError> {
    let folder = folder(graph);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&folder).map_err(io(&folder, "list"))?;
    let name = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".nq").map(str::to_owned);
    let mut names: Vec<String> = entries.filter_map(|entry| name(entry.ok()?)).filter(|name| is_foreign_name(name)).collect();
    names.sort();
    Ok(names)
}

impl GraphFolder {
    /// The foreign graphs, in the order of their names.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn foreign(&self) -> Result<Vec<ForeignFile>, LedgerError> {
        let read = |name: String| {
            let path = file(self.path(), &name);
            let content = fs::read(&path).map_err(io(&path, "read"))?;
            Ok(ForeignFile { name, path, content })
        };
        names(self.path())?.into_iter().map(read).collect()
    }
}

/// Puts a foreign graph beside the graph at `path`, in the place of one of its name. Gives also what a broken-off run had left and was
/// mended, in words for the user.
///
/// # Errors
/// When the name is none, there is no graph at `path`, or it cannot be written, is being written to or is damaged.
pub fn keep_foreign(path: impl AsRef<Path>, name: &str, content: &[u8]) -> Result<(Kept, Vec<String>), LedgerError> {
    let path = path.as_ref();
    if !is_foreign_name(name) {
        return Err(LedgerError::ForeignName { name: name.to_owned() });
    }
    let mut journal = Journal::open(path)?;
    let (file, hash) = (file(path, name), Short::of_bytes(content));
    let former = if file.exists() { Some(fs::read(&file).map_err(io(&file, "read"))?) } else { None };
    let kept = match &former {
        None => Kept::New,
        Some(former) if former == content => Kept::Known,
        Some(_) => Kept::Replaced,
    };
    if kept != Kept::Known {
        let folder = folder(path);
        if !folder.exists() {
            fs::create_dir(&folder).map_err(io(&folder, "create"))?;
            sync_folder(path)?;
        }
        write_whole(&file, |to| to.write_all(content))?;
    }
    // A run that was killed after it had written the file had not come to its line.
    if kept != Kept::Known || journal.state().foreign.get(name) != Some(&hash) {
        let mut line = journal.line(Deed::Import);
        line.foreign.insert(name.to_owned(), Some(hash));
        journal.commit(&[], &line)?;
    }
    clear(path);
    Ok((kept, journal.mended().to_vec()))
}

/// Takes foreign graphs away: all that are named, or none if there is one that is not there. Gives what was mended, as
/// [`keep_foreign`].
///
/// # Errors
/// When one is not there, or the folder is no graph, cannot be written, is being written to or is damaged.
pub fn remove_foreign(path: impl AsRef<Path>, gone: &[String], why: Option<&str>) -> Result<Vec<String>, LedgerError> {
    let path = path.as_ref();
    let mut journal = Journal::open(path)?;
    let names = names(path)?;
    if let Some(name) = gone.iter().find(|name| !names.contains(name)) {
        return Err(LedgerError::NoSuchForeign { path: path.to_owned(), name: name.clone(), names });
    }
    // The line comes first: a run that is killed after it is done by running it again.
    let mut line = journal.line(Deed::Remove);
    line.foreign = gone.iter().map(|name| (name.clone(), None)).collect();
    line.why = why.map(str::to_owned);
    journal.commit(&[], &line)?;
    for name in line.foreign.keys() {
        let file = file(path, name);
        fs::remove_file(&file).map_err(io(&file, "remove"))?;
    }
    clear(path);
    sync_folder(path)?;
    Ok(journal.mended().to_vec())
}

/// Takes away what a killed run left half written, and the folder if nothing is in it.
fn clear(path: &Path) {
    let folder = folder(path);
    for entry in fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
        if entry.file_name().to_string_lossy().ends_with(".nq.new") {
            let _ = fs::remove_file(entry.path());
        }
    }
    // It stays where something is in it.
    let _ = fs::remove_dir(&folder);
}

#[cfg(test)]
mod tests {
    use super::super::{GraphWriter, Writing, compact, history};
    use super::*;
    use crate::model::fixture::reports;
    use tempfile::TempDir;

    fn graph() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = GraphWriter::open(folder.path(), Writing::by("test")).unwrap();
        reports().iter().for_each(|(article, claims)| writer.append(article, claims).unwrap());
        writer.finish().unwrap();
        folder
    }

    fn state(folder: &Path) -> (String, Vec<(String, Vec<u8>)>) {
        let graph = GraphFolder::open(folder).unwrap();
        let files = graph.foreign().unwrap().into_iter().map(|file| (file.name, file.content)).collect();
        (graph.state_hash().unwrap(), files)
    }

    fn keep(folder: &Path, name: &str, content: &str) -> Kept {
        keep_foreign(folder, name, content.as_bytes()).unwrap().0
    }

    #[test]
    fn a_foreign_graph_comes_is_replaced_and_goes() {
        let folder = graph();
        let before = state(folder.path());
        assert_eq!(keep(folder.path(), "facts", "<a:a> <a:b> <a:c> .\n"), Kept::New);
        let first = state(folder.path());
        assert_eq!(keep(folder.path(), "facts", "<a:a> <a:b> <a:c> .\n"), Kept::Known);
        assert_eq!(state(folder.path()), first);
        assert_eq!(keep(folder.path(), "facts", "<a:a> <a:b> <a:d> .\n"), Kept::Replaced);
        assert_eq!(keep(folder.path(), "actors", ""), Kept::New);
        let both = state(folder.path());
        assert!(both.0 != first.0 && first.0 != before.0, "the state is another with other foreign graphs");
        assert_eq!(both.1.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["actors", "facts"]);
        compact(folder.path()).unwrap();
        assert_eq!(state(folder.path()), both);
        let gone = ["facts".to_owned(), "actors".to_owned()];
        let error = remove_foreign(folder.path(), &["facts".into(), "fact".into()], None).unwrap_err().to_string();
        assert!(error.contains("has no foreign graph \"fact\"; there are actors, facts"), "{error}");
        remove_foreign(folder.path(), &gone, Some("old")).unwrap();
        assert_eq!(state(folder.path()), before);
        assert!(!folder.path().join("foreign").exists());
        let runs = history(folder.path()).unwrap().runs;
        let told: Vec<_> =
            runs.iter().map(|run| (run.did.as_str(), run.foreign.iter().map(|(n, c)| (n.as_str(), *c)).collect::<Vec<_>>())).collect();
        assert_eq!(
            told,
            [
                ("build", vec![]),
                ("import", vec![("facts", true)]),
                ("import", vec![("facts", true)]),
                ("import", vec![("actors", true)]),
                ("compact", vec![]),
                ("remove", vec![("actors", false), ("facts", false)])
            ]
        );
        assert_eq!((runs[5].articles, runs[5].why.as_deref()), (4, Some("old")));
    }

    #[test]
    fn what_a_killed_run_left_is_put_right_by_the_next() {
        let folder = graph();
        let foreign = folder.path().join("foreign");
        fs::create_dir(&foreign).unwrap();
        // Killed while it wrote: nothing is there.
        fs::write(foreign.join("facts.nq.new"), "<a:a> <a:").unwrap();
        assert!(state(folder.path()).1.is_empty());
        // Killed before its line: the file is there, and the next run tells of it.
        fs::write(foreign.join("facts.nq"), "<a:a> <a:b> <a:c> .\n").unwrap();
        assert_eq!(keep(folder.path(), "facts", "<a:a> <a:b> <a:c> .\n"), Kept::Known);
        assert_eq!(history(folder.path()).unwrap().runs.len(), 2);
        assert!(!foreign.join("facts.nq.new").exists());
        assert_eq!(keep(folder.path(), "facts", "<a:a> <a:b> <a:c> .\n"), Kept::Known);
        assert_eq!(history(folder.path()).unwrap().runs.len(), 2);
    }

    #[test]
    fn names_are_plain_and_a_graph_must_be_there() {
        for name in ["", "-a", "A", "a/b", "..", "a b", "ä", &"a".repeat(65)] {
            assert!(!is_foreign_name(name), "{name}");
        }
        assert!(is_foreign_name("un-members-2024") && is_foreign_name("7"));
        let folder = tempfile::tempdir().unwrap();
        assert!(keep_foreign(folder.path(), "facts", b"").unwrap_err().to_string().contains("is no graph folder"));
    }
}
