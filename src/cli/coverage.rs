//! What became of the sentences: how many gave claims, open triples, relations or nothing, and which gave nothing.
//!
//! Takes extracted articles one at a time; gives a table or a JSON record. Keeps only the sentences that gave nothing.

use super::screen::{Screen, Style, counted};
use crate::model::{Byte, Span};
use crate::pipeline::Extracted;
use crate::read::Origin;
use serde_json::{Value, json};
use std::fmt::Write;

/// Counts of sentences; each is counted once, for the first of these that it gave.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    claims: usize,
    open: usize,
    relations: usize,
    silent: Vec<Silent>,
}

/// A sentence that gave nothing.
#[derive(Debug)]
struct Silent {
    file: String,
    line: Option<u64>,
    article: String,
    /// Code points in the article's text.
    start: usize,
    end: usize,
    sentence: String,
}

impl Coverage {
    pub fn add(&mut self, origin: &Origin, extracted: &Extracted) {
        let Extracted { article, document, claims } = extracted;
        let mut points = Points { text: &article.text, byte: 0, points: 0 };
        for sentence in &document.sentences {
            let bytes = document.bytes(sentence.tokens);
            let here = |at: Span<Byte>| at.overlaps(bytes);
            if claims.claims.iter().any(|claim| here(claim.evidence)) {
                self.claims += 1;
            } else if claims.open.iter().any(|triple| here(triple.at)) {
                self.open += 1;
            } else if claims.relations.iter().any(|relation| here(relation.at)) {
                self.relations += 1;
            } else {
                self.silent.push(Silent {
                    file: origin.file.display().to_string(),
                    line: origin.line,
                    article: article.id.clone(),
                    start: points.before(bytes.start as usize),
                    end: points.before(bytes.end as usize),
                    sentence: bytes.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" "),
                });
            }
        }
    }

    fn sentences(&self) -> usize {
        self.claims + self.open + self.relations + self.silent.len()
    }

    pub fn as_json(&self) -> Value {
        let silent: Vec<Value> = self
            .silent
            .iter()
            .map(|s| json!({"file": s.file, "line": s.line, "article": s.article, "start": s.start, "end": s.end, "sentence": s.sentence}))
            .collect();
        json!({
            "sentences": self.sentences(), "claims": self.claims, "open": self.open, "relations": self.relations,
            "nothing": self.silent.len(), "silent": silent,
        })
    }

    /// The counts, then the silent sentences with file and position.
    pub fn table(&self, screen: &Screen) -> String {
        let all = self.sentences();
        let mut out = String::new();
        let rows =
            [("claims", self.claims), ("only open triples", self.open), ("only relations", self.relations), ("nothing", self.silent.len())];
        let _ = writeln!(out, "{}", screen.styled(Style::Bold, &format!("{} gave", counted(all, "sentence"))));
        for (what, count) in rows {
            let share = 100.0 * count as f64 / all.max(1) as f64;
            let _ = writeln!(out, "  {what:18} {count:>8}  {share:>5.1} %");
        }
        if !self.silent.is_empty() {
            let _ = writeln!(out, "\n{}", screen.styled(Style::Bold, "nothing:"));
        }
        for silent in &self.silent {
            let line = silent.line.map(|line| format!(":{line}")).unwrap_or_default();
            let place = format!("{}{line} {}-{}", silent.file, silent.start, silent.end);
            let _ = writeln!(out, "  {}  {}", screen.styled(Style::Cyan, &place), silent.sentence);
        }
        out
    }
}

/// Counts code points up to bytes that only grow, so that a long article is walked once.
struct Points<'t> {
    text: &'t str,
    byte: usize,
    points: usize,
}

impl Points<'_> {
    fn before(&mut self, byte: usize) -> usize {
        self.points += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.points
    }
}
