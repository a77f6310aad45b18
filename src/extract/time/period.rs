//! Intervals of days and the arithmetic of the calendar.
//!
//! Takes dates and counts, gives [`Period`]s. Knows nothing of words.

use super::words::{Part, Unit};
use crate::model::Granularity;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A stretch of days, both ends inclusive; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
    pub granularity: Granularity,
}

impl Period {
    pub fn new(earliest: Date, latest: Date, granularity: Granularity) -> Self {
        Self { earliest: Some(earliest), latest: Some(latest), granularity }
    }

    pub fn day(date: Date) -> Self {
        Self::new(date, date, Granularity::Day)
    }

    pub fn part_of_day(date: Date) -> Self {
        Self::new(date, date, Granularity::PartOfDay)
    }

    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self::new(first, first.last_of_month(), Granularity::Month))
    }

    pub fn year(year: i16) -> Option<Self> {
        Self::years(year, year, Granularity::Year)
    }

    pub fn years(first: i16, last: i16, granularity: Granularity) -> Option<Self> {
        Some(Self::new(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?, granularity))
    }

    /// The week, Monday to Sunday, that holds a day.
    pub fn week(of: Date) -> Option<Self> {
        let monday = shift(of, -i32::from(of.weekday().to_monday_zero_offset()))?;
        Some(Self::new(monday, shift(monday, 6)?, Granularity::Week))
    }

    /// The Saturday and Sunday of the week that holds a day.
    pub fn weekend(of: Date) -> Option<Self> {
        let sunday = Self::week(of)?.latest?;
        Some(Self::new(shift(sunday, -1)?, sunday, Granularity::Range))
    }

    /// A season whose first month lies in `year`.
    pub fn season(year: i16, first: i8, last: i8) -> Option<Self> {
        let end = Self::month(if last < first { year.checked_add(1)? } else { year }, last)?;
        Some(Self { earliest: Self::month(year, first)?.earliest, latest: end.latest, granularity: Granularity::Season })
    }

    /// From the start of this to the end of the other; `None` when that would run backwards.
    pub fn through(self, other: Self) -> Option<Self> {
        let forward = matches!((self.earliest, other.latest), (Some(first), Some(last)) if first <= last);
        forward.then_some(Self { earliest: self.earliest, latest: other.latest, granularity: Granularity::Range })
    }

    /// The same day or month of another year; `None` for any other period.
    pub fn in_year(self, year: i16) -> Option<Self> {
        let first = self.earliest?;
        match self.granularity {
            Granularity::Day => Date::new(year, first.month(), first.day()).ok().map(Self::day),
            Granularity::Month => Self::month(year, first.month()),
            _ => None,
        }
    }

    /// Whether it is one day, or a part of one.
    pub fn single_day(self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    pub fn narrowed(self) -> Self {
        Self { granularity: if self.single_day().is_some() { Granularity::PartOfDay } else { self.granularity }, ..self }
    }

    /// The part of a month, year, decade or week that a modifier points at: thirds of a month, quarters at a year's ends, a week or a
    /// month at the very start and end.
    pub fn part(self, part: Part) -> Option<Self> {
        let (first, last) = (self.earliest?, self.latest?);
        let (from, to) = match self.granularity {
            Granularity::Month => match part {
                Part::Start => (first, shift(first, 6)?),
                Part::Early => (first, shift(first, 9)?),
                Part::Middle => (shift(first, 10)?, shift(first, 19)?),
                Part::Late => (shift(first, 20)?, last),
                Part::End => (shift(last, -6)?, last),
            },
            Granularity::Year => {
                let (from, to) = match part {
                    Part::Start => (1, 1),
                    Part::Early => (1, 3),
                    Part::Middle => (5, 8),
                    Part::Late => (10, 12),
                    Part::End => (12, 12),
                };
                (Self::month(first.year(), from)?.earliest?, Self::month(first.year(), to)?.latest?)
            }
            Granularity::Decade => {
                let (from, to) = match part {
                    Part::Start | Part::Early => (0, 3),
                    Part::Middle => (4, 6),
                    Part::Late | Part::End => (7, 9),
                };
                let years = Self::years(first.year() + from, first.year() + to, Granularity::Range)?;
                (years.earliest?, years.latest?)
            }
            Granularity::Week => match part {
                Part::Start | Part::Early => (first, shift(first, 2)?),
                Part::Middle => (shift(first, 2)?, shift(first, 4)?),
                Part::Late | Part::End => (shift(first, 4)?, last),
            },
            _ => return None,
        };
        Some(Self::new(from, to, Granularity::Range))
    }
}

