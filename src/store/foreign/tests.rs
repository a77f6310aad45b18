//! Foreign graphs beside the view, asked.

use super::*;
use crate::model::fixture::reports;
use crate::ontology::Ontology;
use crate::resolve::resolve;
use crate::store::{Answer, Export, Options};

fn store() -> Store {
    Store::of(&resolve(reports(), &[]), &Ontology::embedded(), &Options::default()).unwrap()
}

fn foreign(name: &str, trig: &str) -> ForeignGraph {
    let quads = read_rdf_as(ExportFormat::TriG, trig.as_bytes(), Path::new("a.trig")).unwrap();
    ForeignGraph::read(name, canonical_nquads(&quads).as_bytes(), Path::new("a.nq")).unwrap()
}

fn ask(store: &Store, sparql: &str) -> Vec<String> {
    match store.query(sparql) {
        Ok(Answer::Solutions(solutions)) => solutions.text_rows().map(|row| row.join(" | ")).collect(),
        other => panic!("{other:?}\n{sparql}"),
    }
}

fn export(store: &Store, foreign: bool) -> String {
    let mut bytes = Vec::new();
    store.export(ExportFormat::NQuads, &Export { foreign, ..Export::default() }, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A triple of our own as Turtle writes it.
const OURS: &str =
    "@prefix : <https://w3id.org/dateline/id/> . @prefix schema: <https://schema.org/> . :article-call a schema:NewsArticle .";

#[test]
fn a_triple_that_several_say_is_found_once() {
    let mut store = store();
    let about = "SELECT ?type WHERE { :article-call a ?type }";
    assert_eq!(ask(&store, about).len(), 1);
    let other = format!("{OURS} <a:a> <a:p> <a:b> .");
    store.add_foreign(vec![foreign("one", &other), foreign("two", &format!("{OURS} <a:g> {{ <a:a> <a:p> <a:b> }}"))]).unwrap();
    assert_eq!(ask(&store, about).len(), 1);
    assert_eq!(ask(&store, "SELECT ?o WHERE { <a:a> <a:p> ?o }"), ["<a:b>"]);
    assert_eq!(ask(&store, "SELECT ?g WHERE { GRAPH ?g { <a:a> <a:p> ?o } }"), [":foreign-one", ":foreign-two"]);
    assert_eq!(ask(&store, "SELECT ?s FROM :foreign-two WHERE { ?s ?p ?o } ORDER BY ?s"), ["<a:a>", ":article-call"]);
}

#[test]
fn the_union_is_copied_only_where_it_must_be() {
    let plain = || foreign("one", "<a:a> <a:p> <a:b> . <a:a> <a:p> <a:c> .");
    for (second, copied) in [("<a:a> <a:p> <a:d> .", false), ("<a:a> <a:p> <a:b> .", true), (OURS, true)] {
        let mut store = store();
        store.add_foreign(vec![plain()]).unwrap();
        store.add_foreign(vec![foreign("two", second), foreign("three", "<a:a> <a:p> <a:e> .")]).unwrap();
        assert_eq!(store.copied_union, copied, "{second}");
        let objects = if second.contains("<a:d>") { vec!["<a:b>", "<a:c>", "<a:d>", "<a:e>"] } else { vec!["<a:b>", "<a:c>", "<a:e>"] };
        assert_eq!(ask(&store, "SELECT ?o WHERE { <a:a> <a:p> ?o }"), objects, "{second}");
        assert_eq!(ask(&store, "SELECT ?type WHERE { :article-call a ?type }").len(), 1);
        assert_eq!(ask(&store, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH :foreign-one { ?s ?p ?o } }"), ["2"]);
    }
}

#[test]
fn the_view_stays_as_it_is() {
    let mut store = store();
    let before = (export(&store, false), store.canonical_hash().unwrap(), store.len(), store.entities_named("Lavrov").unwrap());
    // What would change it, were it ours: another name, a claim in an article's graph, a property under another.
    let lavrov = &before.3[0].0;
    let intruder = format!(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dl: <https://w3id.org/dateline/ns#> . <{lavrov}> rdfs:label \"Intruder\" .
         dl:accused rdfs:subPropertyOf dl:materialConflict .
         <https://w3id.org/dateline/id/article-call> {{ <a:claim> a dl:Claim }}"
    );
    let conflict = "SELECT ?a WHERE { ?a dl:materialConflict ?b }";
    store.infer().unwrap();
    let inferred = ask(&store, conflict);
    store.add_foreign(vec![foreign("intruder", &intruder)]).unwrap();
    assert_eq!((export(&store, false), store.canonical_hash().unwrap(), store.len(), store.entities_named("Lavrov").unwrap()), before);
    assert!(store.entities_named("Intruder").unwrap().is_empty());
    assert_eq!(ask(&store, conflict), inferred);
    assert_eq!(ask(&store, "SELECT ?c WHERE { GRAPH :article-call { ?c a dl:Claim } }").len(), 1);
    assert_eq!(ask(&store, "SELECT ?g WHERE { GRAPH ?g { <a:claim> a dl:Claim } }"), [":foreign-intruder"]);
    let whole = export(&store, true);
    assert!(before.0.lines().all(|line| whole.contains(line)));
    assert_eq!(whole.lines().count(), before.0.lines().count() + 3);
    assert!(whole.contains("\"Intruder\" <https://w3id.org/dateline/id/foreign-intruder> ."));
}

#[test]
fn blank_nodes_are_each_files_own() {
    let mut store = store();
    let facts = |what: &str| format!("_:x <a:name> \"{what}\" . <a:a> <a:has> _:x .");
    store.add_foreign(vec![foreign("one", &facts("1")), foreign("two", &facts("2")), foreign("one-two", &facts("3"))]).unwrap();
    assert_eq!(ask(&store, "SELECT ?n WHERE { <a:a> <a:has> ?x . ?x <a:name> ?n }"), ["1", "2", "3"]);
    assert_eq!(ask(&store, "SELECT ?x (COUNT(?n) AS ?names) WHERE { ?x <a:name> ?n } GROUP BY ?x").len(), 3);
}

#[test]
fn every_syntax_gives_the_same_lines() {
    let turtle = "\u{feff}<a:a> <a:p> [ <a:q> \"x\"@en ] .";
    let expected = "<a:a> <a:p> _:b0 .\n_:b0 <a:q> \"x\"@en .\n";
    let xml = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:"><rdf:Description rdf:about="a:a"><a:p rdf:parseType="Resource"><a:q xml:lang="en">x</a:q></a:p></rdf:Description></rdf:RDF>"#;
    for (format, content) in [
        (ExportFormat::Turtle, turtle),
        (ExportFormat::NTriples, "_:z <a:q> \"x\"@en .\n<a:a> <a:p> _:z ."),
        (ExportFormat::RdfXml, xml),
        (ExportFormat::JsonLd, r#"{"@id": "a:a", "a:p": {"a:q": {"@value": "x", "@language": "en"}}}"#),
    ] {
        let quads = read_rdf_as(format, content.as_bytes(), Path::new("-")).unwrap();
        assert_eq!(canonical_nquads(&quads), expected, "{}", format.as_str());
    }
    let error = read_rdf_as(ExportFormat::Turtle, b"<a:a> <a:b> <a:c> .\n<d> <e> <f> .", Path::new("x.ttl")).unwrap_err().to_string();
    assert!(error.starts_with("x.ttl: Parser error at line 2"), "{error}");
}
