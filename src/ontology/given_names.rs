//! Whether a person is spoken of as he or as she, as far as a given name, a title or a noun tells.
//!
//! Takes `given_names.toml`, gives [`GivenNames`], a lookup by word. Knows nothing of texts.

use super::{Inflection, OntologyError};
use crate::model::name_key;
use serde::Deserialize;
use std::collections::HashMap;

/// How a person is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    Masculine,
    Feminine,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct FileKeys {
    masculine_titles: Vec<String>,
    feminine_titles: Vec<String>,
    masculine_nouns: Vec<String>,
    feminine_nouns: Vec<String>,
    masculine_names: Vec<String>,
    feminine_names: Vec<String>,
}

/// Words that tell a person's gender.
#[derive(Debug, Default)]
pub struct GivenNames {
    titles: HashMap<String, Gender>,
    nouns: HashMap<String, Gender>,
    names: HashMap<String, Gender>,
}

impl GivenNames {
    /// Reads `given_names.toml`.
    ///
    /// # Errors
    /// An unknown key, and a word that is listed for both genders.
    pub(crate) fn parse(file: &str, source: &str, inflection: &Inflection) -> Result<Self, OntologyError> {
        let keys: FileKeys = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let as_listed = |word: &str| vec![word.to_string()];
        let with_plural = |word: &str| inflection.noun_forms(word).into_iter().collect::<Vec<_>>();
        let table = |masculine: Vec<String>, feminine: Vec<String>, forms: &dyn Fn(&str) -> Vec<String>| {
            let mut table = HashMap::new();
            for (gender, words) in [(Gender::Masculine, masculine), (Gender::Feminine, feminine)] {
                for word in words {
                    if table.get(&word).is_some_and(|other| *other != gender) {
                        let at = source.rfind(&format!("\"{word}\"")).unwrap_or(0);
                        return Err(OntologyError::at(file, source, at..at, format!("{word:?} is listed for both genders: keep one")));
                    }
                    table.extend(forms(&word).into_iter().map(|form| (form, gender)));
                }
            }
            Ok(table)
        };
        Ok(Self {
            titles: table(keys.masculine_titles, keys.feminine_titles, &as_listed)?,
            nouns: table(keys.masculine_nouns, keys.feminine_nouns, &with_plural)?,
            names: table(keys.masculine_names, keys.feminine_names, &as_listed)?,
        })
    }

    /// What a common noun of this lower-case form tells.
    pub fn of_noun(&self, form: &str) -> Option<Gender> {
        self.nouns.get(form).copied()
    }

    /// What a person's full name tells: by a title among its words, else by the first word that is a given name, the surname left out
    /// where there is another word. A surname alone that is a given name, too, as "Clinton", is read as one.
    pub fn of_name(&self, name: &str) -> Option<Gender> {
        let words: Vec<String> = name.split_whitespace().map(name_key).collect();
        let title = words.iter().find_map(|word| self.titles.get(word));
        let given = &words[..words.len().saturating_sub(1).max(1).min(words.len())];
        title.or_else(|| given.iter().find_map(|word| self.names.get(word))).copied()
    }

    /// What a title before a name tells, as "Mrs".
    pub fn of_title(&self, title: &str) -> Option<Gender> {
        self.titles.get(&name_key(title)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    #[test]
    fn names_titles_and_nouns_tell_the_gender() {
        let names = Ontology::embedded().given_names;
        for (name, expected) in [
            ("Sergei Lavrov", Some(Gender::Masculine)),
            ("Angela Merkel", Some(Gender::Feminine)),
            ("José García", Some(Gender::Masculine)),
            ("Mrs. Clinton", Some(Gender::Feminine)),
            ("Clinton", Some(Gender::Masculine)),
            ("Qwzx", None),
        ] {
            assert_eq!(names.of_name(name), expected, "{name}");
        }
        assert_eq!(names.of_noun("spokeswoman"), Some(Gender::Feminine));
        assert_eq!(names.of_noun("minister"), None);
    }

    #[test]
    fn a_word_for_both_genders_is_an_error() {
        let source = "masculine_names = [\"robin\"]\nfeminine_names = [\"robin\"]";
        let error = GivenNames::parse("given_names.toml", source, &Ontology::embedded().inflection).unwrap_err();
        assert!(error.to_string().contains("both genders"), "{error}");
    }
}
