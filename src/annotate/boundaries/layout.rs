//! What line breaks mean in plain text: the end of a paragraph, or prose wrapped by hand at some column.
//!
//! Knows nothing of words beyond how long they are.

/// A text whose longest line is longer than this was not wrapped by hand: each of its lines is a paragraph.
const WIDEST_WRAP: usize = 100;
/// Nobody wraps prose narrower: lines so short are headlines, lists, verse.
const NARROWEST_WRAP: usize = 55;

/// How the lines of a text were broken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Bytes of the longest line.
    widest: usize,
    /// Whether its prose is wrapped by hand.
    wrapped: bool,
}

impl Layout {
    pub(super) fn of(text: &str) -> Self {
        let widest = text.lines().map(|line| line.trim_end().len()).max().unwrap_or(0);
        let wrapped = (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) && is_wrapped(text, widest);
        Self { widest, wrapped }
    }

    /// Whether a paragraph ends in the white space from `start` to `end`: at a blank line, or at a line break that no wrapping explains.
    pub(super) fn ends_paragraph(self, text: &str, start: usize, end: usize) -> bool {
        if start == end || end - start == 1 && text.as_bytes()[start] == b' ' {
            return false;
        }
        let space = &text[start..end];
        let breaks = space.matches(['\n', '\u{2028}', '\u{b}']).count() + space.matches('\r').count() - space.matches("\r\n").count();
        if breaks > 1 || space.contains(['\u{2029}', '\u{c}']) {
            return true;
        }
        breaks == 1 && (!self.wrapped || is_item(text, end) || self.next_word_would_fit(text, start, end))
    }

    /// Whether the word at `end` had room on the line that was broken at `start`: wrapping breaks a line only where it had not.
    fn next_word_would_fit(self, text: &str, start: usize, end: usize) -> bool {
        let line = start - text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        line + 1 + first_word(&text[end..]) <= self.widest
    }
}

/// Whether wrapping at `widest` explains most line breaks, and some line goes on with a small letter.
fn is_wrapped(text: &str, widest: usize) -> bool {
    let (mut explained, mut unexplained, mut goes_on) = (0, 0, false);
    let mut lines = text.lines().map(str::trim_end).peekable();
    while let Some(line) = lines.next() {
        let Some(next) = lines.peek().filter(|next| !next.is_empty() && !line.is_empty()) else { continue };
        if line.len() + 1 + first_word(next) > widest {
            explained += 1
        } else {
            unexplained += 1
        }
        goes_on |= next.starts_with(char::is_lowercase);
    }
    goes_on && explained > unexplained
}

/// The bytes of the first word.
fn first_word(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// Whether a list's item begins at `at`: a bullet, or a number with a dot or bracket, before a space.
fn is_item(text: &str, at: usize) -> bool {
    let line = &text[at..];
    let mark = line.split(char::is_whitespace).next().unwrap_or_default();
    if matches!(mark, "-" | "*" | "•" | "·" | "–" | "—" | "▪" | "‣" | "◦" | "+") {
        return line.len() > mark.len();
    }
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let number = number.strip_prefix('(').unwrap_or(number);
    (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}
