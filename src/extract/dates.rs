//! When an event happened: the time expression that hangs on it.
//!
//! Takes the times read off each sentence; gives the value of one for a trigger. Knows nothing of how the words were read.

use super::frames::Found;
use super::time::{TimeExpression, TimeReader};
use super::tree::Tree;
use crate::model::{Relation, TokenIndex, UPos};
use jiff::civil::Date;

/// The time expressions of a document, by sentence.
pub(super) struct Dates {
    by_sentence: Vec<Vec<TimeExpression>>,
    /// Whether a word triggers an event.
    triggers: Vec<bool>,
}

impl Dates {
    pub fn read(tree: &Tree<'_>, published: Option<Date>, found: &[Found]) -> Self {
        let mut reader = TimeReader::new(published);
        let by_sentence = tree.document.sentences.iter().map(|s| reader.read(tree.text, tree.document, s)).collect();
        let mut triggers = vec![false; tree.len()];
        found.iter().flat_map(|event| event.carrier.into_iter().chain([event.trigger])).for_each(|word| triggers[word] = true);
        Self { by_sentence, triggers }
    }

    /// Whether a word is part of a time expression.
    pub fn covers(&self, tree: &Tree<'_>, token: TokenIndex) -> bool {
        self.by_sentence[tree.sentence(token)].iter().any(|time| time.tokens.contains(token))
    }

    /// The time that the text gives for an event, and the word that it hangs on.
    pub fn of(&self, tree: &Tree<'_>, event: &Found) -> Option<(&TimeExpression, TokenIndex)> {
        let times = &self.by_sentence[tree.sentence(event.trigger)];
        if times.is_empty() {
            return None;
        }
        let mut about = vec![event.trigger];
        about.extend(event.carrier);
        about.extend(event.with.iter().copied().filter(|&w| tree.is_nominal(w)));
        // "The president on Tuesday ordered …", where the parser hangs the day on the president.
        about.extend(event.fillers.iter().map(|(_, _, head)| *head).filter(|&h| tree.head(h) == Some(event.trigger)));
        about.extend(tree.own_subject(event.verb()));
        about.extend(clause_of_noun(tree, event));
        about.extend(occasions(tree, event.verb()));
        let hung = about.iter().find_map(|&word| Some((times.iter().find(|t| hangs_on(tree, t, word))?, word)));
        hung.or_else(|| self.deep_in_phrase(tree, event, times)).or_else(|| shared_by_coordination(tree, event, times))
    }

    /// "a strike on a hospital in Mariupol on Wednesday", "sworn in for a second term on January 10": the time stands at the end of a
    /// phrase, under nouns that tell no event of their own.
    fn deep_in_phrase<'t>(&self, tree: &Tree<'_>, event: &Found, times: &'t [TimeExpression]) -> Option<(&'t TimeExpression, TokenIndex)> {
        let lies_under = |time: &&TimeExpression| {
            let above = std::iter::successors(tree.head(time.head), |&word| tree.head(word));
            let mut between = above.take_while(|&word| word != event.trigger);
            time.head > event.trigger
                && tree.is_under(time.head, event.trigger)
                && between.all(|word| {
                    let in_phrase = matches!(tree.relation(word).universal(), Relation::Nmod | Relation::Obl | Relation::Obj);
                    tree.is_nominal(word) && in_phrase && !self.triggers[word]
                })
        };
        times.iter().find(lies_under).map(|time| (time, event.trigger))
    }
}

fn hangs_on(tree: &Tree<'_>, time: &TimeExpression, word: TokenIndex) -> bool {
    time.head == word || tree.head(time.head) == Some(word) && !time.tokens.contains(word)
}

/// "The talks began on Monday": the clause that the noun is the subject of, or the object of where the verb says little.
fn clause_of_noun(tree: &Tree<'_>, event: &Found) -> Option<TokenIndex> {
    if !tree.is_nominal(event.trigger) || event.carrier.is_some() {
        return None;
    }
    let verb = tree.head(event.trigger).filter(|&h| tree.upos(h) == UPos::Verb)?;
    let within = tree.relation(event.trigger) == Relation::Obl && tree.marker(event.trigger) == Some("in");
    (within || matches!(tree.relation(event.trigger), Relation::NsubjPass | Relation::Nsubj)).then_some(verb)
}

/// "In a speech on Friday she accepted …", "died in Saturday's explosion", "prices rose on Friday when the army seized …": what the act is
/// part of dates it.
fn occasions(tree: &Tree<'_>, verb: TokenIndex) -> Vec<TokenIndex> {
    let part_of = |c: TokenIndex| {
        tree.upos(c) == UPos::Noun
            && match tree.marker(c) {
                Some("in" | "during") => true,
                Some("at") => c < verb,
                _ => false,
            }
    };
    let mut occasions: Vec<TokenIndex> = tree.children_by(verb, Relation::Obl).filter(|&c| part_of(c)).collect();
    occasions.extend(tree.opening_participles(verb));
    let when = tree.relation(verb) == Relation::Advcl && tree.children(verb).iter().any(|&c| tree.form(c) == "when");
    occasions.extend(tree.head(verb).filter(|_| when));
    occasions
}

/// "On Monday he met them and flew home", "he met them on Monday and flew home": the time of the first verb is that of the others. Where
/// they have subjects of their own, it must open the sentence: "On Sunday he phoned; they agreed".
fn shared_by_coordination<'t>(tree: &Tree<'_>, event: &Found, times: &'t [TimeExpression]) -> Option<(&'t TimeExpression, TokenIndex)> {
    let verb = event.verb();
    let joined = |word: TokenIndex| tree.upos(word) == UPos::Verb && matches!(tree.relation(word), Relation::Conj | Relation::Parataxis);
    let first = std::iter::successors(Some(verb), |&word| tree.head(word).filter(|_| joined(word))).last()?;
    if first >= verb {
        return None;
    }
    let alone = tree.own_subject(verb).is_none();
    let opens = |time: &TimeExpression| tree.own_subject(first).is_some_and(|subject| time.head < subject);
    let words: Vec<TokenIndex> = [first].into_iter().chain(occasions(tree, first)).chain(tree.own_subject(first)).collect();
    let shared =
        |time: &&TimeExpression| words.iter().any(|&word| hangs_on(tree, time, word)) && (alone && time.head < verb || opens(time));
    times.iter().find(shared).map(|time| (time, first))
}
