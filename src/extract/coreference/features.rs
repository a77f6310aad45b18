//! A mention beside a chain of before, as numbers: what speaks for and against their meaning the same.
//!
//! The order of the numbers is that of [`NAMES`], by which the training sees them too. Knows nothing of how they are weighed.

use super::chain::Chain;
use super::mentions::{Mention, MentionRole, Pronoun};
use crate::extract::tree::Tree;
use crate::model::{MentionForm, NameKind, Relation, TokenIndex};
use crate::ontology::Ontology;

/// What each number says.
#[rustfmt::skip]
pub(super) const NAMES: &[&str] = &[
    "form", "pronoun", "kind", "plural", "gender", "definiteness", "role", "length", "quoted", "sentence", "modifiers", "last_form",
    "last_pronoun", "last_role", "sentences_between", "mentions_between", "chains_between", "last_quoted", "same_quotation", "size", "named", "chain_kind",
    "kind_share", "plural_share", "gender_agrees", "same_pronoun", "noun_match", "words_match", "name_match", "acronym",
    "known", "description", "alike", "new_modifiers", "apposition", "copula", "inside", "same_verb", "subject_of_clause",
    "relative", "recent_subjects", "recent_mentions", "first_sentence", "speaker", "same_role", "name_conflict",
    "agreeing_between", "tokens_between", "has_first", "has_second", "has_we", "has_third", "has_it", "has_they", "last_definiteness",
    "last_same_sentence_before_verb", "chain_gender", "speaks", "last_speaks", "spoke_lately", "opens_sentence",
];

pub(super) type Row = [f32; NAMES.len()];

/// What the features of one document are read from.
pub(super) struct Features<'a> {
    pub tree: &'a Tree<'a>,
    pub ontology: &'a Ontology,
    pub mentions: &'a [Mention],
}

/// What stands between a mention and a chain, in the order of the text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Between {
    /// Chains that were spoken of later.
    pub chains: usize,
    /// Of these, such as agree with the mention in number and gender.
    pub agreeing: usize,
}

