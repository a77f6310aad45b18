//! The event types that an article's own ontology declared: written into its record, so that the record is read back without that
//! ontology.
//!
//! Takes and gives [`EventType`]s. Knows nothing of the files in which types are declared.

use super::error::RecordError;
use super::record_reader::word;
use crate::model::{Claim, DeclaredType, EventType, QuadClass};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize, Deserialize)]
pub(super) struct TypeRecord {
    name: String,
    verb: String,
    description: String,
    #[serde(default)]
    class: Option<String>,
    #[serde(default)]
    symmetric: bool,
    #[serde(default)]
    things: bool,
}

/// The declared types of claims, each once, in the order of their names.
pub(super) fn type_records(claims: &[Claim]) -> Vec<TypeRecord> {
    let declared: BTreeSet<&DeclaredType> = claims
        .iter()
        .filter_map(|claim| match claim.event_type {
            EventType::Declared(declared) => Some(declared),
            _ => None,
        })
        .collect();
    let record = |declared: &DeclaredType| TypeRecord {
        name: declared.name.clone(),
        verb: declared.verb.clone(),
        description: declared.description.clone(),
        class: declared.quad_class.map(|class| class.as_str().to_owned()),
        symmetric: declared.symmetric,
        things: declared.things,
    };
    declared.into_iter().map(record).collect()
}

/// The types that a record declares, by name.
pub(super) fn declared_types(records: &[TypeRecord]) -> Result<BTreeMap<&str, EventType>, RecordError> {
    records.iter().map(|record| Ok((record.name.as_str(), declared_type(record)?))).collect()
}

fn declared_type(record: &TypeRecord) -> Result<EventType, RecordError> {
    let what = format!("type {}", record.name);
    let class = record.class.as_deref().map(|class| word(&what, "quad class", class, QuadClass::parse)).transpose()?;
    EventType::declare(DeclaredType {
        name: record.name.clone(),
        verb: record.verb.clone(),
        description: record.description.clone(),
        quad_class: class,
        symmetric: record.symmetric,
        things: record.things,
    })
    .map_err(|message| RecordError::Type { message })
}

#[cfg(test)]
mod tests {
    use super::super::record_reader::from_line;
    use super::super::records::to_line;
    use super::*;
    use crate::model::fixture::reports;

    #[test]
    fn a_declared_type_comes_back_with_its_declaration() {
        let (article, mut claims) = reports().swap_remove(0);
        assert!(!to_line(&article, &claims).contains("\"types\""), "records of the program's own types stay as they were");
        claims.claims[0].event_type = EventType::declare(DeclaredType {
            name: "ACQUIRE".into(),
            verb: "acquired".into(),
            description: "buy a company".into(),
            quad_class: Some(QuadClass::MaterialCooperation),
            symmetric: true,
            things: true,
        })
        .unwrap();
        let line = to_line(&article, &claims);
        assert_eq!(from_line(&line).unwrap(), (article, claims));
        for (from, to, message) in [
            ("\"type\":\"ACQUIRE\"", "\"type\":\"MERGE\"", "event v1: no such type as \"MERGE\""),
            ("\"class\":\"material", "\"class\":\"great", "type ACQUIRE: no such quad class as \"great cooperation\""),
            (
                "{\"name\":\"ACQUIRE\"",
                "{\"name\":\"ACCUSE\"",
                "ACCUSE is a type that the program knows: add frames to it, or choose another name",
            ),
        ] {
            assert!(line.contains(from), "{from} is not in {line}");
            assert_eq!(from_line(&line.replace(from, to)).unwrap_err().to_string(), message);
        }
    }
}
