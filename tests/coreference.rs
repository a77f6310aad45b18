//! Who is meant by what, within an article, against GUM: chains of persons, organizations and places in news, interviews and biographies.
//! The text alone is given; words, trees, mentions and their types are the program's own. A mention is right when its span is.
//!
//! `cargo test --release --test coreference -- --nocapture` prints the figures. Skipped where the treebank is absent.

#[path = "coreference/gum.rs"]
mod gum;
#[path = "coreference/scorer.rs"]
mod scorer;
mod treebank;

use dateline::annotate::Annotator;
use dateline::annotate::conllu::TreebankDocument;
use dateline::extract::{reference_chains, reference_examples};
use dateline::model::{Article, Byte, Span};
use dateline::ontology::Ontology;
use gum::Key;
use scorer::{Chain, Scores, best_assignment};
use std::collections::BTreeMap;
use std::fmt::Write;

fn article(document: &TreebankDocument) -> Article {
    Article { id: document.id.clone(), url: None, publisher: None, title: None, published: None, text: document.text.clone() }
}

/// The chains that the program finds in the text of a document.
fn response(annotator: &mut Annotator, ontology: &Ontology, document: &TreebankDocument) -> Vec<Chain<Span<Byte>>> {
    let article = article(document);
    let (annotated, problems) = annotator.annotate(&article);
    assert_eq!(problems, [], "{}", document.id);
    let chains = reference_chains(&article, &annotated, ontology);
    chains.into_iter().map(|chain| chain.mentions).collect()
}

fn without_singletons<M: Clone>(chains: &[Chain<M>]) -> Vec<Chain<M>> {
    chains.iter().filter(|chain| chain.len() > 1).cloned().collect()
}

/// The figures of the asked genres: with the singletons that GUM annotates, and without.
fn figures(title: &str, documents: &[TreebankDocument], keys: &[Key]) -> (Scores, Scores) {
    let (mut annotator, ontology) = (Annotator::embedded(), Ontology::embedded());
    let (mut all, mut linked) = (Scores::default(), Scores::default());
    for (document, key) in documents.iter().zip(keys).filter(|(document, _)| gum::is_asked(&document.id)) {
        let (key, response) = (key.partition(), response(&mut annotator, &ontology, document));
        let scores = Scores::of(&key, &response);
        println!("  {}: {scores}", document.id);
        all += scores;
        linked += Scores::of(&without_singletons(&key), &without_singletons(&response));
    }
    println!("{title}: {all}");
    println!("{title}, singletons removed: {linked}");
    (all, linked)
}

fn on_part(part: &str) -> Option<(Scores, Scores)> {
    let source = treebank::conllu_of("en_gumclean", part)?;
    let documents = treebank::documents("en_gumclean", part)?;
    let keys = gum::keys(&source, &documents, false);
    Some(figures(&format!("GUM-clean {part}, news, interview and bio"), &documents, &keys))
}

#[test]
fn gum_test() {
    let Some((all, linked)) = on_part("test") else { return };
    assert!(all.conll() >= 0.64, "CoNLL F1 fell to {:.3}", all.conll());
    assert!(linked.conll() >= 0.61, "CoNLL F1 without singletons fell to {:.3}", linked.conll());
}

#[test]
#[ignore = "for those who work on it: the development part, which the annotator has seen"]
fn gum_dev() {
    on_part("dev");
}

/// Writes what the trees are trained on: of each mention and each chain of before, the document, the mention, whether it belongs, the features.
#[test]
#[ignore = "writes the rows for training/coreference.py, to the folder EXAMPLES"]
fn write_examples() {
    let folder = std::path::PathBuf::from(std::env::var_os("EXAMPLES").expect("EXAMPLES names a folder"));
    let (mut annotator, ontology) = (Annotator::embedded(), Ontology::embedded());
    for part in ["train", "dev"] {
        let source = treebank::conllu_of("en_gumclean", part).expect("the treebank is there");
        let documents = treebank::documents("en_gumclean", part).expect("the treebank is there");
        let keys = gum::keys(&source, &documents, true);
        let mut rows = String::new();
        for (document, key) in documents.iter().zip(&keys) {
            let (article, chain_of) = (article(document), key.chain_of());
            let (annotated, _) = annotator.annotate(&article);
            let right = |span, head| chain_of.get(&span).copied().or_else(|| nearly(&chain_of, span, head));
            write_rows(&mut rows, &document.id, reference_examples(&article, &annotated, &ontology, right));
        }
        std::fs::write(folder.join(format!("{part}.tsv")), rows).unwrap();
    }
}

