//! Passages in words: who says so, where, and in which sentence.

use crate::model::{Article, EntityId, Event, Held, Knowledge, Modality, Polarity, Provenance, StandingRelation};
use std::collections::BTreeMap;
use std::fmt;

/// One passage that tells of an event.
#[derive(Debug, Clone)]
pub struct Telling<'k> {
    pub article: &'k Article,
    pub provenance: &'k Provenance,
    /// The names of those who say so, outermost first; empty for the article's own voice.
    pub speakers: Vec<&'k str>,
    /// The sentence of the article.
    pub quote: &'k str,
}

/// Names and articles by their ids.
pub(super) struct Index<'k> {
    names: BTreeMap<&'k str, &'k str>,
    articles: BTreeMap<&'k str, &'k Article>,
}

impl<'k> Index<'k> {
    pub fn of(knowledge: &'k Knowledge) -> Self {
        Self {
            names: knowledge.entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect(),
            articles: knowledge.articles.iter().map(|article| (article.id.as_str(), article)).collect(),
        }
    }

    pub fn name(&self, id: &'k EntityId) -> &'k str {
        self.names.get(id.as_str()).copied().unwrap_or(id)
    }

    pub fn article(&self, id: &str) -> Option<&'k Article> {
        self.articles.get(id).copied()
    }

    /// An event as a sentence: "Russia launched an offensive on Ukraine".
    pub fn sentence(&self, event: &'k Event, predicate: &str) -> String {
        event.in_words(predicate, |id| self.name(id))
    }

    /// A relation as a sentence: "Mevlut Cavusoglu is foreign minister of Turkey".
    pub fn relation(&self, relation: &'k StandingRelation) -> String {
        let subject = self.name(&relation.subject);
        let object = match &relation.object {
            Held::Entity(entity) => self.name(entity),
            Held::Words(words) => words,
        };
        let of = relation.of.as_ref().map(|of| format!(" of {}", self.name(of))).unwrap_or_default();
        match relation.object {
            Held::Words(_) => format!("{subject} is {object}{of}"),
            Held::Entity(_) => format!("{subject} {} {object}{of}", relation.property.as_str()),
        }
    }

    pub fn telling(&self, provenance: &'k Provenance) -> Option<Telling<'k>> {
        let article = self.article(&provenance.article)?;
        let speakers = provenance.said_by.iter().map(|id| self.name(id)).collect();
        Some(Telling { article, provenance, speakers, quote: provenance.evidence.of(&article.text) })
    }
}

/// Whose words they are, of speakers with the outermost first: "Dmitry Peskov via Sputnik".
pub(super) fn voice(speakers: &[&str]) -> String {
    let inward: Vec<&str> = speakers.iter().rev().copied().collect();
    if inward.is_empty() { "its own voice".to_owned() } else { inward.join(" via ") }
}

/// The days of an event, for people.
pub(super) fn days(event: &Event) -> String {
    let time = event.time.as_ref().map(|time| match (time.earliest, time.latest) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (from, to) => {
            format!("{}…{}", from.map_or_else(String::new, |d| d.to_string()), to.map_or_else(String::new, |d| d.to_string()))
        }
    });
    time.unwrap_or_else(|| "undated".to_owned())
}

/// The outlet and the day of an article: "Example Wire, 2022-02-26".
pub(super) fn outlet(article: &Article) -> String {
    let date = article.published.map(|date| format!(", {date}")).unwrap_or_default();
    format!("{}{date}", article.publisher.as_deref().unwrap_or(&article.id))
}

impl fmt::Display for Telling<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let p = self.provenance;
        let stance = match (p.polarity, p.modality) {
            (Polarity::Denied, _) => "denied",
            (_, Modality::Actual) => "told",
            (_, Modality::Future) => "told as planned",
            (_, Modality::Possible) => "told as possible",
            (_, Modality::Hypothetical) => "told as a condition",
        };
        let by = voice(&self.speakers);
        writeln!(f, "            {stance} by {by} in {} [{}; {}]", outlet(self.article), self.article.id, p.rule)?;
        writeln!(f, "            “{}”", self.quote)
    }
}
