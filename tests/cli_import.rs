//! The program takes in what others read: records of claims, and RDF beside them.

mod program;

use program::Program;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The articles of the examples.
fn articles() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles").display().to_string()
}

const WAR: &str = "date 2022-02-26\nid: war\n\nRussia launched an offensive on Ukraine on Thursday. Sergei Lavrov accused NATO of lying.\n";

/// A program beside the graph `kg` of one article.
fn graph() -> Program {
    let program = Program::new();
    program.write("war.txt", WAR);
    program.run(&["build", "-q", "war.txt", "-o", "kg"]).ended(0);
    program
}

fn export(program: &Program, graph: &str, more: &[&str]) -> String {
    program.run(&[&["export", graph, "--format", "nquads"], more].concat()).ended(0).out.clone()
}

fn rows(program: &Program, question: &[&str]) -> Vec<String> {
    let run = program.run(&[&["query", "kg", "--format", "csv"], question].concat());
    run.ended(0).out.lines().skip(1).map(str::to_owned).collect()
}

fn json_of(program: &Program, arguments: &[&str]) -> Vec<Value> {
    program.run(arguments).ended(0).out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn extracted_records_make_the_graph_that_build_makes() {
    let program = Program::new();
    program.run(&["build", "-q", &articles(), "-o", "built"]).ended(0);
    let records = program.run(&["extract", "-q", &articles()]).ended(0).out.clone();
    let lines: Vec<&str> = records.split_inclusive('\n').collect();
    let (one, other) = lines.split_at(lines.len() / 2);
    program.write("part-1.jsonl", one.concat());
    program.write("part-2.jsonl", other.concat());
    let run = program.run(&["import", "kg", "part-1.jsonl", "part-2.jsonl", "--batch", "2"]);
    assert!(run.ended(0).err.contains(&format!("{} records\n", lines.len())), "{}", run.err);
    let file = |graph: &str| fs::read(program.path(graph).join("articles.jsonl")).unwrap();
    assert!(file("kg") == file("built") && file("kg") == records.as_bytes());
    assert!(export(&program, "kg", &[]) == export(&program, "built", &[]));
    // By way of a pipe, in another order, and again.
    program.run_with(&["import", "-q", "kg2", "-", "--format", "records"], &[other.concat(), one.concat()].concat()).ended(0);
    assert!(export(&program, "kg2", &[]) == export(&program, "built", &[]));
    let log = fs::read(program.path("kg/log.jsonl")).unwrap();
    let again = program.run(&["import", "kg", "part-1.jsonl", "part-2.jsonl"]);
    assert!(again.ended(0).err.contains(&format!("no articles added, {} known already\n", lines.len())), "{}", again.err);
    assert_eq!(fs::read(program.path("kg/log.jsonl")).unwrap(), log);
    let runs = json_of(&program, &["log", "kg"]);
    assert_eq!((runs.len(), &runs[0]["did"], &runs[0]["articles"]), (1, &json!("import"), &json!(lines.len())));
}

#[test]
fn claims_that_others_read_take_the_place_of_ours_when_asked() {
    let program = graph();
    let mut record = json_of(&program, &["extract", "-q", "war.txt"]).remove(0);
    record["events"] = json!([]);
    record["contradictions"] = json!([]);
    record["quantities"] = json!([]);
    program.write("r.jsonl", record.to_string());
    let run = program.run(&["import", "kg", "r.jsonl"]);
    assert!(run.ended(0).err.contains("all of those known with the claims that another run read; `--again`"), "{}", run.err);
    assert!(export(&program, "kg", &[]).contains("launchedOffensive"));
    let run = program.run(&["import", "kg", "r.jsonl", "--again"]);
    assert!(run.ended(0).err.contains("1 read anew"), "{}", run.err);
    assert!(!export(&program, "kg", &[]).contains("launchedOffensive"));
    // An article that changed replaces its former self.
    record["text"] = json!("Nothing happened.");
    (record["entities"], record["relations"], record["open"], record["problems"]) = (json!([]), json!([]), json!([]), json!([]));
    program.write("r.jsonl", record.to_string());
    assert!(program.run(&["import", "kg", "r.jsonl"]).ended(0).err.contains("1 replaced"));
}

#[test]
fn records_of_another_program_are_read_and_a_bad_one_costs_itself() {
    let program = Program::new();
    let record = json!({
        "id": "n1", "text": "Çavuşoğlu met Lavrov on Friday. Acme acquired Bolt.", "published": "2022-03-01", "language": "en",
        "entities": [
            {"id": "E-1", "name": "Mevlüt Çavuşoğlu", "kind": "person", "names": ["Çavuşoğlu"]},
            {"id": "E-2", "name": "Sergei Lavrov", "kind": "person", "names": ["Lavrov"], "wikidata": "Q58217"},
            {"id": "E-3", "name": "Acme", "kind": "organization"}, {"id": "E-4", "name": "Bolt", "kind": "organization"},
        ],
        "events": [
            {"id": "1", "type": "CONSULT", "predicate": "met", "trigger": "met", "start": 0, "end": 31, "at": "Çavuşoğlu met Lavrov on Friday.", "agents": ["E-1"], "recipients": ["E-2"], "score": 1},
        ],
    });
    let line = record.to_string();
    let merger =
        json!({"id": "2", "type": "ACQUIRE", "trigger": "acquired", "at": "Acme acquired Bolt.", "agents": ["E-3"], "recipients": ["E-4"]});
    let mut declared = record.clone();
    declared["id"] = json!("n2");
    declared["events"].as_array_mut().unwrap().push(merger);
    let lines = [
        line.clone(),
        line.replace("\"end\":31", "\"end\":36"),
        line.replace("\"agents\":[\"E-1\"]", "\"agents\":[\"E-9\"]"),
        declared.to_string(),
        "{\"id\": \"n3\"".to_owned(),
    ];
    program.write("others.jsonl", lines.join("\n"));
    let run = program.run(&["import", "kg", "others.jsonl", "absent.jsonl"]);
    for message in [
        "others.jsonl:2: event 1: at the characters 0 to 36 stands \"Çavuşoğlu met Lavrov on Friday. Acme\", and not \"Çavuşoğlu met Lavrov on Friday.\". Offsets count the letters",
        "others.jsonl:3: event 1: there is no entity \"E-9\". Mend the record",
        "others.jsonl:4: event 2: no such type as \"ACQUIRE\". Declare the type under `types`, or name",
        "others.jsonl:5: not a record: EOF while parsing an object at column",
        "absent.jsonl: cannot be read: ",
        "1 record, 5 refused",
    ] {
        assert!(run.ended(3).err.contains(message), "{message}\n{}", run.err);
    }
    let quads = export(&program, "kg", &[]);
    assert!(quads.contains("ns#agent") && quads.contains("\"Mevlüt Çavuşoğlu\"") && !quads.contains("ns#Acquire"), "{quads}");
    // Declared by an ontology, or in the record itself.
    program.write("mine/event_types.toml", "[ACQUIRE]\nverb = \"acquired\"\ndescription = \"buy a company\"\n");
    let run = program.run(&["import", "kg2", "others.jsonl", "--ontology", "mine"]);
    assert!(run.ended(3).err.contains("2 records, 3 refused"), "{}", run.err);
    assert!(export(&program, "kg2", &[]).contains("ns#Acquire"));
    declared["types"] = json!([{"name": "ACQUIRE", "verb": "acquired", "description": "buy a company"}]);
    program.write("declared.jsonl", declared.to_string());
    program.run(&["import", "kg", "declared.jsonl"]).ended(0);
    assert!(export(&program, "kg", &[]).contains("ns#Acquire"));
    program.run(&["validate", "kg"]).ended(0);
    // Nothing at all.
    program.write("bad.jsonl", "{}\n");
    assert!(program.run(&["import", "kg", "bad.jsonl"]).ended(1).err.contains("nothing could be imported"));
}

/// The blocks of a language in the section on graphs of others of docs/sparql.md.
fn documented(language: &str) -> String {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sparql.md")).unwrap();
    let section = page.split("## Graphs of others").nth(1).unwrap().split("\n## ").next().unwrap();
    section.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap().to_owned()
}

#[test]
fn the_documented_thesaurus_joins_a_place_that_both_know() {
    let program = graph();
    program.write("blocs.ttl", documented("turtle"));
    let run = program.run(&["import", "kg", "blocs.ttl"]);
    assert!(run.ended(0).err.contains("kg: foreign graph blocs, 6 quads; queries see it as GRAPH :foreign-blocs"), "{}", run.err);
    assert_eq!(rows(&program, &[&documented("sparql")]), ["CSTO,Russia,Russia launched an offensive on Ukraine (2022-02-24)"]);
    assert!(rows(&program, &[&documented("sparql"), "--without-foreign"]).is_empty());
    // As one graph with the rest.
    let joined = "SELECT ?bloc WHERE { ?actor owl:sameAs ?place . ?m skos:exactMatch ?place ; skos:broader/skos:prefLabel ?bloc }";
    assert_eq!(rows(&program, &[joined, "--infer"]), ["CSTO"]);
}

#[test]
fn foreign_graphs_change_nothing_of_our_own() {
    let program = graph();
    let stats = |graph: &str| json_of(&program, &["stats", graph]).remove(0);
    let (before, plain) = (export(&program, "kg", &[]), stats("kg"));
    assert_eq!(plain["foreign"], json!({"all": 0}));
    program.run(&["build", "-q", "war.txt", "-o", "same"]).ended(0);
    // It speaks in our terms, in our article's graph, and says one of our own triples again.
    let own = before.lines().find(|line| line.contains("NewsArticle")).unwrap();
    program.write(
        "Their Claims.nq",
        format!("{own}\n<a:c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/dateline/ns#Claim> <https://w3id.org/dateline/id/article-war> .\n"),
    );
    program.run(&["import", "kg", "Their Claims.nq"]).ended(0);
    assert_eq!(export(&program, "kg", &[]), before);
    assert_eq!(stats("kg")["hash"], plain["hash"]);
    assert_eq!(stats("kg")["foreign"], json!({"all": 2, "their-claims": 2}));
    program.run(&["validate", "kg"]).ended(0);
    assert!(program.run(&["diff", "same", "kg"]).ended(0).err.contains("no difference"));
    assert_eq!(rows(&program, &["SELECT ?a WHERE { ?a a schema:NewsArticle }"]).len(), 1);
    assert_eq!(
        rows(&program, &["SELECT ?g WHERE { GRAPH ?g { <a:c> a dl:Claim } }"]),
        ["https://w3id.org/dateline/id/foreign-their-claims"]
    );
    let sources = |graph: &str| program.run(&["query", graph, "--named", "sources"]).ended(0).out.clone();
    assert_eq!(sources("kg"), sources("same"));
    let with = export(&program, "kg", &["--with-foreign"]);
    assert_eq!(with.lines().count(), before.lines().count() + 2);
    assert!(before.lines().all(|line| with.contains(line)) && with.contains("<https://w3id.org/dateline/id/foreign-their-claims> ."));
    program.run(&["export", "kg", "--with-foreign", "--actor", "Lavrov"]).ended(2);
}

#[test]
fn foreign_graphs_are_listed_replaced_and_taken_away() {
    let program = graph();
    let facts = |what: &str| format!("@prefix : <https://example.org/> . :a :p [ :q \"{what}\" ] .");
    program.write("facts.ttl", facts("1"));
    program.write("more.jsonld", r#"{"@id": "https://example.org/a", "https://example.org/p": {"https://example.org/q": "2"}}"#);
    program.run(&["import", "kg", "facts.ttl", "more.jsonld"]).ended(0);
    let values = "SELECT ?v WHERE { <https://example.org/a> <https://example.org/p> ?x . ?x <https://example.org/q> ?v }";
    assert_eq!(rows(&program, &[values]), ["1", "2"]);
    let first = fs::read_to_string(program.path("kg/foreign/facts.nq")).unwrap();
    assert_eq!(first, "<https://example.org/a> <https://example.org/p> _:b0 .\n_:b0 <https://example.org/q> \"1\" .\n");
    // The same in other words is the same.
    let log = fs::read(program.path("kg/log.jsonl")).unwrap();
    program.write("other.nt", first.replace("_:b0", "_:zz"));
    assert!(program.run(&["import", "kg", "other.nt", "--as", "facts"]).ended(0).err.contains("as it was"));
    assert_eq!(fs::read(program.path("kg/log.jsonl")).unwrap(), log);
    let run = program.run_with(&["import", "kg", "-", "--format", "turtle", "--as", "facts"], &facts("3"));
    assert!(run.ended(0).err.contains("in the place of the former"), "{}", run.err);
    assert_eq!(rows(&program, &[values]), ["2", "3"]);
    let names: Vec<Value> = json_of(&program, &["import", "kg", "--list"]).into_iter().map(|line| line["name"].clone()).collect();
    assert_eq!(names, ["facts", "more"]);
    assert!(
        program.run(&["import", "kg", "--remove", "fact"]).ended(1).err.contains("has no foreign graph \"fact\"; there are facts, more")
    );
    program.run(&["import", "kg", "--remove", "facts", "more", "--why", "old"]).ended(0);
    assert!(rows(&program, &[values]).is_empty() && !program.path("kg/foreign").exists());
    assert!(program.run(&["import", "kg", "--list"]).ended(0).out.is_empty());
    let runs = json_of(&program, &["log", "kg"]);
    let did: Vec<_> = runs.iter().map(|run| (run["did"].as_str().unwrap(), run["foreign"].clone())).collect();
    assert_eq!(
        did[1..],
        [
            ("import", json!({"came": ["facts"], "went": []})),
            ("import", json!({"came": ["more"], "went": []})),
            ("import", json!({"came": ["facts"], "went": []})),
            ("remove", json!({"came": [], "went": ["facts", "more"]})),
        ]
    );
    assert!(program.run(&["log", "kg", "--format", "table"]).ended(0).out.contains("no more foreign facts; no more foreign more; old"));
}

#[test]
fn what_is_no_rdf_is_refused_whole_and_what_is_damaged_is_named() {
    let program = graph();
    for (name, content, message) in [
        ("torn.ttl", "<a:a> <a:b> <a:c> .\n<a:d> <a:e>", "torn.ttl: is no turtle: Parser error at line 2"),
        ("relative.ttl", "<a> <b> <c> .", "say in the file what they are relative to"),
        ("remote.jsonld", r#"{"@context": "https://schema.org/", "name": "x"}"#, "Nothing is fetched from elsewhere"),
        ("empty.nt", "# nothing\n", "empty.nt: says nothing"),
        ("a.txt", "Words.", "Articles are read by `dateline build`"),
        ("a.nt.gz", "", "Unpack it first"),
    ] {
        program.write(name, content);
        let run = program.run(&["import", "kg", name]);
        assert!(run.ended(1).err.contains(message), "{name}: {}", run.err);
    }
    assert!(!program.path("kg/foreign").exists());
    program.write("good.nt", "<a:a> <a:b> <a:c> .");
    program.run(&["import", "kg", "good.nt", "torn.ttl"]).ended(3);
    for (arguments, message) in [
        (&["-"][..], "say what standard input is written in"),
        (&["-", "--format", "turtle"], "--as NAME"),
        (&["good.nt", "sub/good.ttl"], "would both be the foreign graph \"good\""),
        (&["good.nt", "--as", "Good"], "use a-z, 0-9 and -"),
        (&["good.jsonl", "--as", "good"], "records become none"),
        (&["--list", "good.nt"], "cannot be used with"),
        (&[], "required"),
    ] {
        let run = program.run(&[&["import", "kg"], arguments].concat());
        assert!(run.ended(2).err.contains(message), "{arguments:?}: {}", run.err);
    }
    assert!(program.run(&["import", "nowhere", "good.nt"]).ended(1).err.contains("is no graph folder"));
    program.write("kg/foreign/good.nq", "<a:a> <a:b> <a");
    let run = program.run(&["query", "kg", "SELECT ?a WHERE { ?a a schema:NewsArticle }", "--format", "csv"]);
    assert!(
        run.ended(3).err.contains("good.nq: Parser error at line 1") && run.err.contains("dateline import kg FILE --as good"),
        "{}",
        run.err
    );
    assert_eq!(run.out.lines().count(), 2);
}
