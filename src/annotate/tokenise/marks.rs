//! Everything that begins with a sign: punctuation and runs of it, quotes, emoticons, hashtags, handles, emoji.
//! Knows nothing of words that begin with a letter.

use super::characters::{is_regional_indicator, is_word_character, opens, shapes_the_sign_before};
use super::lexicon::{Class, classes_in_lower_case};
use super::{LONGEST_QUOTATION, Scanner};

const EMOTICONS: [&str; 36] = [
    ">:-(", ":'-(", ":'-)", ":-))", ">:(", ":'(", ":-)", ":-(", ";-)", ":-D", ":-P", ":-p", ":-/", ":-|", "=-)", "^_^", "-_-", ":))", ":)",
    ":(", ";)", ":D", ":P", ":p", ":/", ":|", "=)", "=(", "=D", "=P", "(:", "(;", "<3", ":o", ":O", ";D",
];

/// Words with a letter left out in front, in small letters.
const CLIPPED: [&str; 8] = ["em", "n", "til", "cause", "bout", "round", "nuff", "neath"];

impl Scanner<'_> {
    /// Takes the mark that begins at `at`; gives its end.
    pub(super) fn mark(&mut self, at: usize) -> usize {
        if let Some(end) = self.emoticon(at) {
            return self.push(at, end);
        }
        let mark = self.character(at).unwrap_or_default();
        match mark {
            '.' | '!' | '?' | '…' => self.stop(at),
            '\'' | '’' | '‘' | '`' | '´' => self.quote(at, mark),
            '(' => {
                self.open_bracket = Some(self.pieces.len());
                self.push(at, at + 1)
            }
            ')' => {
                self.open_bracket = None;
                self.push(at, at + 1)
            }
            '#' | '@' => self.tag(at),
            '+' if self.begins_number(at) => self.number(at, at + 1),
            '-' | '=' | '~' | '_' | '+' | '*' | '|' | '<' | '>' | '^' => self.line(at),
            ',' | '$' | '—' | '–' => {
                let end = self.same(at, mark);
                self.push(at, end)
            }
            _ => self.sign(at, mark),
        }
    }

    /// Whether the sign at `at` stands before a number and after no word.
    fn begins_number(&self, at: usize) -> bool {
        at + 1 < self.chunk_end
            && self.bytes[at + 1].is_ascii_digit()
            && !self.character_before(at).is_some_and(|before| is_word_character(before) || before == ')')
    }

    /// Dots, question and exclamation marks: a run of them is one piece. A dot may also begin a number or a file name's tail.
    fn stop(&mut self, at: usize) -> usize {
        if self.bytes[at] == b'.' && self.begins_number(at) {
            return self.number(at, at + 1);
        }
        if self.bytes[at] == b'.' && !self.character_before(at).is_some_and(is_word_character) {
            let end = self.run(at + 1);
            if classes_in_lower_case(&self.text[at + 1..end]).has(Class::Extension) {
                return self.push(at, end);
            }
        }
        let rest = &self.text[at..self.chunk_end];
        let length = rest.find(|next| !matches!(next, '.' | '!' | '?' | '…')).unwrap_or(rest.len());
        self.push(at, at + length)
    }

    /// Rules and arrows: "---", "***", "-->".
    fn line(&mut self, at: usize) -> usize {
        let rest = &self.text[at..self.chunk_end];
        let all = rest.find(|next| !matches!(next, '-' | '=' | '~' | '_' | '+' | '*' | '|' | '<' | '>' | '^')).unwrap_or(rest.len());
        let same = self.same(at, self.bytes[at] as char);
        let arrow = all == 2 && matches!(&rest[..2], "->" | "<-" | "=>");
        let end = if all > 2 && at + all > same && all > 4 || arrow { at + all } else { same };
        self.push(at, end)
    }

    fn same(&self, at: usize, mark: char) -> usize {
        let rest = &self.text[at..self.chunk_end];
        at + rest.find(|next| next != mark).unwrap_or(rest.len())
    }

    /// "#topic" and "@name"; alone before anything else.
    fn tag(&mut self, at: usize) -> usize {
        let free = self.character_before(at).is_none_or(|before| opens(before) || before == '.');
        let letter = self.character(at + 1).is_some_and(|next| next.is_alphabetic() || next == '_');
        if !free || !letter || at + 1 >= self.chunk_end {
            let end = self.same(at, self.bytes[at] as char);
            return self.push(at, end);
        }
        if let Some(end) = self.host(at + 1) {
            return self.push(at, end); // "@example.org"
        }
        let mut end = at + 1;
        while end < self.chunk_end && (self.bytes[end] == b'_' || self.word_at(end)) {
            end = if self.bytes[end] == b'_' { end + 1 } else { self.run(end) };
        }
        self.push(at, end)
    }

    /// Single quotes and apostrophes that do not follow a word.
    fn quote(&mut self, at: usize, mark: char) -> usize {
        let after = at + mark.len_utf8();
        let before = self.character_before(at);
        let outside = before.is_none_or(|before| opens(before) || matches!(before, '-' | '—' | '–' | '/'));
        if after < self.chunk_end && matches!(self.character(after), Some('\'' | '’' | '‘' | '`')) {
            let second = self.character(after).unwrap_or_default();
            return self.push(at, after + second.len_utf8());
        }
        if let Some(end) = self.clitic_end(at, mark).filter(|_| mark != '‘') {
            return self.clitic(at, end, before);
        }
        if outside
            && mark != '‘'
            && let Some(end) = self.clipped(after)
        {
            return self.push(at, end);
        }
        if mark == '‘' || outside && self.word_at(after) {
            self.open_quote = Some(self.pieces.len());
        } else {
            self.open_quote = None;
        }
        self.push(at, after)
    }

    /// A clitic after a sign ("the “Post”'s") or after white space.
    fn clitic(&mut self, at: usize, end: usize, before: Option<char>) -> usize {
        if before.is_some_and(|before| !opens(before) || before == '"') && !self.pieces.is_empty() {
            return self.push_joined(at, end);
        }
        self.push(at, end)
    }

    fn push_joined(&mut self, start: usize, end: usize) -> usize {
        let end = self.push(start, end);
        if let Some(piece) = self.pieces.last_mut() {
            piece.joined = true;
        }
        end
    }

    /// The end of a word with something left out before `at`: "’72", "'90s", "'em".
    fn clipped(&self, at: usize) -> Option<usize> {
        let end = self.run(at);
        let word = &self.text[at..end];
        let bytes = word.as_bytes();
        let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let year = digits == 2 && (bytes.len() == 2 || &bytes[2..] == b"s");
        let quoted = self.character(end).is_some_and(|next| end < self.chunk_end && matches!(next, '\'' | '’'));
        if quoted && matches!(word, "n" | "N") {
            return self.character(end).map(|quote| end + quote.len_utf8()); // "rock 'n' roll"
        }
        (year || !quoted && CLIPPED.iter().any(|clipped| word.eq_ignore_ascii_case(clipped))).then_some(end)
    }

    /// The end of the emoticon at `at`, when no word touches it.
    fn emoticon(&self, at: usize) -> Option<usize> {
        if !matches!(self.bytes[at], b':' | b';' | b'=' | b'(' | b'<' | b'>' | b'^' | b'-') {
            return None;
        }
        let rest = &self.bytes[at..self.chunk_end];
        let found = EMOTICONS.iter().find(|emoticon| rest.starts_with(emoticon.as_bytes()))?;
        let end = at + found.len();
        // "(see below:)" closes a bracket; "1:3" and "(:x" are no faces.
        let bracket_is_open = self.open_bracket.is_some_and(|piece| self.pieces.len() - piece < LONGEST_QUOTATION);
        let bracketed = found.ends_with(')') && bracket_is_open && self.character_before(at).is_some();
        let lettered = found.ends_with(|last: char| last.is_alphanumeric()) || found.starts_with('(') || found.ends_with(['(', '/', '|']);
        let touched = lettered && (self.character_before(at).is_some() || self.word_at(end));
        (!bracketed && !touched && !self.word_at(end)).then_some(end)
    }

    /// One sign with what shapes it: an emoji with its joiners, a flag.
    fn sign(&mut self, at: usize, mark: char) -> usize {
        let mut end = at + mark.len_utf8();
        let mut joins = false;
        while end < self.chunk_end {
            let next = self.character(end).unwrap_or_default();
            let flag = is_regional_indicator(mark) && is_regional_indicator(next) && end == at + mark.len_utf8();
            if !(joins && !next.is_ascii() || flag || shapes_the_sign_before(next)) {
                break;
            }
            joins = next == '\u{200d}';
            end += next.len_utf8();
        }
        self.push(at, end)
    }
}
