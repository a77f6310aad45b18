//! `dateline log`: what was done to a graph, run by run.

use super::args::{Log, LogFormat};
use super::screen::{Screen, Style};
use crate::ledger::{self, Run};
use serde_json::{Value, json};

pub(super) fn run(arguments: &Log, screen: &Screen) -> anyhow::Result<()> {
    let history = ledger::history(&arguments.graph)?;
    for problem in &history.problems {
        screen.refused(&problem.to_string());
    }
    match arguments.format.unwrap_or(if screen.has_reader() { LogFormat::Table } else { LogFormat::Jsonl }) {
        LogFormat::Table => screen.data(&table(&history.runs, arguments.articles, screen)),
        LogFormat::Jsonl => {
            screen.data(&history.runs.iter().map(|run| format!("{}\n", record(run, arguments.articles))).collect::<String>())
        }
    }
}

fn table(runs: &[Run], articles: bool, screen: &Screen) -> String {
    let heading =
        format!("{:>4}  {:20}  {:7}  {:>7}  {:>8}  {:>7}  {:>8}  why", "run", "when", "did", "added", "replaced", "removed", "articles");
    let mut text = screen.styled(Style::Bold, &heading) + "\n";
    for run in runs {
        let change = &run.change;
        let foreign = run.foreign.iter().map(|(name, came)| format!("{}foreign {name}", if *came { "" } else { "no more " }));
        let why = foreign.chain(run.why.clone()).collect::<Vec<_>>().join("; ");
        let replaced = change.replacing.len() + change.anew.len();
        let row = format!(
            "{:>4}  {:20}  {:7}  {:>7}  {:>8}  {:>7}  {:>8}  {why}",
            run.number,
            run.when,
            run.did,
            change.added.len(),
            replaced,
            change.removed.len(),
            run.articles
        );
        text += row.trim_end();
        text.push('\n');
        if articles {
            listed(run).for_each(|line| text += &line);
        }
    }
    text
}

/// A line for each article: `+` one that came, `~` one that came in the place of another or was read anew, `-` one that went.
fn listed(run: &Run) -> impl Iterator<Item = String> {
    let change = &run.change;
    let signed = |sign: char, ids: &'_ [String]| ids.iter().map(move |id| (sign, id.clone())).collect::<Vec<_>>();
    let all = [('+', &change.added), ('~', &change.replacing), ('~', &change.anew), ('-', &change.replaced), ('-', &change.removed)];
    let all = all.into_iter().flat_map(move |(sign, ids)| signed(sign, ids));
    // Who is replaced under his own id has come, and not gone.
    let stays = |sign: char, id: &String| sign == '-' && change.replacing.contains(id);
    all.filter(move |(sign, id)| !stays(*sign, id)).map(|(sign, id)| {
        let url = run.urls.get(&id).filter(|_| sign != '-').map(|url| format!("  {url}")).unwrap_or_default();
        format!("      {sign} {id}{url}\n")
    })
}

fn record(run: &Run, articles: bool) -> Value {
    let change = &run.change;
    let mut record = json!({
        "run": run.number, "when": run.when, "did": run.did.as_str(), "reader": run.reader,
        "added": change.added.len(), "replaced": change.replacing.len() + change.anew.len(), "removed": change.removed.len(),
        "articles": run.articles, "why": run.why,
    });
    if let (false, Some(record)) = (run.foreign.is_empty(), record.as_object_mut()) {
        let of = |came: bool| run.foreign.iter().filter(|(_, did)| **did == came).map(|(name, _)| name).collect::<Vec<_>>();
        record.insert("foreign".to_owned(), json!({"came": of(true), "went": of(false)}));
    }
    if let (true, Some(record)) = (articles, record.as_object_mut()) {
        let which = json!({
            "added": change.added, "replacing": change.replacing, "anew": change.anew, "replaced": change.replaced, "removed": change.removed,
            "urls": run.urls,
        });
        record.insert("which".to_owned(), which);
    }
    record
}
