//! Shapes out of their Turtle.

use super::{Constraint, NodeKind, NodeShape, Path, PropertyShape};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{Graph, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef, Triple};
use regex::Regex;
use thiserror::Error;

const SH: &str = "http://www.w3.org/ns/shacl#";

/// Why shapes cannot be used.
#[derive(Debug, Error)]
pub enum ShapesError {
    #[error("the shapes are no Turtle: {0}")]
    Syntax(#[from] oxigraph::io::RdfParseError),
    #[error("the shape {shape} has {what}, which this checker does not know; leave it out, or use a full SHACL processor")]
    Unknown { shape: String, what: String },
    #[error("the shape {shape}: {problem}")]
    Wrong { shape: String, problem: String },
    #[error("there is no sh:NodeShape with a sh:targetClass")]
    Empty,
}

/// A graph of shapes, read by its nodes.
struct Reader {
    graph: Graph,
}

pub(super) fn shapes(turtle: &str) -> Result<Vec<NodeShape>, ShapesError> {
    let mut graph = Graph::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
        graph.insert(&Triple::from(quad.map_err(oxigraph::io::RdfParseError::from)?));
    }
    let reader = Reader { graph };
    let is_shape = TermRef::from(NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl#NodeShape"));
    let mut nodes: Vec<NamedOrBlankNode> =
        reader.graph.subjects_for_predicate_object(rdf::TYPE, is_shape).map(|node| node.into_owned()).collect();
    nodes.sort_by_key(ToString::to_string);
    let shapes = nodes.iter().map(|node| reader.node_shape(node)).collect::<Result<Vec<_>, _>>()?;
    if shapes.iter().all(|shape| shape.targets.is_empty()) { Err(ShapesError::Empty) } else { Ok(shapes) }
}

impl Reader {
    fn node_shape(&self, node: &NamedOrBlankNode) -> Result<NodeShape, ShapesError> {
        let mut shape = NodeShape { targets: Vec::new(), constraints: Vec::new(), properties: Vec::new() };
        for (predicate, object) in self.about(node) {
            match (predicate.as_str().strip_prefix(SH), &object) {
                (None, _) | (Some("message" | "name" | "description"), _) => {}
                (Some("targetClass"), Term::NamedNode(class)) => shape.targets.push(class.clone()),
                (Some("property"), object) => shape.properties.push(self.property_shape(&self.node(node, object)?)?),
                (Some("or"), object) => shape.constraints.push(self.or(node, object)?),
                (Some(what), _) => return Err(unknown(node, what)),
            }
        }
        shape.targets.sort();
        Ok(shape)
    }

    fn property_shape(&self, node: &NamedOrBlankNode) -> Result<PropertyShape, ShapesError> {
        let (mut path, mut constraints, mut message) = (None, Vec::new(), None);
        for (predicate, object) in self.about(node) {
            let Some(what) = predicate.as_str().strip_prefix(SH) else { continue };
            match (what, &object) {
                ("path", object) => path = Some(self.path(node, object)?),
                ("message", Term::Literal(text)) => message = Some(text.value().to_owned()),
                ("name" | "description" | "order", _) => {}
                ("or", object) => constraints.push(self.or(node, object)?),
                (what, object) => constraints.push(self.constraint(node, what, object)?),
            }
        }
        constraints.sort_by_key(Constraint::component);
        let path = path.ok_or_else(|| wrong(node, "a property shape needs a sh:path"))?;
        Ok(PropertyShape { path, constraints, message })
    }

