//! Why an input was not taken: the file, the line, what is wrong with it, and what to do about it.

use std::path::{Path, PathBuf};

/// An input that was refused. It costs that input only; the reading goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {problem}. {remedy}", file.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct Refusal {
    /// The file or folder as the user named it; `-` is standard input.
    pub file: PathBuf,
    /// Counted from 1; `None` where the whole file is meant.
    pub line: Option<u64>,
    /// What is wrong, without a full stop.
    pub problem: String,
    /// What the user can do, one sentence with its full stop.
    pub remedy: String,
}

impl Refusal {
    pub fn new(file: &Path, line: Option<u64>, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.to_path_buf(), line, problem: problem.into(), remedy: remedy.into() }
    }

    /// The refusal of a file that the system would not let us read.
    pub(super) fn unreadable(file: &Path, error: &std::io::Error) -> Self {
        Self::new(file, None, format!("cannot be read: {error}"), "Check that it is there and that you may read it.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_file_line_problem_and_remedy() {
        let refusal = Refusal::new(Path::new("news/a.jsonl"), Some(7), "is no JSON", "Mend the line.");
        assert_eq!(refusal.to_string(), "news/a.jsonl:7: is no JSON. Mend the line.");
        let whole = Refusal::new(Path::new("a.txt"), None, "is empty", "Leave it out.");
        assert_eq!(whole.to_string(), "a.txt: is empty. Leave it out.");
    }
}
