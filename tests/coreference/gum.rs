//! The coreference of GUM: which spans of a document its `Entity=` notes join, of persons, organizations and places.
//!
//! Takes the CoNLL-U of a part. The notes open and close in brackets, "(3-person-new-…" and "3)", nested; discontinuous ones, of which there
//! are few, are left out. Knows nothing of scores.

use dateline::annotate::conllu::TreebankDocument;
use dateline::model::{Byte, Span};
use regex::Regex;
use std::collections::BTreeMap;

/// The genres that the figure is about.
const GENRES: &[&str] = &["news", "interview", "bio"];
/// The types of the chains that it is about.
const KINDS: &[&str] = &["person", "organization", "place"];

/// A document's mentions by the number of their chain.
pub struct Key {
    pub chains: BTreeMap<usize, Vec<Span<Byte>>>,
}

impl Key {
    /// The spans of each chain.
    pub fn partition(&self) -> Vec<Vec<Span<Byte>>> {
        self.chains.values().cloned().collect()
    }

    /// The chain of a mention.
    pub fn chain_of(&self) -> BTreeMap<Span<Byte>, usize> {
        self.chains.iter().flat_map(|(&chain, mentions)| mentions.iter().map(move |&mention| (mention, chain))).collect()
    }
}

/// Whether a document is of a genre that the figure is about: "GUM_news_iodine".
pub fn is_asked(id: &str) -> bool {
    id.split('_').nth(1).is_some_and(|genre| GENRES.contains(&genre))
}

/// The chains of each document of a part, in its order; of all types if `kinds` is left out.
pub fn keys(source: &str, documents: &[TreebankDocument], all_kinds: bool) -> Vec<Key> {
    let blocks = source.split("# newdoc id").skip(1);
    let keys: Vec<Key> = blocks.zip(documents).map(|(block, document)| key(block, document, all_kinds)).collect();
    assert_eq!(keys.len(), documents.len(), "a key for each document");
    keys
}

fn key(block: &str, document: &TreebankDocument, all_kinds: bool) -> Key {
    let note = Regex::new(r"\((\d+)(\[[\d/]+\])?-([a-z]+)-((?:[^()]|\([^()\d][^()]*\))*)(\))?|(\d+)(\[[\d/]+\])?\)").unwrap();
    let mut open: Vec<(usize, bool, usize)> = Vec::new();
    let mut found: Vec<(usize, Span<Byte>)> = Vec::new();
    let rows = block.lines().filter(|line| line.split('\t').next().is_some_and(|id| id.parse::<usize>().is_ok()));
    for (token, row) in rows.enumerate() {
        let misc = row.rsplit('\t').next().unwrap_or_default();
        let Some(entity) = misc.split('|').find_map(|part| part.strip_prefix("Entity=")) else { continue };
        for piece in note.captures_iter(entity).filter(|p| p.get(2).or(p.get(7)).is_none()) {
            if let Some(number) = piece.get(1) {
                open.push((number.as_str().parse().unwrap(), all_kinds || KINDS.contains(&&piece[3]), token));
            }
            let closed = piece.get(6).or_else(|| piece.get(5).and_then(|_| piece.get(1)));
            if let Some(number) = closed.map(|c| c.as_str().parse::<usize>().unwrap()) {
                let place = open.iter().rposition(|(chain, _, _)| *chain == number).expect("what is closed was opened");
                let (chain, wanted, start) = open.remove(place);
                if wanted {
                    found.push((chain, document.document.bytes(Span::new(start, token + 1))));
                }
            }
        }
    }
    assert!(open.is_empty(), "{}: {open:?} never close", document.id);
    found.sort_by_key(|(_, span)| *span);
    found.dedup_by_key(|(_, span)| *span);
    let mut chains: BTreeMap<usize, Vec<Span<Byte>>> = BTreeMap::new();
    found.into_iter().for_each(|(chain, span)| chains.entry(chain).or_default().push(span));
    Key { chains }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::annotate::conllu;

    #[test]
    fn brackets_nest() {
        let row = |n: usize, form: &str, head: usize, relation: &str, misc: &str| {
            format!("{n}\t{form}\t{form}\tNOUN\t_\t_\t{head}\t{relation}\t_\t{misc}\n")
        };
        let source = format!(
            "# newdoc id = GUM_news_x\n{}{}{}{}\n",
            row(1, "wives", 0, "root", "Entity=(1-person-new-s-cf1-1-coref-A_(b)|SpaceAfter=Yes"),
            row(2, "of", 3, "case", "_"),
            row(3, "kings", 1, "nmod", "Entity=(2-person-new-s-cf1-1-coref)1)"),
            row(4, "rose", 1, "dep", "Entity=(3-plant-new-s-cf1-1-sgl)"),
        );
        let documents = conllu::read(&source).unwrap();
        let key = keys(&source, &documents, false).remove(0);
        let told: Vec<(usize, &str)> = key.chains.iter().map(|(n, spans)| (*n, spans[0].of(&documents[0].text))).collect();
        assert_eq!(told, [(1, "wives of kings"), (2, "kings")], "a rose is nobody");
        assert_eq!(keys(&source, &documents, true)[0].chains.len(), 3);
    }
}
