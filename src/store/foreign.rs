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
    /// The error tells the line.
    #[error("{}: {error}", path.display())]
    Syntax { path: PathBuf, error: RdfParseError },
}

/// The quads of a file's content. Relative IRIs are refused, unless the file says what they are relative to.
///
/// # Errors
/// When the file's ending names no syntax, or its content is not of it.
pub fn read_rdf(content: &[u8], path: &Path) -> Result<Vec<Quad>, ReadRdfError> {
    let ending = path.extension().and_then(|ending| ending.to_str()).and_then(ExportFormat::from_extension);
    let format = ending.ok_or_else(|| ReadRdfError::Ending { path: path.to_owned() })?;
    let mut quads = Vec::new();
    for quad in RdfParser::from_format(format.syntax()).rename_blank_nodes().for_slice(content) {
        quads.push(quad.map_err(|error| ReadRdfError::Syntax { path: path.to_owned(), error: error.into() })?);
    }
    Ok(quads)
}
