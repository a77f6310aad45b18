//! Who is the same across articles.
//!
//! One entry of the ontology is one entity; so is one name with one kind. A person known only by a surname joins the person whose
//! full name ends with it, and an organisation known only by an abbreviation joins the one that has it among its names: each only
//! if there is exactly one such candidate in the whole set. What has no name of its own stays in its article.

use super::identity;
use crate::model::{Article, Claims, Entity, EntityId, EntityIndex, EntityKind, LocalEntity, name_key};
use std::collections::{BTreeMap, BTreeSet};

/// Words that begin a surname of several words.
const PARTICLES: &[&str] =
    &["al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von"];

/// The joined entities, and which one each article's own entities became.
pub(super) struct Entities {
    pub list: Vec<Entity>,
    ids: Vec<Vec<EntityId>>,
}

impl Entities {
    /// The id that an entity of the article at `article` has in the graph.
    pub fn id(&self, article: usize, entity: EntityIndex) -> &EntityId {
        &self.ids[article][entity]
    }
}

/// The local entities that share a canonical key.
struct Group<'a> {
    key: String,
    kind: EntityKind,
    members: Vec<&'a LocalEntity>,
    /// The keys of all names of all members.
    names: BTreeSet<String>,
}

pub(super) fn join(articles: &[(Article, Claims)]) -> Entities {
    let groups = groups(articles);
    let joined = joins(&groups);
    let target = |key: &str| joined.get(key).cloned().unwrap_or_else(|| key.to_owned());

    let mut members: BTreeMap<String, Vec<&Group>> = BTreeMap::new();
    for group in groups.values() {
        members.entry(target(&group.key)).or_default().push(group);
    }
    let mut ids_by_key = BTreeMap::new();
    let mut list = Vec::new();
    for (key, parts) in members {
        let head = parts.iter().find(|group| group.key == key).expect("a group joins one that stays");
        let entity = entity(head, &parts);
        ids_by_key.insert(key, entity.id.clone());
        list.push(entity);
    }
    list.sort_by(|one, other| one.id.cmp(&other.id));
    let ids = articles.iter().map(|(article, claims)| {
        let keys = claims.entities.iter().enumerate().map(|(index, local)| canonical_key(article, index, local));
        keys.map(|key| ids_by_key[&target(&key)].clone()).collect()
    });
    Entities { ids: ids.collect(), list }
}

fn groups(articles: &[(Article, Claims)]) -> BTreeMap<String, Group<'_>> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (article, claims) in articles {
        for (index, local) in claims.entities.iter().enumerate() {
            let key = canonical_key(article, index, local);
            let new = || Group { key: key.clone(), kind: local.kind, members: Vec::new(), names: BTreeSet::new() };
            let group = groups.entry(key.clone()).or_insert_with(new);
            group.members.push(local);
            group.names.insert(name_key(&local.name));
            group.names.extend(local.names.iter().map(|name| name_key(name)));
        }
    }
    groups
}

fn canonical_key(article: &Article, index: EntityIndex, local: &LocalEntity) -> String {
    match &local.known_as {
        Some(entry) => identity::key(&["known", entry]),
        None if local.named => identity::key(&["name", local.kind.as_str(), &name_key(&local.name)]),
        None => identity::key(&["in", &article.id, &index.to_string()]),
    }
}

/// Which groups become part of another: key to key, in one hop.
fn joins(groups: &BTreeMap<String, Group>) -> BTreeMap<String, String> {
    let by_name: Vec<&Group> = groups.values().filter(|group| group.is_named_only()).collect();
    let index = by_last_word(groups);
    let others = |group: &Group| index.get(last_word(group.full_name())).into_iter().flatten().copied();
    let mut joined = BTreeMap::new();
    for group in &by_name {
        let known = others(group).filter(|other| other.is_known() && other.kind == group.kind);
        if let Some(one) = only(known.filter(|other| other.names.contains(group.full_name()))) {
            joined.insert(group.key.clone(), one.key.clone());
        }
    }
    // Candidates are told apart as they stand after the first step, so that one person under two keys counts once.
    let mut short = Vec::new();
    for group in by_name.iter().filter(|group| !joined.contains_key(&group.key)) {
        let candidates = others(group).filter(|other| other.key != group.key && group.may_be_short_for(other));
        let targets: BTreeSet<&String> = candidates.map(|other| joined.get(&other.key).unwrap_or(&other.key)).collect();
        if let Some(one) = only(targets.into_iter()) {
            short.push((group.key.clone(), one.clone()));
        }
    }
    // Two abbreviations may name each other as candidates; a group that is itself joined cannot take another in.
    let leaving: BTreeSet<String> = short.iter().map(|(from, _)| from.clone()).collect();
    joined.extend(short.into_iter().filter(|(_, to)| !leaving.contains(to)));
    joined
}

