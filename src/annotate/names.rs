//! Scores of BIO tags → names: the best legal sequence of tags, and the spans it marks.
//!
//! What is said of a name in one sentence tells what it is in another: before the tags are chosen, the occurrences of a capitalised word
//! in an article hear one another.
//!
//! Knows nothing of what is named.

use super::encoder::Matrix;
use super::labels::NameTag;
use crate::model::NameKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// How far the occurrences of a word move towards their mean: halfway, in the logarithm.
const AGREEMENT: f32 = 0.5;
/// The kinds of names.
const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Misc];
/// Keeps the logarithm of an impossible kind finite.
const LEAST: f32 = 1e-4;

/// Turns the scores of an article's words into log-probabilities, and lets the occurrences of each capitalised word agree on its kind;
/// whether it begins a name stays its own.
pub fn agree(scores: &mut Matrix, forms: &[&str], tags: &[NameTag]) {
    let mut occurrences: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (word, form) in forms.iter().enumerate() {
        let row = &mut scores.values[word * scores.columns..][..scores.columns];
        let total: f32 = row.iter().map(|s| s.exp()).sum();
        row.iter_mut().for_each(|s| *s -= total.ln());
        if form.starts_with(char::is_uppercase) && form.chars().count() > 1 {
            occurrences.entry(form).or_default().push(word);
        }
    }
    for words in occurrences.values().filter(|words| words.len() > 1) {
        let own: Vec<Vec<f32>> = words.iter().map(|&word| kinds(scores.row(word), tags)).collect();
        let mean: Vec<f32> = (0..own[0].len()).map(|kind| own.iter().map(|o| o[kind]).sum::<f32>() / own.len() as f32).collect();
        for (&word, own) in words.iter().zip(&own) {
            for (tag, score) in scores.values[word * scores.columns..][..scores.columns].iter_mut().enumerate() {
                let kind = place_of_kind(tags[tag]);
                *score += AGREEMENT * ((mean[kind] + LEAST).ln() - (own[kind] + LEAST).ln());
            }
        }
    }
}

/// The probability of each kind, and last that of no name.
fn kinds(row: &[f32], tags: &[NameTag]) -> Vec<f32> {
    let mut sums = vec![0.0; KINDS.len() + 1];
    row.iter().zip(tags).for_each(|(score, &tag)| sums[place_of_kind(tag)] += score.exp());
    sums
}

fn place_of_kind(tag: NameTag) -> usize {
    let kind = match tag {
        NameTag::Begin(kind) | NameTag::Inside(kind) => KINDS.iter().position(|&k| k == kind),
        NameTag::Outside => None,
    };
    kind.unwrap_or(KINDS.len())
}

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
    fn occurrences_of_a_word_hear_one_another() {
        let tags = [NameTag::Outside, NameTag::Begin(NameKind::Person), NameTag::Begin(NameKind::Place)];
        // Two sentences are sure of a place; a third thinks, with little between them, of a person.
        let rows = [[0.0, 1.0, 6.0], [0.0, 1.0, 6.0], [0.0, 3.2, 3.0], [0.0, 3.2, 3.0]];
        let mut scores = Matrix { values: rows.concat(), columns: 3 };
        agree(&mut scores, &["Jordan", "Jordan", "Jordan", "Michael"], &tags);
        let kind = |word: usize| decode(&scores, word..word + 1, &tags)[0].1;
        assert_eq!((kind(0), kind(2), kind(3)), (NameKind::Place, NameKind::Place, NameKind::Person));
    }

    #[test]
    fn no_words_have_no_names() {
        assert!(decode(&Matrix { values: Vec::new(), columns: 1 }, 0..0, &[NameTag::Outside]).is_empty());
    }
}
