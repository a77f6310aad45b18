//! The whole program, from articles to graph and drawing.

mod program;
mod treebank;

use program::Program;
use std::fs;
use std::path::{Path, PathBuf};

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder that is not part of the project; `None`, and a message, where it is absent.
fn shared(name: &str) -> Option<PathBuf> {
    let path = treebank::shared().join(name);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// A program beside the graph of these articles.
fn built(articles: &Path) -> Program {
    let program = Program::new();
    program.run(&["build", articles.to_str().unwrap(), "-o", "kg"]).ended(0);
    program
}

/// The rows of an answer, their cells separated by tabs, labels without quotes.
#[track_caller]
fn rows(program: &Program, sparql: &str) -> Vec<String> {
    let run = program.run(&["query", "kg", sparql, "--format", "csv"]);
    run.ended(0).out.lines().skip(1).map(|line| line.trim_end().to_string()).collect()
}

#[track_caller]
fn has_row(program: &Program, sparql: &str, parts: &[&str]) {
    let rows = rows(program, sparql);
    assert!(rows.iter().any(|row| parts.iter().all(|part| row.contains(part))), "no row with {parts:?} in\n{}", rows.join("\n"));
}

const CALLS: &str = "SELECT ?who ?whom ?source WHERE { ?claim dl:says ?s ; dl:claimant|dl:via ?speaker . ?speaker rdfs:label ?source . \
                     ?s rdf:predicate dl:spokeWith ; rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?whom }";

const OFFENSIVES: &str = "SELECT ?who ?whom ?from ?to WHERE { ?s rdf:predicate dl:launchedOffensiveOn ; dl:ofEvent ?e ; \
                          rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?whom . \
                          ?e sem:hasTime ?time . ?time dl:earliest ?from ; dl:latest ?to }";

const REFUSALS: &str = "SELECT ?who ?did ?source WHERE { ?claim dl:states ?e ; dl:claimant|dl:via ?speaker . ?speaker rdfs:label ?source . \
                        ?e a dl:Reject ; rdfs:label ?did ; dl:agent/rdfs:label ?who }";

const REFUSED: &str = "SELECT ?who ?what WHERE { ?e a dl:Reject ; dl:agent/rdfs:label ?who ; dl:topic|dl:recipient ?topic . \
                       ?topic rdfs:label ?what }";

/// The facts that the two reports this project started from and our own articles about the same days have in common.
fn tells_of_february(program: &Program, teller_of_refusal: &str) {
    has_row(program, CALLS, &["Lavrov,", "Cavusoglu", "Interfax"]);
    has_row(program, OFFENSIVES, &["Russia,Ukraine,2022-02-24,2022-02-24"]);
    has_row(program, REFUSALS, &["Ukraine,", "rejected", teller_of_refusal]);
    program.run(&["draw", "kg", "-o", "kg.svg", "--max-nodes", "500"]).ended(0);
    let svg = fs::read_to_string(program.path("kg.svg")).unwrap();
    for actor in ["Lavrov", "Cavusoglu", "Russia", "Ukraine"] {
        assert!(svg.contains(actor), "{actor} is not drawn");
    }
}

const REJECTED: &str = "SELECT ?who ?did ?what ?source WHERE { ?claim dl:says ?s ; dl:claimant|dl:via ?speaker . ?speaker rdfs:label ?source . \
                        ?s rdf:predicate/rdfs:label ?did ; rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?what }";

#[test]
fn the_seeds_are_read() {
    let Some(seeds) = shared("seeds") else { return };
    let program = built(&seeds);
    tells_of_february(&program, "Russian media");
    has_row(&program, REJECTED, &["Ukraine,rejected,talks,Russian media"]);
    has_row(&program, REJECTED, &["Ukraine,refused,talks,Sputnik"]);
    has_row(&program, REJECTED, &["Ukraine,refused,talks,Dmitry Peskov"]);
    let svg = fs::read_to_string(program.path("kg.svg")).unwrap();
    for words in ["spoke with, says Interfax", "launched an offensive on", "rejected, says Russian media", "talks"] {
        assert!(svg.contains(words), "{words:?} is not drawn");
    }
}

#[test]
fn the_examples_are_read() {
    let program = built(&here().join("examples/articles"));
    tells_of_february(&program, "Dmitry Peskov");
    let who_did_what = "SELECT ?type ?who ?whom WHERE { ?s dl:ofEvent ?e ; rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?whom . \
                        ?e a ?class . ?class rdfs:subClassOf sem:Event ; rdfs:label ?type }";
    for expected in [
        ["accuse", "Petro Poroshenko,", "Russia"],
        ["accuse", "Olaf Scholz,", "Vladimir Putin"],
        ["sanction", "Saudi Arabia,", "Qatar"],
        ["consult", "John Kerry,", "Mohammad Javad Zarif"],
        ["agree", "Colombia,", "FARC"],
    ] {
        has_row(&program, who_did_what, &expected);
    }
}

#[test]
fn what_is_refused_is_told() {
    let program = built(&here().join("examples/articles"));
    let refused = |row: &String| row.starts_with("Ukraine,") && (row.contains("talks") || row.contains("negotiations"));
    assert!(rows(&program, REFUSED).iter().any(refused), "{}", rows(&program, REFUSED).join("\n"));
}

#[test]
fn a_denial_is_kept_as_one() {
    let program = built(&here().join("examples/articles"));
    let denials = "SELECT ?speaker WHERE { ?claim dl:polarity \"denied\" ; dl:claimant/rdfs:label ?speaker }";
    has_row(&program, denials, &["Podolyak"]);
}

#[test]
fn the_graph_does_not_depend_on_threads_or_order() {
    let articles = here().join("examples/articles");
    let mut files: Vec<_> = fs::read_dir(&articles).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| !file.ends_with("README.md"));
    files.sort();
    assert!(files.len() >= 10);
    let build = |files: &[PathBuf], threads: &str| {
        let program = Program::new();
        let mut arguments = vec!["build", "-o", "kg", "--threads", threads];
        arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
        program.run(&arguments).ended(0);
        let drawing = program.run(&["draw", "kg", "-o", "-"]).ended(0).out.clone();
        (graph(&program), drawing)
    };
    let forward = build(&files, "1");
    files.reverse();
    assert!(forward == build(&files, "3"), "the same articles gave another graph");
}

