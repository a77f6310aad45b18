//! The commands that ask a graph, on one that is written by hand: what they print does not depend on what the extractor finds.

mod program;

use dateline::ledger::{GraphWriter, Writing};
use dateline::model::{
    Article, Claim, Claims, EntityKind, EventType, Granularity, LocalEntity, Modality, Participant, Polarity, Role, Span, TimeValue,
};
use jiff::civil::date;
use program::Program;
use std::fs;

const TEXT: &str = "Sergei Lavrov spoke with Mevlut Cavusoglu on Saturday, Interfax reported. Russia denied it.";

fn entity(name: &str, kind: EntityKind) -> LocalEntity {
    let start = TEXT.find(name).unwrap();
    let mentions = vec![Span::new(start, start + name.len())];
    LocalEntity { name: name.into(), kind, names: vec![name.into()], known_as: None, country: None, named: true, mentions }
}

/// A program beside a graph in which Lavrov spoke with Cavusoglu, according to Interfax.
fn graph() -> Program {
    let article = Article {
        id: "call".into(),
        url: Some("https://example.org/call".into()),
        publisher: Some("Example Wire".into()),
        title: Some("A <call> & \"more\"".into()),
        published: Some(date(2022, 2, 26)),
        text: TEXT.into(),
    };
    let entities = vec![
        entity("Sergei Lavrov", EntityKind::Person),
        entity("Mevlut Cavusoglu", EntityKind::Person),
        entity("Interfax", EntityKind::Organization),
    ];
    let at = |words: &str| {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let day = Some(date(2022, 2, 26));
    let claim = Claim {
        event_type: EventType::Consult,
        mode: Some("phone".into()),
        predicate: "spoke with".into(),
        trigger: at("spoke"),
        participants: vec![
            Participant { role: Role::Agent, entity: 0, at: at("Sergei Lavrov") },
            Participant { role: Role::Recipient, entity: 1, at: at("Mevlut Cavusoglu") },
        ],
        place: None,
        time: Some(TimeValue { earliest: day, latest: day, granularity: Granularity::Day, words: "on Saturday".into() }),
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        said_by: vec![2],
        cue: Some("reported".into()),
        evidence: at("Sergei Lavrov spoke with Mevlut Cavusoglu on Saturday, Interfax reported."),
        found_by: "test".into(),
    };
    let program = Program::new();
    let mut writer = GraphWriter::open(program.path("kg"), Writing::by("test")).unwrap();
    writer.append(&article, &Claims { entities, claims: vec![claim], ..Claims::default() }).unwrap();
    writer.finish().unwrap();
    program
}

const WHO: &str = "SELECT ?who ?whom ?speaker WHERE { ?claim dl:says ?s ; dl:claimant/rdfs:label ?speaker . \
                   ?s rdf:predicate dl:spokeWith ; rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?whom }";

#[test]
fn a_question_comes_as_an_argument_a_file_or_on_standard_input() {
    let program = graph();
    program.write("who.rq", WHO);
    let expected = "who,whom,speaker\r\nSergei Lavrov,Mevlut Cavusoglu,Interfax\r\n";
    for run in [
        program.run(&["query", "kg", WHO, "--format", "csv"]),
        program.run(&["query", "kg", "-f", "who.rq", "--format", "csv"]),
        program.run_with(&["query", "kg", "-", "--format", "csv"], WHO),
    ] {
        assert_eq!(run.ended(0).out, expected);
        assert_eq!(run.err, "");
    }
    assert!(program.run(&["query", "kg", "-f", "none.rq"]).ended(1).err.contains("none.rq: cannot be read"));
}

#[test]
fn an_answer_is_written_in_the_format_asked_for() {
    let program = graph();
    let answer = |format: &str| program.run(&["query", "kg", WHO, "--format", format]).ended(0).out.clone();
    assert!(answer("table").contains("Sergei Lavrov  Mevlut Cavusoglu  Interfax"), "{}", answer("table"));
    let json: serde_json::Value = serde_json::from_str(&answer("json")).unwrap();
    assert_eq!(json["results"]["bindings"][0]["who"]["value"], "Sergei Lavrov");
    assert!(answer("xml").contains("<literal>Interfax</literal>"));
    // Not on a terminal: what keeps all of the answer.
    assert_eq!(program.run(&["query", "kg", WHO]).ended(0).out, answer("tsv"));
    let graph = program.run(&["query", "kg", "CONSTRUCT { ?a dl:spokeWith ?b } WHERE { ?s rdf:subject ?a ; rdf:object ?b }"]);
    assert!(graph.ended(0).out.contains("dl:spokeWith"));
    assert_eq!(program.run(&["query", "kg", "ASK { ?c a dl:Claim }", "--format", "table"]).ended(0).out, "yes\n");
    program.run(&["query", "kg", WHO, "--format", "yaml"]).ended(2);
}

#[test]
fn a_wrong_question_is_told_with_its_place() {
    let run = graph().run(&["query", "kg", "SELECT ?who WHERE { ?who dl:spokeWith }"]);
    assert!(run.ended(1).err.contains("line 1, column"), "{}", run.err);
    assert!(run.out.is_empty());
}

#[test]
fn show_tells_the_sentence_the_article_and_who_says_so() {
    let run = graph().run(&["show", "kg", "lavrov"]);
    for part in [
        "Sergei Lavrov (person)",
        "2022-02-26  Sergei Lavrov spoke with Mevlut Cavusoglu",
        "“Sergei Lavrov spoke with Mevlut Cavusoglu on Saturday, Interfax reported.”",
        "told by Interfax in Example Wire, 2022-02-26 [call; test]",
    ] {
        assert!(run.ended(0).out.contains(part), "{part}\n{}", run.out);
    }
    let speaker = graph().run(&["show", "kg", "Interfax"]);
    assert!(speaker.ended(0).out.contains("Sergei Lavrov spoke with"), "what somebody only tells of is shown too: {}", speaker.out);
    let nobody = graph().run(&["show", "kg", "Nobody"]);
    assert!(nobody.ended(1).err.contains("nobody and nothing is named \"Nobody\""), "{}", nobody.err);
}

#[test]
fn every_syntax_is_exported() {
    let program = graph();
    for (format, start) in
        [("turtle", "@prefix"), ("trig", "@prefix"), ("ntriples", "<"), ("nquads", "<"), ("rdfxml", "<?xml"), ("jsonld", "[")]
    {
        let run = program.run(&["export", "kg", "--format", format]);
        assert!(run.ended(0).out.trim_start().starts_with(start) || format == "jsonld", "{format}: {}", run.out);
        assert!(run.out.contains("Sergei Lavrov"), "{format}");
    }
    let to_file = program.run(&["export", "kg", "-o", "kg.nq"]);
    assert_eq!(to_file.ended(0).out, "");
    assert_eq!(fs::read_to_string(program.path("kg.nq")).unwrap(), program.run(&["export", "kg", "--format", "nquads"]).out);
    let nowhere = program.run(&["export", "kg", "-o", "no/such/folder/kg.ttl"]);
    assert!(nowhere.ended(1).err.contains("no/such/folder/kg.ttl: cannot be written"), "{}", nowhere.err);
}

#[test]
fn the_drawing_has_the_actors() {
    let program = graph();
    program.run(&["draw", "kg", "-o", "kg.svg"]).ended(0);
    let svg = fs::read_to_string(program.path("kg.svg")).unwrap();
    assert!(svg.contains("<svg") && svg.contains("Lavrov") && svg.contains("Cavusoglu"), "{svg}");
    assert_eq!(program.run(&["draw", "kg", "-o", "-"]).ended(0).out, svg);
    assert!(program.run(&["draw", "kg", "-o", "x.svg", "--actor", "Nobody"]).ended(1).err.contains("\"Nobody\""));
    assert!(!program.path("x.svg").exists());
}

#[test]
fn a_damaged_line_costs_its_article_only() {
    let program = graph();
    let good = fs::read_to_string(program.path("kg/articles.jsonl")).unwrap();
    program.write("kg/articles.jsonl", format!("{{broken\n{good}"));
    let run = program.run(&["query", "kg", WHO, "--format", "csv"]);
    assert!(run.ended(3).out.contains("Sergei Lavrov,Mevlut Cavusoglu"), "{}", run.out);
    assert!(run.err.contains("articles.jsonl, line 1"), "{}", run.err);
}
