//! To whom somebody belongs: persons and groups to a country or a body, bodies and forces to the country or body they are part of.
//!
//! Knows nothing of offices.

use super::Finder;
use crate::model::{EntityIndex, EntityKind, Relation, RelationProperty, TokenIndex, UPos};
use crate::ontology::{NounClass, RelationNoun};

impl Finder<'_, '_> {
    /// Reads "Chadian soldiers", "the ministry of Chad", "X of the council", "the bloc's member Y" at the head of the phrase.
    pub(super) fn belonging(&mut self, head: TokenIndex) {
        if self.noun(head) == Some(RelationNoun::Member) {
            self.member(head);
        }
        let Some(entity) = self.entities.of(head) else { return };
        if self.entities.is_country(entity) {
            return;
        }
        let tree = self.tree;
        if self.entities.is_person(head) && matches!(tree.upos(head), UPos::Propn) {
            self.named_person(head, entity);
            return;
        }
        let class = self.ontology.nouns.class(tree.form(head));
        if matches!(tree.upos(head), UPos::Noun | UPos::Propn) && (class.is_some() || self.entities.is_named(entity)) {
            self.described_by_noun(head, entity, class);
        }
    }

    /// "Mali's X", "the Malian X", "X of the council".
    fn named_person(&mut self, head: TokenIndex, person: EntityIndex) {
        let tree = self.tree;
        if tree.relation(head) == Relation::Flat {
            return;
        }
        for &child in tree.children(head) {
            let Some(whose) = self.entities.acting(child) else { continue };
            let country = self.entities.is_country(whose);
            let body = self.entities.kind(whose) == EntityKind::Organization && self.entities.is_named(whose);
            let possessive = tree.relation(child) == Relation::NmodPoss && tree.upos(child) != UPos::Pron;
            let of = tree.relation(child) == Relation::Nmod && tree.marker(child) == Some("of") && child == head_of_next(self, head, child);
            let titled = tree.children(head).iter().any(|&c| c < head && self.noun(c).is_some());
            if country && possessive && !titled {
                self.state(head, person, RelationProperty::Nationality, whose, "belonging#possessive");
            } else if body && (possessive || of) && !titled {
                self.state(head, person, RelationProperty::MemberOf, whose, "belonging#named");
            }
        }
    }

    /// A noun with a country or a body before it or after "of".
    fn described_by_noun(&mut self, head: TokenIndex, entity: EntityIndex, class: Option<NounClass>) {
        let kind = self.entities.kind(entity);
        let known = self.entities.is_kept(entity);
        let country = self.whose_country(head);
        let body = self.whose_body(head, entity);
        // An ambassador of Mali holds that office; "Malian ambassadors" are Malian.
        let office = self.noun(head).is_some() && kind == EntityKind::Person;
        match kind {
            EntityKind::Person | EntityKind::Group if known => {
                let people = matches!(class, Some(NounClass::Person | NounClass::Group)) || class.is_none() && kind == EntityKind::Group;
                if let Some(body) = body.filter(|_| people && !office) {
                    self.state(head, entity, RelationProperty::MemberOf, body, "belonging#people");
                } else if let Some(country) = country.filter(|_| people && !office) {
                    self.state(head, entity, RelationProperty::Nationality, country, "belonging#people");
                }
            }
            EntityKind::Organization if known => {
                // "Chad's Bundu", "the Chadian newspaper Bundu": a company or a paper is no part of its country.
                let seated = class.is_none() || self.ontology.relations.has_seat(self.tree.form(head)) && self.entities.is_named(entity);
                if let Some(body) = body {
                    self.state(head, entity, RelationProperty::PartOf, body, "belonging#body");
                } else if let Some(country) = country.filter(|_| !seated) {
                    self.state(head, entity, RelationProperty::PartOf, country, "belonging#body");
                } else if let Some(country) = country {
                    self.state(head, entity, RelationProperty::BasedIn, country, "seats#body");
                }
            }
            _ => {}
        }
    }

    /// The country that an adjective, a compound, a possessive or "of" names; a city inside a compound stands for no government there.
    pub(super) fn whose_country(&self, head: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let body = self.ontology.nouns.class(tree.form(head)) == Some(NounClass::Organization);
        let country = |word: TokenIndex| self.entities.acting(word).filter(|&e| self.entities.is_country(e));
        tree.children(head).iter().copied().find_map(|child| match tree.relation(child) {
            Relation::Amod | Relation::Compound | Relation::NmodDesc | Relation::Flat | Relation::NmodUnmarked if child < head => {
                let own = country(child).filter(|_| !self.entities.is_capital(child));
                own.or_else(|| tree.children(child).iter().filter(|&&c| !self.entities.is_capital(c)).find_map(|&c| country(c)))
            }
            Relation::NmodPoss if tree.upos(child) != UPos::Pron => country(child),
            Relation::Nmod if tree.marker(child) == Some("of") => country(child),
            // "the ministry in Bamako".
            Relation::Nmod if tree.marker(child) == Some("in") && self.entities.is_capital(child) => country(child).filter(|_| body),
            _ => None,
        })
    }

    /// The body, no country, that a compound, a possessive or "of" names.
    fn whose_body(&self, head: TokenIndex, own: EntityIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        tree.children(head).iter().copied().find_map(|child| {
            let modifies = match tree.relation(child) {
                Relation::Compound | Relation::NmodPoss | Relation::Amod => child < head,
                Relation::Nmod => matches!(tree.marker(child), Some("of" | "from")),
                _ => false,
            };
            let body = self.entities.of(child).filter(|_| modifies && tree.upos(child) != UPos::Pron)?;
            let fits = body != own && self.entities.kind(body) == EntityKind::Organization && self.entities.is_named(body);
            fits.then_some(body)
        })
    }

    /// "the EU member Hungary", "X, a member of the EU", "X is a member of the EU".
    fn member(&mut self, noun: TokenIndex) {
        let tree = self.tree;
        let Some(body) = self.whose_body(noun, usize::MAX) else { return };
        let apposed = tree.children(noun).iter().copied().find(|&c| c > noun && tree.relation(c) == Relation::Appos);
        let of = (tree.relation(noun) == Relation::Appos).then(|| tree.head(noun)).flatten();
        let subject = tree.children_by(noun, Relation::Cop).next().and_then(|_| tree.surface_subject(noun));
        let Some(word) = apposed.or(of).or(subject) else { return };
        for word in tree.coordination(word) {
            let Some(entity) = self.entities.acting(word).filter(|&e| self.entities.is_named(e)) else { continue };
            self.state(noun, entity, RelationProperty::MemberOf, body, "belonging#member");
        }
    }
}

/// "X of the council" has nothing between the name and "of".
fn head_of_next(finder: &Finder<'_, '_>, head: TokenIndex, child: TokenIndex) -> TokenIndex {
    let tree = finder.tree;
    let mut next = head + 1;
    while next < child && tree.head(next) == Some(head) && (tree.relation(next) == Relation::Flat || tree.form(next) == "-") {
        next += 1;
    }
    if tree.form(next) == "of" { child } else { head }
}
