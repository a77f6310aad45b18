//! All that is known of one entity, each fact with the passages that say so.

use super::named;
use super::telling::{Index, Telling, days};
use crate::model::{Entity, Event, Knowledge, Role};
use std::fmt;

/// One entity with its facts, in the order of time; what has no time comes last.
#[derive(Debug, Clone)]
pub struct Dossier<'k> {
    pub entity: &'k Entity,
    pub facts: Vec<Fact<'k>>,
}

/// An event that the entity takes part in, or that it tells of.
#[derive(Debug, Clone)]
pub struct Fact<'k> {
    pub event: &'k Event,
    /// Its role; `None` if it is only the place, or only says so.
    pub role: Option<Role>,
    /// "Russia launched an offensive on Ukraine".
    pub sentence: String,
    pub tellings: Vec<Telling<'k>>,
}

/// The dossiers of all who have this name, in the order of their ids.
pub fn about<'k>(knowledge: &'k Knowledge, name: &str) -> Vec<Dossier<'k>> {
    let index = Index::of(knowledge);
    named(knowledge, name).into_iter().map(|entity| dossier(knowledge, &index, entity)).collect()
}

fn dossier<'k>(knowledge: &'k Knowledge, index: &Index<'k>, entity: &'k Entity) -> Dossier<'k> {
    let concerns = |event: &Event| {
        let takes_part = event.participants.iter().any(|(_, id)| *id == entity.id);
        takes_part || event.place.as_ref() == Some(&entity.id) || event.support.iter().any(|p| p.said_by.contains(&entity.id))
    };
    let mut facts: Vec<Fact> = knowledge.events.iter().filter(|event| concerns(event)).map(|event| fact(index, entity, event)).collect();
    facts.sort_by_key(|fact| {
        let day = fact.event.time.as_ref().and_then(|time| time.earliest.or(time.latest));
        (day.is_none(), day, fact.event.id.clone())
    });
    Dossier { entity, facts }
}

fn fact<'k>(index: &Index<'k>, entity: &Entity, event: &'k Event) -> Fact<'k> {
    Fact {
        event,
        role: event.participants.iter().find(|(_, id)| *id == entity.id).map(|(role, _)| *role),
        sentence: index.sentence(event, &event.predicate),
        tellings: event.support.iter().filter_map(|provenance| index.telling(provenance)).collect(),
    }
}

impl fmt::Display for Dossier<'_> {
    /// For people: the names, then each fact with its day, and under it each passage with its source.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.entity.name, self.entity.kind.as_str())?;
        if !self.entity.other_names.is_empty() {
            write!(f, ", also: {}", self.entity.other_names.join(", "))?;
        }
        writeln!(f)?;
        self.facts.iter().try_for_each(|fact| write!(f, "\n{fact}"))
    }
}

impl fmt::Display for Fact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<10}  {}", days(self.event), self.sentence)?;
        self.tellings.iter().try_for_each(|telling| write!(f, "{telling}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::reports;
    use crate::resolve::resolve;

    #[test]
    fn a_dossier_tells_each_fact_with_its_passages() {
        let knowledge = resolve(reports(), &[]);
        let dossiers = about(&knowledge, "Kyiv");
        assert_eq!(dossiers.len(), 1);
        let text = dossiers[0].to_string();
        for expected in [
            "Ukraine (place), also: Kyiv\n",
            "2022-02-24  Russia launched an offensive on Ukraine\n            told by its own voice in Example Wire, 2022-02-24 [offensive; ",
            "undated     Ukraine rejected talks\n            told by Dmitry Peskov via Sputnik in Example Daily, 2022-02-26 [talks; ",
            "denied by Volodymyr Zelenskyy in Example Daily",
            "“Ukraine had rejected talks, Dmitry Peskov said, according to Sputnik.”\n",
        ] {
            assert!(text.contains(expected), "{expected:?} is not in\n{text}");
        }
    }

    #[test]
    fn speakers_are_shown_with_what_they_say() {
        let knowledge = resolve(reports(), &[]);
        let dossiers = about(&knowledge, "peskov");
        assert_eq!((dossiers.len(), dossiers[0].facts.len(), dossiers[0].facts[0].role), (1, 1, None));
        assert!(about(&knowledge, "Nobody").is_empty());
    }
}
