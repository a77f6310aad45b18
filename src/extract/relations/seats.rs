//! Where places and bodies are: "the Malian town of Gao", "Gao, in northern Mali", "the Gaza-based group", "X, based in Y".
//!
//! Knows nothing of where events happen.

use super::Finder;
use crate::model::{EntityIndex, EntityKind, Relation, RelationProperty, TokenIndex, UPos};
use crate::ontology::NounClass;

impl Finder<'_, '_> {
    /// Reads where the place or body is that this word heads, or that this participle is about.
    pub(super) fn seat(&mut self, token: TokenIndex) {
        if self.ontology.relations.is_seat(self.tree.form(token)) {
            self.based(token);
            return;
        }
        let Some(entity) = self.entities.of(token) else { return };
        match self.entities.kind(entity) {
            EntityKind::Place if self.entities.is_named(entity) => self.place(token, entity),
            EntityKind::Place | EntityKind::Thing => self.site(token, entity),
            _ => {}
        }
    }

    fn place(&mut self, token: TokenIndex, place: EntityIndex) {
        let tree = self.tree;
        if self.entities.is_country(place) {
            return;
        }
        // "the Malian town of Gao", "the town of Gao in Mali", "the town Gao".
        let class = (tree.head(token)).and_then(|h| self.ontology.nouns.class(tree.form(h)));
        let described = matches!(tree.relation(token), Relation::Nmod | Relation::Appos) && class == Some(NounClass::Place);
        let noun = tree.head(token).filter(|_| described);
        let own = self.ontology.nouns.class(tree.form(token)) == Some(NounClass::Place);
        let country = noun.or(own.then_some(token)).and_then(|n| self.whose_country(n));
        let whole =
            country.or_else(|| self.apposed_country(token)).or_else(|| self.inside(token)).or_else(|| noun.and_then(|n| self.inside(n)));
        if let Some(whole) = whole {
            self.state(token, place, RelationProperty::LocatedIn, whole, "seats#place");
        }
    }

    /// "Gao, the biggest city in northern Mali", "Bamako, the country's capital".
    fn apposed_country(&self, token: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let mut nouns =
            tree.children_by(token, Relation::Appos).filter(|&c| self.ontology.nouns.class(tree.form(c)) == Some(NounClass::Place));
        nouns.find_map(|noun| self.whose_country(noun).or_else(|| self.inside(noun)))
    }

    /// "Gao in northern Mali", "Gao, Mali".
    fn inside(&self, token: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let mut phrases = tree.children(token).iter().copied().filter(|&c| c > token);
        let place = phrases.find(|&c| match tree.relation(c) {
            Relation::Nmod => tree.marker(c) == Some("in"),
            Relation::Appos | Relation::NmodUnmarked => {
                tree.form(c - 1) == "," && tree.upos(c) == UPos::Propn && self.entities.of(c).is_some_and(|e| self.entities.is_country(e))
            }
            _ => false,
        })?;
        self.entities.of(place).filter(|&e| self.entities.kind(e) == EntityKind::Place && self.entities.is_named(e))
    }

    /// A building or a body without a name that somebody acts on: "a playground in Gao".
    fn site(&mut self, token: TokenIndex, site: EntityIndex) {
        let noun = self.tree.upos(token) == UPos::Noun;
        if !noun || !self.entities.is_kept(site) {
            return;
        }
        if let Some(place) = self.inside(token) {
            self.state(token, site, RelationProperty::LocatedIn, place, "seats#site");
        }
    }

    /// "the Gaza-based group X", "X, based in Gaza".
    fn based(&mut self, participle: TokenIndex) {
        let tree = self.tree;
        let Some(head) = tree.head(participle) else { return };
        let modifies = matches!(tree.relation(participle), Relation::Amod | Relation::Acl | Relation::AclRelcl);
        let hyphened = participle >= 2 && tree.form(participle - 1) == "-";
        let place = if hyphened {
            self.entities.of(participle - 2)
        } else {
            let phrases = tree.children(participle).iter().copied();
            phrases.filter(|&c| matches!(tree.marker(c), Some("in" | "at" | "near"))).find_map(|c| self.entities.of(c))
        };
        let subject = if modifies { Some(head) } else { tree.surface_subject(participle) };
        let subject = subject.and_then(|s| self.entities.acting(s));
        let (Some(place), Some(subject)) = (place, subject) else { return };
        if self.entities.kind(place) == EntityKind::Place && (self.entities.is_named(subject) || self.entities.is_kept(subject)) {
            self.state(participle, subject, RelationProperty::BasedIn, place, "seats#based");
        }
    }
}
