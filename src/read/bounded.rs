//! Bytes from a reader, never more than a limit, and their decoding to text.
//!
//! Takes any `BufRead`; gives whole small files, or lines one at a time, in memory bounded by the limit however long the file or
//! the line is. Knows nothing of formats.

use std::io::{BufRead, Read, Result};

/// What is wrong with bytes that should be text: the problem and the remedy of a refusal.
pub(super) type Unsuitable = (String, String);

/// A line or a file, as far as the limit allows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bounded {
    Whole(Vec<u8>),
    /// There was more than the limit.
    TooLong,
}

/// The rest of a file. Of a file over the limit no more than one byte beyond it is read.
pub(super) fn whole(reader: impl Read, limit: usize) -> Result<Bounded> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() > limit { Bounded::TooLong } else { Bounded::Whole(bytes) })
}

/// The next line without its line feed; `None` at the end. An overlong line is passed over without being kept.
pub(super) fn line(reader: &mut impl BufRead, limit: usize) -> Result<Option<Bounded>> {
    let mut kept = Vec::new();
    let mut seen = 0usize;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok((seen > 0).then(|| fitting(kept, seen, limit)));
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        seen += piece.len();
        if seen <= limit {
            kept.extend_from_slice(piece);
        }
        let used = piece.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(fitting(kept, seen, limit)));
        }
    }
}

fn fitting(kept: Vec<u8>, seen: usize, limit: usize) -> Bounded {
    if seen > limit { Bounded::TooLong } else { Bounded::Whole(kept) }
}

/// Decodes UTF-8, with or without a byte order mark; anything else is named for what it is.
pub(super) fn decode(bytes: Vec<u8>) -> std::result::Result<String, Unsuitable> {
    if let Some(kind) = foreign(&bytes) {
        return Err((format!("is {kind}, not text"), "Convert it to plain text (.txt), Markdown or JSON Lines first.".into()));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(("is in UTF-16".into(), "Convert it to UTF-8: iconv -f UTF-16 -t UTF-8 FILE.".into()));
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let problem = format!("is a binary file: byte {} is NUL", at + 1);
        return Err((problem, "Give text in UTF-8; convert other files to text first.".into()));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let problem = format!("is not UTF-8: byte {} cannot be decoded", error.utf8_error().valid_up_to() + 1);
        (problem, "Convert it to UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE.".to_string())
    })?;
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_string(),
        None => text,
    })
}

/// The formats that users hand over most under a wrong name.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 4] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1f\x8b", "gzip data"),
        (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn lines_keep_to_the_limit_whatever_the_buffer() {
        for capacity in [1, 3, 64] {
            let mut reader = BufReader::with_capacity(capacity, &b"abc\n\nabcdef\nxy"[..]);
            let mut next = || line(&mut reader, 4).unwrap();
            assert_eq!(next(), Some(Bounded::Whole(b"abc".to_vec())));
            assert_eq!(next(), Some(Bounded::Whole(Vec::new())));
            assert_eq!(next(), Some(Bounded::TooLong));
            assert_eq!(next(), Some(Bounded::Whole(b"xy".to_vec())));
            assert_eq!(next(), None);
        }
    }

    /// A reader without end: what reads it to the end never returns.
    struct Endless;

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
            buffer.fill(b'a');
            Ok(buffer.len())
        }
    }

    #[test]
    fn an_overlong_file_is_not_read_to_its_end() {
        assert_eq!(whole(Endless, 1000).unwrap(), Bounded::TooLong);
        assert_eq!(whole(&b"1234"[..], 4).unwrap(), Bounded::Whole(b"1234".to_vec()));
    }

    #[test]
    fn text_is_utf8_and_everything_else_is_named() {
        assert_eq!(decode(b"\xEF\xBB\xBFKyiv".to_vec()).unwrap(), "Kyiv");
        let problem = |bytes: &[u8]| decode(bytes.to_vec()).unwrap_err().0;
        assert_eq!(problem(b"caf\xE9 noir"), "is not UTF-8: byte 4 cannot be decoded");
        assert_eq!(problem(b"\xFF\xFEK\0"), "is in UTF-16");
        assert_eq!(problem(b"ab\0c"), "is a binary file: byte 3 is NUL");
        assert_eq!(problem(b"%PDF-1.7 ..."), "is a PDF, not text");
    }
}
