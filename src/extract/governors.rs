//! The words above a trigger, and how each colours what stands under it.
//!
//! Takes the trees, the ontology and the frames met; gives the steps from a trigger up to the root of its sentence. Knows nothing of what
//! polarity, modality and source make of them.

use super::frames::Found;
use super::tree::Tree;
use crate::model::{EventType, Modality, Polarity, Relation, Role, TokenIndex, UPos};
use crate::ontology::{Colour, Doer, Ontology, TriggerClass};

/// One step up the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub governor: TokenIndex,
    pub child: TokenIndex,
    /// Whether the child is what the governor is about: its object, its clause, its infinitive.
    pub complement: bool,
    /// How the governor colours its complements.
    pub colour: Option<Colour>,
    /// Whether the governor tells an event itself.
    pub is_event: bool,
}

/// The steps from any word up, and the colours of governing words.
pub(super) struct Governing<'a> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    /// By trigger head, the number of the frame met there.
    frame_at: Vec<Option<usize>>,
    found: &'a [Found],
}

impl<'a> Governing<'a> {
    pub fn new(tree: &'a Tree<'a>, ontology: &'a Ontology, found: &'a [Found]) -> Self {
        let mut frame_at = vec![None; tree.len()];
        for (number, event) in found.iter().enumerate() {
            frame_at[event.trigger] = Some(number);
        }
        Self { tree, ontology, frame_at, found }
    }

    /// How a word colours its complements: as the frame met there says, else as the ontology's governors say.
    pub fn colour(&self, token: TokenIndex) -> Option<Colour> {
        if let Some(colour) = self.frame_at[token].and_then(|f| self.ontology.frames.get(self.found[f].frame).governs) {
            return Some(colour);
        }
        if self.tree.tells_the_future(token) {
            return Some(Colour { modality: Some(Modality::Future), doer: Some(Doer::Subject), ..Colour::default() });
        }
        let class = match self.tree.upos(token) {
            UPos::Verb => TriggerClass::Verb,
            UPos::Noun | UPos::Propn => TriggerClass::Noun,
            UPos::Adj => TriggerClass::Adjective,
            _ => return None,
        };
        self.ontology.governors.colour(self.tree.form(token), class)
    }

    /// The head words in a role of the event that a word tells, if it tells one.
    pub fn fillers(&self, token: TokenIndex, role: Role) -> Option<Vec<TokenIndex>> {
        let event = &self.found[self.frame_at[token]?];
        Some(event.fillers.iter().filter(|(r, _, _)| *r == role).map(|(_, _, head)| *head).collect())
    }

    /// Whether a word plays a part in another event of its sentence.
    pub fn plays_elsewhere(&self, word: TokenIndex, event: &Found) -> bool {
        let sentence = self.tree.sentence(word);
        let others = self.found.iter().filter(|other| other.trigger != event.trigger && self.tree.sentence(other.trigger) == sentence);
        others.flat_map(|other| &other.fillers).any(|(_, _, head)| *head == word)
    }

    /// Whether an event is itself an act of speech: a demand, a charge, a threat.
    pub fn speaks(&self, event: &Found) -> bool {
        let frame = self.ontology.frames.get(event.frame);
        let noun = event.class == TriggerClass::Noun;
        noun && matches!(frame.event_type, EventType::Accuse | EventType::Request | EventType::Threaten)
            || frame.governs.is_some_and(|c| c.says && c.polarity.is_none())
    }

