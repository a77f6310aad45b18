//! Why a claim is as it is: what the rules note while they decide, and the explanation made of it.
//!
//! The rules write into [`Notes`] at the places where they decide, so that an explanation tells what was done and not what might have
//! been; notes that nobody asked for are empty and cost nothing. Takes the trees for paths and words. Decides nothing itself.

use super::frames::Found;
use super::time::TimeExpression;
use super::tree::Tree;
use crate::model::{Byte, Claim, Participant, Relation, Role, Span, TokenIndex};
use crate::ontology::{Ontology, Origin, Slot, TriggerClass};

/// Why one claim is as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The frame's id in its file: "attack". Where the trigger head found the event, the general frame of its type.
    pub frame: String,
    /// How sure the trigger head was, where no frame has the trigger.
    pub heard: Option<f32>,
    /// Where the frame stands.
    pub origin: Origin,
    /// The words of the trigger, in text order.
    pub trigger: Vec<Span<Byte>>,
    /// The verb that only carries the trigger: "launched" of "launched an offensive".
    pub carrier: Option<Span<Byte>>,
    /// How each participant of the claim came to its role, in the claim's order.
    pub participants: Vec<Filling>,
    /// Who says so, where it is not the article's own voice.
    pub source: Option<Attributed>,
    /// The words of the time, and the word that they hang on.
    pub time: Option<(Span<Byte>, Span<Byte>)>,
    pub place: Option<Span<Byte>>,
    /// The words that deny, and those that deny the denial; none where nothing does.
    pub polarity: Vec<Reason>,
    /// The word that makes it a plan, a possibility or a condition.
    pub modality: Option<Reason>,
}

/// How a participant came to its role.
#[derive(Debug, Clone, PartialEq)]
pub struct Filling {
    pub at: Span<Byte>,
    /// The way through the tree from the trigger to the head word: "^xcomp nsubj", "obl(with)". None into another sentence.
    pub path: Option<String>,
    pub by: By,
}

/// What put a participant into its role.
#[derive(Debug, Clone, PartialEq)]
pub enum By {
    /// The frame: the key of the role in its file, and the slot.
    Slot { key: &'static str, slot: String },
    /// The subject of the verb that carries the trigger.
    Carrier(Span<Byte>),
    /// A word above the trigger, whose subject or object is understood to do it: "denied the attack".
    Understood(Span<Byte>),
    /// A word above the trigger that is addressed to somebody: "promised Kenya aid".
    Addressed(Span<Byte>),
    /// A verb that two do to one another: "accused each other".
    Mutual(Span<Byte>),
    /// An earlier claim that the trigger points back to, by its place among the claims.
    Recalled(usize),
    /// The claim of the act that this one is about: "condemned the attack by X".
    Act(usize),
    /// The annotator's heads, with the probability.
    Heard(f32),
    /// A rule that noted nothing.
    Unnoted,
}

/// Who says so, and how that is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Attributed {
    /// The speakers' head words, in the claim's order.
    pub speakers: Vec<Span<Byte>>,
    pub cue: Span<Byte>,
    /// The way through the tree from the trigger to the cue.
    pub path: Option<String>,
    pub way: Way,
}

/// Where an attribution stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// What is told stands under the cue: "X said that …".
    #[default]
    Above,
    /// "…, X said", "according to X, …".
    Beside,
    /// The speaker is named beside the quotation.
    Quotation,
    /// Before or after the colon of a headline.
    Headline,
    /// The annotator's heads know the speaker; nothing attributes in words.
    Heard,
}

/// A word that decided, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    pub word: Span<Byte>,
    pub why: &'static str,
}

