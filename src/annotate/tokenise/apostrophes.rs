//! Apostrophes and what English writes as one word but UD counts as two: "don't", "Oslo's", "the players'", "cannot".
//! Knows nothing of quotations beyond whether one is open.

use super::characters::is_word_character;
use super::{LONGEST_QUOTATION, Scanner};

/// What an apostrophe after a word does.
pub(super) enum Use {
    /// It is part of the word, which goes on to here: "O'Brien".
    Inside(usize),
    /// A clitic begins at the first place and ends at the second.
    Clitic(usize, usize),
    /// It is not part of the word.
    None,
}

/// Words of two syntactic words written without an apostrophe, and how many bytes the second has.
const FUSED: [(&str, usize); 28] = [
    ("cannot", 3),
    ("gonna", 2),
    ("wanna", 2),
    ("gotta", 2),
    ("gimme", 2),
    ("lemme", 2),
    ("dont", 2),
    ("doesnt", 2),
    ("didnt", 2),
    ("isnt", 2),
    ("arent", 2),
    ("wasnt", 2),
    ("werent", 2),
    ("havent", 2),
    ("hasnt", 2),
    ("hadnt", 2),
    ("couldnt", 2),
    ("wouldnt", 2),
    ("shouldnt", 2),
    ("aint", 2),
    ("cant", 2),
    ("wont", 2),
    ("im", 1),
    ("ive", 2),
    ("youre", 2),
    ("theyre", 2),
    ("youve", 2),
    ("thats", 1),
];

impl Scanner<'_> {
    /// What the apostrophe at `end` does to the word `at..end`.
    pub(super) fn apostrophe(&mut self, at: usize, end: usize, mark: char) -> Use {
        let after = end + mark.len_utf8();
        let tail_end = self.run(after);
        let tail = &self.text[after..tail_end];
        let word = &self.text[at..end];
        if tail.is_empty() {
            return self.trailing_apostrophe(at, end, after, mark);
        }
        if tail.eq_ignore_ascii_case("t") && word.len() > 1 && ends_in(word, b'n') {
            return Use::Clitic(end - 1, tail_end);
        }
        if tail.eq_ignore_ascii_case("s") && is_decade(word) {
            return Use::Inside(tail_end);
        }
        if is_clitic(tail) {
            return Use::Clitic(end, tail_end);
        }
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if digits(word) && digits(tail) {
            return Use::None; // feet and inches
        }
        if mark == '`' || mark == '´' { Use::None } else { Use::Inside(tail_end) }
    }

    /// An apostrophe with nothing after it: the genitive of a plural, a letter left out, or a closing quote.
    fn trailing_apostrophe(&mut self, at: usize, end: usize, after: usize, mark: char) -> Use {
        let doubled = self.character(after) == Some(mark) && after < self.chunk_end;
        if self.quotation_is_open() || doubled || matches!(mark, '`' | '´') {
            return Use::None;
        }
        let word = &self.text[at..end];
        if ends_in(word, b's') && word.len() > 1 {
            return Use::Clitic(end, after);
        }
        // "goin'", "nothin'"
        if word.len() > 3 && word.ends_with("in") && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Use::Inside(after);
        }
        Use::None
    }

    pub(super) fn quotation_is_open(&self) -> bool {
        self.open_quote.is_some_and(|piece| self.pieces.len() - piece < LONGEST_QUOTATION)
    }

    /// The end of the clitic whose apostrophe stands at `at`, when nothing of a word follows it.
    pub(super) fn clitic_end(&self, at: usize, mark: char) -> Option<usize> {
        let start = at + mark.len_utf8();
        let end = self.run(start);
        is_clitic(&self.text[start..end]).then_some(end)
    }

    /// A word without sign inside it; parted where it is two in one.
    pub(super) fn push_word(&mut self, at: usize, end: usize) -> usize {
        let word = &self.bytes[at..end];
        // Only these endings occur in the table, and they are rare.
        if (2..=8).contains(&word.len())
            && matches!(word[word.len() - 1] | 0x20, b't' | b'a' | b'm' | b'e' | b's')
            && let Some(&(_, second)) = FUSED.iter().find(|(fused, _)| word.eq_ignore_ascii_case(fused.as_bytes()))
            && !is_a_name(word)
        {
            return self.push_pair(at, end - second, end);
        }
        self.push(at, end)
    }
}

/// "IM" is an abbreviation and "Ive" a name; "im" and "ive" are not.
fn is_a_name(word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"ive") && word[0] == b'I' || word == b"IM" || word == b"AINT"
}

fn is_clitic(tail: &str) -> bool {
    let bytes = tail.as_bytes();
    match bytes.len() {
        1 => matches!(bytes[0] | 0x20, b's' | b'm' | b'd'),
        2 => ["re", "ve", "ll"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)),
        _ => false,
    }
}

/// "the 1990's", "the 80's"
fn is_decade(word: &str) -> bool {
    matches!(word.len(), 2 | 4) && word.ends_with('0') && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_in(word: &str, letter: u8) -> bool {
    word.as_bytes().last().is_some_and(|last| last | 0x20 == letter) && word.chars().all(is_word_character)
}
