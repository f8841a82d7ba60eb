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
    edges: Vec<Edge>,
    /// Where the edges of each item end.
    ends: Vec<usize>,
    /// Cost to go from each state behind each item, with room for so many states each; kept for its memory.
    ahead: Vec<f32>,
}

impl Lattice {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Takes the edges of the next item, which `add` gives.
    pub(super) fn push(&mut self, add: impl FnOnce(&mut Vec<Edge>)) {
        add(&mut self.edges);
        self.ends.push(self.edges.len());
    }

    fn step(&self, index: usize) -> &[Edge] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.edges[start..self.ends[index]]
    }

    /// Cuts the lattice: gives the decisions in item order and the index of the state that goes on, which is the
    /// cheapest. A frontier has at most `width` states.
    pub(super) fn cut(&mut self, width: usize) -> (Vec<Chosen>, usize) {
        let steps = self.ends.len();
        let mut ahead = std::mem::take(&mut self.ahead);
        ahead.clear();
        ahead.resize(steps * width, f32::INFINITY);
        ahead.resize((steps + 1) * width, 0.0);
        for index in (0..steps).rev() {
            let (here, next) = ahead[index * width..].split_at_mut(width);
            for e in self.step(index) {
                let slot = &mut here[usize::from(e.from)];
                *slot = slot.min(e.cost + next[usize::from(e.to)]);
            }
        }
        // Forward along the best path; margins from forward cost + edge + cost to go.
        let mut chosen = Vec::with_capacity(steps);
        let mut behind = vec![f32::INFINITY; width];
        behind[0] = 0.0;
        let mut reached = vec![f32::INFINITY; width];
        let mut at = 0u16;
        for index in 0..steps {
            let edges = self.step(index);
            let next = &ahead[(index + 1) * width..];
            let to_go = |e: &Edge| e.cost + next[usize::from(e.to)];
            let total = |e: &Edge| behind[usize::from(e.from)] + to_go(e);
            // Ties go to the first edge, which is the first in the grammar's order.
            let on_path = edges
                .iter()
                .filter(|e| e.from == at)
                .min_by(|a, b| to_go(a).total_cmp(&to_go(b)))
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
            reached.fill(f32::INFINITY);
            for e in edges {
                let slot = &mut reached[usize::from(e.to)];
                *slot = slot.min(behind[usize::from(e.from)] + e.cost);
            }
            std::mem::swap(&mut behind, &mut reached);
            at = best.to;
        }
        self.edges.clear();
        self.ends.clear();
        self.ahead = ahead;
        (chosen, usize::from(at))
    }
}
