//! When: an interval of days, with the words that named it.

use jiff::civil::Date;

/// The finest unit the words commit to; "in March" is a month, never the first of March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Granularity {
    PartOfDay,
    Day,
    Week,
    Month,
    Season,
    Year,
    Decade,
    /// A range whose ends were named apart, or an end left open.
    Range,
}

/// A time as the text gives it: it lies between `earliest` and `latest`, both inclusive; an open end is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TimeValue {
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
    pub granularity: Granularity,
    /// The words of the text.
    pub words: String,
}

impl Granularity {
    pub const ALL: &[Granularity] =
        &[Self::PartOfDay, Self::Day, Self::Week, Self::Month, Self::Season, Self::Year, Self::Decade, Self::Range];

    /// The granularity of this name, as [`as_str`](Self::as_str) writes it; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|g| g.as_str() == name)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::PartOfDay => "part of day",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Season => "season",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Range => "range",
        }
    }
}
