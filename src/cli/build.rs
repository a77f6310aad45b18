//! `dateline build`: articles into a graph folder.
//!
//! Articles are committed a batch at a time: a run that breaks off leaves what it had committed, and running it again does the rest.

use super::args::{Build, Knowing};
use super::screen::{Screen, counted, summary};
use super::{graph_folder, reading};
use crate::ledger::{self, GraphWriter, Writing, Written};
use crate::ontology::{Ontology, OntologyError};
use crate::pipeline::{Counts, Engine};
use anyhow::Context;
use std::num::NonZeroUsize;
use std::path::Path;

pub(super) fn run(arguments: &Build, screen: &Screen) -> anyhow::Result<()> {
    let engine = reading::engine(&arguments.knowing)?;
    let folder = &arguments.output;
    let defaults = Writing::by(reader(&arguments.knowing)?);
    let batch = arguments.batch.map_or(defaults.batch, NonZeroUsize::get);
    let mut writer = GraphWriter::open(folder, Writing { again: arguments.again, batch, ..defaults })?;
    screen.mended(writer.mended());
    let (mut problems, intake) = (0, writer.intake());
    let wants = move |article: &_| intake.wants(article);
    let counts = reading::each_wanted(&arguments.reading, &engine, screen, wants, |extracted| {
        problems += extracted.claims.problems.len();
        Ok(writer.append(&extracted.article, &extracted.claims)?)
    })?;
    let written = writer.finish().with_context(|| format!("writing {}", folder.display()))?;
    if written.known == 0 {
        reading::must_have_articles(&counts)?;
    }
    if problems > 0 {
        screen.note(&format!("{} could not be read in full; `dateline extract` names them", counted(problems, "passage")));
    }
    tell(&counts, &written, arguments, screen)
}

/// A word for what reads the articles: the program, what it learned, what it knows, and how it is set.
fn reader(knowing: &Knowing) -> Result<String, OntologyError> {
    let layers = Ontology::files(&knowing.ontology)?;
    let files = layers.iter().flat_map(|layer| {
        let texts = layer.iter().flat_map(|(name, source)| [name.as_bytes(), source.as_bytes()]);
        // Where a layer ends matters.
        texts.chain([&b""[..]])
    });
    let settings: &[u8] = if knowing.frames_only { b"frames only" } else { b"" };
    let parts = Engine::embedded_files().into_iter().chain([settings]).chain(files);
    let version = env!("CARGO_PKG_VERSION");
    Ok(format!("dateline {version} {}", ledger::fingerprint(parts.chain([version.as_bytes()]))))
}

/// Says what was read and what that changed, and what the graph now holds.
fn tell(counts: &Counts, written: &Written, arguments: &Build, screen: &Screen) -> anyhow::Result<()> {
    if screen.is_quiet() {
        return Ok(());
    }
    if counts.articles + counts.refused > 0 {
        screen.note(&summary(counts));
    }
    changes(written, "by another program, ontology or setting than this one; `--again` reads them anew")
        .iter()
        .for_each(|line| screen.note(line));
    tell_graph(&arguments.output, screen)
}

/// Says what a graph holds.
pub(super) fn tell_graph(folder: &Path, screen: &Screen) -> anyhow::Result<()> {
    let knowledge = graph_folder::knowledge(folder, screen)?;
    screen.note(&format!(
        "{}: {}, {}, {}, {}",
        folder.display(),
        counted(knowledge.articles.len(), "article"),
        counted(knowledge.entities.len(), "actor"),
        counted(knowledge.events.len(), "event"),
        counted(knowledge.statements.len(), "statement"),
    ));
    Ok(())
}

/// What a run did to the graph, where it did more than add. `otherwise` says how articles are known of which this run has other claims.
pub(super) fn changes(written: &Written, otherwise: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let done = [(written.replacing, "replaced"), (written.anew, "read anew"), (written.known, "known already")];
    let done: Vec<String> = done.iter().filter(|(number, _)| *number > 0).map(|(number, how)| format!("{number} {how}")).collect();
    if !done.is_empty() {
        lines.push(format!("{} added, {}", counted(written.added, "article"), done.join(", ")));
    }
    if written.known_to_others > 0 {
        lines.push(format!(
            "{} of those known {otherwise}",
            if written.known_to_others == written.known { "all".to_owned() } else { written.known_to_others.to_string() }
        ));
    }
    if written.superseded > 0 {
        let which = counted(written.superseded, "article");
        lines.push(format!("{which} left out beside another version (the same id or URL): the one published last is kept"));
    }
    lines
}
