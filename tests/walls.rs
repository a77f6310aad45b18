//! The walls between the rooms of `src/`: who may import whom, and which outside crate is named where.
//!
//! [`ROOMS`] is the table of docs/architecture.md, and a test holds the two together. The checker is tested itself, on small bad
//! files: a wall that cannot fail is none.

#[path = "walls/source.rs"]
mod source;

use source::{crate_rooms, outside_crates, without_tests};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room: its name, the rooms it may import, and the fenced crates that it may name.
struct Room {
    name: &'static str,
    imports: &'static [&'static str],
    crates: &'static [&'static str],
}

const fn room(name: &'static str, imports: &'static [&'static str], crates: &'static [&'static str]) -> Room {
    Room { name, imports, crates }
}

/// Each room imports only rooms above it, so there is no cycle.
const ROOMS: [Room; 12] = [
    room("model", &[], &[]),
    room("ontology", &["model"], &["toml", "serde", "rust_iso3166"]),
    room("read", &["model"], &["serde_json", "sha2"]),
    room("annotate", &["model", "ontology"], &["rten", "rten-tensor", "tokenizers", "serde", "serde_json", "ahash"]),
    room("extract", &["model", "ontology"], &[]),
    room("ledger", &["model"], &["serde", "serde_json", "sha2"]),
    room("resolve", &["model", "ontology"], &["sha2"]),
    room("graph", &["model"], &["petgraph"]),
    room("store", &["model", "ontology"], &["oxigraph", "spargebra", "spargeo", "sha2", "unicode-width", "zstd"]),
    room("draw", &["model", "graph"], &["unicode-width"]),
    room("pipeline", &["model", "ontology", "read", "annotate", "extract", "resolve"], &[]),
    room(
        "cli",
        &["model", "ontology", "read", "ledger", "graph", "store", "draw", "pipeline"],
        &["clap", "anyhow", "indicatif", "serde_json", "unicode-width"],
    ),
];

/// Crates that any room may name: they carry no format and no machinery that a room should hide.
const EVERYWHERE: [&str; 3] = ["jiff", "regex", "thiserror"];

/// The pure middle, which reads and writes nothing, and the ways in which Rust does.
const PURE: [&str; 5] = ["model", "annotate", "extract", "resolve", "graph"];
const IMPURE: [&str; 9] =
    ["std::fs", "std::env", "std::net", "std::process", "std::time", "println!", "eprintln!", "io::stdin", "io::stdout"];

const MOST_LINES: usize = 500;
const FORBIDDEN_NAMES: [&str; 6] = ["utils", "util", "helpers", "helper", "misc", "manager"];

/// What is wrong with one file, in the words of its author's next error message.
fn faults(path: &str, source: &str, crates: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |message: String| faults.push(format!("{path}: {message}"));
    if !source.starts_with("//! ") {
        fault("opens without `//!`: say what it does, takes, gives, and what it knows nothing of".into());
    }
    if source.lines().count() > MOST_LINES {
        fault(format!("has {} lines, the most is {MOST_LINES}: split it", source.lines().count()));
    }
    for part in path.trim_end_matches(".rs").split('/').filter(|part| FORBIDDEN_NAMES.contains(part)) {
        fault(format!("is named {part:?}: name it for what it does"));
    }
    let room = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').next().unwrap_or_default();
    match room {
        "main" if source.lines().count() >= 20 => fault("is the program's door and stays under 20 lines".into()),
        "main" | "lib" => {}
        _ if path.ends_with("/tests.rs") => {}
        _ => match ROOMS.iter().find(|known| known.name == room) {
            None => fault(format!("belongs to a room {room:?} that the table does not know")),
            Some(room) => room_faults(room, path, &without_tests(source), crates).into_iter().for_each(fault),
        },
    }
    faults
}

/// What a room's file names that it may not. Its tests, already cut out, may name anything.
fn room_faults(room: &Room, path: &str, source: &str, crates: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for import in crate_rooms(path, source) {
        if import != room.name && !room.imports.contains(&import.as_str()) {
            faults.push(format!("room {} may not import {import}", room.name));
        }
    }
    for named in outside_crates(source, crates) {
        if !room.crates.contains(&named.as_str()) && !EVERYWHERE.contains(&named.as_str()) {
            faults.push(format!("room {} may not name the crate {named}", room.name));
        }
    }
    if PURE.contains(&room.name) {
        for way in IMPURE.into_iter().filter(|way| source::code(source).contains(way)) {
            faults.push(format!("room {} does no input or output, and knows no clock: {way}", room.name));
        }
    }
    faults
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn source_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The crates that Cargo.toml names, those for tests left out.
fn dependencies() -> Vec<String> {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    manifest["dependencies"].as_table().unwrap().keys().cloned().collect()
}

#[test]
fn the_walls_hold() {
    let (crates, mut files) = (dependencies(), Vec::new());
    source_files(&root().join("src"), &mut files);
    files.sort();
    assert!(files.len() > ROOMS.len(), "src/ was not found");
    let wrong: Vec<_> = files
        .iter()
        .flat_map(|file| {
            let path = file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            faults(&path, &fs::read_to_string(file).unwrap(), &crates)
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}\nThe rooms are described in docs/architecture.md.\n", wrong.join("\n"));
}

#[test]
fn rooms_import_only_rooms_above_them() {
    for (place, room) in ROOMS.iter().enumerate() {
        for import in room.imports {
            assert!(ROOMS[..place].iter().any(|above| above.name == *import), "{} imports {import}, which is not above it", room.name);
        }
    }
}

#[test]
fn every_fence_encloses_a_crate_that_exists() {
    let crates = dependencies();
    for name in ROOMS.iter().flat_map(|room| room.crates).chain(&EVERYWHERE) {
        assert!(crates.iter().any(|known| known == name), "Cargo.toml has no {name}");
    }
}

#[test]
fn no_fence_is_wider_than_needed() {
    let (crates, mut files) = (dependencies(), Vec::new());
    source_files(&root().join("src"), &mut files);
    for room in &ROOMS {
        let own = [root().join("src").join(room.name), root().join("src").join(format!("{}.rs", room.name))];
        let sources = files.iter().filter(|file| own.iter().any(|own| file.starts_with(own))).map(|file| fs::read_to_string(file).unwrap());
        let named: BTreeSet<String> = sources.flat_map(|source| outside_crates(&without_tests(&source), &crates)).collect();
        for name in room.crates {
            assert!(named.contains(*name), "room {} may name {name}, and does not: take it out of the table", room.name);
        }
    }
}

/// The words in backquotes of a cell.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_string).collect()
}

#[test]
fn the_documented_table_is_this_one() {
    let document = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    for room in &ROOMS {
        let start = format!("| `{}` |", room.name);
        let row =
            document.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("docs/architecture.md has no row {start}"));
        let cells: Vec<_> = row.trim_matches('|').split('|').collect();
        let [_, _, _, imports, crates] = cells[..] else { panic!("five cells, please: {row}") };
        let set = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<BTreeSet<_>>();
        assert_eq!(quoted(imports), set(room.imports), "imports of {} in docs/architecture.md", room.name);
        assert_eq!(quoted(crates), set(room.crates), "crates of {} in docs/architecture.md", room.name);
    }
    let rows = document.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, ROOMS.len(), "docs/architecture.md has a row too many");
}

/// One bad file, and a part of what is said about it; `None` for a file that is well.
fn check(path: &str, body: &str, expected: Option<&str>) {
    let crates: Vec<String> = ["rten", "oxigraph", "clap", "serde_json", "aho-corasick"].map(String::from).to_vec();
    let found = faults(path, &format!("//! A room.\n{body}"), &crates);
    match expected {
        None => assert!(found.is_empty(), "{body:?} is well, but: {found:?}"),
        Some(words) => assert!(found.iter().any(|fault| fault.contains(words)), "{body:?} should be blamed with {words:?}: {found:?}"),
    }
}

#[test]
fn the_checker_sees_imports() {
    let upward = Some("room extract may not import store");
    for body in [
        "use crate::store::Store;",
        "use crate::{model::Article, store::{Store, Answer}};",
        "use crate::{\n    model,\n    store,\n};",
        "fn f() -> crate::store::Store { todo!() }",
        "use super::super::store::Store;",
        "pub use crate :: store;",
        "use crate::*;\nuse crate::store as s;",
        "use dateline::store::Store;",
    ] {
        check("src/extract/frames.rs", body, upward);
    }
    for body in [
        "use crate::model::{Article, Document};",
        "use crate::{model::Article, ontology::{Frame, store}};",
        "// crate::store is another room\n/// [`crate::store`] too",
        "const TEXT: &str = \"crate::store\";",
        "use super::frames::Frame;",
        "#[cfg(test)]\nmod tests {\n    use crate::store::Store;\n    fn f() { let brace = '{'; }\n}",
    ] {
        check("src/extract/frames.rs", body, None);
    }
    check("src/extract/mod.rs", "#[cfg(test)]\nmod tests { }\nuse crate::store::Store;", upward);
    check("src/extract/mod.rs", "use super::store::Store;", upward);
    check("src/extract/time/reader.rs", "use super::super::super::store::Store;", upward);
    check("src/extract/time/reader.rs", "use super::super::store::Store;", None);
    check("src/pipeline.rs", "use super::store::Store;", Some("room pipeline may not import store"));
    check("src/extract/frames.rs", "use crate::*;", Some("may not import *"));
    check("src/model/a.rs", "use crate::read::Refusal;", Some("room model may not import read"));
    check("src/cli/a.rs", "use crate::annotate::Annotator;", Some("room cli may not import annotate"));
}

#[test]
fn the_checker_sees_outside_crates() {
    for body in ["use rten::Model;", "use {rten::Model};", "use rten;", "use rten as runtime;", "fn f() { ::rten::load() }"] {
        check("src/extract/mod.rs", body, Some("may not name the crate rten"));
        check("src/annotate/mod.rs", body, None);
    }
    check("src/graph/mod.rs", "use aho_corasick::AhoCorasick;", Some("may not name the crate aho-corasick"));
    check("src/read/mod.rs", "#[derive(clap::Args)]\nstruct A;", Some("may not name the crate clap"));
    check("src/extract/mod.rs", "let text = r#\"use rten::Model;\"#; // oxigraph::store", None);
}

#[test]
fn the_checker_sees_the_rest() {
    check("src/extract/mod.rs", "let text = std::fs::read_to_string(path);", Some("does no input or output"));
    check("src/resolve/mod.rs", "println!(\"{x}\");", Some("does no input or output"));
    check("src/read/mod.rs", "let text = std::fs::read_to_string(path);", None);
    check("src/read/utils.rs", "", Some("name it for what it does"));
    check("src/helpers/mod.rs", "", Some("a room \"helpers\" that the table does not know"));
    check("src/read/a.rs", &"\n".repeat(MOST_LINES), Some("split it"));
    check("src/main.rs", &"\n".repeat(20), Some("under 20 lines"));
    assert!(faults("src/read/a.rs", "use std::io;", &[])[0].contains("opens without"));
}
