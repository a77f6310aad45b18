//! `dateline validate`: whether a graph, or RDF of anybody, keeps to its shapes.

use super::args::{ListFormat, Validate};
use super::graph_folder;
use super::screen::{Screen, counted};
use crate::store::{self, Shapes, Violation};
use anyhow::Context;
use serde_json::json;
use std::fs;
use std::path::Path;

pub(super) fn run(arguments: &Validate, screen: &Screen) -> anyhow::Result<()> {
    let shapes = match &arguments.shapes {
        None => Shapes::embedded(),
        Some(file) => {
            let turtle = fs::read_to_string(file).with_context(|| format!("{}: cannot be read; check the path", file.display()))?;
            Shapes::read(&turtle).with_context(|| file.display().to_string())?
        }
    };
    let violations = violations(&arguments.graph, &shapes, screen)?;
    match arguments.format.unwrap_or(if screen.has_reader() { ListFormat::Pretty } else { ListFormat::Jsonl }) {
        ListFormat::Pretty => screen.data(&violations.iter().map(|violation| format!("{violation}\n")).collect::<String>())?,
        ListFormat::Jsonl => screen.data(&violations.iter().map(|violation| record(violation) + "\n").collect::<String>())?,
    }
    anyhow::ensure!(violations.is_empty(), "{}: {}", arguments.graph.display(), counted(violations.len(), "violation"));
    screen.note(&format!("{}: keeps to the shapes", arguments.graph.display()));
    Ok(())
}

fn violations(graph: &Path, shapes: &Shapes, screen: &Screen) -> anyhow::Result<Vec<Violation>> {
    if graph.is_dir() {
        return Ok(graph_folder::plain_store(graph, screen)?.violations(shapes)?);
    }
    let bytes = fs::read(graph).with_context(|| format!("{}: cannot be read; check the path", graph.display()))?;
    Ok(shapes.violations(&store::read_rdf(&bytes, graph)?))
}

fn record(violation: &Violation) -> String {
    let Violation { node, path, constraint, value, message } = violation;
    json!({"node": node, "path": path, "constraint": constraint, "value": value, "message": message}).to_string()
}
