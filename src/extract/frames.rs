//! Frames met in the trees: which word triggers which frame, and the head words that fill its roles.
//!
//! Takes the trees, the ontology and the entities (for what kind of thing an object is); gives [`Found`] events. Knows nothing of who
//! says so, of time, or of whether it happened.

use super::entities::Entities;
use super::learned::Learned;
use super::predicates::{Arguments, NounArguments};
use super::tree::Tree;
use crate::model::{EntityKind, EventType, Relation, Role, TokenIndex, UPos};
use crate::ontology::{Carries, Frame, NounClass, Ontology, Part, Slot, Trigger, TriggerClass};
use std::collections::BTreeSet;

/// A frame met in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The frame's number in the ontology.
    pub frame: usize,
    pub class: TriggerClass,
    /// The word that heads the trigger.
    pub trigger: TokenIndex,
    /// The trigger's other words: particles, the noun of "open fire".
    pub with: Vec<TokenIndex>,
    /// The trigger's own words for the edge, where it has some.
    pub predicate: Option<Box<str>>,
    /// The verb that carries a noun: "launched" of "launched an offensive".
    pub carrier: Option<TokenIndex>,
    /// Head words by role, not yet spread over coordination; with the slot each stands in.
    pub fillers: Vec<(Role, Slot, TokenIndex)>,
    /// Head words that the frame takes as the place.
    pub places: Vec<TokenIndex>,
    /// How sure the trigger head was, where it found the event and the frame is only the type's general one.
    pub heard: Option<f32>,
}

impl Found {
    /// The word that has the clause: the verb that carries a noun, or the trigger itself.
    pub fn verb(&self) -> TokenIndex {
        self.carrier.unwrap_or(self.trigger)
    }

    /// The words that tell it: the trigger, its other words, and the verb that carries it.
    pub fn words(&self) -> impl Iterator<Item = TokenIndex> + '_ {
        [self.trigger].into_iter().chain(self.with.iter().copied()).chain(self.carrier)
    }
}

/// Where everything about a trigger stands.
struct Surroundings {
    arguments: Arguments,
    noun: NounArguments,
}

/// Meets the frames of a document, in the order of their triggers.
pub(super) fn find(tree: &Tree<'_>, ontology: &Ontology, entities: &Entities<'_>, learned: &Learned<'_>) -> Vec<Found> {
    let matcher = Matcher { tree, ontology, entities };
    let mut found: Vec<Found> = (0..tree.len()).filter_map(|token| matcher.at(token)).collect();
    // A word inside another's trigger tells no event of its own: "strike" in "strike a deal", "fire" in "open fire".
    let used: BTreeSet<TokenIndex> = found.iter().flat_map(|f| f.with.iter().copied()).collect();
    found.retain(|f| !used.contains(&f.trigger));
    for (token, event_type, probability) in learned.unmet(&found) {
        found.extend(matcher.heard(token, event_type, probability));
    }
    found.sort_by_key(|f| f.trigger);
    found
}

struct Matcher<'a> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    entities: &'a Entities<'a>,
}

