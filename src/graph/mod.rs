//! The petgraph view of [`Knowledge`]: who is tied to whom by statements; measures, slices, and all that is known of one.
//!
//! Nodes are the entities that take part in statements, edges the statements. Built from knowledge alone; knows nothing of RDF,
//! of files or of pictures.

mod difference;
mod dispute;
mod dossier;
mod telling;

pub use difference::{Changed, Difference, Told, difference};
pub use dispute::{Claimed, Dispute, Passage, disputes};
pub use dossier::{Dossier, Fact, about};
pub use telling::Telling;

use crate::model::{Entity, Knowledge, Provenance, Statement, name_key};
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// Who did what to whom, as a directed graph with parallel edges. Nodes are in the order of their ids, edges in that of the statements.
#[derive(Debug, Clone)]
pub struct ActorGraph<'k> {
    pub graph: DiGraph<&'k Entity, &'k Statement>,
    knowledge: &'k Knowledge,
    /// How many nodes the whole graph has that this slice leaves out.
    pub left_out: usize,
}

impl<'k> ActorGraph<'k> {
    pub fn of(knowledge: &'k Knowledge) -> Self {
        Self::with(knowledge, |_| true)
    }

    /// The graph of the statements between two entities that are wanted.
    fn with(knowledge: &'k Knowledge, wanted: impl Fn(&str) -> bool) -> Self {
        let entities: BTreeMap<&str, &Entity> = knowledge.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect();
        let ends = |s: &'k Statement| [s.subject.as_str(), s.object.as_str()];
        let all: BTreeSet<&str> = knowledge.statements.iter().flat_map(ends).collect();
        let statements: Vec<&Statement> = knowledge.statements.iter().filter(|s| ends(s).into_iter().all(&wanted)).collect();
        let used: BTreeSet<&str> = statements.iter().copied().flat_map(ends).collect();
        let mut graph = DiGraph::new();
        let nodes: BTreeMap<&str, NodeIndex> = used.iter().map(|id| (*id, graph.add_node(entities[id]))).collect();
        for statement in statements {
            graph.add_edge(nodes[statement.subject.as_str()], nodes[statement.object.as_str()], statement);
        }
        Self { graph, knowledge, left_out: all.len() - used.len() }
    }

    /// The knowledge that this is a view of.
    pub fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    /// How many others a node has statements with.
    pub fn degree(&self, node: NodeIndex) -> usize {
        self.graph.neighbors_undirected(node).collect::<BTreeSet<_>>().len()
    }

    /// How many passages tell of a node as subject or object.
    pub fn strength(&self, node: NodeIndex) -> usize {
        let edges = [Direction::Outgoing, Direction::Incoming].map(|direction| self.graph.edges_directed(node, direction));
        edges.into_iter().flatten().map(|edge| edge.weight().support.len()).sum()
    }

    /// The nodes, strongest first; of equals the one with more neighbours, then by id.
    pub fn ranking(&self) -> Vec<NodeIndex> {
        let mut nodes: Vec<NodeIndex> = self.graph.node_indices().collect();
        // Stable, and node order is id order.
        nodes.sort_by_cached_key(|&node| std::cmp::Reverse((self.strength(node), self.degree(node))));
        nodes
    }

    /// The part between the `most` strongest nodes; those that have no tie to another of them fall away too.
    pub fn strongest(&self, most: usize) -> Self {
        let kept: BTreeSet<&str> = self.ranking().into_iter().take(most).map(|node| self.graph[node].id.as_str()).collect();
        Self::with(self.knowledge, |id| kept.contains(id))
    }

    /// The part within `steps` ties of whoever has this name (or id); `None` if nobody does. Several of one name are all taken.
    pub fn around(&self, name: &str, steps: usize) -> Option<Self> {
        let found: BTreeSet<&str> = named(self.knowledge, name).into_iter().map(|entity| entity.id.as_str()).collect();
        let mut reached: BTreeSet<NodeIndex> = self.graph.node_indices().filter(|&n| found.contains(self.graph[n].id.as_str())).collect();
        if reached.is_empty() {
            return None;
        }
        for _ in 0..steps {
            let next: Vec<NodeIndex> = reached.iter().flat_map(|&node| self.graph.neighbors_undirected(node)).collect();
            reached.extend(next);
        }
        let kept: BTreeSet<&str> = reached.into_iter().map(|node| self.graph[node].id.as_str()).collect();
        Some(Self::with(self.knowledge, |id| kept.contains(id)))
    }

