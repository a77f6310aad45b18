//! One claim put together: participants as entities, polarity, modality, speakers, place, time, and the predicate's words.
//!
//! Takes everything the other files of this room found; gives [`Claims`]. Knows nothing of how any of it was found.

mod recalled;

use super::counterparts::Counterparts;
use super::dates::Dates;
use super::denials::Denials;
use super::entities::Entities;
use super::explanation::{Means, Notes, Way};
use super::frames::{self, Found};
use super::governors::{Governing, Step};
use super::learned::Learned;
use super::mutual::Mutual;
use super::open::OpenTriples;
use super::quantities::{self, Events};
use super::quotations::Quotations;
use super::sources::{Attribution, Sources};
use super::tree::Tree;
use super::{modality, places, polarity, relations};
use crate::model::{
    Article, Byte, Claim, Claims, EntityIndex, EntityKind, EventType, Part, Participant, Player, Polarity, Relation, Role, Span,
    TokenIndex, UPos,
};
use crate::ontology::{Doer, Ontology, Slot, TriggerClass};

/// Reads all claims off the trees of one article.
pub(super) fn assemble(article: &Article, tree: &Tree<'_>, ontology: &Ontology, notes: &mut Notes) -> Claims {
    let mut entities = Entities::find(tree, ontology, article.published);
    let learned = Learned::of(tree);
    let found = frames::find(tree, ontology, &entities, &learned);
    entities.add_topics(&found);
    let governing = Governing::new(tree, ontology, &found);
    let quotations = Quotations::find(tree);
    let dates = Dates::read(tree, article.published, &found);
    let mut claims: Vec<Claim> = Vec::new();
    let mut open;
    let mut of_trigger = vec![None; tree.len()];
    {
        let sources = Sources { tree, governing: &governing, quotations: &quotations, entities: &entities };
        let mutual = Mutual { tree, ontology, entities: &entities, governing: &governing };
        let assembler = Assembler {
            tree,
            ontology,
            entities: &entities,
            governing: &governing,
            sources: &sources,
            dates: &dates,
            learned: &learned,
            mutual: &mutual,
        };
        let denials = Denials { tree, entities: &entities, governing: &governing, sources: &sources };
        for event in &found {
            notes.begin(claims.len(), event);
            let claim = match event.denies {
                Some(denial) => denials.claim(event, denial, of_trigger[denial.act].map(|act| (act, &claims[act])), notes),
                None => assembler.claim(event, &claims, notes),
            };
            if let Some(claim) = claim {
                of_trigger[event.trigger] = Some(claims.len());
                let apart = mutual.apart(event, claim, claims.len(), notes);
                claims.extend(apart);
            }
        }
        Counterparts { tree, ontology, found: &found, of_trigger: &of_trigger }.complete(&mut claims, notes);
        open = OpenTriples { tree, ontology, entities: &entities, governing: &governing, claims: &claims }.find();
    }
    let events = Events { found: &found, claims: &claims, of_trigger: &of_trigger, dates: &dates };
    let mut quantities = quantities::find(tree, ontology, &entities, &events);
    quantities.iter().filter_map(|q| q.affiliation).for_each(|entity| entities.keep(entity));
    open.iter().flat_map(|triple| [triple.subject, triple.object]).for_each(|entity| entities.keep(entity));
    for claim in &claims {
        let fillers = claim.participants.iter().map(|p| p.entity).chain(claim.said_by.iter().copied()).chain(claim.place);
        fillers.for_each(|entity| entities.keep(entity));
    }
    let relations = relations::find(tree, ontology, &mut entities);
    let (entities, moved) = entities.finish();
    let moved = |entity: EntityIndex| moved[entity].expect("every filler was kept");
    for claim in &mut claims {
        claim.participants.iter_mut().for_each(|p| p.entity = moved(p.entity));
        claim.said_by.iter_mut().for_each(|s| *s = moved(*s));
        claim.place = claim.place.map(moved);
    }
    quantities.iter_mut().for_each(|q| q.affiliation = q.affiliation.map(moved));
    let relations = relations::moved(relations, moved);
    for triple in &mut open {
        (triple.subject, triple.object) = (moved(triple.subject), moved(triple.object));
    }
    Claims { entities, claims, relations, quantities, open, ..Claims::default() }
}

