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
const FUTURE_AUXILIARIES: [&str; 6] = ["will", "'ll", "’ll", "wo", "shall", "would"];

/// Verbs and adjectives whose infinitive or noun is still to come: "plans to meet", "due on Friday".
const AHEAD: [&str; 34] = [
    "plan",
    "planned",
    "plans",
    "expect",
    "expected",
    "expects",
    "schedule",
    "scheduled",
    "due",
    "set",
    "slated",
    "intend",
    "intends",
    "hope",
    "hopes",
    "promise",
    "vow",
    "vows",
    "prepare",
    "prepares",
    "preparing",
    "postpone",
    "postponed",
    "upcoming",
    "going",
    "likely",
    "ready",
    "poised",
    "bound",
    "agree",
    "promised",
    "vowed",
    "announce",
    "ought",
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
    loop {
        let here = &document.tokens[token];
        if is_ahead(document, token) && token != at {
            return Direction::Future;
        }
        let verbal = matches!(here.upos, UPos::Verb | UPos::Aux) || document.children(token).any(|c| is_aux(document, c));
        if verbal && token != at {
            match of_verb(text, document, token) {
                Direction::Unknown => (),
                // "a vote on Friday was called": the verb's past says nothing of the noun's day.
                Direction::Past if through_noun => return Direction::Unknown,
                known => return known,
            }
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

fn is_ahead(document: &Document, token: TokenIndex) -> bool {
    let ahead = AHEAD.contains(&&*document.tokens[token].lemma);
    ahead && matches!(document.tokens[token].upos, UPos::Verb | UPos::Adj)
}

fn of_verb(text: &str, document: &Document, verb: TokenIndex) -> Direction {
    let auxiliaries: Vec<String> =
        document.children(verb).filter(|&c| is_aux(document, c)).map(|c| document.form(text, c).to_lowercase()).collect();
    let has = |word: &str| auxiliaries.iter().any(|a| a == word);
    let future = auxiliaries.iter().any(|a| FUTURE_AUXILIARIES.contains(&a.as_str()));
    // "would have met" never happened, but it looks back.
    if future && !(has("would") && has("have")) {
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
    let opens = at - left <= 1;
    let right = (at..range.end).find(|t| bound(t) || (!opens && form(*t) == ",")).unwrap_or(range.end);
    let clause: Vec<String> = (left..right).map(form).collect();
    let any = |words: &[&str]| clause.iter().any(|w| words.contains(&w.as_str()));
    let is_to = clause.windows(2).any(|pair| matches!(pair[0].as_str(), "is" | "are") && pair[1] == "to");
    if any(&FUTURE_AUXILIARIES) || any(&AHEAD) || is_to {
        Direction::Future
    } else if any(&PAST_AUXILIARIES) || clause.iter().any(|w| w.len() > 4 && w.ends_with("ed")) {
        Direction::Past
    } else {
        Direction::Unknown
    }
}
