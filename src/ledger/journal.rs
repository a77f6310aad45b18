//! A graph folder opened for writing: locked, mended where a run was broken off, changed by commits and in no other way.
//!
//! A commit is a line of the log. The bytes of the articles that it tells of are on the disk before it is, so that whatever moment a
//! run is killed at, what the log tells of is there.

use super::content::Short;
use super::error::LedgerError;
use super::folder::{FORMAT, Header, check_header, header_file, io, log_file};
use super::lock::{self, Lock};
use super::log_lines::{Deed, LogLine, number_of};
use super::state::{Change, Replayed, State, replay};
use super::whole::{sync_folder, write_whole};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The one who may write to a folder.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    state: State,
    /// The committed bytes of the log.
    log_end: u64,
    /// The number of this run.
    run: u64,
    mended: Vec<String>,
    _lock: Lock,
}

impl Journal {
    /// Opens the graph of a folder, or begins one there. Nothing but the lock is made before [`begin`](Self::begin).
    pub fn open_or_begin(folder: &Path) -> Result<Self, LedgerError> {
        if header_file(folder).is_file() {
            return Self::open(folder);
        }
        let occupied = || LedgerError::Occupied { path: folder.to_owned() };
        if folder.exists() && !folder.is_dir() {
            return Err(occupied());
        }
        fs::create_dir_all(folder).map_err(io(folder, "create"))?;
        let entries = fs::read_dir(folder).map_err(io(folder, "list"))?;
        if entries.filter_map(Result::ok).any(|entry| !is_of_a_beginning(folder, &entry.path())) {
            return Err(occupied());
        }
        let lock = Lock::take(folder)?;
        // Another run may have begun the graph since.
        if header_file(folder).is_file() {
            return Self::open_locked(folder, lock);
        }
        Ok(Self { folder: folder.to_owned(), state: State::default(), log_end: 0, run: 1, mended: Vec::new(), _lock: lock })
    }

