//! Which clauses to look at first: those whose label could nearly as well be read otherwise.

use crate::draft::{ClauseId, Draft};

/// Share of the clauses that had another reading at all which are marked: of the clauses that come out in the wrong
/// place in the benchmark, most are among the least certain twentieth.
const SHARE: f32 = 0.05;
/// Only what is nearly a toss-up is marked, in the decoder's units of cost: half of "what publishers almost never do".
const NEAR: f32 = 1.0;

/// The least certain clauses, in document order.
pub fn least_certain(draft: &Draft) -> Vec<ClauseId> {
    let mut decided: Vec<(f32, ClauseId)> = draft
        .clauses()
        .filter_map(|(id, c)| Some((c.certainty?, id)))
        .collect();
    let most = (decided.len() as f32 * SHARE).ceil() as usize;
    decided.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut least: Vec<ClauseId> = decided
        .into_iter()
        .take(most)
        .filter(|(certainty, _)| *certainty < NEAR)
        .map(|(_, id)| id)
        .collect();
    least.sort_unstable();
    least
}
