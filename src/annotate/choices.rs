//! Scores → the document: for every word the best label of each layer, trees over the sentences, names and mentions.
//!
//! Passages come in any order; each word's token stands where its piece stands. A passage without scores keeps its words, as words of
//! which nothing is known, and is reported. Knows nothing of how scores are computed.

use super::boundaries::Boundary;
use super::encoder::{Matrix, Scores};
use super::events::EventScores;
use super::labels::Labels;
use super::{Network, Piece, mentions, name_phrases, names, sentences, tree};
use crate::model::{Document, NameKind, Problem, Relation, Sentence, Span, Token, UPos};
use rten::ThreadPool;
use std::ops::Range;
use std::sync::Arc;

/// What has been chosen so far for one article.
pub struct Choices<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    boundaries: &'a [Boundary],
    network: &'a Network,
    /// A token a piece, and its scores as part of a name.
    tokens: Vec<Token>,
    names: Matrix,
    events: EventScores,
    sentences: Vec<ReadSentence>,
    problems: Vec<Problem>,
}

/// A sentence as words of the article, and those that may head nominals.
struct ReadSentence {
    words: Range<usize>,
    nominals: Vec<(usize, NameKind)>,
}

/// A run of words, and the row of the first of them in the scores.
#[derive(Clone)]
struct Rows {
    words: Range<usize>,
    first: usize,
}

impl Rows {
    fn row(&self, word: usize) -> usize {
        self.first + word - self.words.start
    }

    fn word(&self, row: usize) -> usize {
        self.words.start + row - self.first
    }

    fn range(&self) -> Range<usize> {
        self.first..self.first + self.words.len()
    }
}

