//! Which claims tell of one event.
//!
//! Within an article claims of one type and predicate with the same agents, recipients and topics join unless their times or places
//! exclude each other. Across articles, and under other predicates of the type, they join only if all of them name the same single day,
//! and no two name different places. Everything else stays apart: two events too many can be joined later, one too few cannot be
//! undone by a reader.

use super::entities::{Entities, most_frequent};
use super::identity;
use super::origins::Origins;
use super::told::Told;
use crate::model::*;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

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

/// The events of all claims, sorted by id; for each claim, by article, its event and its place among the tellings.
pub(super) struct Events {
    pub list: Vec<Event>,
    pub of_claim: BTreeMap<(usize, usize), (EventId, usize)>,
}

pub(super) fn join(articles: &[(Article, Claims)], told: &[Told], entities: &Entities) -> Events {
    let mut events: BTreeMap<(String, String), Vec<&Told>> = BTreeMap::new();
    for of_article in told.chunk_by(|one, other| one.article == other.article) {
        let mut alike: BTreeMap<Likeness, Vec<&Told>> = BTreeMap::new();
        for told in of_article {
            alike.entry(likeness(told)).or_default().push(told);
        }
        for (likeness, group) in alike {
            for mentions in split_by_place(group).into_iter().flat_map(|(_, part)| split_by_time(part)) {
                events.entry(canonical_key(&likeness, &mentions, articles)).or_default().extend(mentions);
            }
        }
    }
    let origins = Origins::of(articles);
    let (mut list, mut of_claim) = (Vec::new(), BTreeMap::new());
    for ((key, words), group) in events {
        let parts = split_by_place(group);
        let several = parts.len() > 1;
        for (place, mentions) in parts {
            let key = match place.filter(|_| several) {
                Some(place) => identity::key(&[&key, &format!("place={place}")]),
                None => key.clone(),
            };
            let (event, tellings) = event((&key, &words), &mentions, articles, entities, &origins);
            for (told, telling) in mentions.iter().zip(tellings) {
                of_claim.insert((told.article, told.number), (event.id.clone(), telling));
            }
            list.push(event);
        }
    }
    list.sort_by(|one, other| one.id.cmp(&other.id));
    Events { list, of_claim }
}

fn likeness<'a>(told: &'a Told<'a>) -> Likeness<'a> {
    let actors: Vec<(Role, &EntityId)> = told.participants.iter().copied().filter(|(role, _)| *role != Role::Instrument).collect();
    Likeness {
        event_type: told.claim.event_type,
        predicate: &told.claim.predicate,
        happened: matches!(told.claim.modality, Modality::Actual | Modality::Possible),
        lone: if actors.is_empty() { told.number + 1 } else { 0 },
        actors,
    }
}

/// Keeps claims together unless they name different places; then those without a place stay apart too. Each with its place.
fn split_by_place<'t>(group: Vec<&'t Told<'t>>) -> Vec<(Option<&'t EntityId>, Vec<&'t Told<'t>>)> {
    let places: BTreeSet<&EntityId> = group.iter().filter_map(|told| told.place).collect();
    if places.len() < 2 {
        return vec![(places.first().copied(), group)];
    }
    let mut parts: BTreeMap<Option<&EntityId>, Vec<&Told>> = BTreeMap::new();
    for told in group {
        parts.entry(told.place).or_default().push(told);
    }
    parts.into_iter().collect()
}

/// Keeps claims together if one day fits all their times; else each range of days goes its own way.
fn split_by_time<'t>(group: Vec<&'t Told<'t>>) -> Vec<Vec<&'t Told<'t>>> {
    let times = || group.iter().filter_map(|told| told.claim.time.as_ref());
    let earliest = times().filter_map(|time| time.earliest).max();
    let latest = times().filter_map(|time| time.latest).min();
    if earliest.zip(latest).is_none_or(|(earliest, latest)| earliest <= latest) {
        return vec![group];
    }
    type Days = (Option<Date>, Option<Date>);
    let mut parts: BTreeMap<Option<Days>, Vec<&Told>> = BTreeMap::new();
    for told in group {
        parts.entry(told.claim.time.as_ref().map(|time| (time.earliest, time.latest))).or_default().push(told);
    }
    parts.into_values().collect()
}

/// Equal for mentions in several articles, or under several predicates, only where all of them name one day. Gives also the words that
/// all of them have in common: the predicate, or the verb of their type.
fn canonical_key(likeness: &Likeness, mentions: &[&Told], articles: &[(Article, Claims)]) -> (String, String) {
    let happened = if likeness.happened { "happened" } else { "planned" };
    let mut parts = vec!["event".to_owned(), likeness.event_type.as_str().to_owned(), happened.to_owned()];
    parts.extend(likeness.actors.iter().map(|(role, id)| format!("{}={id}", role.as_str())));
    let time = narrowest(mentions);
    if let Some(time) = &time {
        parts.push(format!("time={:?}..{:?}", time.earliest, time.latest));
    }
    let one_day = time.is_some_and(|time| time.earliest.is_some() && time.earliest == time.latest);
    let both_sides = likeness.actors.iter().map(|(_, id)| id).collect::<BTreeSet<_>>().len() > 1;
    let words = if one_day && both_sides { likeness.event_type.verb() } else { likeness.predicate };
    parts.push(words.to_owned());
    if !one_day || likeness.lone > 0 {
        let first = mentions.iter().map(|told| told.claim.trigger).min();
        parts.push(format!("in={}@{first:?}#{}", articles[mentions[0].article].0.id, likeness.lone));
    }
    (identity::key(&parts), words.to_owned())
}

