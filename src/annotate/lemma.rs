//! Lemmas: by the treebanks' word, or else by the edit script that the model chooses.
//!
//! A script is written `<case><cut>|<suffix>`: `l` works on the lower-cased word and `k` on the word as it is, `cut` characters are
//! taken off the end and `suffix` put in their place. `training/lemma_scripts.py` makes them; the two must agree.

use crate::model::UPos;
use std::collections::{HashMap, HashSet};

/// A script whose result is a known lemma is preferred to the best one when it scores no lower than this below it (in logits).
const MARGIN: f32 = 3.0;

/// One way to turn a word into its lemma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LemmaScript {
    keeps_case: bool,
    cut: usize,
    suffix: String,
}

impl LemmaScript {
    /// Reads a script as it is written; `None` when it is none.
    pub fn parse(script: &str) -> Option<Self> {
        let keeps_case = match script.chars().next()? {
            'l' => false,
            'k' => true,
            _ => return None,
        };
        let (cut, suffix) = script[1..].split_once('|')?;
        Some(Self { keeps_case, cut: cut.parse().ok()?, suffix: suffix.to_string() })
    }

    /// The lemma of `form`. A script that would leave nothing gives the lower-cased word.
    pub fn apply(&self, form: &str) -> String {
        let straight: String = form.chars().map(|c| if matches!(c, '\u{2019}' | '\u{2018}') { '\'' } else { c }).collect();
        let mut lemma = if self.keeps_case { straight.clone() } else { straight.to_lowercase() };
        for _ in 0..self.cut {
            if lemma.pop().is_none() {
                return straight.to_lowercase();
            }
        }
        lemma.push_str(&self.suffix);
        if lemma.is_empty() { straight.to_lowercase() } else { lemma }
    }
}

/// What the treebanks say of the lemmas of the words they hold.
pub struct Lemmas {
    of_word: HashMap<(UPos, &'static str), &'static str>,
    known: HashSet<(UPos, &'static str)>,
}

impl Lemmas {
    /// Reads lines of part of speech, form and lemma, parted by tabs. The error names the line.
    pub fn read(lines: &'static str) -> Result<Self, String> {
        let mut this = Self { of_word: HashMap::new(), known: HashSet::new() };
        for (number, line) in lines.lines().enumerate() {
            let mut columns = line.split('\t');
            let entry = (columns.next().and_then(UPos::parse), columns.next(), columns.next());
            let (Some(upos), Some(form), Some(lemma)) = entry else { return Err(format!("line {}: {line:?}", number + 1)) };
            this.of_word.insert((upos, form), lemma);
            this.known.insert((upos, lemma));
        }
        Ok(this)
    }

    /// The lemma of a word of this part of speech, given the model's scores of the scripts.
    pub fn choose(&self, form: &str, upos: UPos, scripts: &[LemmaScript], scores: &[f32]) -> Box<str> {
        if let Some(&lemma) = self.of_word.get(&(upos, form)) {
            return lemma.into();
        }
        let best = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut near: Vec<usize> = (0..scripts.len()).filter(|&i| scores[i] >= best - MARGIN).collect();
        near.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        let mut lemmas = near.into_iter().map(|script| scripts[script].apply(form));
        let first = lemmas.next().unwrap_or_else(|| form.to_lowercase());
        let known = |lemma: &String| self.known.contains(&(upos, lemma.as_str()));
        if known(&first) { first } else { lemmas.find(known).unwrap_or(first) }.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_give_lemmas() {
        for (script, form, lemma) in [
            ("l4|go", "Went", "go"),
            ("l3|y", "cities", "city"),
            ("k0|", "London", "London"),
            ("l2|ot", "n\u{2019}t", "not"),
            ("l9|be", "is", "is"),
            ("l2|", "is", "is"),
        ] {
            assert_eq!(LemmaScript::parse(script).unwrap().apply(form), lemma, "{script} on {form}");
        }
        assert_eq!(LemmaScript::parse("x1|"), None);
    }

    #[test]
    fn a_known_lemma_is_preferred_to_a_slightly_better_script() {
        let lemmas = Lemmas::read("NOUN\tcompany\tcompany\nPRON\ti\tI").unwrap();
        let scripts = ["l1|", "l3|y", "l0|"].map(|s| LemmaScript::parse(s).unwrap());
        let choose = |form, upos, scores: [f32; 3]| lemmas.choose(form, upos, &scripts, &scores);
        assert_eq!(&*choose("companies", UPos::Noun, [5.0, 4.0, 0.0]), "company");
        assert_eq!(&*choose("companies", UPos::Noun, [9.0, 4.0, 0.0]), "companie", "a much better script stands");
        assert_eq!(&*choose("i", UPos::Pron, [0.0, 0.0, 9.0]), "I", "a word of the treebanks has their lemma");
    }
}
