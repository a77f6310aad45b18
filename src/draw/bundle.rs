//! Statements → what the picture shows of them: one edge for each ordered pair of actors, with a line of words for each predicate.

use crate::graph::ActorGraph;
use crate::model::{EntityKind, Modality, Polarity, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// How many lines an edge shows before it says how many more there are.
const MOST_LINES: usize = 4;
const LINES_AMONG_MANY: usize = 2;
/// So many edges any picture has room for.
const FEW_EDGES: usize = 30;
/// How many speakers a line names.
const MOST_SPEAKERS: usize = 2;
const LONGEST_LINE: usize = 44;

/// How sure a line of an edge is, as colour and stroke tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stance {
    Told,
    Open,
    Denied,
}

/// One line of an edge's label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    pub stance: Stance,
    /// Whether no article says so in its own voice.
    pub attributed: bool,
    /// The number of passages.
    pub support: usize,
}

/// All statements from one actor to another; the ends are places in the graph's node order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bundle {
    pub from: usize,
    pub to: usize,
    /// The best supported first; at most [`MOST_LINES`].
    pub lines: Vec<Line>,
    /// How many lines are left out.
    pub more: usize,
    /// The number of passages of all lines.
    pub support: usize,
}

impl Bundle {
    /// The words as they stand in the picture, a string a row.
    pub fn rows(&self) -> Vec<(String, Stance, bool)> {
        let mut rows: Vec<_> = self.lines.iter().map(|line| (line.text.clone(), line.stance, line.attributed)).collect();
        if self.more > 0 {
            rows.push((format!("and {} more", self.more), Stance::Told, true));
        }
        rows
    }

    /// How the edge itself is drawn: as its surest line.
    pub fn stance(&self) -> Stance {
        self.lines.iter().map(|line| line.stance).min().unwrap_or(Stance::Told)
    }

    pub fn attributed(&self) -> bool {
        self.lines.iter().all(|line| line.attributed)
    }

    fn cut(&mut self, most_lines: usize) {
        self.more += self.lines.len().saturating_sub(most_lines);
        self.lines.truncate(most_lines);
    }
}

/// Statements that make one line: of one predicate, polarity and modality.
type ByWords<'k> = BTreeMap<(&'k str, Polarity, Modality), Vec<&'k Statement>>;

/// The edges of the picture, by their ends.
pub(super) fn bundles(graph: &ActorGraph) -> Vec<Bundle> {
    let speakers = Speakers::of(graph);
    let mut pairs: BTreeMap<(usize, usize), ByWords> = BTreeMap::new();
    for (from, to, statement) in graph.edges() {
        let lines = pairs.entry((from.index(), to.index())).or_default();
        lines.entry((&statement.property, statement.polarity, statement.modality)).or_default().push(statement);
    }
    let bundle = |((from, to), lines): ((usize, usize), ByWords)| {
        let mut lines: Vec<_> = lines.into_values().map(|statements| (line(&statements, &speakers), first_told(&statements))).collect();
        lines.sort_by_key(|(line, first)| (std::cmp::Reverse(line.support), line.stance, *first));
        let lines: Vec<Line> = lines.into_iter().map(|(line, _)| line).collect();
        let support = lines.iter().map(|line| line.support).sum();
        let mut bundle = Bundle { from, to, lines, more: 0, support };
        bundle.cut(MOST_LINES);
        bundle
    };
    pairs.into_iter().map(bundle).collect()
}

/// What of the edges a picture of so many nodes can show, and how many it leaves out: the best supported, but at least one at each node.
/// With many edges each has fewer lines.
pub(super) fn thinned(bundles: Vec<Bundle>, nodes: usize) -> (Vec<Bundle>, usize) {
    let most = (2 * nodes).max(FEW_EDGES);
    let mut ranking: Vec<usize> = (0..bundles.len()).collect();
    ranking.sort_by_key(|&edge| std::cmp::Reverse(bundles[edge].support));
    let (mut kept, mut tied) = (BTreeSet::new(), BTreeSet::new());
    for &edge in &ranking {
        let ends = [bundles[edge].from, bundles[edge].to];
        if ends.iter().any(|end| !tied.contains(end)) {
            kept.insert(edge);
            tied.extend(ends);
        }
    }
    let room = most.saturating_sub(kept.len());
    let rest: Vec<usize> = ranking.into_iter().filter(|edge| !kept.contains(edge)).take(room).collect();
    kept.extend(rest);
    let left_out = bundles.len() - kept.len();
    let mut shown: Vec<Bundle> =
        bundles.into_iter().enumerate().filter(|(edge, _)| kept.contains(edge)).map(|(_, bundle)| bundle).collect();
    if shown.len() > 2 * FEW_EDGES {
        shown.iter_mut().for_each(|bundle| bundle.cut(LINES_AMONG_MANY));
    }
    (shown, left_out)
}