impl By {
    /// In words, for people.
    pub fn told(&self, text: &str) -> String {
        match self {
            Self::Slot { key, slot } => format!("{key}: {slot}"),
            Self::Carrier(verb) => format!("subject of “{}”, which carries the trigger", verb.of(text)),
            Self::Understood(word) => format!("understood from “{}”", word.of(text)),
            Self::Addressed(word) => format!("addressed by “{}”", word.of(text)),
            Self::Mutual(verb) => format!("one of two who do it to one another by “{}”", verb.of(text)),
            Self::Recalled(claim) => format!("recalled from v{}", claim + 1),
            Self::Act(claim) => format!("takes part in v{}, which this is about", claim + 1),
            Self::Heard(probability) => format!("the annotator's role head, {probability:.2}"),
            Self::Unnoted => "a rule that noted nothing".to_string(),
        }
    }
}

impl Way {
    /// In words, for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Above => "says what stands under it",
            Self::Beside => "stands beside what is said",
            Self::Quotation => "names the speaker of the quotation",
            Self::Headline => "parts the headline from its speaker",
            Self::Heard => "is the speaker by the annotator's head",
        }
    }
}

/// What put a participant into its role, while words are tokens.
#[derive(Debug, Clone)]
pub(super) enum Means {
    Slot(Slot),
    Understood(TokenIndex),
    Addressed(TokenIndex),
    Mutual(TokenIndex),
    Recalled(usize),
    Act(usize),
    Heard(f32),
}

/// What the rules note on their way, claim by claim, if anybody asked for it.
pub(super) struct Notes {
    /// One for each claim so far, the last perhaps not a claim yet.
    drafts: Option<Vec<Draft>>,
    /// The draft that is being written.
    current: usize,
}

