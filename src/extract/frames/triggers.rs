//! The words of a trigger: whether all its parts stand about a head word, and how the edge is worded.
//!
//! Knows nothing of who takes part.

use super::Matcher;
use crate::model::{Relation, TokenIndex, UPos};
use crate::ontology::{Measure, Part, Trigger};

impl Matcher<'_> {
    /// The trigger's words for the edge, with the noun that stands in the text for the first that the trigger lists: "sent arms to".
    pub(super) fn worded(&self, trigger: &Trigger, with: &[TokenIndex]) -> Option<Box<str>> {
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

    /// The words that stand for a trigger's parts, if all are there.
    pub(super) fn parts(&self, head: TokenIndex, trigger: &Trigger) -> Option<Vec<TokenIndex>> {
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

    pub(super) fn is_one_of(&self, token: TokenIndex, nouns: &[Box<str>]) -> bool {
        let (form, lemma) = (self.tree.form(token), self.tree.lemma(token));
        // "lent Ukraine $17.5 billion": a sum stands for money.
        let sum = || self.ontology.quantities.currency(form).is_some() || self.ontology.quantities.measure(form) == Some(Measure::Money);
        if nouns.iter().any(|n| **n == *"money") && sum() {
            return true;
        }
        nouns.iter().any(|n| **n == *form || **n == *lemma || form.strip_suffix('s') == Some(n))
    }
}
