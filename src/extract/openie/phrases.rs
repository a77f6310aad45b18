//! The words of phrases: noun phrases without what only hangs on them, clauses, prepositions, verb groups.
//!
//! Takes a head word; gives token indices in text order. Knows nothing of what the phrases are arguments of.

use super::clauses::Reader;
use super::{Phrase, Word};
use crate::model::{Relation, TokenIndex, UPos};

/// Adverbs that join a sentence to the one before and say nothing of their own.
const CONNECTIVES: [&str; 5] = ["however", "also", "then", "therefore", "thus"];

impl Reader<'_> {
    /// The words under a head, without the branches that `drop` names.
    fn words_under(&self, head: TokenIndex, drop: impl Fn(TokenIndex) -> bool) -> Vec<TokenIndex> {
        let (mut words, mut next) = (vec![head], 0);
        while next < words.len() {
            words.extend(self.tree.children(words[next]).iter().copied().filter(|&c| !drop(c)));
            next += 1;
        }
        words.sort_unstable();
        words
    }

    pub fn all_under(&self, head: TokenIndex) -> Vec<TokenIndex> {
        self.words_under(head, |_| false)
    }

    /// A noun phrase, or a predicate's complement: the head and its modifiers, without preposition, relative clauses, appositions and
    /// what is coordinated with it; without the branches `less`, too.
    pub fn phrase(&self, head: TokenIndex, less: &[TokenIndex]) -> Phrase {
        let tree = self.tree;
        let last_case = self.cases(head).last().copied();
        let drop = |child: TokenIndex| {
            let relation = tree.relation(child);
            if matches!(relation, Relation::AclRelcl | Relation::AdvclRelcl) || less.contains(&child) {
                return true;
            }
            if tree.head(child) != Some(head) {
                return false;
            }
            let before_case = last_case.is_some_and(|case| child < case) && is_measure(relation);
            match relation {
                Relation::Case | Relation::Mark | Relation::Cc | Relation::CcPreconj | Relation::Conj => true,
                Relation::Cop | Relation::Aux | Relation::AuxPass | Relation::Expl | Relation::Csubj | Relation::CsubjPass => true,
                Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => true,
                Relation::Parataxis | Relation::Discourse | Relation::Dep | Relation::List | Relation::Vocative => true,
                Relation::Appos | Relation::Advcl => true,
                Relation::Acl => !self.extent.participles,
                Relation::Advmod => before_case || CONNECTIVES.contains(&tree.form(child)),
                _ => before_case,
            }
        };
        Phrase { head, tokens: self.tidied(self.words_under(head, drop)) }
    }

    /// The phrases of all words coordinated with `head`.
    pub fn phrases(&self, head: TokenIndex, less: &[TokenIndex]) -> Vec<Phrase> {
        self.conjuncts(head).into_iter().map(|h| self.phrase(h, less)).collect()
    }

    /// What a relative clause says something of: the phrases of the noun without that clause.
    pub fn antecedent_phrases(&self, noun: TokenIndex, clause: TokenIndex) -> Vec<Phrase> {
        let branches = |h: TokenIndex| -> Vec<TokenIndex> {
            let of_clause = |&c: &TokenIndex| self.tree.is_under(clause, c) || self.tree.relation(c) == Relation::Acl;
            self.tree.children(h).iter().copied().filter(of_clause).collect()
        };
        self.conjuncts(noun)
            .into_iter()
            .map(|h| if self.tree.is_under(clause, h) { self.phrase(h, &branches(h)) } else { self.phrase(h, &[]) })
            .collect()
    }

    /// The words coordinated with `head` that stand after it and are of its sort.
    pub fn conjuncts(&self, head: TokenIndex) -> Vec<TokenIndex> {
        let tree = self.tree;
        let (mut all, mut next) = (vec![head], 0);
        while next < all.len() {
            let of = all[next];
            all.extend(tree.children_by(of, Relation::Conj).filter(|&c| c > of && tree.is_nominal(c) == tree.is_nominal(head)));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// A whole clause; without its conjunction when that stands elsewhere.
    pub fn clause_phrase(&self, head: TokenIndex) -> Phrase {
        let drop = |child: TokenIndex| {
            let top = self.tree.head(child) == Some(head);
            top && matches!(
                self.tree.relation(child),
                Relation::Mark | Relation::Conj | Relation::Cc | Relation::Parataxis | Relation::Discourse
            )
        };
        Phrase { head, tokens: self.tidied(self.words_under(head, drop)) }
    }

    /// The prepositions and conjunctions before a head.
    fn cases(&self, head: TokenIndex) -> Vec<TokenIndex> {
        let tree = self.tree;
        let marks = |&c: &TokenIndex| {
            matches!(tree.relation(c), Relation::Case | Relation::Mark) && c < head && !matches!(tree.form(c), "'s" | "'")
        };
        tree.children(head).iter().copied().filter(marks).collect()
    }

    /// The preposition or conjunction of a phrase or clause, with the parts of a fixed one and what measures it: "because of",
    /// "a year after".
    pub fn marker(&self, head: TokenIndex) -> Vec<TokenIndex> {
        let tree = self.tree;
        let cases = self.cases(head);
        let Some(&first) = cases.first() else { return cases };
        let mut words: Vec<TokenIndex> =
            cases.iter().flat_map(|&c| std::iter::once(c).chain(tree.children_by(c, Relation::Fixed))).collect();
        if tree.upos(head) != UPos::Verb {
            let measures = tree.children(head).iter().filter(|&&c| c < first && is_measure(tree.relation(c)));
            words.extend(measures.flat_map(|&c| self.all_under(c)));
        }
        words.sort_unstable();
        words
    }

    /// A verb with its auxiliaries, particles and negation; `to` of an infinitive only where another verb stands before it.
    pub fn verb_group(&self, verb: TokenIndex, with_to: bool) -> Vec<TokenIndex> {
        let tree = self.tree;
        let mut words = vec![verb];
        for &child in tree.children(verb) {
            match tree.relation(child) {
                Relation::Aux | Relation::AuxPass | Relation::CompoundPrt | Relation::Cop => words.push(child),
                Relation::Advmod if matches!(tree.form(child), "not" | "n't" | "never" | "no") => words.push(child),
                Relation::Advmod if self.extent.adverbs && self.stands_inside(child, verb) => words.extend(self.all_under(child)),
                // "are to be deployed", "to leave" after another verb.
                Relation::Mark if tree.form(child) == "to" && (with_to || words.iter().any(|&w| w < child)) => words.push(child),
                _ => {}
            }
        }
        words.extend(self.shared_auxiliaries(verb));
        words.sort_unstable();
        words
    }

    /// Whether an adverb stands between the parts of a verb's group, or right before it: "was quickly taken".
    fn stands_inside(&self, adverb: TokenIndex, verb: TokenIndex) -> bool {
        let tree = self.tree;
        let of_group = |t: TokenIndex| {
            tree.head(t) == Some(adverb)
                || tree.head(t) == Some(verb)
                    && matches!(tree.relation(t), Relation::Aux | Relation::AuxPass | Relation::Advmod | Relation::Cop | Relation::Mark)
        };
        adverb < verb
            && !tree.is_capitalised(adverb)
            && !matches!(tree.form(adverb), "how" | "when" | "where" | "why" | "however")
            && !tree.children(adverb).iter().any(|&c| matches!(tree.relation(c), Relation::Obl | Relation::Advcl))
            && (adverb..verb).all(of_group)
    }

    /// "was taken and burned": the auxiliaries that a later verb of the same form leaves away.
    fn shared_auxiliaries(&self, verb: TokenIndex) -> Vec<TokenIndex> {
        let tree = self.tree;
        let Some(first) = tree.head(verb).filter(|_| tree.relation(verb) == Relation::Conj) else { return Vec::new() };
        let own = tree.children(verb).iter().any(|&c| {
            matches!(tree.relation(c), Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::Nsubj | Relation::NsubjPass)
        });
        let form = |t: TokenIndex| {
            let feats = tree.document.tokens[t].feats.clone();
            feats.split('|').filter(|f| f.starts_with("VerbForm") || f.starts_with("Tense")).map(str::to_string).collect::<Vec<_>>()
        };
        if own || tree.upos(first) != UPos::Verb || tree.upos(verb) != UPos::Verb || form(first) != form(verb) {
            return Vec::new();
        }
        let auxiliary = |&c: &TokenIndex| matches!(tree.relation(c), Relation::Aux | Relation::AuxPass) && c < first;
        tree.children(first).iter().copied().filter(auxiliary).collect()
    }

    /// Without punctuation at the edges, around what was left out, and without half of a pair of brackets or quotation marks.
    pub fn tidied(&self, words: Vec<TokenIndex>) -> Vec<TokenIndex> {
        let tree = self.tree;
        let mark = |t: TokenIndex| tree.upos(t) == UPos::Punct;
        let kept = |t: TokenIndex| words.binary_search(&t).is_ok();
        let hangs_loose = |t: TokenIndex| {
            mark(t) && matches!(tree.form(t), "," | ";" | ":" | "--" | "-" | "–" | "—" | ".") && !(t > 0 && kept(t - 1) && kept(t + 1))
        };
        let mut tidy: Vec<TokenIndex> = words.iter().copied().filter(|&t| !hangs_loose(t)).collect();
        let opens = |t: TokenIndex| matches!(tree.form(t), "``" | "\"" | "`" | "(" | "“" | "‘");
        let closes = |t: TokenIndex| matches!(tree.form(t), "''" | "\"" | "'" | ")" | "”" | "%");
        while tidy.first().is_some_and(|&t| mark(t) && !opens(t)) {
            tidy.remove(0);
        }
        while tidy.last().is_some_and(|&t| mark(t) && !closes(t)) {
            tidy.pop();
        }
        let count = |forms: &[&str]| tidy.iter().filter(|&&t| forms.contains(&tree.form(t))).count();
        let half_bracket = count(&["("]) != count(&[")"]);
        let half_quotation = count(&["``", "''", "\"", "“", "”"]) % 2 == 1;
        tidy.retain(|&t| match tree.form(t) {
            "(" | ")" => !half_bracket,
            "``" | "''" | "\"" | "“" | "”" => !half_quotation,
            _ => true,
        });
        tidy
    }
}

/// What may measure a preposition: "a year after", "just before".
fn is_measure(relation: Relation) -> bool {
    matches!(relation, Relation::Obl | Relation::OblUnmarked | Relation::NmodUnmarked | Relation::Nmod | Relation::Advmod)
}

/// Tokens as words of a tuple.
pub(super) fn words(tokens: impl IntoIterator<Item = TokenIndex>) -> Vec<Word> {
    tokens.into_iter().map(Word::Token).collect()
}
