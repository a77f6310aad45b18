//! Whether an event is said to have happened, or not to have: negation, and the governors that deny.
//!
//! Knows nothing of who says so.

use super::frames::Found;
use super::governors::{Governing, Step};
use super::tree::Tree;
use crate::model::{Polarity, Relation, TokenIndex};

/// The polarity of an event; `steps` lead up from its trigger, or from the verb that carries it.
pub(super) fn polarity(tree: &Tree<'_>, governing: &Governing<'_>, event: &Found, steps: &[Step]) -> Polarity {
    let speaks = governing.speaks(event);
    let denied = is_denied(tree, governing, event.trigger, &event.with, event.carrier, speaks, steps);
    if denied { Polarity::Denied } else { Polarity::Affirmed }
}

/// Whether what a word tells is denied: `with` are the other words that tell it, `carrier` the verb that carries a noun, and `speaks`
/// says whether it is an act of speech.
pub(super) fn is_denied(
    tree: &Tree<'_>,
    governing: &Governing<'_>,
    trigger: TokenIndex,
    with: &[TokenIndex],
    carrier: Option<TokenIndex>,
    speaks: bool,
    steps: &[Step],
) -> bool {
    let mut denied = governing.is_negated(trigger) || with.iter().any(|&w| tree.is_nominal(w) && governing.is_negated(w));
    if let Some(carrier) = carrier {
        denied |= governing.is_negated(carrier);
    }
    // "neither A nor B attacked", "nobody attacked".
    let subject = tree.surface_subject(carrier.unwrap_or(trigger));
    if tree.relation(trigger) != Relation::Amod
        && subject.is_some_and(|s| governing.is_negated(s) || matches!(tree.form(s), "nobody" | "none"))
    {
        denied = true;
    }
    for step in steps.iter().filter(|s| Some(s.governor) != carrier) {
        if tree.relation(step.child) == Relation::Conj {
            // "did not meet or talk": a negated first part negates what "or" joins to it.
            let or = tree.children(step.child).iter().any(|&c| matches!(tree.form(c), "or" | "nor"));
            denied |= or && governing.is_negated(step.governor);
            continue;
        }
        if !step.complement {
            break;
        }
        let Some(colour) = step.colour else {
            if step.is_event {
                break;
            }
            denied ^= governing.is_negated(step.governor) && tree.relation(step.child) != Relation::Nmod;
            continue;
        };
        // "rejected the demand" does not deny that it was made, but what it holds.
        let made_by_another = step.child == trigger && tree.is_nominal(trigger) && speaks;
        denied ^= colour.polarity == Some(Polarity::Denied) && !made_by_another;
        let only_says = colour.says && colour.polarity.is_none() && !tree.is_nominal(step.governor);
        if only_says {
            break;
        }
        denied ^= governing.is_negated(step.governor);
    }
    denied
}
