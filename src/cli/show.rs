//! `dateline show`: what a graph knows of somebody, each line with its sentence, its article, and who says so.

use super::args::Show;
use super::graph_folder;
use super::screen::{Screen, Style};
use crate::graph::{Dossier, about};

pub(super) fn run(arguments: &Show, screen: &Screen) -> anyhow::Result<()> {
    let knowledge = graph_folder::knowledge(&arguments.graph, screen)?;
    let dossiers = about(&knowledge, &arguments.name);
    anyhow::ensure!(!dossiers.is_empty(), graph_folder::nobody(&arguments.graph, &arguments.name));
    for dossier in &dossiers {
        screen.data(&page(dossier, screen))?;
    }
    Ok(())
}

/// The dossier with its first line set off, and a blank line after it.
fn page(dossier: &Dossier, screen: &Screen) -> String {
    let text = dossier.to_string();
    let (heading, facts) = text.split_once('\n').unwrap_or((&text, ""));
    format!("{}\n{facts}\n", screen.styled(Style::Bold, heading))
}