/// A day moved by a number of days; `None` beyond the calendar.
pub(super) fn shift(date: Date, days: i32) -> Option<Date> {
    date.checked_add(i64::from(days).days()).ok()
}

pub(super) fn shift_months(date: Date, months: i32) -> Option<Date> {
    date.checked_add(i64::from(months).months()).ok()
}

/// The last such weekday before or on a day.
pub(super) fn weekday_until(date: Date, weekday: Weekday) -> Option<Date> {
    shift(date, -i32::from(date.weekday().since(weekday)))
}

/// The first such weekday on or after a day.
pub(super) fn weekday_from(date: Date, weekday: Weekday) -> Option<Date> {
    shift(date, i32::from(date.weekday().until(weekday)))
}

/// The period that lies a number of units from a day, as coarse as the unit is: "two days ago" is a day, "two years ago" a year.
pub(super) fn away(from: Date, count: i32, unit: Unit) -> Option<Period> {
    match unit {
        Unit::Minute | Unit::Hour => {
            let hours = if unit == Unit::Hour { count } else { 0 };
            let (whole, rest) = (hours / 24, hours % 24);
            let near = shift(from, whole)?;
            let far = shift(from, whole + rest.signum() * i32::from(rest.abs() > 6))?;
            Some(Period::new(near.min(far), near.max(far), Granularity::PartOfDay))
        }
        Unit::Day | Unit::Night => shift(from, count).map(Period::day),
        Unit::Week | Unit::Fortnight => {
            let weeks = if unit == Unit::Fortnight { 2 * count } else { count };
            let day = shift(from, 7 * weeks)?;
            let slack = if weeks.abs() > 1 { 3 } else { 0 };
            Some(Period::new(shift(day, -slack)?, shift(day, slack)?, if slack > 0 { Granularity::Week } else { Granularity::Day }))
        }
        Unit::Month => {
            let date = shift_months(from, count)?;
            Period::month(date.year(), date.month())
        }
        Unit::Year => Period::year(from.year().checked_add(i16::try_from(count).ok()?)?),
        Unit::Decade | Unit::Century => {
            let years = count.checked_mul(if unit == Unit::Decade { 10 } else { 100 })?;
            let middle = from.year().checked_add(i16::try_from(years).ok()?)?;
            let slack = if unit == Unit::Decade { 2 } else { 20 };
            Period::years(middle.checked_sub(slack)?, middle.checked_add(slack)?, Granularity::Range)
        }
    }
}

/// The days that "a few" of a unit may mean, least and most.
pub(super) fn some_days(unit: Unit) -> (i32, i32) {
    match unit {
        Unit::Minute | Unit::Hour => (0, 1),
        Unit::Day | Unit::Night => (1, 7),
        Unit::Week | Unit::Fortnight => (7, 42),
        Unit::Month => (30, 365),
        Unit::Year => (365, 3650),
        Unit::Decade => (3650, 36500),
        Unit::Century => (36500, 365000),
    }
}

/// How many days a count of units lasts at most.
pub(super) fn days_of(count: i32, unit: Unit) -> i32 {
    let days = match unit {
        Unit::Minute => return 1,
        Unit::Hour => return (count + 23) / 24,
        Unit::Day | Unit::Night => 1,
        Unit::Week => 7,
        Unit::Fortnight => 14,
        Unit::Month => 30,
        Unit::Year => 365,
        Unit::Decade => 3652,
        Unit::Century => 36524,
    };
    count.saturating_mul(days)
}
