//! Every example in `ontology/frames/` is a test: the frame must be read in its sentence, with those participants, and must not be read
//! in the sentences that it lists as `not`. So is every example of the business ontology under `examples/`, which lies over it.
//!
//! Runs with the annotator that is part of the program; skips with a message where its weights are absent.

use dateline::annotate::Annotator;
use dateline::model::Article;
use dateline::ontology::Ontology;
use dateline::pipeline::{Engine, try_examples};
use std::path::Path;

/// Runs the examples that are wanted, and gives their number.
fn check(ontology: Ontology, overlay_only: bool) -> Option<usize> {
    let mut annotator = Annotator::embedded();
    let probe = "Rebels attacked a town.".to_string();
    let probe = Article { id: "probe".into(), url: None, publisher: None, title: None, published: None, text: probe };
    if annotator.annotate(&probe).0.tokens.is_empty() {
        println!("skipped: the annotator's weights are not part of this build");
        return None;
    }
    let engine = Engine::new(annotator, ontology);
    let trials: Vec<_> = try_examples(&engine).filter(|trial| trial.frame.origin.overlay || !overlay_only).collect();
    let failures: Vec<String> = trials.iter().filter_map(|t| Some(format!("{}: {}", t.frame.rule, t.fault.as_ref()?))).collect();
    assert!(failures.is_empty(), "{} of {} examples fail:\n{}", failures.len(), trials.len(), failures.join("\n"));
    Some(trials.len())
}

#[test]
fn every_frame_reads_its_examples() {
    if let Some(count) = check(Ontology::embedded(), false) {
        assert!(count > 60, "the frames hold {count} examples");
    }
}

#[test]
fn the_business_ontology_reads_its_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ontology/business");
    let ontology = Ontology::with_overlays(&[folder]).unwrap_or_else(|error| panic!("{error}"));
    if let Some(count) = check(ontology, true) {
        assert!(count >= 3, "the business ontology holds {count} examples");
    }
}

#[test]
fn the_page_on_frames_shows_the_business_ontology_as_it_is() {
    let page = include_str!("../docs/frames.md");
    let files =
        [include_str!("../examples/ontology/business/event_types.toml"), include_str!("../examples/ontology/business/frames/acquire.toml")];
    for file in files {
        assert!(page.contains(&format!("```toml\n{file}```")), "docs/frames.md does not hold\n{file}");
    }
    assert!(files.iter().map(|file| file.lines().count()).sum::<usize>() < 30, "it is an example in under thirty lines");
}
