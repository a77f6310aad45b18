//! Names and mention heads → [`EntityMention`]s over the tree.
//!
//! A name's span is what the name head marked; a nominal's is the noun phrase around the head that the mention head marked.
//! Knows nothing of who is meant.

use crate::model::{Document, EntityMention, MentionForm, NameKind, Relation, Span, Token, TokenIndex, UPos};
use std::ops::Range;

/// A name over tokens of a sentence whose tree is known.
pub fn name(document: &Document, tokens: Range<TokenIndex>, kind: NameKind) -> EntityMention {
    let head = tokens.clone().find(|&t| document.tokens[t].head.is_none_or(|h| !tokens.contains(&h))).unwrap_or(tokens.start);
    EntityMention { tokens: Span::new(tokens.start, tokens.end), head, form: MentionForm::Name, kind, found_by: "head:name" }
}

/// A nominal or pronoun that the mention head marked at `head`.
pub fn nominal(document: &Document, head: TokenIndex, kind: NameKind) -> EntityMention {
    let form = if document.tokens[head].upos == UPos::Pron { MentionForm::Pronoun } else { MentionForm::Nominal };
    EntityMention { tokens: noun_phrase(document, head), head, form, kind, found_by: "head:mention" }
}

/// The tokens of the noun phrase of `head`: its determiners, modifiers, compounds and complements, without clauses, appositions
/// and coordinated others, and without its preposition.
pub fn noun_phrase(document: &Document, head: TokenIndex) -> Span<Token> {
    let (mut start, mut end) = (head, head + 1);
    for child in document.children(head) {
        if belongs(document, child) {
            let (first, last) = extent(document, child);
            start = start.min(first);
            end = end.max(last);
        }
    }
    Span::new(start, end)
}

fn belongs(document: &Document, child: TokenIndex) -> bool {
    use Relation::*;
    let relation = document.tokens[child].relation;
    matches!(relation.universal(), Det | Amod | Compound | Nummod | Flat | Fixed | Goeswith)
        || matches!(relation, Nmod | NmodPoss | NmodDesc | NmodUnmarked)
}

/// From the first to one past the last token below `top`, `top` included.
fn extent(document: &Document, top: TokenIndex) -> (TokenIndex, TokenIndex) {
    let (mut first, mut last) = (top, top + 1);
    let mut open = vec![top];
    while let Some(token) = open.pop() {
        for child in document.children(token) {
            if document.tokens[child].relation != Relation::Punct {
                (first, last) = (first.min(child), last.max(child + 1));
            }
            open.push(child);
        }
    }
    (first, last)
}
