//! What follows from the hierarchies, asked.

use crate::model::fixture::reports;
use crate::ontology::Ontology;
use crate::resolve::resolve;
use crate::store::{Answer, Export, ExportFormat, Options, Store};

fn ask(store: &Store, sparql: &str) -> Vec<String> {
    match store.query(sparql) {
        Ok(Answer::Solutions(solutions)) => solutions.text_rows().map(|row| row.join(" | ")).collect(),
        other => panic!("{other:?}\n{sparql}"),
    }
}

fn export(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.export(ExportFormat::NQuads, &Export::default(), &mut bytes).unwrap();
    bytes
}

#[test]
fn broader_properties_and_classes_are_found() {
    let options = Options { assert_attributed: true, ..Options::default() };
    let mut store = Store::of(&resolve(reports(), &[]), &Ontology::embedded(), &options).unwrap();
    let who = |property: &str| format!("SELECT ?who ?whom WHERE {{ ?a {property} ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }}");
    let actors = "SELECT ?who WHERE { ?e a dl:Assault ; sem:hasActor/rdfs:label ?who }";
    let graphs = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }";
    for property in ["dl:consulted", "dl:verbalCooperation", "dl:assaulted", "dl:materialConflict"] {
        assert!(ask(&store, &who(property)).is_empty(), "{property}");
    }
    assert!(ask(&store, actors).is_empty());
    let (data, in_graphs, direct) = (export(&store), ask(&store, graphs), ask(&store, &who("dl:spokeWith")));

    let added = store.infer().unwrap();
    assert!(added > 0);
    for (property, rows) in [
        ("dl:consulted", ["Sergei Lavrov | Mevlüt Çavuşoğlu"]),
        ("dl:verbalCooperation", ["Sergei Lavrov | Mevlüt Çavuşoğlu"]),
        ("dl:assaulted", ["Russia | Ukraine"]),
        ("dl:materialConflict", ["Russia | Ukraine"]),
    ] {
        assert_eq!(ask(&store, &who(property)), rows, "{property}");
    }
    assert_eq!(ask(&store, actors), ["Russia", "Ukraine", "missiles"]);
    assert_eq!(ask(&store, &who("dl:spokeWith")), direct, "the narrower property says what it said");
    assert_eq!(ask(&store, graphs), in_graphs, "what stands in the articles' graphs is as it was");
    assert_eq!(export(&store), data, "what is inferred is not exported");
    assert_eq!(store.infer().unwrap(), 0, "once is enough");
}

#[test]
fn a_circle_of_properties_ends() {
    let store = Store::of(&resolve(reports(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let mut quads = store.quads().unwrap().to_vec();
    let node = |name: &str| oxigraph::model::NamedNode::new(format!("https://example.org/{name}")).unwrap();
    let below = oxigraph::model::vocab::rdfs::SUB_CLASS_OF;
    for (one, other) in [("a", "b"), ("b", "c"), ("c", "a")] {
        quads.push(oxigraph::model::Quad::new(node(one), below, node(other), oxigraph::model::GraphName::DefaultGraph));
    }
    let broader = super::broader(&quads, below);
    assert_eq!(broader[&node("a")].iter().cloned().collect::<Vec<_>>(), [node("b"), node("c")]);
}
