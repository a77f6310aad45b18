//! The vocabulary of time: closed classes of English, as tables.
//!
//! Takes one word in lower case, gives what it counts or names. Knows nothing of sentences, and of no calendar but its names.

use jiff::civil::Weekday;

/// A unit that expressions count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Fortnight,
    Month,
    Year,
    Decade,
    Century,
}

/// Where in a longer period a modifier points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    Early,
    Middle,
    Late,
    End,
}

/// A count: exact, or one that the text leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Exactly(i32),
    /// "several", "a few", or a bare plural: "days ago".
    Some,
}

const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

const WEEKDAYS: [(&str, &str, Weekday); 7] = [
    ("monday", "mon", Weekday::Monday),
    ("tuesday", "tue", Weekday::Tuesday),
    ("wednesday", "wed", Weekday::Wednesday),
    ("thursday", "thu", Weekday::Thursday),
    ("friday", "fri", Weekday::Friday),
    ("saturday", "sat", Weekday::Saturday),
    ("sunday", "sun", Weekday::Sunday),
];

/// First and last month of each season, as the northern half of the world counts; the winter's year is that of its December.
const SEASONS: [(&str, i8, i8); 5] = [("spring", 3, 5), ("summer", 6, 8), ("autumn", 9, 11), ("fall", 9, 11), ("winter", 12, 2)];

const NUMERALS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

const ORDINALS: [&str; 13] =
    ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];

const UNITS: [(&str, Unit); 10] = [
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("night", Unit::Night),
    ("week", Unit::Week),
    ("fortnight", Unit::Fortnight),
    ("month", Unit::Month),
    ("year", Unit::Year),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
];

/// The parts of a day that may follow its name ("Friday night") or stand for it ("that evening").
pub(super) const DAY_PARTS: [&str; 12] =
    ["morning", "afternoon", "evening", "night", "midday", "noon", "midnight", "dawn", "dusk", "nightfall", "daybreak", "lunchtime"];

/// The number of a month and whether the word is its abbreviation.
pub(super) fn month(word: &str) -> Option<(i8, bool)> {
    let bare = word.strip_suffix('.').unwrap_or(word);
    let at = |found: usize| found as i8 + 1;
    if let Some(found) = MONTHS.iter().position(|(full, _)| *full == word) {
        return Some((at(found), false));
    }
    let bare = if bare == "sep" { "sept" } else { bare };
    MONTHS.iter().position(|(_, short)| *short == bare).map(|found| (at(found), true))
}

/// The day of the week and whether the word is its abbreviation.
pub(super) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    let bare = word.strip_suffix('.').unwrap_or(word);
    let bare = match bare {
        "tues" => "tue",
        "weds" => "wed",
        "thur" | "thurs" => "thu",
        other => other,
    };
    WEEKDAYS.iter().find_map(|&(full, short, day)| match (full == word, short == bare) {
        (true, _) => Some((day, false)),
        (_, true) => Some((day, true)),
        _ => None,
    })
}

pub(super) fn season(word: &str) -> Option<(i8, i8)> {
    SEASONS.iter().find(|(name, ..)| *name == word).map(|&(_, first, last)| (first, last))
}

/// A cardinal, in letters or digits: "three", "24".
pub(super) fn cardinal(word: &str) -> Option<i32> {
    if let Some(found) = NUMERALS.iter().position(|n| *n == word) {
        return Some(found as i32);
    }
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(found) = tens.iter().position(|n| *n == word) {
        return Some(20 + 10 * found as i32);
    }
    let digits = word.len() <= 4 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    if digits { word.parse().ok() } else { None }
}

/// An ordinal, in letters or digits: "first", "24th".
pub(super) fn ordinal(word: &str) -> Option<i32> {
    if let Some(found) = ORDINALS.iter().position(|n| *n == word) {
        return Some(found as i32);
    }
    let tens = [("twenty-", 20), ("thirty-", 30)];
    if let Some((units, base)) = tens.iter().find_map(|&(prefix, base)| Some((word.strip_prefix(prefix)?, base))) {
        return ordinal(units).map(|units| base + units);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) { None } else { digits.parse().ok() }
}

/// A count before a unit: "three", "a", "several".
pub(super) fn count(word: &str) -> Option<Count> {
    match word {
        "a" | "an" => Some(Count::Exactly(1)),
        "several" | "some" | "many" | "few" => Some(Count::Some),
        _ => cardinal(word).map(Count::Exactly),
    }
}

/// The unit and whether it is in the plural.
pub(super) fn unit(word: &str) -> Option<(Unit, bool)> {
    let word = if word == "centuries" { "centurys" } else { word };
    UNITS.iter().find_map(|&(name, unit)| match word.strip_prefix(name) {
        Some("") => Some((unit, false)),
        Some("s") => Some((unit, true)),
        _ => None,
    })
}

/// What a modifier points at: "early March", "the end of the month".
pub(super) fn part(word: &str) -> Option<Part> {
    Some(match word {
        "early" => Part::Early,
        "start" | "beginning" => Part::Start,
        "mid" | "middle" => Part::Middle,
        "late" => Part::Late,
        "end" | "close" => Part::End,
        _ => return None,
    })
}

/// A year that a bare number may name.
pub(super) fn year(word: &str) -> Option<i16> {
    let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten().filter(|year| (1500..2100).contains(year))
}

/// A year after the name of a month, where a number of four digits can be nothing else.
pub(super) fn year_of_month(word: &str) -> Option<i16> {
    let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten().filter(|year| (1000..3000).contains(year))
}

/// The first year of a decade: "1990s", "1990's".
pub(super) fn decade(word: &str) -> Option<i16> {
    let digits = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
    year(digits).filter(|year| year % 10 == 0)
}
