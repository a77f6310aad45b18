//! What is extracted against gold: annotated articles, sentences of PLOVER, open information extraction. The floors only rise.
//!
//! `cargo test --test extraction -- --nocapture` prints the figures. The scorers of the shared data are Python; where they, their data or
//! python3 are absent, the tests skip with a message.

mod program;
mod treebank;

use dateline::model::{Article, Claim, Claims, Participant, Role};
use dateline::ontology::Ontology;
use dateline::pipeline::Engine;
use program::Program;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use treebank::{Score, shared};

/// A file of the shared data. `None`, with a message, where it is absent.
fn file(name: &str) -> Option<PathBuf> {
    let path = shared().join(name);
    if !path.exists() {
        println!("skipped: no {} (set DATELINE_SHARED to the folder that holds it)", path.display());
        return None;
    }
    Some(path)
}

/// What a scorer prints. `None`, with a message, where it cannot be run.
fn scored(scorer: &str, arguments: &[&str]) -> Option<String> {
    let scorer = file(&format!("eval/{scorer}"))?;
    let Ok(run) = Command::new("python3").arg(scorer).args(arguments).output() else {
        println!("skipped: no python3");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

/// What the program writes to its standard output.
fn output(program: &Program, arguments: &[&str], name: &str) -> String {
    let run = program.run(arguments);
    program.write(name, &run.ended(0).out);
    program.path(name).to_str().unwrap().to_string()
}

/// The scores of articles, in per cent, by name: a rate, or an F1.
fn on_articles(gold: &str, options: &[&str]) -> Option<impl Fn(&str) -> f64> {
    let gold = file(gold)?.to_str().unwrap().to_string();
    let program = Program::new();
    let predicted = output(&program, &[&["extract", &gold, "--quiet"], options].concat(), "predicted.jsonl");
    let scores: Value = serde_json::from_str(&scored("score_events.py", &[&gold, &predicted, "--json"])?).unwrap();
    Some(move |name: &str| {
        let score = [&scores[name]["f1"], &scores["on matched events"][name]["rate"], &scores[name]].into_iter().find_map(Value::as_f64);
        100.0 * score.unwrap_or_else(|| panic!("the scorer has no {name:?}: {scores}"))
    })
}

const FIGURES: [&str; 14] = [
    "events",
    "who-did-what-to-whom (dyads)",
    "participants",
    "entities",
    "relations",
    "quantities",
    "contradictions",
    "polarity",
    "denied found",
    "not-actual found",
    "source chain exact",
    "innermost source",
    "time",
    "place",
];

fn hold(title: &str, score: impl Fn(&str) -> f64, floors: &[(&str, f64)]) {
    let figures: Vec<String> = FIGURES.iter().map(|name| format!("{name} {:.1}", score(name))).collect();
    println!("{title}: {}", figures.join(", "));
    for &(name, floor) in floors {
        assert!(score(name) >= floor, "{title}: {name} fell to {:.1}, below {floor}", score(name));
    }
}

#[test]
fn development_articles() {
    let Some(score) = on_articles("gold/dev.jsonl", &[]) else { return };
    hold(
        "gold/dev",
        score,
        &[
            ("events", 84.5),
            ("who-did-what-to-whom (dyads)", 56.0),
            ("participants", 65.0),
            ("entities", 86.0),
            ("actor recall", 92.0),
            ("entity kind", 93.0),
            ("polarity", 98.0),
            ("denied found", 90.0),
            ("not-actual found", 78.0),
            ("source chain exact", 89.0),
            ("time", 75.0),
            ("place", 65.0),
            ("quantities", 75.0),
            ("relations", 80.0),
            ("contradictions", 40.0),
        ],
    );
    if let Some(score) = on_articles("gold/dev.jsonl", &["--frames-only"]) {
        hold("gold/dev, frames alone", score, &[("events", 81.5)]);
    }
}

#[test]
fn the_first_reports() {
    let Some(score) = on_articles("gold/seeds.jsonl", &[]) else { return };
    hold("gold/seeds", score, &[("events", 80.0), ("source chain exact", 78.0)]);
}

/// A sentence with one coded event, and the words of those who take part.
struct Coded {
    text: String,
    event_type: String,
    spans: Vec<String>,
}

fn coded(line: &str) -> Coded {
    let record: Value = serde_json::from_str(line).unwrap();
    let spans = ["source_spans", "target_spans"].into_iter().flat_map(|side| record[side].as_array().unwrap().clone());
    Coded {
        text: record["text"].as_str().unwrap().to_string(),
        event_type: of_today(record["plover_event"].as_str().unwrap()).to_string(),
        spans: spans.map(|span| span["text"].as_str().unwrap().to_string()).collect(),
    }
}

/// The records were coded in an earlier version of the scheme, of which PLOVER has since merged some types.
fn of_today(event_type: &str) -> &str {
    match event_type {
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        other => other,
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn is_pronoun(said: &str) -> bool {
    matches!(
        said.to_lowercase().as_str(),
        "he" | "him" | "his" | "she" | "her" | "it" | "its" | "they" | "them" | "their" | "who" | "which"
    )
}

/// Gold spans and participants that share a word of the participant's noun phrase, one to one; a pronoun's noun phrase is the name of
/// whom it stands for.
fn shared_participants(coded: &Coded, participants: &[Participant], claims: &Claims) -> Score {
    let mut left: Vec<Vec<String>> = coded.spans.iter().map(|span| words(span)).collect();
    let mut correct = 0;
    for participant in participants {
        let said = participant.at.of(&coded.text);
        let phrase = if is_pronoun(said) { words(&claims.entities[participant.entity].name) } else { words(said) };
        if let Some(at) = left.iter().position(|gold| gold.iter().any(|word| phrase.contains(word))) {
            left.swap_remove(at);
            correct += 1;
        }
    }
    Score { gold: coded.spans.len(), predicted: participants.len(), correct }
}

/// Who takes part in the first claim of the gold's type, each entity once; nobody where there is none.
fn participants(claims: &Claims, event_type: &str) -> Vec<Participant> {
    let of_type: Option<&Claim> = claims.claims.iter().find(|c| c.event_type.as_str() == event_type);
    let mut found: Vec<Participant> = Vec::new();
    for participant in of_type.into_iter().flat_map(|claim| &claim.participants) {
        let takes_part = matches!(participant.role, Role::Agent | Role::Recipient);
        if takes_part && !found.iter().any(|p| p.entity == participant.entity) {
            found.push(*participant);
        }
    }
    found
}

#[test]
fn plover_sentences() {
    let Some(path) = file("data/events/plover_gsr_dev.jsonl") else { return };
    let mut engine = Engine::knowing(Ontology::embedded());
    let (mut records, mut right_type, mut taking_part) = (0, 0, Score::default());
    for coded in std::fs::read_to_string(path).unwrap().lines().map(coded) {
        let article = Article { id: "sentence".into(), url: None, publisher: None, title: None, published: None, text: coded.text.clone() };
        let claims = engine.read(article).claims;
        records += 1;
        right_type += usize::from(claims.claims.iter().any(|c| c.event_type.as_str() == coded.event_type));
        taking_part += shared_participants(&coded, &participants(&claims, &coded.event_type), &claims);
    }
    let right_type = 100.0 * f64::from(right_type as u32) / f64::from(records);
    println!("PLOVER records, dev half: right type {right_type:.1} of {records}, participants{taking_part}");
    assert!(right_type >= 75.0, "PLOVER: the right type fell to {right_type:.1}");
    assert!(taking_part.f1() >= 65.0, "PLOVER: participants fell to {taking_part}");
}

/// The F1 that the scorer of open tuples prints, in per cent.
fn f1_of(report: &str) -> f64 {
    let words: Vec<&str> = report.split_whitespace().collect();
    let at = words.iter().position(|w| w.eq_ignore_ascii_case("f1")).unwrap_or_else(|| panic!("no F1 in {report}"));
    100.0 * words[at + 1].parse::<f64>().unwrap_or_else(|_| panic!("no F1 in {report}"))
}

#[test]
fn open_tuples_of_carb() {
    let (Some(sentences), Some(gold)) = (file("data/openie/carb_dev.txt"), file("data/openie/carb_dev_gold.tsv")) else { return };
    let program = Program::new();
    let tuples = output(&program, &["extract", sentences.to_str().unwrap(), "--lines", "--format", "openie", "--quiet"], "tuples.tsv");
    let Some(report) = scored("score_openie.py", &["carb", gold.to_str().unwrap(), &tuples]) else { return };
    println!("CaRB dev: {}", report.trim());
    assert!(f1_of(&report) >= 56.0, "CaRB: F1 fell to {}", f1_of(&report));
}

#[test]
fn open_pairs_of_benchie() {
    let (Some(sentences), Some(gold)) = (file("data/openie/benchie_dev.tsv"), file("data/openie/benchie_dev_gold.txt")) else { return };
    let sentences = std::fs::read_to_string(sentences).unwrap();
    let numbers: BTreeMap<&str, &str> = sentences.lines().filter_map(|l| l.split_once('\t')).map(|(number, text)| (text, number)).collect();
    let program = Program::new();
    program.write("sentences.txt", sentences.lines().filter_map(|l| Some(format!("{}\n", l.split_once('\t')?.1))).collect::<String>());
    let run = program.run(&["extract", "sentences.txt", "--lines", "--format", "openie-binary", "--quiet"]);
    let numbered = |line: &str| line.split_once('\t').and_then(|(text, rest)| Some(format!("{}\t{rest}\n", numbers.get(text)?)));
    program.write("pairs.tsv", run.ended(0).out.lines().filter_map(numbered).collect::<String>());
    let pairs = program.path("pairs.tsv");
    let Some(report) = scored("score_openie.py", &["benchie", gold.to_str().unwrap(), pairs.to_str().unwrap()]) else { return };
    println!("BenchIE dev: {}", report.trim());
    assert!(f1_of(&report) >= 47.0, "BenchIE: F1 fell to {}", f1_of(&report));
}
