//! The grammar of calendar dates: "24 February 2022", "Feb. 24", "Thursday, March 3", "in March", "early 2014", "the 1990s".
//!
//! Takes a place in a sentence, gives the days named there. Chooses the year that a date leaves out, and the week that a weekday
//! leaves out, by the day of publication and the direction of the clause. Knows nothing of "yesterday" and its like.

use super::period::{self, Period};
use super::reader::{Reader, Reading};
use super::tense::Direction;
use super::words;
use crate::model::{Granularity, Relation, UPos};
use jiff::civil::{Date, Weekday};

/// A past clause may still name a day so near ahead ("announced a vote on July 5"); a clause without tense, one so near.
const NEAR_AHEAD: NearAhead = NearAhead { past: 45, unknown: 90 };

/// In days.
struct NearAhead {
    past: i32,
    unknown: i32,
}

impl Reader<'_> {
    /// A date of the calendar, with the part of the day that follows it.
    pub(super) fn calendar_date(&self, at: usize, direction: Direction) -> Reading {
        let (period, end) = self
            .numeric_date(at)
            .or_else(|| self.weekday_date(at, direction))
            .or_else(|| self.month_date(at, direction))
            .or_else(|| self.part_of_period(at, direction))
            .or_else(|| self.season(at, direction))
            .or_else(|| self.bare_year(at))?;
        let day_part = period.single_day().is_some() && words::DAY_PARTS.contains(&self.word(end));
        Some(if day_part { (period.narrowed(), end + 1) } else { (period, end) })
    }

    /// "2022-02-24"; "24/02/2022" when only one order of day and month is possible.
    fn numeric_date(&self, at: usize) -> Reading {
        let word = self.word(at);
        let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
        let [a, b, c] = parts[..] else { return None };
        let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i16>().ok()).flatten();
        let (a_value, b_value, c_value) = (number(a)?, number(b)?, number(c)?);
        let date = |year: i16, month: i16, day: i16| Date::new(year, month as i8, day as i8).ok();
        let found = match (a.len(), c.len()) {
            (4, 1..=2) if word.contains('-') && a_value >= 1000 => date(a_value, b_value.min(99), c_value.min(99)),
            (1..=2, 4) if c_value >= 1000 => match (date(c_value, b_value.min(99), a_value), date(c_value, a_value, b_value.min(99))) {
                (Some(one), Some(other)) if one != other => None,
                (one, other) => one.or(other),
            },
            _ => None,
        };
        found.map(|day| (Period::day(day), at + 1))
    }

    /// "Thursday", "Thursday, February 24".
    fn weekday_date(&self, at: usize, direction: Direction) -> Reading {
        let (weekday, short) = words::weekday(self.word(at)).filter(|_| self.capital(at))?;
        let dot = if short { self.skip(at + 1, &["."]) } else { at + 1 };
        let next = self.skip(dot, &[","]);
        let dated = self.month_date(next, direction).filter(|(period, _)| period.single_day().is_some());
        if dated.is_some() {
            return dated;
        }
        // "Sun", "Sat" alone are words of other meanings.
        if short && !self.word(at).ends_with('.') {
            return None;
        }
        self.nearest_weekday(weekday, direction).map(|day| (Period::day(day), dot))
    }

    fn nearest_weekday(&self, weekday: Weekday, direction: Direction) -> Option<Date> {
        match direction {
            Direction::Future => period::weekday_from(self.published?, weekday),
            Direction::Past | Direction::Unknown => period::weekday_until(self.published?, weekday),
        }
    }

    /// All that a month's name heads: days, pairs of days, the month with its year or alone.
    fn month_date(&self, at: usize, direction: Direction) -> Reading {
        self.day_then_month(at, direction).or_else(|| self.month_then_day(at, direction)).or_else(|| self.whole_month(at, direction))
    }

    /// "24 February 2022", "the 24th of February", "3-5 March", "3 and 5 March".
    fn day_then_month(&self, at: usize, direction: Direction) -> Reading {
        let day_at = self.skip(at, &["the"]);
        // "the twenty second of June"
        let tens = match self.word(day_at) {
            "twenty" => 20,
            "thirty" => 30,
            _ => 0,
        };
        let first_at = if tens > 0 { day_at + 1 } else { day_at };
        let first = self.day_number(first_at)? + tens;
        let second = if self.is(first_at + 1, &["-", "–", "and", "to"]) { self.day_number(first_at + 2) } else { None };
        let month_at = self.skip(first_at + if second.is_some() { 3 } else { 1 }, &["of", "."]);
        let (month, dot) = self.month_name(month_at)?;
        let (year, end) = self.year_after(dot);
        self.days_of_month(year, month, first, second, direction).map(|period| (period, end))
    }

    /// "February 24", "Feb. 24, 2022", "March 3-5", "September 5 and 6".
    fn month_then_day(&self, at: usize, direction: Direction) -> Reading {
        let (month, dot) = self.month_name(at)?;
        let day_at = self.skip(dot, &["the"]);
        let first = self.day_number(day_at)?;
        let second = self.second_day(day_at + 1).filter(|&(last, _)| last > first);
        let (year, end) = self.year_after(second.map_or(day_at + 1, |(_, end)| end));
        self.days_of_month(year, month, first, second.map(|(last, _)| last), direction).map(|period| (period, end))
    }

    /// The end of a pair of days; "and 5 people" is none.
    fn second_day(&self, at: usize) -> Option<(i8, usize)> {
        let joined = self.is(at, &["-", "–"]);
        let last = self.day_number(at + 1).filter(|_| joined || self.is(at, &["and", "to", "through"]))?;
        let follower = self.word(at + 2);
        let closes = !follower.starts_with(char::is_alphabetic)
            || ["in", "at", "on", "by", "to", "with", "for", "and", "as", "when", "after", "before"].contains(&follower);
        (joined || closes).then_some((last, at + 2))
    }

    fn days_of_month(&self, year: Option<i16>, month: i8, first: i8, second: Option<i8>, direction: Direction) -> Option<Period> {
        let first_day = match year {
            Some(year) => Date::new(year, month, first).ok()?,
            None => self.nearest_year(direction, |year| Date::new(year, month, first).ok().map(|day| (day, day)))?.0,
        };
        let Some(last) = second else { return Some(Period::day(first_day)) };
        Period::day(first_day).through(Period::day(Date::new(first_day.year(), month, last).ok()?))
    }

    /// "March 2014", "March last year", "March".
    fn whole_month(&self, at: usize, direction: Direction) -> Reading {
        let (month, dot) = self.month_name(at)?;
        let (year, end) = self.year_after(dot);
        if let Some(year) = year {
            return Some((Period::month(year, month)?, end));
        }
        // "May" and "March" begin many sentences that are about neither.
        let led = MONTH_LEADERS.contains(&self.word_before(at));
        let ambiguous = matches!(self.word(at), "may" | "march") && (self.token(at).upos != UPos::Propn || at == 0);
        // "Jan Petersen"
        let abbreviated = words::month(self.word(at)).is_some_and(|(_, short)| short) && !self.word(at).ends_with('.') && dot == at + 1;
        if !led && (ambiguous || (abbreviated && self.word(at) != "may")) {
            return None;
        }
        let of_month = |year| Period::month(year, month).and_then(|p| Some((p.earliest?, p.latest?)));
        let (first, last) = self.nearest_year(direction, of_month)?;
        Some((Period::new(first, last, Granularity::Month), dot))
    }

    /// The month named at a place, and the place after its name and dot.
    pub(super) fn month_name(&self, at: usize) -> Option<(i8, usize)> {
        let (month, short) = words::month(self.word(at)).filter(|_| self.capital(at))?;
        let verb = matches!(self.token(at).upos, UPos::Aux | UPos::Verb);
        let dotted = (short || self.word(at) == "may") && self.word(at + 1) == "." && self.words.len() > at + 2;
        (!verb).then_some((month, if dotted && short { at + 2 } else { at + 1 }))
    }

    /// "24", "24th"; no other number.
    fn day_number(&self, at: usize) -> Option<i8> {
        let word = self.word(at);
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        let number = if digits { words::ordinal(word).or_else(|| words::cardinal(word)) } else { words::ordinal(word) };
        number.filter(|day| (1..=31).contains(day) && word.len() <= 7).map(|day| day as i8)
    }

    /// A year after a month or a day: ", 2022", "of 2022", "last year".
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let comma = self.skip(at, &[",", "of", "in"]);
        if let Some(year) = words::year_of_month(self.word(comma)) {
            return (Some(year), comma + 1);
        }
        if let Some(end) = self.after(comma, "the same year").or_else(|| self.after(comma, "that year")) {
            return (self.within.or(self.before).and_then(|p| p.earliest).map(Date::year), end);
        }
        let this = self.published.map(Date::year).filter(|_| self.word(comma + 1) == "year");
        match (this, self.word(comma)) {
            (Some(year), "last") => (Some(year - 1), comma + 2),
            (Some(year), "this") => (Some(year), comma + 2),
            (Some(year), "next") => (Some(year + 1), comma + 2),
            _ => (None, at),
        }
    }

    /// The year, last, this or next, in which a day or month lies nearest on the side that the clause looks to.
    fn nearest_year(&self, direction: Direction, in_year: impl Fn(i16) -> Option<(Date, Date)>) -> Option<(Date, Date)> {
        let published = self.published?;
        let year = published.year();
        let candidates = [year - 1, year, year + 1].map(in_year);
        let past = candidates.iter().flatten().rfind(|(first, _)| *first <= published).copied();
        let ahead = candidates.iter().flatten().find(|(_, last)| *last >= published).copied();
        let near = match direction {
            Direction::Future => return ahead.or(past),
            // A month in a past clause is the clause's own time.
            Direction::Past if ahead.is_some_and(|(first, last)| first < last) => 0,
            Direction::Past => NEAR_AHEAD.past,
            Direction::Unknown => NEAR_AHEAD.unknown,
        };
        // A year back, a writer would have said so; so the nearer side wins while it is near.
        let days_to = |day: Date| (day - published).get_days();
        match (past, ahead) {
            (Some(past), Some(ahead)) if days_to(ahead.0) <= near && days_to(ahead.0) < -days_to(past.1) => Some(ahead),
            (past, ahead) => past.or(ahead),
        }
    }

    /// "early March", "mid-June", "late 2013", "the end of the month", "late in October", "the beginning of 2014".
    fn part_of_period(&self, at: usize, direction: Direction) -> Reading {
        let at = self.skip(at, &["the"]);
        let part = words::part(self.word(at))?;
        let next = self.skip(at + 1, &["of", "in", "-"]);
        let next = self.skip(next, &["the"]);
        let unit = self.is(next, &["month", "year", "week"]) && at + 1 < next;
        let (whole, end) = if unit {
            (self.unit_around(self.word(next), self.published?)?, next + 1)
        } else {
            self.whole_month(next, direction)
                .or_else(|| self.decade(next))
                .or_else(|| {
                    // "the start of the 2014 season" is not that of the year.
                    let year = words::year(self.word(next)).filter(|_| self.word_before(next) != "the")?;
                    Some((Period::year(year)?, next + 1))
                })
                .or_else(|| self.deictic_unit(next, Direction::Unknown))?
        };
        whole.part(part).map(|period| (period, end))
    }

    /// The week, month or year that holds a day.
    pub(super) fn unit_around(&self, unit: &str, day: Date) -> Option<Period> {
        match unit {
            "week" => Period::week(day),
            "weekend" => Period::weekend(day),
            "month" => Period::month(day.year(), day.month()),
            "year" => Period::year(day.year()),
            _ => None,
        }
    }

    /// "the summer of 2014", "summer 2014".
    fn season(&self, at: usize, _: Direction) -> Reading {
        let at = self.skip(at, &["the"]);
        let (first, last) = words::season(self.word(at))?;
        let year_at = self.skip(at + 1, &["of", ","]);
        Some((Period::season(words::year(self.word(year_at))?, first, last)?, year_at + 1))
    }

    /// "the 1990s", "the 19th century".
    fn decade(&self, at: usize) -> Reading {
        let at = self.skip(at, &["the"]);
        if let (Some(century), "century") = (words::ordinal(self.word(at)), self.word(at + 1)) {
            let first = 100 * (i16::try_from(century).ok()? - 1);
            return Some((Period::years(first, first + 99, Granularity::Range)?, at + 2));
        }
        let split = self.word(at + 1) == "s" || (self.word(at + 1) == "'s" && self.word_before(at) == "the");
        let (first, end) = match words::decade(self.word(at)) {
            Some(first) => (first, at + 1),
            None => (words::year(self.word(at)).filter(|year| split && year % 10 == 0)?, at + 2),
        };
        Some((Period::years(first, first + 9, Granularity::Decade)?, end))
    }

    /// A number that the words around it make a year: "in 2014", "the 2014 vote", "(1994)"; not "2,014 men" and not "1500 men".
    fn bare_year(&self, at: usize) -> Reading {
        if let Some(decade) = self.decade(at) {
            return Some(decade);
        }
        let at = self.skip(at, &["the"]);
        let year = words::year(self.word(at))?;
        let before = self.word_before(at);
        let bracketed = before == "(" && self.is(at + 1, &[")", ",", ";", "-", "–"]);
        let token = self.token(at);
        let counts = token.relation == Relation::Nummod && token.head.is_some() && before != "the";
        let next = self.word(at + 1);
        let noun =
            matches!(self.words.get(at + 1).map(|word| self.document.tokens[word.token].upos), Some(UPos::Noun | UPos::Adj | UPos::X));
        let plural = noun && next.len() > 3 && next.ends_with('s') && !self.capital(at + 1) && before != "the";
        // "a 1987 putsch"
        let attribute = matches!(before, "a" | "an") && next.starts_with(char::is_alphabetic);
        let listed = matches!(before, "and" | "or" | ",") && at > 1 && words::year(self.word(at - 2)).is_some();
        let led = YEAR_LEADERS.contains(&before) || bracketed || attribute || listed;
        (led && !counts && !plural).then(|| Some((Period::year(year)?, at + 1))).flatten()
    }
}

const MONTH_LEADERS: [&str; 24] = [
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "of",
    "during",
    "early",
    "late",
    "mid",
    "between",
    "last",
    "next",
    "this",
    "before",
    "after",
    "through",
    "to",
    "and",
    "for",
    "-",
    "that",
    "following",
];

const YEAR_LEADERS: [&str; 20] = [
    "for", "in", "since", "until", "till", "by", "from", "of", "during", "between", "before", "after", "through", "to", "the", "early",
    "late", "-", "–", "around",
];
