//! `dateline compact`: what was removed or replaced off the disk; with `--repair`, what is damaged out of the graph.

use super::args::Compact;
use super::screen::{Screen, counted};
use crate::ledger;

pub(super) fn run(arguments: &Compact, screen: &Screen) -> anyhow::Result<()> {
    let graph = &arguments.graph;
    let done = if arguments.repair { ledger::repair(graph)? } else { ledger::compact(graph)? };
    screen.mended(&done.mended);
    screen.mended(&done.lost);
    for kept in &done.kept {
        let messages = [format!(
            "{} is the damaged file; `dateline build {} -o {}` reads anew what can be read of it, what was removed or replaced as well",
            kept.display(),
            kept.display(),
            graph.display()
        )];
        screen.mended(&messages);
    }
    screen.note(&format!("{}: {} in {} bytes, {} before", graph.display(), counted(done.articles, "article"), done.after, done.before));
    Ok(())
}
