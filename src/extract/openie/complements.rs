//! What hangs on a verb: its object, its other arguments, and the verbs that are told in one with it.
//!
//! Takes a verb (or an adjective after a copula); gives [`Complements`]. Knows nothing of subjects.

use super::clauses::Reader;
use super::phrases::words;
use super::{Argument, Part, Phrase};
use crate::model::{Relation, TokenIndex, UPos, Word};

/// What was found at one verb.
#[derive(Default)]
pub(super) struct Complements {
    /// The object, or what the subject becomes: comes first.
    pub first: Option<Argument>,
    /// The rest: what stands after the verb, then what stands before it.
    pub arguments: Vec<Argument>,
    /// An adjective that is part of the relation: "remains distinct from".
    pub adjective: Vec<TokenIndex>,
    /// Verbs told in one with this one, each with the words that it adds.
    pub joined: Vec<(TokenIndex, Vec<TokenIndex>)>,
}

impl Reader<'_> {
    pub fn complements(&self, verb: TokenIndex) -> Complements {
        let tree = self.tree;
        let mut found = Complements::default();
        let mut placed: Vec<(TokenIndex, Argument)> = Vec::new();
        let (first, indirect) = self.objects(verb);
        found.first = first;
        placed.extend(indirect);
        for &child in tree.children(verb) {
            match tree.relation(child) {
                Relation::Xcomp if self.is_predicative(child) => self.predicative(child, &mut found, &mut placed),
                Relation::Xcomp if self.is_joined(child) => self.join(child, &mut found),
                Relation::Xcomp | Relation::Ccomp => placed.push((child, self.clausal(child))),
                Relation::Advcl if child > verb && !self.marker(child).is_empty() => placed.push((child, self.clausal(child))),
                Relation::Advmod => placed.extend(self.adverb(child, verb).map(|argument| (child, argument))),
                Relation::Obl | Relation::OblAgent | Relation::OblUnmarked | Relation::Nmod | Relation::NmodUnmarked => {
                    placed.extend(self.oblique_or_relative(child, verb).map(|argument| (child, argument)));
                }
                _ => {}
            }
        }
        placed.sort_by_key(|(at, _)| (*at < verb, *at));
        found.arguments = placed.into_iter().map(|(_, argument)| argument).collect();
        found
    }

    /// The object of a verb, and an indirect one beside it.
    fn objects(&self, verb: TokenIndex) -> (Option<Argument>, Option<(TokenIndex, Argument)>) {
        let tree = self.tree;
        let object = |phrases: Vec<Phrase>| Argument { marker: Vec::new(), phrases, part: Part::Object };
        let phrases_of = |word: TokenIndex| -> Option<Vec<Phrase>> {
            let meant = tree.antecedent_of_relative(word, verb);
            if meant != word {
                return Some(self.antecedent_phrases(meant, verb));
            }
            (!matches!(tree.form(word), "what" | "whom" | "who" | "which" | "that") || !tree.has_feature(word, "PronType=Rel"))
                .then(|| self.phrases(word, &[]))
        };
        let direct = tree.children_by(verb, Relation::Obj).find_map(phrases_of);
        let indirect = tree.children_by(verb, Relation::Iobj).next();
        match (direct, indirect) {
            (Some(direct), indirect) => {
                let beside = indirect.and_then(|i| phrases_of(i).map(|phrases| (i, object(phrases))));
                (Some(object(direct)), beside)
            }
            (None, Some(indirect)) => (phrases_of(indirect).map(object), None),
            (None, None) => (self.object_elsewhere(verb).map(object), None),
        }
    }

    /// An object that hangs on a coordinated verb ("took and burned the town"), or is the noun of a relative clause ("the town they
    /// took").
    fn object_elsewhere(&self, verb: TokenIndex) -> Option<Vec<Phrase>> {
        let tree = self.tree;
        let is = |wanted: &'static [Relation]| move |&c: &TokenIndex| wanted.contains(&tree.relation(c));
        let children = tree.children(verb);
        let next = tree.children_by(verb, Relation::Conj).find(|&c| tree.upos(c) == UPos::Verb && c <= verb + 2);
        if let Some(next) = next.filter(|_| !children.iter().any(is(&[Relation::Obl]))) {
            return tree.children_by(next, Relation::Obj).next().map(|o| self.phrases(o, &[]));
        }
        let gap = tree.relation(verb) == Relation::AclRelcl
            && !tree.is_passive(verb)
            && children.iter().any(is(&[Relation::Nsubj, Relation::NsubjPass]))
            && !children.iter().any(is(&[Relation::Xcomp, Relation::Ccomp, Relation::Obj]))
            && !children
                .iter()
                .any(|&c| matches!(tree.form(c), "where" | "when" | "why" | "how") || tree.antecedent_of_relative(c, verb) != c);
        gap.then(|| tree.head(verb)).flatten().map(|noun| self.antecedent_phrases(noun, verb))
    }

    /// Whether a complement is a noun or adjective: "became president", "remained calm".
    fn is_predicative(&self, complement: TokenIndex) -> bool {
        let tree = self.tree;
        let has = |relation: Relation| tree.children_by(complement, relation).next().is_some();
        tree.upos(complement) != UPos::Verb && !has(Relation::Mark) && !has(Relation::Cop)
    }

    fn predicative(&self, complement: TokenIndex, found: &mut Complements, placed: &mut Vec<(TokenIndex, Argument)>) {
        let tree = self.tree;
        let obliques: Vec<TokenIndex> = tree.children_by(complement, Relation::Obl).filter(|&o| !self.marker(o).is_empty()).collect();
        if tree.upos(complement) == UPos::Adj && !obliques.is_empty() && found.first.is_none() {
            found.adjective.push(complement);
            placed.extend(obliques.into_iter().map(|o| (o, self.oblique(o))));
            return;
        }
        let phrases = self.conjuncts_any(complement).into_iter().map(|h| self.phrase(h, &[])).collect();
        let argument = Argument { marker: Vec::new(), phrases, part: Part::Predicative };
        match found.first {
            None => found.first = Some(argument),
            Some(_) => placed.push((complement, argument)),
        }
    }

    /// Joins a verb, and those coordinated with it, to the one above.
    fn join(&self, verb: TokenIndex, found: &mut Complements) {
        let tree = self.tree;
        let to: Vec<TokenIndex> = tree.children_by(verb, Relation::Mark).filter(|&m| tree.form(m) == "to").collect();
        found.joined.push((verb, self.verb_group(verb, true)));
        let own_subject = |c: TokenIndex| tree.children_by(c, Relation::Nsubj).next().is_some();
        for later in tree.children_by(verb, Relation::Conj).filter(|&c| tree.upos(c) == UPos::Verb && !own_subject(c)) {
            let mut group = self.verb_group(later, true);
            if tree.children_by(later, Relation::Mark).next().is_none() {
                group.splice(0..0, to.iter().copied());
            }
            found.joined.push((later, group));
        }
    }

    fn clausal(&self, clause: TokenIndex) -> Argument {
        Argument { marker: words(self.marker(clause)), phrases: vec![self.clause_phrase(clause)], part: Part::Clause }
    }

    pub fn oblique(&self, head: TokenIndex) -> Argument {
        Argument { marker: words(self.marker(head)), phrases: self.phrases(head, &[]), part: Part::Oblique }
    }

    /// A phrase after a preposition; "in which" stands for the noun that its clause hangs on.
    fn oblique_or_relative(&self, head: TokenIndex, verb: TokenIndex) -> Option<Argument> {
        let tree = self.tree;
        if matches!(tree.form(head), "which" | "whom") {
            let noun = tree.antecedent_of_relative(head, verb);
            let phrases = (noun != head).then(|| self.antecedent_phrases(noun, verb))?;
            return Some(Argument { marker: words(self.marker(head)), phrases, part: Part::Oblique });
        }
        let relative = self.all_under(head).into_iter().any(|t| matches!(tree.form(t), "which" | "whom" | "whose"));
        (!relative).then(|| self.oblique(head))
    }

    /// "where" of a relative clause as the place it means, or an adverb after the verb.
    fn adverb(&self, adverb: TokenIndex, verb: TokenIndex) -> Option<Argument> {
        let tree = self.tree;
        if tree.form(adverb) == "where" && tree.relation(verb) == Relation::AclRelcl {
            let phrases = self.antecedent_phrases(tree.head(verb)?, verb);
            return Some(Argument { marker: vec![Word::Understood("in")], phrases, part: Part::Oblique });
        }
        let says_something =
            adverb > verb && !matches!(tree.form(adverb), "not" | "n't" | "never" | "no" | "then" | "also" | "however" | "too");
        let phrase = || Phrase { head: adverb, tokens: self.tidied(self.all_under(adverb)) };
        says_something.then(|| Argument { marker: Vec::new(), phrases: vec![phrase()], part: Part::Adverb })
    }
}
