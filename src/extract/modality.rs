//! Whether an event is told as fact, plan, possibility or condition: auxiliaries, adverbs, adjectives, and the governors above.
//!
//! Knows nothing of who says so.

use super::frames::Found;
use super::governors::{Governing, Step};
use super::tree::Tree;
use crate::model::{Modality, Relation, TokenIndex, UPos};
use crate::ontology::{Ontology, TriggerClass};

/// The modality of an event; `steps` lead up from its trigger.
pub(super) fn modality(tree: &Tree<'_>, ontology: &Ontology, governing: &Governing<'_>, event: &Found, steps: &[Step]) -> Modality {
    if is_conditional(tree, event.trigger, steps) {
        return Modality::Hypothetical;
    }
    let own = event.with.iter().copied().chain([event.trigger]).chain(event.carrier);
    let mut found =
        own.clone().find_map(|word| of_clause(tree, word)).or_else(|| own.clone().find_map(|word| of_modifiers(tree, ontology, word)));
    for step in steps {
        if found.is_some() {
            break;
        }
        if tree.relation(step.child) == Relation::Conj {
            // "will meet and discuss": the auxiliary stands for both.
            let own_auxiliary = tree.children_by(step.child, Relation::Aux).next().is_some()
                || tree.children_by(step.child, Relation::Nsubj).next().is_some();
            if !own_auxiliary && tree.upos(step.child) == UPos::Verb {
                found = of_clause(tree, step.governor);
            }
            continue;
        }
        if !step.complement {
            found = purpose(tree, step.child);
            break;
        }
        let Some(colour) = step.colour else {
            if step.is_event {
                found = purpose(tree, step.child);
                break;
            }
            found = of_clause(tree, step.governor);
            continue;
        };
        // A clause that says when it was is no plan: "plans … after it attacked".
        found = colour.modality;
        if colour.says && colour.modality.is_none() {
            break;
        }
        found = found.or_else(|| of_clause(tree, step.governor));
    }
    let _ = governing;
    found.unwrap_or(Modality::Actual)
}

/// "flew there to meet him": what is meant to follow.
fn purpose(tree: &Tree<'_>, clause: TokenIndex) -> Option<Modality> {
    let to = tree.children_by(clause, Relation::Mark).any(|m| tree.form(m) == "to");
    (to && matches!(tree.relation(clause), Relation::Advcl | Relation::Acl)).then_some(Modality::Future)
}

fn is_conditional(tree: &Tree<'_>, trigger: TokenIndex, steps: &[Step]) -> bool {
    let clauses =
        std::iter::once(trigger).chain(steps.iter().take_while(|s| !s.colour.is_some_and(|c| c.says && s.complement)).map(|s| s.governor));
    let mut clauses = clauses;
    clauses.any(|clause| {
        let condition = tree.children_by(clause, Relation::Mark).any(|m| matches!(tree.form(m), "if" | "unless"));
        condition && matches!(tree.relation(clause), Relation::Advcl | Relation::Conj)
    })
}

/// What the auxiliaries of a verb say.
fn of_clause(tree: &Tree<'_>, verb: TokenIndex) -> Option<Modality> {
    tree.children(verb).iter().filter(|&&c| matches!(tree.relation(c), Relation::Aux | Relation::Cop)).find_map(|&c| match tree.form(c) {
        "will" | "'ll" | "would" | "shall" | "should" | "must" | "ought" | "wo" => Some(Modality::Future),
        "may" | "might" => Some(Modality::Possible),
        // "could not agree" tells what did not happen.
        "could" | "can" => (!tree.children(verb).iter().any(|&n| matches!(tree.form(n), "not" | "n't"))).then_some(Modality::Possible),
        _ => None,
    })
}

/// "reportedly killed", "the alleged attack", "planned talks".
fn of_modifiers(tree: &Tree<'_>, ontology: &Ontology, word: TokenIndex) -> Option<Modality> {
    tree.children(word).iter().find_map(|&c| match tree.relation(c) {
        Relation::Advmod => ontology.governors.adverb(tree.form(c)).and_then(|colour| colour.modality),
        Relation::Amod => ontology.governors.colour(tree.form(c), TriggerClass::Adjective).and_then(|colour| colour.modality),
        _ => None,
    })
}
