//! What somebody decided of two entities: that they are the same, that they are not, or that it is not sure.

use super::claim::written;
use jiff::civil::Date;

/// A judgement on two parts of entities, by their ids; see [`EntityPart`](super::EntityPart).
///
/// An id may end in `@` and the id of an article: then only what that article says under the name is meant, and it is taken out of
/// what other articles say under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub judgement: Judgement,
    pub one: String,
    pub other: String,
    pub who: Option<String>,
    pub why: Option<String>,
    pub on: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Judgement {
    Same,
    NotSame,
    /// They stay apart, as candidates, until somebody knows better.
    Unsure,
}

written!(Judgement { Same = "same", NotSame = "not same", Unsure = "unsure" });
