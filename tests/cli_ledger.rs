//! The program and its graph folder: killed while it builds and taken up, run twice at once, added to, taken from, compacted, damaged.

mod program;

use program::{Program, Run};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Each round kills a build, kills the one that takes it up, and so on, and lets the last one end.
const ROUNDS: usize = 17;
const KILLS_OF_A_ROUND: usize = 3;

/// The articles of the examples.
fn articles() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles").display().to_string()
}

/// A build of the examples in small batches.
fn build(program: &Program, graph: &str, more: &[&str]) -> Command {
    program.command(&[&["build", &articles(), "-o", graph, "--batch", "2"][..], more].concat())
}

#[track_caller]
fn built(program: &Program, graph: &str, more: &[&str]) -> Run {
    let run = Run::of(build(program, graph, more).output().unwrap());
    run.ended(0);
    run
}

fn export(program: &Program, graph: &str) -> String {
    program.run(&["export", graph, "--format", "nquads"]).ended(0).out.clone()
}

/// The batches that are committed.
fn commits(program: &Program, graph: &str) -> usize {
    fs::read_to_string(program.path(graph).join("log.jsonl")).unwrap_or_default().lines().count()
}

fn ids(program: &Program, graph: &str) -> Vec<String> {
    let records = fs::read_to_string(program.path(graph).join("articles.jsonl")).unwrap();
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    records.lines().map(id).collect()
}

/// Numbers from a seed, the same everywhere.
fn next(seed: &mut u64, limit: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % limit
}

#[test]
fn a_build_killed_at_any_moment_is_taken_up_to_the_same_bytes() {
    let program = Program::new();
    let begun = Instant::now();
    built(&program, "whole", &["--quiet"]);
    // On a machine with much else to do it takes long, and the kills need not.
    let whole_time = begun.elapsed().min(Duration::from_secs(1));
    let expected = (fs::read(program.path("whole/articles.jsonl")).unwrap(), export(&program, "whole"));
    let (killed_between, rounds) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let round = |graph: String, seed: &mut u64| {
        for _ in 0..KILLS_OF_A_ROUND {
            let before = commits(&program, &graph);
            let mut child = build(&program, &graph, &["--quiet"]).stderr(Stdio::piped()).spawn().unwrap();
            thread::sleep(Duration::from_micros(next(seed, whole_time.as_micros() as u64)));
            // SIGKILL, where there are signals.
            child.kill().unwrap();
            child.wait().unwrap();
            let after = commits(&program, &graph);
            killed_between.fetch_add(usize::from(before < after && after < commits(&program, "whole")), Ordering::SeqCst);
        }
        let resumed = Run::of(build(&program, &graph, &["--quiet"]).output().unwrap());
        resumed.ended(0);
        assert!(fs::read(program.path(&graph).join("articles.jsonl")).unwrap() == expected.0, "{graph}: {}", resumed.err);
        assert!(export(&program, &graph) == expected.1, "{graph}");
    };
    // Two at a time: each has a folder of its own.
    thread::scope(|scope| {
        for worker in 0..2 {
            let (round, rounds) = (&round, &rounds);
            scope.spawn(move || {
                let mut seed = 5 + worker;
                loop {
                    let number = rounds.fetch_add(1, Ordering::SeqCst);
                    if number >= ROUNDS {
                        break;
                    }
                    round(format!("kg{number}"), &mut seed);
                }
            });
        }
    });
    // Some fall before the first article and some after the last; not all may.
    assert!(killed_between.into_inner() > 0, "no kill fell between two commits");
}