/// The groups that have a name of their own, under the last word of each of their names: all that may be the same share one.
fn by_last_word<'g>(groups: &'g BTreeMap<String, Group<'g>>) -> BTreeMap<&'g str, Vec<&'g Group<'g>>> {
    let mut index: BTreeMap<&str, Vec<&Group>> = BTreeMap::new();
    for group in groups.values().filter(|group| group.is_named_only() || group.is_known()) {
        let words: BTreeSet<&str> = group.names.iter().map(|name| last_word(name)).collect();
        words.into_iter().for_each(|word| index.entry(word).or_default().push(group));
    }
    index
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

impl Group<'_> {
    fn is_known(&self) -> bool {
        self.members[0].known_as.is_some()
    }

    fn is_named_only(&self) -> bool {
        !self.is_known() && self.members[0].named
    }

    /// The key of the name that all members share; of known entities any one.
    fn full_name(&self) -> &str {
        self.key.rsplit('\u{1f}').next().unwrap_or_default()
    }

    fn may_be_short_for(&self, other: &Group) -> bool {
        let short = self.full_name();
        match (self.kind, other.kind) {
            (EntityKind::Person, EntityKind::Person) => {
                is_surname(short) && other.names.iter().any(|full| full.strip_suffix(short).is_some_and(|given| given.ends_with(' ')))
            }
            (EntityKind::Organization, EntityKind::Organization) => self.is_abbreviation() && other.names.contains(short),
            _ => false,
        }
    }

    /// Whether every member's name is one word in capitals: "NATO".
    fn is_abbreviation(&self) -> bool {
        self.members.iter().all(|member| {
            let letters: Vec<char> = member.name.chars().filter(|c| *c != '.').collect();
            (2..=6).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase() || c.is_ascii_digit())
        })
    }
}

fn is_surname(name: &str) -> bool {
    match name.split_once(' ') {
        None => true,
        Some((first, _)) => PARTICLES.contains(&first),
    }
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

fn entity(head: &Group, parts: &[&Group]) -> Entity {
    // Without the parts: the id must not change with what else is in the set.
    let readable = match &head.members[0].known_as {
        Some(entry) => entry.as_str(),
        None if head.is_named_only() => head.full_name(),
        None => head.members[0].name.as_str(),
    };
    let id = identity::id(readable, &head.key);
    let name = most_frequent(head.members.iter().map(|member| displayed(&member.name)));
    let all = parts.iter().flat_map(|group| &group.members).flat_map(|member| member.names.iter().chain([&member.name]));
    let mut other_names: Vec<String> = all.map(|other| displayed(other).to_owned()).filter(|other| *other != name).collect();
    other_names.sort();
    other_names.dedup();
    let kind = EntityKind::parse(&most_frequent(head.members.iter().map(|member| member.kind.as_str()))).unwrap_or(head.kind);
    Entity { id, name, kind, other_names, known_as: head.members[0].known_as.clone() }
}

/// A name as it stands on its own: "the Kremlin's" is "Kremlin".
fn displayed(name: &str) -> &str {
    let bare = name.trim();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| bare.strip_prefix(article)).unwrap_or(bare);
    bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare)
}

