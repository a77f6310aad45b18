//! `dateline entities`: who and what a graph knows, why several names are one, and who may be the same.

use super::args::{Entities, ListFormat};
use super::graph_folder;
use super::screen::{Screen, Style, counted};
use crate::graph::named;
use crate::model::{Candidate, Entity, EntityPart, Knowledge};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn run(arguments: &Entities, screen: &Screen) -> anyhow::Result<()> {
    let knowledge = graph_folder::knowledge(&arguments.graph, screen)?;
    let mut entities: Vec<&Entity> = match &arguments.name {
        None => knowledge.entities.iter().collect(),
        Some(name) => named(&knowledge, name),
    };
    if let Some(name) = arguments.name.as_ref().filter(|_| entities.is_empty()) {
        anyhow::bail!(graph_folder::nobody(&arguments.graph, name));
    }
    entities.retain(|entity| arguments.kind.is_none_or(|kind| entity.kind == kind));
    if arguments.candidates {
        entities.retain(|entity| !entity.candidates.is_empty());
    }
    // Those of whom most articles speak first.
    entities.sort_by_key(|entity| std::cmp::Reverse(articles(entity)));
    let left_out = arguments.limit.map_or(0, |limit| entities.len().saturating_sub(limit.get()));
    entities.truncate(arguments.limit.map_or(entities.len(), |limit| limit.get()));
    let names = Names::of(&knowledge);
    match arguments.format.unwrap_or(if screen.has_reader() { ListFormat::Pretty } else { ListFormat::Jsonl }) {
        ListFormat::Pretty => screen.data(&entities.iter().map(|entity| page(entity, &names, arguments, screen)).collect::<String>())?,
        ListFormat::Jsonl => screen.data(&entities.iter().map(|entity| format!("{}\n", record(entity, &names))).collect::<String>())?,
    }
    if left_out > 0 {
        screen.note(&format!("{} more; --limit tells how many are listed", counted(left_out, "entity")));
    }
    Ok(())
}

/// How many articles speak of an entity.
fn articles(entity: &Entity) -> usize {
    let mut all: Vec<&String> = entity.parts.iter().flat_map(|part| &part.articles).collect();
    all.sort();
    all.dedup();
    all.len()
}

/// The names of all parts by their ids.
struct Names<'k>(BTreeMap<&'k str, &'k str>);

impl<'k> Names<'k> {
    fn of(knowledge: &'k Knowledge) -> Self {
        let parts = knowledge.entities.iter().flat_map(|entity| &entity.parts);
        Self(parts.map(|part| (part.id.as_str(), part.name.as_str())).collect())
    }

    fn name(&self, id: &'k str) -> &'k str {
        self.0.get(id).copied().unwrap_or(id)
    }
}

fn page<'k>(entity: &'k Entity, names: &Names<'k>, arguments: &Entities, screen: &Screen) -> String {
    let known = entity.known_as.as_ref().map(|key| format!(", {key}")).unwrap_or_default();
    let heading = format!("{} ({}{known})", entity.name, entity.kind.as_str());
    let mut text = format!(
        "{}  {}  {}\n",
        screen.styled(Style::Bold, &heading),
        counted(articles(entity), "article"),
        screen.styled(Style::Faint, &entity.id)
    );
    if !arguments.candidates {
        text.extend(entity.parts[1..].iter().map(|part| joined(part, names)));
    }
    text.extend(entity.candidates.iter().map(|candidate| possible(candidate, names)));
    text
}

/// "  = Lavrov  lavrov-1f3a09bc: surname of Sergei Lavrov; both are spoken of with Turkey".
fn joined<'k>(part: &'k EntityPart, names: &Names<'k>) -> String {
    let Some(join) = &part.joined else { return String::new() };
    let evidence: String = join.evidence.iter().map(|words| format!("; {words}")).collect();
    format!("  = {}  {}: {}, with {}{evidence}\n", part.name, part.id, join.reason.as_str(), names.name(&join.with))
}

/// "  ? George Bush  george-bush-1f3a09bc: surname; against it: others bear the surname as well".
fn possible<'k>(candidate: &'k Candidate, names: &Names<'k>) -> String {
    let evidence: String = candidate.evidence.iter().map(|words| format!("; {words}")).collect();
    let against = if candidate.against.is_empty() { String::new() } else { format!("; against it: {}", candidate.against.join(", ")) };
    format!("  ? {}  {}: {}{evidence}{against}\n", names.name(&candidate.id), candidate.id, candidate.reason.as_str())
}

fn record<'k>(entity: &'k Entity, names: &Names<'k>) -> Value {
    let part = |part: &'k EntityPart| {
        let joined = part.joined.as_ref().map(|join| json!({"with": join.with, "reason": join.reason.as_str(), "evidence": join.evidence}));
        json!({"id": part.id, "name": part.name, "articles": part.articles, "joined": joined})
    };
    let candidate = |candidate: &'k Candidate| {
        json!({
            "id": candidate.id, "name": names.name(&candidate.id), "reason": candidate.reason.as_str(),
            "evidence": candidate.evidence, "against": candidate.against,
        })
    };
    json!({
        "id": entity.id, "name": entity.name, "kind": entity.kind.as_str(), "names": entity.other_names, "link": entity.known_as,
        "parts": entity.parts.iter().map(part).collect::<Vec<_>>(),
        "candidates": entity.candidates.iter().map(candidate).collect::<Vec<_>>(),
    })
}
