//! The checker against shapes whose meaning the standard gives.

use super::*;
use crate::ontology::Ontology;
use crate::resolve::resolve;
use crate::store::tests::rich;
use crate::store::{Options, Store};
use oxigraph::io::{RdfFormat, RdfParser};

const PREFIXES: &str = "@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . \
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . ";

fn graph(data: &str) -> Vec<Quad> {
    let turtle = format!("{PREFIXES} {data}");
    RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).map(Result::unwrap).collect()
}

/// The constraints that data violates, of a property shape on `:p` of every `:C`.
fn violated(property: &str, data: &str) -> Vec<String> {
    let shapes = format!("{PREFIXES} :S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; {property} ] .");
    let shapes = Shapes::read(&shapes).unwrap();
    shapes.violations(&graph(data)).into_iter().map(|violation| violation.constraint).collect()
}

#[test]
fn each_constraint_means_what_the_standard_says() {
    for (property, data, expected) in [
        ("sh:minCount 1", ":x a :C .", vec!["MinCount"]),
        ("sh:minCount 1", ":x a :C ; :p 1 .", vec![]),
        ("sh:maxCount 1", ":x a :C ; :p 1 , 2 .", vec!["MaxCount"]),
        ("sh:datatype xsd:date", ":x a :C ; :p \"2022-02-30\"^^xsd:date .", vec!["Datatype"]),
        ("sh:datatype xsd:date", ":x a :C ; :p \"2022-02-24\"^^xsd:date .", vec![]),
        ("sh:datatype xsd:date", ":x a :C ; :p \"2022-02-24\" .", vec!["Datatype"]),
        ("sh:class :D", ":x a :C ; :p :y .", vec!["Class"]),
        ("sh:class :D", ":x a :C ; :p :y . :y a :E . :E rdfs:subClassOf :F . :F rdfs:subClassOf :D .", vec![]),
        ("sh:nodeKind sh:IRI", ":x a :C ; :p \"y\" .", vec!["NodeKind"]),
        ("sh:in ( \"a\" :b )", ":x a :C ; :p \"a\" , :b .", vec![]),
        ("sh:in ( \"a\" :b )", ":x a :C ; :p \"b\" .", vec!["In"]),
        ("sh:pattern \"^a+$\"", ":x a :C ; :p \"aab\" .", vec!["Pattern"]),
        ("sh:minLength 1", ":x a :C ; :p \"\" .", vec!["MinLength"]),
        ("sh:minInclusive 1", ":x a :C ; :p 0 .", vec!["MinInclusive"]),
        ("sh:lessThanOrEquals :q", ":x a :C ; :p 9 ; :q 10 .", vec![]),
        ("sh:lessThanOrEquals :q", ":x a :C ; :p 11 ; :q 10 .", vec!["LessThanOrEquals"]),
        ("sh:lessThanOrEquals :q", ":x a :C ; :p \"2022-03-01\"^^xsd:date ; :q \"2022-02-28\"^^xsd:date .", vec!["LessThanOrEquals"]),
        ("sh:lessThanOrEquals :q", ":x a :C ; :p 1 ; :q :y .", vec!["LessThanOrEquals"]),
        ("sh:minCount 1", ":x a :D . :D rdfs:subClassOf :C .", vec!["MinCount"]),
    ] {
        assert_eq!(violated(property, data), expected, "{property} on {data}");
    }
}

#[test]
fn inverse_paths_and_alternatives() {
    let shapes = format!(
        "{PREFIXES} :S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ] ;
         sh:or ( [ sh:path :a ; sh:minCount 1 ] [ sh:path :b ; sh:minCount 1 ] ) ."
    );
    let shapes = Shapes::read(&shapes).unwrap();
    let violations = |data: &str| shapes.violations(&graph(data)).into_iter().map(|violation| violation.to_string()).collect::<Vec<_>>();
    assert_eq!(violations(":x a :C ; :b 1 . :y :p :x ."), Vec::<String>::new());
    let found = violations(":x a :C .");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("needs <http://example.org/a> or <http://example.org/b>"), "{found:?}");
}

#[test]
fn what_is_not_known_is_refused_and_not_passed_over() {
    for (shape, message) in [
        ("sh:property [ sh:path :p ; sh:uniqueLang true ]", "sh:uniqueLang"),
        ("sh:property [ sh:path ( :p :q ) ; sh:minCount 1 ]", "a path that is neither"),
        ("sh:sparql [ sh:select \"…\" ]", "sh:sparql"),
        ("sh:property [ sh:minCount 1 ]", "needs a sh:path"),
        ("sh:property [ sh:path :p ; sh:minCount \"many\" ]", "takes a number"),
    ] {
        let error = Shapes::read(&format!("{PREFIXES} :S a sh:NodeShape ; sh:targetClass :C ; {shape} .")).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    assert!(matches!(Shapes::read("no turtle"), Err(ShapesError::Syntax(_))));
    assert!(matches!(Shapes::read(""), Err(ShapesError::Empty)));
}

#[test]
fn the_view_keeps_to_the_shapes() {
    let store = Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let violations = store.violations(&Shapes::embedded()).unwrap();
    assert!(violations.is_empty(), "{}", violations.iter().map(|violation| format!("{violation}\n")).collect::<String>());
}
