//! Which parts are one, as far as their names tell: a name of an entry of the ontology, two spellings of one name, a name without its
//! middle words, an abbreviation, a surname.
//!
//! Parts are compared only where they share the last word of a name, so the work grows with their number. Where countries speak
//! against it, or several others fit, nothing is joined: they are candidates of one another.

use super::cast::{Cast, Part, PartIndex};
use super::surnames::only;
use crate::model::{EntityKind, JoinReason, last_word, spelling_key};
use std::collections::{BTreeMap, BTreeSet};

/// The most parts that share a last word and are still compared one with another for what they may have in common.
const LARGEST_BLOCK: usize = 200;

/// Two parts that are one, or may be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Proposal {
    pub from: PartIndex,
    pub to: PartIndex,
    pub reason: JoinReason,
    pub evidence: Vec<String>,
    /// Where anything speaks against it, or more than one fits, they stay apart.
    pub against: Vec<String>,
}

/// All proposals, those that are sure first.
pub(super) fn propose(cast: &Cast) -> Vec<Proposal> {
    let by_name = by_name(cast);
    let mut proposals = Vec::new();
    for (from, part) in cast.parts.iter().enumerate().filter(|(_, part)| part.is_named() && !part.is_known()) {
        let name = part.full_name();
        let called_so = by_name.get(name.as_str()).map_or(&[][..], Vec::as_slice);
        let proposal = known_name(cast, from, &name, called_so).or_else(|| abbreviation(cast, from, called_so));
        proposals.extend(proposal);
    }
    proposals.extend(spellings(cast));
    by_last_word(cast).values().filter(|block| block.len() <= LARGEST_BLOCK).for_each(|block| partial_names(cast, block, &mut proposals));
    proposals.extend(surnames(cast));
    proposals.sort_by(|one, other| (!one.against.is_empty(), one).cmp(&(!other.against.is_empty(), other)));
    proposals
}

/// The parts that have a name, under each of their names.
fn by_name<'c>(cast: &'c Cast) -> BTreeMap<&'c str, Vec<PartIndex>> {
    let mut index: BTreeMap<&str, Vec<PartIndex>> = BTreeMap::new();
    for (at, part) in cast.parts.iter().enumerate().filter(|(_, part)| part.is_named()) {
        part.names.iter().for_each(|name| index.entry(name).or_default().push(at));
    }
    index
}

/// The parts that have a name, under the last word of each of their names.
fn by_last_word(cast: &Cast) -> BTreeMap<String, Vec<PartIndex>> {
    let mut index: BTreeMap<String, Vec<PartIndex>> = BTreeMap::new();
    for (at, part) in cast.parts.iter().enumerate().filter(|(_, part)| part.is_named()) {
        let words: BTreeSet<&str> = part.names.iter().map(|name| last_word(name)).collect();
        words.into_iter().for_each(|word| index.entry(word.to_owned()).or_default().push(at));
    }
    index
}

fn known_name(cast: &Cast, from: PartIndex, name: &str, called_so: &[PartIndex]) -> Option<Proposal> {
    let part = &cast.parts[from];
    let known = |&&to: &&PartIndex| {
        let other = &cast.parts[to];
        // The names of a country are also those of its capital, which is another place.
        other.is_known() && other.kind == part.kind && (part.kind != EntityKind::Place || other.full_name() == name)
    };
    let to = *only(called_so.iter().filter(known))?;
    let (evidence, against) = cast.compare(from, to);
    // A surname of one word is not a name of the entry.
    let short = part.kind == EntityKind::Person && !name.contains(' ');
    (!short).then_some(Proposal { from, to, reason: JoinReason::KnownName, evidence, against })
}

fn abbreviation(cast: &Cast, from: PartIndex, called_so: &[PartIndex]) -> Option<Proposal> {
    let part = &cast.parts[from];
    if part.kind != EntityKind::Organization || !is_abbreviation(part) {
        return None;
    }
    let spelled_out = |&&to: &&PartIndex| {
        let other = &cast.parts[to];
        to != from && other.kind == part.kind && !is_abbreviation(other)
    };
    let to = *only(called_so.iter().filter(spelled_out))?;
    let (evidence, against) = cast.compare(from, to);
    Some(Proposal { from, to, reason: JoinReason::Abbreviation, evidence, against })
}

/// Whether all names are one word in capitals: "NATO".
fn is_abbreviation(part: &Part) -> bool {
    part.spoken.iter().all(|spoken| {
        let letters: Vec<char> = spoken.local.name.chars().filter(|c| *c != '.').collect();
        (2..=6).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase() || c.is_ascii_digit())
    })
}

