//! Arc scores → a tree: the maximum spanning arborescence with exactly one root.
//!
//! Method: the best head of every word, when these form a tree with one root; else Chu–Liu/Edmonds, with every root arc made so
//! costly that no more than one is taken (Stanojević and Cohen, "A root of a problem", EMNLP 2021). Knows nothing of words.

/// Scores of the arcs of one sentence: `score(dependent, column)`, column 0 the root and column 1 + h the head h.
pub struct ArcScores<'s> {
    scores: &'s [f32],
    stride: usize,
    /// The sentence's first word, in the rows of `scores`.
    first: usize,
    count: usize,
}

impl<'s> ArcScores<'s> {
    /// The sentence `first..first + count` of a window whose rows hold `stride` columns.
    pub fn new(scores: &'s [f32], stride: usize, first: usize, count: usize) -> Self {
        Self { scores, stride, first, count }
    }

    fn get(&self, dependent: usize, column: usize) -> f32 {
        let column = if column == 0 { 0 } else { self.first + column };
        self.scores[(self.first + dependent) * self.stride + column]
    }
}

/// For each word of the sentence its head within the sentence; exactly one word has `None`, the root.
pub fn best_tree(scores: &ArcScores) -> Vec<Option<usize>> {
    let greedy: Vec<usize> = (0..scores.count).map(|dependent| best_head(scores, dependent)).collect();
    let columns = if is_tree(&greedy) { greedy } else { spanning_tree(&matrix(scores)) };
    columns.into_iter().map(|column| column.checked_sub(1)).collect()
}

fn best_head(scores: &ArcScores, dependent: usize) -> usize {
    let mut best = 0;
    for column in 1..=scores.count {
        if column != dependent + 1 && scores.get(dependent, column) > scores.get(dependent, best) {
            best = column;
        }
    }
    best
}

/// Whether these heads (columns) form a tree with one root.
fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    // A word is safe when its path reaches the root; paths are walked once.
    let mut safe = vec![false; heads.len() + 1];
    safe[0] = true;
    let mut path = Vec::new();
    for start in 1..=heads.len() {
        let mut node = start;
        path.clear();
        while !safe[node] {
            if path.len() > heads.len() {
                return false;
            }
            path.push(node);
            node = heads[node - 1];
        }
        path.iter().for_each(|&n| safe[n] = true);
    }
    true
}

/// The scores as weights[head][dependent] over 1 + n nodes, node 0 the root, with the root's arcs lowered by more than any tree weighs.
fn matrix(scores: &ArcScores) -> Vec<Vec<f64>> {
    let size = scores.count + 1;
    let mut weights = vec![vec![f64::NEG_INFINITY; size]; size];
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for dependent in 1..size {
        for (head, row) in weights.iter_mut().enumerate() {
            if head != dependent {
                let score = f64::from(scores.get(dependent - 1, head));
                row[dependent] = score;
                (low, high) = (low.min(score), high.max(score));
            }
        }
    }
    let penalty = (high - low + 1.0) * size as f64;
    weights[0].iter_mut().skip(1).for_each(|w| *w -= penalty);
    weights
}

/// Chu–Liu/Edmonds over weights[head][dependent]; gives the head of each node but the root (node 0), in order.
fn spanning_tree(weights: &[Vec<f64>]) -> Vec<usize> {
    let size = weights.len();
    let mut heads = vec![0; size];
    for dependent in 1..size {
        heads[dependent] = (0..size)
            .filter(|&head| head != dependent)
            .fold(0, |best, head| if weights[head][dependent] > weights[best][dependent] { head } else { best });
    }
    match find_cycle(&heads) {
        None => heads[1..].to_vec(),
        Some(cycle) => break_cycle(weights, &heads, &cycle),
    }
}

fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen_from = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen_from[node] == 0 {
            seen_from[node] = start;
            node = heads[node];
        }
        if node != 0 && seen_from[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node];
            while next != node {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

/// Contracts the cycle to one node, solves the smaller graph, and opens the cycle where the best arc enters it.
fn break_cycle(weights: &[Vec<f64>], heads: &[usize], cycle: &[usize]) -> Vec<usize> {
    let size = weights.len();
    let in_cycle = |node: usize| cycle.contains(&node);
    let outside: Vec<usize> = (0..size).filter(|&node| !in_cycle(node)).collect();
    let contracted = outside.len();
    let cycle_weight: f64 = cycle.iter().map(|&node| weights[heads[node]][node]).sum();
    let mut smaller = vec![vec![f64::NEG_INFINITY; contracted + 1]; contracted + 1];
    let mut enters = vec![0; contracted];
    let mut leaves = vec![0; contracted];
    for (new_head, &head) in outside.iter().enumerate() {
        for (new_dependent, &dependent) in outside.iter().enumerate() {
            smaller[new_head][new_dependent] = weights[head][dependent];
        }
        for &node in cycle {
            let entering = cycle_weight - weights[heads[node]][node] + weights[head][node];
            if entering > smaller[new_head][contracted] || enters[new_head] == 0 {
                smaller[new_head][contracted] = entering;
                enters[new_head] = node;
            }
            if head != 0 && (weights[node][head] > smaller[contracted][new_head] || leaves[new_head] == 0) {
                smaller[contracted][new_head] = weights[node][head];
                leaves[new_head] = node;
            }
        }
    }
    let solved = spanning_tree(&smaller);
    let mut result = heads.to_vec();
    for (new_dependent, &new_head) in (1..=contracted).zip(&solved) {
        if new_dependent == contracted {
            let entry = enters[new_head];
            result[entry] = outside[new_head];
        } else {
            let dependent = outside[new_dependent];
            result[dependent] = if new_head == contracted { leaves[new_dependent] } else { outside[new_head] };
        }
    }
    result[1..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree_of(rows: &[&[f32]]) -> Vec<Option<usize>> {
        let stride = rows[0].len();
        best_tree(&ArcScores::new(&rows.concat(), stride, 0, rows.len()))
    }

    /// The best single-root tree by trying all heads of all words.
    fn exhaustive(rows: &[&[f32]]) -> f32 {
        let n = rows.len();
        let mut best = f32::NEG_INFINITY;
        let mut heads = vec![0; n];
        loop {
            if is_tree(&heads) && heads.iter().enumerate().all(|(d, &h)| h != d + 1) {
                best = best.max(heads.iter().enumerate().map(|(d, &h)| rows[d][h]).sum());
            }
            let mut at = 0;
            while at < n && heads[at] == n {
                heads[at] = 0;
                at += 1;
            }
            if at == n {
                return best;
            }
            heads[at] += 1;
        }
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // The two words prefer each other; the first loses less by hanging on the root.
        assert_eq!(tree_of(&[&[4.0, 0.0, 5.0], &[1.0, 5.0, 0.0]]), vec![None, Some(0)]);
    }

    #[test]
    fn only_one_word_hangs_on_the_root() {
        assert_eq!(tree_of(&[&[9.0, 0.0, 1.0], &[8.0, 1.0, 0.0]]).iter().filter(|h| h.is_none()).count(), 1);
    }

    #[test]
    fn no_tree_is_better() {
        // A fixed sequence of pseudo-random scores (Knuth's multiplicative hash) stands for many sentences.
        let mut state = 12345u32;
        let mut next = || {
            state = state.wrapping_mul(2_654_435_761).wrapping_add(1);
            (state >> 16) as f32 / 6553.6
        };
        for round in 0..300 {
            let n = 2 + round % 4;
            let rows: Vec<Vec<f32>> = (0..n).map(|_| (0..=n).map(|_| next()).collect()).collect();
            let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
            let heads = tree_of(&rows);
            let weight: f32 = heads.iter().enumerate().map(|(d, h)| rows[d][h.map_or(0, |h| h + 1)]).sum();
            assert!((weight - exhaustive(&rows)).abs() < 1e-3, "round {round}: {heads:?}");
        }
    }

    #[test]
    fn a_long_chain_and_one_word_are_trees() {
        assert_eq!(tree_of(&[&[0.5, 0.0]]), vec![None]);
    }
}
