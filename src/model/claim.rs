//! What the passages of one article say.

use super::{Byte, EventType, OpenTriple, Problem, Quantity, Span, StatedRelation, TimeValue};

/// The place of an entity in [`Claims::entities`].
pub type EntityIndex = usize;

/// One article's claims with its entities: self-contained, so that neither the text's annotation nor another article is needed
/// to use them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claims {
    pub entities: Vec<LocalEntity>,
    /// In the order of their triggers in the text.
    pub claims: Vec<Claim>,
    pub relations: Vec<StatedRelation>,
    pub quantities: Vec<Quantity>,
    pub open: Vec<OpenTriple>,
    /// The places in `claims` of two that cannot both be true, the earlier first; sorted.
    pub contradictions: Vec<(usize, usize)>,
    pub problems: Vec<Problem>,
}

/// Somebody or something that an article speaks of, with all its mentions there.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalEntity {
    /// The fullest name of the article.
    pub name: String,
    pub kind: EntityKind,
    /// Every surface form used as a name, sorted.
    pub names: Vec<String>,
    /// An entry of the ontology that this is known to be ("country:UA"), if any.
    pub known_as: Option<String>,
    /// The ontology's key of the country that it belongs to, as far as the article tells ("country:UA").
    pub country: Option<String>,
    /// Whether it has a name of its own; "protesters" and "a senior official" have none, and mean somebody else in each article.
    pub named: bool,
    pub mentions: Vec<Span<Byte>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    Person,
    Organization,
    /// A place, or the government named by its country.
    Place,
    /// A collective without a name of its own.
    Group,
    Thing,
}

/// What a passage says happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub event_type: EventType,
    /// A finer word on the type, free: "phone", "artillery".
    pub mode: Option<String>,
    /// What stands between subject and object when a person reads the edge: "launched an offensive on".
    pub predicate: String,
    pub trigger: Span<Byte>,
    pub participants: Vec<Participant>,
    pub place: Option<EntityIndex>,
    pub time: Option<TimeValue>,
    pub polarity: Polarity,
    pub modality: Modality,
    /// Who says so, outermost first; empty is the article's own voice.
    pub said_by: Vec<EntityIndex>,
    /// The verb or phrase that attributes.
    pub cue: Option<String>,
    /// The sentence.
    pub evidence: Span<Byte>,
    /// The rule that made the claim, "frames/assault.toml#offensive" or "head:trigger 0.93", and then what the annotator's heads added:
    /// " + head:recipient 0.71".
    pub found_by: String,
}

/// One filler of one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Participant {
    pub role: Role,
    pub entity: EntityIndex,
    /// The mention that fills the role.
    pub at: Span<Byte>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Who does it.
    Agent,
    /// To whom it is done.
    Recipient,
    /// What it is about: the talks that are rejected.
    Topic,
    /// With what: the missiles.
    Instrument,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Polarity {
    Affirmed,
    /// The text, or its source, says that it did not happen.
    Denied,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modality {
    Actual,
    /// Plans, promises, orders, readiness, proposals.
    Future,
    /// May, alleged, feared, reportedly.
    Possible,
    /// If, unless.
    Hypothetical,
}

impl Claim {
    /// What stands between the rules of `found_by`.
    pub const RULES_JOINED_BY: &str = " + ";

    /// What `found_by` adds to the rule of an act that is denied without being told again: "denies it".
    pub const DENIAL: &str = "denial";

    /// Whether it denies an act by pointing back to where it was told.
    pub fn denies_what_was_told(&self) -> bool {
        self.found_by.split(Self::RULES_JOINED_BY).skip(1).any(|rule| rule == Self::DENIAL)
    }

    /// The rule that made the claim, without what was added.
    pub fn rule(&self) -> &str {
        self.found_by.split(Self::RULES_JOINED_BY).next().unwrap_or_default()
    }

    /// The fillers of a role, in text order of the roles' filling.
    pub fn fillers(&self, role: Role) -> impl Iterator<Item = EntityIndex> + '_ {
        self.participants.iter().filter(move |p| p.role == role).map(|p| p.entity)
    }
}

/// Gives a closed set its written names, both ways.
macro_rules! written {
    ($set:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $set {
            pub const ALL: &[$set] = &[$(Self::$variant),*];

            /// The name as records write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The value of this name, as [`as_str`](Self::as_str) writes it; `None` for any other word.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

pub(super) use written;

written!(EntityKind { Person = "person", Organization = "organization", Place = "place", Group = "group", Thing = "thing" });
written!(Role { Agent = "agent", Recipient = "recipient", Topic = "topic", Instrument = "instrument" });
written!(Polarity { Affirmed = "affirmed", Denied = "denied" });
written!(Modality { Actual = "actual", Future = "future", Possible = "possible", Hypothetical = "hypothetical" });
