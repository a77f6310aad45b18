//! Damaged graph folders: what is wrong is named with its place, all else is read, nothing is lost by repairing it.

use super::*;
use crate::model::fixture::reports;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A graph of four articles in two batches.
fn graph() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path());
    folder
}

fn add(folder: &Path) -> Written {
    let mut writer = GraphWriter::open(folder, Writing { batch: 2, ..Writing::by("test") }).unwrap();
    reports().iter().for_each(|(article, claims)| writer.append(article, claims).unwrap());
    writer.finish().unwrap()
}

fn change(folder: &Path, file: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let path = folder.join(file);
    fs::write(&path, change(fs::read(&path).unwrap())).unwrap();
}

/// The bytes with those of one line, counted from 1, changed.
fn line(bytes: Vec<u8>, number: usize, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    change(&mut lines[number - 1]);
    lines.concat()
}

fn other_letter(line: &mut [u8]) {
    let at = line.len() / 2;
    line[at] = if line[at] == b'x' { b'y' } else { b'x' };
}

/// What of the graph is readable, and what is said of the rest.
fn read(folder: &Path) -> (Vec<String>, Vec<String>) {
    let contents = GraphFolder::open(folder).unwrap().read().unwrap();
    let ids = contents.articles.into_iter().map(|(article, _)| article.id).collect();
    (ids, contents.problems.iter().map(ToString::to_string).collect())
}

type Damage = fn(&Path);

/// Each damage: what stays readable, what is said, and whether it is found without reading the articles.
const DAMAGES: &[(Damage, &[&str], &str, bool)] = &[
    (
        |folder| change(folder, "articles.jsonl", |bytes| line(bytes, 2, |line| other_letter(line))),
        &["call", "talks", "week"],
        "articles.jsonl, line 2: is not what was written there, so the article \"offensive\" is left out",
        false,
    ),
    (
        |folder| change(folder, "articles.jsonl", |bytes| bytes[..bytes.len() - 5].to_vec()),
        &["call", "offensive", "talks"],
        "articles left out: 1;",
        true,
    ),
    (|folder| fs::remove_file(folder.join("articles.jsonl")).unwrap(), &[], "ends after 0 bytes", true),
    (
        |folder| change(folder, "log.jsonl", |bytes| line(bytes, 1, |line| line[0] = b'x')),
        &["talks", "week"],
        "log.jsonl, line 1: expected value",
        true,
    ),
    (
        |folder| change(folder, "log.jsonl", |bytes| line(bytes, 2, |line| line[0] = b'x')),
        &["call", "offensive"],
        "log.jsonl, line 2: expected value",
        true,
    ),
    (
        |folder| change(folder, "log.jsonl", |bytes| line(bytes, 1, Vec::clear)),
        &["talks", "week"],
        "log.jsonl, line 1: follows on bytes of which no line tells",
        true,
    ),
];

#[test]
fn records_that_moved_are_found_and_put_in_order() {
    type Edit = fn(Vec<u8>) -> Vec<u8>;
    let edits: [(Edit, usize, usize); 3] = [
        (|bytes| [&b"{by hand}\n"[..], &bytes].concat(), 4, 1),
        (|bytes| line(bytes, 2, |line| drop(line.drain(9..line.len() - 1))), 3, 3),
        (|bytes| line(bytes, 2, Vec::clear), 3, 3),
    ];
    for (edit, left, first_moved) in edits {
        let folder = graph();
        change(folder.path(), "articles.jsonl", edit);
        let (ids, problems) = read(folder.path());
        assert_eq!(ids.len(), left, "{problems:?}");
        let moved = format!("articles.jsonl, line {first_moved}: does not stand where it was written");
        assert!(problems.iter().any(|problem| problem.contains(&moved)), "{problems:?}");
        // Nothing of it is cut off for what a run left.
        let before = fs::read(folder.path().join("articles.jsonl")).unwrap();
        assert!(GraphWriter::open(folder.path(), Writing::by("test")).is_err());
        assert_eq!(fs::read(folder.path().join("articles.jsonl")).unwrap(), before);
        let repaired = repair(folder.path()).unwrap();
        assert_eq!((repaired.articles, repaired.kept.len()), (left, 1));
        assert_eq!(read(folder.path()), (ids, vec![]));
        assert_eq!(add(folder.path()).added, 4 - left);
    }
}

#[test]
fn damage_is_named_with_its_place_and_costs_what_it_hit() {
    for (damage, readable, message, _) in DAMAGES {
        let folder = graph();
        damage(folder.path());
        let (ids, problems) = read(folder.path());
        assert_eq!(ids, *readable, "{message}");
        assert!(problems.len() == 1 && problems[0].contains(message), "{message}: {problems:?}");
        assert!(problems[0].contains("dateline compact --repair"), "{problems:?}");
    }
}

