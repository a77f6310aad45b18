//! The times that a sentence names, as intervals of days.
//!
//! Takes a [`Document`] and the day of publication, gives [`TimeExpression`]s: explicit dates, parts of the calendar, times that count
//! from publication or from the time last spoken of, and ranges with open ends. The grammars (`bounds` over `calendar` and
//! `relative`) read words from tables (`words`); a weekday's week is chosen by the tense of its clause (`tense`).
//! Invents nothing: without a day of publication, what counts from it has no value. Knows nothing of events.

mod bounds;
mod calendar;
mod period;
mod reader;
mod relative;
mod tense;
mod words;

use crate::model::{Document, Granularity, Sentence, Span, TimeValue, Token, TokenIndex, UPos};
use jiff::civil::Date;
use period::Period;
use reader::Reader;

/// Words that name a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words, with the preposition that belongs to their meaning.
    pub tokens: Span<Token>,
    /// The word by which they hang in the tree. In "a day after the army took power" it hangs on "took": it dates the taking, and
    /// the value is that of the taking.
    pub head: TokenIndex,
    pub value: TimeValue,
}

/// Reads a document sentence by sentence; remembers the time last spoken of, which "the next day" counts from.
#[derive(Debug, Clone)]
pub struct TimeReader {
    published: Option<Date>,
    last: Option<Period>,
    last_day: Option<Date>,
}

impl TimeReader {
    /// A reader at the start of a document that was published on a day, if that is known.
    pub fn new(published: Option<Date>) -> Self {
        Self { published, last: None, last_day: None }
    }

    /// The times of the next sentence, in the order of the text; they do not overlap.
    pub fn read(&mut self, text: &str, document: &Document, sentence: &Sentence) -> Vec<TimeExpression> {
        let mut reader = Reader { before: self.last, day_before: self.last_day, ..Reader::new(text, document, sentence, self.published) };
        let mut found = Vec::new();
        let mut at = 0;
        while at < reader.words.len() {
            let Some((period, end)) = reader.expression(at) else {
                at += 1;
                continue;
            };
            // "Friday's talks": the ending belongs to the words.
            let end = reader.skip(end, &["'s"]);
            let (first, last) = (reader.words[at].token, reader.words[end - 1].token);
            let tokens = Span::new(first, last + 1);
            found.push(expression(text, document, tokens, period));
            if may_be_counted_from(period) {
                reader.within = Some(period);
                self.last_day = period.single_day().or(self.last_day);
            }
            // A token that was read in part is not read again.
            at = (end..reader.words.len()).find(|&next| reader.words[next].token > last).unwrap_or(reader.words.len());
        }
        self.last = reader.within.or(self.last);
        found
    }
}

/// The times of one sentence, read by itself: "the next day" counts from publication unless the sentence names another day.
/// [`TimeReader`] remembers across sentences.
pub fn time_expressions(text: &str, document: &Document, sentence: &Sentence, published: Option<Date>) -> Vec<TimeExpression> {
    TimeReader::new(published).read(text, document, sentence)
}

/// A range ("since March") is the setting of what is told, not a time that "the next day" would follow.
fn may_be_counted_from(period: Period) -> bool {
    period.granularity != Granularity::Range
}

fn expression(text: &str, document: &Document, tokens: Span<Token>, period: Period) -> TimeExpression {
    let words = document.bytes(tokens).of(text).to_string();
    let value = TimeValue { earliest: period.earliest, latest: period.latest, granularity: period.granularity, words };
    TimeExpression { tokens, head: head(text, document, tokens), value }
}

/// The word whose head lies outside; without a tree, the first that is no function word.
fn head(text: &str, document: &Document, tokens: Span<Token>) -> TokenIndex {
    const FUNCTION_WORDS: [&str; 18] = [
        "on", "in", "at", "over", "during", "for", "from", "since", "until", "till", "by", "before", "after", "between", "within", "the",
        "a", "ever",
    ];
    let leaves = |token: &TokenIndex| document.tokens[*token].head.is_none_or(|head| !tokens.contains(head));
    let content = |token: &TokenIndex| {
        let tagged = matches!(document.tokens[*token].upos, UPos::Adp | UPos::Punct | UPos::Part | UPos::Sconj | UPos::Det);
        !tagged && !FUNCTION_WORDS.contains(&document.form(text, *token).to_lowercase().as_str())
    };
    let start = tokens.range().start;
    tokens.range().filter(leaves).find(content).or_else(|| tokens.range().find(leaves)).unwrap_or(start)
}

#[cfg(test)]
mod tests;
