//! Where an event happened: the place that the text states for it.
//!
//! Takes a frame met and the entities; gives the head word of a place. Knows nothing of which entity a capital means there.

use super::entities::Entities;
use super::frames::Found;
use super::tree::Tree;
use crate::model::{EntityKind, Relation, Role, TokenIndex, UPos};

const PLACING: &[&str] = &["in", "at", "near", "inside", "outside", "across", "around", "throughout", "off", "along", "over", "within"];

/// The place of an event, if the text gives one.
pub(super) fn place(tree: &Tree<'_>, entities: &Entities<'_>, event: &Found) -> Option<TokenIndex> {
    if let Some(&stated) = event.places.first() {
        return Some(stated);
    }
    let mut about = vec![event.trigger];
    about.extend(event.carrier);
    about.extend(event.with.iter().copied().filter(|&w| tree.is_nominal(w)));
    // "talks resumed in Brussels", "the attack took place in Nice": the clause whose subject the noun is.
    if tree.is_nominal(event.trigger) && matches!(tree.relation(event.trigger).universal(), Relation::Nsubj) {
        about.extend(tree.head(event.trigger).filter(|&h| tree.upos(h) == UPos::Verb));
    }
    // "killed nine people in Mosul", where the parser hangs the place on the people.
    about
        .extend(event.fillers.iter().filter(|(role, _, head)| *role == Role::Recipient && *head > event.trigger).map(|(_, _, head)| *head));
    let taken: Vec<TokenIndex> = event.fillers.iter().map(|(_, _, head)| *head).collect();
    about.into_iter().find_map(|word| {
        let phrases = tree.children(word).iter().copied();
        phrases
            .filter(|&c| matches!(tree.relation(c), Relation::Obl | Relation::Nmod) && !taken.contains(&c))
            .find(|&c| tree.marker(c).is_some_and(|m| PLACING.contains(&m)) && entities.kind_of(c) == Some(EntityKind::Place))
    })
}
