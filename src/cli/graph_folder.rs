//! A graph folder of the command line → what it knows. What is damaged in it is named, and costs that article only.

use super::screen::Screen;
use crate::ledger::GraphFolder;
use crate::model::{Article, Claims, Decision, Knowledge};
use crate::pipeline;
use crate::store::{Options, Store};
use std::path::Path;

pub(super) fn knowledge(folder: &Path, screen: &Screen) -> anyhow::Result<Knowledge> {
    let (articles, decisions) = ground_state(folder, screen)?;
    Ok(pipeline::knowledge(articles, &decisions))
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

/// The RDF view of a graph folder.
pub(super) fn store(folder: &Path, screen: &Screen) -> anyhow::Result<Store> {
    Ok(Store::of(&knowledge(folder, screen)?, &Options::default())?)
}

/// What is said when a graph has nobody of this name.
pub(super) fn nobody(folder: &Path, name: &str) -> String {
    format!("{}: nobody and nothing is named {name:?} there", folder.display())
}
