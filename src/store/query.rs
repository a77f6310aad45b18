//! SPARQL over the view: prefixes known beforehand, all graphs as one, errors with their place.

use super::Store;
use super::answer::{Answer, Solutions, Triples};
use super::vocabulary::PREFIXES;
use oxigraph::model::Term;
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError};
use regex::Regex;
use std::sync::LazyLock;
use thiserror::Error;

/// Why a query has no answer.
#[derive(Debug, Error)]
pub enum QueryError {
    /// The query is not SPARQL; `line` and `column` count from 1.
    #[error("the query is wrong at line {line}, column {column}: {message}\n  {excerpt}\n  {marker}", marker = marker(*column))]
    Syntax { line: usize, column: usize, message: String, excerpt: String },
    /// It is not SPARQL, and no place can be named.
    #[error("the query is wrong: {0}")]
    Unplaced(String),
    #[error("the query could not be answered: {0}")]
    Evaluation(#[from] QueryEvaluationError),
}

fn marker(column: usize) -> String {
    " ".repeat(column.saturating_sub(1)) + "^"
}

impl Store {
    /// Asks the store. The prefixes of [`PREFIXES`] and the empty one for the data need no declaration. Without FROM the query sees
    /// the union of all graphs; `GRAPH ?article { … }` sees one article's claims. Without ORDER BY the rows are sorted by their terms.
    ///
    /// # Errors
    /// When the text is no SPARQL 1.1 query, with the place; or when evaluation fails. There is no SERVICE: nothing leaves the machine.
    pub fn query(&self, sparql: &str) -> Result<Answer, QueryError> {
        let mut evaluator = SparqlEvaluator::new();
        for (prefix, iri) in PREFIXES.iter().copied().chain([("", self.naming.base.as_str())]) {
            evaluator = evaluator.with_prefix(prefix, iri).expect("prefixes are IRIs");
        }
        let prepared = evaluator.parse_query(sparql).map_err(|error| placed(&error, sparql))?;
        match prepared.on_store(&self.inner).execute()? {
            QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
            QueryResults::Graph(triples) => {
                let mut triples = triples.collect::<Result<Vec<_>, _>>()?;
                triples.sort_unstable_by(|one, other| super::export::triple_order(one.as_ref(), other.as_ref()));
                triples.dedup();
                Ok(Answer::Graph(Triples { triples, naming: self.naming.clone() }))
            }
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let mut rows = Vec::new();
                for solution in solutions {
                    rows.push(solution?.values().to_vec());
                }
                if !is_ordered(sparql) {
                    rows.sort_by_cached_key(|row: &Vec<Option<Term>>| {
                        row.iter().map(|term| term.as_ref().map(Term::to_string)).collect::<Vec<_>>()
                    });
                }
                Ok(Answer::Solutions(Solutions { variables, rows, naming: self.naming.clone() }))
            }
        }
    }
}

/// Whether the query asks for an order that sorting its rows would undo.
fn is_ordered(sparql: &str) -> bool {
    static ORDER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\border\s+by\b").unwrap());
    ORDER.is_match(sparql)
}

/// The parser tells the place only in its message, "error at 1:8: expected …".
fn placed(error: &SparqlSyntaxError, sparql: &str) -> QueryError {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)^error at (\d+):(\d+): (.*)$").unwrap());
    let message = error.to_string();
    let Some(found) = PLACE.captures(&message) else { return QueryError::Unplaced(message) };
    let number = |group: usize| found[group].parse::<usize>().unwrap_or(1);
    let (line, column) = (number(1), number(2));
    let excerpt = sparql.lines().nth(line - 1).unwrap_or_default().to_owned();
    QueryError::Syntax { line, column, message: found[3].to_owned(), excerpt }
}
