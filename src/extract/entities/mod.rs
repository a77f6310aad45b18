//! Who and what an article speaks of: mentions grouped into entities, and the entity behind any head word.
//!
//! Takes the trees and the ontology; gives [`Entities`]. Knows nothing of events, of roles and of who says what.

mod links;
mod names;
mod nominals;
mod phrases;
mod places;
mod pronouns;
mod references;
mod several;
mod topics;
mod traits;

#[cfg(test)]
mod tests;

use super::tree::Tree;
use crate::model::{Byte, EntityIndex, EntityKind, LocalEntity, MentionForm, NameKind, Relation, Span, TokenIndex};
use crate::ontology::Ontology;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// An entity while its mentions are being gathered.
#[derive(Debug, Clone, Default)]
struct Draft {
    name: String,
    kind: Option<EntityKind>,
    names: BTreeSet<String>,
    known_as: Option<String>,
    named: bool,
    mentions: BTreeSet<Span<Byte>>,
    /// Head words that described it: "minister", "ministry".
    described_as: BTreeSet<String>,
    /// The ontology's key of the country it belongs to.
    country: Option<String>,
    /// The countries and bodies of which the ontology knows it to hold an office on the day of the article.
    office_of: BTreeSet<String>,
    plural: bool,
    /// The ontology's key of the country that it is the capital of.
    capital_of: Option<String>,
    /// Whether a number stood with the noun that made it: "ten soldiers".
    counted: bool,
    /// Whether a modifier of that noun tells it from others of the kind: "special forces".
    set_apart: bool,
    /// Whether it goes into the result.
    kept: bool,
}

/// The entities of one article, and which of them each head word means.
pub(super) struct Entities<'a> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    drafts: Vec<Draft>,
    /// The entity that a head word means.
    of_token: Vec<Option<EntityIndex>>,
    /// The country behind a token that names one as a city: "Moscow" in "Moscow is ready".
    government_of_token: Vec<Option<EntityIndex>>,
    /// Every mention so far in text order, for what refers back.
    history: Vec<(TokenIndex, EntityIndex)>,
    by_key: BTreeMap<String, EntityIndex>,
    /// The members of a plural that means several of those spoken of before: "both sides".
    members: BTreeMap<TokenIndex, Vec<EntityIndex>>,
    /// What a head word means where an act is about it; see [`add_topics`](Self::add_topics).
    topic_of_token: BTreeMap<TokenIndex, EntityIndex>,
}

impl<'a> Entities<'a> {
    /// Groups the mentions of a document; who held which office is known of the day it was published.
    pub fn find(tree: &'a Tree<'a>, ontology: &'a Ontology, published: Option<Date>) -> Self {
        let count = tree.len();
        let mut entities = Self {
            tree,
            ontology,
            drafts: Vec::new(),
            of_token: vec![None; count],
            government_of_token: vec![None; count],
            history: Vec::new(),
            by_key: BTreeMap::new(),
            members: BTreeMap::new(),
            topic_of_token: BTreeMap::new(),
        };
        entities.gather_names();
        entities.link_cities();
        published.into_iter().for_each(|day| entities.give_offices(day));
        for token in 0..count {
            entities.visit(token);
        }
        entities
    }

    /// Resolves one word in text order, so that what refers back finds what stood before.
    fn visit(&mut self, token: TokenIndex) {
        if self.of_token[token].is_none() {
            if let Some(entity) = self.pronoun(token) {
                self.of_token[token] = Some(entity);
                return;
            }
            if let Some(members) = self.several(token) {
                self.members.insert(token, members);
                return;
            }
            self.of_token[token] = self.nominal(token);
        }
        let modifier = matches!(self.tree.relation(token), Relation::Amod | Relation::Compound | Relation::Flat | Relation::NmodDesc);
        if let Some(entity) = self.of_token[token].filter(|_| !modifier) {
            self.history.push((token, self.government_of_token[token].unwrap_or(entity)));
        }
    }

    /// The entity that a head word means, if it means one.
    pub fn of(&self, token: TokenIndex) -> Option<EntityIndex> {
        self.of_token[token]
    }

    /// As [`of`](Self::of), where a capital means its government.
    pub fn acting(&self, token: TokenIndex) -> Option<EntityIndex> {
        self.government_of_token[token].or(self.of_token[token])
    }

    /// The members of a plural that means several of those spoken of before; [`of`](Self::of) gives none for its head.
    pub fn members(&self, token: TokenIndex) -> Option<&[EntityIndex]> {
        self.members.get(&token).map(Vec::as_slice)
    }

