//! The words of the commands that look at a graph as RDF, or at the whole of it.

use super::{ListFormat, one_of};
use crate::store::{ExportFormat, Profile};
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The folder of the graph
    pub graph: PathBuf,

    /// The RDF syntax [default: by the ending of the file, else turtle]
    #[arg(long, value_parser = one_of(ExportFormat::ALL, ExportFormat::as_str))]
    pub format: Option<ExportFormat>,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// How what is said and not asserted is written: rdf11 is read by every tool, rdf12 has claims that reify triple terms
    #[arg(long, value_parser = one_of(Profile::ALL, Profile::as_str), default_value = "rdf11")]
    pub profile: Profile,

    /// Only what the article of this id, URL or title says
    #[arg(long = "graph", value_name = "ARTICLE")]
    pub article: Option<String>,

    /// Only what may have happened on this day or later; what has no time counts for the day its article appeared
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,

    /// Only what may have happened on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Date>,

    /// Only what somebody of this name says or takes part in
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,

    /// Also the foreign graphs that were imported, each as a graph of its own
    #[arg(long, conflicts_with_all = ["article", "since", "until", "actor"])]
    pub with_foreign: bool,

    #[command(flatten)]
    pub viewing: Viewing,
}

/// How a graph becomes RDF; shared by the commands that look at it so.
#[derive(Debug, Args)]
pub(crate) struct Viewing {
    /// What the IRIs of the graph's own nodes begin with; ends in / or #
    #[arg(long, value_name = "IRI", default_value = crate::store::DEFAULT_BASE)]
    pub base: String,

    /// Also assert what only a quoted speaker says, if it is affirmed, done and denied by nobody
    #[arg(long)]
    pub assert_attributed: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// The folder of a graph, or a file of RDF (.ttl, .trig, .nt, .nq, .rdf, .jsonld)
    pub graph: PathBuf,

    /// Shapes in Turtle, instead of those of the program
    #[arg(long, value_name = "FILE")]
    pub shapes: Option<PathBuf>,

    /// How violations are written [default: pretty on a terminal, else jsonl]
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The folder of a graph
    pub before: PathBuf,

    /// The folder of the graph that it is compared with
    pub after: PathBuf,

    /// How it is written [default: pretty on a terminal, else jsonl]
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct Stats {
    /// The folder of the graph
    pub graph: PathBuf,

    /// How they are written [default: pretty on a terminal, else jsonl]
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
}
