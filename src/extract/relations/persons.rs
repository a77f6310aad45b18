//! What somebody is to another: kin, ally, owner.
//!
//! Knows nothing of offices and places.

use super::Finder;
use crate::model::{EntityIndex, EntityKind, Relation, RelationProperty, TokenIndex};
use crate::ontology::RelationNoun;

impl Finder<'_, '_> {
    /// Reads "his brother X", "X, an ally of Y", "Y's owner, X" at the noun.
    pub(super) fn person(&mut self, noun: TokenIndex) {
        let Some(says) = self.noun(noun) else { return };
        let (property, rule) = match says {
            RelationNoun::Kin => (RelationProperty::Kinship, "persons#kin"),
            RelationNoun::Ally => (RelationProperty::AlliedWith, "persons#ally"),
            RelationNoun::Owner => (RelationProperty::OwnerOf, "persons#owner"),
            _ => return,
        };
        let Some(other) = self.whose(noun) else { return };
        if says == RelationNoun::Kin && self.entities.kind(other) != EntityKind::Person {
            return;
        }
        let mut bearers: Vec<EntityIndex> = self.bearers(noun, noun + 1).into_iter().map(|b| b.entity).collect();
        if bearers.is_empty() {
            bearers.extend(self.apposed_body(noun, says));
        }
        // "his father said": nobody else in the text is called so.
        if bearers.is_empty() && says == RelationNoun::Kin {
            bearers.extend(self.entities.of(noun).filter(|&e| self.entities.is_kept(e)));
        }
        for bearer in bearers {
            self.state(noun, bearer, property, other, rule);
        }
    }

    /// "its ally Chad", "Chad, an ally of Mali": bodies and countries are allies and owners too.
    fn apposed_body(&self, noun: TokenIndex, says: RelationNoun) -> Option<EntityIndex> {
        let tree = self.tree;
        if says == RelationNoun::Kin {
            return None;
        }
        let after = tree.children_by(noun, Relation::Appos).find(|&c| c > noun);
        let before = || tree.head(noun).filter(|&h| h < noun && tree.relation(noun) == Relation::Appos);
        let named = |t: TokenIndex| self.entities.acting(t).filter(|&e| self.entities.is_named(e));
        after.and_then(named).or_else(|| before().and_then(named))
    }

    /// Whose somebody is: by a possessive, or by "of".
    fn whose(&self, noun: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let possessor = tree.children_by(noun, Relation::NmodPoss).next();
        let of = || tree.children_by(noun, Relation::Nmod).find(|&c| tree.marker(c) == Some("of"));
        let word = possessor.or_else(of)?;
        self.entities.acting(word)
    }
}
