//! Numbers: separators, decimals, times, dates, telephone numbers; the unit written against a number; the sign of money before it.
//! Knows nothing of their value.

use super::Scanner;
use super::lexicon::{Class, classes};

/// The groups of digits, parted by hyphens, slashes or dots, of which telephone and postal numbers and dates are made.
const GROUPS: [&[usize]; 14] = [
    &[1, 4],
    &[3, 4],
    &[3, 3, 4],
    &[1, 3, 3, 4],
    &[5, 4],
    &[4, 2, 2],
    &[2, 2, 4],
    &[1, 2, 4],
    &[2, 1, 4],
    &[1, 1, 4],
    &[2, 2, 2],
    &[1, 2, 2],
    &[2, 1, 2],
    &[1, 1, 2],
];

impl Scanner<'_> {
    /// Takes the number whose first digit is at `digits`, with a sign or a dot before it from `at` on.
    pub(super) fn number(&mut self, at: usize, digits: usize) -> usize {
        if let Some(end) = self.grouped_number(digits) {
            return self.push(at, end);
        }
        let mut end = self.digits(digits);
        while let Some(further) = self.next_digits(digits, end) {
            end = further;
        }
        if !self.word_at(end) {
            return self.rest_of_word(at, end);
        }
        let further = self.run(end);
        if self.is_times(end) {
            self.push(at, end); // "3x5"
            return self.push(end, end + 1);
        }
        if let Some(unit_end) = self.unit(end, further) {
            self.push(at, end);
            return self.unit_piece(end, unit_end);
        }
        self.rest_of_word(at, further)
    }

    fn digits(&self, at: usize) -> usize {
        self.bytes[at..self.chunk_end].iter().position(|byte| !byte.is_ascii_digit()).map_or(self.chunk_end, |length| at + length)
    }

    /// Where the number that began at `at` and has come to `end` goes on to, past a separator.
    fn next_digits(&self, at: usize, end: usize) -> Option<usize> {
        if end + 1 >= self.chunk_end || !self.bytes[end + 1].is_ascii_digit() {
            return None;
        }
        let further = self.digits(end + 1);
        let belongs = match self.bytes[end] {
            b'.' | b':' => true,
            b',' => further - end == 4,
            b'/' => self.slash_makes_a_date(at, end, further),
            _ => false,
        };
        belongs.then_some(further)
    }

    /// "24/02/2022", "9/11"; but not "1/2" (a fraction) and not "20/20".
    fn slash_makes_a_date(&self, at: usize, end: usize, further: usize) -> bool {
        let number = |part: &[u8]| part.iter().fold(0usize, |sum, digit| sum.saturating_mul(10) + (digit - b'0') as usize);
        let first = &self.bytes[at..end];
        if !first.iter().all(u8::is_ascii_digit) || first.len() > 2 || further - end > 3 {
            return false;
        }
        let (first, second) = (number(first), number(&self.bytes[end + 1..further]));
        let leading_zero = self.bytes[at] == b'0' || self.bytes[end + 1] == b'0';
        let fraction = first < second && second <= 10 && !leading_zero;
        (1..=12).contains(&first) && (1..=31).contains(&second) && !fraction
    }

    /// The end of a number of several groups of digits, when they are grouped as in a date or a telephone number.
    fn grouped_number(&self, at: usize) -> Option<usize> {
        let mut groups = [0; 4];
        let (mut count, mut start) = (0, at);
        let end = loop {
            let end = self.digits(start);
            *groups.get_mut(count)? = end - start;
            count += 1;
            let parted = end + 1 < self.chunk_end && matches!(self.bytes[end], b'-' | b'/' | b'.');
            if !parted || !self.bytes[end + 1].is_ascii_digit() {
                break end;
            }
            start = end + 1;
        };
        let more = self.word_at(end) || end < self.chunk_end && self.bytes[end] == b'-' && self.word_at(end + 1);
        let hyphened = self.bytes[at..end].contains(&b'-');
        let slashed = self.bytes[at..end].contains(&b'/');
        // Two groups must stand on a hyphen: "100/2000" and "100.2000" are other things.
        let shaped = GROUPS.contains(&&groups[..count]) && (count > 2 || hyphened) && (hyphened || slashed || groups[count - 1] == 4);
        (!more && shaped).then_some(end)
    }

    /// Whether an "x" between two numbers stands at `at`.
    fn is_times(&self, at: usize) -> bool {
        self.bytes[at] == b'x' && at + 1 < self.chunk_end && self.bytes[at + 1].is_ascii_digit()
    }

    /// The end of the unit `at..end` written against a number.
    fn unit(&self, at: usize, end: usize) -> Option<usize> {
        let unit = &self.text[at..end];
        // "3p.m.": the unit has a dot inside.
        if unit.len() == 1 && matches!(self.bytes[at], b'a' | b'p' | b'A' | b'P') && self.bytes.get(end) == Some(&b'.') {
            let further = self.run(end + 1);
            return classes(&self.text[at..further]).has(Class::Unit).then_some(further);
        }
        let known = classes(unit);
        (known.has(Class::Unit) || known.has(Class::MoneyUnit) && self.follows_money()).then_some(end)
    }

    /// Takes a unit, with the dot of "p.m." if it is its own.
    fn unit_piece(&mut self, at: usize, end: usize) -> usize {
        let dotted = self.text[at..end].contains('.') && self.bytes.get(end) == Some(&b'.') && self.dot_belongs(at, end);
        self.push(at, end + dotted as usize)
    }

    /// Whether the piece before the number just taken is a sign of money.
    fn follows_money(&self) -> bool {
        self.pieces.last().is_some_and(|piece| piece.span.of(self.text).ends_with(['$', '€', '£', '¥', '₹', '₽', '₩', '₴']))
    }

    /// The end of the code of money that begins at `at`: "US" in "US$5" with its sign, "EUR" in "EUR200".
    pub(super) fn currency(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < self.chunk_end && end - at < 4 && self.bytes[end].is_ascii_alphabetic() {
            end += 1;
        }
        let next = *self.bytes.get(end).filter(|_| end < self.chunk_end)?;
        if next != b'$' && !next.is_ascii_digit() || !classes(&self.text[at..end]).has(Class::Currency) {
            return None;
        }
        if next == b'$' {
            return Some(end + 1);
        }
        // "A4", "C5" and "US1" are names; a code of money has three letters, or is the rupee's.
        (end - at == 3 || matches!(&self.text[at..end], "Rs" | "rs")).then_some(end)
    }
}
