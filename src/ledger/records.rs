//! An article with its claims as one line of JSON. [`from_line`](super::from_line) reads it back without loss.
//!
//! The form is the contract with other programs: offsets count code points, ids are local to the line. What another program may leave out
//! is an `Option` here, or has a default; what this one writes is always whole.

use super::code_points::CodePoints;
use super::stated_records::{OpenRecord, QuantityRecord, RelationRecord, open_record, quantity_record, relation_record};
use super::type_records::{TypeRecord, type_records};
use crate::model::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A day as its ISO text.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Day(pub Date);

impl TryFrom<String> for Day {
    type Error = jiff::Error;
    fn try_from(text: String) -> Result<Self, jiff::Error> {
        text.parse().map(Day)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.0.to_string()
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    pub id: String,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub publisher: Option<String>,
    #[serde(default)]
    pub published: Option<Day>,
    #[serde(default)]
    pub title: Option<String>,
    pub text: String,
    /// The types of events that no program knows by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<TypeRecord>,
    #[serde(default)]
    pub entities: Vec<EntityRecord>,
    #[serde(default)]
    pub events: Vec<EventRecord>,
    #[serde(default)]
    pub relations: Vec<RelationRecord>,
    #[serde(default)]
    pub quantities: Vec<QuantityRecord>,
    #[serde(default)]
    pub open: Vec<OpenRecord>,
    #[serde(default)]
    pub contradictions: Vec<[String; 2]>,
    #[serde(default)]
    pub problems: Vec<ProblemRecord>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EntityRecord {
    pub id: String,
    pub name: String,
    pub kind: String,
    /// Without it, the name alone; none where somebody is known by another way than a name.
    pub names: Option<Vec<String>>,
    /// The ontology's key.
    #[serde(default)]
    pub link: Option<String>,
    #[serde(default)]
    pub wikidata: Option<String>,
    /// The ontology's key of its country.
    #[serde(default)]
    pub country: Option<String>,
    #[serde(default = "yes")]
    pub named: bool,
    #[serde(default)]
    pub mentions: Vec<MentionRecord>,
}

fn yes() -> bool {
    true
}

#[derive(Serialize, Deserialize)]
pub(super) struct MentionRecord {
    pub start: usize,
    pub end: usize,
    /// For those who read; it is made from the words again.
    #[serde(default)]
    pub form: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EventRecord {
    pub id: String,
    #[serde(rename = "type")]
    pub event_type: String,
    pub mode: Option<String>,
    /// Without it, the verb of the type.
    pub predicate: Option<String>,
    /// The words that tell of the event, inside the sentence.
    #[serde(default)]
    pub trigger: String,
    /// The sentence.
    #[serde(default)]
    pub at: String,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub trigger_start: Option<usize>,
    pub trigger_end: Option<usize>,
    pub agents: Option<Vec<String>>,
    pub recipients: Option<Vec<String>>,
    pub others: Option<Vec<OtherRecord>>,
    /// All fillers of all roles in their order, with the mention that fills; the three lists above are read off it.
    pub participants: Option<Vec<ParticipantRecord>>,
    pub place: Option<String>,
    pub time: Option<TimeRecord>,
    #[serde(default = "affirmed")]
    pub polarity: String,
    #[serde(default = "actual")]
    pub modality: String,
    #[serde(default)]
    pub source: Vec<String>,
    pub cue: Option<String>,
    #[serde(default = "of_others")]
    pub rule: String,
}

fn affirmed() -> String {
    Polarity::Affirmed.as_str().to_owned()
}

fn actual() -> String {
    Modality::Actual.as_str().to_owned()
}

/// The rule of what another program found and names no rule for.
pub(super) fn of_others() -> String {
    "import".to_owned()
}

#[derive(Serialize, Deserialize)]
pub(super) struct OtherRecord {
    pub role: String,
    pub entity: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ParticipantRecord {
    pub role: String,
    pub entity: String,
    pub start: Option<usize>,
    pub end: Option<usize>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct TimeRecord {
    pub earliest: Option<Day>,
    pub latest: Option<Day>,
    /// Without it, what the days make: a day, a week, a month, a year, or a range.
    pub unit: Option<String>,
    #[serde(default)]
    pub words: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ProblemRecord {
    pub message: String,
    pub start: usize,
    pub end: usize,
    #[serde(default)]
    pub rule: String,
}

/// The record of an article and its claims: one line of JSON without the line's end.
pub fn to_line(article: &Article, claims: &Claims) -> String {
    let points = CodePoints::of(&article.text);
    let record = Record {
        id: article.id.clone(),
        url: article.url.clone(),
        publisher: article.publisher.clone(),
        published: article.published.map(Day),
        title: article.title.clone(),
        text: article.text.clone(),
        types: type_records(&claims.claims),
        entities: claims.entities.iter().enumerate().map(|(index, entity)| entity_record(index, entity, article, &points)).collect(),
        events: claims.claims.iter().enumerate().map(|(index, claim)| event_record(index, claim, article, &points)).collect(),
        relations: claims.relations.iter().map(|relation| relation_record(relation, article, &points)).collect(),
        quantities: claims.quantities.iter().map(|quantity| quantity_record(quantity, article, &points)).collect(),
        open: claims.open.iter().map(|triple| open_record(triple, article, &points)).collect(),
        contradictions: claims.contradictions.iter().map(|&(one, other)| [event_id(one), event_id(other)]).collect(),
        problems: claims.problems.iter().map(|problem| problem_record(problem, &points)).collect(),
    };
    serde_json::to_string(&record).expect("a record has no key that is not a string")
}

pub(super) fn event_id(index: usize) -> String {
    format!("v{}", index + 1)
}

pub(super) fn entity_id(index: EntityIndex) -> String {
    format!("e{}", index + 1)
}

fn entity_record(index: usize, entity: &LocalEntity, article: &Article, points: &CodePoints) -> EntityRecord {
    let mention = |span: &Span<Byte>| {
        let (start, end) = points.count(*span);
        MentionRecord { start, end, form: form(entity, span.of(&article.text)).to_owned() }
    };
    EntityRecord {
        id: entity_id(index),
        name: entity.name.clone(),
        kind: entity.kind.as_str().to_owned(),
        names: Some(entity.names.clone()),
        link: entity.known_as.clone(),
        wikidata: None,
        country: entity.country.clone(),
        named: entity.named,
        mentions: entity.mentions.iter().map(mention).collect(),
    }
}

/// The personal pronouns of English are a closed class.
const PRONOUNS: &[&str] = &[
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "i",
    "me",
    "my",
    "mine",
    "we",
    "us",
    "our",
    "ours",
    "you",
    "your",
    "who",
    "whom",
    "whose",
    "which",
    "that",
];

fn form(entity: &LocalEntity, words: &str) -> &'static str {
    if entity.names.iter().any(|name| name == words) {
        "name"
    } else if PRONOUNS.contains(&words.to_lowercase().as_str()) {
        "pronoun"
    } else {
        "nominal"
    }
}

fn event_record(index: usize, claim: &Claim, article: &Article, points: &CodePoints) -> EventRecord {
    let (start, end) = points.count(claim.evidence);
    let (trigger_start, trigger_end) = points.count(claim.trigger);
    let participant = |p: &Participant| {
        let (start, end) = points.count(p.at);
        let role = p.role.as_str().to_owned();
        ParticipantRecord { role, entity: entity_id(p.entity), start: Some(start), end: Some(end) }
    };
    let others = claim.participants.iter().filter(|p| !matches!(p.role, Role::Agent | Role::Recipient));
    EventRecord {
        id: event_id(index),
        event_type: claim.event_type.as_str().to_owned(),
        mode: claim.mode.clone(),
        predicate: Some(claim.predicate.clone()),
        trigger: claim.trigger.of(&article.text).to_owned(),
        at: claim.evidence.of(&article.text).to_owned(),
        start: Some(start),
        end: Some(end),
        trigger_start: Some(trigger_start),
        trigger_end: Some(trigger_end),
        agents: Some(claim.fillers(Role::Agent).map(entity_id).collect()),
        recipients: Some(claim.fillers(Role::Recipient).map(entity_id).collect()),
        others: Some(others.map(|p| OtherRecord { role: p.role.as_str().to_owned(), entity: entity_id(p.entity) }).collect()),
        participants: Some(claim.participants.iter().map(participant).collect()),
        place: claim.place.map(entity_id),
        time: claim.time.as_ref().map(time_record),
        polarity: claim.polarity.as_str().to_owned(),
        modality: claim.modality.as_str().to_owned(),
        source: claim.said_by.iter().copied().map(entity_id).collect(),
        cue: claim.cue.clone(),
        rule: claim.found_by.clone(),
    }
}

fn time_record(time: &TimeValue) -> TimeRecord {
    let unit = Some(time.granularity.as_str().to_owned());
    TimeRecord { earliest: time.earliest.map(Day), latest: time.latest.map(Day), unit, words: time.words.clone() }
}

fn problem_record(problem: &Problem, points: &CodePoints) -> ProblemRecord {
    let (start, end) = points.count(problem.span);
    ProblemRecord { message: problem.message.clone(), start, end, rule: problem.rule.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::reports;
    use serde_json::Value;

    #[test]
    fn offsets_count_code_points() {
        let (article, claims) = &reports()[0];
        let value: Value = serde_json::from_str(&to_line(article, claims)).unwrap();
        let letters: Vec<char> = article.text.chars().collect();
        let words = |record: &Value| {
            let at = |key: &str| record[key].as_u64().unwrap() as usize;
            letters[at("start")..at("end")].iter().collect::<String>()
        };
        assert_eq!(words(&value["entities"][1]["mentions"][0]), "Mevlüt Çavuşoğlu");
        assert_eq!(value["entities"][1]["mentions"][0]["form"], "name");
        assert_eq!(words(&value["events"][0]["participants"][1]), "Mevlüt Çavuşoğlu");
        assert_eq!(words(&value["events"][0]), article.text);
    }

    #[test]
    fn the_keys_of_the_contract_are_there() {
        let (article, claims) = &reports()[2];
        let value: Value = serde_json::from_str(&to_line(article, claims)).unwrap();
        let event = &value["events"][0];
        assert_eq!(event["type"], "REJECT");
        assert_eq!(event["agents"], serde_json::json!(["e1"]));
        assert_eq!(event["others"], serde_json::json!([{"role": "topic", "entity": "e5"}]));
        assert_eq!(event["source"], serde_json::json!(["e3", "e2"]));
        assert_eq!((&event["polarity"], &event["modality"]), (&"affirmed".into(), &"actual".into()));
        assert_eq!(value["entities"][0]["link"], "country:UA");
        assert_eq!(value["published"], "2022-02-26");
    }
}