#[test]
fn what_was_built_is_not_read_again() {
    let program = Program::new();
    built(&program, "kg", &[]);
    let count = ids(&program, "kg").len();
    let before = fs::read(program.path("kg/log.jsonl")).unwrap();
    let second = built(&program, "kg", &[]);
    assert!(second.err.contains(&format!("no articles added, {count} known already")), "{}", second.err);
    assert_eq!(fs::read(program.path("kg/log.jsonl")).unwrap(), before);
    assert_eq!(built(&program, "kg", &["--quiet"]).err, "");
    // By another reader, which is told of, and reads again if asked to.
    let other = built(&program, "kg", &["--frames-only"]);
    assert!(other.err.contains("all of those known by another program, ontology or setting"), "{}", other.err);
    let again = built(&program, "kg", &["--frames-only", "--again"]);
    assert!(again.err.contains(&format!("no articles added, {count} read anew")), "{}", again.err);
    built(&program, "frames", &["--frames-only"]);
    assert_eq!(export(&program, "kg"), export(&program, "frames"));
}

#[test]
fn an_article_that_changed_replaces_its_former_self() {
    let program = Program::new();
    let article = |id: &str, url: &str, date: &str, text: &str| {
        format!("{{\"id\": \"{id}\", \"url\": \"{url}\", \"date\": \"{date}\", \"text\": \"{text}\"}}\n")
    };
    program
        .write("a.jsonl", article("a", "u:a", "2022-02-26", "Russia invaded Ukraine.") + &article("b", "u:b", "2022-02-26", "They met."));
    program.run(&["build", "a.jsonl", "-o", "kg"]).ended(0);
    // One of two versions in one run, and the other by its URL.
    let versions = [
        article("a", "u:a", "2022-02-28", "Russia left Ukraine."),
        article("a", "u:a", "2022-02-27", "Russia attacked Ukraine."),
        article("c", "u:b", "2022-02-26", "They talked."),
    ];
    program.write("b.jsonl", versions.concat());
    let run = program.run(&["build", "b.jsonl", "-o", "kg"]);
    assert!(
        run.ended(0).err.contains("no articles added, 2 replaced") && run.err.contains("1 article left out beside another version"),
        "{}",
        run.err
    );
    let log = program.run(&["log", "kg", "--articles"]).ended(0).out.clone();
    let runs: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&runs[1]["replaced"], &runs[1]["articles"]), (&2.into(), &2.into()));
    assert_eq!(runs[1]["which"]["replaced"], serde_json::json!(["a", "b"]));
    assert!(program.run(&["show", "kg", "Russia"]).ended(0).out.contains("Russia left Ukraine."));
    let table = program.run(&["log", "kg", "--articles", "--format", "table"]).ended(0).out.clone();
    assert!(table.lines().any(|line| line.trim() == "~ c  u:b") && table.lines().any(|line| line.trim() == "- b"), "{table}");
}

#[test]
fn what_is_removed_is_as_if_it_had_never_been_built() {
    let program = Program::new();
    let texts = ["Russia invaded Ukraine.", "Sergei Lavrov met Ann Bush.", "Ukraine accused Russia.", "Lavrov condemned the attack."];
    let line = |at: usize| format!("{{\"id\": \"a{at}\", \"date\": \"2022-02-26\", \"text\": \"{}\"}}\n", texts[at]);
    program.write("all.jsonl", (0..4).map(line).collect::<String>());
    program.write("without.jsonl", line(0) + &line(3));
    program.run(&["build", "all.jsonl", "-o", "kg"]).ended(0);
    program.run(&["build", "without.jsonl", "-o", "without"]).ended(0);
    let wrong = program.run(&["remove", "kg", "a1", "a9"]);
    assert!(wrong.ended(1).err.contains("kg: has no article of the id or URL \"a9\""), "{}", wrong.err);
    let removed = program.run(&["remove", "kg", "a2", "a1", "--why", "withdrawn"]);
    assert!(removed.ended(0).err.contains("2 articles removed, 2 articles left") && removed.err.contains("dateline compact kg"));
    let same = |what: &[&str]| {
        let [kg, without] = ["kg", "without"].map(|graph| program.run(&[&[what[0], graph], &what[1..]].concat()).ended(0).out.clone());
        assert!(kg == without && !kg.is_empty(), "{what:?}: {kg}");
    };
    let all_same = || {
        same(&["export", "--format", "nquads"]);
        same(&["entities"]);
        same(&["show", "Lavrov"]);
    };
    all_same();
    assert!(fs::read_to_string(program.path("kg/articles.jsonl")).unwrap().contains("accused"));
    program.run(&["compact", "kg"]).ended(0);
    all_same();
    assert!(!program.path("kg/articles.jsonl").exists());
    assert!(!fs::read_to_string(program.path("kg/articles-2.jsonl")).unwrap().contains("accused"));
    let log = program.run(&["log", "kg"]).ended(0).out.clone();
    let did: Vec<Value> = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["did"].clone()).collect();
    assert_eq!(did, ["build", "remove", "compact"]);
    assert!(log.contains("withdrawn"));
}

