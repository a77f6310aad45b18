//! What the commands that read articles share: inputs in, results in order, refusals named.

use super::args::{Knowing, Reading};
use super::screen::{Progress, Screen};
use crate::ontology::Ontology;
use crate::pipeline::{self, Counts, Engine, Extracted};
use crate::read::{self, Options};
use std::num::NonZeroUsize;
use std::thread;

/// The engine with the user's own ontology over that of the program. A mistake in it is wrong usage.
pub(super) fn engine(knowing: &Knowing) -> anyhow::Result<Engine> {
    Ok(Engine::knowing(Ontology::with_overlays(&knowing.ontology)?))
}

/// Reads the inputs and gives each article's result to `take`; names the inputs that are refused.
pub(super) fn each(
    reading: &Reading,
    engine: &Engine,
    screen: &Screen,
    mut take: impl FnMut(Extracted) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
    let articles = read::articles(reading.inputs.clone(), Options { max_article_bytes: reading.max_article_bytes });
    let progress: Progress = screen.progress();
    pipeline::stream(articles, engine, threads(reading), |outcome, counts| {
        progress.show(counts);
        match outcome {
            Ok(extracted) => take(extracted),
            Err(refusal) => {
                progress.aside(|| screen.refused(&refusal.to_string()));
                Ok(())
            }
        }
    })
}

/// A reading failed when there was no article at all.
pub(super) fn must_have_articles(counts: &Counts) -> anyhow::Result<()> {
    anyhow::ensure!(counts.articles > 0, "no article could be read");
    Ok(())
}

fn threads(reading: &Reading) -> NonZeroUsize {
    reading.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}
