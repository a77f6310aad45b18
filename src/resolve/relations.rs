//! What articles state to hold over time, with the passages that state it.

use super::entities::Entities;
use crate::model::{Article, Claims, EntityId, Held, RelationObject, RelationProperty, StandingRelation, Stating};
use std::collections::{BTreeMap, BTreeSet};

type Key = (EntityId, RelationProperty, Held, Option<EntityId>);

/// One relation for each that is stated, sorted.
pub(super) fn of(articles: &[(Article, Claims)], entities: &Entities) -> Vec<StandingRelation> {
    let mut stated: BTreeMap<Key, BTreeSet<Stating>> = BTreeMap::new();
    for (index, (article, claims)) in articles.iter().enumerate() {
        for relation in &claims.relations {
            let object = match &relation.object {
                RelationObject::Entity(entity) => Held::Entity(entities.id(index, *entity).clone()),
                RelationObject::Words(words) => Held::Words(words.clone()),
            };
            let of = relation.of.map(|of| entities.id(index, of).clone());
            let key = (entities.id(index, relation.subject).clone(), relation.property, object, of);
            let (at, rule) = (relation.at, relation.found_by.clone());
            let stating = Stating { article: article.id.clone(), at, rule, inferred: relation.inferred, sole: relation.sole };
            stated.entry(key).or_default().insert(stating);
        }
    }
    // What joins entities may make a relation lead to its own subject.
    stated.retain(|(subject, _, object, _), _| !matches!(object, Held::Entity(object) if object == subject));
    let relation = |((subject, property, object, of), support): (Key, BTreeSet<Stating>)| StandingRelation {
        subject,
        property,
        object,
        of,
        support: support.into_iter().collect(),
    };
    stated.into_iter().map(relation).collect()
}
