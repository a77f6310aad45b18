//! Names that the program knows beforehand: countries, territories, and the organizations that news does not explain.
//!
//! Takes the files of `ontology/names/`, gives [`Names`], which answers what a surface form stands for. Knows nothing of the sentence
//! the form stands in: whether "Washington" is the city or the government is for the caller to tell.

use super::OntologyError;
use super::layer::LayerFile;
use crate::model::EntityKind;
use serde::Deserialize;
use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;

/// What is known of a surface form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'n> {
    /// The entry: "country:UA", "territory:crimea", "org:nato".
    pub key: &'n str,
    /// The usual English name of what the form stands for: "Ukraine", also for "Ukrainians" and "Kyiv".
    pub name: &'n str,
    pub kind: EntityKind,
    pub sense: Sense,
    /// The key of the country (or territory) that a medium, a force, a party or a territory belongs to.
    pub country: Option<&'n str>,
    /// The section of the files that an organization stands in.
    pub section: Option<Section>,
    /// Whether it is a medium that a state owns, directly or through a public corporation.
    pub state_owned: bool,
}

/// The sections of organizations in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    International,
    State,
    /// News media: what they say, they say as a source.
    Medium,
    Armed,
    Party,
    Company,
}

/// How a surface form stands for its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sense {
    /// A name of the thing itself.
    Name,
    /// An adjective or a noun for its people: "Turkish", "Turks".
    Demonym,
    /// The seat of its government: the city, or the government; the context decides.
    Capital,
    /// A building or a street that stands for the government: "the Kremlin".
    Seat,
}

/// The names of all files, indexed by surface form.
#[derive(Debug, Clone, Default)]
pub struct Names {
    entries: Vec<Entry>,
    /// Folded form → entry and sense.
    forms: BTreeMap<String, (usize, Sense)>,
    /// The forms in capitals throughout, as headlines write them; only those that stand for one entry.
    capitals: BTreeMap<String, (usize, Sense)>,
    /// Key → entry.
    keys: BTreeMap<String, usize>,
}

#[derive(Debug, Clone)]
struct Entry {
    key: String,
    name: String,
    kind: EntityKind,
    country: Option<String>,
    section: Option<Section>,
    /// The word for what belongs to a country: "Russian".
    adjective: Option<String>,
    state_owned: bool,
    /// The layer that had it last; see [`Names::layered`].
    layer: usize,
}

/// A file as it is written; `ontology/names/*.toml` explain the keys.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    country: BTreeMap<Spanned<String>, Place>,
    territory: BTreeMap<Spanned<String>, Place>,
    international: BTreeMap<Spanned<String>, Body>,
    state: BTreeMap<Spanned<String>, Body>,
    medium: BTreeMap<Spanned<String>, Body>,
    armed: BTreeMap<Spanned<String>, Body>,
    party: BTreeMap<Spanned<String>, Body>,
    company: BTreeMap<Spanned<String>, Body>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: Spanned<String>,
    #[serde(default)]
    variants: Vec<Spanned<String>>,
    #[serde(default)]
    demonyms: Vec<Spanned<String>>,
    adjective: Option<String>,
    #[serde(default)]
    capital: Vec<Spanned<String>>,
    #[serde(default)]
    seats: Vec<Spanned<String>>,
    #[serde(default = "has_code")]
    iso: bool,
    country: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    name: Spanned<String>,
    #[serde(default)]
    variants: Vec<Spanned<String>>,
    country: Option<Spanned<String>>,
    state_owned: Option<Spanned<bool>>,
}

fn has_code() -> bool {
    true
}

