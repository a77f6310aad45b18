//! Whether an event is told as fact, plan, possibility or condition: auxiliaries, adverbs, adjectives, and the governors above.
//!
//! Knows nothing of who says so.

use super::explanation::Notes;
use super::frames::Found;
use super::governors::Step;
use super::tree::Tree;
use crate::model::{Modality, Relation, TokenIndex, UPos};
use crate::ontology::{Ontology, TriggerClass};

/// A modality, the word that gives it, and what that word does.
type Ground = (Modality, TokenIndex, &'static str);

/// The modality of an event; `steps` lead up from its trigger.
pub(super) fn modality(tree: &Tree<'_>, ontology: &Ontology, event: &Found, steps: &[Step], notes: &mut Notes) -> Modality {
    let ground = condition(tree, event.trigger, steps).or_else(|| ground(tree, ontology, event, steps));
    let Some((modality, word, why)) = ground else { return Modality::Actual };
    notes.modality(word, why);
    modality
}

fn ground(tree: &Tree<'_>, ontology: &Ontology, event: &Found, steps: &[Step]) -> Option<Ground> {
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
        // Also "confirmed the talks", where the verb is no source of what its object tells.
        let colour = step.colour.or_else(|| ontology.governors.colour(tree.form(step.governor), TriggerClass::Verb));
        if colour.is_some_and(|colour| colour.says && colour.polarity.is_none()) {
            found = not_asserted(tree, step.governor);
        }
        if !step.complement || found.is_some() {
            found = found.or_else(|| purpose(tree, step.child));
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
        found = colour.modality.map(|modality| (modality, step.governor, "tells so what stands under it"));
        if colour.says && colour.modality.is_none() {
            break;
        }
        found = found.or_else(|| of_clause(tree, step.governor));
    }
    found
}

/// "flew there to meet him": what is meant to follow.
fn purpose(tree: &Tree<'_>, clause: TokenIndex) -> Option<Ground> {
    let to = tree.children_by(clause, Relation::Mark).find(|&m| tree.form(m) == "to")?;
    let meant = matches!(tree.relation(clause), Relation::Advcl | Relation::Acl);
    meant.then_some((Modality::Future, to, "tells what something else is for"))
}

/// "did not confirm the talks", "neither side said that": what nobody asserts may be or not.
fn not_asserted(tree: &Tree<'_>, says: TokenIndex) -> Option<Ground> {
    let subject = tree.children_by(says, Relation::Nsubj).next();
    let beside = tree.children(says).iter().chain(subject.iter().flat_map(|&s| tree.children(s)));
    let word =
        beside.copied().chain(subject).find(|&c| matches!(tree.form(c), "not" | "n't" | "never" | "neither" | "nobody" | "none" | "no"))?;
    Some((Modality::Possible, word, "leaves open what is said"))
}

/// "if it attacks, we respond": both are told under a condition.
fn condition(tree: &Tree<'_>, trigger: TokenIndex, steps: &[Step]) -> Option<Ground> {
    let above = steps.iter().take_while(|s| !s.colour.is_some_and(|c| c.says && s.complement)).map(|s| s.governor);
    let clauses: Vec<TokenIndex> = std::iter::once(trigger).chain(above).collect();
    let within = clauses.iter().find_map(|&clause| conditional_mark(tree, clause));
    let under = || {
        let verbs = clauses.iter().copied().filter(|&c| tree.upos(c) == UPos::Verb);
        verbs.flat_map(|verb| tree.children_by(verb, Relation::Advcl)).find_map(|clause| conditional_mark(tree, clause))
    };
    let mark = within.or_else(under)?;
    Some((Modality::Hypothetical, mark, "makes it depend on a condition"))
}

/// The "if" or "unless" of a clause; "even if" and "as if" condition nothing.
fn conditional_mark(tree: &Tree<'_>, clause: TokenIndex) -> Option<TokenIndex> {
    let may = matches!(tree.relation(clause).universal(), Relation::Advcl | Relation::Conj | Relation::Acl | Relation::Dep);
    let mark = tree.children_by(clause, Relation::Mark).filter(|_| may).find(|&m| matches!(tree.form(m), "if" | "unless"))?;
    (mark == 0 || !matches!(tree.form(mark - 1), "even" | "as")).then_some(mark)
}

/// What the auxiliaries of a verb say.
fn of_clause(tree: &Tree<'_>, verb: TokenIndex) -> Option<Ground> {
    tree.children(verb).iter().filter(|&&c| matches!(tree.relation(c), Relation::Aux | Relation::Cop)).find_map(|&c| {
        let modality = match tree.form(c) {
            "will" | "'ll" | "would" | "shall" | "should" | "must" | "ought" | "wo" => Modality::Future,
            "may" | "might" => Modality::Possible,
            // "could not agree" tells what did not happen.
            "could" | "can" if !tree.children(verb).iter().any(|&n| matches!(tree.form(n), "not" | "n't")) => Modality::Possible,
            _ => return None,
        };
        Some((modality, c, "is the auxiliary of its clause"))
    })
}

/// "reportedly killed", "the alleged attack", "planned talks".
fn of_modifiers(tree: &Tree<'_>, ontology: &Ontology, word: TokenIndex) -> Option<Ground> {
    tree.children(word).iter().find_map(|&c| {
        let colour = match tree.relation(c) {
            Relation::Advmod => ontology.governors.adverb(tree.form(c)),
            Relation::Amod => ontology.governors.colour(tree.form(c), TriggerClass::Adjective),
            _ => None,
        };
        Some((colour?.modality?, c, "tells so what it stands beside"))
    })
}
