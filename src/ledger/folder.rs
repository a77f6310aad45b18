//! Reading a graph folder: what its log commits, each record on its own, so that a bad one costs one article.
//!
//! Needs no lock: what a writer has not committed is not looked at.

use super::content::Hash;
use super::decisions;
use super::error::LedgerError;
use super::state::{BadLine, Replayed, State, replay};
use super::stored::Records;
use crate::model::{Article, Claims};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The form of a graph folder; a change that old programs cannot read raises it.
pub(super) const FORMAT: u64 = 2;

/// What `dateline.json` holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Header {
    pub format: u64,
    pub program: String,
}

/// A graph on disk, as it was committed when it was opened.
#[derive(Debug)]
pub struct GraphFolder {
    path: PathBuf,
    state: State,
    /// Lines of the log that could not be read.
    bad: Vec<BadLine>,
}

/// All that a folder gives.
#[derive(Debug, Default)]
pub struct Contents {
    /// In the order of their ids.
    pub articles: Vec<(Article, Claims)>,
    /// What could not be read; nothing here stops the rest.
    pub problems: Vec<LedgerError>,
}

impl GraphFolder {
    /// Whether a graph lies at this path.
    pub fn exists(path: impl AsRef<Path>) -> bool {
        header_file(path.as_ref()).is_file()
    }

    /// # Errors
    /// When there is no graph at `path`, or one of another format, or its log is missing.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LedgerError> {
        let path = path.as_ref().to_owned();
        check_header(&path)?;
        let Replayed { state, bad, .. } = replay(&log_file(&path), |_, _, _| {})?;
        Ok(Self { path, state, bad })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The number of articles.
    pub fn len(&self) -> usize {
        self.state.articles.live().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A word that is another one whenever the graph is: for its articles, their records and what read them, and for what was decided, and for the
    /// foreign graphs. The records are not read for it. It says nothing of damage: what is derived from a folder with [`Contents::problems`] is not this state.
    ///
    /// # Errors
    /// When the decisions or the foreign graphs cannot be read.
    pub fn state_hash(&self) -> Result<String, LedgerError> {
        let mut hash = Hash::default();
        for (id, live) in self.state.articles.live() {
            for part in [id, &live.content.to_string(), &live.hash.to_string(), &*live.reader] {
                hash.add(part);
            }
        }
        let decisions = decisions::file(&self.path);
        match fs::read(&decisions) {
            Ok(bytes) => hash.add(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(io(&decisions, "read")(error)),
        }
        for foreign in self.foreign()? {
            for part in [b"foreign", foreign.name.as_bytes(), &foreign.content] {
                hash.add(part);
            }
        }
        Ok(hash.written())
    }

    /// The articles in the order of their ids, one record read at a time.
    ///
    /// # Errors
    /// When the file cannot be opened; what is wrong with a record is an item of the result.
    pub fn records(&self) -> Result<Records, LedgerError> {
        let path = self.path.join(&self.state.file);
        match File::open(&path) {
            Ok(file) => Ok(Records::of(path, Some(file), &self.state)),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // A compaction may have come between; it leaves the same articles in another file.
                let now = Self::open(&self.path)?;
                if now.state.file != self.state.file {
                    return now.records();
                }
                Ok(Records::of(path, None, &self.state))
            }
            Err(error) => Err(io(&path, "open")(error)),
        }
    }

    /// Reads the whole graph.
    ///
    /// # Errors
    /// When the file cannot be opened; all else is among [`Contents::problems`].
    pub fn read(&self) -> Result<Contents, LedgerError> {
        let log = log_file(&self.path);
        let mut contents = Contents { problems: self.bad.iter().map(|bad| bad.error(&log)).collect(), ..Contents::default() };
        for record in self.records()? {
            match record {
                Ok(pair) => contents.articles.push(pair),
                Err(problem) => contents.problems.push(problem),
            }
        }
        Ok(contents)
    }
}

/// Whether a folder is a graph that this program can read.
pub(super) fn check_header(folder: &Path) -> Result<(), LedgerError> {
    let path = header_file(folder);
    if !path.is_file() {
        return Err(LedgerError::NotAGraph { path: folder.to_owned() });
    }
    let text = fs::read_to_string(&path).map_err(io(&path, "read"))?;
    let header: Header =
        serde_json::from_str(&text).map_err(|error| LedgerError::BadHeader { path: path.clone(), message: error.to_string() })?;
    let remedy = match header.format {
        FORMAT => return Ok(()),
        1 => format!("build it anew: `dateline build {}/articles.jsonl -o NEW`", folder.display()),
        _ => format!("use the program that wrote it ({}), or build the graph anew", header.program),
    };
    Err(LedgerError::Format { path, found: header.format, supported: FORMAT, remedy })
}

pub(super) fn header_file(folder: &Path) -> PathBuf {
    folder.join("dateline.json")
}

pub(super) fn log_file(folder: &Path) -> PathBuf {
    folder.join("log.jsonl")
}

pub(super) fn io(path: &Path, action: &'static str) -> impl FnOnce(std::io::Error) -> LedgerError {
    let path = path.to_owned();
    move |source| LedgerError::Io { path, action, source }
}