impl Names {
    /// Reads files given as name and content.
    ///
    /// # Errors
    /// A key that is not known, a form that stands in two entries, a code that ISO 3166 does not have, or a `country` that no file
    /// has: the error names the file and the line.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, OntologyError> {
        Self::of(files.iter().map(|&(file, source)| Origin { file, source, layer: 0 }))
    }

    /// Reads layers of files, the lowest first. An upper layer may have the key of a lower one: its forms are added to that entry, and
    /// its name is the entry's.
    pub(super) fn layered<'f>(layers: &'f [Vec<LayerFile<'f>>]) -> Result<Self, OntologyError> {
        let origin = |layer, file: &'f LayerFile<'f>| Origin { file: file.path, source: file.source, layer };
        Self::of(layers.iter().enumerate().flat_map(|(layer, files)| files.iter().map(move |file| origin(layer, file))))
    }

    fn of<'f>(files: impl Iterator<Item = Origin<'f>>) -> Result<Self, OntologyError> {
        let mut parsed = Vec::new();
        for origin in files {
            let content: File = toml::from_str(origin.source).map_err(|e| OntologyError::toml(origin.file, origin.source, &e))?;
            parsed.push((origin, content));
        }
        // All countries come first, so that a file may name the country of another.
        let mut known = Known::default();
        for (origin, content) in &parsed {
            known.add(*origin, content)?;
        }
        let mut names = Self::default();
        for (origin, content) in &parsed {
            names.add_file(*origin, content, &known)?;
        }
        names.index_capitals();
        Ok(names)
    }

    /// What a surface form stands for, if a file has it.
    ///
    /// A leading "the", a possessive ending, dots, diacritics, hyphens and the form of the apostrophe do not matter. Case does ("us",
    /// "turkey" are no names), but an acronym of four letters or more may be written as a word ("Nato"), and a form of four letters or
    /// more in capitals.
    pub fn lookup(&self, surface: &str) -> Option<Name<'_>> {
        let folded = fold(surface);
        let &(entry, sense) = self.forms.get(&folded).or_else(|| self.in_other_case(&folded))?;
        Some(self.entries[entry].with(sense))
    }

    /// The entry of a key ("country:UA"), in the sense of its name.
    pub fn entry(&self, key: &str) -> Option<Name<'_>> {
        self.keys.get(key).map(|&entry| self.entries[entry].with(Sense::Name))
    }

    /// What belongs to the country of a key, behind its adjective: "Russian Defence Ministry"; behind its name where it has none.
    pub fn of_country(&self, key: &str, what: &str) -> String {
        let country = self.keys.get(key).map(|&at| &self.entries[at]);
        let words = country.map_or(key, |country| country.adjective.as_deref().unwrap_or(&country.name));
        format!("{words} {what}")
    }

    /// All entries in the order of the files, in the sense of their names.
    pub fn entries(&self) -> impl Iterator<Item = Name<'_>> {
        self.entries.iter().map(|entry| entry.with(Sense::Name))
    }

    fn in_other_case(&self, folded: &str) -> Option<&(usize, Sense)> {
        let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 4 {
            return None;
        }
        if !folded.contains(char::is_lowercase) {
            return self.capitals.get(folded);
        }
        let mut rest = folded.chars().skip(1);
        let one_word = !folded.contains(' ') && folded.starts_with(char::is_uppercase);
        if one_word && rest.all(|c| !c.is_uppercase()) { self.forms.get(&folded.to_uppercase()) } else { None }
    }

    fn add_file(&mut self, origin: Origin<'_>, content: &File, known: &Known) -> Result<(), OntologyError> {
        for (key, place) in content.country.iter().chain(&content.territory) {
            let full_key = known.place(key.get_ref()).expect("every place was made known before");
            let country = known.home(origin, &place.country)?;
            let at = self.add_entry(origin, key.span(), full_key, place.name.get_ref(), EntityKind::Place, country, None)?;
            let adjective = place.adjective.as_ref().or(place.demonyms.first().map(Spanned::get_ref));
            self.entries[at].adjective = adjective.cloned().or(self.entries[at].adjective.take());
            self.add_forms(origin, at, Sense::Name, std::iter::once(&place.name).chain(&place.variants))?;
            self.add_forms(origin, at, Sense::Demonym, &place.demonyms)?;
            self.add_forms(origin, at, Sense::Capital, &place.capital)?;
            self.add_forms(origin, at, Sense::Seat, &place.seats)?;
        }
        let sections = [
            (&content.international, Section::International),
            (&content.state, Section::State),
            (&content.medium, Section::Medium),
            (&content.armed, Section::Armed),
            (&content.party, Section::Party),
            (&content.company, Section::Company),
        ];
        for (bodies, section) in sections {
            for (key, body) in bodies {
                check_slug(origin, key)?;
                let country = known.home(origin, &body.country)?;
                let full_key = format!("org:{}", key.get_ref());
                if let Some(owned) = body.state_owned.as_ref().filter(|_| section != Section::Medium) {
                    return Err(origin.error(owned.span(), "only a medium may be `state_owned`: remove it"));
                }
                let at =
                    self.add_entry(origin, key.span(), full_key, body.name.get_ref(), EntityKind::Organization, country, Some(section))?;
                self.entries[at].state_owned |= body.state_owned.as_ref().is_some_and(|owned| *owned.get_ref());
                self.add_forms(origin, at, Sense::Name, std::iter::once(&body.name).chain(&body.variants))?;
            }
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "an entry's fields, and where they were read")]
    fn add_entry(
        &mut self,
        origin: Origin<'_>,
        span: Range<usize>,
        key: String,
        name: &str,
        kind: EntityKind,
        country: Option<String>,
        section: Option<Section>,
    ) -> Result<usize, OntologyError> {
        let (at, layer) = (self.entries.len(), origin.layer);
        if let Some(&below) = self.keys.get(&key) {
            let entry = &mut self.entries[below];
            if entry.layer >= layer {
                return Err(origin.error(span, format!("the key {key:?} stands twice: give one of the two entries another")));
            }
            let (country, state_owned) = (country.or(entry.country.take()), entry.state_owned);
            let adjective = entry.adjective.take();
            *entry = Entry { name: name.to_string(), country, layer, key, kind, section, adjective, state_owned };
            return Ok(below);
        }
        self.keys.insert(key.clone(), at);
        self.entries.push(Entry { key, name: name.to_string(), kind, country, section, adjective: None, layer, state_owned: false });
        Ok(at)
    }

    fn add_forms<'f>(
        &mut self,
        origin: Origin<'_>,
        entry: usize,
        sense: Sense,
        forms: impl IntoIterator<Item = &'f Spanned<String>>,
    ) -> Result<(), OntologyError> {
        for form in forms {
            let folded = fold(form.get_ref());
            if folded.is_empty() {
                return Err(origin.error(form.span(), "an empty form: remove it"));
            }
            match self.forms.entry(folded) {
                Slot::Vacant(slot) => drop(slot.insert((entry, sense))),
                // An upper layer may repeat what its entry has below.
                Slot::Occupied(mut slot) if slot.get().0 == entry && origin.layer > 0 => drop(slot.insert((entry, sense))),
                Slot::Occupied(slot) => {
                    let other = &self.entries[slot.get().0].key;
                    let remedy = if origin.layer > 0 { "remove it, or add to that entry" } else { "remove it from one of the two" };
                    let message = format!("{:?} is a form of {other:?} already: {remedy}", form.get_ref());
                    return Err(origin.error(form.span(), message));
                }
            }
        }
        Ok(())
    }

    fn index_capitals(&mut self) {
        let mut shared = BTreeSet::new();
        for (form, &(entry, sense)) in &self.forms {
            match self.capitals.entry(form.to_uppercase()) {
                Slot::Vacant(slot) => drop(slot.insert((entry, sense))),
                Slot::Occupied(slot) if slot.get().0 == entry => (),
                Slot::Occupied(slot) => drop(shared.insert(slot.key().clone())),
            }
        }
        self.capitals.retain(|form, _| !shared.contains(form));
    }
}

