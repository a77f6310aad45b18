//! What can go wrong with a graph folder, said with the file, the line and the remedy.

use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why a graph folder, or a line of it, could not be read or written.
#[derive(Debug, Error)]
pub enum LedgerError {
    #[error("{path}: cannot {action}: {source}")]
    Io { path: PathBuf, action: &'static str, source: io::Error },
    #[error("{path}: is no graph folder (it has no dateline.json); build one with `dateline build`, or name another folder")]
    NotAGraph { path: PathBuf },
    #[error("{path}: is in use for something else; name a new or an empty folder for the graph")]
    Occupied { path: PathBuf },
    #[error("{path}: {message}; build the graph anew from its articles")]
    BadHeader { path: PathBuf, message: String },
    #[error("{path}: has format {found}, this program reads format {supported}; use the program that wrote it, or build the graph anew")]
    Format { path: PathBuf, found: u64, supported: u64 },
    #[error("{path}, line {line}: {error}; this article is left out: delete the line and add the article again")]
    BadRecord { path: PathBuf, line: usize, error: RecordError },
    #[error("{path}, line {line}: {message}; mend the line, or delete it")]
    BadDecision { path: PathBuf, line: usize, message: String },
    #[error(
        "{path}, line {line}: breaks off in the middle, so the file was not copied whole; copy it again, or add the last article again"
    )]
    Torn { path: PathBuf, line: usize },
    #[error("{path}: holds {found} articles where dateline.json counts {counted}; copy the folder again, or add the missing articles")]
    Count { path: PathBuf, found: usize, counted: usize },
}

/// What is wrong with one record.
#[derive(Debug, Error)]
pub enum RecordError {
    #[error("not a record: {0}")]
    Json(#[from] serde_json::Error),
    #[error("{what}: no such {set} as {word:?}")]
    Word { what: String, set: &'static str, word: String },
    #[error("{message}")]
    Type { message: String },
    #[error("{what}: characters {start} to {end} do not lie in the text")]
    Span { what: String, start: usize, end: usize },
    #[error("{what}: there is no entity {id:?}")]
    Entity { what: String, id: String },
}
