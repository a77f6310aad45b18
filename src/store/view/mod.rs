//! `Knowledge` → quads. What all articles together say stands in the default graph: entities, events, relations, their triples, who
//! contradicts whom. What one article says, its claims with their evidence and their numbers, stands in a named graph of the article,
//! so that an article can be dropped exactly. No triple stands in two graphs.

mod claims;
mod contradictions;
mod entities;
mod events;
mod relations;
mod statements;

use super::naming::Naming;
use super::vocabulary::*;
use crate::model::*;
use crate::ontology::Ontology;
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// All quads of the view; unsorted, and some may come twice.
pub(super) fn quads(knowledge: &Knowledge, ontology: &Ontology, naming: &Naming, assert_attributed: bool) -> Vec<Quad> {
    let mut view = View {
        naming,
        ontology,
        names: knowledge.entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect(),
        articles: knowledge.articles.iter().map(|article| (article.id.as_str(), article)).collect(),
        labels: statements::labels(knowledge),
        graph: GraphName::DefaultGraph,
        quads: Vec::new(),
    };
    knowledge.entities.iter().for_each(|entity| view.entity(entity));
    knowledge.articles.iter().for_each(|article| view.article(article));
    knowledge.events.iter().for_each(|event| view.event(event));
    knowledge.relations.iter().for_each(|relation| view.relation(relation));
    view.statements(&knowledge.statements);
    view.contradictions(knowledge);
    view.rules(knowledge);
    view.properties(knowledge);
    view.direct_triples(knowledge, assert_attributed);
    view.quads
}

struct View<'k> {
    naming: &'k Naming,
    ontology: &'k Ontology,
    names: BTreeMap<&'k str, &'k str>,
    articles: BTreeMap<&'k str, &'k Article>,
    /// The label of each predicate's property: two predicates that differ in an article are one property, which has one label.
    labels: BTreeMap<NamedNode, String>,
    /// Where quads go at the moment.
    graph: GraphName,
    quads: Vec<Quad>,
}

impl<'k> View<'k> {
    fn add(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }

    fn text(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, text: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(text));
    }

    fn count(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, count: usize) {
        self.add(subject, predicate, Literal::new_typed_literal(count.to_string(), xsd::INTEGER));
    }

    fn name<'n>(&self, entity: &'n str) -> &'n str
    where
        'k: 'n,
    {
        self.names.get(entity).copied().unwrap_or(entity)
    }

    /// What `add` adds goes to the graph of an article, by its id.
    fn in_article(&mut self, article: &str, add: impl FnOnce(&mut Self)) {
        self.graph = self.naming.article(article).into();
        add(self);
        self.graph = GraphName::DefaultGraph;
    }

    /// Declares the rules that made the claims.
    fn rules(&mut self, knowledge: &Knowledge) {
        let tellings = knowledge.events.iter().flat_map(|event| &event.support).map(|telling| telling.rule.as_str());
        let statings = knowledge.relations.iter().flat_map(|relation| &relation.support).map(|stating| stating.rule.as_str());
        for rule in tellings.chain(statings).collect::<BTreeSet<_>>() {
            let node = self.naming.rule(rule);
            self.add(&node, rdf::TYPE, RULE);
            self.text(&node, rdfs::LABEL, rule);
        }
    }
}

fn day(date: jiff::civil::Date) -> Literal {
    Literal::new_typed_literal(date.to_string(), xsd::DATE)
}

fn truth(value: bool) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::BOOLEAN)
}

fn role_property(role: Role) -> oxigraph::model::NamedNodeRef<'static> {
    match role {
        Role::Agent => AGENT,
        Role::Recipient => RECIPIENT,
        Role::Topic => TOPIC,
        Role::Instrument => INSTRUMENT,
    }
}
