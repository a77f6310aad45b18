//! `dateline import`: what others read into a graph, and RDF of others beside it.
//!
//! Each input is taken whole or refused by its name; records are the affair of `import_records`.

use super::args::{Import, InputFormat};
use super::screen::{Screen, counted};
use super::{WrongUsage, graph_folder, import_records};
use crate::ledger::{self, Kept};
use crate::model::slug;
use crate::read::Refusal;
use crate::store::{self, ExportFormat, ReadRdfError};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The longest name that is made of a file's.
const LONGEST_NAME: usize = 40;

pub(super) fn run(arguments: &Import, screen: &Screen) -> anyhow::Result<()> {
    if arguments.list {
        return list(arguments, screen);
    }
    if !arguments.remove.is_empty() {
        return remove(arguments, screen);
    }
    let inputs = Inputs::sorted(arguments, screen)?;
    let mut taken = 0;
    if !inputs.records.is_empty() {
        taken += import_records::run(arguments, &inputs.records, screen)?;
    }
    for (name, (file, format)) in &inputs.rdf {
        taken += usize::from(keep(&arguments.graph, name, file, *format, screen)?);
    }
    anyhow::ensure!(taken > 0, "nothing could be imported");
    Ok(())
}

/// What is to be imported, by what it is.
#[derive(Default)]
struct Inputs {
    records: Vec<PathBuf>,
    /// By the names of the graphs that they become.
    rdf: BTreeMap<String, (PathBuf, ExportFormat)>,
}

impl Inputs {
    fn sorted(arguments: &Import, screen: &Screen) -> anyhow::Result<Self> {
        let mut inputs = Self::default();
        for file in &arguments.inputs {
            let ending = file.extension().and_then(|ending| ending.to_str()).and_then(InputFormat::from_extension);
            match arguments.format.or(ending) {
                Some(InputFormat::Records) => inputs.records.push(file.clone()),
                Some(InputFormat::Rdf(format)) => inputs.add_rdf(file, format, arguments.name.as_deref())?,
                None if is_standard_input(file) => {
                    return Err(WrongUsage("say what standard input is written in: --format records, --format turtle, …".to_owned()).into());
                }
                None => screen.refused(&Refusal::new(file, None, "has an ending that tells no format", remedy_of_ending(file)).to_string()),
            }
        }
        if arguments.name.is_some() && inputs.rdf.is_empty() && !inputs.records.is_empty() {
            return Err(WrongUsage("--as names a foreign graph, and records become none: leave it out".to_owned()).into());
        }
        Ok(inputs)
    }

    fn add_rdf(&mut self, file: &Path, format: ExportFormat, given: Option<&str>) -> Result<(), WrongUsage> {
        let name = match given {
            Some(name) => name.to_owned(),
            None if is_standard_input(file) => return Err(WrongUsage("name the graph of standard input: --as NAME".to_owned())),
            None => slug(&file.file_stem().unwrap_or_default().to_string_lossy(), LONGEST_NAME),
        };
        match self.rdf.insert(name.clone(), (file.to_owned(), format)) {
            None => Ok(()),
            Some((other, _)) => Err(WrongUsage(format!(
                "{} and {} would both be the foreign graph {name:?}: import one of them alone, with --as NAME",
                other.display(),
                file.display()
            ))),
        }
    }
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn remedy_of_ending(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        _ if file.is_dir() => "Name the files in the folder.",
        Some("gz" | "zst" | "xz" | "bz2" | "zip") => "Unpack it first.",
        Some("json") => "Give --format records for records one a line, or --format jsonld.",
        Some("txt" | "md") => "Articles are read by `dateline build`.",
        _ => "Give --format, or an ending: .jsonl for records; .ttl, .trig, .nt, .nq, .rdf or .jsonld for RDF.",
    }
}

/// Keeps a file of RDF beside the graph; whether it could be read.
fn keep(graph: &Path, name: &str, file: &Path, format: ExportFormat, screen: &Screen) -> anyhow::Result<bool> {
    let refuse = |problem: String, remedy: &str| {
        screen.refused(&Refusal::new(file, None, problem, remedy).to_string());
        Ok(false)
    };
    let content = match read(file) {
        Ok(content) => content,
        Err(error) => return refuse(format!("cannot be read: {error}"), "Check that it is there and that you may read it."),
    };
    let quads = match store::read_rdf_as(format, &content, file) {
        Ok(quads) => quads,
        Err(ReadRdfError::Syntax { error, .. }) => {
            let problem = error.to_string();
            let remedy = remedy_of_syntax(&problem);
            return refuse(format!("is no {}: {}", format.as_str(), problem.trim_end_matches('.')), remedy);
        }
        Err(error) => return Err(error.into()),
    };
    if quads.is_empty() {
        return refuse("says nothing: no triple is in it".to_owned(), "Take a graph away with --remove.");
    }
    let nquads = store::canonical_nquads(&quads);
    let (kept, mended) = ledger::keep_foreign(graph, name, nquads.as_bytes())?;
    screen.mended(&mended);
    let how = match kept {
        Kept::New => "",
        Kept::Replaced => ", in the place of the former",
        Kept::Known => ", as it was",
    };
    screen.note(&format!(
        "{}: foreign graph {name}, {}{how}; queries see it as GRAPH :foreign-{name}",
        graph.display(),
        counted(nquads.lines().count(), "quad")
    ));
    Ok(true)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if !is_standard_input(file) {
        return fs::read(file);
    }
    let mut content = Vec::new();
    io::stdin().read_to_end(&mut content)?;
    Ok(content)
}

/// What can be done about a file of which nothing was taken, as the parser's message has it.
fn remedy_of_syntax(problem: &str) -> &'static str {
    if problem.contains("load remote contexts") {
        return "Nothing is fetched from elsewhere: put the context itself into the file.";
    }
    if problem.contains("No scheme found") {
        return "Write the IRIs in full, or say in the file what they are relative to (@base, xml:base).";
    }
    "Mend it, or give the --format that it has; nothing of it was taken."
}

fn remove(arguments: &Import, screen: &Screen) -> anyhow::Result<()> {
    let mended = ledger::remove_foreign(&arguments.graph, &arguments.remove, arguments.why.as_deref())?;
    screen.mended(&mended);
    screen.note(&format!("{}: without the foreign graph {}", arguments.graph.display(), arguments.remove.join(", ")));
    Ok(())
}

/// A line for each foreign graph: a table for a person, else JSON.
fn list(arguments: &Import, screen: &Screen) -> anyhow::Result<()> {
    let graphs = graph_folder::foreign(&arguments.graph, screen)?;
    if graphs.is_empty() {
        screen.note(&format!("{}: has no foreign graph", arguments.graph.display()));
    }
    let width = graphs.iter().map(|graph| graph.name().len()).max().unwrap_or(0);
    let line = |graph: &store::ForeignGraph| {
        let iri = format!("{}foreign-{}", store::DEFAULT_BASE, graph.name());
        match screen.has_reader() {
            true => format!("{:width$}  {:>12}  <{iri}>\n", graph.name(), counted(graph.len(), "triple")),
            false => format!("{}\n", json!({"name": graph.name(), "triples": graph.len(), "graph": iri})),
        }
    };
    screen.data(&graphs.iter().map(line).collect::<String>())
}
