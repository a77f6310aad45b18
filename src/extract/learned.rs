//! What the annotator's event heads add to the frames: triggers that no frame has, and who takes part where the tree leaves it open.
//!
//! Takes the hints of a document; a document without any (a tree that was not read by the annotator) is read by frames alone. The
//! thresholds are explained in docs/decisions.md. Knows nothing of how the hints were made.

use super::frames::Found;
use super::tree::Tree;
use crate::model::{EventHint, EventType, Part, Player, TokenIndex};
use std::collections::BTreeSet;

/// The least probability of a trigger that no frame has.
const LEAST_TRIGGER: f32 = 0.7;

/// The least probability of an event of a frame whose participants the heads alone know.
const LEAST_CONFIRMED: f32 = 0.3;

/// The least probability of a player, where nothing else says who plays the part.
fn least(part: Part) -> f32 {
    match part {
        Part::Agent => 0.35,
        Part::Recipient => 0.3,
        Part::Place => 0.2,
        Part::Speaker => 0.7,
    }
}

/// The hints of a document, in the order of their words.
pub(super) struct Learned<'a> {
    hints: &'a [EventHint],
}

impl<'a> Learned<'a> {
    pub fn of(tree: &Tree<'a>) -> Self {
        Self { hints: &tree.document.hints }
    }

    fn at(&self, token: TokenIndex) -> Option<&'a EventHint> {
        self.hints.binary_search_by_key(&token, |hint| hint.trigger).ok().map(|at| &self.hints[at])
    }

    /// The words that no frame was met at, and that surely tell an event: its likeliest type, with the probability.
    pub fn unmet(&self, found: &[Found]) -> Vec<(TokenIndex, EventType, f32)> {
        let met: BTreeSet<TokenIndex> = found.iter().flat_map(Found::words).collect();
        let sure = self.hints.iter().filter_map(|hint| {
            let &(event_type, probability) = hint.types.first()?;
            (probability >= LEAST_TRIGGER).then_some((hint.trigger, event_type, probability))
        });
        sure.filter(|(word, _, _)| !met.contains(word)).collect()
    }

    /// Of an event's words, what is known of the one that is surest of its type.
    fn about(&self, event: &Found, event_type: EventType) -> Option<&'a EventHint> {
        let hints = event.words().filter_map(|word| self.at(word));
        hints.max_by(|a, b| a.probability(event_type).total_cmp(&b.probability(event_type)))
    }

    /// Whether the heads think it likely that a frame is right of which nobody is known to take part.
    pub fn confirms(&self, event: &Found, event_type: EventType) -> bool {
        self.about(event, event_type).is_some_and(|hint| hint.probability(event_type) >= LEAST_CONFIRMED)
    }

    /// Who plays a part in an event, as far as the heads are sure, the likeliest first; beside the likeliest only those who are likelier
    /// than not.
    pub fn players(&self, event: &Found, event_type: EventType, part: Part) -> impl Iterator<Item = Player> + use<'a> {
        let players = self.about(event, event_type).map_or(&[][..], |hint| hint.players.as_slice());
        let sure = players.iter().copied().filter(move |player| player.part == part && player.probability >= least(part));
        sure.enumerate().filter(|(place, player)| *place == 0 || player.probability >= 0.5).map(|(_, player)| player)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{extract, tests::document};
    use super::*;
    use crate::model::{Claim, Modality, Role};
    use crate::ontology::Ontology;

    fn hint(trigger: TokenIndex, probability: f32, players: &[(Part, TokenIndex, f32)]) -> EventHint {
        let players = players.iter().map(|&(part, head, probability)| Player { part, head, probability }).collect();
        EventHint { trigger, types: vec![(EventType::Assault, probability)], denied: 0.0, modality: Modality::Actual, players }
    }

    /// Each claim of hand-written trees under these hints: "TYPE agents > recipients @ place: what found it".
    fn told(lines: &str, hints: Vec<EventHint>) -> Vec<String> {
        let (article, mut document) = document(lines);
        document.hints = hints;
        let claims = extract(&article, &document, &Ontology::embedded());
        let names = |claim: &Claim, role| claim.fillers(role).map(|e| claims.entities[e].name.as_str()).collect::<Vec<_>>().join("+");
        let tell = |c: &Claim| {
            let place = c.place.map_or(String::new(), |p| format!(" @ {}", claims.entities[p].name));
            format!("{} {} > {}{place}: {}", c.event_type, names(c, Role::Agent), names(c, Role::Recipient), c.found_by)
        };
        claims.claims.iter().map(tell).collect()
    }

    const UNKNOWN_VERB: &str = "Mali/PROPN/2/nsubj/place zapped/VERB/0/root Chad/PROPN/2/obj/place";
    const NO_AGENT: &str = "Orban/PROPN/2/nsubj/person slept/VERB/0/root
                            the/DET/2/det attack/NOUN/3/nsubj ended/VERB/0/root";

    #[test]
    fn a_trigger_that_no_frame_has_is_read_by_the_general_frame_of_its_type() {
        assert_eq!(told(UNKNOWN_VERB, vec![hint(1, 0.92, &[])]), ["ASSAULT Mali > Chad: head:trigger 0.92"]);
        assert!(told(UNKNOWN_VERB, vec![hint(1, 0.4, &[])]).is_empty());
    }

    #[test]
    fn who_takes_part_may_be_named_in_a_sentence_before() {
        let sure = [(Part::Agent, 0, 0.8)];
        let read = told(NO_AGENT, vec![hint(3, 0.9, &sure)]);
        assert_eq!(read, ["ASSAULT Orban > : frames/assault.toml#attack + head:agent 0.80"]);
        assert!(told(NO_AGENT, vec![hint(3, 0.9, &[(Part::Agent, 0, 0.2)])]).is_empty(), "too unsure a player");
        assert!(told(NO_AGENT, vec![hint(3, 0.1, &sure)]).is_empty(), "too unsure an event for nobody but the heads' players");
    }

    #[test]
    fn what_the_tree_says_is_not_replaced() {
        let line =
            "Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place near/ADP/5/case Gao/PROPN/6/nmod/place hills/NOUN/2/dep";
        let read = told(line, vec![hint(1, 0.9, &[(Part::Agent, 2, 0.9), (Part::Place, 4, 0.7)])]);
        assert_eq!(read, ["ASSAULT Mali > Chad @ Gao: frames/assault.toml#attack + head:place 0.70"]);
    }

    #[test]
    fn a_place_that_takes_part_is_not_named_among_what_was_found() {
        let line = "Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place";
        assert_eq!(told(line, vec![hint(1, 0.9, &[(Part::Place, 2, 0.7)])]), ["ASSAULT Mali > Chad: frames/assault.toml#attack"]);
    }

    #[test]
    fn without_hints_frames_read_alone() {
        assert!(told(UNKNOWN_VERB, Vec::new()).is_empty());
    }
}
