//! Gold treebanks as tests read them, and scores in the manner of the CoNLL 2018 shared task.
//!
//! Takes the CoNLL-U files of the shared data folder, gives documents and F1 figures. Knows nothing of how a prediction was made.

#![allow(dead_code, reason = "each test uses its part of this module")]

pub mod names;

use dateline::annotate::conllu;
pub use dateline::annotate::conllu::TreebankDocument;
use dateline::model::{Byte, Span};
use std::collections::BTreeSet;
use std::fmt;
use std::io::Read;
use std::ops::AddAssign;
use std::path::PathBuf;

/// The folder of the data that is not part of the project: `DATELINE_SHARED`, or `shared` beside the checkout.
pub fn shared() -> PathBuf {
    match std::env::var_os("DATELINE_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
    }
}

/// The documents of a part (`train`, `dev`, `test`) of a treebank (`en_ewt`, `en_gumclean`), whose files keep no paragraphs: each is one line of
/// text. `None`, with a message, where the data is absent.
pub fn documents(treebank: &str, part: &str) -> Option<Vec<TreebankDocument>> {
    Some(read(&conllu_of(treebank, part)?))
}

/// The documents of a test part with an empty line between their paragraphs, as their authors wrote them.
pub fn documents_in_paragraphs(treebank: &str) -> Option<Vec<TreebankDocument>> {
    let source = conllu_of(treebank, "test")?;
    let opening = openings(include_str!("paragraphs.txt"));
    let mut marked = String::with_capacity(source.len());
    for line in source.split_inclusive('\n') {
        if line.strip_prefix("# sent_id = ").is_some_and(|id| opening.contains(id.trim_end())) {
            marked.push_str("# newpar\n");
        }
        marked.push_str(line);
    }
    Some(read(&marked))
}

/// The ids of the sentences that open a paragraph within their document.
fn openings(list: &str) -> BTreeSet<String> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let sentences = lines.flat_map(|line| {
        let (document, numbers) = line.split_once(' ').expect("a document and its sentences");
        // GUM counts its sentences plainly, EWT in four digits.
        let plain = document.starts_with("GUM_");
        numbers.split(' ').map(move |number| if plain { format!("{document}-{number}") } else { format!("{document}-{number:0>4}") })
    });
    sentences.collect()
}

/// The CoNLL-U of a part as it stands in the file. `None`, with a message, where it is absent.
pub fn conllu_of(treebank: &str, part: &str) -> Option<String> {
    let path = shared().join(format!("data/ud/{treebank}-ud-{part}.conllu.xz"));
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: no {} (set DATELINE_SHARED to the folder that holds data/)", path.display());
        return None;
    };
    let mut source = String::new();
    liblzma::read::XzDecoder::new(file).read_to_string(&mut source).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
    Some(source)
}

fn read(source: &str) -> Vec<TreebankDocument> {
    conllu::read(source).unwrap_or_else(|problem| panic!("a treebank of the shared data: {problem}"))
}

/// How many things are in the gold, in the prediction, and in both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    pub gold: usize,
    pub predicted: usize,
    pub correct: usize,
}

impl Score {
    /// Counts the spans that two sorted lists have in common.
    pub fn of_spans(gold: &[Span<Byte>], predicted: &[Span<Byte>]) -> Self {
        let correct = pairs(gold, predicted).len();
        Self { gold: gold.len(), predicted: predicted.len(), correct }
    }

    /// Per cent.
    pub fn precision(self) -> f64 {
        percent(self.correct, self.predicted)
    }

    /// Per cent.
    pub fn recall(self) -> f64 {
        percent(self.correct, self.gold)
    }

    /// Per cent.
    pub fn f1(self) -> f64 {
        percent(2 * self.correct, self.gold + self.predicted)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.correct += other.correct;
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:6.2} (precision {:.2}, recall {:.2})", self.f1(), self.precision(), self.recall())
    }
}

/// The pairs (place in gold, place in prediction) of equal spans. Both lists must be sorted by where the spans begin. This is how
/// predicted words are aligned to gold words before their tags and heads are compared: a word that was cut otherwise has no partner.
pub fn pairs(gold: &[Span<Byte>], predicted: &[Span<Byte>]) -> Vec<(usize, usize)> {
    let mut found = Vec::with_capacity(gold.len().min(predicted.len()));
    let mut candidates = predicted.iter().enumerate().peekable();
    for (place, span) in gold.iter().enumerate() {
        while candidates.next_if(|(_, candidate)| **candidate < *span).is_some() {}
        if let Some((partner, _)) = candidates.next_if(|(_, candidate)| **candidate == *span) {
            found.push((place, partner));
        }
    }
    found
}

/// The orthographic tokens: words that are one multiword token are one span.
pub fn surface_tokens(words: impl IntoIterator<Item = (Span<Byte>, bool)>) -> Vec<Span<Byte>> {
    let mut tokens: Vec<Span<Byte>> = Vec::new();
    for (span, joined) in words {
        match tokens.last_mut() {
            Some(last) if joined => last.end = span.end,
            _ => tokens.push(span),
        }
    }
    tokens
}

/// The gold words of a document.
pub fn gold_words(gold: &TreebankDocument) -> Vec<Span<Byte>> {
    gold.document.tokens.iter().map(|token| token.span).collect()
}

/// The gold sentences of a document, from their first to their last character.
pub fn gold_sentences(gold: &TreebankDocument) -> Vec<Span<Byte>> {
    gold.document.sentences.iter().map(|sentence| gold.document.bytes(sentence.tokens)).collect()
}
