//! Writing a graph folder: lines go to a temporary file as they come, and are sorted and put in place at the end, so that a
//! half-written graph is never seen and the order of the input never shows.

use super::error::LedgerError;
use super::folder::{FORMAT, GraphFolder, Header, Records, articles_file, header_file, io};
use super::records::to_line;
use crate::model::{Article, Claims};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Takes the articles of a graph; nothing is in place before [`finish`](Self::finish).
#[derive(Debug)]
pub struct GraphWriter {
    folder: PathBuf,
    pending: PathBuf,
    file: BufWriter<File>,
    written: u64,
    lines: BTreeMap<String, Line>,
    replaced: usize,
    conflicting: Vec<String>,
}

/// Where the record of an article lies in the temporary file.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: u64,
    length: usize,
    hash: [u8; 32],
    /// Whether it was in the graph before this change.
    old: bool,
}

/// What a finished change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Articles now in the graph.
    pub articles: usize,
    /// Articles of the graph that came anew with another content.
    pub replaced: usize,
    /// Ids that came twice with different content; one of the two was kept, the same whatever their order. Sorted.
    pub conflicting: Vec<String>,
}

impl GraphWriter {
    pub(super) fn new(folder: &Path) -> Result<Self, LedgerError> {
        let occupied = || LedgerError::Occupied { path: folder.to_owned() };
        if folder.exists() && !folder.is_dir() {
            return Err(occupied());
        }
        std::fs::create_dir_all(folder).map_err(io(folder, "create"))?;
        let pending = folder.join("articles.jsonl.pending");
        let mut entries = std::fs::read_dir(folder).map_err(io(folder, "list"))?;
        let foreign = entries.any(|entry| entry.is_ok_and(|entry| entry.path() != pending));
        if foreign && !GraphFolder::exists(folder) {
            return Err(occupied());
        }
        let mut options = File::options();
        let file = options.read(true).write(true).create(true).truncate(true).open(&pending).map_err(io(&pending, "create"))?;
        let (folder, file) = (folder.to_owned(), BufWriter::new(file));
        Ok(Self { folder, pending, file, written: 0, lines: BTreeMap::new(), replaced: 0, conflicting: Vec::new() })
    }

    /// Takes over all records of a graph as they are.
    pub(super) fn keep_all(&mut self, mut records: Records) -> Result<(), LedgerError> {
        while let Some(record) = records.next() {
            let (article, _) = record?;
            self.put(article.id, records.last_line(), true)?;
        }
        Ok(())
    }

    /// Adds an article. One that the graph had before under the same id is replaced.
    ///
    /// # Errors
    /// When the temporary file cannot be written (a full disk).
    pub fn append(&mut self, article: &Article, claims: &Claims) -> Result<(), LedgerError> {
        self.put(article.id.clone(), to_line(article, claims).as_bytes(), false)
    }

    /// Takes an article out; gives whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        self.lines.remove(id).is_some()
    }

    fn put(&mut self, id: String, line: &[u8], old: bool) -> Result<(), LedgerError> {
        let hash: [u8; 32] = Sha256::digest(line).into();
        if let Some(before) = self.lines.get(&id) {
            if before.hash == hash {
                return Ok(());
            }
            if before.old {
                self.replaced += 1;
            } else {
                self.conflicting.push(id.clone());
                // By hash: which of the two came first must not show.
                if before.hash < hash {
                    return Ok(());
                }
            }
        }
        self.file.write_all(line).and_then(|()| self.file.write_all(b"\n")).map_err(io(&self.pending, "write"))?;
        self.lines.insert(id, Line { start: self.written, length: line.len() + 1, hash, old });
        self.written += line.len() as u64 + 1;
        Ok(())
    }

    /// Sorts the records by article id and puts the graph in place.
    ///
    /// # Errors
    /// When the folder cannot be written; the graph that was there before is then untouched.
    pub fn finish(mut self) -> Result<Written, LedgerError> {
        self.file.flush().map_err(io(&self.pending, "write"))?;
        let articles = articles_file(&self.folder);
        write_whole(&articles, |to| self.copy_sorted(to))?;
        let header = Header { format: FORMAT, program: format!("dateline {}", env!("CARGO_PKG_VERSION")), articles: self.lines.len() };
        let header = serde_json::to_string(&header).expect("a header has no key that is not a string") + "\n";
        write_whole(&header_file(&self.folder), |to| to.write_all(header.as_bytes()))?;
        self.conflicting.sort();
        self.conflicting.dedup();
        Ok(Written { articles: self.lines.len(), replaced: self.replaced, conflicting: std::mem::take(&mut self.conflicting) })
    }

    fn copy_sorted(&mut self, to: &mut dyn Write) -> std::io::Result<()> {
        let from = self.file.get_mut();
        let mut buffer = Vec::new();
        for line in self.lines.values() {
            buffer.resize(line.length, 0);
            from.seek(SeekFrom::Start(line.start))?;
            from.read_exact(&mut buffer)?;
            to.write_all(&buffer)?;
        }
        Ok(())
    }
}

