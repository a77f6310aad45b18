//! The commands that look at the whole of a graph: validate, diff, stats, and exports of a part.

mod program;

use program::Program;

const CALL: &str = "date 2022-02-26\nid: call\npublisher: Example Wire\nurl: https://example.org/call\n\n\
    Russian Foreign Minister Sergei Lavrov spoke with Mevlut Cavusoglu on Saturday, Interfax reported.\n";
const TALKS: &str = "date 2022-02-27\nid: talks\n\nUkraine rejected talks on Saturday, Kremlin spokesman Dmitry Peskov said. \
    President Volodymyr Zelenskyy denied that Ukraine had rejected talks.\n";

/// A program beside two graphs: `one` of one article, `two` of both.
fn graphs() -> Program {
    let program = Program::new();
    program.write("call.txt", CALL);
    program.write("talks.txt", TALKS);
    program.run(&["build", "-q", "call.txt", "-o", "one"]).ended(0);
    program.run(&["build", "-q", "call.txt", "talks.txt", "-o", "two"]).ended(0);
    program
}

#[test]
fn a_graph_keeps_to_the_shapes_and_what_does_not_is_named() {
    let program = graphs();
    let run = program.run(&["validate", "two"]);
    assert_eq!((run.ended(0).out.as_str(), run.err.as_str()), ("", "two: keeps to the shapes\n"));
    program.write("bad.ttl", "@prefix dl: <https://w3id.org/dateline/ns#> . <https://example.org/c> a dl:Claim .");
    let run = program.run(&["validate", "bad.ttl", "--format", "pretty"]);
    assert!(
        run.ended(1).out.contains("<https://example.org/c> <https://w3id.org/dateline/ns#evidence>: a claim has its passage (MinCount)")
    );
    assert!(run.err.contains("bad.ttl: 6 violations"), "{}", run.err);
    program.write("torn.ttl", "<a> <b> .\n<c> <d>");
    assert!(program.run(&["validate", "torn.ttl"]).ended(1).err.contains("torn.ttl: Parser error at line 1"));
    assert!(program.run(&["validate", "call.txt"]).ended(1).err.contains("its ending names no RDF syntax"));
}

