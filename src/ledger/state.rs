//! What a graph holds, as its log tells: the lines replayed in their order.
//!
//! Takes [`LogLine`]s; gives the live articles with where their records lie, and what each line changed. Opens no file but the log.

use super::content::Short;
use super::error::LedgerError;
use super::folder::io;
use super::log_lines::{Added, LogLine, articles_file_name, number_of};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

/// An article of the graph, and where its record lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Live {
    pub url: Option<String>,
    pub content: Short,
    /// The fingerprint of what read it.
    pub reader: Arc<str>,
    pub start: u64,
    pub bytes: u64,
    pub hash: Short,
    /// The line of the articles file, counted from 1.
    pub line: usize,
}

/// Live articles by their ids and URLs: no two have the same of either.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    live: BTreeMap<String, Live>,
    by_url: HashMap<String, String>,
}

impl Index {
    pub fn live(&self) -> &BTreeMap<String, Live> {
        &self.live
    }

    pub fn get(&self, id: &str) -> Option<&Live> {
        self.live.get(id)
    }

    pub fn id_of_url(&self, url: &str) -> Option<&str> {
        self.by_url.get(url).map(String::as_str)
    }

    /// The ids of those in whose place an article of this id and URL comes.
    pub fn displaced_by(&self, id: &str, url: Option<&str>) -> BTreeSet<String> {
        let same_id = self.live.contains_key(id).then_some(id);
        same_id.into_iter().chain(url.and_then(|url| self.id_of_url(url))).map(str::to_owned).collect()
    }

    /// Puts an article in; gives those that were there under its id or its URL.
    pub fn insert(&mut self, id: String, live: Live) -> Vec<(String, Live)> {
        let displaced = self.displaced_by(&id, live.url.as_deref());
        let displaced = displaced.into_iter().filter_map(|id| self.take(&id).map(|live| (id, live))).collect();
        if let Some(url) = &live.url {
            self.by_url.insert(url.clone(), id.clone());
        }
        self.live.insert(id, live);
        displaced
    }

    pub fn take(&mut self, id: &str) -> Option<Live> {
        let live = self.live.remove(id)?;
        if let Some(url) = &live.url {
            self.by_url.remove(url);
        }
        Some(live)
    }
}

/// What a line changed, as ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Articles that came without a former self.
    pub added: Vec<String>,
    /// Articles that came in the place of others, of which they have the id or the URL.
    pub replacing: Vec<String>,
    /// Articles as they were, whose claims were read anew.
    pub anew: Vec<String>,
    /// Articles in whose place others are.
    pub replaced: Vec<String>,
    pub removed: Vec<String>,
}

impl Change {
    pub(super) fn add(&mut self, other: Self) {
        self.added.extend(other.added);
        self.replacing.extend(other.replacing);
        self.anew.extend(other.anew);
        self.replaced.extend(other.replaced);
        self.removed.extend(other.removed);
    }
}

/// A graph's ground state but for the records themselves.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// The name of the file that holds the records.
    pub file: String,
    /// How many bytes of it are committed.
    pub end: u64,
    pub articles: Index,
    /// The last record that was committed, be it dead by now.
    pub last: Option<Live>,
    /// The last run; 0 before the first.
    pub run: u64,
    /// The foreign graphs that came, with the hashes of their files. It is the files that count; this is what the log tells of them.
    pub foreign: BTreeMap<String, Short>,
    /// The lines of the file so far, those of dead records with them.
    lines: usize,
}

impl Default for State {
    fn default() -> Self {
        Self { file: articles_file_name(1), end: 0, articles: Index::default(), last: None, run: 0, foreign: BTreeMap::new(), lines: 0 }
    }
}

impl State {
    /// Replays a line. One that does not follow on what is there is not replayed, and the error says why.
    pub fn apply(&mut self, line: &LogLine) -> Result<Change, String> {
        let is_new = number_of(&line.file) > number_of(&self.file);
        if is_new {
            let foreign = std::mem::take(&mut self.foreign);
            *self = Self { file: line.file.clone(), run: self.run, foreign, ..Self::default() };
        }
        if line.file != self.file || line.from < self.end {
            return Err(format!("tells of {} after bytes that come later", line.file));
        }
        self.run = self.run.max(line.run);
        for (name, hash) in &line.foreign {
            match hash {
                Some(hash) => self.foreign.insert(name.clone(), *hash),
                None => self.foreign.remove(name),
            };
        }
        let mut change = self.add(line);
        if is_new {
            change = Change::default();
        }
        for (gone, into) in [(&line.replaced, &mut change.replaced), (&line.removed, &mut change.removed)] {
            let came = |id: &String| line.added.iter().any(|added| added.id == *id);
            let gone = gone.iter().filter(|id| !came(id));
            into.extend(gone.filter(|id| self.articles.take(id).is_some() || is_new).cloned());
        }
        Ok(change)
    }

    /// Whether bytes lie before this line of which none tells: they belong to one that could not be read.
    fn has_gap_before(&self, line: &LogLine) -> bool {
        line.file == self.file && line.from > self.end
    }

    fn add(&mut self, line: &LogLine) -> Change {
        let (mut change, mut start) = (Change::default(), line.from);
        let shared: Arc<str> = line.reader.as_deref().unwrap_or_default().into();
        for added in &line.added {
            self.lines += 1;
            let reader = added.reader.as_deref().map_or_else(|| shared.clone(), Arc::from);
            let Added { id, url, content, bytes, hash, .. } = added.clone();
            let live = Live { url, content, reader, start, bytes, hash, line: self.lines };
            self.last = Some(live.clone());
            let displaced = self.articles.insert(id.clone(), live);
            start += bytes;
            match &displaced[..] {
                [] => change.added.push(id),
                [(former, live)] if *former == id && live.content == content => change.anew.push(id),
                _ => {
                    change.replacing.push(id);
                    change.replaced.extend(displaced.into_iter().map(|(id, _)| id));
                }
            }
        }
        self.end = start;
        change
    }
}

