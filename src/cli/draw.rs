//! `dateline draw`: the actors of a graph and what they did to each other, as a picture, or as a file for other programs.

use super::args::Draw;
use super::graph_folder;
use super::screen::{self, Screen, counted};
use crate::draw::{self, DrawOptions};
use crate::graph::ActorGraph;
use std::path::Path;

pub(super) fn run(arguments: &Draw, screen: &Screen) -> anyhow::Result<()> {
    let knowledge = graph_folder::knowledge(&arguments.graph, screen)?;
    let whole = ActorGraph::of(&knowledge);
    let wanted = match &arguments.actor {
        None => whole,
        Some(name) => whole.around(name, 1).ok_or_else(|| anyhow::anyhow!(graph_folder::nobody(&arguments.graph, name)))?,
    };
    let most_nodes = arguments.max_nodes.get();
    let drawing = written(&wanted, &arguments.output, most_nodes, arguments.actor.clone());
    if arguments.output.as_os_str() == "-" {
        return screen.data(&drawing);
    }
    screen::write_file(&arguments.output, drawing.as_bytes())?;
    let shown = wanted.graph.node_count().min(most_nodes);
    screen.note(&format!("{}: {}", arguments.output.display(), counted(shown, "actor")));
    Ok(())
}

/// In the format that the file's ending names; SVG where it names none.
fn written(graph: &ActorGraph, file: &Path, most_nodes: usize, title: Option<String>) -> String {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("dot" | "gv") => draw::dot(&graph.strongest(most_nodes)),
        Some("graphml") => draw::graphml(&graph.strongest(most_nodes)),
        _ => draw::svg(graph, &DrawOptions { most_nodes, title }),
    }
}
