//! Scores of BIO tags → names: the best legal sequence of tags, and the spans it marks.
//!
//! What is said of a name in one sentence tells what it is in another: before the tags are chosen, the sentences of an article hear one
//! another on its capitalised words. And tags that follow one another in the corpora are preferred to those that rarely do.
//!
//! Knows nothing of what is named.

use super::encoder::Matrix;
use super::labels::{NameTag, NameTags};
use crate::model::NameKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the transitions between tags count for, beside the encoder's own scores, which know them in part.
const TRANSITION: f32 = 0.2;
/// What it counts for, where a name begins, that the word is no proper noun.
const PROPER: f32 = 0.2;
/// Keeps the logarithm of "no proper noun" finite: names of films and laws are made of any words.
const LEAST_PROPER: f32 = 0.05;
/// The kinds of names.
const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Misc];
/// Keeps the logarithm of an impossible kind finite.
const LEAST: f32 = 1e-4;

/// Turns the scores of a word into log-probabilities. `proper` is the probability that it is a proper noun.
pub fn weigh(row: &mut [f32], proper: f32, tags: &[NameTag]) {
    let total: f32 = row.iter().map(|s| s.exp()).sum();
    let doubt = PROPER * ((proper + LEAST_PROPER) / (1.0 + LEAST_PROPER)).ln();
    for (score, tag) in row.iter_mut().zip(tags) {
        *score += if matches!(tag, NameTag::Begin(_)) { doubt } else { 0.0 } - total.ln();
    }
}

/// Lets the sentences of an article agree on the kind of each capitalised word that several of them hold; whether it begins a name stays
/// its own. Within one sentence a word may well stand in two names, and the encoder has seen both.
pub fn agree(scores: &mut Matrix, forms: &[&str], sentences: &[Range<usize>], tags: &[NameTag]) {
    let mut occurrences: BTreeMap<&str, Vec<Vec<usize>>> = BTreeMap::new();
    for sentence in sentences {
        let mut here: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let named = |form: &str| form.starts_with(char::is_uppercase) && form.chars().count() > 1;
        sentence.clone().filter(|&word| named(forms[word])).for_each(|word| here.entry(forms[word]).or_default().push(word));
        here.into_iter().for_each(|(form, words)| occurrences.entry(form).or_default().push(words));
    }
    for sentences in occurrences.values().filter(|sentences| sentences.len() > 1) {
        let own: Vec<Vec<f32>> = sentences.iter().map(|words| mean(words.iter().map(|&word| kinds(scores.row(word), tags)))).collect();
        let together = mean(own.iter().cloned());
        for (words, own) in sentences.iter().zip(&own) {
            for &word in words {
                for (tag, score) in scores.values[word * scores.columns..][..scores.columns].iter_mut().enumerate() {
                    let kind = place_of_kind(tags[tag]);
                    *score += (together[kind] + LEAST).ln() - (own[kind] + LEAST).ln();
                }
            }
        }
    }
}

