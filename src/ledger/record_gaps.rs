//! What a record of another program leaves out, made from what it gives: the places of words, who takes part where, the unit of a time.
//!
//! Nothing is invented: words are looked for in the sentence that the record names, and who is not found there stands for it as a whole.

use super::error::RecordError;
use super::record_reader::{Reader, word};
use super::records::{EventRecord, ParticipantRecord};
use crate::model::*;
use jiff::civil::Date;

/// Where words stand first in a passage: as words of their own, or else as a part of one.
pub(super) fn find(text: &str, words: &str, passage: Span<Byte>) -> Option<Span<Byte>> {
    let begin = passage.start as usize;
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let found = passage.of(text).match_indices(words).map(|(at, _)| (begin + at, begin + at + words.len()));
    let is_whole = |&(start, end): &(usize, usize)| !is_letter(text[..start].chars().next_back()) && !is_letter(text[end..].chars().next());
    let first = found.clone().find(is_whole).or_else(|| found.clone().next());
    first.map(|(start, end)| Span::new(start, end))
}

/// The unit that an interval of days makes, where no words commit to one.
pub(super) fn granularity(earliest: Option<Date>, latest: Option<Date>) -> Granularity {
    let Some((earliest, latest)) = earliest.zip(latest) else { return Granularity::Range };
    let is_month = earliest == earliest.first_of_month() && latest == earliest.last_of_month();
    let is_year = earliest == earliest.first_of_year() && latest == earliest.last_of_year();
    match (latest - earliest).get_days() {
        0 => Granularity::Day,
        6 => Granularity::Week,
        _ if is_month => Granularity::Month,
        _ if is_year => Granularity::Year,
        _ => Granularity::Range,
    }
}

