//! Of which country an office is where its words do not say: the bearer's, the one in which he is known to hold it, the one that alone
//! has such an office, or the one that the article stands in.
//!
//! Knows nothing of titles' words and of who bears them.

use super::Finder;
use crate::model::{EntityIndex, RelationObject, RelationProperty, TokenIndex};
use std::collections::BTreeMap;

/// How many words the dateline may have before its city: "PARIS", "LONDON/PARIS".
const DATELINE: usize = 3;
/// How many words back a country still counts as near.
const NEAR: usize = 30;

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
        let known = self.country_of(person).or_else(|| self.entities.known_office(person, title));
        if known.is_some() {
            return known;
        }
        let words = &self.ontology.relations;
        let bare = title.strip_prefix("former ").unwrap_or(title);
        let usual = [bare, office].map(|t| words.usual_owners(t)).into_iter().find(|keys| !keys.is_empty()).unwrap_or_default();
        let usual: Vec<EntityIndex> = usual.iter().filter_map(|key| self.entities.spoken_of(key)).collect();
        let among_usual = self.nearest(at, title, person, |owner| usual.contains(&owner));
        let elsewhere = || self.nearest(at, title, person, |owner| self.entities.is_country(owner));
        among_usual.or_else(|| self.placed_in(at)).or_else(elsewhere)
    }

    /// Whether somebody else is said to hold the office of this title in a country: it has one president only.
    fn is_held(&self, title: &str, country: EntityIndex, person: EntityIndex) -> bool {
        self.found.iter().any(|(_, relation)| {
            let same = matches!(&relation.object, RelationObject::Words(words) if words == title);
            same && relation.of == Some(country) && relation.subject != person
        })
    }

    /// "In Mali, President X said": the country that the sentence begins with.
    fn placed_in(&self, at: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let first = tree.document.sentence_of(at).tokens.start as usize;
        let phrase = tree.form(first) == "in" && at > first;
        let country = |t: TokenIndex| self.entities.acting(t).filter(|&e| self.entities.is_country(e));
        (first + 1..at.min(first + 4)).filter(|_| phrase).find_map(country)
    }

    /// The country, or whatever fits, that the text is most about at a word: by how often it is named, most of all before the word in
    /// its own sentence, right before that, and in the dateline. The weights were fitted to annotated articles.
    fn nearest(&self, at: TokenIndex, title: &str, person: EntityIndex, fits: impl Fn(EntityIndex) -> bool) -> Option<EntityIndex> {
        let sentence = self.tree.document.sentence_of(at).tokens.range();
        let mut weights: BTreeMap<EntityIndex, Weight> = BTreeMap::new();
        let mut last = None;
        for token in 0..self.tree.len() {
            let owner = self.entities.acting(token).filter(|&e| fits(e));
            // A name of several words counts once.
            let again = owner.is_some() && owner == last;
            last = owner;
            let Some(owner) = owner.filter(|_| !again) else { continue };
            let weight = weights.entry(owner).or_insert(Weight { first: token, ..Weight::default() });
            weight.sum += 1;
            if token < DATELINE {
                weight.sum += 20;
            }
            if sentence.contains(&token) {
                let place = if token < at { &mut weight.before } else { &mut weight.after };
                *place = true;
                weight.sum += if token == sentence.start { 16 } else { 0 };
            } else if token < at && at - token < NEAR {
                weight.sum += 16 - 16 * (at - token) / NEAR;
            }
        }
        let free = weights.into_iter().filter(|&(owner, _)| !self.is_held(title, owner, person));
        free.max_by_key(|(_, weight)| (weight.total(), std::cmp::Reverse(weight.first))).map(|(owner, _)| owner)
    }
}

/// How much a text is about a country at some word, and where it is first named.
#[derive(Default)]
struct Weight {
    sum: usize,
    /// Whether it is named before the word in its sentence, and after it.
    before: bool,
    after: bool,
    first: TokenIndex,
}

impl Weight {
    fn total(&self) -> usize {
        self.sum + 36 * usize::from(self.before) + 8 * usize::from(self.after)
    }
}
