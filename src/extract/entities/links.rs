//! What the ontology knows of those whom an article names, beyond the entries of `names/`: the bodies that every country has, by the
//! country whose they are, and the holders of public offices.
//!
//! Links are what articles are joined by later. Where whose body it is is not told, it stays the article's own, for there are as many
//! defence ministries as countries.

use super::{Draft, Entities};
use crate::model::EntityKind;
use crate::ontology::{Body, Sense};

/// The most words of a country's name before a body's: "Democratic Republic of the Congo".
const LONGEST_COUNTRY: usize = 5;

impl Entities<'_> {
    /// Links the bodies of countries, once all that is told of them is known.
    pub(super) fn link_bodies(&mut self) {
        for index in 0..self.drafts.len() {
            let draft = &self.drafts[index];
            if draft.kind != Some(EntityKind::Organization) || draft.known_as.is_some() || draft.counted {
                continue;
            }
            let Some((body, country)) = self.body_of(draft).filter(|(_, country)| draft.named || country.is_some()) else { continue };
            let (body, tells_country) = (body.clone(), country.is_some());
            let country = country.or_else(|| draft.country.clone());
            let draft = &mut self.drafts[index];
            match country {
                Some(country) => {
                    draft.known_as = Some(format!("body:{}/{}", country.rsplit(':').next().unwrap_or(&country), body.key));
                    if !tells_country {
                        draft.name = self.ontology.names.of_country(&country, &draft.name);
                    }
                    draft.country = Some(country);
                }
                None => draft.named = false,
            }
        }
    }

    /// What body a name is, and the country that the name itself tells.
    fn body_of(&self, draft: &Draft) -> Option<(&Body, Option<String>)> {
        let bodies = &self.ontology.bodies;
        if let Some(body) = bodies.lookup(&draft.name) {
            return Some((body, None));
        }
        let country = |words: &str| {
            let known = self.ontology.names.lookup(words)?;
            let is_country = known.key.starts_with("country:") || known.key.starts_with("territory:");
            (is_country && known.sense != Sense::Seat).then(|| known.key.to_string())
        };
        let words: Vec<&str> = draft.name.split_whitespace().collect();
        (1..words.len().min(LONGEST_COUNTRY + 1)).find_map(|cut| {
            let (first, rest) = words.split_at(cut);
            let (start, end) = words.split_at(words.len() - cut);
            let before = || Some((bodies.lookup(&rest.join(" "))?, Some(country(&first.join(" "))?)));
            // "the Defence Ministry of Ukraine".
            let behind = || {
                let (of, body) = start.split_last()?;
                let body = bodies.lookup(&body.join(" ")).filter(|_| matches!(*of, "of" | "in"))?;
                Some((body, Some(country(&end.join(" "))?)))
            };
            before().or_else(behind)
        })
    }
}
