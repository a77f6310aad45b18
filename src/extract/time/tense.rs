//! Whether the clause around a word looks back or ahead: "will meet on Saturday" means another Saturday than "met on Saturday".
//!
//! Takes a token of a [`Document`], reads the governing verb off the tree, or, where the document has no tree, the words of the clause.
//! Knows nothing of dates.

use crate::model::{Document, Relation, Sentence, TokenIndex, UPos};

/// Where a clause looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// Auxiliaries of what is still to come, seen from the time of speaking or of the telling ("said it would meet").
const FUTURE_AUXILIARIES: [&str; 9] = ["will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "could"];

/// Participles and adjectives whose own date is still to come: "due on Friday", "planned for Monday".
const AHEAD: [&str; 9] = ["due", "scheduled", "schedule", "planned", "slated", "set", "expected", "expect", "postponed"];

/// Lemmas whose infinitive is still to come: "promised to meet on Monday".
const GOVERNORS: [&str; 25] = [
    "plan", "expect", "schedule", "due", "set", "slate", "intend", "hope", "promise", "vow", "prepare", "likely", "ready", "poised",
    "agree", "want", "ask", "urge", "call", "order", "invite", "pledge", "threaten", "decide", "demand",
];

const PAST_AUXILIARIES: [&str; 5] = ["had", "was", "were", "did", "'d"];

/// Words at which a clause ends, when there is no tree to tell.
const CLAUSE_BOUNDS: [&str; 18] =
    [";", ":", "\"", "“", "”", "—", "–", "that", "after", "before", "because", "while", "who", "which", "when", "where", "but", "since"];

pub(super) fn direction(text: &str, document: &Document, sentence: &Sentence, at: TokenIndex) -> Direction {
    let has_tree = sentence.tokens.range().any(|token| document.tokens[token].head.is_some());
    if has_tree { of_tree(text, document, at) } else { of_words(text, document, sentence, at) }
}

/// Climbs to the governing verb and reads its auxiliaries; an infinitive looks where its governor looks.
fn of_tree(text: &str, document: &Document, at: TokenIndex) -> Direction {
    let mut token = at;
    let mut through_noun = false;
    let mut under_verb = false;
    loop {
        let here = &document.tokens[token];
        let verbal = matches!(here.upos, UPos::Verb | UPos::Aux) || document.children(token).any(|c| is_aux(document, c));
        if token != at {
            let ahead = !under_verb && AHEAD.contains(&document.form(text, token).to_lowercase().as_str());
            if ahead && matches!(here.upos, UPos::Verb | UPos::Adj) {
                let perfect = document.children(token).any(|c| is_aux(document, c) && document.form(text, c) == "had");
                return if perfect { Direction::Unknown } else { Direction::Future };
            }
            let going = document.form(text, token).eq_ignore_ascii_case("going");
            if under_verb && (going || GOVERNORS.contains(&&*here.lemma)) {
                return Direction::Future;
            }
        }
        if verbal && token != at {
            match of_verb(text, document, token) {
                Direction::Unknown => (),
                // "a vote on Friday was called": the verb's past says nothing of the noun's day.
                Direction::Past if through_noun => return Direction::Unknown,
                known => return known,
            }
            under_verb = true;
        } else if matches!(here.upos, UPos::Noun | UPos::Propn) && token != at && !is_time_relation(here.relation) {
            through_noun = true;
        }
        match here.head {
            Some(head) if !verbal || continues_upward(here.relation) => token = head,
            _ => return Direction::Unknown,
        }
    }
}

/// Whether a non-finite verb shares the time of the verb above it.
fn continues_upward(relation: Relation) -> bool {
    matches!(relation, Relation::Xcomp | Relation::Advcl | Relation::Acl | Relation::Conj | Relation::Csubj)
}

/// Links between the words of one date: they are not the noun that the date belongs to.
fn is_time_relation(relation: Relation) -> bool {
    matches!(relation.universal(), Relation::Obl | Relation::Advmod)
}

fn is_aux(document: &Document, token: TokenIndex) -> bool {
    matches!(document.tokens[token].relation.universal(), Relation::Aux | Relation::Cop)
}

fn of_verb(text: &str, document: &Document, verb: TokenIndex) -> Direction {
    let auxiliaries: Vec<String> =
        document.children(verb).filter(|&c| is_aux(document, c)).map(|c| document.form(text, c).to_lowercase()).collect();
    let has = |word: &str| auxiliaries.iter().any(|a| a == word);
    let future = auxiliaries.iter().any(|a| FUTURE_AUXILIARIES.contains(&a.as_str()));
    // "would have met", "may have met" look back.
    if future && (has("will") || !has("have")) {
        return Direction::Future;
    }
    // "is to meet on Friday", "are to be released".
    let marked_to = document.children(verb).any(|c| document.tokens[c].relation == Relation::Mark && document.form(text, c) == "to");
    if marked_to {
        let under_be = document.tokens[verb].head.is_some_and(|head| matches!(document.form(text, head), "is" | "are"));
        return if has("is") || has("are") || under_be { Direction::Future } else { Direction::Unknown };
    }
    let feats = &document.tokens[verb].feats;
    let past = auxiliaries.iter().any(|a| PAST_AUXILIARIES.contains(&a.as_str())) || has("have") || has("has");
    if past || (feats.contains("Tense=Past") && feats.contains("VerbForm=Fin")) { Direction::Past } else { Direction::Unknown }
}

/// Looks for the auxiliary among the words of the same clause; a comma ends it, but for that after an opening date.
fn of_words(text: &str, document: &Document, sentence: &Sentence, at: TokenIndex) -> Direction {
    let range = sentence.tokens.range();
    let form = |token: TokenIndex| document.form(text, token).to_lowercase();
    let bound = |token: &TokenIndex| CLAUSE_BOUNDS.contains(&form(*token).as_str());
    let left = (range.start..at).rev().find(|t| bound(t) || form(*t) == ",").map_or(range.start, |t| t + 1);
    let comma = (at..range.end).find(|t| form(*t) == ",").filter(|comma| at - left <= 1 && comma - at <= 5);
    let right = (at..range.end).find(|t| bound(t) || (form(*t) == "," && Some(*t) != comma)).unwrap_or(range.end);
    // "May" with a capital is the month.
    let clause: Vec<String> = (left..right).filter(|t| document.form(text, *t) != "May").map(form).collect();
    let any = |words: &[&str]| clause.iter().any(|w| words.contains(&w.as_str()));
    let pair =
        |first: &[&str], second: &[&str]| clause.windows(2).any(|p| first.contains(&p[0].as_str()) && second.contains(&p[1].as_str()));
    let ahead = pair(&AHEAD, &["for", "to", "on", "in", "at", "by"]) && !any(&["had"]);
    let modal = clause.windows(2).any(|p| FUTURE_AUXILIARIES.contains(&p[0].as_str()) && p[1] != "have");
    if modal || ahead || pair(&["is", "are"], &["to"]) {
        Direction::Future
    } else if any(&PAST_AUXILIARIES) || clause.iter().any(|w| w.len() > 4 && w.ends_with("ed")) {
        Direction::Past
    } else {
        Direction::Unknown
    }
}
