//! The words of quantities: numbers, what multiplies them, what bounds them, units and money.
//!
//! Takes `quantities.toml`, gives look-ups by lower-case form. Knows nothing of how numbers are put together and nothing of texts.

use super::{Inflection, OntologyError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a number measures, by its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    Duration,
    Distance,
    Weight,
    Money,
    Percent,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKeys {
    numbers: BTreeMap<String, u32>,
    scales: BTreeMap<String, u64>,
    indefinite: BTreeMap<String, u64>,
    open: Words,
    bounds: Bounds,
    units: Units,
    currencies: Currencies,
    percent: Words,
    kinds: Kinds,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    before: Vec<String>,
    after: Vec<String>,
    prepositions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    duration: Vec<String>,
    distance: Vec<String>,
    weight: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currencies {
    signs: BTreeMap<String, String>,
    nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    adjectives: BTreeSet<String>,
}

/// The words of quantities, by form.
#[derive(Debug, Default)]
pub struct Quantities {
    numbers: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    indefinite: BTreeMap<String, f64>,
    /// Phrases as their words, the longest first.
    open: Vec<Vec<String>>,
    before: Vec<Vec<String>>,
    after: Vec<Vec<String>>,
    prepositions: BTreeSet<String>,
    /// Singular and plural of every unit.
    units: BTreeMap<String, Measure>,
    signs: BTreeMap<String, String>,
    kinds: BTreeSet<String>,
}

impl Quantities {
    /// Reads `quantities.toml`.
    pub(crate) fn parse(file: &str, source: &str, inflection: &Inflection) -> Result<Self, OntologyError> {
        let keys: FileKeys = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let at = |word: &str, message: String| {
            let place = source.find(&format!("\"{word}\"")).or_else(|| source.find(&format!("\n{word} =")).map(|p| p + 1)).unwrap_or(0);
            OntologyError::at(file, source, place..place, message)
        };
        if let Some((word, value)) = keys.numbers.iter().find(|(_, value)| **value >= 100) {
            return Err(at(word, format!("{word:?} is {value}: a number of 100 or more is a scale, list it under [scales]")));
        }
        let twice = |word: &&String| keys.scales.contains_key(*word) || keys.indefinite.contains_key(*word);
        if let Some(word) = keys.numbers.keys().find(twice).or_else(|| keys.indefinite.keys().find(|w| keys.scales.contains_key(*w))) {
            return Err(at(word, format!("{word:?} is listed twice: keep one")));
        }
        let mut units = BTreeMap::new();
        let lists = [
            (Measure::Duration, &keys.units.duration),
            (Measure::Distance, &keys.units.distance),
            (Measure::Weight, &keys.units.weight),
            (Measure::Money, &keys.currencies.nouns),
            (Measure::Percent, &keys.percent.words),
        ];
        for (measure, words) in lists {
            for word in words {
                if let Some(other) = units.get(word).filter(|other| **other != measure) {
                    return Err(at(word, format!("{word:?} is also listed as {other:?}: keep one")));
                }
                units.extend(inflection.noun_forms(word).into_iter().map(|form| (form, measure)));
                // "Euros", "kilos", "pesos", beside the "-oes" of the rule.
                units.insert(format!("{word}s"), measure);
            }
        }
        // What English pluralises in its own way.
        if units.contains_key("foot") {
            units.insert("feet".to_string(), Measure::Distance);
        }
        let widened = |list: BTreeMap<String, u64>| list.into_iter().map(|(word, value)| (word, value as f64)).collect();
        Ok(Self {
            numbers: keys.numbers.into_iter().map(|(word, value)| (word, f64::from(value))).collect(),
            scales: widened(keys.scales),
            indefinite: widened(keys.indefinite),
            open: phrases(&keys.open.words),
            before: phrases(&keys.bounds.before),
            after: phrases(&keys.bounds.after),
            prepositions: keys.bounds.prepositions.into_iter().collect(),
            units,
            signs: keys.currencies.signs.into_iter().map(|(sign, name)| (sign.to_lowercase(), name)).collect(),
            kinds: keys.kinds.adjectives,
        })
    }

    /// The value of a number word below a hundred: "forty".
    pub fn number(&self, form: &str) -> Option<f64> {
        self.numbers.get(form).copied()
    }

    /// What a word multiplies the number before it by: "million".
    pub fn scale(&self, form: &str) -> Option<f64> {
        self.scales.get(form).copied()
    }

    /// The smallest reading of a plural that names no number: "dozens".
    pub fn indefinite(&self, form: &str) -> Option<f64> {
        self.indefinite.get(form).copied()
    }

    /// How many of these words leave the scale after them open: "a few" before "thousand".
    pub fn open(&self, forms: &[&str]) -> usize {
        self.open.iter().find(|phrase| forms.starts_with(&as_strs(phrase))).map_or(0, Vec::len)
    }

    /// How many of the last of these words bound the number that follows: "more than".
    pub fn bound_before(&self, forms: &[&str]) -> usize {
        self.before.iter().find(|phrase| forms.ends_with(&as_strs(phrase))).map_or(0, Vec::len)
    }

    /// How many of the first of these words bound the number that went before: "or more".
    pub fn bound_after(&self, forms: &[&str]) -> usize {
        self.after.iter().find(|phrase| forms.starts_with(&as_strs(phrase))).map_or(0, Vec::len)
    }

    /// Whether the word bounds a number where it is no preposition: "over".
    pub fn bounds_as_preposition(&self, form: &str) -> bool {
        self.prepositions.contains(form)
    }

    /// What a unit measures, by its singular or plural.
    pub fn measure(&self, form: &str) -> Option<Measure> {
        self.units.get(form).copied()
    }

    /// The money of a sign, in the plural: "dollars".
    pub fn currency(&self, sign: &str) -> Option<&str> {
        self.signs.get(sign).map(String::as_str)
    }

    /// Whether an adjective belongs to what is counted: "ballistic".
    pub fn tells_kind(&self, adjective: &str) -> bool {
        self.kinds.contains(adjective)
    }
}

fn as_strs(phrase: &[String]) -> Vec<&str> {
    phrase.iter().map(String::as_str).collect()
}

fn phrases(list: &[String]) -> Vec<Vec<String>> {
    let mut phrases: Vec<Vec<String>> = list.iter().map(|phrase| phrase.split(' ').map(str::to_string).collect()).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "[numbers]\none = 1\n[scales]\ndozen = 12\n[indefinite]\ndozens = 12\n[open]\nwords = [\"a few\"]\n\
        [bounds]\nbefore = [\"than\", \"more than\"]\nafter = [\"or so\"]\nprepositions = [\"over\"]\n\
        [units]\nduration = [\"day\"]\ndistance = [\"foot\"]\nweight = [\"ton\"]\n\
        [currencies]\nsigns = { \"US$\" = \"US dollars\" }\nnouns = [\"euro\"]\n[percent]\nwords = [\"%\"]\n[kinds]\nadjectives = [\"naval\"]\n";

    fn read(source: &str) -> Result<Quantities, OntologyError> {
        Quantities::parse("quantities.toml", source, &Inflection::default())
    }

    #[test]
    fn words_are_found_by_form() {
        let words = read(SMALL).unwrap();
        assert_eq!((words.number("one"), words.scale("dozen"), words.indefinite("dozens")), (Some(1.0), Some(12.0), Some(12.0)));
        assert_eq!((words.measure("days"), words.measure("feet")), (Some(Measure::Duration), Some(Measure::Distance)));
        assert_eq!((words.measure("euros"), words.measure("%")), (Some(Measure::Money), Some(Measure::Percent)));
        assert_eq!(words.currency("us$"), Some("US dollars"));
        assert!(words.tells_kind("naval") && !words.tells_kind("tall"));
    }

    #[test]
    fn the_longest_phrase_counts() {
        let words = read(SMALL).unwrap();
        assert_eq!((words.bound_before(&["killed", "more", "than"]), words.bound_before(&["more", "than", "he"])), (2, 0));
        assert_eq!((words.bound_after(&["or", "so"]), words.open(&["a", "few", "men"]), words.open(&["few"])), (2, 2, 0));
    }

    #[test]
    fn faults_name_the_line() {
        let rows = [
            (SMALL.replace("one = 1", "one = 100"), 2, "under [scales]"),
            (SMALL.replace("dozens = 12", "dozen = 12"), 4, "listed twice"),
            (SMALL.replace("[\"euro\"]", "[\"day\"]"), 12, "also listed as"),
            (SMALL.replace("[numbers]", "[numberz]"), 1, "correct this entry"),
        ];
        for (source, line, message) in rows {
            let error = read(&source).unwrap_err();
            assert!(error.message.contains(message), "{error}");
            assert!(message == "also listed as" || error.line == Some(line), "{error}");
        }
    }
}
