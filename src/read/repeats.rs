//! Knows an article that was read before by its id, or by all of its fields, and says where the first one stands.

use super::Refusal;
use crate::model::Article;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The articles seen so far. Keeps a hash of each: a run may read millions.
#[derive(Default)]
pub(super) struct Repeats {
    /// Whether only the same content makes the same article.
    versions: bool,
    files: Vec<PathBuf>,
    seen: HashMap<u128, (u32, u32)>,
}

impl Repeats {
    pub fn new(versions: bool) -> Self {
        Self { versions, ..Self::default() }
    }

    /// Enters an article; refuses it when it was seen.
    pub fn check(&mut self, article: &Article, file: &Path, line: Option<u64>) -> Result<(), Refusal> {
        if self.files.last().is_none_or(|last| last != file) {
            self.files.push(file.to_path_buf());
        }
        let mut hash = [0; 16];
        let id = &article.id;
        let same = if self.versions { format!("{article:?}") } else { id.clone() };
        hash.copy_from_slice(&Sha256::digest(same)[..16]);
        let place = (self.files.len() as u32 - 1, line.unwrap_or(0) as u32);
        match self.seen.insert(u128::from_be_bytes(hash), place) {
            None => Ok(()),
            Some(first) => {
                self.seen.insert(u128::from_be_bytes(hash), first);
                let before = self.files[first.0 as usize].display();
                let before = if first.1 > 0 { format!("{before}:{}", first.1) } else { before.to_string() };
                let problem = format!("is the same article as {before}: both have the id {id:?}");
                Err(Refusal::new(file, line, problem, "Leave it out, or give it an id of its own if it is another article."))
            }
        }
    }
}
