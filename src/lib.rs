//! Dateline reads English news and builds a knowledge graph of who did what to whom, when, where, and according to whom.
//!
//! One direction of flow; every arrow is a type:
//!
//! 1. [`read`] turns files into [`model::Article`]s,
//! 2. [`annotate`] turns an article into a [`model::Document`]: tokens, sentences, tags, a dependency tree, names,
//! 3. [`extract`] turns a document into [`model::Claims`]: what it says happened, and who says so,
//! 4. [`ledger`] keeps articles and their claims on disk,
//! 5. [`resolve`] turns the claims of all articles into [`model::Knowledge`]: entities, events, supported statements,
//! 6. [`graph`] and [`store`] are two views of that knowledge: petgraph for analysis, RDF for SPARQL,
//! 7. [`draw`] draws the graph.
//!
//! [`ontology`] is what the program knows beforehand, read from data; [`pipeline`] is the flow in one function; [`cli`] is the command.

pub mod annotate;
pub mod cli;
pub mod draw;
pub mod extract;
pub mod graph;
pub mod ledger;
pub mod model;
pub mod ontology;
pub mod pipeline;
pub mod read;
pub mod resolve;
pub mod store;
