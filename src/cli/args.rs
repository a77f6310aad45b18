//! The words of the command line: commands, options, their help and their examples. Does nothing by itself.

use crate::model::{ContradictionReason, EntityKind};
use crate::read::DEFAULT_MAX_ARTICLE_BYTES;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

mod folder;
mod query;
mod rdf;

pub(super) use folder::{Build, Compact, Import, InputFormat, Log, LogFormat, Remove};
pub(super) use query::Query;
pub(super) use rdf::{Diff, Export, Stats, Validate, Viewing};

/// Reads English news into a knowledge graph: who did what to whom, when, where, and according to whom.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 110, arg_required_else_help = true, after_help = EXIT_CODES, after_long_help = FLOW)]
pub(super) struct Arguments {
    /// Say nothing on the way: no progress, no summary. Inputs that are refused are named all the same
    #[arg(short, long, global = true)]
    pub quiet: bool,

    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs were refused.";

const FLOW: &str = "\
Examples:
  dateline build news/ -o kg                     read a folder of articles into the graph kg
  dateline show kg Lavrov                        what is said of him, by whom, in which sentence
  dateline disputes kg                           claims that cannot all be true, side by side
  dateline entities kg --candidates              who may be the same; merge and split decide
  dateline query kg 'SELECT ?s WHERE { ?s a ?c }'
  dateline draw kg -o kg.svg
  dateline export kg --format turtle -o kg.ttl

Articles are plain text (.txt), Markdown (.md) or JSON Lines (.jsonl); `-` is standard input.
A text may open with a line `date YYYY-MM-DD`, the day of its publication.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs were refused.
The environment variable NO_COLOR turns colours off.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read articles into a graph
    #[command(
        after_help = "Examples:\n  dateline build news/ -o kg\n  dateline build a.txt b.md wire.jsonl -o kg --threads 4\n  zcat wire.jsonl.gz | dateline build - -o kg\n\n\
        A graph that is there already is added to: articles that it holds as they are, are not read again, and one that comes with the id or\n\
        the URL of another takes its place. A run that is broken off is taken up by running it again."
    )]
    Build(Build),
    /// Take into a graph what others read: records of claims; and keep RDF of others beside it
    #[command(after_help = folder::IMPORT_EXAMPLES)]
    Import(Import),
    /// Take articles out of a graph, as if they had never been in it
    #[command(
        after_help = "Examples:\n  dateline remove kg a41\n  dateline remove kg https://example.org/a41 a42 --why \"withdrawn by the agency\"\n\n\
        Their text stays in the folder until `dateline compact`."
    )]
    Remove(Remove),
    /// Drop from the disk what was removed from a graph or replaced in it
    #[command(after_help = "Examples:\n  dateline compact kg\n  dateline compact kg --repair               leave out what is damaged")]
    Compact(Compact),
    /// List what was done to a graph, the last run last
    #[command(after_help = "Examples:\n  dateline log kg\n  dateline log kg --articles --format jsonl")]
    Log(Log),
    /// Ask a graph in SPARQL, or one of the questions that have a name
    #[command(after_help = query::EXAMPLES)]
    Query(Query),
    /// Tell what a graph knows of somebody or something, each line with its sentence, its article, and who says so
    #[command(after_help = "Examples:\n  dateline show kg Lavrov\n  dateline show kg \"European Union\"")]
    Show(Show),
    /// List who and what a graph knows, why several names are one, and who may be the same
    #[command(
        after_help = "Examples:\n  dateline entities kg --kind person\n  dateline entities kg Lavrov                  his names, and why they are his\n  \
        dateline entities kg --candidates            who may be the same, with what speaks for and against it\n\n\
        `=` leads a name that was joined, `?` one that was not; the ids are what `merge` and `split` take."
    )]
    Entities(Entities),
    /// Decide that two entities of a graph are the same
    #[command(after_help = "Examples:\n  dateline merge kg \"Subcomandante Marcos\" \"Rafael Guillén\" --why \"his own statement\"\n  \
        dateline merge kg lavrov-1f3a09bc sergei-lavrov-5d20c1aa\n\n\
        The decision is kept in the graph's decisions.jsonl, and holds for articles that come later.")]
    Merge(Merge),
    /// Decide that names of an entity of a graph mean two
    #[command(after_help = "Examples:\n  dateline split kg \"Sergei Lavrov\" Lavrov\n  dateline split kg \"John Smith\" --article a41\n  \
        dateline split kg \"John Smith\" \"J. Smith\" --unsure\n\n\
        What is unsure stays apart, and is listed by `dateline entities --candidates`.")]
    Split(Split),
    /// Take back the last decision on a graph's entities
    #[command(after_help = "Example:\n  dateline undo kg")]
    Undo(Undo),
    /// List claims of a graph that cannot all be true, side by side, with who says so and the sentences
    #[command(
        after_help = "Examples:\n  dateline disputes kg\n  dateline disputes kg --actor Ukraine --format jsonl\n  dateline disputes kg --reason \"disjoint numbers\""
    )]
    Disputes(Disputes),
    /// Draw the actors of a graph and what they did to each other, as SVG; or write them as DOT or GraphML for other programs
    #[command(
        after_help = "Examples:\n  dateline draw kg -o kg.svg\n  dateline draw kg -o lavrov.svg --actor Lavrov --max-nodes 20\n  dateline draw kg -o kg.graphml"
    )]
    Draw(Draw),
    /// Write a graph as RDF
    #[command(after_help = "Examples:\n  dateline export kg --format turtle > kg.ttl\n  dateline export kg -o kg.nq\n  \
        dateline export kg --actor Lavrov --since 2022-02-24 -o lavrov.trig    a part of it, as the whole has it\n  \
        dateline export kg --profile rdf12 -o kg.trig                          claims reify triple terms (RDF 1.2)")]
    Export(Export),
    /// Check a graph, or RDF in a file, against shapes (SHACL)
    #[command(
        after_help = "Examples:\n  dateline validate kg\n  dateline validate kg --shapes my-shapes.ttl\n  dateline validate export.trig --format jsonl\n\n\
        Exit code 1 tells that something does not keep to the shapes."
    )]
    Validate(Validate),
    /// Tell how two graphs differ: what one says and the other does not
    #[command(
        after_help = "Examples:\n  dateline diff kg-monday kg-tuesday\n  dateline diff kg-monday kg-tuesday --format jsonl | jq .gained"
    )]
    Diff(Diff),
    /// Count what a graph holds
    #[command(after_help = "Examples:\n  dateline stats kg\n  dateline stats kg --format json")]
    Stats(Stats),
    /// Print the claims of articles as JSON, one article a line, without making a graph
    #[command(
        after_help = "Examples:\n  dateline extract a.txt\n  dateline extract news/ | head -1\n  echo 'Russia invaded Ukraine.' | dateline extract -\n  \
        dateline extract news/ --coverage                     which sentences gave nothing\n  \
        dateline extract news/ --coverage --format json\n  \
        dateline extract sentences.txt --lines --format openie > tuples.tsv\n\n\
        A line of openie is: sentence, confidence, relation, subject, object, further arguments; parted by tabs."
    )]
    Extract(Extract),
    /// Tell why each claim of articles is as it is: its words, the ways through the tree, the frame with its file and line
    #[command(
        after_help = "Examples:\n  dateline explain a.txt\n  dateline explain a.txt --claim 3\n  dateline explain news/ --type ASSAULT --format json\n\n\
        A path leads through the tree from the trigger: `^xcomp` up out of a clause of that relation, `nsubj` and `obl(with)` down."
    )]
    Explain(Explain),
    /// List the frames that read events, or run the examples of your own
    #[command(
        after_help = "Examples:\n  dateline frames                      every frame, with its file and line\n  dateline frames struck               those that this word may trigger\n  \
        dateline frames --check my-frames    run the examples of a folder of your own frames, and the program's beside them\n\n\
        docs/frames.md tells how to write frames."
    )]
    Frames(Frames),
    /// Print the annotation of articles: sentences, words, parts of speech, dependencies, names
    #[command(after_help = "Examples:\n  dateline annotate a.txt\n  dateline annotate news/ --format conllu > news.conllu")]
    Annotate(Annotate),
}

