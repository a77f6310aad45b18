//! Decides where sentences end: the rules' opinion and the encoder's, together.
//!
//! Knows nothing of trees; what it decides is what the tree is then built over.

use super::boundaries::Boundary;
use super::encoder::Matrix;
use std::ops::Range;

/// The sentences of one window's words `words` (rows of `tags`), in order; `boundaries` are of the same rows.
/// `end_scores` are the columns of the scores for "goes on" and "ends here".
pub fn decide(tags: &Matrix, end_scores: Range<usize>, words: Range<usize>, boundaries: &[Boundary]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = words.start;
    for word in words.clone() {
        let scores = &tags.row(word)[end_scores.clone()];
        let probability = 1.0 / (1.0 + (scores[0] - scores[1]).exp());
        if probability > least_probability(boundaries[word]) || word + 1 == words.end {
            sentences.push(start..word + 1);
            start = word + 1;
        }
    }
    sentences
}

/// How probable the encoder must find a sentence's end, given what the rules say.
fn least_probability(boundary: Boundary) -> f32 {
    match boundary {
        Boundary::Never => 2.0,
        Boundary::Inside => 0.9,
        Boundary::Unlikely => 0.6,
        Boundary::Unsure => 0.5,
        Boundary::Likely => 0.4,
        Boundary::Sure => 0.15,
        Boundary::Paragraph => -1.0,
    }
}