    /// Opens a graph.
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        check_header(folder)?;
        Self::open_locked(folder, Lock::take(folder)?)
    }

    fn open_locked(folder: &Path, lock: Lock) -> Result<Self, LedgerError> {
        let replayed = replay(&log_file(folder), |_, _, _| {})?;
        if let Some(bad) = replayed.bad.first() {
            return Err(bad.error(&log_file(folder)));
        }
        let mut journal = Self::of(folder, lock, replayed)?;
        journal.must_hold_what_the_log_tells()?;
        journal.cut_articles()?;
        journal.clear()?;
        Ok(journal)
    }

    /// Opens a graph however damaged it is; gives also what cannot be read of its log. No record is touched.
    pub fn open_damaged(folder: &Path) -> Result<(Self, Vec<LedgerError>), LedgerError> {
        check_header(folder)?;
        let lock = Lock::take(folder)?;
        let replayed = replay(&log_file(folder), |_, _, _| {})?;
        let bad = replayed.bad.iter().map(|bad| bad.error(&log_file(folder))).collect();
        Ok((Self::of(folder, lock, replayed)?, bad))
    }

    fn of(folder: &Path, lock: Lock, replayed: Replayed) -> Result<Self, LedgerError> {
        let Replayed { state, whole, torn, .. } = replayed;
        let run = state.run + 1;
        let mut journal = Self { folder: folder.to_owned(), state, log_end: whole, run, mended: Vec::new(), _lock: lock };
        journal.cut_log(torn)?;
        Ok(journal)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    pub fn articles_file(&self) -> PathBuf {
        self.folder.join(&self.state.file)
    }

    /// What was found broken off, and mended, in words for the user.
    pub fn mended(&self) -> &[String] {
        &self.mended
    }

    /// A line of this run that changes nothing yet.
    pub fn line(&self, did: Deed) -> LogLine {
        let second = Timestamp::from_second(Timestamp::now().as_second()).expect("a second of now is one");
        LogLine {
            when: second.to_string(),
            run: self.run,
            did,
            reader: None,
            file: self.state.file.clone(),
            from: self.state.end,
            to: self.state.end,
            added: Vec::new(),
            replaced: Vec::new(),
            removed: Vec::new(),
            foreign: BTreeMap::new(),
            why: None,
        }
    }

    /// Makes a graph of the folder, if it is none: an empty log, then the header.
    pub fn begin(&self) -> Result<(), LedgerError> {
        if header_file(&self.folder).is_file() {
            return Ok(());
        }
        let log = log_file(&self.folder);
        File::create(&log).and_then(|file| file.sync_all()).map_err(io(&log, "create"))?;
        let header = Header { format: FORMAT, program: format!("dateline {}", env!("CARGO_PKG_VERSION")) };
        let header = serde_json::to_string(&header).expect("a header has no key that is not a string") + "\n";
        write_whole(&header_file(&self.folder), |to| to.write_all(header.as_bytes()))
    }

    /// Commits a line, after the bytes of the articles that it tells of.
    pub fn commit(&mut self, records: &[u8], line: &LogLine) -> Result<Change, LedgerError> {
        if !records.is_empty() {
            write_at(&self.articles_file(), line.from, records)?;
        }
        self.commit_line(line)
    }

    /// Commits a line whose bytes are on the disk.
    pub fn commit_line(&mut self, line: &LogLine) -> Result<Change, LedgerError> {
        let written = line.written();
        write_at(&log_file(&self.folder), self.log_end, written.as_bytes())?;
        self.log_end += written.len() as u64;
        Ok(self.state.apply(line).expect("a line of this journal follows on its state"))
    }

    /// A line of the log that was not written to its end.
    fn cut_log(&mut self, torn: u64) -> Result<(), LedgerError> {
        if torn > 0 {
            let path = log_file(&self.folder);
            cut(&path, self.log_end)?;
            self.mended.push(format!(
                "{}: its last line broke off and is cut off ({torn} bytes): a run ended there; what it did not finish is done when it is run again",
                path.display()
            ));
        }
        Ok(())
    }

    /// Records of which the log does not tell.
    fn cut_articles(&mut self) -> Result<(), LedgerError> {
        let path = self.articles_file();
        let Ok(found) = fs::metadata(&path).map(|metadata| metadata.len()) else { return Ok(()) };
        if found > self.state.end {
            let records = count_lines(&path, self.state.end).map_err(io(&path, "read"))?;
            cut(&path, self.state.end)?;
            self.mended.push(format!(
                "{}: {} bytes that no commit tells of are cut off ({} broken off with the run): the next build reads their articles anew",
                path.display(),
                found - self.state.end,
                if records == 1 { "1 article".to_owned() } else { format!("{records} articles") },
            ));
        }
        Ok(())
    }

    /// By its length and its last record: to look at all of it would take long, and readers do.
    fn must_hold_what_the_log_tells(&self) -> Result<(), LedgerError> {
        let (path, counted) = (self.articles_file(), self.state.end);
        let found = fs::metadata(&path).map(|metadata| metadata.len()).unwrap_or(0);
        if found < counted {
            let live = self.state.articles.live().values();
            let missing = live.filter(|live| live.start + live.bytes > found).count();
            return Err(LedgerError::Short { path, found, counted, missing });
        }
        let Some(last) = &self.state.last else { return Ok(()) };
        let mut bytes = vec![0; last.bytes as usize];
        let read = |bytes: &mut [u8]| {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(last.start))?;
            file.read_exact(bytes)
        };
        read(&mut bytes).map_err(io(&path, "read"))?;
        let is_there = Short::of_bytes(&bytes) == last.hash;
        if is_there { Ok(()) } else { Err(LedgerError::Moved { path, line: last.line }) }
    }

    /// Takes away the articles files that a compaction left, ended before or after its commit.
    pub fn clear(&self) -> Result<(), LedgerError> {
        for path in self.files(|name| is_other(name.strip_suffix(".new").unwrap_or(name), &self.state.file))? {
            // Where a reader holds a file fast, the next run takes it away.
            let _ = fs::remove_file(path);
        }
        Ok(())
    }

    /// The articles files of the folder but the present one, in the order of their names.
    pub fn other_articles_files(&self) -> Result<Vec<PathBuf>, LedgerError> {
        self.files(|name| is_other(name, &self.state.file))
    }

    fn files(&self, is_meant: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, LedgerError> {
        let entries = fs::read_dir(&self.folder).map_err(io(&self.folder, "list"))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| is_meant(name)).collect();
        names.sort();
        Ok(names.iter().map(|name| self.folder.join(name)).collect())
    }
}

fn is_other(name: &str, present: &str) -> bool {
    number_of(name).is_some() && name != present
}

/// Whether a file is what a run leaves that is killed while it begins a graph: nothing of anybody's.
fn is_of_a_beginning(folder: &Path, path: &Path) -> bool {
    let is_empty = || fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0);
    path == lock::file(folder) || path == folder.join("dateline.json.new") || path == log_file(folder) && is_empty()
}

/// Writes bytes at a place of a file and waits until the disk has them. What stands behind that place goes: it is of a writing that failed.
fn write_at(path: &Path, place: u64, bytes: &[u8]) -> Result<(), LedgerError> {
    let is_new = !path.exists();
    let write = || {
        let mut file = File::options().write(true).create(true).truncate(false).open(path)?;
        file.set_len(place)?;
        file.seek(SeekFrom::Start(place))?;
        file.write_all(bytes)?;
        file.sync_data()
    };
    write().map_err(io(path, "write"))?;
    if is_new { sync_folder(path.parent().unwrap_or(path)) } else { Ok(()) }
}

fn cut(path: &Path, end: u64) -> Result<(), LedgerError> {
    let cut = || {
        let file = File::options().write(true).open(path)?;
        file.set_len(end)?;
        file.sync_data()
    };
    cut().map_err(io(path, "mend"))
}

/// The lines from a place on; one that breaks off counts.
fn count_lines(path: &Path, from: u64) -> std::io::Result<usize> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    let (mut lines, mut last, mut buffer) = (0, b'\n', [0; 1 << 16]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(lines + usize::from(last != b'\n')),
            read => {
                lines += buffer[..read].iter().filter(|&&byte| byte == b'\n').count();
                last = buffer[read - 1];
            }
        }
    }
}
