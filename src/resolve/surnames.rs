//! Who is meant by a surname alone.
//!
//! "Lavrov" in an article that gives no first name is the person whose full name ends so, if there is only one and the two are named
//! in the same company; of several the one that the article's country, office or company tells. A surname alone never decides between two:
//! then it stays with its article, and names the candidates.

use super::cast::{Company, Part, Spoken, Traits};
use super::identity;
use crate::model::{Candidate, EntityKind, JoinReason, LocalEntity, last_word, name_key, spelling_key};
use std::collections::BTreeMap;

/// Words that begin a surname of several words.
const PARTICLES: &[&str] =
    &["al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von"];

/// Whether an article knows a person by no more than a surname.
pub(super) fn is_short(local: &LocalEntity) -> bool {
    local.kind == EntityKind::Person && local.named && local.known_as.is_none() && is_surname(&name_key(&local.name))
}

fn is_surname(name: &str) -> bool {
    match name.split_once(' ') {
        None => true,
        Some((first, _)) => PARTICLES.contains(&first),
    }
}

/// The surnames of the articles, by name.
#[derive(Default)]
pub(super) struct Shorts<'a> {
    by_name: BTreeMap<String, Vec<(Spoken<'a>, String)>>,
}

impl<'a> Shorts<'a> {
    pub fn add(&mut self, spoken: Spoken<'a>, key: &str) {
        self.by_name.entry(name_key(&spoken.local.name)).or_default().push((spoken, key.to_owned()));
    }
}

/// A surname whose bearer was found: keys of parts, and what tells.
pub(super) struct Resolved {
    pub from: String,
    pub to: String,
    pub evidence: Vec<String>,
}

/// A surname that stays alone, with who may be meant.
pub(super) struct Unresolved {
    pub key: String,
    pub candidates: Vec<Candidate>,
}

/// The parts that surnames make, by key, and what they are to others.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub parts: BTreeMap<String, Vec<Spoken<'a>>>,
    pub resolved: Vec<Resolved>,
    pub unresolved: Vec<Unresolved>,
}

/// Finds whom the surnames mean among the parts that have full names.
pub(super) fn find<'a>(shorts: Shorts<'a>, parts: &[Part<'a>], company: &Company<'a>) -> Found<'a> {
    let bearers = by_last_word(parts);
    let mut found = Found::default();
    for (surname, all) in shorts.by_name {
        let candidates: Vec<&Part> =
            bearers.get(last_word(&surname)).into_iter().flatten().copied().filter(|part| bears(part, &surname)).collect();
        for (spoken, own_key) in all {
            let own = company.traits(spoken);
            let compared: Vec<Compared> = candidates.iter().map(|part| Compared::of(part, &own)).collect();
            let choice = chosen(&compared);
            let key = match choice {
                Some(choice) => identity::key(&[&own_key, "of", &choice.part.key]),
                None if compared.len() < 2 => own_key,
                None => identity::key(&[&own_key, "in", &company.articles[spoken.article].0.id]),
            };
            let (from, known) = (key.clone(), found.parts.contains_key(&key));
            found.parts.entry(key).or_default().push(spoken);
            match choice {
                _ if known => {}
                Some(choice) => {
                    let (evidence, _) = company.compare(&own, &choice.part.traits);
                    found.resolved.push(Resolved { from, to: choice.part.key.clone(), evidence });
                }
                None if compared.is_empty() => {}
                None => {
                    let candidates = compared.into_iter().map(|one| one.candidate(&own, company)).collect();
                    found.unresolved.push(Unresolved { key: from, candidates });
                }
            }
        }
    }
    found
}

/// A person who may be meant, against what the article tells.
struct Compared<'p, 'a> {
    part: &'p Part<'a>,
    /// Whether a country or an office is the same.
    settled: bool,
    /// Whether both are named with somebody.
    company: bool,
    /// Whether both are named with a place.
    place: bool,
    /// Whether they belong to different countries.
    opposed: bool,
}

impl<'p, 'a> Compared<'p, 'a> {
    fn of(part: &'p Part<'a>, own: &Traits) -> Self {
        let theirs = &part.traits;
        Self {
            part,
            settled: own.shares_home_or_office(theirs),
            company: own.company.intersection(&theirs.company).next().is_some(),
            place: own.places.intersection(&theirs.places).next().is_some(),
            opposed: own.is_of_another_country(theirs),
        }
    }

    fn candidate(self, own: &Traits, company: &Company<'a>) -> Candidate {
        let (evidence, against) = company.compare(own, &self.part.traits);
        Candidate { id: self.part.id.clone(), reason: JoinReason::Surname, evidence, against }
    }
}

/// The only bearer, if anything speaks for him; of several the one who is told by a country, an office, or by whom he is named with.
fn chosen<'c, 'p, 'a>(compared: &'c [Compared<'p, 'a>]) -> Option<&'c Compared<'p, 'a>> {
    let possible = || compared.iter().filter(|one| !one.opposed);
    if compared.len() == 1 {
        return possible().find(|one| one.settled || one.company || one.place);
    }
    let tests: [fn(&Compared) -> bool; 2] = [|one| one.settled, |one| one.company];
    tests.into_iter().find_map(|test| only(possible().filter(|one| test(one))))
}

/// The people with full names, under the last word of each. Two spellings of a name are one bearer's: the one of whom most is told.
fn by_last_word<'p, 'a>(parts: &'p [Part<'a>]) -> BTreeMap<String, Vec<&'p Part<'a>>> {
    let mut bearers: BTreeMap<String, &Part> = BTreeMap::new();
    let people = parts.iter().filter(|part| part.kind == EntityKind::Person && part.is_named() && part.full_name().contains(' '));
    for part in people {
        // Namesakes are two, though they are spelt alike.
        let spelling = if part.namesake { part.key.clone() } else { spelling_key(&part.full_name()) };
        let bearer = bearers.entry(spelling).or_insert(part);
        if (part.is_known(), part.spoken.len()) > (bearer.is_known(), bearer.spoken.len()) {
            *bearer = part;
        }
    }
    let mut index: BTreeMap<String, Vec<&Part>> = BTreeMap::new();
    for part in bearers.into_values() {
        index.entry(last_word(&part.full_name()).to_owned()).or_default().push(part);
    }
    index.values_mut().for_each(|alike| alike.sort_by(|one, other| one.key.cmp(&other.key)));
    index
}

fn bears(part: &Part, surname: &str) -> bool {
    part.full_name().strip_suffix(surname).is_some_and(|given| given.ends_with(' '))
}

pub(super) fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}
