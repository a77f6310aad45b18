//! Which of its senses a verb has: the conditions that frames set beyond their triggers.
//!
//! Knows nothing of roles, but for what the conditions ask of subject and object.

use super::{Matcher, Surroundings};
use crate::model::{EntityKind, Relation, Role, TokenIndex};
use crate::ontology::{Frame, Slot};

impl Matcher<'_> {
    /// Whether the frame's conditions on the sense of the verb hold.
    pub(super) fn has_this_sense(&self, frame: &Frame, token: TokenIndex, around: &Surroundings, with: &[TokenIndex]) -> bool {
        let arguments = &around.arguments;
        let objects: Vec<TokenIndex> = arguments.objects.iter().copied().filter(|o| !with.contains(o)).collect();
        if frame.intransitive && !objects.is_empty() || frame.agentless && !arguments.subjects.is_empty() {
            return false;
        }
        if frame.negated && self.tree.negation(token).is_none() || frame.infinitive && !self.has_infinitive(token, with) {
            return false;
        }
        if !frame.clause_auxiliaries.is_empty() && !self.has_clause_with(token, with, &frame.clause_auxiliaries) {
            return false;
        }
        if !frame.subject_nouns.is_empty() && !arguments.subjects.iter().any(|&s| self.is_one_of(s, &frame.subject_nouns)) {
            return false;
        }
        let kind_fits = |heads: &[TokenIndex], kinds: &[EntityKind]| {
            heads.iter().any(|&h| {
                self.tree.is_first_person(h)
                    || (self.tree.is_nobody(h) || self.tree.points_back(h)) && kinds.contains(&EntityKind::Person)
                    || self.tree.coordination(h).iter().filter_map(|&c| self.entities.kind_of(c)).any(|k| kinds.contains(&k))
            })
        };
        let object_in_trigger = arguments.objects.iter().any(|o| with.contains(o));
        if !frame.object_kinds.is_empty() && !object_in_trigger {
            let mut heads = objects;
            if heads.is_empty() {
                let recipients = frame.verb_roles.iter().filter(|(role, _)| *role == Role::Recipient).flat_map(|(_, slots)| slots);
                for slot in recipients {
                    if let Slot::Preposition(wanted) = slot {
                        heads.extend(arguments.oblique.iter().filter(|(p, _)| **p == **wanted).map(|(_, h)| *h));
                    }
                }
                heads.extend(&arguments.indirect);
            }
            if !kind_fits(&heads, &frame.object_kinds) {
                return false;
            }
        }
        // A place without a name does nothing: "the waters retreated"; but "the town fell".
        let only_places = frame.subject_kinds == [EntityKind::Place];
        let acts = |e| only_places || self.entities.kind(e) != EntityKind::Place || self.entities.is_named(e);
        let may_act = |&s: &TokenIndex| self.entities.of(s).is_none_or(acts);
        let subjects: Vec<TokenIndex> = arguments.subjects.iter().copied().filter(may_act).collect();
        frame.subject_kinds.is_empty()
            || kind_fits(&subjects, &frame.subject_kinds)
            || arguments.subjects.is_empty() && !arguments.objects.is_empty()
    }

    /// Whether a clause under a verb has one of these auxiliaries, and speaks of others and of what is to come: "we must leave" asks
    /// nothing of anybody, "they should have left" nothing any more.
    fn has_clause_with(&self, verb: TokenIndex, with: &[TokenIndex], auxiliaries: &[Box<str>]) -> bool {
        let tree = self.tree;
        let obliges = |&c: &TokenIndex| {
            matches!(tree.relation(c), Relation::Ccomp | Relation::Acl)
                && tree.children_by(c, Relation::Aux).any(|a| auxiliaries.iter().any(|wanted| **wanted == *tree.form(a)))
                && tree.children_by(c, Relation::Aux).all(|a| tree.form(a) != "have")
                && !tree.arguments(c).subjects.iter().any(|&s| self.tree.is_first_person(s))
        };
        // "issued a reminder that …": the clause hangs on the noun of the trigger.
        [verb].iter().chain(with).any(|&word| tree.children(word).iter().any(obliges))
    }

    /// Whether an infinitive stands under a verb, or under a noun of the trigger: "gave Syria two days to withdraw".
    fn has_infinitive(&self, verb: TokenIndex, with: &[TokenIndex]) -> bool {
        let tree = self.tree;
        let infinitive = |&c: &TokenIndex| tree.children(c).iter().any(|&m| tree.relation(m) == Relation::Mark && tree.form(m) == "to");
        let own = |&c: &TokenIndex| matches!(tree.relation(c), Relation::Xcomp | Relation::Ccomp | Relation::Advcl);
        tree.children(verb).iter().filter(|c| own(c)).any(infinitive)
            || with.iter().any(|&noun| tree.children_by(noun, Relation::Acl).any(|c| infinitive(&c)))
    }
}
