//! The RDF view of [`Knowledge`]: quads in an in-memory store, SPARQL over them, and export in every RDF syntax.
//!
//! Built from knowledge alone; knows nothing of text annotation, of the graph folder, or of drawings. The vocabulary is described
//! in `docs/ontology.md` and declared in `ontology/dateline.ttl`, which queries see beside the data and exports leave out.

mod answer;
mod binding;
mod blank_nodes;
mod canonical;
mod export;
mod foreign;
mod geography;
mod hierarchy;
mod named;
mod naming;
mod predicates;
mod profile;
mod query;
mod shapes;
mod slice;
mod value;
mod view;
mod vocabulary;

pub use answer::{Answer, AnswerFormat, Solutions, Triples};
pub use export::{Export, ExportError, ExportFormat};
pub use foreign::{ForeignGraph, ReadRdfError, canonical_nquads, read_rdf, read_rdf_as};
pub use named::{Header, HeaderError, NamedQuery, Parameter};
pub use predicates::write_predicates;
pub use profile::Profile;
pub use query::{QueryError, QueryOptions};
pub use shapes::{Shapes, ShapesError, Violation};
pub use slice::Slice;
pub use value::{Value, ValueKind};
pub use vocabulary::PREFIXES;

use crate::model::Knowledge;
use crate::ontology::Ontology;
use naming::Naming;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};
use thiserror::Error;

/// Where data IRIs begin unless told otherwise.
pub const DEFAULT_BASE: &str = "https://w3id.org/dateline/id/";

/// How knowledge becomes RDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the IRIs of entities, events, claims and articles begin with; ends in `/` or `#`.
    pub base: String,
    /// Whether bare triples also stand for what only a quoted speaker says, if it is affirmed, actual and denied by nobody.
    pub assert_attributed: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { base: DEFAULT_BASE.to_owned(), assert_attributed: false }
    }
}

/// Why a store could not be made.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("the base {base:?} is no absolute IRI that ends in / or #; give one like {DEFAULT_BASE}")]
    Base { base: String },
    #[error("the in-memory store failed: {0}")]
    Storage(#[from] oxigraph::store::StorageError),
}

/// The RDF view, ready to be asked.
pub struct Store {
    inner: oxigraph::store::Store,
    /// The data, without the vocabulary's declarations; sorted by graph, subject, type first, predicate, object.
    quads: Vec<Quad>,
    /// What others say, in graphs of its own; sorted alike. Nothing but queries and exports that ask for it sees it.
    foreign: Vec<Quad>,
    naming: Naming,
}

impl Store {
    /// The view of `knowledge`; the ontology tells where known places lie, and what others call what is known.
    ///
    /// # Errors
    /// When the base is no IRI.
    pub fn of(knowledge: &Knowledge, ontology: &Ontology, options: &Options) -> Result<Self, StoreError> {
        let base = options.base.clone();
        if !base.ends_with(['/', '#']) || NamedNode::new(&base).is_err() {
            return Err(StoreError::Base { base });
        }
        let naming = Naming { base };
        let mut quads = view::quads(knowledge, ontology, &naming, options.assert_attributed);
        quads.sort_unstable_by(export::order);
        quads.dedup();
        let inner = oxigraph::store::Store::new()?;
        // The union of all graphs is made here, as the default graph: oxigraph's own union gives a triple once for each graph it is in.
        let named = quads.iter().filter(|quad| quad.graph_name != GraphName::DefaultGraph).cloned();
        inner.extend(named)?;
        let union = quads.iter().cloned().chain(declarations()).chain(predicates::declarations(ontology));
        inner.extend(union.map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad }))?;
        Ok(Self { inner, quads, foreign: Vec::new(), naming })
    }

    /// The number of quads of the data.
    pub fn len(&self) -> usize {
        self.quads.len()
    }

    /// What in the data does not keep to shapes; sorted.
    pub fn violations(&self, shapes: &Shapes) -> Vec<Violation> {
        shapes.violations(&self.quads)
    }

    pub fn is_empty(&self) -> bool {
        self.quads.is_empty()
    }
}

/// The vocabulary's own declarations.
fn declarations() -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle);
    parser.for_slice(vocabulary::DECLARATIONS).map(|quad| quad.expect("ontology/dateline.ttl is Turtle")).collect()
}

#[cfg(test)]
mod tests;
