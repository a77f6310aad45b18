//! What the annotator's event heads say of a word, beside its grammar.

use super::claim::written;
use super::{EventType, Modality, TokenIndex};

/// A word that may tell an event, as the heads see it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventHint {
    pub trigger: TokenIndex,
    /// The types that may hold and their probabilities, the likeliest first; never empty.
    pub types: Vec<(EventType, f32)>,
    /// How probable it is that the event is denied.
    pub denied: f32,
    pub modality: Modality,
    /// Who may take part, the likeliest first.
    pub players: Vec<Player>,
}

/// A mention that may play a part for a trigger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Player {
    pub part: Part,
    /// The head word of the mention, in the trigger's sentence or one of the two before it.
    pub head: TokenIndex,
    pub probability: f32,
}

/// The part that somebody or some place plays for a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Agent,
    Recipient,
    Place,
    /// Who says so, the innermost.
    Speaker,
}

impl EventHint {
    /// The probability that the word tells an event of a type; 0 where it was not worth keeping.
    pub fn probability(&self, event_type: EventType) -> f32 {
        self.types.iter().find(|(t, _)| *t == event_type).map_or(0.0, |(_, p)| *p)
    }
}

written!(Part { Agent = "agent", Recipient = "recipient", Place = "place", Speaker = "speaker" });
