//! What a user sets a query's variable to: words, and of which kind they are; and the terms that they mean.

#[cfg(feature = "rocksdb")]
use super::Data;
use super::query::QueryError;
use super::vocabulary::{self, PREFIXES, SKOS_ALT_LABEL, SKOS_PREF_LABEL};
use super::{Store, StoreError};
use crate::model::EntityKind;
use jiff::civil::Date;
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use spargebra::term::GroundTerm;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How the words of a value are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Whoever or whatever has this name, or a part of it: its IRIs.
    Name,
    /// A string, as it is.
    Text,
    /// A day, as 2022-02-24.
    Date,
    /// A whole or decimal number.
    Number,
    /// An IRI in angle brackets, or by a known prefix.
    Iri,
}

impl ValueKind {
    pub const ALL: &[ValueKind] = &[Self::Name, Self::Text, Self::Date, Self::Number, Self::Iri];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Text => "text",
            Self::Date => "date",
            Self::Number => "number",
            Self::Iri => "IRI",
        }
    }

    /// The kind of this name, as [`as_str`](Self::as_str) writes it; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

/// What a variable is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// How the words are meant; without it, as they look: an IRI, a date, a number, else a text.
    pub kind: Option<ValueKind>,
    pub words: String,
}

impl Store {
    /// Who and what has this name, whatever the case of its letters: those that are named just so, or else those that have it as a
    /// part of a name. IRIs with the name that each is mostly called by, sorted.
    ///
    /// # Errors
    /// When the names cannot be read from disk.
    pub fn entities_named(&self, name: &str) -> Result<Vec<(String, String)>, StoreError> {
        let wanted = name.trim().to_lowercase();
        let quads = self.quads_with_names()?;
        let names = names(&quads);
        let with = |fits: &dyn Fn(&str) -> bool| -> Vec<(String, String)> {
            let fitting = names.iter().filter(|(_, names)| names.all.iter().any(|name| fits(name)));
            fitting.map(|(iri, names)| (iri.to_string(), names.label.to_owned())).collect()
        };
        let exact = with(&|name| name == wanted);
        Ok(if exact.is_empty() && !wanted.is_empty() { with(&|name| name.contains(&wanted)) } else { exact })
    }

    /// Quads with all that tells the names of entities.
    fn quads_with_names(&self) -> Result<Cow<'_, [Quad]>, StoreError> {
        #[cfg(feature = "rocksdb")]
        if let Data::Kept(kept) = &self.data {
            return Ok(kept.names()?.into());
        }
        Ok(self.quads()?)
    }

    /// The terms that a value of a variable means.
    ///
    /// # Errors
    /// When it is not of its kind, or names nobody.
    pub(super) fn terms(&self, variable: &str, value: &Value) -> Result<Vec<GroundTerm>, QueryError> {
        let words = value.words.trim();
        let one = |term: Option<GroundTerm>, lack: &str| {
            let wrong = || QueryError::Value { variable: variable.to_owned(), message: format!("{words:?} is {lack}") };
            term.map(|term| vec![term]).ok_or_else(wrong)
        };
        match value.kind {
            None => {
                let seen = self.iri(words).or_else(|| date(words)).or_else(|| number(words));
                Ok(vec![seen.unwrap_or_else(|| text(&value.words))])
            }
            Some(ValueKind::Text) => Ok(vec![text(&value.words)]),
            Some(ValueKind::Date) => one(date(words), "no date like 2022-02-24"),
            Some(ValueKind::Number) => one(number(words), "no number"),
            Some(ValueKind::Iri) => one(self.iri(words), "no IRI: write <https://…>, or a known prefix and a name"),
            Some(ValueKind::Name) => {
                if let Some(iri) = self.iri(words) {
                    return Ok(vec![iri]);
                }
                let found: Vec<GroundTerm> = self.entities_named(words)?.into_iter().map(|(iri, _)| node(iri)).collect();
                if found.is_empty() { Err(QueryError::Nobody { name: words.to_owned() }) } else { Ok(found) }
            }
        }
    }

    fn iri(&self, words: &str) -> Option<GroundTerm> {
        if let Some(inside) = words.strip_prefix('<') {
            return Some(GroundTerm::NamedNode(NamedNode::new(inside.strip_suffix('>')?).ok()?));
        }
        let (prefix, name) = words.split_once(':')?;
        let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let data = [("", self.naming.base.as_str())];
        let (_, start) = data.iter().chain(PREFIXES).find(|(known, _)| *known == prefix).filter(|_| plain)?;
        Some(node(format!("{start}{name}")))
    }
}

#[derive(Default)]
struct Names<'s> {
    label: &'s str,
    all: BTreeSet<String>,
}

/// The names of every entity, in small letters.
fn names(quads: &[Quad]) -> BTreeMap<&str, Names<'_>> {
    let classes = EntityKind::ALL.iter().map(|&kind| vocabulary::entity_class(kind));
    let classes: BTreeSet<String> = classes.map(|class| class.as_str().to_owned()).collect();
    let is_entity = |object: &Term| matches!(object, Term::NamedNode(class) if classes.contains(class.as_str()));
    let mut names: BTreeMap<&str, Names> = BTreeMap::new();
    // The type of a node comes before all else that is said of it.
    for quad in quads {
        let NamedOrBlankNode::NamedNode(node) = &quad.subject else { continue };
        if quad.predicate == rdf::TYPE && is_entity(&quad.object) {
            names.entry(node.as_str()).or_default();
        }
        let (Some(known), Term::Literal(literal)) = (names.get_mut(node.as_str()), &quad.object) else { continue };
        if quad.predicate == rdfs::LABEL {
            known.label = literal.value();
        }
        if quad.predicate == rdfs::LABEL || quad.predicate == SKOS_PREF_LABEL || quad.predicate == SKOS_ALT_LABEL {
            known.all.insert(literal.value().to_lowercase());
        }
    }
    names
}

fn node(iri: String) -> GroundTerm {
    GroundTerm::NamedNode(NamedNode::new_unchecked(iri))
}

fn text(words: &str) -> GroundTerm {
    GroundTerm::Literal(Literal::new_simple_literal(words))
}

fn date(words: &str) -> Option<GroundTerm> {
    // jiff also takes other ways of writing a date, which xsd:date does not have.
    let date: Date = words.parse().ok().filter(|date: &Date| date.to_string() == words)?;
    Some(GroundTerm::Literal(Literal::new_typed_literal(date.to_string(), xsd::DATE)))
}

fn number(words: &str) -> Option<GroundTerm> {
    let digits = words.strip_prefix(['-', '+']).unwrap_or(words);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let whole = words.parse::<i64>().is_ok();
    let literal = Literal::new_typed_literal(words, if whole { xsd::INTEGER } else { xsd::DECIMAL });
    (is_number && words.parse::<f64>().is_ok()).then_some(GroundTerm::Literal(literal))
}
