//! Who takes part by an earlier claim that the text points back to: "the invasion", "rejected the demand", "nobody died".
//!
//! Knows nothing of what the trigger's own sentence says of them.

use super::super::explanation::{Means, Notes};
use super::super::frames::{Found, SENTENCES_BACK};
use super::Assembler;
use crate::model::{Claim, EntityIndex, EventType, Participant, Polarity, Role};
use crate::ontology::TriggerClass;

/// The place of the last claim that fits: of what is told to have happened, if any.
fn last(before: &[Claim], fits: impl Fn(&Claim) -> bool) -> Option<usize> {
    let happened = before.iter().rposition(|claim| claim.polarity == Polarity::Affirmed && fits(claim));
    happened.or_else(|| before.iter().rposition(fits))
}

impl Assembler<'_> {
    /// What an earlier claim of the same type says of who takes part: all for "the invasion" alone; the missing role where the text
    /// points back ("the Russian invasion") or where talks need another side.
    pub(super) fn recall(
        &self,
        event: &Found,
        event_type: EventType,
        before: &[Claim],
        participants: &mut Vec<Participant>,
        notes: &mut Notes,
    ) {
        let definite = self.tree.is_definite(event.trigger);
        let noun = event.class == TriggerClass::Noun;
        let talks = event_type == EventType::Consult
            && participants.len() == 1
            && self.ontology.frames.get(event.frame).mode.as_deref() == Some("talks");
        if participants.is_empty() {
            if noun || self.points_back(event) {
                // "Talks" without an article are the talks that were spoken of in that word; "the invasion" may have been "attacked" before.
                let rule = &self.ontology.frames.get(event.frame).rule;
                let last = last(before, |claim| claim.event_type == event_type && (definite || *claim.rule() == **rule));
                participants.extend(last.map(|last| before[last].participants.clone()).unwrap_or_default());
                participants.iter().for_each(|&p| notes.filled(p, None, || Means::Recalled(last.unwrap_or_default())));
            }
            return;
        }
        if noun && definite && self.governing.speaks(event) {
            self.recall_speaker(event_type, before, participants, notes);
        }
        if !(noun && definite || talks) {
            return;
        }
        let shares = |claim: &Claim| {
            claim.event_type == event_type
                && participants.iter().all(|p| claim.participants.iter().any(|q| q.entity == p.entity && (talks || q.role == p.role)))
                && claim.participants.len() > participants.len()
        };
        let Some(last) = last(before, shares) else { return };
        for other in &before[last].participants {
            let known = participants.iter().any(|p| p.entity == other.entity || !talks && p.role == other.role);
            if !known {
                let role = if talks { Role::Recipient } else { other.role };
                participants.push(Participant { role, ..*other });
                notes.filled(participants[participants.len() - 1], None, || Means::Recalled(last));
            }
        }
    }

    /// "denied that such a number would be drafted".
    fn points_back(&self, event: &Found) -> bool {
        let tree = self.tree;
        let arguments = tree.arguments(event.trigger);
        let mut heads = arguments.subjects.iter().chain(&arguments.objects);
        heads.any(|&head| tree.points_back(head))
    }

    /// "Insists that nobody died": the earlier claim of those who did, as others told, by its place among the claims.
    pub(super) fn victims_told_before(&self, event: &Found, event_type: EventType, before: &[Claim]) -> Option<usize> {
        let nobody = self.tree.surface_subject(event.trigger).is_some_and(|subject| self.tree.is_nobody(subject));
        let suffers = event_type == EventType::Loss || self.tree.is_passive(event.trigger);
        if event.class == TriggerClass::Noun || !nobody || !suffers {
            return None;
        }
        let document = self.tree.document;
        let first = self.tree.sentence(event.trigger).saturating_sub(SENTENCES_BACK);
        let near = |claim: &Claim| claim.evidence.start >= document.bytes(document.sentences[first].tokens).start;
        let of_kind = |claim: &Claim| claim.event_type == event_type || claim.event_type.is_bodily() && event_type.is_bodily();
        last(before, |claim| of_kind(claim) && near(claim) && claim.fillers(Role::Recipient).next().is_some())
    }

    /// "rejected the demand": where nobody is known to have made it, whoever of the others last made one.
    fn recall_speaker(&self, event_type: EventType, before: &[Claim], participants: &mut Vec<Participant>, notes: &mut Notes) {
        if participants.iter().any(|p| p.role == Role::Agent) {
            return;
        }
        let apart = |entity: EntityIndex| participants.iter().all(|p| p.entity != entity);
        let Some(last) = before.iter().rposition(|claim| claim.event_type == event_type && claim.fillers(Role::Agent).any(apart)) else {
            return;
        };
        let speakers: Vec<Participant> =
            before[last].participants.iter().filter(|p| p.role == Role::Agent && apart(p.entity)).copied().collect();
        speakers.iter().for_each(|&p| notes.filled(p, None, || Means::Recalled(last)));
        participants.extend(speakers);
    }
}
