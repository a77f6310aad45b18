//! The whole view, asked as users ask it.

use super::*;
use crate::model::{
    Article, Claims, ContradictionReason, DeclaredType, EventType, QuadClass, Quantity, QuantityRole, RelationObject, RelationProperty,
    Span, StatedRelation, fixture::reports,
};
use crate::ontology::Ontology;
use crate::resolve::resolve;
use std::collections::BTreeSet;

fn store(options: &Options) -> Store {
    Store::of(&resolve(reports(), &[]), &Ontology::embedded(), options).unwrap()
}

/// The reports with what else articles state: an office held, one inferred, a rival for it, numbers that do not agree.
pub(super) fn rich() -> Vec<(Article, Claims)> {
    let mut read = reports();
    // Numbers of a week later would be those of the whole week.
    read[3].0.published = Some("2022-02-25".parse().unwrap());
    let words = |text: &str, words: &str| {
        let start = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
        Span::new(start, start + words.len())
    };
    let relation = |read: &mut (Article, Claims), subject: &str, property, object: RelationObject, of: Option<usize>, inferred| {
        let subject = read.1.entities.iter().position(|entity| entity.name == subject).unwrap();
        let at = words(&read.0.text, &read.1.entities[subject].names[0]);
        let found_by = if inferred { "relation:counterpart" } else { "relation:title" }.to_owned();
        read.1.relations.push(StatedRelation { subject, property, object, of, at, found_by, inferred, sole: true });
    };
    let minister = || RelationObject::Words("foreign minister".to_owned());
    relation(&mut read[3], "Lavrov", RelationProperty::HoldsOffice, minister(), Some(0), false);
    relation(&mut read[2], "Dmitry Peskov", RelationProperty::SpokespersonFor, RelationObject::Entity(5), None, false);
    relation(&mut read[2], "Volodymyr Zelenskyy", RelationProperty::HoldsOffice, minister(), Some(0), true);
    for (report, value, bound, phrase) in [(1, 70.0, Some("more than"), "a wide offensive"), (3, 40.0, None, "an offensive")] {
        let (article, claims) = &mut read[report];
        let (bound, counted) = (bound.map(str::to_owned), "soldiers".to_owned());
        let at = words(&article.text, phrase);
        claims.quantities.push(Quantity { claim: 0, role: QuantityRole::Recipient, value, bound, counted, affiliation: Some(1), at });
    }
    read
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
    store.export(format, &Export::default(), &mut bytes).unwrap();
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

/// The own names of quads: as predicate, or as object.
fn own_names<'q>(quads: impl IntoIterator<Item = &'q Quad>) -> BTreeSet<String> {
    let own = |node: &str| node.strip_prefix(vocabulary::DL).map(str::to_owned);
    let names = |quad: &Quad| {
        let object = match &quad.object {
            oxigraph::model::Term::NamedNode(object) => own(object.as_str()),
            _ => None,
        };
        own(quad.predicate.as_str()).into_iter().chain(object).collect::<Vec<_>>()
    };
    quads.into_iter().flat_map(names).collect()
}

/// The own names that quads give a label.
fn labelled<'q>(quads: impl IntoIterator<Item = &'q Quad>) -> BTreeSet<String> {
    let label = |quad: &&Quad| quad.predicate == oxigraph::model::vocab::rdfs::LABEL;
    let name = |quad: &Quad| {
        quad.subject.to_string().strip_prefix(&format!("<{}", vocabulary::DL)).map(|rest| rest.trim_end_matches('>').to_owned())
    };
    quads.into_iter().filter(label).filter_map(name).collect()
}

/// The own names that the code writes, whatever the input.
fn written() -> BTreeSet<String> {
    let own = |node: &str| node.strip_prefix(vocabulary::DL).map(str::to_owned);
    let fixed = vocabulary::TERMS.iter().filter_map(|term| own(term.as_str()));
    let types = EventType::ALL.iter().flat_map(|&t| [vocabulary::event_class(t), vocabulary::property(t.verb())]);
    let quads = EventType::ALL.iter().filter_map(|t| t.quad_class()).map(|class| vocabulary::quad_class(class).into_owned());
    let relations = RelationProperty::ALL.iter().map(|&relation| vocabulary::relation_property(relation));
    let reasons = ContradictionReason::ALL.iter().map(|&reason| vocabulary::reason_concept(reason));
    let nodes = types.chain(quads).chain(relations).chain(reasons);
    fixed.chain(nodes.filter_map(|node| own(node.as_str()))).collect()
}

