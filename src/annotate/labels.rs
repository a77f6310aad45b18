//! The closed sets of labels that the model's heads choose from, as `models/annotator.json` lists them.
//!
//! Takes that file's text, gives typed labels by the index of a score. Knows nothing of how scores are computed.

use super::event_labels::{self, EventLabels};
use super::lemma::LemmaScript;
use crate::model::{NameKind, Relation, UPos};
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;

/// The labels of every head, in the order of its scores.
pub struct Labels {
    pub upos: Vec<UPos>,
    pub feats: Vec<Arc<str>>,
    pub lemma: Vec<LemmaScript>,
    /// GUM's type of a mention's head; `None` where the word heads no mention.
    pub mention: Vec<Option<NameKind>>,
    pub name: NameTags,
    pub relation: Vec<Relation>,
    pub events: EventLabels,
    /// Where each word-wise head's scores stand in a row of `tags`.
    pub columns: Columns,
    /// The longest window in subwords that the model has positions for.
    pub longest_window: usize,
}

/// The tags of names.
pub struct NameTags {
    pub tags: Vec<NameTag>,
    /// How much more often than by chance a tag (column) follows another (row; the last one is the start of a sentence), as a logarithm.
    pub transitions: Vec<Vec<f32>>,
}

pub struct Columns {
    pub upos: Range<usize>,
    pub feats: Range<usize>,
    pub lemma: Range<usize>,
    pub mention: Range<usize>,
    pub end: Range<usize>,
}

/// A tag of the BIO scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameTag {
    Outside,
    Begin(NameKind),
    Inside(NameKind),
}

#[derive(Deserialize)]
struct File {
    longest_window: usize,
    tags: Vec<String>,
    labels: std::collections::BTreeMap<String, Vec<String>>,
    events: event_labels::File,
    name_transitions: Vec<Vec<f32>>,
}

impl Labels {
    /// Reads the file. The error names the label or layer that this program does not know.
    pub fn read(json: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(json).map_err(|e| e.to_string())?;
        let layer = |name: &str| file.labels.get(name).ok_or_else(|| format!("no labels for {name:?}"));
        let mut offset = 0;
        let mut columns = std::collections::BTreeMap::new();
        for name in &file.tags {
            let size = layer(name)?.len();
            columns.insert(name.as_str(), offset..offset + size);
            offset += size;
        }
        let column = |name: &str| columns.get(name).cloned().ok_or_else(|| format!("no column {name:?} in tags"));
        Ok(Self {
            upos: parsed(layer("upos")?, UPos::parse)?,
            feats: layer("feats")?.iter().map(|f| Arc::from(f.as_str())).collect(),
            lemma: parsed(layer("lemma")?, LemmaScript::parse)?,
            mention: parsed(layer("mention")?, |name| if name == "none" { Some(None) } else { NameKind::parse(name).map(Some) })?,
            name: NameTags::new(parsed(layer("name")?, NameTag::parse)?, file.name_transitions)?,
            relation: parsed(layer("relation")?, Relation::parse)?,
            columns: Columns {
                upos: column("upos")?,
                feats: column("feats")?,
                lemma: column("lemma")?,
                mention: column("mention")?,
                end: column("end")?,
            },
            longest_window: file.longest_window,
            events: EventLabels::of(file.events)?,
        })
    }
}

pub(super) fn parsed<T>(names: &[String], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    names.iter().map(|name| parse(name).ok_or_else(|| format!("unknown label {name:?}"))).collect()
}

impl NameTags {
    fn new(tags: Vec<NameTag>, transitions: Vec<Vec<f32>>) -> Result<Self, String> {
        if transitions.len() != tags.len() + 1 || transitions.iter().any(|row| row.len() != tags.len()) {
            return Err(format!("name_transitions is not a table of {} rows and {} columns", tags.len() + 1, tags.len()));
        }
        Ok(Self { tags, transitions })
    }
}

impl NameTag {
    fn parse(tag: &str) -> Option<Self> {
        let kind = |name| match name {
            "PER" => Some(NameKind::Person),
            "ORG" => Some(NameKind::Organization),
            "LOC" => Some(NameKind::Place),
            "MISC" => Some(NameKind::Misc),
            _ => None,
        };
        match tag.split_once('-') {
            None => (tag == "O").then_some(Self::Outside),
            Some(("B", name)) => kind(name).map(Self::Begin),
            Some(("I", name)) => kind(name).map(Self::Inside),
            Some(_) => None,
        }
    }

    /// Whether this tag may stand after `before` (`None` at the start of a sentence).
    pub fn may_follow(self, before: Option<NameTag>) -> bool {
        match self {
            Self::Inside(kind) => matches!(before, Some(Self::Begin(k) | Self::Inside(k)) if k == kind),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_label_is_named() {
        let json = r#"{"longest_window":8,"tags":["upos"],"labels":{"upos":["NOUN","GERUND"],"name":["O"]},"name_transitions":[[0],[0]],"events":{"types":[],"modalities":[],"parts":[],"ways":{"other":[]}}}"#;
        assert_eq!(Labels::read(json).err().unwrap(), "unknown label \"GERUND\"");
    }

    #[test]
    fn a_table_of_transitions_that_lacks_a_row_is_named() {
        let problem = NameTags::new(vec![NameTag::Outside], vec![vec![0.0]]).err().unwrap();
        assert_eq!(problem, "name_transitions is not a table of 2 rows and 1 columns");
    }

    #[test]
    fn a_name_is_continued_only_by_its_own_kind() {
        let [begin, inside, other] = ["B-PER", "I-PER", "I-LOC"].map(|t| NameTag::parse(t).unwrap());
        assert!(inside.may_follow(Some(begin)) && inside.may_follow(Some(inside)));
        assert!(!inside.may_follow(None) && !other.may_follow(Some(begin)) && begin.may_follow(Some(begin)));
    }
}
