//! One actor, one node: who is the same across the annotated articles and the first reports, built as one graph.
//!
//! `cargo test --test resolution -- --nocapture` prints the figures. Without the shared data the tests skip with a message.

mod treebank;

use dateline::graph::{Claimed, Passage, disputes};
use dateline::model::{
    Article, Claims, Entity, EntityId, EntityKind, EntityPart, Held, Knowledge, LocalEntity, RelationProperty, name_key,
};
use dateline::pipeline::{self, Engine};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZeroUsize;
use treebank::shared;

const REFERENTS: &str = include_str!("resolution/referents.tsv");

/// An annotated article, and the names that its annotator gave each of those it speaks of, the first being what it is called.
struct Annotated {
    article: Article,
    entities: Vec<Vec<String>>,
}

/// The articles of a file of the shared data. `None`, with a message, where it is absent.
fn annotated(file: &str) -> Option<Vec<Annotated>> {
    let path = shared().join(file);
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: no {} (set DATELINE_SHARED to the folder that holds it)", path.display());
        return None;
    };
    let article = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| record[key].as_str().map(str::to_owned);
        let names = |entity: &Value| {
            let others = entity["names"].as_array().unwrap().iter();
            [&entity["name"]].into_iter().chain(others).map(|name| name.as_str().unwrap().to_owned()).collect()
        };
        Annotated {
            article: Article {
                id: text("id").unwrap(),
                url: None,
                publisher: text("publisher"),
                title: text("title"),
                published: text("published").map(|day| day.parse().unwrap()),
                text: text("text").unwrap(),
            },
            entities: record["entities"].as_array().unwrap().iter().map(names).collect(),
        }
    };
    Some(text.lines().map(article).collect())
}

/// Articles with what was read out of them.
type Read = Vec<(Article, Claims)>;

fn read(articles: impl Iterator<Item = Article>) -> Read {
    let mut engine = Engine::embedded();
    articles.map(|article| engine.read(article)).map(|read| (read.article, read.claims)).collect()
}

/// The dev articles and the first reports, with what was read out of them.
fn twelve() -> Option<(Vec<Annotated>, Read)> {
    let mut all = annotated("gold/dev.jsonl")?;
    all.extend(annotated("gold/seeds.jsonl")?);
    let read = read(all.iter().map(|annotated| annotated.article.clone()));
    Some((all, read))
}

/// For each of the annotator's entities, by article and name, the node that it is in the graph: the one of the article that shares the
/// most names with it, each taken once.
fn nodes(annotated: &[Annotated], read: &[(Article, Claims)], knowledge: &Knowledge) -> BTreeMap<(String, String), EntityId> {
    let mut nodes = BTreeMap::new();
    for (annotated, (article, claims)) in annotated.iter().zip(read) {
        let keys = |names: &[String]| names.iter().map(|name| name_key(name)).collect::<BTreeSet<_>>();
        let mut pairs = Vec::new();
        for (gold, names) in annotated.entities.iter().enumerate() {
            for (found, local) in claims.entities.iter().enumerate() {
                let (wanted, had) = (keys(names), keys(&[&local.names[..], std::slice::from_ref(&local.name)].concat()));
                let shared = wanted.intersection(&had).count();
                let same_name = name_key(&names[0]) == name_key(&local.name);
                if shared > 0 {
                    let share = 1000 * shared / wanted.union(&had).count();
                    pairs.push((std::cmp::Reverse(share + 1000 * usize::from(same_name)), found, gold));
                }
            }
        }
        pairs.sort();
        let (mut used, mut taken) = (BTreeSet::new(), BTreeSet::new());
        for (_, found, gold) in pairs {
            if !used.contains(&found) && taken.insert(gold) {
                used.insert(found);
                let node = node_of(knowledge, &article.id, &claims.entities[found]);
                nodes.insert((article.id.clone(), annotated.entities[gold][0].clone()), node);
            }
        }
    }
    nodes
}

