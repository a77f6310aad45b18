//! Who else takes part in an act, as far as other acts of the text tell: who did what struck, whom a charge is for, whose offer is refused.
//!
//! Takes the claims of an article when all are known, and adds participants to those that lack one. Knows nothing of words and slots.

use super::explanation::{Means, Notes};
use super::frames::Found;
use super::tree::Tree;
use crate::model::{Claim, EntityIndex, EventType, Participant, Relation, Role, TokenIndex};
use crate::ontology::{Ontology, Slot, TriggerClass};

/// How many claims back an act may be that another answers.
const NEAR: usize = 12;

/// The claims of an article, with the frames met that they were made of.
pub(super) struct Counterparts<'a> {
    pub tree: &'a Tree<'a>,
    pub ontology: &'a Ontology,
    pub found: &'a [Found],
    /// By trigger head, the number of the claim made there.
    pub of_trigger: &'a [Option<usize>],
}

impl Counterparts<'_> {
    /// Adds to each claim who is missing in it, as far as other claims tell.
    pub fn complete(&self, claims: &mut [Claim], notes: &mut Notes) {
        for event in self.found {
            self.doers_of_act(event, claims, notes);
        }
        for event in self.found {
            let Some(own) = self.of_trigger[event.trigger] else { continue };
            let has = |role| claims[own].fillers(role).next().is_some();
            let added = match (has(Role::Agent), has(Role::Recipient)) {
                (false, true) => self.doers(event, own, claims).map(|from| (Role::Agent, from)),
                (true, false) if self.takes(event, Role::Recipient) => self.others(event, own, claims).map(|from| (Role::Recipient, from)),
                _ => None,
            };
            let Some((role, (act, whose))) = added else { continue };
            let taken: Vec<EntityIndex> = claims[own].participants.iter().map(|p| p.entity).collect();
            let new = claims[act].participants.iter().filter(|p| p.role == whose && !taken.contains(&p.entity));
            let new: Vec<Participant> = new.map(|p| Participant { role, ..*p }).collect();
            notes.resume(own);
            new.iter().for_each(|&p| notes.filled(p, None, || Means::Act(act)));
            claims[own].participants.extend(new);
        }
    }

    /// "condemned the attack", "rejected talks": those who do the act, or take part in it, are whom the condemning or rejecting is for.
    fn doers_of_act(&self, event: &Found, claims: &mut [Claim], notes: &mut Notes) {
        let frame = self.ontology.frames.get(event.frame);
        let recipients = frame.roles(event.class).iter().find(|(role, _)| *role == Role::Recipient);
        if !recipients.is_some_and(|(_, slots)| slots.contains(&Slot::Doer)) {
            return;
        }
        let Some(own) = self.of_trigger[event.trigger].filter(|&own| claims[own].fillers(Role::Recipient).next().is_none()) else { return };
        let tree = self.tree;
        let mut acts = if event.class == TriggerClass::Noun { Vec::new() } else { tree.arguments(event.trigger).objects };
        acts.extend(tree.children(event.trigger).iter().copied().filter(|&c| {
            matches!(tree.relation(c), Relation::Xcomp | Relation::Ccomp | Relation::Acl)
                || matches!(tree.relation(c), Relation::Obl | Relation::Nmod)
                    && matches!(tree.marker(c), Some("for" | "of" | "over" | "to" | "at" | "on" | "into" | "about" | "against"))
        }));
        let Some(act) = acts.iter().find_map(|&a| self.of_trigger[a]) else { return };
        let agents: Vec<EntityIndex> = claims[own].participants.iter().map(|p| p.entity).collect();
        let roles = if claims[act].fillers(Role::Agent).any(|a| !agents.contains(&a)) {
            [Role::Agent, Role::Agent]
        } else {
            [Role::Agent, Role::Recipient]
        };
        // Refusing to do something to somebody is aimed at them; condemning it is not.
        let to_whom = matches!(frame.event_type, EventType::Reject | EventType::Threaten);
        let found: Vec<Participant> = claims[act]
            .participants
            .iter()
            .filter(|p| (p.role == Role::Agent || to_whom && roles.contains(&p.role)) && !agents.contains(&p.entity))
            .map(|p| Participant { role: Role::Recipient, ..*p })
            .collect();
        notes.resume(own);
        found.iter().for_each(|&p| notes.filled(p, None, || Means::Act(act)));
        claims[own].participants.extend(found);
    }

    fn takes(&self, event: &Found, role: Role) -> bool {
        self.ontology.frames.get(event.frame).roles(event.class).iter().any(|(r, slots)| *r == role && !slots.is_empty())
    }

    /// "The raid killed two", "killed in a raid by rebels": those who raided killed.
    fn doers(&self, event: &Found, own: usize, claims: &[Claim]) -> Option<(usize, Role)> {
        if claims[own].event_type != EventType::Assault {
            return None;
        }
        let tree = self.tree;
        let subjects = if event.class == TriggerClass::Noun { Vec::new() } else { tree.arguments(event.trigger).subjects };
        let by = |&c: &TokenIndex| {
            matches!(tree.relation(c), Relation::Obl | Relation::Nmod | Relation::OblAgent)
                && matches!(tree.marker(c), Some("in" | "by" | "during" | "with"))
        };
        let acts =
            subjects.into_iter().chain(tree.children(event.trigger).iter().copied().filter(by)).filter_map(|word| self.of_trigger[word]);
        let known =
            |&act: &usize| act != own && claims[act].event_type == EventType::Assault && claims[act].fillers(Role::Agent).next().is_some();
        acts.into_iter().find(known).map(|act| (act, Role::Agent))
    }

    /// Whom an act is for that names nobody.
    fn others(&self, event: &Found, own: usize, claims: &[Claim]) -> Option<(usize, Role)> {
        let agents: Vec<EntityIndex> = claims[own].fillers(Role::Agent).collect();
        let besides = |act: usize, role: Role| claims[act].fillers(role).any(|entity| !agents.contains(&entity));
        let acts = |act: &usize| *act != own && besides(*act, Role::Agent);
        let doer = match claims[own].event_type {
            // "asked for an inquiry by Kenya", "dismissed an offer to pay": those who do what is spoken of.
            EventType::Accuse | EventType::Request => self.spoken_of(event.trigger).into_iter().find(acts),
            EventType::Reject => {
                let spoken_of = self.spoken_of(event.trigger).into_iter().find(acts);
                spoken_of.or_else(|| self.refused(event, own, claims).find(acts))
            }
            EventType::Support | EventType::Aid => self.thanks(event).filter(acts),
            _ => None,
        };
        // "breaching the sanctions": those on whom sanctions were last said to be.
        let sanctioned = |act: &usize| claims[*act].event_type == EventType::Sanction && besides(*act, Role::Recipient);
        let again = || (0..own).rev().filter(|_| claims[own].event_type == EventType::Sanction).find(sanctioned);
        doer.map(|act| (act, Role::Agent)).or_else(|| again().map(|act| (act, Role::Recipient)))
    }

    /// "rejected the idea": the charges and the requests before, the nearest first, but for those of whoever speaks of the refusal.
    fn refused<'c>(&'c self, event: &Found, own: usize, claims: &'c [Claim]) -> impl Iterator<Item = usize> + 'c {
        let tree = self.tree;
        let is_said =
            |&o: &TokenIndex| self.ontology.nouns.is_what_is_said(tree.form(o)) || matches!(tree.form(o), "it" | "this" | "that" | "them");
        let refuses = tree.arguments(event.trigger).objects.iter().any(is_said);
        let spoke = move |&act: &usize| {
            refuses
                && matches!(claims[act].event_type, EventType::Accuse | EventType::Request)
                && !claims[act].fillers(Role::Agent).any(|agent| claims[own].said_by.contains(&agent))
        };
        (own.saturating_sub(NEAR)..own).rev().filter(spoke)
    }

    /// The thanks under which an act stands: "thanked Kenya for its help".
    fn thanks(&self, event: &Found) -> Option<usize> {
        let thanks = |f: &Found| self.ontology.frames.get(f.frame).mode.as_deref() == Some("thank");
        let head = self.tree.head(event.trigger).filter(|_| self.tree.marker(event.trigger) == Some("for"))?;
        self.of_trigger[head].filter(|_| self.found.iter().any(|f| f.trigger == head && thanks(f)))
    }

    /// The claims made under a trigger of what it is about, in text order.
    fn spoken_of(&self, trigger: TokenIndex) -> Vec<usize> {
        use Relation::{Acl, AclRelcl, Advcl, Ccomp, Nmod, Obj, Obl, Xcomp};
        let tree = self.tree;
        let about = |&c: &TokenIndex| match tree.relation(c) {
            Obj | Ccomp | Xcomp | Acl | AclRelcl => c > trigger,
            Nmod | Obl | Advcl => {
                let marked =
                    matches!(tree.marker(c), Some("of" | "for" | "over" | "about" | "to" | "at" | "on" | "against" | "from" | "with"));
                marked && c > trigger
            }
            _ => false,
        };
        let mut words = vec![trigger];
        let mut next = 0;
        while next < words.len() {
            words.extend(tree.children(words[next]).iter().copied().filter(about));
            next += 1;
        }
        words.sort_unstable();
        words.into_iter().filter_map(|word| self.of_trigger[word]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{extract, tests::document};
    use super::*;

    /// Each claim of hand-written trees: "TYPE agents > recipients".
    fn told(lines: &str) -> Vec<String> {
        let (article, document) = document(lines);
        let claims = extract(&article, &document, &Ontology::embedded());
        let names = |claim: &Claim, role| claim.fillers(role).map(|e| claims.entities[e].name.as_str()).collect::<Vec<_>>().join("+");
        claims.claims.iter().map(|c| format!("{} {} > {}", c.event_type, names(c, Role::Agent), names(c, Role::Recipient))).collect()
    }

    #[test]
    fn those_who_raid_kill_whom_the_raid_kills() {
        let line = "A/DET/3/det Malian/ADJ/3/amod/place raid/NOUN/4/nsubj killed/VERB/0/root Orban/PROPN/4/obj/person";
        assert_eq!(told(line).last().unwrap(), "ASSAULT Mali > Orban");
    }

    #[test]
    fn what_is_refused_was_asked_by_whoever_asked_last() {
        let lines = "Mali/PROPN/2/nsubj/place urged/VERB/0/root Chad/PROPN/2/obj/place to/PART/5/mark leave/VERB/2/xcomp
                     Chad/PROPN/2/nsubj/place rejected/VERB/0/root the/DET/4/det idea/NOUN/2/obj";
        assert_eq!(told(lines).last().unwrap(), "REJECT Chad > Mali");
        let other = "Mali/PROPN/2/nsubj/place urged/VERB/0/root Chad/PROPN/2/obj/place to/PART/5/mark leave/VERB/2/xcomp
                     Chad/PROPN/2/nsubj/place rejected/VERB/0/root the/DET/4/det weapons/NOUN/2/obj";
        assert_eq!(told(other).last().unwrap(), "REJECT Chad > ", "weapons are nothing that anybody said");
    }

    #[test]
    fn those_who_are_thanked_helped_those_who_thank() {
        let line = "Mali/PROPN/2/nsubj/place thanked/VERB/0/root Chad/PROPN/2/obj/place for/ADP/7/case Chad/PROPN/7/nmod:poss/place 's/PART/5/case help/NOUN/2/obl";
        assert_eq!(told(line), ["SUPPORT Mali > Chad", "AID Chad > Mali"]);
    }
}
