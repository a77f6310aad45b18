//! `dateline stats`: how much of what a graph holds, and the hash of its content.

use super::args::{ListFormat, Stats};
use super::graph_folder;
use super::screen::Screen;
use crate::model::Knowledge;
use crate::ontology::Ontology;
use crate::store::{ForeignGraph, Options, Store};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub(super) fn run(arguments: &Stats, screen: &Screen) -> anyhow::Result<()> {
    let knowledge = graph_folder::knowledge(&arguments.graph, screen)?;
    let store = Store::of(&knowledge, &Ontology::embedded(), &Options::default())?;
    let mut counts = counts(&knowledge, &store)?;
    counts.insert("foreign".to_owned(), foreign(&graph_folder::foreign(&arguments.graph, screen)?));
    screen.data(&match arguments.format.unwrap_or(if screen.has_reader() { ListFormat::Pretty } else { ListFormat::Jsonl }) {
        ListFormat::Pretty => page(&counts),
        ListFormat::Jsonl => format!("{}\n", Value::Object(counts)),
    })
}

fn counts(knowledge: &Knowledge, store: &Store) -> anyhow::Result<Map<String, Value>> {
    let days: Vec<_> = knowledge.articles.iter().filter_map(|article| article.published).collect();
    let passages = knowledge.events.iter().flat_map(|event| &event.support);
    let attributed = passages.clone().filter(|telling| !telling.said_by.is_empty()).count();
    let day = |day: Option<&jiff::civil::Date>| day.map(ToString::to_string);
    let fields = [
        ("articles", json!(knowledge.articles.len())),
        ("published", json!([day(days.iter().min()), day(days.iter().max())])),
        ("publishers", tally(knowledge.articles.iter().filter_map(|article| article.publisher.clone()))),
        ("entities", tally(knowledge.entities.iter().map(|entity| entity.kind.as_str().to_owned()))),
        ("events", tally(knowledge.events.iter().map(|event| event.event_type.as_str().to_owned()))),
        ("claims", json!(passages.count())),
        ("attributed claims", json!(attributed)),
        ("statements", json!(knowledge.statements.len())),
        ("relations", tally(knowledge.relations.iter().map(|relation| relation.property.as_str().to_owned()))),
        ("contradictions", tally(knowledge.contradictions.iter().map(|found| found.reason.as_str().to_owned()))),
        ("quads", json!(store.len())),
        ("hash", json!(store.canonical_hash()?)),
    ];
    Ok(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The triples of each foreign graph, after their sum. They are no part of what is counted above, nor of the hash.
fn foreign(graphs: &[ForeignGraph]) -> Value {
    let all: usize = graphs.iter().map(ForeignGraph::len).sum();
    let each = graphs.iter().map(|graph| (graph.name().to_owned(), json!(graph.len())));
    // A graph may be called "all", as the sum is.
    let each = each.map(|(name, count)| (if name == "all" { "foreign-all".to_owned() } else { name }, count));
    Value::Object([("all".to_owned(), json!(all))].into_iter().chain(each).collect())
}

/// How often each word comes, the most frequent first, after their sum.
fn tally(words: impl Iterator<Item = String>) -> Value {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    let mut sorted: Vec<(String, usize)> = counts.into_iter().collect();
    sorted.sort_by(|(one, many), (other, more)| more.cmp(many).then_with(|| one.cmp(other)));
    let all: usize = sorted.iter().map(|(_, count)| count).sum();
    let each = sorted.into_iter().map(|(word, count)| (word, json!(count)));
    Value::Object([("all".to_owned(), json!(all))].into_iter().chain(each).collect())
}

fn page(counts: &Map<String, Value>) -> String {
    let width = counts.keys().map(String::len).max().unwrap_or(0);
    let words = |value: &Value| match value {
        Value::Object(parts) => {
            let all = parts.get("all").cloned().unwrap_or_default();
            let each = parts.iter().filter(|(word, _)| *word != "all").map(|(word, count)| format!("{word} {count}"));
            format!("{all}  {}", each.collect::<Vec<_>>().join(", ")).trim_end().to_owned()
        }
        Value::Array(days) => days.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" to "),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    counts.iter().map(|(name, value)| format!("{name:width$}  {}\n", words(value))).collect()
}
