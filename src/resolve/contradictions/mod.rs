//! Claims that cannot all be true: one says that it happened and the other that it did not, two numbers or two days of one thing, two
//! holders of an office that only one can hold.
//!
//! Both are kept: what is true is not decided here. What one speaker says, and what an article denies in its own voice, speaks of two
//! things rather than against one another.

mod polarity;

use super::entities::Entities;
use super::events::Events;
use super::told::Told;
use crate::model::*;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How many days apart two articles may give numbers of one event that are still held against each other: the dead are counted on.
const SAME_COUNT_DAYS: i32 = 2;
/// How many days apart two days may be that are given to one event.
const SAME_EVENT_DAYS: i32 = 3;
/// How many days apart two articles may name two holders of one office, and not tell of two times.
const SAME_OFFICE_DAYS: i32 = 3;

/// Claims, by their places in `told`, that cannot both be true whatever else is told; the earlier first.
pub(super) fn of_claims(articles: &[(Article, Claims)], told: &[Told], entities: &Entities) -> BTreeSet<(usize, usize)> {
    polarity::opposite(articles, told, entities).into_iter().chain(polarity::rivals(told)).collect()
}

/// All contradictions of a set of articles, sorted.
pub(super) fn of(
    articles: &[(Article, Claims)],
    told: &[Told],
    events: &Events,
    entities: &Entities,
    relations: &[StandingRelation],
) -> Vec<Contradiction> {
    let mut all = BTreeSet::new();
    let side = |told: &Told| {
        let (event, telling) = events.of_claim[&(told.article, told.number)].clone();
        Side::Telling { event, telling }
    };
    let mut add = |reason, one: Side, other: Side| {
        if one != other {
            let (one, other) = if one < other { (one, other) } else { (other, one) };
            all.insert(Contradiction { reason, one, other });
        }
    };
    for (one, other) in polarity::opposite(articles, told, entities) {
        add(ContradictionReason::OppositePolarity, side(&told[one]), side(&told[other]));
    }
    for (one, other) in polarity::rivals(told) {
        add(ContradictionReason::RivalAccounts, side(&told[one]), side(&told[other]));
    }
    let published: BTreeMap<&str, Option<Date>> = articles.iter().map(|(article, _)| (article.id.as_str(), article.published)).collect();
    for event in &events.list {
        for (one, other) in disjoint_numbers(event, &published) {
            let telling = |telling| Side::Telling { event: event.id.clone(), telling };
            add(ContradictionReason::DisjointNumbers, telling(one), telling(other));
        }
    }
    for (one, other) in disjoint_dates(&events.list) {
        add(ContradictionReason::DisjointDates, one, other);
    }
    for (one, other) in exclusive_offices(relations, &entities.list, &published) {
        add(ContradictionReason::ExclusiveOffice, one, other);
    }
    all.into_iter().collect()
}

/// Whether two articles were published within so many days of each other, or one of them on a day that is not known.
fn within(days: i32, published: &BTreeMap<&str, Option<Date>>, one: &str, other: &str) -> bool {
    let day = |article: &str| published.get(article).copied().flatten();
    day(one).zip(day(other)).is_none_or(|(one, other)| (one - other).get_days().abs() <= days)
}

/// Tellings of one event that count the same and give numbers of which neither allows the other.
fn disjoint_numbers(event: &Event, published: &BTreeMap<&str, Option<Date>>) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for (at, one) in event.quantities.iter().enumerate() {
        for other in &event.quantities[at + 1..] {
            let (here, there) = (&event.support[one.telling], &event.support[other.telling]);
            let same = one.role == other.role && name_key(&one.counted) == name_key(&other.counted) && one.affiliation == other.affiliation;
            let voices = here.said_by.last() != there.said_by.last() || here.article != there.article;
            let (low, high) = (one.range(), other.range());
            let apart = low.end() < high.start() || high.end() < low.start();
            if same && voices && apart && within(SAME_COUNT_DAYS, published, &here.article, &there.article) {
                pairs.insert((one.telling, other.telling));
            }
        }
    }
    pairs
}