/// The value given most often; of several the longest, of those the first in order.
fn most_frequent<'s>(values: impl Iterator<Item = &'s str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let best = counts.into_iter().min_by_key(|(value, count)| (std::cmp::Reverse((*count, value.len())), *value));
    best.map(|(value, _)| value.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::Report;
    use EntityKind::*;

    /// Joins one-sentence articles, each with the entities given, and lists "name: other names" of the result.
    fn check(articles: &[&[(&str, EntityKind, Option<&str>)]], expect: &[&str]) {
        let reports: Vec<_> = articles
            .iter()
            .enumerate()
            .map(|(number, entities)| {
                let mut report = Report::new(&format!("a{number}"), "Wire", "2022-02-24");
                for (name, kind, known_as) in entities.iter() {
                    match known_as {
                        Some("unnamed") => report.unnamed(*kind, name),
                        Some(key) => report.known(key, *kind, &name.split('|').collect::<Vec<_>>()),
                        None => report.entity(*kind, &name.split('|').collect::<Vec<_>>()),
                    };
                }
                report.build()
            })
            .collect();
        let entities = join(&reports);
        let mut found: Vec<String> =
            entities.list.iter().map(|e| format!("{}: {}", e.name, e.other_names.join(", ")).trim_end().to_owned()).collect();
        found.sort();
        assert_eq!(found, expect);
    }

    #[test]
    fn one_name_in_several_spellings_is_one() {
        check(&[&[("Mevlüt Çavuşoğlu", Person, None)], &[("Mevlut Cavusoglu", Person, None)]], &["Mevlüt Çavuşoğlu: Mevlut Cavusoglu"]);
    }

    #[test]
    fn one_name_of_two_kinds_is_two() {
        check(&[&[("Lincoln", Person, None)], &[("Lincoln", Place, None)]], &["Lincoln:", "Lincoln:"]);
    }

    #[test]
    fn an_entry_of_the_ontology_takes_in_its_names() {
        check(
            &[&[("Ukraine|Kyiv", Place, Some("country:UA"))], &[("Kyiv", Place, Some("country:UA"))], &[("Ukraine", Place, None)]],
            &["Ukraine: Kyiv"],
        );
    }

    #[test]
    fn a_surname_joins_the_only_person_who_has_it() {
        check(&[&[("Dmitry Peskov", Person, None)], &[("Peskov", Person, None)]], &["Dmitry Peskov: Peskov"]);
        check(&[&[("Ursula von der Leyen", Person, None)], &[("von der Leyen", Person, None)]], &["Ursula von der Leyen: von der Leyen"]);
    }

    #[test]
    fn a_surname_of_two_people_stays_alone() {
        let two = [("George Bush", Person, None), ("Laura Bush", Person, None)];
        check(&[&two, &[("Bush", Person, None)]], &["Bush:", "George Bush:", "Laura Bush:"]);
    }

    #[test]
    fn a_given_name_joins_nobody() {
        check(
            &[&[("Mary Jane Smith", Person, None)], &[("Mary", Person, None), ("Jane Smith", Person, None)]],
            &["Jane Smith:", "Mary Jane Smith:", "Mary:"],
        );
    }

    #[test]
    fn an_abbreviation_joins_the_name_that_has_it() {
        check(
            &[&[("World Health Organization|WHO", Organization, None)], &[("WHO", Organization, None)]],
            &["World Health Organization: WHO"],
        );
        check(
            &[&[("Defence Ministry of Ukraine|Defence Ministry", Organization, None)], &[("Defence Ministry", Organization, None)]],
            &["Defence Ministry of Ukraine: Defence Ministry", "Defence Ministry:"],
        );
    }

    #[test]
    fn what_has_no_name_stays_in_its_article() {
        let protesters = [("protesters", Group, Some("unnamed"))];
        check(&[&protesters, &protesters], &["protesters:", "protesters:"]);
    }

    #[test]
    fn ids_do_not_depend_on_what_else_is_known() {
        let one = |names: &[&str]| {
            let mut report = Report::new("a", "Wire", "2022-02-24");
            for name in names {
                report.entity(Person, &[name]);
            }
            join(&[report.build()]).list.iter().find(|e| e.name == "Dmitry Peskov").unwrap().id.clone()
        };
        assert_eq!(one(&["Dmitry Peskov"]), one(&["Sergei Lavrov", "Dmitry Peskov"]));
    }
}
