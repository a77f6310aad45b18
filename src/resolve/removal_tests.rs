//! What holds of any articles and any decisions: taking articles out equals never having read them, no order shows, nothing is lost or
//! joined without a reason, and what was parted stays apart. On articles made up of few names, so that surnames, namesakes, spellings,
//! abbreviations and entries of the ontology clash.

use super::cast::Cast;
use super::*;
use crate::model::fixture::Report;
use crate::model::{EntityKind, EntityPart, EventType, Judgement};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers from a seed, the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn of<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        (1..items.len()).for_each(|at| items.swap(at, self.below(at + 1)));
    }
}

const GIVEN: &[&str] = &["John", "Ann", "Volodymyr", "Sergei", "Sergey"];
const MIDDLE: &[&str] = &["", "", "", " Javad", " Howard"];
const SURNAMES: &[&str] = &["Smith", "Zelensky", "Zelenskyy", "Bush", "Lavrov", "von der Leyen"];
const BODIES: &[&str] = &["World Health Organization|WHO", "WHO", "Western Harbour Office|WHO", "Defence Ministry", "Bush"];
const COUNTRIES: &[&str] = &["country:US", "country:GB", "country:UA"];
const KNOWN: &[(&str, EntityKind, &str)] = &[
    ("country:UA", EntityKind::Place, "Ukraine|Kyiv"),
    ("city:kyiv", EntityKind::Place, "Kyiv"),
    ("person:zelenskyy", EntityKind::Person, "Volodymyr Zelenskyy|Zelenskyy"),
    ("org:who", EntityKind::Organization, "World Health Organization|WHO"),
];

fn article(at: usize, numbers: &mut Numbers) -> (Article, Claims) {
    let mut report = Report::new(&format!("a{at}"), ["Wire", "Daily"][numbers.below(2)], "2022-02-24");
    let mut names = Vec::new();
    for _ in 0..2 + numbers.below(4) {
        let name = match numbers.below(10) {
            0..4 => format!("{}{} {}", numbers.of(GIVEN), numbers.of(MIDDLE), numbers.of(SURNAMES)),
            4..6 => (*numbers.of(SURNAMES)).to_owned(),
            6 => (*numbers.of(BODIES)).to_owned(),
            7 => {
                let (key, kind, written) = numbers.of(KNOWN);
                report.known(key, *kind, &written.split('|').collect::<Vec<_>>());
                names.push(written.split('|').next().unwrap_or(written).to_owned());
                continue;
            }
            8 => {
                report.entity(EntityKind::Place, &[["Kyiv", "Smith"][numbers.below(2)]]);
                continue;
            }
            _ => {
                report.unnamed(EntityKind::Group, "protesters");
                continue;
            }
        };
        let kind = if BODIES.contains(&name.as_str()) { EntityKind::Organization } else { EntityKind::Person };
        report.entity(kind, &name.split('|').collect::<Vec<_>>());
        if numbers.below(3) == 0 {
            report.of_country(numbers.of::<&str>(COUNTRIES));
        }
        names.push(name.split('|').next().unwrap_or(&name).to_owned());
    }
    for pair in names.windows(2) {
        let (one, other) = (&pair[0], &pair[1]);
        let day = ["2022-02-23", "2022-02-24"][numbers.below(2)];
        report.sentence(&format!("{one} attacked {other} that day."));
        let claim = report.claim(EventType::Assault, "attacked", "attacked").agent(one).recipient(other);
        let claim = if numbers.below(2) == 0 { claim.day(day, "that day") } else { claim };
        if numbers.below(4) == 0 { claim.denied().said_by(&[other], "said").add() } else { claim.add() }
    }
    report.build()
}

/// Decisions on parts of these articles, some on what one article says of a part.
fn decisions(articles: &[(Article, Claims)], numbers: &mut Numbers) -> Vec<Decision> {
    let parts: Vec<EntityPart> = resolve(articles.to_vec(), &[]).entities.into_iter().flat_map(|entity| entity.parts).collect();
    let side = |numbers: &mut Numbers| {
        let part = numbers.of(&parts);
        match numbers.below(4) {
            0 => format!("{}@{}", part.id, numbers.of(&part.articles)),
            _ => part.id.clone(),
        }
    };
    let decision = |numbers: &mut Numbers| Decision {
        judgement: *numbers.of(Judgement::ALL),
        one: side(numbers),
        other: side(numbers),
        who: None,
        why: None,
        on: None,
    };
    let mut all: Vec<Decision> = (0..numbers.below(30)).map(|_| decision(numbers)).collect();
    // Some are taken up again, with another judgement.
    for again in all.clone().into_iter().step_by(4) {
        all.push(Decision { judgement: *numbers.of(Judgement::ALL), one: again.other, other: again.one, ..again });
    }
    all
}

