//! What was done to a graph, run by run, as its log tells.

use super::error::LedgerError;
use super::folder::{check_header, log_file};
use super::log_lines::Deed;
use super::state::{Change, replay};
use std::collections::BTreeMap;
use std::path::Path;

/// One run of a command on a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Counts from 1.
    pub number: u64,
    /// The second of its first commit, UTC: "2026-11-27T13:05:12Z".
    pub when: String,
    pub did: Deed,
    /// The fingerprint of what read its articles.
    pub reader: Option<String>,
    pub change: Change,
    /// The URLs of articles that came, by their ids.
    pub urls: BTreeMap<String, String>,
    /// Articles in the graph after it.
    pub articles: usize,
    /// Foreign graphs that it touched: whether each came (or came anew), or went.
    pub foreign: BTreeMap<String, bool>,
    pub why: Option<String>,
}

/// The runs on a graph, the last one last; and what of its log cannot be read.
#[derive(Debug, Default)]
pub struct History {
    pub runs: Vec<Run>,
    pub problems: Vec<LedgerError>,
}

/// Reads the log of the graph at `path`. Needs no lock.
///
/// # Errors
/// When there is no graph at `path`, or one of another format, or its log is missing.
pub fn history(path: impl AsRef<Path>) -> Result<History, LedgerError> {
    check_header(path.as_ref())?;
    let log = log_file(path.as_ref());
    let mut runs: Vec<Run> = Vec::new();
    let replayed = replay(&log, |line, change, articles| {
        if runs.last().is_none_or(|run| run.number != line.run) {
            let (when, reader, why) = (line.when.clone(), line.reader.clone(), line.why.clone());
            let (change, urls, foreign) = (Change::default(), BTreeMap::new(), BTreeMap::new());
            runs.push(Run { number: line.run, when, did: line.did, reader, change, urls, articles, foreign, why });
        }
        let run = runs.last_mut().expect("a run was just begun");
        run.articles = articles;
        run.change.add(change);
        run.foreign.extend(line.foreign.iter().map(|(name, hash)| (name.clone(), hash.is_some())));
        if matches!(line.did, Deed::Build | Deed::Import) {
            run.urls.extend(line.added.iter().filter_map(|added| Some((added.id.clone(), added.url.clone()?))));
        }
    })?;
    Ok(History { runs, problems: replayed.bad.iter().map(|bad| bad.error(&log)).collect() })
}
