//! Text → words, as the Universal Dependencies treebanks of English (EWT, GUM) part them.
//!
//! Takes any string, gives [`Piece`]s: byte spans in order that never overlap, with nothing but white space between them. One pass,
//! linear in the length of the text; no word is copied. Whether a dot belongs to an abbreviation or ends a sentence is settled here
//! ([`dots`]); where sentences end is for [`boundaries`](super::boundaries). Knows nothing of tags or of meaning.

mod addresses;
mod apostrophes;
mod characters;
mod dots;
mod joins;
pub(crate) mod lexicon;
mod marks;
mod numbers;
#[cfg(test)]
mod tests;

use crate::model::{Byte, Span};
use characters::{is_word_character, starts_word};

/// A word or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub span: Span<Byte>,
    /// Whether it is one multiword token with the piece before it: "n't" in "don't", "'s" in "Oslo's".
    pub joined: bool,
}

/// Parts a text into words and marks.
pub fn tokenise(text: &str) -> Vec<Piece> {
    let mut scanner = Scanner::new(text);
    let mut at = 0;
    while let Some(start) = scanner.skip_white_space(at) {
        at = scanner.chunk(start);
    }
    scanner.pieces
}

/// Walks the text chunk by chunk; a chunk is a run without white space.
struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    pieces: Vec<Piece>,
    /// The chunk being parted.
    chunk_start: usize,
    chunk_end: usize,
    /// Whether the chunk holds an "@", a dot, a colon: without one, no address need be sought.
    chunk_has_at: bool,
    chunk_has_dot: bool,
    chunk_has_colon: bool,
    /// The piece that opened a single quotation not yet closed.
    open_quote: Option<usize>,
    /// The piece that opened a round bracket not yet closed.
    open_bracket: Option<usize>,
    /// Up to here it is known that no address (host) begins: keeps the search linear in a long chunk.
    no_address_before: usize,
    no_host_before: usize,
}

