//! The types of events that frames may name: those of the program, and those that `event_types.toml` declares.
//!
//! Takes the declarations, gives a lookup by name. Knows nothing of frames.

use super::{Inflection, OntologyError};
use crate::model::{DeclaredType, EventType, QuadClass};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// All event types of an ontology.
#[derive(Debug, Clone, Default)]
pub struct EventTypes {
    declared: BTreeMap<String, EventType>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeKeys {
    description: String,
    /// What an edge says when nothing finer is known; the past of the name unless given.
    verb: Option<String>,
    /// The quad class.
    class: Option<Spanned<String>>,
    #[serde(default)]
    symmetric: bool,
    #[serde(default)]
    things: bool,
}

impl EventTypes {
    /// Adds the declarations of a file; one that is there already is replaced.
    pub(crate) fn declare(&mut self, file: &str, source: &str, inflection: &Inflection) -> Result<(), OntologyError> {
        let keys: BTreeMap<Spanned<String>, TypeKeys> = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        for (name, keys) in keys {
            let class = keys.class.as_ref().map(|class| quad_class(class).map_err(|m| OntologyError::at(file, source, class.span(), m)));
            let declared = DeclaredType {
                verb: keys.verb.unwrap_or_else(|| inflection.past(&name.get_ref().to_lowercase().replace('_', " "))),
                name: name.get_ref().clone(),
                description: keys.description,
                quad_class: class.transpose()?,
                symmetric: keys.symmetric,
                things: keys.things,
            };
            let declared = EventType::declare(declared).map_err(|message| OntologyError::at(file, source, name.span(), message))?;
            self.declared.insert(name.into_inner(), declared);
        }
        Ok(())
    }

    /// The type of this name.
    pub fn get(&self, name: &str) -> Option<EventType> {
        EventType::parse(name).or_else(|| self.declared.get(name).copied())
    }

    /// The program's types, then those declared in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = EventType> + '_ {
        EventType::ALL.iter().copied().chain(self.declared.values().copied())
    }
}

fn quad_class(written: &Spanned<String>) -> Result<QuadClass, String> {
    let known: Vec<&str> = QuadClass::ALL.iter().map(|class| class.as_str()).collect();
    let message = || format!("{:?} is no class of event types: use {}, or leave it out", written.get_ref(), known.join(", "));
    QuadClass::parse(written.get_ref()).ok_or_else(message)
}
