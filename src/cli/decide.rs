//! `dateline merge`, `dateline split` and `dateline undo`: what people decide of a graph's entities, written to its decisions and
//! replayed whenever the graph is read.

use super::args::{Deciding, Merge, Split, Undo};
use super::graph_folder;
use super::screen::Screen;
use crate::graph::named;
use crate::ledger::GraphFolder;
use crate::model::{Decision, Entity, EntityKind, EntityPart, Judgement, Knowledge, name_key};
use crate::pipeline;
use anyhow::Context;
use std::env;
use std::path::Path;

pub(super) fn merge(arguments: &Merge, screen: &Screen) -> anyhow::Result<()> {
    let (articles, mut decisions) = graph_folder::ground_state(&arguments.graph, screen)?;
    let knowledge = pipeline::knowledge(articles.clone(), &decisions);
    let (one, other) = (entity(&knowledge, &arguments.one)?, entity(&knowledge, &arguments.other)?);
    anyhow::ensure!(one.id != other.id, "{} and {} are one already", arguments.one, arguments.other);
    anyhow::ensure!(
        arguments.across_kinds || may_be_one(one.kind, other.kind),
        "{} is of the kind {}, {} of the kind {}; --across-kinds makes one of them all the same",
        one.name,
        one.kind.as_str(),
        other.name,
        other.kind.as_str()
    );
    let decision = decision(Judgement::Same, one.id.clone(), other.id.clone(), &arguments.deciding);
    decisions.push(decision.clone());
    anyhow::ensure!(
        together(&pipeline::knowledge(articles, &decisions), &one.id, &other.id),
        "{} and {} stay apart: an earlier decision keeps parts of them apart; `dateline undo` takes the last one back",
        one.name,
        other.name
    );
    record(&arguments.graph, &decision)?;
    screen.note(&format!(
        "{} and {} are one from now on; `dateline undo {}` takes it back",
        one.name,
        other.name,
        arguments.graph.display()
    ));
    Ok(())
}

/// What is written of as a group here is often a body there.
fn may_be_one(one: EntityKind, other: EntityKind) -> bool {
    let collective = |kind: EntityKind| matches!(kind, EntityKind::Organization | EntityKind::Group);
    one == other || collective(one) && collective(other)
}

pub(super) fn split(arguments: &Split, screen: &Screen) -> anyhow::Result<()> {
    let knowledge = graph_folder::knowledge(&arguments.graph, screen)?;
    let whole = entity(&knowledge, &arguments.entity)?;
    let (stays, leaves) = match (&arguments.part, &arguments.article) {
        (Some(part), None) => parting(&knowledge, whole, part)?,
        (None, Some(article)) => of_article(&knowledge, whole, article)?,
        _ => match &whole.parts[..] {
            [first, second] => (first.id.clone(), second.id.clone()),
            [_] => anyhow::bail!("{} has one name only; --article ID takes out what one article says of it", whole.name),
            _ => anyhow::bail!("say which of its parts is another:\n{}", listed(whole)),
        },
    };
    let judgement = if arguments.unsure { Judgement::Unsure } else { Judgement::NotSame };
    record(&arguments.graph, &decision(judgement, stays, leaves, &arguments.deciding))?;
    screen.note(&format!("they stay apart from now on; `dateline undo {}` takes it back", arguments.graph.display()));
    Ok(())
}

pub(super) fn undo(arguments: &Undo, screen: &Screen) -> anyhow::Result<()> {
    let last = GraphFolder::open(&arguments.graph)?.undo()?;
    let last = last.with_context(|| format!("{}: nothing was decided there", arguments.graph.display()))?;
    screen.note(&format!("taken back: {} and {} are {}", last.one, last.other, last.judgement.as_str()));
    Ok(())
}

/// The only entity of a name or an id.
fn entity<'k>(knowledge: &'k Knowledge, name: &str) -> anyhow::Result<&'k Entity> {
    let by_part = knowledge.entities.iter().find(|entity| entity.parts.iter().any(|part| part.id == name));
    let found = by_part.map_or_else(|| named(knowledge, name), |entity| vec![entity]);
    match found[..] {
        [one] => Ok(one),
        [] => anyhow::bail!("nobody and nothing is named {name:?}; `dateline entities` lists who is"),
        _ => {
            let lines: String =
                found.iter().map(|entity| format!("\n  {}  {} ({})", entity.id, entity.name, entity.kind.as_str())).collect();
            anyhow::bail!("several are named {name:?}; say which by its id:{lines}")
        }
    }
}

/// The part that stays and the one that leaves: it may be named by its id, by its name, or be an entity that is another already.
fn parting(knowledge: &Knowledge, whole: &Entity, named: &str) -> anyhow::Result<(String, String)> {
    let is_meant = |part: &&EntityPart| part.id == named || name_key(&part.name) == name_key(named);
    let leaves = whole.parts.iter().filter(is_meant).collect::<Vec<_>>();
    match leaves[..] {
        [leaves] => {
            // What it was joined with: parting it from the head alone would leave the two together by way of that.
            let with = leaves.joined.as_ref().map(|join| join.with.clone());
            let stays = with.or_else(|| whole.parts.iter().find(|part| part.id != leaves.id).map(|part| part.id.clone()));
            Ok((stays.with_context(|| format!("{} has one name only", whole.name))?, leaves.id.clone()))
        }
        [] => match entity(knowledge, named) {
            Ok(other) if other.id != whole.id => Ok((whole.id.clone(), other.id.clone())),
            Ok(_) => anyhow::bail!("{named:?} is no part of its own; {}", listed(whole)),
            Err(error) => Err(error.context(listed(whole))),
        },
        _ => anyhow::bail!("several of its parts are named {named:?}; say which by its id:\n{}", listed(whole)),
    }
}

/// The part that stays, and what the article says under a name of the entity, written as decisions write it. A part of which no other
/// article speaks leaves as it is.
fn of_article(knowledge: &Knowledge, whole: &Entity, article: &str) -> anyhow::Result<(String, String)> {
    let part = whole.parts.iter().find(|part| part.articles.iter().any(|id| id == article));
    let part = part.with_context(|| format!("no article of the id {article:?} speaks of {}", whole.name))?;
    match (part.articles.len(), whole.parts.len()) {
        (1, 1) => anyhow::bail!("no other article speaks of {}", whole.name),
        (1, _) => parting(knowledge, whole, &part.id),
        _ => Ok((whole.id.clone(), format!("{}@{article}", part.id))),
    }
}

fn listed(entity: &Entity) -> String {
    let lines = entity.parts.iter().map(|part| format!("  {}  {}", part.id, part.name));
    format!("the parts of {} are:\n{}", entity.name, lines.collect::<Vec<_>>().join("\n"))
}

fn together(knowledge: &Knowledge, one: &str, other: &str) -> bool {
    let has = |entity: &Entity, id: &str| entity.parts.iter().any(|part| part.id == id);
    knowledge.entities.iter().any(|entity| has(entity, one) && has(entity, other))
}

/// Who decides is the user of the machine, unless told otherwise; the day is today.
fn decision(judgement: Judgement, one: String, other: String, deciding: &Deciding) -> Decision {
    let who = deciding.who.clone().or_else(|| env::var("USER").ok().filter(|user| !user.is_empty()));
    Decision { judgement, one, other, who, why: deciding.why.clone(), on: Some(jiff::ZonedDateTime::now().date()) }
}

fn record(folder: &Path, decision: &Decision) -> anyhow::Result<()> {
    Ok(GraphFolder::open(folder)?.decide(decision)?)
}
