//! Words that state standing relations: offices, spokespersons, kin, allies, members, seats.
//!
//! Takes `relations.toml`, gives a lookup by form. Knows nothing of names and nothing of texts.

use super::{Inflection, Names, OntologyError};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use toml::Spanned;

/// What a noun says its bearer is to somebody or something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationNoun {
    /// Holds an office: "minister".
    Office,
    /// Holds a rank, which is an office where nothing else is named: "general".
    Rank,
    Spokesperson,
    /// Holds the office of the one he is the counterpart of.
    Counterpart,
    Kin,
    Ally,
    Member,
    Owner,
}

/// Whom a verb leaves with the office that stands as its complement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Taker {
    /// "became president".
    Subject,
    /// "was named president", "named her president".
    Object,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKeys {
    office: OfficeKeys,
    spokesperson: NounKeys,
    counterpart: NounKeys,
    kinship: NounKeys,
    alliance: NounKeys,
    membership: NounKeys,
    ownership: NounKeys,
    seat: SeatKeys,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeKeys {
    nouns: Vec<Spanned<String>>,
    compound_only: Vec<Spanned<String>>,
    ranks: Vec<Spanned<String>>,
    before_general: Vec<String>,
    passing: Vec<String>,
    leading: Vec<String>,
    portfolios: Vec<String>,
    personal: Vec<Spanned<String>>,
    domestic: Vec<String>,
    legislators: Vec<Spanned<String>>,
    local: Vec<Spanned<String>>,
    sole: Vec<String>,
    usual: BTreeMap<String, Vec<Spanned<String>>>,
    verbs: BTreeMap<String, String>,
    taking: TakingKeys,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TakingKeys {
    transitive: Vec<String>,
    intransitive: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounKeys {
    nouns: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeatKeys {
    words: Vec<String>,
    bodies: Vec<String>,
}

/// The words that state relations, by form.
#[derive(Debug, Default)]
pub struct RelationWords {
    /// Form → what it says, and the singular.
    nouns: HashMap<String, (RelationNoun, String)>,
    compound_only: HashSet<String>,
    before_general: HashSet<String>,
    passing: HashSet<String>,
    leading: HashSet<String>,
    legislators: HashSet<String>,
    portfolios: HashSet<String>,
    personal: HashSet<String>,
    domestic: HashSet<String>,
    local: HashSet<String>,
    sole: HashSet<String>,
    usual: BTreeMap<String, Vec<String>>,
    verbs: HashMap<String, String>,
    takers: HashMap<String, Taker>,
    seats: HashSet<String>,
    seated: HashSet<String>,
}

impl RelationWords {
    /// Reads `relations.toml`, which speaks of entries of `names`.
    pub(crate) fn parse(file: &str, source: &str, inflection: &Inflection, names: &Names) -> Result<Self, OntologyError> {
        let keys: FileKeys = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let mut words = Self::default();
        let lists = [
            (RelationNoun::Office, &keys.office.nouns),
            (RelationNoun::Rank, &keys.office.ranks),
            (RelationNoun::Spokesperson, &keys.spokesperson.nouns),
            (RelationNoun::Counterpart, &keys.counterpart.nouns),
            (RelationNoun::Kin, &keys.kinship.nouns),
            (RelationNoun::Ally, &keys.alliance.nouns),
            (RelationNoun::Member, &keys.membership.nouns),
            (RelationNoun::Owner, &keys.ownership.nouns),
        ];
        for (says, list) in lists {
            for word in list {
                words.add_noun(says, word, inflection).map_err(|m| OntologyError::at(file, source, word.span(), m))?;
            }
        }
        let office = &keys.office;
        for word in office.compound_only.iter().chain(&office.personal).chain(&office.legislators).chain(&office.local) {
            if words.noun(word.get_ref()) != Some(RelationNoun::Office) {
                let message = format!("{:?} is no office: list it under `nouns` too", word.get_ref());
                return Err(OntologyError::at(file, source, word.span(), message));
            }
        }
        let own = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect();
        words.compound_only = own(keys.office.compound_only);
        words.personal = own(keys.office.personal);
        words.domestic = keys.office.domestic.into_iter().collect();
        words.local = own(keys.office.local);
        words.sole = keys.office.sole.into_iter().collect();
        words.before_general = keys.office.before_general.into_iter().collect();
        words.passing = keys.office.passing.into_iter().collect();
        words.leading = keys.office.leading.into_iter().collect();
        words.legislators = own(keys.office.legislators);
        words.portfolios = keys.office.portfolios.iter().flat_map(|word| inflection.noun_forms(word)).collect();
        for (title, owners) in keys.office.usual {
            if let Some(unknown) = owners.iter().find(|key| names.entry(key.get_ref()).is_none()) {
                let message = format!("{:?} is no key of a name: see `names/`", unknown.get_ref());
                return Err(OntologyError::at(file, source, unknown.span(), message));
            }
            words.usual.insert(title, owners.into_iter().map(Spanned::into_inner).collect());
        }
        for (verb, title) in keys.office.verbs {
            words.verbs.extend(inflection.verb_forms(&verb).into_iter().map(|form| (form, title.clone())));
        }
        let taking = keys.office.taking;
        for (taker, verbs) in [(Taker::Object, taking.transitive), (Taker::Subject, taking.intransitive)] {
            words.takers.extend(verbs.iter().flat_map(|verb| inflection.verb_forms(verb)).map(|form| (form, taker)));
        }
        words.seats = keys.seat.words.into_iter().collect();
        words.seated = keys.seat.bodies.into_iter().collect();
        Ok(words)
    }

    fn add_noun(&mut self, says: RelationNoun, word: &Spanned<String>, inflection: &Inflection) -> Result<(), String> {
        let word = word.get_ref();
        if let Some((other, _)) = self.nouns.get(word) {
            return Err(format!("{word:?} is also listed as {other:?}: keep one"));
        }
        for form in inflection.noun_forms(word) {
            self.nouns.entry(form).or_insert_with(|| (says, word.clone()));
        }
        Ok(())
    }

    /// What a noun of this lower-case form says its bearer is.
    pub fn noun(&self, form: &str) -> Option<RelationNoun> {
        self.nouns.get(form).map(|(says, _)| *says)
    }

    /// The singular of a listed noun.
    pub fn singular(&self, form: &str) -> Option<&str> {
        self.nouns.get(form).map(|(_, singular)| singular.as_str())
    }

    /// Whether an office's noun names one only with a word before it: "first lady".
    pub fn needs_a_word_before(&self, noun: &str) -> bool {
        self.compound_only.contains(noun)
    }

    /// Whether "general" after this noun is part of one title: "attorney general".
    pub fn goes_before_general(&self, noun: &str) -> bool {
        self.before_general.contains(noun)
    }

    /// Whether a word before a title is no part of it: "new".
    pub fn is_passing(&self, word: &str) -> bool {
        self.passing.contains(word)
    }

    /// Whether a word is part of a title even where whose it is stands between: "former".
    pub fn leads(&self, word: &str) -> bool {
        self.leading.contains(word)
    }

    /// Whether the office is a seat in a chamber: "senator".
    pub fn is_legislator(&self, noun: &str) -> bool {
        self.legislators.contains(noun)
    }

    /// Whether "of" this noun belongs to the title: "secretary of state".
    pub fn is_portfolio(&self, noun: &str) -> bool {
        self.portfolios.contains(noun)
    }

    /// Whether the office is held of a person: "his adviser".
    pub fn is_personal(&self, noun: &str) -> bool {
        self.personal.contains(noun)
    }

    /// Whether the office is one of a country where nothing else is said: "the president".
    pub fn is_domestic(&self, noun: &str) -> bool {
        self.domestic.contains(noun)
    }

    /// Whether one person at a time holds the office of this title.
    pub fn is_sole(&self, title: &str) -> bool {
        self.sole.contains(title)
    }

    /// Whether the office is of a place, not of the government that sits there: "mayor".
    pub fn is_local(&self, noun: &str) -> bool {
        self.local.contains(noun)
    }

    /// The keys of the few that call an office so; none where many do.
    pub fn usual_owners(&self, title: &str) -> &[String] {
        self.usual.get(title).map_or(&[], Vec::as_slice)
    }

    /// The office of the one who does this: "chairs".
    pub fn office_of_doing(&self, verb: &str) -> Option<&str> {
        self.verbs.get(verb).map(String::as_str)
    }

    /// Whom a verb of this form leaves with the office after it.
    pub fn taker(&self, verb: &str) -> Option<Taker> {
        self.takers.get(verb).copied()
    }

    /// Whether a word tells where somebody is: "based".
    pub fn is_seat(&self, word: &str) -> bool {
        self.seats.contains(word)
    }

    /// Whether a noun names a body that an adjective of a country tells the seat of: "broadcaster".
    pub fn has_seat(&self, noun: &str) -> bool {
        self.seated.contains(noun)
    }
}
