//! Who is the same across articles: parts, what joins them, what was decided of them, and the entities that this makes.

use super::cast::{Cast, Part, PartIndex};
use super::joins::{self, Proposal};
use super::partition::{self, Partition};
use crate::model::{
    Article, Candidate, Claims, Decision, Entity, EntityId, EntityIndex, EntityKind, EntityPart, Join, LocalEntity, last_word,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The joined entities, and which one each article's own entities became.
pub(super) struct Entities {
    /// Sorted by id.
    pub list: Vec<Entity>,
    ids: Vec<Vec<EntityId>>,
    /// Bodies and groups, with the node of the country whose they are.
    countries: BTreeMap<EntityId, EntityId>,
    homes: BTreeMap<EntityId, String>,
    /// What those without a name are called, as one of them: "protester".
    nouns: BTreeMap<EntityId, String>,
}

impl Entities {
    /// The id that an entity of the article at `article` has in the graph.
    pub fn id(&self, article: usize, entity: EntityIndex) -> &EntityId {
        &self.ids[article][entity]
    }

    /// The country that a body or a group is of, if it is a node: what Russian forces do, Russia does.
    pub fn country(&self, id: &EntityId) -> Option<&EntityId> {
        self.countries.get(id)
    }

    /// The ontology's key of the country that a body or a thing belongs to, or that it is.
    pub fn home(&self, id: &EntityId) -> Option<&str> {
        self.homes.get(id).map(String::as_str)
    }

    /// The noun of somebody without a name, in the singular; `None` of whoever has one.
    pub fn noun(&self, id: &EntityId) -> Option<&str> {
        self.nouns.get(id).map(String::as_str)
    }
}

pub(super) fn join(articles: &[(Article, Claims)], decisions: &[Decision]) -> Entities {
    let cast = Cast::of(articles, decisions);
    let partition = partition::settle(&cast, joins::propose(&cast), decisions);
    let joined = edges(&partition.joined);
    let mut candidates = candidates(&cast, &partition);
    let mut entity_of_part: Vec<EntityId> = vec![String::new(); cast.parts.len()];
    let mut list = Vec::new();
    for set in partition.sets() {
        let head = head(&cast, set, &joined);
        let apart = set.iter().flat_map(|part| candidates.remove(part).unwrap_or_default()).collect();
        let entity = entity(&cast, articles, in_order(head, &joined), apart);
        set.iter().for_each(|&part| entity_of_part[part].clone_from(&entity.id));
        list.push(entity);
    }
    list.sort_by(|one, other| one.id.cmp(&other.id));
    let ids = cast.of.iter().map(|parts| parts.iter().map(|&part| entity_of_part[part].clone()).collect());
    Entities {
        ids: ids.collect(),
        countries: countries(&cast, &list, &entity_of_part),
        homes: homes(&cast, &entity_of_part),
        nouns: nouns(&cast, &entity_of_part),
        list,
    }
}

fn countries(cast: &Cast, list: &[Entity], entity_of_part: &[EntityId]) -> BTreeMap<EntityId, EntityId> {
    let nodes: BTreeMap<&str, &EntityId> = list.iter().filter_map(|entity| Some((entity.known_as.as_deref()?, &entity.id))).collect();
    let bodies =
        cast.parts.iter().zip(entity_of_part).filter(|(part, _)| matches!(part.kind, EntityKind::Organization | EntityKind::Group));
    let at_home = bodies.filter_map(|(part, id)| Some((id.clone(), (*nodes.get(part.traits.homes.first()?.as_str())?).clone())));
    at_home.filter(|(id, country)| id != country).collect()
}

fn homes(cast: &Cast, entity_of_part: &[EntityId]) -> BTreeMap<EntityId, String> {
    let own = |part: &Part| part.spoken[0].local.known_as.clone().filter(|key| key.starts_with("country:"));
    let home = |part: &Part| own(part).or_else(|| part.traits.homes.first().cloned());
    let of_part = |(part, id): (&Part, &EntityId)| Some((id.clone(), home(part)?));
    cast.parts.iter().zip(entity_of_part).filter(|(part, _)| part.kind != EntityKind::Person).filter_map(of_part).collect()
}

fn nouns(cast: &Cast, entity_of_part: &[EntityId]) -> BTreeMap<EntityId, String> {
    let unnamed = cast.parts.iter().zip(entity_of_part).filter(|(part, _)| !part.is_named() && !part.is_known());
    let noun = |part: &Part| {
        let name = part.full_name();
        let last = last_word(&name);
        last.strip_suffix('s').unwrap_or(last).to_owned()
    };
    unnamed.map(|(part, id)| (id.clone(), noun(part))).collect()
}

/// What joined each part, from both of its ends.
type Edges<'p> = BTreeMap<PartIndex, Vec<&'p Proposal>>;

fn edges(joined: &[Proposal]) -> Edges<'_> {
    let mut edges: Edges = BTreeMap::new();
    for proposal in joined {
        edges.entry(proposal.from).or_default().push(proposal);
        edges.entry(proposal.to).or_default().push(proposal);
    }
    edges
}

