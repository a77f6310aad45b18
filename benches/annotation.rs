//! How long the ontology takes to load; words a second of annotation, on one thread and on two; what extraction adds to it; and the
//! process's peak memory.
//!
//! `cargo bench --bench annotation [-- FILE…]` reads the files (plain text, an article a file; by default `examples/articles`), repeats
//! them until there are enough words, and prints one line a measurement. `DATELINE_BENCH_WORDS` sets how many words are enough.
//! Figures are for comparing within one run: machines are noisy.

use dateline::annotate::Annotator;
use dateline::extract::extract;
use dateline::model::Article;
use dateline::ontology::Ontology;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

fn main() {
    println!("the ontology loads in {:.1} ms", load_seconds() * 1e3);
    let texts: Vec<String> = files().iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    assert!(!texts.is_empty(), "no text to annotate: name some files");
    let enough: usize = std::env::var("DATELINE_BENCH_WORDS").ok().and_then(|n| n.parse().ok()).unwrap_or(60_000);
    let once: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let rounds = enough.div_ceil(once.max(1));
    let articles: Vec<Article> =
        (0..rounds).flat_map(|round| texts.iter().enumerate().map(move |(i, text)| article(round, i, text))).collect();
    Annotator::embedded().annotate(&articles[0]);
    println!("{} articles, {} white-space words", articles.len(), once * rounds);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    for workers in [1, 2].into_iter().filter(|&n| n <= threads) {
        let (words, seconds) = annotate(&articles, workers);
        println!("{workers} thread(s): {:.0} words/s ({words} words in {seconds:.2} s)", words as f64 / seconds);
    }
    let (annotation, extraction) = extract_too(&articles);
    println!("extraction takes {:.1} % of the time of annotation, on one thread", 100.0 * extraction / annotation);
    if let Some(peak) = peak_memory() {
        println!("peak memory: {peak}");
    }
}

/// The least that loading the embedded ontology took, of ten times.
fn load_seconds() -> f64 {
    let once = || {
        let started = Instant::now();
        std::hint::black_box(Ontology::embedded());
        started.elapsed().as_secs_f64()
    };
    (0..10).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// The files named on the command line, or else the example articles.
fn files() -> Vec<PathBuf> {
    let named: Vec<PathBuf> = std::env::args_os().skip(1).filter(|a| !a.to_string_lossy().starts_with("--")).map(PathBuf::from).collect();
    if !named.is_empty() {
        return named;
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files
}

fn article(round: usize, number: usize, text: &str) -> Article {
    Article { id: format!("{round}-{number}"), url: None, publisher: None, title: None, published: None, text: text.to_string() }
}

/// Annotates all articles with this many workers: (syntactic words, seconds).
fn annotate(articles: &[Article], workers: usize) -> (usize, f64) {
    let (next, words) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let annotator = Annotator::embedded();
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let mut annotator = annotator.clone();
            let (next, words) = (&next, &words);
            scope.spawn(move || {
                while let Some(article) = articles.get(next.fetch_add(1, Ordering::Relaxed)) {
                    words.fetch_add(annotator.annotate(article).0.tokens.len(), Ordering::Relaxed);
                }
            });
        }
    });
    (words.into_inner(), started.elapsed().as_secs_f64())
}

/// Annotates all articles and extracts their claims, one after the other: seconds of each.
fn extract_too(articles: &[Article]) -> (f64, f64) {
    let (mut annotator, ontology) = (Annotator::embedded(), Ontology::embedded());
    let (mut annotation, mut extraction) = (0.0, 0.0);
    for article in articles {
        let started = Instant::now();
        let (document, _) = annotator.annotate(article);
        annotation += started.elapsed().as_secs_f64();
        let started = Instant::now();
        std::hint::black_box(extract(article, &document, &ontology));
        extraction += started.elapsed().as_secs_f64();
    }
    (annotation, extraction)
}

/// The most memory this process has held, as Linux tells it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|peak| peak.trim().to_string())
}
