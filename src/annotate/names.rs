//! Scores of BIO tags → names: the best legal sequence of tags, and the spans it marks.
//!
//! Knows nothing of what is named.

use super::encoder::Matrix;
use super::labels::NameTag;
use crate::model::NameKind;
use std::ops::Range;

/// The names among the words `words` (rows of `scores`): their rows and kinds, in order.
pub fn decode(scores: &Matrix, words: Range<usize>, tags: &[NameTag]) -> Vec<(Range<usize>, NameKind)> {
    let best = best_sequence(scores, words.clone(), tags);
    let mut names: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (word, &tag) in words.zip(&best) {
        match tags[tag] {
            NameTag::Begin(kind) => names.push((word..word + 1, kind)),
            NameTag::Inside(_) => {
                if let Some((span, _)) = names.last_mut() {
                    span.end = word + 1;
                }
            }
            NameTag::Outside => {}
        }
    }
    names
}

/// Viterbi over the legal sequences; scores of one word are compared as log-probabilities up to a constant.
fn best_sequence(scores: &Matrix, words: Range<usize>, tags: &[NameTag]) -> Vec<usize> {
    let mut totals: Vec<f32> = Vec::new();
    let mut back: Vec<Vec<usize>> = Vec::new();
    for word in words {
        let row = scores.row(word);
        let step: Vec<(f32, usize)> = tags
            .iter()
            .enumerate()
            .map(|(tag, &label)| {
                let (before, from) = if back.is_empty() {
                    (if label.may_follow(None) { 0.0 } else { f32::NEG_INFINITY }, 0)
                } else {
                    best_before(&totals, tags, label)
                };
                (before + row[tag], from)
            })
            .collect();
        totals = step.iter().map(|s| s.0).collect();
        back.push(step.iter().map(|s| s.1).collect());
    }
    let mut best = vec![0; back.len()];
    if let Some(last) = best.last_mut() {
        *last = (0..totals.len()).fold(0, |a, b| if totals[b] > totals[a] { b } else { a });
    }
    for word in (1..best.len()).rev() {
        best[word - 1] = back[word][best[word]];
    }
    best
}

fn best_before(totals: &[f32], tags: &[NameTag], label: NameTag) -> (f32, usize) {
    let mut best = (f32::NEG_INFINITY, 0);
    for (before, &total) in totals.iter().enumerate() {
        if total > best.0 && label.may_follow(Some(tags[before])) {
            best = (total, before);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_illegal_sequence_is_never_chosen() {
        let tags =
            [NameTag::Outside, NameTag::Begin(NameKind::Person), NameTag::Inside(NameKind::Person), NameTag::Inside(NameKind::Place)];
        // Word by word the best tags would be I-place, I-person, I-place: none of them may stand there.
        let rows = [[0.0, 1.0, 0.5, 2.0], [0.0, 0.5, 2.0, 1.0], [0.5, 0.0, 0.0, 2.0]];
        let scores = Matrix { values: rows.concat(), columns: 4 };
        assert_eq!(decode(&scores, 0..3, &tags), vec![(0..2, NameKind::Person)]);
    }

    #[test]
    fn no_words_have_no_names() {
        assert!(decode(&Matrix { values: Vec::new(), columns: 1 }, 0..0, &[NameTag::Outside]).is_empty());
    }
}
