//! What all articles together say: global ids, and every statement with its support.

use super::claim::written;
use super::stated::allowed;
use super::{Article, Byte, EntityKind, EventType, Modality, Polarity, QuantityRole, RelationProperty, Role, Span, TimeValue};
use std::ops::RangeInclusive;

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
    /// What is said to hold over time: offices, membership, kin; sorted.
    pub relations: Vec<StandingRelation>,
    /// Claims that cannot all be true; sorted.
    pub contradictions: Vec<Contradiction>,
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
    /// What the texts name apart, and why it is one; the first is what the id is made of. Never empty.
    pub parts: Vec<EntityPart>,
    /// Who it may be besides, and was not joined with; sorted by id.
    pub candidates: Vec<Candidate>,
}

/// What one name of one kind, or one entry of the ontology, stands for: the unit of which entities are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityPart {
    /// Made like an [`EntityId`], and the entity's own id for its first part. Depends on nothing but what its articles say of it.
    pub id: EntityId,
    pub name: String,
    /// The articles that speak of it, sorted.
    pub articles: Vec<String>,
    /// Why it belongs to the entity; `None` for the first part.
    pub joined: Option<Join>,
}

/// Why a part belongs to an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Join {
    /// The part that it was joined with.
    pub with: EntityId,
    pub reason: JoinReason,
    /// What speaks for it, in words: "both are spoken of with Turkey".
    pub evidence: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JoinReason {
    /// Somebody decided so.
    Decision,
    /// It has a name of an entry of the ontology.
    KnownName,
    /// Two spellings of one name.
    Spelling,
    /// A name without some words of the other: "Mohammad Zarif" of "Mohammad Javad Zarif".
    PartialName,
    /// The surname of a person whose full name is told elsewhere.
    Surname,
    /// The abbreviation of a name.
    Abbreviation,
}

/// Somebody or something that an entity may be, but was not joined with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The part that may be the same.
    pub id: EntityId,
    /// What they have in common.
    pub reason: JoinReason,
    /// What speaks for it, and what against it, in words.
    pub evidence: Vec<String>,
    pub against: Vec<String>,
}

/// One event, with the claims that tell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub id: EventId,
    pub event_type: EventType,
    pub mode: Option<String>,
    /// The one that is told most often.
    pub predicate: String,
    pub participants: Vec<(Role, EntityId)>,
    pub place: Option<EntityId>,
    pub time: Option<TimeValue>,
    /// Numbers that its tellings give, sorted.
    pub quantities: Vec<ToldQuantity>,
    /// Never empty.
    pub support: Vec<Provenance>,
    /// How many tellings do not go back to one another: the same words in two papers are one origin, and so is one speaker.
    pub origins: usize,
}

/// A number that one telling of an event gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldQuantity {
    /// The place of the telling in [`Event::support`].
    pub telling: usize,
    pub role: QuantityRole,
    pub value: f64,
    /// The phrase that bounds it, as written: "more than".
    pub bound: Option<String>,
    /// What is counted, as the text has it: "soldiers".
    pub counted: String,
    /// Whose they are.
    pub affiliation: Option<EntityId>,
    pub at: Span<Byte>,
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

/// What leads to an object, and stands for nothing where there is none: "held talks with".
const LEADS_ON: &[&str] = &[" against", " at", " for", " from", " into", " of", " on", " to", " with"];

