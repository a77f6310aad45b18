//! What is known of an entity while relations are read: named or not, whose it is, and the bodies that stand inside a title.
//!
//! Knows nothing of which relations there are.

use super::{Draft, Entities};
use crate::model::{EntityIndex, EntityKind, NameKind, Relation, Span, Token, TokenIndex, UPos};
use crate::ontology::NounClass;

impl Entities<'_> {
    /// The fullest name.
    pub fn fullest_name(&self, entity: EntityIndex) -> &str {
        &self.drafts[entity].name
    }

    /// Whether the result speaks of it already.
    pub fn is_kept(&self, entity: EntityIndex) -> bool {
        self.drafts[entity].kept
    }

    /// Whether a word means a person with a name.
    pub fn is_person(&self, token: TokenIndex) -> bool {
        self.of(token).is_some_and(|e| self.is_named(e) && self.kind(e) == EntityKind::Person)
    }

    /// The country of somebody or something, where the text told it and speaks of that country.
    pub fn home(&self, entity: EntityIndex) -> Option<EntityIndex> {
        self.drafts[entity].country.as_deref().and_then(|key| self.by_key.get(key)).copied()
    }

    /// The country of somebody who is known to hold an office in it on the day of the article, if the text speaks of it.
    pub fn holds_office_at_home(&self, entity: EntityIndex) -> Option<EntityIndex> {
        let country = self.drafts[entity].country.as_ref()?;
        self.home(entity).filter(|_| self.drafts[entity].office_of.contains(country))
    }

    /// The country or body in which somebody is known to hold an office of this title on the day of the article, if the text speaks of
    /// it, and of one only: "President Niinisto" in a report from Brussels that speaks of Finland, too.
    pub fn known_office(&self, entity: EntityIndex, title: &str) -> Option<EntityIndex> {
        let draft = &self.drafts[entity];
        let named_so = title.rsplit(' ').next().is_some_and(|noun| draft.described_as.contains(noun));
        let mut owners = draft.office_of.iter().filter(|_| named_so).filter_map(|key| self.spoken_of(key));
        owners.next().filter(|_| owners.next().is_none())
    }

    /// The entity of a key of the ontology, if the text speaks of it.
    pub fn spoken_of(&self, key: &str) -> Option<EntityIndex> {
        self.by_key.get(key).copied()
    }

    /// Gives an entity to each body that stands inside a title, which is nobody's mention by itself: "foreign ministry spokesman",
    /// "rebel spokesman". `is_title` tells the titles.
    pub fn add_bodies(&mut self, is_title: impl Fn(&str) -> bool) {
        for title in 1..self.tree.len() {
            if !is_title(self.tree.form(title)) {
                continue;
            }
            let word = title - 1;
            let inside = self.tree.sentence(word) == self.tree.sentence(title)
                && matches!(self.tree.relation(word), Relation::Compound | Relation::Amod | Relation::NmodDesc | Relation::Flat);
            if inside && self.of_token[word].is_none() {
                self.add_body(word);
            }
        }
    }

    fn add_body(&mut self, head: TokenIndex) {
        let tree = self.tree;
        let class = self.ontology.nouns.class(tree.form(head));
        let kind = match class {
            Some(NounClass::Organization | NounClass::Forces | NounClass::Media) => EntityKind::Organization,
            // Its country is found like that of a spokesman alone.
            Some(NounClass::Government) => return,
            Some(NounClass::Group) => EntityKind::Group,
            _ if self.annotated_kind(head) == Some(NameKind::Organization) => EntityKind::Organization,
            _ => return,
        };
        let start = self.body_start(head);
        let span = Span::new(start, head + 1);
        let country =
            (start..head).find_map(|t| self.country_named(t)).or_else(|| start.checked_sub(1).and_then(|t| self.country_named(t)));
        let entity = self.body(span, kind, country);
        for token in start..=head {
            self.of_token[token].get_or_insert(entity);
        }
    }

    /// Where the words of a body inside a title begin: "foreign ministry" of "foreign ministry spokesman".
    fn body_start(&self, head: TokenIndex) -> TokenIndex {
        let mut start = head;
        while let Some(before) = start.checked_sub(1) {
            let part = matches!(self.tree.relation(before), Relation::Compound | Relation::Amod | Relation::NmodDesc | Relation::NmodPoss)
                && self.tree.is_under(before, head)
                && self.tree.sentence(before) == self.tree.sentence(head);
            if !part || self.tree.upos(before) == UPos::Pron {
                break;
            }
            start = before;
        }
        // "Chadian military spokesman", where the adjective hangs on the spokesman.
        let country = start.checked_sub(1).filter(|&t| self.tree.sentence(t) == self.tree.sentence(head) && self.is_demonym(t));
        country.unwrap_or(start)
    }

    fn is_demonym(&self, token: TokenIndex) -> bool {
        self.tree.upos(token) == UPos::Adj && self.country_named(token).is_some()
    }

    /// The body that these words mean: one that the text names by them, alone or with its country; a new one otherwise.
    fn body(&mut self, span: Span<Token>, kind: EntityKind, country: Option<String>) -> EntityIndex {
        let tree = self.tree;
        let bytes = tree.document.bytes(span);
        let words = bytes.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = words.to_lowercase();
        let same_country = |draft: &Draft| country.is_none() || draft.country.is_none() || draft.country == country;
        let known = self.drafts.iter().position(|draft| {
            draft.kind == Some(kind)
                && same_country(draft)
                && draft.names.iter().chain([&draft.name]).any(|name| {
                    let name = name.to_lowercase();
                    name == folded || name.strip_suffix(folded.as_str()).is_some_and(|before| before.ends_with(' '))
                })
        });
        let entity = known.unwrap_or_else(|| {
            self.keyed(format!("body:{folded}"), || Draft { name: words.clone(), kind: Some(kind), country, ..Draft::default() })
        });
        self.mention(entity, bytes, Some(&words));
        entity
    }
}
