//! What must be read off the two news reports that the project started from. They lie beside the checkout, or where `DATELINE_SHARED`
//! says; without them the test skips with a message.

mod treebank;

use dateline::annotate::Annotator;
use dateline::extract::extract;
use dateline::model::{Article, Claim, Claims, Polarity, Role};
use dateline::ontology::Ontology;
use treebank::shared;

/// Article, speakers, "not" or nothing, agent, predicate, recipient, the day or nothing.
type Row = (&'static str, &'static [&'static str], bool, &'static str, &'static str, &'static str, &'static str);

const EXPECTED: &[Row] = &[
    ("seed-000", &["Interfax"], false, "Sergei Lavrov", "spoke with", "Mevlut Cavusoglu", ""),
    ("seed-000", &[], false, "Russia", "launched an offensive on", "Ukraine", "2022-02-24"),
    ("seed-000", &["Russian media"], false, "Ukraine", "rejected", "", ""),
    ("seed-000", &["Sputnik", "Dmitry Peskov"], false, "Ukraine", "refused", "", ""),
    ("seed-003", &["Volodymyr Zelenskyy"], false, "Ukraine", "held talks with", "", ""),
    ("seed-003", &[], false, "Volodymyr Zelenskyy", "ruled out", "", ""),
    ("seed-003", &["Ukraine"], false, "", "lost", "Russia", ""),
];

fn holds(claims: &Claims, claim: &Claim, row: &Row) -> bool {
    let name = |entity: usize| claims.entities[entity].name.as_str();
    let plays = |role: Role, wanted: &str| wanted.is_empty() || claim.fillers(role).any(|e| name(e) == wanted);
    let day = claim.time.as_ref().and_then(|t| t.earliest).map(|d| d.to_string()).unwrap_or_default();
    claim.said_by.iter().map(|&s| name(s)).eq(row.1.iter().copied())
        && (claim.polarity == Polarity::Denied) == row.2
        && plays(Role::Agent, row.3)
        && claim.predicate == row.4
        && plays(Role::Recipient, row.5)
        && (row.6.is_empty() || day == row.6)
}

#[test]
fn the_first_two_reports_are_read() {
    let Ok(reports) = std::fs::read_to_string(shared().join("gold/seeds.jsonl")) else {
        println!("skipped: no shared data beside the checkout; DATELINE_SHARED may name its folder");
        return;
    };
    let (ontology, mut annotator) = (Ontology::embedded(), Annotator::embedded());
    let mut missing: Vec<&Row> = Vec::new();
    for line in reports.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = record["id"].as_str().unwrap().to_string();
        let published = record["published"].as_str().and_then(|d| d.parse().ok());
        let text = record["text"].as_str().unwrap().to_string();
        let article = Article { id: id.clone(), url: None, publisher: None, title: None, published, text };
        let (document, _) = annotator.annotate(&article);
        let claims = extract(&article, &document, &ontology);
        let wanted = EXPECTED.iter().filter(|row| row.0 == id);
        missing.extend(wanted.filter(|row| !claims.claims.iter().any(|c| holds(&claims, c, row))));
    }
    assert!(missing.is_empty(), "not read: {missing:#?}");
}
