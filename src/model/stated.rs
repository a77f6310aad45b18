//! What else an article states beside events: standing relations, numbers, and triples that no frame covers.

use super::claim::written;
use super::{Byte, EntityIndex, Role, Span};
use std::ops::RangeInclusive;

/// A relation that holds over time, as an apposition, a title, a copula or a possessive states it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedRelation {
    pub subject: EntityIndex,
    pub property: RelationProperty,
    pub object: RelationObject,
    /// Of which organization or country: the office of `holdsOffice`.
    pub of: Option<EntityIndex>,
    /// The words that state it.
    pub at: Span<Byte>,
    pub found_by: String,
    /// Whether it follows from what is stated rather than being stated: "his Turkish counterpart".
    pub inferred: bool,
    /// Whether only one at a time can stand in it: "president", not "minister".
    pub sole: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RelationObject {
    Entity(EntityIndex),
    /// A title in lower case: "foreign minister".
    Words(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationProperty {
    HoldsOffice,
    MemberOf,
    PartOf,
    LocatedIn,
    SpokespersonFor,
    BasedIn,
    Nationality,
    Kinship,
    OwnerOf,
    AlliedWith,
}

impl StatedRelation {
    /// Everybody and everything that the relation speaks of.
    pub fn entities(&self) -> impl Iterator<Item = EntityIndex> {
        let object = match self.object {
            RelationObject::Entity(entity) => Some(entity),
            RelationObject::Words(_) => None,
        };
        [Some(self.subject), object, self.of].into_iter().flatten()
    }
}

/// A number that a claim gives of those who take part in its event, or of the event itself: "at least a dozen soldiers".
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The place of the claim in [`Claims::claims`](super::Claims::claims).
    pub claim: usize,
    pub role: QuantityRole,
    pub value: f64,
    /// The phrase that bounds it, as written: "more than".
    pub bound: Option<String>,
    /// What is counted, as the text has it: "soldiers".
    pub counted: String,
    /// Whose they are.
    pub affiliation: Option<EntityIndex>,
    /// The whole phrase.
    pub at: Span<Byte>,
}

/// How far a number without a bound that is "about" right may be off, as a share of it.
const ABOUT: f64 = 0.1;

/// The numbers that a bounded number allows: all from 80 for "more than 80", those near it for "about 80".
pub(super) fn allowed(value: f64, bound: Option<&str>) -> RangeInclusive<f64> {
    let bound = bound.unwrap_or_default().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| bound.contains(word));
    match () {
        () if bound.is_empty() => value..=value,
        () if says(&["no more", "not more", "at most", "as many", "as much", "up to"]) => 0.0..=value,
        () if says(&["no fewer", "no less", "not less", "not fewer"]) => value..=f64::INFINITY,
        () if says(&["fewer", "less", "under", "below"]) => 0.0..=value,
        () if says(&["more", "least", "over", "above", "upwards", "exceed", "minimum", "excess"]) => value..=f64::INFINITY,
        () => value * (1.0 - ABOUT)..=value * (1.0 + ABOUT),
    }
}

/// What a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuantityRole {
    /// Those who do it.
    Agent,
    /// Those to whom it is done.
    Recipient,
    /// What it is about.
    Topic,
    /// With what it is done: "fired 30 rockets".
    Instrument,
    /// How many such events: "73 strikes".
    Count,
    /// How much: "$2 million in aid".
    Amount,
    /// For how long, or within what time.
    Duration,
    /// How far.
    Distance,
}

impl From<Role> for QuantityRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Agent => Self::Agent,
            Role::Recipient => Self::Recipient,
            Role::Topic => Self::Topic,
            Role::Instrument => Self::Instrument,
        }
    }
}

/// A predicate between two participants that no frame covers: nothing said of two named actors is dropped silently.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenTriple {
    pub subject: EntityIndex,
    /// The predicate as the text has it, with its prepositions: "co-hosted", "stood beside".
    pub relation: String,
    pub object: EntityIndex,
    /// The sentence.
    pub at: Span<Byte>,
    pub denied: bool,
}

written!(RelationProperty {
    HoldsOffice = "holdsOffice",
    MemberOf = "memberOf",
    PartOf = "partOf",
    LocatedIn = "locatedIn",
    SpokespersonFor = "spokespersonFor",
    BasedIn = "basedIn",
    Nationality = "nationality",
    Kinship = "kinship",
    OwnerOf = "ownerOf",
    AlliedWith = "alliedWith",
});

written!(QuantityRole {
    Agent = "agent",
    Recipient = "recipient",
    Topic = "topic",
    Instrument = "instrument",
    Count = "count",
    Amount = "amount",
    Duration = "duration",
    Distance = "distance",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_tells_which_numbers_are_allowed() {
        for (bound, allows, excludes) in [
            (None, 80.0, 81.0),
            (Some("more than"), 500.0, 79.0),
            (Some("at least"), 80.0, 79.0),
            (Some("no fewer than"), 90.0, 70.0),
            (Some("up to"), 3.0, 81.0),
            (Some("no more than"), 80.0, 81.0),
            (Some("fewer than"), 3.0, 90.0),
            (Some("about"), 86.0, 60.0),
        ] {
            let range = allowed(80.0, bound);
            assert!(range.contains(&allows) && !range.contains(&excludes), "{bound:?}: {range:?}");
        }
    }
}
