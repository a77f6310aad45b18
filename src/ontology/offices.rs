//! Who held which public office, of which country or body, and when.
//!
//! Takes `offices.toml`, gives [`Offices`], a lookup by name and day. Knows nothing of texts: whether a person of that name is the one
//! who held the office is for the caller to tell.

use super::{Inflection, Names, OntologyError, Spellings};
use crate::model::last_word;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use toml::Spanned;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct FileKeys {
    called: BTreeMap<String, Vec<String>>,
    country: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Vec<HolderKeys>>>,
    org: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Vec<HolderKeys>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolderKeys {
    name: Spanned<String>,
    #[serde(default)]
    variants: Vec<String>,
    from: Spanned<String>,
    to: Option<Spanned<String>>,
}

/// An office that somebody held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// The ontology's key of the country or body: "country:FR", "org:nato".
    pub of: String,
    /// The office, as `offices.toml` calls it: "foreign-minister".
    pub office: String,
    /// The first day it may have been held, and the last; `None` while it goes on.
    pub from: Date,
    pub to: Option<Date>,
}

/// The holders of public offices.
#[derive(Debug, Default)]
pub struct Offices {
    spellings: Spellings,
    /// By the key of the full name's spellings: the name in small letters, and what its bearer held.
    by_name: HashMap<String, Vec<(String, Tenure)>>,
    /// By the key of the last word of the name: the full names that end in it, in small letters.
    by_surname: HashMap<String, Vec<String>>,
    /// By office, the nouns that news uses for who holds it, in all their forms.
    called: BTreeMap<String, Vec<String>>,
}

impl Offices {
    /// Reads `offices.toml`.
    ///
    /// # Errors
    /// An unknown key, a country or body that `names` does not have, an office without words under `called`, a day that is none, or
    /// a tenure that ends before it begins.
    pub(crate) fn parse(
        file: &str,
        source: &str,
        inflection: &Inflection,
        names: &Names,
        spellings: &Spellings,
    ) -> Result<Self, OntologyError> {
        let keys: FileKeys = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let mut offices = Self { spellings: spellings.clone(), ..Self::default() };
        for (office, words) in keys.called {
            offices.called.insert(office, words.iter().flat_map(|word| inflection.noun_forms(word)).collect());
        }
        for (kind, bodies) in [("country", keys.country), ("org", keys.org)] {
            for (key, held) in bodies {
                let of = format!("{kind}:{}", key.get_ref());
                if names.entry(&of).is_none() {
                    return Err(OntologyError::at(file, source, key.span(), format!("names/ has no entry {of:?}: correct the key")));
                }
                for (office, holders) in held {
                    if !offices.called.contains_key(office.get_ref()) {
                        let message = format!("{:?} has no words under [called]: give it some", office.get_ref());
                        return Err(OntologyError::at(file, source, office.span(), message));
                    }
                    for holder in holders {
                        let (from, to) = tenure(file, source, &holder)?;
                        let held = Tenure { of: of.clone(), office: office.get_ref().clone(), from, to };
                        offices.add(holder, &held);
                    }
                }
            }
        }
        Ok(offices)
    }

    fn add(&mut self, holder: HolderKeys, held: &Tenure) {
        for name in std::iter::once(holder.name.into_inner()).chain(holder.variants) {
            let name = name.to_lowercase();
            let full = self.by_surname.entry(self.spellings.key(last_word(&name))).or_default();
            if !full.contains(&name) {
                full.push(name.clone());
            }
            self.by_name.entry(self.spellings.key(&name)).or_default().push((name, held.clone()));
        }
    }

    /// These holders, and those of a file that they add to.
    pub(crate) fn over(self, mut below: Self) -> Self {
        for (name, tenures) in self.by_name {
            below.by_name.entry(name).or_default().extend(tenures);
        }
        for (surname, names) in self.by_surname {
            below.by_surname.entry(surname).or_default().extend(names);
        }
        below.called.extend(self.called);
        below
    }

    /// The offices that somebody of this full name held on a day; of somebody whose name is spelt otherwise, if nobody's is spelt so.
    pub fn of(&self, name: &str, on: Date) -> impl Iterator<Item = &Tenure> {
        let name = name.to_lowercase();
        let alike = self.by_name.get(&self.spellings.key(&name)).map(Vec::as_slice).unwrap_or_default();
        let spelt_so = alike.iter().any(|(own, _)| *own == name);
        let held = alike.iter().filter(move |(own, _)| !spelt_so || *own == name).map(|(_, tenure)| tenure);
        let mut held: Vec<&Tenure> = held.filter(|tenure| tenure.from <= on && tenure.to.is_none_or(|to| on <= to)).collect();
        // Two spellings of one holder stand side by side.
        held.dedup();
        held.into_iter()
    }

    /// The offices of the only holder of that day whose name ends in this word.
    pub fn of_surname(&self, surname: &str, on: Date) -> Vec<&Tenure> {
        let full = self.by_surname.get(&self.spellings.key(surname)).into_iter().flatten();
        let mut holders: Vec<Vec<&Tenure>> = Vec::new();
        for held in full.map(|name| self.of(name, on).collect::<Vec<_>>()) {
            // Spellings of one name hold the same.
            if !held.is_empty() && !holders.contains(&held) {
                holders.push(held);
            }
        }
        if holders.len() == 1 { holders.remove(0) } else { Vec::new() }
    }

    /// The nouns that news uses for who holds an office: "president", "leader".
    pub fn called(&self, office: &str) -> &[String] {
        self.called.get(office).map_or(&[], Vec::as_slice)
    }
}

