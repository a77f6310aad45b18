//! What the options of `dateline query` set variables of a question to, checked against what the question says may be set.

use super::WrongUsage;
use super::args::Query;
use super::screen::Screen;
use crate::store::{Header, NamedQuery, Store, Value, ValueKind};
use anyhow::Context;

/// The values for a question's variables: of the kinds that its parameters have, or else of those of the options.
///
/// # Errors
/// When a named question has no such parameter, or lacks one that it needs.
pub(super) fn settings(arguments: &Query, sparql: &str, named: Option<&NamedQuery>) -> anyhow::Result<Vec<(String, Value)>> {
    let given = arguments.values.settings();
    let parameters = match named {
        Some(query) => query.parameters.clone(),
        None => Header::read(sparql).context("the head of the query is wrong")?.parameters,
    };
    let name = named.map_or("the query", |query| &query.name);
    for parameter in parameters.iter().filter(|parameter| parameter.required) {
        let is_given = given.iter().any(|(variable, ..)| *variable == parameter.name);
        anyhow::ensure!(is_given, WrongUsage(format!("{name} needs {}", option(&parameter.name, parameter.kind))));
    }
    let value = |(variable, words, kind): (String, String, Option<ValueKind>)| {
        let parameter = parameters.iter().find(|parameter| parameter.name == variable);
        if named.is_some() && parameter.is_none() {
            let options: Vec<String> = parameters.iter().map(|parameter| option(&parameter.name, parameter.kind)).collect();
            return Err(WrongUsage(format!("{name} has no {variable:?} to set; it takes {}", options.join(", "))).into());
        }
        let kind = parameter.map(|parameter| parameter.kind).or(kind);
        Ok((variable, Value { kind, words }))
    };
    given.into_iter().map(value).collect()
}

/// The option that sets a parameter.
pub(super) fn option(parameter: &str, kind: ValueKind) -> String {
    match parameter {
        "actor" | "place" => format!("--{parameter} NAME"),
        "since" | "until" => format!("--{parameter} DATE"),
        "within_km" => "--within-km KM".to_owned(),
        _ => format!("--set {parameter}={}", kind.as_str().to_uppercase()),
    }
}

/// A term as people read it: a literal's text.
pub(super) fn plain(term: &str) -> &str {
    term.strip_prefix('"').and_then(|rest| rest.split_once('"')).map_or(term, |(text, _)| text)
}

/// Says who is meant by a name that nobody has just so.
pub(super) fn tell_names(settings: &[(String, Value)], store: &Store, screen: &Screen) -> anyhow::Result<()> {
    for (_, value) in settings.iter().filter(|(_, value)| value.kind == Some(ValueKind::Name)) {
        let found = store.entities_named(&value.words)?;
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        let same = |name: &&str| name.to_lowercase() == value.words.trim().to_lowercase();
        if names.iter().any(|name| !same(name)) || names.len() > 1 {
            screen.note(&format!("{}: {}", value.words, names.join(", ")));
        }
    }
    Ok(())
}
