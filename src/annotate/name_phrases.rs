//! A name is a noun phrase: what the tags of names mark is trimmed to one, or given up.
//!
//! Tags are chosen word by word and now and then take in what stands beside a name: the adjective before it ("the right-wing *Civic
//! Alliance*"), the preposition behind it. Takes a marked span and its words; knows nothing of kinds, or of the tree.

use crate::model::UPos;
use std::ops::Range;

/// What is left of a marked span of words, given each word's part of speech and form; `None` where nothing in it names: "American"
/// alone describes.
pub fn trimmed<'a>(span: Range<usize>, word: impl Fn(usize) -> (UPos, &'a str)) -> Option<Range<usize>> {
    let Range { mut start, mut end } = span;
    while start < end && leads_on(word(end - 1)) {
        end -= 1;
    }
    let capital = |place: usize| word(place).1.contains(char::is_uppercase);
    while start < end && describes(word(start)) && (start + 1..end).any(capital) {
        start += 1;
    }
    (start..end).any(|place| names(word(place).0)).then_some(start..end)
}

/// Whether a word cannot be the last one of a name.
fn leads_on((part, form): (UPos, &str)) -> bool {
    matches!(part, UPos::Part | UPos::Adp | UPos::Det | UPos::Cconj)
        || part == UPos::Punct && matches!(form, "," | "-" | "–" | "(" | ";" | ":")
}

/// Whether a word, before others with capitals, stands outside the name: it is lower-case and no proper noun, as the "de" of "de Mello" is.
fn describes((part, form): (UPos, &str)) -> bool {
    part != UPos::Propn && form.contains(char::is_lowercase) && !form.contains(char::is_uppercase)
}

fn names(part: UPos) -> bool {
    matches!(part, UPos::Propn | UPos::Noun | UPos::Num | UPos::X)
}

#[cfg(test)]
mod tests {
    use super::*;
    use UPos::{Adj, Adp, Cconj, Det, Noun, Num, Propn};

    fn left(words: &[(&str, UPos)]) -> Option<String> {
        let span = trimmed(0..words.len(), |place| (words[place].1, words[place].0))?;
        Some(words[span].iter().map(|(form, _)| *form).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn what_describes_stands_outside_the_name() {
        assert_eq!(left(&[("right-wing", Adj), ("Civic", Propn), ("Alliance", Propn)]).unwrap(), "Civic Alliance");
        assert_eq!(left(&[("universities", Noun), ("of", Adp), ("Graz", Propn)]).unwrap(), "Graz");
        assert_eq!(left(&[("de", Propn), ("Mello", Propn)]).unwrap(), "de Mello");
    }

    #[test]
    fn a_name_does_not_lead_on() {
        assert_eq!(left(&[("Tigray", Propn), ("and", Cconj)]).unwrap(), "Tigray");
        assert_eq!(left(&[("Party", Propn), ("of", Adp), ("the", Det)]).unwrap(), "Party");
    }

    #[test]
    fn an_adjective_alone_names_nothing() {
        assert_eq!(left(&[("Chilean", Adj)]), None);
        assert_eq!(left(&[("Big", Adj), ("Four", Num)]).unwrap(), "Big Four");
    }

    #[test]
    fn a_name_in_small_letters_keeps_its_words() {
        assert_eq!(left(&[("green", Adj), ("valley", Noun)]).unwrap(), "green valley");
    }
}
