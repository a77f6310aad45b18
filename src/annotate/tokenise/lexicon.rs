//! The closed lists of `words.txt`, asked by class. Knows nothing of the text around a word.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The classes of `words.txt`; a word may be in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    Title,
    NameEnd,
    Calendar,
    Tail,
    Linking,
    BeforeNumber,
    Weak,
    AfterTime,
    Opener,
    Prefix,
    Suffix,
    Unit,
    MoneyUnit,
    Currency,
    Extension,
    Slashed,
    TitleWord,
    Governor,
    Greeting,
    Report,
    MarkedName,
}

const SECTIONS: [(&str, Class); 21] = [
    ("title", Class::Title),
    ("name_end", Class::NameEnd),
    ("calendar", Class::Calendar),
    ("tail", Class::Tail),
    ("linking", Class::Linking),
    ("before_number", Class::BeforeNumber),
    ("weak", Class::Weak),
    ("after_time", Class::AfterTime),
    ("opener", Class::Opener),
    ("prefix", Class::Prefix),
    ("suffix", Class::Suffix),
    ("unit", Class::Unit),
    ("money_unit", Class::MoneyUnit),
    ("currency", Class::Currency),
    ("extension", Class::Extension),
    ("slashed", Class::Slashed),
    ("title_word", Class::TitleWord),
    ("governor", Class::Governor),
    ("greeting", Class::Greeting),
    ("report", Class::Report),
    ("marked_name", Class::MarkedName),
];

/// No listed word is longer, so a longer one needs no look-up.
const LONGEST: usize = 12;

/// The classes of each word, a bit a class.
static WORDS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut class = None;
    for line in include_str!("words.txt").lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            class = SECTIONS.iter().find(|(section, _)| *section == name).map(|&(_, class)| class);
            debug_assert!(class.is_some(), "words.txt: no class is called [{name}]");
        } else if let Some(class) = class {
            for word in line.split_whitespace() {
                *words.entry(word).or_insert(0) |= 1 << class as u32;
            }
        }
    }
    words
});

/// The classes a word is in, found by its exact letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Classes(u32);

impl Classes {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

/// The classes of `word` as it is written.
pub(crate) fn classes(word: &str) -> Classes {
    if word.len() > LONGEST {
        return Classes::NONE;
    }
    Classes(WORDS.get(word).copied().unwrap_or(0))
}

/// The classes of `word` with its first letter as it is and small letters after it.
pub(crate) fn classes_capitalised(word: &str) -> Classes {
    classes_lowered(word, 1)
}

/// The classes of `word` in small letters.
pub(crate) fn classes_in_lower_case(word: &str) -> Classes {
    classes_lowered(word, 0)
}

fn classes_lowered(word: &str, from: usize) -> Classes {
    let mut buffer = [0; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return Classes::NONE };
    lower.copy_from_slice(word.as_bytes());
    if let Some(tail) = lower.get_mut(from..) {
        tail.make_ascii_lowercase();
    }
    // Only ASCII letters changed, so it is UTF-8 still.
    std::str::from_utf8(lower).map_or(Classes::NONE, classes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_read_and_no_word_is_too_long() {
        for (name, class) in SECTIONS {
            assert!(WORDS.values().any(|&bits| Classes(bits).has(class)), "[{name}] is empty");
        }
        let longest = WORDS.keys().max_by_key(|word| word.len()).unwrap();
        assert!(longest.len() <= LONGEST, "{longest} is longer than the look-up allows");
    }

    #[test]
    fn a_capital_matters() {
        assert!(classes("Gen").has(Class::Title) && !classes("gen").has(Class::Title));
        assert!(classes_in_lower_case("ANTI").has(Class::Prefix));
    }
}