impl Matcher<'_> {
    fn at(&self, token: TokenIndex) -> Option<Found> {
        let tree = self.tree;
        let class = match tree.upos(token) {
            UPos::Verb => TriggerClass::Verb,
            UPos::Noun => TriggerClass::Noun,
            UPos::Propn if self.entities.of(token).is_none() => TriggerClass::Noun,
            UPos::Adj => TriggerClass::Adjective,
            _ => return None,
        };
        let mut candidates = self.ontology.frames.candidates(tree.form(token));
        if candidates.is_empty() && tree.lemma(token) != tree.form(token) {
            candidates = self.ontology.frames.candidates(tree.lemma(token));
        }
        candidates.iter().find_map(|candidate| {
            let participle =
                class == TriggerClass::Adjective && candidate.trigger.class == TriggerClass::Verb && tree.form(token) != tree.lemma(token);
            if candidate.trigger.class != class && !participle {
                return None;
            }
            let with = self.parts(token, &candidate.trigger)?;
            let found = self.fill(token, candidate.frame, candidate.trigger.class, with, true)?;
            Some(Found { predicate: self.worded(&candidate.trigger, &found.with), ..found })
        })
    }

    /// The trigger's words for the edge, with the noun that stands in the text for the first that the trigger lists: "sent arms to".
    fn worded(&self, trigger: &Trigger, with: &[TokenIndex]) -> Option<Box<str>> {
        let mut words = trigger.predicate.clone()?;
        for part in &trigger.parts {
            let (Part::Object(nouns) | Part::After(_, nouns)) = part else { continue };
            let Some(noun) = with.iter().copied().find(|&w| self.is_one_of(w, nouns)) else { continue };
            let article = self.tree.children(noun).iter().map(|&c| self.tree.form(c)).find(|f| matches!(*f, "a" | "an" | "the"));
            let found = [article, Some(self.tree.form(noun))].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let replaced =
                words.split(' ').map(|word| if word == &*nouns[0] { found.as_str() } else { word }).collect::<Vec<_>>().join(" ");
            words = replaced.into();
        }
        Some(words)
    }

    /// An event that the trigger head found: its roles stand where the type's general frame has them.
    fn heard(&self, token: TokenIndex, event_type: EventType, probability: f32) -> Option<Found> {
        let tree = self.tree;
        let class = match tree.upos(token) {
            UPos::Verb | UPos::Aux => TriggerClass::Verb,
            UPos::Adj | UPos::Adv => TriggerClass::Adjective,
            _ => TriggerClass::Noun,
        };
        let frame = self.ontology.frames.general(event_type)?;
        let predicate = (class == TriggerClass::Verb).then(|| self.ontology.inflection.past(tree.lemma(token)).into());
        let found = self.fill(token, frame, class, Vec::new(), false)?;
        Some(Found { heard: Some(probability), predicate: predicate.or_else(|| Some(event_type.verb().into())), ..found })
    }

    /// The words that stand for a trigger's parts, if all are there.
    fn parts(&self, head: TokenIndex, trigger: &Trigger) -> Option<Vec<TokenIndex>> {
        let tree = self.tree;
        let mut used = Vec::new();
        for part in &trigger.parts {
            let found = match part {
                Part::Before(word) => {
                    // An owner is no part of the name: "the rebels' advance" is not "a rebel advance".
                    let stands = |&c: &TokenIndex| c < head && tree.is_word(c, word) && tree.relation(c) != Relation::NmodPoss;
                    tree.children(head).iter().copied().find(|c| stands(c) && !used.contains(c)).map(Some)
                }
                Part::Word(word) => self.bare_word(head, word, &used),
                Part::Object(nouns) => {
                    let arguments = tree.arguments(head);
                    arguments.objects.iter().copied().find(|&o| self.is_one_of(o, nouns)).map(Some)
                }
                Part::After(preposition, nouns) => {
                    // "out of the country": of two prepositions, either may be meant.
                    let also = |c: TokenIndex| tree.children_by(c, Relation::Case).any(|case| tree.form(case) == &**preposition);
                    let marked = |c: TokenIndex| tree.marker(c) == Some(preposition) || also(c);
                    let fits = |c: &TokenIndex| marked(*c) && self.is_one_of(*c, nouns);
                    let after = tree.children(head).iter().copied().find(fits);
                    // "took up positions": the same word may be a particle, and the noun the object.
                    if after.is_none() {
                        used.push(self.particle(head, preposition)?);
                    }
                    let object = || tree.arguments(head).objects.into_iter().find(|&o| self.is_one_of(o, nouns));
                    after.or_else(object).map(Some)
                }
            };
            used.extend(found?);
        }
        Some(used)
    }

    fn particle(&self, head: TokenIndex, word: &str) -> Option<TokenIndex> {
        use Relation::{Advmod, Amod, Case, Ccomp, Compound, CompoundPrt, Discourse, Obj, Xcomp};
        let hangs = |c: TokenIndex| match self.tree.relation(c) {
            CompoundPrt | Advmod | Xcomp | Obj | Compound | Case | Amod => true,
            // "said no"
            Discourse | Ccomp => self.tree.upos(c) == UPos::Intj,
            _ => false,
        };
        self.tree.children(head).iter().copied().find(|&c| self.tree.form(c) == word && hangs(c))
    }

    /// A particle or another bare word, or a preposition whose noun hangs on the head or on a noun of the trigger; the preposition is
    /// not part of the trigger's words then, for it shows where a participant stands.
    fn bare_word(&self, head: TokenIndex, word: &str, used: &[TokenIndex]) -> Option<Option<TokenIndex>> {
        let tree = self.tree;
        if let Some(particle) = self.particle(head, word) {
            return Some(Some(particle));
        }
        let marked = |of: TokenIndex| tree.children(of).iter().any(|&c| tree.marker(c) == Some(word));
        (marked(head) || used.iter().any(|&u| marked(u))).then_some(None)
    }

    fn is_one_of(&self, token: TokenIndex, nouns: &[Box<str>]) -> bool {
        let (form, lemma) = (self.tree.form(token), self.tree.lemma(token));
        nouns.iter().any(|n| **n == *form || **n == *lemma || form.strip_suffix('s') == Some(n))
    }

    fn fill(&self, token: TokenIndex, number: usize, class: TriggerClass, with: Vec<TokenIndex>, in_sense: bool) -> Option<Found> {
        let frame = self.ontology.frames.get(number);
        let mut found = Found {
            frame: number,
            class,
            trigger: token,
            with,
            predicate: None,
            carrier: None,
            fillers: Vec::new(),
            places: Vec::new(),
            heard: None,
        };
        let around = self.surroundings(token, class, &found.with);
        if in_sense && class != TriggerClass::Noun && !self.has_this_sense(frame, token, &around, &found.with) {
            return None;
        }
        for (role, slots) in frame.roles(class) {
            let filled = slots.iter().find_map(|slot| {
                let heads = match role {
                    Role::Topic => self.topics(slot, &around, &found, frame),
                    _ => self.standing_in(slot, &around, &found, frame),
                };
                (!heads.is_empty()).then(|| heads.into_iter().map(|h| (*role, slot.clone(), h)).collect::<Vec<_>>())
            });
            let filled = filled.or_else(|| slots.contains(&Slot::Object).then(|| self.owners_of_object(*role, &around, &found)));
            found.fillers.extend(filled.unwrap_or_default());
        }
        if class == TriggerClass::Noun {
            self.carried(&mut found, frame);
        }
        for slot in &frame.place {
            let heads = self.standing_in(slot, &around, &found, frame);
            found.places.extend(heads.into_iter().filter(|&h| self.entities.kind_of(h) == Some(EntityKind::Place)));
        }
        let mut seen = Vec::new();
        found.fillers.retain(|(role, _, head)| {
            // One filler plays one role.
            let new = !seen.contains(head) || *role == Role::Topic;
            seen.push(*head);
            new
        });
        Some(found)
    }

    fn surroundings(&self, token: TokenIndex, class: TriggerClass, with: &[TokenIndex]) -> Surroundings {
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
        // "held talks with": the parser may hang the phrase on the noun or on the verb.
        for &word in with.iter().filter(|&&w| tree.is_nominal(w)) {
            let noun = tree.noun_arguments(word);
            around.arguments.oblique.extend(noun.oblique);
        }
        around
    }

    /// The head words in one position that mean an entity.
    fn standing_in(&self, slot: &Slot, around: &Surroundings, found: &Found, frame: &Frame) -> Vec<TokenIndex> {
        let means_somebody =
            |h: &TokenIndex| self.tree.coordination(*h).iter().any(|&c| self.entities.means_any(c) || self.tree.is_first_person(c));
        self.heads_in(slot, around, found, frame).into_iter().filter(means_somebody).collect()
    }

    /// "supported the rights of Palestinians": where what is acted on is nobody and no act, whose it is.
    fn owners_of_object(&self, role: Role, around: &Surroundings, found: &Found) -> Vec<(Role, Slot, TokenIndex)> {
        let tree = self.tree;
        let nobody = |&object: &TokenIndex| {
            let tells = self.ontology.frames.candidates(tree.form(object)).iter().any(|c| c.trigger.class == TriggerClass::Noun);
            tree.upos(object) == UPos::Noun && !tells && !self.entities.means_any(object) && !found.with.contains(&object)
        };
        let owns =
            |&c: &TokenIndex| tree.relation(c) == Relation::NmodPoss || tree.relation(c) == Relation::Nmod && tree.marker(c) == Some("of");
        let objects = around.arguments.objects.iter().copied().filter(nobody);
        let owners = objects.flat_map(|object| tree.children(object).iter().copied().filter(owns).collect::<Vec<_>>());
        owners.filter(|&o| role == Role::Recipient && self.entities.means_any(o)).map(|o| (role, Slot::Object, o)).collect()
    }

    /// What an act is about: whatever stands there, somebody or not; pronouns tell nothing.
    fn topics(&self, slot: &Slot, around: &Surroundings, found: &Found, frame: &Frame) -> Vec<TokenIndex> {
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
            Slot::ClauseSubject => self.clause_subject(found.trigger),
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
        let clause = tree.children(trigger).iter().copied().find(|&c| matches!(tree.relation(c), Relation::Ccomp | Relation::Xcomp));
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

    /// Whether the frame's conditions on the sense of the verb hold.
    fn has_this_sense(&self, frame: &Frame, token: TokenIndex, around: &Surroundings, with: &[TokenIndex]) -> bool {
        let arguments = &around.arguments;
        let objects: Vec<TokenIndex> = arguments.objects.iter().copied().filter(|o| !with.contains(o)).collect();
        if frame.intransitive && !objects.is_empty() || frame.agentless && !arguments.subjects.is_empty() {
            return false;
        }
        if frame.negated && self.tree.negation(token).is_none() || frame.infinitive && !self.has_infinitive(token) {
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

    fn has_infinitive(&self, verb: TokenIndex) -> bool {
        let tree = self.tree;
        tree.children(verb).iter().any(|&c| {
            matches!(tree.relation(c), Relation::Xcomp | Relation::Ccomp | Relation::Advcl)
                && tree.children(c).iter().any(|&m| tree.relation(m) == Relation::Mark && tree.form(m) == "to")
        })
    }

    /// Who takes part in a noun's event through the verb that the noun hangs on.
    fn carried(&self, found: &mut Found, frame: &Frame) {
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