/// What is read, and how; shared by the commands that read articles.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// Files (.txt, .md, .jsonl), folders of them, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub inputs: Vec<PathBuf>,

    /// Threads to read on [default: one for each core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// The most bytes of text that one article may have
    #[arg(long, value_name = "BYTES", default_value_t = DEFAULT_MAX_ARTICLE_BYTES)]
    pub max_article_bytes: usize,

    /// Take each line of a plain text for an article of its own, its words parted by blanks as they are
    #[arg(long)]
    pub lines: bool,
}

/// What is known beforehand; shared by the commands that read claims.
#[derive(Debug, Args)]
pub(super) struct Knowing {
    /// A folder of your own event types, frames, names and words, over the program's; may be given several times
    #[arg(long = "ontology", value_name = "DIR")]
    pub ontology: Vec<PathBuf>,

    /// Read events by frames alone: without what the annotator's event heads add
    #[arg(long)]
    pub frames_only: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The folder of the graph
    pub graph: PathBuf,
    /// A name, or a part of one
    pub name: String,
}

#[derive(Debug, Args)]
pub(super) struct Entities {
    /// The folder of the graph
    pub graph: PathBuf,
    /// A name, a part of one, or an id; without it, all
    pub name: Option<String>,

    /// Only those who may be the same as another
    #[arg(long)]
    pub candidates: bool,

    /// Only those of this kind
    #[arg(long, value_parser = one_of(EntityKind::ALL, EntityKind::as_str))]
    pub kind: Option<EntityKind>,

    /// The most to list: those of whom most articles speak first
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroUsize>,

    /// How they are written [default: pretty on a terminal, else jsonl]
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Pretty,
    /// One record a line
    #[value(alias = "json")]
    Jsonl,
}

