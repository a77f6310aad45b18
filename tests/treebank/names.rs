//! Gold names as two-column BIO files hold them, and their scores: exact span and type, micro F1.
//!
//! Finer types are mapped to person, organization and place; what is none of these is no name here.

use super::{Score, shared};
use dateline::annotate::Piece;
use dateline::annotate::boundaries::Boundary;
use dateline::model::{Document, MentionForm, NameKind, Span};
use std::collections::BTreeSet;

/// Sentences that are read as one text, with their words apart.
pub struct NamedText {
    pub text: String,
    pub pieces: Vec<Piece>,
    /// [`Boundary::Paragraph`] after the last word of each sentence, [`Boundary::Never`] elsewhere.
    pub ends: Vec<Boundary>,
    gold: BTreeSet<(u32, u32, NameKind)>,
}

/// The sentences of a file below `data/ner`: each a text of its own. `None`, with a message, where the data is absent.
pub fn sentences(file: &str) -> Option<Vec<Vec<(String, String)>>> {
    let path = shared().join("data/ner").join(file);
    let Ok(source) = std::fs::read_to_string(&path) else {
        println!("skipped: no {}", path.display());
        return None;
    };
    let row = |line: &str| line.split_once('\t').map(|(word, tag)| (word.to_string(), tag.to_string()));
    let blocks = source.split("\n\n").map(|block| block.lines().filter_map(row).collect::<Vec<_>>());
    Some(blocks.filter(|rows| !rows.is_empty()).collect())
}

impl NamedText {
    pub fn of<'s>(sentences: impl IntoIterator<Item = &'s Vec<(String, String)>>) -> Self {
        let mut this = Self { text: String::new(), pieces: Vec::new(), ends: Vec::new(), gold: BTreeSet::new() };
        for rows in sentences {
            this.push(rows);
        }
        this
    }

    fn push(&mut self, rows: &[(String, String)]) {
        let mut open: Option<(u32, u32, &str)> = None;
        for (word, tag) in rows {
            let start = self.text.len();
            self.text.push_str(word);
            let span = Span::new(start, self.text.len());
            self.text.push(' ');
            self.pieces.push(Piece { span, joined: false });
            self.ends.push(Boundary::Never);
            let (mark, kind) = tag.split_once('-').unwrap_or(("O", ""));
            match &mut open {
                Some((_, end, found)) if mark == "I" && *found == kind => *end = span.end,
                _ => {
                    self.close(open.take());
                    open = (mark != "O").then_some((span.start, span.end, kind));
                }
            }
        }
        self.close(open);
        if let Some(end) = self.ends.last_mut() {
            *end = Boundary::Paragraph;
        }
    }

    fn close(&mut self, name: Option<(u32, u32, &str)>) {
        if let Some((start, end, kind)) = name {
            self.gold.extend(coarse(kind).map(|kind| (start, end, kind)));
        }
    }

    pub fn score(&self, document: &Document) -> Score {
        let names = document.mentions.iter().filter(|m| m.form == MentionForm::Name && m.kind <= NameKind::Place);
        let predicted: BTreeSet<_> = names.map(|m| (document.bytes(m.tokens), m.kind)).map(|(b, k)| (b.start, b.end, k)).collect();
        Score { gold: self.gold.len(), predicted: predicted.len(), correct: self.gold.intersection(&predicted).count() }
    }
}

fn coarse(kind: &str) -> Option<NameKind> {
    match kind {
        "PER" | "person" | "politician" => Some(NameKind::Person),
        "ORG" | "organisation" | "politicalparty" => Some(NameKind::Organization),
        "LOC" | "country" | "location" => Some(NameKind::Place),
        _ => None,
    }
}
