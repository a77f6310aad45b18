//! Clauses laid out as tuples: all arguments in one, or a tuple for each pair of things.
//!
//! Takes clauses; gives [`OpenTuple`]s, each once. Knows nothing of how the clauses were read.

use super::clauses::Reader;
use super::phrases::words;
use super::{Argument, Clause, Construction, Extent, Part};
use crate::extract::tree::Tree;
use crate::model::{OpenTuple, Relation, TokenIndex, Word};
use std::collections::HashSet;

/// How often a construction's tuples are right, as far as that was measured on sentences of newspapers and encyclopedias.
fn confidence(construction: Construction) -> f32 {
    match construction {
        Construction::Verb => 0.75,
        Construction::Copula => 0.65,
        Construction::Modifier | Construction::Adverbial => 0.57,
        Construction::Apposition => 0.41,
        Construction::Possessive => 0.23,
    }
}

fn name(construction: Construction) -> &'static str {
    match construction {
        Construction::Verb => "verb",
        Construction::Copula => "copula",
        Construction::Modifier => "modifier",
        Construction::Adverbial => "adverbial",
        Construction::Apposition => "apposition",
        Construction::Possessive => "possessive",
    }
}

/// The tuples so far, without repetition.
#[derive(Default)]
struct Tuples {
    all: Vec<OpenTuple>,
    /// Subject, relation and arguments of each.
    seen: HashSet<Vec<Vec<Word>>>,
}

impl Tuples {
    fn add(&mut self, clause: &Clause, subject: &[TokenIndex], relation: Vec<Word>, arguments: Vec<Vec<Word>>) {
        let subject = words(subject.iter().copied());
        let empty = subject.is_empty() || relation.is_empty() || arguments.first().is_none_or(Vec::is_empty);
        if !empty && self.seen.insert([&[subject.clone(), relation.clone()], arguments.as_slice()].concat()) {
            let (confidence, found_by) = (confidence(clause.construction), name(clause.construction));
            self.all.push(OpenTuple { subject, relation, arguments, confidence, found_by });
        }
    }
}

/// One tuple for each subject and each object, with all further arguments: the first argument's preposition ends the relation.
pub(super) fn nary(_: &Tree<'_>, clauses: &[Clause]) -> Vec<OpenTuple> {
    let mut tuples = Tuples::default();
    for clause in clauses {
        let Some((first, rest)) = clause.arguments.split_first() else { continue };
        let further: Vec<Vec<Word>> = rest.iter().map(with_marker).collect();
        let relation = [clause.relation.as_slice(), &first.marker].concat();
        for subject in &clause.subjects {
            for object in &first.phrases {
                let mut arguments = vec![words(object.tokens.iter().copied())];
                arguments.extend(further.iter().cloned());
                tuples.add(clause, &subject.tokens, relation.clone(), arguments);
            }
        }
    }
    tuples.all
}

fn with_marker(argument: &Argument) -> Vec<Word> {
    let phrases = argument.phrases.iter().flat_map(|phrase| words(phrase.tokens.iter().copied()));
    argument.marker.iter().copied().chain(phrases).collect()
}

/// A tuple for each subject and each argument, and for each noun that hangs on an argument by a preposition. What stands before it is
/// part of the relation: (He; became justice of; the court). Only what the sentence has words for.
pub(super) fn binary(tree: &Tree<'_>, clauses: &[Clause]) -> Vec<OpenTuple> {
    let reader = Reader::new(tree, Extent { participles: false, adverbs: false });
    let mut tuples = Tuples::default();
    let in_words = |c: &&Clause| !matches!(c.construction, Construction::Apposition | Construction::Possessive);
    for clause in clauses.iter().filter(in_words) {
        let main = clause.arguments.first().filter(|a| matches!(a.part, Part::Object | Part::Predicative));
        // How it is done is worth a tuple where nothing else is said.
        let only = clause.arguments.len() == 1;
        for (place, argument) in clause.arguments.iter().enumerate().filter(|(_, a)| a.part != Part::Adverb || only) {
            let mut before = clause.relation.clone();
            if let Some(object) = main.and_then(|m| m.phrases.first()).filter(|_| place > 0) {
                before.extend(words(object.tokens.iter().copied()));
            }
            before.extend(&argument.marker);
            for subject in &clause.subjects {
                for phrase in &argument.phrases {
                    tuples.add(clause, &subject.tokens, before.clone(), vec![words(phrase.tokens.iter().copied())]);
                    if matches!(argument.part, Part::Clause | Part::Adverb) {
                        continue;
                    }
                    for (between, noun) in reader.nested(phrase.head, &phrase.tokens) {
                        let relation = before.iter().copied().chain(words(between)).collect();
                        tuples.add(clause, &subject.tokens, relation, vec![words(noun)]);
                    }
                }
            }
        }
    }
    tuples.all
}

impl Reader<'_> {
    /// The nouns that hang on a phrase's head by a preposition, and on them in turn; each with the phrase's words up to it.
    fn nested(&self, head: TokenIndex, phrase: &[TokenIndex]) -> Vec<(Vec<TokenIndex>, Vec<TokenIndex>)> {
        let tree = self.tree;
        let mut found = Vec::new();
        let after = |&c: &TokenIndex| c > head && phrase.contains(&c) && tree.is_nominal(c) && tree.relation(c) == Relation::Nmod;
        for noun in tree.children(head).iter().copied().filter(after) {
            let marker = self.marker(noun);
            let Some(&first) = marker.first() else { continue };
            let before: Vec<TokenIndex> = phrase.iter().copied().filter(|&t| t < first).chain(marker).collect();
            for inner in self.phrases(noun, &[]) {
                found.push((before.clone(), inner.tokens.clone()));
                for (between, deepest) in self.nested(inner.head, &inner.tokens) {
                    found.push(([before.as_slice(), &between].concat(), deepest));
                }
            }
        }
        found
    }
}