#[test]
fn a_damaged_graph_is_not_written_to_before_it_is_repaired() {
    for (damage, readable, message, at_once) in DAMAGES {
        let folder = graph();
        damage(folder.path());
        let files = |folder: &Path| ["articles.jsonl", "log.jsonl"].map(|name| fs::read(folder.join(name)).ok());
        let before = files(folder.path());
        assert!(compact(folder.path()).unwrap_err().to_string().contains(message));
        if *at_once {
            assert!(GraphWriter::open(folder.path(), Writing::by("test")).unwrap_err().to_string().contains(message));
            assert!(remove(folder.path(), &["call".into()], None).unwrap_err().to_string().contains(message));
        }
        assert_eq!(files(folder.path()), before, "{message}");
        let repaired = repair(folder.path()).unwrap();
        assert!(repaired.lost.len() == 1 && repaired.lost[0].contains(message), "{repaired:?}");
        assert_eq!(
            (read(folder.path()), repaired.articles),
            ((readable.iter().map(|id| id.to_string()).collect(), vec![]), readable.len())
        );
        // What can be read of the damaged file is still there.
        let kept: Vec<Vec<u8>> = repaired.kept.iter().map(|path| fs::read(path).unwrap()).collect();
        assert_eq!(kept, before[0].clone().into_iter().collect::<Vec<_>>(), "{message}");
        let written = add(folder.path());
        assert_eq!((written.known, written.added), (readable.len(), 4 - readable.len()), "{message}");
    }
}

#[test]
fn a_sound_graph_is_repaired_to_itself() {
    let folder = graph();
    let before = GraphFolder::open(folder.path()).unwrap().state_hash().unwrap();
    let repaired = repair(folder.path()).unwrap();
    assert!(repaired.lost.is_empty() && repaired.kept.is_empty() && repaired.before == repaired.after);
    assert_eq!(GraphFolder::open(folder.path()).unwrap().state_hash().unwrap(), before);
}

#[test]
fn a_damaged_line_from_before_a_compaction_matters_no_more() {
    let folder = graph();
    compact(folder.path()).unwrap();
    change(folder.path(), "log.jsonl", |bytes| line(bytes, 1, |line| other_letter(line)));
    assert_eq!(read(folder.path()), (["call", "offensive", "talks", "week"].map(str::to_owned).to_vec(), vec![]));
    assert_eq!(add(folder.path()).known, 4);
}

#[test]
fn a_compaction_whose_line_is_damaged_loses_no_file() {
    let folder = graph();
    compact(folder.path()).unwrap();
    let fresh = fs::read(folder.path().join("articles-2.jsonl")).unwrap();
    change(folder.path(), "log.jsonl", |bytes| line(bytes, 3, |line| line[0] = b'x'));
    assert!(GraphWriter::open(folder.path(), Writing::by("test")).is_err());
    let repaired = repair(folder.path()).unwrap();
    assert_eq!(fs::read(&repaired.kept[0]).unwrap(), fresh);
    assert_eq!(add(folder.path()).added, 4);
}

#[test]
fn a_record_of_another_program_is_told_from_damage() {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path());
    let (article, claims) = &reports()[0];
    let record = to_line(article, claims).replace("\"CONSULT\"", "\"CHATTER\"") + "\n";
    let digest = |text: &str| content::Short::of_bytes(text.as_bytes()).to_string();
    let (was, is) = (digest(&(to_line(article, claims) + "\n")), digest(&record));
    change(folder.path(), "articles.jsonl", |bytes| line(bytes, 1, |text| *text = record.into_bytes()));
    change(folder.path(), "log.jsonl", |bytes| String::from_utf8(bytes).unwrap().replace(&was, &is).into_bytes());
    let (ids, problems) = read(folder.path());
    assert_eq!(ids, ["offensive", "talks", "week"]);
    assert!(problems.len() == 1 && problems[0].contains("articles.jsonl, line 1: event v1: no such type as \"CHATTER\""), "{problems:?}");
}

#[test]
fn without_its_log_or_of_another_format_a_folder_is_not_guessed_at() {
    let folder = graph();
    fs::remove_file(folder.path().join("log.jsonl")).unwrap();
    for error in [GraphFolder::open(folder.path()).map(drop), GraphWriter::open(folder.path(), Writing::by("test")).map(drop)] {
        assert!(error.unwrap_err().to_string().contains("log.jsonl: is not there"));
    }
    for (header, message) in [
        (r#"{"format":1,"program":"dateline 0.1.0","articles":4}"#, "articles.jsonl -o NEW`"),
        (r#"{"format":99,"program":"dateline 9"}"#, "use the program that wrote it (dateline 9)"),
        ("{", "build the graph anew"),
    ] {
        fs::write(folder.path().join("dateline.json"), header).unwrap();
        let error = GraphFolder::open(folder.path()).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
        assert!(GraphWriter::open(folder.path(), Writing::by("test")).is_err());
    }
}

#[test]
fn other_folders_are_left_alone() {
    for (name, content) in [("letter.txt", "dear"), ("articles.jsonl", ""), ("log.jsonl", "mine\n")] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), content).unwrap();
        assert!(matches!(GraphWriter::open(folder.path(), Writing::by("test")), Err(LedgerError::Occupied { .. })));
        assert!(matches!(GraphWriter::open(folder.path().join(name), Writing::by("test")), Err(LedgerError::Occupied { .. })));
        assert!(matches!(GraphFolder::open(folder.path()), Err(LedgerError::NotAGraph { .. })));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
