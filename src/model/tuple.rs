//! What a sentence says in its own words: tuples of open information extraction, which no ontology bounds.

use super::TokenIndex;

/// A subject, what is said of it, and of whom or what else: words only, no entities.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenTuple {
    pub subject: Vec<Word>,
    pub relation: Vec<Word>,
    /// The object first, then whatever else is said of the act, each with its preposition.
    pub arguments: Vec<Vec<Word>>,
    /// Between 0 and 1; only the order matters. It follows from the construction alone.
    pub confidence: f32,
    /// The construction that states it: "verb", "apposition".
    pub found_by: &'static str,
}

/// A word of a tuple.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Word {
    /// A token of the document.
    Token(TokenIndex),
    /// A word that the construction stands for: "is" for an apposition, "has" for a possessive.
    Understood(&'static str),
}
