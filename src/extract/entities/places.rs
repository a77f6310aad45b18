//! Which city of the world a place of the article is.
//!
//! Takes the entities once all names are gathered, and gives a place that the names of countries do not know the key of a city, if its
//! name can mean only one, if the text says of which country or region it is, or if one is much larger than the others. What stays
//! unclear stays without a key. Knows nothing of events and of what refers back.

use super::Entities;
use crate::model::{EntityIndex, EntityKind, EntityMention, MentionForm, NameKind, Span, Token, TokenIndex, UPos, spelling_key};
use crate::ontology::{Place, Sense, place_key};
use std::collections::BTreeSet;

// What speaks for a city, in powers of ten. Beside its inhabitants count the names that it has in the world's languages: what news
// speaks of far from home, as Geneva or Vancouver, has many.
/// The text speaks of its country.
const COUNTRY_NAMED: f64 = 1.0;
/// The text names its region: "a town in Illinois".
const REGION_NAMED: f64 = 1.5;
/// The region or country stands with the name: "Gomel, Belarus".
const STANDS_WITH_IT: f64 = 4.0;
/// The table calls it so only among its variants, which are of many languages.
const BY_VARIANT: f64 = -0.7;
/// How much likelier than the next a city must be.
const CLEARLY: f64 = 0.5;
/// Where nothing in the text speaks for a town, it may as well be a village, a river or a hill of the same name, unless it is so large,
/// or has so many names; less is enough where the table has no other of that name.
const LARGE: u64 = 500_000;
const MANY_NAMES: usize = 20;
const LARGE_ALONE: u64 = 100_000;
const MANY_NAMES_ALONE: usize = 10;

/// How many words behind a name may still describe where it lies: "in the far north of Illinois".
const DESCRIBED: usize = 6;

/// What the article says that may tell one city from another.
struct Evidence {
    /// The ontology's keys of the countries that it speaks of.
    countries: BTreeSet<String>,
    /// The keys of the names of its places.
    places: BTreeSet<String>,
}

impl Entities<'_> {
    /// Gives cities their keys.
    pub(super) fn link_cities(&mut self) {
        let evidence = self.evidence();
        for entity in 0..self.drafts.len() {
            let draft = &self.drafts[entity];
            if draft.kind == Some(EntityKind::Place) && draft.named && draft.known_as.is_none() {
                self.drafts[entity].known_as = self.city(entity, &evidence);
            }
        }
    }

    fn evidence(&self) -> Evidence {
        let countries = self.by_key.keys().filter(|key| key.starts_with("country:")).cloned();
        let homes = self.drafts.iter().filter(|draft| draft.known_as.as_deref().is_some_and(|key| key.starts_with("territory:")));
        let homes = homes.filter_map(|draft| draft.country.clone());
        let places = self.drafts.iter().filter(|draft| draft.kind == Some(EntityKind::Place));
        Evidence { countries: countries.chain(homes).collect(), places: places.map(|draft| place_key(&draft.name)).collect() }
    }

    /// The key of the city that an entity is.
    fn city(&self, entity: EntityIndex, evidence: &Evidence) -> Option<String> {
        let draft = &self.drafts[entity];
        let mut cities = self.ontology.places.named(&draft.name);
        if cities.is_empty() {
            return None;
        }
        let heads: Vec<&EntityMention> = self.names_of(entity).collect();
        if !heads.is_empty() && heads.iter().all(|mention| self.names_a_region(mention)) {
            return None;
        }
        let name = place_key(&draft.name);
        let country = draft.capital_of.as_ref().or(draft.country.as_ref()).filter(|country| country.starts_with("country:"));
        if let Some(country) = country {
            cities.retain(|city| city.country == *country);
            // New Delhi is called Delhi, too; where both are at hand, the name of its own goes first.
            let own = cities.iter().any(|city| place_key(city.name) == name);
            cities.retain(|city| !own || place_key(city.name) == name);
        }
        let beside: Vec<String> = heads.iter().filter_map(|mention| self.said_behind(mention.tokens)).collect();
        let candidate = |city: &Place<'_>| Candidate {
            is_called_so: place_key(city.name) == name || consonants(city.name) == consonants(&name),
            gives_its_region_the_name: city.region.is_some_and(|region| place_key(region) == name),
            stands_with_it: beside.iter().any(|said| lies_in(city, said)),
            region_named: city.region.map(place_key).is_some_and(|region| region != name && evidence.places.contains(&region)),
            country_is_its_own: country.is_some(),
            country_named: evidence.countries.contains(&city.country),
        };
        // "Florida" is a region first: a town of another region that is called so must be told to be meant.
        let of_another_region = self.ontology.places.is_region(&name) && draft.capital_of.is_none();
        likeliest(cities.iter().map(|city| (city, candidate(city))).collect(), of_another_region).map(|city| city.key.clone())
    }

    /// The mentions by name of an entity.
    fn names_of(&self, entity: EntityIndex) -> impl Iterator<Item = &EntityMention> {
        let names = self.tree.document.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        names.filter(move |mention| self.of_token[mention.head] == Some(entity))
    }

    /// "The Gomel region": the land around a city, called after it.
    fn names_a_region(&self, mention: &EntityMention) -> bool {
        let next = mention.tokens.range().end;
        let here = next < self.tree.len() && self.tree.sentence(next) == self.tree.sentence(mention.head);
        here && self.ontology.nouns.is_around_a_town(self.tree.form(next))
    }

    /// Whether what stands behind a capital's name says that another place of that name is meant: "Tripoli, Lebanon"; "Paris, Texas".
    pub(super) fn is_elsewhere(&self, name: Span<Token>, country: &str) -> bool {
        let Some(said) = self.said_behind(name).filter(|said| said != country) else { return false };
        let surface = self.tree.document.bytes(name).of(self.tree.text);
        self.ontology.places.named(surface).iter().any(|city| city.country != country && lies_in(city, &said))
    }

    /// Whether nothing hangs on a name that would make it begin anew: "in Ottawa, US officials said" does not say where Ottawa is.
    fn closes(&self, name: Span<Token>) -> bool {
        let next = name.range().end;
        let ends = next >= self.tree.len() || self.tree.sentence(next) != self.tree.sentence(name.range().start);
        ends || matches!(self.tree.upos(next), UPos::Punct | UPos::Adp | UPos::Adv)
    }

    /// What a name of a place has behind it that says where that is: the key of a country, or of the name of a region. "Gomel, Belarus";
    /// "Gomel, in southern Belarus"; "Gomel in Belarus".
    fn said_behind(&self, name: Span<Token>) -> Option<String> {
        let tree = self.tree;
        let sentence = tree.sentence(name.range().start);
        let here = |token: TokenIndex| token < tree.len() && tree.sentence(token) == sentence;
        let mut token = name.range().end;
        let comma = here(token) && tree.form(token) == ",";
        token += usize::from(comma);
        let inside = here(token) && tree.form(token) == "in";
        token += usize::from(inside);
        while inside && token < name.range().end + DESCRIBED && here(token) && !tree.is_capitalised(token) {
            token += 1;
        }
        if !comma && !inside {
            return None;
        }
        let mention = tree.document.mentions.iter().find(|m| m.tokens.range().start == token && m.form == MentionForm::Name)?;
        let surface = tree.document.bytes(mention.tokens).of(tree.text);
        match self.ontology.names.lookup(surface) {
            Some(known) if known.sense == Sense::Name => known.key.starts_with("country:").then(|| known.key.to_owned()),
            Some(_) => None,
            None => (mention.kind == NameKind::Place && here(token)).then(|| place_key(surface)),
        }
        .filter(|_| self.closes(mention.tokens))
    }
}