    /// The steps from a word to the root of its sentence.
    pub fn steps(&self, from: TokenIndex) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut child = from;
        while let Some(governor) = self.tree.head(child) {
            let colour = self.denying(self.colour(governor), child);
            let complement = self.is_complement(child, governor, colour);
            let is_event = self.frame_at[governor].is_some();
            let colour = colour.filter(|c| is_event || !only_says_clauses(c) || self.is_clause(child));
            steps.push(Step { governor, child, complement, colour, is_event });
            child = governor;
            if steps.len() > 60 {
                break;
            }
        }
        steps
    }

    /// A part in what somebody did: "any involvement in the attack".
    pub fn is_part(&self, noun: TokenIndex) -> bool {
        self.tree.is_nominal(noun) && self.ontology.references.is_part(self.tree.form(noun))
    }

    /// Whether a noun tells of an accusation.
    pub fn accuses(&self, noun: TokenIndex) -> bool {
        let frame = self.frame_at[noun].map(|f| self.ontology.frames.get(self.found[f].frame));
        self.tree.is_nominal(noun) && frame.is_some_and(|frame| frame.event_type == EventType::Accuse)
    }

    /// Whether a noun stands for what somebody said: "the allegations".
    pub fn stands_for_what_was_said(&self, noun: TokenIndex) -> bool {
        self.tree.is_nominal(noun) && self.ontology.references.is_denied_for_its_content(self.tree.form(noun))
    }

    /// Who rejects an accusation says that what it holds did not happen.
    fn denying(&self, colour: Option<Colour>, child: TokenIndex) -> Option<Colour> {
        let denies = |c: &Colour| c.polarity == Some(Polarity::Denied) && self.stands_for_what_was_said(child);
        colour.map(|c| if denies(&c) { Colour { says: true, of_nouns: true, ..c } } else { c })
    }

    fn is_clause(&self, child: TokenIndex) -> bool {
        use Relation::{Acl, Advcl, Ccomp, Csubj, Parataxis, Xcomp};
        matches!(self.tree.relation(child), Ccomp | Xcomp | Advcl | Parataxis | Csubj | Acl)
    }

    fn is_complement(&self, child: TokenIndex, governor: TokenIndex, colour: Option<Colour>) -> bool {
        let tree = self.tree;
        let marker = tree.marker(child);
        let nominal_governor = tree.is_nominal(governor);
        match tree.relation(child) {
            Relation::Ccomp | Relation::Xcomp | Relation::NsubjPass => true,
            Relation::Csubj => colour.is_some() || tree.upos(governor) == UPos::Adj,
            // "Reports that troops had left are untrue."
            Relation::Nsubj if self.stands_for_what_was_said(child) && tree.upos(governor) == UPos::Adj => colour.is_some(),
            // "denied that there was a plot": what there is.
            Relation::Nsubj => tree.children_by(governor, Relation::Expl).any(|c| tree.form(c) == "there"),
            Relation::Obj => true,
            Relation::Parataxis => colour.is_some_and(|c| c.says) && (child < governor || self.is_introduced(governor, child)),
            Relation::Acl => nominal_governor && (marker.is_some() || tree.has_feature(child, "VerbForm=Inf")),
            Relation::Nmod if self.is_part(governor) => matches!(marker, Some("in" | "for" | "with" | "to" | "behind" | "of")),
            Relation::Nmod => nominal_governor && matches!(marker, Some("of" | "to" | "for" | "on" | "about" | "against")),
            Relation::Obl => {
                colour.is_some() && matches!(marker, Some("of" | "to" | "for" | "on" | "about" | "against" | "from" | "into" | "with"))
            }
            Relation::Advcl => {
                let reports = colour.is_some_and(|c| c.says) && (marker.is_none() || marker == Some("as") || marker == Some("that"));
                let infinitive = marker == Some("to") && colour.is_some_and(|c| c.modality.is_some() || c.polarity.is_some());
                reports || infinitive || matches!(marker, Some("of" | "from" | "into" | "for" | "against")) && colour.is_some()
            }
            _ => false,
        }
    }

    /// Whether a colon or a quotation mark stands between a governor and what follows it: "He said: …"; a semicolon parts two clauses.
    fn is_introduced(&self, governor: TokenIndex, child: TokenIndex) -> bool {
        (governor + 1..child).any(|t| matches!(self.tree.form(t), ":" | "\"" | "“" | "``"))
    }

    /// The word that negates another where it stands, unless it is part of what a frame tells: "would not accept" is to reject.
    pub fn negation(&self, token: TokenIndex) -> Option<TokenIndex> {
        let tells = self.frame_at[token].is_some_and(|f| self.ontology.frames.get(self.found[f].frame).negated);
        self.tree.negation(token).filter(|_| !tells)
    }
}

/// "announced an attack" says nothing of the attack's source, "announced that …" does.
fn only_says_clauses(colour: &Colour) -> bool {
    colour.says && !colour.of_nouns && colour.modality.is_none() && colour.polarity.is_none()
}