/// The mean of rows of equal length, of which there is at least one.
fn mean(rows: impl ExactSizeIterator<Item = Vec<f32>>) -> Vec<f32> {
    let count = rows.len() as f32;
    let sum = rows.reduce(|sum, row| sum.iter().zip(&row).map(|(a, b)| a + b).collect()).unwrap_or_default();
    sum.into_iter().map(|value| value / count).collect()
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
pub fn decode(scores: &Matrix, words: Range<usize>, labels: &NameTags) -> Vec<(Range<usize>, NameKind)> {
    let best = best_sequence(scores, words.clone(), labels);
    let mut names: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (word, &tag) in words.zip(&best) {
        match labels.tags[tag] {
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
fn best_sequence(scores: &Matrix, words: Range<usize>, labels: &NameTags) -> Vec<usize> {
    let mut totals: Vec<f32> = Vec::new();
    let mut back: Vec<Vec<usize>> = Vec::new();
    for word in words {
        let row = scores.row(word);
        let step = |tag: usize| {
            let (before, from) = if back.is_empty() { (opening(tag, labels), 0) } else { best_before(&totals, tag, labels) };
            (before + row[tag], from)
        };
        let steps: Vec<(f32, usize)> = (0..labels.tags.len()).map(step).collect();
        totals = steps.iter().map(|s| s.0).collect();
        back.push(steps.iter().map(|s| s.1).collect());
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

/// What speaks for a tag at the start of a sentence.
fn opening(tag: usize, labels: &NameTags) -> f32 {
    if labels.tags[tag].may_follow(None) { TRANSITION * labels.transitions[labels.tags.len()][tag] } else { f32::NEG_INFINITY }
}

/// The best tag before `tag`, and its sum with the transition to it.
fn best_before(totals: &[f32], tag: usize, labels: &NameTags) -> (f32, usize) {
    let mut best = (f32::NEG_INFINITY, 0);
    for (before, &total) in totals.iter().enumerate() {
        let total = total + TRANSITION * labels.transitions[before][tag];
        if total > best.0 && labels.tags[tag].may_follow(Some(labels.tags[before])) {
            best = (total, before);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags, none of which follows another more often than by chance.
    fn labels<const N: usize>(tags: [NameTag; N]) -> NameTags {
        NameTags { tags: tags.to_vec(), transitions: vec![vec![0.0; N]; N + 1] }
    }

    #[test]
    fn an_illegal_sequence_is_never_chosen() {
        let labels = labels([
            NameTag::Outside,
            NameTag::Begin(NameKind::Person),
            NameTag::Inside(NameKind::Person),
            NameTag::Inside(NameKind::Place),
        ]);
        // Word by word the best tags would be I-place, I-person, I-place: none of them may stand there.
        let rows = [[0.0, 1.0, 0.5, 2.0], [0.0, 0.5, 2.0, 1.0], [0.5, 0.0, 0.0, 2.0]];
        let scores = Matrix { values: rows.concat(), columns: 4 };
        assert_eq!(decode(&scores, 0..3, &labels), vec![(0..2, NameKind::Person)]);
    }

    #[test]
    fn a_tag_that_rarely_follows_must_be_the_better_one_by_far() {
        let mut labels = labels([NameTag::Outside, NameTag::Begin(NameKind::Place), NameTag::Inside(NameKind::Place)]);
        let scores = Matrix { values: [[0.0, 2.0, 0.0], [0.0, 1.1, 1.0]].concat(), columns: 3 };
        assert_eq!(decode(&scores, 0..2, &labels).len(), 2);
        labels.transitions[1][1] = -3.0;
        assert_eq!(decode(&scores, 0..2, &labels), vec![(0..2, NameKind::Place)]);
    }

    #[test]
    fn sentences_hear_one_another_on_a_word() {
        let labels = labels([NameTag::Outside, NameTag::Begin(NameKind::Person), NameTag::Begin(NameKind::Place)]);
        // Two sentences are sure of a place; a third thinks, with little between them, of a person.
        let mut scores = Matrix { values: [[0.0, 1.0, 6.0], [0.0, 1.0, 6.0], [0.0, 3.2, 3.0], [0.0, 3.2, 3.0]].concat(), columns: 3 };
        (0..4).for_each(|word| weigh(&mut scores.values[word * 3..][..3], 1.0, &labels.tags));
        agree(&mut scores, &["Jordan", "Jordan", "Jordan", "Michael"], &[0..1, 1..2, 2..4], &labels.tags);
        let kind = |word: usize| decode(&scores, word..word + 1, &labels)[0].1;
        assert_eq!((kind(0), kind(2), kind(3)), (NameKind::Place, NameKind::Place, NameKind::Person));
    }

    #[test]
    fn within_a_sentence_a_word_may_stand_in_two_names() {
        let labels = labels([NameTag::Outside, NameTag::Begin(NameKind::Person), NameTag::Begin(NameKind::Place)]);
        let rows = [[0.0, 1.0, 6.0], [0.0, 3.2, 3.0], [4.0, 0.0, 0.0]].concat();
        let mut scores = Matrix { values: rows.clone(), columns: 3 };
        agree(&mut scores, &["Jordan", "Jordan", "fell"], &[0..2, 2..3], &labels.tags);
        assert_eq!(scores.values, rows);
    }

    #[test]
    fn a_word_that_is_no_proper_noun_begins_a_name_less_easily() {
        let labels = labels([NameTag::Outside, NameTag::Begin(NameKind::Place)]);
        let begins = |proper: f32| {
            let mut row = [0.0, 0.2];
            weigh(&mut row, proper, &labels.tags);
            row[1] > row[0]
        };
        assert!(begins(0.9) && !begins(0.01));
    }

    #[test]
    fn no_words_have_no_names() {
        assert!(decode(&Matrix { values: Vec::new(), columns: 1 }, 0..0, &labels([NameTag::Outside])).is_empty());
    }
}
