//! What could not be done, as data: the middle of the pipeline reports, it never fails.

use super::{Byte, Span};

/// Something in an article that a room could not deal with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What happened and what was done instead.
    pub message: String,
    /// Where, in the article's text.
    pub span: Span<Byte>,
    /// The rule or step that reports it.
    pub rule: &'static str,
}