#[test]
fn every_own_term_is_declared_and_every_declared_term_is_used() {
    let declared = labelled(&declarations());
    let missing: Vec<String> = written().difference(&declared).cloned().collect();
    assert!(missing.is_empty(), "ontology/dateline.ttl lacks {missing:?}");
    let used: BTreeSet<String> = written().into_iter().chain(own_names(&declarations())).collect();
    let idle: Vec<&String> = declared.difference(&used).collect();
    assert!(idle.is_empty() && declared.len() > 100, "nothing uses {idle:?}");
}

#[test]
fn every_own_term_of_the_output_is_declared() {
    let store =
        Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options { assert_attributed: true, ..Options::default() }).unwrap();
    let declared: BTreeSet<String> = labelled(&declarations()).into_iter().chain(labelled(&*store.quads().unwrap())).collect();
    let missing: Vec<String> = own_names(&*store.quads().unwrap()).difference(&declared).cloned().collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_declared_has_a_label_a_comment_and_a_place_in_the_hierarchy() {
    let declarations = declarations();
    let with = |predicate: oxigraph::model::NamedNodeRef<'_>| -> BTreeSet<String> {
        declarations.iter().filter(|quad| quad.predicate == predicate).map(|quad| quad.subject.to_string()).collect()
    };
    use oxigraph::model::vocab::rdfs;
    let (labels, comments, above) = (with(rdfs::LABEL), with(rdfs::COMMENT), with(rdfs::SUB_PROPERTY_OF));
    for quad in &declarations {
        let subject = quad.subject.to_string();
        assert!(labels.contains(&subject), "{subject} has no label");
        assert!(
            comments.contains(&subject) || above.contains(&subject) || types_without_quad_class().contains(&subject),
            "{subject} has no comment"
        );
    }
}

/// The properties of the types that are neither cooperation nor conflict stand alone.
fn types_without_quad_class() -> BTreeSet<String> {
    EventType::ALL.iter().filter(|t| t.quad_class().is_none()).map(|t| vocabulary::property(t.verb()).to_string()).collect()
}

#[test]
fn predicates_of_frames_are_declared_under_their_types() {
    let mut made = Vec::new();
    write_predicates(&Ontology::embedded(), &mut made).unwrap();
    let kept = include_str!("../../ontology/predicates.ttl");
    assert!(kept == String::from_utf8(made).unwrap(), "run `dateline frames --format turtle > ontology/predicates.ttl`");
    let rows = ask(
        &store(&Options::default()),
        "SELECT ?words ?code WHERE { ?p rdfs:subPropertyOf+ dl:assaulted ; rdfs:label ?words ; dl:cameo ?code . dl:assaulted rdfs:subPropertyOf dl:materialConflict }",
    );
    assert!(rows.len() > 10 && rows.iter().any(|row| row.starts_with("shelled | ")), "{rows:?}");
}

#[test]
fn no_triple_stands_in_two_graphs() {
    let store = Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let triples: BTreeSet<String> =
        store.quads().unwrap().iter().map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object)).collect();
    assert_eq!(triples.len(), store.quads().unwrap().len());
}

#[test]
fn relations_are_claims_and_offices_memberships() {
    let store = Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let offices = "SELECT ?who ?title ?of ?inferred WHERE { ?m a org:Membership ; org:member/rdfs:label ?who ; org:role/rdfs:label ?title ;
        org:organization/rdfs:label ?of . ?claim dl:states ?m ; prov:wasDerivedFrom ?article . OPTIONAL { ?claim dl:inferred ?inferred } }";
    assert_eq!(
        ask(&store, offices),
        ["Sergei Lavrov | foreign minister | Russia |", "Volodymyr Zelenskyy | foreign minister | Ukraine | true"]
    );
    // What is only inferred is not asserted.
    assert_eq!(ask(&store, "SELECT ?who WHERE { ?x dl:holdsOffice ?y . ?x rdfs:label ?who }"), ["Sergei Lavrov"]);
    assert_eq!(ask(&store, "SELECT ?of WHERE { ?x dl:spokespersonFor/rdfs:label ?of }"), ["Russia"]);
}

