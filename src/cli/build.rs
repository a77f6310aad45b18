//! `dateline build`: articles into a graph folder.
//!
//! The folder is replaced as a whole at the end: a run that breaks off leaves the graph that was there.

use super::args::Build;
use super::screen::{Screen, counted, summary};
use super::{graph_folder, reading};
use crate::ledger::GraphFolder;
use crate::pipeline::Counts;
use anyhow::Context;

pub(super) fn run(arguments: &Build, screen: &Screen) -> anyhow::Result<()> {
    let engine = reading::engine(&arguments.knowing)?;
    let folder = &arguments.output;
    let mut writer = match GraphFolder::exists(folder) {
        true => GraphFolder::open(folder)?.extend()?,
        false => GraphFolder::create(folder)?,
    };
    let mut problems = 0;
    let counts = reading::each(&arguments.reading, &engine, screen, |extracted| {
        problems += extracted.claims.problems.len();
        Ok(writer.append(&extracted.article, &extracted.claims)?)
    })?;
    reading::must_have_articles(&counts)?;
    let written = writer.finish().with_context(|| format!("writing {}", folder.display()))?;
    if written.replaced > 0 {
        screen.note(&format!("{} replaced", counted(written.replaced, "article")));
    }
    if problems > 0 {
        screen.note(&format!("{} could not be read in full; `dateline extract` names them", counted(problems, "passage")));
    }
    tell(&counts, arguments, screen)
}

/// Says what was read, and what the graph now holds.
fn tell(counts: &Counts, arguments: &Build, screen: &Screen) -> anyhow::Result<()> {
    if screen.is_quiet() {
        return Ok(());
    }
    let knowledge = graph_folder::knowledge(&arguments.output, screen)?;
    screen.note(&summary(counts));
    screen.note(&format!(
        "{}: {}, {}, {}, {}",
        arguments.output.display(),
        counted(knowledge.articles.len(), "article"),
        counted(knowledge.entities.len(), "actor"),
        counted(knowledge.events.len(), "event"),
        counted(knowledge.statements.len(), "statement"),
    ));
    Ok(())
}