/// Writes a file under another name first, so that it is there whole or not at all.
pub(super) fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), LedgerError> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let mut to = BufWriter::new(File::create(&temporary).map_err(io(&temporary, "create"))?);
    write(&mut to).map_err(io(&temporary, "write"))?;
    let file = to.into_inner().map_err(|error| io(&temporary, "write")(error.into_error()))?;
    file.sync_all().map_err(io(&temporary, "write"))?;
    std::fs::rename(&temporary, path).map_err(io(path, "replace"))
}

impl Drop for GraphWriter {
    fn drop(&mut self) {
        // Left behind it is only clutter, and overwritten by the next change.
        let _ = std::fs::remove_file(&self.pending);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::reports;
    use std::fs;

    fn build(folder: &Path, reports: &[(Article, Claims)]) -> Written {
        let mut writer = GraphFolder::create(folder).unwrap();
        reports.iter().for_each(|(article, claims)| writer.append(article, claims).unwrap());
        writer.finish().unwrap()
    }

    fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let mut files: Vec<_> = entries.map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())).collect();
        files.sort();
        files
    }

    #[test]
    fn the_folder_is_the_same_whatever_the_order() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut reports = reports();
        build(one.path(), &reports);
        reports.rotate_left(1);
        reports.swap(0, 2);
        build(other.path(), &reports);
        assert_eq!(bytes(one.path()), bytes(other.path()));
        assert_eq!(bytes(one.path()).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["articles.jsonl", "dateline.json"]);
    }

    #[test]
    fn what_is_written_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(build(folder.path(), &reports()), Written { articles: 4, replaced: 0, conflicting: vec![] });
        let contents = GraphFolder::open(folder.path()).unwrap().read().unwrap();
        let mut expected = reports();
        expected.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
        assert_eq!(contents.articles, expected);
        assert!(contents.problems.is_empty());
    }

    #[test]
    fn articles_are_added_replaced_and_removed() {
        let (changed, anew) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let reports = reports();
        build(changed.path(), &reports[..3]);
        let mut longer = reports[1].clone();
        longer.0.title = Some("Offensive begins".to_owned());
        let mut writer = GraphFolder::open(changed.path()).unwrap().extend().unwrap();
        writer.append(&longer.0, &longer.1).unwrap();
        writer.append(&reports[3].0, &reports[3].1).unwrap();
        assert!(writer.remove("talks") && !writer.remove("talks"));
        assert_eq!(writer.finish().unwrap(), Written { articles: 3, replaced: 1, conflicting: vec![] });
        build(anew.path(), &[reports[3].clone(), longer, reports[0].clone()]);
        assert_eq!(bytes(changed.path()), bytes(anew.path()));
    }

    #[test]
    fn two_articles_of_one_id_give_one_whatever_the_order() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let first = reports()[0].clone();
        let mut second = first.clone();
        second.0.title = Some("Another".to_owned());
        let written = build(one.path(), &[first.clone(), second.clone()]);
        assert_eq!(written, build(other.path(), &[second, first]));
        assert_eq!((written.articles, written.conflicting), (1, vec!["call".to_owned()]));
        assert_eq!(bytes(one.path()), bytes(other.path()));
    }

    #[test]
    fn a_bad_line_costs_that_article_and_says_where() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), &reports());
        let path = articles_file(folder.path());
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1] = "{\"id\":";
        let damaged = lines.join("\n");
        fs::write(&path, &damaged[..damaged.len() - 5]).unwrap();
        let contents = GraphFolder::open(folder.path()).unwrap().read().unwrap();
        assert_eq!(contents.articles.len(), 2);
        let messages: Vec<String> = contents.problems.iter().map(|p| p.to_string()).collect();
        assert!(messages[0].contains("articles.jsonl, line 2: not a record"), "{messages:?}");
        assert!(messages[1].contains("articles.jsonl, line 4: breaks off"), "{messages:?}");
        assert!(GraphFolder::open(folder.path()).unwrap().extend().is_err());
    }

    #[test]
    fn lost_lines_are_noticed() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), &reports());
        let path = articles_file(folder.path());
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.lines().take(3).map(|line| line.to_owned() + "\n").collect::<String>()).unwrap();
        let problems = GraphFolder::open(folder.path()).unwrap().read().unwrap().problems;
        assert!(problems[0].to_string().contains("holds 3 articles where dateline.json counts 4"));
    }

    #[test]
    fn other_folders_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "dear").unwrap();
        assert!(matches!(GraphFolder::create(folder.path()), Err(LedgerError::Occupied { .. })));
        assert!(matches!(GraphFolder::create(folder.path().join("letter.txt")), Err(LedgerError::Occupied { .. })));
        assert!(matches!(GraphFolder::open(folder.path()), Err(LedgerError::NotAGraph { .. })));
        fs::write(folder.path().join("dateline.json"), r#"{"format":99,"program":"dateline 9","articles":0}"#).unwrap();
        assert!(GraphFolder::open(folder.path()).unwrap_err().to_string().contains("format 99"));
    }

    #[test]
    fn an_abandoned_change_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), &reports());
        let before = bytes(folder.path());
        let mut writer = GraphFolder::create(folder.path()).unwrap();
        writer.append(&reports()[0].0, &reports()[0].1).unwrap();
        drop(writer);
        assert_eq!(bytes(folder.path()), before);
    }
}
