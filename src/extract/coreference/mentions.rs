//! All that an article mentions, whether or not anybody acts: names, noun phrases and pronouns, with what each tells of whom it means.
//!
//! Takes the trees and the ontology; knows nothing of who is meant.

use super::phrases;
use crate::extract::quotations::Quotations;
use crate::extract::tree::Tree;
use crate::model::{EntityMention, MentionForm, NameKind, Relation, Span, Token, TokenIndex, UPos, name_key};
use crate::ontology::{Gender, Ontology, Sense, TriggerClass};
use std::collections::{BTreeMap, BTreeSet};

/// What a pronoun tells of whom it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pronoun {
    None,
    He,
    She,
    It,
    They,
    I,
    You,
    We,
    Relative,
    Demonstrative,
    Other,
}

/// How a noun phrase says whether its referent is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Definiteness {
    Bare,
    Definite,
    Demonstrative,
    Possessive,
    Indefinite,
    Quantified,
}

/// One mention, with what the text tells of it at its place.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub head: TokenIndex,
    pub tokens: Span<Token>,
    pub form: MentionForm,
    pub kind: NameKind,
    pub pronoun: Pronoun,
    pub plural: bool,
    pub gender: Option<Gender>,
    pub definiteness: Definiteness,
    pub sentence: usize,
    /// Lower-case words without determiner and genitive, as they are compared.
    pub words: Vec<String>,
    /// The words of the name alone.
    pub name: Vec<String>,
    /// The name's first letters, where it has several words.
    pub acronym: String,
    pub lemma: String,
    /// Words before the head that tell it from others of the kind.
    pub modifiers: BTreeSet<String>,
    /// The ontology's key of what the name stands for.
    pub known: Option<String>,
    /// Nouns that the text says of a name right there: "President", "the company".
    pub described: BTreeSet<String>,
    pub quotation: Option<Span<Token>>,
    /// Whoever speaks the quotation around it: the head of the words for that one.
    pub speaker: Option<TokenIndex>,
    pub role: MentionRole,
    /// The verb or predicate that it is a subject, an object or an oblique of.
    pub argument_of: Option<TokenIndex>,
    /// Whether it is the subject of a verb of saying.
    pub speaks: bool,
}

/// What a mention does in its clause, the likeliest to be spoken of again first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MentionRole {
    Subject,
    Object,
    Oblique,
    Possessor,
    Complement,
    Conjunct,
    Apposition,
    Modifier,
    Root,
    Other,
}

/// The mentions of a document in text order, a wider one before those inside it.
pub(super) fn gather(tree: &Tree<'_>, ontology: &Ontology) -> Vec<Mention> {
    let mut by_head: BTreeMap<TokenIndex, &EntityMention> = BTreeMap::new();
    for mention in &tree.document.mentions {
        let place = by_head.entry(mention.head).or_insert(mention);
        if mention.form == MentionForm::Name {
            *place = mention;
        }
    }
    let gathering = Gathering { tree, ontology, quotations: Quotations::find(tree) };
    let mut mentions: Vec<Mention> =
        by_head.values().filter(|m| m.kind != NameKind::Time).map(|m| gathering.mention(m.head, m.kind, m.form, m.tokens)).collect();
    let nested: Vec<Mention> = gathering.nested_names(&by_head);
    mentions.extend(nested);
    mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end), m.head));
    mentions.dedup_by_key(|m| m.tokens);
    mentions
}

struct Gathering<'a> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    quotations: Quotations,
}