#[test]
fn numbers_are_values_with_their_bounds_and_contradict_each_other() {
    let store = Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let numbers =
        "SELECT ?value ?least ?counted ?role ?whose ?words WHERE { ?e dl:quantity ?q . ?q dl:counted ?counted ; dl:countedRole ?role ;
        dl:words ?words ; dl:affiliation/rdfs:label ?whose . OPTIONAL { ?q schema:value ?value } OPTIONAL { ?q schema:minValue ?least } }";
    assert_eq!(
        ask(&store, numbers),
        [" | 70 | soldiers | recipient | Ukraine | a wide offensive", "40 |  | soldiers | recipient | Ukraine | an offensive"]
    );
    let reasons = "SELECT ?why (COUNT(?claim) AS ?n) WHERE { ?c a dl:Contradiction ; dl:reason/rdfs:label ?why ; dl:between ?claim .
        ?claim prov:wasDerivedFrom ?article } GROUP BY ?why";
    assert_eq!(ask(&store, reasons), ["disjoint numbers | 2", "opposite polarity | 2"]);
    // That the numbers differ leaves it asserted that it happened.
    assert_eq!(ask(&store, "SELECT ?a WHERE { ?x dl:launchedOffensiveOn ?y . ?x rdfs:label ?a }"), ["Russia"]);
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

/// The quads of a slice, sorted as the whole is.
fn slice(store: &Store, slice: Slice) -> Vec<Quad> {
    let mut text = Vec::new();
    store.export(ExportFormat::NQuads, &Export { slice, ..Export::default() }, &mut text).unwrap();
    RdfParser::from_format(RdfFormat::NQuads).for_slice(&text).map(Result::unwrap).collect()
}

#[test]
fn a_slice_is_a_part_of_the_whole_that_needs_nothing_outside() {
    let store = Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let all: BTreeSet<String> = store.quads().unwrap().iter().map(Quad::to_string).collect();
    let claims = |quads: &[Quad]| quads.iter().filter(|quad| quad.object == vocabulary::CLAIM.into()).count();
    let day = |text: &str| Some(text.parse().unwrap());
    for (wanted, count) in [
        (Slice { article: Some("talks".into()), ..Slice::default() }, 5),
        (Slice { actor: Some("sputnik".into()), ..Slice::default() }, 1),
        (Slice { actor: Some("Lavrov".into()), ..Slice::default() }, 3),
        (Slice { until: day("2022-02-24"), ..Slice::default() }, 3),
        (Slice { since: day("2022-02-25"), actor: Some("NATO".into()), ..Slice::default() }, 1),
        (Slice { actor: Some("nobody".into()), ..Slice::default() }, 0),
    ] {
        let part = slice(&store, wanted.clone());
        assert_eq!(claims(&part), count, "{wanted:?}");
        assert!(part.iter().all(|quad| all.contains(&quad.to_string())), "{wanted:?}");
        let about: BTreeSet<String> = part.iter().map(|quad| quad.subject.to_string()).collect();
        let whole: BTreeSet<String> = store.quads().unwrap().iter().map(|quad| quad.subject.to_string()).collect();
        for object in part.iter().map(|quad| quad.object.to_string()).filter(|object| whole.contains(object)) {
            assert!(about.contains(&object), "{wanted:?} leads to {object}, of which it says nothing");
        }
    }
}

#[test]
fn a_slice_asserts_nothing_that_the_whole_does_not() {
    let store = store(&Options { assert_attributed: true, ..Options::default() });
    // Peskov's claim alone, without the denial.
    let part = slice(&store, Slice { actor: Some("Dmitry Peskov".into()), ..Slice::default() });
    assert!(part.iter().any(|quad| quad.object == vocabulary::STATEMENT.into()));
    assert!(!part.iter().any(|quad| quad.predicate.as_str().ends_with("#rejected")), "{part:?}");
}
