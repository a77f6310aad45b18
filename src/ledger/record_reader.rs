//! A record's line back into an article with its claims: what is written there is checked, and what another program may leave out is made
//! from what it gives.
//!
//! Takes lines of the form that [`records`](super::records) writes; [`record_gaps`](super::record_gaps) fills what is left out.

use super::code_points::CodePoints;
use super::error::RecordError;
use super::record_gaps::{find, granularity};
use super::records::*;
use super::type_records::declared_types;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// Reads a record back, as [`to_line`] writes it, or as another program does that keeps to the contract.
///
/// # Errors
/// When the line is no JSON record, names a word of no closed set or an entity it does not have, points outside its text, or says two
/// things of one.
pub fn from_line(line: &str) -> Result<(Article, Claims), RecordError> {
    from_line_knowing(line, &|_| None)
}

/// As [`from_line`], where the types of events that `declared` gives need no declaration in the record.
pub(super) fn from_line_knowing(line: &str, declared: &dyn Fn(&str) -> Option<EventType>) -> Result<(Article, Claims), RecordError> {
    let record: Record = serde_json::from_str(line)?;
    let points = CodePoints::of(&record.text);
    let ids = indexed("entity", record.entities.iter().map(|entity| entity.id.as_str()))?;
    let events = indexed("event", record.events.iter().map(|event| event.id.as_str()))?;
    let types = declared_types(&record.types)?;
    let mut reader = Reader { text: &record.text, points: &points, ids, events, types, declared, entities: Vec::new() };
    reader.entities = record.entities.iter().map(|entity| reader.entity(entity)).collect::<Result<_, _>>()?;
    let claims = record.events.iter().map(|event| reader.claim(event)).collect::<Result<Vec<_>, _>>()?;
    let claims = Claims {
        relations: record.relations.iter().map(|relation| reader.relation(relation)).collect::<Result<_, _>>()?,
        quantities: record.quantities.iter().map(|quantity| reader.quantity(quantity, &claims)).collect::<Result<_, _>>()?,
        open: record.open.iter().map(|triple| reader.open(triple)).collect::<Result<_, _>>()?,
        contradictions: reader.contradictions(&record.contradictions)?,
        problems: record.problems.iter().map(|problem| reader.problem(problem)).collect::<Result<_, _>>()?,
        entities: reader.entities,
        claims,
    };
    let Record { id, url, publisher, title, published, text, .. } = record;
    Ok((Article { id, url, publisher, title, published: published.map(|day| day.0), text }, claims))
}

/// The place of each id; two of one id are an error.
fn indexed<'r>(what: &'static str, ids: impl Iterator<Item = &'r str>) -> Result<BTreeMap<&'r str, usize>, RecordError> {
    let mut places = BTreeMap::new();
    for (place, id) in ids.enumerate() {
        if places.insert(id, place).is_some() {
            return Err(RecordError::Twice { what, id: id.to_owned() });
        }
    }
    Ok(places)
}

/// What the parts of a record are read against.
pub(super) struct Reader<'r> {
    pub text: &'r str,
    points: &'r CodePoints,
    ids: BTreeMap<&'r str, EntityIndex>,
    events: BTreeMap<&'r str, usize>,
    types: BTreeMap<&'r str, EventType>,
    declared: &'r dyn Fn(&str) -> Option<EventType>,
    /// Filled before all else is read.
    pub entities: Vec<LocalEntity>,
}

/// Where words begin and end, in code points, if the record says so.
pub(super) type Place = (Option<usize>, Option<usize>);

