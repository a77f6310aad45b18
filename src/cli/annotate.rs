//! `dateline annotate`: the annotation of articles, as CoNLL-U, as JSON, or as a table for people.

use super::args::{Annotate, AnnotationFormat};
use super::code_points::CodePoints;
use super::reading;
use super::screen::{Screen, Style, counted, summary};
use crate::model::{Document, EventHint, Sentence, TokenIndex};
use crate::pipeline::{Engine, Extracted};
use serde_json::{Value, json};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

pub(super) fn run(arguments: &Annotate, screen: &Screen) -> anyhow::Result<()> {
    let format = arguments.format.unwrap_or(if screen.has_reader() { AnnotationFormat::Pretty } else { AnnotationFormat::Conllu });
    let counts = reading::each(&arguments.reading, &Engine::embedded(), screen, |extracted| {
        let Extracted { article, document, .. } = &extracted;
        screen.data(&match format {
            AnnotationFormat::Conllu => extracted.conllu(),
            AnnotationFormat::Json => format!("{}\n", as_json(&article.id, &article.text, document)),
            AnnotationFormat::Pretty => pretty(&article.id, &article.text, document, screen),
        })
    })?;
    screen.note(&summary(&counts));
    reading::must_have_articles(&counts)
}

/// One object: the text, its sentences with their tokens, its mentions. Offsets count code points; heads count tokens of the article
/// from 0.
fn as_json(id: &str, text: &str, document: &Document) -> Value {
    let points = CodePoints::of(text);
    let token = |index: TokenIndex| {
        let token = &document.tokens[index];
        json!({
            "form": document.form(text, index), "lemma": &*token.lemma, "upos": token.upos.as_str(), "feats": &*token.feats,
            "head": token.head, "relation": token.relation.as_str(),
            "start": points.at(token.span.start), "end": points.at(token.span.end),
        })
    };
    let sentence = |sentence: &Sentence| {
        let bytes = document.bytes(sentence.tokens);
        let tokens: Vec<_> = sentence.tokens.range().map(token).collect();
        json!({ "start": points.at(bytes.start), "end": points.at(bytes.end), "root": sentence.root, "tokens": tokens })
    };
    let sentences: Vec<_> = document.sentences.iter().map(sentence).collect();
    let mentions: Vec<_> = document.mentions.iter().map(|mention| {
        let bytes = document.bytes(mention.tokens);
        json!({
            "text": bytes.of(text), "kind": mention.kind.as_str(), "form": format!("{:?}", mention.form).to_lowercase(), "head": mention.head,
            "found_by": mention.found_by, "start": points.at(bytes.start), "end": points.at(bytes.end),
        })
    }).collect();
    let hints: Vec<_> = document.hints.iter().map(hint).collect();
    json!({ "id": id, "text": text, "sentences": sentences, "mentions": mentions, "hints": hints })
}

/// What the event heads say of a word; probabilities to three places.
fn hint(hint: &EventHint) -> serde_json::Value {
    let rounded = |probability: f32| (f64::from(probability) * 1000.0).round() / 1000.0;
    let types: serde_json::Map<_, _> = hint.types.iter().map(|(t, p)| (t.as_str().to_string(), json!(rounded(*p)))).collect();
    let players = hint.players.iter().map(|p| json!({ "part": p.part.as_str(), "head": p.head, "probability": rounded(p.probability) }));
    json!({
        "trigger": hint.trigger, "types": types, "denied": rounded(hint.denied), "modality": hint.modality.as_str(),
        "players": players.collect::<Vec<_>>(),
    })
}

/// A table of words for each sentence: the word, its part of speech, its lemma, and the arc to its head.
fn pretty(id: &str, text: &str, document: &Document, screen: &Screen) -> String {
    let mut out =
        format!("{} {}\n", screen.styled(Style::Bold, id), screen.styled(Style::Faint, &counted(document.sentences.len(), "sentence")));
    for sentence in &document.sentences {
        let words = document.bytes(sentence.tokens).of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "\n{}", screen.styled(Style::Bold, &words));
        let width = |column: &dyn Fn(TokenIndex) -> usize| sentence.tokens.range().map(column).max().unwrap_or(0);
        let form_width = width(&|index| document.form(text, index).width());
        let lemma_width = width(&|index| document.tokens[index].lemma.width());
        for index in sentence.tokens.range() {
            let token = &document.tokens[index];
            let arc = match token.head {
                Some(head) => format!("{} of {}", token.relation.as_str(), document.form(text, head)),
                None => token.relation.as_str().to_string(),
            };
            let names = mentions_at(text, document, index);
            let line = format!(
                "  {}  {:5}  {}  {arc:24}  {}",
                padded(document.form(text, index), form_width),
                token.upos.as_str(),
                screen.styled(Style::Faint, &padded(&token.lemma, lemma_width)),
                screen.styled(Style::Cyan, &names),
            );
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    out.push('\n');
    out
}

/// The mentions that have their head here, in words.
fn mentions_at(text: &str, document: &Document, index: TokenIndex) -> String {
    let here = document.mentions.iter().filter(|mention| mention.head == index);
    here.map(|mention| format!("{}: {}", mention.kind.as_str(), document.bytes(mention.tokens).of(text))).collect::<Vec<_>>().join(", ")
}

/// The words filled up with blanks to a width on the screen: "é" takes one column, "中" two.
fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(words.width())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityMention, MentionForm, NameKind, Relation, Span, Token, UPos};

    const TEXT: &str = "Çavuşoğlu spoke";

    fn document() -> Document {
        let token = |start, end, upos, lemma: &str, head, relation| Token {
            span: Span::new(start, end),
            joined: false,
            upos,
            feats: "_".into(),
            lemma: lemma.into(),
            head,
            relation,
        };
        Document {
            tokens: vec![
                token(0, 12, UPos::Propn, "Çavuşoğlu", Some(1), Relation::Nsubj),
                token(13, 18, UPos::Verb, "speak", None, Relation::Root),
            ],
            sentences: vec![Sentence { tokens: Span::new(0, 2), root: 1, opens_paragraph: true }],
            mentions: vec![EntityMention {
                tokens: Span::new(0, 1),
                head: 0,
                form: MentionForm::Name,
                kind: NameKind::Person,
                found_by: "test",
            }],
            hints: Vec::new(),
        }
    }

    #[test]
    fn json_counts_code_points() {
        let json = as_json("a", TEXT, &document());
        let verb = &json["sentences"][0]["tokens"][1];
        assert_eq!((verb["start"].as_u64(), verb["end"].as_u64(), verb["lemma"].as_str()), (Some(10), Some(15), Some("speak")));
        assert_eq!(json["mentions"][0]["text"], "Çavuşoğlu");
        assert_eq!(json["mentions"][0]["form"], "name");
    }

    #[test]
    fn the_table_keeps_its_columns() {
        let table = pretty("a", TEXT, &document(), &Screen::new(true));
        let rows: Vec<_> = table.lines().skip(3).take(2).collect();
        let column = |row: &str, word: &str| row[..row.find(word).unwrap()].width();
        assert_eq!(column(rows[0], "PROPN"), column(rows[1], "VERB"), "{table}");
        assert!(rows[0].contains("nsubj of spoke") && rows[0].ends_with("person: Çavuşoğlu"));
    }
}
