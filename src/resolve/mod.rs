//! All articles' [`Claims`] and what was decided of them → [`Knowledge`]: entities, events and statements, each with its support.
//!
//! `cast` groups what the articles call by one name, `surnames` finds whom a surname means, `joins` tells which names are one's,
//! `partition` makes entities of them as far as decisions allow. `events` joins the claims that tell of one event, `origins` counts who
//! tells of it by himself, `statements` and `relations` read the triples off, `contradictions` what cannot all be true. Knows nothing
//! of text, files or how the result is stored; does no I/O and cannot fail.

mod cast;
mod contradictions;
mod entities;
mod events;
mod identity;
mod joins;
mod origins;
mod partition;
mod relations;
#[cfg(test)]
mod removal_tests;
mod sets;
mod statements;
mod surnames;
mod told;

use crate::model::{Article, Claims, Decision, Knowledge};

/// Joins the claims of a set of articles, as far as the decisions allow.
///
/// The result depends on the set only, never on its order. Of two decisions on the same parts the later counts; where not all that was
/// decided to be the same can be, the earlier decisions hold. Decisions on what no article speaks of do nothing. Ids depend on what the articles say of the entity
/// or event, so that two sets resolved apart give the same ids to what both of them name in full. Of two articles with one id the
/// first by text is kept.
///
/// Doubt keeps things apart: two entities or events that may be the same stay two.
pub fn resolve(mut articles: Vec<(Article, Claims)>, decisions: &[Decision]) -> Knowledge {
    articles.sort_by(|(one, _), (other, _)| (&one.id, &one.text, &one.title).cmp(&(&other.id, &other.text, &other.title)));
    articles.dedup_by(|(later, _), (earlier, _)| later.id == earlier.id);
    let entities = entities::join(&articles, decisions);
    let told = told::told(&articles, &entities);
    let events = events::join(&articles, &told, &entities);
    let statements = statements::of(&events.list);
    let relations = relations::of(&articles, &entities);
    let contradictions = contradictions::of(&articles, &told, &events, &entities, &relations);
    drop(told);
    Knowledge {
        entities: entities.list,
        events: events.list,
        statements,
        relations,
        contradictions,
        articles: articles.into_iter().map(|(article, _)| article).collect(),
    }
}

/// The places of claims of one article that cannot both be true, the earlier first; sorted.
pub fn contradictions_within(read: &(Article, Claims)) -> Vec<(usize, usize)> {
    let alone = std::slice::from_ref(read);
    let entities = entities::join(alone, &[]);
    contradictions::of_claims(alone, &told::told(alone, &entities), &entities).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{fixture, name_key};

    /// Every order of the four reports, by Heap's method.
    fn orders(reports: Vec<(Article, Claims)>) -> Vec<Vec<(Article, Claims)>> {
        fn permute(k: usize, items: &mut Vec<(Article, Claims)>, out: &mut Vec<Vec<(Article, Claims)>>) {
            if k <= 1 {
                return out.push(items.clone());
            }
            for i in 0..k {
                permute(k - 1, items, out);
                items.swap(if k.is_multiple_of(2) { i } else { 0 }, k - 1);
            }
        }
        let (mut items, mut out) = (reports, Vec::new());
        permute(items.len(), &mut items, &mut out);
        out
    }

    #[test]
    fn the_order_of_the_articles_does_not_matter() {
        let first = format!("{:#?}", resolve(fixture::reports(), &[]));
        let all = orders(fixture::reports());
        assert_eq!(all.len(), 24);
        for order in all {
            assert_eq!(format!("{:#?}", resolve(order, &[])), first);
        }
    }

    #[test]
    fn an_article_twice_is_an_article_once() {
        let twice = fixture::reports().into_iter().chain(fixture::reports()).collect();
        assert_eq!(resolve(twice, &[]), resolve(fixture::reports(), &[]));
    }

    #[test]
    fn an_article_left_out_is_as_if_never_read() {
        let mut without = fixture::reports();
        without.retain(|(article, _)| article.id != "talks");
        let knowledge = resolve(without, &[]);
        assert!(knowledge.entities.iter().all(|e| name_key(&e.name) != "dmitry peskov"));
        assert!(knowledge.events.iter().all(|e| e.support.iter().all(|p| p.article != "talks")));
    }

    #[test]
    fn lists_are_sorted_and_ids_point_somewhere() {
        let knowledge = resolve(fixture::reports(), &[]);
        assert!(knowledge.entities.is_sorted_by(|a, b| a.id < b.id));
        assert!(knowledge.events.is_sorted_by(|a, b| a.id < b.id));
        assert!(knowledge.articles.is_sorted_by(|a, b| a.id < b.id));
        let known = |id: &String| knowledge.entities.binary_search_by(|e| e.id.cmp(id)).is_ok();
        for statement in &knowledge.statements {
            assert!(known(&statement.subject) && known(&statement.object) && !statement.support.is_empty());
            assert!(knowledge.events.iter().any(|event| event.id == statement.event));
        }
        for provenance in knowledge.events.iter().flat_map(|event| &event.support) {
            assert!(provenance.said_by.iter().all(known));
        }
    }
}
