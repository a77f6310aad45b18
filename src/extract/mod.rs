//! `Document` → `Claims`: who did what to whom, when, where, and according to whom, read off the tree.
//!
//! 1. `tree` and `predicates` read arguments off Universal Dependencies, whatever the construction,
//! 2. `entities` groups the mentions,
//! 3. `frames` meets the ontology's frames in the trees,
//! 4. `governors` climbs from each trigger; `polarity`, `modality` and `sources` read what stands above it,
//! 5. `dates` and `places` find when and where; `claims` puts one claim together,
//! 6. `open` keeps what is said between two of them that no frame covers.
//!
//! Beside them, `openie` reads every clause as tuples of its own words, whatever it is about.
//!
//! Does no I/O, cannot fail, and knows nothing of other articles.

mod claims;
mod dates;
mod entities;
mod frames;
mod governors;
mod modality;
mod open;
mod openie;
mod places;
mod polarity;
mod predicates;
mod quotations;
mod sources;
mod tree;

pub mod time;

#[cfg(test)]
mod tests;

pub use openie::TupleForm;

use crate::model::{Article, Claims, Document, OpenTuple};
use crate::ontology::Ontology;

/// Reads the claims off one annotated article, in the order of their triggers.
pub fn extract(article: &Article, document: &Document, ontology: &Ontology) -> Claims {
    if document.tokens.is_empty() {
        return Claims::default();
    }
    let tree = tree::Tree::new(&article.text, document);
    claims::assemble(article, &tree, ontology)
}

/// What the sentences of a document say in their own words, whatever it is about.
pub fn tuples(article: &Article, document: &Document, form: TupleForm) -> Vec<OpenTuple> {
    if document.tokens.is_empty() {
        return Vec::new();
    }
    openie::extract(&tree::Tree::new(&article.text, document), form)
}
