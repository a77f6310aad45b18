//! One frame file: its keys, and the checks that find a mistake where it was made.
//!
//! Takes TOML, adds frames to [`Frames`]. Knows nothing of how frames are used.

use super::super::governors::ColourKeys;
use super::{Example, Frame, Frames, Origin, Slot, Trigger, TriggerClass};
use crate::model::{EntityKind, EventType, Role};
use crate::ontology::{EventTypes, Inflection, OntologyError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKeys {
    r#type: Spanned<String>,
    frame: Vec<Spanned<FrameKeys>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameKeys {
    id: String,
    mode: Option<String>,
    cameo: Option<Spanned<String>>,
    predicate: Option<String>,
    noun_predicate: Option<String>,
    as_topic: Option<String>,
    #[serde(default)]
    verbs: Vec<Spanned<String>>,
    #[serde(default)]
    nouns: Vec<Spanned<String>>,
    #[serde(default)]
    adjectives: Vec<Spanned<String>>,
    agent: Option<Vec<Spanned<String>>>,
    recipient: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    topic: Vec<Spanned<String>>,
    #[serde(default)]
    instrument: Vec<Spanned<String>>,
    noun_agent: Option<Vec<Spanned<String>>>,
    noun_recipient: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    place: Vec<Spanned<String>>,
    #[serde(default)]
    object_kind: Vec<Spanned<String>>,
    #[serde(default)]
    subject_kind: Vec<Spanned<String>>,
    #[serde(default)]
    subject_noun: Vec<String>,
    #[serde(default)]
    intransitive: bool,
    #[serde(default)]
    agentless: bool,
    #[serde(default)]
    infinitive: bool,
    #[serde(default)]
    clause_auxiliary: Vec<String>,
    #[serde(default)]
    negated: bool,
    governs: Option<Spanned<ColourKeys>>,
    #[serde(default)]
    example: Vec<ExampleKeys>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleKeys {
    text: String,
    #[serde(default)]
    agent: Names,
    #[serde(default)]
    recipient: Names,
    #[serde(default)]
    topic: Names,
}

/// One name, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Several(Vec<String>),
}

impl Default for Names {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Names {
    fn list(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::Several(names) => names,
        }
    }
}

/// A file under the reader's eyes.
#[derive(Clone, Copy)]
pub(super) struct FrameFile<'f> {
    /// Within its folder, as the rules of claims name it: "frames/assault.toml".
    pub name: &'f str,
    /// As people find it.
    pub path: &'f str,
    pub source: &'f str,
    /// Whether it is from a folder of the user.
    pub overlay: bool,
}

/// Reads one file into `frames`, but for the frames that a layer above has `replaced`. `seen` holds every trigger that this layer had
/// so far, with the rule that has it.
pub(super) fn read(
    file: FrameFile<'_>,
    event_types: &EventTypes,
    inflection: &Inflection,
    replaced: &BTreeSet<(EventType, Box<str>)>,
    seen: &mut BTreeMap<String, String>,
    frames: &mut Frames,
) -> Result<(), OntologyError> {
    let keys: FileKeys = toml::from_str(file.source).map_err(|e| OntologyError::toml(file.path, file.source, &e))?;
    let event_type = event_types.get(keys.r#type.get_ref()).ok_or_else(|| {
        let known: Vec<&str> = event_types.iter().map(|t| t.as_str()).collect();
        let message = format!("{:?} is no event type: use one of {}", keys.r#type.get_ref(), known.join(", "));
        let remedy = if file.overlay { "; or declare it in event_types.toml" } else { "" };
        file.error(&keys.r#type, message + remedy)
    })?;
    let mut ids = Vec::new();
    for frame in keys.frame {
        if ids.contains(&frame.get_ref().id) {
            return Err(file.error(&frame, format!("a second frame {:?}: give it an id of its own", frame.get_ref().id)));
        }
        ids.push(frame.get_ref().id.clone());
        if replaced.contains(&(event_type, frame.get_ref().id.as_str().into())) {
            continue;
        }
        let mut triggers = file.triggers(frame.get_ref(), seen)?;
        if triggers.is_empty() {
            return Err(file.error(&frame, "a frame without a trigger: give it verbs, nouns or adjectives"));
        }
        if frame.get_ref().predicate.is_none() {
            triggers.iter_mut().for_each(|t| t.predicate = t.past(inflection).map(Into::into));
        }
        let default = triggers.iter().find_map(|t| t.predicate.clone());
        for noun in triggers.iter_mut().filter(|t| t.class == TriggerClass::Noun) {
            noun.predicate = frame.get_ref().noun_predicate.as_deref().map(Into::into);
        }
        let line = file.source[..frame.span().start].matches('\n').count() + 1;
        let origin = Origin { file: file.path.into(), line, overlay: file.overlay };
        let frame = file.frame(frame.into_inner(), event_type, default, origin)?;
        frames.add(frame, triggers, inflection);
    }
    Ok(())
}

impl FrameFile<'_> {
    fn error<T>(&self, at: &Spanned<T>, message: impl Into<String>) -> OntologyError {
        OntologyError::at(self.path, self.source, at.span(), message)
    }

    fn triggers(&self, keys: &FrameKeys, seen: &mut BTreeMap<String, String>) -> Result<Vec<Trigger>, OntologyError> {
        let mut triggers = Vec::new();
        let lists = [(TriggerClass::Verb, &keys.verbs), (TriggerClass::Noun, &keys.nouns), (TriggerClass::Adjective, &keys.adjectives)];
        let conditions = (keys.intransitive, keys.agentless, keys.infinitive, keys.negated, &keys.clause_auxiliary, &keys.subject_noun);
        let demands = (conditions, words(&keys.object_kind), words(&keys.subject_kind));
        for (class, list) in lists {
            for written in list {
                let trigger = Trigger::parse(class, written.get_ref()).map_err(|message| self.error(written, message))?;
                // The conditions are on a verb's arguments; a noun has no sense told apart by them.
                let key = match class {
                    TriggerClass::Noun => format!("noun {}", written.get_ref()),
                    _ => format!("{class:?} {} {demands:?}", written.get_ref()),
                };
                if let Some(other) = seen.insert(key, format!("{}#{}", self.path, keys.id)) {
                    let message = format!(
                        "the trigger {:?} is also in {other}: keep it in one, or tell the two apart by object_kind, subject_kind, subject_noun, intransitive, infinitive, clause_auxiliary, negated or agentless",
                        written.get_ref()
                    );
                    return Err(self.error(written, message));
                }
                triggers.push(trigger);
            }
        }
        Ok(triggers)
    }

    fn frame(
        &self,
        keys: FrameKeys,
        event_type: EventType,
        default_predicate: Option<Box<str>>,
        origin: Origin,
    ) -> Result<Frame, OntologyError> {
        if let Some(code) = keys.cameo.as_ref().filter(|c| c.get_ref().is_empty() || !c.get_ref().bytes().all(|b| b.is_ascii_digit())) {
            return Err(self.error(code, "a CAMEO code is made of digits, as \"190\""));
        }
        let slots = |given: &Option<Vec<Spanned<String>>>, default: &[&str]| match given {
            Some(given) => self.slots(given),
            None => Ok(default.iter().filter_map(|name| Slot::parse(name)).collect()),
        };
        let agent = slots(&keys.agent, &["subject"])?;
        let recipient = slots(&keys.recipient, &["object"])?;
        let noun_agent = slots(&keys.noun_agent, &["possessive", "by", "modifier"])?;
        let noun_recipient = slots(&keys.noun_recipient, &["of", "against", "on"])?;
        let (topic, instrument) = (self.slots(&keys.topic)?, self.slots(&keys.instrument)?);
        let roles = |agent: Vec<Slot>, recipient: Vec<Slot>| {
            let all =
                [(Role::Agent, agent), (Role::Recipient, recipient), (Role::Topic, topic.clone()), (Role::Instrument, instrument.clone())];
            all.into_iter().filter(|(_, slots)| !slots.is_empty()).collect::<Vec<_>>()
        };
        let governs = keys.governs.as_ref().map(|c| c.get_ref().colour().map_err(|m| self.error(c, m))).transpose()?;
        let first_noun = || keys.nouns.first().map(|n| n.get_ref().replace(['[', ']'], "").into()).unwrap_or_default();
        let predicate: Box<str> = keys.predicate.clone().map(Into::into).or(default_predicate).unwrap_or_else(first_noun);
        let positive = keys.example.into_iter().map(|e| Example {
            text: e.text,
            agent: e.agent.list(),
            recipient: e.recipient.list(),
            topic: e.topic.list(),
            negative: false,
        });
        let negative = keys.not.into_iter().map(|text| Example { text, negative: true, ..Example::default() });
        Ok(Frame {
            event_type,
            rule: format!("{}#{}", self.name, keys.id).into(),
            id: keys.id.into(),
            mode: keys.mode.map(Into::into),
            cameo: keys.cameo.map(|c| c.into_inner().into()),
            predicate,
            as_topic: keys.as_topic.map(Into::into),
            verb_roles: roles(agent, recipient),
            noun_roles: roles(noun_agent, noun_recipient),
            place: self.slots(&keys.place)?,
            object_kinds: self.kinds(&keys.object_kind)?,
            subject_kinds: self.kinds(&keys.subject_kind)?,
            subject_nouns: keys.subject_noun.into_iter().map(Into::into).collect(),
            intransitive: keys.intransitive,
            agentless: keys.agentless,
            infinitive: keys.infinitive,
            negated: keys.negated,
            clause_auxiliaries: keys.clause_auxiliary.into_iter().map(Into::into).collect(),
            governs,
            examples: positive.chain(negative).collect(),
            origin,
        })
    }

    fn slots(&self, names: &[Spanned<String>]) -> Result<Vec<Slot>, OntologyError> {
        let slot = |name: &Spanned<String>| {
            Slot::parse(name.get_ref()).ok_or_else(|| {
                let message = "is no place for a participant: use subject, object, indirect, possessive, modifier, clause, clause-subject, condition, doer or a preposition";
                self.error(name, format!("{:?} {message}", name.get_ref()))
            })
        };
        names.iter().map(slot).collect()
    }

    fn kinds(&self, names: &[Spanned<String>]) -> Result<Vec<EntityKind>, OntologyError> {
        let kind = |name: &Spanned<String>| {
            EntityKind::parse(name.get_ref()).ok_or_else(|| {
                let known: Vec<&str> = EntityKind::ALL.iter().map(|k| k.as_str()).collect();
                self.error(name, format!("{:?} is no kind of entity: use one of {}", name.get_ref(), known.join(", ")))
            })
        };
        names.iter().map(kind).collect()
    }
}

fn words(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|w| w.get_ref().as_str()).collect()
}
