//! Whether an event is said to have happened, or not to have: negation, and the governors that deny.
//!
//! Knows nothing of who says so.

use super::explanation::Notes;
use super::frames::Found;
use super::governors::{Governing, Step};
use super::tree::Tree;
use crate::model::{Polarity, Relation, TokenIndex};

/// The words that tell something, of which it is asked whether it is denied.
pub(super) struct Told<'a> {
    pub trigger: TokenIndex,
    /// The trigger's other words.
    pub with: &'a [TokenIndex],
    /// The verb that carries a noun.
    pub carrier: Option<TokenIndex>,
    /// Whether it is itself an act of speech.
    pub speaks: bool,
}

/// The polarity of an event; `steps` lead up from its trigger, or from the verb that carries it.
pub(super) fn polarity(tree: &Tree<'_>, governing: &Governing<'_>, event: &Found, steps: &[Step], notes: &mut Notes) -> Polarity {
    let told = Told { trigger: event.trigger, with: &event.with, carrier: event.carrier, speaks: governing.speaks(event) };
    let denied = is_denied(tree, governing, &told, steps, |word, why| notes.polarity(word, why));
    if denied { Polarity::Denied } else { Polarity::Affirmed }
}

/// Whether what some words tell is denied. `note` gets each word that denies it, or denies the denial.
pub(super) fn is_denied(
    tree: &Tree<'_>,
    governing: &Governing<'_>,
    told: &Told<'_>,
    steps: &[Step],
    mut note: impl FnMut(TokenIndex, &'static str),
) -> bool {
    let mut denied = is_denied_where_it_stands(tree, governing, told, &mut note);
    for step in steps.iter().filter(|s| Some(s.governor) != told.carrier) {
        let negation = governing.negation(step.governor);
        if tree.relation(step.child) == Relation::Conj {
            // "did not meet or talk": a negated first part negates what "or" joins to it.
            let or = tree.children(step.child).iter().any(|&c| matches!(tree.form(c), "or" | "nor"));
            if let Some(word) = negation.filter(|_| or && !denied) {
                note(word, "negates what is joined to it by “or”");
                denied = true;
            }
            continue;
        }
        if !step.complement {
            break;
        }
        let Some(colour) = step.colour else {
            if step.is_event {
                break;
            }
            // "did not mention the attack": what is known to have happened is no less so for what was not done about it.
            let known = tree.is_nominal(step.child) && tree.is_definite(step.child);
            if let Some(word) = negation.filter(|_| !known && tree.relation(step.child) != Relation::Nmod) {
                note(word, "negates a word above it");
                denied ^= true;
            }
            continue;
        };
        // "rejected the demand" does not deny that it was made, but what it holds.
        let made_by_another = step.child == told.trigger && tree.is_nominal(told.trigger) && told.speaks;
        if colour.polarity == Some(Polarity::Denied) && !made_by_another {
            note(step.governor, "denies what stands under it");
            denied ^= true;
        }
        let only_says = colour.says && colour.polarity.is_none() && colour.modality.is_none() && !tree.is_nominal(step.governor);
        if only_says {
            break;
        }
        if let Some(word) = negation {
            note(word, "negates a word above it");
            denied ^= true;
        }
    }
    denied
}

/// Whether the words themselves, or their subject, are negated.
fn is_denied_where_it_stands(
    tree: &Tree<'_>,
    governing: &Governing<'_>,
    told: &Told<'_>,
    note: &mut impl FnMut(TokenIndex, &'static str),
) -> bool {
    let nominal = told.with.iter().copied().filter(|&w| tree.is_nominal(w));
    let negation = [told.trigger].into_iter().chain(nominal).chain(told.carrier).find_map(|word| governing.negation(word));
    if let Some(word) = negation {
        note(word, "negates it");
        return true;
    }
    // "neither A nor B attacked", "nobody attacked".
    let subject = tree.surface_subject(told.carrier.unwrap_or(told.trigger)).filter(|_| tree.relation(told.trigger) != Relation::Amod);
    let nobody = |s| governing.negation(s).or_else(|| tree.is_nobody(s).then_some(s));
    let Some(word) = subject.and_then(nobody) else { return false };
    note(word, "leaves nobody who did it");
    true
}