#[test]
fn own_shapes_take_the_place_of_the_programs() {
    let program = graphs();
    let shapes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .\n\
        [] a sh:NodeShape ; sh:targetClass schema:NewsArticle ; sh:property [ sh:path schema:publisher ; sh:minCount 1 ; sh:message \"who?\" ] .";
    program.write("shapes.ttl", shapes);
    program.run(&["validate", "one", "--shapes", "shapes.ttl"]).ended(0);
    let run = program.run(&["validate", "two", "--shapes", "shapes.ttl", "--format", "pretty"]);
    assert!(run.ended(1).out.contains("article-talks> <https://schema.org/publisher>: who?"), "{}", run.out);
    program.write("shapes.ttl", shapes.replace("sh:minCount 1", "sh:uniqueLang true"));
    assert!(program.run(&["validate", "two", "--shapes", "shapes.ttl"]).ended(1).err.contains("sh:uniqueLang"));
}

#[test]
fn diff_tells_what_an_article_adds() {
    let program = graphs();
    let run = program.run(&["diff", "one", "two", "--format", "pretty"]);
    assert!(run.ended(0).out.contains("+ Ukraine rejected talks\n"), "{}", run.out);
    assert!(run.out.contains("    + denied by Volodymyr Zelenskyy in talks"), "{}", run.out);
    assert!(!run.out.contains("\n- ") && run.err.contains(" gained, 0 lost, 0 changed"), "{}", run.err);
    let lost = program.run(&["diff", "two", "one"]);
    assert!(lost.ended(0).out.lines().all(|line| line.starts_with("{\"lost\":")), "{}", lost.out);
    let same = program.run(&["diff", "two", "two"]);
    assert_eq!((same.ended(0).out.as_str(), same.err.as_str()), ("", "no difference\n"));
}

#[test]
fn stats_count_and_tell_the_hash_of_the_content() {
    let program = graphs();
    let of = |graph: &str| -> serde_json::Value { serde_json::from_str(&program.run(&["stats", graph]).ended(0).out).unwrap() };
    let (one, two) = (of("one"), of("two"));
    assert_eq!((&one["articles"], &two["articles"]), (&1.into(), &2.into()));
    assert_eq!(two["published"], serde_json::json!(["2022-02-26", "2022-02-27"]));
    assert!(two["contradictions"]["opposite polarity"].as_u64() > Some(0) && one["contradictions"]["all"] == 0, "{two}");
    // In another order it is the same graph.
    program.run(&["build", "-q", "talks.txt", "call.txt", "-o", "again"]).ended(0);
    assert_eq!(of("again")["hash"], two["hash"]);
    assert_ne!(one["hash"], two["hash"]);
    assert!(program.run(&["stats", "two", "--format", "pretty"]).ended(0).out.starts_with("articles           2\n"));
}

#[test]
fn a_part_of_a_graph_is_exported() {
    let program = graphs();
    let export = |arguments: &[&str]| program.run(&[&["export", "two", "--format", "nquads"], arguments].concat()).ended(0).out.clone();
    let whole = export(&[]);
    let part = export(&["--actor", "Interfax"]);
    assert!(part.contains("dl:Claim") || part.contains("ns#Claim"), "{part}");
    assert!(!part.contains("Peskov") && part.lines().all(|line| whole.contains(line)));
    assert_eq!(export(&["--graph", "call"]), export(&["--graph", "https://example.org/call"]));
    assert!(export(&["--graph", "talks"]).contains("Peskov"));
    assert_eq!(
        export(&["--since", "2022-02-20", "--until", "2022-03-01"]).matches("ns#Claim>").count(),
        whole.matches("ns#Claim>").count()
    );
    assert!(program.run(&["export", "two", "--until", "2022-02-25"]).ended(1).err.contains("nothing of it is wanted so"));
}

#[test]
fn nothing_to_export_is_an_error_and_a_profile_needs_its_syntax() {
    let program = graphs();
    let run = program.run(&["export", "two", "--actor", "Napoleon"]);
    assert!(run.ended(1).err.contains("nothing of it is wanted so"), "{}", run.err);
    let run = program.run(&["export", "two", "--profile", "rdf12", "--format", "jsonld"]);
    assert!(run.ended(1).err.contains("jsonld has no RDF 1.2 form"), "{}", run.err);
    let turtle = program.run(&["export", "two", "--profile", "rdf12", "--format", "turtle"]).ended(0).out.clone();
    assert!(turtle.contains("rdf:reifies <<("), "{turtle}");
    program.run(&["export", "two", "--since", "yesterday"]).ended(2);
    let based = program.run(&["export", "two", "--base", "https://example.org/g/", "--format", "ntriples"]).ended(0).out.clone();
    assert!(based.contains("<https://example.org/g/article-call>") && !based.contains("dateline/id/"));
    assert!(program.run(&["export", "two", "--base", "here"]).ended(1).err.contains("is no absolute IRI"));
}

#[test]
fn a_snapshot_is_kept_and_made_again_when_the_graph_changes_or_it_is_damaged() {
    let program = graphs();
    let count = |graph: &str| {
        program.run(&["query", graph, "SELECT (COUNT(?c) AS ?n) WHERE { ?c a dl:Claim }", "--format", "csv"]).ended(0).out.clone()
    };
    let file = program.path("one/graph.snapshot");
    assert!(!file.exists());
    let before = count("one");
    let kept = std::fs::read(&file).unwrap();
    assert_eq!((count("one"), std::fs::read(&file).unwrap()), (before.clone(), kept.clone()));
    std::fs::write(&file, &kept[..kept.len() / 2]).unwrap();
    assert_eq!((count("one"), std::fs::read(&file).unwrap()), (before.clone(), kept.clone()), "a torn snapshot is made again");
    program.run(&["build", "-q", "talks.txt", "-o", "one"]).ended(0);
    assert_ne!(count("one"), before);
    program.run(&["remove", "one", "talks"]).ended(0);
    assert_eq!(count("one"), before);
    // A view under another base is another.
    let based = program.run(&["export", "one", "--base", "https://example.org/g/", "--format", "ntriples"]).ended(0).out.clone();
    assert!(based.contains("<https://example.org/g/article-call>"));
}

/// The files of a folder's folders, with the bytes of each.
#[cfg(feature = "rocksdb")]
fn files(folder: &std::path::Path) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { [(path.clone(), std::fs::read(path).unwrap())].into() }).collect()
}

#[test]
#[cfg(feature = "rocksdb")]
fn a_graph_is_asked_from_disk_and_asking_leaves_it_as_it_is() {
    let program = graphs();
    let index = program.path("two/graph.rocksdb");
    let query = |more: &[&str]| {
        let question = "SELECT ?a ?b WHERE { ?a dl:materialConflict|dl:verbalConflict ?b }";
        program.run(&[&["query", "two", question, "--format", "csv", "--base", "https://example.org/"], more].concat()).ended(0).out.clone()
    };
    assert!(!index.exists());
    let plain = query(&[]);
    let made = files(&index);
    assert!(made.keys().any(|path| path.ends_with("index/CURRENT")), "{:?}", made.keys());
    let inferred = query(&["--infer"]);
    assert_eq!((query(&[]), query(&["--infer"])), (plain, inferred));
    assert!(files(&index) == made, "{:?}", files(&index).keys());
    // Where nothing can be written, memory does.
    std::fs::remove_dir_all(&index).unwrap();
    std::fs::write(&index, "a file").unwrap();
    let run = program.run(&["export", "two", "--format", "nquads"]);
    assert!(run.ended(0).err.contains("two/graph.rocksdb: ") && run.err.contains("it cannot be kept on disk"), "{}", run.err);
    std::fs::remove_file(&index).unwrap();
    assert_eq!(program.run(&["export", "two", "--format", "nquads"]).ended(0).out, run.out);
    assert!(index.is_dir());
}
