//! The graph of units and correspondences over two or more drafts.
//!
//! Nodes are all units of all drafts, linked or not, so that a unit without counterpart is something that the graph
//! says and not something that is missing from it. Looking up a node is constant, an edge costs the degree of its
//! left unit; components cost nodes + edges (union–find, Tarjan 1975).

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

use super::{Correspondence, UnitRef};

/// Units of two or more drafts and the correspondences between them.
#[derive(Debug, Clone, Default)]
pub struct Crosswalk {
    graph: DiGraph<UnitRef, Correspondence>,
    /// Node of each draft's first unit, and one past the last.
    first: Vec<usize>,
}

impl Crosswalk {
    /// A crosswalk without links over drafts with so many units each.
    pub fn new(units: &[usize]) -> Self {
        let mut graph = DiGraph::new();
        let mut first = vec![0];
        for (draft, &count) in units.iter().enumerate() {
            for unit in 0..count {
                graph.add_node(UnitRef { draft, unit });
            }
            first.push(graph.node_count());
        }
        Crosswalk { graph, first }
    }

    /// How many drafts it is over.
    pub fn drafts(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// The graph itself, for what petgraph can do with it.
    pub fn graph(&self) -> &DiGraph<UnitRef, Correspondence> {
        &self.graph
    }

    /// The node of a unit.
    pub fn node(&self, unit: UnitRef) -> Option<NodeIndex> {
        let first = self.first.get(unit.draft)?;
        let node = first.checked_add(unit.unit)?;
        (node < *self.first.get(unit.draft + 1)?).then(|| NodeIndex::new(node))
    }

    /// The link from one unit to another.
    pub fn edge(&self, left: UnitRef, right: UnitRef) -> Option<EdgeIndex> {
        self.graph.find_edge(self.node(left)?, self.node(right)?)
    }

    /// The correspondence from one unit to another.
    pub fn correspondence(&self, left: UnitRef, right: UnitRef) -> Option<&Correspondence> {
        self.graph.edge_weight(self.edge(left, right)?)
    }

    /// Adds a correspondence; one between the same units is replaced and given back. Nothing happens when a unit
    /// does not exist.
    pub fn link(&mut self, correspondence: Correspondence) -> Option<Correspondence> {
        let (left, right) = (self.node(correspondence.left)?, self.node(correspondence.right)?);
        if let Some(edge) = self.graph.find_edge(left, right) {
            let old = self.graph.edge_weight_mut(edge)?;
            return Some(std::mem::replace(old, correspondence));
        }
        self.graph.add_edge(left, right, correspondence);
        None
    }

    /// Takes a correspondence out.
    pub fn unlink(&mut self, left: UnitRef, right: UnitRef) -> Option<Correspondence> {
        let edge = self.edge(left, right)?;
        self.graph.remove_edge(edge)
    }

    /// All correspondences, in order of their left and then their right unit.
    pub fn pairs(&self) -> Vec<&Correspondence> {
        let mut all: Vec<_> = self.graph.edge_weights().collect();
        all.sort_by_key(|c| (c.left, c.right));
        all
    }

    /// The correspondences that a unit stands in, on either side, in order of the unit at the other end.
    pub fn of(&self, unit: UnitRef) -> Vec<&Correspondence> {
        use petgraph::Direction::{Incoming, Outgoing};
        let Some(node) = self.node(unit) else {
            return Vec::new();
        };
        let mut found: Vec<_> = [Outgoing, Incoming]
            .into_iter()
            .flat_map(|d| self.graph.edges_directed(node, d))
            .map(|e| e.weight())
            .collect();
        found.sort_by_key(|c| (c.left, c.right));
        found
    }

    /// The units of a draft that no correspondence links to any other draft, in document order.
    pub fn without_counterpart(&self, draft: usize) -> Vec<UnitRef> {
        self.units(draft).filter(|&u| self.of(u).is_empty()).collect()
    }

    /// The units of a draft that no correspondence links to that other draft, in document order.
    pub fn without_counterpart_in(&self, draft: usize, other: usize) -> Vec<UnitRef> {
        self.units(draft)
            .filter(|&u| {
                !self
                    .of(u)
                    .iter()
                    .any(|c| c.left.draft == other || c.right.draft == other)
            })
            .collect()
    }

    /// Connected components of two or more units: what hangs together over all drafts. Each is sorted, and they come
    /// in order of their first units.
    pub fn clusters(&self) -> Vec<Vec<UnitRef>> {
        let mut sets = UnionFind::<usize>::new(self.graph.node_count());
        for edge in self.graph.edge_references() {
            sets.union(edge.source().index(), edge.target().index());
        }
        let mut members: Vec<Vec<UnitRef>> = vec![Vec::new(); self.graph.node_count()];
        for (node, &unit) in self.graph.node_indices().zip(self.graph.node_weights()) {
            if let Some(set) = members.get_mut(sets.find(node.index())) {
                set.push(unit);
            }
        }
        let mut clusters: Vec<_> = members.into_iter().filter(|m| m.len() > 1).collect();
        clusters.sort();
        clusters
    }

    fn units(&self, draft: usize) -> impl Iterator<Item = UnitRef> + use<> {
        let count = match (self.first.get(draft), self.first.get(draft + 1)) {
            (Some(from), Some(to)) => to - from,
            _ => 0,
        };
        (0..count).map(move |unit| UnitRef { draft, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(left: (usize, usize), right: (usize, usize)) -> Correspondence {
        Correspondence {
            left: UnitRef::new(left.0, left.1),
            right: UnitRef::new(right.0, right.1),
            relation: None,
            strength: None,
            rationale: None,
            confidence: 0.5,
            score: 0.0,
            evidence: String::new(),
        }
    }

    #[test]
    fn clusters_run_over_drafts() {
        let mut crosswalk = Crosswalk::new(&[2, 3, 1]);
        crosswalk.link(link((0, 1), (1, 2)));
        crosswalk.link(link((1, 2), (2, 0)));
        let u = UnitRef::new;
        assert_eq!(crosswalk.clusters(), vec![vec![u(0, 1), u(1, 2), u(2, 0)]]);
        assert_eq!(crosswalk.without_counterpart(1), vec![u(1, 0), u(1, 1)]);
        assert_eq!(crosswalk.without_counterpart_in(0, 2), vec![u(0, 0), u(0, 1)]);
        assert_eq!(crosswalk.of(u(1, 2)).len(), 2);
    }

    #[test]
    fn linking_twice_replaces() {
        let mut crosswalk = Crosswalk::new(&[1, 1]);
        assert!(crosswalk.link(link((0, 0), (1, 0))).is_none());
        let mut again = link((0, 0), (1, 0));
        again.confidence = 0.9;
        assert_eq!(crosswalk.link(again).unwrap().confidence, 0.5);
        assert_eq!(crosswalk.pairs().len(), 1);
        assert!(crosswalk.unlink(UnitRef::new(0, 0), UnitRef::new(1, 0)).is_some());
        assert!(crosswalk.pairs().is_empty());
    }

    #[test]
    fn units_that_do_not_exist_are_no_panic() {
        let mut crosswalk = Crosswalk::new(&[1, 1]);
        assert!(crosswalk.link(link((0, 7), (3, 0))).is_none());
        assert!(crosswalk.pairs().is_empty());
        assert!(crosswalk.node(UnitRef::new(9, usize::MAX)).is_none());
        assert!(crosswalk.without_counterpart(8).is_empty());
    }
}
