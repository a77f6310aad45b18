//! The words of one sentence as the grammars of time see them, and what is known when they are read.
//!
//! Takes a sentence, gives cheap looks at its words. Knows nothing of what any of them means.

use super::period::Period;
use super::tense::{self, Direction};
use super::words;
use crate::model::{Document, Sentence, TokenIndex};
use jiff::civil::Date;

/// A piece of a token: "2014-2016" is three, "Friday's" is two.
pub(super) struct Word {
    /// In lower case, with the plain apostrophe.
    pub lower: String,
    pub capital: bool,
    pub token: TokenIndex,
}

/// What a grammar gives: the days, and the place after the last word.
pub(super) type Reading = Option<(Period, usize)>;

/// One sentence under reading.
pub(super) struct Reader<'d> {
    pub words: Vec<Word>,
    pub text: &'d str,
    pub document: &'d Document,
    pub sentence: &'d Sentence,
    pub published: Option<Date>,
    /// The last expression before this sentence that others may point back at.
    pub before: Option<Period>,
    /// The last single day before this sentence; times vaguer than a day do not displace it.
    pub day_before: Option<Date>,
    /// The last such expression of this sentence.
    pub within: Option<Period>,
}

impl<'d> Reader<'d> {
    pub fn new(text: &'d str, document: &'d Document, sentence: &'d Sentence, published: Option<Date>) -> Self {
        let mut words = Vec::new();
        for token in sentence.tokens.range() {
            split(document.form(text, token), token, &mut words);
        }
        Self { words, text, document, sentence, published, before: None, day_before: None, within: None }
    }

    /// The word at a place, in lower case; empty beyond the sentence.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.lower)
    }

    /// The word before a place; empty at the start of the sentence.
    pub fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub fn is(&self, at: usize, any_of: &[&str]) -> bool {
        any_of.contains(&self.word(at))
    }

    /// The place after a run of words, when it stands there.
    pub fn after(&self, at: usize, run: &str) -> Option<usize> {
        let mut end = at;
        for word in run.split(' ') {
            if self.word(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The place itself, or the one after an optional word.
    pub fn skip(&self, at: usize, optional: &[&str]) -> usize {
        if self.is(at, optional) { at + 1 } else { at }
    }

    pub fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    /// The token of a word that is there.
    pub fn token(&self, at: usize) -> &crate::model::Token {
        &self.document.tokens[self.words[at].token]
    }

    pub fn direction(&self, at: usize) -> Direction {
        let of = |word: &Word| tense::direction(self.text, self.document, self.sentence, word.token);
        self.words.get(at).map_or(Direction::Unknown, of)
    }

    /// The day that "that day" and "a day later" count from: the last one spoken of, else the day of publication; `None` when this
    /// sentence speaks of a time vaguer than a day.
    pub fn anchor(&self) -> Option<Date> {
        match self.within {
            Some(period) => period.single_day(),
            None => self.day_before.or(self.published),
        }
    }

    /// The day that "earlier in the day" counts from: the last one spoken of if the report is about it, else that of publication.
    pub fn current_day(&self) -> Option<Date> {
        let spoken_of = self.within.and_then(Period::single_day).or(self.day_before);
        let Some(published) = self.published else { return spoken_of };
        let near = |day: &Date| (0..=3).any(|back| super::period::shift(*day, back) == Some(published));
        spoken_of.filter(near).or(Some(published))
    }
}

/// Splits a token where a range or a prefix is written in one piece; all other tokens stay whole.
fn split(form: &str, token: TokenIndex, pieces: &mut Vec<Word>) {
    let lower = form.to_lowercase().replace('’', "'");
    let capital = form.starts_with(char::is_uppercase);
    let mut push = |lower: &str, capital: bool| pieces.push(Word { lower: lower.to_string(), capital, token });
    if let Some(stem) = lower.strip_suffix("'s").filter(|stem| !stem.is_empty() && !stem.ends_with(|c: char| c.is_ascii_digit())) {
        push(stem, capital);
        push("'s", false);
        return;
    }
    let dash = ['-', '–', '—'].into_iter().find(|&dash| lower.matches(dash).count() == 1);
    let halves = dash.and_then(|dash| lower.split_once(dash)).filter(|(left, right)| !left.is_empty() && !right.is_empty());
    match halves {
        Some((left, right)) if is_range_end(left) && is_range_end(right) => {
            push(left, capital);
            push("-", false);
            push(right, capital);
        }
        Some((left @ ("mid" | "early" | "late"), right)) => {
            push(left, capital);
            push(right, form[left.len()..].chars().nth(1).is_some_and(char::is_uppercase));
        }
        _ => push(&lower, capital),
    }
}

fn is_range_end(half: &str) -> bool {
    words::cardinal(half).is_some_and(|number| (1..=31).contains(&number))
        || words::year(half).is_some()
        || words::month(half).is_some()
        || words::weekday(half).is_some()
}
