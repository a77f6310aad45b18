//! The shared words: the types that pass from room to room.
//!
//! Text side (ids local to an article): [`Article`] → [`Document`] → [`Claims`]. Knowledge side (global ids): [`Knowledge`] with
//! its [`Entity`], [`Event`] and [`Statement`]. [`Provenance`] is the only bridge between the two.
//!
//! Does no I/O and knows nothing of how any of these is made, stored or drawn.

mod article;
mod claim;
mod decision;
mod document;
mod event_type;
#[cfg(test)]
pub(crate) mod fixture;
mod hint;
mod knowledge;
mod name;
mod problem;
mod reference;
mod span;
mod spelling;
mod stated;
mod time;
mod tuple;
mod universal;

pub use article::Article;
pub use claim::{Claim, Claims, EntityIndex, EntityKind, LocalEntity, Modality, Participant, Polarity, Role};
pub use decision::{Decision, Judgement};
pub use document::{Document, EntityMention, MentionForm, NameKind, Sentence, Token, TokenIndex};
pub use event_type::{DeclaredType, EventType, QuadClass};
pub use hint::{EventHint, Part, Player};
pub use knowledge::{
    Candidate, Contradiction, ContradictionReason, Entity, EntityId, EntityPart, Event, EventId, Held, Join, JoinReason, Knowledge,
    Provenance, Side, StandingRelation, Statement, Stating, ToldQuantity,
};
pub use name::{last_word, name_key, slug};
pub use problem::Problem;
pub use reference::ReferenceChain;
pub use span::{Byte, Span};
pub use spelling::spelling_key;
pub use stated::{OpenTriple, Quantity, QuantityRole, RelationObject, RelationProperty, StatedRelation};
pub use time::{Granularity, TimeValue};
pub use tuple::{OpenTuple, Word};
pub use universal::{Relation, UPos};
