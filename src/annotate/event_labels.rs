//! The labels of the event heads, as `models/annotator.json` lists them, and what the ways through the tree add to the scores of parts.
//!
//! Knows nothing of how scores are computed.

use crate::model::{EventType, Modality, Part};
use serde::Deserialize;
use std::collections::HashMap;

/// The labels of the event heads, in the order of their scores: the types, whether affirmed or denied, the modalities.
pub struct EventLabels {
    pub types: Vec<EventType>,
    pub modalities: Vec<Modality>,
    pub parts: Vec<Part>,
    /// What a way from trigger to mention adds to the score of each part.
    ways: HashMap<String, Vec<f32>>,
    /// The same for a way that is not listed.
    other_way: Vec<f32>,
}

#[derive(Deserialize)]
pub(super) struct File {
    types: Vec<String>,
    modalities: Vec<String>,
    parts: Vec<String>,
    ways: HashMap<String, Vec<f32>>,
}

impl EventLabels {
    pub(super) fn of(mut file: File) -> Result<Self, String> {
        if let Some((way, _)) = file.ways.iter().find(|(_, scores)| scores.len() != file.parts.len()) {
            return Err(format!("the way {way:?} needs a score for each part"));
        }
        let other_way = file.ways.remove("other").ok_or("no way \"other\"")?;
        Ok(Self {
            types: super::labels::parsed(&file.types, |name| EventType::ALL.iter().copied().find(|t| t.as_str() == name))?,
            modalities: super::labels::parsed(&file.modalities, Modality::parse)?,
            parts: super::labels::parsed(&file.parts, Part::parse)?,
            ways: file.ways,
            other_way,
        })
    }

    /// What a way through the tree adds to the scores of the parts.
    pub fn along(&self, way: &str) -> &[f32] {
        self.ways.get(way).unwrap_or(&self.other_way)
    }
}
