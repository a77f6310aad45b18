//! A view of a [`Document`] as trees: children, relations and lower-case forms at hand.
//!
//! Takes an article's text and its document; borrowed by every other file of this room. Knows nothing of frames or entities.

use super::mending;
use crate::model::{Document, Relation, TokenIndex, UPos};

/// The trees of one document.
pub(super) struct Tree<'a> {
    pub text: &'a str,
    pub document: &'a Document,
    /// Lower-case forms, with a straight apostrophe.
    forms: Vec<String>,
    /// The children of all tokens, one after the other; those of token `i` are `children[starts[i]..starts[i + 1]]`.
    children: Vec<TokenIndex>,
    starts: Vec<usize>,
    /// The relations, mended where no English sentence can have them.
    relations: Vec<Relation>,
    /// What each word hangs on, mended likewise.
    heads: Vec<Option<TokenIndex>>,
}

impl<'a> Tree<'a> {
    pub fn new(text: &'a str, document: &'a Document) -> Self {
        let count = document.tokens.len();
        let forms: Vec<String> = (0..count).map(|i| document.form(text, i).to_lowercase().replace('’', "'")).collect();
        let dateline = dateline(text, &forms, document);
        let mut relations: Vec<Relation> = document.tokens.iter().map(|token| token.relation).collect();
        let mut heads: Vec<Option<TokenIndex>> = document.tokens.iter().map(|token| token.head).collect();
        mending::mend(document, &forms, &mut heads, &mut relations);
        let hangs = |index: usize, head: Option<TokenIndex>| head.filter(|&head| index >= dateline || head < dateline);
        let mut starts = vec![0; count + 1];
        for head in heads.iter().enumerate().filter_map(|(index, &head)| hangs(index, head)) {
            starts[head + 1] += 1;
        }
        for i in 0..count {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![0; starts[count]];
        for (index, &head) in heads.iter().enumerate() {
            if let Some(head) = hangs(index, head) {
                children[next[head]] = index;
                next[head] += 1;
            }
        }
        let mut tree = Self { text, document, forms, children, starts, relations, heads };
        for verb in 0..count {
            tree.mend_second_subject(verb);
            tree.mend_speaker_behind(verb);
        }
        tree
    }

    /// "Sputnik quoted Peskov as saying": of two subjects on either side of a verb, the later is its object.
    fn mend_second_subject(&mut self, verb: TokenIndex) {
        let mut subjects = self.children(verb).iter().copied().filter(|&c| self.relation(c) == Relation::Nsubj);
        if self.upos(verb) != UPos::Verb || subjects.next().is_none_or(|first| first > verb) {
            return;
        }
        if let Some(second) = subjects.find(|&s| s > verb) {
            self.relations[second] = Relation::Obj;
        }
    }

    /// "It would move, warned De Souza": who stands behind a verb whose clause stands before it, with a comma or a quotation mark between
    /// them, is its subject.
    fn mend_speaker_behind(&mut self, verb: TokenIndex) {
        let children = self.children(verb);
        let said = |&c: &TokenIndex| c < verb && matches!(self.relation(c), Relation::Ccomp | Relation::Parataxis);
        let has_subject = children.iter().any(|&c| self.relation(c).universal() == Relation::Nsubj);
        let set_off = verb > 0 && self.upos(verb - 1) == UPos::Punct && self.has_feature(verb, "VerbForm=Fin");
        if self.upos(verb) != UPos::Verb || has_subject || !set_off || !children.iter().any(said) {
            return;
        }
        let behind = |&c: &TokenIndex| c > verb && matches!(self.relation(c), Relation::Obj | Relation::Iobj);
        let mut objects = children.iter().copied().filter(behind);
        let (Some(speaker), None) = (objects.next(), objects.next()) else { return };
        self.relations[speaker] = Relation::Nsubj;
    }

    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// The words that hang on `head`, in text order.
    pub fn children(&self, head: TokenIndex) -> &[TokenIndex] {
        &self.children[self.starts[head]..self.starts[head + 1]]
    }

    /// The children of `head` whose relation, with or without its subtype, is `relation`.
    pub fn children_by(&self, head: TokenIndex, relation: Relation) -> impl Iterator<Item = TokenIndex> + '_ {
        self.children(head).iter().copied().filter(move |&c| self.relation(c) == relation || self.relation(c).universal() == relation)
    }

    pub fn relation(&self, token: TokenIndex) -> Relation {
        self.relations[token]
    }

