//! The words of `dateline query`.

use super::{Viewing, one_of};
use crate::store::{AnswerFormat, ValueKind};
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  dateline query kg 'SELECT ?who ?whom WHERE { ?who dl:spokeWith ?whom }'
  dateline query kg -f question.rq --format csv --limit 100
  echo 'ASK { ?e a dl:Assault }' | dateline query kg -
  dateline query kg --named                            list the questions that have a name
  dateline query kg --named timeline --actor Russia --since 2022-02-01
  dateline query kg --named network --set relation=dl:materialConflict

The usual prefixes (dl:, sem:, skos:, schema:, prov:, geo:, geof:, xsd:, …) need no declaration. docs/sparql.md tells more.";

#[derive(Debug, Args)]
pub(in crate::cli) struct Query {
    /// The folder of the graph
    pub graph: PathBuf,

    /// The question in SPARQL; `-` reads it from standard input
    #[arg(required_unless_present_any = ["file", "named"], conflicts_with_all = ["file", "named"])]
    pub sparql: Option<String>,

    /// Read the question from a file
    #[arg(short, long, conflicts_with = "named")]
    pub file: Option<PathBuf>,

    /// Ask the question of this name; `list`, or no name, lists them
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "list")]
    pub named: Option<String>,

    #[command(flatten)]
    pub values: Values,

    /// Find by the broader properties and classes too: with dl:consulted also what dl:spokeWith says
    #[arg(long)]
    pub infer: bool,

    /// Without the foreign graphs that were imported; a question with a name never sees them
    #[arg(long)]
    pub without_foreign: bool,

    /// The longest that the answer may take, in seconds; 0 is no limit
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: f64,

    /// The most rows of the answer: the first in its order, which is that of ORDER BY, or else the order of the terms
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,

    /// How the answer is written [default: table on a terminal, else tsv, and turtle for a graph]
    #[arg(long, value_parser = one_of(AnswerFormat::ALL, AnswerFormat::as_str))]
    pub format: Option<AnswerFormat>,

    #[command(flatten)]
    pub viewing: Viewing,
}

/// What variables of the question are set to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Values {
    /// Sets ?actor to whoever has this name, or a part of it
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,

    /// Sets ?place to what has this name, or a part of it
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,

    /// Sets ?since to a day, as 2022-02-24
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,

    /// Sets ?until to a day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,

    /// Sets ?within_km to a number
    #[arg(long, value_name = "KM")]
    pub within_km: Option<String>,

    /// Sets any variable; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
}

impl Values {
    /// The variables that are set, with the words for each, and what kind of value its option takes.
    pub fn settings(&self) -> Vec<(String, String, Option<ValueKind>)> {
        let options = [
            ("actor", &self.actor, ValueKind::Name),
            ("place", &self.place, ValueKind::Name),
            ("since", &self.since, ValueKind::Date),
            ("until", &self.until, ValueKind::Date),
            ("within_km", &self.within_km, ValueKind::Number),
        ];
        let given = options.into_iter().filter_map(|(name, words, kind)| Some((name.to_owned(), words.clone()?, Some(kind))));
        given.chain(self.set.iter().map(|(name, words)| (name.clone(), words.clone(), None))).collect()
    }
}

fn setting(words: &str) -> Result<(String, String), String> {
    let (name, value) = words.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.trim().trim_start_matches(['?', '$']).to_owned(), value.to_owned()))
}

fn seconds(words: &str) -> Result<f64, String> {
    let longest = 1e9;
    words.parse().ok().filter(|seconds| (0.0..=longest).contains(seconds)).ok_or_else(|| "is no number of seconds".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Arguments;
    use clap::Parser;

    #[test]
    fn a_query_comes_from_one_place() {
        let parsed = |words: &[&str]| Arguments::try_parse_from(["dateline", "query", "kg"].iter().chain(words));
        for one in [&["ASK {}"][..], &["-f", "a.rq"], &["--named"], &["--named", "timeline"]] {
            assert!(parsed(one).is_ok(), "{one:?}");
        }
        for wrong in [&[][..], &["ASK {}", "-f", "a.rq"], &["ASK {}", "--named", "timeline"], &["-f", "a.rq", "--named", "timeline"]] {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
        for wrong in [&["ASK {}", "--set", "actor"][..], &["ASK {}", "--timeout", "-1"], &["ASK {}", "--timeout", "soon"]] {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
    }
}
