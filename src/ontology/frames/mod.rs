//! Frames: how a language tells of an event type; which words trigger it, and where its participants stand.
//!
//! Takes the files of `ontology/frames/`, gives an index from a word's form to the frames it may trigger, most specific first.
//! Knows nothing of trees; `extract` decides whether a frame holds at a place.

mod file;
mod trigger;

pub use trigger::{Part, Trigger, TriggerClass};

use super::layer::LayerFile;
use super::{Colour, EventTypes, Inflection, OntologyError};
use crate::model::{EntityKind, EventType, Role};
use file::FrameFile;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// Where a participant stands, seen from the trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The one who does it, whatever the voice: "X attacked", "attacked by X".
    Subject,
    /// The one it is done to, whatever the voice.
    Object,
    /// "told X".
    Indirect,
    /// "X's attack".
    Possessive,
    /// "Russian attack", "police raid".
    Modifier,
    /// The subject of the clause that stands under the trigger: "demanded that X leave".
    ClauseSubject,
    /// The subject of the condition that stands under the trigger: "threatened to leave if X attacked".
    Condition,
    /// The act in the clause that stands under the trigger: "refused to talk".
    Clause,
    /// Those who do, or take part in, the act that is the object: "condemned the attack by X".
    Doer,
    /// After this preposition.
    Preposition(Box<str>),
}

/// One way of telling of an event.
#[derive(Debug, Clone)]
pub struct Frame {
    pub event_type: EventType,
    /// Names the frame in its file: "offensive".
    pub id: Box<str>,
    /// The rule's name in claims: "frames/assault.toml#offensive".
    pub rule: Box<str>,
    pub mode: Option<Box<str>>,
    /// The CAMEO code of the act.
    pub cameo: Option<Box<str>>,
    /// What stands between agent and recipient when a person reads the edge.
    pub predicate: Box<str>,
    /// What the act is called where another act is about it: "rejected *talks*", whatever word the text has for them.
    pub as_topic: Option<Box<str>>,
    /// Where the roles stand about a verb or adjective, and about a noun; slots in order of preference.
    pub verb_roles: Vec<(Role, Vec<Slot>)>,
    pub noun_roles: Vec<(Role, Vec<Slot>)>,
    /// Where the place of the event stands, beyond "in" and "at".
    pub place: Vec<Slot>,
    /// What the verb's object must be for this sense, if anything.
    pub object_kinds: Vec<EntityKind>,
    /// What the verb's subject must be for this sense, if anything.
    pub subject_kinds: Vec<EntityKind>,
    /// The nouns of which one must be the verb's subject for this sense, if any: "the *strike* killed two".
    pub subject_nouns: Vec<Box<str>>,
    /// The verb has this sense only without an object.
    pub intransitive: bool,
    /// The verb has this sense only with an infinitive: "told them to leave".
    pub infinitive: bool,
    /// The verb has this sense only where it is negated, and says so by it: "would not accept the result" rejects the result.
    pub negated: bool,
    /// The verb has this sense only with a clause under it that has one of these auxiliaries, if any: "said they *must* leave".
    pub clause_auxiliaries: Vec<Box<str>>,
    /// The verb has this sense only where nobody is named who does it: "two men were killed".
    pub agentless: bool,
    /// How the act colours what stands under it: "refused to talk" denies the talks.
    pub governs: Option<Colour>,
    pub examples: Vec<Example>,
    pub origin: Origin,
}

/// Where an entry of the ontology stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file as people find it: "ontology/frames/assault.toml", or a path in a folder of the user.
    pub file: Box<str>,
    /// Counted from 1.
    pub line: usize,
    /// Whether it is from a folder of the user.
    pub overlay: bool,
}

/// A sentence and what the frame must read there; run as a test.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Example {
    pub text: String,
    /// Words of the participants' names, per role; empty: nobody.
    pub agent: Vec<String>,
    pub recipient: Vec<String>,
    /// Looked at only where an example names some.
    pub topic: Vec<String>,
    /// Whether the frame must *not* be read in `text`.
    pub negative: bool,
}

/// All frames, indexed by the forms of their triggers' head words.
#[derive(Debug, Default)]
pub struct Frames {
    frames: Vec<Frame>,
    /// What the triggers of each frame say between agent and recipient.
    predicates: Vec<BTreeSet<Box<str>>>,
    by_form: HashMap<Box<str>, Vec<Candidate>>,
}

/// A frame that a word may trigger.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub frame: usize,
    pub trigger: Trigger,
}

