//! Verbs, copulas, appositions and possessives as clauses with subject, relation and arguments.
//!
//! Takes a tree; gives [`Clause`]s in the order of their predicates. Coordinated subjects and objects are parted; verbs that govern an
//! infinitive or adjective become one relation with it ("tried to leave", "is home to"). Knows nothing of how clauses are laid out.

use super::phrases::words;
use super::{Argument, Clause, Construction, Extent, Part, Phrase};
use crate::extract::tree::Tree;
use crate::model::{Relation, TokenIndex, UPos, Word};

/// How many verbs may stand under each other in one relation: "is said to have tried to leave".
const DEPTH: usize = 8;

pub(super) struct Reader<'t> {
    pub tree: &'t Tree<'t>,
    pub extent: Extent,
    clauses: Vec<Clause>,
}

/// A relation while the verbs under it are being joined to it.
#[derive(Clone)]
struct Begun {
    predicate: TokenIndex,
    construction: Construction,
    subjects: Vec<Phrase>,
    relation: Vec<TokenIndex>,
    /// Arguments of the verbs above.
    arguments: Vec<Argument>,
}

impl<'t> Reader<'t> {
    pub fn new(tree: &'t Tree<'t>, extent: Extent) -> Self {
        Self { tree, extent, clauses: Vec::new() }
    }

    pub fn read(mut self) -> Vec<Clause> {
        for token in 0..self.tree.len() {
            if self.has(token, Relation::Cop) {
                self.copula(token);
            } else if self.is_verbal_predicate(token) {
                self.verb(token);
            }
            match self.tree.relation(token) {
                Relation::Appos => self.apposition(token),
                Relation::NmodPoss => self.possessive(token),
                _ => {}
            }
        }
        self.clauses
    }

    fn has(&self, token: TokenIndex, relation: Relation) -> bool {
        self.tree.children_by(token, relation).next().is_some()
    }

    fn is_verbal_predicate(&self, token: TokenIndex) -> bool {
        use Relation::*;
        let relation = self.tree.relation(token);
        match self.tree.upos(token) {
            UPos::Verb => !matches!(
                relation,
                Amod | Compound | Case | Mark | Fixed | Flat | Det | Cc | Advmod | Nmod | NmodPoss | Cop | Aux | AuxPass
            ),
            UPos::Aux => !matches!(relation, Aux | AuxPass | Cop),
            _ => false,
        }
    }

    /// The phrases of who or what a predicate says something of.
    fn subjects(&self, predicate: TokenIndex) -> Vec<Phrase> {
        let tree = self.tree;
        let child = |wanted: fn(Relation) -> bool| {
            tree.children(predicate).iter().copied().filter(|&c| wanted(tree.relation(c))).min_by_key(|c| c.abs_diff(predicate))
        };
        let nominal = child(|r| matches!(r, Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter));
        if nominal.is_none() {
            if let Some(clause) = child(|r| r.universal() == Relation::Csubj) {
                return vec![Phrase { head: clause, tokens: self.tidied(self.all_under(clause)) }];
            }
            if let Some(there) = child(|r| r == Relation::Expl) {
                return vec![Phrase { head: there, tokens: vec![there] }];
            }
        }
        if self.is_under_infinitive_of_noun(predicate) {
            return Vec::new();
        }
        match tree.surface_subject(predicate) {
            Some(subject) if tree.is_under(predicate, subject) => self.antecedent_phrases(subject, predicate),
            Some(subject) => self.phrases(subject, &[]),
            None => Vec::new(),
        }
    }

    /// Whether nobody is said to do what a verb tells, because it stands with an infinitive beside a noun: "the right to vote".
    fn is_under_infinitive_of_noun(&self, verb: TokenIndex) -> bool {
        let tree = self.tree;
        let mut at = verb;
        for _ in 0..DEPTH {
            if self.has(at, Relation::Nsubj) {
                return false;
            }
            match tree.relation(at) {
                Relation::Acl => return self.has(at, Relation::Mark),
                Relation::Conj | Relation::Xcomp | Relation::Advcl => match tree.head(at) {
                    Some(above) => at = above,
                    None => return false,
                },
                _ => return false,
            }
        }
        false
    }

    fn construction(&self, predicate: TokenIndex) -> Construction {
        match self.tree.relation(predicate) {
            Relation::Acl | Relation::AclRelcl => Construction::Modifier,
            Relation::Advcl | Relation::Xcomp => Construction::Adverbial,
            _ => Construction::Verb,
        }
    }

