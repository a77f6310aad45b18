//! `Knowledge` → quads. Entities, events, their triples and articles stand in the default graph; each article's claims with their
//! evidence stand in a named graph of the article, so that an article can be dropped exactly.

use super::naming::Naming;
use super::vocabulary::*;
use crate::model::*;
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How many characters before and after a quoted sentence help to find it again.
const QUOTE_CONTEXT: usize = 32;

/// All quads of the view; unsorted, and some may come twice.
pub(super) fn quads(knowledge: &Knowledge, naming: &Naming, assert_attributed: bool) -> Vec<Quad> {
    let mut view = View {
        naming,
        names: knowledge.entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect(),
        articles: knowledge.articles.iter().map(|article| (article.id.as_str(), article)).collect(),
        graph: GraphName::DefaultGraph,
        quads: Vec::new(),
    };
    knowledge.entities.iter().for_each(|entity| view.entity(entity));
    knowledge.articles.iter().for_each(|article| view.article(article));
    knowledge.events.iter().for_each(|event| view.event(event));
    view.statements(&knowledge.statements);
    view.contradictions(knowledge);
    view.properties(knowledge);
    view.direct_triples(&knowledge.statements, assert_attributed);
    view.quads
}

struct View<'k> {
    naming: &'k Naming,
    names: BTreeMap<&'k str, &'k str>,
    articles: BTreeMap<&'k str, &'k Article>,
    /// Where quads go at the moment.
    graph: GraphName,
    quads: Vec<Quad>,
}

