//! The program as a user meets it: what it answers to wrong usage and to bad inputs, its exit codes, where data and messages go.
//!
//! What needs claims from real text is in `cli_graph.rs`.

mod program;

use program::{Program, Run};
use std::fs;
use std::io::Write;
use std::process::Stdio;

const GOOD: &str = "date 2022-02-26\n\nRussia launched an offensive on Ukraine on Thursday.\n";

#[test]
fn help_tells_of_every_command_with_an_example() {
    let help = Program::new().run(&["--help"]);
    help.ended(0);
    assert!(help.err.is_empty());
    for command in ["annotate", "extract", "build", "query", "export", "draw", "show", "remove", "compact", "log"] {
        assert!(help.out.contains(command), "{}", help.out);
        let own = Program::new().run(&[command, "--help"]);
        own.ended(0);
        assert!(own.out.contains(&format!("dateline {command} ")), "no example in the help of {command}:\n{}", own.out);
    }
    assert!(Program::new().run(&["--version"]).ended(0).out.starts_with("dateline "));
}

#[test]
fn wrong_usage_is_told_from_failure() {
    let program = Program::new();
    for usage in [
        &["frobnicate"][..],
        &["build", "a.txt"],
        &["build", "-o", "kg"],
        &["query", "kg"],
        &["build", "a.txt", "-o", "kg", "--threads", "0"],
        &[],
    ] {
        let run = program.run(usage);
        run.ended(2);
        assert!(run.out.is_empty() && !run.err.is_empty());
    }
    let run = program.run(&["query", "no-such-graph", "ASK {}"]);
    assert!(run.ended(1).err.contains("no-such-graph: is no graph folder"), "{}", run.err);
}

#[test]
fn bad_inputs_are_named_and_cost_themselves_only() {
    let program = Program::new();
    program.write("empty.txt", "");
    program.write("latin.txt", b"Caf\xE9 noir");
    program.write("wire.jsonl", "{\"text\": \"Russia invaded Ukraine.\"}\n{\"text\": \n{\"text\": \"Ukraine resisted.\"}\n");
    program.write("good.txt", GOOD);
    let run = program.run(&["build", "empty.txt", "latin.txt", "missing.txt", "wire.jsonl", "good.txt", "-o", "kg"]);
    run.ended(3);
    assert!(run.out.is_empty(), "messages go to standard error");
    for message in ["empty.txt: is empty. ", "latin.txt: is not UTF-8: byte 4 ", "missing.txt: is not there. ", "wire.jsonl:2: is no JSON"]
    {
        assert!(run.err.contains(message), "{message}\n{}", run.err);
    }
    assert!(run.err.contains("3 articles") && run.err.contains("4 inputs refused"), "{}", run.err);
    let graph = fs::read_to_string(program.path("kg/articles.jsonl")).unwrap();
    assert_eq!(graph.lines().count(), 3);
}

#[test]
fn without_a_single_article_nothing_is_made() {
    let program = Program::new();
    program.write("empty.txt", "");
    let run = program.run(&["build", "empty.txt", "-o", "kg"]);
    assert!(run.ended(1).err.contains("no article could be read"), "{}", run.err);
    assert!(!program.path("kg/dateline.json").exists());
}

#[test]
fn a_failed_build_leaves_the_graph_that_was_there() {
    let program = Program::new();
    program.write("good.txt", GOOD);
    program.run(&["build", "good.txt", "-o", "kg"]).ended(0);
    let before = fs::read(program.path("kg/articles.jsonl")).unwrap();
    program.run(&["build", "missing.txt", "-o", "kg"]).ended(1);
    assert_eq!(fs::read(program.path("kg/articles.jsonl")).unwrap(), before);
}

#[test]
fn a_folder_in_use_for_something_else_is_left_alone() {
    let program = Program::new();
    program.write("good.txt", GOOD);
    program.write("home/letter.doc", "dear");
    let run = program.run(&["build", "good.txt", "-o", "home"]);
    assert!(run.ended(1).err.contains("in use for something else"), "{}", run.err);
    assert_eq!(fs::read_dir(program.path("home")).unwrap().count(), 1);
}

#[test]
fn an_article_of_fifty_megabytes_is_refused() {
    let program = Program::new();
    program.write("long.txt", "war and peace ".repeat(50_000_000 / 14));
    program.write("good.txt", GOOD);
    let run = program.run(&["annotate", "long.txt", "good.txt", "--format", "conllu"]);
    assert!(run.ended(3).err.contains("long.txt: holds more than 1000000 bytes") && run.err.contains("--max-article-bytes"), "{}", run.err);
}

#[test]
fn standard_input_is_text_or_json_lines() {
    let program = Program::new();
    let text = program.run_with(&["extract", "-"], GOOD);
    let record: serde_json::Value = serde_json::from_str(text.ended(0).out.trim()).unwrap();
    assert_eq!(
        (record["text"].as_str(), record["published"].as_str()),
        (Some("Russia launched an offensive on Ukraine on Thursday."), Some("2022-02-26"))
    );
    let lines = program.run_with(&["extract", "-"], "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n");
    let ids: Vec<_> =
        lines.ended(0).out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert!(program.run_with(&["extract", "-"], "").ended(1).err.contains("-: is empty"));
}

#[test]
fn records_can_be_read_again() {
    let program = Program::new();
    program.write("good.txt", GOOD);
    let first = program.run(&["extract", "good.txt"]);
    let again = program.run_with(&["extract", "-"], &first.ended(0).out);
    assert_eq!(again.ended(0).out, first.out);
}

#[test]
fn quiet_says_nothing_but_names_what_was_refused() {
    let program = Program::new();
    program.write("good.txt", GOOD);
    assert_eq!(program.run(&["build", "--quiet", "good.txt", "-o", "kg"]).ended(0).err, "");
    program.write("empty.txt", "");
    let run = program.run(&["-q", "build", "empty.txt", "good.txt", "-o", "kg"]);
    assert_eq!(run.ended(3).err.lines().count(), 1, "{}", run.err);
}

#[test]
fn no_colour_and_no_progress_away_from_a_terminal() {
    let program = Program::new();
    program.write("good.txt", GOOD);
    program.write("empty.txt", "");
    for run in [
        program.run(&["annotate", "good.txt", "empty.txt", "--format", "pretty"]),
        program.run(&["build", "good.txt", "empty.txt", "-o", "kg"]),
    ] {
        assert!(!run.ended(3).out.contains('\x1b') && !run.err.contains('\x1b') && !run.err.contains('\r'), "{}", run.err);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let program = Program::new();
    // More than any pipe holds, so that the program writes after its reader has gone.
    let line = format!("{{\"text\": \"{}\"}}\n", "Ukraine resisted. ".repeat(50));
    let lines: String = (0..300).map(|n| line.replacen("Ukraine", &format!("Ukraine {n}"), 1)).collect();
    program.write("wire.jsonl", lines);
    let mut child = program.command(&["extract", "wire.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!(run.ended(0).err, "");
    // The same for the answer to --help.
    let mut child = program.command(&["--help"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(Run::of(child.wait_with_output().unwrap()).ended(0).err, "");
}

#[test]
fn a_pipe_without_a_name_is_read() {
    let program = Program::new();
    if !cfg!(target_os = "linux") {
        return println!("skipped: /dev/stdin is asked of Linux only");
    }
    let mut child =
        program.command(&["extract", "/dev/stdin"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(GOOD.as_bytes()).unwrap();
    assert!(Run::of(child.wait_with_output().unwrap()).ended(0).out.contains("2022-02-26"));
}