    fn verb(&mut self, verb: TokenIndex) {
        if self.is_joined(verb) || self.follows_joined(verb) {
            return;
        }
        let subjects = self.subjects(verb);
        if subjects.is_empty() {
            return;
        }
        let begun = Begun {
            predicate: verb,
            construction: self.construction(verb),
            subjects,
            relation: self.verb_group(verb, false),
            arguments: Vec::new(),
        };
        self.complete(verb, begun, DEPTH);
    }

    /// Whether a verb's clause is told in one with the verb or adjective above: "tried to leave", unless an object stands between.
    pub fn is_joined(&self, verb: TokenIndex) -> bool {
        let tree = self.tree;
        let Some(above) = tree.head(verb).filter(|_| tree.relation(verb) == Relation::Xcomp) else { return false };
        let object = |&c: &TokenIndex| c != verb && matches!(tree.relation(c), Relation::Obj | Relation::Iobj);
        matches!(tree.upos(above), UPos::Verb | UPos::Adj | UPos::Aux) && !tree.children(above).iter().any(object)
    }

    /// "tried to leave or reform": the later verb is told with the first one.
    fn follows_joined(&self, verb: TokenIndex) -> bool {
        let first = self.tree.head(verb).filter(|_| self.tree.relation(verb) == Relation::Conj);
        first.is_some_and(|first| self.is_joined(first)) && self.tree.upos(verb) == UPos::Verb && !self.has(verb, Relation::Nsubj)
    }

    /// Adds what hangs on `verb` to a relation, and makes it a clause, or one for each verb joined to it.
    fn complete(&mut self, verb: TokenIndex, begun: Begun, depth: usize) {
        let own = self.complements(verb);
        let Begun { predicate, construction, subjects, mut relation, arguments: carried } = begun;
        relation.extend(&own.adjective);
        let mut arguments: Vec<Argument> = own.arguments;
        arguments.extend(carried);
        if own.joined.is_empty() || depth == 0 {
            arguments.splice(0..0, own.first);
            self.clauses.push(Clause { predicate, construction, subjects, relation: words(relation), arguments });
            return;
        }
        for (joined, group) in own.joined {
            let goes_on = self.is_verbal_predicate(joined) || self.takes_oblique(joined);
            let mut relation = relation.clone();
            relation.extend(group.into_iter().filter(|&t| goes_on || t != joined));
            let begun = Begun { predicate, construction, subjects: subjects.clone(), relation, arguments: arguments.clone() };
            if goes_on {
                self.complete(joined, begun, depth - 1);
            } else {
                self.end_with_copula(joined, begun);
            }
        }
    }

    /// "was considered to be a saint": the relation ends with the copula, and what it links is the first argument.
    fn end_with_copula(&mut self, predicative: TokenIndex, begun: Begun) {
        let Begun { predicate, construction, subjects, relation, mut arguments } = begun;
        let phrases = self.conjuncts_any(predicative).into_iter().map(|h| self.phrase(h, &[])).collect();
        arguments.insert(0, Argument { marker: Vec::new(), phrases, part: Part::Predicative });
        self.clauses.push(Clause { predicate, construction, subjects, relation: words(relation), arguments });
    }

    /// Whether an adjective is told in one with what it applies to: "home to", "able to leave".
    fn takes_oblique(&self, word: TokenIndex) -> bool {
        let tree = self.tree;
        let applies = |&c: &TokenIndex| match tree.relation(c) {
            Relation::Obl => !self.marker(c).is_empty(),
            Relation::Xcomp => true,
            _ => false,
        };
        matches!(tree.upos(word), UPos::Adj | UPos::Adv) && tree.children(word).iter().any(applies)
    }

    /// The words coordinated with one, of any sort: "rich and a star".
    pub fn conjuncts_any(&self, head: TokenIndex) -> Vec<TokenIndex> {
        let mut all = vec![head];
        all.extend(self.tree.children_by(head, Relation::Conj).filter(|&c| c > head));
        all
    }

