//! What follows from the hierarchies of properties and classes: a triple of a property holds of the broader ones, too, and what is of
//! a class is of the broader ones (rules rdfs7 and rdfs9 of RDF Schema). Neither domains nor ranges say anything new.

use super::{Store, StoreError, export};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// Adds what follows from the hierarchies to what queries see outside of `GRAPH`; the data and its exports stay as they are. Gives
    /// the number of triples added: none the second time.
    ///
    /// # Errors
    /// When the store fails.
    pub fn infer(&mut self) -> Result<usize, StoreError> {
        let hierarchy = |relation: NamedNodeRef<'_>| {
            let quads = self.inner.quads_for_pattern(None, Some(relation), None, None);
            Ok::<_, StoreError>(broader(&quads.collect::<Result<Vec<_>, _>>()?, relation))
        };
        let (properties, classes) = (hierarchy(rdfs::SUB_PROPERTY_OF)?, hierarchy(rdfs::SUB_CLASS_OF)?);
        let mut inferred: Vec<Triple> = Vec::new();
        self.each(&mut |quad| {
            let broader_properties = properties.get(&quad.predicate).into_iter().flatten();
            inferred.extend(broader_properties.map(|property| Triple::new(quad.subject.clone(), property.clone(), quad.object.clone())));
            if let (true, Term::NamedNode(class)) = (quad.predicate == rdf::TYPE, &quad.object) {
                let broader_classes = classes.get(class).into_iter().flatten();
                inferred.extend(broader_classes.map(|class| Triple::new(quad.subject.clone(), rdf::TYPE, class.clone())));
            }
            Ok(())
        })?;
        inferred.sort_unstable_by(|one, other| export::triple_order(one.as_ref(), other.as_ref()));
        inferred.dedup();
        let mut new = Vec::new();
        for triple in inferred {
            let (subject, object) = (triple.subject.as_ref(), triple.object.as_ref());
            // In whatever graph: a triple in two would be found twice where the union is not copied.
            if self.inner.quads_for_pattern(Some(subject), Some(triple.predicate.as_ref()), Some(object), None).next().is_none() {
                new.push(triple.in_graph(GraphName::DefaultGraph));
            }
        }
        let count = new.len();
        self.writable()?.extend(new)?;
        Ok(count)
    }
}

/// Everything above each node by this relation, however far.
fn broader(quads: &[Quad], relation: NamedNodeRef<'_>) -> BTreeMap<NamedNode, BTreeSet<NamedNode>> {
    let mut direct: BTreeMap<&NamedNode, BTreeSet<&NamedNode>> = BTreeMap::new();
    for quad in quads.iter().filter(|quad| quad.predicate == relation) {
        if let (NamedOrBlankNode::NamedNode(below), Term::NamedNode(above)) = (&quad.subject, &quad.object) {
            direct.entry(below).or_default().insert(above);
        }
    }
    let all = |start: &NamedNode| {
        let (mut found, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(node) = open.pop() {
            open.extend(direct.get(node).into_iter().flatten().copied().filter(|above| found.insert((*above).clone())));
        }
        found.remove(start);
        found
    };
    direct.keys().map(|&node| (node.clone(), all(node))).collect()
}

#[cfg(test)]
mod tests;
