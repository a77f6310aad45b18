//! Lengths of time that say how long, and those that say when: "jailed for two years", but "two years ago".
//!
//! Takes a tree and a measured phrase. Knows nothing of events and of the calendar.

use crate::extract::tree::Tree;
use crate::model::{Relation, Span, Token, TokenIndex};

/// Whether a length of time points to a date or tells an age.
pub(super) fn tells_when(tree: &Tree<'_>, phrase: Span<Token>) -> bool {
    let (start, end) = (phrase.range().start, phrase.range().end);
    let form = |t: usize| if t < tree.len() { tree.form(t) } else { "" };
    let next = if form(end) == "-" { form(end + 1) } else { form(end) };
    let after =
        matches!(next, "ago" | "old" | "olds" | "earlier" | "later" | "before" | "after" | "since" | "from" | "apart" | "away" | "into");
    // "The last two weeks", "for the first time in three years".
    let before = start.checked_sub(1).map_or("", form);
    // "60 euros a day" is a rate.
    let rate = matches!(form(start), "a" | "an") && end == start + 2 && tree.relation(start + 1) == Relation::OblUnmarked;
    after || rate || matches!(before, "last" | "past" | "previous" | "next" | "coming" | "first" | "recent" | "every" | "in")
}

/// How many steps above a length of time the act may stand that lasts so long; `None` where the phrase does not say how long.
pub(super) fn reach(tree: &Tree<'_>, unit: TokenIndex) -> Option<usize> {
    match (tree.relation(unit), tree.marker(unit)) {
        (Relation::Obl | Relation::OblUnmarked | Relation::Nmod, Some("for" | "within" | "to" | "by")) => Some(2),
        // "A trial of five hours", "a five-day operation", "lasted 18 months".
        (Relation::Nmod, Some("of")) => Some(1),
        (Relation::Compound | Relation::Amod | Relation::Nummod, None) => Some(2),
        (Relation::Obj | Relation::Iobj | Relation::Obl | Relation::OblUnmarked, None) => Some(1),
        _ => None,
    }
}
