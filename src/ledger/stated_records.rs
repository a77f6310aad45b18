//! Relations, quantities and open triples as parts of a record, and back.

use super::code_points::CodePoints;
use super::error::RecordError;
use super::records::{Reader, entity_id, event_id, word};
use crate::model::*;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct RelationRecord {
    subject: String,
    property: String,
    /// An entity's id, or a title.
    object: String,
    #[serde(default)]
    of: Option<String>,
    #[serde(default)]
    at: String,
    start: usize,
    end: usize,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    inferred: bool,
    #[serde(default)]
    sole: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct QuantityRecord {
    event: String,
    role: String,
    value: f64,
    bound: Option<String>,
    counted: String,
    affiliation: Option<String>,
    #[serde(default)]
    words: String,
    start: usize,
    end: usize,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OpenRecord {
    subject: String,
    relation: String,
    object: String,
    #[serde(default)]
    at: String,
    start: usize,
    end: usize,
    #[serde(default)]
    denied: bool,
}

pub(super) fn relation_record(relation: &StatedRelation, article: &Article, points: &CodePoints) -> RelationRecord {
    let (start, end) = points.count(relation.at);
    let object = match &relation.object {
        RelationObject::Entity(entity) => entity_id(*entity),
        RelationObject::Words(words) => words.clone(),
    };
    RelationRecord {
        subject: entity_id(relation.subject),
        property: relation.property.as_str().to_owned(),
        object,
        of: relation.of.map(entity_id),
        at: relation.at.of(&article.text).to_owned(),
        start,
        end,
        rule: relation.found_by.clone(),
        inferred: relation.inferred,
        sole: relation.sole,
    }
}

pub(super) fn quantity_record(quantity: &Quantity, article: &Article, points: &CodePoints) -> QuantityRecord {
    let (start, end) = points.count(quantity.at);
    QuantityRecord {
        event: event_id(quantity.claim),
        role: quantity.role.as_str().to_owned(),
        value: quantity.value,
        bound: quantity.bound.clone(),
        counted: quantity.counted.clone(),
        affiliation: quantity.affiliation.map(entity_id),
        words: quantity.at.of(&article.text).to_owned(),
        start,
        end,
    }
}

pub(super) fn open_record(triple: &OpenTriple, article: &Article, points: &CodePoints) -> OpenRecord {
    let (start, end) = points.count(triple.at);
    OpenRecord {
        subject: entity_id(triple.subject),
        relation: triple.relation.clone(),
        object: entity_id(triple.object),
        at: triple.at.of(&article.text).to_owned(),
        start,
        end,
        denied: triple.denied,
    }
}

impl Reader<'_> {
    pub(super) fn relation(&self, record: &RelationRecord) -> Result<StatedRelation, RecordError> {
        let what = format!("relation {}", record.property);
        let object = match self.index(&what, &record.object) {
            Ok(entity) => RelationObject::Entity(entity),
            Err(_) => RelationObject::Words(record.object.clone()),
        };
        Ok(StatedRelation {
            subject: self.index(&what, &record.subject)?,
            property: word(&what, "property", &record.property, RelationProperty::parse)?,
            object,
            of: record.of.as_ref().map(|id| self.index(&what, id)).transpose()?,
            at: self.span(&what, record.start, record.end)?,
            found_by: record.rule.clone(),
            inferred: record.inferred,
            sole: record.sole,
        })
    }

    pub(super) fn quantity(&self, record: &QuantityRecord) -> Result<Quantity, RecordError> {
        let what = format!("quantity of {}", record.event);
        Ok(Quantity {
            claim: self.event(&what, &record.event)?,
            role: word(&what, "role", &record.role, QuantityRole::parse)?,
            value: record.value,
            bound: record.bound.clone(),
            counted: record.counted.clone(),
            affiliation: record.affiliation.as_ref().map(|id| self.index(&what, id)).transpose()?,
            at: self.span(&what, record.start, record.end)?,
        })
    }

    pub(super) fn open(&self, record: &OpenRecord) -> Result<OpenTriple, RecordError> {
        let what = format!("open triple {:?}", record.relation);
        Ok(OpenTriple {
            subject: self.index(&what, &record.subject)?,
            relation: record.relation.clone(),
            object: self.index(&what, &record.object)?,
            at: self.span(&what, record.start, record.end)?,
            denied: record.denied,
        })
    }
}