/// Who decides, and why.
#[derive(Debug, Args)]
pub(super) struct Deciding {
    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    pub why: Option<String>,

    /// Who decides [default: the user of this machine]
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The folder of the graph
    pub graph: PathBuf,
    /// A name or an id
    pub one: String,
    /// The name or id of the other
    pub other: String,
    /// Also where one is of another kind than the other: a person and a place
    #[arg(long)]
    pub across_kinds: bool,

    #[command(flatten)]
    pub deciding: Deciding,
}

#[derive(Debug, Args)]
pub(super) struct Split {
    /// The folder of the graph
    pub graph: PathBuf,
    /// A name or an id
    pub entity: String,
    /// The name or id of what is another; may be left out where there are only two
    pub part: Option<String>,

    /// Take out what the article of this id says of it
    #[arg(long, value_name = "ID", conflicts_with = "part")]
    pub article: Option<String>,

    /// They may be the same: keep them apart as candidates
    #[arg(long)]
    pub unsure: bool,

    #[command(flatten)]
    pub deciding: Deciding,
}

#[derive(Debug, Args)]
pub(super) struct Undo {
    /// The folder of the graph
    pub graph: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Disputes {
    /// The folder of the graph
    pub graph: PathBuf,

    /// Only those in which somebody of this name takes part, or speaks
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,

    /// Only those of this reason
    #[arg(long, value_parser = one_of(ContradictionReason::ALL, ContradictionReason::as_str))]
    pub reason: Option<ContradictionReason>,

    /// How they are written [default: pretty on a terminal, else jsonl]
    #[arg(long, value_enum)]
    pub format: Option<ListFormat>,
}

#[derive(Debug, Args)]
pub(super) struct Draw {
    /// The folder of the graph
    pub graph: PathBuf,

    /// The file to write: .svg, .dot or .graphml; `-` is SVG on standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// Only this actor and those with whom it has to do
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,

    /// The most actors to draw: those with the most support first
    #[arg(long, value_name = "N", default_value = "60")]
    pub max_nodes: NonZeroUsize,
}

#[derive(Debug, Args)]
pub(super) struct Extract {
    #[command(flatten)]
    pub reading: Reading,

    #[command(flatten)]
    pub knowing: Knowing,

    /// How the claims are written [default: jsonl; with --coverage a table]
    #[arg(long, value_enum)]
    pub format: Option<ClaimsFormat>,

    /// Instead of the claims, count the sentences that gave claims, open triples or nothing, and list those that gave nothing
    #[arg(long)]
    pub coverage: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ClaimsFormat {
    /// One record a line
    #[value(alias = "json")]
    Jsonl,
    /// Whatever the sentences say, as tuples with all their arguments
    Openie,
    /// The same as tuples of subject, relation and one argument
    OpenieBinary,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    #[command(flatten)]
    pub reading: Reading,

    #[command(flatten)]
    pub knowing: Knowing,

    /// Only the claim of this number in each article: 3 is v3 of `dateline extract`
    #[arg(long, value_name = "N")]
    pub claim: Option<NonZeroUsize>,

    /// Only claims of this type, as ASSAULT
    #[arg(long, value_name = "TYPE")]
    pub r#type: Option<String>,

    /// How the explanations are written; json is one claim a line
    #[arg(long, value_enum, default_value_t = ExplanationFormat::Pretty)]
    pub format: ExplanationFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplanationFormat {
    Pretty,
    Json,
}

/// How frames are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FramesFormat {
    /// A line for each frame
    List,
    /// What they say between two names, as properties in Turtle
    Turtle,
}

#[derive(Debug, Args)]
pub(super) struct Frames {
    /// Only the frames that this form of a word may trigger
    pub word: Option<String>,

    #[command(flatten)]
    pub knowing: Knowing,

    /// How they are written: `turtle` declares their predicates as RDF properties
    #[arg(long, value_enum, default_value = "list", conflicts_with_all = ["word", "check"])]
    pub format: FramesFormat,

    /// Run the examples of the frames of this folder, and those of the program with it
    #[arg(long, value_name = "DIR", conflicts_with = "word")]
    pub check: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Annotate {
    #[command(flatten)]
    pub reading: Reading,

    /// How the annotation is written [default: pretty on a terminal, else conllu]
    #[arg(long, value_enum)]
    pub format: Option<AnnotationFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AnnotationFormat {
    Conllu,
    Json,
    Pretty,
}

/// Reads a word of a closed set that another room names.
fn one_of<Value: Copy + Send + Sync + 'static>(
    all: &'static [Value],
    word: fn(Value) -> &'static str,
) -> impl TypedValueParser<Value = Value> {
    let words = PossibleValuesParser::new(all.iter().map(|&value| word(value)));
    words.map(move |written| *all.iter().find(|&&value| word(value) == written).expect("one of the words"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_words_fit_together() {
        Arguments::command().debug_assert();
    }
}