/// People whose full names differ in spelling only: each with the one of whom most articles speak.
fn spellings(cast: &Cast) -> Vec<Proposal> {
    let mut spelled: BTreeMap<String, Vec<PartIndex>> = BTreeMap::new();
    for (at, part) in cast.parts.iter().enumerate().filter(|(_, part)| part.kind == EntityKind::Person && part.is_named()) {
        let names: BTreeSet<String> = match part.is_known() {
            true => part.names.iter().filter(|name| name.contains(' ')).map(|name| spelling_key(name)).collect(),
            false => BTreeSet::from([spelling_key(&part.full_name())]),
        };
        names.into_iter().filter(|name| name.contains(' ')).for_each(|name| spelled.entry(name).or_default().push(at));
    }
    let rank = |&at: &PartIndex| (cast.parts[at].is_known(), cast.parts[at].spoken.len(), std::cmp::Reverse(at));
    let mut proposals = Vec::new();
    for alike in spelled.into_values().filter(|alike| alike.len() > 1) {
        let to = *alike.iter().max_by_key(|at| rank(at)).expect("there are two at least");
        for &from in alike.iter().filter(|&&at| at != to && !cast.parts[at].is_known()) {
            // Namesakes have one name; they were told apart before.
            if cast.parts[from].full_name() == cast.parts[to].full_name() {
                continue;
            }
            let (evidence, against) = cast.compare(from, to);
            proposals.push(Proposal { from, to, reason: JoinReason::Spelling, evidence, against });
        }
    }
    proposals
}

/// "Mohammad Zarif" and "Mohammad Javad Zarif": one, if they share a country, an office or company, and no other fits; else they may be.
fn partial_names(cast: &Cast, block: &[PartIndex], proposals: &mut Vec<Proposal>) {
    let people = || block.iter().copied().filter(|&at| cast.parts[at].kind == EntityKind::Person);
    for from in people().filter(|&at| !cast.parts[at].is_known()) {
        let name = cast.parts[from].full_name();
        if !name.contains(' ') {
            continue;
        }
        let mut fitting: Vec<PartIndex> =
            people().filter(|&to| to != from && cast.parts[to].names.iter().any(|fuller| is_partial(&name, fuller))).collect();
        fitting.sort_unstable();
        let alone = fitting.len() == 1;
        for to in fitting {
            let (evidence, mut against) = cast.compare(from, to);
            let settled = cast.shared_company(from, to) > 0 || cast.parts[from].traits.shares_home_or_office(&cast.parts[to].traits);
            if !alone {
                against.push("others have names that fit as well".to_owned());
            } else if !settled {
                against.push("no country, office or company is told of both".to_owned());
            }
            proposals.push(Proposal { from, to, reason: JoinReason::PartialName, evidence, against });
        }
    }
}

/// Whether a name is another without words in its middle.
fn is_partial(name: &str, fuller: &str) -> bool {
    let (short, long): (Vec<&str>, Vec<&str>) = (name.split(' ').collect(), fuller.split(' ').collect());
    let mut rest = long.iter();
    long.len() > short.len()
        && long[0] == short[0]
        && long.last() == short.last()
        && short.iter().all(|word| rest.any(|other| other == word))
}

/// Whom surnames mean, or may mean. A decision may have taken all of either away, article by article: then nothing is told of the two.
fn surnames(cast: &Cast) -> Vec<Proposal> {
    let resolved = cast.resolved.iter().filter_map(|found| {
        Some(Proposal {
            from: cast.index_of_key(&found.from)?,
            to: cast.index_of_key(&found.to)?,
            reason: JoinReason::Surname,
            evidence: found.evidence.clone(),
            against: Vec::new(),
        })
    });
    let ids = cast.ids();
    let unresolved = cast.unresolved.iter().flat_map(|alone| {
        alone.candidates.iter().filter_map(|candidate| {
            let mut against = candidate.against.clone();
            match alone.candidates.len() {
                1 if against.is_empty() => against.push("nothing but the surname is told of both".to_owned()),
                1 => {}
                _ => against.push("others bear the surname as well".to_owned()),
            }
            Some(Proposal {
                from: cast.index_of_key(&alone.key)?,
                to: *ids.get(candidate.id.as_str())?,
                reason: JoinReason::Surname,
                evidence: candidate.evidence.clone(),
                against,
            })
        })
    });
    resolved.chain(unresolved).collect()
}
