//! The view, or a slice of it, in an RDF syntax, in an order that depends on the content alone.

use super::naming::Naming;
use super::profile::{self, Profile};
use super::slice::Slice;
use super::vocabulary::PREFIXES;
use super::{Store, StoreError, canonical};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, LiteralRef, Quad, TermRef, TripleRef};
use std::cmp::Ordering;
use std::io::{self, Write};
use thiserror::Error;

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

    pub(super) fn syntax(self) -> RdfFormat {
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

/// What is written of the view, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    pub profile: Profile,
    pub slice: Slice,
    /// Whether foreign graphs are written with it, as they are.
    pub foreign: bool,
}

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum ExportError {
    #[error("{format} has no RDF 1.2 form; ask for turtle, trig, ntriples or nquads, or for the profile rdf11", format = .0.as_str())]
    Profile(ExportFormat),
    #[error(transparent)]
    Write(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Writes the data, or a slice of it.
    ///
    /// # Errors
    /// When the format cannot hold the profile, or when writing fails.
    pub fn export(&self, format: ExportFormat, export: &Export, to: &mut dyn Write) -> Result<usize, ExportError> {
        if export.profile == Profile::Rdf12 && matches!(format, ExportFormat::RdfXml | ExportFormat::JsonLd) {
            return Err(ExportError::Profile(format));
        }
        let is_all = export.slice.is_whole() && (!export.foreign || self.foreign.is_empty());
        if is_all && export.profile == Profile::Rdf11 && format.syntax().supports_datasets() {
            return Ok(self.write_as_it_is(format, to)?);
        }
        let mut quads = if export.slice.is_whole() { self.quads()?.into_owned() } else { self.slice(&export.slice)? };
        if export.profile == Profile::Rdf12 {
            quads = profile::to_rdf12(&quads);
        }
        if export.foreign {
            quads.extend(self.foreign.iter().cloned());
        }
        if !format.syntax().supports_datasets() {
            quads.iter_mut().for_each(|quad| quad.graph_name = GraphName::DefaultGraph);
        }
        quads.sort_unstable_by(order);
        quads.dedup();
        write_quads(&quads, &self.naming, format, to)?;
        Ok(quads.len())
    }

    /// The data has the order of an export already, so that it need not be in memory.
    fn write_as_it_is(&self, format: ExportFormat, to: &mut dyn Write) -> io::Result<usize> {
        let mut writer = serializer(&self.naming, format).for_writer(to);
        self.each(&mut |quad| writer.serialize_quad(quad))?;
        writer.finish()?.flush()?;
        Ok(self.len())
    }

    /// SHA-256 of the data as RDFC-1.0 canonicalizes it, in hexadecimal: the same for the same content.
    ///
    /// # Errors
    /// When the data cannot be read from disk.
    pub fn canonical_hash(&self) -> Result<String, StoreError> {
        Ok(canonical::hash(&self.quads()?))
    }
}

/// Writes quads in the order they have.
pub(super) fn write_quads(quads: &[Quad], naming: &Naming, format: ExportFormat, to: &mut dyn Write) -> io::Result<()> {
    let mut writer = serializer(naming, format).for_writer(to);
    for quad in quads {
        writer.serialize_quad(quad)?;
    }
    writer.finish()?.flush()
}

fn serializer(naming: &Naming, format: ExportFormat) -> RdfSerializer {
    let prefixes = PREFIXES.iter().copied().chain([("", naming.base.as_str())]);
    prefixes.fold(RdfSerializer::from_format(format.syntax()), |serializer, (prefix, iri)| {
        serializer.with_prefix(prefix, iri).expect("prefixes are IRIs")
    })
}

/// By graph, subject, predicate with the type first, object. The default graph comes first.
pub(super) fn order(one: &Quad, other: &Quad) -> Ordering {
    let graph = |quad: &Quad| match &quad.graph_name {
        GraphName::DefaultGraph => (0, String::new()),
        GraphName::NamedNode(node) => (1, node.as_str().to_owned()),
        GraphName::BlankNode(node) => (2, node.as_str().to_owned()),
    };
    let by_graph = if one.graph_name == other.graph_name { Ordering::Equal } else { graph(one).cmp(&graph(other)) };
    by_graph.then_with(|| triple_order(one.as_ref().into(), other.as_ref().into()))
}

/// By subject, predicate with the type first, object.
pub(super) fn triple_order(one: TripleRef<'_>, other: TripleRef<'_>) -> Ordering {
    let subjects = term_order(one.subject.into(), other.subject.into());
    let predicate = |triple: TripleRef<'_>| triple.predicate != rdf::TYPE;
    let predicates = || predicate(one).cmp(&predicate(other)).then_with(|| one.predicate.as_str().cmp(other.predicate.as_str()));
    subjects.then_with(predicates).then_with(|| term_order(one.object, other.object))
}

/// IRIs, then blank nodes, then literals, then triples; each by what it is written as.
pub(super) fn term_order(one: TermRef<'_>, other: TermRef<'_>) -> Ordering {
    match (one, other) {
        (TermRef::NamedNode(one), TermRef::NamedNode(other)) => one.as_str().cmp(other.as_str()),
        (TermRef::BlankNode(one), TermRef::BlankNode(other)) => one.as_str().cmp(other.as_str()),
        (TermRef::Literal(one), TermRef::Literal(other)) => {
            let key = |literal: LiteralRef<'_>| (literal.datatype().as_str().to_owned(), literal.language().map(str::to_owned));
            one.value().cmp(other.value()).then_with(|| key(one).cmp(&key(other)))
        }
        (TermRef::Triple(one), TermRef::Triple(other)) => triple_order(one.as_ref(), other.as_ref()),
        _ => rank(one).cmp(&rank(other)),
    }
}

fn rank(term: TermRef<'_>) -> u8 {
    match term {
        TermRef::NamedNode(_) => 0,
        TermRef::BlankNode(_) => 1,
        TermRef::Literal(_) => 2,
        TermRef::Triple(_) => 3,
    }
}
