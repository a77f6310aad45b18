//! `Document` → `Claims`: who did what to whom, when, where, and according to whom, read off the tree.
//!
//! 1. `tree` and `predicates` read arguments off Universal Dependencies, whatever the construction,
//! 2. `entities` groups the mentions,
//! 3. `frames` meets the ontology's frames in the trees,
//! 4. `governors` climbs from each trigger; `polarity`, `modality` and `sources` read what stands above it,
//! 5. `dates` and `places` find when and where, `quantities` how many; `claims` puts one claim together,
//! 6. `relations` reads what the text states to hold: offices, membership, kin.
//!
//! Does no I/O, cannot fail, and knows nothing of other articles.

mod claims;
mod dates;
mod entities;
mod frames;
mod governors;
mod modality;
mod places;
mod polarity;
mod predicates;
mod quantities;
mod quotations;
mod relations;
mod sources;
mod tree;

pub mod time;

#[cfg(test)]
mod tests;

use crate::model::{Article, Claims, Document};
use crate::ontology::Ontology;

/// Reads the claims off one annotated article, in the order of their triggers.
pub fn extract(article: &Article, document: &Document, ontology: &Ontology) -> Claims {
    if document.tokens.is_empty() {
        return Claims::default();
    }
    let tree = tree::Tree::new(&article.text, document);
    claims::assemble(article, &tree, ontology)
}