impl Reader<'_> {
    pub(super) fn event(&self, what: &str, id: &str) -> Result<usize, RecordError> {
        self.events.get(id).copied().ok_or_else(|| RecordError::Event { what: what.to_owned(), id: id.to_owned() })
    }

    fn span(&self, what: &str, start: usize, end: usize) -> Result<Span<Byte>, RecordError> {
        self.points.span(start, end).ok_or_else(|| RecordError::Span { what: what.to_owned(), start, end })
    }

    /// Where a place is, if one is given; the words that stand there must be the words given with it.
    pub(super) fn place(&self, what: &str, words: &str, place: Place) -> Result<Option<Span<Byte>>, RecordError> {
        let (start, end) = match place {
            (None, None) => return Ok(None),
            (Some(start), Some(end)) => (start, end),
            _ => return Err(RecordError::HalfAPlace { what: what.to_owned() }),
        };
        let span = self.span(what, start, end)?;
        let found = span.of(self.text);
        if !words.is_empty() && words != found {
            let (found, words) = (excerpt(found), excerpt(words));
            return Err(RecordError::OtherWords { what: what.to_owned(), start, end, found, words });
        }
        Ok(Some(span))
    }

    /// A passage of the text: where it is said to be, or else where its words stand first.
    pub(super) fn passage(&self, what: &str, words: &str, place: Place) -> Result<Span<Byte>, RecordError> {
        if let Some(span) = self.place(what, words, place)? {
            return Ok(span);
        }
        let what = what.to_owned();
        if words.is_empty() {
            return Err(RecordError::NoPlace { what });
        }
        let found = self.text.find(words).map(|start| Span::new(start, start + words.len()));
        found.ok_or_else(|| RecordError::NotThere { what, words: excerpt(words), inside: "the text" })
    }

    /// Words of a sentence: where they are said to be, or else where they stand first in it; the sentence itself if none are given.
    pub(super) fn words(&self, what: &str, words: &str, place: Place, sentence: Span<Byte>) -> Result<Span<Byte>, RecordError> {
        if let Some(span) = self.place(what, words, place)? {
            return Ok(span);
        }
        if words.is_empty() {
            return Ok(sentence);
        }
        let (what, inside) = (what.to_owned(), "its sentence");
        find(self.text, words, sentence).ok_or_else(|| RecordError::NotThere { what, words: excerpt(words), inside })
    }

    pub(super) fn index(&self, what: &str, id: &str) -> Result<EntityIndex, RecordError> {
        self.ids.get(id).copied().ok_or_else(|| RecordError::Entity { what: what.to_owned(), id: id.to_owned() })
    }

    fn entity(&self, record: &EntityRecord) -> Result<LocalEntity, RecordError> {
        let what = format!("entity {}", record.id);
        let only = || if record.named { vec![record.name.clone()] } else { Vec::new() };
        let mut names = record.names.clone().unwrap_or_else(only);
        if names.iter().chain([&record.name]).any(|name| name.trim().is_empty()) {
            return Err(RecordError::Nameless { what });
        }
        names.sort();
        names.dedup();
        Ok(LocalEntity {
            name: record.name.clone(),
            kind: word(&what, "kind", &record.kind, EntityKind::parse)?,
            names,
            known_as: record.link.clone(),
            country: record.country.clone(),
            named: record.named,
            mentions: record.mentions.iter().map(|m| self.span(&what, m.start, m.end)).collect::<Result<_, _>>()?,
        })
    }

    fn claim(&self, record: &EventRecord) -> Result<Claim, RecordError> {
        let what = format!("event {}", record.id);
        let event_type = self.event_type(&what, &record.event_type)?;
        let evidence = self.passage(&what, &record.at, (record.start, record.end))?;
        let trigger = self.words(&what, &record.trigger, (record.trigger_start, record.trigger_end), evidence)?;
        Ok(Claim {
            event_type,
            mode: record.mode.clone(),
            predicate: record.predicate.clone().unwrap_or_else(|| event_type.verb().to_owned()),
            trigger,
            participants: self.participants(&what, record, evidence)?,
            place: record.place.as_ref().map(|id| self.index(&what, id)).transpose()?,
            time: record.time.as_ref().map(|time| read_time(&what, time)).transpose()?,
            polarity: word(&what, "polarity", &record.polarity, Polarity::parse)?,
            modality: word(&what, "modality", &record.modality, Modality::parse)?,
            said_by: record.source.iter().map(|id| self.index(&what, id)).collect::<Result<_, _>>()?,
            cue: record.cue.clone(),
            evidence,
            found_by: record.rule.clone(),
        })
    }

    fn event_type(&self, what: &str, name: &str) -> Result<EventType, RecordError> {
        let declared = self.types.get(name).copied().or_else(|| (self.declared)(name));
        declared.map_or_else(|| word(what, "type", name, EventType::parse), Ok)
    }

    /// Who takes part as a record lists them one by one.
    pub(super) fn participant(&self, what: &str, record: &ParticipantRecord, sentence: Span<Byte>) -> Result<Participant, RecordError> {
        let entity = self.index(what, &record.entity)?;
        let at = self.place(what, "", (record.start, record.end))?;
        Ok(Participant {
            role: word(what, "role", &record.role, Role::parse)?,
            entity,
            at: at.unwrap_or_else(|| self.mention(entity, sentence)),
        })
    }

    fn contradictions(&self, pairs: &[[String; 2]]) -> Result<Vec<(usize, usize)>, RecordError> {
        let pair = |[one, other]: &[String; 2]| {
            let (one, other) = (self.event("contradiction", one)?, self.event("contradiction", other)?);
            Ok((one.min(other), one.max(other)))
        };
        let pairs: BTreeSet<(usize, usize)> = pairs.iter().map(pair).collect::<Result<_, RecordError>>()?;
        Ok(pairs.into_iter().collect())
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
    let (earliest, latest) = (record.earliest.map(|day| day.0), record.latest.map(|day| day.0));
    if let Some((earliest, latest)) = earliest.zip(latest).filter(|(earliest, latest)| earliest > latest) {
        return Err(RecordError::Backward { what: what.to_owned(), earliest, latest });
    }
    let granularity = match &record.unit {
        Some(unit) => word(what, "unit of time", unit, Granularity::parse)?,
        None => granularity(earliest, latest),
    };
    Ok(TimeValue { earliest, latest, granularity, words: record.words.clone() })
}

/// The beginning of words, for a message.
fn excerpt(words: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
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
