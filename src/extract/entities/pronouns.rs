//! Pronouns of the third person: the latest mention that fits in number and kind, the subject of a clause before others.
//!
//! Knows nothing of speakers: "I" and "we" are for the caller.

use super::Entities;
use crate::model::{EntityIndex, EntityKind, NameKind, Relation, TokenIndex, UPos};
use crate::ontology::{Gender, TriggerClass};

/// How many sentences back an antecedent may stand.
const REACH: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// "he", "she": one person.
    Person,
    /// "it": a body or a country.
    Body,
    /// "they": a group, or a body.
    Several,
}

impl Entities<'_> {
    /// The entity that a pronoun of the third person stands for.
    pub(super) fn pronoun(&self, token: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        if tree.upos(token) != UPos::Pron {
            return None;
        }
        let wanted = match tree.form(token) {
            "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => Wanted::Person,
            "it" | "its" | "itself" => Wanted::Body,
            "they" | "them" | "their" | "theirs" | "themselves" => Wanted::Several,
            _ => return None,
        };
        // An "it" that the annotator takes for an event or a thought may still act: "said it would withdraw".
        let acts = matches!(tree.relation(token), Relation::Nsubj | Relation::Iobj | Relation::NmodPoss)
            && tree.head(token).is_some_and(|h| tree.upos(h) != UPos::Adj && tree.children_by(h, Relation::Cop).next().is_none());
        let thought = matches!(self.annotated_kind(token), Some(NameKind::Event | NameKind::Abstract | NameKind::Time));
        if wanted == Wanted::Body && (thought && !acts || tree.relation(token) == Relation::Expl) {
            return None;
        }
        let sentence = tree.sentence(token);
        let subject = self.subject_of_own_clause(token);
        let mut best: Option<(usize, EntityIndex)> = None;
        for (age, &(mention, entity)) in self.history.iter().rev().enumerate() {
            let distance = sentence - tree.sentence(mention);
            if distance > REACH || age > 60 {
                break;
            }
            if !self.fits(entity, wanted) || Some(entity) == subject {
                continue;
            }
            let speaks =
                |word: TokenIndex| tree.relation(word).universal() == Relation::Nsubj && tree.head(word).is_some_and(|h| self.says(h));
            // "X said … It added …": the one who spoke goes on.
            let continues = usize::from(!(speaks(token) && speaks(mention))) * 3;
            let kind = usize::from(wanted == Wanted::Several && self.kind(entity) != EntityKind::Group && !self.drafts[entity].plural) * 3;
            let nameless = usize::from(wanted == Wanted::Person && !self.is_named(entity)) * 2;
            let cost = distance * 5 + self.prominence(mention) + kind + continues + nameless + age.min(8) / 4;
            // Of whom the gender is asked last: it takes a look at all of his names.
            if best.is_none_or(|(least, _)| cost < least) && !self.is_of_other_gender(entity, token) {
                best = Some((cost, entity));
            }
        }
        best.map(|(_, entity)| entity)
    }

    /// How far from a subject a mention stands, which is the likeliest to be spoken of again: 0 to 4.
    pub(super) fn prominence(&self, mention: TokenIndex) -> usize {
        match self.tree.relation(mention).universal() {
            Relation::Nsubj => 0,
            Relation::Obj | Relation::Iobj => 2,
            Relation::Obl | Relation::Conj | Relation::Appos => 3,
            _ => 4,
        }
    }

    fn says(&self, verb: TokenIndex) -> bool {
        self.ontology.governors.colour(self.tree.form(verb), TriggerClass::Verb).is_some_and(|c| c.says)
    }

    fn fits(&self, entity: EntityIndex, wanted: Wanted) -> bool {
        let draft = &self.drafts[entity];
        match (wanted, draft.kind) {
            (Wanted::Person, Some(EntityKind::Person)) => true,
            (Wanted::Body, Some(EntityKind::Organization)) => !draft.plural,
            (Wanted::Body, Some(EntityKind::Place)) => draft.named,
            (Wanted::Several, Some(EntityKind::Group)) => true,
            (Wanted::Several, Some(EntityKind::Organization)) => true,
            (Wanted::Several, Some(EntityKind::Place)) => self.is_country(entity),
            _ => false,
        }
    }

    /// Whether a given name, a title or a noun says that a person is not spoken of by this pronoun: "she" is not Sergei.
    fn is_of_other_gender(&self, entity: EntityIndex, token: TokenIndex) -> bool {
        let said = match self.tree.form(token) {
            "he" | "him" | "his" | "himself" => Gender::Masculine,
            "she" | "her" | "hers" | "herself" => Gender::Feminine,
            _ => return false,
        };
        let (draft, words) = (&self.drafts[entity], &self.ontology.given_names);
        // A man's name alone may be anybody's surname: "Clinton", "Hassan".
        let surname = |name: &&String, gender: &Gender| *gender == Gender::Masculine && !name.contains(' ');
        let by_name = || {
            draft
                .names
                .iter()
                .chain([&draft.name])
                .find_map(|name| words.of_name(name).filter(|g| !surname(&name, g)))
                .filter(|_| draft.named)
        };
        let known = draft.described_as.iter().find_map(|noun| words.of_noun(noun)).or_else(by_name);
        known.is_some_and(|gender| gender != said)
    }

    /// Of "Gachagua demanded that he resign", the verb that demands: what is asked for in this form is asked of others.
    fn asked_by(&self, pronoun: TokenIndex) -> Option<TokenIndex> {
        let tree = self.tree;
        let asked = tree.head(pronoun).filter(|_| tree.relation(pronoun).universal() == Relation::Nsubj)?;
        let auxiliaries = || tree.children(asked).iter().filter(|&&c| tree.relation(c).universal() == Relation::Aux);
        let verb = tree.upos(asked) == UPos::Verb;
        let base = tree.form(asked) == tree.lemma(asked) && !tree.has_feature(asked, "Tense=Past") && auxiliaries().next().is_none();
        let be = auxiliaries().next().is_some() && auxiliaries().all(|&c| tree.form(c) == "be");
        let third = matches!(tree.form(pronoun), "he" | "she" | "it");
        tree.head(asked).filter(|&asks| !self.says(asks) && third && verb && (base || be) && tree.relation(asked) == Relation::Ccomp)
    }

    /// Of "Putin thanked him", Putin: an object does not mean the subject of its own verb; and of "Putin asked that he leave" likewise.
    fn subject_of_own_clause(&self, token: TokenIndex) -> Option<EntityIndex> {
        if let Some(asks) = self.asked_by(token) {
            return self.tree.surface_subject(asks).and_then(|subject| self.acting(subject));
        }
        let object = matches!(self.tree.relation(token).universal(), Relation::Obj | Relation::Iobj | Relation::Obl);
        let reflexive = self.tree.form(token).contains("sel");
        let verb = self.tree.head(token).filter(|_| object && !reflexive)?;
        let subject = self.tree.surface_subject(verb)?;
        self.acting(subject)
    }
}
