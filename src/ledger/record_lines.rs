//! The records of a stream, one a line, whoever wrote them. A bad line costs itself only.

use super::error::RecordError;
use super::record_reader::from_line_knowing;
use crate::model::{Article, Claims, EventType};
use std::io::{self, BufRead, Read};

/// The longest line that is read: a record is many times as long as its text.
const MOST_BYTES: usize = 64 << 20;

/// What a line of records holds: its number, counted from 1, and its article with the claims, or why it is refused.
pub type RecordLine = (u64, Result<(Article, Claims), RecordError>);

/// Reads records; blank lines are passed over. Types of events that `declared` gives need no declaration in the record.
///
/// What [`from_line`](super::from_line) takes as it is written is put right for articles that come from elsewhere: fields that are blank
/// count as missing.
pub fn record_lines(
    mut stream: impl BufRead,
    declared: impl Fn(&str) -> Option<EventType>,
) -> impl Iterator<Item = io::Result<RecordLine>> {
    let (mut number, mut line) = (0, Vec::new());
    std::iter::from_fn(move || {
        loop {
            line.clear();
            number += 1;
            match bounded(&mut stream, &mut line, MOST_BYTES) {
                Err(error) => return Some(Err(error)),
                Ok(None) => return None,
                Ok(Some(true)) if line.trim_ascii().is_empty() => {}
                Ok(Some(true)) => return Some(Ok((number, read(&line, &declared)))),
                Ok(Some(false)) => return Some(Ok((number, Err(RecordError::Long { most: MOST_BYTES })))),
            }
        }
    })
}

/// Reads a line; whether all of it was read, `None` at the end. Of one that is too long the rest is passed over.
fn bounded(stream: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<Option<bool>> {
    if stream.take(most as u64 + 1).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if line.len() <= most || line.ends_with(b"\n") {
        return Ok(Some(true));
    }
    stream.skip_until(b'\n')?;
    Ok(Some(false))
}

fn read(line: &[u8], declared: &dyn Fn(&str) -> Option<EventType>) -> Result<(Article, Claims), RecordError> {
    // Some programs begin a file with a byte order mark.
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let line = std::str::from_utf8(line).map_err(|_| RecordError::Encoding)?;
    let (article, claims) = from_line_knowing(line, declared)?;
    if article.id.trim().is_empty() {
        return Err(RecordError::Article("has a blank id"));
    }
    if article.text.trim().is_empty() {
        return Err(RecordError::Article("has no text but blank space"));
    }
    let given = |field: Option<String>| field.filter(|value| !value.trim().is_empty());
    let (url, publisher, title) = (given(article.url), given(article.publisher), given(article.title));
    Ok((Article { url, publisher, title, ..article }, claims))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::to_line;
    use crate::model::fixture::reports;

    #[test]
    fn a_bad_line_costs_itself_only() {
        let lines: Vec<String> = reports().iter().map(|(article, claims)| to_line(article, claims)).collect();
        let text = format!("\u{feff}{}\n\n{{\"id\":\n{}\r\n{}", lines[0], lines[1], lines[2].replace("\"id\":\"talks\"", "\"id\":\" \""));
        let read: Vec<RecordLine> = record_lines(text.as_bytes(), |_| None).map(Result::unwrap).collect();
        let numbers: Vec<u64> = read.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 3, 4, 5]);
        assert_eq!(read[0].1.as_ref().unwrap(), &reports()[0]);
        assert_eq!(read[2].1.as_ref().unwrap(), &reports()[1]);
        for (line, message) in [(1, "not a record: EOF"), (3, "has a blank id")] {
            assert!(read[line].1.as_ref().unwrap_err().to_string().starts_with(message));
        }
        let (article, claims) = &reports()[0];
        let blank = Article { url: Some(String::new()), title: Some(" ".into()), ..article.clone() };
        let read = record_lines(to_line(&blank, claims).as_bytes(), |_| None).next().unwrap().unwrap().1.unwrap().0;
        assert_eq!((read.url, read.title), (None, None), "articles without a URL are not versions of one");
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let (mut stream, mut line, mut found) = (&b"123456789\n1234567\n\n123456789"[..], Vec::new(), Vec::new());
        while let Some(whole) = bounded(&mut stream, &mut line, 8).unwrap() {
            found.push((whole, line.len()));
            line.clear();
        }
        assert_eq!(found, [(false, 9), (true, 8), (true, 1), (false, 9)]);
    }
}
