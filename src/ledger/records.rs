//! An article with its claims as one line of JSON, and back without loss.
//!
//! The form is the contract with other programs: offsets count code points, ids are local to the line.

use super::code_points::CodePoints;
use super::error::RecordError;
use super::stated_records::{OpenRecord, QuantityRecord, RelationRecord, open_record, quantity_record, relation_record};
use super::type_records::{TypeRecord, declared_types, type_records};
use crate::model::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// A day as its ISO text.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Day(Date);

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
struct Record {
    id: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    published: Option<Day>,
    #[serde(default)]
    title: Option<String>,
    text: String,
    /// The types of events that no program knows by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    types: Vec<TypeRecord>,
    entities: Vec<EntityRecord>,
    events: Vec<EventRecord>,
    #[serde(default)]
    relations: Vec<RelationRecord>,
    #[serde(default)]
    quantities: Vec<QuantityRecord>,
    #[serde(default)]
    open: Vec<OpenRecord>,
    #[serde(default)]
    contradictions: Vec<[String; 2]>,
    #[serde(default)]
    problems: Vec<ProblemRecord>,
}

#[derive(Serialize, Deserialize)]
struct EntityRecord {
    id: String,
    name: String,
    kind: String,
    names: Vec<String>,
    /// The ontology's key.
    #[serde(default)]
    link: Option<String>,
    #[serde(default)]
    wikidata: Option<String>,
    /// The ontology's key of its country.
    #[serde(default)]
    country: Option<String>,
    #[serde(default = "yes")]
    named: bool,
    #[serde(default)]
    mentions: Vec<MentionRecord>,
}

fn yes() -> bool {
    true
}

#[derive(Serialize, Deserialize)]
struct MentionRecord {
    start: usize,
    end: usize,
    form: String,
}

#[derive(Serialize, Deserialize)]
struct EventRecord {
    id: String,
    #[serde(rename = "type")]
    event_type: String,
    mode: Option<String>,
    predicate: String,
    trigger: String,
    at: String,
    start: usize,
    end: usize,
    trigger_start: usize,
    trigger_end: usize,
    agents: Vec<String>,
    recipients: Vec<String>,
    others: Vec<OtherRecord>,
    /// All fillers of all roles in their order, with the mention that fills; the three lists above are read off it.
    participants: Vec<ParticipantRecord>,
    place: Option<String>,
    time: Option<TimeRecord>,
    polarity: String,
    modality: String,
    source: Vec<String>,
    cue: Option<String>,
    rule: String,
}

#[derive(Serialize, Deserialize)]
struct OtherRecord {
    role: String,
    entity: String,
}

#[derive(Serialize, Deserialize)]
struct ParticipantRecord {
    role: String,
    entity: String,
    start: usize,
    end: usize,
}

#[derive(Serialize, Deserialize)]
struct TimeRecord {
    earliest: Option<Day>,
    latest: Option<Day>,
    unit: String,
    words: String,
}

#[derive(Serialize, Deserialize)]
struct ProblemRecord {
    message: String,
    start: usize,
    end: usize,
    #[serde(default)]
    rule: String,
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
        names: entity.names.clone(),
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
        ParticipantRecord { role: p.role.as_str().to_owned(), entity: entity_id(p.entity), start, end }
    };
    let others = claim.participants.iter().filter(|p| !matches!(p.role, Role::Agent | Role::Recipient));
    EventRecord {
        id: event_id(index),
        event_type: claim.event_type.as_str().to_owned(),
        mode: claim.mode.clone(),
        predicate: claim.predicate.clone(),
        trigger: claim.trigger.of(&article.text).to_owned(),
        at: claim.evidence.of(&article.text).to_owned(),
        start,
        end,
        trigger_start,
        trigger_end,
        agents: claim.fillers(Role::Agent).map(entity_id).collect(),
        recipients: claim.fillers(Role::Recipient).map(entity_id).collect(),
        others: others.map(|p| OtherRecord { role: p.role.as_str().to_owned(), entity: entity_id(p.entity) }).collect(),
        participants: claim.participants.iter().map(participant).collect(),
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
    let unit = time.granularity.as_str().to_owned();
    TimeRecord { earliest: time.earliest.map(Day), latest: time.latest.map(Day), unit, words: time.words.clone() }
}

fn problem_record(problem: &Problem, points: &CodePoints) -> ProblemRecord {
    let (start, end) = points.count(problem.span);
    ProblemRecord { message: problem.message.clone(), start, end, rule: problem.rule.to_owned() }
}

