//! What a format of input is: the one open set of this room.
//!
//! A [`Source`] takes an opened file and gives the drafts in it, each with its line, or the faults it found. To add a format, write
//! a file with its `Source` and enter it in [`SOURCES`].

use super::bounded::{Bounded, decode, whole};
use super::draft::Draft;
use super::{Options, Refusal, json_lines::JsonLines, markdown::Markdown, plain_text::PlainText};
use std::io::BufRead;
use std::path::Path;

/// Every format, in the order in which a file name is tried on them.
pub(super) const SOURCES: [&dyn Source; 3] = [&PlainText, &Markdown, &JsonLines];

/// An opened file.
pub(super) type Reader = Box<dyn BufRead + Send>;
/// What a source finds in a file, one article or one fault at a time, so that a file of any length fits in memory.
pub(super) type Found = Box<dyn Iterator<Item = Result<Located, Fault>> + Send>;

/// A format of input.
pub(super) trait Source: Sync {
    /// The endings of its files' names, in lower case, without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// Reads a file of this format.
    fn read(&self, reader: Reader, options: Options) -> Found;
}

/// A draft and the line on which it stands, where a file holds several.
pub(super) struct Located {
    pub line: Option<u64>,
    pub draft: Draft,
}

/// What is wrong with an article or its file: a [`Refusal`] that does not know its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub line: Option<u64>,
    pub problem: String,
    pub remedy: String,
}

impl Fault {
    pub fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { line: None, problem: problem.into(), remedy: remedy.into() }
    }

    pub fn at(line: u64, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::new(problem, remedy) }
    }

    pub fn unreadable(error: &std::io::Error) -> Self {
        Self::new(format!("cannot be read: {error}"), "Check that it is there, whole, and that you may read it.")
    }

    pub fn too_long(limit: usize) -> Self {
        Self::new(
            format!("holds more than {limit} bytes for one article"),
            "If it is one article, raise the limit with --max-article-bytes; if it is many, make it one article a file or a JSON line.",
        )
    }

    pub fn of(self, file: &Path) -> Refusal {
        Refusal::new(file, self.line, self.problem, self.remedy)
    }
}

/// The source for files of this name; `None` when their ending tells nothing.
pub(super) fn for_file(file: &Path) -> Option<&'static dyn Source> {
    let ending = file.extension()?.to_str()?.to_lowercase();
    SOURCES.into_iter().find(|source| source.endings().contains(&ending.as_str()))
}

/// The source for a stream that has no name: JSON Lines when the first byte is a brace, else plain text.
pub(super) fn for_stream(reader: &mut Reader) -> std::io::Result<&'static dyn Source> {
    let start = reader.fill_buf()?;
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    Ok(if start.first() == Some(&b'{') { &JsonLines } else { &PlainText })
}

/// What a file that holds one article gives.
pub(super) fn single(reader: Reader, options: Options, parse: fn(&str) -> Result<Draft, Fault>) -> Found {
    let read = || -> Result<Located, Fault> {
        let bytes = match whole(reader, options.max_article_bytes).map_err(|error| Fault::unreadable(&error))? {
            Bounded::Whole(bytes) => bytes,
            Bounded::TooLong => return Err(Fault::too_long(options.max_article_bytes)),
        };
        if bytes.is_empty() {
            return Err(Fault::new("is empty", "Leave it out, or check how it was written."));
        }
        let text = decode(bytes).map_err(|(problem, remedy)| Fault::new(problem, remedy))?;
        Ok(Located { line: None, draft: parse(&text)? })
    };
    Box::new(std::iter::once(read()))
}
