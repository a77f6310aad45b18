//! The questions of `docs/questions.md`, asked of the graph of the example articles: each must give the rows that stand there.

use dateline::ontology::Ontology;
use dateline::pipeline::{self, Engine};
use dateline::read;
use dateline::store::{Answer, Options, Store};
use std::num::NonZeroUsize;

/// One question of the page.
struct Question<'p> {
    title: &'p str,
    sparql: &'p str,
    /// The first rows, columns joined by " | ".
    rows: Vec<&'p str>,
    /// Whether there are more than those.
    more: bool,
}

fn questions(page: &str) -> Vec<Question<'_>> {
    page.split("\n### ").skip(1).map(question).collect()
}

fn question(section: &str) -> Question<'_> {
    let (title, body) = section.split_once('\n').unwrap();
    let block = |start: &str| {
        let from = body.find(start).unwrap_or_else(|| panic!("{title} has no {start:?}")) + start.len();
        &body[from..from + body[from..].find("```").unwrap()]
    };
    let mut rows: Vec<&str> = block("```text\n").lines().collect();
    let more = rows.last() == Some(&"…");
    rows.truncate(rows.len() - usize::from(more));
    Question { title, sparql: block("```sparql\n"), rows, more }
}

fn examples() -> Store {
    let articles = read::articles(vec![concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles").into()], read::Options::default());
    let (knowledge, refused, _) = pipeline::build(articles, &Engine::embedded(), NonZeroUsize::new(2).unwrap(), |_, _| {});
    assert!(refused.is_empty());
    Store::of(&knowledge, &Ontology::embedded(), &Options::default()).unwrap()
}

#[test]
fn the_example_graph_answers_every_question_as_it_stands() {
    let store = examples();
    let questions = questions(include_str!("../docs/questions.md"));
    assert!(questions.len() >= 25);
    let mut wrong = Vec::new();
    for question in &questions {
        let Answer::Solutions(answer) = store.query(question.sparql).unwrap_or_else(|error| panic!("{}: {error}", question.title)) else {
            panic!("{} gives no rows", question.title)
        };
        let rows: Vec<String> = answer.text_rows().map(|row| row.join(" | ").trim_end().to_owned()).collect();
        let fits = rows.len() >= question.rows.len()
            && (rows.len() > question.rows.len()) == question.more
            && rows.iter().zip(&question.rows).all(|(row, expected)| row == expected);
        if !fits || question.rows.is_empty() {
            wrong.push(format!("{}\n  {}", question.title, rows.iter().take(7).cloned().collect::<Vec<_>>().join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "answered otherwise:\n{}", wrong.join("\n"));
}