/// Reads a record back, as [`to_line`] writes it.
///
/// # Errors
/// When the line is no JSON record, names a word of no closed set or an entity it does not have, or points outside its text.
pub fn from_line(line: &str) -> Result<(Article, Claims), RecordError> {
    let record: Record = serde_json::from_str(line)?;
    let points = CodePoints::of(&record.text);
    let ids = record.entities.iter().enumerate().map(|(index, entity)| (entity.id.as_str(), index)).collect();
    let events = record.events.iter().enumerate().map(|(index, event)| (event.id.as_str(), index)).collect();
    let reader = Reader { points: &points, ids, events, types: declared_types(&record.types)? };
    let claims = Claims {
        entities: record.entities.iter().map(|entity| reader.entity(entity)).collect::<Result<_, _>>()?,
        claims: record.events.iter().map(|event| reader.claim(event)).collect::<Result<_, _>>()?,
        relations: record.relations.iter().map(|relation| reader.relation(relation)).collect::<Result<_, _>>()?,
        quantities: record.quantities.iter().map(|quantity| reader.quantity(quantity)).collect::<Result<_, _>>()?,
        open: record.open.iter().map(|triple| reader.open(triple)).collect::<Result<_, _>>()?,
        contradictions: record.contradictions.iter().map(|pair| reader.contradiction(pair)).collect::<Result<_, _>>()?,
        problems: record.problems.iter().map(|problem| reader.problem(problem)).collect::<Result<_, _>>()?,
    };
    let Record { id, url, publisher, title, published, text, .. } = record;
    Ok((Article { id, url, publisher, title, published: published.map(|day| day.0), text }, claims))
}

/// What the parts of a record are read against.
pub(super) struct Reader<'r> {
    points: &'r CodePoints,
    ids: BTreeMap<&'r str, EntityIndex>,
    events: BTreeMap<&'r str, usize>,
    types: BTreeMap<&'r str, EventType>,
}

impl Reader<'_> {
    pub(super) fn event(&self, what: &str, id: &str) -> Result<usize, RecordError> {
        self.events.get(id).copied().ok_or_else(|| RecordError::Entity { what: what.to_owned(), id: id.to_owned() })
    }

    pub(super) fn span(&self, what: &str, start: usize, end: usize) -> Result<Span<Byte>, RecordError> {
        self.points.span(start, end).ok_or_else(|| RecordError::Span { what: what.to_owned(), start, end })
    }

    pub(super) fn index(&self, what: &str, id: &str) -> Result<EntityIndex, RecordError> {
        self.ids.get(id).copied().ok_or_else(|| RecordError::Entity { what: what.to_owned(), id: id.to_owned() })
    }

    fn entity(&self, record: &EntityRecord) -> Result<LocalEntity, RecordError> {
        let what = format!("entity {}", record.id);
        Ok(LocalEntity {
            name: record.name.clone(),
            kind: word(&what, "kind", &record.kind, EntityKind::parse)?,
            names: record.names.clone(),
            known_as: record.link.clone(),
            country: record.country.clone(),
            named: record.named,
            mentions: record.mentions.iter().map(|m| self.span(&what, m.start, m.end)).collect::<Result<_, _>>()?,
        })
    }

    fn claim(&self, record: &EventRecord) -> Result<Claim, RecordError> {
        let what = format!("event {}", record.id);
        Ok(Claim {
            event_type: self.event_type(&what, &record.event_type)?,
            mode: record.mode.clone(),
            predicate: record.predicate.clone(),
            trigger: self.span(&what, record.trigger_start, record.trigger_end)?,
            participants: record.participants.iter().map(|p| self.participant(&what, p)).collect::<Result<_, _>>()?,
            place: record.place.as_ref().map(|id| self.index(&what, id)).transpose()?,
            time: record.time.as_ref().map(|time| read_time(&what, time)).transpose()?,
            polarity: word(&what, "polarity", &record.polarity, Polarity::parse)?,
            modality: word(&what, "modality", &record.modality, Modality::parse)?,
            said_by: record.source.iter().map(|id| self.index(&what, id)).collect::<Result<_, _>>()?,
            cue: record.cue.clone(),
            evidence: self.span(&what, record.start, record.end)?,
            found_by: record.rule.clone(),
        })
    }

    fn event_type(&self, what: &str, name: &str) -> Result<EventType, RecordError> {
        self.types.get(name).copied().map_or_else(|| word(what, "type", name, EventType::parse), Ok)
    }

    fn participant(&self, what: &str, record: &ParticipantRecord) -> Result<Participant, RecordError> {
        Ok(Participant {
            role: word(what, "role", &record.role, Role::parse)?,
            entity: self.index(what, &record.entity)?,
            at: self.span(what, record.start, record.end)?,
        })
    }

    fn contradiction(&self, [one, other]: &[String; 2]) -> Result<(usize, usize), RecordError> {
        Ok((self.event("contradiction", one)?, self.event("contradiction", other)?))
    }

    fn problem(&self, record: &ProblemRecord) -> Result<Problem, RecordError> {
        let span = self.span("problem", record.start, record.end)?;
        Ok(Problem { message: record.message.clone(), span, rule: interned(&record.rule) })
    }
}

