//! Nouns that a verb only carries: "launched an offensive on", "gave five million dollars of aid to".
//!
//! Knows nothing of the verb's own frames.

use super::{Found, Matcher};
use crate::extract::predicates::Arguments;
use crate::model::{EventType, Relation, Role, TokenIndex, UPos};
use crate::ontology::{Carries, Frame, NounClass, Slot};

impl Matcher<'_> {
    /// Who takes part in a noun's event through the verb that the noun hangs on.
    pub(super) fn carried(&self, found: &mut Found, frame: &Frame) {
        let tree = self.tree;
        let noun = self.measured(found.trigger);
        // "ready for talks with X", where the parser hangs "with X" on "ready".
        if let Some(adjective) = tree.head(noun).filter(|&h| tree.upos(h) == UPos::Adj && tree.relation(noun) == Relation::Obl) {
            self.through_verb(found, frame, &tree.arguments(adjective), adjective);
        }
        let Some(verb) = tree.head(noun).filter(|&h| matches!(tree.upos(h), UPos::Verb)) else { return };
        let relation = tree.relation(noun);
        let carries = self.ontology.governors.carries(tree.form(verb));
        let as_object = relation == Relation::Obj || relation == Relation::NsubjPass;
        let into = relation == Relation::Obl && matches!(tree.marker(noun), Some("in" | "into" | "under"));
        let named = |found: &Found, role: Role| found.fillers.iter().any(|(r, _, _)| *r == role);
        let arguments = tree.arguments(verb);
        match carries {
            Some(carries) if as_object || into && (carries == Carries::Agent || tree.marker(noun) == Some("under")) => {
                found.carrier = Some(verb);
                let role = if carries == Carries::Recipient { Role::Recipient } else { Role::Agent };
                if !named(found, role) {
                    let subjects = arguments.subjects.iter().filter(|&&s| s != noun);
                    found.fillers.extend(subjects.map(|&s| (role, Slot::Subject, s)));
                }
                self.through_verb(found, frame, &arguments, verb);
            }
            // "In a telephone call with X, Y said": the main clause's subject takes part in a meeting that frames what it does.
            _ if relation == Relation::Obl
                && frame.event_type == EventType::Consult
                && matches!(tree.marker(noun), Some("in" | "during" | "at" | "after" | "on")) =>
            {
                let present = found.fillers.iter().any(|(role, _, _)| *role == Role::Recipient);
                if present && !named(found, Role::Agent) {
                    found.fillers.extend(arguments.subjects.iter().map(|&s| (Role::Agent, Slot::Subject, s)));
                }
            }
            _ => {}
        }
    }

    /// "ten days of war games", "a series of attacks": the word that holds an act's place in the clause.
    fn measured(&self, noun: TokenIndex) -> TokenIndex {
        let tree = self.tree;
        let measures = |word: TokenIndex| {
            let form = tree.form(word);
            self.ontology.nouns.class(form) == Some(NounClass::Quantity) || self.ontology.quantities.measure(form).is_some()
        };
        let of = tree.relation(noun) == Relation::Nmod && tree.marker(noun) == Some("of");
        tree.head(noun).filter(|&head| of && measures(head)).unwrap_or(noun)
    }

    /// "launched an offensive on Ukraine", where the parser hangs "on Ukraine" on the verb.
    fn through_verb(&self, found: &mut Found, frame: &Frame, arguments: &Arguments, verb: TokenIndex) {
        for (role, slots) in &frame.noun_roles {
            if *role == Role::Agent || found.fillers.iter().any(|(r, _, _)| r == role) {
                continue;
            }
            let filled = slots.iter().find_map(|slot| {
                let Slot::Preposition(wanted) = slot else { return None };
                let fits = |(preposition, head): &&(String, TokenIndex)| {
                    **preposition == **wanted
                        && self.entities.means_any(*head)
                        && *head > verb
                        && **wanted != *"of"
                        && *head != found.trigger
                };
                arguments.oblique.iter().find(fits).map(|(_, head)| (*role, slot.clone(), *head))
            });
            found.fillers.extend(filled);
        }
    }
}
