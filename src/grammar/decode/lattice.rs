//! The lattice of readings that survived, and what the second best would have cost.
//!
//! Forward costs come from the beam; a backward pass over the kept edges gives, for every item, the cheapest whole
//! reading in which the item is read in each way (max-marginals, as in Viterbi decoding with the min-sum algebra). The
//! lattice is cut whenever one state is left, so that memory stays bounded.

use super::Action;

/// A transition that the beam kept, or that lost to a cheaper one into the same state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) from: u16,
    pub(super) to: u16,
    pub(super) cost: f32,
    pub(super) action: Action,
    /// What counts as the same reading when certainty is measured.
    pub(super) class: u64,
}

/// The decision for one item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    pub(super) action: Action,
    /// How much dearer the cheapest other reading is; infinite where there was none.
    pub(super) margin: f32,
}

/// Edges item by item since the last cut. The frontier before the first item is a single state.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    steps: Vec<Vec<Edge>>,
}

impl Lattice {
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn push(&mut self, edges: Vec<Edge>) {
        self.steps.push(edges);
    }

    /// Cuts the lattice at a frontier of so many states: gives the decisions in item order and the index of the state
    /// that goes on, which is the cheapest.
    pub(super) fn cut(&mut self, frontier: usize) -> (Vec<Chosen>, usize) {
        // Cost to go from each state, backwards.
        let mut ahead: Vec<Vec<f32>> = Vec::with_capacity(self.steps.len() + 1);
        ahead.push(vec![0.0; frontier]);
        for edges in self.steps.iter().rev() {
            let states = edges.iter().map(|e| usize::from(e.from) + 1).max().unwrap_or(1);
            let next = &ahead[ahead.len() - 1];
            let mut here = vec![f32::INFINITY; states];
            for e in edges {
                let cost = e.cost + next.get(usize::from(e.to)).copied().unwrap_or(f32::INFINITY);
                let slot = &mut here[usize::from(e.from)];
                *slot = slot.min(cost);
            }
            ahead.push(here);
        }
        ahead.reverse();
        // Forward along the best path; margins from forward cost + edge + cost to go.
        let mut chosen = Vec::with_capacity(self.steps.len());
        let mut behind = vec![0.0f32];
        let mut at = 0u16;
        for (step, edges) in self.steps.iter().enumerate() {
            let next = &ahead[step + 1];
            let total = |e: &Edge| {
                behind.get(usize::from(e.from)).copied().unwrap_or(f32::INFINITY)
                    + e.cost
                    + next.get(usize::from(e.to)).copied().unwrap_or(f32::INFINITY)
            };
            // Ties go to the first edge, which is the first in the grammar's order.
            let on_path = edges
                .iter()
                .filter(|e| e.from == at)
                .min_by(|a, b| {
                    let cost =
                        |e: &Edge| e.cost + next.get(usize::from(e.to)).copied().unwrap_or(f32::INFINITY);
                    cost(a).total_cmp(&cost(b))
                })
                .copied();
            let Some(best) = on_path else { break };
            let best_total = total(&best);
            let other = edges
                .iter()
                .filter(|e| e.class != best.class)
                .map(total)
                .fold(f32::INFINITY, f32::min);
            chosen.push(Chosen {
                action: best.action,
                margin: (other - best_total).max(0.0),
            });
            let states = edges.iter().map(|e| usize::from(e.to) + 1).max().unwrap_or(1);
            let mut reached = vec![f32::INFINITY; states];
            for e in edges {
                let cost = behind.get(usize::from(e.from)).copied().unwrap_or(f32::INFINITY) + e.cost;
                let slot = &mut reached[usize::from(e.to)];
                *slot = slot.min(cost);
            }
            behind = reached;
            at = best.to;
        }
        self.steps.clear();
        (chosen, usize::from(at))
    }
}
