//! Half-open intervals, typed by what they count.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Counts bytes of UTF-8 into an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Byte {}

/// A half-open interval `start..end` of things of kind `Unit` ([`Byte`], or [`Token`](super::Token)).
///
/// A span of bytes and a span of tokens are different types, so one is never taken for the other.
pub struct Span<Unit> {
    pub start: u32,
    pub end: u32,
    unit: PhantomData<fn() -> Unit>,
}

impl<Unit> Span<Unit> {
    /// The interval `start..end`; `start` must not exceed `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Self { start: start as u32, end: end as u32, unit: PhantomData }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, position: usize) -> bool {
        self.range().contains(&position)
    }

    /// Whether `other` lies wholly inside this span.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl Span<Byte> {
    /// The piece of `text` under this span.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The same interval counted in Unicode code points of `text`, as JSON and RDF want it.
    pub fn to_code_points(self, text: &str) -> Range<usize> {
        let start = text[..self.start as usize].chars().count();
        start..start + self.of(text).chars().count()
    }
}

// Written by hand: deriving would ask the same of `Unit`, which is only a marker.
impl<Unit> Clone for Span<Unit> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Unit> Copy for Span<Unit> {}
impl<Unit> PartialEq for Span<Unit> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<Unit> Eq for Span<Unit> {}
impl<Unit> PartialOrd for Span<Unit> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Unit> Ord for Span<Unit> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<Unit> std::hash::Hash for Span<Unit> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<Unit> fmt::Debug for Span<Unit> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "“Ça va” — Zé";
        let start = text.find("Zé").unwrap();
        let span = Span::<Byte>::new(start, text.len());
        assert_eq!(span.to_code_points(text), 10..12);
        assert_eq!(span.of(text), "Zé");
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        let (a, b) = (Span::<Byte>::new(0, 3), Span::<Byte>::new(3, 5));
        assert!(!a.overlaps(b) && a.overlaps(Span::new(2, 4)) && Span::<Byte>::new(0, 5).covers(b));
    }
}
