//! Answers of queries, and how they are written: as a table for people, and in the formats of SPARQL 1.1 and RDF for programs.

use super::export::{ExportFormat, write_quads};
use super::naming::Naming;
use oxigraph::model::{GraphName, Literal, Quad, Term, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// What a query gives.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Of SELECT.
    Solutions(Solutions),
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE; sorted.
    Graph(Triples),
}

/// The triples of a CONSTRUCT.
#[derive(Debug, Clone)]
pub struct Triples {
    pub(super) triples: Vec<Triple>,
    pub(super) cut: bool,
    pub(super) naming: Naming,
}

/// The rows of a SELECT.
#[derive(Debug, Clone)]
pub struct Solutions {
    pub(super) variables: Vec<Variable>,
    pub(super) rows: Vec<Vec<Option<Term>>>,
    pub(super) cut: bool,
    pub(super) naming: Naming,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// For people: columns as wide as their content, IRIs by their prefixes. A graph is written as Turtle.
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
    Turtle,
}

impl AnswerFormat {
    pub const ALL: &[AnswerFormat] = &[Self::Table, Self::Csv, Self::Tsv, Self::Json, Self::Xml, Self::Turtle];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Turtle => "turtle",
        }
    }

    /// The format of this name, as [`as_str`](Self::as_str) writes it; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name)
    }

    fn of_results(self) -> Option<QueryResultsFormat> {
        Some(match self {
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
            Self::Json => QueryResultsFormat::Json,
            Self::Xml => QueryResultsFormat::Xml,
            Self::Table | Self::Turtle => return None,
        })
    }
}

impl Solutions {
    /// The names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().map(Variable::as_str)
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows as people read them: literals as their text, IRIs by their prefixes, what is unbound as nothing.
    pub fn text_rows(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        self.rows.iter().map(|row| row.iter().map(|term| term.as_ref().map_or_else(String::new, |term| self.readable(term))).collect())
    }

    fn readable(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.naming.shorten(node.as_str()),
            // A line break inside a cell would break the table.
            Term::Literal(literal) => literal.value().split_whitespace().collect::<Vec<_>>().join(" "),
            other => other.to_string(),
        }
    }

    fn write_table(&self, to: &mut dyn Write) -> io::Result<()> {
        let numbers: Vec<bool> = (0..self.variables.len()).map(|column| self.is_number(column)).collect();
        let header: Vec<String> = self.columns().map(str::to_owned).collect();
        let rows: Vec<Vec<String>> = self.text_rows().collect();
        let width = |column: usize| rows.iter().chain([&header]).map(|row| row[column].width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..header.len()).map(width).collect();
        let line = |row: &[String]| {
            let cell = |(column, text): (usize, &String)| {
                let gap = " ".repeat(widths[column] - text.width());
                if numbers[column] { gap + text } else { format!("{text}{gap}") }
            };
            row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        writeln!(to, "{}", line(&header))?;
        writeln!(to, "{}", widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("  "))?;
        rows.iter().try_for_each(|row| writeln!(to, "{}", line(row)))?;
        let first = if self.cut { "the first " } else { "" };
        writeln!(to, "({first}{} {})", rows.len(), if rows.len() == 1 { "row" } else { "rows" })
    }

    fn is_number(&self, column: usize) -> bool {
        let numeric = |literal: &Literal| literal.value().parse::<f64>().is_ok() && literal.datatype().as_str().contains("XMLSchema#");
        let mut terms = self.rows.iter().filter_map(|row| row[column].as_ref()).peekable();
        terms.peek().is_some() && terms.all(|term| matches!(term, Term::Literal(literal) if numeric(literal) && literal.datatype() != oxigraph::model::vocab::xsd::STRING))
    }
}

impl Answer {
    /// Whether a limit left something out.
    pub fn is_cut(&self) -> bool {
        match self {
            Answer::Solutions(solutions) => solutions.cut,
            Answer::Graph(triples) => triples.cut,
            Answer::Boolean(_) => false,
        }
    }

    /// # Errors
    /// When writing fails, or when the format does not fit: rows have no Turtle, a graph has no columns.
    pub fn write(&self, format: AnswerFormat, to: &mut dyn Write) -> io::Result<()> {
        match self {
            Answer::Graph(Triples { triples, naming, .. }) => match format {
                AnswerFormat::Table | AnswerFormat::Turtle => {
                    let quads: Vec<Quad> = triples.iter().map(|triple| triple.clone().in_graph(GraphName::DefaultGraph)).collect();
                    write_quads(&quads, naming, ExportFormat::Turtle, to)
                }
                _ => Err(unfit("a graph", format, "turtle")),
            },
            Answer::Boolean(value) => match format {
                AnswerFormat::Table => writeln!(to, "{}", if *value { "yes" } else { "no" }),
                _ => {
                    let results = format.of_results().ok_or_else(|| unfit("yes or no", format, "table, csv, tsv, json or xml"))?;
                    QueryResultsSerializer::from_format(results).serialize_boolean_to_writer(to, *value).map(drop)
                }
            },
            Answer::Solutions(solutions) if format == AnswerFormat::Table => solutions.write_table(to),
            Answer::Solutions(solutions) => {
                let results = format.of_results().ok_or_else(|| unfit("a table of rows", format, "table, csv, tsv, json or xml"))?;
                let serializer = QueryResultsSerializer::from_format(results);
                let mut writer = serializer.serialize_solutions_to_writer(to, solutions.variables.clone())?;
                for row in &solutions.rows {
                    let bound = solutions.variables.iter().zip(row).filter_map(|(variable, term)| Some((variable, term.as_ref()?)));
                    writer.serialize(bound)?;
                }
                writer.finish().map(drop)
            }
        }
    }
}

fn unfit(answer: &str, format: AnswerFormat, fitting: &str) -> io::Error {
    let message = format!("the answer is {answer}, which cannot be written as {}; ask for {fitting}", format.as_str());
    io::Error::new(io::ErrorKind::InvalidInput, message)
}
