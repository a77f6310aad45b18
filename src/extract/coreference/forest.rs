//! Boosted trees: rows of numbers → the probability that a mention belongs to a chain.
//!
//! Takes `models/coreference.txt`. A line a tree, each node `feature threshold` (down to the left where the number is not greater) and
//! each leaf `=value`, in the order in which a walk down the left sides first meets them. Knows nothing of what the numbers mean.

use std::sync::OnceLock;

static TREES: &str = include_str!("../../../models/coreference.txt");

enum Node {
    Leaf(f32),
    /// Feature, threshold, and where the right side stands; the left one follows.
    Split(usize, f32, usize),
}

pub(super) struct Forest {
    trees: Vec<Vec<Node>>,
}

impl Forest {
    /// The forest that is part of the program; it is read once a process.
    pub fn embedded() -> &'static Self {
        static FOREST: OnceLock<Forest> = OnceLock::new();
        // The file is part of the program and a test reads it: that it cannot be read is a broken build, not an input.
        FOREST.get_or_init(|| Self::parse(TREES).expect("models/coreference.txt fits this program"))
    }

    /// Reads the trees; `None` where a line is no whole tree.
    fn parse(source: &str) -> Option<Self> {
        let lines = source.lines().filter(|line| !line.starts_with('#'));
        let trees = lines.map(|line| {
            let mut nodes = Vec::new();
            let mut words = line.split(' ');
            read_node(&mut words, &mut nodes)?;
            words.next().is_none().then_some(nodes)
        });
        trees.collect::<Option<Vec<_>>>().map(|trees| Self { trees })
    }

    /// The probability for a row of numbers.
    pub fn probability(&self, row: &[f32]) -> f32 {
        let sum: f32 = self.trees.iter().map(|tree| leaf(tree, row)).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

fn read_node<'s>(words: &mut impl Iterator<Item = &'s str>, nodes: &mut Vec<Node>) -> Option<()> {
    let word = words.next()?;
    if let Some(value) = word.strip_prefix('=') {
        nodes.push(Node::Leaf(value.parse().ok()?));
        return Some(());
    }
    let (feature, threshold) = (word.parse().ok()?, words.next()?.parse().ok()?);
    let place = nodes.len();
    nodes.push(Node::Leaf(0.0));
    read_node(words, nodes)?;
    nodes[place] = Node::Split(feature, threshold, nodes.len());
    read_node(words, nodes)
}

fn leaf(tree: &[Node], row: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match tree[at] {
            Node::Leaf(value) => return value,
            Node::Split(feature, threshold, right) => at = if row[feature] <= threshold { at + 1 } else { right },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::features;
    use super::*;

    #[test]
    fn a_tree_leads_each_row_to_its_leaf() {
        let forest = Forest::parse("# a comment\n0 0.5 =1 1 2 =-1 =0.25\n=0.5").unwrap();
        for (row, sum) in [([0.0, 9.0], 1.5), ([0.5, 9.0], 1.5), ([1.0, 2.0], -0.5), ([1.0, 3.0], 0.75f32)] {
            assert!((forest.probability(&row) - 1.0 / (1.0 + (-sum).exp())).abs() < 1e-6, "{row:?}");
        }
    }

    #[test]
    fn half_a_tree_is_none() {
        for source in ["0 0.5 =1", "0 0.5 =1 =2 =3", "x 1 =1 =2", "=one"] {
            assert!(Forest::parse(source).is_none(), "{source}");
        }
    }

    #[test]
    fn the_shipped_trees_ask_for_numbers_that_there_are() {
        let most = |tree: &Vec<Node>| tree.iter().filter_map(|n| if let Node::Split(f, _, _) = n { Some(*f) } else { None }).max();
        let forest = Forest::embedded();
        assert!(!forest.trees.is_empty());
        assert!(forest.trees.iter().filter_map(most).max() < Some(features::NAMES.len()));
    }
}
