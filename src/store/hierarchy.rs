//! What follows from the hierarchies of properties and classes: a triple of a property holds of the broader ones, too, and what is of
//! a class is of the broader ones (rules rdfs7 and rdfs9 of RDF Schema). Neither domains nor ranges say anything new.

use super::{Store, StoreError, declarations, export};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple, TripleRef};
use std::collections::{BTreeMap, BTreeSet, HashSet};

impl Store {
    /// Adds what follows from the hierarchies to what queries see outside of `GRAPH`; the data and its exports stay as they are. Gives
    /// the number of triples added: none the second time.
    ///
    /// # Errors
    /// When the store fails.
    pub fn infer(&mut self) -> Result<usize, StoreError> {
        let known: Vec<Quad> = self.quads.iter().cloned().chain(declarations()).collect();
        let properties = broader(&known, rdfs::SUB_PROPERTY_OF);
        let classes = broader(&known, rdfs::SUB_CLASS_OF);
        let triples: HashSet<TripleRef> = known.iter().map(|quad| quad.as_ref().into()).collect();
        let mut added: Vec<Quad> = Vec::new();
        for quad in &known {
            let mut add = |predicate: NamedNode, object: Term| {
                let triple = Triple { subject: quad.subject.clone(), predicate, object };
                if !triples.contains(&triple.as_ref()) {
                    added.push(triple.in_graph(GraphName::DefaultGraph));
                }
            };
            for property in properties.get(&quad.predicate).into_iter().flatten() {
                add(property.clone(), quad.object.clone());
            }
            if let (true, Term::NamedNode(class)) = (quad.predicate == rdf::TYPE, &quad.object) {
                for class in classes.get(class).into_iter().flatten() {
                    add(rdf::TYPE.into_owned(), class.clone().into());
                }
            }
        }
        added.sort_by_cached_key(export::order);
        added.dedup();
        let mut new = 0;
        for quad in &added {
            new += usize::from(!self.inner.contains(quad)?);
        }
        self.inner.extend(added)?;
        Ok(new)
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
