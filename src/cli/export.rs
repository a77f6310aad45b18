//! `dateline export`: a graph as RDF.

use super::args::Export;
use super::screen::Screen;
use super::{graph_folder, screen};
use crate::store::ExportFormat;
use std::io::{BufWriter, Write};

pub(super) fn run(arguments: &Export, screen: &Screen) -> anyhow::Result<()> {
    let ending = arguments.output.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
    let format = arguments.format.or_else(|| ending.and_then(ExportFormat::from_extension)).unwrap_or(ExportFormat::Turtle);
    let store = graph_folder::store(&arguments.graph, screen)?;
    match &arguments.output {
        Some(file) if file.as_os_str() != "-" => {
            let mut written = Vec::new();
            store.export(format, &mut written)?;
            screen::write_file(file, &written)?;
            screen.note(&format!("{}: {}", file.display(), screen::counted(store.len(), "quad")));
        }
        _ => {
            let mut out = BufWriter::new(screen.output());
            store.export(format, &mut out)?;
            out.flush()?;
        }
    }
    Ok(())
}
