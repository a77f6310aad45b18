//! A part of the view: the claims that are wanted, and all that they need to be understood, exactly as the whole has it. What somebody
//! outside the slice denies is not asserted inside it, for the bare triples are those of the whole.

use super::vocabulary::*;
use super::{Store, StoreError};
use jiff::civil::Date;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Which claims are wanted; what is `None` wants all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slice {
    /// Claims of this article: its id, its URL or its title.
    pub article: Option<String>,
    /// Claims of events that may lie on this day or later. A claim of what has no time lies on the day its article appeared.
    pub since: Option<Date>,
    /// And on this day or earlier.
    pub until: Option<Date>,
    /// Claims of somebody of this name, or about him: any of his names, whatever its case; where nobody has it, a part of one.
    pub actor: Option<String>,
}

impl Slice {
    /// Whether it wants everything.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }
}

/// The quads by their subjects.
struct Index<'q> {
    quads: &'q [Quad],
    by_subject: HashMap<&'q str, Vec<usize>>,
}

impl<'q> Index<'q> {
    fn of(quads: &'q [Quad]) -> Self {
        let mut by_subject: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, quad) in quads.iter().enumerate() {
            if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
                by_subject.entry(node.as_str()).or_default().push(at);
            }
        }
        Self { quads, by_subject }
    }

    fn about(&self, node: &str) -> impl Iterator<Item = (usize, &'q Quad)> + '_ {
        self.by_subject.get(node).into_iter().flatten().map(|&at| (at, &self.quads[at]))
    }

    fn objects(&self, node: &str, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &'q Term> + '_ {
        self.about(node).filter(move |(_, quad)| quad.predicate == predicate).map(|(_, quad)| &quad.object)
    }

    fn nodes(&self, node: &str, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &'q str> + '_ {
        self.objects(node, predicate).filter_map(|term| match term {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    fn day(&self, node: &str, predicate: NamedNodeRef<'static>) -> Option<Date> {
        self.objects(node, predicate).find_map(|term| match term {
            Term::Literal(literal) => literal.value().parse().ok(),
            _ => None,
        })
    }

    fn of_class(&self, class: NamedNodeRef<'static>) -> impl Iterator<Item = &'q str> + '_ {
        let is_class = move |quad: &&Quad| quad.predicate == rdf::TYPE && quad.object == class.into();
        self.quads.iter().filter(is_class).filter_map(|quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
            NamedOrBlankNode::BlankNode(_) => None,
        })
    }
}

impl Store {
    /// The quads of a slice, in the order they have in the whole.
    pub(super) fn slice(&self, slice: &Slice) -> Result<Vec<Quad>, StoreError> {
        let quads = self.quads()?;
        let index = Index::of(&quads);
        let named = |name| Ok::<_, StoreError>(self.entities_named(name)?.into_iter().map(|(iri, _)| iri).collect());
        let wanted = Wanted {
            slice,
            article: slice.article.as_deref().map(|id| self.naming.article(id)),
            actors: slice.actor.as_deref().map(named).transpose()?,
        };
        let claims: BTreeSet<&str> = index.of_class(CLAIM).filter(|claim| wanted.claim(&index, claim)).collect();
        Ok(Closure::of(&index, claims).quads())
    }
}

/// A slice in terms of the graph.
struct Wanted<'s> {
    slice: &'s Slice,
    /// The article as its id names it.
    article: Option<NamedNode>,
    /// The IRIs of everybody who is called so.
    actors: Option<HashSet<String>>,
}

impl Wanted<'_> {
    fn claim(&self, index: &Index<'_>, claim: &str) -> bool {
        let article = index.nodes(claim, PROV_DERIVED).next().unwrap_or_default();
        let of_article = |wanted: &NamedNode| {
            let words = self.slice.article.as_deref().unwrap_or_default();
            let called = |predicate| index.objects(article, predicate).any(|term| matches!(term, Term::Literal(l) if l.value() == words));
            article == wanted.as_str() || called(URL) || called(HEADLINE)
        };
        let concerns = |actors: &HashSet<String>| {
            let speaks =
                [CLAIMANT, VIA, rdf::SUBJECT, rdf::OBJECT].into_iter().any(|p| index.nodes(claim, p).any(|who| actors.contains(who)));
            let roles = [AGENT, RECIPIENT, TOPIC, INSTRUMENT, SEM_HAS_PLACE, ORG_MEMBER, ORG_ORGANIZATION];
            let takes_part = |event: &str| roles.into_iter().any(|role| index.nodes(event, role).any(|who| actors.contains(who)));
            speaks || index.nodes(claim, STATES).any(takes_part)
        };
        self.article.as_ref().is_none_or(of_article)
            && is_within(index, claim, article, self.slice)
            && self.actors.as_ref().is_none_or(concerns)
    }
}

fn is_within(index: &Index<'_>, claim: &str, article: &str, slice: &Slice) -> bool {
    let time = index.nodes(claim, STATES).find_map(|event| index.nodes(event, SEM_HAS_TIME).next());
    let published = index.day(article, DATE_PUBLISHED);
    let (earliest, latest) = match time {
        Some(time) => (index.day(time, EARLIEST), index.day(time, LATEST)),
        None => (published, published),
    };
    if time.is_none() && published.is_none() {
        return slice.since.is_none() && slice.until.is_none();
    }
    slice.since.is_none_or(|since| latest.is_none_or(|latest| latest >= since))
        && slice.until.is_none_or(|until| earliest.is_none_or(|earliest| earliest <= until))
}

/// All that chosen claims need.
struct Closure<'i, 'q> {
    index: &'i Index<'q>,
    claims: BTreeSet<&'q str>,
    taken: HashSet<usize>,
    seen: HashSet<&'q str>,
}

impl<'i, 'q> Closure<'i, 'q> {
    fn of(index: &'i Index<'q>, claims: BTreeSet<&'q str>) -> Self {
        let mut closure = Self { index, claims: claims.clone(), taken: HashSet::new(), seen: HashSet::new() };
        let mut waiting: Vec<&str> = claims.into_iter().collect();
        waiting.extend(closure.contradictions());
        while let Some(node) = waiting.pop() {
            if closure.seen.insert(node) {
                closure.take(node, &mut waiting);
            }
        }
        closure.bare_triples();
        closure
    }

    /// Those between two chosen claims.
    fn contradictions(&self) -> Vec<&'q str> {
        let inside = |node: &&str| self.index.nodes(node, BETWEEN).all(|claim| self.claims.contains(claim));
        self.index.of_class(CONTRADICTION).filter(inside).collect()
    }

    /// Takes what is said of a node, and sends for what that leads to.
    fn take(&mut self, node: &'q str, waiting: &mut Vec<&'q str>) {
        let is_entity = self.index.objects(node, SKOS_PREF_LABEL).next().is_some();
        for (at, quad) in self.index.about(node) {
            let object = match &quad.object {
                Term::NamedNode(object) => Some(object.as_str()),
                _ => None,
            };
            let wanted = match (object, quad.predicate.as_ref()) {
                (None, _) => true,
                (Some(claim), CONTRADICTS | GIVEN_BY) => self.claims.contains(claim),
                (Some(quantity), QUANTITY_OF_EVENT) => self.index.nodes(quantity, GIVEN_BY).any(|claim| self.claims.contains(claim)),
                // Between entities there are bare triples, which are chosen by what the claims say.
                (Some(_), predicate) => !is_entity || [rdf::TYPE, OWL_SAME_AS, SKOS_CLOSE_MATCH, GEO_HAS_GEOMETRY].contains(&predicate),
            };
            if wanted {
                self.taken.insert(at);
                waiting.extend(object.filter(|object| self.index.by_subject.contains_key(object)));
                waiting.extend(Some(quad.predicate.as_str()).filter(|predicate| self.index.by_subject.contains_key(predicate)));
            }
        }
    }

    /// The triples of chosen statements and relations that the whole asserts.
    fn bare_triples(&mut self) {
        let index = self.index;
        let said = self.seen.iter().copied().filter_map(|node| {
            let one = |predicate| index.nodes(node, predicate).next();
            Some((one(rdf::SUBJECT)?, one(rdf::PREDICATE)?, one(rdf::OBJECT)?))
        });
        for (subject, predicate, object) in said.collect::<Vec<_>>() {
            let asserted = |quad: &Quad| {
                quad.graph_name == GraphName::DefaultGraph
                    && quad.predicate.as_str() == predicate
                    && quad.object == NamedNode::new_unchecked(object).into()
            };
            self.taken.extend(index.about(subject).filter(|(_, quad)| asserted(quad)).map(|(at, _)| at));
        }
    }

    fn quads(self) -> Vec<Quad> {
        let mut taken: Vec<usize> = self.taken.into_iter().collect();
        taken.sort_unstable();
        taken.into_iter().map(|at| self.index.quads[at].clone()).collect()
    }
}