/// The node of an article's entity: that of its entry of the ontology, or the one with a part of its name there.
fn node_of(knowledge: &Knowledge, article: &str, local: &LocalEntity) -> EntityId {
    let is_here = |part: &EntityPart| part.articles.iter().any(|id| id == article);
    let has_part = |entity: &&Entity| entity.parts.iter().any(|part| is_here(part) && name_key(&part.name) == name_key(&local.name));
    let has_name = |entity: &&Entity| {
        let called_so = entity.other_names.iter().chain([&entity.name]).any(|name| name_key(name) == name_key(&local.name));
        called_so && entity.parts.iter().any(is_here)
    };
    let of_kind = || knowledge.entities.iter().filter(|entity| entity.kind == local.kind);
    let node = match &local.known_as {
        Some(key) => knowledge.entities.iter().find(|entity| entity.known_as.as_ref() == Some(key)),
        None => of_kind().find(has_part).or_else(|| of_kind().find(has_name)),
    };
    node.unwrap_or_else(|| panic!("{article}: {} is no node", local.name)).id.clone()
}

#[test]
fn who_is_the_same_across_articles() {
    let Some((annotated, read)) = twelve() else { return };
    let knowledge = pipeline::knowledge(read.clone(), &[]);
    let nodes = nodes(&annotated, &read, &knowledge);
    let referents: Vec<(&str, (String, String))> = REFERENTS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap();
            (cell(), (cell().to_owned(), cell().to_owned()))
        })
        .collect();
    let (mut right, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
    for (place, (one, here)) in referents.iter().enumerate() {
        for (other, there) in referents[place + 1..].iter().filter(|(_, there)| there.0 != here.0) {
            let joined = nodes.get(here).zip(nodes.get(there)).is_some_and(|(here, there)| here == there);
            match (one == other, joined) {
                (true, true) => right += 1,
                (true, false) => missed.push(format!("{one}: {} and {}", here.0, there.0)),
                (false, true) => wrong.push(format!("{one} of {} is not {other} of {}", here.0, there.0)),
                (false, false) => {}
            }
        }
    }
    let rate = |others: usize| 100.0 * right as f64 / (right + others).max(1) as f64;
    let (precision, recall) = (rate(wrong.len()), rate(missed.len()));
    println!(
        "pairs of one referent: precision {precision:.1}, recall {recall:.1} ({right} right, {} wrong, {} missed)",
        wrong.len(),
        missed.len()
    );
    wrong.iter().for_each(|pair| println!("  wrong: {pair}"));
    missed.iter().for_each(|pair| println!("  missed: {pair}"));
    assert!(precision >= 98.0 && recall >= 90.0, "precision {precision:.1} (98), recall {recall:.1} (90)");
}

#[test]
fn the_first_reports_have_one_russia_one_zelenskyy_and_two_kyivs() {
    let Some(reports) = annotated("gold/seeds.jsonl") else { return };
    let knowledge = pipeline::knowledge(read(reports.into_iter().map(|report| report.article)), &[]);
    let called = |name: &str| -> Vec<_> {
        let is = |entity: &&Entity| entity.other_names.iter().chain([&entity.name]).any(|other| name_key(other) == name_key(name));
        knowledge.entities.iter().filter(is).collect()
    };
    for name in ["Russia", "Kremlin", "Volodymyr Zelenskyy", "Ukraine"] {
        assert_eq!(called(name).len(), 1, "{name}: {:?}", called(name).iter().map(|e| &e.id).collect::<Vec<_>>());
    }
    let russia = called("Russia")[0];
    assert!(called("Kremlin")[0].id == russia.id && called("Moscow").iter().any(|entity| entity.id == russia.id));
    let ukraine = called("Ukraine")[0];
    let city = called("Kyiv").into_iter().find(|entity| entity.id != ukraine.id).expect("Kyiv is a city as well");
    assert_eq!((city.kind, called("Kyiv").len()), (EntityKind::Place, 2));
    let cavusoglu = called("Mevlut Cavusoglu")[0];
    let turkey = called("Turkey")[0];
    let office = knowledge.relations.iter().find(|relation| {
        relation.subject == cavusoglu.id
            && relation.property == RelationProperty::HoldsOffice
            && relation.object == Held::Words("foreign minister".into())
            && relation.of.as_ref() == Some(&turkey.id)
    });
    assert!(office.expect("he is Lavrov's counterpart").support.iter().all(|stating| stating.inferred));
}