impl View<'_> {
    fn add(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }

    fn text(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, text: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(text));
    }

    fn name(&self, entity: &str) -> String {
        self.names.get(entity).map_or(entity, |name| name).to_owned()
    }

    fn entity(&mut self, entity: &Entity) {
        let node = self.naming.node(&entity.id);
        self.add(&node, rdf::TYPE, entity_class(entity.kind));
        self.text(&node, rdfs::LABEL, &entity.name);
        self.text(&node, SKOS_PREF_LABEL, &entity.name);
        entity.other_names.iter().for_each(|name| self.text(&node, SKOS_ALT_LABEL, name));
        if let Some(entry) = &entity.known_as {
            self.text(&node, KNOWN_AS, entry);
        }
    }

    fn article(&mut self, article: &Article) {
        let node = self.naming.article(&article.id);
        self.add(&node, rdf::TYPE, NEWS_ARTICLE);
        self.text(&node, rdfs::LABEL, article.title.as_ref().unwrap_or(&article.id));
        if let Some(title) = &article.title {
            self.text(&node, HEADLINE, title);
        }
        if let Some(publisher) = &article.publisher {
            self.text(&node, PUBLISHER, publisher);
        }
        if let Some(date) = article.published {
            self.add(&node, DATE_PUBLISHED, day(date));
        }
        if let Some(url) = &article.url {
            self.add(&node, URL, Literal::new_typed_literal(url, xsd::ANY_URI));
        }
        let hash: String = Sha256::digest(article.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        self.text(&node, TEXT_HASH, &hash);
    }

    fn event(&mut self, event: &Event) {
        let node = self.naming.node(&event.id);
        let class = event_class(event.event_type);
        self.event_type(event.event_type, &class);
        self.add(&node, rdf::TYPE, SEM_EVENT);
        self.add(&node, rdf::TYPE, class);
        let label = self.event_label(event);
        self.text(&node, rdfs::LABEL, &label);
        self.text(&node, STANDING, standing(event));
        if let Some(mode) = &event.mode {
            self.text(&node, MODE, mode);
        }
        for (role, entity) in &event.participants {
            let role = match role {
                Role::Agent => AGENT,
                Role::Recipient => RECIPIENT,
                Role::Topic => TOPIC,
                Role::Instrument => INSTRUMENT,
            };
            self.add(&node, role, self.naming.node(entity));
        }
        if let Some(place) = &event.place {
            self.add(&node, SEM_HAS_PLACE, self.naming.node(place));
        }
        if let Some(time) = &event.time {
            self.time(&node, &self.naming.node(&format!("{}-time", event.id)), time);
        }
        for telling in &event.support {
            self.claim(event, &node, telling);
        }
    }

    /// Claims that cannot both be true; the article of the later one says so, with the reason.
    fn contradictions(&mut self, knowledge: &Knowledge) {
        let events: BTreeMap<&str, &Event> = knowledge.events.iter().map(|event| (event.id.as_str(), event)).collect();
        for contradiction in &knowledge.contradictions {
            let sides = [&contradiction.one, &contradiction.other].map(|side| telling(side, &events));
            let [Some((event, one)), Some((other_event, other))] = sides else { continue };
            // What is denied contradicts what is affirmed.
            let (from, to) =
                if one.polarity == Polarity::Denied { ((event, one), (other_event, other)) } else { ((other_event, other), (event, one)) };
            self.graph = self.naming.article(&from.1.article).into();
            self.add(&self.naming.claim(from.0, from.1), CONTRADICTS, self.naming.claim(to.0, to.1));
        }
        self.graph = GraphName::DefaultGraph;
    }

    fn event_label(&self, event: &Event) -> String {
        let named = |wanted: Role| -> Vec<String> {
            event.participants.iter().filter(|(role, _)| *role == wanted).map(|(_, id)| self.name(id)).collect()
        };
        let objects = if named(Role::Recipient).is_empty() { named(Role::Topic) } else { named(Role::Recipient) };
        let day = event.time.as_ref().and_then(|time| time.earliest.filter(|_| time.earliest == time.latest));
        let parts = [named(Role::Agent).join(" and "), event.predicate.clone(), objects.join(" and ")];
        let words: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        words.join(" ") + &day.map(|day| format!(" ({day})")).unwrap_or_default()
    }

    /// Declares the class of an event type; of one that `ontology/dateline.ttl` does not have, all that is known.
    fn event_type(&mut self, event_type: EventType, class: &NamedNode) {
        self.add(class, rdf::TYPE, rdfs::CLASS);
        self.text(class, rdfs::LABEL, &event_type.as_str().to_lowercase().replace('_', " "));
        self.add(class, rdfs::SUB_CLASS_OF, SEM_EVENT);
        let EventType::Declared(declared) = event_type else { return };
        let verb = property(&declared.verb);
        self.add(class, rdf::TYPE, EVENT_TYPE);
        self.text(class, rdfs::COMMENT, &declared.description);
        self.add(class, PROPERTY_OF_TYPE, verb.clone());
        self.add(&verb, rdf::TYPE, rdf::PROPERTY);
        self.text(&verb, rdfs::LABEL, &declared.verb);
        if let Some(quad) = declared.quad_class.map(quad_class) {
            self.add(class, QUAD_CLASS, quad);
            self.add(&verb, rdfs::SUB_PROPERTY_OF, quad);
        }
    }

    fn time(&mut self, event: &NamedNode, node: &NamedNode, time: &TimeValue) {
        self.add(event, SEM_HAS_TIME, node.clone());
        self.add(node, rdf::TYPE, TIME_ENTITY);
        if let Some(date) = time.earliest {
            self.add(node, EARLIEST, day(date));
        }
        if let Some(date) = time.latest {
            self.add(node, LATEST, day(date));
        }
        if let Some(unit) = time_unit(time.granularity) {
            self.add(node, TIME_UNIT_TYPE, unit);
        }
        self.text(node, GRANULARITY, time.granularity.as_str());
        self.text(node, WORDS, &time.words);
    }

    fn claim(&mut self, event: &Event, event_node: &NamedNode, telling: &Provenance) {
        let article_node = self.naming.article(&telling.article);
        self.graph = article_node.clone().into();
        let node = self.naming.claim(&event.id, telling);
        self.add(&node, rdf::TYPE, CLAIM);
        self.add(&node, STATES, event_node.clone());
        if let Some((claimant, chain)) = telling.said_by.split_last() {
            self.add(&node, CLAIMANT, self.naming.node(claimant));
            chain.iter().for_each(|speaker| self.add(&node, VIA, self.naming.node(speaker)));
        }
        if let Some(cue) = &telling.cue {
            self.text(&node, CUE, cue);
        }
        self.text(&node, POLARITY, telling.polarity.as_str());
        self.text(&node, MODALITY, telling.modality.as_str());
        self.add(&node, PROV_DERIVED, article_node);
        let rule = self.naming.rule(&telling.rule);
        self.add(&rule, rdf::TYPE, RULE);
        self.text(&rule, rdfs::LABEL, &telling.rule);
        self.add(&node, PROV_GENERATED, rule);
        if let Some(article) = self.articles.get(telling.article.as_str()).copied() {
            self.text(&node, TRIGGER, telling.trigger.of(&article.text));
            let span = self.span(article, telling.evidence);
            self.add(&node, EVIDENCE, span);
        }
        self.graph = GraphName::DefaultGraph;
    }

    /// A stretch of text as Web Annotation selects it: by position, and by its words.
    fn span(&mut self, article: &Article, span: Span<Byte>) -> NamedNode {
        let points = span.to_code_points(&article.text);
        let node = self.naming.span(article, &points);
        let [position, quote] = ["position", "quote"].map(|kind| NamedNode::new_unchecked(format!("{}-{kind}", node.as_str())));
        self.add(&node, rdf::TYPE, OA_SPECIFIC_RESOURCE);
        self.add(&node, OA_HAS_SOURCE, self.naming.article(&article.id));
        self.add(&node, OA_HAS_SELECTOR, position.clone());
        self.add(&node, OA_HAS_SELECTOR, quote.clone());
        self.add(&position, rdf::TYPE, OA_POSITION_SELECTOR);
        self.add(&position, OA_START, Literal::from(points.start as u64));
        self.add(&position, OA_END, Literal::from(points.end as u64));
        self.add(&quote, rdf::TYPE, OA_QUOTE_SELECTOR);
        self.text(&quote, OA_EXACT, span.of(&article.text));
        let (before, after) = (&article.text[..span.start as usize], &article.text[span.end as usize..]);
        let from = before.char_indices().rev().nth(QUOTE_CONTEXT - 1).map_or(0, |(at, _)| at);
        self.text(&quote, OA_PREFIX, &before[from..]);
        self.text(&quote, OA_SUFFIX, &after.chars().take(QUOTE_CONTEXT).collect::<String>());
        node
    }

    /// A node for every triple of an event; the claims that say it point to it from their articles' graphs.
    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            let node = self.naming.statement(&statement.event, &statement.property, &statement.subject, &statement.object);
            let (subject, object) = (self.naming.node(&statement.subject), self.naming.node(&statement.object));
            let label = format!("{} {} {}", self.name(&statement.subject), statement.property, self.name(&statement.object));
            self.add(&node, rdf::TYPE, STATEMENT);
            self.text(&node, rdfs::LABEL, &label);
            self.add(&node, rdf::SUBJECT, subject);
            self.add(&node, rdf::PREDICATE, property(&statement.property));
            self.add(&node, rdf::OBJECT, object);
            self.add(&node, OF_EVENT, self.naming.node(&statement.event));
            for telling in &statement.support {
                self.graph = self.naming.article(&telling.article).into();
                self.add(&self.naming.claim(&statement.event, telling), SAYS, node.clone());
                self.graph = GraphName::DefaultGraph;
            }
        }
    }

    /// Declares the predicates of the statements, each under the property of its event types.
    fn properties(&mut self, knowledge: &Knowledge) {
        let types: BTreeMap<&str, EventType> = knowledge.events.iter().map(|event| (event.id.as_str(), event.event_type)).collect();
        let mut uses: BTreeMap<&str, BTreeSet<EventType>> = BTreeMap::new();
        for statement in &knowledge.statements {
            uses.entry(&statement.property).or_default().extend(types.get(statement.event.as_str()));
        }
        let mut declared = BTreeSet::new();
        for (predicate, types) in uses {
            let node = property(predicate);
            self.add(&node, rdf::TYPE, rdf::PROPERTY);
            // "launched the offensive" and "launched an offensive" are one property, which has one label.
            if declared.insert(node.as_str().to_owned()) {
                self.text(&node, rdfs::LABEL, predicate);
            }
            for broader in types.into_iter().map(|event_type| property(event_type.verb())).filter(|broader| *broader != node) {
                self.add(&node, rdfs::SUB_PROPERTY_OF, broader);
            }
        }
    }

    /// The bare triples: only what stands in an article's own voice, affirmed, actual, and denied by nobody.
    fn direct_triples(&mut self, statements: &[Statement], assert_attributed: bool) {
        let triple = |s: &Statement| (s.subject.clone(), property(&s.property).into_string(), s.object.clone());
        let contested: BTreeSet<_> = statements.iter().filter(|s| s.polarity == Polarity::Denied).map(triple).collect();
        for statement in statements.iter().filter(|s| s.polarity == Polarity::Affirmed && s.modality == Modality::Actual) {
            let own_voice = statement.support.iter().any(|telling| telling.said_by.is_empty());
            if (own_voice || assert_attributed) && !contested.contains(&triple(statement)) {
                let (subject, object) = (self.naming.node(&statement.subject), self.naming.node(&statement.object));
                self.add(&subject, property(&statement.property), object);
            }
        }
    }
}

/// A side's event and telling; none where it is no event that it tells of.
fn telling<'k>(side: &'k Side, events: &BTreeMap<&str, &'k Event>) -> Option<(&'k str, &'k Provenance)> {
    match side {
        Side::Telling { event, telling } => Some((event, &events.get(event.as_str())?.support[*telling])),
        Side::Stating { .. } => None,
    }
}

fn day(date: jiff::civil::Date) -> Literal {
    Literal::new_typed_literal(date.to_string(), xsd::DATE)
}

/// What the claims of an event say in sum.
fn standing(event: &Event) -> &'static str {
    let any = |is: fn(&Provenance) -> bool| event.support.iter().any(is);
    let (affirmed, denied) = (any(|p| p.polarity == Polarity::Affirmed), any(|p| p.polarity == Polarity::Denied));
    match (affirmed, denied) {
        (true, true) => "contested",
        (false, _) => "denied",
        (true, false) if any(|p| p.modality == Modality::Actual) => "affirmed",
        (true, false) if any(|p| p.modality == Modality::Possible) => "possible",
        (true, false) => "planned",
    }
}