struct Draft {
    found: Found,
    fillings: Vec<(Participant, Option<TokenIndex>, Means)>,
    speakers: Vec<TokenIndex>,
    cue: Option<(TokenIndex, Way)>,
    time: Option<(Span<crate::model::Token>, TokenIndex)>,
    place: Option<TokenIndex>,
    polarity: Vec<(TokenIndex, &'static str)>,
    modality: Option<(TokenIndex, &'static str)>,
}

impl Notes {
    /// Notes that keep nothing.
    pub fn unwanted() -> Self {
        Self { drafts: None, current: 0 }
    }

    pub fn wanted() -> Self {
        Self { drafts: Some(Vec::new()), current: 0 }
    }

    /// What follows is about the claim of this number, made of a frame met; what was noted for one that was not made is forgotten.
    pub fn begin(&mut self, claim: usize, found: &Found) {
        let Some(drafts) = &mut self.drafts else { return };
        drafts.truncate(claim);
        drafts.push(Draft {
            found: found.clone(),
            fillings: Vec::new(),
            speakers: Vec::new(),
            cue: None,
            time: None,
            place: None,
            polarity: Vec::new(),
            modality: None,
        });
        self.current = claim;
    }

    /// What follows adds to the claim of this number.
    pub fn resume(&mut self, claim: usize) {
        self.current = claim;
    }

    fn draft(&mut self) -> Option<&mut Draft> {
        self.drafts.as_mut()?.get_mut(self.current)
    }

    pub fn filled(&mut self, participant: Participant, head: Option<TokenIndex>, means: impl FnOnce() -> Means) {
        if let Some(draft) = self.draft() {
            draft.fillings.push((participant, head, means()));
        }
    }

    pub fn speaker(&mut self, head: TokenIndex) {
        if let Some(draft) = self.draft() {
            draft.speakers.push(head);
        }
    }

    pub fn cue(&mut self, cue: Option<TokenIndex>, way: Way) {
        if let Some(draft) = self.draft() {
            draft.cue = cue.map(|cue| (cue, way));
        }
    }

    pub fn time(&mut self, time: Option<&(&TimeExpression, TokenIndex)>) {
        if let Some(draft) = self.draft() {
            draft.time = time.map(|(expression, word)| (expression.tokens, *word));
        }
    }

    pub fn place(&mut self, head: Option<TokenIndex>) {
        if let Some(draft) = self.draft() {
            draft.place = head;
        }
    }

    pub fn polarity(&mut self, word: TokenIndex, why: &'static str) {
        if let Some(draft) = self.draft() {
            draft.polarity.push((word, why));
        }
    }

    pub fn modality(&mut self, word: TokenIndex, why: &'static str) {
        if let Some(draft) = self.draft() {
            draft.modality = Some((word, why));
        }
    }

    /// The explanations of these claims, in their order; none if they were not wanted.
    pub fn explanations(&self, tree: &Tree<'_>, ontology: &Ontology, claims: &[Claim]) -> Vec<Explanation> {
        let drafts = self.drafts.as_deref().unwrap_or_default();
        claims.iter().zip(drafts).map(|(claim, draft)| Explainer { tree, ontology, drafts, draft }.explanation(claim)).collect()
    }
}

struct Explainer<'a> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    drafts: &'a [Draft],
    draft: &'a Draft,
}

impl Explainer<'_> {
    fn explanation(&self, claim: &Claim) -> Explanation {
        let Draft { found, cue, time, place, polarity, modality, .. } = self.draft;
        let frame = self.ontology.frames.get(found.frame);
        let mut trigger: Vec<TokenIndex> = found.with.iter().copied().chain([found.trigger]).collect();
        trigger.sort_unstable();
        trigger.dedup();
        let reason = |&(word, why): &(TokenIndex, &'static str)| Reason { word: self.word(word), why };
        let source = cue.filter(|_| !claim.said_by.is_empty()).map(|(cue, way)| Attributed {
            speakers: self.draft.speakers.iter().map(|&head| self.word(head)).collect(),
            cue: self.word(cue),
            path: path(self.tree, found.trigger, cue),
            way,
        });
        Explanation {
            frame: frame.id.to_string(),
            heard: found.heard,
            origin: frame.origin.clone(),
            trigger: trigger.into_iter().map(|word| self.word(word)).collect(),
            carrier: found.carrier.map(|verb| self.word(verb)),
            participants: claim.participants.iter().map(|participant| self.filling(participant)).collect(),
            source,
            time: time.map(|(tokens, word)| (self.tree.document.bytes(tokens), self.word(word))),
            place: place.filter(|_| claim.place.is_some()).map(|head| self.word(head)),
            polarity: polarity.iter().map(reason).collect(),
            modality: modality.as_ref().map(reason),
        }
    }

    fn word(&self, token: TokenIndex) -> Span<Byte> {
        self.tree.document.tokens[token].span
    }

    /// The last that was noted of a participant: a later rule may have put it in the place of what an earlier one had found.
    fn filling(&self, participant: &Participant) -> Filling {
        let noted = noted(self.draft, participant);
        let by = noted.map_or(By::Unnoted, |(_, _, means)| self.by(participant.role, means));
        let head = noted.and_then(|(_, head, means)| head.or_else(|| self.head_elsewhere(participant, means)));
        Filling { at: participant.at, path: head.and_then(|head| path(self.tree, self.draft.found.trigger, head)), by }
    }

    /// The head word of a participant that is taken over from another claim, as it was noted there.
    fn head_elsewhere(&self, participant: &Participant, means: &Means) -> Option<TokenIndex> {
        let (Means::Recalled(claim) | Means::Act(claim)) = means else { return None };
        let fillings = &self.drafts.get(*claim)?.fillings;
        fillings.iter().rev().find(|(other, _, _)| other.at == participant.at)?.1
    }

    fn by(&self, role: Role, means: &Means) -> By {
        let found = &self.draft.found;
        match means {
            Means::Slot(Slot::Subject) if found.class == TriggerClass::Noun => {
                By::Carrier(self.word(found.carrier.or(self.tree.head(found.trigger)).unwrap_or(found.trigger)))
            }
            Means::Slot(slot) => By::Slot { key: key(role, found.class), slot: slot.to_string() },
            Means::Understood(word) => By::Understood(self.word(*word)),
            Means::Addressed(word) => By::Addressed(self.word(*word)),
            Means::Mutual(verb) => By::Mutual(self.word(*verb)),
            Means::Recalled(claim) => By::Recalled(*claim),
            Means::Act(claim) => By::Act(*claim),
            Means::Heard(probability) => By::Heard(*probability),
        }
    }
}

fn noted<'d>(draft: &'d Draft, participant: &Participant) -> Option<&'d (Participant, Option<TokenIndex>, Means)> {
    draft.fillings.iter().rev().find(|(other, _, _)| (other.role, other.at) == (participant.role, participant.at))
}

