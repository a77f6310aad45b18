//! `dateline remove`: articles out of a graph, as if they had never been in it.

use super::args::Remove;
use super::screen::{Screen, counted};
use crate::ledger;

pub(super) fn run(arguments: &Remove, screen: &Screen) -> anyhow::Result<()> {
    let removal = ledger::remove(&arguments.graph, &arguments.articles, arguments.why.as_deref())?;
    screen.mended(&removal.mended);
    let (graph, count) = (arguments.graph.display(), removal.removed.len());
    screen.note(&format!("{graph}: {} removed, {} left", counted(count, "article"), counted(removal.articles, "article")));
    let whose = if count == 1 { "its" } else { "their" };
    screen.note(&format!("{whose} text stays in the folder until `dateline compact {graph}`"));
    Ok(())
}
