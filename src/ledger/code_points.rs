//! Bytes to code points and back, for one text. Inside the program spans count bytes; records count code points.

use crate::model::{Byte, Span};

/// Where each code point of a text begins.
pub(super) struct CodePoints {
    starts: Vec<u32>,
}

impl CodePoints {
    pub fn of(text: &str) -> Self {
        let ends = [text.len() as u32];
        Self { starts: text.char_indices().map(|(at, _)| at as u32).chain(ends).collect() }
    }

    /// The interval in code points; a boundary inside a letter counts as the letter's start.
    pub fn count(&self, span: Span<Byte>) -> (usize, usize) {
        let position = |byte: u32| self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        (position(span.start), position(span.end))
    }

    /// The span of an interval in code points; `None` if it runs backward or beyond the text.
    pub fn span(&self, start: usize, end: usize) -> Option<Span<Byte>> {
        let byte = |position: usize| self.starts.get(position).map(|start| *start as usize);
        (start <= end).then(|| Some(Span::new(byte(start)?, byte(end)?)))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_over_letters_of_every_width() {
        let text = "Çavuşoğlu – 会談 🙂.";
        let points = CodePoints::of(text);
        for (start, _) in text.char_indices() {
            let span = Span::new(start, text.len());
            let (from, to) = points.count(span);
            assert_eq!(points.span(from, to), Some(span));
            assert_eq!(from..to, span.to_code_points(text));
        }
        assert_eq!(points.span(0, text.chars().count() + 1), None);
        assert_eq!(points.span(2, 1), None);
    }
}
