//! Reads the claims off articles that somebody else annotated: CoNLL-U beside the articles' own JSON records.
//!
//! `cargo run --example claims_of_conllu -- ARTICLES.jsonl ANNOTATED.conllu > claims.jsonl`
//!
//! Words of the CoNLL-U are aligned to the article's text whatever the white space. Prints one JSON record an article, as
//! `score_events.py` reads it.

use dateline::annotate::conllu;
use dateline::extract::extract;
use dateline::model::{Article, Claim, Claims, Document, Role, Span};
use dateline::ontology::Ontology;
use serde_json::{Value, json};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [articles, annotated] = arguments.as_slice() else { return Err("give ARTICLES.jsonl and ANNOTATED.conllu".into()) };
    let articles: Vec<Value> = std::fs::read_to_string(articles)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let ontology = Ontology::embedded();
    let (mut words, mut seconds) = (0, 0.0);
    for treebank in conllu::read(&std::fs::read_to_string(annotated)?)? {
        let Some(record) = articles.iter().find(|a| a["id"] == treebank.id.as_str()) else { continue };
        let text = record["text"].as_str().ok_or("an article without text")?;
        let document =
            aligned(&treebank.text, &treebank.document, text).ok_or(format!("{}: other words than the article's", treebank.id))?;
        let published = record["published"].as_str().and_then(|day| day.parse().ok());
        let article = Article { id: treebank.id.clone(), url: None, publisher: None, title: None, published, text: text.to_string() };
        let start = std::time::Instant::now();
        let claims = extract(&article, &document, &ontology);
        seconds += start.elapsed().as_secs_f64();
        words += document.tokens.len();
        println!("{}", written(&article, &claims));
    }
    eprintln!("{words} words in {seconds:.3} s");
    Ok(())
}

/// The document with its spans in `text`, which has the same characters but other white space.
fn aligned(rebuilt: &str, document: &Document, text: &str) -> Option<Document> {
    let solid =
        |text: &str| text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, c)| (at, at + c.len_utf8(), c)).collect::<Vec<_>>();
    let (from, to) = (solid(rebuilt), solid(text));
    if from.len() != to.len() {
        return None;
    }
    let mut starts = std::collections::HashMap::new();
    let mut ends = std::collections::HashMap::new();
    for (a, b) in from.iter().zip(&to) {
        starts.insert(a.0, b.0);
        ends.insert(a.1, b.1);
    }
    let mut document = document.clone();
    for token in &mut document.tokens {
        token.span = Span::new(*starts.get(&(token.span.start as usize))?, *ends.get(&(token.span.end as usize))?);
    }
    Some(document)
}

fn written(article: &Article, claims: &Claims) -> Value {
    let id = |entity: usize| format!("e{}", entity + 1);
    let entities: Vec<Value> = claims
        .entities
        .iter()
        .enumerate()
        .map(|(i, e)| json!({"id": id(i), "name": e.name, "kind": e.kind.as_str(), "names": e.names}))
        .collect();
    let filling = |claim: &Claim, role: Role| claim.fillers(role).map(id).collect::<Vec<_>>();
    let events: Vec<Value> = claims
        .claims
        .iter()
        .enumerate()
        .map(|(i, claim)| {
            let time = claim.time.as_ref().map(
                |t| json!({"earliest": t.earliest.map(|d| d.to_string()), "latest": t.latest.map(|d| d.to_string()), "words": t.words}),
            );
            json!({"id": format!("v{}", i + 1), "type": claim.event_type.as_str(), "mode": claim.mode, "predicate": claim.predicate,
                "trigger": claim.trigger.of(&article.text), "at": claim.evidence.of(&article.text),
                "agents": filling(claim, Role::Agent), "recipients": filling(claim, Role::Recipient),
                "place": claim.place.map(id), "time": time, "polarity": claim.polarity.as_str(), "modality": claim.modality.as_str(),
                "source": claim.said_by.iter().map(|&s| id(s)).collect::<Vec<_>>(), "cue": claim.cue, "rule": claim.found_by})
        })
        .collect();
    json!({"id": article.id, "text": article.text, "entities": entities, "events": events})
}