#[test]
fn two_builds_of_the_halves_are_the_build_of_the_whole() {
    let articles = here().join("examples/articles");
    let whole = built(&articles);
    let halves = Program::new();
    let file = |name: &str| articles.join(name).to_str().unwrap().to_string();
    halves.run(&["build", &file("2015-02-13-minsk.txt"), &file("2018-2023-wire.jsonl"), "-o", "kg"]).ended(0);
    halves.run(&["build", articles.to_str().unwrap(), "-o", "kg"]).ended(0);
    assert!(graph(&whole) == graph(&halves));
}

/// What a graph tells, and its articles in the order of their ids.
fn graph(program: &Program) -> (String, String) {
    let export = program.run(&["export", "kg", "--format", "nquads"]).ended(0).out.clone();
    program.run(&["compact", "kg"]).ended(0);
    (export, fs::read_to_string(program.path("kg/articles-2.jsonl")).unwrap())
}

/// The commands of README.md's section "Set up": the first builds, asks and draws.
#[cfg(unix)]
#[test]
fn the_first_command_of_the_readme_works() {
    let readme = fs::read_to_string(here().join("README.md")).unwrap();
    let setup = readme.split("## Set up").nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks: Vec<_> = setup.split("```").skip(1).step_by(2).map(|block| block.trim_start_matches("sh").trim()).collect();
    assert_eq!(blocks.len(), 2, "one block to build and run, one to test");
    assert!(blocks.iter().all(|block| block.lines().count() == 1));
    let program = Program::new();
    std::os::unix::fs::symlink(here().join("examples"), program.path("examples")).unwrap();
    let command = blocks[0].replace("cargo run -q --", env!("CARGO_BIN_EXE_dateline"));
    let output = std::process::Command::new("sh").args(["-ec", &command]).current_dir(program.path("")).output().unwrap();
    let run = program::Run::of(output);
    assert!(run.ended(0).out.contains("who"), "{}", run.out);
    assert!(fs::read_to_string(program.path("kg.svg")).unwrap().contains("<svg"));
}
