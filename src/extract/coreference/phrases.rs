//! The whole noun phrase around a head: determiner, modifiers, complements and restrictive clauses, without preposition, apposition and
//! the others of a coordination.
//!
//! Takes the trees; knows nothing of what a phrase means.

use crate::extract::tree::Tree;
use crate::model::{Relation, Span, Token, TokenIndex, UPos};

/// Adverbs that stand before a phrase and are no part of it: "even the king"; "almost all" is one.
const FOCUS: &[&str] = &[
    "only",
    "even",
    "just",
    "also",
    "now",
    "then",
    "not",
    "especially",
    "particularly",
    "including",
    "such",
    "so",
    "perhaps",
    "still",
    "later",
    "as",
    "when",
    "where",
    "how",
    "finally",
    "however",
    "too",
    "once",
];

/// The tokens of the noun phrase of `head`.
pub(super) fn whole(tree: &Tree<'_>, head: TokenIndex) -> Span<Token> {
    let (mut start, mut end) = (head, head + 1);
    if is_personal(tree, head) {
        return Span::new(start, end);
    }
    // What stands before the preposition is not the phrase's: "back in Moscow".
    let preposition = tree.children(head).iter().copied().rfind(|&c| c < head && tree.relation(c) == Relation::Case);
    let predicate = tree.children(head).iter().any(|&c| is_of_a_clause(tree.relation(c)));
    for &child in tree.children(head) {
        if preposition.is_some_and(|p| child < p) || !belongs(tree, head, child, predicate) {
            continue;
        }
        let (first, last) = extent(tree, child, 0);
        start = start.min(first);
        end = end.max(last);
    }
    while end > head + 1 && is_mark(tree, end - 1) {
        end -= 1;
    }
    while start < head && is_mark(tree, start) {
        start += 1;
    }
    Span::new(start, end)
}

/// "He", "themselves": nothing that stands with them is a part of the mention.
fn is_personal(tree: &Tree<'_>, head: TokenIndex) -> bool {
    tree.upos(head) == UPos::Pron && tree.has_feature(head, "PronType=Prs")
}

fn is_of_a_clause(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Cop | Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::Aux | Relation::AuxPass | Relation::Mark
    )
}

fn belongs(tree: &Tree<'_>, head: TokenIndex, child: TokenIndex, predicate: bool) -> bool {
    use Relation::*;
    let relation = tree.relation(child);
    if child < head {
        return match relation {
            Det | DetPredet | Amod | Compound | NmodPoss | NmodDesc | NmodUnmarked | Nummod | Flat => true,
            Advmod => !predicate && !FOCUS.contains(&tree.form(child)),
            _ => false,
        };
    }
    let in_brackets = (head + 1..child).any(|t| matches!(tree.form(t), "(" | "[" | "-lrb-"));
    match relation {
        Flat | Compound | Amod | Fixed | Goeswith | NmodDesc | Nummod | Det => !in_brackets,
        Nmod | NmodUnmarked | AclRelcl => !in_brackets,
        Acl => !predicate && !in_brackets,
        Case => matches!(tree.form(child), "'s" | "'"),
        _ => false,
    }
}

/// From the first to one past the last token below `top`, `top` included.
fn extent(tree: &Tree<'_>, top: TokenIndex, depth: usize) -> (TokenIndex, TokenIndex) {
    let (mut first, mut last) = (top, top + 1);
    for &child in tree.children(top) {
        if matches!(tree.form(child), "," | "." | ":" | ";") || depth > 60 {
            continue;
        }
        let (start, end) = extent(tree, child, depth + 1);
        first = first.min(start);
        last = last.max(end);
    }
    (first, last)
}

fn is_mark(tree: &Tree<'_>, token: TokenIndex) -> bool {
    matches!(tree.form(token), "," | "." | ":" | ";" | "-" | "–" | "—")
}
