//! What the frames of an ontology say between two names, as properties: each under the property of its frame, that under the one of its
//! event type, and that under its quad class. `ontology/predicates.ttl` holds those of the program's own frames; a test keeps it so.

use super::export::{ExportFormat, order, write_quads};
use super::naming::Naming;
use super::vocabulary::{CAMEO, property};
use crate::ontology::Ontology;
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// The predicates of the program's own frames. Those that a graph uses, it declares itself, whosever frames they are of.
pub(super) const DECLARATIONS: &str = include_str!("../../ontology/predicates.ttl");

/// The declarations of all predicates of an ontology's frames, sorted.
fn declarations(ontology: &Ontology) -> Vec<Quad> {
    let mut labels: BTreeMap<NamedNode, String> = BTreeMap::new();
    let mut broader: BTreeSet<(NamedNode, NamedNode)> = BTreeSet::new();
    let mut codes: BTreeSet<(NamedNode, String)> = BTreeSet::new();
    let own: BTreeSet<NamedNode> = ontology.frames.iter().map(|frame| property(&frame.predicate)).collect();
    for (number, frame) in ontology.frames.iter().enumerate() {
        let (node, of_type) = (property(&frame.predicate), property(frame.event_type.verb()));
        labels.entry(node.clone()).or_insert_with(|| frame.predicate.to_string());
        if node != of_type {
            broader.insert((node.clone(), of_type));
        }
        codes.extend(frame.cameo.iter().map(|code| (node.clone(), code.to_string())));
        for predicate in ontology.frames.predicates(number) {
            let finer = property(predicate);
            // What another frame is named after has its place there.
            if !own.contains(&finer) {
                labels.entry(finer.clone()).or_insert_with(|| predicate.to_owned());
                broader.insert((finer, node.clone()));
            }
        }
    }
    let quad = |subject: &NamedNode, predicate: &NamedNode, object: Term| {
        Quad::new(subject.clone(), predicate.clone(), object, GraphName::DefaultGraph)
    };
    let text = |text: &str| Term::from(Literal::new_simple_literal(text));
    let (a, label, sub, cameo) = (rdf::TYPE.into(), rdfs::LABEL.into(), rdfs::SUB_PROPERTY_OF.into(), CAMEO.into());
    let mut quads: Vec<Quad> = Vec::new();
    for (node, words) in &labels {
        quads.push(quad(node, &a, rdf::PROPERTY.into()));
        quads.push(quad(node, &label, text(words)));
    }
    quads.extend(broader.iter().map(|(node, above)| quad(node, &sub, above.clone().into())));
    quads.extend(codes.iter().map(|(node, code)| quad(node, &cameo, text(code))));
    quads.sort_unstable_by(order);
    quads.dedup();
    quads
}

/// Writes the predicates of an ontology's frames as Turtle.
///
/// # Errors
/// When writing fails.
pub fn write_predicates(ontology: &Ontology, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(b"# What the frames say between two names. Made by `dateline frames --format turtle`; edit the frames instead.\n\n")?;
    write_quads(&declarations(ontology), &Naming { base: super::DEFAULT_BASE.to_owned() }, ExportFormat::Turtle, to)
}
