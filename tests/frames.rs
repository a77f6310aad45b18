//! Every example in `ontology/frames/` is a test: the frame must be read in its sentence, with those participants, and must not be read
//! in the sentences that it lists as `not`.
//!
//! Runs with the annotator that is part of the program; skips with a message where its weights are absent.

use dateline::annotate::Annotator;
use dateline::extract::extract;
use dateline::model::{Article, Claim, Claims, Role};
use dateline::ontology::{Frame, Ontology};

fn article(text: &str) -> Article {
    Article { id: "example".to_string(), url: None, publisher: None, title: None, published: None, text: text.to_string() }
}

#[test]
fn every_frame_reads_its_examples() {
    let ontology = Ontology::embedded();
    let mut annotator = Annotator::embedded();
    if annotator.annotate(&article("Rebels attacked a town.")).0.tokens.is_empty() {
        println!("skipped: the annotator's weights are not part of this build");
        return;
    }
    let (mut failures, mut count) = (Vec::new(), 0);
    for frame in ontology.frames.iter() {
        for example in &frame.examples {
            count += 1;
            let article = article(&example.text);
            let (document, _) = annotator.annotate(&article);
            let claims = extract(&article, &document, &ontology);
            let read: Vec<&Claim> = claims.claims.iter().filter(|c| c.found_by == *frame.rule).collect();
            if example.negative {
                if !read.is_empty() {
                    failures.push(format!("{}: must not be read in {:?}", frame.rule, example.text));
                }
            } else if !read.iter().any(|c| {
                plays(&claims, c, Role::Agent, &example.agent)
                    && plays(&claims, c, Role::Recipient, &example.recipient)
                    && (example.topic.is_empty() || plays(&claims, c, Role::Topic, &example.topic))
            }) {
                failures.push(told(frame, &example.text, &claims, &read));
            }
        }
    }
    assert!(count > 60, "the frames hold {count} examples");
    assert!(failures.is_empty(), "{} of {count} examples fail:\n{}", failures.len(), failures.join("\n"));
}

/// Whether the fillers of a role are these, each by a name that it has or that stands in its name.
fn plays(claims: &Claims, claim: &Claim, role: Role, names: &[String]) -> bool {
    let fillers: Vec<usize> = claim.fillers(role).collect();
    let is = |entity: usize, name: &String| {
        let entity = &claims.entities[entity];
        entity.name.contains(name.as_str()) || entity.names.iter().any(|n| n.contains(name.as_str()))
    };
    fillers.len() == names.len() && names.iter().all(|name| fillers.iter().any(|&filler| is(filler, name)))
}

fn told(frame: &Frame, text: &str, claims: &Claims, read: &[&Claim]) -> String {
    let names = |claim: &Claim, role: Role| claim.fillers(role).map(|e| claims.entities[e].name.clone()).collect::<Vec<_>>();
    let roles = read.iter().map(|c| format!("{:?} -> {:?}", names(c, Role::Agent), names(c, Role::Recipient))).collect::<Vec<_>>();
    let rules = claims.claims.iter().map(|c| c.found_by.as_str()).collect::<Vec<_>>();
    format!("{}: {text:?}: read {roles:?}; rules that hold there: {rules:?}", frame.rule)
}
