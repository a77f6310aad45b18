//! SPARQL over the view: prefixes known beforehand, all graphs as one, functions of places, limits, errors with their place.

use super::answer::{Answer, Solutions, Triples};
use super::binding;
use super::export;
use super::geography;
use super::value::Value;
use super::vocabulary::PREFIXES;
use super::{Store, StoreError};
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError};
use regex::Regex;
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};
use std::cmp::Ordering;
use std::sync::atomic::{self, AtomicBool};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;
use thiserror::Error;

/// How a query is asked.
#[derive(Clone, Default)]
pub struct QueryOptions {
    /// What variables of the query stand for: the name of each, without its question mark, and the value.
    pub values: Vec<(String, Value)>,
    /// The most rows, or triples, of the answer: those that come first in its order.
    pub limit: Option<usize>,
    /// How long the evaluation may take. It is ended where the evaluator looks whether it should go on, which it does whenever it
    /// reads the data: a query that combines what it has read already, as a cross join does, ends later, and takes memory until then.
    pub timeout: Option<Duration>,
    /// Ends the evaluation from outside, in the same places; for one query only, as it stays cancelled.
    pub cancellation: Option<CancellationToken>,
}

/// Why a query has no answer.
#[derive(Debug, Error)]
pub enum QueryError {
    /// The query is not SPARQL; `line` and `column` count from 1.
    #[error("the query is wrong at line {line}, column {column}: {message}\n  {excerpt}\n  {marker}", marker = marker(*column))]
    Syntax { line: usize, column: usize, message: String, excerpt: String },
    /// It is not SPARQL, and no place can be named.
    #[error("the query is wrong: {0}")]
    Unplaced(String),
    #[error("the query has no variable ?{variable} to set")]
    NoVariable { variable: String },
    /// A value is not of its kind.
    #[error("?{variable}: {message}")]
    Value { variable: String, message: String },
    #[error("nobody and nothing is named {name:?} there")]
    Nobody { name: String },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the query took longer than {} s, and was ended", .timeout.as_secs_f64())]
    TimedOut { timeout: Duration },
    #[error("the query was ended before it had an answer")]
    Cancelled,
    #[error("the query could not be answered: {0}")]
    Evaluation(QueryEvaluationError),
}

impl From<QueryEvaluationError> for QueryError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Cancelled => Self::Cancelled,
            other => Self::Evaluation(other),
        }
    }
}

fn marker(column: usize) -> String {
    " ".repeat(column.saturating_sub(1)) + "^"
}

impl Store {
    /// Asks the store, without any limit. See [`query_with`](Self::query_with).
    ///
    /// # Errors
    /// When the text is no SPARQL 1.1 query, with the place; or when evaluation fails.
    pub fn query(&self, sparql: &str) -> Result<Answer, QueryError> {
        self.query_with(sparql, &QueryOptions::default())
    }

    /// Asks the store. The prefixes of [`PREFIXES`] and the empty one for the data need no declaration. Without FROM the query sees
    /// the union of all graphs; `GRAPH ?article { … }` sees one article's claims. Without ORDER BY the rows are sorted by their terms.
    ///
    /// # Errors
    /// When the text is no SPARQL 1.1 query, with the place; when a value does not fit; when time is up; or when evaluation fails.
    /// There is no SERVICE: nothing leaves the machine.
    pub fn query_with(&self, sparql: &str, options: &QueryOptions) -> Result<Answer, QueryError> {
        let mut query = self.parse(sparql)?;
        for (variable, value) in &options.values {
            if !binding::bind(&mut query, variable, &self.terms(variable, value)?) {
                return Err(QueryError::NoVariable { variable: variable.clone() });
            }
        }
        let token = options.cancellation.clone().unwrap_or_default();
        let alarm = options.timeout.map(|timeout| (timeout, Alarm::set(timeout, token.clone())));
        self.evaluate(query, &token, options.limit).map_err(|error| match (error, alarm) {
            (QueryError::Cancelled, Some((timeout, alarm))) if alarm.has_rung() => QueryError::TimedOut { timeout },
            (error, _) => error,
        })
    }

    /// The query as SPARQL's algebra.
    pub(super) fn parse(&self, sparql: &str) -> Result<Query, QueryError> {
        let mut parser = SparqlParser::new();
        for (prefix, iri) in PREFIXES.iter().copied().chain([("", self.naming.base.as_str())]) {
            parser = parser.with_prefix(prefix, iri).expect("prefixes are IRIs");
        }
        parser.parse_query(sparql).map_err(|error| placed(&error, sparql))
    }

