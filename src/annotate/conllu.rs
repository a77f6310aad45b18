//! CoNLL-U, both ways: a [`Document`] written for other people's tools and scorers, and treebanks read as documents.
//!
//! Names stand in MISC as `Name=B-person` … `Name=I-person`, the type of a nominal's head as `Mention=place`. Knows nothing of how a
//! document was annotated.

use crate::model::{Document, EntityMention, MentionForm, NameKind, Relation, Sentence, Span, Token, UPos};
use std::fmt::Write;
use std::sync::Arc;

/// Writes a document, one block a sentence. `id` names the article in `# newdoc id`.
pub fn write(id: &str, text: &str, document: &Document) -> String {
    let mut out = String::new();
    let names = name_tags(document);
    for (number, sentence) in document.sentences.iter().enumerate() {
        if number == 0 {
            let _ = writeln!(out, "# newdoc id = {id}");
        }
        if sentence.opens_paragraph {
            out.push_str("# newpar\n");
        }
        let sentence_text = document.bytes(sentence.tokens).of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# sent_id = {id}-{}\n# text = {sentence_text}", number + 1);
        write_sentence(&mut out, text, document, sentence, &names);
        out.push('\n');
    }
    out
}

fn write_sentence(out: &mut String, text: &str, document: &Document, sentence: &Sentence, names: &[Vec<String>]) {
    let range = sentence.tokens.range();
    for index in range.clone() {
        let number = index - range.start + 1;
        let token = &document.tokens[index];
        let piece = index + 1..multiword_end(document, index, range.end);
        let spaced =
            |last: usize| last + 1 < document.tokens.len() && document.tokens[last].span.end == document.tokens[last + 1].span.start;
        if !token.joined && piece.end > piece.start {
            let last = piece.end - 1;
            let form = &text[token.span.start as usize..document.tokens[last].span.end as usize];
            let misc = if spaced(last) { "SpaceAfter=No" } else { "_" };
            let _ = writeln!(out, "{number}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", last - range.start + 1);
        }
        let mut misc = names[index].clone();
        let inside_multiword = token.joined || piece.end > piece.start;
        if !inside_multiword && spaced(index) {
            misc.push("SpaceAfter=No".to_string());
        }
        let head = token.head.map_or(0, |head| head - range.start + 1);
        let misc = if misc.is_empty() { "_".to_string() } else { misc.join("|") };
        let (form, upos, relation) = (document.form(text, index), token.upos.as_str(), token.relation.as_str());
        let _ = writeln!(out, "{number}\t{form}\t{}\t{upos}\t_\t{}\t{head}\t{relation}\t_\t{misc}", token.lemma, token.feats);
    }
}

/// One past the last token of the multiword token that begins at `index`.
fn multiword_end(document: &Document, index: usize, limit: usize) -> usize {
    (index + 1..limit).find(|&i| !document.tokens[i].joined).unwrap_or(limit)
}

fn name_tags(document: &Document) -> Vec<Vec<String>> {
    let mut tags = vec![Vec::new(); document.tokens.len()];
    for mention in &document.mentions {
        match mention.form {
            MentionForm::Name => {
                for (position, index) in mention.tokens.range().enumerate() {
                    tags[index].push(format!("Name={}-{}", if position == 0 { "B" } else { "I" }, mention.kind.as_str()));
                }
            }
            _ => tags[mention.head].push(format!("Mention={}", mention.kind.as_str())),
        }
    }
    tags
}

/// A document of a CoNLL-U file: its id, the text its tokens rebuild (sentences joined by a space, paragraphs by a blank line),
/// and its annotation.
#[derive(Debug, Clone)]
pub struct TreebankDocument {
    pub id: String,
    pub text: String,
    pub document: Document,
}

/// Reads a CoNLL-U file. The error names the line and what is wrong with it.
pub fn read(source: &str) -> Result<Vec<TreebankDocument>, String> {
    let mut reader = Reader::default();
    for (number, line) in source.lines().enumerate() {
        reader.line(line).map_err(|problem| format!("line {}: {problem}", number + 1))?;
    }
    reader.finish_sentence();
    Ok(reader.documents)
}

