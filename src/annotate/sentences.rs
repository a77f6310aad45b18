//! Decides where sentences end: the rules' opinion and the encoder's, together.
//!
//! Knows nothing of trees; what it decides is what the tree is then built over.

use super::boundaries::Boundary;
use super::encoder::Matrix;
use std::ops::Range;

/// The sentences of one window's words, as rows of `tags`, in order; `boundaries` are of the same words.
/// `end_scores` are the columns of the scores for "goes on" and "ends here".
pub fn decide(tags: &Matrix, end_scores: Range<usize>, rows: Range<usize>, boundaries: &[Boundary]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = rows.start;
    for (row, &boundary) in rows.clone().zip(boundaries) {
        let scores = &tags.row(row)[end_scores.clone()];
        let probability = 1.0 / (1.0 + (scores[0] - scores[1]).exp());
        if probability > least_probability(boundary) || row + 1 == rows.end {
            sentences.push(start..row + 1);
            start = row + 1;
        }
    }
    sentences
}

/// How probable the encoder must find a sentence's end, given what the rules say. Chosen on the development parts of EWT and GUM with
/// earlier weights, which had not learned from them. Where the rules are sure the text has been cut already.
fn least_probability(boundary: Boundary) -> f32 {
    match boundary {
        Boundary::Never => 2.0,
        Boundary::Inside => 0.82,
        Boundary::Unlikely => 0.5,
        Boundary::Unsure => 0.2,
        Boundary::Likely => 0.05,
        Boundary::Sure | Boundary::Paragraph => -1.0,
    }
}
