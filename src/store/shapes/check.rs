//! A graph against shapes.

use super::{Constraint, NodeKind, NodeShape, Path, PropertyShape};
use jiff::civil::Date;
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Graph, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

/// A node that does not keep to its shape.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The node, as N-Triples writes it.
    pub node: String,
    /// The property whose values are at fault, or that leads to the node; `None` where it is the node as a whole.
    pub path: Option<String>,
    /// SHACL's name of the constraint: `MinCount`.
    pub constraint: String,
    /// The value at fault, as N-Triples writes it, where it is one.
    pub value: Option<String>,
    /// What the shape says.
    pub message: Option<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.node)?;
        self.path.iter().try_for_each(|path| write!(f, " {path}"))?;
        self.value.iter().try_for_each(|value| write!(f, " {value}"))?;
        write!(f, ": {}", self.message.as_deref().unwrap_or("keeps to none of what it may keep to"))?;
        write!(f, " ({})", self.constraint)
    }
}

struct Checked<'g> {
    graph: &'g Graph,
}

pub(super) fn violations(shapes: &[NodeShape], graph: &Graph) -> Vec<Violation> {
    let checked = Checked { graph };
    let mut found = BTreeSet::new();
    for shape in shapes {
        for target in &shape.targets {
            for node in checked.instances(target) {
                checked.node(node, shape, &mut found);
            }
        }
    }
    found.into_iter().collect()
}

impl<'g> Checked<'g> {
    /// The nodes of a class and of the classes below it.
    fn instances(&self, class: &NamedNode) -> Vec<NamedOrBlankNodeRef<'g>> {
        let of = |class: &NamedNode| self.graph.subjects_for_predicate_object(rdf::TYPE, class).collect::<Vec<_>>();
        self.classes_below(class).iter().flat_map(of).collect()
    }

    /// A class, and those that are its subclasses, however far down.
    fn classes_below(&self, class: &NamedNode) -> Vec<NamedNode> {
        let mut classes = vec![class.clone()];
        let mut at = 0;
        while let Some(class) = classes.get(at).cloned() {
            for below in self.graph.subjects_for_predicate_object(rdfs::SUB_CLASS_OF, &class) {
                if let NamedOrBlankNodeRef::NamedNode(below) = below
                    && !classes.iter().any(|known| known.as_ref() == below)
                {
                    classes.push(below.into_owned());
                }
            }
            at += 1;
        }
        classes
    }

    fn node(&self, node: NamedOrBlankNodeRef<'g>, shape: &NodeShape, found: &mut BTreeSet<Violation>) {
        for constraint in &shape.constraints {
            if let Constraint::Or(alternatives) = constraint
                && !alternatives.iter().any(|alternative| self.conforms(node, alternative))
            {
                found.insert(Violation {
                    node: node.to_string(),
                    path: None,
                    constraint: constraint.component().to_owned(),
                    value: None,
                    message: Some(alternatives_in_words(alternatives)),
                });
            }
        }
        shape.properties.iter().for_each(|property| self.property(node, property, found));
    }

    fn conforms(&self, node: NamedOrBlankNodeRef<'g>, shape: &PropertyShape) -> bool {
        let mut found = BTreeSet::new();
        self.property(node, shape, &mut found);
        found.is_empty()
    }

    fn property(&self, node: NamedOrBlankNodeRef<'g>, shape: &PropertyShape, found: &mut BTreeSet<Violation>) {
        let values = self.values(node, &shape.path);
        for constraint in &shape.constraints {
            let mut violation = |value: Option<TermRef<'_>>| {
                found.insert(Violation {
                    node: node.to_string(),
                    path: Some(shape.path.predicate().to_string()),
                    constraint: constraint.component().to_owned(),
                    value: value.map(|value| value.to_string()),
                    message: shape.message.clone(),
                });
            };
            match constraint {
                Constraint::MinCount(least) if values.len() < *least => violation(None),
                Constraint::MaxCount(most) if values.len() > *most => violation(None),
                Constraint::MinCount(_) | Constraint::MaxCount(_) => {}
                Constraint::LessThanOrEquals(other) => {
                    self.reversed(node, &values, other).into_iter().for_each(|value| violation(Some(value)));
                }
                _ => values.iter().filter(|value| !self.keeps(**value, constraint)).for_each(|value| violation(Some(*value))),
            }
        }
    }

    fn values(&self, node: NamedOrBlankNodeRef<'g>, path: &Path) -> Vec<TermRef<'g>> {
        match path {
            Path::Forward(predicate) => self.graph.objects_for_subject_predicate(node, predicate).collect(),
            Path::Inverse(predicate) => self.graph.subjects_for_predicate_object(predicate, node).map(TermRef::from).collect(),
        }
    }

    /// The values of which some value of another property is less, or cannot be compared with.
    fn reversed(&self, node: NamedOrBlankNodeRef<'g>, values: &[TermRef<'g>], other: &NamedNode) -> Vec<TermRef<'g>> {
        let others: Vec<TermRef<'g>> = self.graph.objects_for_subject_predicate(node, other).collect();
        let fits = |value: TermRef<'g>, other: TermRef<'g>| matches!(compare(value, other), Some(Ordering::Less | Ordering::Equal));
        values.iter().copied().filter(|&value| !others.iter().all(|&other| fits(value, other))).collect()
    }

    fn keeps(&self, value: TermRef<'g>, constraint: &Constraint) -> bool {
        let text = match value {
            TermRef::Literal(literal) => Some(literal.value()),
            TermRef::NamedNode(node) => Some(node.as_str()),
            _ => None,
        };
        match constraint {
            Constraint::MinLength(least) => text.is_some_and(|text| text.chars().count() >= *least),
            Constraint::MinInclusive(least) => matches!(value, TermRef::Literal(l) if l.value().parse::<f64>().is_ok_and(|v| v >= *least)),
            Constraint::Datatype(datatype) => {
                matches!(value, TermRef::Literal(l) if l.datatype() == datatype.as_ref() && is_well_formed(l))
            }
            Constraint::NodeKind(kind) => *kind == node_kind(value),
            Constraint::In(allowed) => allowed.iter().any(|term| term.as_ref() == value),
            Constraint::Pattern(pattern) => text.is_some_and(|text| pattern.is_match(text)),
            Constraint::Class(class) => self.is_of_class(value, class),
            Constraint::Or(alternatives) => match value {
                TermRef::NamedNode(node) => alternatives.iter().any(|a| self.conforms(node.into(), a)),
                TermRef::BlankNode(node) => alternatives.iter().any(|a| self.conforms(node.into(), a)),
                _ => false,
            },
            Constraint::MinCount(_) | Constraint::MaxCount(_) | Constraint::LessThanOrEquals(_) => true,
        }
    }

    fn is_of_class(&self, value: TermRef<'g>, class: &NamedNode) -> bool {
        let node: NamedOrBlankNodeRef<'g> = match value {
            TermRef::NamedNode(node) => node.into(),
            TermRef::BlankNode(node) => node.into(),
            _ => return false,
        };
        let mut types = self.graph.objects_for_subject_predicate(node, rdf::TYPE);
        types.any(|of| of == class.as_ref().into() || self.is_below(of, class.as_ref()))
    }

    /// Whether a class is a subclass of another, however far down.
    fn is_below(&self, class: TermRef<'g>, above: NamedNodeRef<'_>) -> bool {
        let mut waiting = vec![class];
        let mut seen = BTreeSet::new();
        while let Some(TermRef::NamedNode(class)) = waiting.pop() {
            if class == above {
                return true;
            }
            if seen.insert(class.as_str()) {
                waiting.extend(self.graph.objects_for_subject_predicate(class, rdfs::SUB_CLASS_OF));
            }
        }
        false
    }
}

