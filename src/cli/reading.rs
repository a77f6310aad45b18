//! What the commands that read articles share: inputs in, results in order, refusals named.

use super::args::{Knowing, Reading};
use super::screen::{Progress, Screen};
use crate::model::Article;
use crate::ontology::Ontology;
use crate::pipeline::{self, Counts, Engine, Extracted};
use crate::read::{self, Options, Origin, Refusal};
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread;

/// The engine with the user's own ontology over that of the program. A mistake in it is wrong usage.
pub(super) fn engine(knowing: &Knowing) -> anyhow::Result<Engine> {
    let engine = Engine::knowing(Ontology::with_overlays(&knowing.ontology)?);
    Ok(if knowing.frames_only { engine.frames_only() } else { engine })
}

/// Reads the inputs and gives each article's result to `take`; names the inputs that are refused.
pub(super) fn each(
    reading: &Reading,
    engine: &Engine,
    screen: &Screen,
    mut take: impl FnMut(Extracted) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
    each_located(reading, engine, screen, |_, extracted| take(extracted))
}

/// As [`each`], with where each article was read.
pub(super) fn each_located(
    reading: &Reading,
    engine: &Engine,
    screen: &Screen,
    mut take: impl FnMut(Origin, Extracted) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
    // The flow knows nothing of files; ids are unique in a run, so each finds its place again.
    let origins: Mutex<HashMap<String, Origin>> = Mutex::default();
    let entered = || origins.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let articles = read::located_articles(reading.inputs.clone(), options(reading)).map(|found| {
        found.map(|(origin, article)| {
            entered().insert(article.id.clone(), origin);
            article
        })
    });
    stream(articles, reading, engine, screen, |extracted| {
        let origin = entered().remove(&extracted.article.id);
        take(origin.expect("an article has a place"), extracted)
    })
}

/// As [`each`], for articles that are wanted; of an article all versions are asked for.
pub(super) fn each_wanted(
    reading: &Reading,
    engine: &Engine,
    screen: &Screen,
    wants: impl Fn(&Article) -> bool + Send,
    take: impl FnMut(Extracted) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
    let articles = read::articles(reading.inputs.clone(), Options { versions: true, ..options(reading) });
    let wanted = articles.filter(move |found| found.as_ref().map_or(true, &wants));
    stream(wanted, reading, engine, screen, take)
}

fn options(reading: &Reading) -> Options {
    Options { max_article_bytes: reading.max_article_bytes, lines: reading.lines, ..Options::default() }
}

fn stream(
    articles: impl Iterator<Item = Result<Article, Refusal>> + Send,
    reading: &Reading,
    engine: &Engine,
    screen: &Screen,
    mut take: impl FnMut(Extracted) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
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