/// Where statements are told first: the article, and the place in it. What opens a report is what it is about.
fn first_told<'k>(statements: &[&'k Statement]) -> Option<(&'k str, u32)> {
    let tellings = statements.iter().flat_map(|statement| &statement.support);
    tellings.map(|telling| (telling.article.as_str(), telling.trigger.start)).min()
}

fn line(statements: &[&Statement], speakers: &Speakers) -> Line {
    let first = statements[0];
    let support: usize = statements.iter().map(|statement| statement.support.len()).sum();
    let words = match (first.polarity, first.modality) {
        (Polarity::Denied, _) => "denied: ",
        (_, Modality::Actual) => "",
        (_, Modality::Future) => "planned: ",
        (_, Modality::Possible) => "possibly: ",
        (_, Modality::Hypothetical) => "if: ",
    };
    let stance = match (first.polarity, first.modality) {
        (Polarity::Denied, _) => Stance::Denied,
        (_, Modality::Actual) => Stance::Told,
        _ => Stance::Open,
    };
    let tellings = || statements.iter().flat_map(|statement| &statement.support);
    let attributed = tellings().all(|telling| !telling.said_by.is_empty());
    let mut text = format!("{words}{}", first.property);
    if support > 1 {
        text += &format!(" (×{support})");
    }
    if attributed {
        let mut names: Vec<&str> = tellings().filter_map(|telling| telling.said_by.last()).map(|id| speakers.short(id)).collect();
        names.sort();
        names.dedup();
        let verb = if names.len() == 1 { "says" } else { "say" };
        let rest = names.len().saturating_sub(MOST_SPEAKERS);
        names.truncate(MOST_SPEAKERS);
        text += &format!(", {verb} {}", names.join(", "));
        if rest > 0 {
            text += &format!(" +{rest}");
        }
    }
    Line { text: shortened(&text, LONGEST_LINE), stance, attributed, support }
}

/// At most so many letters, cut with an ellipsis.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).collect::<String>().trim_end().to_owned() + "…"
}

/// Short names of those who say things: a person's surname, else the name.
struct Speakers<'k>(BTreeMap<&'k str, &'k str>);

impl<'k> Speakers<'k> {
    fn of(graph: &ActorGraph<'k>) -> Self {
        let short = |name: &'k str, kind| if kind == EntityKind::Person { name.rsplit(' ').next().unwrap_or(name) } else { name };
        Self(graph.knowledge().entities.iter().map(|entity| (entity.id.as_str(), short(&entity.name, entity.kind))).collect())
    }

    fn short<'s>(&'s self, id: &'s str) -> &'s str {
        self.0.get(id).copied().unwrap_or(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::reports;
    use crate::resolve::resolve;

    #[test]
    fn statements_of_a_pair_become_one_edge_with_their_words() {
        let knowledge = resolve(reports(), &[]);
        let graph = ActorGraph::of(&knowledge);
        let rows: Vec<Vec<String>> = bundles(&graph).iter().map(|b| b.rows().into_iter().map(|row| row.0).collect()).collect();
        assert_eq!(
            rows,
            [
                vec!["launched an offensive on (×2)", "planned: met, says Zelenskyy"],
                vec!["rejected, says Peskov", "denied: rejected, says Zelenskyy"],
                vec!["spoke with, says Interfax"],
                vec!["accused"],
            ]
        );
    }

    #[test]
    fn of_too_many_edges_the_weak_fall_away_but_no_node_is_left_alone() {
        let edge = |from: usize, to: usize, support: usize| Bundle { from, to, lines: Vec::new(), more: 0, support };
        let dense = (0..20).flat_map(|from| (0..20).filter(move |to| *to != from).map(move |to| edge(from, to, 5)));
        let (shown, left_out) = thinned(dense.chain([edge(0, 20, 1), edge(0, 1, 9)]).collect(), 21);
        assert_eq!((shown.len(), left_out), (42, 340));
        assert!(shown.iter().any(|bundle| bundle.to == 20) && shown.iter().any(|bundle| bundle.support == 9));
    }

    #[test]
    fn an_edge_is_drawn_as_its_surest_line() {
        let knowledge = resolve(reports(), &[]);
        let bundles = bundles(&ActorGraph::of(&knowledge));
        assert_eq!((bundles[0].stance(), bundles[0].attributed(), bundles[0].support), (Stance::Told, false, 3));
        assert!(bundles[1].attributed());
    }
}
