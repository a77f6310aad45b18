//! The durable ground state: a graph folder with every article, its claims, and nothing derived from them.
//!
//! Takes and gives [`Article`](crate::model::Article)s with their [`Claims`](crate::model::Claims). The folder holds the articles, one record
//! a line, and `log.jsonl`, whose lines are the commits: what the log tells of is in the graph, and nothing else is. Both are only ever
//! added to. One writes at a time (`lock`), any number read. `decisions.jsonl` keeps what people decided of entities, `foreign/` RDF of others,
//! `dateline.json` names the format. docs/graph-folder.md tells the forms, and what happens at a crash.
//!
//! What is read does not depend on the order in which articles came, and what was removed is as if it had never been there. Knows
//! nothing of how claims were found, or of what is later made of them.

mod code_points;
mod compaction;
mod content;
mod decisions;
mod error;
mod folder;
mod foreign;
mod history;
mod intake;
mod journal;
mod lock;
mod log_lines;
mod record_gaps;
mod record_lines;
mod record_reader;
mod records;
mod removal;
mod snapshot;
mod state;
mod stated_records;
mod stored;
mod type_records;
mod versions;
mod whole;
mod writer;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod tests;

pub use compaction::{Compaction, compact, repair};
pub use content::fingerprint;
pub use error::{LedgerError, RecordError};
pub use folder::{Contents, GraphFolder};
pub use foreign::{ForeignFile, Kept, is_foreign_name, keep_foreign, remove_foreign};
pub use history::{History, Run, history};
pub use intake::Intake;
pub use log_lines::Deed;
pub use record_lines::{RecordLine, record_lines};
pub use record_reader::from_line;
pub use records::to_line;
pub use removal::{Removal, remove};
pub use state::Change;
pub use stored::Records;
pub use writer::{GraphWriter, Writing, Written};
