//! Triples: one node for each that is said, and the bare triple for what is asserted.

use super::View;
use crate::model::{Contradiction, ContradictionReason, EventType, Knowledge, Modality, Polarity, Side, Statement};
use crate::store::vocabulary::*;
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::{rdf, rdfs};
use std::collections::{BTreeMap, BTreeSet};

/// The label of each property that a statement has: the first of its predicates.
pub(super) fn labels(knowledge: &Knowledge) -> BTreeMap<NamedNode, String> {
    let predicates: BTreeSet<&str> = knowledge.statements.iter().map(|statement| statement.property.as_str()).collect();
    let mut labels = BTreeMap::new();
    for predicate in predicates {
        labels.entry(property(predicate)).or_insert_with(|| predicate.to_owned());
    }
    labels
}

impl View<'_> {
    /// A node for every triple of an event; the claims that say it point to it from their articles' graphs.
    pub(super) fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            let predicate = property(&statement.property);
            let node = self.naming.statement(&statement.event, &predicate, &statement.subject, &statement.object);
            let label = format!("{} {} {}", self.name(&statement.subject), self.labels[&predicate], self.name(&statement.object));
            self.add(&node, rdf::TYPE, STATEMENT);
            self.text(&node, rdfs::LABEL, &label);
            self.add(&node, rdf::SUBJECT, self.naming.node(&statement.subject));
            self.add(&node, rdf::PREDICATE, predicate);
            self.add(&node, rdf::OBJECT, self.naming.node(&statement.object));
            self.add(&node, OF_EVENT, self.naming.node(&statement.event));
            for telling in &statement.support {
                self.in_article(&telling.article, |view| {
                    view.add(&view.naming.claim(&statement.event, telling), SAYS, node.clone());
                });
            }
        }
    }

    /// Declares the predicates of the statements, each under the property of its event types.
    pub(super) fn properties(&mut self, knowledge: &Knowledge) {
        let types: BTreeMap<&str, EventType> = knowledge.events.iter().map(|event| (event.id.as_str(), event.event_type)).collect();
        let mut uses: BTreeMap<&str, BTreeSet<EventType>> = BTreeMap::new();
        for statement in &knowledge.statements {
            uses.entry(&statement.property).or_default().extend(types.get(statement.event.as_str()));
        }
        for (predicate, types) in uses {
            let node = property(predicate);
            self.add(&node, rdf::TYPE, rdf::PROPERTY);
            let label = self.labels[&node].clone();
            self.text(&node, rdfs::LABEL, &label);
            for broader in types.into_iter().map(|event_type| property(event_type.verb())).filter(|broader| *broader != node) {
                self.add(&node, rdfs::SUB_PROPERTY_OF, broader);
            }
        }
    }

    /// The bare triples: only what stands in an article's own voice, affirmed, actual, and denied by nobody.
    pub(super) fn direct_triples(&mut self, knowledge: &Knowledge, assert_attributed: bool) {
        let triple = |s: &Statement| (s.subject.clone(), property(&s.property), s.object.clone());
        let statements = &knowledge.statements;
        let denied: BTreeSet<_> = statements.iter().filter(|s| s.polarity == Polarity::Denied).map(triple).collect();
        let contested = contested_events(knowledge);
        for statement in statements.iter().filter(|s| s.polarity == Polarity::Affirmed && s.modality == Modality::Actual) {
            let own_voice = statement.support.iter().any(|telling| telling.said_by.is_empty());
            let undisputed = !contested.contains(statement.event.as_str()) && !denied.contains(&triple(statement));
            if (own_voice || assert_attributed) && undisputed {
                let (subject, object) = (self.naming.node(&statement.subject), self.naming.node(&statement.object));
                self.add(&subject, property(&statement.property), object);
            }
        }
        self.direct_relations(knowledge);
    }

    /// Relations are told in the article's own voice; bare are those that a passage states, rather than letting them be inferred, and
    /// that exclude no other.
    fn direct_relations(&mut self, knowledge: &Knowledge) {
        let excluded = knowledge.contradictions.iter().filter(|found| found.reason == ContradictionReason::ExclusiveOffice);
        let relation = |side: &Side| match side {
            Side::Stating { relation, .. } => Some(*relation),
            Side::Telling { .. } => None,
        };
        let rivalled: BTreeSet<usize> = excluded.flat_map(|found| [&found.one, &found.other]).filter_map(relation).collect();
        for (index, relation) in knowledge.relations.iter().enumerate() {
            if !rivalled.contains(&index) && relation.support.iter().any(|stating| !stating.inferred) {
                let object = self.held(&relation.object);
                self.add(&self.naming.node(&relation.subject), relation_property(relation.property), object);
            }
        }
    }
}

/// The events of which some claim says that they did not happen, or that it was another who did it. Claims that differ in a number or a
/// day leave it as it is that it happened.
fn contested_events(knowledge: &Knowledge) -> BTreeSet<&str> {
    let denying =
        |found: &&Contradiction| matches!(found.reason, ContradictionReason::OppositePolarity | ContradictionReason::RivalAccounts);
    let sides = knowledge.contradictions.iter().filter(denying).flat_map(|found| [&found.one, &found.other]);
    sides.filter_map(told_event).collect()
}

fn told_event(side: &Side) -> Option<&str> {
    match side {
        Side::Telling { event, .. } => Some(event),
        Side::Stating { .. } => None,
    }
}
