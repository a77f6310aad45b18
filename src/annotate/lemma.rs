//! Lemmas by edit scripts: the model chooses a script, the script turns the word into its lemma.
//!
//! A script is written `<case><cut>|<suffix>`: `l` works on the lower-cased word and `k` on the word as it is, `cut` characters are
//! taken off the end and `suffix` put in their place. `training/lemma_scripts.py` makes them; the two must agree.

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
}
