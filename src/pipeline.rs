//! The flow, from articles to knowledge, on as many threads as there are.
//!
//! [`stream`] annotates and extracts article by article and hands the results on in the order of the input, whatever the number of
//! threads; a bounded number of articles is under way at any time, so memory does not grow with the input. [`knowledge`] joins them,
//! and [`build`] is the whole flow in one call. Knows nothing of files, of storage, or of the screen.

mod examples;

pub use crate::extract::{Explanation, Reason};
pub use examples::{Trial, try_examples};

use crate::annotate::{Annotator, conllu};
pub use crate::extract::TupleForm;
use crate::extract::{self, explain, extract};
use crate::model::{Article, Claims, Decision, Document, Knowledge, OpenTuple, UPos};
use crate::ontology::Ontology;
use crate::read::Refusal;
use crate::resolve::{contradictions_within, resolve};
use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Articles under way for each thread: enough that none waits while an article of great length is worked on.
const WINDOW_PER_THREAD: usize = 4;

/// What the flow needs besides articles: the trained annotator, and what is known beforehand.
#[derive(Clone)]
pub struct Engine {
    annotator: Annotator,
    ontology: Arc<Ontology>,
    /// Whether events are read by frames alone.
    frames_only: bool,
}

impl Engine {
    /// The engine that is part of the program.
    pub fn embedded() -> Self {
        Self::knowing(Ontology::embedded())
    }

    /// The annotator that is part of the program, with another ontology.
    pub fn knowing(ontology: Ontology) -> Self {
        Self::new(Annotator::embedded(), ontology)
    }

    pub fn new(annotator: Annotator, ontology: Ontology) -> Self {
        Self { annotator, ontology: Arc::new(ontology), frames_only: false }
    }

    /// The same engine, reading events by frames alone: the annotator's event heads add nothing.
    pub fn frames_only(self) -> Self {
        Self { frames_only: true, ..self }
    }

    /// The files that make the annotator of the program what it is.
    pub fn embedded_files() -> [&'static [u8]; 4] {
        Annotator::embedded_files()
    }

    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// Reads one article: annotation, then claims. What could not be done is among the problems of its claims.
    pub fn read(&mut self, article: Article) -> Extracted {
        let (mut document, mut problems) = self.annotator.annotate(&article);
        if self.frames_only {
            document.hints.clear();
        }
        let mut claims = extract(&article, &document, &self.ontology);
        problems.append(&mut claims.problems);
        claims.problems = problems;
        let mut read = (article, claims);
        read.1.contradictions = contradictions_within(&read);
        let (article, claims) = read;
        Extracted { article, document, claims }
    }
}

impl Engine {
    /// Why each claim of an article that this engine read is as it is, in the order of its claims.
    pub fn explain(&self, extracted: &Extracted) -> Vec<Explanation> {
        explain(&extracted.article, &extracted.document, &self.ontology)
    }
}

/// Joins what articles say, as far as decisions allow. Depends on the set of articles only, not on their order.
pub fn knowledge(read: Vec<(Article, Claims)>, decisions: &[Decision]) -> Knowledge {
    resolve(read, decisions)
}

/// An article, with everything that was read out of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    pub article: Article,
    pub document: Document,
    pub claims: Claims,
}

impl Extracted {
    /// The annotation in CoNLL-U.
    pub fn conllu(&self) -> String {
        conllu::write(&self.article.id, &self.article.text, &self.document)
    }

    /// What its sentences say in their own words.
    pub fn tuples(&self, form: TupleForm) -> Vec<OpenTuple> {
        extract::tuples(&self.article, &self.document, form)
    }
}

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub articles: usize,
    pub sentences: usize,
    /// Tokens that are no punctuation.
    pub words: usize,
    /// Claims of events, before those of the same event are joined.
    pub events: usize,
    /// Inputs that were not taken.
    pub refused: usize,
    pub elapsed: Duration,
}

impl Counts {
    /// Words read in a second of wall-clock time.
    pub fn words_per_second(&self) -> f64 {
        self.words as f64 / self.elapsed.as_secs_f64().max(1e-9)
    }

