//! `dateline query`: a question in SPARQL, and its answer as a table or in the formats of SPARQL.

use super::args::Query;
use super::graph_folder;
use super::screen::Screen;
use crate::store::{Answer, AnswerFormat};
use anyhow::Context;
use std::fs;
use std::io::{self, Read};

pub(super) fn run(arguments: &Query, screen: &Screen) -> anyhow::Result<()> {
    let question = question(arguments)?;
    let answer = graph_folder::store(&arguments.graph, &arguments.viewing, screen)?.query(&question)?;
    let format = arguments.format.unwrap_or_else(|| fitting(&answer, screen.has_reader()));
    answer.write(format, &mut screen.output())?;
    Ok(())
}

/// The question itself, or what stands in the file or on standard input.
fn question(arguments: &Query) -> anyhow::Result<String> {
    match (&arguments.file, arguments.sparql.as_deref()) {
        (Some(file), _) => fs::read_to_string(file).with_context(|| format!("{}: cannot be read; check the path", file.display())),
        (None, Some("-")) => {
            let mut question = String::new();
            io::stdin().read_to_string(&mut question).context("-: standard input cannot be read as UTF-8")?;
            Ok(question)
        }
        (None, question) => Ok(question.unwrap_or_default().to_string()),
    }
}

/// A table for a person; for a program, what keeps all of the answer.
fn fitting(answer: &Answer, person: bool) -> AnswerFormat {
    match answer {
        _ if person => AnswerFormat::Table,
        Answer::Graph(..) => AnswerFormat::Turtle,
        Answer::Solutions(_) | Answer::Boolean(_) => AnswerFormat::Tsv,
    }
}
