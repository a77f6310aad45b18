//! One hash for one content: the RDF dataset canonicalized by RDFC-1.0, whatever its blank nodes are called and in whatever order or
//! syntax it came.

use super::naming::hexadecimal;
use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxigraph::model::{Dataset, NamedOrBlankNode, Quad, Term};
use sha2::{Digest, Sha256};

/// SHA-256 of the canonical N-Quads, in hexadecimal.
pub(super) fn hash(quads: &[Quad]) -> String {
    let mut lines: Vec<String> = if quads.iter().any(has_blank_node) {
        let mut dataset: Dataset = quads.iter().collect();
        dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
        dataset.iter().map(|quad| format!("{quad} .\n")).collect()
    } else {
        quads.iter().map(|quad| format!("{quad} .\n")).collect()
    };
    lines.sort_unstable();
    lines.dedup();
    let mut hash = Sha256::new();
    lines.iter().for_each(|line| hash.update(line.as_bytes()));
    hexadecimal(&hash.finalize())
}

fn has_blank_node(quad: &Quad) -> bool {
    matches!(quad.subject, NamedOrBlankNode::BlankNode(_)) || matches!(quad.object, Term::BlankNode(_)) || quad.graph_name.is_blank_node()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};

    fn read(turtle: &str) -> Vec<Quad> {
        RdfParser::from_format(RdfFormat::TriG).for_slice(turtle).map(Result::unwrap).collect()
    }

    #[test]
    fn order_and_blank_labels_do_not_matter() {
        let one = "@prefix : <http://example.org/> . :a :p _:x . _:x :q \"1\" , \"a\\tb\" . :g { _:x :r :b }";
        let other = "@prefix : <http://example.org/> . :g { _:n :r :b } _:n :q \"a\\tb\" . _:n :q \"1\" . :a :p _:n .";
        assert_eq!(hash(&read(one)), hash(&read(other)));
        assert_ne!(hash(&read(one)), hash(&read("@prefix : <http://example.org/> . :a :p _:x . _:x :q \"1\" .")));
    }

    /// The hash is that of the standard's form, computed by hand: `printf '<…> <…> "…" .\n' | sha256sum`.
    #[test]
    fn the_form_is_canonical_n_quads() {
        let quads = read("<http://example.org/s> <http://example.org/p> \"a\\\"b\\\\c\\n\" .");
        let form = "<http://example.org/s> <http://example.org/p> \"a\\\"b\\\\c\\n\" .\n";
        let expected: String = Sha256::digest(form.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash(&quads), expected);
    }
}
