//! `dateline disputes`: claims of a graph that cannot all be true, side by side.

use super::args::{Disputes, ListFormat};
use super::graph_folder;
use super::screen::{Screen, Style, counted};
use crate::graph::{Claimed, Dispute, Passage, disputes, named};
use serde_json::{Value, json};

pub(super) fn run(arguments: &Disputes, screen: &Screen) -> anyhow::Result<()> {
    let knowledge = graph_folder::knowledge(&arguments.graph, screen)?;
    if let Some(name) = arguments.actor.as_ref().filter(|name| named(&knowledge, name).is_empty()) {
        anyhow::bail!(graph_folder::nobody(&arguments.graph, name));
    }
    let mut all = disputes(&knowledge, arguments.actor.as_deref());
    all.retain(|dispute| arguments.reason.is_none_or(|reason| dispute.reason == reason));
    match arguments.format.unwrap_or(if screen.has_reader() { ListFormat::Pretty } else { ListFormat::Jsonl }) {
        ListFormat::Pretty => screen.data(&all.iter().map(|dispute| page(dispute, screen)).collect::<Vec<_>>().join("\n"))?,
        ListFormat::Jsonl => screen.data(&all.iter().map(|dispute| format!("{}\n", record(dispute))).collect::<String>())?,
    }
    screen.note(&counted(all.len(), "dispute"));
    Ok(())
}

fn page(dispute: &Dispute, screen: &Screen) -> String {
    let text = dispute.to_string();
    let (reason, sides) = text.split_once('\n').unwrap_or((&text, ""));
    format!("{}\n{sides}", screen.styled(Style::Bold, reason))
}

fn record(dispute: &Dispute) -> Value {
    json!({"reason": dispute.reason.as_str(), "one": side(&dispute.one), "other": side(&dispute.other)})
}

fn side(claimed: &Claimed) -> Value {
    let (article, quote, told) = match &claimed.passage {
        Passage::Telling(telling) => {
            let p = telling.provenance;
            let told = json!({
                "source": telling.speakers, "cue": p.cue, "polarity": p.polarity.as_str(), "modality": p.modality.as_str(), "rule": p.rule,
            });
            (telling.article, telling.quote, told)
        }
        Passage::Stating { article, stating } => (*article, stating.at.of(&article.text), json!({"source": [], "rule": stating.rule})),
    };
    let published = article.published.map(|day| day.to_string());
    let mut side = json!({
        "claim": claimed.sentence, "days": claimed.days, "numbers": claimed.numbers, "article": article.id, "publisher": article.publisher,
        "published": published, "at": quote,
    });
    if let (Some(side), Value::Object(told)) = (side.as_object_mut(), told) {
        side.extend(told);
    }
    side
}
