//! How two graphs differ: the statements that only one of them has, and those that are told otherwise.

use super::telling::{Index, days, voice};
use crate::model::{EntityId, Event, Held, Knowledge, Modality, Polarity, Provenance};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What the second of two graphs has more, less, and other than the first. All sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Statements that only the second has, with their tellings.
    pub gained: Vec<Told>,
    /// Statements that only the first has.
    pub lost: Vec<Told>,
    /// Statements of both that other passages tell, or that are told otherwise.
    pub changed: Vec<Changed>,
}

/// A statement, with how it is told: "denied by Volodymyr Zelenskyy in a17, 2022-02-26".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// "Ukraine rejected talks".
    pub statement: String,
    pub tellings: Vec<String>,
}

/// A statement with the tellings that came and went.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Changed {
    pub statement: String,
    pub gained: Vec<String>,
    pub lost: Vec<String>,
}

/// A statement by its ids, the same in both graphs: subject, property, object.
type Key = (EntityId, String, String);

/// How the second graph differs from the first.
pub fn difference(first: &Knowledge, second: &Knowledge) -> Difference {
    let (before, after) = (statements(first), statements(second));
    let mut difference = Difference::default();
    for (key, (statement, tellings)) in &after {
        match before.get(key) {
            None => difference.gained.push(told(statement, tellings)),
            Some((_, former)) if former != tellings => difference.changed.push(Changed {
                statement: statement.clone(),
                gained: tellings.difference(former).cloned().collect(),
                lost: former.difference(tellings).cloned().collect(),
            }),
            Some(_) => {}
        }
    }
    let only_before = before.iter().filter(|(key, _)| !after.contains_key(key));
    difference.lost = only_before.map(|(_, (statement, tellings))| told(statement, tellings)).collect();
    difference
}

fn told(statement: &str, tellings: &BTreeSet<String>) -> Told {
    Told { statement: statement.to_owned(), tellings: tellings.iter().cloned().collect() }
}

/// All statements and relations, in words, with how they are told.
fn statements(knowledge: &Knowledge) -> BTreeMap<Key, (String, BTreeSet<String>)> {
    let index = Index::of(knowledge);
    let events: BTreeMap<&str, &Event> = knowledge.events.iter().map(|event| (event.id.as_str(), event)).collect();
    let mut all: BTreeMap<Key, (String, BTreeSet<String>)> = BTreeMap::new();
    for statement in &knowledge.statements {
        let key = (statement.subject.clone(), statement.property.clone(), statement.object.clone());
        let words = || format!("{} {} {}", index.name(&statement.subject), statement.property, index.name(&statement.object));
        let tellings = &mut all.entry(key).or_insert_with(|| (words(), BTreeSet::new())).1;
        let day = events.get(statement.event.as_str()).map(|event| days(event)).unwrap_or_default();
        tellings.extend(statement.support.iter().map(|provenance| telling(&index, provenance, &day)));
    }
    for relation in &knowledge.relations {
        let object = match &relation.object {
            Held::Entity(entity) => entity,
            Held::Words(words) => words,
        };
        let of = relation.of.as_deref().unwrap_or_default();
        let key = (relation.subject.clone(), relation.property.as_str().to_owned(), format!("{object} {of}"));
        let tellings = &mut all.entry(key).or_insert_with(|| (index.relation(relation), BTreeSet::new())).1;
        let stated = |inferred: bool| if inferred { "inferred" } else { "stated" };
        tellings.extend(relation.support.iter().map(|stating| format!("{} in {}", stated(stating.inferred), stating.article)));
    }
    all
}

fn telling<'k>(index: &Index<'k>, provenance: &'k Provenance, days: &str) -> String {
    let stance = match (provenance.polarity, provenance.modality) {
        (Polarity::Denied, Modality::Actual) => "denied".to_owned(),
        (Polarity::Affirmed, Modality::Actual) => "told".to_owned(),
        (Polarity::Denied, modality) => format!("denied as {}", modality.as_str()),
        (Polarity::Affirmed, modality) => format!("told as {}", modality.as_str()),
    };
    let speakers: Vec<&str> = provenance.said_by.iter().map(|id| index.name(id)).collect();
    let by = voice(&speakers);
    format!("{stance} by {by} in {}, {days}", provenance.article)
}

impl Difference {
    /// Whether the two graphs say the same.
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty() && self.changed.is_empty()
    }
}

/// As a patch is written: `+` what came, `-` what went, `~` what is told otherwise.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (sign, all) in [("+", &self.gained), ("-", &self.lost)] {
            for told in all {
                writeln!(f, "{sign} {}", told.statement)?;
                told.tellings.iter().try_for_each(|telling| writeln!(f, "    {sign} {telling}"))?;
            }
        }
        for changed in &self.changed {
            writeln!(f, "~ {}", changed.statement)?;
            changed.gained.iter().try_for_each(|telling| writeln!(f, "    + {telling}"))?;
            changed.lost.iter().try_for_each(|telling| writeln!(f, "    - {telling}"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::fixture::reports;
    use crate::resolve::resolve;

    #[test]
    fn what_an_article_adds_is_gained_and_what_it_denies_is_changed() {
        let all = reports();
        let without_talks: Vec<_> = all.iter().filter(|(article, _)| article.id != "talks").cloned().collect();
        let (before, after) = (resolve(without_talks, &[]), resolve(all.clone(), &[]));
        let difference = super::difference(&before, &after);
        let gained: Vec<&str> = difference.gained.iter().map(|told| told.statement.as_str()).collect();
        assert_eq!(gained, ["Russia met Ukraine", "Ukraine rejected talks"]);
        assert_eq!(difference.gained[1].tellings.len(), 2, "{difference}");
        assert!(difference.lost.is_empty() && difference.changed.is_empty(), "{difference}");
        // The other way round it is what was lost.
        let reversed = super::difference(&after, &before);
        assert_eq!((reversed.lost, reversed.gained.len()), (difference.gained, 0));
        assert!(super::difference(&after, &after).is_empty());
    }

    #[test]
    fn another_telling_of_a_statement_is_a_change() {
        let all = reports();
        let without_week: Vec<_> = all.iter().filter(|(article, _)| article.id != "week").cloned().collect();
        let difference = super::difference(&resolve(without_week, &[]), &resolve(all, &[]));
        let changed = &difference.changed[0];
        assert_eq!(changed.statement, "Russia launched an offensive on Ukraine");
        assert_eq!(changed.gained, ["told by its own voice in week, 2022-02-24"]);
        assert!(difference.to_string().contains("~ Russia launched an offensive on Ukraine\n    + told by"), "{difference}");
    }
}