fn node_kind(value: TermRef<'_>) -> NodeKind {
    match value {
        TermRef::NamedNode(_) => NodeKind::Iri,
        TermRef::BlankNode(_) => NodeKind::BlankNode,
        TermRef::Literal(_) | TermRef::Triple(_) => NodeKind::Literal,
    }
}

/// Whether a literal is what its datatype says, for the datatypes that graphs of the program have.
fn is_well_formed(literal: LiteralRef<'_>) -> bool {
    let value = literal.value();
    match literal.datatype().as_str().rsplit('#').next() {
        Some("date") => day(value).is_some(),
        Some("integer") => value.parse::<i128>().is_ok(),
        Some("decimal") => value.parse::<f64>().is_ok() && !value.contains(['e', 'E', 'n', 'N', 'i', 'I']),
        Some("boolean") => matches!(value, "true" | "false" | "1" | "0"),
        _ => true,
    }
}

fn day(value: &str) -> Option<Date> {
    value.parse().ok()
}

/// Numbers by their value, days by the calendar; nothing else can be compared here.
fn compare(one: TermRef<'_>, other: TermRef<'_>) -> Option<Ordering> {
    let (TermRef::Literal(one), TermRef::Literal(other)) = (one, other) else { return None };
    let number = |literal: LiteralRef<'_>| literal.value().parse::<f64>().ok();
    match (day(one.value()), day(other.value())) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => number(one)?.partial_cmp(&number(other)?),
    }
}

/// "needs dl:states or rdf:predicate".
fn alternatives_in_words(alternatives: &[PropertyShape]) -> String {
    let words = |shape: &PropertyShape| {
        let none = shape.constraints.iter().any(|constraint| matches!(constraint, Constraint::MaxCount(0)));
        format!("{}{}", if none { "no " } else { "" }, shape.path.predicate())
    };
    format!("needs {}", alternatives.iter().map(words).collect::<Vec<_>>().join(" or "))
}
