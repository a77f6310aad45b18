//! How many origins tellings have that do not go back to one another.
//!
//! What one speaker says is one origin, in how many papers it may stand. So is what articles say that are copies of one text, what is
//! said in the same sentence, and what one paper says in its own voice. Articles are copies if half of the shorter one stands in the
//! other, word for word.

use super::sets::Sets;
use crate::model::{Article, Claims, Provenance, name_key};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

/// Words in a row that are compared.
const SHINGLE: usize = 8;
/// Of so many rows of words one is kept, chosen by its hash, so that every article keeps the same.
const KEPT: u64 = 8;
/// A row of words that stands in more articles than this is a phrase of the trade.
const COMMON: usize = 100;

pub(super) struct Origins<'a> {
    /// Each article by its id, with the place of the first of its copies.
    articles: BTreeMap<&'a str, (&'a Article, usize)>,
}

impl<'a> Origins<'a> {
    pub fn of(articles: &'a [(Article, Claims)]) -> Self {
        let with_copies = articles.iter().map(|(article, _)| article).zip(copies(articles));
        Self { articles: with_copies.map(|(article, copy)| (article.id.as_str(), (article, copy))).collect() }
    }

    /// The number of origins of these tellings.
    pub fn count(&self, tellings: &[Provenance]) -> usize {
        if tellings.len() == 1 {
            return 1;
        }
        let mut sets = Sets::new(tellings.len());
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (at, telling) in tellings.iter().enumerate() {
            for mark in self.marks(telling) {
                sets.join(at, *first.entry(mark).or_insert(at));
            }
        }
        sets.count()
    }

    /// What two tellings of one origin have in common.
    fn marks(&self, telling: &Provenance) -> Vec<String> {
        let (article, copy) = self.articles[telling.article.as_str()];
        let mut marks = vec![format!("words {}", name_key(telling.evidence.of(&article.text)))];
        match telling.said_by.last() {
            Some(speaker) => marks.push(format!("speaker {speaker}")),
            None => {
                marks.push(format!("copy {copy}"));
                marks.extend(article.publisher.iter().map(|name| format!("publisher {}", name_key(name))));
            }
        }
        marks
    }
}

/// For each article the place of the first of its copies.
fn copies(articles: &[(Article, Claims)]) -> Vec<usize> {
    let shingles: Vec<Vec<u64>> = articles.iter().map(|(article, _)| shingles(&article.text)).collect();
    let mut holders: Vec<(u64, usize)> =
        shingles.iter().enumerate().flat_map(|(article, rows)| rows.iter().map(move |&row| (row, article))).collect();
    holders.sort_unstable();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in holders.chunk_by(|one, other| one.0 == other.0).filter(|holders| holders.len() <= COMMON) {
        for (place, &(_, article)) in holders.iter().enumerate() {
            holders[..place].iter().for_each(|&(_, before)| *shared.entry((article, before)).or_default() += 1);
        }
    }
    let mut sets = Sets::new(articles.len());
    for ((article, before), count) in shared {
        if 2 * count >= shingles[article].len().min(shingles[before].len()) {
            sets.join(article, before);
        }
    }
    (0..articles.len()).map(|article| sets.first(article)).collect()
}

/// Hashes of rows of words of a text, sorted; the same text gives the same everywhere.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let hash = |row: &[String]| {
        let mut hasher = Fnv::default();
        row.iter().for_each(|word| word.hash(&mut hasher));
        hasher.finish()
    };
    let kept: BTreeSet<u64> = words.windows(SHINGLE).map(hash).filter(|hash| hash % KEPT == 0).collect();
    kept.into_iter().collect()
}

/// Fowler, Noll and Vo's hash (1a): the standard library's may change with its version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