/// Events that happen once (an agreement, an appointment, an arrest, a withdrawal), told in the same words of the same people on two
/// days that are near each other.
fn disjoint_dates(events: &[Event]) -> Vec<(Side, Side)> {
    use EventType::{Agree, Coerce, Office, Retreat};
    let once = |event: &&Event| matches!(event.event_type, Agree | Coerce | Office | Retreat) && event.participants.len() > 1;
    let happened = |telling: &Provenance| telling.modality == Modality::Actual && telling.polarity == Polarity::Affirmed;
    type Words<'e> = (&'e str, &'e [(Role, EntityId)]);
    let mut alike: BTreeMap<Words, Vec<(&Event, Date)>> = BTreeMap::new();
    for event in events.iter().filter(once).filter(|event| event.support.iter().all(happened)) {
        let day = event.time.as_ref().filter(|time| time.earliest == time.latest).and_then(|time| time.earliest);
        if let Some(day) = day {
            alike.entry((&event.predicate, &event.participants)).or_default().push((event, day));
        }
    }
    let mut pairs = Vec::new();
    for mut group in alike.into_values() {
        group.sort_by_key(|(event, day)| (*day, event.id.as_str()));
        for ((one, earlier), (other, later)) in group.iter().zip(group.iter().skip(1)) {
            let apart = !one.support.iter().any(|here| other.support.iter().any(|there| here.article == there.article));
            if apart && (*later - *earlier).get_days() <= SAME_EVENT_DAYS && one.place == other.place {
                let first = |event: &Event| Side::Telling { event: event.id.clone(), telling: 0 };
                pairs.push((first(one), first(other)));
            }
        }
    }
    pairs
}

