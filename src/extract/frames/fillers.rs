//! The head words that stand in a frame's slots: arguments, owners of what is acted on, clauses and their subjects.
//!
//! Knows nothing of which sense a verb has.

use super::{Found, Matcher, Surroundings};
use crate::extract::predicates::{Arguments, NounArguments};
use crate::model::{EntityKind, EventType, Relation, Role, TokenIndex, UPos};
use crate::ontology::{Carries, Frame, Slot, TriggerClass};

impl Matcher<'_> {
    pub(super) fn surroundings(&self, token: TokenIndex, class: TriggerClass, with: &[TokenIndex]) -> Surroundings {
        let tree = self.tree;
        let mut around = match class {
            TriggerClass::Noun => Surroundings { arguments: Arguments::default(), noun: tree.noun_arguments(token) },
            _ => Surroundings { arguments: tree.arguments(token), noun: NounArguments::default() },
        };
        // "offered an amnesty to soldiers": what hangs on an object that is nobody.
        for object in around.arguments.objects.clone() {
            if class != TriggerClass::Noun && !self.entities.means_any(object) && object > token {
                around.arguments.oblique.extend(tree.noun_arguments(object).oblique.into_iter().filter(|(p, _)| p != "of"));
            }
        }
        // "crimes committed by X": the participle only carries what the noun tells.
        if class == TriggerClass::Noun {
            let carried = tree.children_by(token, Relation::Acl);
            let carried = carried.filter(|&c| self.ontology.governors.carries(tree.form(c)) == Some(Carries::Agent) && tree.is_passive(c));
            let agents = carried.flat_map(|c| tree.arguments(c).subjects).filter(|&s| s != token);
            around.noun.oblique.extend(agents.map(|agent| ("by".to_string(), agent)));
        }
        // "held talks with": the parser may hang the phrase on the noun or on the verb.
        for &word in with.iter().filter(|&&w| tree.is_nominal(w)) {
            let noun = tree.noun_arguments(word);
            around.arguments.oblique.extend(noun.oblique);
        }
        around
    }

    /// The head words in one position that mean an entity.
    pub(super) fn standing_in(&self, slot: &Slot, around: &Surroundings, found: &Found, frame: &Frame) -> Vec<TokenIndex> {
        let means_somebody =
            |h: &TokenIndex| self.tree.coordination(*h).iter().any(|&c| self.entities.means_any(c) || self.tree.is_first_person(c));
        self.heads_in(slot, around, found, frame).into_iter().filter(means_somebody).collect()
    }

    /// "supported the rights of Palestinians", "protested against Israeli policy": where what is acted on is nobody and no act, whose it is.
    pub(super) fn owners(&self, slots: &[Slot], around: &Surroundings, found: &Found, frame: &Frame) -> Vec<(Role, Slot, TokenIndex)> {
        let tree = self.tree;
        let nobody = |&object: &TokenIndex| {
            let tells = self
                .ontology
                .frames
                .candidates(tree.form(object))
                .iter()
                .any(|c| c.trigger.class == TriggerClass::Noun && c.trigger.parts.is_empty());
            let nameless_thing = |entity| !self.entities.is_named(entity) && self.entities.kind(entity) == EntityKind::Thing;
            tree.upos(object) == UPos::Noun && !tells && self.entities.of(object).is_none_or(nameless_thing)
        };
        let owns = |&c: &TokenIndex| match tree.relation(c) {
            Relation::NmodPoss => true,
            Relation::Nmod => tree.marker(c) == Some("of"),
            Relation::Amod | Relation::Compound => self.entities.acting(c).is_some_and(|entity| self.entities.is_named(entity)),
            _ => false,
        };
        let agents = found.fillers.iter().filter(|(role, _, _)| *role == Role::Agent);
        let agents: Vec<_> = agents.filter_map(|(_, _, head)| self.entities.acting(*head)).collect();
        let another =
            |&o: &TokenIndex| self.entities.means_any(o) && self.entities.acting(o).is_none_or(|entity| !agents.contains(&entity));
        let topics = frame.roles(found.class).iter().filter(|(role, _)| *role == Role::Topic).flat_map(|(_, slots)| slots);
        let objects = topics.filter(|slot| **slot == Slot::Object);
        let acted_on = slots.iter().filter(|slot| matches!(slot, Slot::Object | Slot::Preposition(_)));
        acted_on
            .chain(objects)
            .flat_map(|slot| self.heads_in(slot, around, found, frame).into_iter().filter(nobody).map(move |head| (slot, head)))
            .flat_map(|(slot, head)| tree.children(head).iter().copied().filter(owns).filter(another).map(move |owner| (slot, owner)))
            .map(|(slot, owner)| (Role::Recipient, slot.clone(), owner))
            .collect()
    }

    /// What an act is about: whatever stands there, somebody or not; pronouns tell nothing.
    pub(super) fn topics(&self, slot: &Slot, around: &Surroundings, found: &Found, frame: &Frame) -> Vec<TokenIndex> {
        let tells = |h: &TokenIndex| matches!(self.tree.upos(*h), UPos::Noun | UPos::Verb | UPos::Propn);
        self.heads_in(slot, around, found, frame).into_iter().filter(tells).collect()
    }

    fn heads_in(&self, slot: &Slot, around: &Surroundings, found: &Found, frame: &Frame) -> Vec<TokenIndex> {
        let all: Vec<TokenIndex> = match slot {
            Slot::Subject => around.arguments.subjects.clone(),
            Slot::Object => around.arguments.objects.clone(),
            Slot::Indirect => around.arguments.indirect.clone(),
            Slot::Possessive => around.noun.possessive.clone(),
            Slot::Modifier => around.noun.modifiers.iter().copied().filter(|&m| self.can_act_as_modifier(m, frame)).collect(),
            Slot::ClauseSubject => [found.trigger].iter().chain(&found.with).flat_map(|&word| self.clause_subject(word)).collect(),
            Slot::Condition => self.condition_subject(found.trigger),
            Slot::Clause => self.clause(found.trigger),
            // Known only when all events are: see `claims`.
            Slot::Doer => Vec::new(),
            Slot::Preposition(preposition) => {
                let oblique = around.arguments.oblique.iter().chain(&around.noun.oblique);
                oblique.filter(|(p, _)| **p == **preposition).map(|(_, head)| *head).collect()
            }
        };
        all.into_iter().filter(|h| !found.with.contains(h)).collect()
    }

    /// Of "threatened to leave if X attacked", X.
    fn condition_subject(&self, trigger: TokenIndex) -> Vec<TokenIndex> {
        let tree = self.tree;
        let sentence = tree.document.sentence_of(trigger).tokens.range();
        let hangs = |&c: &TokenIndex| c != trigger && tree.relation(c) == Relation::Advcl && tree.is_under(c, trigger);
        let conditions = sentence.filter(hangs).filter(|&c| matches!(tree.marker(c), Some("if" | "unless")));
        conditions.filter_map(|c| tree.own_subject(c)).collect()
    }

    /// The verb of the infinitive, the participle or the clause under a trigger: "refused to talk", "their refusal to talk".
    fn clause(&self, trigger: TokenIndex) -> Vec<TokenIndex> {
        let tree = self.tree;
        let under = |&c: &TokenIndex| {
            tree.upos(c) == UPos::Verb
                && (matches!(tree.relation(c), Relation::Xcomp | Relation::Ccomp)
                    || tree.relation(c) == Relation::Acl && tree.children_by(c, Relation::Mark).next().is_some())
        };
        tree.children(trigger).iter().copied().filter(under).collect()
    }

    fn clause_subject(&self, trigger: TokenIndex) -> Vec<TokenIndex> {
        let tree = self.tree;
        let of_noun = |c: TokenIndex| tree.relation(c) == Relation::Acl && tree.marker(c) == Some("that") && tree.is_nominal(trigger);
        let under = |&c: &TokenIndex| matches!(tree.relation(c), Relation::Ccomp | Relation::Xcomp) || of_noun(c);
        let clause = tree.children(trigger).iter().copied().find(under);
        let opens = |&c: &TokenIndex| {
            tree.children_by(c, Relation::Mark).next().is_some()
                || !tree
                    .children_by(c, Relation::Aux)
                    .all(|a| matches!(tree.form(a), "has" | "have" | "had" | "is" | "are" | "was" | "were"))
        };
        let Some(clause) = clause.filter(opens) else { return Vec::new() };
        // "demanded that the prisoners be freed" is not demanded of the prisoners.
        let acts = |&c: &TokenIndex| tree.relation(c).universal() == Relation::Nsubj && tree.relation(c) != Relation::NsubjPass;
        tree.children(clause).iter().copied().filter(acts).collect()
    }

    /// "Russian attack", "NATO summit"; but "Paris attacks" tells where.
    fn can_act_as_modifier(&self, modifier: TokenIndex, frame: &Frame) -> bool {
        let Some(entity) = self.entities.of(modifier) else { return false };
        let place = self.entities.kind(entity) == EntityKind::Place;
        !place || self.entities.is_country(entity) && (self.tree.upos(modifier) == UPos::Adj || frame.event_type != EventType::Assault)
    }
}