/// The most exact of the times told; of equal ones the first by its words.
fn narrowest(mentions: &[&Told]) -> Option<TimeValue> {
    let width = |time: &TimeValue| match (time.earliest, time.latest) {
        (Some(earliest), Some(latest)) => (latest - earliest).get_days(),
        _ => i32::MAX,
    };
    let times = mentions.iter().filter_map(|told| told.claim.time.as_ref());
    times.min_by_key(|time| (width(time), time.earliest, time.granularity, time.words.as_str())).cloned()
}

/// The event of these mentions, and the place of each among its tellings. `words` is what its id reads as.
fn event(
    identity: (&str, &str),
    mentions: &[&Told],
    articles: &[(Article, Claims)],
    entities: &Entities,
    origins: &Origins,
) -> (Event, Vec<usize>) {
    let (key, words) = identity;
    let participants: BTreeSet<(Role, &EntityId)> = mentions.iter().flat_map(|told| told.participants.iter().copied()).collect();
    let participants: Vec<(Role, EntityId)> = participants.into_iter().map(|(role, id)| (role, id.clone())).collect();
    let told_as: Vec<Provenance> = mentions.iter().map(|told| provenance(told, articles)).collect();
    let mut support = told_as.clone();
    support.sort_by(|one, other| sort_key(one).cmp(&sort_key(other)));
    support.dedup();
    let place = |telling: &Provenance| support.binary_search_by(|other| sort_key(other).cmp(&sort_key(telling)));
    let at = |telling: &Provenance| place(telling).expect("every telling supports the event");
    let tellings: Vec<usize> = told_as.iter().map(at).collect();
    let event = Event {
        id: identity::id(&readable(words, &participants), key),
        event_type: mentions[0].claim.event_type,
        mode: mentions.iter().filter_map(|told| told.claim.mode.clone()).min(),
        predicate: most_frequent(told_as.iter().map(|telling| telling.predicate.as_str())),
        participants,
        place: mentions.iter().find_map(|told| told.place).cloned(),
        time: narrowest(mentions),
        quantities: quantities(mentions, &tellings, entities),
        origins: origins.count(&support),
        support,
    };
    (event, tellings)
}

fn quantities(mentions: &[&Told], tellings: &[usize], entities: &Entities) -> Vec<ToldQuantity> {
    let of_telling = |(told, &telling): (&&Told, &usize)| {
        let article = told.article;
        let quantity = |quantity: &Quantity| ToldQuantity {
            telling,
            role: quantity.role,
            value: quantity.value,
            bound: quantity.bound.clone(),
            counted: quantity.counted.clone(),
            affiliation: quantity.affiliation.map(|entity| entities.id(article, entity).clone()),
            at: quantity.at,
        };
        told.quantities.iter().copied().map(quantity).collect::<Vec<_>>()
    };
    let mut all: Vec<ToldQuantity> = mentions.iter().zip(tellings).flat_map(of_telling).collect();
    all.sort_by(|one, other| (one.telling, one.at).cmp(&(other.telling, other.at)).then(one.value.total_cmp(&other.value)));
    all.dedup();
    all
}

fn readable(predicate: &str, participants: &[(Role, EntityId)]) -> String {
    let first = |wanted: Role| participants.iter().find(|(role, _)| *role == wanted).map_or("", |(_, id)| identity::readable(id));
    let object = if first(Role::Recipient).is_empty() { first(Role::Topic) } else { first(Role::Recipient) };
    format!("{} {predicate} {object}", first(Role::Agent))
}

fn provenance(told: &Told, articles: &[(Article, Claims)]) -> Provenance {
    Provenance {
        article: articles[told.article].0.id.clone(),
        evidence: told.claim.evidence,
        trigger: told.claim.trigger,
        predicate: told.claim.predicate.clone(),
        said_by: told.said_by.iter().map(|&id| id.clone()).collect(),
        cue: told.claim.cue.clone(),
        polarity: told.claim.polarity,
        modality: told.claim.modality,
        rule: told.claim.found_by.clone(),
    }
}

type ProvenanceOrder<'p> = (&'p str, Span<Byte>, Span<Byte>, &'p str, &'p str, Polarity, Modality, &'p [EntityId], Option<&'p str>);

fn sort_key(p: &Provenance) -> ProvenanceOrder<'_> {
    (&p.article, p.trigger, p.evidence, &p.predicate, &p.rule, p.polarity, p.modality, &p.said_by, p.cue.as_deref())
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
        resolve(vec![first.build(), second.build()], &[]).events.len()
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
        let knowledge = resolve(reports(), &[]);
        let offensive = knowledge.events.iter().find(|e| e.predicate == "launched an offensive on").unwrap();
        let tellers: Vec<&str> = offensive.support.iter().map(|p| p.article.as_str()).collect();
        assert_eq!(tellers, ["offensive", "week"]);
    }
}