    pub fn upos(&self, token: TokenIndex) -> UPos {
        self.document.tokens[token].upos
    }

    pub fn head(&self, token: TokenIndex) -> Option<TokenIndex> {
        self.heads[token]
    }

    /// Whether there is such a token, and one before it, with nothing between them: "'s", the hyphen of "Ki-moon".
    pub fn is_written_on(&self, token: TokenIndex) -> bool {
        let tokens = &self.document.tokens;
        token > 0 && token < tokens.len() && tokens[token - 1].span.end == tokens[token].span.start
    }

    pub fn form(&self, token: TokenIndex) -> &str {
        &self.forms[token]
    }

    /// The form as the text has it.
    pub fn surface(&self, token: TokenIndex) -> &'a str {
        self.document.form(self.text, token)
    }

    pub fn lemma(&self, token: TokenIndex) -> &str {
        &self.document.tokens[token].lemma
    }

    /// Whether the morphological features hold this one, as "Voice=Pass".
    pub fn has_feature(&self, token: TokenIndex, feature: &str) -> bool {
        self.document.tokens[token].feats.split('|').any(|f| f == feature)
    }

    /// Whether form or lemma is this lower-case word.
    pub fn is_word(&self, token: TokenIndex, word: &str) -> bool {
        self.form(token) == word || self.lemma(token) == word
    }

    /// The sentence's number.
    pub fn sentence(&self, token: TokenIndex) -> usize {
        self.document.sentence_number(token)
    }

    /// The preposition or conjunction that marks a phrase or clause: "with" in "with France", "as" in "as saying".
    pub fn marker(&self, token: TokenIndex) -> Option<&str> {
        self.marking(token).map(|mark| self.form(mark))
    }

    /// The word that [`marker`](Self::marker) gives the form of.
    pub fn marking(&self, token: TokenIndex) -> Option<TokenIndex> {
        let marks = |c: &TokenIndex| matches!(self.relation(*c), Relation::Case | Relation::Mark) && !matches!(self.form(*c), "'s" | "'");
        let own = self.children(token).iter().copied().find(marks);
        // "with his counterpart Ann Linde": the parser may hang the preposition on the name in apposition.
        let of_name = |name: TokenIndex| self.children(name).iter().copied().filter(|&c| c < token).find(marks);
        own.or_else(|| self.children_by(token, Relation::Appos).find_map(of_name))
    }

    /// The words coordinated with `first`, itself included.
    pub fn coordination(&self, first: TokenIndex) -> Vec<TokenIndex> {
        let mut all = vec![first];
        let mut next = 0;
        while next < all.len() {
            let of = all[next];
            all.extend(self.children_by(of, Relation::Conj).filter(|&c| self.is_nominal(c) == self.is_nominal(first)));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// A compound stands before what it is a part of; one farther behind is a phrase that the parser could not place: "…: Russian media".
    pub fn is_misplaced_compound(&self, token: TokenIndex) -> bool {
        self.relation(token) == Relation::Compound && self.head(token).is_some_and(|head| head + 1 < token)
    }

    /// The noun that hangs on another by "of".
    pub fn of_phrase(&self, head: TokenIndex) -> Option<TokenIndex> {
        self.children_by(head, Relation::Nmod).find(|&c| self.marker(c) == Some("of"))
    }

    /// Whether an article or a demonstrative says that it is known who or what is meant.
    pub fn is_definite(&self, noun: TokenIndex) -> bool {
        self.children_by(noun, Relation::Det).any(|c| matches!(self.form(c), "the" | "this" | "that" | "these" | "those"))
    }

    /// The word that negates another where it stands: "not", "never", "no longer", "no talks".
    pub fn negation(&self, token: TokenIndex) -> Option<TokenIndex> {
        let negates = |c: &TokenIndex| {
            matches!(self.form(*c), "not" | "n't" | "never" | "neither" | "nor" | "no" | "hardly" | "cannot")
                && matches!(self.relation(*c), Relation::Advmod | Relation::Det | Relation::Cc | Relation::CcPreconj | Relation::Aux)
                && *c < token + 3
        };
        self.children(token).iter().copied().find(negates).or_else(|| self.marking(token).filter(|&mark| self.form(mark) == "without"))
    }

    /// The last word of what hangs on a word, punctuation aside.
    pub fn last_under(&self, token: TokenIndex) -> TokenIndex {
        let words = self.children(token).iter().filter(|&&c| c > token && self.upos(c) != UPos::Punct);
        words.map(|&c| self.last_under(c)).max().unwrap_or(token)
    }

    /// "Nobody", "none", "no one".
    pub fn is_nobody(&self, token: TokenIndex) -> bool {
        matches!(self.form(token), "nobody" | "none") || self.form(token) == "one" && self.negation(token).is_some()
    }

    /// "It is going to rain": nobody goes anywhere.
    pub fn tells_the_future(&self, verb: TokenIndex) -> bool {
        self.form(verb) == "going" && self.children_by(verb, Relation::Xcomp).any(|c| self.marker(c) == Some("to"))
    }

    /// "The 30-year-old".
    pub fn is_age(&self, head: TokenIndex) -> bool {
        self.form(head) == "old" && self.children(head).iter().any(|&child| self.form(child) == "year")
    }

    /// "Such a number": by its words, what was spoken of before.
    pub fn points_back(&self, noun: TokenIndex) -> bool {
        self.children(noun).iter().any(|&child| self.form(child) == "such")
    }

    /// "each other", "one another", by either word.
    pub fn is_reciprocal(&self, token: TokenIndex) -> bool {
        let are = |first: TokenIndex| {
            matches!((self.form(first), self.forms.get(first + 1).map(String::as_str)), ("each", Some("other")) | ("one", Some("another")))
        };
        are(token) || token.checked_sub(1).is_some_and(are)
    }

    /// "the other", after an "each" of the same sentence.
    pub fn is_other_of_each(&self, token: TokenIndex) -> bool {
        let first = self.document.sentence_of(token).tokens.start as usize;
        self.form(token) == "other" && self.is_definite(token) && (first..token).any(|before| self.form(before) == "each")
    }

    /// "I", "us", "our"; "US" in capitals is a country.
    pub fn is_first_person(&self, token: TokenIndex) -> bool {
        matches!(self.form(token), "i" | "we" | "us" | "me" | "my" | "our") && self.surface(token) != "US"
    }

    pub fn is_nominal(&self, token: TokenIndex) -> bool {
        matches!(self.upos(token), UPos::Noun | UPos::Propn | UPos::Pron | UPos::Num | UPos::Sym | UPos::Det)
    }

    /// The word that stands as a verb's own subject.
    pub fn own_subject(&self, verb: TokenIndex) -> Option<TokenIndex> {
        self.children_by(verb, Relation::Nsubj).next()
    }

    /// "Speaking in Hastings on Thursday, he demanded …": the participles that open a verb's clause and set its scene.
    pub fn opening_participles(&self, verb: TokenIndex) -> impl Iterator<Item = TokenIndex> + '_ {
        let opens = move |&c: &TokenIndex| c < verb && self.form(c).ends_with("ing") && self.marker(c).is_none();
        self.children_by(verb, Relation::Advcl).filter(opens)
    }

    /// Whether a word is among the ancestors of another.
    pub fn is_under(&self, token: TokenIndex, ancestor: TokenIndex) -> bool {
        let mut at = Some(token);
        let mut steps = 0;
        while let Some(here) = at {
            if here == ancestor {
                return true;
            }
            steps += 1;
            at = self.head(here).filter(|_| steps < 100);
        }
        false
    }
}

/// Where the words before an article's first sentence end, as "CAIRO, July 4 (Agency) -": they take no part in its clause.
fn dateline(text: &str, forms: &[String], document: &Document) -> TokenIndex {
    let Some(first) = document.sentences.first().map(|s| s.tokens.range()) else { return 0 };
    let dash = first.take(16).find(|&t| matches!(forms[t].as_str(), "-" | "–" | "—" | "--"));
    let opens = document.tokens.first().is_some_and(|t| t.upos == UPos::Propn);
    let Some(dash) = dash.filter(|_| opens) else { return 0 };
    // A dash inside a compound has no space before it.
    let spaced = dash > 0 && document.tokens[dash - 1].span.end < document.tokens[dash].span.start;
    let speaks = document.tokens[..dash].iter().any(|t| matches!(t.upos, UPos::Verb | UPos::Aux));
    // "Norway 's second - largest town", where a list of words has its hyphens apart, goes on in small letters.
    let begins = forms.len() > dash + 1 && !document.form(text, dash + 1).starts_with(char::is_lowercase);
    if spaced && !speaks && begins { dash + 1 } else { 0 }
}
