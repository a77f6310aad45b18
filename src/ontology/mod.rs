//! What the program knows beforehand: frames, countries, names; read from the files of `ontology/`, checked and indexed.

mod error;
pub mod names;

pub use error::OntologyError;

/// The checked, indexed content of an `ontology/` folder.
pub struct Ontology {}

impl Ontology {
    /// The ontology that is part of the program.
    pub fn embedded() -> Self {
        Self {}
    }
}
