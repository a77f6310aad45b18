//! The words of the commands that write a graph folder, or tell what was written to it. Does nothing by itself.

use super::{Knowing, Reading};
use clap::{Args, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Build {
    #[command(flatten)]
    pub reading: Reading,

    #[command(flatten)]
    pub knowing: Knowing,

    /// The folder of the graph
    #[arg(short, long, value_name = "GRAPH")]
    pub output: PathBuf,

    /// Read also the articles that the graph knows as they are: another program or another ontology may find more in them
    #[arg(long)]
    pub again: bool,

    /// The most articles of a batch: what a run that is killed may lose
    #[arg(long, value_name = "N", hide = true)]
    pub batch: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The folder of the graph
    pub graph: PathBuf,
    /// The ids or URLs of articles
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<String>,

    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    pub why: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Compact {
    /// The folder of the graph
    pub graph: PathBuf,

    /// Leave out what cannot be read, and keep the damaged files beside the graph
    #[arg(long)]
    pub repair: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Log {
    /// The folder of the graph
    pub graph: PathBuf,

    /// List the articles of each run as well
    #[arg(long)]
    pub articles: bool,

    /// How the runs are written [default: table on a terminal, else jsonl]
    #[arg(long, value_enum)]
    pub format: Option<LogFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    Table,
    /// One run a line
    #[value(alias = "json")]
    Jsonl,
}
