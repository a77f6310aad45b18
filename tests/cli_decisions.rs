//! The commands that tell who is who in a graph, that decide it otherwise, and that list what is in dispute, on graphs written by hand.

mod program;

use dateline::ledger::{GraphWriter, Writing};
use dateline::model::{Article, Claim, Claims, EntityKind, EventType, LocalEntity, Modality, Participant, Polarity, Role, Span};
use jiff::civil::date;
use program::Program;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// Who is in an article: "Name", "Name @country:XX" whose country is told, "Name #country:XX" an entry of the ontology.
type Cast<'c> = &'c [(EntityKind, &'c str)];

const ARTICLES: &[(&str, Cast)] = &[
    ("kyiv-1", &[(Person, "Volodymyr Zelenskyy"), (Place, "Ukraine #country:UA")]),
    ("kyiv-2", &[(Person, "Volodymyr Zelensky"), (Place, "Ukraine #country:UA")]),
    ("kyiv-3", &[(Person, "Volodymyr Zelenskyy"), (Place, "Ukraine #country:UA")]),
    ("kyiv-4", &[(Person, "Zelenskyy"), (Place, "Ukraine #country:UA")]),
    ("smith-1", &[(Person, "John Smith @country:US"), (Person, "Ann Lee")]),
    ("smith-2", &[(Person, "John Smith @country:AU"), (Person, "Bo Holt")]),
    ("lee", &[(Person, "Ann Lee")]),
    ("bush-1", &[(Person, "George Bush"), (Person, "Laura Bush")]),
    ("bush-2", &[(Person, "Bush")]),
    ("marcos", &[(Person, "Subcomandante Marcos"), (Organization, "Zapatistas")]),
    ("guillen", &[(Person, "Rafael Guillén")]),
];

use EntityKind::{Organization, Person, Place, Thing};

fn local(kind: EntityKind, written: &str, text: &str) -> LocalEntity {
    let (name, country) = written.split_once(" @").map_or((written, None), |(name, country)| (name, Some(country.to_owned())));
    let (name, known_as) = name.split_once(" #").map_or((name, None), |(name, key)| (name, Some(key.to_owned())));
    let start = text.find(name).unwrap();
    let mentions = vec![Span::new(start, start + name.len())];
    LocalEntity { name: name.into(), kind, names: vec![name.into()], known_as, country, named: kind != Thing, mentions }
}

fn article(id: &str, text: &str) -> Article {
    let published = Some(date(2022, 2, 26));
    Article { id: id.into(), url: None, publisher: Some("Example Wire".into()), title: None, published, text: text.into() }
}

/// A program beside a graph of [`ARTICLES`].
fn graph() -> Program {
    let program = Program::new();
    let mut writer = GraphWriter::open(program.path("kg"), Writing::by("test")).unwrap();
    for (id, cast) in ARTICLES {
        let bare =
            |written: &str| written.split([' ', '\n']).take_while(|word| !word.starts_with(['@', '#'])).collect::<Vec<_>>().join(" ");
        let text = format!("There were {}.", cast.iter().map(|(_, written)| bare(written)).collect::<Vec<_>>().join(" and "));
        let entities = cast.iter().map(|(kind, written)| local(*kind, written, &text)).collect();
        writer.append(&article(id, &text), &Claims { entities, ..Claims::default() }).unwrap();
    }
    writer.finish().unwrap();
    program
}

const DENIAL: &str = "Ukraine rejected talks, Dmitry Peskov said. Ukraine never rejected talks, Mykhailo Podolyak said.";

/// A program beside a graph in which one says that Ukraine rejected talks, and another that it did not.
fn denial() -> Program {
    let at = |words: &str, after: usize| {
        let start = after + DENIAL[after..].find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let cast = [(Place, "Ukraine #country:UA"), (Thing, "talks"), (Person, "Dmitry Peskov"), (Person, "Mykhailo Podolyak")];
    let second = DENIAL.find("Ukraine never").unwrap();
    let claim = |sentence: &str, from: usize, polarity, speaker| Claim {
        event_type: EventType::Reject,
        mode: None,
        predicate: "rejected".into(),
        trigger: at("rejected", from),
        participants: vec![
            Participant { role: Role::Agent, entity: 0, at: at("Ukraine", from) },
            Participant { role: Role::Topic, entity: 1, at: at("talks", from) },
        ],
        place: None,
        time: None,
        polarity,
        modality: Modality::Actual,
        said_by: vec![speaker],
        cue: Some("said".into()),
        evidence: at(sentence, from),
        found_by: "test".into(),
    };
    let claims = Claims {
        entities: cast.iter().map(|(kind, written)| local(*kind, written, DENIAL)).collect(),
        claims: vec![
            claim("Ukraine rejected talks, Dmitry Peskov said.", 0, Polarity::Affirmed, 2),
            claim("Ukraine never rejected talks, Mykhailo Podolyak said.", second, Polarity::Denied, 3),
        ],
        ..Claims::default()
    };
    let program = Program::new();
    let mut writer = GraphWriter::open(program.path("kg"), Writing::by("test")).unwrap();
    writer.append(&article("talks", DENIAL), &claims).unwrap();
    writer.finish().unwrap();
    program
}

/// The records that a command lists.
fn records(program: &Program, arguments: &[&str]) -> Vec<Value> {
    let run = program.run(&[arguments, &["--format", "jsonl"]].concat());
    run.ended(0).out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn entities(program: &Program) -> Vec<Value> {
    records(program, &["entities", "kg"])
}

/// The only entity of this very name.
#[track_caller]
fn entity(program: &Program, name: &str) -> Value {
    let mut found: Vec<Value> = entities(program).into_iter().filter(|entity| entity["name"] == name).collect();
    assert_eq!(found.len(), 1, "{name}: {found:#?}");
    found.remove(0)
}

fn id(program: &Program, name: &str) -> String {
    entity(program, name)["id"].as_str().unwrap().to_owned()
}

fn names(entities: &[Value]) -> Vec<&str> {
    entities.iter().map(|entity| entity["name"].as_str().unwrap()).collect()
}

/// The names of an entity's parts.
fn parts(entity: &Value) -> Vec<&str> {
    names(entity["parts"].as_array().unwrap())
}

/// Every file of the graph, and its export.
fn state(program: &Program) -> (BTreeMap<String, Vec<u8>>, String) {
    // The snapshot and its index are derived from the rest.
    let is_derived = |file: &fs::DirEntry| ["graph.snapshot", "graph.rocksdb"].iter().any(|name| file.file_name() == *name);
    let files = fs::read_dir(program.path("kg")).unwrap().map(|entry| entry.unwrap()).filter(|file| !is_derived(file));
    let files = files.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect();
    (files, program.run(&["export", "kg", "--format", "nquads"]).ended(0).out.clone())
}

#[test]
fn entities_are_listed_with_their_parts_those_of_most_articles_first() {
    let program = graph();
    let all = entities(&program);
    assert_eq!(names(&all)[..2], ["Ukraine", "Volodymyr Zelenskyy"]);
    assert_eq!((all[0]["link"].as_str(), all[0]["kind"].as_str()), (Some("country:UA"), Some("place")));
    let zelenskyy = &all[1];
    let mut told = parts(zelenskyy);
    told[1..].sort_unstable();
    assert_eq!(told, ["Volodymyr Zelenskyy", "Volodymyr Zelensky", "Zelenskyy"]);
    let of = |name: &str| zelenskyy["parts"].as_array().unwrap().iter().find(|part| part["name"] == name).unwrap().clone();
    assert!(of("Volodymyr Zelenskyy")["joined"].is_null());
    assert_eq!(of("Volodymyr Zelenskyy")["articles"], serde_json::json!(["kyiv-1", "kyiv-3"]));
    assert_eq!(of("Volodymyr Zelensky")["joined"]["reason"], "spelling");
    assert_eq!(of("Zelenskyy")["joined"]["reason"], "surname");
    assert_eq!(of("Zelenskyy")["joined"]["with"], zelenskyy["id"]);
    assert_eq!(of("Zelenskyy")["joined"]["evidence"], serde_json::json!(["both are spoken of with Ukraine"]));
    assert_eq!(names(&all).iter().filter(|name| **name == "John Smith").count(), 2, "namesakes of two countries");
    let page = program.run(&["entities", "kg", "Zelenskyy", "--format", "pretty"]);
    for part in [
        format!("Volodymyr Zelenskyy (person)  4 articles  {}\n", zelenskyy["id"].as_str().unwrap()),
        ": spelling, with Volodymyr Zelenskyy; both are spoken of with Ukraine\n".to_owned(),
        ": surname, with Volodymyr Zelenskyy; both are spoken of with Ukraine\n".to_owned(),
    ] {
        assert!(page.ended(0).out.contains(&part), "{part:?} is not in\n{}", page.out);
    }
}

#[test]
fn the_list_is_of_a_kind_of_so_many_and_of_who_may_be_another() {
    let program = graph();
    assert_eq!(names(&records(&program, &["entities", "kg", "--kind", "organization"])), ["Zapatistas"]);
    let run = program.run(&["entities", "kg", "--limit", "2", "--format", "jsonl"]);
    assert_eq!(run.ended(0).out.lines().count(), 2);
    assert!(run.err.contains("entities more; --limit"), "{}", run.err);
    let candidates = records(&program, &["entities", "kg", "--candidates"]);
    assert_eq!(names(&candidates), ["Bush"]);
    assert_eq!(names(candidates[0]["candidates"].as_array().unwrap()), ["George Bush", "Laura Bush"]);
    let page = program.run(&["entities", "kg", "--candidates", "--format", "pretty"]);
    assert!(page.ended(0).out.contains("  ? George Bush  "), "{}", page.out);
    assert!(page.out.contains(": surname; against it: others bear the surname as well\n"), "{}", page.out);
    program.run(&["entities", "kg", "--kind", "planet"]).ended(2);
    program.run(&["entities", "kg", "--limit", "0"]).ended(2);
    assert!(program.run(&["entities", "kg", "Nobody"]).ended(1).err.contains("nobody and nothing is named \"Nobody\""));
    assert!(program.run(&["entities", "no-graph"]).ended(1).err.contains("is no graph folder"));
}

#[test]
fn merge_makes_one_of_two_and_says_who_decided() {
    let program = graph();
    let run = program.run(&["merge", "kg", "Subcomandante Marcos", "Rafael Guillén", "--who", "the desk", "--why", "his statement"]);
    assert!(run.ended(0).err.contains("are one from now on; `dateline undo kg` takes it back"), "{}", run.err);
    assert_eq!(run.out, "");
    let found = records(&program, &["entities", "kg", "Marcos"]);
    assert_eq!((found.len(), parts(&found[0]).len()), (1, 2));
    let joined = &found[0]["parts"][1]["joined"];
    assert_eq!((joined["reason"].as_str(), joined["with"].as_str()), (Some("decision"), found[0]["id"].as_str()));
    assert_eq!(joined["evidence"], serde_json::json!(["decided by the desk", "his statement"]));
    assert!(program.run(&["show", "kg", "Rafael Guillen"]).ended(0).out.contains(found[0]["name"].as_str().unwrap()));
    let again = program.run(&["merge", "kg", "Marcos", "Guillén"]);
    assert!(again.ended(1).err.contains("are one already"), "{}", again.err);
}

#[test]
fn two_of_different_kinds_are_one_only_where_that_is_said() {
    let program = graph();
    let refused = program.run(&["merge", "kg", "Zapatistas", "Bo Holt"]);
    assert!(refused.ended(1).err.contains("--across-kinds makes one of them all the same"), "{}", refused.err);
    assert_eq!(records(&program, &["entities", "kg", "Bo Holt"]).len(), 1);
    program.run(&["merge", "kg", "Zapatistas", "Bo Holt", "--across-kinds"]).ended(0);
    assert_eq!(parts(&entity(&program, "Bo Holt")).len(), 2);
}

#[test]
fn a_decision_that_means_nobody_is_named() {
    let program = graph();
    program.run(&["merge", "kg", "Subcomandante Marcos", "Rafael Guillén"]).ended(0);
    let (known, ledger) = (program.run(&["entities", "kg"]), program.path("kg").join("decisions.jsonl"));
    assert!(!known.ended(0).err.contains("means nobody"), "{}", known.err);
    let marcos = entity(&program, "Subcomandante Marcos")["parts"][0]["id"].as_str().unwrap().to_owned();
    let decided = std::fs::read_to_string(&ledger).unwrap();
    assert!(decided.contains(&marcos));
    std::fs::write(&ledger, decided.replace(&marcos, "person/somebody-else")).unwrap();
    let told = program.run(&["entities", "kg"]);
    assert!(told.ended(0).err.contains("person/somebody-else"), "{}", told.err);
    assert!(told.err.contains("means nobody who is told of now"), "{}", told.err);
}

#[test]
fn a_surname_that_may_be_two_is_decided_by_merge() {
    let program = graph();
    program.run(&["merge", "kg", &id(&program, "Bush"), "George Bush"]).ended(0);
    assert_eq!(parts(&entity(&program, "George Bush")), ["George Bush", "Bush"]);
    let candidates = records(&program, &["entities", "kg", "--candidates"]);
    assert_eq!(candidates.len(), 0, "who is decided is no candidate of others: {candidates:#?}");
}

#[test]
fn split_parts_a_name_and_without_it_lists_them() {
    let program = graph();
    let which = program.run(&["split", "kg", "Volodymyr Zelenskyy"]);
    assert!(which.ended(1).err.contains("say which of its parts is another"), "{}", which.err);
    assert!(which.err.contains("  Volodymyr Zelensky\n") && which.err.contains("  Zelenskyy\n"), "{}", which.err);
    let run = program.run(&["split", "kg", "Volodymyr Zelenskyy", "Volodymyr Zelensky"]);
    assert!(run.ended(0).err.contains("stay apart from now on"), "{}", run.err);
    assert_eq!(parts(&entity(&program, "Volodymyr Zelensky")), ["Volodymyr Zelensky"]);
    assert_eq!(parts(&entity(&program, "Volodymyr Zelenskyy")), ["Volodymyr Zelenskyy", "Zelenskyy"]);
    assert_eq!(names(&records(&program, &["entities", "kg", "--candidates"])), ["Bush"], "what is decided is no candidate");
    // Of two names the other one is meant.
    program.run(&["split", "kg", "Volodymyr Zelenskyy"]).ended(0);
    assert_eq!(parts(&entity(&program, "Zelenskyy")), ["Zelenskyy"]);
    let one = program.run(&["split", "kg", "Bo Holt"]);
    assert!(one.ended(1).err.contains("has one name only"), "{}", one.err);
    let none = program.run(&["split", "kg", "Bo Holt", "Nobody"]);
    assert!(none.ended(1).err.contains("the parts of Bo Holt are"), "{}", none.err);
    let itself = program.run(&["split", "kg", "Bo Holt", "Holt"]);
    assert!(itself.ended(1).err.contains("the parts of Bo Holt are"), "{}", itself.err);
}

#[test]
fn what_is_unsure_stays_apart_as_a_candidate() {
    let program = graph();
    program.run(&["split", "kg", "Volodymyr Zelenskyy", "Volodymyr Zelensky", "--unsure", "--why", "another spelling"]).ended(0);
    let candidates = records(&program, &["entities", "kg", "--candidates"]);
    let zelensky: Vec<&Value> = candidates.iter().filter(|entity| entity["name"].as_str().unwrap().starts_with("Volodymyr")).collect();
    assert_eq!(zelensky.len(), 1, "{candidates:#?}");
    let candidate = &zelensky[0]["candidates"][0];
    assert_eq!((candidate["reason"].as_str(), &candidate["against"]), (Some("decision"), &serde_json::json!(["decided to be unsure"])));
    assert!(candidate["evidence"].as_array().unwrap().iter().any(|words| words == "another spelling"), "{candidate}");
    assert_eq!(entities(&program).iter().filter(|entity| entity["name"].as_str().unwrap().starts_with("Volodymyr")).count(), 2);
}

#[test]
fn split_takes_out_what_one_article_says() {
    let program = graph();
    program.run(&["split", "kg", "Ann Lee", "--article", "lee"]).ended(0);
    let lees: Vec<Value> = entities(&program).into_iter().filter(|entity| entity["name"] == "Ann Lee").collect();
    let mut articles: Vec<&Value> = lees.iter().map(|lee| &lee["parts"][0]["articles"][0]).collect();
    articles.sort_by_key(|article| article.as_str());
    assert_eq!(articles, ["lee", "smith-1"]);
    // Nothing would be left of one whom no other article speaks of.
    let before = state(&program);
    let only = program.run(&["split", "kg", "Bo Holt", "--article", "smith-2"]);
    assert!(only.ended(1).err.contains("Bo Holt"), "{}", only.err);
    let strange = program.run(&["split", "kg", "Bo Holt", "--article", "lee"]);
    assert!(strange.ended(1).err.contains("no article of the id \"lee\" speaks of Bo Holt"), "{}", strange.err);
    assert_eq!(state(&program), before);
    // A part of which one article alone speaks leaves by itself.
    program.run(&["split", "kg", "Volodymyr Zelenskyy", "--article", "kyiv-2"]).ended(0);
    assert_eq!(parts(&entity(&program, "Volodymyr Zelensky")), ["Volodymyr Zelensky"]);
    program.run(&["split", "kg", "Ann Lee", "--article", "lee", "Bo Holt"]).ended(2);
}

#[test]
fn who_was_taken_out_of_an_article_can_be_put_back() {
    let program = graph();
    program.run(&["split", "kg", "Ann Lee", "--article", "lee"]).ended(0);
    let ambiguous = program.run(&["merge", "kg", "Ann Lee", "Bo Holt"]);
    let ids: Vec<String> =
        entities(&program).iter().filter(|e| e["name"] == "Ann Lee").map(|e| e["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 2);
    assert!(ids.iter().all(|id| ambiguous.ended(1).err.contains(id)), "{}", ambiguous.err);
    program.run(&["merge", "kg", &ids[0], &ids[1]]).ended(0);
    assert_eq!(parts(&entity(&program, "Ann Lee")).len(), 2);
}

#[test]
fn a_bearer_of_whom_nothing_is_left_leaves_the_graph_readable() {
    let program = graph();
    let zelenskyy = id(&program, "Volodymyr Zelenskyy");
    let decision = |other: &str| format!("{{\"judgement\":\"not same\",\"one\":\"{zelenskyy}\",\"other\":\"{zelenskyy}@{other}\"}}\n");
    // All articles that tell his full name are taken out of it, so that the surname's bearer is gone; and both who may be meant.
    let bushes = ["George Bush", "Laura Bush"].map(|name| id(&program, name));
    let gone = bushes.map(|bush| format!("{{\"judgement\":\"unsure\",\"one\":\"{bush}\",\"other\":\"{bush}@bush-1\"}}\n"));
    program.write("kg/decisions.jsonl", [decision("kyiv-1"), decision("kyiv-3")].concat() + &gone.concat());
    assert!(names(&entities(&program)).contains(&"Zelenskyy"));
}

#[test]
fn undo_restores_the_folder_and_the_export_to_the_byte() {
    let program = graph();
    let steps: &[&[&str]] = &[
        &["merge", "kg", "Subcomandante Marcos", "Rafael Guillén"],
        &["split", "kg", "Volodymyr Zelenskyy", "Volodymyr Zelensky"],
        &["split", "kg", "Ann Lee", "--article", "lee"],
        &["split", "kg", "George Bush", "Laura Bush", "--unsure"],
    ];
    let mut states = vec![state(&program)];
    for step in steps {
        program.run(step).ended(0);
        states.push(state(&program));
        assert_ne!(states[states.len() - 1].0, states[states.len() - 2].0, "{step:?} changes the folder");
    }
    assert!(states[..4].windows(2).all(|pair| pair[0].1 != pair[1].1), "what is joined or parted shows in the export");
    while states.len() > 1 {
        states.pop();
        let run = program.run(&["undo", "kg"]);
        assert!(run.ended(0).err.contains("taken back: "), "{}", run.err);
        assert_eq!(&state(&program), states.last().unwrap());
    }
    assert!(program.run(&["undo", "kg"]).ended(1).err.contains("nothing was decided there"));
}

#[test]
fn a_decision_holds_for_articles_that_come_later() {
    let program = graph();
    program.run(&["merge", "kg", "Subcomandante Marcos", "Rafael Guillén", "--who", "the desk"]).ended(0);
    program.run(&["split", "kg", "Volodymyr Zelenskyy", "Volodymyr Zelensky"]).ended(0);
    let before = fs::read(program.path("kg/decisions.jsonl")).unwrap();
    program.write("news/later.txt", "date 2022-03-01\nid: later\n\nRafael Guillén met Volodymyr Zelensky on Monday.\n");
    program.run(&["build", "news", "-o", "kg"]).ended(0);
    assert_eq!(fs::read(program.path("kg/decisions.jsonl")).unwrap(), before);
    let marcos = records(&program, &["entities", "kg", "Rafael Guillén"]);
    assert_eq!((marcos.len(), parts(&marcos[0]).len()), (1, 2));
    let spoken: Vec<&str> = marcos[0]["parts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|part| part["articles"].as_array().unwrap())
        .map(|article| article.as_str().unwrap())
        .collect();
    assert!(spoken.contains(&"later") && spoken.contains(&"marcos"), "{spoken:?}");
    let zelensky = entity(&program, "Volodymyr Zelensky");
    assert_eq!(zelensky["parts"][0]["articles"], serde_json::json!(["kyiv-2", "later"]));
}

#[test]
fn a_name_that_is_several_or_nobodys_decides_nothing() {
    let program = graph();
    let before = state(&program);
    let several = program.run(&["merge", "kg", "John Smith", "Bo Holt"]);
    assert!(several.ended(1).err.contains("several are named \"John Smith\"; say which by its id:"), "{}", several.err);
    let smiths: Vec<Value> = entities(&program).into_iter().filter(|entity| entity["name"] == "John Smith").collect();
    assert!(smiths.iter().all(|smith| several.err.contains(smith["id"].as_str().unwrap())), "{}", several.err);
    for arguments in [&["merge", "kg", "Nobody", "Bo Holt"][..], &["merge", "kg", "Bo Holt", "Nobody"], &["split", "kg", "Nobody"]] {
        let run = program.run(arguments);
        assert!(run.ended(1).err.contains("nobody and nothing is named \"Nobody\""), "{}", run.err);
    }
    assert_eq!(state(&program), before);
}

#[test]
fn a_merge_that_an_earlier_decision_forbids_leaves_nothing_behind() {
    let program = graph();
    program.run(&["split", "kg", "Ann Lee", "Bo Holt"]).ended(0);
    program.run(&["merge", "kg", "Ann Lee", "Subcomandante Marcos"]).ended(0);
    let before = state(&program);
    let run = program.run(&["merge", "kg", "Marcos", "Bo Holt"]);
    assert!(run.ended(1).err.contains("stay apart: an earlier decision keeps parts of them apart"), "{}", run.err);
    assert_eq!(state(&program), before);
    // Nor does a decision part quietly what an earlier one joined.
    let program = graph();
    program.run(&["split", "kg", "Ann Lee", "Bo Holt"]).ended(0);
    program.run(&["merge", "kg", "Bo Holt", "Subcomandante Marcos"]).ended(0);
    let before = state(&program);
    program.run(&["merge", "kg", "Marcos", "Ann Lee"]).ended(1);
    assert_eq!(state(&program), before);
}

#[test]
fn a_damaged_decision_stops_with_its_place_and_the_remedy() {
    let program = graph();
    program.run(&["merge", "kg", "Subcomandante Marcos", "Rafael Guillén"]).ended(0);
    let good = fs::read_to_string(program.path("kg/decisions.jsonl")).unwrap();
    program.write("kg/decisions.jsonl", format!("{good}{{\"judgement\":\"same\"\n"));
    let commands: [&[&str]; 5] =
        [&["entities", "kg"], &["export", "kg"], &["undo", "kg"], &["disputes", "kg"], &["merge", "kg", "Ann Lee", "Bo Holt"]];
    for arguments in commands {
        let run = program.run(arguments);
        for part in ["decisions.jsonl, line 2: not a decision", "mend the line, or delete it"] {
            assert!(run.ended(1).err.contains(part), "{arguments:?}: {}", run.err);
        }
        assert!(run.out.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_denial_is_a_dispute_with_both_sides() {
    let program = denial();
    let all = records(&program, &["disputes", "kg"]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["reason"], "opposite polarity");
    let side = |side: &str, key: &str| all[0][side][key].clone();
    for (name, polarity, speaker) in [("one", "affirmed", "Dmitry Peskov"), ("other", "denied", "Mykhailo Podolyak")] {
        assert_eq!(side(name, "claim"), "Ukraine rejected talks");
        assert_eq!(side(name, "polarity"), polarity);
        assert_eq!(side(name, "source"), serde_json::json!([speaker]));
        assert_eq!((side(name, "article"), side(name, "published")), ("talks".into(), "2022-02-26".into()));
        assert!(side(name, "at").as_str().unwrap().contains(speaker));
    }
    let page = program.run(&["disputes", "kg", "--format", "pretty"]);
    for part in ["opposite polarity\n", "told by Dmitry Peskov in Example Wire", "denied by Mykhailo Podolyak", "“Ukraine never rejected"]
    {
        assert!(page.ended(0).out.contains(part), "{part:?} is not in\n{}", page.out);
    }
    assert!(page.err.contains("1 dispute"), "{}", page.err);
}

#[test]
fn disputes_are_of_somebody_and_of_a_reason() {
    let program = denial();
    let count = |arguments: &[&str]| records(&program, &[&["disputes", "kg"], arguments].concat()).len();
    assert_eq!(count(&["--actor", "Ukraine"]), 1);
    assert_eq!(count(&["--actor", "Podolyak"]), 1, "who speaks is concerned");
    assert_eq!(count(&["--reason", "opposite polarity"]), 1);
    assert_eq!(count(&["--reason", "disjoint numbers"]), 0);
    assert!(program.run(&["disputes", "kg", "--actor", "Nobody"]).ended(1).err.contains("\"Nobody\""));
    let wrong = program.run(&["disputes", "kg", "--reason", "quarrel"]);
    assert!(wrong.ended(2).err.contains("opposite polarity"), "the reasons are named: {}", wrong.err);
}