/// The key under which a frame file lists the slots of a role.
fn key(role: Role, class: TriggerClass) -> &'static str {
    match (role, class) {
        (Role::Agent, TriggerClass::Noun) => "noun_agent",
        (Role::Recipient, TriggerClass::Noun) => "noun_recipient",
        _ => role.as_str(),
    }
}

/// The way through a tree from one word to another: up ("^xcomp": leaving a clause of that relation), then down ("nsubj",
/// "obl(with)"). None where they stand in two trees.
fn path(tree: &Tree<'_>, from: TokenIndex, to: TokenIndex) -> Option<String> {
    let (up, down) = (ancestors(tree, from), ancestors(tree, to));
    let meeting = up.iter().find(|word| down.contains(word))?;
    let climbed = up.iter().take_while(|word| *word != meeting).map(|&word| format!("^{}", tree.relation(word).as_str()));
    let mut steps: Vec<String> = climbed.collect();
    let below: Vec<TokenIndex> = down.iter().take_while(|word| *word != meeting).copied().collect();
    steps.extend(below.into_iter().rev().map(|word| step_down(tree, word)));
    Some(if steps.is_empty() { "the trigger itself".to_string() } else { steps.join(" ") })
}

fn step_down(tree: &Tree<'_>, word: TokenIndex) -> String {
    let relation = tree.relation(word).as_str();
    match tree.marker(word) {
        Some(marker) if !matches!(tree.relation(word), Relation::NmodPoss) => format!("{relation}({marker})"),
        _ => relation.to_string(),
    }
}

