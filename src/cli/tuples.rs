//! Open tuples as lines: sentence, confidence, relation, subject, object, further arguments; parted by tabs.
//!
//! Where each line of the input is a sentence whose words are parted already, the tuples are written in those words; elsewhere in the
//! words of the annotation. Knows nothing of how tuples are found.

use crate::model::{Document, OpenTuple, Word};
use crate::pipeline::{Extracted, TupleForm};
use std::collections::HashSet;
use std::fmt::Write;

/// The tuples of one article, each line once.
pub(super) fn table(extracted: &Extracted, form: TupleForm, words_given: bool) -> String {
    let (text, document) = (extracted.article.text.as_str(), &extracted.document);
    let given = if words_given { GivenWords::of(text) } else { GivenWords { spans: Vec::new(), text } };
    let mut seen = HashSet::new();
    let mut out = String::new();
    for tuple in extracted.tuples(form) {
        let written = |words: &[Word]| if words_given { given.written(document, words) } else { annotated(document, text, words) };
        let mut columns = vec![written(&tuple.relation), written(&tuple.subject)];
        columns.extend(tuple.arguments.iter().map(|argument| written(argument)));
        let columns = columns.join("\t");
        let sentence = sentence(extracted, &tuple, words_given);
        if seen.insert((sentence.clone(), columns.clone())) {
            let _ = writeln!(out, "{sentence}\t{:.2}\t{columns}", tuple.confidence);
        }
    }
    out
}

/// The line of the input, or the sentence that the tuple stands in; white space as single blanks.
fn sentence(extracted: &Extracted, tuple: &OpenTuple, whole_line: bool) -> String {
    let (text, document) = (extracted.article.text.as_str(), &extracted.document);
    let first = tuple.subject.iter().find_map(|word| if let Word::Token(token) = word { Some(*token) } else { None });
    let words = match first.filter(|_| !whole_line) {
        Some(token) => document.bytes(document.sentence_of(token).tokens).of(text),
        None => text,
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn annotated(document: &Document, text: &str, words: &[Word]) -> String {
    let written = |word: &Word| match word {
        Word::Token(token) => document.form(text, *token),
        Word::Understood(word) => word,
    };
    words.iter().map(written).collect::<Vec<_>>().join(" ")
}

/// The words of a text as blanks part them.
struct GivenWords<'t> {
    /// Start and end of each, in bytes.
    spans: Vec<(usize, usize)>,
    text: &'t str,
}

impl<'t> GivenWords<'t> {
    fn of(text: &'t str) -> Self {
        let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        Self { spans: text.split_whitespace().map(|word| (start(word), start(word) + word.len())).collect(), text }
    }

    /// The given words that these words of the annotation lie in, each once.
    fn written(&self, document: &Document, words: &[Word]) -> String {
        let mut used = Vec::new();
        let mut written = Vec::new();
        for word in words {
            match word {
                Word::Understood(word) => written.push(*word),
                Word::Token(token) => {
                    let span = document.tokens[*token].span;
                    let first = self.spans.partition_point(|&(_, end)| end <= span.start as usize);
                    let touched = self.spans.iter().enumerate().skip(first).take_while(|(_, (start, _))| *start < span.end as usize);
                    for (number, &(start, end)) in touched {
                        if !used.contains(&number) {
                            used.push(number);
                            written.push(&self.text[start..end]);
                        }
                    }
                }
            }
        }
        written.join(" ")
    }
}
