//! What is said between two participants that no frame covers: "Ankara co-hosted the talks with Doha", "Tusk stood beside Macron".
//!
//! Takes the clauses of the trees, the entities and the claims made; gives [`OpenTriple`]s. What a claim of the same sentence tells of
//! the two already is left out. Knows nothing of who says so.

use super::entities::Entities;
use super::governors::Governing;
use super::openie::{self, Argument, Clause, Construction, Extent, Part, Phrase};
use super::polarity;
use super::tree::Tree;
use crate::model::{Byte, Claim, EntityIndex, EntityKind, OpenTriple, Relation, Span, TokenIndex, UPos, Word};
use crate::ontology::Ontology;

/// Of an object of more words only the head goes into the relation: "gave speech in".
const LONGEST_OBJECT: usize = 4;

/// What the triples are read from.
pub(super) struct OpenTriples<'a> {
    pub tree: &'a Tree<'a>,
    pub ontology: &'a Ontology,
    pub entities: &'a Entities<'a>,
    pub governing: &'a Governing<'a>,
    pub claims: &'a [Claim],
}

impl OpenTriples<'_> {
    /// The triples in the order of their predicates; what is said of two twice in the same words and sentence, once.
    pub fn find(&self) -> Vec<OpenTriple> {
        let mut found = Vec::new();
        for clause in openie::clauses(self.tree, Extent { participles: false, adverbs: false }) {
            if !matches!(clause.construction, Construction::Apposition | Construction::Possessive) {
                self.of_clause(&clause, &mut found);
            }
        }
        for token in 0..self.tree.len() {
            if self.tree.upos(token) == UPos::Noun && self.entities.of(token).is_none() {
                self.of_noun(token, &mut found);
            }
        }
        found.sort_by_key(|(at, _)| *at);
        let mut triples: Vec<OpenTriple> = Vec::new();
        for (_, triple) in found {
            if !triples.contains(&triple) {
                triples.push(triple);
            }
        }
        triples
    }

    fn of_clause(&self, clause: &Clause, found: &mut Vec<(TokenIndex, OpenTriple)>) {
        let object = clause.arguments.first().filter(|a| matches!(a.part, Part::Object | Part::Predicative));
        let denied = self.is_denied(clause.predicate);
        for (place, argument) in clause.arguments.iter().enumerate() {
            if matches!(argument.part, Part::Clause | Part::Adverb) || self.attributes(argument) {
                continue;
            }
            let mut relation = self.relation(&clause.relation);
            let to = self.tree.children_by(clause.predicate, Relation::Mark).find(|&m| self.tree.form(m) == "to");
            if to.is_some_and(|to| !clause.relation.contains(&Word::Token(to))) {
                // Not said to have happened: "to end".
                relation.insert(0, "to".to_string());
            }
            if let Some(object) = object.filter(|_| place > 0) {
                relation.extend(self.short(&object.phrases[0]));
            }
            for (words, head) in self.ends(argument, relation) {
                for subject in &clause.subjects {
                    self.add(clause.predicate, (subject.head, false), words.join(" "), (head, takes_place(argument)), denied, found);
                }
            }
        }
    }

    /// The head words that an argument leads to, each with the relation's words up to it: its own, where those mean somebody, else
    /// those that hang on them by a preposition.
    fn ends(&self, argument: &Argument, mut relation: Vec<String>) -> Vec<(Vec<String>, TokenIndex)> {
        relation.extend(self.wording(&argument.marker));
        let mut ends = Vec::new();
        for phrase in &argument.phrases {
            if self.entities.of(phrase.head).is_some() {
                ends.push((relation.clone(), phrase.head));
                continue;
            }
            for (preposition, head) in self.tree.noun_arguments(phrase.head).oblique {
                let mut longer = relation.clone();
                longer.extend(self.short(&self.up_to(phrase, head)));
                longer.push(preposition);
                ends.extend(self.tree.coordination(head).into_iter().map(|h| (longer.clone(), h)));
            }
        }
        ends
    }

    /// A phrase without what follows the first preposition or word of a phrase that hangs on it.
    fn up_to(&self, phrase: &Phrase, hanging: TokenIndex) -> Phrase {
        let first = self.tree.children(hanging).first().map_or(hanging, |&c| c.min(hanging));
        Phrase { head: phrase.head, tokens: phrase.tokens.iter().copied().filter(|&t| t < first || t == phrase.head).collect() }
    }

    /// "according to the ministry" tells who says so, not who takes part.
    fn attributes(&self, argument: &Argument) -> bool {
        matches!(argument.marker.first(), Some(Word::Token(t)) if self.tree.form(*t) == "according")
    }

    /// "Norway's border with Russia", "the feud between A and B": a noun that names nobody and stands between two.
    fn of_noun(&self, noun: TokenIndex, found: &mut Vec<(TokenIndex, OpenTriple)>) {
        let tree = self.tree;
        let around = tree.noun_arguments(noun);
        let means_somebody = |&t: &TokenIndex| self.entities.of(t).is_some();
        let owner = around.possessive.iter().chain(&around.modifiers).copied().find(means_somebody);
        let denied = self.is_denied(noun);
        for (preposition, head) in &around.oblique {
            let words = || format!("{} {preposition}", tree.form(noun));
            let others = tree.coordination(*head);
            match (preposition.as_str(), owner) {
                ("between", _) if others.len() > 1 => {
                    for &other in &others[1..] {
                        self.add(noun, (others[0], false), words(), (other, false), denied, found);
                    }
                }
                // Other prepositions tell where or which: "his crimes in Darfur".
                ("with" | "to" | "against" | "towards" | "toward" | "for" | "from" | "over", Some(owner)) => {
                    for other in others {
                        self.add(noun, (owner, false), words(), (other, false), denied, found);
                    }
                }
                _ => {}
            }
        }
    }

    /// Enters a triple if both ends mean entities, two of them, and no claim of the sentence tells of the two. Each end comes with
    /// whether it is meant as a place: a capital is its government elsewhere.
    fn add(
        &self,
        predicate: TokenIndex,
        subject: (TokenIndex, bool),
        relation: String,
        object: (TokenIndex, bool),
        denied: bool,
        found: &mut Vec<(TokenIndex, OpenTriple)>,
    ) {
        let entity = |(head, place): (TokenIndex, bool)| if place { self.entities.of(head) } else { self.entities.acting(head) };
        let (Some(from), Some(to)) = (entity(subject), entity(object)) else { return };
        let at = self.tree.document.bytes(self.tree.document.sentence_of(predicate).tokens);
        let takes_part = |e: EntityIndex| self.entities.kind(e) != EntityKind::Thing || self.entities.is_named(e);
        if from == to || relation.is_empty() || !takes_part(from) || !takes_part(to) || self.is_told(subject.0, object.0, at) {
            return;
        }
        found.push((predicate, OpenTriple { subject: from, relation, object: to, at, denied }));
    }

    /// Whether a claim of the sentence has both as participants, speakers or place, by whatever these head words may mean.
    fn is_told(&self, one: TokenIndex, other: TokenIndex, sentence: Span<Byte>) -> bool {
        let involves = |claim: &Claim, head: TokenIndex| {
            let meant = [self.entities.of(head), self.entities.acting(head)];
            let involved = claim.participants.iter().map(|p| p.entity).chain(claim.said_by.iter().copied()).chain(claim.place);
            involved.into_iter().any(|e| meant.contains(&Some(e)))
        };
        self.claims.iter().any(|claim| claim.evidence == sentence && involves(claim, one) && involves(claim, other))
    }

    fn is_denied(&self, predicate: TokenIndex) -> bool {
        let told = polarity::Told { trigger: predicate, with: &[], carrier: None, speaks: false };
        polarity::is_denied(self.tree, self.governing, &told, &self.governing.steps(predicate), |_, _| {})
    }

    /// The words of a relation without its negation, which is told apart: "did not host" is "hosted".
    fn relation(&self, relation: &[Word]) -> Vec<String> {
        let tree = self.tree;
        let tokens: Vec<TokenIndex> = relation.iter().filter_map(|w| if let Word::Token(t) = w { Some(*t) } else { None }).collect();
        let negates = |t: TokenIndex| matches!(tree.form(t), "not" | "n't" | "never" | "no");
        let negated = tokens.iter().any(|&t| negates(t));
        let mut past = false;
        let mut words = Vec::new();
        for &token in &tokens {
            let auxiliary = tree.relation(token) == Relation::Aux && matches!(tree.form(token), "do" | "does" | "did");
            if negates(token) || negated && auxiliary {
                past |= auxiliary && tree.form(token) == "did";
            } else if past {
                words.push(self.ontology.inflection.past(tree.lemma(token)).to_string());
                past = false;
            } else {
                words.push(self.word(token));
            }
        }
        words
    }

    fn wording(&self, words: &[Word]) -> Vec<String> {
        let word = |w: &Word| match w {
            Word::Token(token) => self.word(*token),
            Word::Understood(word) => (*word).to_string(),
        };
        words.iter().map(word).collect()
    }

    /// A phrase without its article, or its head where it is long; what the text writes as one word stays one.
    fn short(&self, phrase: &Phrase) -> Vec<String> {
        let tokens = &self.tree.document.tokens;
        let mut words: Vec<String> = Vec::new();
        let mut end = None;
        for token in phrase.tokens.iter().copied().filter(|&t| self.tree.upos(t) != UPos::Det) {
            match words.last_mut() {
                Some(last) if end == Some(tokens[token].span.start) => last.push_str(&self.word(token)),
                _ => words.push(self.word(token)),
            }
            end = Some(tokens[token].span.end);
        }
        if words.len() > LONGEST_OBJECT { vec![self.word(phrase.head)] } else { words }
    }

    /// A word as the text has it; in small letters where only the sentence's start gives it a capital.
    fn word(&self, token: TokenIndex) -> String {
        let first = self.tree.document.sentence_of(token).tokens.start as usize == token;
        let small = first && self.tree.upos(token) != UPos::Propn;
        if small { self.tree.form(token).to_string() } else { self.tree.surface(token).to_string() }
    }
}