impl Features<'_> {
    /// Whether a chain need be weighed at all: a pronoun's is near, a noun's or a name's is near or shares a word with it.
    pub fn is_candidate(&self, place: usize, chain: &Chain) -> bool {
        let mention = &self.mentions[place];
        let last = &self.mentions[chain.last()];
        let sentences = mention.sentence - last.sentence;
        match mention.form {
            MentionForm::Pronoun => sentences <= if is_first_or_second(mention.pronoun) { 60 } else { 8 },
            _ => sentences <= 2 && place - chain.last() <= 30 || self.shares_word(mention, chain),
        }
    }

    fn shares_word(&self, mention: &Mention, chain: &Chain) -> bool {
        match mention.form {
            MentionForm::Name => {
                name_match(mention, chain) > 0.0 || acronym_match(mention, chain) || mention.known.is_some() && mention.known == chain.known
            }
            _ => chain.nouns.contains_key(&mention.lemma) || self.is_described(mention, chain) > 0.0 || self.alike(mention, chain),
        }
    }

    /// The numbers for a mention and a chain.
    pub fn row(&self, place: usize, chain: &Chain, between: Between) -> Row {
        let (tree, mention) = (self.tree, &self.mentions[place]);
        let last = &self.mentions[chain.last()];
        let members = || chain.mentions.iter().rev().map(|&m| &self.mentions[m]);
        let recent = |sentences: usize| members().take_while(move |m| m.sentence + sentences >= mention.sentence);
        let is_subject = |m: &Mention| m.role == MentionRole::Subject;
        let number = |value: bool| f32::from(u8::from(value));
        let share = |part: usize, whole: usize| if whole == 0 { -1.0 } else { part as f32 / whole as f32 };
        let has = |pronoun| number(chain.pronouns.contains(&pronoun));
        [
            form(mention.form),
            pronoun_number(mention.pronoun),
            kind_number(mention.kind),
            number(mention.plural),
            mention.gender.map_or(0.0, |g| g as u8 as f32 + 1.0),
            mention.definiteness as u8 as f32,
            mention.role as u8 as f32,
            mention.tokens.len().min(12) as f32,
            number(mention.quotation.is_some()),
            mention.sentence.min(40) as f32,
            mention.modifiers.len().min(5) as f32,
            form(last.form),
            pronoun_number(last.pronoun),
            last.role as u8 as f32,
            (mention.sentence - last.sentence).min(60) as f32,
            (place - chain.last()).min(120) as f32,
            between.chains.min(60) as f32,
            number(last.quotation.is_some()),
            number(last.quotation.is_some() && last.quotation == mention.quotation),
            chain.mentions.len().min(30) as f32,
            number(!chain.names.is_empty()),
            kind_number(chain.kind()),
            share(chain.kinds.get(&mention.kind).copied().unwrap_or_default(), chain.mentions.len()),
            share(chain.plural, chain.plural + chain.singular),
            gender_agrees(mention, chain),
            number(mention.form == MentionForm::Pronoun && chain.pronouns.contains(&mention.pronoun)),
            number(mention.form != MentionForm::Name && chain.nouns.contains_key(&mention.lemma)),
            number(chain.words.contains(&mention.words) || chain.names.contains(&mention.words)),
            name_match(mention, chain),
            number(acronym_match(mention, chain)),
            known_agrees(mention, chain),
            self.is_described(mention, chain),
            number(self.alike(mention, chain)),
            new_modifiers(mention, chain),
            recent(0).map(|m| apposition(tree, mention, m)).fold(0.0, f32::max),
            number(recent(0).any(|m| copula(tree, mention.head, m.head))),
            recent(0).map(|m| inside(mention, m)).fold(0.0, f32::max),
            number(recent(0).any(|m| same_verb(tree, mention, m))),
            recent(0).map(|m| subject_of_clause(tree, mention, m)).fold(0.0, f32::max),
            number(mention.pronoun == Pronoun::Relative && recent(0).any(|m| is_relative_of(tree, mention.head, m.head))),
            recent(2).filter(|m| is_subject(m)).count().min(5) as f32,
            recent(3).count().min(8) as f32,
            self.mentions[chain.mentions[0]].sentence.min(40) as f32,
            self.speaker(mention, chain),
            number(mention.role == last.role),
            number(name_conflict(mention, chain)),
            between.agreeing.min(20) as f32,
            (mention.head.abs_diff(last.head)).min(200) as f32,
            has(Pronoun::I),
            has(Pronoun::You),
            has(Pronoun::We),
            number(chain.pronouns.contains(&Pronoun::He) || chain.pronouns.contains(&Pronoun::She)),
            has(Pronoun::It),
            has(Pronoun::They),
            last.definiteness as u8 as f32,
            number(last.sentence == mention.sentence && is_subject(last)),
            chain.gender().map_or(0.0, |g| g as u8 as f32 + 1.0),
            number(mention.speaks),
            number(last.speaks),
            number(recent(3).any(|m| m.speaks)),
            number(tree.document.sentences[mention.sentence].tokens.start == mention.tokens.start),
        ]
    }

    /// Whether a noun is what the text says of the name, or the end of the name: 2 for said, 1 for the end.
    fn is_described(&self, mention: &Mention, chain: &Chain) -> f32 {
        let ends_name = || chain.names.iter().any(|name| name.len() > 1 && name.last() == Some(&mention.lemma));
        match mention.form {
            MentionForm::Nominal if chain.described.contains(&mention.lemma) => 2.0,
            MentionForm::Nominal if ends_name() => 1.0,
            MentionForm::Name if mention.described.iter().any(|noun| chain.nouns.contains_key(noun)) => 2.0,
            MentionForm::Name if mention.name.len() > 1 && mention.name.last().is_some_and(|w| chain.nouns.contains_key(w)) => 1.0,
            _ => 0.0,
        }
    }

    /// Whether a word used in turn with the noun stood for the chain before.
    fn alike(&self, mention: &Mention, chain: &Chain) -> bool {
        let references = &self.ontology.references;
        mention.form == MentionForm::Nominal
            && chain.nouns.keys().chain(&chain.described).any(|noun| *noun != mention.lemma && references.alike(noun, &mention.lemma))
    }

    /// "I" in a quotation and its speaker: 1 for the speaker, -1 for another, 0 where it is not known.
    fn speaker(&self, mention: &Mention, chain: &Chain) -> f32 {
        let spoken = matches!(mention.pronoun, Pronoun::I | Pronoun::We | Pronoun::He | Pronoun::She);
        match mention.speaker.filter(|_| spoken) {
            Some(speaker) if chain.mentions.iter().any(|&m| self.mentions[m].head == speaker) => 1.0,
            Some(_) => -1.0,
            None => 0.0,
        }
    }
}

/// Whether a mention may be spoken of by a pronoun: they agree as far as is known.
pub(super) fn agrees(mention: &Mention, chain: &Chain) -> bool {
    let plural = mention.plural || mention.pronoun == Pronoun::They;
    let number = if plural { chain.plural > 0 || chain.singular == 0 || mention.pronoun == Pronoun::They } else { chain.singular > 0 };
    let person = matches!(mention.pronoun, Pronoun::He | Pronoun::She);
    let thing = mention.pronoun == Pronoun::It;
    let is_person = chain.kind() == NameKind::Person;
    number && gender_agrees(mention, chain) >= 0.0 && (!person || is_person) && (!thing || !is_person)
}

fn is_first_or_second(pronoun: Pronoun) -> bool {
    matches!(pronoun, Pronoun::I | Pronoun::You | Pronoun::We)
}

fn form(form: MentionForm) -> f32 {
    match form {
        MentionForm::Name => 0.0,
        MentionForm::Nominal => 1.0,
        MentionForm::Pronoun => 2.0,
    }
}

fn pronoun_number(pronoun: Pronoun) -> f32 {
    pronoun as u8 as f32
}

fn kind_number(kind: NameKind) -> f32 {
    kind as u8 as f32
}

