//! Open information extraction: every clause of a tree as tuples of its own words, whatever it is about.
//!
//! 1. [`phrases`] cuts the words of a noun phrase, a clause or a verb group out of the tree,
//! 2. [`clauses`] reads verbs, copulas, appositions and possessives as [`Clause`]s,
//! 3. [`tuples`] lays a clause out: one tuple with all arguments, or one for each pair.
//!
//! Knows nothing of entities, of frames and of the ontology.

mod clauses;
mod complements;
mod phrases;
#[cfg(test)]
mod tests;
mod tuples;

use super::tree::Tree;
use crate::model::{OpenTuple, TokenIndex, Word};

/// How a clause is laid out in tuples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TupleForm {
    /// One tuple with all arguments: (She; flew to; Oslo; on Friday).
    Nary,
    /// A tuple for each argument, with what stands before it in the relation: (She; took it to; Oslo).
    Binary,
}

/// A run of words with its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub head: TokenIndex,
    pub tokens: Vec<TokenIndex>,
}

/// What an argument is to its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Object,
    /// What the subject is said to be or become.
    Predicative,
    /// With a preposition, or a bare phrase of time.
    Oblique,
    Adverb,
    /// A clause.
    Clause,
}

/// One argument; coordinated words give several phrases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Argument {
    /// The preposition or conjunction before it.
    pub marker: Vec<Word>,
    pub phrases: Vec<Phrase>,
    pub part: Part,
}

/// A construction that states something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Construction {
    Verb,
    Copula,
    /// "the town shelled by rebels", "who shelled the town".
    Modifier,
    /// "after losing the town", "to win it".
    Adverbial,
    Apposition,
    Possessive,
}

/// A predicate with its subjects and arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub predicate: TokenIndex,
    pub construction: Construction,
    pub subjects: Vec<Phrase>,
    pub relation: Vec<Word>,
    pub arguments: Vec<Argument>,
}

/// How much of the text the phrases take in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Whether a noun keeps its participles: "the case reviewed by a court".
    pub participles: bool,
    /// Whether a relation keeps its adverbs: "was quickly taken".
    pub adverbs: bool,
}

/// The clauses of all sentences, in the order of their predicates.
pub(super) fn clauses(tree: &Tree<'_>, extent: Extent) -> Vec<Clause> {
    clauses::Reader::new(tree, extent).read()
}

/// What a document says, in its own words.
pub(super) fn extract(tree: &Tree<'_>, form: TupleForm) -> Vec<OpenTuple> {
    match form {
        TupleForm::Nary => tuples::nary(tree, &clauses(tree, Extent { participles: true, adverbs: true })),
        TupleForm::Binary => tuples::binary(tree, &clauses(tree, Extent { participles: false, adverbs: false })),
    }
}
