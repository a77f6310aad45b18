//! What goes to the screen, and how: data to standard output, everything else to standard error.
//!
//! Colours are used on a terminal only, and never when NO_COLOR is set.

use crate::pipeline::Counts;
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::env;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

/// The two streams, and how to treat them.
pub(super) struct Screen {
    quiet: bool,
    colour_out: bool,
    colour_err: bool,
    refused: Cell<bool>,
}

/// A style of text on a terminal.
#[derive(Debug, Clone, Copy)]
pub(super) enum Style {
    Bold,
    Faint,
    Red,
    Yellow,
    Cyan,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Bold => "1",
            Self::Faint => "2",
            Self::Red => "31",
            Self::Yellow => "33",
            Self::Cyan => "36",
        }
    }
}

impl Screen {
    pub fn new(quiet: bool) -> Self {
        let wanted = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self {
            quiet,
            colour_out: wanted && io::stdout().is_terminal(),
            colour_err: wanted && io::stderr().is_terminal(),
            refused: Cell::new(false),
        }
    }

    /// Whether a person reads standard output.
    pub fn has_reader(&self) -> bool {
        io::stdout().is_terminal()
    }

    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Where data goes.
    pub fn output(&self) -> io::StdoutLock<'static> {
        io::stdout().lock()
    }

    /// Writes data.
    pub fn data(&self, data: &str) -> anyhow::Result<()> {
        let mut out = self.output();
        out.write_all(data.as_bytes())?;
        Ok(out.flush()?)
    }

    /// The words in this style where standard output shows styles.
    pub fn styled(&self, style: Style, words: &str) -> String {
        painted(self.colour_out, style, words)
    }

    /// Says what went wrong.
    pub fn error(&self, message: &str) {
        say(&format!("{} {message}", painted(self.colour_err, Style::Red, "error:")));
    }

    /// Names an input that was refused; the program's exit code will tell of it.
    pub fn refused(&self, message: &str) {
        self.refused.set(true);
        say(&format!("{} {message}", painted(self.colour_err, Style::Yellow, "refused:")));
    }

    /// Says what was found broken off or damaged, and mended: also to those who want quiet.
    pub fn mended(&self, messages: &[String]) {
        for message in messages {
            say(&format!("{} {message}", painted(self.colour_err, Style::Yellow, "mended:")));
        }
    }

    pub fn has_refused(&self) -> bool {
        self.refused.get()
    }

    /// Says how it went, unless the user wants quiet.
    pub fn note(&self, message: &str) {
        if !self.quiet {
            say(message);
        }
    }

    /// A line that shows how far the reading is; on a terminal only.
    pub fn progress(&self) -> Progress {
        if self.quiet || !io::stderr().is_terminal() {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Progress(bar)
    }
}

/// The line of a run that is under way.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub fn show(&self, counts: &Counts) {
        if !self.0.is_hidden() {
            self.0.set_message(summary(counts));
        }
    }

    /// Does something that writes to standard error, without the line in its way.
    pub fn aside(&self, write: impl FnOnce()) {
        self.0.suspend(write);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// The counts of a run in one line.
pub(super) fn summary(counts: &Counts) -> String {
    let mut parts = vec![
        counted(counts.articles, "article"),
        counted(counts.sentences, "sentence"),
        counted(counts.words, "word"),
        counted(counts.events, "claim"),
    ];
    if counts.refused > 0 {
        parts.push(format!("{} refused", counted(counts.refused, "input")));
    }
    format!("{} in {:.1} s ({:.0} words/s)", parts.join(", "), counts.elapsed.as_secs_f64(), counts.words_per_second())
}

/// "1 article", "2 articles", "no articles".
pub(super) fn counted(number: usize, noun: &str) -> String {
    let several = match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    };
    match number {
        0 => format!("no {several}"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {several}"),
    }
}

/// Writes a file whole; the error names it.
pub(super) fn write_file(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    fs::write(file, content).with_context(|| format!("{}: cannot be written; check that its folder is there", file.display()))
}

/// Whether the error is a reader that went away (`| head`), which is no failure.
pub(super) fn nobody_listens(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}

fn painted(colour: bool, style: Style, words: &str) -> String {
    if colour { format!("\x1b[{}m{words}\x1b[0m", style.code()) } else { words.to_string() }
}

/// Writes a line to standard error; a closed one has nobody to tell.
fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_words() {
        let counts = Counts { articles: 1, sentences: 2, words: 30, events: 0, refused: 1, elapsed: Duration::from_secs(2) };
        assert_eq!(summary(&counts), "1 article, 2 sentences, 30 words, no claims, 1 input refused in 2.0 s (15 words/s)");
    }

    #[test]
    fn only_a_closed_pipe_is_quiet() {
        let error = |kind| anyhow::Error::from(io::Error::from(kind)).context("writing");
        assert!(nobody_listens(&error(io::ErrorKind::BrokenPipe)) && !nobody_listens(&error(io::ErrorKind::StorageFull)));
    }
}
