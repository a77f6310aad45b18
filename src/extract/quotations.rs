//! Direct quotations: which tokens stand between quotation marks, and which quotation each belongs to.
//!
//! Takes the trees; knows nothing of speakers.

use super::tree::Tree;
use crate::model::{Span, Token, TokenIndex};

/// The quotations of a document, in text order; a quotation may run over several sentences.
pub(super) struct Quotations {
    spans: Vec<Span<Token>>,
}

impl Quotations {
    pub fn find(tree: &Tree<'_>) -> Self {
        let mut spans = Vec::new();
        let mut open: Option<TokenIndex> = None;
        for token in 0..tree.len() {
            let opens_paragraph = tree.document.sentences[tree.sentence(token)];
            if opens_paragraph.opens_paragraph && opens_paragraph.tokens.start as usize == token {
                // Marks that are never closed end with their paragraph.
                if let Some(start) = open.take() {
                    spans.push(Span::new(start, token));
                }
            }
            match tree.surface(token) {
                "“" | "``" => open = Some(token + 1),
                "”" | "''" => spans.extend(open.take().map(|start| Span::new(start, token))),
                "\"" => match open.take() {
                    Some(start) => spans.push(Span::new(start, token)),
                    None => open = Some(token + 1),
                },
                _ => {}
            }
        }
        spans.extend(open.map(|start| Span::new(start, tree.len().max(start))));
        Self { spans }
    }

    /// The quotation that holds a token.
    pub fn around(&self, token: TokenIndex) -> Option<Span<Token>> {
        let after = self.spans.partition_point(|s| s.start as usize <= token);
        self.spans[..after].last().copied().filter(|s| s.contains(token))
    }
}
