//! Blank nodes called by where they stand, not by what somebody called them.
//!
//! Each node gets a colour made from the quads that it is in and the colours of the other blank nodes there, over and over until no more nodes
//! are told apart; labels count the nodes in the order of their colours. This is the first half of RDFC-1.0, whose second half tries all
//! orders of nodes that look alike: it may take time without end, and here whoever stood first in the file comes first.

use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// How far from a node its neighbours count, at most: a list of equal members would else take time by the square of its length.
const MOST_ROUNDS: usize = 32;

type Colour = [u8; 16];

/// The quads with their blank nodes called `b0`, `b1`, …
pub(super) fn relabelled(quads: &[Quad]) -> Vec<Quad> {
    let (mut places, mut quads_of): (HashMap<BlankNode, usize>, Vec<Vec<usize>>) = Default::default();
    for (at, quad) in quads.iter().enumerate() {
        renamed(quad, &mut |node| {
            let next = places.len();
            let place = *places.entry(node.clone()).or_insert(next);
            quads_of.resize_with(places.len(), Vec::new);
            if quads_of[place].last() != Some(&at) {
                quads_of[place].push(at);
            }
            node.clone()
        });
    }
    if places.is_empty() {
        return quads.to_vec();
    }
    let colours = colours(quads, &places, &quads_of);
    let mut sorted: Vec<usize> = (0..colours.len()).collect();
    // Equal ones stay in the order in which they came.
    sorted.sort_by_key(|&place| colours[place]);
    let mut ranks = vec![0; sorted.len()];
    sorted.iter().enumerate().for_each(|(rank, &place)| ranks[place] = rank);
    let label = |node: &BlankNode| BlankNode::new_unchecked(format!("b{}", ranks[places[node]]));
    quads.iter().map(|quad| renamed(quad, &mut |node| label(node))).collect()
}

fn colours(quads: &[Quad], places: &HashMap<BlankNode, usize>, quads_of: &[Vec<usize>]) -> Vec<Colour> {
    let mut colours: Vec<Colour> = vec![Colour::default(); quads_of.len()];
    let mut distinct = 0;
    for _ in 0..MOST_ROUNDS {
        colours = (0..colours.len()).map(|place| colour(place, quads, places, &quads_of[place], &colours)).collect();
        let now = colours.iter().collect::<HashSet<_>>().len();
        if now == distinct || now == colours.len() {
            break;
        }
        distinct = now;
    }
    colours
}

/// The next colour of a node.
fn colour(place: usize, quads: &[Quad], places: &HashMap<BlankNode, usize>, own: &[usize], colours: &[Colour]) -> Colour {
    let label = |node: &BlankNode| {
        let at = places[node];
        let hex = || colours[at].iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        BlankNode::new_unchecked(if at == place { "a".to_owned() } else { format!("z{}", hex()) })
    };
    let mut lines: Vec<String> = own.iter().map(|&at| renamed(&quads[at], &mut |node| label(node)).to_string()).collect();
    lines.sort_unstable();
    // The same quad twice says no more than once.
    lines.dedup();
    let mut hash = Sha256::new_with_prefix(colours[place]);
    for line in &lines {
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    let mut colour = Colour::default();
    colour.copy_from_slice(&hash.finalize()[..16]);
    colour
}

/// The quad with other blank nodes in the place of its own.
pub(super) fn renamed(quad: &Quad, other: &mut impl FnMut(&BlankNode) -> BlankNode) -> Quad {
    let Triple { subject, predicate, object } = renamed_triple(&quad.subject, quad.predicate.clone(), &quad.object, other);
    let graph_name = match &quad.graph_name {
        GraphName::BlankNode(node) => other(node).into(),
        named => named.clone(),
    };
    Quad { subject, predicate, object, graph_name }
}

fn renamed_triple(
    subject: &NamedOrBlankNode,
    predicate: NamedNode,
    object: &Term,
    other: &mut impl FnMut(&BlankNode) -> BlankNode,
) -> Triple {
    let subject = match subject {
        NamedOrBlankNode::BlankNode(node) => other(node).into(),
        named => named.clone(),
    };
    let object = match object {
        Term::BlankNode(node) => other(node).into(),
        Term::Triple(triple) => renamed_triple(&triple.subject, triple.predicate.clone(), &triple.object, other).into(),
        known => known.clone(),
    };
    Triple { subject, predicate, object }
}

#[cfg(test)]
mod tests {
    use crate::store::{ExportFormat, canonical_nquads, read_rdf_as};
    use std::path::Path;
    use std::time::{Duration, Instant};

    fn canonical(trig: &str) -> String {
        canonical_nquads(&read_rdf_as(ExportFormat::TriG, trig.as_bytes(), Path::new("a.trig")).unwrap())
    }

    #[test]
    fn labels_order_and_repetition_do_not_matter() {
        let one = "@prefix : <a:> . :a :p _:x . _:x :q \"1\" , \"a\\tb\" . :g { _:x :r _:y } _:y :q \"1\" . :s :says <<( _:x :r _:y )>> .";
        let other = "@prefix : <a:> . _:n :q \"1\" . :g { _:m :r _:n } _:m :q \"a\\tb\" , \"1\" . :s :says <<( _:m :r _:n )>> . :a :p _:m . :a :p _:m .";
        assert_eq!(canonical(one), canonical(other));
        assert_ne!(canonical(one), canonical(&other.replace(":a :p _:m", ":a :p _:n")));
        let list = |labels: [&str; 3]| {
            format!("<a:l> <a:of> _:{0} . _:{0} <a:n> _:{1} . _:{1} <a:n> _:{2} . _:{2} <a:n> <a:end> .", labels[0], labels[1], labels[2])
        };
        assert_eq!(canonical(&list(["a", "b", "c"])), canonical(&list(["c", "a", "b"])));
        assert_eq!(canonical("[] <a:p> \"x\" . [] <a:p> \"x\" ."), "_:b0 <a:p> \"x\" .\n_:b1 <a:p> \"x\" .\n");
    }

    #[test]
    fn nodes_that_look_alike_end_in_time() {
        // Each of 40 knows each, in which RDFC-1.0 would try 40! orders; and a list of 3,000 equal members.
        let clique: String =
            (0..40).flat_map(|i| (0..40).filter(move |&j| i != j).map(move |j| format!("_:n{i} <a:k> _:n{j} . "))).collect();
        let list = format!("<a:s> <a:p> ( {}) .", "1 ".repeat(3000));
        let begun = Instant::now();
        assert_eq!(canonical(&clique).lines().count(), 40 * 39);
        assert_eq!(canonical(&list).lines().count(), 6001);
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    }
}
