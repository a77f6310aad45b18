//! What line breaks mean in plain text: the end of a paragraph, or prose wrapped by hand at some column.
//!
//! Knows nothing of words beyond how long they are.

/// What lies between two pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, or white space within a line or at the break of a wrapped line.
    None,
    /// A line break that may be a wrapped line's or may be meant.
    Line,
    /// A blank line, or a line break that no wrapping explains.
    Paragraph,
}

/// A text whose longest line is longer than this was not wrapped by hand: each of its lines is a paragraph.
const WIDEST_WRAP: usize = 100;
/// Nobody wraps prose narrower: lines so short are headlines, lists, verse.
const NARROWEST_WRAP: usize = 55;

/// How wide the lines of a text are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Bytes of the longest line.
    widest: usize,
}

impl Layout {
    pub(super) fn of(text: &str) -> Self {
        Self { widest: text.lines().map(|line| line.trim_end().len()).max().unwrap_or(0) }
    }

    /// What the white space from `start` to `end` means.
    pub(super) fn gap(self, text: &str, start: usize, end: usize) -> Gap {
        if end - start < 2 && text.as_bytes().get(start).is_none_or(|&byte| byte == b' ' || start == end) {
            return Gap::None;
        }
        let space = &text[start..end];
        let breaks = space.matches(['\n', '\u{2028}', '\u{b}']).count() + space.matches('\r').count() - space.matches("\r\n").count();
        if breaks > 1 || space.contains(['\u{2029}', '\u{c}']) {
            return Gap::Paragraph;
        }
        if breaks == 0 {
            return Gap::None;
        }
        if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&self.widest) || self.is_item(text, end) {
            return Gap::Paragraph;
        }
        // Wrapping breaks a line only where the next word no longer fits.
        let line = start - text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let next = &text[end..];
        let word = next.find(char::is_whitespace).unwrap_or(next.len());
        if line + 1 + word <= self.widest { Gap::Paragraph } else { Gap::Line }
    }

    /// Whether a list's item begins at `at`: a bullet, or a number with a dot or bracket, before a space.
    fn is_item(self, text: &str, at: usize) -> bool {
        let line = &text[at..];
        let mark = line.split(char::is_whitespace).next().unwrap_or_default();
        if matches!(mark, "-" | "*" | "•" | "·" | "–" | "—" | "▪" | "‣" | "◦" | "+" | "o") {
            return mark != "o" && line.len() > mark.len();
        }
        let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
        let number = number.strip_prefix('(').unwrap_or(number);
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    }
}
