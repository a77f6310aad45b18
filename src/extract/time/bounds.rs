//! The grammar of prepositions and ranges: "since February 24", "until Friday", "between 3 and 5 March", "from Monday to Wednesday".
//!
//! Takes a place in a sentence, gives the longest expression that begins there. Knows nothing of the single days that it joins.

use super::period::{self, Period};
use super::reader::{Reader, Reading};
use super::tense::Direction;
use super::words::{self, Count};
use crate::model::Granularity;
use std::ops::Range;

impl Reader<'_> {
    /// The expression that begins at a place, preposition and all.
    pub(super) fn expression(&self, at: usize) -> Reading {
        self.range(at).or_else(|| self.bounded(at)).or_else(|| self.under_preposition(at)).or_else(|| self.moment(at, self.direction(at)))
    }

    /// One day or period, without a preposition of its own.
    fn moment(&self, at: usize, direction: Direction) -> Reading {
        self.qualified(at, direction).or_else(|| self.calendar_date(at, direction)).or_else(|| self.relative(at, direction))
    }

    /// "early on Wednesday", "late Friday", "later on Monday", "shortly before midnight on Tuesday", "the night of March 3".
    fn qualified(&self, at: usize, direction: Direction) -> Reading {
        if self.is(at, &["early", "late", "later", "earlier"]) {
            let next = self.skip(at + 1, &["on", "in"]);
            let (period, end) = self.calendar_date(next, direction).or_else(|| self.relative(next, direction))?;
            return period.single_day().map(|day| (Period::part_of_day(day), end));
        }
        if self.is(at, &["shortly", "just"]) && self.is(at + 1, &["before", "after"]) {
            return self.part_alone(at + 2);
        }
        let on = self.skip(at, &["the"]) + 1;
        let part = words::DAY_PARTS.contains(&self.word(on - 1)) && self.is(on, &["of", "on"]);
        let dated = part && self.calendar_date(on + 1, direction).is_some_and(|(period, _)| period.single_day().is_some());
        dated.then(|| self.part_alone(at)).flatten()
    }

    fn under_preposition(&self, at: usize) -> Reading {
        let known = self.direction(at);
        match self.word(at) {
            "for" | "from" => {
                let ahead = if self.had_before(at) { Direction::Past } else { Direction::Future };
                let dated = self.qualified(at + 1, ahead).or_else(|| self.calendar_date(at + 1, ahead));
                let (period, end) = dated.or_else(|| self.deictic_unit(at + 1, known))?;
                // "for Friday's attack" looks back.
                if self.word(end) == "'s" { self.moment(at + 1, known) } else { Some((period, end)) }
            }
            "within" => self.distance_ahead(at, known),
            "on" | "in" | "at" | "over" | "during" | "around" | "throughout" => {
                let next = self.skip(at + 1, &["or", "about"]);
                let ahead = if self.word(at) == "in" { self.distance_ahead(at, known) } else { None };
                ahead.or_else(|| self.range(next)).or_else(|| self.moment(next, known)).or_else(|| self.part_alone(next))
            }
            _ => None,
        }
    }

    /// Whether "had" stands shortly before: "had been planned for Thursday", "had fallen by Friday".
    fn had_before(&self, at: usize) -> bool {
        (1..7).any(|back| at.checked_sub(back).is_some_and(|before| self.word(before) == "had"))
    }

    /// "in three days" of what is to come, "within two weeks", "within hours".
    fn distance_ahead(&self, at: usize, direction: Direction) -> Reading {
        let (count, unit_at) = self.count_at(at + 1).unwrap_or((Count::Some, at + 1));
        let (unit, plural) = words::unit(self.word(unit_at))?;
        if unit_at == at + 1 && !plural {
            return None;
        }
        if self.word(at) == "in" {
            let Count::Exactly(count) = count else { return None };
            let possessive = self.is(unit_at + 1, &["'s", "'"]) && self.word(unit_at + 2) == "time";
            let ahead = possessive || direction == Direction::Future;
            return ahead
                .then(|| Some((period::away(self.published?, count, unit)?, if possessive { unit_at + 3 } else { unit_at + 1 })))?;
        }
        let from = self.current_day()?;
        let days = match count {
            Count::Exactly(count) => period::days_of(count, unit),
            Count::Some => period::some_days(unit).1,
        };
        let last = if matches!(unit, words::Unit::Hour | words::Unit::Minute) { from } else { period::shift(from, days)? };
        Some((Period::new(from, last, if last == from { Granularity::PartOfDay } else { Granularity::Range }), unit_at + 1))
    }

    /// An end that is open, or the report: the start of "until", the end of "since".
    fn bounded(&self, at: usize) -> Reading {
        let known = self.direction(at);
        let (bound, next) = match self.word(at) {
            "prior" if self.word(at + 1) == "to" => ("before", at + 2),
            "ever" if self.word(at + 1) == "since" => ("since", at + 2),
            // "prolonged by three months"
            "by" if self.count_at(at + 1).is_some_and(|(_, unit)| words::unit(self.word(unit)).is_some()) => return None,
            word @ ("since" | "until" | "till" | "by" | "before" | "after" | "following") => (word, at + 1),
            _ => return None,
        };
        let direction = match bound {
            "since" => Direction::Past,
            "until" | "till" => Direction::Future,
            // "by Friday" is a term, unless it opens the telling: "By Friday the town had fallen."
            "by" if at > 0 && !self.had_before(at) => Direction::Future,
            _ => known,
        };
        let (period, end) = self.moment(next, direction).or_else(|| self.part_alone(next).filter(|_| bound != "after"))?;
        if bound == "by" && period.granularity == Granularity::PartOfDay && self.moment(next, direction).is_none() {
            return Some((period, end));
        }
        let open = |earliest, latest| Some((Period { earliest, latest, granularity: Granularity::Range }, end));
        match bound {
            "since" => open(period.earliest, self.published.filter(|p| period.earliest <= Some(*p))),
            // What lasts until a day to come lasts now: it begins with the report, as "since" ends with it.
            "until" | "till" => open(self.published.filter(|p| period.latest > Some(*p)), period.latest),
            "by" => open(None, period.latest),
            "before" => {
                if period.granularity == Granularity::PartOfDay {
                    return Some((period, end));
                }
                open(None, period::shift(period.earliest?, -1))
            }
            // "after Friday's vote", "following the 2014 vote" name an event of that day, and an event after it may be of the same.
            _ if self.names_an_event(end) => None,
            _ => open(period::shift(period.latest?, 1), None),
        }
    }

    /// Whether a noun follows the date, so that the date is an attribute of it.
    fn names_an_event(&self, at: usize) -> bool {
        let next = self.word(at);
        let joins = ["and", "or", "in", "on", "at", "by", "but", "the", "when", "as", "with", "to", "for", "of"];
        next == "'s" || (next.starts_with(char::is_alphabetic) && !joins.contains(&next))
    }

    /// "between 3 and 5 March", "from Monday to Wednesday", "2014-2016", "March to May 2014".
    fn range(&self, at: usize) -> Reading {
        let (joints, first_at): (&[&str], usize) = match self.word(at) {
            "between" => (&["and"], at + 1),
            "from" => (&["to", "until", "till", "through", "-", "–"], at + 1),
            _ => (&["to", "through", "-", "–"], at),
        };
        let led = first_at > at;
        let direction = self.direction(at);
        // "between 3 and 5 March": the days before the month are one date of the calendar.
        if let Some((pair, end)) = self.calendar_date(first_at, direction).filter(|(p, _)| led && p.granularity == Granularity::Range) {
            return Some((pair, end));
        }
        let (first, joint) = self.year_alone(first_at).or_else(|| self.moment(first_at, direction))?;
        let second_at = joint + 1;
        // "in June and July of 1973"
        let months = self.word(joint) == "and" && first.granularity == Granularity::Month && self.month_name(second_at).is_some();
        if !self.is(joint, joints) && !months {
            return None;
        }
        if let Some((year, end)) = self.year_alone(second_at) {
            let (year, end) = if first.granularity == Granularity::Year { (year, end) } else { return None };
            return first.through(year).map(|range| (range, end));
        }
        let dash = self.is(joint, &["-", "–"]);
        let second = if dash || months { self.calendar_date(second_at, direction) } else { self.moment(second_at, direction) };
        let (second, end) = second.or_else(|| self.day_alone(first, second_at))?;
        let (first, second) = self.of_one_year((first, first_at..joint), (second, second_at..end));
        if let Some(range) = first.through(second) {
            return Some((range, end));
        }
        // "from Monday to Wednesday": when the second is read before the first, it is the next after it.
        let weekday = second.single_day()?.weekday();
        let after = period::weekday_from(first.latest?, weekday).filter(|_| words::weekday(self.word(second_at)).is_some())?;
        first.through(Period::day(after)).map(|range| (range, end))
    }

    /// Gives the end that names no year that of the other: "March to May 2014", "from November 2014 to February".
    fn of_one_year(&self, first: (Period, Range<usize>), second: (Period, Range<usize>)) -> (Period, Period) {
        let dated = |words: Range<usize>| words.into_iter().any(|at| words::year(self.word(at)).is_some());
        let named = |words: Range<usize>| words.into_iter().any(|at| words::month(self.word(at)).is_some());
        if !named(first.1.clone()) || !named(second.1.clone()) {
            return (first.0, second.0);
        }
        let moved = match (dated(first.1), dated(second.1)) {
            (false, _) => second.0.earliest.and_then(|end| {
                let this_year = first.0.in_year(end.year())?;
                let in_order = this_year.earliest <= Some(end);
                Some((if in_order { this_year } else { first.0.in_year(end.year() - 1)? }, second.0))
            }),
            (true, false) => first.0.earliest.and_then(|start| {
                let this_year = second.0.in_year(start.year())?;
                let in_order = this_year.latest >= Some(start);
                Some((first.0, if in_order { this_year } else { second.0.in_year(start.year() + 1)? }))
            }),
            (true, true) => None,
        };
        moved.unwrap_or((first.0, second.0))
    }

    fn year_alone(&self, at: usize) -> Reading {
        let year = words::year(self.word(at))?;
        Some((Period::year(year)?, at + 1))
    }

    /// "between November 26 and 29": the month is the first one's.
    fn day_alone(&self, first: Period, at: usize) -> Reading {
        let start = first.single_day()?;
        let day = words::cardinal(self.word(at)).or_else(|| words::ordinal(self.word(at)))?;
        let last = jiff::civil::Date::new(start.year(), start.month(), i8::try_from(day).ok()?).ok()?;
        Some((Period::day(last), at + 1))
    }
}
