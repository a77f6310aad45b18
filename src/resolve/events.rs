//! Which claims tell of one event.
//!
//! Claims of one type and predicate with the same agents, recipients and topics join within an article unless their times or places
//! exclude each other; across articles only if all of them name the same single day and the same place, or none. Everything else
//! stays apart: two events too many can be joined later, one too few cannot be undone by a reader.

use super::entities::Entities;
use super::identity;
use crate::model::*;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A claim with its participants' global ids.
struct Told<'a> {
    article: &'a str,
    claim: &'a Claim,
    place: Option<&'a EntityId>,
    participants: BTreeSet<(Role, &'a EntityId)>,
    said_by: Vec<EntityId>,
}

/// What claims must share to be about one event.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness<'a> {
    event_type: EventType,
    predicate: &'a str,
    /// Whether it is spoken of as past or going on, be it surely or possibly; a plan and its deed are two.
    happened: bool,
    /// Agents, recipients and topics.
    actors: Vec<(Role, &'a EntityId)>,
    /// Tells claims apart that have no actor to be compared by.
    lone: usize,
}

pub(super) fn join(articles: &[(Article, Claims)], entities: &Entities) -> Vec<Event> {
    let mut events: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for (index, (article, claims)) in articles.iter().enumerate() {
        let mut alike: BTreeMap<Likeness, Vec<Told>> = BTreeMap::new();
        for (number, claim) in claims.claims.iter().enumerate() {
            let told = told(index, &article.id, claim, entities);
            alike.entry(likeness(&told, number)).or_default().push(told);
        }
        for (likeness, group) in alike {
            for mentions in split_by_place(group).into_iter().flat_map(split_by_time) {
                events.entry(canonical_key(&likeness, &mentions)).or_default().extend(mentions);
            }
        }
    }
    let mut list: Vec<Event> = events.iter().map(|(key, mentions)| event(key, mentions)).collect();
    list.sort_by(|one, other| one.id.cmp(&other.id));
    list
}

fn told<'a>(index: usize, article: &'a str, claim: &'a Claim, entities: &'a Entities) -> Told<'a> {
    Told {
        article,
        claim,
        place: claim.place.map(|place| entities.id(index, place)),
        participants: claim.participants.iter().map(|p| (p.role, entities.id(index, p.entity))).collect(),
        said_by: claim.said_by.iter().map(|&speaker| entities.id(index, speaker).clone()).collect(),
    }
}

fn likeness<'a>(told: &Told<'a>, number: usize) -> Likeness<'a> {
    let actors: Vec<(Role, &EntityId)> = told.participants.iter().copied().filter(|(role, _)| *role != Role::Instrument).collect();
    Likeness {
        event_type: told.claim.event_type,
        predicate: &told.claim.predicate,
        happened: matches!(told.claim.modality, Modality::Actual | Modality::Possible),
        lone: if actors.is_empty() { number + 1 } else { 0 },
        actors,
    }
}

/// Keeps claims together unless they name different places; then those without a place stay apart too.
fn split_by_place(group: Vec<Told>) -> Vec<Vec<Told>> {
    let places: BTreeSet<&EntityId> = group.iter().filter_map(|told| told.place).collect();
    if places.len() < 2 {
        return vec![group];
    }
    let mut parts: BTreeMap<Option<&EntityId>, Vec<Told>> = BTreeMap::new();
    for told in group {
        parts.entry(told.place).or_default().push(told);
    }
    parts.into_values().collect()
}

/// Keeps claims together if one day fits all their times; else each range of days goes its own way.
fn split_by_time(group: Vec<Told>) -> Vec<Vec<Told>> {
    let times = || group.iter().filter_map(|told| told.claim.time.as_ref());
    let earliest = times().filter_map(|time| time.earliest).max();
    let latest = times().filter_map(|time| time.latest).min();
    if earliest.zip(latest).is_none_or(|(earliest, latest)| earliest <= latest) {
        return vec![group];
    }
    type Days = (Option<Date>, Option<Date>);
    let mut parts: BTreeMap<Option<Days>, Vec<Told>> = BTreeMap::new();
    for told in group {
        parts.entry(told.claim.time.as_ref().map(|time| (time.earliest, time.latest))).or_default().push(told);
    }
    parts.into_values().collect()
}

/// Equal for mentions in several articles only where all of them name one day.
fn canonical_key(likeness: &Likeness, mentions: &[Told]) -> String {
    let mut parts = vec![
        "event".to_owned(),
        likeness.event_type.as_str().to_owned(),
        likeness.predicate.to_owned(),
        if likeness.happened { "happened" } else { "planned" }.to_owned(),
    ];
    parts.extend(likeness.actors.iter().map(|(role, id)| format!("{}={id}", role.as_str())));
    parts.extend(mentions.iter().find_map(|told| told.place).map(|place| format!("place={place}")));
    let time = narrowest(mentions);
    if let Some(time) = &time {
        parts.push(format!("time={:?}..{:?}", time.earliest, time.latest));
    }
    let one_day = time.is_some_and(|time| time.earliest.is_some() && time.earliest == time.latest);
    if !one_day || likeness.lone > 0 {
        let first = mentions.iter().map(|told| told.claim.trigger).min();
        parts.push(format!("in={}@{first:?}#{}", mentions[0].article, likeness.lone));
    }
    identity::key(&parts)
}

