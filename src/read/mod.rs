//! Files and folders → [`Article`]s: plain text, Markdown and JSON Lines.
//!
//! Reading is streamed: whatever the number and the size of the inputs, memory holds one article at a time (and 24 bytes for each
//! one read, to know a second copy). An input that cannot be taken is refused with its file, its line and a remedy, and costs nothing
//! but itself. Knows nothing of what the articles say, or of what becomes of them.

mod bounded;
mod draft;
mod inputs;
mod json_lines;
mod markdown;
mod markdown_inline;
mod plain_text;
mod refusal;
mod repeats;
mod source;
mod text_lines;

pub use refusal::Refusal;

use crate::model::Article;
use repeats::Repeats;
use source::{Fault, Located};
use std::fmt;
use std::path::{Path, PathBuf};

/// The most bytes of text that one article may have, unless the user says otherwise.
pub const DEFAULT_MAX_ARTICLE_BYTES: usize = 1_000_000;

/// How inputs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The most bytes of text that one article may have; more is refused without being read to its end.
    pub max_article_bytes: usize,
    /// Whether each line of a plain text is an article of its own, as lists of sentences have them.
    pub lines: bool,
    /// Whether an id may come again with another content, for who chooses between versions of an article; otherwise the first is taken.
    pub versions: bool,
}

/// Where an article was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub file: PathBuf,
    /// The line, where a file holds several articles.
    pub line: Option<u64>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file.display()),
            None => write!(f, "{}", self.file.display()),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { max_article_bytes: DEFAULT_MAX_ARTICLE_BYTES, lines: false, versions: false }
    }
}

/// The articles of these files and folders, in the order of the inputs; folders are read recursively, by name.
///
/// `-` is standard input: JSON Lines when its first byte is a brace, else the text of one article. An article that was met before
/// (one with the same id, and with [`Options::versions`] the same content) is refused.
pub fn articles(inputs: Vec<PathBuf>, options: Options) -> impl Iterator<Item = Result<Article, Refusal>> + Send {
    located_articles(inputs, options).map(|found| found.map(|(_, article)| article))
}

/// As [`articles`], each with its file and line.
pub fn located_articles(inputs: Vec<PathBuf>, options: Options) -> impl Iterator<Item = Result<(Origin, Article), Refusal>> + Send {
    let mut repeats = Repeats::new(options.versions);
    inputs.into_iter().flat_map(inputs::files).flat_map(move |file| found_in(file, options)).map(move |found| {
        let (file, Located { line, mut draft }) = found?;
        if let Some(line) = line.filter(|_| options.lines && draft.id.is_none()) {
            // A list may hold a sentence twice: its place tells them apart.
            draft.id = Some(format!("{}:{line}", file.display()));
        }
        let article = finish(draft).map_err(|fault| Fault { line, ..fault }.of(&file))?;
        repeats.check(&article, &file, line)?;
        Ok((Origin { file, line }, article))
    })
}

type FoundIn = Box<dyn Iterator<Item = Result<(PathBuf, Located), Refusal>> + Send>;

/// Everything in one file, with its file.
fn found_in(file: Result<PathBuf, Refusal>, options: Options) -> FoundIn {
    let opened = file.and_then(|file| inputs::open(&file).map(|(reader, source)| (file, source.read(reader, options))));
    match opened {
        Err(refusal) => Box::new(std::iter::once(Err(refusal))),
        Ok((file, found)) => Box::new(found.map(move |found| match found {
            Ok(located) => Ok((file.clone(), located)),
            Err(fault) => Err(fault.of(&file)),
        })),
    }
}

fn finish(draft: draft::Draft) -> Result<Article, Fault> {
    let article = draft.finish();
    if article.text.is_empty() {
        return Err(Fault::new("has no text but blank space", "Leave it out, or check how it was written."));
    }
    Ok(article)
}

/// Whether this path stands for standard input.
fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

#[cfg(test)]
mod tests;
