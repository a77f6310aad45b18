//! The command line.

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command of these arguments (the first is the program's name).
pub fn run(_arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