/// The most exact of the times told; of equal ones the first by its words.
fn narrowest(mentions: &[Told]) -> Option<TimeValue> {
    let width = |time: &TimeValue| match (time.earliest, time.latest) {
        (Some(earliest), Some(latest)) => (latest - earliest).get_days(),
        _ => i32::MAX,
    };
    let times = mentions.iter().filter_map(|told| told.claim.time.as_ref());
    times.min_by_key(|time| (width(time), time.earliest, time.granularity, time.words.as_str())).cloned()
}

fn event(key: &str, mentions: &[Told]) -> Event {
    let participants: BTreeSet<(Role, &EntityId)> = mentions.iter().flat_map(|told| told.participants.iter().copied()).collect();
    let participants: Vec<(Role, EntityId)> = participants.into_iter().map(|(role, id)| (role, id.clone())).collect();
    let mut support: Vec<Provenance> = mentions.iter().map(provenance).collect();
    support.sort_by(|one, other| sort_key(one).cmp(&sort_key(other)));
    support.dedup();
    let claim = mentions[0].claim;
    Event {
        id: identity::id(&readable(&claim.predicate, &participants), key),
        event_type: claim.event_type,
        mode: mentions.iter().filter_map(|told| told.claim.mode.clone()).min(),
        predicate: claim.predicate.clone(),
        participants,
        place: mentions.iter().find_map(|told| told.place).cloned(),
        time: narrowest(mentions),
        support,
    }
}

fn readable(predicate: &str, participants: &[(Role, EntityId)]) -> String {
    let first = |wanted: Role| participants.iter().find(|(role, _)| *role == wanted).map_or("", |(_, id)| identity::readable(id));
    let object = if first(Role::Recipient).is_empty() { first(Role::Topic) } else { first(Role::Recipient) };
    format!("{} {predicate} {object}", first(Role::Agent))
}

fn provenance(told: &Told) -> Provenance {
    Provenance {
        article: told.article.to_owned(),
        evidence: told.claim.evidence,
        trigger: told.claim.trigger,
        said_by: told.said_by.clone(),
        cue: told.claim.cue.clone(),
        polarity: told.claim.polarity,
        modality: told.claim.modality,
        rule: told.claim.found_by.clone(),
    }
}

type ProvenanceOrder<'p> = (&'p str, Span<Byte>, Span<Byte>, &'p str, Polarity, Modality, &'p [EntityId], Option<&'p str>);

fn sort_key(p: &Provenance) -> ProvenanceOrder<'_> {
    (&p.article, p.trigger, p.evidence, &p.rule, p.polarity, p.modality, &p.said_by, p.cue.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::{ClaimBuilder, Report, reports};
    use crate::resolve::resolve;

    /// Two claims "A attacked B", in one article or in two, each changed as told; gives the number of events.
    fn events(articles: usize, one: fn(ClaimBuilder) -> ClaimBuilder, other: fn(ClaimBuilder) -> ClaimBuilder) -> usize {
        let new = |id: &str| {
            let mut report = Report::new(id, "Wire", "2022-02-26");
            report.entity(EntityKind::Organization, &["Alpha"]).entity(EntityKind::Organization, &["Beta"]);
            report.entity(EntityKind::Place, &["Here"]).entity(EntityKind::Place, &["There"]);
            report
        };
        let add = |report: &mut Report, change: fn(ClaimBuilder) -> ClaimBuilder| {
            let claim = report.sentence("Alpha attacked Beta.").claim(EventType::Assault, "attacked", "attacked");
            change(claim.agent("Alpha").recipient("Beta")).add();
        };
        let (mut first, mut second) = (new("a"), new("b"));
        add(&mut first, one);
        add(if articles == 1 { &mut first } else { &mut second }, other);
        resolve(vec![first.build(), second.build()]).events.len()
    }

    #[test]
    fn within_an_article_claims_join_unless_something_excludes_it() {
        assert_eq!(events(1, |c| c, |c| c), 1);
        assert_eq!(events(1, |c| c, |c| c.day("2022-02-25", "on Friday")), 1);
        assert_eq!(events(1, |c| c, |c| c.denied()), 1);
        assert_eq!(events(1, |c| c.day("2022-02-24", "on Thursday"), |c| c.day("2022-02-25", "on Friday")), 2);
        assert_eq!(events(1, |c| c.place("Here"), |c| c.place("There")), 2);
        assert_eq!(events(1, |c| c, |c| c.modality(Modality::Future)), 2);
    }

    #[test]
    fn across_articles_claims_join_only_on_one_named_day() {
        assert_eq!(events(2, |c| c, |c| c), 2);
        assert_eq!(events(2, |c| c.day("2022-02-25", "Friday"), |c| c.day("2022-02-25", "on 25 February")), 1);
        assert_eq!(events(2, |c| c.day("2022-02-25", "Friday"), |c| c.day("2022-02-24", "Thursday")), 2);
        assert_eq!(events(2, |c| c.day("2022-02-25", "Friday").place("Here"), |c| c.day("2022-02-25", "Friday").place("There")), 2);
        let year: fn(ClaimBuilder) -> ClaimBuilder = |c| c.range("2022-01-01", "2022-12-31", Granularity::Year, "in 2022");
        assert_eq!(events(2, year, year), 2);
    }

    #[test]
    fn an_event_told_twice_has_both_tellings() {
        let knowledge = resolve(reports());
        let offensive = knowledge.events.iter().find(|e| e.predicate == "launched an offensive on").unwrap();
        let tellers: Vec<&str> = offensive.support.iter().map(|p| p.article.as_str()).collect();
        assert_eq!(tellers, ["offensive", "week"]);
    }
}
