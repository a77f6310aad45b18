//! `dateline import` of records: articles with the claims that were read elsewhere, into a graph folder.

use super::args::Import;
use super::build;
use super::screen::{Screen, counted};
use crate::ledger::{Deed, GraphWriter, Writing, record_lines};
use crate::model::EventType;
use crate::ontology::Ontology;
use crate::read::Refusal;
use anyhow::Context;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// What the log calls the reader of imported records: they do not say who read their articles.
const READER: &str = "import";

/// Takes the records of these files; gives the number of those that could be read.
pub(super) fn run(arguments: &Import, files: &[PathBuf], screen: &Screen) -> anyhow::Result<usize> {
    let ontology = Ontology::with_overlays(&arguments.ontology)?;
    let declared = |name: &str| ontology.event_types.get(name);
    let defaults = Writing { deed: Deed::Import, ..Writing::by(READER) };
    let batch = arguments.batch.map_or(defaults.batch, NonZeroUsize::get);
    let mut writer = GraphWriter::open(&arguments.graph, Writing { again: arguments.again, batch, ..defaults })?;
    screen.mended(writer.mended());
    let (mut read, mut refused) = (0, 0);
    for file in files {
        let (taken, bad) = take(file, &declared, &mut writer, screen)?;
        read += taken;
        refused += bad;
    }
    let written = writer.finish().with_context(|| format!("writing {}", arguments.graph.display()))?;
    if read > 0 && !screen.is_quiet() {
        let refused = if refused > 0 { format!(", {refused} refused") } else { String::new() };
        screen.note(&format!("{}{refused}", counted(read, "record")));
        build::changes(&written, "with the claims that another run read; `--again` takes those of the records")
            .iter()
            .for_each(|line| screen.note(line));
        build::tell_graph(&arguments.graph, screen)?;
    }
    Ok(read)
}

/// Takes the records of a file; gives how many could be read, and how many are refused.
fn take(
    file: &Path,
    declared: &dyn Fn(&str) -> Option<EventType>,
    writer: &mut GraphWriter,
    screen: &Screen,
) -> anyhow::Result<(usize, usize)> {
    let (mut read, mut refused) = (0, 0);
    let mut refuse = |line: Option<u64>, problem: String, remedy: &str| {
        refused += 1;
        screen.refused(&Refusal::new(file, line, problem, remedy).to_string());
    };
    let stream = match open(file) {
        Ok(stream) => stream,
        Err(error) => {
            refuse(None, format!("cannot be read: {error}"), "Check that it is there and that you may read it.");
            return Ok((0, refused));
        }
    };
    for line in record_lines(stream, declared) {
        match line {
            Err(error) => {
                refuse(None, format!("cannot be read to its end: {error}"), "What came before is taken; give the rest again.");
                break;
            }
            Ok((line, Err(error))) => refuse(Some(line), error.to_string(), error.remedy()),
            Ok((_, Ok((article, claims)))) => {
                read += 1;
                writer.append(&article, &claims)?;
            }
        }
    }
    Ok((read, refused))
}

fn open(file: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(if file.as_os_str() == "-" { Box::new(io::stdin().lock()) } else { Box::new(BufReader::new(File::open(file)?)) })
}
