//! Words and sentences against the treebanks, from raw text. The floors only rise.

mod treebank;

use dateline::annotate::boundaries::{Boundary, boundaries, split_by_rule};
use dateline::annotate::tokenise::{Piece, tokenise};
use dateline::model::{Byte, Span};
use treebank::{Score, TreebankDocument, documents, gold_sentences, gold_words, surface_tokens};

/// Words, tokens, sentences: F1 in per cent.
#[derive(Default)]
struct Figures {
    words: Score,
    tokens: Score,
    sentences: Score,
}

fn measure(documents: &[TreebankDocument]) -> Figures {
    let mut figures = Figures::default();
    for gold in documents {
        let pieces = tokenise(&gold.text);
        let words: Vec<_> = pieces.iter().map(|piece| piece.span).collect();
        figures.words += Score::of_spans(&gold_words(gold), &words);
        let gold_tokens = surface_tokens(gold.document.tokens.iter().map(|token| (token.span, token.joined)));
        let tokens = surface_tokens(pieces.iter().map(|piece| (piece.span, piece.joined)));
        figures.tokens += Score::of_spans(&gold_tokens, &tokens);
        let sentences = sentences(&gold.text, &pieces);
        figures.sentences += Score::of_spans(&gold_sentences(gold), &sentences);
    }
    figures
}

/// Measures a part of a treebank, prints the figures, holds the floors (words, sentences).
fn hold(treebank: &str, part: &str, words: f64, sentences: f64) {
    let Some(documents) = documents(treebank, part) else { return };
    let figures = measure(&documents);
    println!("{treebank} {part}: words {}", figures.words);
    println!("{treebank} {part}: tokens {}", figures.tokens);
    println!("{treebank} {part}: sentences {}", figures.sentences);
    assert!(figures.words.f1() >= words, "words of {treebank} {part} fell to {}", figures.words);
    assert!(figures.sentences.f1() >= sentences, "sentences of {treebank} {part} fell to {}", figures.sentences);
}

#[test]
fn ewt_dev() {
    hold("en_ewt", "dev", 99.3, 77.5);
}

#[test]
fn ewt_test() {
    hold("en_ewt", "test", 99.2, 73.5);
}

#[test]
fn gum_dev() {
    hold("en_gumclean", "dev", 99.8, 87.5);
}

#[test]
fn gum_test() {
    hold("en_gumclean", "test", 99.4, 88.0);
}

/// The scoring itself: only equal spans count, and a multiword token is one token.
#[test]
fn spans_are_aligned_by_their_bytes() {
    let span = Span::<Byte>::new;
    let gold = [span(0, 2), span(2, 5), span(6, 9)];
    let predicted = [span(0, 5), span(6, 9), span(9, 10)];
    assert_eq!(treebank::pairs(&gold, &predicted), [(2, 1)]);
    let score = Score::of_spans(&gold, &predicted);
    assert_eq!((score.correct, score.gold, score.predicted), (1, 3, 3));
    assert_eq!(surface_tokens([(gold[0], false), (gold[1], true), (gold[2], false)]), [span(0, 5), span(6, 9)]);
}

/// Sentences of news that has its paragraphs: the articles whose text with blank lines is at hand, against GUM's annotation of them.
#[test]
fn news_with_paragraphs() {
    let path = treebank::shared().join("data/wikinews/wikinews.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("skipped: no {} (set DATELINE_SHARED to the folder that holds data/)", path.display());
        return;
    };
    let gold: Vec<_> = ["train", "dev", "test"].iter().filter_map(|part| documents("en_gumclean", part)).flatten().collect();
    let mut score = Score::default();
    for line in lines.lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("each line is an article");
        let Some(gold) = gold.iter().find(|gold| article["id"] == gold.id.as_str()) else { continue };
        let text = article["text"].as_str().expect("an article has a text");
        score +=
            Score::of_spans(&without_space(&gold.text, &gold_sentences(gold)), &without_space(text, &sentences(text, &tokenise(text))));
    }
    println!("news with paragraphs: sentences {score}");
    assert!(score.f1() >= 96.5, "sentences of news with paragraphs fell to {score}");
}

/// The spans counted in characters that are not white space, so that texts that differ in nothing else can be compared.
fn without_space(text: &str, spans: &[Span<Byte>]) -> Vec<Span<Byte>> {
    let mut before = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, character) in text.char_indices() {
        before[at] = count;
        count += !character.is_whitespace() as usize;
    }
    before[text.len()] = count;
    spans.iter().map(|span| Span::new(before[span.start as usize], before[span.end as usize])).collect()
}