    fn add(&mut self, outcome: &Result<Extracted, Refusal>) {
        match outcome {
            Ok(extracted) => {
                self.articles += 1;
                self.sentences += extracted.document.sentences.len();
                self.words += extracted.document.tokens.iter().filter(|token| token.upos != UPos::Punct).count();
                self.events += extracted.claims.claims.len();
            }
            Err(_) => self.refused += 1,
        }
    }
}

/// Builds the knowledge of these articles. Gives also the inputs that were refused, in order; the problems met within an article are
/// in its claims, which `progress` sees.
pub fn build(
    articles: impl Iterator<Item = Result<Article, Refusal>> + Send,
    engine: &Engine,
    threads: NonZeroUsize,
    mut progress: impl FnMut(&Extracted, &Counts),
) -> (Knowledge, Vec<Refusal>, Counts) {
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    let Ok(counts) = stream(articles, engine, threads, |outcome, counts| -> Result<(), Infallible> {
        match outcome {
            Ok(extracted) => {
                progress(&extracted, counts);
                read.push((extracted.article, extracted.claims));
            }
            Err(refusal) => refused.push(refusal),
        }
        Ok(())
    });
    (knowledge(read, &[]), refused, counts)
}

/// Annotates articles and extracts their claims, and hands each on in the order of the input, with the counts so far.
///
/// Ends early, with its error, when `sink` fails; articles that are under way then are dropped.
pub fn stream<E>(
    articles: impl Iterator<Item = Result<Article, Refusal>> + Send,
    engine: &Engine,
    threads: NonZeroUsize,
    sink: impl FnMut(Result<Extracted, Refusal>, &Counts) -> Result<(), E>,
) -> Result<Counts, E> {
    in_order(articles, threads, || worker(engine), sink)
}

/// What one thread does to an article, with an engine of its own.
fn worker(engine: &Engine) -> impl FnMut(Article) -> Result<Extracted, Refusal> + '_ {
    guarded(|| {
        let mut own = engine.clone();
        move |article| own.read(article)
    })
}

/// Work whose defects cost the article on which they show, not the run: after one, the work begins afresh.
fn guarded<Work: FnMut(Article) -> Extracted>(begin: impl Fn() -> Work) -> impl FnMut(Article) -> Result<Extracted, Refusal> {
    let mut work = begin();
    move |article| {
        let id = article.id.clone();
        catch_unwind(AssertUnwindSafe(|| work(article))).map_err(|_| {
            work = begin();
            Refusal::new(
                Path::new(&id),
                None,
                "is an article on which this program met a defect of its own",
                "Please report it, with the article.",
            )
        })
    }
}

/// Where the result of an article will come from: the queue of these keeps the order of the input.
enum Awaited<T> {
    Refused(Refusal),
    UnderWay(Receiver<T>),
}

/// Applies a worker to every article, one worker a thread, and gives the results to `sink` in order.
fn in_order<Work, E>(
    articles: impl Iterator<Item = Result<Article, Refusal>> + Send,
    threads: NonZeroUsize,
    worker: impl Fn() -> Work + Sync,
    mut sink: impl FnMut(Result<Extracted, Refusal>, &Counts) -> Result<(), E>,
) -> Result<Counts, E>
where
    Work: FnMut(Article) -> Result<Extracted, Refusal>,
{
    type Outcome = Result<Extracted, Refusal>;
    let started = Instant::now();
    let mut counts = Counts::default();
    let (job_in, job_out) = sync_channel::<(Article, Sender<Outcome>)>(threads.get());
    let (await_in, await_out) = sync_channel::<Awaited<Outcome>>(threads.get() * WINDOW_PER_THREAD);
    let job_out = Mutex::new(job_out);
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                let mut work = worker();
                while let Some((article, reply)) = next_of(&job_out) {
                    // Nobody listens when the sink has failed; the jobs then run dry.
                    let _ = reply.send(work(article));
                }
            });
        }
        scope.spawn(move || {
            for article in articles {
                let sent = match article {
                    Err(refusal) => await_in.send(Awaited::Refused(refusal)).is_ok(),
                    Ok(article) => {
                        let (reply, result) = channel();
                        await_in.send(Awaited::UnderWay(result)).is_ok() && job_in.send((article, reply)).is_ok()
                    }
                };
                if !sent {
                    break;
                }
            }
        });
        for awaited in await_out {
            let outcome = match awaited {
                Awaited::Refused(refusal) => Err(refusal),
                Awaited::UnderWay(result) => result.recv().expect("a worker answers every job"),
            };
            counts.add(&outcome);
            counts.elapsed = started.elapsed();
            sink(outcome, &counts)?;
        }
        counts.elapsed = started.elapsed();
        Ok(counts)
    })
}