    fn evaluate(&self, query: Query, token: &CancellationToken, limit: Option<usize>) -> Result<Answer, QueryError> {
        let ordered = is_ordered(&query);
        let mut evaluator = SparqlEvaluator::new().with_cancellation_token(token.clone());
        for (name, function) in geography::functions() {
            evaluator = evaluator.with_custom_function(name, function);
        }
        let mut prepared = evaluator.for_query(query);
        // FROM and FROM NAMED choose graphs by themselves.
        if prepared.dataset().is_default_dataset() && !self.copied_union {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        let naming = self.naming.clone();
        Ok(match prepared.on_store(&self.inner).execute()? {
            QueryResults::Boolean(value) => Answer::Boolean(value),
            QueryResults::Graph(triples) => {
                let order = |one: &Triple, other: &Triple| export::triple_order(one.as_ref(), other.as_ref());
                let (triples, cut) = first_sorted(alive(triples, token), limit, order, true)?;
                Answer::Graph(Triples { triples, cut, naming })
            }
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let rows = alive(solutions, token).map(|row| Ok(row?.values().to_vec()));
                let (rows, cut) = if ordered { first(rows, limit)? } else { first_by_terms(rows, limit)? };
                Answer::Solutions(Solutions { variables, rows, cut, naming })
            }
        })
    }
}

/// Rings when time is up, unless it is dropped before.
struct Alarm {
    rung: Arc<AtomicBool>,
    _running: Sender<()>,
}

impl Alarm {
    fn set(timeout: Duration, token: CancellationToken) -> Self {
        let (running, stopped) = mpsc::channel::<()>();
        let rung = Arc::new(AtomicBool::new(false));
        let rings = rung.clone();
        thread::spawn(move || {
            if stopped.recv_timeout(timeout) == Err(RecvTimeoutError::Timeout) {
                rings.store(true, atomic::Ordering::SeqCst);
                token.cancel();
            }
        });
        Self { rung, _running: running }
    }

    fn has_rung(&self) -> bool {
        self.rung.load(atomic::Ordering::SeqCst)
    }
}

/// The results until the token is cancelled.
fn alive<T>(
    results: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    token: &CancellationToken,
) -> impl Iterator<Item = Result<T, QueryEvaluationError>> {
    results.map(|result| if token.is_cancelled() { Err(QueryEvaluationError::Cancelled) } else { result })
}

type Results<T> = Result<(Vec<T>, bool), QueryEvaluationError>;

/// The first results as they come, and whether there are more.
fn first<T>(mut results: impl Iterator<Item = Result<T, QueryEvaluationError>>, limit: Option<usize>) -> Results<T> {
    let kept = results.by_ref().take(limit.unwrap_or(usize::MAX)).collect::<Result<_, _>>()?;
    Ok((kept, results.next().transpose()?.is_some()))
}

/// The first results in an order, and whether there are more; never many more than these are held.
fn first_sorted<T>(
    results: impl Iterator<Item = Result<T, QueryEvaluationError>>,
    limit: Option<usize>,
    order: impl Fn(&T, &T) -> Ordering,
    unique: bool,
) -> Results<T> {
    const SLACK: usize = 1024;
    let most = limit.unwrap_or(usize::MAX);
    let (mut kept, mut cut) = (Vec::new(), false);
    let shrink = |kept: &mut Vec<T>| {
        kept.sort_by(&order);
        if unique {
            kept.dedup_by(|one, other| order(one, other).is_eq());
        }
        let is_cut = kept.len() > most;
        kept.truncate(most);
        is_cut
    };
    for result in results {
        kept.push(result?);
        if kept.len() >= most.saturating_mul(2).saturating_add(SLACK) {
            cut |= shrink(&mut kept);
        }
    }
    cut |= shrink(&mut kept);
    Ok((kept, cut))
}

type Row = Vec<Option<Term>>;

/// The first rows in the order of their terms, and whether there are more.
fn first_by_terms(rows: impl Iterator<Item = Result<Row, QueryEvaluationError>>, limit: Option<usize>) -> Results<Row> {
    first_sorted(rows, limit, |one: &Row, other: &Row| row_order(one, other), false)
}

/// Column by column; what is unbound comes first.
fn row_order(one: &Row, other: &Row) -> Ordering {
    let mut columns = one.iter().zip(other).map(|columns| match columns {
        (Some(one), Some(other)) => export::term_order(one.as_ref(), other.as_ref()),
        (one, other) => one.is_some().cmp(&other.is_some()),
    });
    columns.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// Whether the query asks for an order of its rows, which sorting them would undo. The order of a subquery is none of its rows.
fn is_ordered(query: &Query) -> bool {
    let Query::Select { pattern, .. } = query else { return false };
    let (mut pattern, mut projected) = (pattern, false);
    loop {
        pattern = match pattern {
            GraphPattern::OrderBy { .. } => return true,
            GraphPattern::Project { inner, .. } if !projected => {
                projected = true;
                inner
            }
            GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } | GraphPattern::Slice { inner, .. } if !projected => inner,
            _ => return false,
        }
    }
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

#[cfg(test)]
mod tests;
