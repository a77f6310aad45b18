//! Words → the encoder's input: WordPiece ids and the shape of each word.
//!
//! Knows nothing of sentences or of what the encoder makes of it.

use ahash::AHashMap;
use std::sync::Arc;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::bert::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::{Model, NormalizedString, Normalizer, OffsetReferential, OffsetType, PreTokenizedString, PreTokenizer};

/// `[CLS]` and `[SEP]`, which every window has before its words.
pub const MARKS: [i32; 2] = [101, 102];
/// `[UNK]` stands for a word without pieces.
const UNKNOWN: i32 = 100;

/// A word never takes more pieces than this; what a long URL has beyond it says nothing.
const MOST_PIECES: usize = 8;
/// WordPiece looks at no more of a word than this many characters.
const LONGEST_LOOKED_AT: usize = 100;
/// News repeats its words: this many distinct ones are remembered before the memory is emptied.
const REMEMBERED_WORDS: usize = 50_000;

/// The uncased WordPiece vocabulary of the encoder.
pub struct Vocabulary {
    model: WordPiece,
    normalizer: BertNormalizer,
}

impl Vocabulary {
    /// Reads a vocabulary with one piece a line; a piece's id is its line.
    pub fn read(pieces: &str) -> Result<Self, String> {
        let ids: AHashMap<String, u32> = pieces.lines().enumerate().map(|(id, piece)| (piece.to_string(), id as u32)).collect();
        let model = WordPiece::builder().vocab(ids).unk_token("[UNK]".into()).build();
        Ok(Self { model: model.map_err(|e| e.to_string())?, normalizer: BertNormalizer::new(true, true, None, true) })
    }

    fn split(&self, word: &str) -> Option<Vec<i32>> {
        let mut normalized = NormalizedString::from(word);
        self.normalizer.normalize(&mut normalized).ok()?;
        let mut parts = PreTokenizedString::from(normalized);
        BertPreTokenizer.pre_tokenize(&mut parts).ok()?;
        let mut ids = Vec::new();
        for (part, _, _) in parts.get_splits(OffsetReferential::Normalized, OffsetType::None) {
            ids.extend(self.model.tokenize(part).ok()?.iter().map(|piece| piece.id as i32));
        }
        ids.truncate(MOST_PIECES);
        Some(ids)
    }
}

/// Remembers the pieces of the words it has met: one a thread.
#[derive(Clone)]
pub struct PieceCache {
    vocabulary: Arc<Vocabulary>,
    words: AHashMap<Box<str>, Box<[i32]>>,
}

impl PieceCache {
    pub fn new(vocabulary: Arc<Vocabulary>) -> Self {
        Self { vocabulary, words: AHashMap::new() }
    }

    /// The ids of a word's pieces; at least one.
    pub fn pieces(&mut self, word: &str) -> &[i32] {
        if self.words.len() > REMEMBERED_WORDS {
            self.words.clear();
        }
        if !self.words.contains_key(word) {
            let looked_at = word.char_indices().nth(LONGEST_LOOKED_AT).map_or(word, |(end, _)| &word[..end]);
            let ids = self.vocabulary.split(looked_at).filter(|ids| !ids.is_empty()).unwrap_or_else(|| vec![UNKNOWN]);
            self.words.insert(word.into(), ids.into());
        }
        &self.words[word]
    }
}

/// The index of a word's shape in the model's shape table; `training/network.py` numbers them the same way.
pub fn shape(word: &str) -> i32 {
    let cased = |c: char| c.is_uppercase() || c.is_lowercase();
    let all_upper = |s: &str| s.chars().any(char::is_uppercase) && !s.chars().any(char::is_lowercase);
    let all_lower = |s: &str| s.chars().any(char::is_lowercase) && !s.chars().any(char::is_uppercase);
    let mut rest = word.chars();
    let first = rest.next().unwrap_or(' ');
    if all_upper(word) {
        if rest.next().is_some() { 1 } else { 2 }
    } else if first.is_uppercase() {
        if rest.as_str().chars().any(cased) && all_lower(rest.as_str()) { 3 } else { 4 }
    } else if all_lower(word) {
        5
    } else if word.chars().any(char::is_numeric) {
        6
    } else if word.chars().any(char::is_alphabetic) {
        7
    } else {
        8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_numbered_as_in_training() {
        for (word, expected) in [
            ("NATO", 1),
            ("U.S.", 1),
            ("A", 2),
            ("Kyiv", 3),
            ("McCain", 4),
            ("talks", 5),
            ("30", 6),
            ("iPhone", 7),
            ("—", 8),
            ("3pm", 5),
            ("B2", 1),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
