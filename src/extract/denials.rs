//! The claim that what another claim tells did not happen: "Kagame denies it".
//!
//! Takes the claim that is denied and the word that stands for it; gives a claim with the same people and the denier as its speaker.
//! Knows nothing of how the word was found.

use super::entities::Entities;
use super::explanation::{Means, Notes};
use super::frames::{Denial, Found};
use super::governors::Governing;
use super::sources::Sources;
use super::tree::Tree;
use crate::model::{Claim, EntityIndex, Modality, Participant, Polarity, Role, Span};

/// What denials are read against.
pub(super) struct Denials<'a> {
    pub tree: &'a Tree<'a>,
    pub entities: &'a Entities<'a>,
    pub governing: &'a Governing<'a>,
    pub sources: &'a Sources<'a>,
}

impl Denials<'_> {
    /// The claim at the word of `event`; `act` is the claim that is denied, with its number. None where it made no claim.
    pub fn claim(&self, event: &Found, denial: Denial, act: Option<(usize, &Claim)>, notes: &mut Notes) -> Option<Claim> {
        let (number, act) = act?;
        let denier = self.entities.acting(denial.denier)?;
        let attribution = self.sources.of(event.trigger, &self.governing.steps(event.trigger), false);
        let heard = attribution.speakers.iter().filter_map(|&head| self.entities.acting(head)).filter(|&speaker| speaker != denier);
        let mut said_by: Vec<EntityIndex> = Vec::new();
        for speaker in heard.chain([denier]) {
            if !said_by.contains(&speaker) {
                said_by.push(speaker);
            }
        }
        notes.cue(attribution.cue, attribution.way);
        let mut participants = act.participants.clone();
        if denial.does && !participants.iter().any(|p| p.entity == denier) {
            participants.retain(|p| p.role != Role::Agent);
            participants.insert(0, Participant { role: Role::Agent, entity: denier, at: self.entities.bytes(denial.denier) });
        }
        participants.iter().for_each(|&p| notes.filled(p, None, || Means::Recalled(number)));
        let document = self.tree.document;
        Some(Claim {
            trigger: document.bytes(Span::new(event.trigger, event.trigger + 1)),
            polarity: Polarity::Denied,
            modality: if act.modality == Modality::Hypothetical { Modality::Actual } else { act.modality },
            cue: attribution.cue.or(self.tree.head(event.trigger)).map(|cue| self.tree.surface(cue).to_string()),
            said_by,
            participants,
            evidence: document.bytes(document.sentence_of(event.trigger).tokens),
            found_by: [act.rule(), Claim::DENIAL].join(Claim::RULES_JOINED_BY),
            ..act.clone()
        })
    }
}
