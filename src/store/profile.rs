//! Two ways to write one content: RDF 1.1, where a triple that is said is a node of its own, and RDF 1.2, where the claim reifies the
//! triple itself. Nothing is lost on the way: a test makes the first of the second again.

use super::vocabulary::{CLAIM, SAYS, STATEMENT};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};
use std::collections::{HashMap, HashSet};

/// How a triple is written that is said and not asserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// As a node with subject, predicate and object: every tool reads it.
    #[default]
    Rdf11,
    /// As a triple term that the claim reifies: `:claim rdf:reifies <<( s p o )>>`.
    Rdf12,
}

impl Profile {
    pub const ALL: &[Profile] = &[Self::Rdf11, Self::Rdf12];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rdf11 => "rdf11",
            Self::Rdf12 => "rdf12",
        }
    }

    /// The profile of this name, as [`as_str`](Self::as_str) writes it; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|profile| profile.as_str() == name)
    }
}

const REIFIES: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies");

/// The parts of a triple as they are found.
#[derive(Default)]
struct Parts {
    subject: Option<NamedNode>,
    predicate: Option<NamedNode>,
    object: Option<Term>,
}

impl Parts {
    /// Takes one part; whether the quad was one.
    fn take(&mut self, quad: &Quad) -> bool {
        let node = || match &quad.object {
            Term::NamedNode(node) => Some(node.clone()),
            _ => None,
        };
        match quad.predicate.as_ref() {
            rdf::SUBJECT => self.subject = node(),
            rdf::PREDICATE => self.predicate = node(),
            rdf::OBJECT => self.object = Some(quad.object.clone()),
            _ => return false,
        }
        true
    }

    fn triple(self) -> Option<Triple> {
        Some(Triple::new(self.subject?, self.predicate?, self.object?))
    }
}

/// The nodes of a class.
fn of_class<'q>(quads: &'q [Quad], class: NamedNodeRef<'_>) -> HashSet<&'q NamedOrBlankNode> {
    let is_class = |quad: &&Quad| quad.predicate == rdf::TYPE && quad.object == class.into();
    quads.iter().filter(is_class).map(|quad| &quad.subject).collect()
}

/// The same content in RDF 1.2; unsorted.
pub(super) fn to_rdf12(quads: &[Quad]) -> Vec<Quad> {
    let (statements, claims) = (of_class(quads, STATEMENT), of_class(quads, CLAIM));
    let mut said: HashMap<&NamedOrBlankNode, Parts> = HashMap::new();
    // A claim of a relation has its triple itself, in the graph of its article.
    let mut claimed: HashMap<(&NamedOrBlankNode, &GraphName), Parts> = HashMap::new();
    let mut kept = Vec::with_capacity(quads.len());
    for quad in quads {
        if statements.contains(&quad.subject) {
            said.entry(&quad.subject).or_default().take(quad);
        } else if !claims.contains(&quad.subject) || !claimed.entry((&quad.subject, &quad.graph_name)).or_default().take(quad) {
            kept.push(quad);
        }
    }
    let said: HashMap<_, Triple> = said.into_iter().filter_map(|(node, parts)| Some((node, parts.triple()?))).collect();
    let reifies = |claim: &NamedOrBlankNode, triple: Triple, graph: &GraphName| {
        Quad::new(claim.clone(), REIFIES, Term::Triple(Box::new(triple)), graph.clone())
    };
    let spoken = |quad: &Quad| match &quad.object {
        Term::NamedNode(node) if quad.predicate == SAYS => said.get(&NamedOrBlankNode::from(node.clone())).cloned(),
        _ => None,
    };
    let mut result: Vec<Quad> = kept
        .into_iter()
        .map(|quad| spoken(quad).map_or_else(|| quad.clone(), |triple| reifies(&quad.subject, triple, &quad.graph_name)))
        .collect();
    result.extend(claimed.into_iter().filter_map(|((claim, graph), parts)| Some(reifies(claim, parts.triple()?, graph))));
    result
}

#[cfg(test)]
#[path = "profile_tests.rs"]
mod tests;
