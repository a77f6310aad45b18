//! Stories: whole articles, and what must be read off each.
//!
//! `tests/stories/NAME/article.txt` holds an article, `expected.txt` a line for each claim that must be among those read:
//! `Speaker: … : not TYPE agents > recipients (future)`, with `+` between names; `#` begins a comment. Runs with the annotator that is part of the
//! program. `tests/probes.txt` holds single sentences in the same way, their claims indented.

use dateline::annotate::Annotator;
use dateline::extract::extract;
use dateline::model::{Article, Claim, Claims, Modality, Polarity, Role};
use dateline::ontology::Ontology;
use std::path::{Path, PathBuf};

fn told(claims: &Claims, claim: &Claim) -> String {
    let names = |role: Role| {
        let mut names: Vec<&str> = claim.fillers(role).map(|e| claims.entities[e].name.as_str()).collect();
        names.sort_unstable();
        names.join("+")
    };
    let said: String = claim.said_by.iter().map(|&s| format!("{}: ", claims.entities[s].name)).collect();
    let not = if claim.polarity == Polarity::Denied { "not " } else { "" };
    let modality = if claim.modality == Modality::Actual { String::new() } else { format!(" ({})", claim.modality.as_str()) };
    format!("{said}{not}{} {} > {}{modality}", claim.event_type, names(Role::Agent), names(Role::Recipient)).trim_end().to_string()
}

/// What is read off a text, a line a claim.
fn read(annotator: &mut Annotator, ontology: &Ontology, text: &str) -> Vec<String> {
    let published = Some(jiff::civil::date(2023, 5, 10));
    let article = Article { id: "story".to_string(), url: None, publisher: None, title: None, published, text: text.to_string() };
    let (document, _) = annotator.annotate(&article);
    let claims = extract(&article, &document, ontology);
    claims.claims.iter().map(|c| told(&claims, c)).collect()
}

/// What is wanted and not among what is read, or nothing.
fn missing<'w>(title: &str, wanted: impl Iterator<Item = &'w str>, read: &[String]) -> Option<String> {
    let missing: Vec<&str> = wanted.filter(|line| !read.iter().any(|r| r == line)).collect();
    (!missing.is_empty()).then(|| format!("{title}: missing\n  {}\nread\n  {}", missing.join("\n  "), read.join("\n  ")))
}

#[test]
fn every_story_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let (ontology, mut annotator) = (Ontology::embedded(), Annotator::embedded());
    let mut stories: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    stories.sort();
    let fault = |story: PathBuf| {
        let text = std::fs::read_to_string(story.join("article.txt")).unwrap();
        let expected = std::fs::read_to_string(story.join("expected.txt")).unwrap();
        let wanted = expected.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
        missing(&story.display().to_string(), wanted, &read(&mut annotator, &ontology, &text))
    };
    let faults: Vec<String> = stories.into_iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_probe_is_read() {
    let probes = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/probes.txt")).unwrap();
    let (ontology, mut annotator) = (Ontology::embedded(), Annotator::embedded());
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in probes.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            Some(claim) => all.last_mut().expect("a claim stands under its sentence").1.push(claim),
            None => all.push((line, Vec::new())),
        }
    }
    assert!(all.len() >= 38);
    let fault = |(sentence, wanted): (&str, Vec<&str>)| missing(sentence, wanted.into_iter(), &read(&mut annotator, &ontology, sentence));
    let faults: Vec<String> = all.into_iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
