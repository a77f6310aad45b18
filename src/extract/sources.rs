//! Who says so: the chain of speakers above an event, outermost first, and the word that attributes.
//!
//! Takes the trees, the governors, the quotations and the entities; gives head words of the speakers. Knows nothing of frames beyond how
//! they colour.

use super::entities::Entities;
use super::explanation::Way;
use super::governors::{Governing, Step};
use super::quotations::Quotations;
use super::tree::Tree;
use crate::model::{EntityKind, Polarity, Relation, Sentence, TokenIndex, UPos};
use std::ops::Range;

/// Speakers of an event, outermost first, as head words; and the attributing word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attribution {
    pub speakers: Vec<TokenIndex>,
    pub cue: Option<TokenIndex>,
    /// How the cue was found.
    pub way: Way,
}

/// Finds attributions.
pub(super) struct Sources<'a> {
    pub tree: &'a Tree<'a>,
    pub governing: &'a Governing<'a>,
    pub quotations: &'a Quotations,
    pub entities: &'a Entities<'a>,
}

impl Sources<'_> {
    /// Who says what a trigger tells; `steps` lead up from it.
    pub fn of(&self, trigger: TokenIndex, steps: &[Step], speaks: bool) -> Attribution {
        let mut chain = Chain { way: Way::Beside, ..Chain::default() };
        let steps = self.heard(trigger, steps, speaks);
        self.beside(trigger, trigger, 0..self.tree.len(), &mut chain);
        for step in steps {
            // "E, he added, Sputnik reported": what is inserted before the governor is nearer to what is said.
            self.beside(step.governor, trigger, 0..step.governor, &mut chain);
            chain.way = Way::Above;
            self.above(step, &mut chain);
            chain.way = Way::Beside;
            self.beside(step.governor, trigger, step.governor..self.tree.len(), &mut chain);
        }
        if !chain.has_speech {
            chain.way = Way::Quotation;
            self.of_quotation(trigger, &mut chain);
        }
        chain.way = Way::Headline;
        self.of_headline(trigger, &mut chain);
        self.set_off(trigger, &mut chain);
        chain.inner.extend(chain.outer);
        let mut speakers: Vec<TokenIndex> = Vec::new();
        for speaker in chain.inner.into_iter().rev() {
            let same = |other: &TokenIndex| {
                self.entities.acting(*other).is_some() && self.entities.acting(*other) == self.entities.acting(speaker)
            };
            if !speakers.iter().any(same) {
                speakers.push(speaker);
            }
        }
        let (cue, way) = chain.cue.unzip();
        Attribution { speakers, cue, way: way.unwrap_or_default() }
    }

    /// The steps whose governor may be a source: "rejected the charge" does not make the charge; and an act of speech speaks for what it
    /// is about, not for what a relative clause adds.
    fn heard(&self, trigger: TokenIndex, steps: &[Step], speaks: bool) -> Vec<Step> {
        let mut added = false;
        let mut heard = Vec::new();
        for &step in steps {
            added |= matches!(self.tree.relation(step.child), Relation::AclRelcl | Relation::Advcl) && !step.complement;
            let another = speaks && step.child == trigger && step.colour.is_some_and(|c| c.polarity == Some(Polarity::Denied));
            let complement = step.complement && !another && !(added && step.is_event);
            heard.push(Step { complement, ..step });
        }
        heard
    }

    /// A governor that says what stands under it.
    fn above(&self, step: Step, chain: &mut Chain) {
        let Some(colour) = step.colour.filter(|c| c.says && step.complement) else { return };
        let clause = matches!(
            self.tree.relation(step.child),
            Relation::Ccomp | Relation::Xcomp | Relation::Parataxis | Relation::Advcl | Relation::Csubj | Relation::Acl
        );
        let speech = !step.is_event;
        if !(clause || colour.of_nouns || step.is_event) {
            return;
        }
        // "rejected Putin's charge of …": what is denied is not said by who charges.
        if colour.polarity == Some(Polarity::Denied) && self.governing.stands_for_what_was_said(step.child) {
            chain.inner.clear();
        }
        // "E, the ministry was quoted by AP as saying": the clause may hang on the quoting itself.
        let saying = self.tree.children(step.governor).iter().copied().find(|&c| c != step.child && self.is_as_saying(c));
        if let Some(inner) = saying.and_then(|s| self.speaker(s)) {
            chain.add(inner, step.governor, true);
        }
        if let Some(speaker) = self.speaker(step.governor) {
            chain.add(speaker, step.governor, speech && self.tree.upos(step.governor) == UPos::Verb);
        }
    }

    /// Who speaks: the subject of a verb of saying; of a noun, its owner.
    fn speaker(&self, says: TokenIndex) -> Option<TokenIndex> {
        let tree = self.tree;
        if tree.is_nominal(says) {
            let noun = tree.noun_arguments(says);
            let by = noun.oblique.iter().find(|(p, _)| matches!(p.as_str(), "by" | "from" | "of")).map(|(_, h)| *h);
            return noun.possessive.first().copied().or(by).filter(|&h| self.may_speak(h)).or_else(|| {
                let verb = tree.head(says).filter(|&h| tree.upos(h) == UPos::Verb && tree.relation(says) == Relation::Obj)?;
                tree.arguments(verb).subjects.first().copied().filter(|&h| self.may_speak(h))
            });
        }
        let own = tree.children_by(says, Relation::Nsubj).next().is_some() || tree.is_passive(says);
        // "…, he said", "…, said Ms Ruiz": the parser may hang the speaker on what is said.
        let hung_above = |t: &TokenIndex| tree.relation(*t) == Relation::Nsubj && tree.head(*t) == tree.head(says) && self.may_speak(*t);
        let behind = || (says + 1..(says + 7).min(tree.len())).find(hung_above);
        // "the agency Sputnik quoted the spokesman": nothing before a verb hangs on what stands behind it, whatever the parser says.
        let hung_behind = |t: &TokenIndex| {
            let over = std::iter::successors(tree.head(*t), |&a| tree.head(a))
                .find(|&a| a >= says)
                .is_some_and(|a| a > says && tree.is_under(a, says));
            over && tree.is_nominal(*t) && self.may_speak(*t)
        };
        let before = says.checked_sub(1).filter(|t| hung_above(t) || hung_behind(t));
        let beside = before.or_else(behind).filter(|_| !own);
        let arguments = tree.arguments(says);
        let subject = beside.or_else(|| arguments.subjects.first().copied().filter(|&h| self.may_speak(h)));
        // "…," tweeted the minister: the speaker after the verb may be taken for its object.
        let after =
            arguments.objects.first().copied().filter(|&o| !own && o > says && self.entities.kind_of(o) == Some(EntityKind::Person));
        subject.or_else(|| after.filter(|_| says > 0 && tree.upos(says - 1) == UPos::Punct))
    }

    fn may_speak(&self, head: TokenIndex) -> bool {
        self.entities.kind_of(head).is_some_and(|kind| kind != EntityKind::Thing) || matches!(self.tree.form(head), "i" | "we")
    }

    /// The one of "according to X".
    fn is_accorded(&self, head: TokenIndex) -> bool {
        self.tree.marker(head) == Some("according") && self.may_speak(head)
    }

    /// Attributions that hang on a clause: "…, X said", "according to X", "as reported by X".
    fn beside(&self, clause: TokenIndex, trigger: TokenIndex, part: Range<TokenIndex>, chain: &mut Chain) {
        let tree = self.tree;
        for &child in tree.children(clause).iter().filter(|c| part.contains(c)) {
            // What holds the trigger is not beside it.
            if tree.is_under(trigger, child) {
                continue;
            }
            match tree.relation(child).universal() {
                Relation::Obl | Relation::Nmod | Relation::Advcl | Relation::Advmod if self.is_accorded(child) => {
                    let cue = tree.children_by(child, Relation::Case).next().unwrap_or(child);
                    // "said that, according to X, E": X is whom the speaker quotes.
                    match tree.children_by(clause, Relation::Mark).any(|m| tree.form(m) == "that" && m < child) {
                        true => chain.add(child, cue, false),
                        false => chain.add_outer(child, cue),
                    }
                }
                Relation::Advcl if tree.marker(child) == Some("as") && tree.is_passive(child) => {
                    if let Some(speaker) = self.governing.colour(child).filter(|c| c.says).and_then(|_| self.speaker(child)) {
                        chain.add_outer(speaker, child);
                    }
                }
                Relation::Parataxis | Relation::Conj | Relation::Ccomp | Relation::Dep | Relation::Advcl => {
                    self.inserted(child, trigger, chain)
                }
                _ => {}
            }
        }
    }

    /// "…, according to X." at the end of a sentence is said of all of it, wherever the parser hangs it.
    fn set_off(&self, trigger: TokenIndex, chain: &mut Chain) {
        let tree = self.tree;
        let sentence = tree.document.sentence_of(trigger).tokens;
        let (first, last) = (sentence.start as usize, sentence.end as usize);
        let Some(according) = (first + 1..last).rev().find(|&t| tree.form(t) == "according" && tree.form(t - 1) == ",") else { return };
        let Some(speaker) = tree.head(according).filter(|&h| self.is_accorded(h)) else { return };
        let ends = (speaker..last).all(|t| tree.is_under(t, speaker) || tree.upos(t) == UPos::Punct);
        if ends && !tree.is_under(trigger, speaker) && trigger < according {
            chain.add_outer(speaker, according);
        }
    }

    /// "…, X said", "…, X quoted Y as saying": a clause of saying without a clause of its own to say.
    fn inserted(&self, says: TokenIndex, trigger: TokenIndex, chain: &mut Chain) {
        let tree = self.tree;
        let relation = tree.relation(says);
        let has_own = tree.children(says).iter().any(|&c| {
            matches!(tree.relation(c), Relation::Ccomp | Relation::Xcomp | Relation::Obj)
                && !self.is_as_saying(c)
                && !self.is_quoted_person(c, says)
        });
        if has_own || !self.governing.colour(says).is_some_and(|c| c.says) || tree.upos(says) != UPos::Verb {
            return;
        }
        // Only what is set off by a comma or a quotation mark is inserted; a joined clause of saying says something else.
        let set_off = relation == Relation::Parataxis
            || tree.children_by(says, Relation::Mark).next().is_none() && tree.children_by(says, Relation::Cc).next().is_none();
        let after = says > trigger || relation == Relation::Parataxis;
        if !(set_off && after) || relation == Relation::Advcl {
            return;
        }
        for reported in tree.children_by(says, Relation::Advcl).filter(|&c| tree.marker(c) == Some("as") && tree.is_passive(c)) {
            if let Some(speaker) = self.governing.colour(reported).filter(|c| c.says).and_then(|_| self.speaker(reported)) {
                chain.add_outer(speaker, says);
            }
        }
        if let Some(saying) = tree.children(says).iter().copied().find(|&c| self.is_as_saying(c))
            && let Some(inner) = self.speaker(saying)
        {
            chain.add(inner, saying, true);
        }
        if let Some(speaker) = self.speaker(says) {
            chain.add(speaker, says, true);
        }
    }

    fn is_as_saying(&self, token: TokenIndex) -> bool {
        self.tree.marker(token) == Some("as") && !self.tree.is_passive(token) && self.governing.colour(token).is_some_and(|c| c.says)
    }

    /// The one quoted is no thing said: "Sputnik quoted Peskov".
    fn is_quoted_person(&self, object: TokenIndex, says: TokenIndex) -> bool {
        self.tree.is_word(says, "quote")
            || self.tree.form(says).starts_with("quot")
            || self.entities.kind_of(object) == Some(EntityKind::Person)
    }

    /// A quotation that runs on: the speaker named beside it in its own or a neighbouring sentence.
    fn of_quotation(&self, trigger: TokenIndex, chain: &mut Chain) {
        let Some(quotation) = self.quotations.around(trigger) else { return };
        // Single words in quotation marks are no speech.
        if quotation.len() < 4 {
            return;
        }
        let own = self.tree.sentence(trigger);
        let (first, last) = (self.tree.sentence(quotation.start as usize), self.tree.sentence((quotation.end as usize).saturating_sub(1)));
        let sentences = [own, last, first, (last + 1).min(self.tree.document.sentences.len() - 1), first.saturating_sub(1)];
        for (rank, sentence) in sentences.into_iter().enumerate() {
            // A neighbour's speaker counts only in the same paragraph.
            let neighbour = rank >= 3;
            if neighbour
                && (sentence > last && self.tree.document.sentences[sentence].opens_paragraph
                    || sentence < first && self.tree.document.sentences[first].opens_paragraph)
            {
                continue;
            }
            if let Some((speaker, says)) = self.saying_outside(sentence) {
                chain.add(speaker, says, true);
                return;
            }
        }
    }

    /// A verb of saying outside quotation marks in a sentence, with its speaker.
    fn saying_outside(&self, sentence: usize) -> Option<(TokenIndex, TokenIndex)> {
        let Sentence { tokens, .. } = self.tree.document.sentences[sentence];
        tokens.range().filter(|&t| self.tree.upos(t) == UPos::Verb && self.quotations.around(t).is_none()).find_map(|says| {
            self.governing.colour(says).filter(|c| c.says && c.modality.is_none())?;
            Some((self.speaker(says)?, says))
        })
    }

    /// Headlines: "Army killed forty: rights group", "Minister: Talks to go on".
    fn of_headline(&self, trigger: TokenIndex, chain: &mut Chain) {
        let tree = self.tree;
        let sentence = tree.document.sentences[tree.sentence(trigger)].tokens.range();
        let ends = matches!(tree.form(sentence.end - 1), "." | "!" | "?" | "\"" | "”");
        let Some(colon) = sentence.clone().find(|&t| tree.form(t) == ":").filter(|_| !ends) else { return };
        let nobody_acts = |part: std::ops::Range<usize>| {
            part.len() <= 6 && !part.is_empty() && !part.clone().any(|t| matches!(tree.upos(t), UPos::Verb | UPos::Aux))
        };
        let (before, after) = (sentence.start..colon, colon + 1..sentence.end);
        let part = if trigger < colon && nobody_acts(after.clone()) {
            after
        } else if trigger > colon && nobody_acts(before.clone()) {
            before
        } else {
            return;
        };
        let head = part.rev().find(|&t| self.entities.of(t).is_some() && self.may_speak(t) && tree.is_nominal(t));
        if let Some(head) = head {
            chain.add_outer(head, colon);
        }
    }
}

/// Speakers as they are met on the way up: innermost first.
#[derive(Default)]
struct Chain {
    inner: Vec<TokenIndex>,
    outer: Vec<TokenIndex>,
    /// The first cue met, and how.
    cue: Option<(TokenIndex, Way)>,
    /// How what is added now was found.
    way: Way,
    /// Whether a verb of saying was among them, and not only an act that has a speaker.
    has_speech: bool,
}

impl Chain {
    fn add(&mut self, speaker: TokenIndex, cue: TokenIndex, speech: bool) {
        if !self.inner.contains(&speaker) {
            self.inner.push(speaker);
        }
        self.cue = self.cue.or(Some((cue, self.way)));
        self.has_speech |= speech;
    }

    fn add_outer(&mut self, speaker: TokenIndex, cue: TokenIndex) {
        if !self.inner.contains(&speaker) && !self.outer.contains(&speaker) {
            self.outer.push(speaker);
        }
        self.cue = self.cue.or(Some((cue, self.way)));
    }
}
