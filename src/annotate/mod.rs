//! `Article` → `Document`: tokens, sentences, tags, lemmas, a dependency tree, names; one pass of one neural encoder.
//!
//! The steps, a file each: words by rule ([`tokenise`](mod@tokenise)), what the rules think of sentence ends ([`boundaries`]), windows
//! of sentences ([`windows`]), their subwords ([`pieces`]), the encoder's scores ([`encoder`]), and then the choices: sentences
//! ([`sentences`]), the tree ([`tree`]), lemmas ([`lemma`]), names ([`names`]) and mentions ([`mentions`]). [`conllu`] writes it all down.
//!
//! Knows nothing of events, of who is meant, or of any other article. Does no I/O: the weights are part of the program.

pub mod boundaries;
pub mod conllu;
mod encoder;
mod labels;
mod lemma;
mod mentions;
mod names;
mod pieces;
mod sentences;
pub mod tokenise;
mod tree;
mod windows;

use crate::model::{Article, Document, Problem, Sentence, Span, Token};
use boundaries::Boundary;
use encoder::{Encoder, Scores};
use labels::Labels;
use lemma::Lemmas;
use pieces::{PieceCache, Vocabulary};
use rten::ThreadPool;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

static WEIGHTS: &[u8] = include_bytes!("../../models/annotator.onnx");
const LABELS: &str = include_str!("../../models/annotator.json");
const LEMMAS: &str = include_str!("../../models/lemmas.txt");
const VOCABULARY: &str = include_str!("../../models/vocabulary.txt");

/// The most subwords of a window (its two marks included), and of a passage of windows, which is read in one run.
const WINDOW: usize = 200;
const PASSAGE: usize = 400;

/// The trained annotator. A clone shares the weights and has a thread and a memory of words of its own: one clone a worker.
pub struct Annotator {
    network: Arc<Network>,
    cache: PieceCache,
    pool: Arc<ThreadPool>,
}

struct Network {
    encoder: Encoder,
    labels: Labels,
    lemmas: Lemmas,
}

/// A word as the tokeniser cuts it.
pub use tokenise::Piece;

impl Annotator {
    /// The annotator whose weights are part of the program; they are loaded once a process.
    pub fn embedded() -> Self {
        static LOADED: OnceLock<(Arc<Network>, Arc<Vocabulary>)> = OnceLock::new();
        let (network, vocabulary) = LOADED.get_or_init(|| {
            // The files are part of the program and the tests load them: that they cannot be read is a broken build, not an input.
            let encoder = Encoder::load(WEIGHTS).expect("models/annotator.onnx loads");
            let labels = Labels::read(LABELS).expect("models/annotator.json fits this program");
            let lemmas = Lemmas::read(LEMMAS).expect("models/lemmas.txt loads");
            let vocabulary = Vocabulary::read(VOCABULARY).expect("models/vocabulary.txt loads");
            (Arc::new(Network { encoder, labels, lemmas }), Arc::new(vocabulary))
        });
        Self { network: network.clone(), cache: PieceCache::new(vocabulary.clone()), pool: Arc::new(ThreadPool::with_num_threads(1)) }
    }

    /// Annotates one article; never fails, reports what it could not do.
    pub fn annotate(&mut self, article: &Article) -> (Document, Vec<Problem>) {
        let pieces = tokenise::tokenise(&article.text);
        let boundaries = boundaries::boundaries(&article.text, &pieces);
        self.annotate_pieces(&article.text, &pieces, &boundaries)
    }

    /// Annotates text whose words, and what is known of sentence ends after each, are given: for scoring on gold words.
    pub fn annotate_pieces(&mut self, text: &str, pieces: &[Piece], boundaries: &[Boundary]) -> (Document, Vec<Problem>) {
        let mut document = Document::default();
        let mut problems = Vec::new();
        let sizes: Vec<usize> = pieces.iter().map(|p| self.cache.pieces(p.span.of(text)).len()).collect();
        let network = self.network.clone();
        let windows = windows::cut(&sizes, boundaries, WINDOW.min(network.labels.longest_window) - 2);
        for windows in windows::passages(windows, &sizes, PASSAGE) {
            let words = windows[0].start..windows[windows.len() - 1].end;
            match self.score(text, pieces, windows) {
                Ok(scores) => {
                    let passage = Passage { text, pieces, boundaries, words, scores };
                    passage.choose(&network, &self.pool, &mut document, &mut problems);
                }
                Err(message) => problems.push(Problem { message, span: bytes(pieces, words), rule: "annotate" }),
            }
        }
        (document, problems)
    }

    fn score(&mut self, text: &str, pieces: &[Piece], windows: Vec<Range<usize>>) -> Result<Scores, String> {
        let mut input = encoder::Passage::default();
        for window in windows {
            input.open_window();
            for piece in &pieces[window] {
                let form = piece.span.of(text);
                input.push(self.cache.pieces(form), pieces::shape(form));
            }
            input.close_window();
        }
        self.network.encoder.score(&input, &self.pool)
    }
}

