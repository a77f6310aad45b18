//! The shipped weights on treebanks.
use dateline::annotate::boundaries::Boundary;
use dateline::annotate::{Annotator, Piece, conllu};
use dateline::model::*;
use std::io::Read;

fn load(name: &str) -> Option<Vec<conllu::TreebankDocument>> {
    let root = std::env::var("DATELINE_SHARED").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").into());
    let file = std::fs::File::open(format!("{root}/data/ud/en_{name}.conllu.xz")).ok()?;
    let mut text = String::new();
    liblzma::read::XzDecoder::new(file).read_to_string(&mut text).ok()?;
    Some(conllu::read(&text).unwrap())
}

#[test]
fn gold_words() {
    for name in ["ewt-ud-test", "gumclean-ud-test"] {
        let Some(documents) = load(name) else {
            println!("skipped: no treebanks");
            return;
        };
        let mut annotator = Annotator::embedded();
        let (mut n, mut upos, mut feats, mut lemma, mut uas, mut las) = (0, 0, 0, 0, 0, 0);
        let started = std::time::Instant::now();
        for d in &documents {
            let pieces: Vec<Piece> = d.document.tokens.iter().map(|t| Piece { span: t.span, joined: t.joined }).collect();
            let mut ends = vec![Boundary::Never; pieces.len()];
            for s in &d.document.sentences {
                ends[s.tokens.end as usize - 1] = Boundary::Paragraph;
            }
            let (got, problems) = annotator.annotate_pieces(&d.text, &pieces, &ends);
            assert!(problems.is_empty(), "{problems:?}");
            for (g, t) in got.tokens.iter().zip(&d.document.tokens) {
                n += 1;
                upos += (g.upos == t.upos) as usize;
                feats += (g.feats == t.feats) as usize;
                lemma += (g.lemma == t.lemma || &*t.lemma == "_") as usize;
                if g.head == t.head {
                    uas += 1;
                    if g.relation.universal() == t.relation.universal() {
                        las += 1
                    }
                }
            }
        }
        let p = |x: usize| 100.0 * x as f64 / n as f64;
        println!(
            "{name}: {n} words UPOS {:.2} FEATS {:.2} lemma {:.2} UAS {:.2} LAS {:.2}; {:.0} words/s",
            p(upos),
            p(feats),
            p(lemma),
            p(uas),
            p(las),
            n as f64 / started.elapsed().as_secs_f64()
        );
    }
}
