//! The command line: a file for each command, `args` for the words, `screen` for what goes where.
//!
//! Takes arguments; gives data on standard output, messages on standard error, and an exit code: 0 done, 1 failed, 2 wrong usage,
//! 3 done but some inputs were refused. Knows nothing of how texts are annotated, claims extracted or entities resolved: it asks
//! [`pipeline`](crate::pipeline).

mod annotate;
mod args;
mod build;
mod code_points;
mod compact;
mod coverage;
mod decide;
mod diff;
mod disputes;
mod draw;
mod entities;
mod explain;
mod export;
mod extract;
mod frames;
mod graph_folder;
mod import;
mod import_records;
mod log;
mod marked;
mod query;
mod query_values;
mod reading;
mod remove;
mod screen;
mod show;
mod stats;
mod tuples;
mod validate;

use crate::ontology::OntologyError;
use args::{Arguments, Command};
use clap::Parser;
use screen::Screen;
use std::ffi::OsString;
use std::process::ExitCode;
use thiserror::Error;

const FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;
const SOME_REFUSED: u8 = 3;

/// Runs the command of these arguments (the first is the program's name).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Printing fails only when nobody listens.
            let _ = answer.print();
            return if answer.use_stderr() { ExitCode::from(WRONG_USAGE) } else { ExitCode::SUCCESS };
        }
    };
    let screen = Screen::new(arguments.quiet);
    match command(&arguments.command, &screen) {
        Ok(()) if screen.has_refused() => ExitCode::from(SOME_REFUSED),
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if screen::nobody_listens(&error) => ExitCode::SUCCESS,
        Err(error) => {
            screen.error(&format!("{error:#}"));
            let wrong_usage = error.is::<OntologyError>() || error.is::<WrongUsage>();
            ExitCode::from(if wrong_usage { WRONG_USAGE } else { FAILED })
        }
    }
}

/// What only a command can tell to be wrong usage, after it has read what it needs to know.
#[derive(Debug, Error)]
#[error("{0}")]
struct WrongUsage(String);

fn command(command: &Command, screen: &Screen) -> anyhow::Result<()> {
    match command {
        Command::Annotate(arguments) => annotate::run(arguments, screen),
        Command::Extract(arguments) => extract::run(arguments, screen),
        Command::Explain(arguments) => explain::run(arguments, screen),
        Command::Frames(arguments) => frames::run(arguments, screen),
        Command::Build(arguments) => build::run(arguments, screen),
        Command::Import(arguments) => import::run(arguments, screen),
        Command::Remove(arguments) => remove::run(arguments, screen),
        Command::Compact(arguments) => compact::run(arguments, screen),
        Command::Log(arguments) => log::run(arguments, screen),
        Command::Query(arguments) => query::run(arguments, screen),
        Command::Export(arguments) => export::run(arguments, screen),
        Command::Validate(arguments) => validate::run(arguments, screen),
        Command::Diff(arguments) => diff::run(arguments, screen),
        Command::Stats(arguments) => stats::run(arguments, screen),
        Command::Show(arguments) => show::run(arguments, screen),
        Command::Entities(arguments) => entities::run(arguments, screen),
        Command::Merge(arguments) => decide::merge(arguments, screen),
        Command::Split(arguments) => decide::split(arguments, screen),
        Command::Undo(arguments) => decide::undo(arguments, screen),
        Command::Disputes(arguments) => disputes::run(arguments, screen),
        Command::Draw(arguments) => draw::run(arguments, screen),
    }
}
