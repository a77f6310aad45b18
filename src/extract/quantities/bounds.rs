//! What bounds a number: "more than", "some", "or more".
//!
//! Takes a tree and the words that a number covers; gives the bounding words. Knows nothing of what is counted.

use crate::extract::tree::Tree;
use crate::model::{Relation, Span, Token, TokenIndex};
use crate::ontology::Quantities;

/// The words right before a number that bound it, or else those right behind it.
pub(super) fn bound(tree: &Tree<'_>, words: &Quantities, number: Span<Token>) -> Option<Span<Token>> {
    let sentence = tree.document.sentence_of(number.start as usize).tokens.range();
    let (start, end) = (number.range().start, number.range().end);
    let before: Vec<&str> = (sentence.start..start).map(|t| tree.form(t)).collect();
    let long = words.bound_before(&before);
    if long > 0 {
        return Some(Span::new(start - long, start));
    }
    if start > sentence.start && words.bounds_as_preposition(tree.form(start - 1)) && !governs(tree, start - 1) {
        return Some(Span::new(start - 1, start));
    }
    let after: Vec<&str> = (end..sentence.end.min(end + 4)).map(|t| tree.form(t)).collect();
    let behind = words.bound_after(&after);
    (behind > 0).then(|| Span::new(end, end + behind))
}

/// Whether a word is a preposition of its sentence: "a dispute over 600 passengers"; not that of a subject or an object.
fn governs(tree: &Tree<'_>, word: TokenIndex) -> bool {
    // "Handed over 32 prisoners".
    if tree.relation(word) == Relation::CompoundPrt {
        return true;
    }
    if tree.relation(word) != Relation::Case {
        return false;
    }
    let Some(noun) = tree.head(word) else { return false };
    let argument = matches!(tree.relation(noun).universal(), Relation::Nsubj | Relation::Obj | Relation::Nummod);
    // A phrase with another preposition before it has no room for a second: "with over 600 passengers".
    let second = tree.children_by(noun, Relation::Case).any(|other| other < word);
    !(argument || second)
}
