//! Events: what is claimed to happen, with its type, who takes part, where, when, the numbers given, and what its claims say in sum.

use super::{View, day, role_property};
use crate::model::{Event, EventType, Modality, Polarity, Provenance, TimeValue, ToldQuantity};
use crate::store::vocabulary::*;
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNode};

impl View<'_> {
    pub(super) fn event(&mut self, event: &Event) {
        let node = self.naming.node(&event.id);
        let class = event_class(event.event_type);
        self.event_type(event.event_type, &class);
        self.add(&node, rdf::TYPE, SEM_EVENT);
        self.add(&node, rdf::TYPE, class);
        let label = self.event_label(event);
        self.text(&node, rdfs::LABEL, &label);
        self.text(&node, STANDING, standing(event));
        self.count(&node, ORIGIN_COUNT, event.origins);
        if let Some(mode) = &event.mode {
            self.text(&node, MODE, mode);
        }
        for (role, entity) in &event.participants {
            self.add(&node, role_property(*role), self.naming.node(entity));
        }
        if let Some(place) = &event.place {
            self.add(&node, SEM_HAS_PLACE, self.naming.node(place));
        }
        if let Some(time) = &event.time {
            self.time(&node, &self.naming.node(&format!("{}-time", event.id)), time);
        }
        event.support.iter().for_each(|telling| self.telling(event, telling));
        event.quantities.iter().for_each(|quantity| self.quantity(event, quantity));
    }

    /// "Russia launched an offensive on Ukraine (2022-02-24)".
    fn event_label(&self, event: &Event) -> String {
        let day = event.time.as_ref().and_then(|time| time.earliest.filter(|_| time.earliest == time.latest));
        let words = event.in_words(&event.predicate, |id| self.name(id));
        words + &day.map(|day| format!(" ({day})")).unwrap_or_default()
    }

    /// Declares the class of an event type; of one that `ontology/dateline.ttl` does not have, all that is known.
    fn event_type(&mut self, event_type: EventType, class: &NamedNode) {
        self.add(class, rdf::TYPE, rdfs::CLASS);
        self.text(class, rdfs::LABEL, &event_type.as_str().to_lowercase().replace('_', " "));
        self.add(class, rdfs::SUB_CLASS_OF, SEM_EVENT);
        let EventType::Declared(declared) = event_type else { return };
        let verb = property(&declared.verb);
        self.add(class, rdf::TYPE, EVENT_TYPE);
        self.text(class, rdfs::COMMENT, &declared.description);
        self.add(class, PROPERTY_OF_TYPE, verb.clone());
        self.add(&verb, rdf::TYPE, rdf::PROPERTY);
        self.text(&verb, rdfs::LABEL, &declared.verb);
        if let Some(quad) = declared.quad_class.map(quad_class) {
            self.add(class, QUAD_CLASS, quad);
            self.add(&verb, rdfs::SUB_PROPERTY_OF, quad);
        }
    }

    fn time(&mut self, event: &NamedNode, node: &NamedNode, time: &TimeValue) {
        self.add(event, SEM_HAS_TIME, node.clone());
        self.add(node, rdf::TYPE, TIME_ENTITY);
        if let Some(date) = time.earliest {
            self.add(node, EARLIEST, day(date));
        }
        if let Some(date) = time.latest {
            self.add(node, LATEST, day(date));
        }
        if let Some(unit) = time_unit(time.granularity) {
            self.add(node, TIME_UNIT_TYPE, unit);
        }
        self.text(node, GRANULARITY, time.granularity.as_str());
        self.text(node, WORDS, &time.words);
    }

    /// A number that one telling gives: it stands in the graph of the article.
    fn quantity(&mut self, event: &Event, told: &ToldQuantity) {
        let telling = &event.support[told.telling];
        let Some(article) = self.articles.get(telling.article.as_str()).copied() else { return };
        self.in_article(&telling.article, |view| {
            let claim = view.naming.claim(&event.id, telling);
            let node = view.naming.quantity(&claim, told);
            view.add(&view.naming.node(&event.id), QUANTITY_OF_EVENT, node.clone());
            view.add(&node, rdf::TYPE, QUANTITY);
            view.add(&node, GIVEN_BY, claim);
            let range = told.range();
            if range.start() == range.end() {
                view.add(&node, VALUE, number(told.value));
            } else {
                view.bounds(&node, *range.start(), *range.end());
            }
            view.text(&node, COUNTED_ROLE, told.role.as_str());
            if !told.counted.is_empty() {
                view.text(&node, COUNTED, &told.counted);
            }
            if let Some(affiliation) = &told.affiliation {
                view.add(&node, AFFILIATION, view.naming.node(affiliation));
            }
            view.text(&node, WORDS, told.at.of(&article.text));
        });
    }

    /// What a bounded number allows; 0 and infinity bound nothing that is counted.
    fn bounds(&mut self, node: &NamedNode, least: f64, most: f64) {
        if least > 0.0 {
            self.add(node, MIN_VALUE, number(least));
        }
        if most.is_finite() {
            self.add(node, MAX_VALUE, number(most));
        }
    }
}

/// A number of the text: a decimal, so that 3,500 is written "3500" and half a million is no "5e5".
fn number(value: f64) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::DECIMAL)
}

/// What the claims of an event say in sum.
fn standing(event: &Event) -> &'static str {
    let any = |is: fn(&Provenance) -> bool| event.support.iter().any(is);
    let (affirmed, denied) = (any(|p| p.polarity == Polarity::Affirmed), any(|p| p.polarity == Polarity::Denied));
    match (affirmed, denied) {
        (true, true) => "contested",
        (false, _) => "denied",
        (true, false) if any(|p| p.modality == Modality::Actual) => "affirmed",
        (true, false) if any(|p| p.modality == Modality::Possible) => "possible",
        (true, false) => "planned",
    }
}