/// What reading a log gave.
#[derive(Debug, Default)]
pub(super) struct Replayed {
    pub state: State,
    /// Lines that could not be read, of those that tell of the present articles file.
    pub bad: Vec<BadLine>,
    /// The bytes of whole lines.
    pub whole: u64,
    /// The bytes of a last line that breaks off.
    pub torn: u64,
}

/// A line of the log, counted from 1, that could not be read.
#[derive(Debug, Clone)]
pub(super) struct BadLine {
    number: usize,
    message: String,
}

impl BadLine {
    pub fn error(&self, log: &Path) -> LedgerError {
        LedgerError::BadLogLine { path: log.to_owned(), line: self.number, message: self.message.clone() }
    }
}

/// Replays a log, and shows each line with what it changed and how many articles there are after it.
pub(super) fn replay(path: &Path, mut seen: impl FnMut(&LogLine, Change, usize)) -> Result<Replayed, LedgerError> {
    if !path.exists() {
        return Err(LedgerError::NoLog { path: path.to_owned() });
    }
    let mut lines = BufReader::new(File::open(path).map_err(io(path, "open"))?);
    let (mut replayed, mut buffer, mut number) = (Replayed::default(), Vec::new(), 0);
    while lines.read_until(b'\n', &mut buffer).map_err(io(path, "read"))? > 0 {
        number += 1;
        let Some(text) = buffer.strip_suffix(b"\n") else {
            // Being written, or broken off: either way no commit.
            replayed.torn = buffer.len() as u64;
            break;
        };
        replayed.whole += buffer.len() as u64;
        replayed.line(number, text, &mut seen);
        buffer.clear();
    }
    Ok(replayed)
}

impl Replayed {
    fn line(&mut self, number: usize, text: &[u8], seen: &mut impl FnMut(&LogLine, Change, usize)) {
        let line = match LogLine::read(&String::from_utf8_lossy(text)) {
            Ok(line) => line,
            Err(message) => return self.bad.push(BadLine { number, message }),
        };
        if number_of(&line.file) > number_of(&self.state.file) {
            // A new file does not rest on what came before.
            self.bad.clear();
        }
        if self.state.has_gap_before(&line) && self.bad.is_empty() {
            self.bad.push(BadLine { number, message: "follows on bytes of which no line tells".to_owned() });
        }
        match self.state.apply(&line) {
            Ok(change) => seen(&line, change, self.state.articles.live().len()),
            Err(message) => self.bad.push(BadLine { number, message }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(url: Option<&str>, content: &str) -> Live {
        let (content, url) = (Short::of_bytes(content.as_bytes()), url.map(str::to_owned));
        Live { url, content, reader: "".into(), start: 0, bytes: 0, hash: content, line: 0 }
    }

    #[test]
    fn a_url_belongs_to_the_article_that_has_it_now() {
        let mut articles = Index::default();
        let mut insert = |id: &str, url, content| -> Vec<String> {
            articles.insert(id.to_owned(), live(url, content)).into_iter().map(|(id, _)| id).collect()
        };
        assert!(insert("a", Some("u"), "1").is_empty() && insert("b", Some("v"), "1").is_empty());
        // By both of its names, two.
        assert_eq!(insert("a", Some("v"), "2"), ["a", "b"]);
        // The one without a URL keeps none, so nobody replaces it by that.
        assert_eq!(insert("a", None, "3"), ["a"]);
        assert!(insert("c", Some("u"), "1").is_empty() && insert("d", Some("v"), "1").is_empty());
        assert_eq!(articles.live().keys().collect::<Vec<_>>(), ["a", "c", "d"]);
        articles.take("c");
        assert_eq!((articles.id_of_url("u"), articles.id_of_url("v")), (None, Some("d")));
    }

    #[test]
    fn lines_that_do_not_follow_are_not_replayed() {
        let line = |file: &str, from: u64, bytes: u64| {
            let added = format!(r#"[{{"id":"a","content":"{0}","bytes":{bytes},"hash":"{0}"}}]"#, Short::of_bytes(b"a"));
            let to = from + bytes;
            format!(r#"{{"when":"2026-11-27T14:14:28Z","run":3,"did":"build","file":"{file}","from":{from},"to":{to},"added":{added}}}"#)
        };
        let mut state = State::default();
        let mut apply = |text: &str| state.apply(&LogLine::read(text).unwrap()).map(|change| change.added.len());
        assert_eq!(apply(&line("articles.jsonl", 0, 10)), Ok(1));
        assert!(apply(&line("articles.jsonl", 5, 10)).is_err());
        assert_eq!(apply(&line("articles-2.jsonl", 0, 20)), Ok(0), "a new file brings nothing new");
        assert!(apply(&line("articles.jsonl", 10, 10)).is_err());
        assert_eq!((state.end, state.run, state.lines), (20, 3, 1));
        for wrong in
            [line("letters.jsonl", 0, 1), line("articles-01.jsonl", 0, 1), line("articles.jsonl", 0, 1).replace("\"to\":1", "\"to\":2")]
        {
            assert!(LogLine::read(&wrong).is_err(), "{wrong}");
        }
    }
}
