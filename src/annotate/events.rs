//! The event heads' opinion: which words tell events, of which types, whether denied, and who plays which role in them.
//!
//! Takes the scores of an article's words while they pass by, keeps those of words that may matter, and asks for roles when the trees
//! and mentions are known. Gives [`EventHint`]s. Knows nothing of frames; what a hint is worth is decided elsewhere.

use super::Network;
use super::choices::best;
use super::event_labels::EventLabels;
use super::tree_path;
use crate::model::{Document, EntityMention, EventHint, MentionForm, NameKind, Player, TokenIndex, UPos};
use rten::ThreadPool;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The least probability of a type that is worth keeping.
const LEAST_TYPE: f32 = 0.02;
/// The least probability of a role that is worth keeping.
const LEAST_ROLE: f32 = 0.1;
/// In how many sentences before the trigger's own a participant may be named; the heads have learned from as many.
const REACH: usize = 2;
/// How many triggers are asked about at once.
const BLOCK: usize = 64;

/// What is kept of an article's words until their trees are known.
#[derive(Default)]
pub struct EventScores {
    triggers: Vec<Trigger>,
    /// The views of words that may head mentions.
    candidates: BTreeMap<TokenIndex, Box<[f32]>>,
}

struct Trigger {
    hint: EventHint,
    view: Box<[f32]>,
}

impl EventScores {
    /// Keeps what one word's scores say; `upos` is what it was tagged.
    pub fn add(&mut self, word: TokenIndex, scores: &[f32], views: &[f32], upos: UPos, labels: &EventLabels) {
        use UPos::{Adj, Adv, Intj, Noun, Num, Pron, Propn, Verb, X};
        let (as_trigger, as_candidate) = views.split_at(views.len() / 2);
        if matches!(upos, Noun | Propn | Num | Adj | X) {
            self.candidates.insert(word, as_candidate.into());
        }
        if !matches!(upos, Noun | Propn | Verb | Adj | Adv | Intj | Num | Pron | X) {
            return;
        }
        let probable = |(&event_type, &score): (_, &f32)| Some((event_type, sigmoid(score))).filter(|(_, p)| *p >= LEAST_TYPE);
        let mut types: Vec<_> = labels.types.iter().zip(&scores[..labels.types.len()]).filter_map(probable).collect();
        if types.is_empty() {
            return;
        }
        types.sort_by(|a, b| b.1.total_cmp(&a.1));
        let rest = &scores[labels.types.len()..];
        let modality = labels.modalities[best(&rest[2..])];
        let hint = EventHint { trigger: word, types, denied: sigmoid(rest[1] - rest[0]), modality, players: Vec::new() };
        self.triggers.push(Trigger { hint, view: as_trigger.into() });
    }

    /// The hints of the whole article, in the order of their words.
    pub fn hints(mut self, document: &Document, network: &Network, pool: &Arc<ThreadPool>) -> Result<Vec<EventHint>, String> {
        self.triggers.sort_by_key(|t| t.hint.trigger);
        let named: Vec<TokenIndex> = {
            let mut heads: Vec<_> = document.mentions.iter().filter(|m| may_play(m)).map(|m| m.head).collect();
            heads.retain(|head| self.candidates.contains_key(head));
            heads.sort_unstable();
            heads.dedup();
            heads
        };
        for block in self.triggers.chunks_mut(BLOCK) {
            let reach = |t: &Trigger| within_reach(document, t.hint.trigger);
            let (first, last) = (reach(&block[0]).start, reach(&block[block.len() - 1]).end);
            let candidates = &named[named.partition_point(|&c| c < first)..named.partition_point(|&c| c < last)];
            if candidates.is_empty() {
                continue;
            }
            let asked: Vec<f32> = block.iter().flat_map(|t| t.view.iter().copied()).collect();
            let answering: Vec<f32> = candidates.iter().flat_map(|c| self.candidates[c].iter().copied()).collect();
            let scores = network.encoder.score_roles(&asked, &answering, block[0].view.len(), pool)?;
            let triggers = block.len();
            for (number, Trigger { hint, .. }) in block.iter_mut().enumerate() {
                let rows = (0..).map(|part| scores.row(part * triggers + number));
                hint.players = players(document, hint.trigger, candidates, rows, &network.labels.events);
            }
        }
        Ok(self.triggers.into_iter().map(|t| t.hint).collect())
    }
}

/// Whether a mention may stand for somebody who takes part.
fn may_play(mention: &EntityMention) -> bool {
    mention.form != MentionForm::Pronoun && matches!(mention.kind, NameKind::Person | NameKind::Organization | NameKind::Place)
}

/// The words of a trigger's sentence and of those before it in which participants may be named.
fn within_reach(document: &Document, trigger: TokenIndex) -> std::ops::Range<TokenIndex> {
    let sentence = document.sentence_number(trigger);
    document.sentences[sentence.saturating_sub(REACH)].tokens.start as usize..document.sentences[sentence].tokens.end as usize
}

/// Who plays which part for a trigger; `scores` are, part by part, those of the candidates.
fn players<'s>(
    document: &Document,
    trigger: TokenIndex,
    candidates: &[TokenIndex],
    scores: impl Iterator<Item = &'s [f32]>,
    labels: &EventLabels,
) -> Vec<Player> {
    let reach = within_reach(document, trigger);
    let scores: Vec<&[f32]> = scores.take(labels.parts.len()).collect();
    let mut players = Vec::new();
    for (column, &head) in candidates.iter().enumerate().filter(|(_, c)| reach.contains(c) && **c != trigger) {
        let along = labels.along(&tree_path::path(document, trigger, head));
        for ((&part, along), scores) in labels.parts.iter().zip(along).zip(&scores) {
            let probability = sigmoid(scores[column] + along);
            if probability >= LEAST_ROLE {
                players.push(Player { part, head, probability });
            }
        }
    }
    players.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    players
}

fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
