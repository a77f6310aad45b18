//! The whole view, asked as users ask it.

use super::*;
use crate::model::{DeclaredType, EventType, QuadClass, fixture::reports};
use crate::ontology::Ontology;
use crate::resolve::resolve;
use std::collections::BTreeSet;

fn store(options: &Options) -> Store {
    Store::of(&resolve(reports(), &[]), &Ontology::embedded(), options).unwrap()
}

/// The rows of a query, columns joined by " | ".
fn ask(store: &Store, sparql: &str) -> Vec<String> {
    match store.query(sparql) {
        Ok(Answer::Solutions(solutions)) => solutions.text_rows().map(|row| row.join(" | ").trim_end().to_owned()).collect(),
        Ok(other) => panic!("not rows: {other:?}"),
        Err(error) => panic!("{error}\n{sparql}"),
    }
}

/// The queries of the page that documents them, in their order.
fn documented() -> Vec<&'static str> {
    let page = include_str!("../../docs/ontology.md");
    page.split("```sparql\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

fn export(store: &Store, format: ExportFormat) -> String {
    let mut bytes = Vec::new();
    store.export(format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn who_says_so_is_one_short_query() {
    let expected = [
        "Russia | launched an offensive on | Ukraine | affirmed |  |",
        "Russia | launched an offensive on | Ukraine | affirmed |  |",
        "Russia | met | Ukraine | affirmed | Volodymyr Zelenskyy |",
        "Sergei Lavrov | accused | NATO | affirmed |  |",
        "Sergei Lavrov | spoke with | Mevlüt Çavuşoğlu | affirmed | Interfax |",
        "Ukraine | rejected | talks | affirmed | Dmitry Peskov | Sputnik",
        "Ukraine | rejected | talks | denied | Volodymyr Zelenskyy |",
    ];
    assert_eq!(ask(&store(&Options::default()), documented()[0]), expected);
}

#[test]
fn the_documented_queries_find_what_they_promise() {
    let store = store(&Options::default());
    let queries = documented();
    assert_eq!(ask(&store, queries[1]), ["Russia | launched an offensive on | Ukraine"]);
    let when = ask(&store, queries[2]);
    assert_eq!(when.len(), 3);
    assert!(when.iter().all(|row| row.contains("2022-02-2")), "{when:?}");
    assert_eq!(ask(&store, queries[3]), ["Ukraine rejected talks | Volodymyr Zelenskyy | Dmitry Peskov"]);
    assert_eq!(
        ask(&store, queries[4]),
        ["Ukraine rejected talks | affirmed | Dmitry Peskov", "Ukraine rejected talks | denied | Volodymyr Zelenskyy"]
    );
}

#[test]
fn only_the_own_voice_asserts_bare_triples() {
    let bare = "SELECT ?a ?p ?b WHERE { ?x ?q ?y . ?q a rdf:Property ; rdfs:label ?p . ?x rdfs:label ?a . ?y rdfs:label ?b .
                FILTER(strstarts(str(?q), str(dl:)) && !strstarts(str(?x), str(dl:)))
                FILTER NOT EXISTS { ?q rdfs:domain [] } }";
    assert_eq!(ask(&store(&Options::default()), bare), ["Russia | launched an offensive on | Ukraine", "Sergei Lavrov | accused | NATO"]);
    let loose = Options { assert_attributed: true, ..Options::default() };
    // Still not what is denied, and not what is only planned.
    assert_eq!(
        ask(&store(&loose), bare),
        ["Russia | launched an offensive on | Ukraine", "Sergei Lavrov | accused | NATO", "Sergei Lavrov | spoke with | Mevlüt Çavuşoğlu"]
    );
}

#[test]
fn an_articles_graph_holds_its_claims() {
    let graphs = ask(&store(&Options::default()), "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?c a dl:Claim } } GROUP BY ?g");
    assert_eq!(graphs, [":article-call | 1", ":article-offensive | 2", ":article-talks | 3", ":article-week | 2"]);
}

#[test]
fn evidence_is_found_again_by_position_and_by_words() {
    let store = store(&Options::default());
    let rows = ask(
        &store,
        "SELECT ?a ?start ?end ?exact WHERE { ?s oa:hasSource ?a ; oa:hasSelector [ oa:start ?start ; oa:end ?end ] , [ oa:exact ?exact ] }",
    );
    assert_eq!(rows.len(), 8);
    for row in rows {
        let parts: Vec<&str> = row.split(" | ").collect();
        let article = reports().into_iter().map(|(article, _)| article).find(|a| parts[0] == format!(":article-{}", a.id)).unwrap();
        let (start, end): (usize, usize) = (parts[1].parse().unwrap(), parts[2].parse().unwrap());
        assert_eq!(article.text.chars().skip(start).take(end - start).collect::<String>(), parts[3]);
    }
}

#[test]
fn every_own_term_is_declared() {
    let store = store(&Options { assert_attributed: true, ..Options::default() });
    let own = |node: &str| node.strip_prefix(vocabulary::DL).map(str::to_owned);
    let mut used = BTreeSet::new();
    let mut declared: BTreeSet<String> = BTreeSet::new();
    for quad in &store.quads {
        used.extend(own(quad.predicate.as_str()));
        if let oxigraph::model::Term::NamedNode(object) = &quad.object {
            used.extend(own(object.as_str()));
        }
    }
    for quad in store.quads.iter().cloned().chain(declarations()) {
        if let (oxigraph::model::NamedOrBlankNode::NamedNode(node), "http://www.w3.org/2000/01/rdf-schema#label") =
            (&quad.subject, quad.predicate.as_str())
        {
            declared.extend(own(node.as_str()));
        }
    }
    let missing: Vec<&String> = used.difference(&declared).collect();
    assert!(missing.is_empty() && used.len() > 20, "{missing:?}");
}

#[test]
fn every_event_type_is_declared_with_its_property() {
    let declared: BTreeSet<String> = declarations().iter().map(|quad| format!("{} {}", quad.subject, quad.object)).collect();
    for &event_type in EventType::ALL {
        let (class, property) = (vocabulary::event_class(event_type), vocabulary::property(event_type.verb()));
        assert!(declared.contains(&format!("{class} {property}")), "{class} {property}");
        assert!(declared.contains(&format!("{property} {:?}", event_type.verb())), "{property}");
        if let Some(quad) = event_type.quad_class().map(vocabulary::quad_class) {
            assert!(declared.contains(&format!("{class} {quad}")) && declared.contains(&format!("{property} {quad}")), "{class} {quad}");
        }
    }
}

#[test]
fn a_declared_type_is_a_class_with_its_property_and_quad_class() {
    let mut read = reports();
    let declared = DeclaredType {
        name: "TAKE_OVER".into(),
        verb: "took over".into(),
        description: "buy a company".into(),
        quad_class: Some(QuadClass::MaterialCooperation),
        symmetric: false,
        things: false,
    };
    let claim = &mut read[0].1.claims[0];
    (claim.event_type, claim.predicate) = (EventType::declare(declared).unwrap(), "snapped up".into());
    let store = Store::of(&resolve(read, &[]), &Ontology::embedded(), &Options { assert_attributed: true, ..Options::default() }).unwrap();
    let sparql = "SELECT ?who ?did ?whom ?type ?gloss WHERE { ?p rdfs:subPropertyOf+ dl:materialCooperation ; rdfs:label ?did . ?a ?p ?b . \
        ?a rdfs:label ?who . ?b rdfs:label ?whom . ?e a dl:TakeOver . dl:TakeOver rdfs:subClassOf sem:Event ; a dl:EventType ; rdfs:label ?type ; \
        rdfs:comment ?gloss ; dl:property dl:tookOver ; dl:quadClass dl:materialCooperation }";
    assert_eq!(ask(&store, sparql), ["Sergei Lavrov | snapped up | Mevlüt Çavuşoğlu | take over | buy a company"]);
}

#[test]
fn exports_are_the_same_whatever_the_order_and_read_back() {
    let first = store(&Options::default());
    let mut shuffled = reports();
    shuffled.reverse();
    let second = Store::of(&resolve(shuffled, &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let mut counts = BTreeSet::new();
    for &format in ExportFormat::ALL {
        let text = export(&first, format);
        assert_eq!(text, export(&second, format), "{}", format.as_str());
        let syntax = match format {
            ExportFormat::Turtle => RdfFormat::Turtle,
            ExportFormat::TriG => RdfFormat::TriG,
            ExportFormat::NTriples => RdfFormat::NTriples,
            ExportFormat::NQuads => RdfFormat::NQuads,
            ExportFormat::RdfXml => RdfFormat::RdfXml,
            ExportFormat::JsonLd => RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() },
        };
        let triples: BTreeSet<String> = RdfParser::from_format(syntax)
            .for_slice(&text)
            .map(|quad| {
                let quad = quad.unwrap();
                format!("{} {} {}", quad.subject, quad.predicate, quad.object)
            })
            .collect();
        counts.insert(triples.len());
    }
    assert_eq!(counts.len(), 1, "all syntaxes hold the same triples");
}

#[test]
fn a_wrong_query_is_told_where() {
    let error = store(&Options::default()).query("SELECT ?x\nWHERE { ?x dl:agent }").err().unwrap();
    assert!(matches!(error, QueryError::Syntax { line: 2, column: 21, .. }), "{error}");
    let message = error.to_string();
    assert!(
        message.starts_with("the query is wrong at line 2, column 21: ") && message.contains("\n  WHERE { ?x dl:agent }\n"),
        "{message}"
    );
}

#[test]
fn answers_are_written_in_every_format() {
    let store = store(&Options::default());
    let write = |sparql: &str, format: AnswerFormat| {
        let mut bytes = Vec::new();
        store.query(sparql).unwrap().write(format, &mut bytes).map(|()| String::from_utf8(bytes).unwrap())
    };
    let people = "SELECT ?name ?class WHERE { ?p a ?class ; rdfs:label ?name . VALUES ?class { schema:Person } }";
    let table = write(people, AnswerFormat::Table).unwrap();
    assert!(
        table.starts_with("name                 class\n───────────────────  ─────────────\nDmitry Peskov        schema:Person\n"),
        "{table}"
    );
    assert!(table.ends_with("(4 rows)\n"), "{table}");
    assert!(write(people, AnswerFormat::Csv).unwrap().starts_with("name,class\r\nDmitry Peskov,https://schema.org/Person\r\n"));
    assert!(write(people, AnswerFormat::Tsv).unwrap().starts_with("?name\t?class\n"));
    assert!(write(people, AnswerFormat::Json).unwrap().contains("\"Dmitry Peskov\""));
    assert!(write(people, AnswerFormat::Xml).unwrap().contains("<literal>Dmitry Peskov</literal>"));
    assert!(write(people, AnswerFormat::Turtle).unwrap_err().to_string().contains("ask for table"));
    assert_eq!(write("ASK { ?x a dl:Claim }", AnswerFormat::Table).unwrap(), "yes\n");
    let graph = write(
        "CONSTRUCT { ?a dl:spokeWith ?b } WHERE { ?s rdf:predicate dl:spokeWith ; rdf:subject ?a ; rdf:object ?b }",
        AnswerFormat::Turtle,
    );
    assert!(graph.unwrap().contains("dl:spokeWith"));
}

#[test]
fn labels_do_not_multiply_over_graphs() {
    let rows = ask(&store(&Options::default()), "SELECT ?l WHERE { dl:Assault rdfs:label ?l }");
    assert_eq!(rows, ["assault"]);
}

#[test]
fn a_base_must_be_an_iri() {
    for base in ["", "here", "https://example.org/x", "https://example .org/"] {
        let options = Options { base: base.to_owned(), ..Options::default() };
        assert!(matches!(Store::of(&resolve(reports(), &[]), &Ontology::embedded(), &options), Err(StoreError::Base { .. })), "{base}");
    }
    let options = Options { base: "https://example.org/g#".to_owned(), ..Options::default() };
    assert_eq!(ask(&store(&options), "SELECT ?a WHERE { ?a a schema:NewsArticle } LIMIT 1").len(), 1);
}
