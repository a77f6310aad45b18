//! Relations, quantities and open triples as parts of a record, and back.

use super::code_points::CodePoints;
use super::error::RecordError;
use super::record_reader::{Reader, word};
use super::records::{entity_id, event_id, of_others};
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
    start: Option<usize>,
    end: Option<usize>,
    #[serde(default = "of_others")]
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
    #[serde(default)]
    counted: String,
    affiliation: Option<String>,
    #[serde(default)]
    words: String,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OpenRecord {
    subject: String,
    relation: String,
    object: String,
    #[serde(default)]
    at: String,
    start: Option<usize>,
    end: Option<usize>,
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
        start: Some(start),
        end: Some(end),
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
        start: Some(start),
        end: Some(end),
    }
}

pub(super) fn open_record(triple: &OpenTriple, article: &Article, points: &CodePoints) -> OpenRecord {
    let (start, end) = points.count(triple.at);
    OpenRecord {
        subject: entity_id(triple.subject),
        relation: triple.relation.clone(),
        object: entity_id(triple.object),
        at: triple.at.of(&article.text).to_owned(),
        start: Some(start),
        end: Some(end),
        denied: triple.denied,
    }
}

impl Reader<'_> {
    pub(super) fn relation(&self, record: &RelationRecord) -> Result<StatedRelation, RecordError> {
        let what = format!("relation {}", record.property);
        let property = word(&what, "property", &record.property, RelationProperty::parse)?;
        let object = match self.index(&what, &record.object) {
            Ok(entity) => RelationObject::Entity(entity),
            // An office is named by its title; all else relates two who are there.
            Err(_) if property == RelationProperty::HoldsOffice => RelationObject::Words(record.object.clone()),
            Err(error) => return Err(error),
        };
        Ok(StatedRelation {
            subject: self.index(&what, &record.subject)?,
            property,
            object,
            of: record.of.as_ref().map(|id| self.index(&what, id)).transpose()?,
            at: self.passage(&what, &record.at, (record.start, record.end))?,
            found_by: record.rule.clone(),
            inferred: record.inferred,
            sole: record.sole,
        })
    }

    /// `claims` are those of the record: a number without a place of its own stands in the sentence of its claim.
    pub(super) fn quantity(&self, record: &QuantityRecord, claims: &[Claim]) -> Result<Quantity, RecordError> {
        let what = format!("quantity of {}", record.event);
        let claim = self.event(&what, &record.event)?;
        // The contract's own example writes the two roles as the lists of an event are called.
        let role = match record.role.as_str() {
            "agents" => Role::Agent.as_str(),
            "recipients" => Role::Recipient.as_str(),
            role => role,
        };
        let sentence = claims[claim].evidence;
        Ok(Quantity {
            claim,
            role: word(&what, "role", role, QuantityRole::parse)?,
            value: record.value,
            bound: record.bound.clone(),
            counted: record.counted.clone(),
            affiliation: record.affiliation.as_ref().map(|id| self.index(&what, id)).transpose()?,
            at: self.words(&what, &record.words, (record.start, record.end), sentence)?,
        })
    }

    pub(super) fn open(&self, record: &OpenRecord) -> Result<OpenTriple, RecordError> {
        let what = format!("open triple {:?}", record.relation);
        Ok(OpenTriple {
            subject: self.index(&what, &record.subject)?,
            relation: record.relation.clone(),
            object: self.index(&what, &record.object)?,
            at: self.passage(&what, &record.at, (record.start, record.end))?,
            denied: record.denied,
        })
    }
}
