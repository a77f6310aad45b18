//! The durable ground state: a graph folder with every article, its claims, and nothing derived from them.
//!
//! Takes and gives [`Article`](crate::model::Article)s with their [`Claims`](crate::model::Claims). The folder holds
//! `articles.jsonl`, one record a line in the order of the article ids, and `dateline.json`, which names the format and the
//! program; `decisions.jsonl` keeps what people decided of its entities. The same articles give the same bytes in whatever order they came. Knows nothing of how claims were found, or of
//! what is later made of them.

mod code_points;
mod decisions;
mod error;
mod folder;
mod records;
mod stated_records;
mod type_records;
mod writer;

pub use error::{LedgerError, RecordError};
pub use folder::{Contents, GraphFolder, Records};
pub use records::{from_line, to_line};
pub use writer::{GraphWriter, Written};