impl Entry {
    fn with(&self, sense: Sense) -> Name<'_> {
        let country = self.country.as_deref();
        Name { key: &self.key, name: &self.name, kind: self.kind, sense, country, section: self.section, state_owned: self.state_owned }
    }
}

/// A file under the reader's eyes.
#[derive(Clone, Copy)]
struct Origin<'f> {
    file: &'f str,
    source: &'f str,
    layer: usize,
}

impl Origin<'_> {
    fn error(self, span: Range<usize>, message: impl Into<String>) -> OntologyError {
        OntologyError::at(self.file, self.source, span, message)
    }
}

/// The full keys of all countries and territories, by the key that the files write.
#[derive(Default)]
struct Known {
    places: BTreeMap<String, String>,
}

impl Known {
    fn add(&mut self, origin: Origin<'_>, content: &File) -> Result<(), OntologyError> {
        for (code, place) in &content.country {
            check_code(origin, code, place.iso)?;
            self.places.insert(code.get_ref().clone(), format!("country:{}", code.get_ref()));
        }
        for key in content.territory.keys() {
            check_slug(origin, key)?;
            self.places.insert(key.get_ref().clone(), format!("territory:{}", key.get_ref()));
        }
        Ok(())
    }

    fn place(&self, key: &str) -> Option<String> {
        self.places.get(key).cloned()
    }

