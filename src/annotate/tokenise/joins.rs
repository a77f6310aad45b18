//! Signs inside a word that do not part it: hyphens after a prefix, "AT&T", "w/o", underscores. Knows nothing of numbers.

use super::Scanner;
use super::lexicon::{Class, classes, classes_in_lower_case};

/// No prefix, suffix or slashed word is longer than this many bytes.
const LONGEST_PART: usize = 8;

impl Scanner<'_> {
    /// Where the word `at..end` ends if the hyphen at `end` is part of it. UD parts compounds at the hyphen, but leaves a prefix
    /// ("anti-war", "e-mail") and a few suffixes ("career-wise") with their stem.
    pub(super) fn hyphen(&self, at: usize, end: usize, hyphen: char) -> Option<usize> {
        let after = end + hyphen.len_utf8();
        if !self.word_at(after) {
            return None;
        }
        let stem_end = self.run(after);
        let stem = &self.text[after..stem_end];
        if end - at <= LONGEST_PART {
            let prefix = &self.text[at..end];
            if classes_in_lower_case(prefix).has(Class::Prefix) && takes_stem(prefix, stem) {
                return Some(stem_end);
            }
        }
        let ends_here = self.character(stem_end).is_none_or(|next| stem_end >= self.chunk_end || next != '-');
        (stem.len() <= LONGEST_PART && ends_here && classes_in_lower_case(stem).has(Class::Suffix)).then_some(stem_end)
    }

    /// "AT&T", "R&D", "P&L": short capitals on both sides.
    pub(super) fn ampersand(&self, at: usize, end: usize) -> Option<usize> {
        let further = self.run(end + 1);
        let capitals = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase());
        (capitals(&self.text[at..end]) && capitals(&self.text[end + 1..further])).then_some(further)
    }

    /// "w/o", "s/he": the few words written with a slash.
    pub(super) fn slash(&self, at: usize, end: usize) -> Option<usize> {
        if end - at > 2 {
            return None;
        }
        let further = self.run(end + 1);
        if &self.bytes[at..end] == b"w" && further == end + 1 {
            return Some(further); // "w/" for "with"
        }
        (further - at <= LONGEST_PART && classes_in_lower_case(&self.text[at..further]).has(Class::Slashed)).then_some(further)
    }

    /// "Yahoo!": names that have an exclamation mark of their own.
    pub(super) fn is_named_with_mark(&self, at: usize, end: usize) -> bool {
        end - at <= LONGEST_PART
            && classes(&self.text[at..end]).has(Class::MarkedName)
            && !matches!(self.character(end + 1), None | Some('!' | '?' | '\n'))
    }

    /// An underscore, an asterisk that hides a letter, an "@" between letters: all with a word right after.
    pub(super) fn inner_sign(&self, end: usize) -> Option<usize> {
        let sign = self.bytes[end];
        let mut further = end + 1;
        while sign != b'@' && further < self.chunk_end && self.bytes[further] == sign {
            further += 1;
        }
        self.word_at(further).then(|| self.run(further))
    }
}

/// Whether a prefix goes together with this stem: not in a phrase ("over-the-counter"), and a one-letter one only with a word.
fn takes_stem(prefix: &str, stem: &str) -> bool {
    let phrase = ["the", "to", "and", "or", "a", "in", "of", "by"].iter().any(|word| stem.eq_ignore_ascii_case(word));
    let small = stem.starts_with(|first: char| first.is_lowercase());
    !phrase && (prefix.len() > 1 || small && stem.len() > 2)
}
