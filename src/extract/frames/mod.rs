//! Frames met in the trees: which word triggers which frame, and the head words that fill its roles.
//!
//! Takes the trees, the ontology and the entities (for what kind of thing an object is); gives [`Found`] events. Knows nothing of who
//! says so, of time, or of whether it happened.

mod carried;
mod denied;
mod fillers;
mod senses;
mod triggers;

#[cfg(test)]
mod tests;

pub(super) use denied::SENTENCES_BACK;

use super::entities::Entities;
use super::learned::Learned;
use super::predicates::{Arguments, NounArguments};
use super::tree::Tree;
use crate::model::{EntityKind, EventType, Role, TokenIndex, UPos};
use crate::ontology::{Ontology, Slot, TriggerClass};
use std::collections::BTreeSet;

/// A frame met in a sentence.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Found {
    /// The frame's number in the ontology.
    pub frame: usize,
    pub class: TriggerClass,
    /// The word that heads the trigger.
    pub trigger: TokenIndex,
    /// The trigger's other words: particles, the noun of "open fire".
    pub with: Vec<TokenIndex>,
    /// The trigger's own words for the edge, where it has some.
    pub predicate: Option<Box<str>>,
    /// The verb that carries a noun: "launched" of "launched an offensive".
    pub carrier: Option<TokenIndex>,
    /// Head words by role, not yet spread over coordination; with the slot each stands in.
    pub fillers: Vec<(Role, Slot, TokenIndex)>,
    /// Head words that the frame takes as the place.
    pub places: Vec<TokenIndex>,
    /// How sure the trigger head was, where it found the event and the frame is only the type's general one.
    pub heard: Option<f32>,
    /// What it denies, where the trigger only stands for that: "denied it".
    pub denies: Option<Denial>,
}

/// A word that stands for an act told before, and is denied.
#[derive(Debug, Clone, Copy)]
pub(in crate::extract) struct Denial {
    /// The trigger of the act.
    pub act: TokenIndex,
    /// Who denies it.
    pub denier: TokenIndex,
    /// Whether it is denied that the denier did it, whoever else may have: "denied involvement".
    pub does: bool,
}

impl Found {
    /// The word that has the clause: the verb that carries a noun, or the trigger itself.
    pub fn verb(&self) -> TokenIndex {
        self.carrier.unwrap_or(self.trigger)
    }

    /// The words that tell it: the trigger, its other words, and the verb that carries it.
    pub fn words(&self) -> impl Iterator<Item = TokenIndex> + '_ {
        [self.trigger].into_iter().chain(self.with.iter().copied()).chain(self.carrier)
    }
}

/// Where everything about a trigger stands.
struct Surroundings {
    arguments: Arguments,
    noun: NounArguments,
}

/// Meets the frames of a document, in the order of their triggers.
pub(in crate::extract) fn find(tree: &Tree<'_>, ontology: &Ontology, entities: &Entities<'_>, learned: &Learned<'_>) -> Vec<Found> {
    let matcher = Matcher { tree, ontology, entities };
    let mut found: Vec<Found> = (0..tree.len()).filter_map(|token| matcher.at(token)).collect();
    // A word inside another's trigger tells no event of its own: "strike" in "strike a deal", "fire" in "open fire".
    let used: BTreeSet<TokenIndex> = found.iter().flat_map(|f| f.with.iter().copied()).collect();
    found.retain(|f| !used.contains(&f.trigger));
    for (token, event_type, probability) in learned.unmet(&found) {
        found.extend(matcher.heard(token, event_type, probability));
    }
    found.sort_by_key(|f| f.trigger);
    denied::add(&matcher, &mut found);
    found
}

struct Matcher<'a> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    entities: &'a Entities<'a>,
}

impl Matcher<'_> {
    fn at(&self, token: TokenIndex) -> Option<Found> {
        let tree = self.tree;
        let class = match tree.upos(token) {
            UPos::Verb => TriggerClass::Verb,
            UPos::Noun => TriggerClass::Noun,
            UPos::Propn if self.entities.of(token).is_none() => TriggerClass::Noun,
            UPos::Adj => TriggerClass::Adjective,
            _ => return None,
        };
        if tree.tells_the_future(token) {
            return None;
        }
        let mut candidates = self.ontology.frames.candidates(tree.form(token));
        if candidates.is_empty() && tree.lemma(token) != tree.form(token) {
            candidates = self.ontology.frames.candidates(tree.lemma(token));
        }
        candidates.iter().find_map(|candidate| {
            let participle =
                class == TriggerClass::Adjective && candidate.trigger.class == TriggerClass::Verb && tree.form(token) != tree.lemma(token);
            if candidate.trigger.class != class && !participle {
                return None;
            }
            let with = self.parts(token, &candidate.trigger)?;
            let found = self.fill(token, candidate.frame, candidate.trigger.class, with, true)?;
            Some(Found { predicate: self.worded(&candidate.trigger, &found.with), ..found })
        })
    }

    /// An event that the trigger head found: its roles stand where the type's general frame has them.
    fn heard(&self, token: TokenIndex, event_type: EventType, probability: f32) -> Option<Found> {
        let tree = self.tree;
        let class = match tree.upos(token) {
            UPos::Verb | UPos::Aux => TriggerClass::Verb,
            UPos::Adj | UPos::Adv => TriggerClass::Adjective,
            _ => TriggerClass::Noun,
        };
        let frame = self.ontology.frames.general(event_type)?;
        let predicate = (class == TriggerClass::Verb).then(|| self.ontology.inflection.past(tree.lemma(token)).into());
        let found = self.fill(token, frame, class, Vec::new(), false)?;
        Some(Found { heard: Some(probability), predicate: predicate.or_else(|| Some(event_type.verb().into())), ..found })
    }

    fn fill(&self, token: TokenIndex, number: usize, class: TriggerClass, with: Vec<TokenIndex>, in_sense: bool) -> Option<Found> {
        let frame = self.ontology.frames.get(number);
        let mut found = Found {
            frame: number,
            class,
            trigger: token,
            with,
            predicate: None,
            carrier: None,
            fillers: Vec::new(),
            places: Vec::new(),
            heard: None,
            denies: None,
        };
        let around = self.surroundings(token, class, &found.with);
        if in_sense && class != TriggerClass::Noun && !self.has_this_sense(frame, token, &around, &found.with) {
            return None;
        }
        for (role, slots) in frame.roles(class) {
            let filled = slots.iter().find_map(|slot| {
                let heads = match role {
                    Role::Topic => self.topics(slot, &around, &found, frame),
                    _ => self.standing_in(slot, &around, &found, frame),
                };
                (!heads.is_empty()).then(|| heads.into_iter().map(|h| (*role, slot.clone(), h)).collect::<Vec<_>>())
            });
            let filled = filled.or_else(|| (*role == Role::Recipient).then(|| self.owners(slots, &around, &found, frame)));
            found.fillers.extend(filled.unwrap_or_default());
        }
        if class == TriggerClass::Noun {
            self.carried(&mut found, frame);
        }
        for slot in &frame.place {
            let heads = self.standing_in(slot, &around, &found, frame);
            found.places.extend(heads.into_iter().filter(|&h| self.entities.kind_of(h) == Some(EntityKind::Place)));
        }
        let mut seen = Vec::new();
        found.fillers.retain(|(role, _, head)| {
            // One filler plays one role.
            let new = !seen.contains(head) || *role == Role::Topic;
            seen.push(*head);
            new
        });
        Some(found)
    }
}
