//! What is in dispute: claims that cannot all be true, side by side, each with who says so and the sentence.

use super::named;
use super::telling::{Index, Telling, days, outlet};
use crate::model::{Article, Contradiction, ContradictionReason, EntityId, Event, Knowledge, Side, StandingRelation, Stating};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Two claims that contradict each other.
#[derive(Debug, Clone)]
pub struct Dispute<'k> {
    pub reason: ContradictionReason,
    pub one: Claimed<'k>,
    pub other: Claimed<'k>,
}

/// One side of a dispute.
#[derive(Debug, Clone)]
pub struct Claimed<'k> {
    /// "Russia launched an offensive on Ukraine".
    pub sentence: String,
    /// The days of the event, or "undated"; empty for a relation.
    pub days: String,
    /// What it counts, as its sentence has it: "more than 3,500 soldiers".
    pub numbers: Vec<&'k str>,
    pub passage: Passage<'k>,
}

/// Where a side is claimed.
#[derive(Debug, Clone)]
pub enum Passage<'k> {
    Telling(Telling<'k>),
    Stating { article: &'k Article, stating: &'k Stating },
}

/// All disputes of a graph, in the order of their reasons; with a name, those in which its bearer takes part or speaks.
pub fn disputes<'k>(knowledge: &'k Knowledge, name: Option<&str>) -> Vec<Dispute<'k>> {
    let index = Index::of(knowledge);
    let events: BTreeMap<&str, &Event> = knowledge.events.iter().map(|event| (event.id.as_str(), event)).collect();
    let wanted: Option<BTreeSet<&EntityId>> = name.map(|name| named(knowledge, name).into_iter().map(|entity| &entity.id).collect());
    let concerns = |contradiction: &&Contradiction| {
        let Some(wanted) = &wanted else { return true };
        [&contradiction.one, &contradiction.other].into_iter().any(|side| concerned(knowledge, &events, side).any(|id| wanted.contains(id)))
    };
    let claimed = |side: &Side| match side {
        Side::Telling { event, telling } => of_event(&index, events[event.as_str()], *telling),
        Side::Stating { relation, stating } => of_relation(&index, &knowledge.relations[*relation], *stating),
    };
    let dispute = |contradiction: &Contradiction| {
        Some(Dispute { reason: contradiction.reason, one: claimed(&contradiction.one)?, other: claimed(&contradiction.other)? })
    };
    knowledge.contradictions.iter().filter(concerns).filter_map(dispute).collect()
}

/// Who takes part in a side, or says it.
fn concerned<'k>(knowledge: &'k Knowledge, events: &BTreeMap<&str, &'k Event>, side: &Side) -> Box<dyn Iterator<Item = &'k EntityId> + 'k> {
    match side {
        Side::Telling { event, telling } => {
            let event = events[event.as_str()];
            Box::new(event.participants.iter().map(|(_, id)| id).chain(&event.support[*telling].said_by))
        }
        Side::Stating { relation, .. } => {
            let relation = &knowledge.relations[*relation];
            Box::new([Some(&relation.subject), relation.of.as_ref()].into_iter().flatten())
        }
    }
}

fn of_event<'k>(index: &Index<'k>, event: &'k Event, telling: usize) -> Option<Claimed<'k>> {
    let provenance = &event.support[telling];
    let article = index.article(&provenance.article)?;
    let numbers = event.quantities.iter().filter(|quantity| quantity.telling == telling).map(|quantity| quantity.at.of(&article.text));
    Some(Claimed {
        sentence: index.sentence(event, &provenance.predicate),
        days: days(event),
        numbers: numbers.collect(),
        passage: Passage::Telling(index.telling(provenance)?),
    })
}

fn of_relation<'k>(index: &Index<'k>, relation: &'k StandingRelation, stating: usize) -> Option<Claimed<'k>> {
    let stating = &relation.support[stating];
    let article = index.article(&stating.article)?;
    Some(Claimed {
        sentence: index.relation(relation),
        days: String::new(),
        numbers: Vec::new(),
        passage: Passage::Stating { article, stating },
    })
}

impl fmt::Display for Dispute<'_> {
    /// For people: the reason, then both sides, each with its passage.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.reason.as_str())?;
        write!(f, "{}{}", self.one, self.other)
    }
}

impl fmt::Display for Claimed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = if self.numbers.is_empty() { String::new() } else { format!(" [{}]", self.numbers.join("; ")) };
        writeln!(f, "  {:<10}  {}{numbers}", self.days, self.sentence)?;
        match &self.passage {
            Passage::Telling(telling) => write!(f, "{telling}"),
            Passage::Stating { article, stating } => {
                writeln!(f, "            stated in {} [{}; {}]", outlet(article), article.id, stating.rule)?;
                writeln!(f, "            “{}”", stating.at.of(&article.text))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::reports;
    use crate::resolve::resolve;

    #[test]
    fn a_denial_stands_beside_what_it_denies() {
        let knowledge = resolve(reports(), &[]);
        let all = disputes(&knowledge, None);
        assert_eq!(all.len(), 1);
        let text = all[0].to_string();
        for part in [
            "opposite polarity\n  undated     Ukraine rejected talks\n",
            "told by Dmitry Peskov via Sputnik in Example Daily, 2022-02-26 [talks; ",
            "denied by Volodymyr Zelenskyy in Example Daily",
            "“Kyiv never rejected talks, Volodymyr Zelenskyy answered.”\n",
        ] {
            assert!(text.contains(part), "{part:?} is not in\n{text}");
        }
        assert_eq!(disputes(&knowledge, Some("Sputnik")).len(), 1, "who speaks is concerned");
        assert!(disputes(&knowledge, Some("Lavrov")).is_empty());
    }
}
