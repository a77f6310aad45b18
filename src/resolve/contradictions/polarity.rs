//! Claims of which one says that it happened and the other that it did not, or of which each lays it to the other's speaker.
//!
//! What one speaker says, and what an article denies in its own voice, speaks of two things rather than against one another. Knows nothing
//! of numbers, days and offices.

use super::super::entities::Entities;
use super::super::told::Told;
use crate::model::*;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How many days apart two articles may be that speak of one thing without saying when.
const SAME_NEWS_DAYS: i32 = 7;

/// Two claims of opposite polarity, by their places in `told`, the earlier first.
pub(super) fn opposite(articles: &[(Article, Claims)], told: &[Told], entities: &Entities) -> BTreeSet<(usize, usize)> {
    let sides: Vec<Sides> = told.iter().map(|told| Sides::of(told, entities)).collect();
    let affirmed = Affirmed::of(articles, told, &sides);
    let refused = refused(told);
    let mut pairs = BTreeSet::new();
    for (at, denied) in told.iter().enumerate().filter(|(_, told)| told.claim.polarity == Polarity::Denied && is_held(told)) {
        for actor in sides[at].all() {
            for other in affirmed.near(family(denied.claim.event_type), actor, articles[denied.article].0.published) {
                // What nobody is told to have done is denied to the article that tells it, not to all.
                let heard = told[other].article == denied.article || sides[at].has_doers();
                let may = heard && may_contradict(&told[other], denied, refused.contains(&at)) && is_of_one_thing(&told[other], denied);
                if may && sides[other].are_denied_by(&sides[at], told[other].claim.modality == Modality::Future) {
                    pairs.insert((at.min(other), at.max(other)));
                }
            }
        }
    }
    pairs
}

/// Places of claims by the day of their article.
type ByDay = BTreeMap<Option<Date>, Vec<usize>>;

/// The affirmed claims by the family of their type, by who takes part, and by the day of their article.
struct Affirmed<'a> {
    claims: BTreeMap<(EventType, &'a str), ByDay>,
}

impl<'a> Affirmed<'a> {
    fn of(articles: &[(Article, Claims)], told: &[Told], sides: &[Sides<'a>]) -> Self {
        let mut claims: BTreeMap<(EventType, &str), ByDay> = BTreeMap::new();
        for (at, claim) in told.iter().enumerate().filter(|(_, told)| told.claim.polarity == Polarity::Affirmed && is_held(told)) {
            for actor in sides[at].all() {
                let by_day = claims.entry((family(claim.claim.event_type), actor)).or_default();
                by_day.entry(articles[claim.article].0.published).or_default().push(at);
            }
        }
        Self { claims }
    }

    /// Those of one who takes part, told within a week of a day, or without a day.
    fn near(&self, family: EventType, actor: &'a str, day: Option<Date>) -> impl Iterator<Item = usize> {
        let by_day = self.claims.get(&(family, actor));
        let (from, to) = match day {
            Some(day) => (day.saturating_sub(SAME_NEWS_DAYS.days()), day.saturating_add(SAME_NEWS_DAYS.days())),
            None => (Date::MIN, Date::MAX),
        };
        let dated = by_day.into_iter().flat_map(move |days| days.range(Some(from)..=Some(to)));
        let undated = by_day.into_iter().flat_map(|days| days.get_key_value(&None));
        dated.chain(undated).flat_map(|(_, claims)| claims.iter().copied())
    }
}

/// What is only supposed contradicts nothing.
fn is_held(told: &Told) -> bool {
    told.claim.modality != Modality::Hypothetical
}

/// Types under which one thing is told: who attacked, and who was lost.
fn family(event_type: EventType) -> EventType {
    match event_type {
        EventType::Loss => EventType::Assault,
        other => other,
    }
}

/// Denied claims that tell what somebody refuses: "Ukraine refused to negotiate" is against its being ready to.
fn refused(told: &[Told]) -> BTreeSet<usize> {
    let is_refusal = |told: &Told| told.claim.event_type == EventType::Reject && told.claim.polarity == Polarity::Affirmed;
    let mut refusals: BTreeMap<(usize, Span<Byte>), BTreeSet<&EntityId>> = BTreeMap::new();
    for told in told.iter().filter(|told| is_refusal(told)) {
        refusals.entry((told.article, told.claim.evidence)).or_default().extend(told.fillers(Role::Agent));
    }
    let is_refused = |told: &Told| {
        let by = refusals.get(&(told.article, told.claim.evidence));
        by.is_some_and(|by| told.fillers(Role::Agent).iter().any(|doer| by.contains(doer)))
    };
    let denied = told.iter().enumerate().filter(|(_, told)| told.claim.polarity == Polarity::Denied && is_refused(told));
    denied.map(|(at, _)| at).collect()
}

/// Whether a denial is of somebody else's words, about the same days, and both are of what happened or both of what is to come; what
/// is refused, and what will not be done in the very words, is denied for both.
fn may_contradict(affirmed: &Told, denied: &Told, refused: bool) -> bool {
    let voices = denied.speaker().is_some() && affirmed.speaker() != denied.speaker();
    let to_come = |told: &Told| told.claim.modality == Modality::Future;
    // Who denies that it will be done denies that it is.
    let never = to_come(denied) && are_in_the_same_words(affirmed, denied);
    // "Does not seek war" is not against the war that there is.
    let unsought = denied.claim.modality == Modality::Possible && !never;
    let times = to_come(affirmed) == (to_come(denied) || unsought) || refused && to_come(affirmed) || never;
    voices && times && days_meet(affirmed.claim.time.as_ref(), denied.claim.time.as_ref())
}

/// Whether two claims of one type can be of one thing: a denial of what was told before speaks of just that, and who denies a coup
/// does not deny that he was sworn in.
fn is_of_one_thing(affirmed: &Told, denied: &Told) -> bool {
    let modes = affirmed.claim.mode.as_ref().zip(denied.claim.mode.as_ref());
    let another = denied.claim.event_type == EventType::Office && modes.is_some_and(|(one, other)| one != other);
    !another && (!denied.claim.denies_what_was_told() || are_in_the_same_words(affirmed, denied))
}

fn are_in_the_same_words(one: &Told, other: &Told) -> bool {
    one.claim.predicate == other.claim.predicate
}

/// Claims of one article, by their places in `told`, in which two speakers lay the same to one another: "each says the other fired first".
pub(super) fn rivals(told: &[Told]) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for (at, one) in told.iter().enumerate() {
        // Claims of one trigger stand one after the other.
        let beside = told.iter().enumerate().skip(at + 1);
        let same = beside.take_while(|(_, other)| other.article == one.article && other.claim.trigger == one.claim.trigger);
        let apart = |other: &Told| {
            let doers = other.fillers(Role::Agent).is_disjoint(&one.fillers(Role::Agent));
            other.speaker().is_some() && one.speaker().is_some() && other.speaker() != one.speaker() && doers
        };
        pairs.extend(same.filter(|(_, other)| apart(other)).map(|(other, _)| (at, other)));
    }
    pairs
}

