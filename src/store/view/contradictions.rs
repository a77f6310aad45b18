//! Claims that cannot all be true: both stay, and a node says why they cannot.

use super::View;
use crate::model::{ContradictionReason, Knowledge, Polarity, Side};
use crate::store::vocabulary::*;
use jiff::civil::Date;
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdf;
use std::collections::BTreeMap;

/// One side: its claim, whether it denies, and when its article appeared.
type Sided = (NamedNode, bool, Option<Date>);

impl View<'_> {
    pub(super) fn contradictions(&mut self, knowledge: &Knowledge) {
        let events: BTreeMap<&str, _> = knowledge.events.iter().map(|event| (event.id.as_str(), event)).collect();
        for contradiction in &knowledge.contradictions {
            let side = |side: &Side| -> Option<Sided> {
                match side {
                    Side::Telling { event, telling } => {
                        let telling = &events.get(event.as_str())?.support[*telling];
                        let denies = telling.polarity == Polarity::Denied;
                        Some((self.naming.claim(event, telling), denies, self.published(&telling.article)))
                    }
                    Side::Stating { relation, stating } => {
                        let relation = &knowledge.relations[*relation];
                        let stating = &relation.support[*stating];
                        Some((self.naming.stating(relation, stating), false, self.published(&stating.article)))
                    }
                }
            };
            if let (Some(one), Some(other)) = (side(&contradiction.one), side(&contradiction.other)) {
                self.contradiction(contradiction.reason, one, other);
            }
        }
    }

    fn published(&self, article: &str) -> Option<Date> {
        self.articles.get(article)?.published
    }

    /// What is denied contradicts what is affirmed; else the later claim contradicts the earlier.
    fn contradiction(&mut self, reason: ContradictionReason, one: Sided, other: Sided) {
        let rank = |side: &Sided| (side.1, side.2, side.0.as_str().to_owned());
        let (from, to) = if rank(&one) > rank(&other) { (one.0, other.0) } else { (other.0, one.0) };
        let node = self.naming.contradiction(reason, &from, &to);
        self.add(&node, rdf::TYPE, CONTRADICTION);
        self.add(&node, REASON, reason_concept(reason));
        self.add(&node, BETWEEN, from.clone());
        self.add(&node, BETWEEN, to.clone());
        self.add(&from, CONTRADICTS, to);
    }
}
