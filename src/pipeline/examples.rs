//! The examples that frames carry, run: each frame must be read in its sentences, with those participants, and must not be read in the
//! sentences that it lists as `not`.
//!
//! Takes an [`Engine`], gives a [`Trial`] of each example. Knows nothing of the files that frames stand in.

use super::Engine;
use crate::model::{Article, Claim, Claims, Role};
use crate::ontology::{Example, Frame};

/// One example, and what is wrong with what was read in it.
#[derive(Debug, Clone)]
pub struct Trial<'e> {
    pub frame: &'e Frame,
    pub example: &'e Example,
    /// Whom the frame was read with instead, and which rules hold there; `None` if all is as the example says.
    pub fault: Option<String>,
}

/// Runs every example of every frame of an engine's ontology, by frames alone.
pub fn try_examples(engine: &Engine) -> impl Iterator<Item = Trial<'_>> {
    let mut own = engine.clone().frames_only();
    let examples = engine.ontology().frames.iter().flat_map(|frame| frame.examples.iter().map(move |example| (frame, example)));
    examples.map(move |(frame, example)| {
        let claims = own.read(article(&example.text)).claims;
        Trial { frame, example, fault: fault(frame, example, &claims) }
    })
}

fn article(text: &str) -> Article {
    Article { id: "example".to_string(), url: None, publisher: None, title: None, published: None, text: text.to_string() }
}

fn fault(frame: &Frame, example: &Example, claims: &Claims) -> Option<String> {
    let read: Vec<&Claim> = claims.claims.iter().filter(|c| c.rule() == &*frame.rule).collect();
    if example.negative {
        return (!read.is_empty()).then(|| format!("must not be read in {:?}", example.text));
    }
    let fits = |claim: &&&Claim| {
        plays(claims, claim, Role::Agent, &example.agent)
            && plays(claims, claim, Role::Recipient, &example.recipient)
            && (example.topic.is_empty() || plays(claims, claim, Role::Topic, &example.topic))
    };
    if read.iter().find(fits).is_some() {
        return None;
    }
    let names = |claim: &Claim, role| claim.fillers(role).map(|e| claims.entities[e].name.as_str()).collect::<Vec<_>>().join(", ");
    let told: Vec<String> = read.iter().map(|c| format!("“{}” → “{}”", names(c, Role::Agent), names(c, Role::Recipient))).collect();
    let told = if told.is_empty() { "is not read".to_string() } else { format!("is read as {}", told.join("; ")) };
    let rules: Vec<&str> = claims.claims.iter().map(Claim::rule).filter(|rule| *rule != &*frame.rule).collect();
    let others = if rules.is_empty() { String::new() } else { format!("; there hold: {}", rules.join(", ")) };
    Some(format!("{told} in {:?}{others}", example.text))
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
