//! Pictures and exchange files of an [`ActorGraph`]: SVG made here, DOT and GraphML for other programs.
//!
//! `bundle` says what is shown, `layout` and `route` where, `svg` writes it. The same graph always gives the same bytes.
//! Knows nothing of RDF, of articles' annotation or of how the graph was made.

mod bundle;
mod exchange;
mod geometry;
mod layout;
mod legend;
mod route;
mod svg;

pub use exchange::{dot, graphml};

use crate::graph::ActorGraph;

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawOptions {
    /// More nodes than these are left out, the weakest first, and the picture says so.
    pub most_nodes: usize,
    /// What stands above the picture.
    pub title: Option<String>,
}

impl Default for DrawOptions {
    fn default() -> Self {
        Self { most_nodes: 150, title: None }
    }
}

/// The graph as a node-link picture: boxes for actors by their kind, arrows with words for what they did, red for what is denied,
/// dashes for what is planned, possible or conditional, and who says so where it is not the article's own voice.
pub fn svg(graph: &ActorGraph, options: &DrawOptions) -> String {
    if graph.graph.node_count() > options.most_nodes {
        return svg::write(&graph.strongest(options.most_nodes), options);
    }
    svg::write(graph, options)
}

#[cfg(test)]
mod tests;
