//! `Document` → `Claims`: who did what to whom, when, where, and according to whom, read off the tree.
//!
//! 1. `mending` hangs arcs that English does not have where they belong; `tree` and `predicates` read arguments off Universal
//!    Dependencies, whatever the construction,
//! 2. `coreference` finds which mentions mean the same, also such as no claim speaks of; `entities` groups those that claims speak of,
//! 3. `frames` meets the ontology's frames in the trees,
//! 4. `governors` climbs from each trigger; `polarity`, `modality` and `sources` read what stands above it,
//! 5. `dates` and `places` find when and where, `quantities` how many; `claims` puts one claim together, `mutual` takes apart what two say of one
//!    another, `denials` tells what is denied without being told again, and `counterparts` adds whom other claims show to take part,
//! 6. `relations` reads what the text states to hold: offices, membership, kin,
//! 7. `open` keeps what is said between two of them that no frame covers,
//! 8. `explanation` says, when asked, what decided each of these.
//!
//! Beside them, `openie` reads every clause as tuples of its own words, whatever it is about.
//!
//! Does no I/O, cannot fail, and knows nothing of other articles.

mod claims;
mod coreference;
mod counterparts;
mod dates;
mod denials;
mod entities;
mod explanation;
mod frames;
mod governors;
mod learned;
mod mending;
mod modality;
mod mutual;
mod open;
mod openie;
mod places;
mod polarity;
mod predicates;
mod quantities;
mod quotations;
mod relations;
mod sources;
mod tree;

pub mod time;

pub use explanation::{Attributed, By, Explanation, Filling, Reason, Way};

#[cfg(test)]
mod tests;

pub use openie::TupleForm;

use crate::model::{Article, Byte, Claims, Document, OpenTuple, ReferenceChain, Span};
use crate::ontology::Ontology;
use explanation::Notes;

/// Reads the claims off one annotated article, in the order of their triggers.
pub fn extract(article: &Article, document: &Document, ontology: &Ontology) -> Claims {
    if document.tokens.is_empty() {
        return Claims::default();
    }
    let tree = tree::Tree::new(&article.text, document);
    claims::assemble(article, &tree, ontology, &mut Notes::unwanted())
}

/// Why each claim that [`extract`] reads there is as it is, in the order of the claims.
pub fn explain(article: &Article, document: &Document, ontology: &Ontology) -> Vec<Explanation> {
    if document.tokens.is_empty() {
        return Vec::new();
    }
    let tree = tree::Tree::new(&article.text, document);
    let mut notes = Notes::wanted();
    let claims = claims::assemble(article, &tree, ontology, &mut notes);
    notes.explanations(&tree, ontology, &claims.claims)
}

/// Which mentions of a document mean the same person, group, body or place: every one of them, also such as no claim speaks of. A mention
/// is its whole noun phrase, with determiner, modifiers and restrictive clauses, without preposition and apposition.
pub fn reference_chains(article: &Article, document: &Document, ontology: &Ontology) -> Vec<ReferenceChain> {
    if document.tokens.is_empty() {
        return Vec::new();
    }
    let tree = tree::Tree::new(&article.text, document);
    coreference::Coreference::find(&tree, ontology).reference_chains(&tree)
}

/// What the chains' model is trained on: each mention beside each chain of before it, where `right` gives the chain of a mention by its
/// bytes and those of its head; the mention's place, whether it belongs to that chain, and the features as numbers.
pub fn reference_examples(
    article: &Article,
    document: &Document,
    ontology: &Ontology,
    right: impl Fn(Span<Byte>, Span<Byte>) -> Option<usize>,
) -> Vec<(usize, bool, Vec<f32>)> {
    coreference::examples(&tree::Tree::new(&article.text, document), ontology, right)
}

/// What the sentences of a document say in their own words, whatever it is about.
pub fn tuples(article: &Article, document: &Document, form: TupleForm) -> Vec<OpenTuple> {
    if document.tokens.is_empty() {
        return Vec::new();
    }
    openie::extract(&tree::Tree::new(&article.text, document), form)
}
