//! RDF of others: a file in any RDF syntax into quads, and graphs of it beside the view.
//!
//! What is wrong with a file is told with the file and the line. A foreign graph is seen by queries and changes nothing of the view itself:
//! not its quads, their hash, their export, or what follows from them.

use super::blank_nodes::{self, renamed};
use super::export::{ExportFormat, order, triple_order};
use super::{Store, StoreError};
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{BlankNode, GraphName, Quad, Triple};
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

/// The quads of a file's content, in its order. Relative IRIs are refused, unless the file says what they are relative to.
///
/// # Errors
/// When the file's ending names no syntax, or its content is not of it.
pub fn read_rdf(content: &[u8], path: &Path) -> Result<Vec<Quad>, ReadRdfError> {
    let ending = path.extension().and_then(|ending| ending.to_str()).and_then(ExportFormat::from_extension);
    read_rdf_as(ending.ok_or_else(|| ReadRdfError::Ending { path: path.to_owned() })?, content, path)
}

/// As [`read_rdf`], in a syntax that the ending need not name.
///
/// # Errors
/// When the content is not of this syntax.
pub fn read_rdf_as(format: ExportFormat, content: &[u8], path: &Path) -> Result<Vec<Quad>, ReadRdfError> {
    // Some programs begin a file with a byte order mark.
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    quads(RdfParser::from_format(format.syntax()).rename_blank_nodes(), content, path)
}

fn quads(parser: RdfParser, content: &[u8], path: &Path) -> Result<Vec<Quad>, ReadRdfError> {
    let wrong = |error: oxigraph::io::RdfSyntaxError| ReadRdfError::Syntax { path: path.to_owned(), error: error.into() };
    parser.for_slice(content).map(|quad| quad.map_err(wrong)).collect()
}

/// N-Quads of quads, sorted, each once. Blank nodes are called by where they stand in the graph, so that the same graph mostly gives the
/// same lines, whatever they were called and in whatever order and syntax it came; and the same file always does.
pub fn canonical_nquads(quads: &[Quad]) -> String {
    let mut lines: Vec<String> = blank_nodes::relabelled(quads).iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

/// RDF of others, to be seen beside the view as one graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignGraph {
    name: String,
    /// Sorted, each once.
    triples: Vec<Triple>,
}

impl ForeignGraph {
    /// Reads a graph from N-Quads. The graphs that the quads name are no graphs of ours: their triples all stand in this one, so that nobody's
    /// file says anything in the graph of an article. Its blank nodes are its own, whatever those of other graphs are called.
    ///
    /// # Errors
    /// When the content is no N-Quads.
    pub fn read(name: &str, content: &[u8], path: &Path) -> Result<Self, ReadRdfError> {
        let quads = quads(RdfParser::from_format(RdfFormat::NQuads), content, path)?;
        // A name has no underscore, so the label tells where the one ends and the other begins.
        let apart = |node: &BlankNode| BlankNode::new_unchecked(format!("{name}_{}", node.as_str()));
        let mut triples: Vec<Triple> = quads.iter().map(|quad| renamed(quad, &mut |node| apart(node)).into()).collect();
        triples.sort_unstable_by(|one, other| triple_order(one.as_ref(), other.as_ref()));
        triples.dedup();
        Ok(Self { name: name.to_owned(), triples })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of its triples.
    pub fn len(&self) -> usize {
        self.triples.len()
    }

    pub fn is_empty(&self) -> bool {
        self.triples.is_empty()
    }
}

impl Store {
    /// Lets queries see these graphs too: `GRAPH :foreign-NAME { … }` each by itself, and without GRAPH all that there is as one graph, a triple
    /// once however many say it. The view stays as it is. [`infer`](Self::infer) before this, or what others say of our properties counts.
    ///
    /// # Errors
    /// When the store fails.
    pub fn add_foreign(&mut self, graphs: Vec<ForeignGraph>) -> Result<(), StoreError> {
        for ForeignGraph { name, triples } in graphs {
            let graph = GraphName::from(self.naming.foreign(&name));
            // The union that is made when a query runs finds a triple once for each graph that has it.
            if !self.copied_union && triples.iter().any(|triple| self.says(triple)) {
                self.copy_union()?;
            }
            if self.copied_union {
                self.writable()?.extend(triples.iter().map(|triple| triple.clone().in_graph(GraphName::DefaultGraph)))?;
            }
            let quads: Vec<Quad> = triples.into_iter().map(|triple| triple.in_graph(graph.clone())).collect();
            self.writable()?.extend(quads.iter().cloned())?;
            self.foreign.extend(quads);
        }
        self.foreign.sort_unstable_by(order);
        self.foreign.dedup();
        Ok(())
    }

    /// Whether a triple stands in any graph.
    fn says(&self, triple: &Triple) -> bool {
        let (subject, predicate, object) = (triple.subject.as_ref(), triple.predicate.as_ref(), triple.object.as_ref());
        self.inner.quads_for_pattern(Some(subject), Some(predicate), Some(object), None).next().is_some()
    }
}

#[cfg(test)]
mod tests;
