//! Scores of coreference after their standard definitions: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998) and CEAF-e (Luo 2005,
//! with φ4), on mentions that were predicted, too, as Pradhan et al. (2014) have them; and the mean of the three F1, which CoNLL 2012 took.
//!
//! Takes two partitions of mentions, key and response. Knows nothing of texts.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

/// A chain of mentions. Within a partition no mention stands twice.
pub type Chain<M> = Vec<M>;

/// The numerators and denominators of one measure, summed over documents.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measure {
    pub right_of_key: f64,
    pub key: f64,
    pub right_of_response: f64,
    pub response: f64,
}

impl Measure {
    pub fn recall(self) -> f64 {
        ratio(self.right_of_key, self.key)
    }

    pub fn precision(self) -> f64 {
        ratio(self.right_of_response, self.response)
    }

    pub fn f1(self) -> f64 {
        ratio(2.0 * self.precision() * self.recall(), self.precision() + self.recall())
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

impl AddAssign for Measure {
    fn add_assign(&mut self, other: Self) {
        self.right_of_key += other.right_of_key;
        self.key += other.key;
        self.right_of_response += other.right_of_response;
        self.response += other.response;
    }
}

/// All measures of one or several documents.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores {
    pub mentions: Measure,
    pub muc: Measure,
    pub b_cubed: Measure,
    pub ceaf_e: Measure,
}

impl Scores {
    /// Compares the chains of one document.
    pub fn of<M: Ord + Clone>(key: &[Chain<M>], response: &[Chain<M>]) -> Self {
        let (of_key, of_response) = (places(key), places(response));
        let common = of_key.keys().filter(|mention| of_response.contains_key(*mention)).count() as f64;
        let mentions =
            Measure { right_of_key: common, key: of_key.len() as f64, right_of_response: common, response: of_response.len() as f64 };
        let (right_of_key, links_of_key) = links(key, &of_response);
        let (right_of_response, links_of_response) = links(response, &of_key);
        let muc = Measure { right_of_key, key: links_of_key, right_of_response, response: links_of_response };
        let b_cubed = Measure {
            right_of_key: shares(key, &of_response),
            key: of_key.len() as f64,
            right_of_response: shares(response, &of_key),
            response: of_response.len() as f64,
        };
        let similarity = best_assignment(&similarities(key, response, &of_response));
        let ceaf_e =
            Measure { right_of_key: similarity, key: key.len() as f64, right_of_response: similarity, response: response.len() as f64 };
        Self { mentions, muc, b_cubed, ceaf_e }
    }

    /// The mean F1 of MUC, B³ and CEAF-e.
    pub fn conll(self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.muc += other.muc;
        self.b_cubed += other.b_cubed;
        self.ceaf_e += other.ceaf_e;
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CoNLL {:.3}", self.conll())?;
        for (name, measure) in [("mentions", self.mentions), ("MUC", self.muc), ("B³", self.b_cubed), ("CEAF-e", self.ceaf_e)] {
            write!(f, ", {name} {:.3} (precision {:.3}, recall {:.3})", measure.f1(), measure.precision(), measure.recall())?;
        }
        Ok(())
    }
}

/// Mention → the place of its chain.
fn places<M: Ord>(chains: &[Chain<M>]) -> BTreeMap<&M, usize> {
    let mentions = chains.iter().enumerate().flat_map(|(place, chain)| chain.iter().map(move |mention| (mention, place)));
    mentions.collect()
}

/// How many mentions of a chain stand in each chain of the other side; such as stand in none are left out.
fn overlaps<M: Ord>(chain: &Chain<M>, others: &BTreeMap<&M, usize>) -> BTreeMap<usize, usize> {
    let mut overlaps = BTreeMap::new();
    for other in chain.iter().filter_map(|mention| others.get(mention)) {
        *overlaps.entry(*other).or_default() += 1;
    }
    overlaps
}

/// MUC: the links that hold chains together, those that the other side has and all.
fn links<M: Ord>(chains: &[Chain<M>], others: &BTreeMap<&M, usize>) -> (f64, f64) {
    chains.iter().fold((0.0, 0.0), |(right, all), chain| {
        let overlaps = overlaps(chain, others);
        let alone = chain.len() - overlaps.values().sum::<usize>();
        (right + (chain.len() - overlaps.len() - alone) as f64, all + (chain.len() - 1) as f64)
    })
}

/// B³: for each mention, what share of its chain stands with it on the other side.
fn shares<M: Ord>(chains: &[Chain<M>], others: &BTreeMap<&M, usize>) -> f64 {
    let share = |chain: &Chain<M>| overlaps(chain, others).values().map(|&n| (n * n) as f64).sum::<f64>() / chain.len() as f64;
    chains.iter().map(share).sum()
}

/// φ4 of each pair of chains: twice the mentions in common over the mentions of both.
fn similarities<M: Ord>(key: &[Chain<M>], response: &[Chain<M>], of_response: &BTreeMap<&M, usize>) -> Vec<Vec<f64>> {
    let row = |chain: &Chain<M>| {
        let overlaps = overlaps(chain, of_response);
        let similarity = |(place, other): (usize, &Chain<M>)| {
            let common = overlaps.get(&place).copied().unwrap_or_default();
            2.0 * common as f64 / (chain.len() + other.len()) as f64
        };
        response.iter().enumerate().map(similarity).collect()
    };
    key.iter().map(row).collect()
}

/// The greatest sum of one number a row, no two of one column: Kuhn and Munkres, with potentials and shortest augmenting paths.
pub fn best_assignment(weights: &[Vec<f64>]) -> f64 {
    let columns = weights.first().map_or(0, Vec::len);
    if columns == 0 {
        return 0.0;
    }
    if weights.len() > columns {
        let turned: Vec<Vec<f64>> = (0..columns).map(|c| weights.iter().map(|row| row[c]).collect()).collect();
        return best_assignment(&turned);
    }
    // Counted from one: row and column 0 stand for none. Costs are what a weight falls short.
    let (mut of_row, mut of_column) = (vec![0.0; weights.len() + 1], vec![0.0; columns + 1]);
    let mut row_of = vec![0; columns + 1];
    for row in 1..=weights.len() {
        row_of[0] = row;
        let mut column = 0;
        let (mut slack, mut from, mut used) = (vec![f64::INFINITY; columns + 1], vec![0; columns + 1], vec![false; columns + 1]);
        while row_of[column] != 0 {
            used[column] = true;
            let at = row_of[column];
            let (mut least, mut next) = (f64::INFINITY, 0);
            for c in (1..=columns).filter(|&c| !used[c]) {
                let reduced = -weights[at - 1][c - 1] - of_row[at] - of_column[c];
                if reduced < slack[c] {
                    (slack[c], from[c]) = (reduced, column);
                }
                if slack[c] < least {
                    (least, next) = (slack[c], c);
                }
            }
            for c in 0..=columns {
                if used[c] {
                    of_row[row_of[c]] += least;
                    of_column[c] -= least;
                } else {
                    slack[c] -= least;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    (1..=columns).filter(|&c| row_of[c] != 0).map(|c| weights[row_of[c] - 1][c - 1]).sum()
}