impl Clone for Annotator {
    fn clone(&self) -> Self {
        Self { network: self.network.clone(), cache: self.cache.clone(), pool: Arc::new(ThreadPool::with_num_threads(1)) }
    }
}

fn bytes(pieces: &[Piece], words: Range<usize>) -> Span<crate::model::Byte> {
    Span::new(pieces[words.start].span.start as usize, pieces[words.end - 1].span.end as usize)
}

/// The words of one run, with their scores: a row a word.
struct Passage<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    boundaries: &'t [Boundary],
    words: Range<usize>,
    scores: Scores,
}

impl Passage<'_> {
    /// Makes all choices for these words and appends them to the document.
    fn choose(&self, network: &Network, pool: &Arc<ThreadPool>, document: &mut Document, problems: &mut Vec<Problem>) {
        let boundaries = &self.boundaries[self.words.clone()];
        let sentences = sentences::decide(&self.scores.tags, network.labels.columns.end.clone(), boundaries);
        let mut arcs = Vec::new();
        for sentence in &sentences {
            let scores = tree::ArcScores::new(&self.scores.arcs.values, self.scores.arcs.columns, sentence.start, sentence.len());
            let heads = tree::best_tree(&scores);
            arcs.extend(heads.iter().enumerate().map(|(i, head)| (sentence.start + i, head.map(|h| sentence.start + h))));
        }
        match network.encoder.score_relations(&self.scores, &arcs, pool) {
            Ok(relations) => self.append(network, &sentences, &arcs, &relations, document),
            Err(message) => problems.push(Problem { message, span: bytes(self.pieces, self.words.clone()), rule: "annotate" }),
        }
    }

    fn append(
        &self,
        network: &Network,
        sentences: &[Range<usize>],
        arcs: &[(usize, Option<usize>)],
        relations: &encoder::Matrix,
        document: &mut Document,
    ) {
        let offset = document.tokens.len();
        for (at, &(row, head)) in arcs.iter().enumerate() {
            let relation = choose_relation(relations.row(at), &network.labels.relation, head.is_none());
            document.tokens.push(self.token(network, row, head.map(|h| offset + h), relation));
        }
        for sentence in sentences {
            let tokens = offset + sentence.start..offset + sentence.end;
            let root = tokens.clone().find(|&t| document.tokens[t].head.is_none()).unwrap_or(tokens.start);
            let word = self.words.start + sentence.start;
            let opens_paragraph = word == 0 || self.boundaries[word - 1] == Boundary::Paragraph;
            document.sentences.push(Sentence { tokens: Span::new(tokens.start, tokens.end), root, opens_paragraph });
            self.mentions(&network.labels, sentence, tokens.start, document);
        }
    }

    fn token(&self, network: &Network, row: usize, head: Option<usize>, relation: crate::model::Relation) -> Token {
        let piece = &self.pieces[self.words.start + row];
        let scores = self.scores.tags.row(row);
        let labels = &network.labels;
        let upos = labels.upos[best(&scores[labels.columns.upos.clone()])];
        Token {
            span: piece.span,
            joined: piece.joined,
            upos,
            feats: labels.feats[best(&scores[labels.columns.feats.clone()])].clone(),
            lemma: network.lemmas.choose(piece.span.of(self.text), upos, &labels.lemma, &scores[labels.columns.lemma.clone()]),
            head,
            relation,
        }
    }

    /// Adds the mentions of a sentence (rows of the scores) whose first token is `first_token`.
    fn mentions(&self, labels: &Labels, sentence: &Range<usize>, first_token: usize, document: &mut Document) {
        let token = |row: usize| first_token + row - sentence.start;
        let names = names::decode(&self.scores.names, sentence.clone(), &labels.name);
        let mut mentions: Vec<_> =
            names.iter().map(|(rows, kind)| mentions::name(document, token(rows.start)..token(rows.end), *kind)).collect();
        for row in sentence.clone() {
            let kind = labels.mention[best(&self.scores.tags.row(row)[labels.columns.mention.clone()])];
            if let Some(kind) = kind.filter(|_| !names.iter().any(|(rows, _)| rows.contains(&row))) {
                mentions.push(mentions::nominal(document, token(row), kind));
            }
        }
        mentions.sort_by_key(|m| (m.tokens, m.head));
        document.mentions.extend(mentions);
    }
}

/// The relation with the best score; the root has `root`, and nothing else has.
fn choose_relation(scores: &[f32], relations: &[crate::model::Relation], is_root: bool) -> crate::model::Relation {
    use crate::model::Relation;
    if is_root {
        return Relation::Root;
    }
    let allowed = (0..scores.len()).filter(|&i| relations[i] != Relation::Root);
    relations
        [allowed.fold(None, |best: Option<usize>, i| if best.is_none_or(|b| scores[i] > scores[b]) { Some(i) } else { best }).unwrap_or(0)]
}

fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = index;
        }
    }
    best
}
