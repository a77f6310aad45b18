//! Ids: a readable slug and a hash of a canonical key. The same key gives the same id in every run and on every machine.

use crate::model::slug;
use sha2::{Digest, Sha256};

const LONGEST_SLUG: usize = 60;

/// The id of the thing with this canonical key: "sergei-lavrov-1f3a09bc".
pub(super) fn id(readable: &str, key: &str) -> String {
    let hash = Sha256::digest(key.as_bytes());
    let short: String = hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{short}", slug(readable, LONGEST_SLUG))
}

/// An id without its hash, to be part of another slug.
pub(super) fn readable(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(slug, _)| slug)
}

/// Parts as one key; the separator is a control character that no name holds.
pub(super) fn key<S: AsRef<str>>(parts: &[S]) -> String {
    parts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("\u{1f}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_readable_and_depends_on_the_key_alone() {
        assert_eq!(id("Sergei Lavrov", "a"), "sergei-lavrov-ca978112");
        assert_ne!(id("Sergei Lavrov", "a"), id("Sergei Lavrov", "b"));
        assert_eq!(readable("sergei-lavrov-ca978112"), "sergei-lavrov");
    }
}