/// Two people of whom it is stated at one time that they hold an office that only one can hold.
fn exclusive_offices(relations: &[StandingRelation], entities: &[Entity], published: &BTreeMap<&str, Option<Date>>) -> Vec<(Side, Side)> {
    let mut holders: BTreeMap<(&str, &EntityId), Vec<usize>> = BTreeMap::new();
    for (at, relation) in relations.iter().enumerate().filter(|(_, relation)| relation.support.iter().any(|stating| stating.sole)) {
        if let (Held::Words(title), Some(of)) = (&relation.object, &relation.of) {
            holders.entry((title, of)).or_default().push(at);
        }
    }
    let candidates: BTreeMap<&EntityId, BTreeSet<&EntityId>> =
        entities.iter().map(|entity| (&entity.id, entity.candidates.iter().map(|candidate| &candidate.id).collect())).collect();
    // A surname that may be the other's names no second holder.
    let may_be = |one: &EntityId, other: &EntityId| candidates.get(one).is_some_and(|all| all.contains(other));
    let mut pairs = Vec::new();
    for together in holders.into_values() {
        for (place, &one) in together.iter().enumerate() {
            for &other in &together[place + 1..] {
                let (here, there) = (&relations[one], &relations[other]);
                if may_be(&here.subject, &there.subject) || may_be(&there.subject, &here.subject) {
                    continue;
                }
                let at_one_time = here.support.iter().enumerate().find_map(|(mine, stating)| {
                    let near = |other: &Stating| within(SAME_OFFICE_DAYS, published, &stating.article, &other.article);
                    there.support.iter().position(near).map(|theirs| (mine, theirs))
                });
                let sides = at_one_time.map(|(mine, theirs)| {
                    (Side::Stating { relation: one, stating: mine }, Side::Stating { relation: other, stating: theirs })
                });
                pairs.extend(sides);
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::{ClaimBuilder, Report};
    use crate::resolve::resolve;

    type Fill = fn(ClaimBuilder) -> ClaimBuilder;

    /// A report that names some who act, and one claim.
    fn report(id: &str, published: &str, event_type: EventType, fill: Fill) -> (Article, Claims) {
        let mut report = Report::new(id, id, published);
        report.known("country:RU", EntityKind::Place, &["Alpha"]).known("country:UA", EntityKind::Place, &["Beta"]);
        report.known("body:RU/army", EntityKind::Organization, &["Forces"]).of_country("country:RU");
        report.entity(EntityKind::Person, &["Gamma"]).unnamed(EntityKind::Group, "civilians");
        fill(report.sentence("Alpha, Beta, Forces and Gamma acted on civilians.").claim(event_type, "acted on", "acted")).add();
        report.build()
    }

    fn reasons(reports: Vec<(Article, Claims)>) -> Vec<ContradictionReason> {
        resolve(reports, &[]).contradictions.iter().map(|contradiction| contradiction.reason).collect()
    }

    fn opposed(affirmed: Fill, denied: Fill) -> bool {
        let two = vec![report("a", "2022-02-24", EventType::Assault, affirmed), report("b", "2022-02-25", EventType::Assault, denied)];
        let found = reasons(two);
        assert!(found.len() < 2 && found.iter().all(|reason| *reason == ContradictionReason::OppositePolarity), "{found:?}");
        !found.is_empty()
    }

    #[test]
    fn a_denial_is_against_what_others_tell_of_the_same() {
        assert!(opposed(
            |c| c.agent("Alpha").recipient("Beta"),
            |c| c.agent("Alpha").recipient("Beta").denied().said_by(&["Alpha"], "said")
        ));
        assert!(opposed(
            |c| c.agent("Forces").recipient("Beta"),
            |c| c.agent("Alpha").recipient("Beta").denied().said_by(&["Gamma"], "said")
        ));
        assert!(opposed(|c| c.agent("Alpha").recipient("civilians"), |c| c.agent("Alpha").denied().said_by(&["Gamma"], "said")));
    }

    #[test]
    fn a_denial_is_not_against_other_people_other_days_or_its_own_speaker() {
        assert!(!opposed(
            |c| c.agent("Beta").recipient("Alpha"),
            |c| c.agent("Alpha").recipient("Beta").denied().said_by(&["Gamma"], "said")
        ));
        assert!(!opposed(|c| c.agent("Alpha").recipient("Beta"), |c| c.agent("Alpha").recipient("Beta").denied()));
        assert!(!opposed(
            |c| c.agent("Alpha").recipient("Beta").said_by(&["Gamma"], "said"),
            |c| c.agent("Alpha").recipient("Beta").denied().said_by(&["Gamma"], "said")
        ));
        assert!(!opposed(
            |c| c.agent("Alpha").recipient("Beta").day("2022-02-23", "Wednesday"),
            |c| c.agent("Alpha").recipient("Beta").day("2022-02-24", "Thursday").denied().said_by(&["Gamma"], "said")
        ));
        assert!(!opposed(
            |c| c.agent("Alpha").recipient("Beta").modality(Modality::Future),
            |c| c.agent("Alpha").recipient("Beta").denied().said_by(&["Gamma"], "said")
        ));
    }

    #[test]
    fn who_denies_that_it_will_be_done_denies_that_it_is() {
        assert!(opposed(
            |c| c.agent("Alpha").recipient("Beta"),
            |c| c.agent("Alpha").recipient("Beta").modality(Modality::Future).denied().said_by(&["Gamma"], "said")
        ));
    }

    #[test]
    fn the_same_noun_of_two_countries_is_two() {
        let losses = |id: &str, key: &str, fill: Fill| {
            let mut report = Report::new(id, id, "2022-02-24");
            report.known(key, EntityKind::Place, &["Beta"]).entity(EntityKind::Person, &["Gamma"]);
            report.unnamed(EntityKind::Group, "soldiers").of_country(key);
            fill(report.sentence("Beta lost soldiers, Gamma said.").claim(EventType::Loss, "lost", "lost")).add();
            report.build()
        };
        let (lost, none): (Fill, Fill) = (|c| c.recipient("soldiers"), |c| c.recipient("soldiers").denied().said_by(&["Gamma"], "said"));
        // What no doer is told of is denied to its own article alone, so both claims stand in one.
        let both = |key: &str| {
            let (article, mut claims) = losses("a", "country:US", lost);
            let (_, other) = losses("a", key, none);
            let first = claims.entities.len();
            claims.entities.extend(other.entities);
            claims.claims.extend(other.claims.into_iter().map(|mut claim| {
                claim.participants.iter_mut().for_each(|p| p.entity += first);
                claim.said_by.iter_mut().for_each(|speaker| *speaker += first);
                claim
            }));
            reasons(vec![(article, claims)])
        };
        assert_eq!(both("country:US"), [ContradictionReason::OppositePolarity]);
        assert!(both("country:IQ").is_empty());
    }

    #[test]
    fn each_lays_it_to_the_other() {
        let accounts = |one: Fill, other: Fill| {
            let (article, mut claims) = report("a", "2022-02-24", EventType::Assault, one);
            claims.claims.extend(report("a", "2022-02-24", EventType::Assault, other).1.claims);
            reasons(vec![(article, claims)])
        };
        let alpha: Fill = |c| c.agent("Beta").recipient("Alpha").said_by(&["Alpha"], "said");
        let beta: Fill = |c| c.agent("Alpha").recipient("Beta").said_by(&["Beta"], "said");
        assert_eq!(accounts(alpha, beta), [ContradictionReason::RivalAccounts]);
        assert!(accounts(alpha, |c| c.agent("Alpha").recipient("Beta")).is_empty(), "the article itself is no rival");
    }

    #[test]
    fn who_denies_a_coup_may_have_been_sworn_in() {
        let office = |mode: &'static str| {
            let mut report = Report::new("a", "a", "2022-02-24");
            report.entity(EntityKind::Person, &["Gamma"]);
            let sworn_in = report.sentence("Gamma took office.").claim(EventType::Office, "took office", "took").mode("take office");
            sworn_in.agent("Gamma").add();
            let coup = report.sentence("Gamma denied it was a coup.").claim(EventType::Office, "staged a coup", "coup").mode(mode);
            coup.agent("Gamma").denied().said_by(&["Gamma"], "denied").add();
            reasons(vec![report.build()])
        };
        assert!(office("coup").is_empty());
        assert_eq!(office("take office"), [ContradictionReason::OppositePolarity]);
    }

    #[test]
    fn articles_that_are_weeks_apart_speak_of_two_things() {
        let denied: Fill = |c| c.agent("Alpha").recipient("Beta").denied().said_by(&["Gamma"], "said");
        let affirmed = report("a", "2022-02-24", EventType::Assault, |c| c.agent("Alpha").recipient("Beta"));
        assert!(reasons(vec![affirmed, report("b", "2022-04-01", EventType::Assault, denied)]).is_empty());
    }

    /// A report of losses on one day, with the number that it gives.
    fn count(id: &str, published: &str, value: f64, bound: Option<&str>) -> (Article, Claims) {
        let fill: Fill = |c| c.agent("Alpha").recipient("civilians").recipient("Beta").day("2022-02-24", "Thursday");
        let (article, mut claims) = report(id, published, EventType::Assault, fill);
        let at = claims.claims[0].trigger;
        let (bound, counted) = (bound.map(str::to_owned), "civilians".to_owned());
        // Unnamed recipients are each article's own; the event is known by who did it to whom.
        claims.claims[0].participants.retain(|p| claims.entities[p.entity].named);
        claims.quantities.push(Quantity { claim: 0, role: QuantityRole::Recipient, value, bound, counted, affiliation: None, at });
        (article, claims)
    }

    #[test]
    fn numbers_contradict_where_neither_allows_the_other() {
        let two = |one: (f64, Option<&str>), other: (f64, Option<&str>), day: &str| {
            reasons(vec![count("a", "2022-02-24", one.0, one.1), count("b", day, other.0, other.1)])
        };
        assert_eq!(two((12.0, None), (30.0, None), "2022-02-25"), [ContradictionReason::DisjointNumbers]);
        assert!(two((12.0, Some("at least")), (30.0, None), "2022-02-25").is_empty());
        assert!(two((12.0, Some("about")), (13.0, None), "2022-02-25").is_empty());
        assert!(two((12.0, None), (30.0, None), "2022-03-05").is_empty(), "the dead are counted on");
    }

    /// A report that states an office.
    fn holder(id: &str, published: &str, name: &str, sole: bool) -> (Article, Claims) {
        let mut report = Report::new(id, id, published);
        report.known("country:UA", EntityKind::Place, &["Beta"]).entity(EntityKind::Person, &[name]);
        report.sentence(&format!("Beta has {name}."));
        let (article, mut claims) = report.build();
        claims.relations.push(StatedRelation {
            subject: 1,
            property: RelationProperty::HoldsOffice,
            object: RelationObject::Words("president".into()),
            of: Some(0),
            at: Span::new(0, 4),
            found_by: "test".into(),
            inferred: false,
            sole,
        });
        (article, claims)
    }

    #[test]
    fn two_holders_of_an_office_for_one_contradict_at_one_time() {
        let (one, later) = (holder("a", "2022-02-24", "Ann Lee", true), holder("b", "2023-02-24", "Bo Holt", true));
        assert!(reasons(vec![one.clone(), later]).is_empty());
        assert_eq!(reasons(vec![one.clone(), holder("b", "2022-02-25", "Bo Holt", true)]), [ContradictionReason::ExclusiveOffice]);
        assert!(reasons(vec![holder("a", "2022-02-24", "Ann Lee", false), holder("b", "2022-02-25", "Bo Holt", false)]).is_empty());
    }

    #[test]
    fn an_agreement_is_signed_on_one_day() {
        let signed = |id, fill: Fill| report(id, "2022-03-05", EventType::Agree, fill);
        let one = signed("a", |c| c.agent("Alpha").recipient("Beta").day("2022-03-03", "Thursday"));
        let other = signed("b", |c| c.agent("Alpha").recipient("Beta").day("2022-03-04", "Friday"));
        let later = signed("b", |c| c.agent("Alpha").recipient("Beta").day("2022-03-20", "later"));
        assert_eq!(reasons(vec![one.clone(), other]), [ContradictionReason::DisjointDates]);
        assert!(reasons(vec![one, later]).is_empty());
    }
}
