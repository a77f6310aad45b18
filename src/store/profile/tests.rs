//! Whether RDF 1.2 keeps what RDF 1.1 says: the way back, which needs nothing but the base.

use super::*;
use crate::ontology::Ontology;
use crate::resolve::resolve;
use crate::store::export::{Export, ExportFormat, order};
use crate::store::naming::Naming;
use crate::store::tests::rich;
use crate::store::vocabulary::{OF_EVENT, SEM_EVENT, STATES};
use crate::store::{Options, Store};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Literal;
use oxigraph::model::vocab::rdfs;

/// The same content in RDF 1.1: the inverse of [`to_rdf12`]; unsorted, and some may come twice.
fn to_rdf11(quads: &[Quad], naming: &Naming) -> Vec<Quad> {
    let events = of_class(quads, SEM_EVENT);
    let mut labels: HashMap<&str, &str> = HashMap::new();
    let mut told: HashMap<&NamedOrBlankNode, &NamedNode> = HashMap::new();
    for quad in quads {
        match (&quad.subject, quad.predicate.as_ref(), &quad.object) {
            (NamedOrBlankNode::NamedNode(node), rdfs::LABEL, Term::Literal(label)) => drop(labels.insert(node.as_str(), label.value())),
            (claim, STATES, Term::NamedNode(event)) if events.contains(&NamedOrBlankNode::from(event.clone())) => {
                told.insert(claim, event);
            }
            _ => {}
        }
    }
    let mut result = Vec::with_capacity(quads.len() * 2);
    for quad in quads {
        let (REIFIES, Term::Triple(triple)) = (quad.predicate.as_ref(), &quad.object) else {
            result.push(quad.clone());
            continue;
        };
        let parts = |node: &NamedOrBlankNode, graph: &GraphName| {
            let part = |predicate: NamedNodeRef<'_>, object: Term| Quad::new(node.clone(), predicate, object, graph.clone());
            [
                part(rdf::SUBJECT, triple.subject.clone().into()),
                part(rdf::PREDICATE, triple.predicate.clone().into()),
                part(rdf::OBJECT, triple.object.clone()),
            ]
        };
        let Some(event) = told.get(&quad.subject) else {
            result.extend(parts(&quad.subject, &quad.graph_name));
            continue;
        };
        let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) = (&triple.subject, &triple.object) else { continue };
        let node = naming.statement(naming.id(event), &triple.predicate, naming.id(subject), naming.id(object));
        let words = [subject.as_str(), triple.predicate.as_str(), object.as_str()].map(|iri| labels.get(iri).copied().unwrap_or_default());
        let default = |predicate: NamedNodeRef<'_>, object: Term| Quad::new(node.clone(), predicate, object, GraphName::DefaultGraph);
        result.push(default(rdf::TYPE, STATEMENT.into()));
        result.push(default(rdfs::LABEL, Literal::new_simple_literal(words.join(" ")).into()));
        result.push(default(OF_EVENT, (*event).clone().into()));
        result.push(Quad::new(quad.subject.clone(), SAYS, node.clone(), quad.graph_name.clone()));
        result.extend(parts(&node.into(), &GraphName::DefaultGraph));
    }
    result
}

#[test]
fn the_way_to_rdf_1_2_and_back_loses_nothing() {
    let store = Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    for (format, syntax) in [(ExportFormat::TriG, RdfFormat::TriG), (ExportFormat::NQuads, RdfFormat::NQuads)] {
        let mut text = Vec::new();
        store.export(format, &Export { profile: Profile::Rdf12, ..Export::default() }, &mut text).unwrap();
        let read: Vec<Quad> = RdfParser::from_format(syntax).for_slice(&text).map(Result::unwrap).collect();
        assert!(read.iter().any(|quad| quad.predicate == REIFIES) && !read.iter().any(|quad| quad.predicate == SAYS));
        assert!(read.len() < store.quads().unwrap().len());
        let mut back = to_rdf11(&read, &store.naming);
        back.sort_unstable_by(order);
        back.dedup();
        assert_eq!(back, *store.quads().unwrap());
    }
}

#[test]
fn syntaxes_without_triple_terms_are_refused() {
    let store = Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    for format in [ExportFormat::RdfXml, ExportFormat::JsonLd] {
        let export = Export { profile: Profile::Rdf12, ..Export::default() };
        let error = store.export(format, &export, &mut Vec::new()).unwrap_err().to_string();
        assert!(error.starts_with(&format!("{} has no RDF 1.2 form; ask for turtle", format.as_str())), "{error}");
    }
}
