//! The words of a noun phrase: where it begins and ends, and the country that its modifiers name.
//!
//! Knows nothing of grouping.

use super::Entities;
use crate::model::{Relation, Span, Token, TokenIndex, UPos};
use crate::ontology::Sense;

impl Entities<'_> {
    /// The head with what stands before it, without a leading determiner: "senior US defence official".
    pub(super) fn phrase(&self, head: TokenIndex) -> Span<Token> {
        let tree = self.tree;
        let mut start = head;
        for &child in tree.children(head).iter().rev().filter(|&&c| c < head) {
            let part = match tree.relation(child) {
                Relation::Amod | Relation::Compound | Relation::Flat | Relation::NmodDesc | Relation::NmodUnmarked => true,
                Relation::Nummod => true,
                Relation::NmodPoss => tree.upos(child) != UPos::Pron,
                Relation::Punct => tree.form(child) == "-",
                _ => false,
            };
            if !part {
                if matches!(tree.relation(child), Relation::Punct | Relation::Det | Relation::Case | Relation::Cc) {
                    break;
                }
                continue;
            }
            start = start.min(self.leftmost(child, 0));
        }
        let mut end = head + 1;
        while end < tree.len() && tree.head(end) == Some(head) && tree.relation(end) == Relation::Flat {
            end += 1;
        }
        // "Some 30 wounded", where the number has the adjective behind it.
        if tree.upos(head) == UPos::Num && end < tree.len() && tree.head(end) == Some(head) && tree.relation(end) == Relation::Amod {
            end += 1;
        }
        // "Passers-by": what is written on it is a part of the word.
        while tree.is_written_on(end) && tree.form(end) == "-" && tree.is_written_on(end + 1) {
            end += 2;
        }
        Span::new(start, end)
    }

    fn leftmost(&self, token: TokenIndex, depth: usize) -> TokenIndex {
        let children = self.tree.children(token).iter().filter(|&&c| c < token && self.tree.relation(c) != Relation::Det);
        children.map(|&c| if depth < 4 { self.leftmost(c, depth + 1) } else { c }).min().unwrap_or(token)
    }

    /// The ontology's key of the country that a phrase names by an adjective, a possessive, a compound or "of".
    pub(super) fn country_in(&self, head: TokenIndex) -> Option<String> {
        let tree = self.tree;
        let mut of = None;
        for &child in tree.children(head) {
            match tree.relation(child) {
                Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::NmodDesc | Relation::Flat | Relation::NmodUnmarked => {
                    if let Some(key) = self.country_named(child).or_else(|| self.country_in_modifier(child)) {
                        return Some(key);
                    }
                }
                Relation::Nmod if matches!(tree.marker(child), Some("of" | "in" | "from")) => of = of.or_else(|| self.country_named(child)),
                _ => {}
            }
        }
        of
    }

    fn country_in_modifier(&self, modifier: TokenIndex) -> Option<String> {
        let children = self.tree.children(modifier).iter().copied();
        children
            .filter(|&c| matches!(self.tree.relation(c), Relation::Amod | Relation::Compound | Relation::NmodPoss))
            .find_map(|c| self.country_named(c))
    }

    /// The ontology's key of the country that a word, or the name it heads, stands for.
    pub(super) fn country_named(&self, token: TokenIndex) -> Option<String> {
        if let Some(entity) = self.government_of_token[token].or(self.of_token[token]) {
            // "his government" is that of his country.
            if self.tree.relation(token) == Relation::NmodPoss && self.tree.upos(token) == UPos::Pron {
                return self.drafts[entity]
                    .known_as
                    .clone()
                    .filter(|_| self.is_country(entity))
                    .or_else(|| self.drafts[entity].country.clone());
            }
            if self.is_country(entity) {
                return self.drafts[entity].known_as.clone();
            }
            return None;
        }
        let lookup = self.ontology.names.lookup(self.tree.surface(token))?;
        let country = lookup.key.starts_with("country:") || lookup.key.starts_with("territory:");
        (country && (lookup.sense != Sense::Name || self.tree.is_capitalised(token))).then(|| lookup.key.to_string())
    }
}
