//! `Article` → `Document`: tokens, sentences, tags, lemmas, a dependency tree, names; one pass of one neural encoder.
//!
//! The steps, a file each: words by rule ([`tokenise`](mod@tokenise)), what the rules think of sentence ends ([`boundaries`]), windows
//! of sentences ([`windows`]), their subwords ([`pieces`]), the encoder's scores ([`encoder`]), and then the choices
//! ([`choices`]): sentences ([`sentences`]), the tree ([`tree`]), lemmas ([`lemma`]), names ([`names`], [`name_phrases`]) and mentions ([`mentions`]). [`conllu`] writes it all down.
//!
//! Knows nothing of events, of who is meant, or of any other article. Does no I/O: the weights are part of the program.

pub mod boundaries;
mod choices;
pub mod conllu;
mod encoder;
mod event_labels;
mod events;
mod labels;
mod lemma;
mod mentions;
mod name_phrases;
mod names;
mod pieces;
mod sentences;
pub mod tokenise;
mod tree;
mod tree_path;
mod windows;

use crate::model::{Article, Document, Problem};
use boundaries::Boundary;
use choices::Choices;
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

/// The most subwords of a window (the two marks included), and of a passage of windows, which is read in one run: as many as a core's cache
/// holds the numbers of.
const WINDOW: usize = 200;
const PASSAGE: usize = 100;

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

    /// The files that make the annotator of the program what it is.
    pub fn embedded_files() -> [&'static [u8]; 4] {
        [WEIGHTS, LABELS.as_bytes(), LEMMAS.as_bytes(), VOCABULARY.as_bytes()]
    }

    /// Annotates one article; never fails, reports what it could not do.
    pub fn annotate(&mut self, article: &Article) -> (Document, Vec<Problem>) {
        let pieces = tokenise::tokenise(&article.text);
        let boundaries = boundaries::boundaries(&article.text, &pieces);
        self.annotate_pieces(&article.text, &pieces, &boundaries)
    }

    /// Annotates text whose words, and what is known of sentence ends after each, are given: for scoring on gold words.
    pub fn annotate_pieces(&mut self, text: &str, pieces: &[Piece], boundaries: &[Boundary]) -> (Document, Vec<Problem>) {
        // All of it on the encoder's own thread: a core that sleeps between two runs takes its time to wake.
        let pool = self.pool.clone();
        pool.run(|| self.annotate_here(text, pieces, boundaries))
    }

    fn annotate_here(&mut self, text: &str, pieces: &[Piece], boundaries: &[Boundary]) -> (Document, Vec<Problem>) {
        let sizes: Vec<usize> = pieces.iter().map(|p| self.cache.pieces(p.span.of(text)).len()).collect();
        let network = self.network.clone();
        let windows = windows::cut(&sizes, boundaries, WINDOW.min(network.labels.longest_window) - pieces::MARKS.len());
        let mut choices = Choices::new(text, pieces, boundaries, &network);
        for windows in windows::passages(windows, &sizes, PASSAGE) {
            let scores = self.score(text, pieces, &windows);
            choices.make(&windows, scores, &self.pool);
        }
        choices.finish(&self.pool)
    }

    fn score(&mut self, text: &str, pieces: &[Piece], windows: &[Range<usize>]) -> Result<Scores, String> {
        let mut input = encoder::Passage::new();
        for window in windows {
            input.open_window();
            for piece in &pieces[window.clone()] {
                let form = piece.span.of(text);
                input.push(self.cache.pieces(form), pieces::shape(form));
            }
        }
        self.network.encoder.score(&input, &self.pool)
    }
}

impl Clone for Annotator {
    fn clone(&self) -> Self {
        Self { network: self.network.clone(), cache: self.cache.clone(), pool: Arc::new(ThreadPool::with_num_threads(1)) }
    }
}
