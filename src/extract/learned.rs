//! What the annotator's event heads add to the frames: triggers that no frame has, and who takes part where the tree leaves it open.
//!
//! Takes the hints of a document; a document without any (a tree that was not read by the annotator) is read by frames alone. The
//! thresholds are explained in docs/decisions.md. Knows nothing of how the hints were made.

use super::frames::Found;
use super::tree::Tree;
use crate::model::{EventHint, EventType, Part, Player, TokenIndex};

/// The least probability of a trigger that no frame has.
const LEAST_TRIGGER: f32 = 0.7;

/// The least probability of an event of a frame whose participants the heads alone know.
const LEAST_CONFIRMED: f32 = 0.3;

/// The least probability of a player, where nothing else says who plays the part.
fn least(part: Part) -> f32 {
    match part {
        Part::Agent => 0.35,
        Part::Recipient => 0.3,
        Part::Place => 0.2,
        Part::Speaker => 0.7,
    }
}

/// The hints of a document, in the order of their words.
pub(super) struct Learned<'a> {
    hints: &'a [EventHint],
}

impl<'a> Learned<'a> {
    pub fn of(tree: &Tree<'a>) -> Self {
        Self { hints: &tree.document.hints }
    }

    fn at(&self, token: TokenIndex) -> Option<&'a EventHint> {
        self.hints.binary_search_by_key(&token, |hint| hint.trigger).ok().map(|at| &self.hints[at])
    }

    /// The words that no frame was met at, and that surely tell an event: its likeliest type, with the probability.
    pub fn unmet(&self, found: &[Found]) -> Vec<(TokenIndex, EventType, f32)> {
        let met = |word: TokenIndex| found.iter().any(|f| f.trigger == word || f.with.contains(&word) || f.carrier == Some(word));
        let sure = self.hints.iter().filter_map(|hint| {
            let &(event_type, probability) = hint.types.first()?;
            (probability >= LEAST_TRIGGER).then_some((hint.trigger, event_type, probability))
        });
        sure.filter(|(word, _, _)| !met(*word)).collect()
    }

    /// Of an event's words, what is known of the one that is surest of its type.
    fn about(&self, event: &Found, event_type: EventType) -> Option<&'a EventHint> {
        let words = [event.trigger].into_iter().chain(event.with.iter().copied()).chain(event.carrier);
        let hints = words.filter_map(|word| self.at(word));
        hints.max_by(|a, b| a.probability(event_type).total_cmp(&b.probability(event_type)))
    }

    /// Whether the heads think it likely that a frame is right of which nobody is known to take part.
    pub fn confirms(&self, event: &Found, event_type: EventType) -> bool {
        self.about(event, event_type).is_some_and(|hint| hint.probability(event_type) >= LEAST_CONFIRMED)
    }

    /// Who plays a part in an event, as far as the heads are sure, the likeliest first; beside the likeliest only those who are likelier
    /// than not.
    pub fn players(&self, event: &Found, event_type: EventType, part: Part) -> impl Iterator<Item = Player> + use<'a> {
        let players = self.about(event, event_type).map_or(&[][..], |hint| hint.players.as_slice());
        let sure = players.iter().copied().filter(move |player| player.part == part && player.probability >= least(part));
        sure.enumerate().filter(|(place, player)| *place == 0 || player.probability >= 0.5).map(|(_, player)| player)
    }
}
