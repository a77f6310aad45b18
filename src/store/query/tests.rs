//! Limits, time, values, graphs and places in queries.

use super::*;
use crate::model::fixture::reports;
use crate::ontology::Ontology;
use crate::resolve::resolve;
use crate::store::{Options, ValueKind};
use std::time::Instant;

fn store() -> Store {
    Store::of(&resolve(reports(), &[]), &Ontology::embedded(), &Options::default()).unwrap()
}

fn rows(answer: Answer) -> Vec<String> {
    match answer {
        Answer::Solutions(solutions) => solutions.text_rows().map(|row| row.join(" | ").trim_end().to_owned()).collect(),
        other => panic!("not rows: {other:?}"),
    }
}

fn ask(store: &Store, sparql: &str) -> Vec<String> {
    rows(store.query(sparql).unwrap_or_else(|error| panic!("{error}\n{sparql}")))
}

fn limited(limit: usize) -> QueryOptions {
    QueryOptions { limit: Some(limit), ..QueryOptions::default() }
}

fn with(values: &[(&str, Option<ValueKind>, &str)]) -> QueryOptions {
    let value = |&(variable, kind, words): &(&str, Option<ValueKind>, &str)| (variable.to_owned(), Value { kind, words: words.to_owned() });
    QueryOptions { values: values.iter().map(value).collect(), ..QueryOptions::default() }
}

/// More rows than are held at a time for a small limit.
const MANY: &str = "SELECT ?a ?b ?c WHERE { ?a a dl:Claim . ?b a dl:Claim . ?c a dl:EventType }";

#[test]
fn a_limit_keeps_the_first_rows_of_the_order() {
    let store = store();
    for sparql in [
        "SELECT ?s ?p ?o WHERE { ?s ?p ?o }",
        MANY,
        "SELECT ?l WHERE { ?s rdfs:label ?l } ORDER BY DESC(?l)",
        "SELECT ?l WHERE { { SELECT ?l WHERE { ?s rdfs:label ?l } ORDER BY DESC(?l) } }",
    ] {
        let all = ask(&store, sparql);
        assert!(all.len() > 20, "{sparql}");
        for limit in [0, 1, 7, all.len() - 1, all.len(), all.len() + 1] {
            let answer = store.query_with(sparql, &limited(limit)).unwrap();
            assert_eq!(answer.is_cut(), limit < all.len(), "{limit} {sparql}");
            assert_eq!(rows(answer), all[..limit.min(all.len())], "{limit} {sparql}");
        }
    }
    assert!(ask(&store, MANY).len() > 2 * 7 + 1024);
}

#[test]
fn a_limit_keeps_the_first_triples() {
    let store = store();
    let construct = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l . ?s ?p ?o }";
    let triples = |options: &QueryOptions| match store.query_with(construct, options).unwrap() {
        Answer::Graph(graph) => (graph.triples, graph.cut),
        other => panic!("not a graph: {other:?}"),
    };
    let (all, cut) = triples(&QueryOptions::default());
    assert!(!cut && all.len() > 3);
    assert_eq!(triples(&limited(3)), (all[..3].to_vec(), true));
    assert_eq!(triples(&limited(all.len())), (all, false));
}

#[test]
fn rows_are_sorted_unless_the_query_itself_orders_them() {
    let store = store();
    let sorted = |sparql: &str| ask(&store, sparql).is_sorted();
    assert!(!sorted("SELECT ?l WHERE { ?s rdfs:label ?l } ORDER BY DESC(?l)"));
    assert!(!sorted("SELECT DISTINCT ?l WHERE { ?s rdfs:label ?l } ORDER BY DESC(?l) LIMIT 20"));
    for other in [
        "SELECT ?l WHERE { ?s rdfs:label ?l FILTER(?l != \"order by\") }",
        "SELECT ?l WHERE { ?s rdfs:label ?l } # order by ?l",
        "SELECT ?l WHERE { { SELECT ?l WHERE { ?s rdfs:label ?l } ORDER BY DESC(?l) LIMIT 20 } }",
    ] {
        assert!(sorted(other), "{other}");
    }
}

/// Reads the data again for every row it has, for far longer than any test may run.
const ENDLESS: &str = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?b . ?c ?p ?d . ?e ?p ?f . ?g ?p ?h . ?i ?p ?j }";