fn write_rows(rows: &mut String, id: &str, examples: Vec<(usize, bool, Vec<f32>)>) {
    for (mention, belongs, row) in examples {
        let numbers: Vec<String> = row.iter().map(f32::to_string).collect();
        writeln!(rows, "{id}\t{mention}\t{}\t{}", u8::from(belongs), numbers.join("\t")).unwrap();
    }
}

/// The chain of the shortest span around a head that begins or ends where the mention does: the same one, cut otherwise.
fn nearly(chain_of: &BTreeMap<Span<Byte>, usize>, span: Span<Byte>, head: Span<Byte>) -> Option<usize> {
    let same = chain_of.iter().filter(|(other, _)| other.covers(head) && (other.start == span.start || other.end == span.end));
    same.min_by_key(|(other, _)| other.len()).map(|(_, chain)| *chain)
}

fn partition(chains: &str) -> Vec<Chain<char>> {
    chains.split_whitespace().map(|chain| chain.chars().collect()).collect()
}

#[track_caller]
fn assert_near(figure: f64, expected: f64, what: &str) {
    assert!((figure - expected).abs() < 0.0006, "{what}: {figure:.4}, expected {expected}");
}

/// The worked case of Pradhan et al. (2014), with mentions that only one side has.
#[test]
fn the_case_of_the_reference_scorer() {
    let scores = Scores::of(&partition("abc defg"), &partition("ab cd fghi"));
    for (measure, recall, precision, f1) in
        [(scores.muc, 0.4, 0.4, 0.4), (scores.b_cubed, 35.0 / 84.0, 0.5, 0.4545), (scores.ceaf_e, 0.65, 1.3 / 3.0, 0.52)]
    {
        assert_near(measure.recall(), recall, "recall");
        assert_near(measure.precision(), precision, "precision");
        assert_near(measure.f1(), f1, "F1");
    }
    assert_near(scores.mentions.recall(), 6.0 / 7.0, "mentions");
    assert_near(scores.mentions.precision(), 6.0 / 8.0, "mentions");
    assert_near(scores.conll(), (0.4 + 0.4545 + 0.52) / 3.0, "CoNLL");
}

/// The four responses of Luo (2005), table 1, to one key.
#[test]
fn the_cases_of_luo() {
    let key = partition("12345 67 89ABC");
    for (response, muc, b_cubed, ceaf_e) in [
        ("12345 6789ABC", 0.947, 0.865, 0.733),
        ("1234589ABC 67", 0.947, 0.737, 0.667),
        ("123456789ABC", 0.900, 0.545, 0.294),
        ("1 2 3 4 5 6 7 8 9 A B C", 0.0, 0.400, 0.178),
    ] {
        let scores = Scores::of(&key, &partition(response));
        assert_near(scores.muc.f1(), muc, &format!("MUC of {response}"));
        assert_near(scores.b_cubed.f1(), b_cubed, &format!("B³ of {response}"));
        assert_near(scores.ceaf_e.f1(), ceaf_e, &format!("CEAF-e of {response}"));
    }
}

#[test]
fn the_same_is_right_and_nothing_is_wrong() {
    let key = partition("abc d ef");
    let same = Scores::of(&key, &partition("fe d bca"));
    assert_near(same.conll(), 1.0, "the same");
    let none = Scores::of(&key, &Vec::new());
    assert_near(none.conll(), 0.0, "nothing");
}

#[test]
fn the_best_assignment_is_not_the_greedy_one() {
    for (weights, best) in [
        (vec![vec![0.9, 0.8], vec![0.8, 0.1]], 1.6),
        (vec![vec![0.5], vec![0.7], vec![0.6]], 0.7),
        (vec![vec![0.1, 0.7, 0.6], vec![0.2, 0.8, 0.1]], 1.4),
        (vec![vec![0.0, 0.0], vec![0.0, 0.3]], 0.3),
        (vec![], 0.0),
    ] {
        assert_near(best_assignment(&weights), best, &format!("{weights:?}"));
    }
}
