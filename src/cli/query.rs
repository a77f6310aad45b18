//! `dateline query`: a question in SPARQL, or one that has a name, and its answer as a table or in the formats of SPARQL.

use super::args::Query;
use super::graph_folder;
use super::screen::{Screen, Style};
use super::{WrongUsage, query_values};
use crate::store::{Answer, AnswerFormat, NamedQuery, QueryError, QueryOptions, Store};
use anyhow::Context;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// What the thread that answers may put on its stack: as much as the program's first thread.
const STACK: usize = 8 << 20;

pub(super) fn run(arguments: &Query, screen: &Screen) -> anyhow::Result<()> {
    if arguments.named.as_deref() == Some("list") {
        return screen.data(&list(screen));
    }
    let question = question(arguments)?;
    let settings = query_values::settings(arguments, &question.0, question.1)?;
    let mut store = graph_folder::store(&arguments.graph, &arguments.viewing, screen)?;
    if arguments.infer {
        store.infer()?;
    }
    // A named question asks what the articles say, and the program's hierarchies hold for that alone.
    if arguments.named.is_none() && !arguments.without_foreign {
        graph_folder::add_foreign(&mut store, &arguments.graph, screen)?;
    }
    query_values::tell_names(&settings, &store, screen)?;
    let options = QueryOptions { values: settings, limit: arguments.limit, ..QueryOptions::default() };
    let answer = in_time(store, question.0, options, arguments.timeout)?.map_err(|error| in_words_of_options(error, &arguments.graph))?;
    let format = arguments.format.unwrap_or_else(|| fitting(&answer, screen.has_reader()));
    answer.write(format, &mut screen.output())?;
    if let (true, Some(limit)) = (answer.is_cut(), arguments.limit) {
        screen.note(&format!("only the first {limit} are given, as --limit asks; there are more"));
    }
    Ok(())
}

/// The question itself, or what stands in the file, on standard input, or under the name; and the named question it is.
fn question(arguments: &Query) -> anyhow::Result<(String, Option<&'static NamedQuery>)> {
    Ok(match (&arguments.file, &arguments.named, arguments.sparql.as_deref()) {
        (Some(file), ..) => {
            (fs::read_to_string(file).with_context(|| format!("{}: cannot be read; check the path", file.display()))?, None)
        }
        (None, Some(name), _) => {
            let known = || NamedQuery::all().iter().map(|query| query.name.as_str()).collect::<Vec<_>>().join(", ");
            let named =
                NamedQuery::find(name).ok_or_else(|| WrongUsage(format!("no question is named {name:?}; there are {}", known())))?;
            (named.sparql.clone(), Some(named))
        }
        (None, None, Some("-")) => {
            let mut question = String::new();
            io::stdin().read_to_string(&mut question).context("-: standard input cannot be read as UTF-8")?;
            (question, None)
        }
        (None, None, question) => (question.unwrap_or_default().to_owned(), None),
    })
}

/// The answer, or an error when time is up. The evaluator looks only here and there whether it should stop, so it has a thread of its
/// own, which ends with the program.
fn in_time(store: Store, question: String, options: QueryOptions, seconds: f64) -> anyhow::Result<Result<Answer, QueryError>> {
    let (sender, receiver) = mpsc::channel();
    let answer = move || {
        let answer = store.query_with(&question, &options);
        // Memory goes with the program by itself; what was written to disk for this query does not.
        if cfg!(feature = "rocksdb") {
            drop(store);
        }
        // Nobody waits for it any more if time was up.
        let _ = sender.send(answer);
    };
    thread::Builder::new().stack_size(STACK).spawn(answer).context("no thread could be started to answer the query")?;
    let received = if seconds == 0.0 {
        receiver.recv().map_err(|_| RecvTimeoutError::Disconnected)
    } else {
        receiver.recv_timeout(Duration::from_secs_f64(seconds))
    };
    match received {
        Ok(answer) => Ok(answer),
        Err(RecvTimeoutError::Timeout) => {
            anyhow::bail!(
                "the query took longer than {seconds} s, and was ended; --timeout sets how long it may take, --timeout 0 lets it run"
            )
        }
        Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the query could not be answered: its thread ended"),
    }
}

/// A wrong value is wrong usage; what else is wrong with a query is a failure.
fn in_words_of_options(error: QueryError, graph: &Path) -> anyhow::Error {
    match error {
        QueryError::NoVariable { variable } => WrongUsage(format!(
            "the query has no variable ?{variable} to set; write VALUES ?{variable} {{ UNDEF }} into the group where it should count"
        ))
        .into(),
        QueryError::Value { .. } => WrongUsage(error.to_string()).into(),
        QueryError::Nobody { name } => anyhow::anyhow!(graph_folder::nobody(graph, &name)),
        other => other.into(),
    }
}

/// The named questions with what may be set in each.
fn list(screen: &Screen) -> String {
    let mut text = String::new();
    for query in NamedQuery::all() {
        text += &format!("{}  {}\n", screen.styled(Style::Bold, &query.name), query.about);
        for parameter in &query.parameters {
            let default = match &parameter.default {
                Some(default) => format!(" [default: {}]", query_values::plain(default)),
                None if parameter.required => " [required]".to_owned(),
                None => String::new(),
            };
            let option = query_values::option(&parameter.name, parameter.kind);
            text += &format!("    {option:<24}  {}{default}\n", parameter.about);
        }
    }
    text
}

/// A table for a person; for a program, what keeps all of the answer.
fn fitting(answer: &Answer, person: bool) -> AnswerFormat {
    match answer {
        _ if person => AnswerFormat::Table,
        Answer::Graph(..) => AnswerFormat::Turtle,
        Answer::Solutions(_) | Answer::Boolean(_) => AnswerFormat::Tsv,
    }
}
