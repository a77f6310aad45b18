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
    never_a_name: Vec<String>,
    around_a_town: Vec<String>,
    counts_persons: Vec<String>,
    what_is_said: Vec<String>,
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
    /// Forms, as they are listed, that are no names, though a text writes them with a capital.
    never_a_name: HashSet<String>,
    /// Forms of land that is called after a town in it.
    around_a_town: HashSet<String>,
    /// Forms, as they are listed, that before "of" and persons only say how many.
    counts_persons: HashSet<String>,
    /// Forms of what somebody says and another may refuse.
    what_is_said: HashSet<String>,
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
        for (list, words) in [("means_its_body", &keys.means_its_body), ("may_attack", &keys.may_attack)] {
            if let Some(word) = words.iter().find(|word| !nouns.by_form.contains_key(*word)) {
                let at = source.find(list).unwrap_or(0);
                return Err(OntologyError::at(file, source, at..at, format!("{word:?} has no class: list it in one, too")));
            }
        }
        let forms = |words: Vec<String>| words.iter().flat_map(|word| inflection.noun_forms(word)).collect();
        nouns.means_its_body = forms(keys.means_its_body);
        nouns.may_attack = forms(keys.may_attack);
        nouns.means_its_owner = forms(keys.means_its_owner);
        nouns.around_a_town = forms(keys.around_a_town);
        nouns.what_is_said = forms(keys.what_is_said);
        nouns.never_a_name = keys.never_a_name.into_iter().collect();
        nouns.counts_persons = keys.counts_persons.into_iter().collect();
        Ok(nouns)
    }

    /// These nouns, and of others those that these do not have.
    pub(crate) fn over(self, mut below: Self) -> Self {
        below.by_form.extend(self.by_form);
        below.means_its_body.extend(self.means_its_body);
        below.may_attack.extend(self.may_attack);
        below.means_its_owner.extend(self.means_its_owner);
        below.never_a_name.extend(self.never_a_name);
        below.around_a_town.extend(self.around_a_town);
        below.counts_persons.extend(self.counts_persons);
        below.what_is_said.extend(self.what_is_said);
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

    /// Whether the form is no name, though a text may write it with a capital: "Police said …".
    pub fn is_never_a_name(&self, form: &str) -> bool {
        self.never_a_name.contains(form)
    }

    /// Whether the form means land around a town whose name stands before it: "the Gomel region".
    pub fn is_around_a_town(&self, form: &str) -> bool {
        self.around_a_town.contains(form)
    }

    /// Whether the form is of what somebody says, which another may refuse: "rejected the idea".
    pub fn is_what_is_said(&self, form: &str) -> bool {
        self.what_is_said.contains(form)
    }

    /// Whether the form before "of" and persons only says how many: "a group of diplomats".
    pub fn counts_persons(&self, form: &str) -> bool {
        self.counts_persons.contains(form)
    }
}
