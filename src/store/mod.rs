//! The RDF view of [`Knowledge`]: quads in a store, in memory or on disk, SPARQL over them, export in every RDF syntax, and whether they keep to
//! shapes.
//!
//! Takes knowledge, or a snapshot of what was made of it before, and graphs of others to stand beside it. Knows nothing of text
//! annotation, of the graph folder, or of drawings. The vocabulary is described in `docs/ontology.md` and declared in
//! `ontology/dateline.ttl` and `ontology/predicates.ttl`, which queries see beside the data and exports leave out.

mod answer;
mod binding;
mod blank_nodes;
mod canonical;
#[cfg(feature = "rocksdb")]
mod disk;
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
use std::borrow::Cow;
use std::io;
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
    #[error("the store failed: {0}")]
    Storage(#[from] oxigraph::store::StorageError),
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Self::Storage(error.into())
    }
}

/// The RDF view, ready to be asked.
pub struct Store {
    /// What queries see.
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
    #[cfg(feature = "rocksdb")]
    Kept(disk::Kept),
}

impl Store {
    /// The view of `knowledge`; the ontology tells where known places lie, and what others call what is known.
    ///
    /// # Errors
    /// When the base is no IRI.
    pub fn of(knowledge: &Knowledge, ontology: &Ontology, options: &Options) -> Result<Self, StoreError> {
        let (naming, quads) = data(knowledge, ontology, options)?;
        let inner = oxigraph::store::Store::new()?;
        let mut loader = inner.bulk_loader();
        loader.load_quads(quads.iter().cloned())?;
        loader.commit()?;
        declare(&inner)?;
        let store = Self { inner, data: Data::Quads(quads), foreign: Vec::new(), naming, copied_union: false };
        // What is tested of the view is to hold of both kinds.
        #[cfg(all(test, feature = "rocksdb"))]
        let store = store.moved_to_disk(options)?;
        Ok(store)
    }

    /// What queries see, to be added to: where it is kept for others, too, a copy of it.
    fn writable(&mut self) -> Result<&oxigraph::store::Store, StoreError> {
        #[cfg(feature = "rocksdb")]
        if let Data::Kept(kept) = &mut self.data
            && let Some(copy) = kept.copy()?
        {
            self.inner = copy;
        }
        Ok(&self.inner)
    }

    /// Copies what the named graphs hold into the default graph: needed once some triple stands in several graphs.
    fn copy_union(&mut self) -> Result<(), StoreError> {
        let inner = self.writable()?;
        let union = inner.iter().map(|quad| quad.map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad }));
        let mut loader = inner.bulk_loader();
        loader.load_ok_quads::<_, oxigraph::store::StorageError>(union)?;
        loader.commit()?;
        self.copied_union = true;
        Ok(())
    }

    /// The data, in its order, all of it in memory.
    fn quads(&self) -> io::Result<Cow<'_, [Quad]>> {
        match &self.data {
            Data::Quads(quads) => Ok(quads.into()),
            Data::Packed(packed) => Ok(packed.quads().into()),
            #[cfg(feature = "rocksdb")]
            Data::Kept(kept) => Ok(kept.quads()?.into()),
        }
    }

    /// The data, in its order, one quad after the other; what is on disk stays there.
    fn each(&self, take: &mut dyn FnMut(&Quad) -> io::Result<()>) -> io::Result<()> {
        match &self.data {
            Data::Quads(quads) => quads.iter().try_for_each(take),
            Data::Packed(packed) => packed.quads().iter().try_for_each(take),
            #[cfg(feature = "rocksdb")]
            Data::Kept(kept) => kept.each(take),
        }
    }

    /// The number of quads of the data.
    pub fn len(&self) -> usize {
        match &self.data {
            Data::Quads(quads) => quads.len(),
            Data::Packed(packed) => packed.len(),
            #[cfg(feature = "rocksdb")]
            Data::Kept(kept) => kept.len(),
        }
    }

    /// What in the data does not keep to shapes; sorted.
    ///
    /// # Errors
    /// When the data cannot be read from disk.
    pub fn violations(&self, shapes: &Shapes) -> Result<Vec<Violation>, StoreError> {
        Ok(shapes.violations(&self.quads()?))
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The data of the view, in its order.
fn data(knowledge: &Knowledge, ontology: &Ontology, options: &Options) -> Result<(Naming, Vec<Quad>), StoreError> {
    let naming = Naming::under(options)?;
    let mut quads = view::quads(knowledge, ontology, &naming, options.assert_attributed);
    quads.sort_unstable_by(export::order);
    quads.dedup();
    Ok((naming, quads))
}

/// Adds the vocabulary's declarations: queries see them beside the data.
fn declare(to: &oxigraph::store::Store) -> Result<(), oxigraph::store::StorageError> {
    to.extend(declarations().into_iter().chain(turtle(predicates::DECLARATIONS)))
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