/// A word and those above it.
fn ancestors(tree: &Tree<'_>, word: TokenIndex) -> Vec<TokenIndex> {
    // A tree is no deeper than its sentence is long; the bound keeps a broken one from going round for ever.
    std::iter::successors(Some(word), |&word| tree.head(word)).take(tree.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{explain, extract, tests::document};
    use super::*;

    /// What is told of the last claim of hand-written trees: each participant as "role name: path: by", then "+ word why" for polarity,
    /// "~ word why" for modality, and "@ cue (path) way".
    fn told(lines: &str) -> Vec<String> {
        let (article, document) = document(lines);
        let ontology = Ontology::embedded();
        let claims = extract(&article, &document, &ontology);
        let explanations = explain(&article, &document, &ontology);
        assert_eq!(explanations.len(), claims.claims.len());
        let (claim, explanation) = (claims.claims.last().unwrap(), explanations.last().unwrap());
        let words = |span: Span<Byte>| span.of(&article.text);
        let mut told: Vec<String> = claim
            .participants
            .iter()
            .zip(&explanation.participants)
            .map(|(participant, filling)| {
                let path = filling.path.as_deref().unwrap_or("none");
                format!("{} {}: {path}: {}", participant.role.as_str(), words(filling.at), filling.by.told(&article.text))
            })
            .collect();
        told.extend(explanation.polarity.iter().map(|r| format!("+ {} {}", words(r.word), r.why)));
        told.extend(explanation.modality.iter().map(|r| format!("~ {} {}", words(r.word), r.why)));
        told.extend(
            explanation.source.iter().map(|s| format!("@ {} ({}) {}", words(s.cue), s.path.as_deref().unwrap_or("none"), s.way.as_str())),
        );
        told
    }

    #[test]
    fn participants_are_told_by_their_slots_and_paths() {
        let direct = "Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place";
        assert_eq!(told(direct), ["agent Mali: nsubj: agent: subject", "recipient Chad: obj: recipient: object"]);
        let carried =
            "Mali/PROPN/2/nsubj/place launched/VERB/0/root an/DET/4/det offensive/NOUN/2/obj on/ADP/6/case Chad/PROPN/2/obl/place";
        assert_eq!(
            told(carried),
            [
                "agent Mali: ^obj nsubj: subject of “launched”, which carries the trigger",
                "recipient Chad: ^obj obl(on): noun_recipient: on"
            ]
        );
        let coordinated = "Mali/PROPN/4/nsubj/place and/CCONJ/3/cc Chad/PROPN/1/conj/place accused/VERB/0/root Niger/PROPN/4/obj/place";
        assert_eq!(told(coordinated)[1], "agent Chad: nsubj conj: agent: subject");
    }

    #[test]
    fn what_stands_above_is_told_by_its_words() {
        let denied = "Mali/PROPN/2/nsubj/place denied/VERB/0/root attacking/VERB/2/xcomp Chad/PROPN/3/obj/place";
        let told_denied = told(denied);
        assert!(told_denied.contains(&"+ denied denies what stands under it".to_string()), "{told_denied:?}");
        assert!(told_denied[0].starts_with("agent Mali: ^xcomp nsubj: "), "{told_denied:?}");
        let negated = "Mali/PROPN/4/nsubj/place did/AUX/4/aux not/PART/4/advmod attack/VERB/0/root Chad/PROPN/4/obj/place";
        assert_eq!(told(negated)[2..], ["+ not negates it"]);
        let planned = "Mali/PROPN/2/nsubj/place plans/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp Chad/PROPN/4/obj/place";
        assert_eq!(told(planned)[2..], ["~ plans tells so what stands under it"]);
        let may = "Mali/PROPN/3/nsubj/place may/AUX/3/aux attack/VERB/0/root Chad/PROPN/3/obj/place";
        assert_eq!(told(may)[2..], ["~ may is the auxiliary of its clause"]);
        let twice =
            "Mali/PROPN/4/nsubj/place did/AUX/4/aux not/PART/4/advmod deny/VERB/0/root attacking/VERB/4/xcomp Chad/PROPN/5/obj/place";
        let cancelled: Vec<String> = told(twice).into_iter().filter(|t| t.starts_with('+')).collect();
        assert_eq!(cancelled, ["+ deny denies what stands under it", "+ not negates a word above it"]);
    }

    #[test]
    fn speakers_are_told_by_their_cue() {
        let above = "Orban/PROPN/2/nsubj/person said/VERB/0/root Mali/PROPN/4/nsubj/place attacked/VERB/2/ccomp Chad/PROPN/4/obj/place";
        assert_eq!(told(above)[2..], ["@ said (^ccomp) says what stands under it"]);
        let beside = "Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place ,/PUNCT/6/punct Orban/PROPN/6/nsubj/person \
                      said/VERB/2/parataxis";
        assert_eq!(told(beside)[2..], ["@ said (parataxis) stands beside what is said"]);
        let headline =
            "Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place :/PUNCT/5/punct Orban/PROPN/2/parataxis/person";
        assert_eq!(told(headline)[2..], ["@ : (parataxis punct) parts the headline from its speaker"]);
    }

    #[test]
    fn what_is_taken_from_another_claim_names_it() {
        let recalled = "Mali/PROPN/2/nsubj/place invaded/VERB/0/root Chad/PROPN/2/obj/place
                        The/DET/2/det invasion/NOUN/3/nsubj failed/VERB/0/root";
        assert_eq!(told(recalled), ["agent Mali: none: recalled from v1", "recipient Chad: none: recalled from v1"]);
    }

    #[test]
    fn a_frame_is_told_with_its_file_and_line() {
        let (article, document) = document("Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place");
        let explanation = explain(&article, &document, &Ontology::embedded()).swap_remove(0);
        let source = include_str!("../../ontology/frames/assault.toml");
        let line = source.lines().nth(explanation.origin.line - 1).unwrap();
        assert_eq!((line, &*explanation.origin.file), ("[[frame]]", "ontology/frames/assault.toml"));
        assert_eq!(source.lines().nth(explanation.origin.line).unwrap(), format!("id = \"{}\"", explanation.frame));
        assert_eq!(explanation.trigger.iter().map(|word| word.of(&article.text)).collect::<Vec<_>>(), ["attacked"]);
    }
}