/// The one of several cities that is clearly likelier than the others.
fn likeliest<'p>(candidates: Vec<(&'p Place<'p>, Candidate)>, of_another_region: bool) -> Option<&'p Place<'p>> {
    let alone = candidates.len() == 1;
    let own = candidates.iter().any(|(_, candidate)| candidate.is_called_so);
    let fits = |city: &Place<'_>, candidate: &Candidate| match () {
        () if candidate.stands_with_it || candidate.gives_its_region_the_name => true,
        () if of_another_region => false,
        () if candidate.is_called_so => true,
        // A small town that is called so in some language only: "Africa" for Mahdia.
        () => !(own && candidate.is_unspoken()) && (candidate.country_is_its_own || city.population >= LARGE_ALONE),
    };
    let likely = candidates.iter().filter(|(city, candidate)| candidate.may_be_meant(city, alone) && fits(city, candidate));
    let mut likely: Vec<(f64, &Place<'_>)> = likely.map(|(city, candidate)| (candidate.likelihood(city), *city)).collect();
    likely.sort_by(|one, other| other.0.total_cmp(&one.0));
    let clear = likely.len() == 1 || likely.len() > 1 && likely[0].0 - likely[1].0 >= CLEARLY;
    clear.then(|| likely[0].1)
}

/// What the spellings of one name have in common, whatever vowels they are written with: Kiev and Kyiv, Sheikhoun and Shaykhun.
fn consonants(name: &str) -> String {
    spelling_key(name).chars().filter(|letter| !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'h' | ' ')).collect()
}

/// What the text says of a city that a name may mean.
struct Candidate {
    /// The name is the one that the table gives it first.
    is_called_so: bool,
    /// "Gomel", the town of the Gomel region.
    gives_its_region_the_name: bool,
    stands_with_it: bool,
    region_named: bool,
    /// The text says that the place is this country's, and not only names the country.
    country_is_its_own: bool,
    country_named: bool,
}

impl Candidate {
    fn is_unspoken(&self) -> bool {
        !self.stands_with_it && !self.region_named && !self.country_named && !self.country_is_its_own
    }

    fn may_be_meant(&self, city: &Place<'_>, alone: bool) -> bool {
        let (large, many) = if alone { (LARGE_ALONE, MANY_NAMES_ALONE) } else { (LARGE, MANY_NAMES) };
        !self.is_unspoken() || city.population >= large || city.names >= many
    }

    /// In powers of ten.
    fn likelihood(&self, city: &Place<'_>) -> f64 {
        let counted = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
        (city.population.max(1) as f64).log10()
            + (city.names as f64).log10()
            + counted(self.stands_with_it, STANDS_WITH_IT)
            + counted(self.region_named, REGION_NAMED)
            + counted(self.country_named || self.country_is_its_own, COUNTRY_NAMED)
            + counted(!self.is_called_so, BY_VARIANT)
    }
}

/// Whether a city lies in what a text says: the key of a country, or of a region's name.
fn lies_in(city: &Place<'_>, said: &str) -> bool {
    city.country == said || city.region.is_some_and(|region| place_key(region) == said)
}
