//! `dateline diff`: what one graph says and another does not.

use super::args::{Diff, ListFormat};
use super::graph_folder;
use super::screen::Screen;
use crate::graph::{Difference, difference};
use serde_json::json;

pub(super) fn run(arguments: &Diff, screen: &Screen) -> anyhow::Result<()> {
    let before = graph_folder::knowledge(&arguments.before, screen)?;
    let after = graph_folder::knowledge(&arguments.after, screen)?;
    let found = difference(&before, &after);
    match arguments.format.unwrap_or(if screen.has_reader() { ListFormat::Pretty } else { ListFormat::Jsonl }) {
        ListFormat::Pretty => screen.data(&found.to_string())?,
        ListFormat::Jsonl => screen.data(&records(&found))?,
    }
    let (gained, lost, changed) = (found.gained.len(), found.lost.len(), found.changed.len());
    screen.note(&match found.is_empty() {
        true => "no difference".to_owned(),
        false => format!("{gained} gained, {lost} lost, {changed} changed"),
    });
    Ok(())
}

/// A record for each statement, with what came and what went.
fn records(found: &Difference) -> String {
    let mut lines = Vec::new();
    lines.extend(found.gained.iter().map(|told| json!({"gained": told.statement, "tellings": told.tellings})));
    lines.extend(found.lost.iter().map(|told| json!({"lost": told.statement, "tellings": told.tellings})));
    lines.extend(found.changed.iter().map(|c| json!({"changed": c.statement, "gained_tellings": c.gained, "lost_tellings": c.lost})));
    lines.iter().map(|line| format!("{line}\n")).collect()
}