#[test]
fn a_query_ends_when_its_time_is_up() {
    let (store, timeout) = (store(), Duration::from_millis(200));
    let start = Instant::now();
    let error = store.query_with(ENDLESS, &QueryOptions { timeout: Some(timeout), ..QueryOptions::default() }).err().unwrap();
    assert!(matches!(error, QueryError::TimedOut { .. }), "{error}");
    assert_eq!(error.to_string(), "the query took longer than 0.2 s, and was ended");
    assert!(start.elapsed() >= timeout && start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    let in_time = QueryOptions { timeout: Some(Duration::from_secs(60)), ..QueryOptions::default() };
    assert_eq!(rows(store.query_with("SELECT ?x WHERE { VALUES ?x { 1 } }", &in_time).unwrap()), ["1"]);
}

#[test]
fn a_query_can_be_ended_from_outside() {
    let (store, token) = (store(), CancellationToken::new());
    let options = QueryOptions { cancellation: Some(token.clone()), timeout: Some(Duration::from_secs(60)), ..QueryOptions::default() };
    let error = thread::scope(|scope| {
        let asking = scope.spawn(|| store.query_with(ENDLESS, &options).err());
        thread::sleep(Duration::from_millis(100));
        token.cancel();
        asking.join().unwrap().unwrap()
    });
    assert!(matches!(error, QueryError::Cancelled), "{error}");
}

#[test]
fn variables_are_set_as_terms() {
    let store = store();
    let name = "SELECT ?name WHERE { VALUES ?who { UNDEF } ?who a schema:Person ; rdfs:label ?name }";
    let bare = "SELECT ?name WHERE { ?who a schema:Person ; rdfs:label ?name }";
    let filter =
        "SELECT ?name WHERE { ?who a schema:Person ; rdfs:label ?name FILTER(STRSTARTS(?name, \"Serg\") || ?who = ?who) } ORDER BY ?name";
    assert_eq!(ask(&store, name).len(), 4);
    for sparql in [name, bare, filter] {
        let set = |words: &str| store.query_with(sparql, &with(&[("who", Some(ValueKind::Name), words)])).map(rows);
        assert_eq!(set("sergei lavrov").unwrap(), ["Sergei Lavrov"], "{sparql}");
        assert_eq!(set("ski").map_err(|error| error.to_string()), Err("nobody and nothing is named \"ski\" there".to_owned()));
        assert_eq!(set("v").unwrap(), ["Dmitry Peskov", "Mevlüt Çavuşoğlu", "Sergei Lavrov", "Volodymyr Zelenskyy"], "parts of a name");
    }
    // A group above and a count below.
    let count = "SELECT ?class (COUNT(?who) AS ?n) WHERE { ?who a ?class } GROUP BY ?class HAVING(COUNT(?who) > 1)";
    assert_eq!(rows(store.query_with(count, &with(&[("class", None, "schema:Person")])).unwrap()), ["schema:Person | 4"]);
    let error = store.query_with(bare, &with(&[("whom", None, "x")])).err().unwrap();
    assert_eq!(error.to_string(), "the query has no variable ?whom to set");
}

#[test]
fn a_value_is_only_a_value() {
    let store = store();
    let said = "SELECT ?x WHERE { VALUES ?x { UNDEF } }";
    for words in ["\" } UNION { ?s ?p ?o } #", "a\\\"b", "?x", "<https://example.org/ x>", "x:y", "2022-02-30", "1e5", "-"] {
        assert_eq!(rows(store.query_with(said, &with(&[("x", None, words)])).unwrap()), [words]);
        assert_eq!(rows(store.query_with(said, &with(&[("x", Some(ValueKind::Text), words)])).unwrap()), [words]);
    }
    let datatype = "SELECT (IF(ISIRI(?x), \"IRI\", STRAFTER(STR(DATATYPE(?x)), \"#\")) AS ?d) WHERE { VALUES ?x { UNDEF } }";
    for (words, kind) in [
        ("<https://example.org/x>", "IRI"),
        ("dl:spokeWith", "IRI"),
        (":lavrov", "IRI"),
        ("2022-02-24", "date"),
        ("12", "integer"),
        ("-1.5", "decimal"),
        ("1.2.3", "string"),
        ("Lavrov", "string"),
    ] {
        assert_eq!(rows(store.query_with(datatype, &with(&[("x", None, words)])).unwrap()), [kind], "{words}");
    }
    for (kind, words, message) in [
        (ValueKind::Date, "February", "?x: \"February\" is no date like 2022-02-24"),
        (ValueKind::Number, "many", "?x: \"many\" is no number"),
        (ValueKind::Iri, "Lavrov", "?x: \"Lavrov\" is no IRI: write <https://…>, or a known prefix and a name"),
    ] {
        assert_eq!(store.query_with(said, &with(&[("x", Some(kind), words)])).err().unwrap().to_string(), message);
    }
}

#[test]
fn a_name_means_whoever_is_named_just_so_or_else_in_part() {
    let store = store();
    let named = |name: &str| store.entities_named(name).unwrap().into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(named("RUSSIA"), ["Russia"]);
    assert_eq!(named("Moscow"), ["Russia"], "by another name");
    assert_eq!(named(" lav"), ["Sergei Lavrov"]);
    assert_eq!(named("çavuşoğlu"), ["Mevlüt Çavuşoğlu"]);
    assert!(named("").is_empty() && named("assault").is_empty(), "a class is nobody");
}

#[test]
fn the_union_of_graphs_is_the_same_whether_it_is_copied_or_not() {
    let (mut copied, live) = (store(), store());
    copied.copy_union().unwrap();
    let pages = [include_str!("../../../docs/ontology.md"), include_str!("../../../docs/sparql.md")];
    let documented = pages.iter().flat_map(|page| page.split("```sparql\n").skip(1)).map(|rest| rest.split("```").next().unwrap());
    let others = [
        "SELECT * WHERE { ?s ?p ?o }",
        "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p",
        "SELECT ?a ?b WHERE { ?a rdfs:subPropertyOf+ ?b }",
        "SELECT ?g ?c WHERE { GRAPH ?g { ?c a dl:Claim } }",
        "SELECT ?l WHERE { GRAPH :article-talks { ?c dl:states ?e } ?e rdfs:label ?l }",
        "SELECT ?c FROM :article-talks WHERE { ?c a dl:Claim }",
        "SELECT ?c FROM NAMED :article-talks WHERE { GRAPH ?g { ?c a dl:Claim } }",
        "SELECT ?c FROM NAMED :article-talks WHERE { ?c a dl:Claim }",
    ];
    for sparql in documented.chain(others) {
        assert_eq!(ask(&copied, sparql), ask(&live, sparql), "{sparql}");
    }
}

/// The great-circle distance in metres, of (longitude, latitude) in degrees, on a sphere of the earth's mean radius.
fn great_circle(one: (f64, f64), other: (f64, f64)) -> f64 {
    let [(one_long, one_lat), (other_long, other_lat)] = [one, other].map(|(long, lat)| (f64::to_radians(long), f64::to_radians(lat)));
    let half_chord =
        ((other_lat - one_lat) / 2.0).sin().powi(2) + one_lat.cos() * other_lat.cos() * ((other_long - one_long) / 2.0).sin().powi(2);
    2.0 * 6_371_008.8 * half_chord.sqrt().asin()
}

#[test]
fn distances_are_those_on_the_globe() {
    let store = store();
    let (kyiv, kharkiv, moscow) = ((30.5234, 50.4501), (36.2304, 49.9935), (37.6173, 55.7558));
    for (one, other, about_km) in [(kyiv, kharkiv, 410.0), (kyiv, moscow, 756.0), (kyiv, kyiv, 0.0)] {
        let point = |(long, lat): (f64, f64)| format!("\"POINT({long} {lat})\"^^geo:wktLiteral");
        let distance = |unit: &str| -> f64 {
            let sparql = format!("SELECT ?d WHERE {{ BIND(geof:distance({}, {}, uom:{unit}) AS ?d) }}", point(one), point(other));
            ask(&store, &sparql)[0].parse().unwrap()
        };
        let expected = great_circle(one, other);
        assert!((distance("metre") - expected).abs() <= 1.0, "{} {expected}", distance("metre"));
        assert!((distance("kilometre") - expected / 1000.0).abs() <= 0.001);
        assert!((distance("kilometre") - about_km).abs() <= 5.0, "{}", distance("kilometre"));
    }
}

#[test]
fn shapes_contain_meet_and_have_holes() {
    let store = store();
    let literal = |shape: &str| format!("\"{shape}\"^^geo:wktLiteral");
    let (square, ring) = ("POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))", "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))");
    let (inside, hole, outside, edge) = ("POINT(1 2)", "POINT(5 5)", "POINT(11 5)", "POINT(10 5)");
    for (function, one, other, expected) in [
        ("sfWithin", inside, square, "true"),
        ("sfWithin", outside, square, "false"),
        ("sfWithin", inside, ring, "true"),
        ("sfWithin", hole, ring, "false"),
        ("sfWithin", edge, square, "false"),
        ("sfIntersects", edge, square, "true"),
        ("sfIntersects", hole, ring, "false"),
        ("sfContains", square, hole, "true"),
        ("sfContains", ring, hole, "false"),
        ("sfContains", square, ring, "true"),
        ("sfIntersects", ring, "POLYGON((9 9, 12 9, 12 12, 9 12, 9 9))", "true"),
        ("sfIntersects", ring, "POLYGON((20 20, 21 20, 21 21, 20 20))", "false"),
        // What is no shape gives no answer, and ends no query.
        ("sfWithin", "POINT(1", square, ""),
        ("sfWithin", inside, "POLYGON((0 0, 1", ""),
        ("sfWithin", "Kyiv", square, ""),
        ("sfIntersects", "LINESTRING(0 0)", square, ""),
        ("sfIntersects", square, "GEOMETRYCOLLECTION(POINT(1 1), LineString(0 0))", ""),
        ("sfIntersects", "LINESTRING(0 0, 1 1)", square, "true"),
    ] {
        let sparql = format!("SELECT ?x WHERE {{ BIND(geof:{function}({}, {}) AS ?x) }}", literal(one), literal(other));
        assert_eq!(ask(&store, &sparql), [expected], "{function} {one} {other}");
    }
}
