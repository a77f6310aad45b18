//! Whose dot it is: the abbreviation's or the sentence's. The treebanks give a dot that does both to the sentence.
//!
//! Looks at the word, and at the next one on the same line; knows nothing of the sentence beyond that.

use super::Scanner;
use super::characters::{closes, opens};
use super::lexicon::{Class, Classes, classes, classes_capitalised};

/// What stands after a dot.
enum Follow<'t> {
    /// The end of the text or of the paragraph.
    Break,
    /// A word after white space (and opening marks).
    Word(&'t str),
    /// This character, right after it.
    Glued(char),
}

/// Second and later parts of a dotted abbreviation that have more than one letter, and first ones.
const LATER_PARTS: [&str; 6] = ["Sc", "Phil", "Ed", "Litt", "Eng", "Com"];
const FIRST_PARTS: [&str; 4] = ["Ph", "Ed", "Psy", "Litt"];

impl<'t> Scanner<'t> {
    /// The end of a dotted abbreviation that begins at `at` ("U.S.", "p.m.", "Ph.D."): with its last dot, if that is its own.
    pub(super) fn acronym(&self, at: usize) -> Option<usize> {
        if !self.chunk_has_dot {
            return None;
        }
        let mut end = self.run(at);
        let first = &self.text[at..end];
        if !is_letter(first) && !FIRST_PARTS.contains(&first) {
            return None;
        }
        let mut parts = 1;
        while end < self.chunk_end && self.bytes[end] == b'.' && self.word_at(end + 1) {
            let further = self.run(end + 1);
            let part = &self.text[end + 1..further];
            if !is_letter(part) && !LATER_PARTS.contains(&part) {
                break;
            }
            end = further;
            parts += 1;
        }
        if parts == 1 || self.word_at(end) {
            return None;
        }
        let dotted = end < self.chunk_end && self.bytes[end] == b'.' && self.dot_belongs(at, end);
        Some(end + dotted as usize)
    }

    /// Whether the dot at `end` is part of the word `at..end`.
    pub(super) fn dot_belongs(&self, at: usize, end: usize) -> bool {
        let word = &self.text[at..end];
        let known = classes_of_abbreviation(word);
        let acronym = word.contains('.');
        let initial = is_initial(word);
        let abbreviation = acronym
            || initial
            || [Class::Title, Class::NameEnd, Class::Calendar, Class::Tail, Class::Linking, Class::Weak].iter().any(|&c| known.has(c));
        if !abbreviation && !known.has(Class::BeforeNumber) {
            return false;
        }
        if self.bytes.get(end + 1) == Some(&b'.') {
            // "Acme Inc..": one dot each. More are an ellipsis.
            return self.bytes.get(end + 2) != Some(&b'.') && (acronym || known.has(Class::NameEnd));
        }
        match self.follow(end + 1) {
            Follow::Break => false,
            Follow::Glued(next) if next.is_alphanumeric() => {
                let capital = next.is_uppercase();
                capital && (known.has(Class::Title) || initial || acronym)
                    || next.is_ascii_digit() && (known.has(Class::BeforeNumber) || known.has(Class::Calendar))
            }
            Follow::Glued(_) => abbreviation,
            Follow::Word(next) => self.dot_belongs_before(word, known, next),
        }
    }

    /// Whether `word` keeps its dot when `next` follows on the line.
    fn dot_belongs_before(&self, word: &str, known: Classes, next: &str) -> bool {
        let number = next.starts_with(|first: char| first.is_ascii_digit());
        let capital = next.starts_with(char::is_uppercase);
        let following = classes(next);
        let opener = following.has(Class::Opener);
        if known.has(Class::Linking) {
            return true;
        }
        if known.has(Class::BeforeNumber) && (number || following.has(Class::AfterTime)) {
            return true;
        }
        if known.has(Class::Tail) {
            return !capital || goes_on_with_the_time(next);
        }
        if known.has(Class::NameEnd) || known.has(Class::Calendar) || word.contains('.') {
            return !opener;
        }
        if known.has(Class::Title) {
            return true;
        }
        if known.has(Class::Weak) {
            return !capital;
        }
        // An initial; but "than I. Nobody" ends with the pronoun.
        let pronoun = word == "I" && !self.follows_a_name();
        is_initial(word) && !number && !opener && !pronoun
    }

    /// Whether the piece before the word now read begins with a capital: "Irving I. Stone".
    fn follows_a_name(&self) -> bool {
        self.pieces.last().is_some_and(|piece| piece.span.of(self.text).starts_with(char::is_uppercase))
    }

    /// What stands after the dot that ends at `at`.
    fn follow(&self, mut at: usize) -> Follow<'t> {
        let mut closed = false;
        while at < self.chunk_end {
            let next = self.character(at).unwrap_or_default();
            // A round bracket closes an aside, a quote may close the sentence.
            if !closes(next) || matches!(next, ')' | ']' | '}') || self.word_at(at + next.len_utf8()) {
                return Follow::Glued(next);
            }
            closed = true;
            at += next.len_utf8();
        }
        let rest = &self.text[at..];
        let word = rest.trim_start();
        let space = &rest[..rest.len() - word.len()];
        if word.is_empty() || space.bytes().filter(|&byte| byte == b'\n').count() > 1 {
            return Follow::Break;
        }
        let word = if closed { word } else { word.trim_start_matches(opens) };
        let end = word.find(|next: char| !next.is_alphanumeric()).unwrap_or(word.len());
        Follow::Word(&word[..end])
    }

    /// Where a word goes on past the dot at `end`: a version ("v2.0").
    pub(super) fn inner_dot(&self, end: usize) -> Option<usize> {
        let digit = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_digit);
        (end > 0 && digit(end - 1) && end + 1 < self.chunk_end && digit(end + 1)).then(|| self.run(end + 1))
    }
}

fn is_letter(part: &str) -> bool {
    let mut letters = part.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn is_initial(word: &str) -> bool {
    is_letter(word) && word.starts_with(char::is_uppercase)
}

/// The classes of a word before a dot; one in capitals throughout is looked up with one capital too ("GEN.").
fn classes_of_abbreviation(word: &str) -> Classes {
    let known = classes(word);
    if known != Classes::NONE || word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return known;
    }
    classes_capitalised(word)
}

/// "5 p.m. Monday", "7 a.m. GMT"
fn goes_on_with_the_time(next: &str) -> bool {
    classes(next).has(Class::AfterTime) || next.len() > 1 && next.bytes().all(|byte| byte.is_ascii_uppercase())
}