/// Numbers from a seed, the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn knowledge_depends_on_the_set_of_articles_alone() {
    let Some((_, read)) = twelve() else { return };
    let whole = pipeline::knowledge(read.clone(), &[]);
    let mut numbers = Numbers(7);
    for _ in 0..20 {
        let mut shuffled = read.clone();
        (1..shuffled.len()).for_each(|at| shuffled.swap(at, numbers.below(at + 1)));
        assert_eq!(pipeline::knowledge(shuffled.clone(), &[]), whole);
        // What is left out is as if never read, in whatever order the rest came.
        let kept = 1 + numbers.below(shuffled.len() - 1);
        let mut part = shuffled[..kept].to_vec();
        let first = pipeline::knowledge(part.clone(), &[]);
        part.reverse();
        assert_eq!(pipeline::knowledge(part, &[]), first);
        assert!(
            first
                .entities
                .iter()
                .flat_map(|entity| &entity.parts)
                .flat_map(|part| &part.articles)
                .all(|id| shuffled[..kept].iter().any(|(article, _)| article.id == *id))
        );
    }
}

#[test]
fn threads_do_not_matter() {
    let Some(all) = annotated("gold/seeds.jsonl") else { return };
    let articles = || all.iter().map(|annotated| Ok(annotated.article.clone())).collect::<Vec<_>>().into_iter();
    let engine = Engine::embedded();
    let built = |threads| pipeline::build(articles(), &engine, NonZeroUsize::new(threads).unwrap(), |_, _| {}).0;
    assert_eq!(built(1), built(4));
}

#[test]
fn everything_is_explained_and_nothing_is_without_a_source() {
    let Some((_, read)) = twelve() else { return };
    let knowledge = pipeline::knowledge(read, &[]);
    let articles: BTreeMap<&str, &Article> = knowledge.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    for entity in &knowledge.entities {
        assert!(entity.parts[0].joined.is_none() && entity.parts[0].id == entity.id);
        let ids: BTreeSet<&EntityId> = entity.parts.iter().map(|part| &part.id).collect();
        for part in &entity.parts {
            assert!(!part.articles.is_empty(), "{} is spoken of nowhere", part.id);
            assert!(
                part.id == entity.id || part.joined.as_ref().is_some_and(|join| ids.contains(&join.with)),
                "{} is joined without a reason",
                part.id
            );
        }
    }
    let told = knowledge.events.iter().map(|event| (&event.id, event.support.len(), event.origins));
    for (id, tellings, origins) in told {
        assert!((1..=tellings).contains(&origins), "{id}: {origins} origins of {tellings} tellings");
    }
    assert!(knowledge.statements.iter().all(|statement| !statement.support.is_empty()));
    for provenance in knowledge.events.iter().flat_map(|event| &event.support) {
        assert!(!provenance.evidence.of(&articles[provenance.article.as_str()].text).is_empty());
    }
    assert!(knowledge.relations.iter().all(|relation| !relation.support.is_empty()));
}

#[test]
fn the_first_reports_are_in_dispute_over_talks() {
    let Some(reports) = annotated("gold/seeds.jsonl") else { return };
    let knowledge = pipeline::knowledge(read(reports.into_iter().map(|report| report.article)), &[]);
    let all = disputes(&knowledge, Some("Ukraine"));
    let says = |claimed: &Claimed, claim: &str, sentence: &str| match &claimed.passage {
        Passage::Telling(telling) => claimed.sentence.starts_with(claim) && telling.quote.contains(sentence),
        Passage::Stating { .. } => false,
    };
    let refusal = |claimed: &Claimed| says(claimed, "Ukraine", "refused to negotiate") || says(claimed, "Ukraine", "Ukraine rejected");
    let ready = |claimed: &Claimed| says(claimed, "Ukraine held talks with", "Kyiv is ready for talks");
    let found = all.iter().find(|dispute| {
        [(&dispute.one, &dispute.other), (&dispute.other, &dispute.one)].iter().any(|(one, other)| refusal(one) && ready(other))
    });
    assert!(found.is_some(), "{}", all.iter().map(|dispute| dispute.to_string()).collect::<String>());
}
