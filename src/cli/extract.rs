//! `dateline extract`: the claims of articles as records, one line an article, in the order of the input.

use super::args::{ClaimsFormat, Extract};
use super::reading;
use super::screen::{Screen, summary};
use crate::ledger::to_line;

pub(super) fn run(arguments: &Extract, screen: &Screen) -> anyhow::Result<()> {
    let counts = reading::each(&arguments.reading, &reading::engine(&arguments.knowing)?, screen, |extracted| match arguments.format {
        ClaimsFormat::Jsonl => screen.data(&(to_line(&extracted.article, &extracted.claims) + "\n")),
    })?;
    screen.note(&summary(&counts));
    reading::must_have_articles(&counts)
}
