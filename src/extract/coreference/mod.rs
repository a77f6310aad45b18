//! Which mentions of an article mean the same: persons, bodies, places and things, whether or not anybody acts.
//!
//! 1. `mentions` gathers names, noun phrases and pronouns, `phrases` gives each its whole noun phrase,
//! 2. each mention in text order joins the `chain` of before that the trained trees (`forest`) find likeliest by its `features`, or
//!    begins one of its own.
//!
//! Takes the trees and the ontology. This is the wide view of who is spoken of; claims are read with the narrow one of `entities`. Knows
//! nothing of events and of claims.

mod chain;
mod features;
mod forest;
mod mentions;
mod phrases;

use super::tree::Tree;
use crate::model::{Byte, EntityKind, MentionForm, NameKind, ReferenceChain, Span};
use crate::ontology::Ontology;
use chain::Chain;
use features::{Between, Features, Row};
use forest::Forest;
use mentions::{Mention, gather};
use std::collections::BTreeMap;

/// How likely a mention must be to belong to a chain, by what it is: name, noun, pronoun.
const LIKELY: [f32; 3] = [0.3, 0.2, 0.1];

/// All mentions of a document, grouped.
pub(super) struct Coreference {
    mentions: Vec<Mention>,
    chains: Vec<Chain>,
}

impl Coreference {
    /// Groups the mentions of a document.
    pub fn find(tree: &Tree<'_>, ontology: &Ontology) -> Self {
        let mentions = gather(tree, ontology);
        let mut chains = Vec::new();
        let features = Features { tree, ontology, mentions: &mentions };
        for (place, mention) in mentions.iter().enumerate() {
            let best = likeliest(rows(&features, place, &chains)).filter(|(score, _)| *score >= threshold(mention)).map(|(_, chain)| chain);
            join(&mut chains, best, place, mention);
        }
        Self { mentions, chains }
    }

    /// The chains of persons, bodies and places.
    pub fn reference_chains(&self, tree: &Tree<'_>) -> Vec<ReferenceChain> {
        let chain = |chain: &Chain| {
            let mentions: Vec<Span<Byte>> = chain.mentions.iter().map(|&m| tree.document.bytes(self.mentions[m].tokens)).collect();
            let kind = match chain.kind() {
                NameKind::Person if chain.plural > chain.singular => EntityKind::Group,
                NameKind::Person => EntityKind::Person,
                NameKind::Organization => EntityKind::Organization,
                NameKind::Place => EntityKind::Place,
                _ => return None,
            };
            Some(ReferenceChain { kind, mentions })
        };
        self.chains.iter().filter_map(chain).collect()
    }
}

/// The likeliest chain, with its probability; of equals the one that began last.
fn likeliest(rows: Vec<(usize, Row)>) -> Option<(f32, usize)> {
    let forest = Forest::embedded();
    let scores = rows.into_iter().map(|(chain, row)| (forest.probability(&row), chain));
    scores.max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)))
}

fn threshold(mention: &Mention) -> f32 {
    match mention.form {
        MentionForm::Name => LIKELY[0],
        MentionForm::Nominal => LIKELY[1],
        MentionForm::Pronoun => LIKELY[2],
    }
}

fn join(chains: &mut Vec<Chain>, chain: Option<usize>, place: usize, mention: &Mention) {
    let chain = chain.unwrap_or_else(|| {
        chains.push(Chain::default());
        chains.len() - 1
    });
    chains[chain].add(place, mention);
}

/// The numbers of a mention beside each chain of before that need be weighed.
fn rows(features: &Features<'_>, place: usize, chains: &[Chain]) -> Vec<(usize, Row)> {
    let mut latest: Vec<usize> = (0..chains.len()).collect();
    latest.sort_by_key(|&chain| std::cmp::Reverse(chains[chain].last()));
    let mention = &features.mentions[place];
    let mut between = Between::default();
    let mut rows = Vec::new();
    for chain in latest {
        if features.is_candidate(place, &chains[chain]) {
            rows.push((chain, features.row(place, &chains[chain], between)));
        }
        between.chains += 1;
        between.agreeing += usize::from(features::agrees(mention, &chains[chain]));
    }
    rows
}

/// The rows that the trees are trained on: for every mention and each chain of before, with the right chains given, the mention's place,
/// whether it belongs, and the numbers. `right` gives the chain of a mention by its bytes and those of its head; a mention of which it
/// knows none is alone.
pub(super) fn examples(
    tree: &Tree<'_>,
    ontology: &Ontology,
    right: impl Fn(Span<Byte>, Span<Byte>) -> Option<usize>,
) -> Vec<(usize, bool, Vec<f32>)> {
    let mentions = gather(tree, ontology);
    let features = Features { tree, ontology, mentions: &mentions };
    let mut chains: Vec<Chain> = Vec::new();
    let mut of_right: BTreeMap<usize, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    for (place, mention) in mentions.iter().enumerate() {
        let key = right(tree.document.bytes(mention.tokens), tree.document.tokens[mention.head].span);
        let chain = key.and_then(|key| of_right.get(&key).copied());
        examples.extend(rows(&features, place, &chains).into_iter().map(|(c, row)| (place, Some(c) == chain, row.to_vec())));
        if let Some(key) = key {
            of_right.entry(key).or_insert(chains.len());
        }
        join(&mut chains, chain, place, mention);
    }
    examples
}
