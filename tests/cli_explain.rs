//! The commands that tell of frames: why a claim is as it is, and a user's own ontology over the program's, from the reading of an
//! article to the picture.
//!
//! What needs claims from real text skips with a message where the annotator's weights are absent.

mod program;

use program::{Program, Run};
use serde_json::Value;
use std::fs;

const ARTICLE: &str =
    "date 2024-06-05\nid: report\n\nRebels attacked a hospital in Gao on Monday, the army said. Niger denied that it had attacked Benin.\n";

/// A program beside an article and the business ontology of the examples.
fn program() -> Program {
    let program = Program::new();
    program.write("report.txt", ARTICLE);
    let business = |name: &str| fs::read(format!("{}/examples/ontology/business/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for name in ["event_types.toml", "frames/acquire.toml", "article.txt"] {
        program.write(&format!("business/{name}"), business(name));
    }
    program
}

/// Whether the annotator found nothing at all, because its weights are not part of this build.
fn skipped(run: &Run) -> bool {
    let skipped = run.err.contains("no words");
    if skipped {
        println!("skipped: the annotator's weights are not part of this build");
    }
    skipped
}

#[test]
fn a_claim_is_explained_down_to_the_line_of_its_frame() {
    let program = program();
    let run = program.run(&["explain", "report.txt"]);
    if skipped(run.ended(0)) {
        return;
    }
    assert!(!run.out.contains('\x1b'));
    for part in [
        "report v1  ASSAULT  ",
        "[trigger: attacked]",
        "[cue: said]",
        "frame       ontology/frames/assault.toml:",
        " — nsubj — agent: subject\n",
        "time        2024-06-03 — “on Monday” with “attacked”",
        "polarity    denied — “denied” denies what stands under it",
        "modality    actual — nothing says otherwise",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    let first = program.run(&["explain", "report.txt", "--claim", "1"]);
    assert!(first.ended(0).out.contains("report v1 ") && !first.out.contains("report v2 "), "{}", first.out);
    let none = program.run(&["explain", "report.txt", "--type", "protest"]);
    assert!(none.ended(0).out.is_empty() && none.err.contains("no such claim"), "{}", none.err);
    let wrong = program.run(&["explain", "report.txt", "--type", "BATTLE"]);
    assert!(wrong.ended(2).err.contains("\"BATTLE\" is no event type: use one of AGREE, "), "{}", wrong.err);
}

#[test]
fn explanations_are_json_lines_with_code_points() {
    let program = program();
    program.write("wide.txt", "Çavuşoğlu said that rebels attacked Gao.");
    let run = program.run(&["explain", "wide.txt", "--format", "json", "--type", "ASSAULT"]);
    if skipped(run.ended(0)) {
        return;
    }
    let claim: Value = serde_json::from_str(run.out.lines().next().expect(&run.err)).unwrap();
    let letters: Vec<char> = "Çavuşoğlu said that rebels attacked Gao.".chars().collect();
    let trigger = &claim["trigger"][0];
    let (start, end) = (trigger["start"].as_u64().unwrap() as usize, trigger["end"].as_u64().unwrap() as usize);
    assert_eq!((letters[start..end].iter().collect::<String>().as_str(), &trigger["words"]), ("attacked", &Value::from("attacked")));
    assert_eq!(claim["participants"][0]["path"], "nsubj");
    assert_eq!(claim["participants"][0]["by"], "agent: subject");
    assert_eq!(claim["source"]["cue"]["words"], "said");
    assert!(claim["frame"]["line"].as_u64().unwrap() > 1);
    assert!(claim["frame"]["rule"].as_str().unwrap().starts_with("frames/assault.toml#"));
}

#[test]
fn a_type_of_the_users_own_goes_all_the_way() {
    let program = program();
    let article = "business/article.txt";
    let run = program.run(&["explain", article, "--ontology", "business", "--type", "acquire"]);
    if skipped(run.ended(0)) {
        return;
    }
    assert!(run.out.contains("  ACQUIRE  ") && run.out.contains("business/frames/acquire.toml:3 #buy"), "{}", run.out);
    program.run(&["build", article, "--ontology", "business", "-o", "kg"]).ended(0);
    // The graph knows what the type means: nobody has to name its ontology again.
    let ask = |sparql: &str| program.run(&["query", "kg", sparql, "--format", "csv"]).ended(0).out.replace("\r\n", "\n");
    let deals = ask(
        "SELECT DISTINCT ?did ?gloss WHERE { ?e a ?type . ?type rdfs:subClassOf sem:Event ; rdfs:comment ?gloss ; dl:property dl:acquired . \
         ?s dl:ofEvent ?e ; rdf:predicate ?p . ?p rdfs:subPropertyOf* dl:acquired ; rdfs:subPropertyOf+ dl:materialCooperation ; rdfs:label ?did } ORDER BY ?did",
    );
    assert!(deals.contains("acquired,\"buy a company, take a stake in one, merge\""), "{deals}");
    assert!(deals.contains("merged with,"), "{deals}");
    let whom = ask("SELECT ?who ?whom WHERE { ?who dl:acquired ?whom }");
    assert_eq!(whom.lines().count(), 1, "who is said to have bought by the company itself is no bare fact: {whom}");
    let shown = program.run(&["show", "kg", "Northwind Dairies"]);
    assert!(shown.ended(0).out.contains("Harbour Foods acquired Northwind Dairies"), "{}", shown.out);
    assert!(program.run(&["draw", "kg", "-o", "-"]).ended(0).out.contains(">acquired"));
    assert!(program.run(&["export", "kg"]).ended(0).out.contains("dl:Acquire"));
    let without = program.run(&["extract", article]);
    assert!(!without.ended(0).out.contains("ACQUIRE"), "without its ontology the program knows no such type");
}

#[test]
fn a_mistake_in_an_ontology_is_wrong_usage_with_its_line() {
    let program = program();
    program.write("bad/frames/x.toml", "type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nverb = [\"zap\"]\n");
    for command in [
        &["extract", "report.txt", "--ontology", "bad"][..],
        &["explain", "report.txt", "--ontology", "bad"],
        &["build", "report.txt", "-o", "kg", "--ontology", "bad"],
        &["frames", "--check", "bad"],
    ] {
        let run = program.run(command);
        assert!(run.ended(2).err.contains("bad/frames/x.toml, line 4: unknown field `verb`"), "{}", run.err);
        assert!(run.out.is_empty());
    }
    assert!(!program.path("kg").exists(), "nothing is begun with an ontology that cannot be read");
    let none = program.run(&["extract", "report.txt", "--ontology", "none"]);
    assert!(none.ended(2).err.contains("none: cannot be read"), "{}", none.err);
}

#[test]
fn frames_are_listed_and_their_examples_run() {
    let program = program();
    let all = program.run(&["frames"]);
    assert!(all.ended(0).out.lines().count() > 60 && all.out.contains("ASSAULT    ontology/frames/assault.toml:"), "{}", all.out);
    let bought = program.run(&["frames", "bought", "--ontology", "business"]);
    assert!(bought.ended(0).out.contains("ACQUIRE    business/frames/acquire.toml:3 #buy"), "{}", bought.out);
    assert!(program.run(&["frames", "zapped"]).ended(1).err.contains("no frame has a word of the form \"zapped\""));
    let annotated = program.run(&["extract", "report.txt"]);
    if skipped(annotated.ended(0)) {
        return;
    }
    let sound = program.run(&["frames", "--check", "business"]);
    assert!(sound.ended(0).err.contains("all read as they say"), "{}{}", sound.out, sound.err);
    let frame = "type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nverbs = [\"praise\"]\nnot = [\"Chad praised Mali.\"]\n";
    program.write("wrong/frames/x.toml", frame);
    let wrong = program.run(&["frames", "--check", "wrong"]);
    assert!(wrong.ended(1).out.contains("wrong/frames/x.toml:2 #x: must not be read in \"Chad praised Mali.\""), "{}", wrong.out);
    assert!(wrong.out.contains("ontology/frames/support.toml:"), "what it takes from the program's frames is named: {}", wrong.out);
}
