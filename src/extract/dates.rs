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
}

impl Dates {
    pub fn read(tree: &Tree<'_>, published: Option<Date>) -> Self {
        let mut reader = TimeReader::new(published);
        let by_sentence = tree.document.sentences.iter().map(|s| reader.read(tree.text, tree.document, s)).collect();
        Self { by_sentence }
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
        about.extend(clause_of_noun(tree, event));
        about.extend(occasions(tree, event));
        let hung = about.iter().find_map(|&word| Some((times.iter().find(|t| hangs_on(tree, t, word))?, word)));
        hung.or_else(|| shared_by_coordination(tree, event, times))
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

/// "In a speech on Friday she accepted …", "prices rose on Friday when the army seized …": what the act is part of dates it.
fn occasions(tree: &Tree<'_>, event: &Found) -> Vec<TokenIndex> {
    let verb = event.carrier.unwrap_or(event.trigger);
    let mut occasions: Vec<TokenIndex> = tree
        .children_by(verb, Relation::Obl)
        .filter(|&c| c < verb && matches!(tree.marker(c), Some("in" | "at" | "during")) && tree.upos(c) == UPos::Noun)
        .collect();
    let when = tree.relation(verb) == Relation::Advcl && tree.children(verb).iter().any(|&c| tree.form(c) == "when");
    occasions.extend(tree.head(verb).filter(|_| when));
    occasions
}

/// "On Monday he met them and flew home", "he met them on Monday and flew home": the time of the first verb is that of the others.
fn shared_by_coordination<'t>(tree: &Tree<'_>, event: &Found, times: &'t [TimeExpression]) -> Option<(&'t TimeExpression, TokenIndex)> {
    let verb = event.carrier.unwrap_or(event.trigger);
    if tree.relation(verb) != Relation::Conj || tree.upos(verb) != UPos::Verb || tree.children_by(verb, Relation::Nsubj).next().is_some() {
        return None;
    }
    let first = tree.head(verb)?;
    times.iter().find(|t| hangs_on(tree, t, first) && t.head < verb).map(|time| (time, first))
}
