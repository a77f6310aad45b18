//! Where an event happened: the place that the text states for it.
//!
//! Takes a frame met and the entities; gives the head word of a place. Knows nothing of which entity a capital means there.

use super::entities::Entities;
use super::frames::Found;
use super::tree::Tree;
use crate::model::{EntityKind, Relation, Role, TokenIndex, UPos};

const PLACING: &[&str] = &["in", "at", "near", "inside", "outside", "across", "around", "throughout", "off", "along", "over", "within"];

/// How deep a named place may stand in the phrase of an unnamed one.
const NESTED: usize = 3;

/// The place of an event, if the text gives one.
pub(super) fn place(tree: &Tree<'_>, entities: &Entities<'_>, event: &Found) -> Option<TokenIndex> {
    let finder = Finder { tree, entities, event };
    let stated = event.places.first().copied();
    stated.or_else(|| finder.beside(&finder.about())).or_else(|| finder.beside(&finder.joined())).map(|head| finder.narrowed(head))
}

struct Finder<'a> {
    tree: &'a Tree<'a>,
    entities: &'a Entities<'a>,
    event: &'a Found,
}

impl Finder<'_> {
    /// The words that a place of the event may hang on, the likeliest first.
    fn about(&self) -> Vec<TokenIndex> {
        let (tree, event) = (self.tree, self.event);
        let mut about = vec![event.trigger];
        about.extend(event.carrier);
        about.extend(event.with.iter().copied().filter(|&w| tree.is_nominal(w)));
        // "talks resumed in Brussels", "the attack took place in Nice": the clause whose subject the noun is.
        if tree.is_nominal(event.trigger) && matches!(tree.relation(event.trigger).universal(), Relation::Nsubj) {
            about.extend(tree.head(event.trigger).filter(|&h| tree.upos(h) == UPos::Verb));
        }
        // "killed nine people in Mosul", "a bridge in Kyiv was hit", where the parser hangs the place on the people, or the writer does.
        about.extend(event.fillers.iter().filter(|(role, _, _)| *role == Role::Recipient).map(|(_, _, head)| *head));
        about.extend(tree.opening_participles(event.verb()));
        about
    }

    /// "He stormed the camp in Brasilia and detained hundreds": the first of joined verbs, where this one has no subject of its own.
    fn joined(&self) -> Vec<TokenIndex> {
        let tree = self.tree;
        let verb = self.event.verb();
        let alone = tree.relation(verb) == Relation::Conj && tree.upos(verb) == UPos::Verb && tree.own_subject(verb).is_none();
        let first = tree.head(verb).filter(|&first| alone && first < verb);
        first.into_iter().chain(first.into_iter().flat_map(|first| tree.opening_participles(first))).collect()
    }

    /// The head of the first phrase of place that hangs on one of these words.
    fn beside(&self, about: &[TokenIndex]) -> Option<TokenIndex> {
        let taken: Vec<TokenIndex> = self.event.fillers.iter().map(|(_, _, head)| *head).collect();
        let phrase = |&c: &TokenIndex| matches!(self.tree.relation(c), Relation::Obl | Relation::Nmod) && !taken.contains(&c);
        about
            .iter()
            .find_map(|&word| self.tree.children(word).iter().copied().filter(phrase).find(|&c| self.is_placed(c) && self.is_place(c)))
    }

    /// Whether a word stands after a preposition of place.
    fn is_placed(&self, head: TokenIndex) -> bool {
        self.tree.marker(head).is_some_and(|m| PLACING.contains(&m))
    }

    fn is_place(&self, head: TokenIndex) -> bool {
        self.entities.kind_of(head) == Some(EntityKind::Place)
    }

    /// "in the basement of a school in Bucha" is in Bucha: of nested places, the first that has a name.
    fn narrowed(&self, place: TokenIndex) -> TokenIndex {
        let named = |head: TokenIndex| self.entities.of(head).is_some_and(|entity| self.entities.is_named(entity));
        if named(place) {
            return place;
        }
        let inner = |head: TokenIndex| {
            self.tree.children_by(head, Relation::Nmod).filter(|&c| self.tree.marker(c) == Some("of") || self.is_placed(c))
        };
        let mut level = vec![place];
        for _ in 0..NESTED {
            level = level.into_iter().flat_map(inner).collect();
            if let Some(found) = level.iter().copied().find(|&head| named(head) && self.is_place(head)) {
                return found;
            }
        }
        place
    }
}
