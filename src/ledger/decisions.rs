//! What people decided of the entities of a graph: `decisions.jsonl` beside the articles, one decision a line in the order they were
//! made. A graph without decisions has no such file.

use super::error::LedgerError;
use super::folder::{GraphFolder, io};
use super::lock::Lock;
use super::whole::{sync_folder, write_whole};
use crate::model::{Decision, Judgement};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionRecord {
    judgement: String,
    one: String,
    other: String,
    #[serde(default)]
    who: Option<String>,
    #[serde(default)]
    why: Option<String>,
    #[serde(default)]
    on: Option<String>,
}

/// The file of a graph folder.
pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join("decisions.jsonl")
}

impl GraphFolder {
    /// All decisions, in the order they were made.
    ///
    /// # Errors
    /// When the file cannot be read, or a line of it is no decision: a graph that passed one over would join what somebody parted.
    pub fn decisions(&self) -> Result<Vec<Decision>, LedgerError> {
        let path = file(self.path());
        read_all(&path, &lines(&path)?)
    }

    /// Adds a decision.
    ///
    /// # Errors
    /// When the decisions that are there cannot be read, the file cannot be written, or the graph is being written to; then nothing has
    /// changed.
    pub fn decide(&self, decision: &Decision) -> Result<(), LedgerError> {
        let _lock = Lock::take(self.path())?;
        let path = file(self.path());
        let mut all = lines(&path)?;
        read_all(&path, &all)?;
        all.push(written(decision));
        write(&path, &all)
    }

    /// Takes the last decision back, so that the folder is what it was before it.
    ///
    /// # Errors
    /// As [`decide`](Self::decide).
    pub fn undo(&self) -> Result<Option<Decision>, LedgerError> {
        let _lock = Lock::take(self.path())?;
        let path = file(self.path());
        let mut all = lines(&path)?;
        let last = read_all(&path, &all)?.pop();
        match (&last, all.pop(), all.is_empty()) {
            (None, ..) => {}
            (Some(_), _, true) => {
                fs::remove_file(&path).map_err(io(&path, "remove"))?;
                sync_folder(self.path())?;
            }
            (Some(_), _, false) => write(&path, &all)?,
        }
        Ok(last)
    }
}

fn lines(path: &Path) -> Result<Vec<String>, LedgerError> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(path).map_err(io(path, "read"))?;
    Ok(text.lines().map(str::to_owned).collect())
}

fn write(path: &Path, lines: &[String]) -> Result<(), LedgerError> {
    write_whole(path, |to| lines.iter().try_for_each(|line| writeln!(to, "{line}")))
}

fn written(decision: &Decision) -> String {
    let record = DecisionRecord {
        judgement: decision.judgement.as_str().to_owned(),
        one: decision.one.clone(),
        other: decision.other.clone(),
        who: decision.who.clone(),
        why: decision.why.clone(),
        on: decision.on.map(|day| day.to_string()),
    };
    serde_json::to_string(&record).expect("a record has no key that is not a string")
}

fn read_all(path: &Path, lines: &[String]) -> Result<Vec<Decision>, LedgerError> {
    lines.iter().enumerate().map(|(line, text)| read(path, line + 1, text)).collect()
}

fn read(path: &Path, line: usize, text: &str) -> Result<Decision, LedgerError> {
    let bad = |message: String| LedgerError::BadDecision { path: path.to_owned(), line, message };
    let record: DecisionRecord = serde_json::from_str(text).map_err(|error| bad(format!("not a decision: {error}")))?;
    let judgement = Judgement::parse(&record.judgement);
    let day = |written: &String| written.parse::<Date>().map_err(|_| bad(format!("{written:?} is no day such as 2022-02-24")));
    Ok(Decision {
        judgement: judgement.ok_or_else(|| bad(format!("{:?} is neither \"same\", \"not same\" nor \"unsure\"", record.judgement)))?,
        on: record.on.as_ref().map(day).transpose()?,
        one: record.one,
        other: record.other,
        who: record.who,
        why: record.why,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{GraphWriter, Writing};
    use crate::model::fixture::reports;

    fn decision(judgement: Judgement, one: &str) -> Decision {
        let on = Some(jiff::civil::date(2026, 11, 27));
        Decision { judgement, one: one.into(), other: "other-1".into(), who: Some("desk".into()), why: None, on }
    }

    /// Adds an article to the graph of a folder.
    fn add(folder: &Path, which: usize) {
        let mut writer = GraphWriter::open(folder, Writing::by("test")).unwrap();
        let (article, claims) = &reports()[which];
        writer.append(article, claims).unwrap();
        writer.finish().unwrap();
    }

    fn graph() -> (tempfile::TempDir, GraphFolder) {
        let folder = tempfile::tempdir().unwrap();
        add(folder.path(), 0);
        let graph = GraphFolder::open(folder.path()).unwrap();
        (folder, graph)
    }

    #[test]
    fn decisions_come_back_in_their_order_and_survive_a_change_of_articles() {
        let (folder, graph) = graph();
        let all = [decision(Judgement::Same, "a"), decision(Judgement::NotSame, "b"), decision(Judgement::Unsure, "a")];
        all.iter().for_each(|decision| graph.decide(decision).unwrap());
        assert_eq!(graph.decisions().unwrap(), all);
        add(folder.path(), 1);
        assert_eq!(GraphFolder::open(folder.path()).unwrap().decisions().unwrap(), all);
    }

    #[test]
    fn undo_leaves_the_folder_as_it_was() {
        let (folder, graph) = graph();
        assert_eq!(graph.undo().unwrap(), None);
        graph.decide(&decision(Judgement::Same, "a")).unwrap();
        let before = fs::read(file(folder.path())).unwrap();
        graph.decide(&decision(Judgement::NotSame, "b")).unwrap();
        assert_eq!(graph.undo().unwrap(), Some(decision(Judgement::NotSame, "b")));
        assert_eq!(fs::read(file(folder.path())).unwrap(), before);
        graph.undo().unwrap();
        assert!(!file(folder.path()).exists());
    }

    #[test]
    fn a_line_that_is_no_decision_stops_with_its_place() {
        for (line, message) in [
            ("{", "not a decision"),
            (r#"{"judgement":"perhaps","one":"a","other":"b"}"#, "\"perhaps\" is neither"),
            (r#"{"judgement":"same","one":"a","other":"b","on":"Friday"}"#, "\"Friday\" is no day"),
            (r#"{"judgement":"same","one":"a","other":"b","because":"x"}"#, "unknown field"),
        ] {
            let (folder, graph) = graph();
            graph.decide(&decision(Judgement::Same, "a")).unwrap();
            let first = fs::read_to_string(file(folder.path())).unwrap();
            fs::write(file(folder.path()), format!("{first}{line}\n")).unwrap();
            let error = graph.decisions().unwrap_err().to_string();
            assert!(error.contains("decisions.jsonl, line 2") && error.contains(message), "{error}");
            assert!(graph.decide(&decision(Judgement::Same, "c")).is_err());
        }
    }
}
