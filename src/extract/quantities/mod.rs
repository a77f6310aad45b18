//! How many: numbers that the text gives of those who take part in an event, or of the event's size and length.
//!
//! `numbers` reads numerals, `bounds` what bounds them, `phrases` what they are numbers of; here each is given to the claim that it
//! stands in. Takes the trees, the entities and the events found; gives [`Quantity`]s. Knows nothing of polarity, sources and time.

mod bounds;
mod numbers;
mod periods;
mod phrases;

#[cfg(test)]
mod tests;

use super::dates::Dates;
use super::entities::Entities;
use super::frames::Found;
use super::tree::Tree;
use crate::model::{Claim, EntityIndex, EntityKind, EventType, Quantity, QuantityRole, Relation, Role, TokenIndex, UPos};
use crate::ontology::{Measure, Ontology};
use phrases::Counted;

/// How far below the word that tells an event money and the like may hang.
const DEPTH: usize = 3;

/// The events of an article and what became of them.
pub(super) struct Events<'a> {
    pub found: &'a [Found],
    pub claims: &'a [Claim],
    /// The claim that a word triggers.
    pub of_trigger: &'a [Option<usize>],
    pub dates: &'a Dates,
}

/// Reads the quantities of all claims, in text order.
pub(super) fn find(tree: &Tree<'_>, ontology: &Ontology, entities: &Entities<'_>, events: &Events<'_>) -> Vec<Quantity> {
    let attacher = Attacher { tree, entities, events };
    let mut quantities = Vec::new();
    // What was counted last, and where it belongs: "four of them pilots", "arrested four suspects and killed two".
    let mut last: Option<(Counted, Option<Place>)> = None;
    for phrase in phrases::find(tree, ontology, entities, events.dates) {
        let near = last.as_ref().filter(|(before, _)| tree.sentence(before.top) + 1 >= tree.sentence(phrase.top));
        let place = attacher.place(&phrase).or_else(|| near.filter(|_| phrase.part_of_last).and_then(|(_, place)| *place));
        if let Some(place) = place {
            quantities.extend(attacher.quantities(&phrase, near.map(|(before, _)| before), place));
        }
        if phrase.measure.is_none() && phrase.noun.is_some() && !phrase.part_of_last {
            last = Some((phrase, place));
        }
    }
    quantities
}

/// A claim, and what a quantity is in it.
type Place = (usize, QuantityRole);

struct Attacher<'a> {
    tree: &'a Tree<'a>,
    entities: &'a Entities<'a>,
    events: &'a Events<'a>,
}

