//! What common nouns stand for: titles of persons, bodies, forces, groups, governments, media, things.
//!
//! Takes `nouns.toml`, gives a lookup by form. Knows nothing of names and nothing of texts.

use super::{Inflection, OntologyError};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// What a common noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NounClass {
    /// One person by office or trade: "minister".
    Person,
    /// A collective: "protesters".
    Group,
    /// A body: "ministry".
    Organization,
    /// Armed forces, named by whose they are: "troops".
    Forces,
    /// Who speaks for a country, and means it: "government", "side".
    Government,
    /// Those who report: "media".
    Media,
    Place,
    /// What can be hit, sent or lost: "tank".
    Thing,
    /// Holds a quantity; the noun after "of" is meant: "dozens".
    Quantity,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct FileKeys {
    person: Vec<String>,
    group: Vec<String>,
    organization: Vec<String>,
    forces: Vec<String>,
    government: Vec<String>,
    media: Vec<String>,
    place: Vec<String>,
    thing: Vec<String>,
    quantity: Vec<String>,
    means_its_body: Vec<String>,
    may_attack: Vec<String>,
    means_its_owner: Vec<String>,
}

/// The classes of common nouns, by form.
#[derive(Debug, Default)]
pub struct Nouns {
    by_form: HashMap<String, (NounClass, bool)>,
    /// Forms that mean the body whose name stands before them.
    means_its_body: HashSet<String>,
    /// Forms of craft whose crews act.
    may_attack: HashSet<String>,
    /// Forms that mean whose they are.
    means_its_owner: HashSet<String>,
}

impl Nouns {
    /// Reads `nouns.toml`.
    pub(crate) fn parse(file: &str, source: &str, inflection: &Inflection) -> Result<Self, OntologyError> {
        let keys: FileKeys = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let mut nouns = Self::default();
        let lists = [
            (NounClass::Government, keys.government),
            (NounClass::Forces, keys.forces),
            (NounClass::Media, keys.media),
            (NounClass::Group, keys.group),
            (NounClass::Person, keys.person),
            (NounClass::Organization, keys.organization),
            (NounClass::Place, keys.place),
            (NounClass::Thing, keys.thing),
            (NounClass::Quantity, keys.quantity),
        ];
        for (class, words) in lists {
            for word in words {
                if let Some((other, _)) = nouns.by_form.get(&word) {
                    let at = source.find(&format!("\"{word}\"")).unwrap_or(0);
                    return Err(OntologyError::at(file, source, at..at, format!("{word:?} is also listed as {other:?}: keep one")));
                }
                for (number, form) in inflection.noun_forms(&word).into_iter().enumerate() {
                    nouns.by_form.entry(form).or_insert((class, number % 2 == 1));
                }
            }
        }
        let lists = [("means_its_body", &keys.means_its_body), ("may_attack", &keys.may_attack)];
        for (list, words) in lists {
            if let Some(word) = words.iter().find(|word| !nouns.by_form.contains_key(*word)) {
                let at = source.find(list).unwrap_or(0);
                return Err(OntologyError::at(file, source, at..at, format!("{word:?} has no class: list it in one, too")));
            }
        }
        let forms = |words: Vec<String>| words.iter().flat_map(|word| inflection.noun_forms(word)).collect();
        nouns.means_its_body = forms(keys.means_its_body);
        nouns.may_attack = forms(keys.may_attack);
        nouns.means_its_owner = forms(keys.means_its_owner);
        Ok(nouns)
    }

    /// These nouns, and of others those that these do not have.
    pub(crate) fn over(self, mut below: Self) -> Self {
        below.by_form.extend(self.by_form);
        below.means_its_body.extend(self.means_its_body);
        below.may_attack.extend(self.may_attack);
        below.means_its_owner.extend(self.means_its_owner);
        below
    }

    /// The class of a noun of this lower-case form.
    pub fn class(&self, form: &str) -> Option<NounClass> {
        self.by_form.get(form).map(|(class, _)| *class)
    }

    /// Whether the form is a listed plural.
    pub fn is_plural(&self, form: &str) -> bool {
        self.by_form.get(form).is_some_and(|(_, plural)| *plural)
    }

    /// Whether the form means the body whose name stands before it: "rebels" in "M23 rebels".
    pub fn means_its_body(&self, form: &str) -> bool {
        self.means_its_body.contains(form)
    }

    /// Whether the form is of a craft whose crew acts: "tanks shelled the town".
    pub fn may_attack(&self, form: &str) -> bool {
        self.may_attack.contains(form)
    }

    /// Whether the form means whose it is: "Russian territory" is Russia.
    pub fn means_its_owner(&self, form: &str) -> bool {
        self.means_its_owner.contains(form)
    }
}
