//! Everybody and everything that the articles speak of, grouped by what the articles call it: the parts that entities are joined of.
//!
//! One entry of the ontology is one part; so is one name of one kind, unless those who bear it belong to different countries and
//! share no company: then they are namesakes, a part for each country. A person known only by a surname is a part for each person
//! that [`surnames`](super::surnames) finds behind it. What has no name of its own is a part of its article.

use super::identity;
use super::surnames::{self, Shorts};
use crate::model::{Article, Claims, Decision, EntityId, EntityIndex, EntityKind, LocalEntity, RelationObject, RelationProperty, name_key};
use std::collections::{BTreeMap, BTreeSet};

/// The place of a part in [`Cast::parts`].
pub(super) type PartIndex = usize;

/// What one article says under one name.
#[derive(Clone, Copy)]
pub(super) struct Spoken<'a> {
    pub article: usize,
    pub entity: EntityIndex,
    pub local: &'a LocalEntity,
}

pub(super) struct Part<'a> {
    pub key: String,
    pub id: EntityId,
    pub kind: EntityKind,
    /// Whether others of its name are told to belong to another country.
    pub namesake: bool,
    /// In the order of the articles; never empty.
    pub spoken: Vec<Spoken<'a>>,
    /// The keys of all names.
    pub names: BTreeSet<String>,
    pub traits: Traits,
}

/// What articles tell of somebody, to compare him by.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Traits {
    /// The ontology's keys of countries.
    pub homes: BTreeSet<String>,
    /// Titles with what they are of: "mayor" of "london".
    pub offices: BTreeSet<(String, String)>,
    /// The people and bodies that are named in the same articles, and the places; numbers of [`Cast`]'s names.
    pub company: BTreeSet<usize>,
    pub places: BTreeSet<usize>,
}

pub(super) struct Cast<'a> {
    /// In the order of their keys.
    pub parts: Vec<Part<'a>>,
    /// The part of each article's entities.
    pub of: Vec<Vec<PartIndex>>,
    /// Surnames that several people may bear, or the only one who is not to be seen with those of the article.
    pub unresolved: Vec<surnames::Unresolved>,
    /// Surnames whose bearer was found.
    pub resolved: Vec<surnames::Resolved>,
    /// What decisions took out of a part, by the id that they write: the key of the part that it became.
    carved: BTreeMap<String, String>,
    company: Company<'a>,
}

impl<'a> Cast<'a> {
    pub fn of(articles: &'a [(Article, Claims)], decisions: &[Decision]) -> Self {
        let company = Company::of(articles);
        let mut keyed: BTreeMap<String, Vec<Spoken>> = BTreeMap::new();
        let mut shorts = Shorts::default();
        for (article, (source, claims)) in articles.iter().enumerate() {
            for (entity, local) in claims.entities.iter().enumerate() {
                let spoken = Spoken { article, entity, local };
                let key = canonical_key(source, entity, local);
                match surnames::is_short(local) {
                    true => shorts.add(spoken, &key),
                    false => keyed.entry(key).or_default().push(spoken),
                }
            }
        }
        let mut parts: Vec<Part> = keyed.into_iter().flat_map(|(key, spoken)| namesakes(key, spoken, &company)).collect();
        let found = surnames::find(shorts, &parts, &company);
        parts.extend(found.parts.into_iter().map(|(key, spoken)| company.part(key, spoken)));
        let (mut parts, carved) = carve(parts, decisions, &company);
        parts.sort_by(|one, other| one.key.cmp(&other.key));
        let mut of: Vec<Vec<PartIndex>> = articles.iter().map(|(_, claims)| vec![0; claims.entities.len()]).collect();
        for (index, part) in parts.iter().enumerate() {
            part.spoken.iter().for_each(|spoken| of[spoken.article][spoken.entity] = index);
        }
        Self { parts, of, carved, unresolved: found.unresolved, resolved: found.resolved, company }
    }