struct Assembler<'a> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    entities: &'a Entities<'a>,
    governing: &'a Governing<'a>,
    sources: &'a Sources<'a>,
    dates: &'a Dates,
    learned: &'a Learned<'a>,
    mutual: &'a Mutual<'a>,
}

impl Assembler<'_> {
    /// The claim of a frame met, unless nobody takes part in it; `before` are the claims of the text so far.
    fn claim(&self, event: &Found, before: &[Claim], notes: &mut Notes) -> Option<Claim> {
        let frame = self.ontology.frames.get(event.frame);
        let steps = self.governing.steps(event.trigger);
        let attribution = self.sources.of(event.trigger, &steps, self.governing.speaks(event));
        let mut rules = vec![event.heard.map_or(frame.rule.to_string(), |probability| format!("head:trigger {probability:.2}"))];
        let mut said_by = self.speakers(&attribution, notes);
        notes.cue(attribution.cue, attribution.way);
        if said_by.is_empty() {
            said_by.extend(self.heard_speaker(event, frame.event_type, &mut rules, notes));
        }
        let mut participants = self.participants(event, frame.event_type, &said_by, notes);
        self.understood_doer(event, &steps, &mut participants, &said_by, notes);
        self.addressed(event, &steps, &mut participants, &said_by, notes);
        self.heard_players(event, frame.event_type, &mut participants, &mut rules, notes);
        if participants.is_empty() {
            participants = self.mutual.suspects(event);
        }
        let victims = self.victims_told_before(event, frame.event_type, before).filter(|_| participants.is_empty());
        if let Some(told) = victims {
            participants.extend(before[told].participants.iter().filter(|p| p.role == Role::Recipient));
            participants.iter().for_each(|&p| notes.filled(p, None, || Means::Recalled(told)));
        }
        self.recall(event, frame.event_type, before, &mut participants, notes);
        if participants.is_empty() {
            return None;
        }
        participants.extend(self.topics(event, &participants, notes));
        let participates = |entity: EntityIndex| participants.iter().any(|p| p.entity == entity);
        let is_apart = |entity: EntityIndex| !participates(entity) || frame.event_type == EventType::Consult;
        let stated = places::place(self.tree, self.entities, event);
        let heard = if stated.is_none() { self.heard_place(event, frame.event_type) } else { None };
        let head = stated.or(heard.map(|player| player.head));
        notes.place(head);
        let place = head.and_then(|head| self.entities.of(head)).filter(|&entity| is_apart(entity));
        let place = place.or(victims.and_then(|told| before[told].place));
        rules.extend(heard.filter(|_| place.is_some()).map(heard_name));
        let time = self.dates.of(self.tree, event);
        notes.time(time.as_ref());
        Some(Claim {
            event_type: frame.event_type,
            mode: frame.mode.as_deref().map(str::to_string),
            predicate: self.predicate(event, &participants),
            trigger: self.trigger_bytes(event),
            place,
            time: time.map(|(time, _)| time.value.clone()),
            polarity: polarity::polarity(self.tree, self.governing, event, &steps, notes),
            modality: modality::modality(self.tree, self.ontology, event, &steps, notes),
            cue: attribution.cue.filter(|_| !said_by.is_empty()).map(|cue| self.tree.surface(cue).to_string()),
            said_by,
            evidence: self.tree.document.bytes(self.tree.document.sentence_of(event.trigger).tokens),
            found_by: rules.join(Claim::RULES_JOINED_BY),
            participants,
        })
    }

    fn speakers(&self, attribution: &Attribution, notes: &mut Notes) -> Vec<EntityIndex> {
        let mut speakers = Vec::new();
        for &head in &attribution.speakers {
            if let Some(entity) = self.entities.acting(head)
                && !speakers.contains(&entity)
            {
                speakers.push(entity);
                notes.speaker(head);
            }
        }
        speakers
    }

    fn participants(&self, event: &Found, event_type: EventType, said_by: &[EntityIndex], notes: &mut Notes) -> Vec<Participant> {
        let mut participants: Vec<Participant> = Vec::new();
        for (role, slot, head) in event.fillers.iter().filter(|(role, _, _)| *role != Role::Topic) {
            for word in self.tree.coordination(*head) {
                let word = if *role == Role::Agent { self.who_acts_by(word, event_type) } else { word };
                for entity in self.fillers(word, *role, slot, event_type, said_by) {
                    self.take_part(&mut participants, *role, entity, word, notes, || Means::Slot(slot.clone()));
                }
            }
        }
        participants
    }

    /// "Russian missiles struck", "Israel's jets bombed": whose the thing is that acts; anybody else acts himself.
    fn who_acts_by(&self, word: TokenIndex, event_type: EventType) -> TokenIndex {
        let acts = |w: TokenIndex| self.filler(w, Role::Agent, &Slot::Subject, event_type, &[]).is_some();
        if self.tree.upos(word) != UPos::Noun || acts(word) {
            return word;
        }
        let owns = |&c: &TokenIndex| {
            let relation = self.tree.relation(c);
            let stands = matches!(relation, Relation::NmodPoss | Relation::Amod | Relation::Compound)
                || relation == Relation::Nmod && matches!(self.tree.marker(c), Some("of" | "by" | "from"));
            stands && self.entities.acting(c).is_some_and(|e| self.entities.is_named(e)) && acts(c)
        };
        self.tree.children(word).iter().copied().find(owns).unwrap_or(word)
    }

    /// Those of whom the heads are sure, for a role that the tree leaves open; where all do it with one another, for whoever is missing.
    fn heard_players(
        &self,
        event: &Found,
        event_type: EventType,
        participants: &mut Vec<Participant>,
        rules: &mut Vec<String>,
        notes: &mut Notes,
    ) {
        let frame = self.ontology.frames.get(event.frame);
        if participants.is_empty() && !self.learned.confirms(event, event_type) {
            return;
        }
        for (part, role) in [(Part::Agent, Role::Agent), (Part::Recipient, Role::Recipient)] {
            let open = frame.roles(event.class).iter().any(|(r, _)| *r == role) && !participants.iter().any(|p| p.role == role);
            if !open || event_type.is_symmetric() && participants.len() > 1 {
                continue;
            }
            // Beside those whom the tree names, somebody with a part in another clause has one in this only if that is likelier than not.
            let alone = participants.is_empty();
            let free = |player: &Player| alone || player.probability >= 0.5 || !self.governing.plays_elsewhere(player.head, event);
            for player in self.learned.players(event, event_type, part).filter(free) {
                for entity in self.fillers(player.head, role, &Slot::Subject, event_type, &[]) {
                    if self.take_part(participants, role, entity, player.head, notes, || Means::Heard(player.probability)) {
                        rules.push(heard_name(player));
                    }
                }
            }
        }
    }

    fn heard_speaker(&self, event: &Found, event_type: EventType, rules: &mut Vec<String>, notes: &mut Notes) -> Option<EntityIndex> {
        let mut speakers = self.learned.players(event, event_type, Part::Speaker);
        let (player, entity) = speakers.find_map(|player| Some((player, self.entities.acting(player.head)?)))?;
        notes.speaker(player.head);
        notes.cue(Some(player.head), Way::Heard);
        rules.push(heard_name(player));
        Some(entity)
    }

    fn heard_place(&self, event: &Found, event_type: EventType) -> Option<Player> {
        let is_place = |head: TokenIndex| self.entities.kind_of(head) == Some(EntityKind::Place);
        self.learned.players(event, event_type, Part::Place).find(|player| is_place(player.head))
    }

    /// What the event is about, beside who takes part in it: nobody plays two roles.
    fn topics(&self, event: &Found, participants: &[Participant], notes: &mut Notes) -> Vec<Participant> {
        let heads = event.fillers.iter().filter(|(role, _, _)| *role == Role::Topic);
        let mut topics: Vec<Participant> = Vec::new();
        for (slot, word) in heads.flat_map(|(_, slot, head)| self.tree.coordination(*head).into_iter().map(move |word| (slot, word))) {
            let Some(entity) = self.entities.as_topic(word) else { continue };
            if !participants.iter().any(|p| p.entity == entity) {
                self.take_part(&mut topics, Role::Topic, entity, word, notes, || Means::Slot(slot.clone()));
            }
        }
        topics
    }

    /// Adds somebody who takes part by this word, unless it is there already; gives whether it was added.
    fn take_part(
        &self,
        participants: &mut Vec<Participant>,
        role: Role,
        entity: EntityIndex,
        word: TokenIndex,
        notes: &mut Notes,
        means: impl FnOnce() -> Means,
    ) -> bool {
        if participants.iter().any(|p| p.entity == entity) {
            return false;
        }
        let participant = Participant { role, entity, at: self.entities.bytes(word) };
        participants.push(participant);
        notes.filled(participant, Some(word), means);
        true
    }

    /// Those that a filler means: one, or the members of "both sides".
    fn fillers(&self, word: TokenIndex, role: Role, slot: &Slot, event_type: EventType, said_by: &[EntityIndex]) -> Vec<EntityIndex> {
        match self.entities.members(word) {
            Some(members) => members.to_vec(),
            None => self.filler(word, role, slot, event_type, said_by).into_iter().collect(),
        }
    }

    /// The entity that a filler means: a capital is its government where it acts, the city where things happen to it.
    fn filler(&self, word: TokenIndex, role: Role, slot: &Slot, event_type: EventType, said_by: &[EntityIndex]) -> Option<EntityIndex> {
        if self.tree.is_first_person(word) {
            return said_by.last().map(|&speaker| self.spoken_for(word, speaker, event_type).unwrap_or(speaker));
        }
        let bodily = event_type.is_bodily();
        let visited = event_type == EventType::Consult && matches!(slot, Slot::Preposition(p) if **p == *"to" || **p == *"in");
        // War is declared on a government, not on its city.
        let against = matches!(slot, Slot::Preposition(p) if **p == *"against" || **p == *"with");
        // Who is visited takes part in the visit, as a government does by its capital; any other town or site does not.
        let sight = |entity| self.entities.kind(entity) == EntityKind::Place && !self.entities.is_country(entity);
        if event_type == EventType::Consult && !self.entities.is_capital(word) && self.entities.of(word).is_some_and(sight) {
            return None;
        }
        if self.entities.is_capital(word) && role == Role::Recipient && (bodily && !against || visited) {
            return self.entities.of(word);
        }
        let entity = self.entities.acting(word)?;
        let thing = self.entities.kind(entity) == EntityKind::Thing;
        // Things are hit and lost, ships sail, and tanks attack; otherwise they do not act.
        let moves = event_type == EventType::Move;
        let attacks = role == Role::Agent && event_type.is_bodily() && self.ontology.nouns.may_attack(self.tree.form(word));
        let befalls = (role == Role::Recipient || moves) && event_type.befalls_things();
        (!thing || befalls || attacks || role == Role::Instrument).then_some(entity)
    }

    /// "We suffered no casualties": the country, of who holds an office in it.
    fn spoken_for(&self, word: TokenIndex, speaker: EntityIndex, event_type: EventType) -> Option<EntityIndex> {
        let several = matches!(self.tree.form(word), "we" | "us" | "our") && event_type.is_bodily() && event_type != EventType::Move;
        self.entities.holds_office_at_home(speaker).filter(|_| several)
    }

    /// Who is understood to do what stands under a governor: "X denied the attack", "X is ready for talks", "X accused Y of fraud",
    /// "X urged Y to leave".
    fn understood_doer(
        &self,
        event: &Found,
        steps: &[Step],
        participants: &mut Vec<Participant>,
        said_by: &[EntityIndex],
        notes: &mut Notes,
    ) {
        let tree = self.tree;
        let noun = event.class == TriggerClass::Noun;
        let has_agent = participants.iter().any(|p| p.role == Role::Agent);
        let own_subject = tree.children(event.trigger).iter().any(|&c| tree.relation(c).universal() == Relation::Nsubj);
        if noun && has_agent || !noun && (own_subject || tree.relation(event.trigger) == Relation::Amod || tree.is_passive(event.trigger)) {
            return;
        }
        let mut above = steps.iter().skip_while(|s| tree.relation(s.child) == Relation::Conj);
        let owned = |s: &Step| self.governing.is_part(s.governor) && !self.doers(s, Doer::Subject).is_empty();
        let decides = |s: &&Step| s.colour.is_some_and(|c| c.doer.is_some() || c.says) || !s.complement || owned(s);
        let Some(mut step) = above.find(decides).filter(|s| s.complement || !noun && tree.is_nominal(s.child)) else { return };
        // "rejected accusations of fraud": who rejects them was accused.
        if self.governing.accuses(step.governor)
            && let Some(denial) = above.next().filter(|s| s.colour.is_some_and(|c| c.polarity == Some(Polarity::Denied)))
        {
            step = denial;
        }
        let part = owned(step).then_some(Doer::Subject);
        let Some(doer) = step.colour.and_then(|c| c.doer).or(part) else { return };
        // "X rejected the accusation": the accusation is another's, made to X.
        let speaks = noun && self.governing.speaks(event);
        let role = if speaks && step.colour.is_some_and(|c| c.polarity == Some(Polarity::Denied)) { Role::Recipient } else { Role::Agent };
        let heads = self.doers(step, doer);
        if heads.is_empty() || role == Role::Recipient && participants.iter().any(|p| p.role == role) {
            return;
        }
        if !noun && has_agent {
            // Only an addressee overrides what the tree says.
            if doer != Doer::Object
                || tree.relation(event.trigger) == Relation::Conj
                    && steps[0].colour.is_none()
                    && tree.children_by(event.trigger, Relation::Mark).next().is_none()
            {
                return;
            }
            participants.retain(|p| p.role != Role::Agent);
        }
        let event_type = self.ontology.frames.get(event.frame).event_type;
        if self.ontology.frames.get(event.frame).roles(event.class).iter().all(|(role, _)| *role != Role::Agent) {
            return;
        }
        for word in heads.into_iter().flat_map(|head| tree.coordination(head)) {
            for entity in self.fillers(word, role, &Slot::Subject, event_type, said_by) {
                self.take_part(participants, role, entity, word, notes, || Means::Understood(step.governor));
            }
        }
    }

    /// The head words that a governor names as its subject or its object, wherever its frame has them stand.
    fn doers(&self, step: &Step, doer: Doer) -> Vec<TokenIndex> {
        let arguments = self.tree.arguments(step.governor);
        match doer {
            Doer::Subject if self.tree.is_nominal(step.governor) => self.tree.noun_arguments(step.governor).possessive,
            Doer::Subject => arguments.subjects,
            Doer::Object => match self.governing.fillers(step.governor, Role::Recipient) {
                Some(addressed) if !addressed.is_empty() => addressed.into_iter().filter(|&h| h != step.child).collect(),
                _ if arguments.objects.contains(&step.child) => Vec::new(),
                _ => arguments.objects,
            },
        }
    }

    /// "threatened Iran with sanctions", "promised Kenya aid": what is promised or threatened is for those it is promised to.
    fn addressed(&self, event: &Found, steps: &[Step], participants: &mut Vec<Participant>, said_by: &[EntityIndex], notes: &mut Notes) {
        let Some(step) = steps.first().filter(|s| s.complement && s.is_event) else { return };
        let speaks = step.colour.is_some_and(|c| c.says && c.doer == Some(Doer::Subject) && c.polarity.is_none());
        if event.class != TriggerClass::Noun || !speaks || participants.iter().any(|p| p.role == Role::Recipient) {
            return;
        }
        let event_type = self.ontology.frames.get(event.frame).event_type;
        let heads = self.governing.fillers(step.governor, Role::Recipient).unwrap_or_default();
        for word in heads.into_iter().flat_map(|head| self.tree.coordination(head)) {
            for entity in self.fillers(word, Role::Recipient, &Slot::Object, event_type, said_by) {
                self.take_part(participants, Role::Recipient, entity, word, notes, || Means::Addressed(step.governor));
            }
        }
    }

    /// From the first to the last word of the trigger, with the carrying verb where it stands close before.
    fn trigger_bytes(&self, event: &Found) -> Span<Byte> {
        let (mut first, mut last) = (event.trigger, event.trigger);
        let sentence = self.tree.document.sentence_of(event.trigger).tokens;
        for &word in event.with.iter().chain(&event.carrier) {
            let near = word.abs_diff(event.trigger) <= 5 && sentence.contains(word);
            if near && (Some(word) != event.carrier || word < event.trigger) {
                first = first.min(word);
                last = last.max(word);
            }
        }
        self.tree.document.bytes(Span::new(first, last + 1))
    }

    /// What stands between agent and recipient: the frame's words, or for a carried noun the carrying verb and the noun.
    fn predicate(&self, event: &Found, participants: &[Participant]) -> String {
        let frame = self.ontology.frames.get(event.frame);
        let preposition = event.fillers.iter().find_map(|(role, slot, _)| match slot {
            Slot::Preposition(p) if *role == Role::Recipient => Some(format!(" {p}")),
            _ => None,
        });
        let preposition = preposition.unwrap_or_default();
        let Some(carrier) = event.carrier.filter(|_| participants.iter().any(|p| p.role == Role::Agent)) else {
            let Some(own) = &event.predicate else { return frame.predicate.to_string() };
            // "cooperated with", but "called on" and "declared war on", which have one already.
            let has_it = preposition.is_empty() || own.contains(preposition.trim_start()) || ends_in_preposition(own);
            return if has_it { own.to_string() } else { format!("{own}{preposition}") };
        };
        let verb = self.ontology.governors.lemma(self.tree.form(carrier)).unwrap_or(self.tree.lemma(carrier));
        let noun = self.tree.form(event.trigger);
        let plural = self.tree.has_feature(event.trigger, "Number=Plur");
        let article = match (plural, noun.starts_with(['a', 'e', 'i', 'o', 'u'])) {
            (true, _) => "",
            (false, true) => "an ",
            (false, false) => "a ",
        };
        let compound: String = event
            .with
            .iter()
            .filter(|&&w| w < event.trigger && self.tree.upos(w) != UPos::Verb)
            .map(|&w| format!("{} ", self.tree.form(w)))
            .collect();
        let past = self.ontology.inflection.past(verb);
        format!("{past} {article}{compound}{noun}{preposition}")
    }
}

fn ends_in_preposition(predicate: &str) -> bool {
    matches!(predicate.rsplit(' ').next(), Some("on" | "at" | "with" | "to" | "against" | "for" | "from" | "of" | "into" | "upon" | "over"))
}

/// The name of a decision of the heads, as claims list it: "head:agent 0.71".
fn heard_name(player: Player) -> String {
    format!("head:{} {:.2}", player.part.as_str(), player.probability)
}
