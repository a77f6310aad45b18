//! Acts that are denied without being told again: "Kagame denies it", "which Asmara denies", "he rejected the allegations", "denied any part".
//!
//! What is denied is what somebody was said to have done: the last act told before that stands under an accusation or a word of saying,
//! best one that the denier is told to have done; who denies a part in something denies it of himself, whoever told it. Knows nothing of
//! what becomes of the claim.

use super::{Denial, Found, Matcher};
use crate::model::{EventType, Polarity, Relation, TokenIndex, UPos};
use crate::ontology::TriggerClass;

/// How many sentences before its own a denial may look back.
pub(in crate::extract) const SENTENCES_BACK: usize = 2;
/// How many, to what the denier himself is told to have done.
const SENTENCES_BACK_TO_ACCUSED: usize = 5;

/// Adds the denied acts, each at the word that stands for it.
pub(super) fn add(matcher: &Matcher<'_>, found: &mut Vec<Found>) {
    let tree = matcher.tree;
    for verb in (0..tree.len()).filter(|&token| tree.upos(token) == UPos::Verb) {
        let Some(word) = matcher.denied_word(verb, found) else { continue };
        let Some(denial) = matcher.denial(verb, word, found) else { continue };
        let act = found.iter().find(|event| event.trigger == denial.act).expect("the act was found").clone();
        // A noun that tells of the accusation alone gives way to what it was.
        found.retain(|event| event.trigger != word);
        found.push(Found { trigger: word, with: Vec::new(), carrier: None, places: Vec::new(), denies: Some(denial), ..act });
    }
    found.sort_by_key(|event| event.trigger);
}

impl Matcher<'_> {
    /// The word that stands for what a verb denies.
    fn denied_word(&self, verb: TokenIndex, found: &[Found]) -> Option<TokenIndex> {
        let tree = self.tree;
        let denies_anything = self
            .ontology
            .governors
            .colour(tree.form(verb), TriggerClass::Verb)
            .is_some_and(|colour| colour.says && colour.polarity == Some(Polarity::Denied));
        let denies_content = self.ontology.references.denies_content(tree.form(verb));
        if !(denies_anything || denies_content) || tree.negation(verb).is_some() {
            return None;
        }
        let arguments = tree.arguments(verb);
        let relative = tree.children_by(verb, Relation::Obj).find(|&object| tree.has_feature(object, "PronType=Rel"));
        let object = relative.or_else(|| arguments.objects.first().copied())?;
        let pronoun = relative.is_some() || matches!(tree.form(object), "it" | "this" | "that" | "them" | "these");
        let noun = self.ontology.references.is_denied_for_its_content(tree.form(object));
        let such = tree.points_back(object);
        // "denied involvement", "denied any part": in what was told before, if it says no more.
        let part = self.ontology.references.is_part(tree.form(object)) && tree.children_by(object, Relation::Nmod).next().is_none();
        // "denied reports that troops had left" tells what was reported.
        let tells = || found.iter().any(|event| event.trigger != object && tree.is_under(event.trigger, object));
        // An accusation of which more is told is an act of its own.
        let empty = || found.iter().filter(|event| event.trigger == object).all(|event| event.fillers.is_empty());
        ((pronoun || such || part) && denies_anything || noun && !tells() && empty()).then_some(object)
    }

    fn denial(&self, verb: TokenIndex, word: TokenIndex, found: &[Found]) -> Option<Denial> {
        let tree = self.tree;
        let denier = self.denier(verb)?;
        let first = |back: usize| tree.sentence(verb).saturating_sub(back);
        let event_type = |event: &Found| self.ontology.frames.get(event.frame).event_type;
        // "any such death" is one of the deaths spoken of.
        let such = found.iter().find(|event| event.trigger == word && tree.points_back(word)).map(event_type);
        let before = |event: &&Found| {
            event.trigger < word
                && !tree.is_under(event.trigger, verb)
                && tree.sentence(event.trigger) >= first(SENTENCES_BACK_TO_ACCUSED)
                && such.is_none_or(|such| such == event_type(event))
        };
        let does = self.ontology.references.is_part(tree.form(word));
        let said = |event: &&Found| self.is_said_of_somebody(event, denier) || does && self.is_harm(event);
        let acts: Vec<&Found> = found.iter().filter(before).filter(said).collect();
        let own = acts.iter().rev().find(|event| self.is_done_by(event, denier));
        let last = || acts.last().filter(|event| tree.sentence(event.trigger) >= first(SENTENCES_BACK));
        own.or_else(last).map(|event| Denial { act: event.trigger, denier, does })
    }

    /// Who denies: the subject, also of the verb that a participle or a joined verb shares it with.
    fn denier(&self, verb: TokenIndex) -> Option<TokenIndex> {
        let shared = |verb: TokenIndex| {
            let above = self.tree.head(verb)?;
            matches!(self.tree.relation(verb), Relation::Conj | Relation::Advcl | Relation::Xcomp).then_some(above)
        };
        let mut verbs = std::iter::successors(Some(verb), |&verb| shared(verb)).take(3);
        verbs.find_map(|verb| self.tree.arguments(verb).subjects.first().copied()).filter(|&subject| self.entities.of(subject).is_some())
    }

    /// What somebody may be asked whether he had a part in.
    fn is_harm(&self, event: &Found) -> bool {
        self.ontology.frames.get(event.frame).event_type.is_bodily()
    }

    /// Whether an act stands under an accusation or a word of saying, or is told in the sentence of one, by somebody else than the denier.
    fn is_said_of_somebody(&self, event: &Found, denier: TokenIndex) -> bool {
        use EventType::{Accuse, Reject, Request, Support};
        let event_type = self.ontology.frames.get(event.frame).event_type;
        if matches!(event_type, Accuse | Reject | Request | Support) || event.denies.is_some() {
            return false;
        }
        let above = std::iter::successors(self.tree.head(event.trigger), |&above| self.tree.head(above));
        let mut sayings = above.filter(|&above| self.is_saying(above));
        sayings.any(|saying| !self.tree.arguments(saying).subjects.iter().any(|&subject| self.is_the_same(subject, denier)))
    }

    fn is_saying(&self, word: TokenIndex) -> bool {
        let class = match self.tree.upos(word) {
            UPos::Verb => TriggerClass::Verb,
            UPos::Noun => TriggerClass::Noun,
            _ => return false,
        };
        let colour = self.ontology.governors.colour(self.tree.form(word), class);
        colour.is_some_and(|colour| colour.says && colour.polarity.is_none())
    }

    fn is_the_same(&self, one: TokenIndex, other: TokenIndex) -> bool {
        self.entities.acting(one).is_some() && self.entities.acting(one) == self.entities.acting(other)
    }

    /// Whether the denier is told to have done it: as the act's agent, or as the one whom its accuser accuses.
    fn is_done_by(&self, event: &Found, denier: TokenIndex) -> bool {
        let accused = std::iter::successors(self.tree.head(event.trigger), |&above| self.tree.head(above))
            .filter(|&above| self.is_saying(above))
            .flat_map(|saying| self.tree.arguments(saying).objects);
        event.fillers.iter().map(|(_, _, head)| *head).chain(accused).any(|head| self.is_the_same(head, denier))
    }
}