pub(super) fn word<T>(what: &str, set: &'static str, word: &str, parse: fn(&str) -> Option<T>) -> Result<T, RecordError> {
    parse(word).ok_or_else(|| RecordError::Word { what: what.to_owned(), set, word: word.to_owned() })
}

fn read_time(what: &str, record: &TimeRecord) -> Result<TimeValue, RecordError> {
    let granularity = word(what, "unit of time", &record.unit, Granularity::parse)?;
    let date = |day: Option<Day>| day.map(|day| day.0);
    Ok(TimeValue { earliest: date(record.earliest), latest: date(record.latest), granularity, words: record.words.clone() })
}

/// A rule's name for as long as the program runs. In the program these names are literals and few, so each distinct one is kept
/// once instead of making every problem own its rule.
fn interned(rule: &str) -> &'static str {
    static RULES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut rules = RULES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(kept) = rules.get(rule) {
        return kept;
    }
    let kept: &'static str = Box::leak(rule.to_owned().into_boxed_str());
    rules.insert(kept);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::reports;
    use serde_json::Value;

    #[test]
    fn records_come_back_without_loss() {
        for (article, mut claims) in reports() {
            claims.problems.push(Problem { message: "no doer".into(), span: Span::new(0, 3), rule: "extract#doer" });
            let line = to_line(&article, &claims);
            assert!(!line.contains('\n'));
            assert_eq!(from_line(&line).unwrap(), (article, claims));
        }
    }

    #[test]
    fn relations_numbers_and_open_triples_come_back() {
        let (article, mut claims) = reports().swap_remove(0);
        let at = claims.claims[0].trigger;
        let relation = StatedRelation {
            subject: 0,
            property: RelationProperty::HoldsOffice,
            object: RelationObject::Words("foreign minister".into()),
            of: Some(1),
            at,
            found_by: "extract#title".into(),
            inferred: true,
            sole: true,
        };
        claims.relations = vec![StatedRelation { object: RelationObject::Entity(1), of: None, ..relation.clone() }, relation];
        let counted = "soldiers".to_string();
        claims.quantities.push(Quantity {
            claim: 0,
            role: QuantityRole::Agent,
            value: 12.0,
            bound: None,
            counted,
            affiliation: Some(1),
            at,
        });
        claims.contradictions.push((0, 0));
        claims.open.push(OpenTriple { subject: 0, relation: "hosted".into(), object: 1, at, denied: true });
        let line = to_line(&article, &claims);
        assert_eq!(from_line(&line).unwrap(), (article, claims));
        let stray = line.replace("\"event\":\"v1\"", "\"event\":\"v9\"");
        assert!(from_line(&stray).unwrap_err().to_string().contains("v9"));
    }

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

    #[test]
    fn a_bad_record_says_what_is_wrong() {
        let (article, claims) = &reports()[0];
        let line = to_line(article, claims);
        for (from, to, message) in [
            ("\"CONSULT\"", "\"CHAT\"", "event v1: no such type as \"CHAT\""),
            ("\"agent\",\"entity\":\"e1\"", "\"agent\",\"entity\":\"e9\"", "event v1: there is no entity \"e9\""),
            ("\"trigger_end\":19", "\"trigger_end\":9999", "event v1: characters 14 to 9999 do not lie in the text"),
        ] {
            assert!(line.contains(from), "{from} is not in {line}");
            assert_eq!(from_line(&line.replace(from, to)).unwrap_err().to_string(), message);
        }
        assert!(from_line("{").unwrap_err().to_string().starts_with("not a record"));
    }
}
