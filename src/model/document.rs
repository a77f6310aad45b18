//! An article's text, annotated: built once, then frozen.

use super::{Byte, EventHint, Relation, Span, UPos};
use std::sync::Arc;

/// The place of a token in [`Document::tokens`].
pub type TokenIndex = usize;

/// The annotation of one article: flat arrays of tokens, sentences, mentions and hints of events, which point at each other by index.
///
/// Token spans are in text order and never overlap; what lies between two of them is white space. Arcs stay within a sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub mentions: Vec<EntityMention>,
    /// In the order of their triggers.
    pub hints: Vec<EventHint>,
}

/// A syntactic word as Universal Dependencies counts it: "don't" is two, "do" and "n't".
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub span: Span<Byte>,
    /// Whether the word is one piece with the word before it ("n't" in "don't"): a multiword token of UD.
    pub joined: bool,
    pub upos: UPos,
    /// UD morphological features as CoNLL-U writes them ("Number=Sing|Person=3"), "_" when there are none.
    pub feats: Arc<str>,
    pub lemma: Box<str>,
    /// The head's index in the document; `None` for the root of a sentence.
    pub head: Option<TokenIndex>,
    pub relation: Relation,
}

/// A sentence: a run of tokens with exactly one root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    pub tokens: Span<Token>,
    pub root: TokenIndex,
    /// Whether a paragraph begins here.
    pub opens_paragraph: bool,
}

/// A stretch of text that stands for somebody or something.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityMention {
    pub tokens: Span<Token>,
    pub head: TokenIndex,
    pub form: MentionForm,
    pub kind: NameKind,
    /// What found it: the name of a model head or of a rule.
    pub found_by: &'static str,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionForm {
    Name,
    Nominal,
    Pronoun,
}

/// The type of a mention, as the annotator tells it: named entities and GUM's types of nominals in one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    Person,
    Organization,
    Place,
    /// A name of another sort: an event, a law, a work.
    Misc,
    Abstract,
    Animal,
    Event,
    Object,
    Plant,
    Substance,
    Time,
}

impl NameKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Misc => "misc",
            Self::Abstract => "abstract",
            Self::Animal => "animal",
            Self::Event => "event",
            Self::Object => "object",
            Self::Plant => "plant",
            Self::Substance => "substance",
            Self::Time => "time",
        }
    }

    /// The kind of this name, as [`as_str`](Self::as_str) writes it; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        use NameKind::*;
        [Person, Organization, Place, Misc, Abstract, Animal, Event, Object, Plant, Substance, Time]
            .into_iter()
            .find(|k| k.as_str() == name)
    }
}

impl Document {
    /// The text of a token, out of the article's.
    pub fn form<'t>(&self, text: &'t str, token: TokenIndex) -> &'t str {
        self.tokens[token].span.of(text)
    }

    /// The bytes from the first to the last token of a run; the run must not be empty.
    pub fn bytes(&self, tokens: Span<Token>) -> Span<Byte> {
        let range = tokens.range();
        Span::new(self.tokens[range.start].span.start as usize, self.tokens[range.end - 1].span.end as usize)
    }

    /// The words that hang on `head`, in text order.
    pub fn children(&self, head: TokenIndex) -> impl DoubleEndedIterator<Item = TokenIndex> + '_ {
        let sentence = self.sentence_of(head).tokens.range();
        sentence.filter(move |&token| self.tokens[token].head == Some(head))
    }

    /// The number of the sentence that holds a token.
    pub fn sentence_number(&self, token: TokenIndex) -> usize {
        self.sentences.partition_point(|s| s.tokens.start as usize <= token) - 1
    }

    /// The sentence that holds a token.
    pub fn sentence_of(&self, token: TokenIndex) -> &Sentence {
        &self.sentences[self.sentence_number(token)]
    }
}
