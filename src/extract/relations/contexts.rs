//! Of which country an office is where its words do not say: the bearer's, the one that alone has such an office, or the one that the
//! article stands in.
//!
//! Knows nothing of titles' words and of who bears them.

use super::Finder;
use crate::model::{EntityIndex, EntityKind, Relation, RelationObject, RelationProperty, TokenIndex};
use std::collections::BTreeMap;

impl Finder<'_, '_> {
    /// The country that a person is known to be of.
    pub(super) fn country_of(&self, person: EntityIndex) -> Option<EntityIndex> {
        let stated = self.found.iter().find_map(|(_, relation)| match relation.property {
            RelationProperty::HoldsOffice if relation.subject == person => relation.of.filter(|&e| self.entities.is_country(e)),
            RelationProperty::Nationality if relation.subject == person => match relation.object {
                RelationObject::Entity(country) => Some(country),
                RelationObject::Words(_) => None,
            },
            _ => None,
        });
        stated.or_else(|| self.entities.home(person))
    }

    /// The country of an office that the text leaves out, for a title at a word.
    pub(super) fn country_understood(&self, at: TokenIndex, person: EntityIndex, title: &str, office: &str) -> Option<EntityIndex> {
        if let Some(country) = self.country_of(person) {
            return Some(country);
        }
        let usual = self.ontology.relations.usual_country(title).or_else(|| self.ontology.relations.usual_country(office));
        if let Some(country) = usual.and_then(|code| self.entities.spoken_of(&format!("country:{code}"))) {
            return Some(country);
        }
        self.placed_in(at).or_else(|| self.most_named())
    }

    /// "In Belarus, President X said": the country that the sentence begins with.
    fn placed_in(&self, at: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let first = tree.document.sentence_of(at).tokens.start as usize;
        let phrase = tree.form(first) == "in" && at > first;
        let place =
            (first + 1..at.min(first + 4)).find(|&t| phrase && self.entities.acting(t).is_some_and(|e| self.entities.is_country(e)))?;
        self.entities.acting(place)
    }

    /// The country that the article names most often as one who acts, the dateline's counting as three.
    fn most_named(&self) -> Option<EntityIndex> {
        let tree = self.tree;
        let mut counts: BTreeMap<EntityIndex, usize> = BTreeMap::new();
        for token in 0..tree.len() {
            let Some(entity) = self.entities.acting(token).filter(|&e| self.entities.is_country(e)) else { continue };
            if self.entities.kind(entity) == EntityKind::Place {
                let modifier = matches!(tree.relation(token), Relation::Amod | Relation::Compound);
                *counts.entry(entity).or_default() += if token < 2 { 6 } else { 2 - usize::from(modifier) };
            }
        }
        // The one named first where two are named equally often: indices follow no order of the text.
        let first = |entity: EntityIndex| (0..tree.len()).find(|&t| self.entities.acting(t) == Some(entity)).unwrap_or(usize::MAX);
        counts.into_iter().max_by_key(|&(entity, count)| (count, std::cmp::Reverse(first(entity)))).map(|(entity, _)| entity)
    }
}
