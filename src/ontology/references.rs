//! How a text speaks again of somebody it named before: words used in turn, what bodies are called, and words for several at once.
//!
//! Takes `references.toml`, gives [`References`], a lookup by form. Knows nothing of texts: which of those named before is meant is for
//! the caller to tell.

use super::names::Section;
use super::{Inflection, Names, OntologyError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use toml::Spanned;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct FileKeys {
    alike: Vec<Vec<String>>,
    describing: Vec<String>,
    seldom_named: Vec<String>,
    general: Vec<String>,
    called: BTreeMap<Section, Vec<String>>,
    called_by_key: BTreeMap<Spanned<String>, Vec<String>>,
    several: SeveralKeys,
    denial: DenialKeys,
    mutual: MutualKeys,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct MutualKeys {
    verbs: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct DenialKeys {
    verbs: Vec<String>,
    nouns: Vec<String>,
    parts: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct SeveralKeys {
    countries: Vec<String>,
    bodies: Vec<String>,
    persons: Vec<String>,
    pairs: Vec<String>,
    two: Vec<String>,
}

/// Whom a plural may mean together: "both sides", "the two leaders".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Several {
    pub countries: bool,
    pub bodies: bool,
    pub persons: bool,
}

/// The words by which a text refers back.
#[derive(Debug, Default)]
pub struct References {
    /// Form → the rows of words alike that it stands in.
    rows: HashMap<String, BTreeSet<usize>>,
    describing: HashSet<String>,
    seldom_named: HashSet<String>,
    /// Forms of nouns for what somebody said, which stand for what was said when they are denied; forms of verbs that deny them.
    denied: HashSet<String>,
    denying: HashSet<String>,
    /// Forms of nouns for a part in what somebody did.
    parts: HashSet<String>,
    /// Forms of verbs for what several do to one another.
    mutual: HashSet<String>,
    general: HashSet<String>,
    called: BTreeMap<Section, Vec<String>>,
    called_by_key: BTreeMap<String, Vec<String>>,
    several: HashMap<String, Several>,
    pairs: HashSet<String>,
    always_two: HashSet<String>,
}

impl References {
    /// Reads `references.toml`.
    ///
    /// # Errors
    /// An unknown key, or an entry of `called_by_key` that `names` does not have.
    pub(crate) fn parse(file: &str, source: &str, inflection: &Inflection, names: &Names) -> Result<Self, OntologyError> {
        let keys: FileKeys = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let forms = |words: Vec<String>| words.iter().flat_map(|word| inflection.noun_forms(word)).collect::<Vec<_>>();
        let mut references = Self { describing: keys.describing.into_iter().collect(), ..Self::default() };
        for (row, words) in keys.alike.into_iter().enumerate() {
            for form in forms(words) {
                references.rows.entry(form).or_default().insert(row);
            }
        }
        references.seldom_named = forms(keys.seldom_named).into_iter().collect();
        references.general = forms(keys.general).into_iter().collect();
        references.called = keys.called.into_iter().map(|(section, words)| (section, forms(words))).collect();
        for (key, words) in keys.called_by_key {
            if names.entry(key.get_ref()).is_none() {
                let message = format!("names/ has no entry {:?}: correct the key", key.get_ref());
                return Err(OntologyError::at(file, source, key.span(), message));
            }
            references.called_by_key.insert(key.into_inner(), forms(words));
        }
        let SeveralKeys { countries, bodies, persons, pairs, two } = keys.several;
        references.always_two = two.into_iter().collect();
        let mut note =
            |words: Vec<String>, set: fn(&mut Several)| words.into_iter().for_each(|w| set(references.several.entry(w).or_default()));
        note(countries, |several| several.countries = true);
        note(bodies, |several| several.bodies = true);
        note(persons, |several| several.persons = true);
        references.pairs = pairs.into_iter().collect();
        references.denied = forms(keys.denial.nouns).into_iter().collect();
        references.parts = forms(keys.denial.parts).into_iter().collect();
        references.denying = keys.denial.verbs.iter().flat_map(|verb| inflection.verb_forms(verb)).collect();
        references.mutual = keys.mutual.verbs.iter().flat_map(|verb| inflection.verb_forms(verb)).collect();
        Ok(references)
    }

    /// These words, and those of another file that they add to.
    pub(crate) fn over(self, mut below: Self) -> Self {
        // The rows of the two files are numbered apart.
        let next = below.rows.values().flatten().max().map_or(0, |row| row + 1);
        for (form, rows) in self.rows {
            below.rows.entry(form).or_default().extend(rows.into_iter().map(|row| row + next));
        }
        below.describing.extend(self.describing);
        below.seldom_named.extend(self.seldom_named);
        below.general.extend(self.general);
        below.called.extend(self.called);
        below.called_by_key.extend(self.called_by_key);
        below.several.extend(self.several);
        below.pairs.extend(self.pairs);
        below.always_two.extend(self.always_two);
        below.denied.extend(self.denied);
        below.denying.extend(self.denying);
        below.parts.extend(self.parts);
        below.mutual.extend(self.mutual);
        below
    }

    /// Whether two forms are used in turn for the same: "rebels" and "insurgents". A word is alike to itself only if a row has it.
    pub fn alike(&self, one: &str, other: &str) -> bool {
        let (Some(one), Some(other)) = (self.rows.get(one), self.rows.get(other)) else { return false };
        !one.is_disjoint(other)
    }

    /// Whether a word before a noun describes whom it means, and sets nobody apart: "ousted".
    pub fn describes(&self, form: &str) -> bool {
        self.describing.contains(form)
    }

    /// Whether a noun stands for what somebody said of others when it is denied: "the allegations".
    pub fn is_denied_for_its_content(&self, form: &str) -> bool {
        self.denied.contains(form)
    }

    /// Whether a form of a verb denies what such a noun stands for: "rejected the allegations".
    pub fn denies_content(&self, form: &str) -> bool {
        self.denying.contains(form)
    }

    /// Whether a noun means a part in what somebody did: "any involvement in the attack".
    pub fn is_part(&self, form: &str) -> bool {
        self.parts.contains(form)
    }

    /// Whether several do to one another what a form of a verb tells: "traded accusations".
    pub fn is_mutual(&self, form: &str) -> bool {
        self.mutual.contains(form)
    }

    /// Whether a word for a person seldom means one who was named: "the baby".
    pub fn is_seldom_named(&self, form: &str) -> bool {
        self.seldom_named.contains(form)
    }

    /// Whether a word may mean a body whose name does not say what it is: "the group".
    pub fn is_general(&self, form: &str) -> bool {
        self.general.contains(form)
    }

    /// What news calls an entry of the names when it comes back to it: "bloc" for the European Union.
    pub fn called(&self, key: &str, section: Option<Section>) -> &[String] {
        let of_section = || section.and_then(|section| self.called.get(&section));
        self.called_by_key.get(key).or_else(of_section).map_or(&[], Vec::as_slice)
    }

    /// Whom a plural of this form may mean together.
    pub fn several(&self, form: &str) -> Option<Several> {
        self.several.get(form).copied()
    }

    /// Whether a plural means two where it does not say how many: "the sides".
    pub fn always_two(&self, form: &str) -> bool {
        self.always_two.contains(form)
    }

    /// Whether a word means two by itself: "the two", "the pair".
    pub fn is_pair(&self, form: &str) -> bool {
        self.pairs.contains(form)
    }
}
