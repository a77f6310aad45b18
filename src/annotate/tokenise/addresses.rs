//! Web and mail addresses, host names and file names: one word each. Knows nothing of other words.

use super::Scanner;
use super::lexicon::{Class, classes_in_lower_case};

/// What a web or mail address begins with, in small letters.
const SCHEMES: [&str; 6] = ["http://", "https://", "ftp://", "mailto:", "www.", "news://"];

impl Scanner<'_> {
    /// The end of the address that begins at `at`, if one does.
    pub(super) fn address(&mut self, at: usize) -> Option<usize> {
        if self.chunk_has_dot || self.chunk_has_colon {
            let scheme = SCHEMES.iter().find(|scheme| self.starts_with(at, scheme));
            if let Some(scheme) = scheme.filter(|scheme| self.word_at(at + scheme.len())) {
                return Some(self.address_end(at + scheme.len()));
            }
        }
        if self.chunk_has_at
            && let Some(end) = self.mail_address(at)
        {
            return Some(end);
        }
        if self.chunk_has_dot { self.host(at) } else { None }
    }

    fn starts_with(&self, at: usize, prefix: &str) -> bool {
        self.bytes.get(at..at + prefix.len()).is_some_and(|here| here.eq_ignore_ascii_case(prefix.as_bytes()))
    }

    /// Where the address that goes on at `at` ends: before a quote or an angle bracket, and before closing punctuation.
    fn address_end(&self, at: usize) -> usize {
        let rest = &self.text[at..self.chunk_end];
        let rest = &rest[..rest.find(['<', '>', '"', '”', '“', '’', '…']).unwrap_or(rest.len())];
        let mut end = rest.len();
        let opened = rest.contains('(');
        while let Some(last) = rest[..end].chars().next_back() {
            if !(matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']' | '}') || last == ')' && !opened) {
                break;
            }
            end -= last.len_utf8();
        }
        at + end
    }

    /// "name@host", and "name@UNIT" as mail systems inside a company write it.
    fn mail_address(&mut self, at: usize) -> Option<usize> {
        if at < self.no_address_before {
            return None;
        }
        let local = self.ascii_run(at, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-'));
        if self.bytes.get(local) != Some(&b'@') || local >= self.chunk_end {
            self.no_address_before = local;
            return None;
        }
        let mut end = self.ascii_run(local + 1, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
        while matches!(self.bytes[end - 1], b'.' | b'-' | b'_') {
            end -= 1;
        }
        (end > local + 1).then_some(end)
    }

    /// "example.org", "example.org/page", "report.pdf", "comp.sources.misc".
    pub(super) fn host(&mut self, at: usize) -> Option<usize> {
        if at < self.no_host_before {
            return None;
        }
        let mut end = self.ascii_run(at, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
        self.no_host_before = end;
        while end > at && matches!(self.bytes[end - 1], b'.' | b'-' | b'_') {
            end -= 1;
        }
        let name = &self.text[at..end];
        let (stem, tail) = name.rsplit_once('.')?;
        if stem.ends_with('.') || self.word_at(end) {
            return None;
        }
        let known = classes_in_lower_case(tail).has(Class::Extension)
            // "He left.In 2010": a capital after the dot begins a sentence, unless the tail is no word.
            && (tail.len() > 2
                || tail.bytes().all(|byte| !byte.is_ascii_uppercase())
                || tail.bytes().all(|byte| !byte.is_ascii_lowercase()));
        if known {
            let path = self.bytes.get(end) == Some(&b'/') && self.word_at(end + 1);
            return Some(if path { self.address_end(end) } else { end });
        }
        let plain = |label: &str| label.len() > 2 && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        (name.split('.').count() > 2 && name.split('.').all(plain)).then_some(end)
    }

    fn ascii_run(&self, at: usize, belongs: impl Fn(u8) -> bool) -> usize {
        self.bytes[at..self.chunk_end].iter().position(|&byte| !belongs(byte)).map_or(self.chunk_end, |length| at + length)
    }
}