    /// All that is known of whoever has this name.
    pub fn about(&self, name: &str) -> Vec<Dossier<'k>> {
        about(self.knowledge, name)
    }

    /// The statements in order, with their ends.
    pub fn edges(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, &'k Statement)> + '_ {
        self.graph.edge_references().map(|edge| (edge.source(), edge.target(), *edge.weight()))
    }
}

/// The entities of a name: by id, else by name in any spelling, else by a name that has it as a whole word.
pub fn named<'k>(knowledge: &'k Knowledge, name: &str) -> Vec<&'k Entity> {
    let key = name_key(name);
    let names = |entity: &'k Entity| entity.other_names.iter().chain([&entity.name]).map(|name| name_key(name));
    let matching = |is: &dyn Fn(&'k Entity) -> bool| -> Vec<&'k Entity> { knowledge.entities.iter().filter(|entity| is(entity)).collect() };
    let by_id = matching(&|entity| entity.id == name);
    let by_name = || matching(&|entity| names(entity).any(|other| other == key));
    let by_word = || matching(&|entity| names(entity).any(|other| other.split(' ').any(|word| word == key)));
    [by_id].into_iter().chain([by_name(), by_word()]).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether it is said in an article's own voice.
pub fn is_own_voice(telling: &Provenance) -> bool {
    telling.said_by.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::reports;
    use crate::resolve::resolve;

    fn edges(graph: &ActorGraph) -> Vec<String> {
        let name = |node: NodeIndex| graph.graph[node].name.as_str();
        graph.edges().map(|(from, to, s)| format!("{} {} {} {}", name(from), s.property, name(to), s.support.len())).collect()
    }

    #[test]
    fn nodes_are_who_takes_part_and_edges_are_statements() {
        let knowledge = resolve(reports(), &[]);
        let graph = ActorGraph::of(&knowledge);
        assert_eq!(
            edges(&graph),
            [
                "Russia launched an offensive on Ukraine 2",
                "Russia met Ukraine 1",
                "Ukraine rejected talks 1",
                "Ukraine rejected talks 1",
                "Sergei Lavrov accused NATO 1",
                "Sergei Lavrov spoke with Mevlüt Çavuşoğlu 1",
            ]
        );
        assert!(graph.graph.node_weights().all(|entity| entity.name != "Interfax"));
    }

    #[test]
    fn measures_count_neighbours_and_passages() {
        let knowledge = resolve(reports(), &[]);
        let graph = ActorGraph::of(&knowledge);
        let strongest = graph.ranking()[0];
        assert_eq!((graph.graph[strongest].name.as_str(), graph.degree(strongest), graph.strength(strongest)), ("Ukraine", 2, 5));
    }

    #[test]
    fn slices_keep_the_strongest_or_the_neighbours() {
        let knowledge = resolve(reports(), &[]);
        let graph = ActorGraph::of(&knowledge);
        let two = graph.strongest(2);
        assert_eq!(edges(&two), ["Russia launched an offensive on Ukraine 2", "Russia met Ukraine 1"]);
        assert_eq!(two.left_out, 4);
        assert_eq!(edges(&graph.around("cavusoglu", 1).unwrap()), ["Sergei Lavrov spoke with Mevlüt Çavuşoğlu 1"]);
        assert_eq!(edges(&graph.around("Cavusoglu", 2).unwrap()).len(), 2);
        assert!(graph.around("Nobody", 3).is_none());
    }

    #[test]
    fn both_views_hold_the_same_statements() {
        let knowledge = resolve(reports(), &[]);
        let store = crate::store::Store::of(&knowledge, &crate::ontology::Ontology::embedded(), &crate::store::Options::default()).unwrap();
        let sparql = "SELECT ?s ?p ?o WHERE { ?x rdf:subject/rdfs:label ?s ; rdf:predicate/rdfs:label ?p ; rdf:object/rdfs:label ?o }";
        let crate::store::Answer::Solutions(solutions) = store.query(sparql).unwrap() else { panic!("no rows") };
        let from_store: BTreeSet<String> = solutions.text_rows().map(|row| row.join(" ")).collect();
        let graph = ActorGraph::of(&knowledge);
        let strip = |edge: String| edge.rsplit_once(' ').unwrap().0.to_owned();
        assert_eq!(from_store, edges(&graph).into_iter().map(strip).collect());
    }
}
