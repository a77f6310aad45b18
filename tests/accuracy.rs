//! The shipped annotator against gold: on gold words, from raw text, and on names. The floors only rise.
//!
//! `cargo test --test accuracy -- --nocapture` prints the figures. Skipped where the treebanks are absent.

mod treebank;

use dateline::annotate::boundaries::Boundary;
use dateline::annotate::{Annotator, Piece};
use dateline::model::{Article, Document};
use std::collections::BTreeMap;
use treebank::names::{NamedText, sentences};
use treebank::{Score, TreebankDocument, documents, documents_in_paragraphs, gold_sentences, gold_words, pairs};

/// Counts of words that are right, by layer.
#[derive(Default)]
struct Figures(BTreeMap<&'static str, Score>);

impl Figures {
    fn add(&mut self, layer: &'static str, score: Score) {
        *self.0.entry(layer).or_default() += score;
    }

    /// Compares the layers of aligned words (CoNLL 2018: an arc is right when its ends are, relations without subtypes).
    fn compare(&mut self, gold: &Document, predicted: &Document) {
        let spans = |d: &Document| d.tokens.iter().map(|t| t.span).collect::<Vec<_>>();
        let aligned = pairs(&spans(gold), &spans(predicted));
        let partner: BTreeMap<usize, usize> = aligned.iter().copied().collect();
        let mut right = [("UPOS", 0), ("FEATS", 0), ("lemma", 0), ("UAS", 0), ("LAS", 0)];
        for &(g, p) in &aligned {
            let (true_word, word) = (&gold.tokens[g], &predicted.tokens[p]);
            let head = true_word.head.map(|h| partner.get(&h).copied());
            let attached = match head {
                None => word.head.is_none(),
                Some(head) => head.is_some() && word.head == head,
            };
            let labelled = attached && word.relation.universal() == true_word.relation.universal();
            let checks = [
                word.upos == true_word.upos,
                word.feats == true_word.feats,
                word.lemma == true_word.lemma || &*true_word.lemma == "_",
                attached,
                labelled,
            ];
            right.iter_mut().zip(checks).for_each(|((_, count), ok)| *count += usize::from(ok));
        }
        for (layer, correct) in right {
            self.add(layer, Score { gold: gold.tokens.len(), predicted: predicted.tokens.len(), correct });
        }
    }

    /// Prints all figures and holds the floors.
    fn hold(&self, title: &str, floors: &[(&str, f64)]) {
        let line: Vec<String> = self.0.iter().map(|(layer, score)| format!("{layer} {:.2}", score.f1())).collect();
        println!("{title}: {}", line.join(", "));
        for &(layer, floor) in floors {
            let figure = self.0[layer].f1();
            assert!(figure >= floor, "{title}: {layer} fell to {figure:.2}, below {floor}");
        }
    }
}

/// Tags, lemmas and trees over gold words and gold sentences.
fn on_gold_words(treebank: &str, part: &str, floors: &[(&str, f64)]) {
    let Some(documents) = documents(treebank, part) else { return };
    let mut annotator = Annotator::embedded();
    let mut figures = Figures::default();
    for gold in &documents {
        let pieces: Vec<Piece> = gold.document.tokens.iter().map(|t| Piece { span: t.span, joined: t.joined }).collect();
        let mut ends = vec![Boundary::Never; pieces.len()];
        gold.document.sentences.iter().for_each(|s| ends[s.tokens.end as usize - 1] = Boundary::Paragraph);
        let (predicted, problems) = annotator.annotate_pieces(&gold.text, &pieces, &ends);
        assert_eq!(problems, [], "{}", gold.id);
        figures.compare(&gold.document, &predicted);
    }
    figures.hold(&format!("{treebank} {part}, gold words"), floors);
}

/// Everything from the text alone.
fn from_raw_text(title: &str, documents: &[TreebankDocument], floors: &[(&str, f64)]) {
    let mut annotator = Annotator::embedded();
    let mut figures = Figures::default();
    for gold in documents {
        let predicted = annotate(&mut annotator, gold);
        let words: Vec<_> = predicted.tokens.iter().map(|t| t.span).collect();
        let found: Vec<_> = predicted.sentences.iter().map(|s| predicted.bytes(s.tokens)).collect();
        figures.add("words", Score::of_spans(&gold_words(gold), &words));
        figures.add("sentences", Score::of_spans(&gold_sentences(gold), &found));
        figures.compare(&gold.document, &predicted);
    }
    figures.hold(title, floors);
}

fn annotate(annotator: &mut Annotator, gold: &TreebankDocument) -> Document {
    let article = Article { id: gold.id.clone(), url: None, publisher: None, title: None, published: None, text: gold.text.clone() };
    let (document, problems) = annotator.annotate(&article);
    assert_eq!(problems, [], "{}", gold.id);
    document
}

fn on_names(title: &str, texts: impl Iterator<Item = NamedText>, floor: f64) {
    let mut annotator = Annotator::embedded();
    let mut score = Score::default();
    for text in texts {
        score += text.score(&annotator.annotate_pieces(&text.text, &text.pieces, &text.ends).0);
    }
    println!("{title}: names{score}");
    assert!(score.f1() >= floor, "{title}: names fell to {score}");
}

#[test]
fn ewt_gold_words() {
    on_gold_words("en_ewt", "test", &[("UPOS", 96.7), ("UAS", 92.1), ("LAS", 89.9), ("lemma", 97.5)]);
}

#[test]
fn gum_gold_words() {
    on_gold_words("en_gumclean", "test", &[]);
}

#[test]
fn ewt_raw_text() {
    let (Some(bare), Some(in_paragraphs)) = (documents("en_ewt", "test"), documents_in_paragraphs("en_ewt")) else { return };
    from_raw_text("en_ewt test, raw text in one line", &bare, &[("words", 99.0), ("sentences", 81.6), ("LAS", 87.4)]);
    from_raw_text("en_ewt test, raw text in paragraphs", &in_paragraphs, &[("words", 99.0), ("sentences", 86.0), ("LAS", 87.4)]);
}

#[test]
fn gum_raw_text() {
    let (Some(bare), Some(in_paragraphs)) = (documents("en_gumclean", "test"), documents_in_paragraphs("en_gumclean")) else { return };
    from_raw_text("en_gumclean test, raw text in one line", &bare, &[("sentences", 91.1)]);
    from_raw_text("en_gumclean test, raw text in paragraphs", &in_paragraphs, &[("sentences", 93.0)]);
}

/// UNER names the sentences of EWT: they are read in EWT's documents.
#[test]
fn uner_names() {
    let (Some(named), Some(documents)) = (sentences("uner_ewt-test.bio"), documents("en_ewt", "test")) else { return };
    let mut named = named.iter();
    let texts = documents.iter().map(|document| NamedText::of(named.by_ref().take(document.document.sentences.len())));
    on_names("UNER EWT test", texts, 80.0);
}

#[test]
fn crossner_politics_names() {
    let Some(named) = sentences("crossner_politics-test.bio") else { return };
    on_names("CrossNER politics test", named.iter().map(|sentence| NamedText::of([sentence])), 88.0);
}
