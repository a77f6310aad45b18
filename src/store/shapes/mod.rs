//! Whether a graph keeps to its shapes: a checker for the part of SHACL that `ontology/shapes.ttl` is written in.
//!
//! Takes shapes as Turtle and a graph, gives the violations. A shape that needs a constraint which is not known here is refused when
//! it is read, so that nothing is passed over. Knows nothing of what the shapes say.

mod check;
mod read;

pub use check::Violation;
pub use read::ShapesError;

use oxigraph::model::{Graph, NamedNode, Quad, Term, TripleRef};
use regex::Regex;

/// The shapes that every graph of the program keeps to.
const OWN: &str = include_str!("../../../ontology/shapes.ttl");

/// Shapes, read and checked.
#[derive(Debug)]
pub struct Shapes {
    shapes: Vec<NodeShape>,
}

/// What the nodes of some classes keep to.
#[derive(Debug)]
struct NodeShape {
    targets: Vec<NamedNode>,
    constraints: Vec<Constraint>,
    properties: Vec<PropertyShape>,
}

/// What the values of a path keep to.
#[derive(Debug)]
struct PropertyShape {
    path: Path,
    constraints: Vec<Constraint>,
    message: Option<String>,
}

/// The way from a node to values.
#[derive(Debug)]
enum Path {
    Forward(NamedNode),
    Inverse(NamedNode),
}

#[derive(Debug)]
enum Constraint {
    MinCount(usize),
    MaxCount(usize),
    MinLength(usize),
    MinInclusive(f64),
    Datatype(NamedNode),
    Class(NamedNode),
    NodeKind(NodeKind),
    In(Vec<Term>),
    Pattern(Regex),
    LessThanOrEquals(NamedNode),
    /// One of these holds.
    Or(Vec<PropertyShape>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NodeKind {
    Iri,
    Literal,
    BlankNode,
}

impl Shapes {
    /// The program's own.
    pub fn embedded() -> Self {
        // A test reads them, so this holds in every build that passed its tests.
        Self::read(OWN).unwrap_or_else(|error| panic!("ontology/shapes.ttl: {error}"))
    }

    /// Reads shapes written in Turtle.
    ///
    /// # Errors
    /// When it is no Turtle, or a shape needs what this checker does not know.
    pub fn read(turtle: &str) -> Result<Self, ShapesError> {
        read::shapes(turtle).map(|shapes| Self { shapes })
    }

    /// What in the union of all graphs does not keep to the shapes; sorted.
    pub fn violations(&self, quads: &[Quad]) -> Vec<Violation> {
        let graph: Graph = quads.iter().map(|quad| TripleRef::from(quad.as_ref())).collect();
        check::violations(&self.shapes, &graph)
    }
}

impl Constraint {
    /// SHACL's name of the constraint: `MinCount`.
    fn component(&self) -> &'static str {
        match self {
            Self::MinCount(_) => "MinCount",
            Self::MaxCount(_) => "MaxCount",
            Self::MinLength(_) => "MinLength",
            Self::MinInclusive(_) => "MinInclusive",
            Self::Datatype(_) => "Datatype",
            Self::Class(_) => "Class",
            Self::NodeKind(_) => "NodeKind",
            Self::In(_) => "In",
            Self::Pattern(_) => "Pattern",
            Self::LessThanOrEquals(_) => "LessThanOrEquals",
            Self::Or(_) => "Or",
        }
    }
}

impl Path {
    fn predicate(&self) -> &NamedNode {
        match self {
            Self::Forward(predicate) | Self::Inverse(predicate) => predicate,
        }
    }
}

#[cfg(test)]
mod tests;
