//! The grammar of times that count from another: "yesterday", "last week", "three days ago", "the next day", "earlier in the day".
//!
//! Takes a place in a sentence, gives the days meant there. Two days are counted from: that of publication ("ago", "last", "today") and
//! that last spoken of ("later", "the same day"). Knows nothing of months and years by name beyond "last October".

use super::period::{self, Period};
use super::reader::{Reader, Reading};
use super::tense::Direction;
use super::words::{self, Count, Unit};
use crate::model::Granularity;
use jiff::civil::Date;

impl Reader<'_> {
    pub(super) fn relative(&self, at: usize, direction: Direction) -> Reading {
        self.day_word(at)
            .or_else(|| self.pointing_back(at))
            .or_else(|| self.part_of_current(at))
            .or_else(|| self.window(at))
            .or_else(|| self.deictic(at, direction))
            .or_else(|| self.counted(at))
    }

    /// "today", "yesterday morning", "the day before yesterday", "last night", "overnight".
    fn day_word(&self, at: usize) -> Reading {
        const PHRASES: [(&str, i32); 8] = [
            ("the day before yesterday", -2),
            ("the day after tomorrow", 2),
            ("last night", -1),
            ("last evening", -1),
            ("yesterday", -1),
            ("tomorrow", 1),
            ("tonight", 0),
            ("today", 0),
        ];
        let published = self.published?;
        if self.word(at) == "overnight" {
            return self.overnight(at, published);
        }
        let (phrase, days, end) = PHRASES.iter().find_map(|&(phrase, days)| Some((phrase, days, self.after(at, phrase)?)))?;
        let day = period::shift(published, days)?;
        let part = words::DAY_PARTS.contains(&self.word(end));
        let narrow = part || phrase.ends_with("night") || phrase.ends_with("evening");
        Some((if narrow { Period::part_of_day(day) } else { Period::day(day) }, if part { end + 1 } else { end }))
    }

    /// The night into the day of publication, or into the day that is named: "overnight into Friday".
    fn overnight(&self, at: usize, published: Date) -> Reading {
        let named = self.is(at + 1, &["into", "to", "on"]).then(|| self.calendar_date(at + 2, Direction::Unknown)).flatten();
        let (day, end) = match named.and_then(|(period, end)| Some((period.single_day()?, end))) {
            Some(found) => found,
            None => (published, at + 1),
        };
        Some((Period::new(period::shift(day, -1)?, day, Granularity::PartOfDay), end))
    }

    /// "that day", "the same evening", "the next day", "the previous week", "the day before", "earlier that day".
    fn pointing_back(&self, at: usize) -> Reading {
        if self.is(at, &["earlier", "later", "early", "late"]) && self.is(at + 1, &["that", "the"]) && self.word(at + 2) != "day" {
            return self.pointing_back(at + 1).filter(|(p, _)| p.single_day().is_some());
        }
        if self.is(at, &["earlier", "later"]) && self.word(at + 1) == "that" {
            return self.pointing_back(at + 1);
        }
        let (steps, unit_at) = if let Some(end) = self.after(at, "that same").or_else(|| self.after(at, "the same")) {
            (0, end)
        } else if self.word(at) == "that" {
            (0, at + 1)
        } else if let Some(end) = self.after(at, "the next").or_else(|| self.after(at, "the following")) {
            (1, end)
        } else if let Some(end) = self.after(at, "the previous").or_else(|| self.after(at, "the preceding")) {
            (-1, end)
        } else if self.word(at) == "the" && self.is(at + 1, &["day", "night", "evening", "morning", "week", "month", "year"]) {
            return self.day_before(at + 1);
        } else {
            return None;
        };
        self.unit_from_anchor(unit_at, steps)
    }

    /// "the night before", "the day after": only where no clause follows that says what it was before or after.
    fn day_before(&self, unit_at: usize) -> Reading {
        let steps = match self.word(unit_at + 1) {
            "before" | "earlier" => -1,
            "after" | "later" => 1,
            _ => return None,
        };
        let earlier = self.is(unit_at + 1, &["earlier", "later"]);
        // "the night before he had called …": a pronoun opens the main clause.
        let main_clause =
            self.is(unit_at + 2, &["he", "she", "it", "they", "we", "over", "on", "to", "when"]) && self.word(unit_at + 1) == "before";
        if earlier || main_clause || self.closes(unit_at + 2) {
            let (period, _) = self.unit_from_anchor(unit_at, steps)?;
            return Some((period, unit_at + 2));
        }
        self.before_or_after(unit_at + 1, Count::Exactly(1), words::unit(self.word(unit_at)).map_or(Unit::Day, |(unit, _)| unit))
    }

    /// The day, or the longer unit, so many steps from the last time spoken of.
    fn unit_from_anchor(&self, at: usize, steps: i32) -> Reading {
        let word = self.word(at);
        if matches!(word, "week" | "weekend" | "month" | "year") {
            let day = self.within.or(self.before).map_or(self.published, |p| p.earliest)?;
            let moved = match word {
                "month" => period::shift_months(day.first_of_month(), steps)?,
                "year" => period::shift_months(day.first_of_month(), 12 * steps)?,
                _ => period::shift(day, 7 * steps)?,
            };
            return Some((self.unit_around(word, moved)?, at + 1));
        }
        let day = period::shift(self.anchor()?, steps)?;
        if let Some((weekday, _)) = words::weekday(word).filter(|_| self.capital(at) && steps != 0) {
            let found = if steps > 0 { period::weekday_from(day, weekday)? } else { period::weekday_until(day, weekday)? };
            let part = words::DAY_PARTS.contains(&self.word(at + 1));
            return Some(if part { (Period::part_of_day(found), at + 2) } else { (Period::day(found), at + 1) });
        }
        if word == "day" {
            return Some((Period::day(day), at + 1));
        }
        words::DAY_PARTS.contains(&word).then(|| (Period::part_of_day(day), at + 1))
    }

    /// "earlier in the day", "later in the week", "earlier this month", "this afternoon", "in the evening", "at midnight".
    fn part_of_current(&self, at: usize) -> Reading {
        if self.is(at, &["earlier", "later"]) {
            let next = self.after(at + 1, "in the").or_else(|| self.after(at + 1, "this"))?;
            if self.word(next) == "day" || words::DAY_PARTS.contains(&self.word(next)) {
                return Some((Period::part_of_day(self.current_day()?), next + 1));
            }
            let day = self.published?;
            let whole = self.unit_around(self.word(next), day)?;
            let (first, last) = (whole.earliest?, whole.latest?);
            let earlier = self.word(at) == "earlier";
            let until_yesterday = period::shift(day, -1)?.max(first);
            let ends = if earlier { (first, until_yesterday) } else { (day, last) };
            return Some((Period::new(ends.0, ends.1, Granularity::Range), next + 1));
        }
        if self.word(at) == "this" && words::DAY_PARTS.contains(&self.word(at + 1)) {
            return Some((Period::part_of_day(self.published?), at + 2));
        }
        None
    }

    /// A part of the day under a preposition: "in the evening", "at dawn", "since morning"; the day is the one spoken of.
    pub(super) fn part_alone(&self, at: usize) -> Reading {
        let at = self.skip(at, &["the"]);
        let hours = self.is(at, &["early", "small", "wee"]) && self.word(at + 1) == "hours";
        let end = if hours { at + 2 } else { at + 1 };
        if !hours && !words::DAY_PARTS.contains(&self.word(at)) {
            return None;
        }
        let named = self.skip(end, &["of", "on"]);
        if let Some((period, end)) = (named > end).then(|| self.calendar_date(named, Direction::Unknown)).flatten() {
            return period.single_day().map(|day| (Period::part_of_day(day), end));
        }
        let day = self.current_day()?;
        let begins_before = self.word(at) == "night";
        Some((Period::new(if begins_before { period::shift(day, -1)? } else { day }, day, Granularity::PartOfDay), end))
    }

    /// "the past 24 hours", "the last three weeks", "recent days", "the coming weeks", "the next few days".
    fn window(&self, at: usize) -> Reading {
        let definite = self.word(at) == "the";
        let at = self.skip(at, &["the"]);
        let back = match self.word(at) {
            "past" | "last" | "recent" | "previous" => true,
            "coming" | "next" => false,
            _ => return None,
        };
        let (count, unit_at) = self.count_at(at + 1).unwrap_or((Count::Some, at + 1));
        let (unit, plural) = words::unit(self.word(unit_at))?;
        let bare = unit_at == at + 1;
        let count = match (bare, plural) {
            // "the last decade" is the ten years past, "last year" the calendar's.
            (true, false) if self.word(at) == "past" || (definite && back && unit == Unit::Decade) => Count::Exactly(1),
            (true, false) => return None,
            _ => count,
        };
        let published = self.published?;
        let (near, far) = match count {
            Count::Exactly(count) => (0, period::days_of(count, unit)),
            Count::Some => match unit {
                Unit::Minute | Unit::Hour => (0, 1),
                Unit::Day | Unit::Night => (1, 7),
                Unit::Week | Unit::Fortnight => (1, 28),
                Unit::Month => (1, 183),
                _ => (1, period::days_of(5, unit)),
            },
        };
        let (first, last) = if back { (-far, -near) } else { (0, far) };
        Some((Period::new(period::shift(published, first)?, period::shift(published, last)?, Granularity::Range), unit_at + 1))
    }

    /// "last Friday", "next week", "this month", "last October", "last summer", "at the weekend".
    fn deictic(&self, at: usize, direction: Direction) -> Reading {
        if let Some(end) = self.after(at, "the weekend") {
            let published = self.published?;
            let weekend = Period::weekend(published)?;
            let begun = weekend.earliest? <= published || direction == Direction::Future;
            let found = if begun { weekend } else { Period::weekend(period::shift(published, -7)?)? };
            return Some((found, end));
        }
        self.deictic_day(at, direction).or_else(|| self.deictic_month(at)).or_else(|| self.deictic_unit(at, direction))
    }

    fn deictic_day(&self, at: usize, direction: Direction) -> Reading {
        let (weekday, _) = words::weekday(self.word(at + 1)).filter(|_| self.capital(at + 1))?;
        let published = self.published?;
        let day = match (self.word(at), direction) {
            ("last" | "past", _) => period::weekday_until(period::shift(published, -1)?, weekday)?,
            ("next" | "coming", _) => period::weekday_from(period::shift(published, 1)?, weekday)?,
            ("this", Direction::Past) => period::weekday_until(published, weekday)?,
            ("this", _) => period::weekday_from(published, weekday)?,
            _ => return None,
        };
        let part = words::DAY_PARTS.contains(&self.word(at + 2));
        Some(if part { (Period::part_of_day(day), at + 3) } else { (Period::day(day), at + 2) })
    }

    fn deictic_month(&self, at: usize) -> Reading {
        let published = self.published?;
        let (year, this_month) = (published.year(), published.month());
        if let Some((month, end)) = self.month_name(at + 1) {
            // "said that April 9 would be bloody"
            if self.word(end).starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            let year = match self.word(at) {
                "last" => year - i16::from(month >= this_month),
                "next" => year + i16::from(month <= this_month),
                "this" => year,
                "that" => self.within.or(self.before)?.earliest?.year(),
                _ => return None,
            };
            return Some((Period::month(year, month)?, end));
        }
        let (first, last) = words::season(self.word(at + 1))?;
        let in_year = |year| Period::season(year, first, last);
        let seasons = [in_year(year - 2)?, in_year(year - 1)?, in_year(year)?, in_year(year + 1)?];
        let found = match self.word(at) {
            "last" => seasons.into_iter().rfind(|s| s.latest < Some(published)),
            "next" => seasons.into_iter().find(|s| s.earliest > Some(published)),
            "this" => seasons.into_iter().find(|s| s.latest >= Some(published)),
            _ => None,
        };
        found.map(|season| (season, at + 2))
    }

    /// "last week", "this month", "next year"; the current one ends, or begins, with the report when the clause looks one way.
    pub(super) fn deictic_unit(&self, at: usize, direction: Direction) -> Reading {
        let steps = match self.word(at) {
            "last" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            _ => return None,
        };
        let published = self.published?;
        let moved = match self.word(at + 1) {
            "week" | "weekend" => period::shift(published, 7 * steps)?,
            "month" => period::shift_months(published.first_of_month(), steps)?,
            "year" => period::shift_months(published.first_of_month(), 12 * steps)?,
            "decade" | "century" => {
                let span = if self.word(at + 1) == "decade" { 10 } else { 100 };
                let first = published.year() / span * span + span * steps as i16;
                return Some((Period::years(first, first + span - 1, Granularity::Decade)?, at + 2));
            }
            _ => return None,
        };
        let whole = self.unit_around(self.word(at + 1), moved)?;
        let clipped = match direction {
            Direction::Past if steps == 0 && self.word(at + 1) == "weekend" && whole.earliest > Some(published) => {
                Period::weekend(period::shift(published, -7)?)?
            }
            Direction::Past if steps == 0 && self.word(at + 1) != "year" && whole.earliest <= Some(published) => {
                Period { latest: whole.latest.min(Some(published)), ..whole }
            }
            Direction::Future if steps == 0 => Period { earliest: whole.earliest.max(Some(published)), ..whole },
            _ => whole,
        };
        Some((clipped, at + 2))
    }

    /// A count before a unit: "three", "a few", "a couple of", "more than two", "24".
    pub(super) fn count_at(&self, at: usize) -> Option<(Count, usize)> {
        let phrases = [("a few", Count::Some), ("a couple of", Count::Some), ("half a", Count::Exactly(1))];
        if let Some(found) = phrases.iter().find_map(|&(phrase, count)| Some((count, self.after(at, phrase)?))) {
            return Some(found);
        }
        words::count(self.word(at)).map(|count| (count, at + 1))
    }

    /// "three days ago", "a week earlier", "hours later", "a day after the vote", "two days before".
    fn counted(&self, at: usize) -> Reading {
        let start = ["more than", "less than", "about", "around", "nearly", "almost", "over", "just", "some", "only"]
            .iter()
            .find_map(|hedge| self.after(at, hedge))
            .unwrap_or(at);
        let (count, unit_at) = self.count_at(start).unwrap_or((Count::Some, start));
        let (unit, plural) = words::unit(self.word(unit_at))?;
        if unit_at == start && !plural {
            return None;
        }
        let at = unit_at + 1;
        match self.word(at) {
            "ago" | "back" => Some((away(self.published?, count, unit, -1)?, at + 1)),
            "earlier" | "previously" | "beforehand" => Some((self.counted_from_anchor(count, unit, -1)?, at + 1)),
            "later" | "afterwards" | "afterward" => Some((self.counted_from_anchor(count, unit, 1)?, at + 1)),
            "hence" => Some((away(self.published?, count, unit, 1)?, at + 1)),
            "from" if self.word(at + 1) == "now" => Some((away(self.published?, count, unit, 1)?, at + 2)),
            "before" | "after" => self.before_or_after(at, count, unit),
            _ => None,
        }
    }

    /// Hours stay within the day that they count from; longer units move away from it.
    fn counted_from_anchor(&self, count: Count, unit: Unit, sign: i32) -> Option<Period> {
        let day = self.anchor()?;
        match (unit, count) {
            (Unit::Hour | Unit::Minute, Count::Some) => Some(Period::part_of_day(day)),
            _ => away(day, count, unit, sign),
        }
    }

    /// "two days after February 24" counts from that day. "A day after the army took power" tells when the army did: its day is counted
    /// back from that of the clause it hangs on.
    fn before_or_after(&self, at: usize, count: Count, unit: Unit) -> Reading {
        let sign = if self.word(at) == "after" { 1 } else { -1 };
        if self.closes(at + 1) {
            return Some((self.counted_from_anchor(count, unit, sign)?, at + 1));
        }
        if let Some((named, end)) = self.calendar_date(at + 1, Direction::Unknown) {
            return Some((away(named.single_day()?, count, unit, sign)?, end));
        }
        // Without a date in the main clause, only a sentence or an article that opens with it tells of the day of publication.
        let opens = self.before.is_none() || sign > 0 && self.words.iter().take_while(|word| word.lower != "after").count() <= 4;
        let day = match self.within {
            Some(period) => period.single_day()?,
            None => self.published.filter(|_| opens && sign > 0)?,
        };
        if matches!((unit, count), (Unit::Hour | Unit::Minute, Count::Some)) {
            return Some((Period::part_of_day(day), at + 1));
        }
        Some((away(day, count, unit, -sign)?, at + 1))
    }

    /// Whether a clause ends at a place, so that "before" there is an adverb.
    fn closes(&self, at: usize) -> bool {
        matches!(self.word(at), "" | "." | "," | ";" | ":" | ")" | "\"" | "”" | "and" | "but" | "by" | "in" | "at" | "with")
    }
}

/// So many units from a day; what "some" leaves open stays a range.
fn away(from: Date, count: Count, unit: Unit, sign: i32) -> Option<Period> {
    match count {
        Count::Exactly(count) => period::away(from, sign * count, unit),
        Count::Some => {
            let (near, far) = period::some_days(unit);
            let (one, other) = (period::shift(from, sign * near)?, period::shift(from, sign * far)?);
            Some(Period::new(one.min(other), one.max(other), Granularity::Range))
        }
    }
}