impl Attacher<'_> {
    fn quantities(&self, phrase: &Counted, like: Option<&Counted>, (claim, role): Place) -> Vec<Quantity> {
        // A number alone counts what was counted before it, or else people, as "thousands" do.
        let alone = phrase.noun.is_none() && phrase.measure.is_none();
        let like = like.filter(|_| alone && !self.is_vague(phrase) && !self.is_toll(phrase));
        let counted = match like {
            _ if !alone => phrase.counted.clone(),
            Some(like) => like.counted.clone(),
            None => "people".to_string(),
        };
        let noun = phrase.noun.or_else(|| like.and_then(|l| l.noun));
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

    /// Where a phrase belongs, if a claim has a place for it.
    fn place(&self, phrase: &Counted) -> Option<Place> {
        match phrase.measure {
            None if phrase.noun.is_none() => self.alone(phrase),
            None => self.as_participant(phrase).or_else(|| self.of_events(phrase)).or_else(|| self.beside_participants(phrase)),
            Some(Measure::Duration) => self.lasting(phrase).map(|claim| (claim, QuantityRole::Duration)),
            Some(Measure::Distance) => self.above(phrase.top, 1).map(|claim| (claim, QuantityRole::Distance)),
            Some(Measure::Percent) => self.above(phrase.top, 2).map(|claim| (claim, QuantityRole::Amount)),
            Some(Measure::Money | Measure::Weight) => self.above(phrase.top, DEPTH).map(|claim| (claim, QuantityRole::Amount)),
        }
    }

    /// A number without a noun: it must be subject or object itself, or the figure of a toll; years, ages and dates are neither.
    fn alone(&self, phrase: &Counted) -> Option<Place> {
        let tree = self.tree;
        if self.is_toll(phrase) {
            return self.toll(phrase).map(|claim| (claim, QuantityRole::Recipient));
        }
        let argument = matches!(tree.relation(phrase.top).universal(), Relation::Nsubj | Relation::Obj | Relation::Conj);
        let end = phrase.tokens.range().end;
        let age =
            phrase.tokens.start > 0 && tree.form(phrase.tokens.start as usize - 1) == "," && end < tree.len() && tree.form(end) == ",";
        // "One" alone is a pronoun.
        let one = phrase.values.iter().all(|(value, _)| *value == 1.0);
        let definite = phrase.tokens.start > 0 && matches!(tree.form(phrase.tokens.start as usize - 1), "the" | "these" | "those");
        if !argument || age || one || definite { None } else { self.as_participant(phrase).or_else(|| self.beside_participants(phrase)) }
    }

    /// Whether the number takes its smallest reading: nobody was counted.
    fn is_vague(&self, phrase: &Counted) -> bool {
        phrase.tokens.range().any(|t| self.tree.form(t).ends_with('s') && self.tree.upos(t) == UPos::Noun)
    }

    /// "Put the death toll at 200", "the toll rose to 72".
    fn is_toll(&self, phrase: &Counted) -> bool {
        self.tree.relation(phrase.top).universal() == Relation::Obl && matches!(self.tree.marker(phrase.top), Some("at" | "to"))
    }

    fn toll(&self, phrase: &Counted) -> Option<usize> {
        let verb = self.tree.head(phrase.top)?;
        let arguments = self
            .tree
            .children(verb)
            .iter()
            .filter(|&&c| matches!(self.tree.relation(c).universal(), Relation::Obj | Relation::Nsubj) && self.tree.is_nominal(c));
        let losses = arguments.filter_map(|&c| self.told_by(c)).chain(self.told_by(verb));
        losses.into_iter().find(|&claim| self.events.claims[claim].event_type == EventType::Loss)
    }

    /// The nearest claim that a phrase plays a role in.
    fn as_participant(&self, phrase: &Counted) -> Option<Place> {
        self.playing(&[Some(phrase.top), phrase.noun])
    }

    fn playing(&self, heads: &[Option<TokenIndex>]) -> Option<Place> {
        let first = heads.iter().flatten().next().copied()?;
        let plays = |found: &Found| {
            let claim = self.events.of_trigger[found.trigger]?;
            let filler = found.fillers.iter().find(|(_, _, head)| {
                let words = self.tree.coordination(*head);
                heads.iter().flatten().any(|head| words.contains(head))
            })?;
            Some((found.trigger.abs_diff(first), claim, QuantityRole::from(filler.0)))
        };
        let nearest = self.events.found.iter().filter_map(plays).min_by_key(|(distance, claim, _)| (*distance, *claim));
        nearest.map(|(_, claim, role)| (claim, role))
    }

    /// "73 strikes": the events themselves are counted.
    fn of_events(&self, phrase: &Counted) -> Option<Place> {
        let claim = phrase.noun.and_then(|noun| self.events.of_trigger[noun])?;
        Some((claim, QuantityRole::Count))
    }

    /// What the frame has no role for: its verb's object or subject ("fired 30 rockets"), what the act is done with, what a participant
    /// is made of ("a delegation of 14 deputies").
    fn beside_participants(&self, phrase: &Counted) -> Option<Place> {
        let tree = self.tree;
        let mut top = phrase.top;
        while tree.relation(top) == Relation::Conj {
            top = tree.head(top)?;
        }
        if top != phrase.top
            && let Some(place) = self.playing(&[Some(top)])
        {
            return Some(place);
        }
        let above = tree.head(top)?;
        let role = match (tree.relation(top), tree.marker(top)) {
            (Relation::Obj | Relation::NsubjPass, _) => self.object_role(phrase),
            (Relation::Nsubj, _) if tree.is_passive(above) => self.object_role(phrase),
            (Relation::Nsubj | Relation::OblAgent, _) => QuantityRole::Agent,
            (Relation::Obl, Some("along")) => self.object_role(phrase),
            (Relation::Obl, Some("with")) => QuantityRole::Instrument,
            (Relation::Nmod, Some("of")) if self.told_by(above).is_some() => self.object_role(phrase),
            (Relation::Nmod, Some("of" | "with")) => return self.playing(&[Some(above)]),
            _ => return None,
        };
        self.told_by(above).map(|claim| (claim, role))
    }

    /// Things are what an act is done with, people whom it is done to.
    fn object_role(&self, phrase: &Counted) -> QuantityRole {
        match phrase.noun.and_then(|noun| self.entities.kind_of(noun)) {
            Some(EntityKind::Thing) => QuantityRole::Instrument,
            Some(_) => QuantityRole::Recipient,
            None => QuantityRole::Topic,
        }
    }

    /// The claim that lasts, or is given, so long.
    fn lasting(&self, phrase: &Counted) -> Option<usize> {
        let tree = self.tree;
        let unit = phrase.noun?;
        if periods::tells_when(tree, phrase.tokens) {
            return None;
        }
        // "Two days of talks".
        let of = tree.children_by(unit, Relation::Nmod).find(|&c| tree.marker(c) == Some("of") && c > unit);
        if let Some(claim) = of.and_then(|c| self.told_by(c)) {
            return Some(claim);
        }
        let depth = periods::reach(tree, unit)?;
        // "Gave them 48 hours to leave": the act that the time is for.
        let purpose = tree.children(unit).iter().copied().find(|&c| tree.relation(c).universal() == Relation::Acl && c > unit);
        purpose.and_then(|c| self.told_by(c)).or_else(|| self.above(phrase.top, depth))
    }

    /// The claim of the nearest word above that tells one, within so many steps.
    fn above(&self, from: TokenIndex, depth: usize) -> Option<usize> {
        let mut at = from;
        for _ in 0..depth {
            at = self.tree.head(at)?;
            if let Some(claim) = self.told_by(at) {
                return Some(claim);
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
