//! `dateline query` as its users run it, on a graph that the program built: named questions, values, limits, time.

mod program;

use program::Program;
use std::time::{Duration, Instant};

fn graph() -> Program {
    let program = Program::new();
    let text = "date 2022-02-26\n\nSergei Lavrov spoke with Mevlut Cavusoglu on Saturday, Interfax reported. \
                Russia launched an offensive on Ukraine on Thursday.\n";
    program.write("a.txt", text);
    program.run(&["build", "a.txt", "-o", "kg"]).ended(0);
    program
}

#[test]
fn named_questions_are_listed_and_asked() {
    let program = graph();
    for list in [&["query", "kg", "--named"][..], &["query", "kg", "--named", "list"]] {
        let run = program.run(list);
        for part in ["timeline  What somebody did", "--actor NAME", "--within-km KM", "[default: 100]", "[required]", "--set outlet=TEXT"] {
            assert!(run.ended(0).out.contains(part), "{part}\n{}", run.out);
        }
    }
    let run = program.run(&["query", "kg", "--named", "timeline", "--actor", "russia", "--format", "csv"]);
    assert!(run.ended(0).out.contains("2022-02-24,2022-02-24,Russia launched an offensive on Ukraine"), "{}", run.out);
    assert!(!run.out.contains("Lavrov") && run.err.is_empty(), "{}{}", run.out, run.err);
    let later = program.run(&["query", "kg", "--named", "timeline", "--since", "2022-02-25", "--format", "csv"]);
    assert!(later.ended(0).out.contains("Lavrov") && !later.out.contains("Russia"), "{}", later.out);
    let part = program.run(&["query", "kg", "--named", "who-met-whom", "--actor", "lavr", "--set", "other=Cavusoglu"]);
    assert!(part.ended(0).out.contains("spoke with"), "{}", part.out);
    assert!(part.err.contains("lavr: Sergei Lavrov"), "{}", part.err);
}

#[test]
fn a_named_question_says_what_it_takes() {
    let program = graph();
    for (arguments, code, message) in [
        (&["--named", "timelines"][..], 2, "no question is named \"timelines\"; there are casualties, claims-about, "),
        (&["--named", "near"], 2, "near needs --place NAME"),
        (&["--named", "speakers", "--since", "2022-01-01"], 2, "speakers has no \"since\" to set; it takes --actor NAME"),
        (&["--named", "timeline", "--since", "soon"], 2, "?since: \"soon\" is no date like 2022-02-24"),
        (&["--named", "timeline", "--actor", "Nobody"], 1, "kg: nobody and nothing is named \"Nobody\" there"),
        (&["SELECT ?x WHERE { ?x a dl:Claim }", "--actor", "Russia"], 2, "the query has no variable ?actor to set; write VALUES ?actor"),
    ] {
        let run = program.run(&[&["query", "kg"], arguments].concat());
        assert!(run.ended(code).err.contains(message) && run.out.is_empty(), "{message}\n{}", run.err);
    }
}

#[test]
fn own_questions_take_values_too() {
    let program = graph();
    let question = "# parameter: who (name): who\nSELECT ?name WHERE { ?who rdfs:label ?name }";
    program.write("who.rq", question);
    let run = program.run(&["query", "kg", "-f", "who.rq", "--set", "who=interfax", "--format", "csv"]);
    assert_eq!(run.ended(0).out, "name\r\nInterfax\r\n");
    let by_look =
        program.run(&["query", "kg", "SELECT ?name WHERE { ?a ?p ?b . ?b rdfs:label ?name }", "--set", "p=dl:launchedOffensiveOn"]);
    assert_eq!(by_look.ended(0).out, "?name\n\"Ukraine\"\n");
    program.write("wrong.rq", "# parameter: who (somebody): who\nASK {}");
    let wrong = program.run(&["query", "kg", "-f", "wrong.rq"]);
    assert!(wrong.ended(1).err.contains("line 1: \"somebody\" is none of name, text, date, number, IRI"), "{}", wrong.err);
}

#[test]
fn a_limit_says_when_there_is_more() {
    let program = graph();
    let people = "SELECT ?name WHERE { ?p a schema:Person ; rdfs:label ?name }";
    let run = program.run(&["query", "kg", people, "--limit", "1", "--format", "csv"]);
    assert_eq!(run.ended(0).out, "name\r\nMevlut Cavusoglu\r\n");
    assert_eq!(run.err, "only the first 1 are given, as --limit asks; there are more\n");
    let table = program.run(&["query", "kg", people, "--limit", "1", "--format", "table"]);
    assert!(table.ended(0).out.ends_with("(the first 1 row)\n"), "{}", table.out);
    assert_eq!(program.run(&["query", "kg", people, "--limit", "2"]).ended(0).err, "");
}

#[test]
fn no_query_runs_longer_than_its_time() {
    let program = graph();
    // A sort of what never comes: the evaluator makes rows of what it has read, and does not look whether it should stop.
    let endless = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j)) = \"\") } ORDER BY ?a";
    let start = Instant::now();
    let run = program.run(&["query", "kg", endless, "--timeout", "1"]);
    assert_eq!(
        run.ended(1).err,
        "error: the query took longer than 1 s, and was ended; --timeout sets how long it may take, --timeout 0 lets it run\n"
    );
    assert!(run.out.is_empty());
    let took = start.elapsed();
    assert!(took >= Duration::from_secs(1) && took < Duration::from_secs(30), "{took:?}");
    program.run(&["query", "kg", "ASK { ?c a dl:Claim }", "--timeout", "0"]).ended(0);
}

#[test]
fn broader_properties_are_inferred_on_demand() {
    let program = graph();
    let question = "SELECT ?who ?whom WHERE { ?a dl:materialConflict ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }";
    assert_eq!(program.run(&["query", "kg", question, "--format", "csv"]).ended(0).out, "who,whom\r\n");
    assert_eq!(program.run(&["query", "kg", question, "--format", "csv", "--infer"]).ended(0).out, "who,whom\r\nRussia,Ukraine\r\n");
}
