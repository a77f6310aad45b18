//! From articles to statements: who did what to whom, and who says so.
//!
//! `cargo run --example build_graph -- examples/articles`

use dateline::model::{Entity, Knowledge};
use dateline::pipeline::{self, Engine};
use dateline::read::{self, Options};
use std::num::NonZeroUsize;
use std::path::PathBuf;

fn main() {
    let mut inputs: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if inputs.is_empty() {
        inputs.push("examples/articles".into());
    }
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let articles = read::articles(inputs, Options::default());
    let (knowledge, refused, counts) = pipeline::build(articles, &Engine::embedded(), threads, |_, _| {});

    for statement in &knowledge.statements {
        let (subject, object) = (name(&knowledge, &statement.subject), name(&knowledge, &statement.object));
        let speakers = statement.support.iter().filter_map(|support| support.said_by.last()).map(|id| name(&knowledge, id));
        let speakers = speakers.collect::<Vec<_>>().join(", ");
        println!(
            "{subject} – {} – {object}{}",
            statement.property,
            if speakers.is_empty() { String::new() } else { format!("  (says {speakers})") }
        );
    }
    for refusal in refused {
        eprintln!("{refusal}");
    }
    eprintln!("{} articles, {} statements, {:.0} words/s", counts.articles, knowledge.statements.len(), counts.words_per_second());
}

/// Entities are sorted by id.
fn name<'k>(knowledge: &'k Knowledge, id: &str) -> &'k str {
    let found = knowledge.entities.binary_search_by(|entity: &Entity| entity.id.as_str().cmp(id));
    found.map_or("?", |index| &knowledge.entities[index].name)
}
