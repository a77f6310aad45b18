//! A passage with some of its words marked: "[agent: Rebels] [trigger: attacked] [recipient: a town]".
//!
//! Takes spans with their labels; where one lies in another, so do the marks. Knows nothing of claims.

use super::screen::{Screen, Style};
use crate::model::{Byte, Span};

/// Words to be marked.
pub(super) struct Mark {
    pub span: Span<Byte>,
    pub label: String,
    pub style: Style,
}

/// The passage on one line, with its marks. What lies outside of the passage is left out, and so is a mark that would cross another.
pub(super) fn marked(text: &str, passage: Span<Byte>, marks: Vec<Mark>, screen: &Screen) -> String {
    let mut marks: Vec<Mark> = marks.into_iter().filter(|mark| passage.covers(mark.span) && !mark.span.is_empty()).collect();
    // An outer mark opens before the inner one that begins with it.
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        // The same words in two roles carry both labels.
        if let Some(last) = kept.last_mut().filter(|last| last.span == mark.span) {
            last.label = format!("{}, {}", last.label, mark.label);
        } else if !kept.iter().any(|other| crosses(other.span, mark.span)) {
            kept.push(mark);
        }
    }
    let mut out = String::new();
    write(text, passage, &kept, None, screen, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn crosses(one: Span<Byte>, other: Span<Byte>) -> bool {
    one.overlaps(other) && !one.covers(other) && !other.covers(one)
}

/// Writes the words of `within`, and the marks that lie in it, outermost first.
fn write(text: &str, within: Span<Byte>, marks: &[Mark], style: Option<Style>, screen: &Screen, out: &mut String) {
    let plain = |from: u32, to: u32, out: &mut String| {
        let words = &text[from as usize..to as usize];
        match style.filter(|_| !words.is_empty()) {
            Some(style) => out.push_str(&screen.styled(style, words)),
            None => out.push_str(words),
        }
    };
    let (mut at, mut rest) = (within.start, marks);
    while let Some((mark, after)) = rest.split_first() {
        plain(at, mark.span.start, out);
        let inner = after.iter().take_while(|other| mark.span.covers(other.span)).count();
        out.push_str(&screen.styled(Style::Faint, &format!("[{}: ", mark.label)));
        write(text, mark.span, &after[..inner], Some(mark.style), screen, out);
        out.push_str(&screen.styled(Style::Faint, "]"));
        (at, rest) = (mark.span.end, &after[inner..]);
    }
    plain(at, within.end, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Before. Rebels of the old front\nattacked a town. After.";

    fn shown(words: &[(&str, &str)]) -> String {
        let span = |words: &str| {
            let start = TEXT.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let mark = |&(words, label): &(&str, &str)| Mark { span: span(words), label: label.into(), style: Style::Cyan };
        marked(TEXT, span("Rebels of the old front\nattacked a town."), words.iter().map(mark).collect(), &Screen::new(true))
    }

    #[test]
    fn marks_lie_in_each_other() {
        assert_eq!(
            shown(&[("attacked", "trigger"), ("old front", "speaker"), ("Rebels of the old front", "agent"), ("town", "recipient")]),
            "[agent: Rebels of the [speaker: old front]] [trigger: attacked] a [recipient: town]."
        );
    }

    #[test]
    fn marks_that_cross_or_lie_outside_are_left_out() {
        assert_eq!(
            shown(&[("Rebels of", "a"), ("of the", "b"), ("Before", "c"), ("town", "d"), ("town", "e")]),
            "[a: Rebels of] the old front attacked a [d, e: town]."
        );
    }
}
