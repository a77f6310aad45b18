//! What can go wrong with a graph folder, said with the file, the line and the remedy.

use jiff::civil::Date;
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
    #[error("{path}: {message}; build the graph anew from its articles, in another folder")]
    BadHeader { path: PathBuf, message: String },
    #[error("{path}: is of format {found}, and this program reads format {supported}; {remedy}")]
    Format { path: PathBuf, found: u64, supported: u64, remedy: String },
    #[error(
        "{path}: is being written to by another run of dateline{}; wait until that has ended (the graph can be read all the while)",
        by.map(|process| format!(" (process {process})")).unwrap_or_default()
    )]
    Locked { path: PathBuf, by: Option<u32> },
    #[error(
        "{path}: is not there; copy the folder again, or build the graph anew: the articles files beside it can be read like any other input"
    )]
    NoLog { path: PathBuf },
    #[error("{path}, line {line}: {message}; what it told is left out: copy the folder again, or `dateline compact --repair` the graph")]
    BadLogLine { path: PathBuf, line: usize, message: String },
    #[error(
        "{path}: ends after {found} bytes where the log tells of {counted}, articles left out: {missing}; copy the folder again, \
        or `dateline compact --repair` the graph and build those articles again"
    )]
    Short { path: PathBuf, found: u64, counted: u64, missing: usize },
    #[error(
        "{path}, line {line}: is not what was written there, so the article {id:?} is left out; copy the folder again, \
        or `dateline compact --repair` the graph and build that article again"
    )]
    Damaged { path: PathBuf, line: usize, id: String },
    #[error(
        "{path}, line {line}: does not stand where it was written: lines before it were put in, changed or taken out; copy the folder again, or \
        `dateline compact --repair` the graph, which puts in order all that is still there"
    )]
    Moved { path: PathBuf, line: usize },
    #[error("{path}, line {line}: {error}; this article is left out: build it again")]
    BadRecord { path: PathBuf, line: usize, error: RecordError },
    #[error("{path}, line {line}: {message}; mend the line, or delete it")]
    BadDecision { path: PathBuf, line: usize, message: String },
    #[error("{name:?} names no foreign graph: use a-z, 0-9 and - (64 at most, the first no -)")]
    ForeignName { name: String },
    #[error("{path}: has no foreign graph {name:?}{}", if names.is_empty() { String::new() } else { format!("; there are {}", names.join(", ")) })]
    NoSuchForeign { path: PathBuf, name: String, names: Vec<String> },
    #[error(
        "{path}: has no article of the id or URL {name:?}{}; `dateline log {path} --articles` lists them",
        if nearest.is_empty() { String::new() } else { format!(" (but {})", nearest.join(", ")) }
    )]
    NoSuchArticle { path: PathBuf, name: String, nearest: Vec<String> },
}

/// What is wrong with one record.
#[derive(Debug, Error)]
pub enum RecordError {
    #[error("not a record: {}", in_its_line(.0))]
    Json(#[from] serde_json::Error),
    #[error("{what}: no such {set} as {word:?}")]
    Word { what: String, set: &'static str, word: String },
    #[error("{message}")]
    Type { message: String },
    #[error("{what}: characters {start} to {end} do not lie in the text")]
    Span { what: String, start: usize, end: usize },
    #[error("{what}: at the characters {start} to {end} stands {found:?}, and not {words:?}")]
    OtherWords { what: String, start: usize, end: usize, found: String, words: String },
    #[error("{what}: the words {words:?} do not stand in {inside}")]
    NotThere { what: String, words: String, inside: &'static str },
    #[error("{what}: has a start without an end, or an end without a start")]
    HalfAPlace { what: String },
    #[error("{what}: neither says where it stands nor gives its words as `at`")]
    NoPlace { what: String },
    #[error("{what}: there is no entity {id:?}")]
    Entity { what: String, id: String },
    #[error("{what}: there is no event {id:?}")]
    Event { what: String, id: String },
    #[error("two have the {what} id {id:?}")]
    Twice { what: &'static str, id: String },
    #[error("{what}: has a blank name")]
    Nameless { what: String },
    #[error("{what}: its time ends on {latest}, before it begins on {earliest}")]
    Backward { what: String, earliest: Date, latest: Date },
    #[error("{what}: its agents, recipients or others are not those of its participants")]
    Participants { what: String },
    #[error("{0}")]
    Article(&'static str),
    #[error("is longer than {most} bytes")]
    Long { most: usize },
    #[error("is not UTF-8")]
    Encoding,
}

/// What is wrong with a line of JSON, without the number of the line, which is always 1.
fn in_its_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

impl RecordError {
    /// What the one who made the record can do: a sentence with its full stop.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Json(_) => "Write one record a line, as `dateline extract` prints them.",
            Self::Word { set: "type", .. } => "Declare the type under `types`, or name the folder that declares it with --ontology.",
            Self::Span { .. } | Self::OtherWords { .. } => "Offsets count the letters (code points) of `text` from 0, not its bytes.",
            Self::Article(_) => "Give it an id and a text, or leave the line out.",
            Self::Long { .. } => "Leave the article out, or give it in parts.",
            Self::Encoding => "Write the file as UTF-8.",
            _ => "Mend the record, or leave the line out.",
        }
    }
}