impl Event {
    /// The event as a sentence, with a telling's own words for it: "Russia launched an offensive on Ukraine"; "both sides held talks".
    pub fn in_words<'n>(&'n self, predicate: &str, name: impl Fn(&'n EntityId) -> &'n str) -> String {
        let fillers =
            |wanted: Role| -> Vec<&str> { self.participants.iter().filter(|(role, _)| *role == wanted).map(|(_, id)| name(id)).collect() };
        let (recipients, topics) = (fillers(Role::Recipient), fillers(Role::Topic));
        let objects = if recipients.is_empty() { topics } else { recipients };
        let leads_nowhere = LEADS_ON.iter().find_map(|end| predicate.strip_suffix(end)).filter(|_| objects.is_empty());
        let parts = [fillers(Role::Agent).join(" and "), leads_nowhere.unwrap_or(predicate).to_owned(), objects.join(" and ")];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

impl ToldQuantity {
    /// The numbers that it allows.
    pub fn range(&self) -> RangeInclusive<f64> {
        allowed(self.value, self.bound.as_deref())
    }
}

/// What is said to hold over time between two entities, or of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRelation {
    pub subject: EntityId,
    pub property: RelationProperty,
    pub object: Held,
    /// Of which organization or country, for an office.
    pub of: Option<EntityId>,
    /// Never empty, sorted.
    pub support: Vec<Stating>,
}

/// What a relation leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    Entity(EntityId),
    /// A title in lower case: "foreign minister".
    Words(String),
}

/// A passage that states a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stating {
    pub article: String,
    pub at: Span<Byte>,
    pub rule: String,
    /// Whether it follows from what is stated rather than being stated: "his Turkish counterpart".
    pub inferred: bool,
    /// Whether only one at a time can stand in it: "president", not "minister".
    pub sole: bool,
}

/// Two claims that cannot both be true. Both are kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    pub reason: ContradictionReason,
    pub one: Side,
    pub other: Side,
}

/// One of two claims that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// A telling of an event: its place in [`Event::support`].
    Telling { event: EventId, telling: usize },
    /// A stating of a relation: the places in [`Knowledge::relations`] and in [`StandingRelation::support`].
    Stating { relation: usize, stating: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContradictionReason {
    /// One says that it happened, or will, the other that it did not, or will not.
    OppositePolarity,
    /// Two sides each lay the same to the other: who fired first.
    RivalAccounts,
    /// Two numbers of the same, neither of which the other allows.
    DisjointNumbers,
    /// Two times of one event that have no day in common.
    DisjointDates,
    /// Two holders of one office that only one can hold.
    ExclusiveOffice,
}

/// Where a statement comes from: the only bridge from knowledge back to text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    pub article: String,
    /// The sentence.
    pub evidence: Span<Byte>,
    pub trigger: Span<Byte>,
    /// This telling's own words for the event: "shelled".
    pub predicate: String,
    /// Who says so, outermost first; empty is the article's own voice.
    pub said_by: Vec<EntityId>,
    pub cue: Option<String>,
    pub polarity: Polarity,
    pub modality: Modality,
    pub rule: String,
}

written!(JoinReason {
    Decision = "decision",
    KnownName = "known name",
    Spelling = "spelling",
    PartialName = "partial name",
    Surname = "surname",
    Abbreviation = "abbreviation",
});

written!(ContradictionReason {
    OppositePolarity = "opposite polarity",
    RivalAccounts = "rival accounts",
    DisjointNumbers = "disjoint numbers",
    DisjointDates = "disjoint dates",
    ExclusiveOffice = "exclusive office",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preposition_that_leads_nowhere_is_left_out() {
        let told = |recipients: &[&str], predicate: &str| {
            let agent = (Role::Agent, "Chad".to_owned());
            let others = recipients.iter().map(|name| (Role::Recipient, name.to_string()));
            let event = Event {
                id: "e".into(),
                event_type: EventType::Consult,
                mode: None,
                predicate: predicate.into(),
                participants: std::iter::once(agent).chain(others).collect(),
                place: None,
                time: None,
                quantities: Vec::new(),
                support: Vec::new(),
                origins: 1,
            };
            event.in_words(predicate, |id| id)
        };
        assert_eq!(told(&["Niger", "Mali"], "held talks with"), "Chad held talks with Niger and Mali");
        assert_eq!(told(&[], "held talks with"), "Chad held talks");
        assert_eq!(told(&[], "took over"), "Chad took over");
    }
}