/// A single quotation open for longer than this many pieces was an apostrophe; a bracket, a mistake.
const LONGEST_QUOTATION: usize = 60;

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            // English news runs to some five bytes a word, marks counted.
            pieces: Vec::with_capacity(text.len() / 5 + 4),
            chunk_start: 0,
            chunk_end: 0,
            chunk_has_at: false,
            chunk_has_dot: false,
            chunk_has_colon: false,
            open_quote: None,
            open_bracket: None,
            no_address_before: 0,
            no_host_before: 0,
        }
    }

    /// The start of the next chunk at or after `at`.
    fn skip_white_space(&mut self, mut at: usize) -> Option<usize> {
        loop {
            match *self.bytes.get(at)? {
                b' ' => at += 1,
                b'\n' => {
                    if self.open_quote.is_some() && self.bytes.get(at + 1) == Some(&b'\n') {
                        self.open_quote = None; // no quotation runs past a paragraph
                    }
                    at += 1;
                }
                byte if byte < 128 => {
                    if !(byte as char).is_whitespace() {
                        return Some(at);
                    }
                    at += 1;
                }
                _ => {
                    let next = self.character(at)?;
                    if !next.is_whitespace() {
                        return Some(at);
                    }
                    at += next.len_utf8();
                }
            }
        }
    }

    /// Parts the chunk that begins at `start`; gives its end.
    fn chunk(&mut self, start: usize) -> usize {
        self.measure_chunk(start);
        let end = self.chunk_end;
        let mut at = start;
        while at < end {
            at = if starts_word(self.character(at).unwrap_or_default()) { self.word(at) } else { self.mark(at) };
        }
        end
    }

    fn measure_chunk(&mut self, start: usize) {
        (self.chunk_has_at, self.chunk_has_dot, self.chunk_has_colon) = (false, false, false);
        let mut at = start;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'@' => self.chunk_has_at = true,
                b'.' => self.chunk_has_dot = true,
                b':' => self.chunk_has_colon = true,
                b' ' | b'\n' => break,
                byte if byte < 128 => {
                    if (byte as char).is_whitespace() {
                        break;
                    }
                }
                _ => {
                    let character = self.character(at).unwrap_or_default();
                    if character.is_whitespace() {
                        break;
                    }
                    at += character.len_utf8() - 1;
                }
            }
            at += 1;
        }
        (self.chunk_start, self.chunk_end) = (start, at);
    }

    /// Takes the word that begins at `at`; gives its end.
    fn word(&mut self, at: usize) -> usize {
        if let Some(end) = self.address(at) {
            return self.push(at, end);
        }
        if self.bytes[at].is_ascii_digit() { self.number(at, at) } else { self.letters(at) }
    }

    /// Takes a word that begins with a letter at `at`.
    fn letters(&mut self, at: usize) -> usize {
        if let Some(end) = self.currency(at) {
            return self.push(at, end);
        }
        if let Some(end) = self.acronym(at) {
            return self.push(at, end);
        }
        let end = self.run(at);
        self.rest_of_word(at, end)
    }

    /// The word `at..end` and whatever hangs on it by an apostrophe, a hyphen, a slash, a dot.
    fn rest_of_word(&mut self, at: usize, mut end: usize) -> usize {
        let mut prefixed = false;
        while end < self.chunk_end {
            let next = self.character(end).unwrap_or_default();
            let further = match next {
                '\'' | '’' | '`' | '´' => match self.apostrophe(at, end, next) {
                    apostrophes::Use::Inside(further) => Some(further),
                    apostrophes::Use::Clitic(cut, further) => return self.push_pair(at, cut, further),
                    apostrophes::Use::None => None,
                },
                '-' | '\u{2010}' | '\u{2011}' if !prefixed => {
                    prefixed = true;
                    self.hyphen(at, end, next)
                }
                '.' if self.dot_belongs(at, end) => return self.push(at, end + 1),
                '.' => self.inner_dot(end),
                '!' if self.is_named_with_mark(at, end) => return self.push(at, end + 1),
                '&' => self.ampersand(at, end),
                '/' => self.slash(at, end),
                '_' | '*' | '@' => self.inner_sign(end),
                _ => None,
            };
            match further {
                Some(further) => end = further,
                None => break,
            }
        }
        self.push_word(at, end)
    }

    /// The end of the run of word characters that begins at `at`.
    fn run(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.chunk_end {
            let byte = self.bytes[end];
            if byte < 128 {
                if !byte.is_ascii_alphanumeric() {
                    break;
                }
                end += 1;
            } else {
                let next = self.character(end).unwrap_or_default();
                if !is_word_character(next) {
                    break;
                }
                end += next.len_utf8();
            }
        }
        end
    }

    fn character(&self, at: usize) -> Option<char> {
        match *self.bytes.get(at)? {
            byte if byte < 128 => Some(byte as char),
            _ => self.text[at..].chars().next(),
        }
    }

    /// The character before `at` inside the chunk.
    fn character_before(&self, at: usize) -> Option<char> {
        if at <= self.chunk_start {
            return None;
        }
        match self.bytes[at - 1] {
            byte if byte < 128 => Some(byte as char),
            _ => self.text[..at].chars().next_back(),
        }
    }

    /// Whether a word goes on at `at`, inside the chunk.
    fn word_at(&self, at: usize) -> bool {
        at < self.chunk_end && self.character(at).is_some_and(is_word_character)
    }

    fn push(&mut self, start: usize, end: usize) -> usize {
        self.pieces.push(Piece { span: Span::new(start, end), joined: false });
        end
    }

    /// Two words written as one, parted at `cut`.
    fn push_pair(&mut self, start: usize, cut: usize, end: usize) -> usize {
        if cut == start {
            return self.push(start, end);
        }
        self.push(start, cut);
        self.pieces.push(Piece { span: Span::new(cut, end), joined: true });
        end
    }
}
