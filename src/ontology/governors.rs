//! Governors: words that are no event themselves and colour what stands under them; "said that", "planned to", "failed to".
//!
//! Takes `governors.toml`, gives a lookup by the form of a word. Knows nothing of trees.

use super::{Inflection, OntologyError, TriggerClass};
use crate::model::{Modality, Polarity};
use serde::Deserialize;
use std::collections::HashMap;
use toml::Spanned;

/// How a word colours the events under it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Colour {
    /// Its agent says so.
    pub says: bool,
    /// It says so of a noun too: "reported an attack", not "announced an attack".
    pub of_nouns: bool,
    /// Leaves modality or polarity as they are when absent.
    pub modality: Option<Modality>,
    pub polarity: Option<Polarity>,
    /// Who does what stands under it, where that names no doer itself.
    pub doer: Option<Doer>,
    /// The word only carries a noun that tells the event: "launch an attack".
    pub carries: Option<Carries>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doer {
    Subject,
    Object,
}

/// The role of a carrying verb's subject in the event that its noun tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// "launched an attack".
    Agent,
    /// "came under attack".
    Recipient,
    /// "the attack began": it adds nobody.
    Nobody,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColourKeys {
    #[serde(default)]
    says: bool,
    #[serde(default)]
    of_nouns: bool,
    modality: Option<String>,
    polarity: Option<String>,
    doer: Option<String>,
    carries: Option<String>,
}

impl ColourKeys {
    /// The colour, or what is wrong with the words for it.
    pub(crate) fn colour(&self) -> Result<Colour, String> {
        let modality = match &self.modality {
            None => None,
            Some(m) => Some(Modality::parse(m).ok_or(format!("{m:?} is no modality: use actual, future, possible or hypothetical"))?),
        };
        let polarity = match &self.polarity {
            None => None,
            Some(p) => Some(Polarity::parse(p).ok_or(format!("{p:?} is no polarity: use affirmed or denied"))?),
        };
        let doer = match self.doer.as_deref() {
            None => None,
            Some("subject") => Some(Doer::Subject),
            Some("object") => Some(Doer::Object),
            Some(other) => return Err(format!("{other:?} is no doer: use subject or object")),
        };
        let carries = match self.carries.as_deref() {
            None => None,
            Some("agent") => Some(Carries::Agent),
            Some("recipient") => Some(Carries::Recipient),
            Some("nobody") => Some(Carries::Nobody),
            Some(other) => return Err(format!("a verb cannot carry {other:?}: use agent, recipient or nobody")),
        };
        Ok(Colour { says: self.says, of_nouns: self.of_nouns, modality, polarity, doer, carries })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKeys {
    governor: Vec<GovernorKeys>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GovernorKeys {
    #[serde(default)]
    verbs: Vec<Spanned<String>>,
    #[serde(default)]
    nouns: Vec<Spanned<String>>,
    #[serde(default)]
    adjectives: Vec<Spanned<String>>,
    #[serde(default)]
    adverbs: Vec<Spanned<String>>,
    colours: Spanned<ColourKeys>,
}

/// The governing words, by form.
#[derive(Debug, Default)]
pub struct Governors {
    verbs: HashMap<String, Colour>,
    nouns: HashMap<String, Colour>,
    adjectives: HashMap<String, Colour>,
    adverbs: HashMap<String, Colour>,
    carriers: HashMap<String, Carries>,
    /// The lemma of each form of a governing verb.
    lemmas: HashMap<String, String>,
}

impl Governors {
    /// Reads `governors.toml`.
    pub(crate) fn parse(file: &str, source: &str, inflection: &Inflection) -> Result<Self, OntologyError> {
        let keys: FileKeys = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let mut governors = Self::default();
        for entry in keys.governor {
            let colour = entry.colours.get_ref().colour().map_err(|m| OntologyError::at(file, source, entry.colours.span(), m))?;
            for lemma in &entry.verbs {
                for form in inflection.verb_forms(lemma.get_ref()) {
                    // A verb may carry nouns in one use and colour a clause in another: "announce".
                    if let Some(carries) = colour.carries {
                        governors.carriers.entry(form.clone()).or_insert(carries);
                    }
                    governors.lemmas.entry(form).or_insert_with(|| lemma.get_ref().clone());
                }
            }
            if colour.carries.is_some() {
                continue;
            }
            let own = |word: &str| vec![word.to_string()];
            add(&mut governors.verbs, &entry.verbs, colour, |w| inflection.verb_forms(w), (file, source))?;
            add(&mut governors.nouns, &entry.nouns, colour, |w| inflection.noun_forms(w), (file, source))?;
            add(&mut governors.adjectives, &entry.adjectives, colour, own, (file, source))?;
            add(&mut governors.adverbs, &entry.adverbs, colour, own, (file, source))?;
        }
        Ok(governors)
    }

    /// These words, and of others those that these do not have.
    pub(crate) fn over(self, mut below: Self) -> Self {
        below.verbs.extend(self.verbs);
        below.nouns.extend(self.nouns);
        below.adjectives.extend(self.adjectives);
        below.adverbs.extend(self.adverbs);
        below.carriers.extend(self.carriers);
        below.lemmas.extend(self.lemmas);
        below
    }

    /// The colour of a word of this lower-case form, used as this class of word.
    pub fn colour(&self, form: &str, class: TriggerClass) -> Option<Colour> {
        let words = match class {
            TriggerClass::Verb => &self.verbs,
            TriggerClass::Noun => &self.nouns,
            TriggerClass::Adjective => &self.adjectives,
        };
        words.get(form).copied()
    }

    /// Whose event a noun tells that this form of a verb carries.
    pub fn carries(&self, form: &str) -> Option<Carries> {
        self.carriers.get(form).copied()
    }

    /// The lemma of a governing verb's form: "held" is "hold".
    pub fn lemma(&self, form: &str) -> Option<&str> {
        self.lemmas.get(form).map(String::as_str)
    }

    /// The colour of an adverb: "reportedly".
    pub fn adverb(&self, form: &str) -> Option<Colour> {
        self.adverbs.get(form).copied()
    }
}

fn add(
    words: &mut HashMap<String, Colour>,
    list: &[Spanned<String>],
    colour: Colour,
    forms: impl Fn(&str) -> Vec<String>,
    (file, source): (&str, &str),
) -> Result<(), OntologyError> {
    for word in list {
        for form in forms(word.get_ref()) {
            // Two lemmas may share a form ("found"); the entry that stands first has it.
            if form == *word.get_ref() && words.get(&form).is_some_and(|other| *other != colour) {
                let message = format!("{:?} has another entry with other colours: keep one", word.get_ref());
                return Err(OntologyError::at(file, source, word.span(), message));
            }
            words.entry(form).or_insert(colour);
        }
    }
    Ok(())
}
