//! Questions with a name: the files of `ontology/queries/`, SPARQL with a head of comments that tells what is asked and what may be set.
//!
//! A head is the lines of comment that open a query, each `# key: value`:
//!
//! ```sparql
//! # name: timeline
//! # about: What somebody did or suffered, by date
//! # parameter: actor (name, required): who
//! ```
//!
//! A parameter is a variable of the query that a block `VALUES ?actor { UNDEF }` offers to be set; what stands there is its default,
//! and UNDEF means any.

use super::binding;
use super::value::ValueKind;
use super::vocabulary::PREFIXES;
use regex::Regex;
use spargebra::SparqlParser;
use std::sync::LazyLock;
use thiserror::Error;

/// A query that is asked by its name.
#[derive(Debug, Clone)]
pub struct NamedQuery {
    pub name: String,
    /// What it asks, in a line.
    pub about: String,
    pub parameters: Vec<Parameter>,
    pub sparql: String,
}

/// What may be set in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The variable, without its question mark.
    pub name: String,
    pub kind: ValueKind,
    /// Whether the query says nothing without it.
    pub required: bool,
    pub about: String,
    /// What the query takes if it is not set, in SPARQL; none if it then takes any.
    pub default: Option<String>,
}

/// What the comments at the head of a query say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    pub name: Option<String>,
    pub about: Option<String>,
    pub parameters: Vec<Parameter>,
    /// The numbers of the lines of comment that are no `# key: value` of these keys.
    pub other_lines: Vec<usize>,
}

/// Why a query's head, or a query of the program's, is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
pub struct HeaderError {
    pub line: usize,
    pub message: String,
}

const FILES: &[&str] = &[
    include_str!("../../ontology/queries/casualties.rq"),
    include_str!("../../ontology/queries/claims-about.rq"),
    include_str!("../../ontology/queries/claims-by.rq"),
    include_str!("../../ontology/queries/disputes.rq"),
    include_str!("../../ontology/queries/evidence.rq"),
    include_str!("../../ontology/queries/near.rq"),
    include_str!("../../ontology/queries/network.rq"),
    include_str!("../../ontology/queries/sources.rq"),
    include_str!("../../ontology/queries/speakers.rq"),
    include_str!("../../ontology/queries/timeline.rq"),
    include_str!("../../ontology/queries/who-met-whom.rq"),
];

impl NamedQuery {
    /// The program's, by name.
    pub fn all() -> &'static [NamedQuery] {
        static ALL: LazyLock<Vec<NamedQuery>> = LazyLock::new(|| {
            let read = |text: &&str| NamedQuery::read(text).unwrap_or_else(|error| panic!("ontology/queries: {error}\n{text}"));
            FILES.iter().map(read).collect()
        });
        &ALL
    }

    pub fn find(name: &str) -> Option<&'static NamedQuery> {
        Self::all().iter().find(|query| query.name == name)
    }

    /// Reads a query that says its name, and what it is about, and offers every parameter to be set.
    ///
    /// # Errors
    /// When the head lacks something, has a line that is no part of it, or tells of a parameter that the query does not have; when the
    /// query is no SPARQL.
    pub fn read(text: &str) -> Result<Self, HeaderError> {
        let wrong = |line: usize, message: &str| HeaderError { line, message: message.to_owned() };
        let header = Header::read(text)?;
        if let Some(&line) = header.other_lines.first() {
            return Err(wrong(line, "is no `# key: value` with a key name, about or parameter"));
        }
        let name = header.name.ok_or_else(|| wrong(1, "the head has no name"))?;
        let about = header.about.ok_or_else(|| wrong(1, "the head does not say what the query is about"))?;
        let mut parser = SparqlParser::new();
        for (prefix, iri) in PREFIXES {
            parser = parser.with_prefix(*prefix, *iri).expect("prefixes are IRIs");
        }
        let mut query = parser.parse_query(text).map_err(|error| wrong(1, &error.to_string()))?;
        let mut parameters = header.parameters;
        for parameter in &mut parameters {
            let default = binding::default(&mut query, &parameter.name)
                .ok_or_else(|| wrong(1, &format!("the query has no block VALUES ?{} {{ … }}", parameter.name)))?;
            parameter.default = default.first().map(ToString::to_string);
        }
        Ok(Self { name, about, parameters, sparql: text.to_owned() })
    }
}

impl Header {
    /// Reads the comments that open a query; of a user's query these may be any.
    ///
    /// # Errors
    /// When a line `# parameter:` is not understood.
    pub fn read(text: &str) -> Result<Self, HeaderError> {
        let mut header = Header::default();
        for (number, line) in (1..).zip(text.lines()) {
            let Some(comment) = line.trim().strip_prefix('#') else { break };
            match comment.split_once(':').map(|(key, value)| (key.trim(), value.trim())) {
                Some(("name", value)) if !value.is_empty() => header.name = Some(value.to_owned()),
                Some(("about", value)) if !value.is_empty() => header.about = Some(value.to_owned()),
                Some(("parameter", value)) => {
                    let parameter = Parameter::read(value).map_err(|message| HeaderError { line: number, message })?;
                    header.parameters.push(parameter);
                }
                _ => header.other_lines.push(number),
            }
        }
        Ok(header)
    }
}

impl Parameter {
    /// Reads "actor (name, required): who".
    fn read(words: &str) -> Result<Self, String> {
        static FORM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\w+) \((\w+)(, required)?\): (.+)$").unwrap());
        let form = FORM.captures(words).ok_or_else(|| format!("a parameter is written `actor (name): who`, not {words:?}"))?;
        let kinds: Vec<&str> = ValueKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let kind = ValueKind::parse(&form[2]).ok_or_else(|| format!("{:?} is none of {}", &form[2], kinds.join(", ")))?;
        Ok(Self { name: form[1].to_owned(), kind, required: form.get(3).is_some(), about: form[4].to_owned(), default: None })
    }
}

#[cfg(test)]
mod tests;
