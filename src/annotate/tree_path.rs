//! The way through the tree from a trigger to a mention, in the words that the role head has learned: "^xcomp nsubj", "obl+with".
//!
//! Must say the same as `path` in `training/event_data.py`. Knows nothing of what is scored along it.

use crate::model::{Document, Relation, TokenIndex};

/// Longer ways are all alike.
const LONGEST: usize = 5;
const FAR: &str = "far";

/// The way from `from` to `to`: arcs up with "^", then arcs down, the last with the preposition of `to`. "before 1" and "before 2" lead
/// to a sentence before, "far" is any long way.
pub fn path(document: &Document, from: TokenIndex, to: TokenIndex) -> String {
    let (own, other) = (document.sentence_number(from), document.sentence_number(to));
    if own != other {
        return format!("before {}", own - other);
    }
    let (ascent, descent) = (ancestors(document, from), ancestors(document, to));
    let Some(meeting) = ascent.iter().find(|a| descent.contains(a)) else { return FAR.to_string() };
    let below = |chain: &[TokenIndex]| chain.iter().position(|a| a == meeting).unwrap_or(chain.len());
    let (up, down) = (below(&ascent), below(&descent));
    if up + down > LONGEST {
        return FAR.to_string();
    }
    let relation = |token: TokenIndex| step(document.tokens[token].relation).as_str();
    let mut way: Vec<String> = ascent[..up].iter().map(|&t| format!("^{}", relation(t))).collect();
    way.extend(descent[..down].iter().rev().map(|&t| relation(t).to_string()));
    if let Some(last) = way.last_mut().filter(|_| down > 0) {
        let case = document.children(to).find(|&c| document.tokens[c].relation.universal() == Relation::Case);
        if let Some(case) = case {
            last.push('+');
            last.push_str(&document.tokens[case].lemma.to_lowercase());
        }
    }
    way.join(" ")
}

/// A word and those above it, upwards.
fn ancestors(document: &Document, token: TokenIndex) -> Vec<TokenIndex> {
    std::iter::successors(Some(token), |&t| document.tokens[t].head).take(30).collect()
}

/// The relation without its subtype, unless that tells of a part.
fn step(relation: Relation) -> Relation {
    match relation {
        Relation::NsubjPass | Relation::OblAgent | Relation::NmodPoss | Relation::AuxPass | Relation::AclRelcl => relation,
        other => other.universal(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::conllu;
    use super::*;

    /// Documents of sentences, a line each; every word is `form/head/relation`.
    fn document(lines: &str) -> Document {
        let sentence = |line: &str| {
            let words = line.split_whitespace().enumerate().map(|(number, word)| {
                let columns: Vec<&str> = word.split('/').collect();
                let (form, head, relation) = (columns[0], columns[1], columns[2]);
                format!("{}\t{form}\t{form}\tX\t_\t_\t{head}\t{relation}\t_\t_\n", number + 1)
            });
            words.collect::<String>() + "\n"
        };
        let source: String = std::iter::once("# newdoc id = d\n".to_string()).chain(lines.lines().map(str::trim).map(sentence)).collect();
        conllu::read(&source).unwrap().swap_remove(0).document
    }

    #[test]
    fn ways_are_told_as_the_heads_have_learned_them() {
        let met = document("Lavrov/2/nsubj met/0/root Kuleba/2/obj in/5/case Antalya/2/obl");
        assert_eq!([path(&met, 1, 0), path(&met, 1, 2), path(&met, 1, 4)], ["nsubj", "obj", "obl+in"]);
        let agreed = document("Mali/2/nsubj:pass asked/0/root to/4/mark strike/2/xcomp");
        assert_eq!(path(&agreed, 3, 0), "^xcomp nsubj:pass");
        let deep = document("A/2/nsubj b/0/root c/2/ccomp d/3/ccomp e/4/ccomp f/5/ccomp g/6/obj");
        assert_eq!([path(&deep, 6, 0), path(&deep, 5, 6)], ["far", "obj"]);
    }

    #[test]
    fn other_sentences_are_told_by_their_distance() {
        let both = document("Mali/2/nsubj slept/0/root\nIt/2/nsubj struck/0/root");
        assert_eq!(path(&both, 3, 0), "before 1");
    }
}
