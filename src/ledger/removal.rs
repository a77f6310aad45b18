//! Taking articles out of a graph: a line of the log. Their text stays in the articles file until the graph is compacted.

use super::error::LedgerError;
use super::journal::Journal;
use super::log_lines::Deed;
use super::state::Index;
use std::path::Path;

/// What a removal did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Removal {
    /// The ids of the articles that were taken out, sorted.
    pub removed: Vec<String>,
    /// Articles now in the graph.
    pub articles: usize,
    /// What a broken-off run had left and was mended, in words for the user.
    pub mended: Vec<String>,
}

/// Takes the articles of these ids or URLs out of the graph at `path`: all, or none if there is one that it does not hold.
///
/// # Errors
/// When an article is not there, or the folder is no graph, is being written to, is damaged or cannot be written.
pub fn remove(path: impl AsRef<Path>, names: &[String], why: Option<&str>) -> Result<Removal, LedgerError> {
    let path = path.as_ref();
    let mut journal = Journal::open(path)?;
    let articles = &journal.state().articles;
    let found = |name: &String| {
        let id = articles.get(name).map(|_| name.as_str()).or_else(|| articles.id_of_url(name));
        id.map(str::to_owned).ok_or_else(|| LedgerError::NoSuchArticle {
            path: path.to_owned(),
            name: name.clone(),
            nearest: nearest(articles, name),
        })
    };
    let mut removed = names.iter().map(found).collect::<Result<Vec<String>, _>>()?;
    removed.sort();
    removed.dedup();
    let mut line = journal.line(Deed::Remove);
    line.removed = removed.clone();
    line.why = why.map(str::to_owned);
    journal.commit(&[], &line)?;
    Ok(Removal { removed, articles: journal.state().articles.live().len(), mended: journal.mended().to_vec() })
}

/// The most that are named of what somebody may have meant.
const NAMED: usize = 3;

/// Ids and URLs that hold the name, or begin as it does.
fn nearest(articles: &Index, name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let shared = |word: &str| word.to_lowercase().chars().zip(name.chars()).take_while(|(one, other)| one == other).count();
    let names = articles.live().iter().flat_map(|(id, live)| [Some(id), live.url.as_ref()]).flatten();
    let mut near: Vec<(usize, &String)> = names
        .map(|word| (if word.to_lowercase().contains(&name) { usize::MAX } else { shared(word) }, word))
        // A beginning that most have tells nothing.
        .filter(|(shared, _)| *shared > name.chars().count() / 2)
        .collect();
    near.sort_by(|(one, word), (other, other_word)| other.cmp(one).then(word.cmp(other_word)));
    near.into_iter().take(NAMED).map(|(_, word)| format!("{word:?}")).collect()
}
