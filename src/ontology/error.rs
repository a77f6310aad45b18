//! What is wrong with a file of the ontology: the file, the line, and the remedy. Knows nothing of what the files mean.

use std::fmt;
use std::ops::Range;

/// A file of the ontology that cannot be used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OntologyError {
    /// The file, relative to the ontology's folder, or the folder itself.
    pub file: String,
    /// Counted from 1; `None` when the file could not be read at all.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl OntologyError {
    /// An error at a byte range of `source`.
    pub(crate) fn at(file: &str, source: &str, range: Range<usize>, message: impl Into<String>) -> Self {
        let line = source[..range.start.min(source.len())].matches('\n').count() + 1;
        Self { file: file.to_string(), line: Some(line), message: message.into() }
    }

    /// What the TOML reader found.
    pub(crate) fn toml(file: &str, source: &str, error: &toml::de::Error) -> Self {
        Self::at(file, source, error.span().unwrap_or(0..0), format!("{}: correct this entry", error.message().trim()))
    }
}

impl fmt::Display for OntologyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for OntologyError {}
