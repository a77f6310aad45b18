//! The IRIs of a graph's own nodes, under its base: deterministic, so that two graphs of the same things unite.

use super::vocabulary::PREFIXES;
use super::{Options, StoreError};
use crate::model::{Article, ContradictionReason, Held, Provenance, StandingRelation, Stating, ToldQuantity, slug};
use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Names the nodes under one base.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub base: String,
}

impl Naming {
    /// # Errors
    /// When the base is no IRI that names can be appended to.
    pub fn under(options: &Options) -> Result<Self, StoreError> {
        let base = options.base.clone();
        let fits = base.ends_with(['/', '#']) && NamedNode::new(&base).is_ok();
        if fits { Ok(Self { base }) } else { Err(StoreError::Base { base }) }
    }

    pub fn node(&self, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{id}", self.base))
    }

    /// The id of a node: its IRI without the base.
    #[cfg(test)]
    pub fn id<'n>(&self, node: &'n NamedNode) -> &'n str {
        node.as_str().strip_prefix(&self.base).unwrap_or(node.as_str())
    }

    pub fn article(&self, id: &str) -> NamedNode {
        self.node(&format!("article-{}", local(id)))
    }

    /// A claim is one telling of one event: the article, the words, and the rule that read them.
    pub fn claim(&self, event: &str, telling: &Provenance) -> NamedNode {
        let key = format!(
            "{event}\u{1f}{}\u{1f}{:?}\u{1f}{:?}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}",
            telling.article,
            telling.evidence,
            telling.trigger,
            telling.rule,
            telling.polarity.as_str(),
            telling.modality.as_str(),
            telling.said_by.join("\u{1f}"),
        );
        self.node(&format!("claim-{}-{}", local(&telling.article), hash(&key, 5)))
    }

    /// A triple of an event.
    pub fn statement(&self, event: &str, property: &NamedNode, subject: &str, object: &str) -> NamedNode {
        let words = property.as_str().rsplit(['#', '/']).next().unwrap_or_default();
        let key = [event, subject, property.as_str(), object].join("\u{1f}");
        self.node(&format!("statement-{}-{}", slug(words, 40), hash(&key, 5)))
    }

    /// A relation of two, or of one and an office.
    pub fn relation(&self, relation: &StandingRelation) -> NamedNode {
        let object = match &relation.object {
            Held::Entity(entity) => entity,
            Held::Words(words) => words,
        };
        let of = relation.of.as_deref().unwrap_or_default();
        let key = [relation.subject.as_str(), relation.property.as_str(), object, of].join("\u{1f}");
        self.node(&format!("relation-{}-{}", slug(relation.property.as_str(), 40), hash(&key, 5)))
    }

    /// A claim that states a relation.
    pub fn stating(&self, relation: &StandingRelation, stating: &Stating) -> NamedNode {
        let key = format!("{}\u{1f}{}\u{1f}{}-{}", self.relation(relation).as_str(), stating.rule, stating.at.start, stating.at.end);
        self.node(&format!("claim-{}-{}", local(&stating.article), hash(&key, 5)))
    }

    /// A number that a claim gives.
    pub fn quantity(&self, claim: &NamedNode, told: &ToldQuantity) -> NamedNode {
        let key = format!(
            "{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}-{}",
            claim.as_str(),
            told.role.as_str(),
            told.value,
            told.counted,
            told.at.start,
            told.at.end
        );
        self.node(&format!("quantity-{}", hash(&key, 6)))
    }

    /// An office as a title names it, whoever holds it.
    pub fn role(&self, title: &str) -> NamedNode {
        self.node(&format!("role-{}-{}", slug(title, 40), hash(title, 4)))
    }

    /// The graph of what others say, under the name that the user gave it.
    pub fn foreign(&self, name: &str) -> NamedNode {
        self.node(&format!("foreign-{name}"))
    }

    /// That two claims cannot both be true.
    pub fn contradiction(&self, reason: ContradictionReason, from: &NamedNode, to: &NamedNode) -> NamedNode {
        let key = [reason.as_str(), from.as_str(), to.as_str()].join("\u{1f}");
        self.node(&format!("contradiction-{}-{}", slug(reason.as_str(), 40), hash(&key, 5)))
    }

    /// A stretch of an article's text, in code points.
    pub fn span(&self, article: &Article, points: &Range<usize>) -> NamedNode {
        self.node(&format!("span-{}-{}-{}", local(&article.id), points.start, points.end))
    }

    pub fn rule(&self, rule: &str) -> NamedNode {
        self.node(&format!("rule-{}-{}", slug(rule, 40), hash(rule, 4)))
    }

    /// An IRI as people read it: by its prefix where it has one, else in angle brackets.
    pub fn shorten(&self, iri: &str) -> String {
        let data = [("", self.base.as_str())];
        let fits = data.iter().chain(PREFIXES).filter_map(|(prefix, start)| Some((prefix, iri.strip_prefix(start)?)));
        match fits.min_by_key(|(_, name)| name.len()) {
            Some((prefix, name)) if name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) => format!("{prefix}:{name}"),
            _ => format!("<{iri}>"),
        }
    }
}

/// An article's id inside an IRI: as it is if it can be, else a slug of it with a hash.
fn local(id: &str) -> String {
    let plain = !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if plain { id.to_owned() } else { format!("{}-{}", slug(id, 40), hash(id, 4)) }
}

fn hash(key: &str, bytes: usize) -> String {
    hexadecimal(&Sha256::digest(key.as_bytes())[..bytes])
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iris_are_shortened_by_the_longest_prefix() {
        let naming = Naming { base: "https://w3id.org/dateline/id/".to_owned() };
        assert_eq!(naming.shorten("https://w3id.org/dateline/id/kyiv-1a"), ":kyiv-1a");
        assert_eq!(naming.shorten("https://w3id.org/dateline/ns#agent"), "dl:agent");
        assert_eq!(naming.shorten("https://example.org/x"), "<https://example.org/x>");
        assert_eq!(naming.shorten("https://schema.org/a/b"), "<https://schema.org/a/b>");
    }

    #[test]
    fn any_article_id_gives_a_valid_iri() {
        let naming = Naming { base: "https://w3id.org/dateline/id/".to_owned() };
        for id in ["dev-001", "https://news.example/a?b=<c>", "", "статья 1"] {
            let iri = naming.article(id);
            assert!(NamedNode::new(iri.as_str()).is_ok() && naming.shorten(iri.as_str()).starts_with(":article-"), "{iri}");
        }
    }
}
