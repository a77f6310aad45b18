//! `dateline export`: a graph as RDF, or a part of it.

use super::args::Export;
use super::screen::Screen;
use super::{graph_folder, screen};
use crate::store::{self, ExportFormat, Slice};
use std::io::BufWriter;

pub(super) fn run(arguments: &Export, screen: &Screen) -> anyhow::Result<()> {
    let ending = arguments.output.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
    let format = arguments.format.or_else(|| ending.and_then(ExportFormat::from_extension)).unwrap_or(ExportFormat::Turtle);
    let mut store = graph_folder::store(&arguments.graph, &arguments.viewing, screen)?;
    let slice =
        Slice { article: arguments.article.clone(), since: arguments.since, until: arguments.until, actor: arguments.actor.clone() };
    if arguments.with_foreign {
        graph_folder::add_foreign(&mut store, &arguments.graph, screen)?;
    }
    let export = store::Export { profile: arguments.profile, slice, foreign: arguments.with_foreign };
    let written = match &arguments.output {
        Some(file) if file.as_os_str() != "-" => {
            let mut bytes = Vec::new();
            let written = store.export(format, &export, &mut bytes)?;
            screen::write_file(file, &bytes)?;
            screen.note(&format!("{}: {}", file.display(), screen::counted(written, "quad")));
            written
        }
        _ => store.export(format, &export, &mut BufWriter::new(screen.output()))?,
    };
    anyhow::ensure!(written > 0 || export.slice.is_whole(), "{}: nothing of it is wanted so", arguments.graph.display());
    Ok(())
}
