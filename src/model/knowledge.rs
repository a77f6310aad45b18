//! What all articles together say: global ids, and every statement with its support.

use super::{Article, Byte, EntityKind, EventType, Modality, Polarity, Role, Span, TimeValue};

/// Identifies an entity in the graph: a readable slug and a hash of its canonical key ("sergei-lavrov-1f3a…").
pub type EntityId = String;
/// Identifies an event in the graph, made like an [`EntityId`].
pub type EventId = String;

/// The knowledge of a set of articles. A function of the set: order and thread count do not matter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Knowledge {
    /// Sorted by id.
    pub articles: Vec<Article>,
    /// Sorted by id; each has a mention in some article.
    pub entities: Vec<Entity>,
    /// Sorted by id.
    pub events: Vec<Event>,
    /// Who did what to whom, flattened to triples; sorted.
    pub statements: Vec<Statement>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    pub id: EntityId,
    pub name: String,
    pub kind: EntityKind,
    /// All its other names, sorted.
    pub other_names: Vec<String>,
    /// The ontology's entry, if it is one ("country:UA").
    pub known_as: Option<String>,
}

/// One event, with the claims that tell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub id: EventId,
    pub event_type: EventType,
    pub mode: Option<String>,
    pub predicate: String,
    pub participants: Vec<(Role, EntityId)>,
    pub place: Option<EntityId>,
    pub time: Option<TimeValue>,
    /// Never empty.
    pub support: Vec<Provenance>,
}

/// A triple between two entities, read off an event's roles, with who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    pub subject: EntityId,
    /// The event's predicate: "spoke with".
    pub property: String,
    pub object: EntityId,
    pub event: EventId,
    pub polarity: Polarity,
    pub modality: Modality,
    /// Never empty.
    pub support: Vec<Provenance>,
}

/// Where a statement comes from: the only bridge from knowledge back to text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    pub article: String,
    /// The sentence.
    pub evidence: Span<Byte>,
    pub trigger: Span<Byte>,
    /// Who says so, outermost first; empty is the article's own voice.
    pub said_by: Vec<EntityId>,
    pub cue: Option<String>,
    pub polarity: Polarity,
    pub modality: Modality,
    pub rule: String,
}