fn gender_agrees(mention: &Mention, chain: &Chain) -> f32 {
    match (mention.gender, chain.gender()) {
        (Some(one), Some(other)) if one == other => 1.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    }
}

/// How well a name fits those of a chain: 4 the same, 3 its end, 2 its beginning, 1 its words elsewhere.
fn name_match(mention: &Mention, chain: &Chain) -> f32 {
    if mention.form != MentionForm::Name {
        return 0.0;
    }
    chain.names.iter().map(|name| two_names(&mention.name, name)).fold(0.0, f32::max)
}

fn two_names(one: &[String], other: &[String]) -> f32 {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    match () {
        () if one == other => 4.0,
        () if long.ends_with(short) => 3.0,
        () if long.starts_with(short) => 2.0,
        () if short.iter().all(|word| long.contains(word)) => 1.0,
        () if short.last() == long.last() => 0.5,
        () => 0.0,
    }
}

fn acronym_match(mention: &Mention, chain: &Chain) -> bool {
    let alone = |name: &[String]| if name.len() == 1 { name[0].replace('-', "") } else { String::new() };
    mention.form == MentionForm::Name
        && (chain.acronyms.contains(&alone(&mention.name))
            || mention.acronym.len() > 1 && chain.names.iter().any(|name| alone(name) == mention.acronym))
}

fn known_agrees(mention: &Mention, chain: &Chain) -> f32 {
    match (&mention.known, &chain.known) {
        (Some(one), Some(other)) if one == other => 1.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    }
}

/// Names of which none is a part of the other.
fn name_conflict(mention: &Mention, chain: &Chain) -> bool {
    mention.form == MentionForm::Name && !chain.names.is_empty() && name_match(mention, chain) < 1.0 && !acronym_match(mention, chain)
}

/// How many modifiers a noun has that it did not have before; -1 where that noun is new.
fn new_modifiers(mention: &Mention, chain: &Chain) -> f32 {
    let before = chain.nouns.get(&mention.lemma).filter(|_| mention.form == MentionForm::Nominal);
    before.map_or(-1.0, |before| mention.modifiers.difference(before).count().min(4) as f32)
}

/// 1 where either head is the apposition of the other, 2 where a title stands before a name.
fn apposition(tree: &Tree<'_>, one: &Mention, other: &Mention) -> f32 {
    let hangs = |low: TokenIndex, high: TokenIndex| tree.head(low) == Some(high);
    let relation = |low: TokenIndex, high: TokenIndex| -> f32 {
        match tree.relation(low) {
            _ if !hangs(low, high) => 0.0,
            Relation::Appos => 1.0,
            Relation::NmodDesc | Relation::Flat => 2.0,
            Relation::NmodUnmarked | Relation::Parataxis => 3.0,
            _ => 0.0,
        }
    };
    relation(one.head, other.head).max(relation(other.head, one.head))
}

/// "X is the minister": the subject and its predicate.
fn copula(tree: &Tree<'_>, one: TokenIndex, other: TokenIndex) -> bool {
    let says = |subject: TokenIndex, predicate: TokenIndex| {
        tree.head(subject) == Some(predicate)
            && matches!(tree.relation(subject), Relation::Nsubj | Relation::NsubjOuter)
            && tree.children_by(predicate, Relation::Cop).next().is_some()
    };
    says(one, other) || says(other, one)
}

/// Whether one phrase stands inside the other: 1 the mention in the earlier, 2 the earlier in it.
fn inside(mention: &Mention, other: &Mention) -> f32 {
    match () {
        () if other.tokens.covers(mention.tokens) => 1.0,
        () if mention.tokens.covers(other.tokens) => 2.0,
        () => 0.0,
    }
}

/// Two that take part in the same clause: "he" and "him" of "he saw him".
fn same_verb(tree: &Tree<'_>, mention: &Mention, other: &Mention) -> bool {
    mention.argument_of.is_some() && mention.argument_of == other.argument_of && !tree.form(mention.head).contains("sel")
}

/// How far up the tree the other is a subject: 1 of the mention's own clause, as of a possessive or a reflexive; less, farther up.
fn subject_of_clause(tree: &Tree<'_>, mention: &Mention, other: &Mention) -> f32 {
    let Some(verb) = other.argument_of.filter(|_| other.role == MentionRole::Subject && other.head != mention.head) else { return 0.0 };
    let mut at = mention.head;
    for steps in 1..12 {
        match tree.head(at) {
            Some(above) if above == verb => return 1.0 / steps as f32,
            Some(above) => at = above,
            None => return 0.0,
        }
    }
    0.0
}

/// "The man who came": the noun on which the pronoun's clause hangs.
fn is_relative_of(tree: &Tree<'_>, pronoun: TokenIndex, noun: TokenIndex) -> bool {
    let mut at = pronoun;
    for _ in 0..6 {
        let Some(above) = tree.head(at) else { return false };
        if matches!(tree.relation(at), Relation::AclRelcl | Relation::Acl) {
            return above == noun;
        }
        at = above;
    }
    false
}
