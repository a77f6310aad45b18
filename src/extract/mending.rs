//! Arcs that no English sentence has, hung where they belong.
//!
//! Takes heads and relations as the parser gave them, and changes them in place; a tree that English can have stays as it is. Knows
//! nothing of who takes part in anything.

use crate::model::{Document, Relation, TokenIndex, UPos};

/// How far a chain of heads is followed.
const DEPTH: usize = 8;

/// Mends the arcs of all sentences.
pub(super) fn mend(document: &Document, forms: &[String], heads: &mut [Option<TokenIndex>], relations: &mut [Relation]) {
    let mut mending = Mending { document, forms, heads, relations };
    for mark in 0..forms.len() {
        mending.second_clause(mark);
    }
    for mark in 0..forms.len() {
        mending.raised_object(mark);
        mending.charge_on_the_accused(mark);
        mending.article_on_a_verb(mark);
    }
}

struct Mending<'a> {
    document: &'a Document,
    forms: &'a [String],
    heads: &'a mut [Option<TokenIndex>],
    relations: &'a mut [Relation],
}

impl Mending<'_> {
    fn upos(&self, token: TokenIndex) -> UPos {
        self.document.tokens[token].upos
    }

    /// The phrase or clause that a preposition opens.
    fn opened(&self, mark: TokenIndex) -> Option<TokenIndex> {
        const OPENS: &[&str] =
            &["of", "from", "into", "for", "with", "by", "about", "over", "against", "on", "in", "at", "as", "after", "before"];
        let opens = matches!(self.relations[mark], Relation::Mark | Relation::Case) && OPENS.contains(&&*self.forms[mark]);
        self.heads[mark].filter(|&opened| opens && opened > mark)
    }

    /// "accused Uribe of violating …", "blamed Iran for the attack": what stands before a preposition is no part of what it opens, but
    /// the object of the verb above.
    fn raised_object(&mut self, mark: TokenIndex) {
        let Some(opened) = self.opened(mark) else { return };
        let Some(verb) = self.heads[opened].filter(|&verb| verb < mark && self.upos(verb) == UPos::Verb) else { return };
        if self.relations[opened] == Relation::Conj {
            return;
        }
        let nominal = |t: TokenIndex| matches!(self.upos(t), UPos::Noun | UPos::Propn | UPos::Pron);
        let stands = |&t: &TokenIndex| {
            use Relation::{Compound, Iobj, NmodPoss, Nsubj, Obj};
            let relation = self.relations[t];
            self.heads[t] == Some(opened)
                && nominal(t)
                && (relation == NmodPoss || matches!(relation.universal(), Nsubj | Obj | Iobj | Compound))
        };
        if let Some(object) = (verb + 1..mark).find(stands) {
            self.heads[object] = Some(verb);
            self.relations[object] = Relation::Obj;
        }
    }

    /// "accused the lenders of seeking …": the clause is what they are accused of, not what they are.
    fn charge_on_the_accused(&mut self, mark: TokenIndex) {
        const CHARGING: [&str; 6] = ["accus", "suspect", "convict", "acquit", "clear", "warn"];
        if self.forms[mark] != "of" || self.relations[mark] != Relation::Mark {
            return;
        }
        let Some(clause) = self.heads[mark].filter(|&clause| self.relations[clause] == Relation::Acl) else { return };
        let Some(accused) = self.heads[clause] else { return };
        let stands = matches!(self.relations[accused], Relation::Obj | Relation::NsubjPass);
        let charges = |&verb: &TokenIndex| CHARGING.iter().any(|stem| self.forms[verb].starts_with(stem)) && self.upos(verb) == UPos::Verb;
        if let Some(verb) = self.heads[accused].filter(charges).filter(|_| stands) {
            self.heads[clause] = Some(verb);
            self.relations[clause] = Relation::Advcl;
        }
    }

    /// "that the military end the emergency": an article before a verb is its subject's.
    fn article_on_a_verb(&mut self, article: TokenIndex) {
        let Some(verb) = self.heads[article].filter(|_| self.relations[article] == Relation::Det) else { return };
        if self.upos(verb) == UPos::Verb && article < verb {
            let noun = |&t: &TokenIndex| self.heads[t] == Some(verb) && matches!(self.upos(t), UPos::Noun | UPos::Propn);
            self.heads[article] = (article + 1..verb).find(noun).or(self.heads[article]);
        }
    }

    /// "accused them of breaking what he promised and of lying": the second "of" joins its clause to the first "of", not to what is nearer.
    fn second_clause(&mut self, mark: TokenIndex) {
        let is_mark = self.relations[mark] == Relation::Mark;
        let Some(clause) = self.opened(mark).filter(|&clause| is_mark && self.relations[clause] == Relation::Conj) else { return };
        let marked = |of: TokenIndex| {
            (0..of)
                .rev()
                .take(DEPTH * 5)
                .any(|t| t < mark && self.heads[t] == Some(of) && self.relations[t] == Relation::Mark && self.forms[t] == self.forms[mark])
        };
        let mut above = self.heads[clause];
        for _ in 0..DEPTH {
            let Some(here) = above else { return };
            if marked(here) {
                self.heads[clause] = Some(here);
                return;
            }
            above = self.heads[here];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{tests::document, tree::Tree};
    use crate::model::{Relation, TokenIndex};

    /// What a word of hand-written trees hangs on, and how, once they are mended.
    fn hangs(line: &str, word: TokenIndex) -> (Option<TokenIndex>, Relation) {
        let (article, document) = document(line);
        let tree = Tree::new(&article.text, &document);
        (tree.head(word), tree.relation(word))
    }

    #[test]
    fn what_stands_before_a_preposition_is_the_object_of_the_verb_above() {
        let clause = "Mali/PROPN/2/nsubj accused/VERB/0/root Chad/PROPN/5/nsubj of/SCONJ/5/mark lying/VERB/2/ccomp";
        assert_eq!(hangs(clause, 2), (Some(1), Relation::Obj));
        let phrase = "Mali/PROPN/2/nsubj blamed/VERB/0/root Chad/PROPN/6/nmod:poss for/ADP/6/case the/DET/6/det raid/NOUN/2/obl";
        assert_eq!(hangs(phrase, 2), (Some(1), Relation::Obj));
        let right = "Mali/PROPN/2/nsubj said/VERB/0/root after/SCONJ/5/mark Chad/PROPN/5/nsubj lied/VERB/2/advcl";
        assert_eq!(hangs(right, 3), (Some(4), Relation::Nsubj), "a subject behind its conjunction stays");
    }

    #[test]
    fn a_charge_is_no_part_of_the_accused() {
        let line = "Mali/PROPN/2/nsubj accused/VERB/0/root lenders/NOUN/2/obj of/SCONJ/5/mark lying/VERB/3/acl";
        assert_eq!(hangs(line, 4), (Some(1), Relation::Advcl));
        let right = "Mali/PROPN/2/nsubj saw/VERB/0/root signs/NOUN/2/obj of/SCONJ/5/mark lying/VERB/3/acl";
        assert_eq!(hangs(right, 4), (Some(2), Relation::Acl));
    }

    #[test]
    fn an_article_before_a_verb_is_its_subjects() {
        let line = "that/SCONJ/4/mark the/DET/4/det army/NOUN/4/nsubj leave/VERB/0/root";
        assert_eq!(hangs(line, 1), (Some(2), Relation::Det));
    }

    #[test]
    fn a_second_of_joins_the_first() {
        let line =
            "Mali/PROPN/2/nsubj accused/VERB/0/root Chad/PROPN/2/obj of/SCONJ/5/mark breaking/VERB/2/advcl what/PRON/8/obj it/PRON/8/nsubj
                    promised/VERB/5/ccomp and/CCONJ/11/cc of/SCONJ/11/mark lying/VERB/8/conj";
        assert_eq!(hangs(&line.split_whitespace().collect::<Vec<_>>().join(" "), 10), (Some(4), Relation::Conj));
    }
}