    pub fn index_of_key(&self, key: &str) -> Option<PartIndex> {
        self.parts.binary_search_by(|part| part.key.as_str().cmp(key)).ok()
    }

    /// The part that an id of a decision means.
    pub fn ids(&self) -> BTreeMap<&str, PartIndex> {
        let own = self.parts.iter().enumerate().map(|(at, part)| (part.id.as_str(), at));
        let carved = self.carved.iter().filter_map(|(id, key)| Some((id.as_str(), self.index_of_key(key)?)));
        own.chain(carved).collect()
    }

    /// What two have in common, and what tells them apart, in words.
    pub fn compare(&self, one: PartIndex, other: PartIndex) -> (Vec<String>, Vec<String>) {
        self.company.compare(&self.parts[one].traits, &self.parts[other].traits)
    }

    /// How many people and bodies both are named with.
    pub fn shared_company(&self, one: PartIndex, other: PartIndex) -> usize {
        self.parts[one].traits.company.intersection(&self.parts[other].traits.company).count()
    }
}

fn canonical_key(article: &Article, index: EntityIndex, local: &LocalEntity) -> String {
    match &local.known_as {
        Some(entry) => identity::key(&["known", entry]),
        None if local.named => identity::key(&["name", local.kind.as_str(), &name_key(&local.name)]),
        None => identity::key(&["in", &article.id, &index.to_string()]),
    }
}

/// Those of one key: one part, or one for each country where they are namesakes.
fn namesakes<'a>(key: String, spoken: Vec<Spoken<'a>>, company: &Company<'a>) -> Vec<Part<'a>> {
    let first = spoken[0].local;
    let alike = first.known_as.is_some() || !matches!(first.kind, EntityKind::Person | EntityKind::Organization);
    if alike || spoken.len() == 1 {
        return vec![company.part(key, spoken)];
    }
    let (homeless, at_home): (Vec<Spoken>, Vec<Spoken>) = spoken.iter().partition(|one| company.traits(**one).homes.is_empty());
    let mut clusters = clusters(at_home, company);
    if clusters.len() < 2 {
        return vec![company.part(key, spoken)];
    }
    let mut undecided = Vec::new();
    for one in homeless {
        let traits = company.traits(one);
        let shared: Vec<usize> = clusters.iter().map(|(known, _)| known.company.intersection(&traits.company).count()).collect();
        let most = shared.iter().copied().max().unwrap_or(0);
        match surnames::only((0..shared.len()).filter(|&cluster| shared[cluster] == most)).filter(|_| most > 0) {
            Some(cluster) => clusters[cluster].1.push(one),
            None => undecided.push(one),
        }
    }
    let at_home = clusters.into_iter().map(|(traits, members)| {
        let home = traits.homes.first().expect("those without a country make no cluster");
        Part { namesake: true, ..company.part(identity::key(&[&key, "of", home]), members) }
    });
    let mut parts: Vec<Part> = at_home.collect();
    if !undecided.is_empty() {
        parts.push(company.part(key, undecided));
    }
    parts
}

/// Those who share a country, an office or company, each cluster with what is told of it.
fn clusters<'a>(spoken: Vec<Spoken<'a>>, company: &Company<'a>) -> Vec<(Traits, Vec<Spoken<'a>>)> {
    let mut clusters: Vec<(Traits, Vec<Spoken>)> = Vec::new();
    for one in spoken {
        let traits = company.traits(one);
        // Several clusters may fit: then this one shows that they are one.
        let (fitting, rest): (Vec<_>, Vec<_>) = clusters.into_iter().partition(|(known, _)| known.may_be(&traits));
        let mut joined = (traits, vec![one]);
        for (known, mut members) in fitting {
            joined.0.add(known);
            // The fewer move: a name may be met thousands of times.
            if joined.1.len() < members.len() {
                std::mem::swap(&mut joined.1, &mut members);
            }
            joined.1.extend(members);
        }
        clusters = rest;
        clusters.push(joined);
    }
    clusters
}