    /// Whether a word names a capital, which may mean the city or the government.
    pub fn is_capital(&self, token: TokenIndex) -> bool {
        self.government_of_token[token].is_some()
    }

    pub fn kind(&self, entity: EntityIndex) -> EntityKind {
        self.drafts[entity].kind.unwrap_or(EntityKind::Thing)
    }

    /// The kind of what a head word means.
    pub fn kind_of(&self, token: TokenIndex) -> Option<EntityKind> {
        let first = self.members(token).and_then(|members| members.first().copied());
        self.of_token[token].or(first).map(|e| self.kind(e))
    }

    /// Whether a head word means somebody or something, one or several.
    pub fn means_any(&self, token: TokenIndex) -> bool {
        self.of_token[token].is_some() || self.members.contains_key(&token)
    }

    /// Whether the entity is a country or territory of the ontology.
    pub fn is_country(&self, entity: EntityIndex) -> bool {
        self.drafts[entity].known_as.as_deref().is_some_and(|k| k.starts_with("country:") || k.starts_with("territory:"))
    }

    /// Whether the entity has a name of its own.
    pub fn is_named(&self, entity: EntityIndex) -> bool {
        self.drafts[entity].named
    }

    /// Marks an entity as one that the result speaks of.
    pub fn keep(&mut self, entity: EntityIndex) {
        self.drafts[entity].kept = true;
    }

    /// Adds a mention's bytes, as those of a filler whose phrase was not a mention by itself.
    pub fn bytes(&self, token: TokenIndex) -> Span<Byte> {
        let span = self.phrase(token);
        // "dozens of people", "a group of diplomats": what is counted belongs to it.
        let counted = self.tree.of_phrase(token).filter(|&c| self.of_token[c].is_some() && self.of_token[c] == self.of_token[token]);
        let end = counted.map_or(span.range().end, |c| self.phrase(c).range().end.max(span.range().end));
        self.tree.document.bytes(Span::new(span.range().start, end))
    }

    /// The kept entities, and where each of the old indices went.
    pub fn finish(mut self) -> (Vec<LocalEntity>, Vec<Option<EntityIndex>>) {
        self.link_bodies();
        let mut moved = vec![None; self.drafts.len()];
        let mut kept = Vec::new();
        for (index, draft) in self.drafts.into_iter().enumerate() {
            if !draft.kept {
                continue;
            }
            moved[index] = Some(kept.len());
            kept.push(LocalEntity {
                name: draft.name,
                kind: draft.kind.unwrap_or(EntityKind::Thing),
                names: draft.names.into_iter().collect(),
                known_as: draft.known_as,
                country: draft.country,
                named: draft.named,
                mentions: draft.mentions.into_iter().collect(),
            });
        }
        (kept, moved)
    }

    /// The entity of a key, made when it is new.
    fn keyed(&mut self, key: String, make: impl FnOnce() -> Draft) -> EntityIndex {
        if let Some(&entity) = self.by_key.get(&key) {
            return entity;
        }
        let entity = self.drafts.len();
        self.drafts.push(make());
        self.by_key.insert(key, entity);
        entity
    }

    /// The entity of a country or known organization, by the ontology's key.
    fn known(&mut self, key: &str) -> EntityIndex {
        let entry = self.ontology.names.entry(key);
        let called = self.ontology.references.called(key, entry.and_then(|e| e.section));
        self.keyed(key.to_string(), || Draft {
            name: entry.map_or_else(|| key.to_string(), |e| e.name.to_string()),
            kind: entry.map(|e| e.kind),
            known_as: Some(key.to_string()),
            country: entry.and_then(|e| e.country).map(str::to_string),
            described_as: called.iter().cloned().collect(),
            named: true,
            ..Draft::default()
        })
    }

    fn mention(&mut self, entity: EntityIndex, span: Span<Byte>, name: Option<&str>) {
        let draft = &mut self.drafts[entity];
        draft.mentions.insert(span);
        if let Some(name) = name {
            draft.names.insert(name.to_string());
        }
    }

    /// The type that the annotator gives the nominal headed by a token.
    fn annotated_kind(&self, token: TokenIndex) -> Option<NameKind> {
        let mentions = &self.tree.document.mentions;
        let from = mentions.partition_point(|m| (m.tokens.start as usize) + 40 < token);
        mentions[from..]
            .iter()
            .take_while(|m| m.tokens.start as usize <= token)
            .find(|m| m.head == token && m.form != MentionForm::Name)
            .map(|m| m.kind)
    }
}
