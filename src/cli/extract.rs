//! `dateline extract`: the claims of articles as records, one line an article, in the order of the input; or what became of their
//! sentences; or what they say as open tuples.

use super::args::{ClaimsFormat, Extract};
use super::coverage::Coverage;
use super::reading;
use super::screen::{Screen, summary};
use super::tuples;
use crate::ledger::to_line;
use crate::pipeline::TupleForm;

pub(super) fn run(arguments: &Extract, screen: &Screen) -> anyhow::Result<()> {
    if arguments.coverage {
        return coverage(arguments, screen);
    }
    let counts = reading::each(&arguments.reading, &reading::engine(&arguments.knowing)?, screen, |extracted| {
        let lines = arguments.reading.lines;
        screen.data(&match arguments.format.unwrap_or(ClaimsFormat::Jsonl) {
            ClaimsFormat::Jsonl => to_line(&extracted.article, &extracted.claims) + "\n",
            ClaimsFormat::Openie => tuples::table(&extracted, TupleForm::Nary, lines),
            ClaimsFormat::OpenieBinary => tuples::table(&extracted, TupleForm::Binary, lines),
        })
    })?;
    screen.note(&summary(&counts));
    reading::must_have_articles(&counts)
}

fn coverage(arguments: &Extract, screen: &Screen) -> anyhow::Result<()> {
    let in_json = match arguments.format {
        None => false,
        Some(ClaimsFormat::Jsonl) => true,
        Some(_) => anyhow::bail!("--coverage is written as a table or as json: leave --format out, or give --format json"),
    };
    let mut coverage = Coverage::default();
    let counts = reading::each_located(&arguments.reading, &reading::engine(&arguments.knowing)?, screen, |origin, extracted| {
        coverage.add(&origin, &extracted);
        Ok(())
    })?;
    reading::must_have_articles(&counts)?;
    screen.data(&if in_json { format!("{}\n", coverage.as_json()) } else { coverage.table(screen) })?;
    screen.note(&summary(&counts));
    Ok(())
}