fn next_of<T>(jobs: &Mutex<Receiver<T>>) -> Option<T> {
    jobs.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const THREE: NonZeroUsize = NonZeroUsize::new(3).unwrap();

    fn article(number: usize) -> Article {
        Article { id: number.to_string(), url: None, publisher: None, title: None, published: None, text: "They met.".into() }
    }

    /// A worker that takes longer over some articles than over others.
    fn uneven() -> impl FnMut(Article) -> Result<Extracted, Refusal> {
        |article| {
            let number: u64 = article.id.parse().unwrap();
            thread::sleep(Duration::from_millis(if number.is_multiple_of(7) { 8 } else { 0 }));
            Ok(Extracted { article, document: Document::default(), claims: Claims::default() })
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_input() {
        let input = (0..60)
            .map(|n| if n % 10 == 9 { Err(Refusal::new(Path::new("x"), Some(n as u64), "is bad", "Mend it.")) } else { Ok(article(n)) });
        let mut seen = Vec::new();
        let counts = in_order(input, THREE, uneven, |outcome, _| -> Result<(), Infallible> {
            seen.push(outcome.map_or_else(|refusal| refusal.line.unwrap() as usize, |extracted| extracted.article.id.parse().unwrap()));
            Ok(())
        });
        let Ok(counts) = counts;
        assert_eq!(seen, (0..60).collect::<Vec<_>>());
        assert_eq!((counts.articles, counts.refused), (54, 6));
    }

    #[test]
    fn only_a_window_of_articles_is_under_way() {
        let (taken, handed_on) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let input = (0..200).map(|n| {
            let ahead = taken.fetch_add(1, Ordering::SeqCst) - handed_on.load(Ordering::SeqCst).min(n);
            // The window, one being sent, one being handed on.
            assert!(ahead <= THREE.get() * WINDOW_PER_THREAD + 2, "{ahead} articles ahead");
            Ok(article(n))
        });
        let Ok(counts) = in_order(input, THREE, uneven, |_, _| -> Result<(), Infallible> {
            thread::sleep(Duration::from_millis(1));
            handed_on.fetch_add(1, Ordering::SeqCst);
            Ok(())
        });
        assert_eq!(counts.articles, 200);
    }

    #[test]
    fn a_sink_that_fails_ends_the_run_with_its_error() {
        let taken = AtomicUsize::new(0);
        let endless = (0..).map(|n| {
            taken.fetch_add(1, Ordering::SeqCst);
            Ok(article(n))
        });
        let result = in_order(endless, THREE, uneven, |_, counts| if counts.articles == 5 { Err("disk full") } else { Ok(()) });
        assert_eq!(result, Err("disk full"));
        assert!(taken.into_inner() < 100);
    }

    #[test]
    fn a_defect_costs_its_article_only() {
        let begin = || {
            let mut sound = true;
            move |article: Article| {
                assert!(sound, "work that has failed is not used again");
                sound = article.id != "4";
                assert!(sound, "a defect, for this test");
                Extracted { article, document: Document::default(), claims: Claims::default() }
            }
        };
        let mut refused = Vec::new();
        let Ok(counts) = in_order(
            (0..10).map(|n| Ok(article(n))),
            THREE,
            || guarded(begin),
            |outcome, _| -> Result<(), Infallible> {
                refused.extend(outcome.err().map(|refusal| refusal.to_string()));
                Ok(())
            },
        );
        assert_eq!((counts.articles, counts.refused), (9, 1));
        assert_eq!(refused, ["4: is an article on which this program met a defect of its own. Please report it, with the article."]);
    }
}