#[test]
fn of_any_articles_and_decisions_the_same_holds() {
    let mut numbers = Numbers(11);
    for round in 0..200 {
        let all: Vec<(Article, Claims)> = (0..40).map(|at| article(at, &mut numbers)).collect();
        let decisions = decisions(&all, &mut numbers);
        let kept: Vec<bool> = all.iter().map(|_| numbers.below(3) > 0).collect();
        let alone: Vec<(Article, Claims)> = all.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(article, _)| article.clone()).collect();
        let expect = resolve(alone.clone(), &decisions);
        let mut shuffled = all.clone();
        numbers.shuffle(&mut shuffled);
        check(&all, &resolve(shuffled.clone(), &decisions), &decisions, round);
        // What is taken out is as if never read.
        let taken_out: BTreeSet<&str> =
            all.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|((article, _), _)| article.id.as_str()).collect();
        shuffled.retain(|(article, _)| !taken_out.contains(article.id.as_str()));
        assert_eq!(resolve(shuffled, &decisions), expect, "round {round}");
        check(&alone, &expect, &decisions, round);
    }
}

#[track_caller]
fn check(articles: &[(Article, Claims)], knowledge: &Knowledge, decisions: &[Decision], round: usize) {
    let mut entity_of: BTreeMap<&str, &str> = BTreeMap::new();
    let mut spoken = BTreeSet::new();
    for entity in &knowledge.entities {
        assert_eq!((&entity.parts[0].id, &entity.parts[0].joined), (&entity.id, &None), "round {round}");
        let ids: BTreeSet<&str> = entity.parts.iter().map(|part| part.id.as_str()).collect();
        for (at, part) in entity.parts.iter().enumerate() {
            assert_eq!(entity_of.insert(&part.id, &entity.id), None, "round {round}: {} is in two entities", part.id);
            let with = part.joined.as_ref().map(|join| join.with.as_str());
            let explained = with.is_some_and(|with| ids.contains(with) && with != part.id);
            assert!(at == 0 || explained, "round {round}: {} is joined without a reason", part.id);
            assert!(part.articles.is_sorted() && !part.articles.is_empty(), "round {round}: {}", part.id);
            spoken.extend(part.articles.iter().map(String::as_str));
        }
        for candidate in &entity.candidates {
            assert!(!ids.contains(candidate.id.as_str()), "round {round}: {} is its own candidate", entity.id);
        }
    }
    let of_articles: BTreeSet<&str> = articles.iter().map(|(article, _)| article.id.as_str()).collect();
    assert_eq!(spoken, of_articles, "round {round}");
    for entity in &knowledge.entities {
        assert!(entity.candidates.iter().all(|candidate| entity_of.contains_key(candidate.id.as_str())), "round {round}");
    }
    let mut sorted = articles.to_vec();
    sorted.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    let cast = Cast::of(&sorted, decisions);
    let ids = cast.ids();
    let mut last = BTreeMap::new();
    for decision in decisions {
        if let Some((&one, &other)) = ids.get(decision.one.as_str()).zip(ids.get(decision.other.as_str())) {
            last.insert((one.min(other), one.max(other)), decision.judgement);
        }
    }
    let nothing_parted = last.values().all(|judgement| *judgement == Judgement::Same);
    for ((one, other), judgement) in last.into_iter().filter(|((one, other), _)| one != other) {
        let (one, other) = (cast.parts[one].id.as_str(), cast.parts[other].id.as_str());
        let together = entity_of[one] == entity_of[other];
        match judgement {
            Judgement::Same => assert!(together || !nothing_parted, "round {round}: {one} and {other} were decided to be one"),
            Judgement::NotSame | Judgement::Unsure => assert!(!together, "round {round}: {one} and {other} were parted"),
        }
    }
}