/// The part that gives an entity its id and its name: an entry of the ontology, or one that others were joined to and that was joined
/// to none; of several the one that most articles speak of.
fn head(cast: &Cast, set: &[PartIndex], edges: &Edges) -> PartIndex {
    let joins_another = |part: PartIndex| edges.get(&part).is_some_and(|all| all.iter().any(|proposal| proposal.from == part));
    let rank =
        |&part: &PartIndex| (cast.parts[part].is_known(), !joins_another(part), cast.parts[part].spoken.len(), std::cmp::Reverse(part));
    *set.iter().max_by_key(|part| rank(part)).expect("a set has a part")
}

/// The parts of an entity, outward from its head, each with what joined it.
fn in_order<'p>(head: PartIndex, edges: &Edges<'p>) -> Vec<(PartIndex, Option<(&'p Proposal, PartIndex)>)> {
    let (mut seen, mut waiting, mut order) = (BTreeSet::from([head]), VecDeque::from([(head, None)]), Vec::new());
    while let Some((part, how)) = waiting.pop_front() {
        order.push((part, how));
        for &proposal in edges.get(&part).into_iter().flatten() {
            let next = if proposal.from == part { proposal.to } else { proposal.from };
            if seen.insert(next) {
                waiting.push_back((next, Some((proposal, part))));
            }
        }
    }
    order
}

/// What each part may be besides.
fn candidates(cast: &Cast, partition: &Partition) -> BTreeMap<PartIndex, Vec<Candidate>> {
    let mut candidates: BTreeMap<PartIndex, Vec<Candidate>> = BTreeMap::new();
    for proposal in &partition.apart {
        let candidate = Candidate {
            id: cast.parts[proposal.to].id.clone(),
            reason: proposal.reason,
            evidence: proposal.evidence.clone(),
            against: proposal.against.clone(),
        };
        candidates.entry(proposal.from).or_default().push(candidate);
    }
    candidates
}

fn entity(
    cast: &Cast,
    articles: &[(Article, Claims)],
    parts: Vec<(PartIndex, Option<(&Proposal, PartIndex)>)>,
    mut candidates: Vec<Candidate>,
) -> Entity {
    let head = &cast.parts[parts[0].0];
    let locals = |part: PartIndex| cast.parts[part].spoken.iter().map(|spoken| spoken.local);
    let name = displayed_name(head);
    let all = parts.iter().flat_map(|&(part, _)| locals(part)).flat_map(|local: &LocalEntity| local.names.iter().chain([&local.name]));
    let mut other_names: Vec<String> = all.map(|other| displayed(other).to_owned()).filter(|other| *other != name).collect();
    other_names.sort();
    other_names.dedup();
    let kind = EntityKind::parse(&most_frequent(head.spoken.iter().map(|spoken| spoken.local.kind.as_str()))).unwrap_or(head.kind);
    candidates.sort();
    candidates.dedup();
    let part = |(part, how): (PartIndex, Option<(&Proposal, PartIndex)>)| EntityPart {
        id: cast.parts[part].id.clone(),
        name: displayed_name(&cast.parts[part]),
        articles: spoken_in(&cast.parts[part], articles),
        joined: how.map(|(proposal, with)| Join {
            with: cast.parts[with].id.clone(),
            reason: proposal.reason,
            evidence: proposal.evidence.clone(),
        }),
    };
    Entity {
        id: head.id.clone(),
        name,
        kind,
        other_names,
        known_as: head.spoken[0].local.known_as.clone(),
        parts: parts.into_iter().map(part).collect(),
        candidates,
    }
}

fn spoken_in(part: &Part, articles: &[(Article, Claims)]) -> Vec<String> {
    let mut ids: Vec<String> = part.spoken.iter().map(|spoken| articles[spoken.article].0.id.clone()).collect();
    ids.dedup();
    ids
}

fn displayed_name(part: &Part) -> String {
    let names = || part.spoken.iter().map(|spoken| displayed(&spoken.local.name));
    let is_city = part.spoken[0].local.known_as.as_ref().is_some_and(|entry| entry.starts_with("geonames:"));
    // A line that opens a report names its city in capitals throughout; that says nothing of how it is written.
    let written: Vec<&str> = names().filter(|name| !(is_city && is_in_capitals(name))).collect();
    match written.is_empty() {
        true if is_city => in_small_letters(&most_frequent(names())),
        true => most_frequent(names()),
        false => most_frequent(written.into_iter()),
    }
}

fn is_in_capitals(name: &str) -> bool {
    name.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !name.chars().any(char::is_lowercase)
}

/// "SANTA CRUZ" as "Santa Cruz", "AL-ULA" as "Al-Ula".
fn in_small_letters(name: &str) -> String {
    let mut inside = false;
    let letter = |letter: char| {
        let small = inside && letter.is_alphabetic();
        inside = letter.is_alphabetic() || matches!(letter, '\'' | '’');
        if small { letter.to_lowercase().collect::<String>() } else { letter.to_string() }
    };
    name.chars().map(letter).collect()
}

/// A name as it stands on its own: "the Kremlin's" is "Kremlin".
fn displayed(name: &str) -> &str {
    let bare = name.trim();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| bare.strip_prefix(article)).unwrap_or(bare);
    bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare)
}

/// The value given most often; of several the longest, of those the first in order.
pub(super) fn most_frequent<'s>(values: impl Iterator<Item = &'s str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let best = counts.into_iter().min_by_key(|(value, count)| (std::cmp::Reverse((*count, value.len())), *value));
    best.map(|(value, _)| value.to_owned()).unwrap_or_default()
}

#[cfg(test)]
#[path = "entities_tests.rs"]
mod tests;
