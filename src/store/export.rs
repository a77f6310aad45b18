//! The whole view in an RDF syntax, in an order that depends on the content alone.

use super::Store;
use super::naming::Naming;
use super::vocabulary::PREFIXES;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Quad};
use std::io::{self, Write};

/// An RDF syntax. Those without named graphs get the union of all graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    Turtle,
    TriG,
    NTriples,
    NQuads,
    RdfXml,
    JsonLd,
}

impl ExportFormat {
    pub const ALL: &[ExportFormat] = &[Self::Turtle, Self::TriG, Self::NTriples, Self::NQuads, Self::RdfXml, Self::JsonLd];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
        }
    }

    /// The format of this name, as [`as_str`](Self::as_str) writes it; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name)
    }

    /// The format that a file's ending names: "ttl", "trig", "nt", "nq", "rdf", "jsonld".
    pub fn from_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "ttl" => Self::Turtle,
            "trig" => Self::TriG,
            "nt" => Self::NTriples,
            "nq" => Self::NQuads,
            "rdf" | "owl" => Self::RdfXml,
            "jsonld" => Self::JsonLd,
            _ => return None,
        })
    }

    fn syntax(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NTriples => RdfFormat::NTriples,
            Self::NQuads => RdfFormat::NQuads,
            Self::RdfXml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        }
    }
}

impl Store {
    /// Writes all the data.
    ///
    /// # Errors
    /// When writing fails.
    pub fn export(&self, format: ExportFormat, to: &mut dyn Write) -> io::Result<()> {
        if format.syntax().supports_datasets() {
            return write_quads(&self.quads, &self.naming, format, to);
        }
        let mut union: Vec<Quad> = self.quads.clone();
        union.iter_mut().for_each(|quad| quad.graph_name = GraphName::DefaultGraph);
        union.sort_by_cached_key(order);
        union.dedup();
        write_quads(&union, &self.naming, format, to)
    }
}

/// Writes quads in the order they have.
pub(super) fn write_quads(quads: &[Quad], naming: &Naming, format: ExportFormat, to: &mut dyn Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format.syntax());
    for (prefix, iri) in PREFIXES.iter().copied().chain([("", naming.base.as_str())]) {
        serializer = serializer.with_prefix(prefix, iri).expect("prefixes are IRIs");
    }
    let mut writer = serializer.for_writer(to);
    for quad in quads {
        writer.serialize_quad(quad)?;
    }
    writer.finish()?.flush()
}

/// By graph, subject, predicate with the type first, object.
pub(super) fn order(quad: &Quad) -> (String, String, bool, String, String) {
    let graph = if quad.graph_name == GraphName::DefaultGraph { String::new() } else { quad.graph_name.to_string() };
    let is_type = quad.predicate == rdf::TYPE;
    (graph, quad.subject.to_string(), !is_type, quad.predicate.to_string(), quad.object.to_string())
}
