//! Reading a graph folder: each line on its own, so that a bad one costs one article.

use super::error::LedgerError;
use super::records::from_line;
use super::writer::GraphWriter;
use crate::model::{Article, Claims};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The form of `articles.jsonl`; a change that old programs cannot read raises it.
pub(super) const FORMAT: u64 = 1;

/// What `dateline.json` holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Header {
    pub format: u64,
    pub program: String,
    pub articles: usize,
}

/// A graph on disk.
#[derive(Debug)]
pub struct GraphFolder {
    path: PathBuf,
    header: Header,
}

/// All that a folder gives.
#[derive(Debug, Default)]
pub struct Contents {
    pub articles: Vec<(Article, Claims)>,
    /// Lines that could not be read, and articles that are missing; nothing here stops the rest.
    pub problems: Vec<LedgerError>,
}

impl GraphFolder {
    /// Whether a graph lies at this path.
    pub fn exists(path: impl AsRef<Path>) -> bool {
        header_file(path.as_ref()).is_file()
    }

    /// Begins a new graph at `path`. What lay there stays until [`GraphWriter::finish`] puts the new one in its place.
    ///
    /// # Errors
    /// When the path is a file or a folder with something else in it, or cannot be written.
    pub fn create(path: impl AsRef<Path>) -> Result<GraphWriter, LedgerError> {
        GraphWriter::new(path.as_ref())
    }

    /// # Errors
    /// When there is no graph at `path`, or one of another format.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LedgerError> {
        let path = path.as_ref().to_owned();
        let file = header_file(&path);
        if !file.is_file() {
            return Err(LedgerError::NotAGraph { path });
        }
        let text = std::fs::read_to_string(&file).map_err(io(&file, "read"))?;
        let header: Header =
            serde_json::from_str(&text).map_err(|error| LedgerError::BadHeader { path: file.clone(), message: error.to_string() })?;
        if header.format != FORMAT {
            return Err(LedgerError::Format { path: file, found: header.format, supported: FORMAT });
        }
        Ok(Self { path, header })
    }

    /// Begins a change of this graph: articles can be added, replaced and removed.
    ///
    /// # Errors
    /// When a line of it cannot be read: a change would lose it.
    pub fn extend(self) -> Result<GraphWriter, LedgerError> {
        let mut writer = GraphWriter::new(&self.path)?;
        writer.keep_all(self.records()?)?;
        Ok(writer)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The number of articles, as they were counted when the graph was written.
    pub fn len(&self) -> usize {
        self.header.articles
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The articles in the order of their ids, one line read at a time.
    ///
    /// # Errors
    /// When the file cannot be opened; what is wrong with a line is an item of the result.
    pub fn records(&self) -> Result<Records, LedgerError> {
        let path = articles_file(&self.path);
        let file = File::open(&path).map_err(io(&path, "open"))?;
        Ok(Records { lines: BufReader::new(file), path, line: 0, buffer: Vec::new() })
    }

    /// Reads the whole graph.
    ///
    /// # Errors
    /// When the file cannot be opened; all else is among [`Contents::problems`].
    pub fn read(&self) -> Result<Contents, LedgerError> {
        let mut contents = Contents::default();
        for record in self.records()? {
            match record {
                Ok(pair) => contents.articles.push(pair),
                Err(problem) => contents.problems.push(problem),
            }
        }
        let found = contents.articles.len() + contents.problems.len();
        if found != self.header.articles {
            let path = articles_file(&self.path);
            contents.problems.push(LedgerError::Count { path, found, counted: self.header.articles });
        }
        Ok(contents)
    }
}

pub(super) fn articles_file(folder: &Path) -> PathBuf {
    folder.join("articles.jsonl")
}

pub(super) fn header_file(folder: &Path) -> PathBuf {
    folder.join("dateline.json")
}

pub(super) fn io(path: &Path, action: &'static str) -> impl FnOnce(std::io::Error) -> LedgerError {
    let path = path.to_owned();
    move |source| LedgerError::Io { path, action, source }
}

/// The records of a folder; see [`GraphFolder::records`].
#[derive(Debug)]
pub struct Records {
    lines: BufReader<File>,
    path: PathBuf,
    line: usize,
    buffer: Vec<u8>,
}

impl Iterator for Records {
    type Item = Result<(Article, Claims), LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.buffer.clear();
        self.line += 1;
        match self.lines.read_until(b'\n', &mut self.buffer) {
            Ok(0) => None,
            Ok(_) => Some(self.record()),
            Err(error) => {
                // A file that stops being readable would give the same error for ever.
                self.lines = BufReader::new(File::open(&self.path).ok()?);
                std::io::Seek::seek(&mut self.lines, std::io::SeekFrom::End(0)).ok()?;
                Some(Err(io(&self.path, "read")(error)))
            }
        }
    }
}

impl Records {
    fn record(&self) -> Result<(Article, Claims), LedgerError> {
        let whole = self.buffer.ends_with(b"\n");
        let text = String::from_utf8_lossy(&self.buffer);
        from_line(&text).map_err(|error| match whole {
            true => LedgerError::BadRecord { path: self.path.clone(), line: self.line, error },
            false => LedgerError::Torn { path: self.path.clone(), line: self.line },
        })
    }

    /// The line that the last item was read from, without its end.
    pub(super) fn last_line(&self) -> &[u8] {
        self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer)
    }
}
