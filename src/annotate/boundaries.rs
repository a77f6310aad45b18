//! Where sentences end, as far as rules can tell.
//!
//! Takes a text and its [`Piece`]s, gives a [`Boundary`] for each: how surely a sentence ends after it. Knows nothing of the neural
//! head whose probabilities are later weighed with these levels.

use super::tokenise::Piece;
use crate::model::Span;

/// How surely a sentence ends after a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Boundary {
    Inside,
    Unlikely,
    Unsure,
    Likely,
    Sure,
    Paragraph,
}

/// One level for each piece.
pub fn boundaries(text: &str, pieces: &[Piece]) -> Vec<Boundary> {
    let mut v: Vec<_> = pieces.iter().map(|p| if matches!(p.span.of(text), "." | "?" | "!") { Boundary::Sure } else { Boundary::Inside }).collect();
    if let Some(l) = v.last_mut() { *l = Boundary::Paragraph }
    v
}

/// The sentences by rule alone, as runs of pieces.
pub fn split_by_rule(boundaries: &[Boundary]) -> Vec<Span<Piece>> {
    let mut start = 0;
    let mut sentences = Vec::new();
    for (place, level) in boundaries.iter().enumerate() {
        if *level >= Boundary::Likely {
            sentences.push(Span::new(start, place + 1));
            start = place + 1;
        }
    }
    if start < boundaries.len() {
        sentences.push(Span::new(start, boundaries.len()));
    }
    sentences
}
