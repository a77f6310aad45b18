//! Dateline reads English news and builds a knowledge graph of who did what to whom, when, where, and according to whom.
//!
//! One direction of flow; every arrow is a type:
//!
//! 1. [`read`] turns files into [`Article`](model::Article)s; what it cannot take is a [`Refusal`](read::Refusal),
//! 2. [`annotate`] turns an article into a [`Document`](model::Document): tokens, sentences, tags, a dependency tree, names,
//! 3. [`extract`] turns a document into [`Claims`](model::Claims): what it says happened, and who says so,
//! 4. [`ledger`] keeps articles and their claims on disk,
//! 5. [`resolve`] turns the claims of all articles into [`Knowledge`](model::Knowledge): entities, events, supported statements,
//! 6. [`graph`] and [`store`] are two views of that knowledge: petgraph for analysis, RDF for SPARQL,
//! 7. [`draw`] draws the graph.
//!
//! [`ontology`] is what the program knows beforehand, read from data; [`pipeline`] is the flow in one function; [`cli`] is the command.
//!
//! ```
//! use dateline::model::Article;
//! use dateline::pipeline::{self, Engine};
//! use std::num::NonZeroUsize;
//!
//! let article = Article {
//!     id: "a".into(),
//!     url: None,
//!     publisher: Some("Example Wire".into()),
//!     title: None,
//!     published: Some(jiff::civil::date(2022, 2, 26)),
//!     text: "Russia launched an offensive on Ukraine on Thursday.".into(),
//! };
//! let (knowledge, refused, counts) = pipeline::build([Ok(article)].into_iter(), &Engine::embedded(), NonZeroUsize::MIN, |_, _| {});
//! assert_eq!((knowledge.articles.len(), refused.len(), counts.articles), (1, 0, 1));
//! ```
//!
//! The middle of the flow cannot fail: what it could not do is data, a list of [`Problem`](model::Problem)s. Errors are for the rims.
//! Everything is deterministic: the same articles give the same bytes, whatever their order and the number of threads.

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

/// The program text in README.md, compiled with the tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