/// The sentences that the rules alone find.
fn sentences(text: &str, pieces: &[Piece]) -> Vec<Span<Byte>> {
    let bytes = |sentence: Span<Piece>| {
        let range = sentence.range();
        Span::new(pieces[range.start].span.start as usize, pieces[range.end - 1].span.end as usize)
    };
    split_by_rule(&boundaries(text, pieces)).into_iter().map(bytes).collect()
}

/// How often a sentence ends after a piece of each level; what the level is worth as a prior.
#[test]
#[ignore = "a table to read, not a check"]
fn levels() {
    for treebank in ["en_ewt", "en_gumclean"] {
        let Some(documents) = documents(treebank, "train") else { return };
        let mut counts = [[0usize; 2]; 6];
        for gold in &documents {
            let pieces = tokenise(&gold.text);
            let ends: std::collections::BTreeSet<u32> = gold_sentences(gold).iter().map(|sentence| sentence.end).collect();
            for (piece, level) in pieces.iter().zip(boundaries(&gold.text, &pieces)) {
                counts[level as usize][ends.contains(&piece.span.end) as usize] += 1;
            }
        }
        let total: usize = counts.iter().map(|[_, ends]| ends).sum();
        let mut above = 0;
        for (level, [inside, ends]) in counts.iter().enumerate().rev() {
            above += ends;
            let share = 100.0 * *ends as f64 / (inside + ends).max(1) as f64;
            println!(
                "{treebank} level {level}: {ends} ends, {inside} not: {share:.2} %; ends so far {:.2} %",
                100.0 * above as f64 / total as f64
            );
        }
    }
}

/// Prints where words (`MISSES=words`) or sentences differ from the gold of `TREEBANK`, by default EWT's train.
#[test]
#[ignore = "a list to read, not a check"]
fn misses() {
    let name = std::env::var("TREEBANK").unwrap_or_else(|_| "en_ewt-train".to_string());
    let (treebank, part) = name.split_once('-').expect("TREEBANK is a treebank and a part, as en_ewt-train");
    let Some(documents) = documents(treebank, part) else { return };
    let words = std::env::var("MISSES").is_ok_and(|what| what == "words");
    for gold in &documents {
        let pieces = tokenise(&gold.text);
        if words { print_word_misses(gold, &pieces) } else { print_sentence_misses(gold, &pieces) }
    }
}

fn print_word_misses(gold: &TreebankDocument, pieces: &[Piece]) {
    let text = &gold.text;
    let tokens = &gold.document.tokens;
    let (mut g, mut p) = (0, 0);
    while g < tokens.len() && p < pieces.len() {
        let (first_g, first_p) = (g, p);
        if tokens[g].span == pieces[p].span && tokens[g].joined == pieces[p].joined {
            (g, p) = (g + 1, p + 1);
            continue;
        }
        // On to where both have a cut in the same place.
        (g, p) = (g + 1, p + 1);
        while tokens[g - 1].span.end != pieces[p - 1].span.end {
            if tokens[g - 1].span.end < pieces[p - 1].span.end { g += 1 } else { p += 1 }
        }
        let show = |spans: Vec<(Span<Byte>, bool)>| -> String {
            spans.iter().map(|(span, joined)| format!("{}{}", if *joined { "+" } else { " " }, span.of(text))).collect()
        };
        let start = pieces[first_p].span.start as usize;
        let before: String = text[..start].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = text[pieces[p - 1].span.end as usize..].chars().take(12).collect();
        println!(
            "MISS gold [{}] ours [{}]   …{before}⟦⟧{after}…",
            show(tokens[first_g..g].iter().map(|t| (t.span, t.joined)).collect()),
            show(pieces[first_p..p].iter().map(|t| (t.span, t.joined)).collect())
        );
    }
}

fn print_sentence_misses(gold: &TreebankDocument, pieces: &[Piece]) {
    let text = &gold.text;
    let ends: std::collections::BTreeSet<u32> = gold_sentences(gold).iter().map(|sentence| sentence.end).collect();
    for (piece, level) in pieces.iter().zip(boundaries(text, pieces)) {
        let end = piece.span.end;
        let yes = level >= Boundary::Likely;
        if yes != ends.contains(&end) {
            let before: String = text[..end as usize].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = text[end as usize..].chars().take(50).collect();
            println!("{} {level:?} {before} ⟦⟧ {after}", if yes { "FALSE" } else { "MISSED" });
        }
    }
}