/// The days of a tenure; a month or a year stands for its first day at the beginning, for its last at the end.
fn tenure(file: &str, source: &str, holder: &HolderKeys) -> Result<(Date, Option<Date>), OntologyError> {
    let day = |written: &Spanned<String>, last: bool| {
        let message = || format!("{:?} is no day, month or year: write it as 2022-02-24, 2022-02 or 2022", written.get_ref());
        parse_day(written.get_ref(), last).ok_or_else(|| OntologyError::at(file, source, written.span(), message()))
    };
    let from = day(&holder.from, false)?;
    let to = holder.to.as_ref().map(|to| day(to, true)).transpose()?;
    if to.is_some_and(|to| to < from) {
        let message = format!("{:?} left the office before taking it: correct the days", holder.name.get_ref());
        return Err(OntologyError::at(file, source, holder.name.span(), message));
    }
    Ok((from, to))
}

fn parse_day(written: &str, last: bool) -> Option<Date> {
    let parts: Vec<i16> = written.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let first = match parts[..] {
        [year, month, day] => return Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok(),
        [year, month] => Date::new(year, i8::try_from(month).ok()?, 1).ok()?,
        [year] => Date::new(year, 1, 1).ok()?,
        _ => return None,
    };
    match (last, parts.len()) {
        (false, _) => Some(first),
        (true, 2) => first.checked_add(1.month()).ok()?.yesterday().ok(),
        (true, _) => first.checked_add(1.year()).ok()?.yesterday().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn names() -> Names {
        Names::read(&[("n.toml", "[country]\nFR = { name = \"France\" }\n[international]\nnato = { name = \"NATO\" }\n")]).unwrap()
    }

    fn read(source: &str) -> Result<Offices, OntologyError> {
        Offices::parse("o.toml", source, &Inflection::default(), &names(), &Spellings::default())
    }

    #[test]
    fn who_held_what_depends_on_the_day() {
        let source = "[called]\npresident = [\"president\"]\n[country.FR]\npresident = [\n  { name = \"Ana Ruiz\", variants = [\"Anna Ruiz\"], \
                      from = \"2010-03\", to = \"2012-05\" },\n  { name = \"Bo Ruiz\", from = \"2012-06-01\" },\n]\n";
        let offices = read(source).unwrap();
        let held = |name: &str, on| offices.of(name, on).map(|t| t.office.as_str()).collect::<Vec<_>>();
        assert_eq!(held("Anna Ruiz", date(2012, 5, 31)), ["president"]);
        assert!(held("Ana Ruiz", date(2012, 6, 1)).is_empty() && held("Ana Ruiz", date(2010, 2, 28)).is_empty());
        assert_eq!(offices.of_surname("Ruiz", date(2011, 1, 1)).len(), 1, "two spellings of one name");
        assert_eq!(offices.of_surname("Ruiz", date(2020, 1, 1))[0].from, date(2012, 6, 1));
        assert!(offices.called("president").contains(&"presidents".to_string()));
    }

    #[test]
    fn a_holder_is_known_by_any_spelling_of_the_name() {
        let source = "[called]\npresident = []\n[country.FR]\npresident = [\n  { name = \"Dmitry Zelensky\", from = \"2010\" },\n  \
                      { name = \"Ana Péres\", from = \"2010\", to = \"2012\" },\n  { name = \"Anna Peres\", from = \"2011\" },\n]\n";
        let offices = read(source).unwrap();
        let held = |name: &str| offices.of(name, date(2011, 5, 1)).map(|t| t.to.is_some()).collect::<Vec<_>>();
        assert_eq!(held("Dmitriy Zelenskyy"), [false]);
        assert_eq!(offices.of_surname("Zelenskiy", date(2011, 5, 1)).len(), 1);
        assert_eq!((held("Ana Péres"), held("Anna Peres")), (vec![true], vec![false]), "who is spelt so goes first");
        assert_eq!(held("Anna Péres").len(), 2, "either may be meant");
        assert!(offices.of_surname("Peres", date(2011, 5, 1)).is_empty());
    }

    /// The rules of spelling merge no two of the three thousand holders but those whose names are the same but for their transliteration.
    #[test]
    fn hardly_two_holders_share_a_key() {
        let offices = &crate::ontology::Ontology::embedded().offices;
        let held_by = |alike: &[(String, Tenure)], name: &str| -> Vec<Tenure> {
            alike.iter().filter(|(own, _)| own == name).map(|(_, tenure)| tenure.clone()).collect()
        };
        let apart = |alike: &[(String, Tenure)]| {
            let all = alike.iter().map(|(name, _)| held_by(alike, name));
            all.clone().any(|one| all.clone().any(|other| !one.iter().any(|tenure| other.contains(tenure))))
        };
        let mut shared: Vec<&String> = offices.by_name.iter().filter(|(_, alike)| apart(alike)).map(|(key, _)| key).collect();
        shared.sort();
        assert!(offices.by_name.len() > 3_000);
        // The Kenyan minister and the deputy head of the United Nations; and one man, written otherwise in each of his two offices.
        assert_eq!(shared, ["amina mohamed", "muamar gadafi"]);
    }

    #[test]
    fn mistakes_name_the_line() {
        let rows = [
            ("[country.XX]\npresident = []\n", 1, "no entry"),
            ("[country.FR]\npresident = []\n", 2, "no words"),
            ("[called]\np = []\n[country.FR]\np = [{ name = \"A B\", from = \"May\" }]\n", 4, "no day"),
            ("[called]\np = []\n[country.FR]\np = [{ name = \"A B\", from = \"2012\", to = \"2011\" }]\n", 4, "before taking"),
            ("[offices]\n", 1, "unknown field"),
        ];
        for (source, line, message) in rows {
            let error = read(source).expect_err(source);
            assert_eq!(error.line, Some(line), "{source}: {error}");
            assert!(error.message.contains(message), "{error}");
        }
    }
}
