//! JSON Lines: one article a line.
//!
//! Takes a line; gives its fields: the text under `text`, `body` or `content`; `id`, `title`, `published` or `date`, `publisher` or
//! `source`, `url`. Other keys are passed over, so the records that `dateline extract` prints can be read again. Knows nothing of
//! files.

use super::Options;
use super::bounded::{Bounded, decode, line};
use super::draft::{DATE_REMEDY, Draft, date};
use super::source::{Fault, Found, Located, Reader, Source};
use serde_json::{Map, Value};

const TEXT_KEYS: [&str; 3] = ["text", "body", "content"];
/// What a line may hold beside its text: title, address, and keys that are not ours.
const FIELDS_BYTES: usize = 64 * 1024;

/// Files that end in `.jsonl` or `.ndjson`.
pub(super) struct JsonLines;

impl Source for JsonLines {
    fn endings(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn read(&self, reader: Reader, options: Options) -> Found {
        Box::new(Lines { reader, options, number: 0, ended: false })
    }
}

/// The lines of a file, read one at a time; a bad one costs itself only.
struct Lines {
    reader: Reader,
    options: Options,
    number: u64,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Result<Located, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            // Escapes make JSON longer than the text it stands for; `draft_of` holds the text itself to the limit.
            let limit = self.options.max_article_bytes.saturating_mul(2).saturating_add(FIELDS_BYTES);
            self.number += 1;
            match line(&mut self.reader, limit) {
                Ok(Some(Bounded::Whole(bytes))) if bytes.trim_ascii().is_empty() => continue,
                Ok(Some(bounded)) => {
                    let draft = draft_of(bounded, self.options.max_article_bytes);
                    let number = Some(self.number);
                    return Some(draft.map(|draft| Located { line: number, draft }).map_err(|fault| Fault { line: number, ..fault }));
                }
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Fault { line: Some(self.number), ..Fault::unreadable(&error) }));
                }
            }
        }
        None
    }
}

fn draft_of(line: Bounded, limit: usize) -> Result<Draft, Fault> {
    let Bounded::Whole(bytes) = line else { return Err(Fault::too_long(limit)) };
    let text = decode(bytes).map_err(|(problem, remedy)| Fault::new(problem, remedy))?;
    let draft = parse(&text)?;
    if draft.text.len() > limit { Err(Fault::too_long(limit)) } else { Ok(draft) }
}

/// Reads one line.
fn parse(line: &str) -> Result<Draft, Fault> {
    let value: Value = serde_json::from_str(line).map_err(|error| {
        let place = if error.column() > 0 { format!(" at column {}", error.column()) } else { String::new() };
        let what = error.to_string();
        let what = what.split(" at line").next().unwrap_or_default();
        Fault::new(format!("is no JSON: {what}{place}"), "Write one JSON object a line, without line breaks inside.")
    })?;
    let Value::Object(fields) = value else {
        return Err(Fault::new("is no JSON object", "Write one object a line, such as {\"text\": \"…\", \"published\": \"2022-02-26\"}."));
    };
    let published = first(&fields, &["published", "date"])?
        .filter(|written| !written.trim().is_empty())
        .map(|written| date(written.trim()).map_err(|problem| Fault::new(problem, DATE_REMEDY)))
        .transpose()?;
    let text = first(&fields, &TEXT_KEYS)?
        .ok_or_else(|| Fault::new("has no text", "Put the article's text under \"text\", \"body\" or \"content\"."))?;
    Ok(Draft {
        id: first(&fields, &["id"])?,
        url: first(&fields, &["url"])?,
        publisher: first(&fields, &["publisher", "source"])?,
        title: first(&fields, &["title"])?,
        published,
        text,
    })
}

/// The first of these keys that has a value. A number is taken as it is written: ids often are numbers.
fn first(fields: &Map<String, Value>, keys: &[&str]) -> Result<Option<String>, Fault> {
    for key in keys {
        match fields.get(*key) {
            None | Some(Value::Null) => continue,
            Some(Value::String(text)) => return Ok(Some(text.clone())),
            Some(Value::Number(number)) => return Ok(Some(number.to_string())),
            Some(_) => return Err(Fault::new(format!("has a {key:?} that is no string"), "Write it as a string, or leave it out.")),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_keys_are_understood() {
        let one =
            parse(r#"{"id": 7, "text": "They met.", "published": "2022-02-26T08:00:00Z", "publisher": "Example Wire"}"#).unwrap().finish();
        assert_eq!((one.id.as_str(), one.text.as_str()), ("7", "They met."));
        assert_eq!(one.published, Some(jiff::civil::date(2022, 2, 26)));
        let other = parse(r#"{"body": "They met.", "date": "2022-02-26", "source": "Example Wire", "title": null, "tags": ["a"]}"#)
            .unwrap()
            .finish();
        assert_eq!((other.publisher.as_deref(), other.title), (Some("Example Wire"), None));
        assert_eq!(other.published, one.published);
    }

    #[test]
    fn a_broken_line_says_what_is_wrong() {
        let problem = |line: &str| parse(line).unwrap_err().problem;
        assert!(
            problem(r#"{"text": "They met."#).starts_with("is no JSON: EOF while parsing a string at column"),
            "{}",
            problem("{\"text\": \"a")
        );
        assert_eq!(problem("[1, 2]"), "is no JSON object");
        assert_eq!(problem(r#"{"title": "A"}"#), "has no text");
        assert_eq!(problem(r#"{"text": ["a"]}"#), "has a \"text\" that is no string");
        assert!(problem(r#"{"text": "a", "date": "yesterday"}"#).contains("yesterday"));
    }
}
