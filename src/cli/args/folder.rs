//! The words of the commands that write a graph folder, or tell what was written to it. Does nothing by itself.

use super::{Knowing, Reading};
use crate::ledger::is_foreign_name;
use crate::store::ExportFormat;
use clap::builder::{PossibleValuesParser, TypedValueParser};
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

pub(super) const IMPORT_EXAMPLES: &str = "\
Examples:
  dateline extract part1/ > part1.jsonl             on many machines,
  dateline import kg part*.jsonl                    and on one: the graph that `build` makes of all of them
  zcat records.jsonl.gz | dateline import kg - --format records
  dateline import kg alliances.ttl                  RDF of others, seen by `query` as GRAPH :foreign-alliances
  dateline import kg dump-2024-05.nt --as wikidata  the same under a name; what had it is replaced
  dateline import kg --list
  dateline import kg --remove wikidata

Records (.jsonl) are one article a line with its claims, as `dateline extract` prints them; an article that the graph holds as it is, is
passed over. RDF (.ttl, .trig, .nt, .nq, .rdf, .jsonld) changes nothing of what the graph says itself: `export` and `validate` leave it out.
docs/graph-folder.md and docs/sparql.md tell more.";

/// What an input of `import` is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InputFormat {
    Records,
    Rdf(ExportFormat),
}

impl InputFormat {
    const RECORDS: &str = "records";

    /// The format that a file's ending names.
    pub fn from_extension(ending: &str) -> Option<Self> {
        match ending {
            "jsonl" | "ndjson" => Some(Self::Records),
            _ => ExportFormat::from_extension(ending).map(Self::Rdf),
        }
    }

    fn parser() -> impl TypedValueParser<Value = Self> {
        let words = [Self::RECORDS].into_iter().chain(ExportFormat::ALL.iter().map(|format| format.as_str()));
        PossibleValuesParser::new(words).map(|word| ExportFormat::parse(&word).map_or(Self::Records, Self::Rdf))
    }
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The folder of the graph
    pub graph: PathBuf,

    /// Records of claims (.jsonl), or RDF (.ttl, .trig, .nt, .nq, .rdf, .jsonld); `-` is standard input, with --format
    #[arg(required_unless_present_any = ["list", "remove"], conflicts_with_all = ["list", "remove"], value_name = "FILE")]
    pub inputs: Vec<PathBuf>,

    /// What the inputs are written in [default: by the ending of each]
    #[arg(long, value_parser = InputFormat::parser())]
    pub format: Option<InputFormat>,

    /// The name of the foreign graph [default: that of the file, in small letters]
    #[arg(long = "as", value_name = "NAME", value_parser = foreign_name, conflicts_with_all = ["list", "remove"])]
    pub name: Option<String>,

    /// Take the claims of articles anew that the graph knows as they are
    #[arg(long, conflicts_with_all = ["list", "remove"])]
    pub again: bool,

    /// A folder that declares event types of the records; may be given several times
    #[arg(long = "ontology", value_name = "DIR")]
    pub ontology: Vec<PathBuf>,

    /// List the foreign graphs
    #[arg(long, conflicts_with = "remove")]
    pub list: bool,

    /// Take foreign graphs away
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub remove: Vec<String>,

    /// Why they are taken away, in your words
    #[arg(long, value_name = "WORDS", requires = "remove")]
    pub why: Option<String>,

    /// The most articles of a batch: what a run that is killed may lose
    #[arg(long, value_name = "N", hide = true)]
    pub batch: Option<NonZeroUsize>,
}

fn foreign_name(words: &str) -> Result<String, String> {
    let name = is_foreign_name(words).then(|| words.to_owned());
    name.ok_or_else(|| "use a-z, 0-9 and - (64 at most, the first no -)".to_owned())
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
