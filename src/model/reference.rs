//! Mentions of one article that mean the same.

use super::{Byte, EntityKind, Span};

/// All mentions of one person, group, body or place, in text order; those inside a longer one come after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceChain {
    pub kind: EntityKind,
    /// The bytes of the whole noun phrases.
    pub mentions: Vec<Span<Byte>>,
}