/// Whether an argument tells where: "in Kyiv", "near Kyiv".
fn takes_place(argument: &Argument) -> bool {
    argument.part == Part::Oblique
}

#[cfg(test)]
mod tests {
    use super::super::tests::claims;

    /// "subject; relation; object" of each triple, with "not" before what is denied.
    fn triples(lines: &str) -> Vec<String> {
        let claims = claims(lines);
        let name = |entity: usize| claims.entities[entity].name.as_str();
        let told = |t: &crate::model::OpenTriple| {
            let not = if t.denied { "not " } else { "" };
            format!("{}; {not}{}; {}", name(t.subject), t.relation, name(t.object))
        };
        claims.open.iter().map(told).collect()
    }

    #[test]
    fn a_verb_without_a_frame_is_kept_with_its_prepositions() {
        let rows = [
            ("Tusk/PROPN/2/nsubj/person outshone/VERB/0/root Orban/PROPN/2/obj/person", "Tusk; outshone; Orban"),
            ("Tusk/PROPN/2/nsubj/person loitered/VERB/0/root beside/ADP/4/case Orban/PROPN/2/obl/person", "Tusk; loitered beside; Orban"),
            (
                "Mali/PROPN/3/nsubj/place is/AUX/3/cop home/ADJ/0/root to/ADP/6/case many/ADJ/6/amod Tuaregs/PROPN/3/obl/person",
                "Mali; is home to; Tuaregs",
            ),
            (
                "Tusk/PROPN/3/nsubj:pass/person was/AUX/3/aux:pass outshone/VERB/0/root by/ADP/5/case Orban/PROPN/3/obl:agent/person",
                "Tusk; was outshone by; Orban",
            ),
            (
                "Mali/PROPN/4/nsubj/place is/AUX/4/aux to/PART/4/mark outshine/VERB/0/root Chad/PROPN/4/obj/place",
                "Mali; is to outshine; Chad",
            ),
            (
                "Mali/PROPN/2/nsubj/place shared/VERB/0/root a/DET/4/det piano/NOUN/2/obj with/ADP/6/case Chad/PROPN/4/nmod/place",
                "Mali; shared piano with; Chad",
            ),
        ];
        for (line, expected) in rows {
            assert_eq!(triples(line), [expected], "{line}");
        }
    }

