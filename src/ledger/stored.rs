//! The records of an articles file, each where the log says that it was written, and only if it is what was written.
//!
//! Where lines were put in or taken out by somebody, a record is looked for in the rest of the file by its digest.

use super::content::Short;
use super::error::LedgerError;
use super::folder;
use super::record_reader::from_line;
use super::state::{Live, State};
use crate::model::{Article, Claims};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::vec;

/// The records of a folder; see [`GraphFolder::records`](super::GraphFolder::records).
#[derive(Debug)]
pub struct Records {
    path: PathBuf,
    file: Option<BufReader<File>>,
    /// Where the reading stands.
    at: u64,
    /// The length of the file.
    found: u64,
    /// What the log tells of.
    counted: u64,
    wanted: vec::IntoIter<(String, Live)>,
    /// Where each line begins, by its digest; filled when a record is not in its place.
    lines: Option<HashMap<Short, u64>>,
    /// How many records lie beyond the end of the file.
    missing: usize,
    /// The first line that was found in another place than its own.
    moved: Option<usize>,
    buffer: Vec<u8>,
}

/// A record as it is written, and what the log tells of it.
pub(super) struct Stored<'r> {
    pub id: String,
    pub live: Live,
    pub bytes: &'r [u8],
}

impl Records {
    /// The live records of a file; of one that is missing, none.
    pub(super) fn of(path: PathBuf, file: Option<File>, state: &State) -> Self {
        let live = state.articles.live().iter().map(|(id, live)| (id.clone(), live.clone()));
        let found = file.as_ref().and_then(|file| file.metadata().ok()).map_or(0, |metadata| metadata.len());
        Self {
            path,
            file: file.map(BufReader::new),
            at: 0,
            found,
            counted: state.end,
            wanted: live.collect::<Vec<_>>().into_iter(),
            lines: None,
            missing: 0,
            moved: None,
            buffer: Vec::new(),
        }
    }

    /// The next record that is as it was written; at the end, what is wrong with the file as a whole.
    pub(super) fn next_stored(&mut self) -> Option<Result<Stored<'_>, LedgerError>> {
        while let Some((id, live)) = self.wanted.next() {
            match self.find(&live) {
                Ok(true) => return Some(Ok(Stored { id, live, bytes: &self.buffer })),
                Ok(false) if live.start + live.bytes > self.found => self.missing += 1,
                Ok(false) => return Some(Err(LedgerError::Damaged { path: self.path.clone(), line: live.line, id })),
                Err(error) => return Some(Err(folder::io(&self.path, "read")(error))),
            }
        }
        let path = self.path.clone();
        if self.missing > 0 {
            let missing = std::mem::take(&mut self.missing);
            return Some(Err(LedgerError::Short { path, found: self.found, counted: self.counted, missing }));
        }
        self.moved.take().map(|line| Err(LedgerError::Moved { path, line }))
    }

    /// Fills the buffer with a record; whether it is there.
    fn find(&mut self, live: &Live) -> io::Result<bool> {
        if self.file.is_none() {
            return Ok(false);
        }
        if live.start + live.bytes <= self.found {
            self.fill(live.start, live.bytes)?;
            if Short::of_bytes(&self.buffer) == live.hash {
                return Ok(true);
            }
        }
        let Some(start) = self.place(live.hash)? else { return Ok(false) };
        self.moved = Some(self.moved.map_or(live.line, |line| line.min(live.line)));
        self.fill(start, live.bytes)?;
        Ok(Short::of_bytes(&self.buffer) == live.hash)
    }

    fn fill(&mut self, start: u64, bytes: u64) -> io::Result<()> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.seek_relative(start as i64 - self.at as i64)?;
        self.buffer.resize(bytes as usize, 0);
        let read = file.read_exact(&mut self.buffer);
        // Where a reading that failed left off is asked for.
        self.at = if read.is_ok() { start + bytes } else { file.stream_position()? };
        read
    }

    /// Where the line of this digest begins, wherever it is.
    fn place(&mut self, hash: Short) -> io::Result<Option<u64>> {
        if self.lines.is_none() {
            self.lines = Some(self.digests()?);
        }
        Ok(self.lines.as_ref().and_then(|lines| lines.get(&hash)).copied())
    }

    fn digests(&mut self) -> io::Result<HashMap<Short, u64>> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        self.at = file.seek(SeekFrom::Start(0))?;
        let (mut lines, mut line) = (HashMap::new(), Vec::new());
        while file.read_until(b'\n', &mut line)? > 0 {
            lines.insert(Short::of_bytes(&line), self.at);
            self.at += line.len() as u64;
            line.clear();
        }
        Ok(lines)
    }
}

impl Iterator for Records {
    type Item = Result<(Article, Claims), LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, read) = match self.next_stored()? {
            Err(error) => return Some(Err(error)),
            Ok(Stored { live, bytes, .. }) => (live.line, from_line(&String::from_utf8_lossy(bytes))),
        };
        Some(read.map_err(|error| LedgerError::BadRecord { path: self.path.clone(), line, error }))
    }
}