    fn copula(&mut self, predicative: TokenIndex) {
        if self.is_joined(predicative) {
            return;
        }
        if self.has_clause_for_predicative(predicative) {
            return self.copula_of_clause(predicative);
        }
        let subjects = self.subjects(predicative);
        if subjects.is_empty() {
            return;
        }
        let tree = self.tree;
        let mut relation = self.verb_group(predicative, false);
        relation.retain(|&t| t != predicative);
        if self.takes_oblique(predicative) {
            let wh = |c: TokenIndex| matches!(tree.form(c), "where" | "when" | "why" | "how");
            let adverbs = tree.children_by(predicative, Relation::Advmod).filter(|&c| self.extent.adverbs && c < predicative && !wh(c));
            relation.extend(adverbs.flat_map(|c| self.all_under(c)).collect::<Vec<_>>());
            relation.push(predicative);
            relation.sort_unstable();
            relation.dedup();
            let begun = Begun { predicate: predicative, construction: Construction::Copula, subjects, relation, arguments: Vec::new() };
            return self.complete(predicative, begun, DEPTH);
        }
        let obliques: Vec<TokenIndex> = tree.children_by(predicative, Relation::Obl).filter(|&c| !self.marker(c).is_empty()).collect();
        let copula = relation.first().copied().unwrap_or(predicative);
        let less: Vec<TokenIndex> = tree.children(predicative).iter().copied().filter(|c| *c < copula || obliques.contains(c)).collect();
        let heads = if tree.is_nominal(predicative) { self.conjuncts(predicative) } else { vec![predicative] };
        let marker: Vec<TokenIndex> = match tree.upos(predicative) {
            UPos::Adj | UPos::Adv | UPos::Verb => Vec::new(),
            _ => self.marker(predicative).into_iter().filter(|&m| tree.relation(m) != Relation::Mark).collect(),
        };
        let part = if marker.is_empty() { Part::Predicative } else { Part::Oblique };
        let phrases = heads.into_iter().map(|h| self.phrase(h, &less)).collect();
        let mut arguments = vec![Argument { marker: words(marker), phrases, part }];
        arguments.extend(obliques.into_iter().map(|o| self.oblique(o)));
        self.clauses.push(Clause {
            predicate: predicative,
            construction: Construction::Copula,
            subjects,
            relation: words(relation),
            arguments,
        });
    }

    fn has_clause_for_predicative(&self, predicative: TokenIndex) -> bool {
        self.tree.upos(predicative) == UPos::Verb || self.has(predicative, Relation::NsubjOuter)
    }

    /// "The trouble is that nobody came": a clause is what the copula links; it is read as a clause of its own, too.
    fn copula_of_clause(&mut self, verb: TokenIndex) {
        let tree = self.tree;
        let outer = tree.children(verb).iter().copied().find(|&c| tree.relation(c) == Relation::NsubjOuter);
        let copula = tree.children_by(verb, Relation::Cop).find(|&c| outer.is_none_or(|o| c > o));
        if let (Some(outer), Some(copula)) = (outer, copula) {
            let marker = self.marker(verb).into_iter().filter(|&m| m > copula).collect::<Vec<_>>();
            let whole = self.all_under(verb).into_iter().filter(|t| *t > copula && !marker.contains(t)).collect();
            let phrase = Phrase { head: verb, tokens: self.tidied(whole) };
            self.clauses.push(Clause {
                predicate: verb,
                construction: Construction::Copula,
                subjects: self.phrases(outer, &[]),
                relation: words([copula]),
                arguments: vec![Argument { marker: words(marker), phrases: vec![phrase], part: Part::Clause }],
            });
        }
        let inner = tree.children(verb).iter().copied().find(|&c| matches!(tree.relation(c), Relation::Nsubj | Relation::NsubjPass));
        let Some(inner) = inner.filter(|_| tree.upos(verb) == UPos::Verb) else { return };
        let mut relation = self.verb_group(verb, false);
        relation.retain(|&t| tree.relation(t) != Relation::Cop);
        let begun = Begun {
            predicate: verb,
            construction: Construction::Verb,
            subjects: self.phrases(inner, &[]),
            relation,
            arguments: Vec::new(),
        };
        self.complete(verb, begun, DEPTH);
    }

    /// "Oslo, the capital": the one is the other.
    fn apposition(&mut self, second: TokenIndex) {
        let tree = self.tree;
        let noun = |t: TokenIndex| matches!(tree.upos(t), UPos::Noun | UPos::Propn);
        let Some(first) = tree.head(second).filter(|&f| f < second && noun(f) && noun(second)) else { return };
        self.clauses.push(Clause {
            predicate: second,
            construction: Construction::Apposition,
            subjects: vec![self.phrase(first, &[second])],
            relation: vec![Word::Understood("is")],
            arguments: vec![Argument { marker: Vec::new(), phrases: self.phrases(second, &[]), part: Part::Predicative }],
        });
    }

    /// "Norway's capital": the one has the other.
    fn possessive(&mut self, owner: TokenIndex) {
        let tree = self.tree;
        let Some(owned) = tree.head(owner).filter(|_| tree.upos(owner) != UPos::Pron) else { return };
        let mut subject = self.phrase(owner, &[]);
        subject.tokens.retain(|&t| !matches!(tree.form(t), "'s" | "'"));
        self.clauses.push(Clause {
            predicate: owned,
            construction: Construction::Possessive,
            subjects: vec![subject],
            relation: vec![Word::Understood("has")],
            arguments: vec![Argument { marker: Vec::new(), phrases: vec![self.phrase(owned, &[owner])], part: Part::Object }],
        });
    }
}
