//! `Article` → `Document`: tokens, sentences, tags, lemmas, tree, names; one pass of one neural encoder.

pub mod boundaries;
pub mod conllu;
pub mod tokenise;

use crate::model::{Article, Document, Problem};

/// The trained annotator. A clone shares the weights and has caches of its own: one clone a thread.
#[derive(Clone)]
pub struct Annotator {}

impl Annotator {
    /// The annotator whose weights are part of the program.
    pub fn embedded() -> Self {
        Self {}
    }

    /// Annotates one article; never fails, reports what it could not do.
    pub fn annotate(&mut self, _article: &Article) -> (Document, Vec<Problem>) {
        (Document::default(), Vec::new())
    }
}
