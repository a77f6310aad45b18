//! What tells one content from another: hashes of an article's own fields, of a record's bytes, of a reader, of a whole state.

use crate::model::Article;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The first 64 bits of a SHA-256, written as sixteen hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Short(u64);

impl Short {
    /// Of parts in their order.
    fn of<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut hash = Hash::default();
        parts.into_iter().for_each(|part| hash.add(part));
        Self::first(&hash.0.finalize())
    }

    /// What an article is, but for its id and what was read out of it.
    pub fn of_content(article: &Article) -> Self {
        let published = article.published.map(|day| day.to_string());
        let given = |field: Option<&String>| field.map_or(String::new(), |text| format!("={text}"));
        let fields =
            [given(article.url.as_ref()), given(article.publisher.as_ref()), given(article.title.as_ref()), given(published.as_ref())];
        Self::of(fields.iter().chain([&article.text]).map(|field| field.as_bytes()))
    }

    /// The digest of a record as it is written, with the end of its line.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::first(&Sha256::digest(bytes))
    }

    fn first(hash: &[u8]) -> Self {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&hash[..8]);
        Self(u64::from_be_bytes(bytes))
    }
}

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<Short> for String {
    fn from(short: Short) -> Self {
        short.to_string()
    }
}

impl TryFrom<String> for Short {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        let digits = written.len() == 16 && written.bytes().all(|byte| byte.is_ascii_hexdigit());
        let read = u64::from_str_radix(&written, 16).ok().filter(|_| digits);
        read.map(Self).ok_or_else(|| format!("{written:?} is no hash of sixteen hexadecimal digits"))
    }
}

/// The hash of parts, each behind its length, so that where one ends matters.
#[derive(Default)]
pub(super) struct Hash(Sha256);

impl Hash {
    pub fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part);
    }

    /// Its first 128 bits as hexadecimal digits.
    pub fn written(self) -> String {
        self.0.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A key of 128 bits for a word of a kind: as good as the word itself, and of one size.
pub(super) fn key(kind: &str, word: &str) -> u128 {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::new().chain_update(kind).chain_update([0]).chain_update(word).finalize()[..16]);
    u128::from_be_bytes(bytes)
}

/// One word for all parts of what reads articles (the program's version, its weights, its ontology, how it is set): under the same word
/// the same article gives the same claims.
pub fn fingerprint<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    Short::of(parts).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_is_all_but_the_id() {
        let article = |id: &str, url: Option<&str>, title: Option<&str>, text: &str| {
            let (url, title) = (url.map(str::to_owned), title.map(str::to_owned));
            Short::of_content(&Article { id: id.into(), url, publisher: None, title, published: None, text: text.into() })
        };
        let first = article("a", Some("u"), None, "Troops left.");
        assert_eq!(first, article("b", Some("u"), None, "Troops left."));
        for other in [
            article("a", None, None, "Troops left."),
            article("a", None, Some("u"), "Troops left."),
            article("a", Some("u"), Some(""), "Troops left."),
            article("a", Some("u"), None, "Troops leave."),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn a_hash_comes_back_from_its_digits() {
        let hash = Short::of_bytes(b"Troops left.\n");
        assert_eq!(Short::try_from(hash.to_string()), Ok(hash));
        for wrong in ["", "12", "+123456789abcdef", "g000000000000000", "00000000000000000"] {
            assert!(Short::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn where_a_part_ends_matters() {
        assert_ne!(fingerprint([&b"ab"[..], b"c"]), fingerprint([&b"a"[..], b"bc"]));
        assert_ne!(key("id", "a"), key("url", "a"));
    }
}