impl Gathering<'_> {
    fn mention(&self, head: TokenIndex, kind: NameKind, form: MentionForm, name: Span<Token>) -> Mention {
        let tree = self.tree;
        let form = if tree.upos(head) == UPos::Pron { MentionForm::Pronoun } else { form };
        let tokens = phrases::whole(tree, head);
        let named = form == MentionForm::Name;
        let name: Vec<String> = if named { self.compared(name) } else { Vec::new() };
        let known = if named { self.known(&name) } else { None };
        let pronoun = if form == MentionForm::Pronoun { pronoun(tree, head) } else { Pronoun::None };
        let quotation = self.quotations.around(head);
        let role = role(tree, head);
        let takes_part = matches!(role, MentionRole::Subject | MentionRole::Object | MentionRole::Oblique);
        let argument_of = tree.head(head).filter(|_| takes_part);
        let acronym = if name.len() > 1 { name.iter().filter_map(|w| w.chars().next()).collect() } else { String::new() };
        Mention {
            head,
            tokens,
            form,
            kind,
            pronoun,
            plural: self.is_plural(head, form),
            gender: self.gender(head, kind, form, pronoun, &name),
            definiteness: definiteness(tree, head),
            sentence: tree.sentence(head),
            words: self.compared(tokens),
            acronym,
            lemma: tree.lemma(head).to_lowercase(),
            modifiers: modifiers(tree, head),
            known,
            described: if named { described(tree, head) } else { BTreeSet::new() },
            quotation,
            speaker: quotation.and_then(|quotation| self.speaker(quotation)),
            role,
            argument_of,
            speaks: role == MentionRole::Subject && argument_of.is_some_and(|verb| self.says(verb)),
            name,
        }
    }

    /// Countries and places inside longer names, and what a comma adds to one: "University of California", "Trinity College, Cambridge".
    fn nested_names(&self, by_head: &BTreeMap<TokenIndex, &EntityMention>) -> Vec<Mention> {
        let tree = self.tree;
        // Names that stand alone elsewhere, with their kinds.
        let alone: BTreeMap<Vec<String>, NameKind> =
            by_head.values().filter(|m| m.form == MentionForm::Name).map(|m| (self.compared(m.tokens), m.kind)).collect();
        let mut nested = Vec::new();
        for outer in by_head.values().filter(|m| m.form == MentionForm::Name && m.tokens.len() > 1) {
            for head in outer.tokens.range().filter(|h| *h != outer.head && !by_head.contains_key(h) && tree.upos(*h) == UPos::Propn) {
                if !matches!(tree.relation(head).universal(), Relation::Compound | Relation::Nmod) {
                    continue;
                }
                let inner = own_words(tree, head);
                let words = self.compared(inner);
                let country = self.known(&words).is_some_and(|key| key.starts_with("country:") || key.starts_with("territory:"));
                let kind = if country { Some(NameKind::Place) } else { alone.get(&words).copied() };
                let Some(kind) = kind.filter(|kind| outer.kind != NameKind::Person && *kind != NameKind::Person) else { continue };
                nested.push(self.mention(head, kind, MentionForm::Name, inner));
            }
        }
        nested
    }

    /// The words of a mention as they are compared.
    fn compared(&self, tokens: Span<Token>) -> Vec<String> {
        let all = tokens.range().filter(|&t| self.tree.upos(t) != UPos::Punct || self.tree.form(t) == "-");
        let words: Vec<String> = all.map(|t| name_key(self.tree.surface(t))).collect();
        let article =
            |word: &str| matches!(word, "the" | "a" | "an" | "this" | "that" | "these" | "those" | "mr" | "mrs" | "ms" | "dr" | "sir");
        let from = words.iter().take_while(|w| article(w)).count();
        let mut bare: Vec<String> = words[from.min(words.len().saturating_sub(1))..].to_vec();
        while bare.len() > 1 && bare.last().is_some_and(|w| matches!(w.as_str(), "'s" | "'" | "")) {
            bare.pop();
        }
        bare
    }

    fn known(&self, words: &[String]) -> Option<String> {
        let known = self.ontology.names.lookup(&words.join(" "))?;
        (known.sense == Sense::Name).then(|| known.key.to_string())
    }

    fn is_plural(&self, head: TokenIndex, form: MentionForm) -> bool {
        let coordinated = self.tree.has_feature(head, "Number=Plur");
        coordinated || form != MentionForm::Name && self.ontology.nouns.is_plural(self.tree.form(head))
    }

    fn gender(&self, head: TokenIndex, kind: NameKind, form: MentionForm, pronoun: Pronoun, name: &[String]) -> Option<Gender> {
        match (pronoun, form) {
            (Pronoun::He, _) => Some(Gender::Masculine),
            (Pronoun::She, _) => Some(Gender::Feminine),
            (_, MentionForm::Nominal) => self.ontology.given_names.of_noun(self.tree.form(head)),
            (_, MentionForm::Name) if kind == NameKind::Person => {
                let titles = self.tree.children(head).iter().copied().filter(|&c| c < head).chain(head.checked_sub(1));
                let title = titles.filter_map(|t| self.ontology.given_names.of_title(self.tree.form(t))).next();
                let noun = || self.ontology.given_names.of_noun(self.tree.form(head.checked_sub(1)?));
                title.or_else(|| self.ontology.given_names.of_name(&name.join(" "))).or_else(noun)
            }
            _ => None,
        }
    }

    fn says(&self, verb: TokenIndex) -> bool {
        let colour = self.ontology.governors.colour(self.tree.form(verb), TriggerClass::Verb);
        self.tree.upos(verb) == UPos::Verb && colour.is_some_and(|colour| colour.says)
    }

    /// The subject of the verb of saying beside a quotation, in its first or last sentence.
    fn speaker(&self, quotation: Span<Token>) -> Option<TokenIndex> {
        let tree = self.tree;
        let range = quotation.range();
        let first = tree.document.sentence_of(range.start.min(tree.len() - 1)).tokens.range();
        let last = tree.document.sentence_of(range.end.saturating_sub(1).max(range.start).min(tree.len() - 1)).tokens.range();
        let outside = last.filter(|t| !range.contains(t)).chain(first.filter(|t| !range.contains(t)));
        outside.filter(|&t| self.says(t)).find_map(|verb| tree.own_subject(verb).filter(|s| !range.contains(s)))
    }
}

