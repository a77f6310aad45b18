//! How many: numbers that the text gives of those who take part in an event, or of the event's size and length.
//!
//! `numbers` reads numerals, `bounds` what bounds them, `phrases` what they are numbers of; here each is given to the claim that it
//! stands in. Takes the trees, the entities and the events found; gives [`Quantity`]s. Knows nothing of polarity, sources and time.

mod bounds;
mod numbers;
mod phrases;

use super::entities::Entities;
use super::frames::Found;
use super::tree::Tree;
use crate::model::{Claim, EntityIndex, EntityKind, EventType, Quantity, QuantityRole, Relation, Role, TokenIndex, UPos};
use crate::ontology::{Measure, Ontology};
use phrases::Counted;

/// How far a phrase may hang below the word that tells the event.
const DEPTH: usize = 6;

/// The events of an article and what became of them.
pub(super) struct Events<'a> {
    pub found: &'a [Found],
    pub claims: &'a [Claim],
    /// The claim that a word triggers.
    pub of_trigger: &'a [Option<usize>],
}

/// Reads the quantities of all claims, in text order.
pub(super) fn find(tree: &Tree<'_>, ontology: &Ontology, entities: &Entities<'_>, events: &Events<'_>) -> Vec<Quantity> {
    let attacher = Attacher { tree, entities, events };
    let mut quantities = Vec::new();
    let mut antecedent: Option<Counted> = None;
    for phrase in phrases::find(tree, ontology, entities) {
        if let Some((claim, role)) = attacher.place(&phrase) {
            let like = antecedent.as_ref().filter(|a| tree.sentence(a.top) + 1 >= tree.sentence(phrase.top));
            quantities.extend(attacher.quantities(&phrase, like, claim, role));
        }
        if phrase.measure.is_none() && phrase.noun.is_some() {
            antecedent = Some(phrase);
        }
    }
    quantities
}

struct Attacher<'a> {
    tree: &'a Tree<'a>,
    entities: &'a Entities<'a>,
    events: &'a Events<'a>,
}

impl Attacher<'_> {
    fn quantities(&self, phrase: &Counted, like: Option<&Counted>, claim: usize, role: QuantityRole) -> Vec<Quantity> {
        // A number alone counts what was counted before it, or else people.
        let alone = phrase.noun.is_none() && phrase.measure.is_none();
        let counted = match like {
            _ if !alone => phrase.counted.clone(),
            Some(like) => like.counted.clone(),
            None => "people".to_string(),
        };
        let noun = if alone { like.and_then(|l| l.noun) } else { phrase.noun };
        let affiliation = noun.and_then(|noun| self.affiliation(noun)).or_else(|| self.loser(claim, role));
        let at = self.tree.document.bytes(phrase.tokens);
        let quantity = |(value, bound): &(f64, Option<String>)| Quantity {
            claim,
            role,
            value: *value,
            bound: bound.clone(),
            counted: counted.clone(),
            affiliation,
            at,
        };
        phrase.values.iter().map(quantity).collect()
    }

    /// The claim that a phrase belongs to, and what it is there.
    fn place(&self, phrase: &Counted) -> Option<(usize, QuantityRole)> {
        match phrase.measure {
            None => self.as_participant(phrase).or_else(|| self.climb(phrase, QuantityRole::Topic)),
            Some(Measure::Duration) => self.climb(phrase, QuantityRole::Duration),
            Some(Measure::Distance) => self.climb(phrase, QuantityRole::Distance),
            Some(Measure::Money | Measure::Weight | Measure::Percent) => self.climb(phrase, QuantityRole::Amount),
        }
    }

    /// The nearest claim that a phrase plays a role in.
    fn as_participant(&self, phrase: &Counted) -> Option<(usize, QuantityRole)> {
        let heads = [Some(phrase.top), phrase.noun];
        let plays = |found: &Found| {
            let claim = self.events.of_trigger[found.trigger]?;
            let filler = found.fillers.iter().find(|(_, _, head)| {
                let words = self.tree.coordination(*head);
                heads.iter().flatten().any(|head| words.contains(head))
            })?;
            Some((found.trigger.abs_diff(phrase.top), claim, QuantityRole::from(filler.0)))
        };
        let nearest = self.events.found.iter().filter_map(plays).min_by_key(|(distance, claim, _)| (*distance, *claim));
        nearest.map(|(_, claim, role)| (claim, role))
    }

    /// The claim of the nearest word above that tells one.
    fn climb(&self, phrase: &Counted, role: QuantityRole) -> Option<(usize, QuantityRole)> {
        let mut at = phrase.top;
        for _ in 0..DEPTH {
            at = self.tree.head(at)?;
            if let Some(claim) = self.told_by(at) {
                return Some((claim, role));
            }
        }
        None
    }

    /// The claim that a word tells, as its trigger, as part of it, or as the verb that carries it.
    fn told_by(&self, word: TokenIndex) -> Option<usize> {
        let own = self.events.of_trigger[word];
        own.or_else(|| {
            let part = |f: &&Found| f.carrier == Some(word) || f.with.contains(&word);
            self.events.found.iter().filter(part).find_map(|f| self.events.of_trigger[f.trigger])
        })
    }

    /// Whose they are: "four Hezbollah operatives", "118 of its members", "peacekeepers from Burundi", "Serbs".
    fn affiliation(&self, noun: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let owner = |token: TokenIndex| {
            let entity = self.entities.acting(token)?;
            matches!(self.entities.kind(entity), EntityKind::Place | EntityKind::Organization).then_some(entity)
        };
        let mut beside = tree.children(noun).iter().copied().filter(|&c| match tree.relation(c) {
            Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::NmodDesc => true,
            Relation::Nmod => matches!(tree.marker(c), Some("of" | "from")),
            _ => false,
        });
        let demonym = tree.upos(noun) == UPos::Propn || tree.is_capitalised(noun);
        beside.find_map(owner).or_else(|| self.entities.of(noun).filter(|&e| demonym && self.entities.is_country(e)))
    }

    /// "The army lost nine men": they were the army's.
    fn loser(&self, claim: usize, role: QuantityRole) -> Option<EntityIndex> {
        let claim = &self.events.claims[claim];
        let owns = |entity: &EntityIndex| matches!(self.entities.kind(*entity), EntityKind::Place | EntityKind::Organization);
        (claim.event_type == EventType::Loss && role == QuantityRole::Recipient).then(|| claim.fillers(Role::Agent).find(owns)).flatten()
    }
}
