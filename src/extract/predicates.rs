//! Predicates and their arguments: who stands as subject, object or after a preposition of a verb, adjective or noun, whatever the
//! voice, across relative clauses, control, participles and coordination.
//!
//! Takes a [`Tree`], gives head words. Knows nothing of frames, entities or events.

use super::tree::Tree;
use crate::model::{EntityMention, MentionForm, NameKind, Relation, TokenIndex, UPos};

/// How far a chain of clauses without a subject is followed.
const DEPTH: usize = 6;

/// The arguments of one predicate, by position; head words only, not yet spread over coordination.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    pub subjects: Vec<TokenIndex>,
    pub objects: Vec<TokenIndex>,
    pub indirect: Vec<TokenIndex>,
    /// What stands after a preposition, with that preposition.
    pub oblique: Vec<(String, TokenIndex)>,
}

impl Tree<'_> {
    /// Whether a verb stands in the passive: "was hit", "the ships hit by rebels".
    pub fn is_passive(&self, verb: TokenIndex) -> bool {
        let children = self.children(verb);
        if children.iter().any(|&c| matches!(self.relation(c), Relation::AuxPass | Relation::OblAgent)) {
            return true;
        }
        // "Ten killed in a raid" has no auxiliary; but a finite verb without one is active, whatever its subject is taken for.
        let finite = self.has_feature(verb, "VerbForm=Fin") || self.has_feature(verb, "Mood=Ind");
        if !finite && children.iter().any(|&c| matches!(self.relation(c), Relation::NsubjPass | Relation::CsubjPass)) {
            return true;
        }
        // "burned stations and looted shops": a participle that is joined to a verb is what that verb is.
        let joined = self.head(verb).filter(|&first| self.relation(verb) == Relation::Conj && self.upos(first) == UPos::Verb);
        if let Some(first) = joined.filter(|_| self.has_feature(verb, "Voice=Pass") && self.own_subject(verb).is_none()) {
            return self.is_passive(first);
        }
        if self.has_feature(verb, "Voice=Pass") {
            // A participle without an auxiliary that has a plain subject is a past form: "Norway negotiated".
            let active = |c: TokenIndex| match self.relation(c) {
                Relation::Aux => self.is_word(c, "have"),
                Relation::Nsubj => c < verb,
                _ => false,
            };
            return !children.iter().any(|&c| active(c));
        }
        let participle = self.form(verb).ends_with("ed") || self.form(verb).ends_with("en") || self.has_feature(verb, "Tense=Past");
        let bare = matches!(self.relation(verb), Relation::Acl | Relation::Amod);
        let finite = children.iter().any(|&c| matches!(self.relation(c), Relation::Aux | Relation::Nsubj));
        bare && participle && !finite && !self.form(verb).ends_with("ing")
    }

    /// The word that stands as grammatical subject, before voice is taken into account.
    pub fn surface_subject(&self, predicate: TokenIndex) -> Option<TokenIndex> {
        self.surface_subject_within(predicate, DEPTH)
    }

    fn surface_subject_within(&self, predicate: TokenIndex, depth: usize) -> Option<TokenIndex> {
        let subjects = self.children(predicate).iter().copied().filter(|&c| self.relation(c).universal() == Relation::Nsubj);
        // The parser may hang two on one verb; the one that stands nearest is the likelier.
        let own = subjects.min_by_key(|&c| c.abs_diff(predicate)).or_else(|| self.misplaced_subject(predicate));
        if let Some(own) = own {
            return Some(self.antecedent_of_relative(own, predicate));
        }
        let head = self.head(predicate)?;
        if depth == 0 {
            return None;
        }
        match self.relation(predicate) {
            Relation::Conj => self.surface_subject_within(head, depth - 1),
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Csubj | Relation::Parataxis if self.is_nominal(head) => {
                self.surface_subject_within(head, depth - 1)
            }
            Relation::Xcomp | Relation::Csubj | Relation::Ccomp => self.controller(head, predicate, depth - 1),
            Relation::Advcl if !self.is_finite(predicate) => self.controller(head, predicate, depth - 1),
            Relation::Acl | Relation::Amod if self.is_infinitive(predicate) => self.doer_of_noun(head, depth - 1),
            // "accused the West of trying", where the parser hangs the clause on "West"; but "the risk of trying".
            Relation::Acl | Relation::Amod => (self.marker(predicate).is_none() || self.acts(head)).then_some(head),
            Relation::AclRelcl if !self.has_relative_pronoun(predicate) && self.children_by(predicate, Relation::Obj).next().is_some() => {
                Some(head)
            }
            Relation::Compound if self.upos(predicate) == UPos::Verb => None,
            _ => None,
        }
    }

    /// The name before a finite verb that the parser has hung on a noun behind it, as if "Idris met her counterpart" spoke of one person.
    fn misplaced_subject(&self, verb: TokenIndex) -> Option<TokenIndex> {
        if self.upos(verb) != UPos::Verb || !self.is_finite(verb) {
            return None;
        }
        let start = self.document.sentence_of(verb).tokens.start as usize;
        let over = |&t: &TokenIndex| {
            matches!(self.relation(t), Relation::Appos | Relation::Compound | Relation::Nmod | Relation::NmodDesc)
                && self.is_nominal(t)
                && self.marker(t).is_none()
                && self.head(t).is_some_and(|h| h > verb && self.is_under(h, verb))
        };
        (start..verb).rev().find(over)
    }

    /// Who is understood as the subject of a clause without one, that hangs on `governor`.
    fn controller(&self, governor: TokenIndex, clause: TokenIndex, depth: usize) -> Option<TokenIndex> {
        const SUBJECT_CONTROL: &[&str] = &["promise", "threaten", "vow", "pledge", "offer", "agree", "seek"];
        let to_object = match self.relation(clause) {
            Relation::Advcl => matches!(self.marker(clause), Some("of" | "from" | "for" | "into" | "as")) || self.is_infinitive(clause),
            _ => self.is_infinitive(clause) || self.form(clause).ends_with("ing"),
        };
        // A clause of purpose is the subject's, unless somebody is addressed by a preposition.
        let by_preposition = self.relation(clause) == Relation::Advcl && self.is_infinitive(clause);
        let promises =
            SUBJECT_CONTROL.iter().any(|v| self.is_word(governor, v) || self.form(governor).starts_with(v.trim_end_matches('e')));
        if to_object && !self.is_passive(governor) {
            let object = self.children(governor).iter().copied().filter(|&c| c != clause).find(|&c| match self.relation(c).universal() {
                Relation::Obj | Relation::Iobj => !promises && !by_preposition,
                // "called on Russia to withdraw", "appealed to them to stop"; but "flew to Paris to meet them".
                Relation::Obl => {
                    let addressed = match self.marker(c) {
                        Some("on" | "upon") => true,
                        Some("to" | "for") => self.acts(c),
                        _ => false,
                    };
                    addressed && self.is_infinitive(clause) && c < clause && !promises
                }
                _ => false,
            });
            if let Some(object) = object.filter(|&o| self.is_nominal(o)) {
                return Some(self.antecedent_of_relative(object, governor));
            }
        }
        self.surface_subject_within(governor, depth)
    }

    /// Who does what a noun tells: "Ukraine's refusal", "the Russian decision", or the subject of the verb that the noun is the object of.
    fn doer_of_noun(&self, noun: TokenIndex, depth: usize) -> Option<TokenIndex> {
        let own = self.children(noun).iter().copied().find(|&c| {
            self.relation(c) == Relation::NmodPoss
                || self.relation(c) == Relation::Nmod && matches!(self.marker(c), Some("by" | "of" | "for"))
        });
        let modifier = || {
            self.children(noun)
                .iter()
                .copied()
                .find(|&c| matches!(self.relation(c), Relation::Amod | Relation::Compound) && self.is_capitalised(c))
        };
        own.or_else(modifier).or_else(|| {
            let head = self.head(noun)?;
            let object = matches!(self.relation(noun).universal(), Relation::Obj | Relation::Obl | Relation::Xcomp);
            (object && !self.is_nominal(head) && depth > 0).then(|| self.surface_subject_within(head, depth - 1)).flatten()
        })
    }

    /// Whether a word heads a mention of somebody who can act.
    fn acts(&self, token: TokenIndex) -> bool {
        self.headed_by(token).any(|m| matches!(m.kind, NameKind::Person | NameKind::Organization | NameKind::Place))
    }

    /// The mentions that a word heads.
    fn headed_by(&self, token: TokenIndex) -> impl Iterator<Item = &EntityMention> {
        let mentions = &self.document.mentions;
        let from = mentions.partition_point(|m| (m.tokens.end as usize) + 20 < token);
        mentions[from..].iter().take_while(move |m| m.tokens.start as usize <= token).filter(move |m| m.head == token)
    }

    pub fn is_capitalised(&self, token: TokenIndex) -> bool {
        self.surface(token).starts_with(char::is_uppercase)
    }

    fn is_infinitive(&self, verb: TokenIndex) -> bool {
        self.children(verb).iter().any(|&c| self.relation(c) == Relation::Mark && self.form(c) == "to")
            || self.has_feature(verb, "VerbForm=Inf") && !self.children(verb).iter().any(|&c| self.relation(c) == Relation::Aux)
            // A later part of a coordination leaves "to" away.
            || self.relation(verb) == Relation::Conj && self.head(verb).is_some_and(|h| h < verb && self.is_infinitive(h))
    }

    fn is_finite(&self, verb: TokenIndex) -> bool {
        let auxiliaries = self.children(verb).iter().filter(|&&c| matches!(self.relation(c).universal(), Relation::Aux | Relation::Cop));
        self.has_feature(verb, "VerbForm=Fin") || auxiliaries.into_iter().any(|&c| self.has_feature(c, "VerbForm=Fin"))
    }

    fn has_relative_pronoun(&self, verb: TokenIndex) -> bool {
        self.children(verb).iter().any(|&c| self.is_relative_pronoun(c))
    }

    fn is_relative_pronoun(&self, token: TokenIndex) -> bool {
        self.has_feature(token, "PronType=Rel")
            || matches!(self.form(token), "who" | "which" | "whom" | "that") && self.upos(token) == UPos::Pron
    }

    /// The noun that a relative pronoun stands for; any other word stands for itself.
    pub fn antecedent_of_relative(&self, token: TokenIndex, predicate: TokenIndex) -> TokenIndex {
        if !self.is_relative_pronoun(token) {
            return token;
        }
        let mut clause = Some(predicate);
        for _ in 0..DEPTH {
            let Some(here) = clause else { break };
            if self.relation(here) == Relation::AclRelcl {
                return self.head(here).unwrap_or(token);
            }
            clause = self.head(here);
        }
        token
    }

    /// The arguments of a verb or adjective, voice taken into account.
    pub fn arguments(&self, predicate: TokenIndex) -> Arguments {
        let mut found = Arguments::default();
        let passive = self.is_passive(predicate);
        if let Some(subject) = self.attributive_noun(predicate).or_else(|| self.surface_subject(predicate)) {
            if passive { found.objects.push(subject) } else { found.subjects.push(subject) }
        }
        for &child in self.children(predicate) {
            let word = self.antecedent_of_relative(child, predicate);
            match self.relation(child) {
                Relation::Obj => found.objects.push(word),
                Relation::Iobj => found.indirect.push(word),
                Relation::OblAgent => found.subjects.push(word),
                Relation::Obl | Relation::Nmod | Relation::OblUnmarked => match self.marker(child) {
                    Some("by") if passive => found.subjects.push(word),
                    Some(preposition) => found.oblique.push((preposition.to_string(), word)),
                    None => {}
                },
                // "handed them over to the army", "said no to the plan": what hangs on the little word is about the verb.
                Relation::Advmod | Relation::CompoundPrt | Relation::Discourse => {
                    let phrases = self.children_by(child, Relation::Obl).filter_map(|c| Some((self.marker(c)?.to_string(), c)));
                    found.oblique.extend(phrases);
                }
                _ => {}
            }
        }
        if found.indirect.is_empty() {
            found.indirect.extend(found.objects.iter().find_map(|&object| self.misplaced_receiver(predicate, object)));
        }
        // "called in the ambassador": with the particle apart, the parser may take the object for a phrase.
        if found.objects.is_empty() && !passive && self.children_by(predicate, Relation::CompoundPrt).next().is_some() {
            let bare = |&c: &TokenIndex| c > predicate && self.marker(c).is_none() && self.acts(c);
            found.objects.extend(self.children_by(predicate, Relation::Obl).find(bare));
        }
        // "appointed General X": the parser may take a name that is the sole object for a complement.
        if found.objects.is_empty() && !passive {
            found.objects.extend(self.children_by(predicate, Relation::Xcomp).filter(|&c| self.upos(c) == UPos::Propn));
        }
        // The parser may take a sole object for an indirect one.
        if found.objects.is_empty() && !passive {
            found.objects.extend(found.indirect.iter().copied());
        }
        self.share_over_coordination(predicate, passive, &mut found);
        self.fill_relative_gap(predicate, passive, &mut found);
        found
    }

    /// "offered Ukraine help", "gave Morales asylum": two objects, which the parser may join to one.
    fn misplaced_receiver(&self, verb: TokenIndex, object: TokenIndex) -> Option<TokenIndex> {
        const GIVING: &[&str] =
            &["give", "offer", "grant", "send", "promise", "award", "deny", "pay", "lend", "hand", "sell", "supply", "guarantee", "pledge"];
        if object < verb || self.upos(object) != UPos::Noun || !GIVING.contains(&self.lemma(verb)) {
            return None;
        }
        let named = |&c: &TokenIndex| self.acts(c) && self.headed_by(c).any(|m| m.form == MentionForm::Name && !m.tokens.contains(object));
        // A possessive has its mark.
        let joined = |&c: &TokenIndex| match self.relation(c) {
            Relation::Compound => true,
            Relation::NmodPoss => self.upos(c) == UPos::Propn && self.children_by(c, Relation::Case).next().is_none(),
            _ => false,
        };
        self.children(object).iter().copied().filter(joined).find(named)
    }

    /// "advancing troops", "jailed journalists": the noun that a participle stands before.
    fn attributive_noun(&self, predicate: TokenIndex) -> Option<TokenIndex> {
        (self.relation(predicate) == Relation::Amod).then(|| self.head(predicate)).flatten()
    }

    /// "attacked and burned the village": the later verb's object is the first one's too, and the other way round.
    fn share_over_coordination(&self, predicate: TokenIndex, passive: bool, found: &mut Arguments) {
        if !found.objects.is_empty() || passive {
            return;
        }
        let before = (self.relation(predicate) == Relation::Conj).then(|| self.head(predicate)).flatten();
        let shared = match before {
            Some(first) => self.children_by(first, Relation::Obj).find(|&o| o > predicate),
            None => {
                let next = self.children_by(predicate, Relation::Conj).find(|&c| self.upos(c) == UPos::Verb);
                // Only where nothing but the conjunction stands between: "attacked and burned", not "won, and burned".
                let between = |n: TokenIndex| (predicate + 1..n).all(|t| matches!(self.upos(t), UPos::Cconj | UPos::Adv));
                let next = next.filter(|&n| between(n));
                let object = next.and_then(|n| self.children_by(n, Relation::Obj).next());
                // "donated and delivered goods to the hospital"
                let phrases = next.filter(|_| object.is_some()).into_iter().flat_map(|n| self.children_by(n, Relation::Obl));
                found.oblique.extend(phrases.filter_map(|c| Some((self.marker(c)?.to_string(), c))));
                object
            }
        };
        found.objects.extend(shared);
    }

    /// "the town that rebels hold", "the envoy they met": the noun is the object, or stands after the stranded preposition.
    fn fill_relative_gap(&self, predicate: TokenIndex, passive: bool, found: &mut Arguments) {
        let Some(noun) = (self.relation(predicate) == Relation::AclRelcl).then(|| self.head(predicate)).flatten() else { return };
        let taken = found.subjects.contains(&noun) || found.objects.contains(&noun) || found.oblique.iter().any(|(_, o)| *o == noun);
        if !taken && !passive && found.objects.is_empty() && !found.subjects.is_empty() && !self.has_relative_pronoun(predicate) {
            found.objects.push(noun);
        }
    }

    /// The phrases about a noun that tells an event: "X's", "of Y", "by Z", "between A and B", "Russian".
    pub fn noun_arguments(&self, noun: TokenIndex) -> NounArguments {
        let mut found = NounArguments::default();
        let verb = self.head(noun).filter(|_| self.relation(noun) == Relation::Obj);
        let receiver = verb.and_then(|verb| self.misplaced_receiver(verb, noun));
        for &child in self.children(noun) {
            if receiver == Some(child) {
                found.oblique.push(("to".to_string(), child));
                continue;
            }
            match self.relation(child) {
                Relation::NmodPoss => found.possessive.push(child),
                Relation::Nmod | Relation::Obl | Relation::OblAgent | Relation::NmodDesc => {
                    if let Some(preposition) = self.marker(child) {
                        found.oblique.push((preposition.to_string(), child));
                        // "the shelling of a town by rebels", where the parser hangs "by rebels" on the town.
                        let by = self.children_by(child, Relation::Nmod).filter(|&c| self.marker(c) == Some("by"));
                        found.oblique.extend(by.map(|c| ("by".to_string(), c)));
                    }
                }
                Relation::Compound if self.is_misplaced_compound(child) => {}
                Relation::Amod | Relation::Compound | Relation::NmodUnmarked => found.modifiers.push(child),
                _ => {}
            }
        }
        found.oblique.extend(self.second_of_two(noun, &found.oblique).map(|second| ("between".to_string(), second)));
        found
    }

    /// "between the army and the rebels" needs two, wherever the parser joins the second.
    fn second_of_two(&self, noun: TokenIndex, oblique: &[(String, TokenIndex)]) -> Option<TokenIndex> {
        let (_, first) = oblique.iter().find(|(preposition, _)| preposition == "between")?;
        let alone = self.children_by(*first, Relation::Conj).next().is_none() && !self.has_feature(*first, "Number=Plur");
        self.children_by(noun, Relation::Conj).find(|&c| alone && c > *first && self.is_nominal(c))
    }
}

/// What stands about a noun, by position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NounArguments {
    pub possessive: Vec<TokenIndex>,
    pub modifiers: Vec<TokenIndex>,
    pub oblique: Vec<(String, TokenIndex)>,
}
