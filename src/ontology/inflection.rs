//! The forms of an English word, made from its lemma: by rule, and from a list of irregular verbs.
//!
//! Takes lemmas, gives forms in lower case. Knows nothing of frames, and nothing of the text the forms will meet.

use super::OntologyError;
use std::collections::BTreeMap;

/// The past forms of irregular verbs, by lemma.
#[derive(Debug, Clone, Default)]
pub struct Inflection {
    irregular: BTreeMap<String, Vec<String>>,
}

impl Inflection {
    /// Reads `irregular_verbs.toml`.
    pub(crate) fn parse(file: &str, source: &str) -> Result<Self, OntologyError> {
        let irregular: BTreeMap<String, Vec<String>> = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        match irregular.iter().find(|(_, forms)| forms.is_empty() || forms.len() > 2) {
            Some((lemma, _)) => Err(OntologyError::at(file, source, 0..0, format!("{lemma:?} needs one past form or two"))),
            None => Ok(Self { irregular }),
        }
    }

    /// These forms, and of another list those of the verbs that this one does not have.
    pub(crate) fn over(self, mut below: Self) -> Self {
        below.irregular.extend(self.irregular);
        below
    }

    /// The simple past: "launched", "held".
    pub fn past(&self, lemma: &str) -> String {
        match self.irregular.get(lemma) {
            Some(forms) => forms[0].clone(),
            None => regular_past(lemma),
        }
    }

    /// All forms of a verb, the lemma first.
    pub fn verb_forms(&self, lemma: &str) -> Vec<String> {
        let mut forms = vec![lemma.to_string(), third_person(lemma)];
        match self.irregular.get(lemma) {
            Some(irregular) => forms.extend(irregular.iter().cloned()),
            None => forms.push(regular_past(lemma)),
        }
        let doubled = forms.iter().any(|f| f.ends_with("ed") && f.len() == lemma.len() + 3 && doubles_in(f, lemma));
        forms.push(gerund(lemma, doubled));
        // American spelling keeps one consonant in a weak syllable: "traveled", "canceled".
        if doubled {
            forms.extend([format!("{lemma}ed"), format!("{lemma}ing")]);
        }
        // The other spelling of -ise: "recognised", "recognized".
        let other: Vec<String> = forms.iter().filter_map(|form| respell(form)).collect();
        forms.extend(other);
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// Singular and plural of a noun.
    pub fn noun_forms(&self, lemma: &str) -> Vec<String> {
        let mut forms = vec![lemma.to_string(), third_person(lemma)];
        if let Some(other) = respell(lemma) {
            forms.extend([third_person(&other), other]);
        }
        forms
    }
}

fn respell(form: &str) -> Option<String> {
    let at = form.rfind("is").filter(|&at| at >= 3 && matches!(&form[at + 2..], "e" | "es" | "ed" | "ing" | "ation" | "ations"))?;
    Some(format!("{}iz{}", &form[..at], &form[at + 2..]))
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn doubles_in(form: &str, lemma: &str) -> bool {
    form.as_bytes().get(lemma.len()) == lemma.as_bytes().last()
}

/// One syllable that ends in a consonant, a vowel and a consonant: "ban", "stop".
fn doubles_last(lemma: &str) -> bool {
    let letters = lemma.as_bytes();
    let Some((&last, rest)) = letters.split_last() else { return false };
    let groups = lemma.as_bytes().windows(2).filter(|w| is_vowel(w[0]) && !is_vowel(w[1])).count();
    let short = rest.len() >= 2 && is_vowel(rest[rest.len() - 1]) && !is_vowel(rest[rest.len() - 2]);
    groups == 1 && short && !is_vowel(last) && !matches!(last, b'w' | b'x' | b'y')
}

fn consonant_y(lemma: &str) -> bool {
    let letters = lemma.as_bytes();
    letters.len() > 1 && letters.ends_with(b"y") && !is_vowel(letters[letters.len() - 2])
}

fn regular_past(lemma: &str) -> String {
    if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if consonant_y(lemma) {
        format!("{}ied", &lemma[..lemma.len() - 1])
    } else if doubles_last(lemma) {
        format!("{lemma}{}ed", &lemma[lemma.len() - 1..])
    } else {
        format!("{lemma}ed")
    }
}

fn third_person(lemma: &str) -> String {
    if consonant_y(lemma) {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

fn gerund(lemma: &str, doubled: bool) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        format!("{stem}ying")
    } else if lemma.ends_with('e') && !lemma.ends_with("ee") {
        format!("{}ing", &lemma[..lemma.len() - 1])
    } else if doubled || doubles_last(lemma) {
        format!("{lemma}{}ing", &lemma[lemma.len() - 1..])
    } else {
        format!("{lemma}ing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inflection() -> Inflection {
        Inflection::parse("irregular_verbs.toml", "hold = [\"held\"]\nexpel = [\"expelled\"]\ntravel = [\"travelled\"]\n").unwrap()
    }

    #[test]
    fn past_forms() {
        let rows =
            [("launch", "launched"), ("accuse", "accused"), ("ban", "banned"), ("deny", "denied"), ("hold", "held"), ("visit", "visited")];
        for (lemma, past) in rows {
            assert_eq!(inflection().past(lemma), past);
        }
    }

    #[test]
    fn all_forms_of_a_verb() {
        let has = |lemma: &str, form: &str| assert!(inflection().verb_forms(lemma).contains(&form.to_string()), "{lemma}: {form}");
        for (lemma, form) in [("expel", "expelling"), ("flee", "fleeing"), ("die", "dying"), ("clash", "clashes"), ("ban", "banning")] {
            has(lemma, form);
        }
        for (lemma, form) in [("recognise", "recognized"), ("travel", "traveling"), ("raise", "raised")] {
            has(lemma, form);
        }
    }
}