/// What the relation of a head makes of its mention.
fn role(tree: &Tree<'_>, head: TokenIndex) -> MentionRole {
    match tree.relation(head) {
        Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => MentionRole::Subject,
        Relation::Obj | Relation::Iobj => MentionRole::Object,
        Relation::Obl | Relation::OblAgent | Relation::OblUnmarked => MentionRole::Oblique,
        Relation::NmodPoss => MentionRole::Possessor,
        Relation::Nmod | Relation::NmodDesc | Relation::NmodUnmarked => MentionRole::Complement,
        Relation::Conj => MentionRole::Conjunct,
        Relation::Appos => MentionRole::Apposition,
        Relation::Compound | Relation::Flat | Relation::Amod => MentionRole::Modifier,
        Relation::Root => MentionRole::Root,
        _ => MentionRole::Other,
    }
}

/// A name inside a name: the word with what is compounded with it.
fn own_words(tree: &Tree<'_>, head: TokenIndex) -> Span<Token> {
    let parts =
        tree.children(head).iter().copied().filter(|&c| matches!(tree.relation(c), Relation::Compound | Relation::Flat | Relation::Amod));
    let (first, last) = parts.fold((head, head), |(first, last), c| (first.min(c), last.max(c)));
    Span::new(first, last + 1)
}

fn pronoun(tree: &Tree<'_>, token: TokenIndex) -> Pronoun {
    match tree.form(token) {
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "them" | "their" | "theirs" | "themselves" | "themself" => Pronoun::They,
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
        "you" | "your" | "yours" | "yourself" | "yourselves" => Pronoun::You,
        "we" | "us" | "our" | "ours" | "ourselves" => Pronoun::We,
        "who" | "whom" | "whose" | "which" => Pronoun::Relative,
        "this" | "that" | "these" | "those" => Pronoun::Demonstrative,
        _ => Pronoun::Other,
    }
}

fn definiteness(tree: &Tree<'_>, head: TokenIndex) -> Definiteness {
    for &child in tree.children(head) {
        match (tree.relation(child), tree.form(child)) {
            (Relation::NmodPoss, _) => return Definiteness::Possessive,
            (Relation::Det, "the" | "both") => return Definiteness::Definite,
            (Relation::Det, "this" | "that" | "these" | "those") => return Definiteness::Demonstrative,
            (Relation::Det, "a" | "an" | "another") => return Definiteness::Indefinite,
            (Relation::Det, _) | (Relation::Nummod, _) if child < head => return Definiteness::Quantified,
            _ => {}
        }
    }
    Definiteness::Bare
}

fn modifiers(tree: &Tree<'_>, head: TokenIndex) -> BTreeSet<String> {
    let tells = |&&c: &&TokenIndex| {
        matches!(tree.relation(c), Relation::Amod | Relation::Compound | Relation::Nummod)
            || tree.relation(c) == Relation::NmodPoss && tree.upos(c) != UPos::Pron
            || tree.relation(c) == Relation::Nmod
    };
    tree.children(head).iter().filter(tells).map(|&c| tree.lemma(c).to_lowercase()).collect()
}

/// The nouns beside a name: titles before it, appositions, and what a copula says.
fn described(tree: &Tree<'_>, head: TokenIndex) -> BTreeSet<String> {
    let mut nouns = BTreeSet::new();
    let beside = |c: TokenIndex| matches!(tree.relation(c), Relation::NmodDesc | Relation::Appos | Relation::Compound | Relation::Flat);
    let about = tree.children(head).iter().copied().filter(|&c| beside(c));
    nouns.extend(about.filter(|&c| tree.upos(c) == UPos::Noun || c < head).map(|c| tree.lemma(c).to_lowercase()));
    if beside(head) || tree.relation(head) == Relation::Nsubj {
        let other = tree.head(head).filter(|&h| tree.upos(h) == UPos::Noun);
        let copula = |h: TokenIndex| tree.relation(head) != Relation::Nsubj || tree.children_by(h, Relation::Cop).next().is_some();
        nouns.extend(other.filter(|&h| copula(h)).map(|h| tree.lemma(h).to_lowercase()));
    }
    nouns
}
