//! Which articles of one run are versions of one, and which of them is kept, whatever their order.
//!
//! Articles that share an id or a URL, directly or by way of others, are versions of one; the one published last is kept, and of several the
//! one with the greatest hash of its content. Knows nothing of what the graph held before.

use super::content::{Short, key};
use crate::model::Article;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// By what the versions of an article are weighed: the greatest is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Weight {
    published: Option<Date>,
    content: Short,
    id: u128,
}

/// How an article stands to those given before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The first of its kind, or greater than all versions of it.
    Best,
    /// Another version is kept.
    Lesser,
    /// This very article was given before.
    Again,
}

/// The articles given in a run, joined where they are versions of one.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// The node of each id and each URL.
    nodes: HashMap<u128, usize>,
    /// The way from each node to its root, and at a root the weight of the best version.
    parents: Vec<usize>,
    best: Vec<Weight>,
    given: HashSet<u128>,
    kinds: usize,
}

impl Versions {
    pub fn give(&mut self, article: &Article, content: Short) -> Standing {
        let id = key("id", &article.id);
        if !self.given.insert(key(&content.to_string(), &article.id)) {
            return Standing::Again;
        }
        let weight = Weight { published: article.published, content, id };
        let url = article.url.as_ref().map(|url| key("url", url));
        let mut roots: Vec<usize> = [Some(id), url].into_iter().flatten().filter_map(|key| self.root(key)).collect();
        roots.dedup();
        let root = match roots[..] {
            [] => {
                self.kinds += 1;
                self.parents.push(self.parents.len());
                self.best.push(weight.clone());
                self.parents.len() - 1
            }
            [root] => root,
            _ => {
                self.kinds -= 1;
                self.parents[roots[1]] = roots[0];
                self.best[roots[0]] = self.best[roots[0]].clone().max(self.best[roots[1]].clone());
                roots[0]
            }
        };
        for key in [Some(id), url].into_iter().flatten() {
            self.nodes.insert(key, root);
        }
        if self.best[root] > weight {
            return Standing::Lesser;
        }
        self.best[root] = weight;
        Standing::Best
    }

    /// How many of those given are not kept.
    pub fn superseded(&self) -> usize {
        self.given.len() - self.kinds
    }

    /// The article that is kept in the place of one of the graph: its id's key and its content. `None` where no version of that was given.
    pub fn kept_for(&mut self, id: &str, url: Option<&str>) -> Option<(u128, Short)> {
        let root = self.root(key("id", id)).or_else(|| self.root(key("url", url?)))?;
        Some((self.best[root].id, self.best[root].content))
    }

    fn root(&mut self, key: u128) -> Option<usize> {
        let mut node = *self.nodes.get(&key)?;
        while self.parents[node] != node {
            self.parents[node] = self.parents[self.parents[node]];
            node = self.parents[node];
        }
        Some(node)
    }
}