impl Frames {
    /// Reads layers of frame files, the lowest first. A frame replaces one of the same type and id in a layer below, and where two
    /// layers have the same trigger, the upper one is asked first.
    pub(super) fn layered(layers: &[Vec<LayerFile<'_>>], event_types: &EventTypes, inflection: &Inflection) -> Result<Self, OntologyError> {
        let mut frames = Self::default();
        let mut replaced: BTreeSet<(EventType, Box<str>)> = BTreeSet::new();
        for (layer, files) in layers.iter().enumerate().rev() {
            let first = frames.frames.len();
            let mut seen: BTreeMap<String, String> = BTreeMap::new();
            for &file in files {
                let file = FrameFile { name: file.name, path: file.path, source: file.source, overlay: layer > 0 };
                file::read(file, event_types, inflection, &replaced, &mut seen, &mut frames)?;
            }
            replaced.extend(frames.frames[first..].iter().map(|frame| (frame.event_type, frame.id.clone())));
        }
        for candidates in frames.by_form.values_mut() {
            let all = &frames.frames;
            candidates.sort_by_key(|c| {
                let frame = &all[c.frame];
                // A negation says the contrary of the verb alone, whatever stands about it.
                (Reverse(c.trigger.weight()), Reverse(frame.origin.overlay), Reverse(frame.negated), Reverse(frame.demands()), c.frame)
            });
        }
        Ok(frames)
    }

    /// The frame that speaks for a whole type where the words are not its own: the first of the type.
    pub fn general(&self, event_type: EventType) -> Option<usize> {
        self.frames.iter().position(|frame| frame.event_type == event_type)
    }

    /// The frames that a word of this lower-case form may trigger, most specific first.
    pub fn candidates(&self, form: &str) -> &[Candidate] {
        self.by_form.get(form).map_or(&[], Vec::as_slice)
    }

    pub fn get(&self, frame: usize) -> &Frame {
        &self.frames[frame]
    }

    pub fn iter(&self) -> impl Iterator<Item = &Frame> {
        self.frames.iter()
    }

    /// What the triggers of a frame say between agent and recipient in words of their own ("called on"), sorted.
    pub fn predicates(&self, frame: usize) -> impl Iterator<Item = &str> {
        self.predicates[frame].iter().map(|predicate| &**predicate)
    }

    fn add(&mut self, frame: Frame, triggers: Vec<Trigger>, inflection: &Inflection) {
        let number = self.frames.len();
        self.frames.push(frame);
        self.predicates.push(triggers.iter().filter_map(|trigger| trigger.predicate.clone()).collect());
        for trigger in triggers {
            let forms = match trigger.class {
                TriggerClass::Verb => inflection.verb_forms(&trigger.head),
                TriggerClass::Noun => inflection.noun_forms(&trigger.head),
                TriggerClass::Adjective => vec![trigger.head.to_string()],
            };
            for form in forms {
                self.by_form.entry(form.into()).or_default().push(Candidate { frame: number, trigger: trigger.clone() });
            }
        }
    }
}

impl Frame {
    /// How many conditions the frame sets beyond its trigger.
    fn demands(&self) -> usize {
        usize::from(!self.object_kinds.is_empty())
            + usize::from(!self.subject_kinds.is_empty())
            + usize::from(!self.subject_nouns.is_empty())
            + usize::from(self.intransitive)
            + usize::from(self.agentless)
            + usize::from(self.infinitive)
            + usize::from(self.negated)
            + usize::from(!self.clause_auxiliaries.is_empty())
    }

    /// The slots of a role about a trigger of this class.
    pub fn roles(&self, class: TriggerClass) -> &[(Role, Vec<Slot>)] {
        if class == TriggerClass::Noun { &self.noun_roles } else { &self.verb_roles }
    }
}

impl Slot {
    /// The slot of this name: one of nine positions, or a preposition.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "indirect" => Self::Indirect,
            "possessive" => Self::Possessive,
            "modifier" => Self::Modifier,
            "clause-subject" => Self::ClauseSubject,
            "clause" => Self::Clause,
            "condition" => Self::Condition,
            "doer" => Self::Doer,
            preposition if PREPOSITIONS.contains(&preposition) => Self::Preposition(preposition.into()),
            _ => return None,
        })
    }
}

impl fmt::Display for Slot {
    /// As frame files write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Indirect => "indirect",
            Self::Possessive => "possessive",
            Self::Modifier => "modifier",
            Self::ClauseSubject => "clause-subject",
            Self::Clause => "clause",
            Self::Condition => "condition",
            Self::Doer => "doer",
            Self::Preposition(preposition) => preposition,
        })
    }
}

/// The prepositions a slot may name; a closed list, so that a typing error in a frame is found.
pub(crate) const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "beside",
    "between",
    "beyond",
    "by",
    "down",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "past",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "up",
    "upon",
    "with",
    "within",
    "without",
];
