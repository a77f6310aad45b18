//! Plurals that mean several of those spoken of before: "both sides", "the two leaders", "the three countries", "the pair".
//!
//! Knows nothing of groups that have no members of their own, as "the protesters".

use super::Entities;
use crate::model::{EntityIndex, EntityKind, Relation, TokenIndex, UPos};
use crate::ontology::Several;
use std::collections::BTreeMap;

/// How many sentences back each of them may have been named last.
const REACH: usize = 4;

/// Somebody who may be among those meant.
struct Candidate {
    entity: EntityIndex,
    /// How often it was spoken of so far, and where last.
    times: usize,
    last: TokenIndex,
}

impl Entities<'_> {
    /// Those that a plural means together, if it says how many they are and the text before has as many.
    pub(super) fn several(&self, head: TokenIndex) -> Option<Vec<EntityIndex>> {
        let (count, wanted) = self.number_meant(head)?;
        let outside = self.speakers_above(head);
        // Entity → how often it was named, and where last.
        let mut named: BTreeMap<EntityIndex, (usize, TokenIndex)> = BTreeMap::new();
        for &(mention, entity) in &self.history {
            if self.may_belong(entity, wanted) && !outside.contains(&entity) {
                let (times, last) = named.entry(entity).or_default();
                *times += 1;
                *last = mention;
            }
        }
        let near = |last: TokenIndex| self.tree.sentence(head) - self.tree.sentence(last) <= REACH;
        let mut members: Vec<Candidate> = named.into_iter().map(|(entity, (times, last))| Candidate { entity, times, last }).collect();
        narrow(&mut members, count, |candidate| near(candidate.last));
        narrow(&mut members, count, |candidate| self.is_described_as_one_of(candidate.entity, self.tree.form(head)));
        // Two of a kind: persons are not paired with countries.
        if wanted.persons && wanted.countries {
            let latest = members.iter().max_by_key(|m| m.last)?.entity;
            members.retain(|m| self.kind(m.entity) == self.kind(latest));
        }
        members.sort_by_key(|m| (std::cmp::Reverse(m.times), std::cmp::Reverse(m.last)));
        members.truncate(count);
        members.sort_by_key(|m| m.last);
        (members.len() == count).then(|| members.into_iter().map(|m| m.entity).collect())
    }

    /// "The ministers", of persons with such a title.
    fn is_described_as_one_of(&self, entity: EntityIndex, plural: &str) -> bool {
        let mut described = self.drafts[entity].described_as.iter();
        described.any(|word| plural.strip_suffix('s') == Some(word) || self.ontology.references.alike(plural, word))
    }

    /// How many are meant, and of what kind they may be.
    fn number_meant(&self, head: TokenIndex) -> Option<(usize, Several)> {
        let (tree, references) = (self.tree, &self.ontology.references);
        let word = tree.form(head);
        let children = tree.children(head);
        let has_det = |det: &str| children.iter().any(|&c| tree.relation(c) == Relation::Det && tree.form(c) == det);
        let restricted = children.iter().any(|&c| {
            matches!(tree.relation(c), Relation::NmodPoss | Relation::Compound | Relation::AclRelcl | Relation::Appos)
                || tree.relation(c) == Relation::Nmod && tree.marker(c) == Some("of")
                || tree.relation(c) == Relation::Amod && !references.describes(tree.form(c))
        });
        if restricted || matches!(tree.relation(head), Relation::Nummod | Relation::Det | Relation::CcPreconj) {
            return None;
        }
        let everybody = Several { countries: true, bodies: false, persons: true };
        let takes_part = matches!(tree.relation(head).universal(), Relation::Nsubj | Relation::Obj | Relation::Iobj | Relation::Obl);
        let alone = matches!(word, "both" | "each")
            && !tree.is_reciprocal(head)
            && takes_part
            && matches!(tree.upos(head), UPos::Pron | UPos::Det)
            && children.is_empty();
        if alone || references.is_pair(word) && has_det("the") {
            return Some((2, everybody));
        }
        if has_det("each")
            && let Some(wanted) = self.ontology.inflection.noun_forms(word).iter().find_map(|form| references.several(form))
        {
            return Some((2, wanted));
        }
        let wanted = references.several(word)?;
        if has_det("both") {
            return Some((2, wanted));
        }
        let number = children.iter().find(|&&c| tree.relation(c) == Relation::Nummod).map(|&c| tree.form(c));
        let count = match number {
            Some("two" | "2") => 2,
            Some("three" | "3") => 3,
            Some("four" | "4") => 4,
            Some(_) => return None,
            // "The sides" are two; "the countries" may be any.
            None if references.always_two(word) => 2,
            None => return None,
        };
        has_det("the").then_some((count, wanted))
    }

    fn may_belong(&self, entity: EntityIndex, wanted: Several) -> bool {
        let named = self.is_named(entity);
        match self.kind(entity) {
            EntityKind::Place => named && wanted.countries && self.is_country(entity),
            EntityKind::Person => named && wanted.persons,
            EntityKind::Organization => wanted.bodies && named,
            EntityKind::Group => wanted.bodies && self.drafts[entity].plural,
            _ => false,
        }
    }

    /// Whoever speaks of them or acts on them: "Guterres said both leaders …", "Washington urged the two countries …".
    fn speakers_above(&self, head: TokenIndex) -> Vec<EntityIndex> {
        let tree = self.tree;
        let mut above = Vec::new();
        let mut at = head;
        while let Some(governor) = tree.head(at) {
            let subject = tree.surface_subject(governor).filter(|&s| s != head && s != at && !tree.is_under(head, s));
            above.extend(subject.and_then(|s| self.acting(s)));
            at = governor;
        }
        above
    }
}

/// Keeps those that are likelier, if they are enough.
fn narrow(members: &mut Vec<Candidate>, count: usize, likelier: impl Fn(&Candidate) -> bool) {
    if members.iter().filter(|m| likelier(m)).count() >= count {
        members.retain(likelier);
    }
}
