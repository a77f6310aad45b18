//! What two sides say of one another, taken apart: "India and Pakistan accused each other of firing first" are two charges, and two
//! accounts of who fired.
//!
//! Takes a claim of a verb that several do to one another, or one that stands under such a verb; gives a claim for each of them. Knows
//! nothing of how the claim was found.

use super::entities::Entities;
use super::explanation::{Means, Notes};
use super::frames::Found;
use super::governors::{Governing, Step};
use super::tree::Tree;
use crate::model::{Claim, EntityIndex, Participant, Relation, Role, TokenIndex};
use crate::ontology::Ontology;

/// What mutual claims are read against.
pub(super) struct Mutual<'a> {
    pub tree: &'a Tree<'a>,
    pub ontology: &'a Ontology,
    pub entities: &'a Entities<'a>,
    pub governing: &'a Governing<'a>,
}

/// Two who do something to one another by a verb, each with the word that means it.
struct Sides {
    members: [(EntityIndex, TokenIndex); 2],
    governor: TokenIndex,
}

impl Sides {
    fn has(&self, entity: EntityIndex) -> bool {
        self.members.iter().any(|(member, _)| *member == entity)
    }
}

impl Mutual<'_> {
    /// The claims that one claim of several is, the first of which was begun in `notes`; the claim alone where nobody does it to another.
    pub fn apart(&self, event: &Found, claim: Claim, number: usize, notes: &mut Notes) -> Vec<Claim> {
        if claim.event_type.is_symmetric() || !self.speaks_of_one_another(event) {
            return vec![claim];
        }
        let own = self.own_sides(event);
        let above = self.sides_above(event).filter(|_| own.is_none());
        let Some(sides) = own.as_ref().or(above.as_ref()) else { return vec![claim] };
        let [one, other] = sides.members;
        let mut apart = Vec::new();
        for (place, (mine, theirs)) in [(one, other), (other, one)].into_iter().enumerate() {
            if place > 0 {
                notes.begin(number + place, event);
            }
            let mut told = claim.clone();
            let (agent, recipient) = if own.is_some() { (mine, theirs) } else { (theirs, mine) };
            self.cast(&mut told.participants, sides, agent, recipient);
            for &p in &told.participants {
                let word = sides.members.iter().find(|(member, _)| *member == p.entity).map(|(_, word)| *word);
                notes.filled(p, word, || Means::Mutual(sides.governor));
            }
            if own.is_none() {
                told.said_by.retain(|&speaker| !sides.has(speaker));
                told.said_by.push(mine.0);
                if place > 0 {
                    notes.speaker(mine.1);
                }
            }
            apart.push(told);
        }
        apart
    }

    /// Those who may each have done what stands under a verb that they do to one another, where nobody else is said to have.
    pub fn suspects(&self, event: &Found) -> Vec<Participant> {
        if !self.speaks_of_one_another(event) {
            return Vec::new();
        }
        let Some(sides) = self.own_sides(event).or_else(|| self.sides_above(event)) else { return Vec::new() };
        sides.members.into_iter().map(|member| self.participant(Role::Agent, member)).collect()
    }

    /// Whether a sentence has any of the words by which two do something to one another: most have none, and are not looked into.
    fn speaks_of_one_another(&self, event: &Found) -> bool {
        let mut words = self.tree.document.sentence_of(event.trigger).tokens.range().map(|word| self.tree.form(word));
        words.any(|form| matches!(form, "each" | "another") || self.ontology.references.is_mutual(form))
    }

    /// One of them acts on the other, unless somebody else is said to.
    fn cast(
        &self,
        participants: &mut Vec<Participant>,
        sides: &Sides,
        agent: (EntityIndex, TokenIndex),
        recipient: (EntityIndex, TokenIndex),
    ) {
        participants.retain(|p| !sides.has(p.entity));
        let has = |participants: &[Participant], role: Role| participants.iter().any(|p| p.role == role);
        let acted_on = has(participants, Role::Recipient);
        if !has(participants, Role::Agent) {
            participants.insert(0, self.participant(Role::Agent, agent));
            if !acted_on {
                participants.insert(1, self.participant(Role::Recipient, recipient));
            }
        }
    }

    fn participant(&self, role: Role, (entity, word): (EntityIndex, TokenIndex)) -> Participant {
        Participant { role, entity, at: self.entities.bytes(word) }
    }

    /// By the event's own verb, or the one that trades what it tells: "traded accusations".
    fn own_sides(&self, event: &Found) -> Option<Sides> {
        let object = self.tree.relation(event.trigger) == Relation::Obj;
        let trades = self.tree.head(event.trigger).filter(|&verb| object && self.trades_words(verb));
        self.sides(trades.unwrap_or(event.verb()))
    }

    /// Under what the sides say of one another: "accused each other of …", "each side says the other …", "traded accusations over …".
    fn sides_above(&self, event: &Found) -> Option<Sides> {
        let steps = self.governing.steps(event.trigger);
        let says = |step: &&Step| step.complement && step.colour.is_some_and(|colour| colour.says) || self.trades_words(step.governor);
        let step = steps.iter().filter(|step| Some(step.governor) != event.carrier).find(says)?;
        let trades = self.tree.head(step.governor).filter(|&verb| self.trades_words(verb));
        self.sides(trades.unwrap_or(step.governor))
    }

    /// The two who do something to one another by a verb.
    fn sides(&self, verb: TokenIndex) -> Option<Sides> {
        let tree = self.tree;
        let arguments = tree.arguments(verb);
        let oblique = arguments.oblique.iter().map(|(_, head)| *head);
        let reciprocal = arguments.objects.iter().chain(&arguments.indirect).copied().chain(oblique).any(|head| tree.is_reciprocal(head));
        let each = |subject: TokenIndex| tree.form(subject) == "each" || tree.children(subject).iter().any(|&c| tree.form(c) == "each");
        let each_the_other = || arguments.subjects.iter().any(|&s| each(s)) && self.speaks_of_the_other(verb);
        if !reciprocal && !self.trades_words(verb) && !each_the_other() {
            return None;
        }
        let mut members: Vec<(EntityIndex, TokenIndex)> = Vec::new();
        for word in arguments.subjects.iter().flat_map(|&subject| tree.coordination(subject)) {
            let meant = self.entities.members(word).map(<[_]>::to_vec).unwrap_or_else(|| self.entities.acting(word).into_iter().collect());
            for entity in meant {
                if !members.iter().any(|(known, _)| *known == entity) {
                    members.push((entity, word));
                }
            }
        }
        Some(Sides { members: members.try_into().ok()?, governor: verb })
    }

    /// "the other" as what a verb is done to, or in what it says.
    fn speaks_of_the_other(&self, verb: TokenIndex) -> bool {
        let tree = self.tree;
        let says = self.governing.colour(verb).is_some_and(|colour| colour.says);
        let sentence = tree.document.sentence_of(verb).tokens.range();
        let stands = |&word: &TokenIndex| tree.head(word) == Some(verb) || says && tree.is_under(word, verb);
        sentence.filter(|&word| tree.is_other_of_each(word)).any(|word| stands(&word))
    }

    fn trades_words(&self, verb: TokenIndex) -> bool {
        let says = |&noun: &TokenIndex| self.governing.colour(noun).is_some_and(|colour| colour.says);
        self.ontology.references.is_mutual(self.tree.form(verb)) && self.tree.arguments(verb).objects.iter().any(says)
    }
}
