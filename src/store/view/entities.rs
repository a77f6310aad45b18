//! Entities with what they are called here and elsewhere and where they lie, and articles with where they appeared.

use super::{View, day};
use crate::model::{Article, Entity};
use crate::ontology::LinkKind;
use crate::store::naming::hexadecimal;
use crate::store::vocabulary::*;
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNode};
use sha2::{Digest, Sha256};

impl View<'_> {
    pub(super) fn entity(&mut self, entity: &Entity) {
        let node = self.naming.node(&entity.id);
        self.add(&node, rdf::TYPE, entity_class(entity.kind));
        self.text(&node, rdfs::LABEL, &entity.name);
        self.text(&node, SKOS_PREF_LABEL, &entity.name);
        entity.other_names.iter().for_each(|name| self.text(&node, SKOS_ALT_LABEL, name));
        let Some(entry) = &entity.known_as else { return };
        self.text(&node, KNOWN_AS, entry);
        for (kind, iri) in self.ontology.links.of(entry) {
            let property = match kind {
                LinkKind::Same => OWL_SAME_AS,
                LinkKind::Close => SKOS_CLOSE_MATCH,
            };
            self.add(&node, property, NamedNode::new_unchecked(iri));
        }
        if let Some(coordinates) = self.ontology.coordinates(entry) {
            self.geometry(&node, coordinates);
        }
    }

    /// Where a place lies, by its degrees north and east. Well-known text writes the degrees east first.
    fn geometry(&mut self, place: &NamedNode, (north, east): (f64, f64)) {
        let geometry = NamedNode::new_unchecked(format!("{}-geometry", place.as_str()));
        self.add(place, rdf::TYPE, GEO_FEATURE);
        self.add(place, GEO_HAS_GEOMETRY, geometry.clone());
        self.add(&geometry, rdf::TYPE, GEO_GEOMETRY);
        self.add(&geometry, GEO_AS_WKT, Literal::new_typed_literal(format!("POINT({east} {north})"), GEO_WKT_LITERAL));
    }

    pub(super) fn article(&mut self, article: &Article) {
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
        self.text(&node, TEXT_HASH, &hexadecimal(&Sha256::digest(article.text.as_bytes())));
    }
}
