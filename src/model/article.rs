//! The ground state: one article as it was read.

use jiff::civil::Date;

/// One article. Everything else is derived from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Identifies the article in the graph: given by its source (a JSONL `id`), or else made from the hash of its content.
    pub id: String,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub title: Option<String>,
    /// The day it was published; relative dates ("on Saturday") are read against it.
    pub published: Option<Date>,
    /// The text as it was given; all byte spans count into it.
    pub text: String,
}
