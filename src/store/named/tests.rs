//! The named questions: that each can be asked, is documented, and finds what it promises.

use super::*;
use crate::model::fixture::reports;
use crate::ontology::Ontology;
use crate::resolve::resolve;
use crate::store::{Answer, Options, QueryOptions, Store, Value};
use oxigraph::io::{RdfFormat, RdfParser};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The fixture's store with what else the data may hold: places on the map, numbers, an office.
fn store() -> Store {
    let mut store = Store::of(&resolve(reports(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let iri = |name: &str| store.entities_named(name).unwrap()[0].0.clone();
    let one = |sparql: &str| match store.query(sparql) {
        Ok(Answer::Solutions(solutions)) => solutions.rows[0][0].as_ref().unwrap().to_string(),
        other => panic!("{other:?}"),
    };
    let assault = one("SELECT ?e WHERE { ?e a dl:Assault }");
    let claim = one("SELECT ?c WHERE { ?c dl:states/a dl:Assault ; prov:wasDerivedFrom :article-offensive }");
    let prefixes: String = PREFIXES.iter().map(|(prefix, iri)| format!("@prefix {prefix}: <{iri}> .\n")).collect();
    let turtle = format!(
        "{prefixes}
        <{kharkiv}> geo:hasGeometry [ geo:asWKT \"POINT(36.2304 49.9935)\"^^geo:wktLiteral ] .
        <{ukraine}> geo:hasGeometry [ geo:asWKT \"POINT(30.5234 50.4501)\"^^geo:wktLiteral ] .
        {assault} dl:quantity [ a dl:Quantity ; schema:minValue 3500 ; dl:counted \"soldiers\" ; dl:countedRole \"recipient\" ;
            dl:affiliation <{ukraine}> ; dl:words \"more than 3,500 soldiers\" ; dl:givenBy {claim} ] ,
            [ a dl:Quantity ; schema:value 40 ; dl:counted \"missiles\" ; dl:countedRole \"instrument\" ; dl:givenBy {claim} ] .
        [] a org:Membership ; org:member <{peskov}> ; org:role [ rdfs:label \"spokesman\" ] ; org:organization <{russia}> .",
        kharkiv = iri("Kharkiv"),
        ukraine = iri("Ukraine"),
        peskov = iri("Peskov"),
        russia = iri("Russia"),
    );
    let added = RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).map(|quad| quad.unwrap());
    store.writable().unwrap().extend(added).unwrap();
    store
}

fn ask(store: &Store, name: &str, values: &[(&str, &str)]) -> Vec<String> {
    let query = NamedQuery::find(name).unwrap();
    let value = |&(variable, words): &(&str, &str)| {
        let parameter = query.parameters.iter().find(|parameter| parameter.name == variable).unwrap();
        (variable.to_owned(), Value { kind: Some(parameter.kind), words: words.to_owned() })
    };
    let options = QueryOptions { values: values.iter().map(value).collect(), ..QueryOptions::default() };
    match store.query_with(&query.sparql, &options) {
        Ok(Answer::Solutions(solutions)) => {
            solutions.text_rows().map(|row| row.join(" | ").trim_end_matches([' ', '|']).to_owned()).collect()
        }
        Ok(other) => panic!("not rows: {other:?}"),
        Err(error) => panic!("{name}: {error}"),
    }
}

#[test]
fn every_file_is_a_named_question() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/queries");
    let stem = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let files: BTreeSet<String> = fs::read_dir(&folder).unwrap().map(|entry| stem(&entry.unwrap().path())).collect();
    let names: Vec<&str> = NamedQuery::all().iter().map(|query| query.name.as_str()).collect();
    assert!(names.is_sorted());
    assert_eq!(names.iter().map(|name| name.to_string()).collect::<BTreeSet<_>>(), files);
    for query in NamedQuery::all() {
        let same = fs::read_to_string(folder.join(format!("{}.rq", query.name))).unwrap();
        assert_eq!(query.sparql, same, "the name is the file's");
    }
}

#[test]
fn every_named_question_is_documented_with_its_parameters() {
    let page = include_str!("../../../docs/sparql.md");
    for query in NamedQuery::all() {
        let start = format!("| `{}` | {} |", query.name, query.about);
        let row = page.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("docs/sparql.md has no row {start}"));
        let documented: Vec<&str> = row[start.len()..].split('`').skip(1).step_by(2).collect();
        let parameters: Vec<&str> = query.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        assert_eq!(documented, parameters, "{}", query.name);
    }
    let rows = page.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, NamedQuery::all().len(), "docs/sparql.md has a row too many");
}

#[test]
fn every_order_is_complete() {
    // Rows that an order leaves open would come as the store happens to hold them.
    let store = store();
    for query in NamedQuery::all() {
        let Ok(Answer::Solutions(solutions)) = store.query(&query.sparql) else { panic!("{}", query.name) };
        let order = query.sparql.rsplit("ORDER BY").next().unwrap();
        for column in solutions.columns().filter(|column| !(query.name == "sources" && *column == "claims")) {
            assert!(order.contains(&format!("?{column}")), "{} does not order by {column}", query.name);
        }
    }
}

#[test]
fn the_named_questions_find_what_they_promise() {
    let store = store();
    let actor = |name: &'static str| [("actor", name)];
    let offensive = "2022-02-24 | 2022-02-24 | Russia launched an offensive on Ukraine (2022-02-24) | affirmed";
    assert_eq!(
        ask(&store, "timeline", &actor("Russia")),
        [format!("{offensive} |  | Example Daily"), format!("{offensive} |  | Example Wire")]
    );
    assert!(ask(&store, "timeline", &[("actor", "Russia"), ("since", "2022-02-25")]).is_empty());
    assert!(ask(&store, "timeline", &[("actor", "Russia"), ("until", "2022-02-23")]).is_empty());
    assert_eq!(ask(&store, "timeline", &[("actor", "Russia"), ("since", "2022-02-24"), ("until", "2022-02-24")]).len(), 2);
    assert_eq!(ask(&store, "timeline", &[]).len(), 3, "all that has a date");

    let rejected = "2022-02-26 | Dmitry Peskov | Sputnik | Ukraine rejected talks | affirmed | actual | Example Daily | \
        Ukraine had rejected talks, Dmitry Peskov said, according to Sputnik.";
    assert_eq!(ask(&store, "claims-by", &actor("Peskov")), [rejected]);
    assert_eq!(ask(&store, "claims-by", &actor("Sputnik")), [rejected], "what is passed on");
    assert_eq!(ask(&store, "claims-by", &[("outlet", "wire")]).len(), 3);
    assert_eq!(ask(&store, "claims-by", &[("outlet", "daily"), ("since", "2022-03-01")]).len(), 2);

    assert_eq!(
        ask(&store, "claims-about", &actor("NATO")),
        ["2022-03-01 | Sergei Lavrov accused NATO | affirmed | actual |  |  | Example Daily | Lavrov accused NATO of expansion."]
    );
    assert_eq!(ask(&store, "claims-about", &actor("Ukraine")).len(), 5);

    let dispute = "Ukraine rejected talks | opposite polarity | Volodymyr Zelenskyy | Kyiv never rejected talks, Volodymyr Zelenskyy answered. | \
        Dmitry Peskov | Ukraine had rejected talks, Dmitry Peskov said, according to Sputnik.";
    assert_eq!(ask(&store, "disputes", &[]), [dispute]);
    for (name, count) in [("Peskov", 1), ("Zelenskyy", 1), ("Ukraine", 1), ("NATO", 0)] {
        assert_eq!(ask(&store, "disputes", &actor(name)).len(), count, "{name}");
    }

    let call = "2022-02-26 | 2022-02-26 | Sergei Lavrov | spoke with | Mevlüt Çavuşoğlu | phone |  | Interfax | Example Wire";
    assert_eq!(ask(&store, "who-met-whom", &[]), [call], "and not who is ready to meet");
    assert_eq!(ask(&store, "who-met-whom", &[("actor", "Çavuşoğlu"), ("other", "Lavrov"), ("since", "2022-02-26")]), [call]);
    assert!(ask(&store, "who-met-whom", &[("actor", "Russia")]).is_empty());
    assert!(ask(&store, "who-met-whom", &[("until", "2022-02-25")]).is_empty());

    assert_eq!(
        ask(&store, "casualties", &[]),
        [
            "2022-02-24 |  | 3500 |  | soldiers | Ukraine | Russia launched an offensive on Ukraine (2022-02-24) |  | more than 3,500 soldiers | Example Wire"
        ]
    );
    assert_eq!(ask(&store, "casualties", &[("actor", "Ukraine"), ("word", "SOLDIER")]).len(), 1);
    assert!(ask(&store, "casualties", &[("word", "civilians")]).is_empty() && ask(&store, "casualties", &actor("NATO")).is_empty());

    assert_eq!(
        ask(&store, "speakers", &[]),
        ["Volodymyr Zelenskyy |  |  | 2", "Dmitry Peskov | spokesman of Russia | Sputnik | 1", "Interfax |  |  | 1"]
    );
    assert_eq!(ask(&store, "speakers", &actor("Sputnik")), ["Dmitry Peskov | spokesman of Russia | Sputnik | 1"]);

    let sources = ask(&store, "sources", &[]);
    assert_eq!(sources.len(), 4);
    assert!(sources[0].starts_with("2022-02-24 | Example Wire | ") && sources[0].contains(" | 2"), "{}", sources[0]);
    assert_eq!(ask(&store, "sources", &[("outlet", "Daily"), ("until", "2022-02-28")]).len(), 1);

    assert_eq!(ask(&store, "network", &[])[0], "Russia | Ukraine | 2 | 3");
    assert_eq!(ask(&store, "network", &[("relation", "dl:materialConflict")]), ["Russia | Ukraine | 1 | 2"]);
    assert_eq!(ask(&store, "network", &actor("NATO")), ["Sergei Lavrov | NATO | 1 | 1"]);

    assert_eq!(ask(&store, "near", &[("place", "Kharkiv")]), ["0 | Kharkiv |  |  | residents fled | affirmed"]);
    assert!(ask(&store, "near", &[("place", "Ukraine")]).is_empty());
    assert_eq!(ask(&store, "near", &[("place", "Ukraine"), ("within_km", "450")]), ["409 | Kharkiv |  |  | residents fled | affirmed"]);

    assert_eq!(
        ask(&store, "evidence", &[("actor", "NATO"), ("other", "Lavrov")]),
        ["2022-03-01 | Sergei Lavrov | accused | NATO | affirmed |  | Example Daily | Lavrov accused NATO of expansion."]
    );
    assert!(ask(&store, "evidence", &[("actor", "NATO"), ("other", "Ukraine")]).is_empty());
}

#[test]
fn a_head_that_is_wrong_is_refused() {
    let body = "SELECT ?x WHERE { VALUES ?x { UNDEF } }";
    let head = "# name: a\n# about: b\n";
    assert!(NamedQuery::read(&format!("{head}# parameter: x (date, required): when\n{body}")).unwrap().parameters[0].required);
    for (text, message) in [
        (body.to_owned(), "line 1: the head has no name"),
        (format!("# name: a\n{body}"), "line 1: the head does not say what the query is about"),
        (format!("{head}# author: c\n{body}"), "line 3: is no `# key: value` with a key name, about or parameter"),
        (format!("{head}# parameter: x (day): when\n{body}"), "line 3: \"day\" is none of name, text, date, number, IRI"),
        (format!("{head}# parameter: x\n{body}"), "line 3: a parameter is written `actor (name): who`, not \"x\""),
        (format!("{head}# parameter: y (date): when\n{body}"), "line 1: the query has no block VALUES ?y { … }"),
    ] {
        assert_eq!(NamedQuery::read(&text).err().unwrap().to_string(), message);
    }
    assert!(NamedQuery::read(&format!("{head}SELECT")).err().unwrap().to_string().contains("error at 3:"));
    let free = Header::read(&format!("# whatever I like\n# parameter: x (number): how many\n{body}")).unwrap();
    assert_eq!((free.other_lines, free.parameters.len()), (vec![1], 1));
}

#[test]
fn a_default_is_read_off_the_query() {
    let near = NamedQuery::find("near").unwrap();
    let defaults: Vec<(&str, Option<&str>)> = near.parameters.iter().map(|p| (p.name.as_str(), p.default.as_deref())).collect();
    assert_eq!(defaults[..2], [("place", None), ("within_km", Some("\"100\"^^<http://www.w3.org/2001/XMLSchema#integer>"))]);
}
