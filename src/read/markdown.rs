//! Markdown: front matter, a title, and prose.
//!
//! Front matter holds `title`, `date` (or `published`), `publisher`, `url`, `id`; without a title there, the first heading of level
//! one is the title. The prose is what a reader sees: links give their words, emphasis its words; pictures, code, tables, comments and
//! rules give nothing. Paragraphs, headings and list items stay apart by a blank line. Knows nothing of files.

use super::Options;
use super::draft::{DATE_REMEDY, Draft};
use super::markdown_inline::plain;
use super::source::{Fault, Found, Reader, Source, single};

/// Files that end in `.md` or `.markdown`.
pub(super) struct Markdown;

impl Source for Markdown {
    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn read(&self, reader: Reader, options: Options) -> Found {
        single(reader, options, parse)
    }
}

fn parse(source: &str) -> Result<Draft, Fault> {
    let mut draft = Draft::default();
    let body = front_matter(source, &mut draft)?;
    let mut blocks = Blocks::default();
    for line in without_comments(body).lines() {
        blocks.line(line);
    }
    blocks.close();
    if draft.title.is_none() {
        draft.title = blocks.title;
    }
    draft.text = blocks.done.join("\n\n");
    Ok(draft)
}

/// Reads the `key: value` lines between two lines of three dashes; gives what follows them.
fn front_matter<'s>(source: &'s str, draft: &mut Draft) -> Result<&'s str, Fault> {
    let mut lines = source.split_inclusive('\n');
    if lines.next().is_none_or(|first| first.trim_end() != "---") {
        return Ok(source);
    }
    let mut at = source.find('\n').map_or(source.len(), |end| end + 1);
    let mut fields = Vec::new();
    for (line, number) in lines.zip(2..) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            for (number, key, value) in fields {
                draft.set(key, unquoted(value)).map_err(|problem| Fault::at(number, problem, DATE_REMEDY))?;
            }
            return Ok(&source[at..]);
        }
        if let Some((key, value)) = line.split_once(':') {
            fields.push((number, key.trim(), value.trim()));
        }
    }
    // Never closed: the dashes were a rule, and what follows is text.
    Ok(source)
}

fn unquoted(value: &str) -> &str {
    let inside = |quote| value.strip_prefix(quote).and_then(|rest: &str| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

fn without_comments(mut source: &str) -> String {
    let mut kept = String::new();
    while let Some((before, after)) = source.split_once("<!--") {
        kept.push_str(before);
        source = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    kept.push_str(source);
    kept
}

/// The blocks of a page, as its lines come in.
#[derive(Default)]
struct Blocks {
    title: Option<String>,
    done: Vec<String>,
    open: Vec<String>,
    /// The fence that closes the code block we are in.
    fence: Option<String>,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        if let Some(fence) = &self.fence {
            if line.starts_with(fence.as_str()) {
                self.fence = None;
            }
        } else if line.starts_with("```") || line.starts_with("~~~") {
            self.close();
            self.fence = Some(line[..3].to_string());
        } else if let Some((level, heading)) = heading(line) {
            self.close();
            self.heading(level, heading);
        } else if is_run_of(line, '=') && self.open.len() == 1 {
            let heading = self.open.pop().unwrap_or_default();
            self.heading(1, &heading);
        } else if line.is_empty() || is_rule(line) || line.starts_with('|') || is_definition(line) {
            self.close();
        } else if let Some(item) = list_item(line) {
            self.close();
            self.open.push(item.to_string());
        } else {
            self.open.push(line.to_string());
        }
    }

    fn heading(&mut self, level: usize, heading: &str) {
        let heading = plain(heading);
        if level == 1 && self.title.is_none() {
            self.title = Some(heading);
        } else if !heading.is_empty() {
            self.done.push(heading);
        }
    }

    /// Ends the open block: its lines become one paragraph.
    fn close(&mut self) {
        let paragraph = plain(&std::mem::take(&mut self.open).join(" "));
        if !paragraph.is_empty() {
            self.done.push(paragraph);
        }
    }
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|&byte| byte == b'#').count();
    let rest = &line[level..];
    ((1..=6).contains(&level) && (rest.is_empty() || rest.starts_with(' '))).then(|| (level, rest.trim().trim_end_matches('#').trim_end()))
}

fn is_run_of(line: &str, mark: char) -> bool {
    !line.is_empty() && line.chars().all(|c| c == mark)
}

fn is_rule(line: &str) -> bool {
    let marks: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    ['-', '*', '_'].into_iter().any(|mark| is_run_of(&marks, mark)) && marks.len() >= 3
}

/// `[name]: address`, which a reader never sees.
fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.split_once("]:").is_some_and(|(name, _)| !name[1..].contains(']'))
}

fn list_item(line: &str) -> Option<&str> {
    let numbered = || {
        let (number, rest) = line.split_once(['.', ')'])?;
        (!number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
    };
    let rest = line.strip_prefix(['-', '*', '+']).or_else(numbered)?;
    rest.starts_with(' ').then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        parse(source).unwrap().text
    }

    #[test]
    fn front_matter_gives_the_fields() {
        let source = "---\ntitle: \"A truce: day one\"\ndate: 2020-11-10\npublisher: Example Wire\nlayout: post\n---\n\nThey met.\n";
        let article = parse(source).unwrap().finish();
        assert_eq!(article.title.as_deref(), Some("A truce: day one"));
        assert_eq!(article.published, Some(jiff::civil::date(2020, 11, 10)));
        assert_eq!((article.publisher.as_deref(), article.text.as_str()), (Some("Example Wire"), "They met."));
        let fault = parse("---\ntitle: A\ndate: soon\n---\nThey met.").unwrap_err();
        assert_eq!(fault.line, Some(3));
    }

    #[test]
    fn the_first_heading_is_the_title_and_others_are_paragraphs() {
        let draft = parse("# A *truce*\n\nThey met.\n\n## Reactions\nOthers did not.").unwrap();
        assert_eq!(draft.title.as_deref(), Some("A truce"));
        assert_eq!(draft.text, "They met.\n\nReactions\n\nOthers did not.");
        assert_eq!(parse("A truce\n=======\n\nThey met.").unwrap().title.as_deref(), Some("A truce"));
    }

    #[test]
    fn only_what_a_reader_sees_is_text() {
        assert_eq!(text("They\nmet. <!-- where\nexactly? -->Twice."), "They met. Twice.");
        assert_eq!(text("- one\n- two\n\n1. three\n2) four"), "one\n\ntwo\n\nthree\n\nfour");
        assert_eq!(text("Before.\n\n```sh\nrm -rf /\n```\n\nAfter."), "Before.\n\nAfter.");
        assert_eq!(text("| a | b |\n|---|---|\n\n* * *\n\n[1]: https://example.org\n\n> They met.\n> Twice."), "They met. Twice.");
        assert_eq!(text("In 2015. That year\n2015. was long"), "In 2015. That year 2015. was long");
    }

    #[test]
    fn dashes_that_are_never_closed_are_a_rule() {
        assert_eq!(text("---\ntitle: A\n\nThey met."), "title: A\n\nThey met.");
    }
}