/// Takes out of each part what decisions say of single articles; gives also the keys of what was taken out, by the decisions' ids.
fn carve<'a>(parts: Vec<Part<'a>>, decisions: &[Decision], company: &Company<'a>) -> (Vec<Part<'a>>, BTreeMap<String, String>) {
    let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (id, article) in decisions.iter().flat_map(|decision| [&decision.one, &decision.other]).filter_map(|id| id.split_once('@')) {
        wanted.entry(id).or_default().insert(article);
    }
    let (mut out, mut carved) = (Vec::new(), BTreeMap::new());
    for mut part in parts {
        let before = part.spoken.len();
        for article in wanted.get(part.id.as_str()).into_iter().flatten() {
            let there = |spoken: &Spoken| company.articles[spoken.article].0.id == *article;
            let (taken, left): (Vec<Spoken>, Vec<Spoken>) = part.spoken.iter().partition(|spoken| there(spoken));
            if taken.is_empty() {
                continue;
            }
            let key = identity::key(&[&part.key, "in", article]);
            carved.insert(format!("{}@{article}", part.id), key.clone());
            out.push(company.part(key, taken));
            part.spoken = left;
        }
        match part.spoken.len() {
            0 => {}
            left if left < before => out.push(company.part(part.key, part.spoken)),
            _ => out.push(part),
        }
    }
    (out, carved)
}

impl Traits {
    /// Whether two bearers of one name are one: they share a country, an office, or somebody whom they are named with.
    fn may_be(&self, other: &Self) -> bool {
        self.shares_home_or_office(other) || self.company.intersection(&other.company).next().is_some()
    }

    pub fn shares_home_or_office(&self, other: &Self) -> bool {
        !self.homes.is_disjoint(&other.homes) || !self.offices.is_disjoint(&other.offices)
    }

    pub fn is_of_another_country(&self, other: &Self) -> bool {
        !self.homes.is_empty() && !other.homes.is_empty() && self.homes.is_disjoint(&other.homes)
    }

    fn add(&mut self, other: Self) {
        unite(&mut self.homes, other.homes);
        unite(&mut self.offices, other.offices);
        unite(&mut self.company, other.company);
        unite(&mut self.places, other.places);
    }
}

/// Adds one set to another. The smaller one moves: a name may be met thousands of times, each time with some others.
fn unite<T: Ord>(set: &mut BTreeSet<T>, mut other: BTreeSet<T>) {
    if set.len() < other.len() {
        std::mem::swap(set, &mut other);
    }
    set.extend(other);
}

/// Who is named in which article, and what the articles tell of each.
pub(super) struct Company<'a> {
    pub articles: &'a [(Article, Claims)],
    names: Vec<&'a str>,
    is_place: Vec<bool>,
    /// For each article, the keys of who is named there.
    of_article: Vec<Vec<usize>>,
    /// For each article and entity, its own key.
    own: Vec<Vec<Option<usize>>>,
}

impl<'a> Company<'a> {
    fn of(articles: &'a [(Article, Claims)]) -> Self {
        let mut keys: BTreeMap<String, usize> = BTreeMap::new();
        let (mut names, mut is_place, mut of_article, mut own) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (article, claims) in articles {
            let mut here = Vec::new();
            for (index, local) in claims.entities.iter().enumerate() {
                let telling = local.named && (local.known_as.is_some() || local.name.contains(' '));
                here.push(telling.then(|| {
                    *keys.entry(canonical_key(article, index, local)).or_insert_with(|| {
                        names.push(local.name.as_str());
                        is_place.push(local.kind == EntityKind::Place);
                        names.len() - 1
                    })
                }));
            }
            of_article.push(here.iter().flatten().copied().collect());
            own.push(here);
        }
        Self { articles, names, is_place, of_article, own }
    }

