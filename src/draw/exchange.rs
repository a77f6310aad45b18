//! The graph for other programs: DOT for Graphviz, GraphML for Gephi, yEd, Cytoscape and networkx. Every statement is an edge.

use super::svg::escaped;
use crate::graph::{ActorGraph, is_own_voice};
use crate::model::{Modality, Polarity, Statement};
use std::fmt::Write;

/// The graph in Graphviz's language.
pub fn dot(graph: &ActorGraph) -> String {
    let mut out =
        "digraph dateline {\n  node [shape=box, fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\", fontsize=10];\n".to_owned();
    for entity in graph.graph.node_weights() {
        let _ = writeln!(out, "  {} [label={}, class={}];", quoted(&entity.id), quoted(&entity.name), quoted(entity.kind.as_str()));
    }
    for (from, to, statement) in graph.edges() {
        let style = match (statement.polarity, statement.modality) {
            (Polarity::Denied, _) => ", color=red, fontcolor=red",
            (_, Modality::Actual) => "",
            _ => ", style=dashed",
        };
        let (from, to) = (&graph.graph[from].id, &graph.graph[to].id);
        let label = quoted(&format!("{}{}", prefix(statement), statement.property));
        let _ = writeln!(out, "  {} -> {} [label={label}, weight={}{style}];", quoted(from), quoted(to), statement.support.len());
    }
    out + "}\n"
}

fn prefix(statement: &Statement) -> String {
    match (statement.polarity, statement.modality) {
        (Polarity::Denied, _) => "denied: ".to_owned(),
        (_, Modality::Actual) => String::new(),
        (_, modality) => format!("{}: ", modality.as_str()),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}

/// The attributes of GraphML's nodes and edges: element, name, type.
const KEYS: &[(&str, &str, &str)] = &[
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("node", "strength", "int"),
    ("edge", "predicate", "string"),
    ("edge", "polarity", "string"),
    ("edge", "modality", "string"),
    ("edge", "own_voice", "boolean"),
    ("edge", "weight", "int"),
    ("edge", "event", "string"),
];

/// The graph as GraphML, with the measures and the standing of each statement as attributes.
pub fn graphml(graph: &ActorGraph) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n".to_owned();
    for (element, name, kind) in KEYS {
        let _ = writeln!(out, "  <key id=\"{name}\" for=\"{element}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
    out.push_str("  <graph id=\"dateline\" edgedefault=\"directed\">\n");
    for node in graph.graph.node_indices() {
        let entity = graph.graph[node];
        let data =
            [("label", entity.name.clone()), ("kind", entity.kind.as_str().to_owned()), ("strength", graph.strength(node).to_string())];
        let _ = writeln!(out, "    <node id=\"{}\">{}</node>", escaped(&entity.id), data_elements(&data));
    }
    for (number, (from, to, statement)) in graph.edges().enumerate() {
        let data = [
            ("predicate", statement.property.clone()),
            ("polarity", statement.polarity.as_str().to_owned()),
            ("modality", statement.modality.as_str().to_owned()),
            ("own_voice", statement.support.iter().any(is_own_voice).to_string()),
            ("weight", statement.support.len().to_string()),
            ("event", statement.event.clone()),
        ];
        let (from, to) = (escaped(&graph.graph[from].id), escaped(&graph.graph[to].id));
        let _ = writeln!(out, "    <edge id=\"s{number}\" source=\"{from}\" target=\"{to}\">{}</edge>", data_elements(&data));
    }
    out + "  </graph>\n</graphml>\n"
}

fn data_elements(data: &[(&str, String)]) -> String {
    data.iter().map(|(key, value)| format!("<data key=\"{key}\">{}</data>", escaped(value))).collect()
}
