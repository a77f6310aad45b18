//! Stories: whole articles, and what must be read off each.
//!
//! `tests/stories/NAME/article.txt` holds an article, `expected.txt` a line for each claim that must be among those read:
//! `Speaker: … : not TYPE agents > recipients (future)`, with `+` between names; `#` begins a comment. Runs with the annotator that is part of the
//! program.

use dateline::annotate::Annotator;
use dateline::extract::extract;
use dateline::model::{Article, Claim, Claims, Modality, Polarity, Role};
use dateline::ontology::Ontology;
use std::path::Path;

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

#[test]
fn every_story_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let (ontology, mut annotator) = (Ontology::embedded(), Annotator::embedded());
    let mut stories: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    stories.sort();
    let mut failures = Vec::new();
    for story in stories {
        let text = std::fs::read_to_string(story.join("article.txt")).unwrap();
        let expected = std::fs::read_to_string(story.join("expected.txt")).unwrap();
        let published = Some(jiff::civil::date(2023, 5, 10));
        let article = Article { id: "story".to_string(), url: None, publisher: None, title: None, published, text };
        let (document, _) = annotator.annotate(&article);
        let claims = extract(&article, &document, &ontology);
        let read: Vec<String> = claims.claims.iter().map(|c| told(&claims, c)).collect();
        let wanted = expected.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let missing: Vec<&str> = wanted.filter(|line| !read.iter().any(|r| r == line)).collect();
        if !missing.is_empty() {
            failures.push(format!("{}: missing\n  {}\nread\n  {}", story.display(), missing.join("\n  "), read.join("\n  ")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