impl<'a> Choices<'a> {
    pub fn new(text: &'a str, pieces: &'a [Piece], boundaries: &'a [Boundary], network: &'a Network) -> Self {
        let unknown = |piece: &Piece| Token {
            span: piece.span,
            joined: piece.joined,
            upos: UPos::X,
            feats: "_".into(),
            lemma: piece.span.of(text).into(),
            head: None,
            relation: Relation::Root,
        };
        let tokens = pieces.iter().map(unknown).collect();
        let columns = network.labels.name.tags.len();
        let names = Matrix { values: vec![0.0; pieces.len() * columns], columns };
        Self {
            text,
            pieces,
            boundaries,
            network,
            tokens,
            names,
            events: EventScores::default(),
            sentences: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Makes all choices for the words of a passage's windows, whose scores stand in the order of the windows.
    pub fn make(&mut self, windows: &[Range<usize>], scores: Result<Scores, String>, pool: &Arc<ThreadPool>) {
        let chosen = scores.and_then(|scores| self.choose(windows, &scores, pool));
        if let Err(message) = chosen {
            for words in windows {
                let (first, last) = (self.pieces[words.start].span, self.pieces[words.end - 1].span);
                let span = Span::new(first.start as usize, last.end as usize);
                self.problems.push(Problem { message: message.clone(), span, rule: "annotate" });
                // One word a sentence: each has its root, and no arc is invented.
                self.sentences.extend(words.clone().map(|word| ReadSentence { words: word..word + 1, nominals: Vec::new() }));
            }
        }
    }

    fn choose(&mut self, windows: &[Range<usize>], scores: &Scores, pool: &Arc<ThreadPool>) -> Result<(), String> {
        let mut found: Vec<Rows> = Vec::new();
        let mut first = 0;
        for words in windows {
            let rows = Rows { words: words.clone(), first };
            let ends = self.network.labels.columns.end.clone();
            let sentences = sentences::decide(&scores.tags, ends, rows.range(), &self.boundaries[words.clone()]);
            found.extend(sentences.into_iter().map(|s| Rows { words: rows.word(s.start)..rows.word(s.end), first: s.start }));
            first += words.len();
        }
        let arcs: Vec<(usize, Option<usize>)> = found.iter().flat_map(|sentence| arcs(scores, sentence)).collect();
        let relations = self.network.encoder.score_relations(scores, &arcs, pool)?;
        let mut next = 0;
        for sentence in found {
            for word in sentence.words.clone() {
                let (row, head) = arcs[next];
                let relation = choose_relation(relations.row(next), &self.network.labels.relation, head.is_none());
                self.tokens[word] = self.token(word, scores.tags.row(row), head.map(|h| sentence.word(h)), relation);
                let upos = self.tokens[word].upos;
                self.events.add(word, scores.events.row(row), scores.event_views.row(row), upos, &self.network.labels.events);
                self.take_names(word, scores, row);
                next += 1;
            }
            let nominals = self.nominals(&sentence, scores);
            self.sentences.push(ReadSentence { words: sentence.words, nominals });
        }
        Ok(())
    }

    fn token(&self, word: usize, scores: &[f32], head: Option<usize>, relation: Relation) -> Token {
        let (labels, piece) = (&self.network.labels, &self.pieces[word]);
        let upos = labels.upos[best(&scores[labels.columns.upos.clone()])];
        Token {
            span: piece.span,
            joined: piece.joined,
            upos,
            feats: labels.feats[best(&scores[labels.columns.feats.clone()])].clone(),
            lemma: self.network.lemmas.choose(piece.span.of(self.text), upos, &labels.lemma, &scores[labels.columns.lemma.clone()]),
            head,
            relation,
        }
    }

    /// Keeps the scores of a word as part of a name.
    fn take_names(&mut self, word: usize, scores: &Scores, row: usize) {
        let (labels, columns) = (&self.network.labels, self.names.columns);
        let proper = probability(&scores.tags.row(row)[labels.columns.upos.clone()], &labels.upos, UPos::Propn);
        let kept = &mut self.names.values[word * columns..][..columns];
        kept.copy_from_slice(scores.names.row(row));
        names::weigh(kept, proper, &labels.name.tags);
    }

    fn nominals(&self, sentence: &Rows, scores: &Scores) -> Vec<(usize, NameKind)> {
        let labels: &Labels = &self.network.labels;
        let kind = |word| labels.mention[best(&scores.tags.row(sentence.row(word))[labels.columns.mention.clone()])];
        sentence.words.clone().filter_map(|word| kind(word).map(|kind| (word, kind))).collect()
    }

    /// The document of all words.
    pub fn finish(mut self, pool: &Arc<ThreadPool>) -> (Document, Vec<Problem>) {
        self.sentences.sort_by_key(|s| s.words.start);
        let mut document = Document { tokens: self.tokens, ..Document::default() };
        for sentence in &self.sentences {
            let words = sentence.words.clone();
            let root = words.clone().find(|&w| document.tokens[w].head.is_none()).unwrap_or(words.start);
            let opens_paragraph = words.start == 0 || self.boundaries[words.start - 1] == Boundary::Paragraph;
            document.sentences.push(Sentence { tokens: Span::new(words.start, words.end), root, opens_paragraph });
        }
        let forms: Vec<&str> = self.pieces.iter().map(|piece| piece.span.of(self.text)).collect();
        let sentences: Vec<Range<usize>> = self.sentences.iter().map(|s| s.words.clone()).collect();
        let labels = &self.network.labels.name;
        names::agree(&mut self.names, &forms, &sentences, &labels.tags);
        for sentence in &self.sentences {
            let marked = names::decode(&self.names, sentence.words.clone(), labels);
            let word = |place: usize| (document.tokens[place].upos, forms[place]);
            let found: Vec<_> = marked.into_iter().filter_map(|(span, kind)| Some((name_phrases::trimmed(span, word)?, kind))).collect();
            let unnamed = |head: usize| !found.iter().any(|(name, _)| name.contains(&head));
            let names = found.iter().map(|(words, kind)| mentions::name(&document, words.clone(), *kind));
            let nominals = sentence.nominals.iter().filter(|(head, _)| unnamed(*head));
            let nominals = nominals.map(|&(head, kind)| mentions::nominal(&document, head, kind));
            let mut mentions: Vec<_> = names.chain(nominals).collect();
            mentions.sort_by_key(|m| (m.tokens, m.head));
            document.mentions.extend(mentions);
        }
        match self.events.hints(&document, self.network, pool) {
            Ok(hints) => document.hints = hints,
            Err(message) => self.problems.push(Problem { message, span: Span::new(0, self.text.len()), rule: "annotate" }),
        }
        (document, self.problems)
    }
}

/// The best tree of a sentence, as rows of the scores: dependent and head.
fn arcs(scores: &Scores, sentence: &Rows) -> Vec<(usize, Option<usize>)> {
    let first = sentence.first;
    let scores = tree::ArcScores::new(&scores.arcs.values, scores.arcs.columns, first, sentence.words.len());
    tree::best_tree(&scores).into_iter().enumerate().map(|(i, head)| (first + i, head.map(|h| first + h))).collect()
}

/// The relation with the best score; the root has `root`, and nothing else has.
fn choose_relation(scores: &[f32], relations: &[Relation], is_root: bool) -> Relation {
    if is_root {
        return Relation::Root;
    }
    let allowed = (0..scores.len()).filter(|&i| relations[i] != Relation::Root);
    let best = allowed.fold(None, |best: Option<usize>, i| if best.is_none_or(|b| scores[i] > scores[b]) { Some(i) } else { best });
    best.map_or(Relation::Dep, |i| relations[i])
}

/// The probability of one label among those that exclude one another.
fn probability<L: PartialEq>(scores: &[f32], labels: &[L], label: L) -> f32 {
    let total: f32 = scores.iter().map(|score| score.exp()).sum();
    labels.iter().position(|l| *l == label).map_or(0.0, |place| scores[place].exp() / total)
}

/// The place of the best score, the first of equal ones.
pub(super) fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = index;
        }
    }
    best
}
