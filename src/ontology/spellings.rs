//! Which spellings are of one name, where rules of letters do not tell.
//!
//! Takes `spellings.toml`, gives [`Spellings`], which makes one key of all spellings of a name. Knows nothing of who bears the name.

use super::OntologyError;
use crate::model::spelling_key;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct FileKeys {
    alike: Vec<Vec<Spanned<String>>>,
}

/// The words that are written in several ways.
#[derive(Debug, Clone, Default)]
pub struct Spellings {
    /// By the rules' key of a word: the key of the first of its row.
    first_of_row: BTreeMap<String, String>,
}

impl Spellings {
    /// Reads `spellings.toml`.
    ///
    /// # Errors
    /// An unknown key, more than one word where there should be one, or a word that stands in two rows.
    pub(super) fn parse(file: &str, source: &str) -> Result<Self, OntologyError> {
        let keys: FileKeys = toml::from_str(source).map_err(|error| OntologyError::toml(file, source, &error))?;
        let mut spellings = Self::default();
        for row in &keys.alike {
            let Some(first) = row.first().map(|word| spelling_key(word.get_ref())) else { continue };
            for word in row {
                let error = |message: String| OntologyError::at(file, source, word.span(), message);
                let key = spelling_key(word.get_ref());
                if key.contains(' ') || key.is_empty() {
                    return Err(error(format!("{:?} is not one word: list the words by themselves", word.get_ref())));
                }
                if spellings.first_of_row.insert(key, first.clone()).is_some_and(|other| other != first) {
                    return Err(error(format!("{:?} stands in two rows, or is spelt like a word of another: keep one", word.get_ref())));
                }
            }
        }
        Ok(spellings)
    }

    /// These spellings, and of others those whose words these do not have.
    pub(super) fn over(self, mut below: Self) -> Self {
        below.first_of_row.extend(self.first_of_row);
        below
    }

    /// One key for all spellings of a name: those that the rules know (see [`spelling_key`]), and those of the rows.
    pub fn key(&self, name: &str) -> String {
        let words = spelling_key(name);
        let words: Vec<&str> = words.split(' ').map(|word| self.first_of_row.get(word).map_or(word, String::as_str)).collect();
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    #[test]
    fn rows_and_rules_make_one_key() {
        let spellings = &Ontology::embedded().spellings;
        for names in [
            "Muammar Gaddafi|Muammar al-Qaddafi|Muammar Kadhafi|Muammar Gadhafi",
            "Mohammed bin Salman|Mohammad bin Salman|Muhammad bin Salman|Mohamed bin Salman",
            "Saddam Hussein|Saddam Husayn|Saddam Hussain",
            "Svetlana Tikhanovskaya|Svetlana Tsikhanouskaya",
            "King Abdullah|King Abdallah",
        ] {
            let keys: Vec<String> = names.split('|').map(|name| spellings.key(name)).collect();
            assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{names}: {keys:?}");
        }
        assert_ne!(spellings.key("Saddam Hussein"), spellings.key("Qusay Hussein"));
    }

    #[test]
    fn mistakes_name_the_line() {
        let rows = [
            ("alike = [\n  [\"A\", \"B\"],\n  [\"B\", \"C\"],\n]\n", 3, "two rows"),
            ("alike = [\n  [\"Ana b\"],\n]\n", 2, "not one word"),
            ("words = []\n", 1, "unknown field"),
        ];
        for (source, line, says) in rows {
            let error = Spellings::parse("s.toml", source).expect_err(source);
            assert_eq!(error.line, Some(line), "{source}");
            assert!(error.message.contains(says), "{error}");
        }
    }
}