    fn home(&self, origin: Origin<'_>, country: &Option<Spanned<String>>) -> Result<Option<String>, OntologyError> {
        let Some(key) = country else { return Ok(None) };
        let unknown = || {
            let message = format!("no country or territory has the key {:?}: write a code such as \"UA\", or add the entry", key.get_ref());
            origin.error(key.span(), message)
        };
        self.place(key.get_ref()).map(Some).ok_or_else(unknown)
    }
}

fn check_code(origin: Origin<'_>, code: &Spanned<String>, iso: bool) -> Result<(), OntologyError> {
    let written = code.get_ref();
    let well_formed = written.len() == 2 && written.bytes().all(|b| b.is_ascii_uppercase());
    let assigned = rust_iso3166::from_alpha2(written).is_some();
    let message = match (well_formed, iso, assigned) {
        (true, true, true) | (true, false, false) => return Ok(()),
        (false, ..) => format!("{written:?} is no alpha-2 code: write two capital letters"),
        (_, true, false) => format!("ISO 3166 has no code {written:?}: correct it, or say `iso = false`"),
        (_, false, true) => format!("ISO 3166 gives {written:?} to a country: choose another code, or remove `iso = false`"),
    };
    Err(origin.error(code.span(), message))
}

fn check_slug(origin: Origin<'_>, key: &Spanned<String>) -> Result<(), OntologyError> {
    let fine = key.get_ref().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fine {
        return Ok(());
    }
    Err(origin.error(key.span(), format!("the key {:?} has other signs than small letters, digits and hyphens", key.get_ref())))
}

/// A form without what spellings differ in: white space, a leading "the", a possessive ending, dots, diacritics, hyphens, the sort of
/// apostrophe, and the case of the Arabic article. Case stays.
fn fold(surface: &str) -> String {
    let plain: String = surface.chars().filter_map(plain_letter).collect();
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    if words.len() > 1 && words[0].eq_ignore_ascii_case("the") {
        words.remove(0);
    }
    if words.len() > 1 && matches!(words[words.len() - 1], "'s" | "'S" | "'") {
        words.pop();
    }
    if words.len() > 1 && words[0] == "Al" {
        words[0] = "al";
    }
    let joined = words.join(" ");
    let possessive = ["'s", "'S", "'"].iter().find_map(|ending| joined.strip_suffix(ending));
    possessive.filter(|stem| !stem.is_empty()).unwrap_or(&joined).to_string()
}

/// The letter without its mark; `None` for a sign that does not count.
fn plain_letter(letter: char) -> Option<char> {
    Some(match letter {
        '.' | '\u{AD}' | '\u{200B}' => return None,
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => '\'',
        '-' | '‐' | '‑' | '–' | '_' => ' ',
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
        'Á' | 'À' | 'Â' | 'Ä' | 'Ã' | 'Å' | 'Ā' => 'A',
        'é' | 'è' | 'ê' | 'ë' | 'ē' => 'e',
        'É' | 'È' | 'Ê' | 'Ë' | 'Ē' => 'E',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'Í' | 'Ì' | 'Î' | 'Ï' | 'Ī' | 'İ' => 'I',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' => 'o',
        'Ó' | 'Ò' | 'Ô' | 'Ö' | 'Õ' | 'Ø' | 'Ō' => 'O',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'Ú' | 'Ù' | 'Û' | 'Ü' | 'Ū' => 'U',
        'ç' | 'ć' | 'č' => 'c',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ñ' | 'ń' => 'n',
        'Ñ' => 'N',
        'š' | 'ş' | 'ś' => 's',
        'Š' | 'Ş' | 'Ś' => 'S',
        'ž' | 'ź' | 'ż' => 'z',
        'Ž' | 'Ż' => 'Z',
        'ğ' => 'g',
        'ł' => 'l',
        'Ł' => 'L',
        'ý' => 'y',
        other => other,
    })
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
