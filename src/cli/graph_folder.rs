//! A graph folder of the command line → what it knows. What is damaged in it is named, and costs that article only.

use super::args::Viewing;
use super::screen::Screen;
use crate::ledger::GraphFolder;
use crate::model::{Article, Claims, Decision, Knowledge};
use crate::ontology::Ontology;
use crate::pipeline;
#[cfg(feature = "rocksdb")]
use crate::store::StoreError;
use crate::store::{ForeignGraph, Options, Store};
use std::collections::BTreeSet;
#[cfg(feature = "rocksdb")]
use std::io::{self, Write};
use std::path::Path;

pub(super) fn knowledge(folder: &Path, screen: &Screen) -> anyhow::Result<Knowledge> {
    let (articles, decisions) = ground_state(folder, screen)?;
    let knowledge = pipeline::knowledge(articles, &decisions);
    for idle in idle(&knowledge, &decisions) {
        screen.note(&format!(
            "{}: the decision that {} and {} are {} means nobody who is told of now",
            folder.display(),
            idle.one,
            idle.other,
            idle.judgement.as_str()
        ));
    }
    Ok(knowledge)
}

/// Decisions on whom no article speaks of any more: it was removed, or others that came later parted a name into two of whom each has
/// an id of his own.
fn idle<'d>(knowledge: &Knowledge, decisions: &'d [Decision]) -> Vec<&'d Decision> {
    let parts: BTreeSet<&str> = knowledge.entities.iter().flat_map(|entity| &entity.parts).map(|part| part.id.as_str()).collect();
    // What a decision takes out of an article is written with that article's id.
    let is_told_of = |id: &str| parts.contains(id) || id.split_once('@').is_some_and(|(whole, _)| parts.contains(whole));
    decisions.iter().filter(|decision| !is_told_of(&decision.one) || !is_told_of(&decision.other)).collect()
}

/// The articles of a graph folder with their claims, and what was decided of them.
pub(super) type GroundState = (Vec<(Article, Claims)>, Vec<Decision>);

/// What a graph folder holds.
pub(super) fn ground_state(folder: &Path, screen: &Screen) -> anyhow::Result<GroundState> {
    let graph = GraphFolder::open(folder)?;
    let (contents, decisions) = (graph.read()?, graph.decisions()?);
    for problem in &contents.problems {
        screen.refused(&problem.to_string());
    }
    if contents.articles.is_empty() && !contents.problems.is_empty() {
        anyhow::bail!("{}: no article of it could be read", folder.display());
    }
    Ok((contents.articles, decisions))
}

/// The RDF view of a graph folder, as it is unless told otherwise.
pub(super) fn plain_store(folder: &Path, screen: &Screen) -> anyhow::Result<Store> {
    store_with(folder, &Options::default(), screen)
}

/// The RDF view of a graph folder.
pub(super) fn store(folder: &Path, viewing: &Viewing, screen: &Screen) -> anyhow::Result<Store> {
    store_with(folder, &Options { base: viewing.base.clone(), assert_attributed: viewing.assert_attributed }, screen)
}

/// The view as the snapshot in the folder has it; where it has none of this state, it is made, and kept there.
fn store_with(folder: &Path, options: &Options, screen: &Screen) -> anyhow::Result<Store> {
    let graph = GraphFolder::open(folder)?;
    let key = snapshot_key(&graph, options)?;
    if let Some(store) = on_disk(&graph, &key, options, screen)? {
        return Ok(store);
    }
    if let Some(snapshot) = graph.snapshot()
        && let Some(store) = Store::from_snapshot(snapshot, &key, options)?
    {
        return Ok(store);
    }
    let knowledge = knowledge(folder, screen)?;
    // What lacks damaged articles is not this state. A folder that cannot be written is no reason to give no answer.
    let is_whole = !screen.has_refused();
    if is_whole && let Some(store) = made_on_disk(&graph, &knowledge, &key, options, screen)? {
        return Ok(store);
    }
    let store = Store::of(&knowledge, &Ontology::embedded(), options)?;
    if is_whole {
        let _ = graph.keep_snapshot(|to| store.write_snapshot(&key, to));
    }
    Ok(store)
}

/// The view on disk, of the snapshot in the folder; `None` where that is of another state, and where the folder cannot be written.
#[cfg(feature = "rocksdb")]
fn on_disk(graph: &GraphFolder, key: &str, options: &Options, screen: &Screen) -> anyhow::Result<Option<Store>> {
    match Store::on_disk(&graph.snapshot_file(), &graph.index_folder(), key, options) {
        Err(StoreError::Storage(error)) => {
            screen.note(&format!("the graph is loaded into memory, for it cannot be kept on disk: {error}"));
            Ok(None)
        }
        other => Ok(other?),
    }
}

/// The same, with a new snapshot.
#[cfg(feature = "rocksdb")]
fn made_on_disk(
    graph: &GraphFolder,
    knowledge: &Knowledge,
    key: &str,
    options: &Options,
    screen: &Screen,
) -> anyhow::Result<Option<Store>> {
    let write = |to: &mut dyn Write| Store::write_snapshot_of(knowledge, &Ontology::embedded(), options, key, to).map_err(io::Error::other);
    if graph.keep_snapshot(write).is_ok() { on_disk(graph, key, options, screen) } else { Ok(None) }
}

/// Without the feature `rocksdb` there is no view on disk.
#[cfg(not(feature = "rocksdb"))]
fn on_disk(_: &GraphFolder, _: &str, _: &Options, _: &Screen) -> anyhow::Result<Option<Store>> {
    Ok(None)
}

#[cfg(not(feature = "rocksdb"))]
fn made_on_disk(_: &GraphFolder, _: &Knowledge, _: &str, _: &Options, _: &Screen) -> anyhow::Result<Option<Store>> {
    Ok(None)
}

/// A word that is another one whenever the view would be: for another state, other options, another program.
fn snapshot_key(graph: &GraphFolder, options: &Options) -> anyhow::Result<String> {
    let program = format!("dateline-{}", env!("CARGO_PKG_VERSION"));
    // While the program itself is worked on, its version says too little.
    let made = std::env::current_exe().and_then(|program| program.metadata()?.modified()).ok().filter(|_| cfg!(debug_assertions));
    let made = made.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).map(|since| since.as_nanos().to_string());
    let asserted = if options.assert_attributed { "attributed" } else { "own-voice" };
    Ok(format!("{} {asserted} {program} {}", graph.state_hash()?, made.unwrap_or_default()))
}

/// The foreign graphs of a graph folder. One that cannot be read is named, and costs itself only.
pub(super) fn foreign(folder: &Path, screen: &Screen) -> anyhow::Result<Vec<ForeignGraph>> {
    let mut graphs = Vec::new();
    for file in GraphFolder::open(folder)?.foreign()? {
        match ForeignGraph::read(&file.name, &file.content, &file.path) {
            Ok(graph) => graphs.push(graph),
            Err(error) => {
                screen.refused(&format!("{error}; import it again: `dateline import {} FILE --as {}`", folder.display(), file.name))
            }
        }
    }
    Ok(graphs)
}

/// Lets queries of the view see the foreign graphs of its folder.
pub(super) fn add_foreign(store: &mut Store, folder: &Path, screen: &Screen) -> anyhow::Result<()> {
    Ok(store.add_foreign(foreign(folder, screen)?)?)
}

/// What is said when a graph has nobody of this name.
pub(super) fn nobody(folder: &Path, name: &str) -> String {
    format!("{}: nobody and nothing is named {name:?} there", folder.display())
}