    fn constraint(&self, node: &NamedOrBlankNode, what: &str, object: &Term) -> Result<Constraint, ShapesError> {
        let text = || match object {
            Term::Literal(literal) => Ok(literal.value()),
            _ => Err(wrong(node, &format!("sh:{what} takes a literal, not {object}"))),
        };
        let number = || text()?.parse::<usize>().map_err(|_| wrong(node, &format!("sh:{what} takes a number from 0, not {object}")));
        let iri = || match object {
            Term::NamedNode(iri) => Ok(iri.clone()),
            _ => Err(wrong(node, &format!("sh:{what} takes an IRI, not {object}"))),
        };
        Ok(match what {
            "minCount" => Constraint::MinCount(number()?),
            "maxCount" => Constraint::MaxCount(number()?),
            "minLength" => Constraint::MinLength(number()?),
            "minInclusive" => Constraint::MinInclusive(text()?.parse().map_err(|_| wrong(node, "sh:minInclusive takes a number"))?),
            "datatype" => Constraint::Datatype(iri()?),
            "class" => Constraint::Class(iri()?),
            "lessThanOrEquals" => Constraint::LessThanOrEquals(iri()?),
            "nodeKind" => Constraint::NodeKind(match iri()?.as_str().strip_prefix(SH) {
                Some("IRI") => NodeKind::Iri,
                Some("Literal") => NodeKind::Literal,
                Some("BlankNode") => NodeKind::BlankNode,
                _ => return Err(unknown(node, &format!("nodeKind {object}"))),
            }),
            "in" => Constraint::In(self.list(node, object)?),
            "pattern" => Constraint::Pattern(Regex::new(text()?).map_err(|error| wrong(node, &format!("sh:pattern: {error}")))?),
            _ => return Err(unknown(node, what)),
        })
    }

    fn or(&self, node: &NamedOrBlankNode, list: &Term) -> Result<Constraint, ShapesError> {
        let members = self.list(node, list)?;
        let shapes = members.iter().map(|member| self.property_shape(&self.node(node, member)?)).collect::<Result<Vec<_>, _>>()?;
        Ok(Constraint::Or(shapes))
    }

    fn path(&self, node: &NamedOrBlankNode, object: &Term) -> Result<Path, ShapesError> {
        let inverse = NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl#inversePath");
        match object {
            Term::NamedNode(predicate) => Ok(Path::Forward(predicate.clone())),
            Term::BlankNode(blank) => match self.graph.object_for_subject_predicate(blank, inverse) {
                Some(TermRef::NamedNode(predicate)) => Ok(Path::Inverse(predicate.into_owned())),
                _ => Err(unknown(node, "a path that is neither a property nor the inverse of one")),
            },
            other => Err(wrong(node, &format!("{other} is no path"))),
        }
    }

    fn list(&self, node: &NamedOrBlankNode, head: &Term) -> Result<Vec<Term>, ShapesError> {
        let (mut items, mut at) = (Vec::new(), head.clone());
        while at != Term::from(rdf::NIL) {
            let cell = self.node(node, &at)?;
            let part = |predicate| self.graph.object_for_subject_predicate(&cell, predicate).map(|term| term.into_owned());
            let (Some(first), Some(rest)) = (part(rdf::FIRST), part(rdf::REST)) else {
                return Err(wrong(node, "a list breaks off"));
            };
            items.push(first);
            at = rest;
        }
        Ok(items)
    }

    fn node(&self, of: &NamedOrBlankNode, term: &Term) -> Result<NamedOrBlankNode, ShapesError> {
        match term {
            Term::NamedNode(node) => Ok(node.clone().into()),
            Term::BlankNode(node) => Ok(node.clone().into()),
            other => Err(wrong(of, &format!("{other} stands where a shape or a list is needed"))),
        }
    }

    fn about(&self, node: &NamedOrBlankNode) -> Vec<(NamedNode, Term)> {
        let parts = self.graph.triples_for_subject(node).map(|triple| (triple.predicate.into_owned(), triple.object.into_owned()));
        let mut parts: Vec<(NamedNode, Term)> = parts.collect();
        parts.sort_by_cached_key(|(predicate, object)| (predicate.to_string(), object.to_string()));
        parts
    }
}

fn unknown(node: &NamedOrBlankNode, what: &str) -> ShapesError {
    ShapesError::Unknown { shape: node.to_string(), what: format!("sh:{what}") }
}

fn wrong(node: &NamedOrBlankNode, problem: &str) -> ShapesError {
    ShapesError::Wrong { shape: node.to_string(), problem: problem.to_owned() }
}
