//! Standing relations: who holds which office, belongs to what, lies where. Each passage that states one is a claim.

use super::{View, truth};
use crate::model::{Held, RelationProperty, StandingRelation, Stating};
use crate::store::vocabulary::*;
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::{rdf, rdfs};

impl View<'_> {
    pub(super) fn relation(&mut self, relation: &StandingRelation) {
        let object = self.held(&relation.object);
        if let Held::Words(title) = &relation.object {
            self.add(&object, rdf::TYPE, ORG_ROLE);
            self.text(&object, rdfs::LABEL, title);
        }
        let membership = (relation.property == RelationProperty::HoldsOffice).then(|| self.membership(relation, &object));
        for stating in &relation.support {
            self.stating(relation, stating, &object, membership.as_ref());
        }
    }

    /// The node that a relation leads to: an entity, or the role that a title names.
    pub(super) fn held(&self, object: &Held) -> NamedNode {
        match object {
            Held::Entity(entity) => self.naming.node(entity),
            Held::Words(title) => self.naming.role(title),
        }
    }

    /// An office held: by whom, which, and of what.
    fn membership(&mut self, relation: &StandingRelation, role: &NamedNode) -> NamedNode {
        let node = self.naming.relation(relation);
        self.add(&node, rdf::TYPE, ORG_MEMBERSHIP);
        self.add(&node, ORG_MEMBER, self.naming.node(&relation.subject));
        self.add(&node, ORG_HAS_ROLE, role.clone());
        let title = match &relation.object {
            Held::Words(title) => title,
            Held::Entity(entity) => self.name(entity),
        };
        let mut label = format!("{}, {title}", self.name(&relation.subject));
        if let Some(of) = &relation.of {
            self.add(&node, ORG_ORGANIZATION, self.naming.node(of));
            label = format!("{label} of {}", self.name(of));
        }
        self.text(&node, rdfs::LABEL, &label);
        node
    }

    /// The claim of one passage, in the article's own voice.
    fn stating(&mut self, relation: &StandingRelation, stating: &Stating, object: &NamedNode, membership: Option<&NamedNode>) {
        self.in_article(&stating.article, |view| {
            let node = view.naming.stating(relation, stating);
            view.claim(&node, &stating.article, &stating.rule, stating.at);
            view.add(&node, rdf::SUBJECT, view.naming.node(&relation.subject));
            view.add(&node, rdf::PREDICATE, relation_property(relation.property));
            view.add(&node, rdf::OBJECT, object.clone());
            if let Some(membership) = membership {
                view.add(&node, STATES, membership.clone());
            }
            view.text(&node, POLARITY, "affirmed");
            view.text(&node, MODALITY, "actual");
            if stating.inferred {
                view.add(&node, INFERRED, truth(true));
            }
        });
    }
}
