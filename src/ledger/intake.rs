//! Which of the articles that are given to a graph are to be read: not those that it knows already.
//!
//! Asked before an article is read, while others are under way; so it keeps in mind what the graph will hold when those are in.

use super::content::Short;
use super::state::{Index, Live};
use super::versions::{Standing, Versions};
use crate::model::Article;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard};

/// Tells which articles are wanted; every clone asks the same [`GraphWriter`](super::GraphWriter).
#[derive(Debug, Clone)]
pub struct Intake(Arc<Mutex<Expected>>);

/// What the graph will hold.
#[derive(Debug)]
pub(super) struct Expected {
    articles: Index,
    pub versions: Versions,
    wanted: HashSet<(String, Short)>,
    reader: Arc<str>,
    again: bool,
    /// Articles that the graph held as they are, and how many of these another reader read.
    pub known: usize,
    pub known_to_others: usize,
}

impl Intake {
    pub(super) fn new(articles: Index, reader: Arc<str>, again: bool) -> Self {
        let (versions, wanted) = (Versions::default(), HashSet::new());
        Self(Arc::new(Mutex::new(Expected { articles, versions, wanted, reader, again, known: 0, known_to_others: 0 })))
    }

    pub(super) fn expected(&self) -> MutexGuard<'_, Expected> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Whether an article is to be read: it is not if the graph holds it as it is, or another version of it goes before it.
    pub fn wants(&self, article: &Article) -> bool {
        self.expected().wants(article, Short::of_content(article))
    }
}

impl Expected {
    fn wants(&mut self, article: &Article, content: Short) -> bool {
        if self.versions.give(article, content) != Standing::Best {
            return false;
        }
        if let Some(held) = self.articles.get(&article.id).filter(|held| held.content == content && !self.again) {
            self.known += 1;
            self.known_to_others += usize::from(held.reader != self.reader);
            return false;
        }
        // Where its record will lie is of no interest here.
        let (url, reader) = (article.url.clone(), self.reader.clone());
        self.articles.insert(article.id.clone(), Live { url, content, reader, start: 0, bytes: 0, hash: content, line: 0 });
        self.wanted.insert((article.id.clone(), content))
    }

    /// Whether an article that was read is to be kept; one that was not asked for before is asked for now.
    pub fn takes(&mut self, article: &Article, content: Short) -> bool {
        let wanted = (article.id.clone(), content);
        self.wanted.remove(&wanted) || self.wants(article, content) && self.wanted.remove(&wanted)
    }
}