impl Reader<'_> {
    /// Who takes part: one by one, or as the lists of the three roles say. Where a record has both, they must say the same.
    pub(super) fn participants(&self, what: &str, record: &EventRecord, sentence: Span<Byte>) -> Result<Vec<Participant>, RecordError> {
        let listed = self.listed(what, record, sentence)?;
        let Some(records) = &record.participants else { return Ok(listed) };
        let each = |record: &ParticipantRecord| self.participant(what, record, sentence);
        let participants: Vec<Participant> = records.iter().map(each).collect::<Result<_, _>>()?;
        let given = |role: Role| match role {
            Role::Agent => record.agents.is_some(),
            Role::Recipient => record.recipients.is_some(),
            Role::Topic | Role::Instrument => record.others.is_some(),
        };
        let of = |all: &[Participant]| {
            let mut all: Vec<(Role, EntityIndex)> = all.iter().filter(|p| given(p.role)).map(|p| (p.role, p.entity)).collect();
            all.sort_unstable();
            all
        };
        if of(&participants) != of(&listed) {
            return Err(RecordError::Participants { what: what.to_owned() });
        }
        Ok(participants)
    }

    fn listed(&self, what: &str, record: &EventRecord, sentence: Span<Byte>) -> Result<Vec<Participant>, RecordError> {
        let agents = record.agents.iter().flatten().map(|id| Ok((Role::Agent, id)));
        let recipients = record.recipients.iter().flatten().map(|id| Ok((Role::Recipient, id)));
        let others = record.others.iter().flatten().map(|other| Ok((word(what, "role", &other.role, Role::parse)?, &other.entity)));
        let participant = |listed: Result<(Role, &String), RecordError>| {
            let (role, id) = listed?;
            let entity = self.index(what, id)?;
            Ok(Participant { role, entity, at: self.mention(entity, sentence) })
        };
        agents.chain(recipients).chain(others).map(participant).collect()
    }

    /// Where a sentence speaks of an entity: its first mention there, or else the first of its longest name; or the whole sentence.
    pub(super) fn mention(&self, entity: EntityIndex, sentence: Span<Byte>) -> Span<Byte> {
        let entity = &self.entities[entity];
        if let Some(first) = entity.mentions.iter().filter(|mention| sentence.covers(**mention)).min() {
            return *first;
        }
        let mut names: Vec<&String> = entity.names.iter().chain([&entity.name]).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.into_iter().find_map(|name| find(self.text, name, sentence)).unwrap_or(sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::super::record_reader::from_line;
    use super::*;
    use serde_json::{Value, json};

    /// What a program with ids of its own gives: no places, no mentions, keys that nobody here knows.
    fn record() -> Value {
        json!({
            "id": "x-1", "text": "Çavuşoğlu spoke. He met Lavrov in Antalya, TASS said.", "language": "en", "score": 0.5,
            "entities": [
                {"id": "cav", "name": "Mevlüt Çavuşoğlu", "kind": "person", "names": ["Çavuşoğlu"], "mentions": [{"start": 0, "end": 9}, {"start": 17, "end": 19}]},
                {"id": "lav", "name": "Lavrov", "kind": "person", "wikidata": "Q58217"},
                {"id": "town", "name": "Antalya", "kind": "place"},
                {"id": "tass", "name": "TASS", "kind": "organization"},
            ],
            "events": [{
                "id": "ev", "type": "CONSULT", "trigger": "met", "at": "He met Lavrov in Antalya, TASS said.", "agents": ["cav", "lav"],
                "place": "town", "time": {"earliest": "2022-03-01", "latest": "2022-03-31"}, "source": ["tass"], "confidence": 0.9,
            }],
            "relations": [{"subject": "lav", "property": "holdsOffice", "object": "foreign minister", "at": "He met Lavrov in Antalya, TASS said."}],
            "quantities": [{"event": "ev", "role": "agents", "value": 2, "words": "He met Lavrov"}],
            "contradictions": [["ev", "ev"]],
        })
    }

    #[test]
    fn what_others_leave_out_is_made_from_what_they_give() {
        let (article, claims) = from_line(&record().to_string()).unwrap();
        let claim = &claims.claims[0];
        let words = |span: Span<Byte>| span.of(&article.text);
        assert_eq!((words(claim.evidence), words(claim.trigger)), ("He met Lavrov in Antalya, TASS said.", "met"));
        let participants: Vec<_> = claim.participants.iter().map(|p| (p.role, p.entity, words(p.at))).collect();
        assert_eq!(participants, [(Role::Agent, 0, "He"), (Role::Agent, 1, "Lavrov")]);
        assert_eq!((claim.predicate.as_str(), claim.found_by.as_str()), (EventType::Consult.verb(), "import"));
        assert_eq!((claim.polarity, claim.modality, claim.place), (Polarity::Affirmed, Modality::Actual, Some(2)));
        assert_eq!((&claim.said_by[..], claim.time.as_ref().unwrap().granularity), (&[3][..], Granularity::Month));
        assert_eq!(claims.entities[1].names, ["Lavrov"]);
        assert_eq!(words(claims.quantities[0].at), "He met Lavrov");
        assert_eq!(words(claims.relations[0].at), words(claim.evidence));
        // Who is not named in the sentence stands for it as a whole.
        let unnamed =
            record().to_string().replace("\"name\":\"TASS\"", "\"name\":\"Agency\"").replace("\"agents\":[\"cav\"", "\"agents\":[\"tass\"");
        let (article, claims) = from_line(&unnamed).unwrap();
        assert_eq!(claims.claims[0].participants[0].at.of(&article.text), "He met Lavrov in Antalya, TASS said.");
    }

    #[test]
    fn what_is_wrong_with_a_record_of_others_is_said() {
        for (from, to, message) in [
            ("\"agents\":[\"cav\"", "\"agents\":[\"cev\"", "event ev: there is no entity \"cev\""),
            ("\"source\":[\"tass\"]", "\"source\":[\"afp\"]", "event ev: there is no entity \"afp\""),
            ("\"property\":\"holdsOffice\"", "\"property\":\"memberOf\"", "relation memberOf: there is no entity \"foreign minister\""),
            ("[[\"ev\",\"ev\"]]", "[[\"ev\",\"v9\"]]", "contradiction: there is no event \"v9\""),
            ("\"id\":\"lav\"", "\"id\":\"cav\"", "two have the entity id \"cav\""),
            ("\"name\":\"Lavrov\"", "\"name\":\" \"", "entity lav: has a blank name"),
            ("\"end\":19", "\"end\":190", "entity cav: characters 17 to 190 do not lie in the text"),
            ("\"trigger\":\"met\"", "\"trigger\":\"saw\"", "event ev: the words \"saw\" do not stand in its sentence"),
            (
                "\"trigger\":\"met\"",
                "\"trigger\":\"met\",\"trigger_start\":20",
                "event ev: has a start without an end, or an end without a start",
            ),
            ("\"at\":\"He met Lavrov in", "\"at\":\"She met Lavrov in", "do not stand in the text"),
            // Offsets in bytes, as many count them.
            ("\"at\":\"He met", "\"start\":20,\"end\":56,\"at\":\"He met", "event ev: characters 20 to 56 do not lie in the text"),
            ("\"trigger\":\"met\"", "\"trigger\":\"met\",\"trigger_start\":24,\"trigger_end\":27", "stands \"Lav\", and not \"met\""),
            ("\"latest\":\"2022-03-31\"", "\"latest\":\"2022-02-31\"", "not a record"),
            (
                "\"latest\":\"2022-03-31\"",
                "\"latest\":\"2022-02-03\"",
                "event ev: its time ends on 2022-02-03, before it begins on 2022-03-01",
            ),
            (
                "\"agents\":[",
                "\"participants\":[{\"role\":\"agent\",\"entity\":\"lav\"}],\"agents\":[",
                "are not those of its participants",
            ),
            ("\"type\":\"CONSULT\"", "\"type\":\"ACQUIRE\"", "event ev: no such type as \"ACQUIRE\""),
            ("\"role\":\"agents\"", "\"role\":\"votes\"", "quantity of ev: no such role as \"votes\""),
        ] {
            let line = record().to_string();
            assert!(line.contains(from), "{from} is not in {line}");
            let error = from_line(&line.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(message), "{to}: {error}");
        }
    }

    #[test]
    fn words_are_found_as_words_before_they_are_found_in_words() {
        let text = "Remetted. They met, and met.";
        let all = Span::new(0, text.len());
        assert_eq!(find(text, "met", all), Some(Span::new(15, 18)));
        assert_eq!(find(text, "met", Span::new(0, 9)), Some(Span::new(2, 5)));
        assert_eq!(find(text, "meet", all), None);
    }

    #[test]
    fn days_make_a_unit() {
        for (earliest, latest, unit) in [
            ("2022-03-01", "2022-03-01", Granularity::Day),
            ("2022-02-28", "2022-03-06", Granularity::Week),
            ("2022-02-01", "2022-02-28", Granularity::Month),
            ("2020-01-01", "2020-12-31", Granularity::Year),
            ("2022-02-01", "2022-03-31", Granularity::Range),
        ] {
            assert_eq!(granularity(Some(earliest.parse().unwrap()), Some(latest.parse().unwrap())), unit, "{earliest} {latest}");
        }
        assert_eq!(granularity(None, Some("2022-02-01".parse().unwrap())), Granularity::Range);
    }
}