/// Who takes part in a claim, on which side.
struct Sides<'a> {
    doers: Actors<'a>,
    others: Actors<'a>,
}

/// Those on one side of a claim: bodies with the country whose they are, and the nouns of those without a name.
#[derive(Default)]
struct Actors<'a> {
    ids: BTreeSet<&'a EntityId>,
    nouns: BTreeSet<&'a str>,
    /// The ontology's keys of the countries that they are or belong to.
    countries: BTreeSet<&'a str>,
    /// Whether any of them has a name.
    named: bool,
}

/// What one side of two claims has in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Common {
    Somebody,
    /// Neither claim has anybody there.
    Nobody,
    /// Only the claim that is denied has somebody there.
    OnlyAffirmed,
    /// Only the denial has somebody there.
    OnlyDenied,
    /// They may be the same: one claim has nobody there who has a name.
    Perhaps,
    Different,
}

impl<'a> Sides<'a> {
    fn of(told: &'a Told<'a>, entities: &'a Entities) -> Self {
        let of = |roles: &[Role]| {
            let ids = told.participants.iter().filter(|(role, _)| roles.contains(role)).map(|(_, id)| *id);
            Actors::of(ids, entities)
        };
        match told.claim.event_type.is_symmetric() {
            true => Self { doers: of(&[Role::Agent, Role::Recipient]), others: of(&[Role::Topic]) },
            false => Self { doers: of(&[Role::Agent]), others: of(&[Role::Recipient, Role::Topic]) },
        }
    }

    /// What claims are looked up by: ids, and nouns.
    fn all(&self) -> BTreeSet<&'a str> {
        let ids = self.doers.ids.union(&self.others.ids).map(|id| id.as_str());
        ids.chain(self.doers.nouns.union(&self.others.nouns).copied()).collect()
    }

    fn has_doers(&self) -> bool {
        !self.doers.ids.is_empty()
    }

    /// Whether what these do to each other is what those deny. A denial that names a doer is none of what nobody is told to have done;
    /// of what is to come, only those count who would do it.
    fn are_denied_by(&self, denial: &Self, to_come: bool) -> bool {
        use Common::{Nobody, OnlyAffirmed, OnlyDenied, Perhaps, Somebody};
        match (Common::of(&self.doers, &denial.doers), Common::of(&self.others, &denial.others)) {
            (Somebody, Somebody | Nobody | OnlyAffirmed | OnlyDenied | Perhaps) => true,
            (Nobody | OnlyAffirmed | Perhaps, Somebody) => !to_come,
            _ => false,
        }
    }
}

impl<'a> Actors<'a> {
    fn of(ids: impl Iterator<Item = &'a EntityId>, entities: &'a Entities) -> Self {
        let mut side = Self::default();
        for id in ids {
            side.ids.extend([Some(id), entities.country(id)].into_iter().flatten());
            side.countries.extend(entities.home(id));
            match entities.noun(id) {
                Some(noun) => drop(side.nouns.insert(noun)),
                None => side.named = true,
            }
        }
        side
    }
}

impl Actors<'_> {
    fn are_of_other_countries(&self, other: &Self) -> bool {
        !self.countries.is_empty() && !other.countries.is_empty() && self.countries.is_disjoint(&other.countries)
    }
}

impl Common {
    fn of(affirmed: &Actors, denied: &Actors) -> Self {
        match (affirmed.ids.is_empty(), denied.ids.is_empty()) {
            (true, true) => Self::Nobody,
            (false, true) => Self::OnlyAffirmed,
            (true, false) => Self::OnlyDenied,
            _ if !affirmed.ids.is_disjoint(&denied.ids) => Self::Somebody,
            // American soldiers are no Iraqi soldiers.
            _ if affirmed.are_of_other_countries(denied) => Self::Different,
            _ if !affirmed.nouns.is_disjoint(&denied.nouns) => Self::Somebody,
            _ if !affirmed.named || !denied.named => Self::Perhaps,
            _ => Self::Different,
        }
    }
}

fn days_meet(one: Option<&TimeValue>, other: Option<&TimeValue>) -> bool {
    let Some((one, other)) = one.zip(other) else { return true };
    let before = |end: Option<Date>, start: Option<Date>| end.zip(start).is_some_and(|(end, start)| end < start);
    !before(one.latest, other.earliest) && !before(other.latest, one.earliest)
}