    pub fn traits(&self, spoken: Spoken<'_>) -> Traits {
        self.traits_of(&[spoken])
    }

    /// What all these places tell together.
    fn traits_of(&self, spoken: &[Spoken<'_>]) -> Traits {
        let mut traits = Traits::default();
        // A set is made at once: one is met in company thousands of times, most of it the same.
        let (mut places, mut company) = (Vec::new(), Vec::new());
        for one in spoken {
            let claims = &self.articles[one.article].1;
            let own = self.own[one.article][one.entity];
            traits.homes.extend(one.local.country.clone());
            let local = |index: EntityIndex| &claims.entities[index];
            for relation in claims.relations.iter().filter(|relation| relation.subject == one.entity && !relation.inferred) {
                match (&relation.object, relation.property) {
                    (RelationObject::Words(title), RelationProperty::HoldsOffice) => {
                        if let Some(of) = relation.of {
                            traits.offices.insert((title.clone(), name_key(&local(of).name)));
                        }
                    }
                    (RelationObject::Entity(country), RelationProperty::Nationality) => {
                        traits.homes.extend(local(*country).known_as.clone())
                    }
                    _ => {}
                }
            }
            let others = self.of_article[one.article].iter().copied().filter(|&key| Some(key) != own);
            others.for_each(|key| if self.is_place[key] { places.push(key) } else { company.push(key) });
        }
        traits.homes.retain(|home| home.starts_with("country:") || home.starts_with("territory:"));
        (traits.places, traits.company) = (places.into_iter().collect(), company.into_iter().collect());
        traits
    }

    /// The part of a key: those who are spoken of under it, in the order of the articles.
    fn part(&self, key: String, mut spoken: Vec<Spoken<'a>>) -> Part<'a> {
        spoken.sort_by_key(|one| (one.article, one.entity));
        let first = spoken[0].local;
        let names = spoken.iter().flat_map(|s| s.local.names.iter().chain([&s.local.name])).map(|name| name_key(name)).collect();
        let readable = match &first.known_as {
            Some(entry) => entry.clone(),
            None if first.named => name_key(&first.name),
            None => first.name.clone(),
        };
        let traits = self.traits_of(&spoken);
        Part { id: identity::id(&readable, &key), kind: first.kind, namesake: false, key, spoken, names, traits }
    }

    /// What speaks for two sets of traits to be one's, and against it.
    pub fn compare(&self, one: &Traits, other: &Traits) -> (Vec<String>, Vec<String>) {
        let (mut evidence, mut against) = (Vec::new(), Vec::new());
        if let Some(home) = one.homes.intersection(&other.homes).next() {
            evidence.push(format!("both belong to {home}"));
        } else if let (Some(here), Some(there)) = (one.homes.first(), other.homes.first()) {
            against.push(format!("one belongs to {here}, the other to {there}"));
        }
        if let Some((title, of)) = one.offices.intersection(&other.offices).next() {
            evidence.push(format!("both are {title} of {of}"));
        }
        let shared = one.company.intersection(&other.company).chain(one.places.intersection(&other.places));
        let shared: Vec<&str> = shared.map(|&key| self.names[key]).collect();
        match shared.len() {
            0 => {}
            1..=3 => evidence.push(format!("both are spoken of with {}", shared.join(", "))),
            more => evidence.push(format!("both are spoken of with {} and {} more", shared[..3].join(", "), more - 3)),
        }
        (evidence, against)
    }
}

impl Part<'_> {
    pub fn is_known(&self) -> bool {
        self.spoken[0].local.known_as.is_some()
    }

    /// Whether it has a name of its own, or is an entry of the ontology.
    pub fn is_named(&self) -> bool {
        self.spoken[0].local.named
    }

    /// The key of the name that all share; of an entry of the ontology any one.
    pub fn full_name(&self) -> String {
        name_key(&self.spoken[0].local.name)
    }
}
