//! The lines of `log.jsonl`: each is a commit, and says what changed by it. One line of JSON each, in the order in which they were made.

use super::content::Short;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What a command did to a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    Build,
    Import,
    Remove,
    Compact,
}

impl Deed {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Import => "import",
            Self::Remove => "remove",
            Self::Compact => "compact",
        }
    }
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LogLine {
    /// The second at which it was made, UTC: "2026-11-27T13:05:12Z".
    pub when: String,
    /// Which lines belong to one run of a command; counts from 1.
    pub run: u64,
    pub did: Deed,
    /// What read the articles added; those of a compaction carry their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
    /// The file that holds the articles from now on.
    pub file: String,
    /// The bytes of it that this line commits, half-open.
    pub from: u64,
    pub to: u64,
    /// In the order in which their records stand in those bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Added>,
    /// The ids of articles in whose place others are now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// Foreign graphs by their names: those that came with the hash of their file, those that went without.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub foreign: BTreeMap<String, Option<Short>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// An article whose record a line commits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Added {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Of the article's own fields.
    pub content: Short,
    /// The length of the record, with the end of its line.
    pub bytes: u64,
    /// Of these bytes.
    pub hash: Short,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
}

impl LogLine {
    /// Reads a line; what is wrong with one that is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let line: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let length: u64 = line.added.iter().map(|added| added.bytes).sum();
        let fits = line.from.checked_add(length) == Some(line.to) && is_articles_file(&line.file);
        fits.then_some(line).ok_or_else(|| "its bytes are not those of its articles".to_owned())
    }

    /// As it is written, with its end.
    pub fn written(&self) -> String {
        serde_json::to_string(self).expect("a line has no key that is not a string") + "\n"
    }
}

/// The name of the first, the second, … file of articles.
pub(super) fn articles_file_name(number: u64) -> String {
    if number == 1 { "articles.jsonl".to_owned() } else { format!("articles-{number}.jsonl") }
}

/// The number in the name of a file of articles; `None` for any other name.
pub(super) fn number_of(name: &str) -> Option<u64> {
    let number = match name.strip_prefix("articles")?.strip_suffix(".jsonl")? {
        "" => 1,
        numbered => numbered.strip_prefix('-')?.parse().ok()?,
    };
    // "articles-01.jsonl" is somebody's own file.
    (articles_file_name(number) == name).then_some(number)
}

fn is_articles_file(name: &str) -> bool {
    number_of(name).is_some()
}
