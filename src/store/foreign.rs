//! RDF of others: a file in any RDF syntax, by its ending, into quads. What is wrong with it is told with the file and the line.

use super::export::ExportFormat;
use oxigraph::io::{RdfParseError, RdfParser};
use oxigraph::model::Quad;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a file of RDF cannot be read.
#[derive(Debug, Error)]
pub enum ReadRdfError {
    #[error("{}: its ending names no RDF syntax; name it .ttl, .trig, .nt, .nq, .rdf or .jsonld", path.display())]
    Ending { path: PathBuf },
    #[error("{}{}: {error}", path.display(), line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Syntax { path: PathBuf, line: Option<u64>, error: RdfParseError },
}

/// The quads of a file's content; relative IRIs are those of the file.
///
/// # Errors
/// When the file's ending names no syntax, or its content is not of it.
pub fn read_rdf(content: &[u8], path: &Path) -> Result<Vec<Quad>, ReadRdfError> {
    let ending = path.extension().and_then(|ending| ending.to_str()).and_then(ExportFormat::from_extension);
    let format = ending.ok_or_else(|| ReadRdfError::Ending { path: path.to_owned() })?;
    let mut quads = Vec::new();
    for quad in RdfParser::from_format(format.syntax()).rename_blank_nodes().for_slice(content) {
        quads.push(quad.map_err(|error| {
            // Lines are counted from 0 there.
            let line = error.location().map(|place| place.start.line + 1);
            ReadRdfError::Syntax { path: path.to_owned(), line, error: error.into() }
        })?);
    }
    Ok(quads)
}
