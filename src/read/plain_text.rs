//! Plain text: lines that say something about the article, then the article.
//!
//! The head may hold `date YYYY-MM-DD` (the text may follow on the same line) and `title: …`, `publisher: …`, `url: …`, `id: …`,
//! each on a line of its own. A first line that is not marked so is text: in wire copy it seldom is a title. Knows nothing of files.

use super::Options;
use super::draft::{DATE_REMEDY, Draft};
use super::source::{Fault, Found, Reader, Source, single};
use super::text_lines;

/// Files that end in `.txt` or `.text`.
pub(super) struct PlainText;

impl Source for PlainText {
    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&self, reader: Reader, options: Options) -> Found {
        if options.lines { text_lines::read(reader, options) } else { single(reader, options, parse) }
    }
}

/// Reads the text of one article.
fn parse(source: &str) -> Result<Draft, Fault> {
    let mut draft = Draft::default();
    let mut rest = source;
    let mut line = 1;
    loop {
        let trimmed = rest.trim_start();
        line += rest[..rest.len() - trimmed.len()].matches('\n').count() as u64;
        let Some((key, value, after)) = head_line(trimmed) else { break };
        draft.set(key, value).map_err(|problem| Fault::at(line, problem, DATE_REMEDY))?;
        rest = after;
    }
    draft.text = rest.to_string();
    Ok(draft)
}

/// The key and value that the text opens with, and what follows them.
fn head_line(text: &str) -> Option<(&str, &str, &str)> {
    if let Some(after) = text.strip_prefix("date") {
        return dated(after).map(|(day, after)| ("date", day, after));
    }
    let line = text.lines().next()?;
    let (key, value) = line.split_once(':')?;
    matches!(key, "title" | "publisher" | "url" | "id").then(|| (key, value, &text[line.len()..]))
}

/// The day after the word `date`, if what stands there has the shape of one: "date palms grow" is text.
fn dated(after: &str) -> Option<(&str, &str)> {
    let start = after.trim_start_matches([' ', '\t', ':']);
    if start.len() == after.len() {
        return None;
    }
    let day = start.split(char::is_whitespace).next()?;
    let shape = |(place, byte): (usize, u8)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    (day.len() == 10 && day.bytes().enumerate().all(shape)).then(|| (day, &start[10..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn the_date_may_share_its_line_with_the_text() {
        for source in [
            " date 2015-02-12 Leaders met in Minsk.",
            "date 2015-02-12\nLeaders met in Minsk.",
            "date: 2015-02-12\r\n\r\nLeaders met in Minsk.\n",
        ] {
            let article = parse(source).unwrap().finish();
            assert_eq!(article.published, Some(civil::date(2015, 2, 12)), "{source:?}");
            assert_eq!(article.text, "Leaders met in Minsk.");
        }
    }

    #[test]
    fn only_a_marked_title_is_one() {
        let unmarked = parse("Leaders meet in Minsk\n\nThey met.").unwrap().finish();
        assert_eq!((unmarked.title, unmarked.text.as_str()), (None, "Leaders meet in Minsk\n\nThey met."));
        let marked = parse("date 2015-02-12\ntitle: Leaders meet\npublisher: Example Wire\n\nThey met.").unwrap().finish();
        assert_eq!(marked.title.as_deref(), Some("Leaders meet"));
        assert_eq!(marked.publisher.as_deref(), Some("Example Wire"));
        assert_eq!(marked.text, "They met.");
    }

    #[test]
    fn words_that_look_like_a_head_stay_text() {
        for source in ["date palms were burnt", "dated 2015-02-12 was the letter", "date 2015-02-12x", "Minsk: leaders met"] {
            assert_eq!(parse(source).unwrap().finish().text, source);
        }
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused_with_its_line() {
        let fault = parse("title: A\ndate 2015-02-30 They met.").unwrap_err();
        assert_eq!(fault.line, Some(2));
    }
}
