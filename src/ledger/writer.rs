//! Adding articles to a graph, a batch at a time: a run that is killed loses the batch in flight and no more.

use super::content::{Short, key};
use super::error::LedgerError;
use super::intake::Intake;
use super::journal::Journal;
use super::log_lines::{Added, Deed};
use super::records::to_line;
use super::state::Change;
use crate::model::{Article, Claims};
use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// How articles are added.
#[derive(Debug, Clone)]
pub struct Writing {
    /// What the log says of the commits.
    pub deed: Deed,
    /// The fingerprint of what reads the articles.
    pub reader: String,
    /// Whether articles that the graph knows are wanted again.
    pub again: bool,
    /// The most articles of a batch.
    pub batch: usize,
    /// How old the first article of a batch becomes before the batch is committed with the next one.
    pub batch_age: Duration,
}

/// Records of more bytes than this are committed whatever their number: they are held in memory until then.
const BATCH_BYTES: usize = 8 << 20;

impl Writing {
    pub fn by(reader: impl Into<String>) -> Self {
        Self { deed: Deed::Build, reader: reader.into(), again: false, batch: 64, batch_age: Duration::from_secs(5) }
    }
}

/// Takes the articles of a graph. Holds its lock.
#[derive(Debug)]
pub struct GraphWriter {
    journal: Journal,
    intake: Intake,
    writing: Writing,
    added: Vec<Added>,
    records: Vec<u8>,
    began: Instant,
    change: Change,
}

/// What a finished run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Articles now in the graph.
    pub articles: usize,
    /// Articles that came without a former self.
    pub added: usize,
    /// Articles that came in the place of another content.
    pub replacing: usize,
    /// Articles whose claims were read anew.
    pub anew: usize,
    /// Articles that the graph held as they are.
    pub known: usize,
    /// Those of them that another reader read.
    pub known_to_others: usize,
    /// Articles that were given beside another version of them, and not kept.
    pub superseded: usize,
}

impl GraphWriter {
    /// Opens the graph at `path` for adding, or begins one there.
    ///
    /// # Errors
    /// When the path is a file or a folder with something else in it, cannot be written, is being written to, or is a damaged graph.
    pub fn open(path: impl AsRef<Path>, writing: Writing) -> Result<Self, LedgerError> {
        let journal = Journal::open_or_begin(path.as_ref())?;
        let intake = Intake::new(journal.state().articles.clone(), writing.reader.as_str().into(), writing.again);
        let (added, records) = (Vec::new(), Vec::new());
        Ok(Self { journal, intake, writing, added, records, began: Instant::now(), change: Change::default() })
    }

    /// What a broken-off run had left and was mended, in words for the user.
    pub fn mended(&self) -> &[String] {
        self.journal.mended()
    }

    /// Tells which articles need not be read.
    pub fn intake(&self) -> Intake {
        self.intake.clone()
    }

    /// Adds an article, in the place of those with its id or its URL. One that the [`Intake`] does not want is passed over.
    ///
    /// # Errors
    /// When a batch cannot be written (a full disk); what was committed before stays.
    pub fn append(&mut self, article: &Article, claims: &Claims) -> Result<(), LedgerError> {
        let content = Short::of_content(article);
        if !self.intake.expected().takes(article, content) {
            return Ok(());
        }
        if self.added.is_empty() {
            self.began = Instant::now();
        }
        let before = self.records.len();
        self.records.extend_from_slice(to_line(article, claims).as_bytes());
        self.records.push(b'\n');
        let record = &self.records[before..];
        let (id, url) = (article.id.clone(), article.url.clone());
        self.added.push(Added { id, url, content, bytes: record.len() as u64, hash: Short::of_bytes(record), reader: None });
        let is_full = self.added.len() >= self.writing.batch || self.records.len() >= BATCH_BYTES;
        if is_full || self.began.elapsed() >= self.writing.batch_age { self.commit() } else { Ok(()) }
    }

    fn commit(&mut self) -> Result<(), LedgerError> {
        if self.added.is_empty() {
            return Ok(());
        }
        self.journal.begin()?;
        let mut line = self.journal.line(self.writing.deed);
        line.reader = Some(self.writing.reader.clone());
        line.to += self.records.len() as u64;
        line.added = std::mem::take(&mut self.added);
        let articles = &self.journal.state().articles;
        let is_same = |id: &str, added: &Added| id == added.id && articles.get(id).is_some_and(|held| held.content == added.content);
        for added in &line.added {
            let displaced = articles.displaced_by(&added.id, added.url.as_deref());
            line.replaced.extend(displaced.into_iter().filter(|id| !is_same(id, added)));
        }
        line.replaced.sort();
        line.replaced.dedup();
        self.change.add(self.journal.commit(&self.records, &line)?);
        self.records.clear();
        Ok(())
    }

    /// Commits what is left, and takes out what the run's own articles supersede.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub fn finish(mut self) -> Result<Written, LedgerError> {
        self.commit()?;
        self.drop_superseded()?;
        let expected = self.intake.expected();
        Ok(Written {
            articles: self.journal.state().articles.live().len(),
            added: self.change.added.len(),
            replacing: self.change.replacing.len(),
            anew: self.change.anew.len(),
            known: expected.known,
            known_to_others: expected.known_to_others,
            superseded: expected.versions.superseded(),
        })
    }

    /// Where one article is a version of two that were kept, one of these goes; and what an article that was not kept would have replaced is
    /// replaced by the one that was. Otherwise the order of the articles would show.
    fn drop_superseded(&mut self) -> Result<(), LedgerError> {
        let mut expected = self.intake.expected();
        if expected.versions.superseded() == 0 {
            return Ok(());
        }
        let live = self.journal.state().articles.live();
        let held: HashSet<(u128, Short)> = live.iter().map(|(id, live)| (key("id", id), live.content)).collect();
        let mut superseded = Vec::new();
        for (id, live) in live {
            let kept = expected.versions.kept_for(id, live.url.as_deref());
            // One that could not be read after all takes nobody's place.
            if kept.is_some_and(|kept| kept != (key("id", id), live.content) && held.contains(&kept)) {
                superseded.push(id.clone());
            }
        }
        drop(expected);
        if superseded.is_empty() {
            return Ok(());
        }
        let mut line = self.journal.line(self.writing.deed);
        line.replaced = superseded;
        self.change.add(self.journal.commit(&[], &line)?);
        Ok(())
    }
}
