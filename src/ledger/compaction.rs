//! Writing the articles file afresh with the live articles alone, sorted by id.
//!
//! The new file is whole on the disk before the log names it, and the old one goes after that: a run that is killed between leaves
//! the one or the other, and a file that the next run takes away.

use super::content::Short;
use super::error::LedgerError;
use super::folder::io;
use super::journal::Journal;
use super::log_lines::{Added, Deed, LogLine, articles_file_name, number_of};
use super::stored::{Records, Stored};
use super::whole::write_whole;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What a compaction did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compaction {
    /// Articles now in the graph.
    pub articles: usize,
    /// The bytes of the articles files before and after.
    pub before: u64,
    pub after: u64,
    /// What could not be read and is left out, in words for the user.
    pub lost: Vec<String>,
    /// Where the articles files lie in which something could not be read.
    pub kept: Vec<PathBuf>,
    /// What a broken-off run had left and was mended, in words for the user.
    pub mended: Vec<String>,
}

/// Drops from the disk what was removed or replaced.
///
/// # Errors
/// When something of the graph cannot be read, or the folder cannot be written or is being written to.
pub fn compact(path: impl AsRef<Path>) -> Result<Compaction, LedgerError> {
    let mut journal = Journal::open(path.as_ref())?;
    let before = journal.state().end;
    let fresh = Fresh::write(&journal, Err)?;
    fresh.commit(&mut journal)?;
    journal.clear()?;
    Ok(done(&journal, before))
}

/// Compacts a damaged graph: what cannot be read of it is left out, and the articles files are kept under other names, so that whatever can be
/// read of them can be built again.
///
/// # Errors
/// When the folder cannot be written or is being written to.
pub fn repair(path: impl AsRef<Path>) -> Result<Compaction, LedgerError> {
    let (mut journal, bad) = Journal::open_damaged(path.as_ref())?;
    let mut lost: Vec<String> = bad.iter().map(ToString::to_string).collect();
    let before = journal.state().end;
    let fresh = Fresh::write(&journal, |problem| {
        lost.push(problem.to_string());
        Ok(())
    })?;
    let kept = if lost.is_empty() { Vec::new() } else { keep(&journal, &fresh.0.file)? };
    fresh.commit(&mut journal)?;
    journal.clear()?;
    Ok(Compaction { lost, kept, ..done(&journal, before) })
}

fn done(journal: &Journal, before: u64) -> Compaction {
    let state = journal.state();
    let mended = journal.mended().to_vec();
    Compaction { articles: state.articles.live().len(), before, after: state.end, mended, ..Compaction::default() }
}

/// An articles file that is written and not yet named by the log.
struct Fresh(LogLine);

impl Fresh {
    /// Copies the live records; what cannot be read is for `left_out` to judge.
    fn write(journal: &Journal, mut left_out: impl FnMut(LedgerError) -> Result<(), LedgerError>) -> Result<Self, LedgerError> {
        let (state, old) = (journal.state(), journal.articles_file());
        // That it cannot be opened counts as damage, unless there was nothing in it.
        let file = File::open(&old).ok();
        let mut records = Records::of(old, file, state);
        let mut line = journal.line(Deed::Compact);
        line.file = next_file(journal)?;
        (line.from, line.to) = (0, 0);
        let mut refused = None;
        let path = journal.folder().join(&line.file);
        write_whole(&path, |to| {
            while let Some(record) = records.next_stored() {
                match record {
                    Ok(Stored { id, live, bytes }) => {
                        to.write_all(bytes)?;
                        line.to += live.bytes;
                        let (hash, reader) = (Short::of_bytes(bytes), Some(live.reader.to_string()));
                        line.added.push(Added { id, url: live.url, content: live.content, bytes: live.bytes, hash, reader });
                    }
                    Err(problem) => {
                        if let Err(problem) = left_out(problem) {
                            refused = Some(problem);
                            break;
                        }
                    }
                }
            }
            Ok(())
        })?;
        if let Some(problem) = refused {
            fs::remove_file(&path).map_err(io(&path, "remove"))?;
            return Err(problem);
        }
        // Both are in the order of the ids.
        let left = |id: &&String| line.added.binary_search_by(|added| added.id.cmp(id)).is_err();
        line.removed = state.articles.live().keys().filter(left).cloned().collect();
        Ok(Self(line))
    }

    fn commit(self, journal: &mut Journal) -> Result<(), LedgerError> {
        journal.commit_line(&self.0).map(drop)
    }
}

/// A name that no articles file of the folder has, nor had before the present one.
fn next_file(journal: &Journal) -> Result<String, LedgerError> {
    let others = journal.other_articles_files()?;
    let names = others.iter().filter_map(|path| path.file_name()?.to_str());
    let last = names.chain([journal.state().file.as_str()]).filter_map(number_of).max();
    Ok(articles_file_name(last.unwrap_or(0) + 1))
}

/// Gives the articles files a second name each, under which they stay; but for the fresh one.
fn keep(journal: &Journal, fresh: &str) -> Result<Vec<PathBuf>, LedgerError> {
    let present = Some(journal.articles_file()).filter(|path| path.exists());
    let (mut kept, mut number) = (Vec::new(), 1);
    for file in journal.other_articles_files()?.into_iter().chain(present).filter(|path| !path.ends_with(fresh)) {
        let name = |number: u64| journal.folder().join(format!("damaged-{number}.jsonl"));
        while name(number).exists() {
            number += 1;
        }
        let second = name(number);
        fs::hard_link(&file, &second).or_else(|_| fs::copy(&file, &second).map(drop)).map_err(io(&second, "write"))?;
        kept.push(second);
    }
    Ok(kept)
}