    #[test]
    fn a_noun_between_two_is_kept() {
        let line =
            "Mali/PROPN/3/nmod:poss/place 's/PART/1/case kinship/NOUN/6/nsubj with/ADP/5/case Chad/PROPN/3/nmod/place matters/VERB/0/root";
        assert_eq!(triples(line), ["Mali; kinship with; Chad"]);
        let between =
            "kinship/NOUN/6/nsubj between/ADP/3/case Mali/PROPN/1/nmod/place and/CCONJ/5/cc Chad/PROPN/3/conj/place matters/VERB/0/root";
        assert_eq!(triples(between), ["Mali; kinship between; Chad"]);
    }

    #[test]
    fn what_is_negated_is_denied_and_told_without_its_negation() {
        let line = "Tusk/PROPN/4/nsubj/person did/AUX/4/aux not/PART/4/advmod resemble/VERB/0/root Orban/PROPN/4/obj/person";
        assert_eq!(triples(line), ["Tusk; not resembled; Orban"]);
    }

    #[test]
    fn what_an_event_tells_is_not_told_again() {
        let line = "Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place";
        assert_eq!(triples(line), [""; 0]);
    }

    #[test]
    fn who_says_so_and_who_is_alone_takes_no_part() {
        let line =
            "Tusk/PROPN/2/nsubj/person slept/VERB/0/root ,/PUNCT/6/punct according/VERB/6/case to/ADP/4/fixed Orban/PROPN/2/obl/person";
        assert_eq!(triples(line), [""; 0]);
    }
}