#[test]
fn a_second_writer_is_told_to_wait_and_readers_need_not() {
    let program = Program::new();
    program.write("a.txt", "Russia invaded Ukraine.");
    program.run(&["build", "a.txt", "-o", "kg"]).ended(0);
    // A build that waits for its standard input.
    let mut first = program.command(&["build", "-", "-o", "kg"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let number = first.id().to_string();
    let held = || fs::read_to_string(program.path("kg/lock")).unwrap_or_default().trim() == number;
    while !held() {
        thread::sleep(Duration::from_millis(5));
    }
    for second in [&["build", "a.txt", "-o", "kg"][..], &["remove", "kg", "x"], &["compact", "kg"], &["undo", "kg"]] {
        let run = program.run(second);
        assert!(
            run.ended(1).err.contains(&format!("kg: is being written to by another run of dateline (process {number})")),
            "{}",
            run.err
        );
    }
    for reader in [&["export", "kg"][..], &["entities", "kg"], &["log", "kg"]] {
        assert!(!program.run(reader).ended(0).out.is_empty());
    }
    first.kill().unwrap();
    first.wait().unwrap();
    program.run(&["build", "a.txt", "-o", "kg"]).ended(0);
}

#[test]
fn damage_is_named_and_repaired_without_losing_what_can_be_read() {
    let program = Program::new();
    built(&program, "kg", &[]);
    let expected = export(&program, "kg");
    let damaged = program.path("kg/articles.jsonl");
    let mut bytes = fs::read(&damaged).unwrap();
    let (count, victim) = (ids(&program, "kg").len(), ids(&program, "kg").swap_remove(0));
    // A letter of the claims, behind the text.
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    bytes[end - 20] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    // The view as it was asked for before is still there, whole; without it the damage shows.
    assert_eq!(export(&program, "kg"), expected);
    fs::remove_file(program.path("kg/graph.snapshot")).unwrap();
    let run = program.run(&["export", "kg"]);
    assert!(run.ended(3).err.contains("articles.jsonl, line 1: is not what was written there") && run.err.contains(&victim), "{}", run.err);
    assert!(program.run(&["compact", "kg"]).ended(1).err.contains("dateline compact --repair"));
    let repaired = program.run(&["compact", "kg", "--repair"]);
    assert!(repaired.ended(0).err.contains("dateline build kg/damaged-1.jsonl -o kg"), "{}", repaired.err);
    assert!(!program.run(&["export", "kg", "-o", "x.nq"]).ended(0).err.contains("refused"));
    let run = built(&program, "kg", &[]);
    assert!(run.err.contains(&format!("1 article added, {} known already", count - 1)), "{}", run.err);
    assert_eq!(export(&program, "kg"), expected);
    // A torn file is mended by the next build, also for who wants quiet.
    let log = program.path("kg/log.jsonl");
    let lines = fs::read_to_string(&log).unwrap();
    fs::write(&log, &lines[..lines.len() - 9]).unwrap();
    let run = built(&program, "kg", &["--quiet"]);
    assert!(run.err.contains("mended:") && run.err.contains("log.jsonl: its last line broke off"), "{}", run.err);
    assert_eq!(export(&program, "kg"), expected);
}