#[derive(Default)]
struct Reader {
    documents: Vec<TreebankDocument>,
    opens_paragraph: bool,
    /// Where the sentence being read begins.
    first_token: usize,
    /// The number of the last word of the multiword token being read, 0 outside one.
    multiword_until: usize,
    inside_multiword: bool,
    multiword_spaced: bool,
    pending_space: bool,
    open_name: Option<(usize, NameKind)>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if let Some(rest) = comment.strip_prefix("newdoc") {
                self.open_document(rest.trim_start_matches(" id").trim_start_matches([' ', '=']));
            } else if comment.starts_with("newpar") {
                self.opens_paragraph = true;
            }
            return Ok(());
        }
        if line.trim().is_empty() {
            self.finish_sentence();
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 {
            return Err(format!("{} columns where CoNLL-U has 10", columns.len()));
        }
        if columns[0].contains('.') {
            return Ok(()); // an empty node of the enhanced graph
        }
        if let Some((_, last)) = columns[0].split_once('-') {
            self.multiword_until = last.parse().map_err(|_| format!("the range {:?} is no pair of numbers", columns[0]))?;
            self.multiword_spaced = !columns[9].contains("SpaceAfter=No");
            self.inside_multiword = false;
            self.begin_piece();
            return Ok(());
        }
        self.word(&columns)
    }

    fn open_document(&mut self, id: &str) {
        self.documents.push(TreebankDocument { id: id.to_string(), text: String::new(), document: Document::default() });
        self.opens_paragraph = true;
        self.pending_space = false;
        self.first_token = 0;
    }

    fn current(&mut self) -> &mut TreebankDocument {
        if self.documents.is_empty() {
            self.open_document("document");
        }
        self.documents.last_mut().expect("a document was just opened")
    }

    fn begin_piece(&mut self) {
        let opens = self.opens_paragraph && self.first_token == self.current().document.tokens.len();
        let space = self.pending_space;
        let text = &mut self.current().text;
        if !text.is_empty() && (opens || space) {
            text.push_str(if opens { "\n\n" } else { " " });
        }
        self.pending_space = false;
    }

    fn word(&mut self, columns: &[&str]) -> Result<(), String> {
        let number: usize = columns[0].parse().map_err(|_| format!("{:?} is no token number", columns[0]))?;
        let in_multiword = number <= self.multiword_until;
        let first = self.first_token;
        let joined = in_multiword && self.inside_multiword;
        self.inside_multiword = in_multiword;
        if !in_multiword {
            self.begin_piece();
        }
        let upos = UPos::parse(columns[3]).ok_or_else(|| format!("{:?} is no universal part of speech", columns[3]))?;
        let relation = Relation::parse(columns[7]).ok_or_else(|| format!("{:?} is no relation of English UD", columns[7]))?;
        let head: usize = columns[6].parse().map_err(|_| format!("{:?} is no head", columns[6]))?;
        let current = self.current();
        let start = current.text.len();
        current.text.push_str(columns[1]);
        current.document.tokens.push(Token {
            span: Span::new(start, start + columns[1].len()),
            joined,
            upos,
            feats: Arc::from(columns[5]),
            lemma: columns[2].into(),
            head: head.checked_sub(1).map(|head| first + head),
            relation,
        });
        let index = current.document.tokens.len() - 1;
        self.names(index, columns[9]);
        if in_multiword && number == self.multiword_until {
            self.pending_space = self.multiword_spaced;
            self.multiword_until = 0;
        } else if !in_multiword {
            self.pending_space = !columns[9].split('|').any(|note| note == "SpaceAfter=No");
        }
        Ok(())
    }

    fn names(&mut self, index: usize, misc: &str) {
        let note = |key: &str| misc.split('|').find_map(|n| n.strip_prefix(key)).map(str::to_string);
        let mention = note("Mention=").and_then(|kind| NameKind::parse(&kind));
        let name = note("Name=").unwrap_or_default();
        let inside = name.strip_prefix("I-").and_then(NameKind::parse);
        if self.open_name.is_some_and(|(_, kind)| inside != Some(kind)) {
            self.close_name(index);
        }
        if let Some(kind) = name.strip_prefix("B-").and_then(NameKind::parse) {
            self.open_name = Some((index, kind));
        }
        if let Some(kind) = mention {
            let tokens = Span::new(index, index + 1);
            let form = if self.current().document.tokens[index].upos == UPos::Pron { MentionForm::Pronoun } else { MentionForm::Nominal };
            self.current().document.mentions.push(EntityMention { tokens, head: index, form, kind, found_by: "treebank" });
        }
    }

    fn close_name(&mut self, end: usize) {
        if let Some((start, kind)) = self.open_name.take() {
            let document = &mut self.current().document;
            let inside = |head: Option<usize>| head.is_some_and(|h| (start..end).contains(&h));
            let head = (start..end).find(|&i| !inside(document.tokens[i].head)).unwrap_or(start);
            let tokens = Span::new(start, end);
            document.mentions.push(EntityMention { tokens, head, form: MentionForm::Name, kind, found_by: "treebank" });
        }
    }

    fn finish_sentence(&mut self) {
        let (first, opens_paragraph) = (self.first_token, self.opens_paragraph);
        let end = self.current().document.tokens.len();
        self.close_name(end);
        if end > first {
            let document = &mut self.current().document;
            let root = (first..end).find(|&i| document.tokens[i].head.is_none()).unwrap_or(first);
            document.sentences.push(Sentence { tokens: Span::new(first, end), root, opens_paragraph });
            document.mentions.sort_by_key(|m| (m.tokens, m.head));
            self.opens_paragraph = false;
        }
        self.first_token = end;
        self.multiword_until = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newdoc id = wire-1\n# newpar\n# sent_id = wire-1-1\n# text = Don't go, said Mr Okafor.\n\
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
1\tDo\tdo\tAUX\t_\tMood=Imp\t3\taux\t_\t_\n\
2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_\n\
3\tgo\tgo\tVERB\t_\tVerbForm=Inf\t5\tccomp\t_\tSpaceAfter=No\n\
4\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\
5\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_\n\
6\tMr\tMr\tPROPN\t_\t_\t5\tnsubj\t_\t_\n\
7\tOkafor\tOkafor\tPROPN\t_\t_\t6\tflat\t_\tName=B-person|SpaceAfter=No\n\
8\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_\n\n";

    #[test]
    fn what_is_read_is_written_again() {
        let documents = read(SAMPLE).unwrap();
        let wire = &documents[0];
        assert_eq!(wire.text, "Don't go, said Mr Okafor.");
        assert!(wire.document.tokens[1].joined && !wire.document.tokens[0].joined);
        assert_eq!(wire.document.mentions.len(), 1);
        assert_eq!(write("wire-1", &wire.text, &wire.document), SAMPLE);
    }

    #[test]
    fn a_broken_row_is_named_by_its_line() {
        let broken = SAMPLE.replace("\tnsubj\t", "\tsubject\t");
        assert_eq!(read(&broken).unwrap_err(), "line 11: \"subject\" is no relation of English UD");
    }
}
