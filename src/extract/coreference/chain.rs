//! What is known of one referent while its mentions are being gathered.
//!
//! Knows nothing of how it is told whether a mention belongs.

use super::mentions::{Mention, Pronoun};
use crate::model::{MentionForm, NameKind};
use crate::ontology::Gender;
use std::collections::{BTreeMap, BTreeSet};

/// The mentions of one referent so far, and what they tell of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Chain {
    /// Places in the list of mentions, in text order.
    pub mentions: Vec<usize>,
    pub kinds: BTreeMap<NameKind, usize>,
    /// Kinds that names tell.
    name_kinds: BTreeMap<NameKind, usize>,
    pub names: BTreeSet<Vec<String>>,
    pub acronyms: BTreeSet<String>,
    /// Lemmas of common nouns, each with the modifiers that it had.
    pub nouns: BTreeMap<String, BTreeSet<String>>,
    pub words: BTreeSet<Vec<String>>,
    pub described: BTreeSet<String>,
    pub known: Option<String>,
    pub pronouns: BTreeSet<Pronoun>,
    masculine: usize,
    feminine: usize,
    pub plural: usize,
    pub singular: usize,
}

impl Chain {
    pub fn add(&mut self, place: usize, mention: &Mention) {
        self.mentions.push(place);
        *self.kinds.entry(mention.kind).or_default() += 1;
        match mention.gender {
            Some(Gender::Masculine) => self.masculine += weight(mention),
            Some(Gender::Feminine) => self.feminine += weight(mention),
            None => {}
        }
        match mention.form {
            MentionForm::Name => {
                *self.name_kinds.entry(mention.kind).or_default() += 1;
                self.names.insert(mention.name.clone());
                if mention.acronym.len() > 1 {
                    self.acronyms.insert(mention.acronym.clone());
                }
                self.known = self.known.take().or_else(|| mention.known.clone());
                self.described.extend(mention.described.iter().cloned());
            }
            MentionForm::Nominal => {
                self.nouns.entry(mention.lemma.clone()).or_default().extend(mention.modifiers.iter().cloned());
                self.words.insert(mention.words.clone());
            }
            MentionForm::Pronoun => {
                self.pronouns.insert(mention.pronoun);
            }
        }
        let marked = !matches!(mention.pronoun, Pronoun::You | Pronoun::Relative | Pronoun::Other);
        if marked {
            let plural = mention.plural || matches!(mention.pronoun, Pronoun::They | Pronoun::We);
            *(if plural { &mut self.plural } else { &mut self.singular }) += 1;
        }
    }

    pub fn last(&self) -> usize {
        self.mentions[self.mentions.len() - 1]
    }

    pub fn gender(&self) -> Option<Gender> {
        match self.masculine.cmp(&self.feminine) {
            std::cmp::Ordering::Greater => Some(Gender::Masculine),
            std::cmp::Ordering::Less => Some(Gender::Feminine),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The kind that most of its names tell, or of its mentions if it has no name.
    pub fn kind(&self) -> NameKind {
        let votes = if self.name_kinds.is_empty() { &self.kinds } else { &self.name_kinds };
        votes.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind))).map_or(NameKind::Abstract, |(kind, _)| *kind)
    }
}

/// A pronoun tells its gender for sure, a name or noun likely.
fn weight(mention: &Mention) -> usize {
    if mention.form == MentionForm::Pronoun { 3 } else { 1 }
}
