//! The RDF view of [`Knowledge`]: quads in an in-memory store, SPARQL over them, export in every RDF syntax, and whether they keep to
//! shapes.
//!
//! Takes knowledge, or a snapshot of what was made of it before, and graphs of others to stand beside it. Knows nothing of text
//! annotation, of the graph folder, or of drawings. The vocabulary is described in `docs/ontology.md` and declared in
//! `ontology/dateline.ttl` and `ontology/predicates.ttl`, which queries see beside the data and exports leave out.

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
mod snapshot;
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
use oxigraph::model::{GraphName, Quad};
use snapshot::Packed;
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
    data: Data,
    /// What others say, in graphs of its own; sorted alike. Nothing but queries and exports that ask for it sees it.
    foreign: Vec<Quad>,
    naming: Naming,
    /// Whether the default graph of `inner` holds what its named graphs hold, because some triple stands in several of them. Else the
    /// union is made when a query runs, which would find such a triple once for each.
    copied_union: bool,
}

/// The data, without the vocabulary's declarations; sorted by graph, subject, type first, predicate, object.
enum Data {
    Quads(Vec<Quad>),
    Packed(Packed),
}

impl Store {
    /// The view of `knowledge`; the ontology tells where known places lie, and what others call what is known.
    ///
    /// # Errors
    /// When the base is no IRI.
    pub fn of(knowledge: &Knowledge, ontology: &Ontology, options: &Options) -> Result<Self, StoreError> {
        let naming = Naming::under(options)?;
        let mut quads = view::quads(knowledge, ontology, &naming, options.assert_attributed);
        quads.sort_unstable_by(export::order);
        quads.dedup();
        let inner = oxigraph::store::Store::new()?;
        let mut loader = inner.bulk_loader();
        loader.load_quads(quads.iter().cloned())?;
        loader.commit()?;
        Self { inner, data: Data::Quads(quads), foreign: Vec::new(), naming, copied_union: false }.declared()
    }

    /// The same, with the vocabulary's declarations: queries see them beside the data.
    fn declared(self) -> Result<Self, StoreError> {
        self.inner.extend(declarations().into_iter().chain(turtle(predicates::DECLARATIONS)))?;
        Ok(self)
    }

    /// Copies what the named graphs hold into the default graph: needed once some triple stands in several graphs.
    fn copy_union(&mut self) -> Result<(), StoreError> {
        let named = self.inner.iter().collect::<Result<Vec<_>, _>>()?;
        self.inner.extend(named.into_iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad }))?;
        self.copied_union = true;
        Ok(())
    }

    /// The data, in its order.
    fn quads(&self) -> &[Quad] {
        match &self.data {
            Data::Quads(quads) => quads,
            Data::Packed(packed) => packed.quads(),
        }
    }

    /// The number of quads of the data.
    pub fn len(&self) -> usize {
        match &self.data {
            Data::Quads(quads) => quads.len(),
            Data::Packed(packed) => packed.len(),
        }
    }

    /// What in the data does not keep to shapes; sorted.
    pub fn violations(&self, shapes: &Shapes) -> Vec<Violation> {
        shapes.violations(self.quads())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The vocabulary's own declarations.
fn declarations() -> Vec<Quad> {
    turtle(vocabulary::DECLARATIONS)
}

/// The quads of a file of `ontology/`. Tests read each of them.
fn turtle(file: &str) -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle);
    parser.for_slice(file).map(|quad| quad.expect("the Turtle of ontology/")).collect()
}

#[cfg(test)]
mod tests;
