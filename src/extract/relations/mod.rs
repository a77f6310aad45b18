//! Standing relations that an article states by titles, appositions, copulas and possessives: who holds which office, speaks for
//! whom, belongs where, is whose kin or ally.
//!
//! Takes the trees and the entities; gives [`StatedRelation`]s, and marks the entities they speak of as kept. Knows nothing of events.

mod belonging;
mod contexts;
mod offices;
mod persons;
mod seats;
mod titles;

#[cfg(test)]
mod tests;

use super::entities::Entities;
use super::tree::Tree;
use crate::model::{EntityIndex, RelationObject, RelationProperty, StatedRelation, TokenIndex};
use crate::ontology::{NounClass, Ontology, RelationNoun};
use offices::Pending;

/// Reads the relations off the trees of one article, in text order; no two say the same.
pub(super) fn find(tree: &Tree<'_>, ontology: &Ontology, entities: &mut Entities<'_>) -> Vec<StatedRelation> {
    entities.add_bodies(|form| ontology.relations.noun(form) == Some(RelationNoun::Spokesperson));
    let mut finder = Finder { tree, ontology, entities, found: Vec::new(), pending: Vec::new(), counterparts: Vec::new() };
    for token in 0..tree.len() {
        finder.office(token);
        finder.person(token);
        finder.belonging(token);
        finder.seat(token);
    }
    finder.settle();
    let mut found = finder.found;
    found.sort_by_key(|(token, _)| *token);
    let mut relations: Vec<StatedRelation> = Vec::new();
    for (_, relation) in found {
        let same = |other: &StatedRelation| {
            (other.subject, other.property, &other.object, other.of) == (relation.subject, relation.property, &relation.object, relation.of)
        };
        if !relations.iter().any(same) {
            relations.push(relation);
        }
    }
    for relation in &relations {
        relation.entities().for_each(|entity| entities.keep(entity));
    }
    relations
}

/// The relations with their entities renumbered.
pub(super) fn moved(mut relations: Vec<StatedRelation>, to: impl Fn(EntityIndex) -> EntityIndex) -> Vec<StatedRelation> {
    for relation in &mut relations {
        relation.subject = to(relation.subject);
        relation.of = relation.of.map(&to);
        if let RelationObject::Entity(object) = &mut relation.object {
            *object = to(*object);
        }
    }
    relations
}

struct Finder<'a, 'e> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    entities: &'a Entities<'e>,
    /// What was found, with the word that states it.
    found: Vec<(TokenIndex, StatedRelation)>,
    /// Offices of which the text does not say, there, of what they are.
    pending: Vec<Pending>,
    /// The words for a counterpart, to be read when all offices are known.
    counterparts: Vec<TokenIndex>,
}

impl Finder<'_, '_> {
    /// Notes a relation between two entities, unless they are one.
    fn state(&mut self, at: TokenIndex, subject: EntityIndex, property: RelationProperty, object: EntityIndex, rule: &str) {
        if subject != object {
            self.push(at, subject, property, RelationObject::Entity(object), None, (rule, false));
        }
    }

    fn push(
        &mut self,
        at: TokenIndex,
        subject: EntityIndex,
        property: RelationProperty,
        object: RelationObject,
        of: Option<EntityIndex>,
        (rule, inferred): (&str, bool),
    ) {
        let span = self.tree.document.bytes(self.tree.document.sentence_of(at).tokens);
        let found_by = format!("relations/{rule}");
        let sole = matches!(&object, RelationObject::Words(title) if self.ontology.relations.is_sole(title));
        self.found.push((at, StatedRelation { subject, property, object, of, at: span, found_by, inferred, sole }));
    }

    /// Whether a word is one of a person's name, not the title that the annotator took for a part of it.
    fn is_name(&self, token: TokenIndex) -> bool {
        self.entities.is_person(token) && self.ontology.nouns.class(self.tree.form(token)) != Some(NounClass::Person)
    }

    /// What a noun says its bearer is.
    fn noun(&self, token: TokenIndex) -> Option<RelationNoun> {
        self.ontology.relations.noun(self.tree.form(token))
    }
}
