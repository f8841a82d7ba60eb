//! How well the best score of a unit tells whether anything corresponds to it.

use super::{Case, Pair};

/// A unit in order of its best score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) unit: usize,
    pub(super) best: f64,
    pub(super) gap: bool,
}

/// Units that are linked or said to have no counterpart, by side, in order of their best score.
pub(super) fn gaps(case: &Case, all: &[Pair]) -> [Vec<Told>; 2] {
    let mut best = case.units.map(|n| vec![f64::NEG_INFINITY; n]);
    let mut linked = case.units.map(|n| vec![false; n]);
    for pair in all {
        for (side, unit) in [(0, pair.left), (1, pair.right)] {
            if let Some(b) = best[side].get_mut(unit) {
                *b = b.max(pair.score);
            }
        }
    }
    for (&left, wanted) in &case.gold {
        for (side, unit) in wanted.keys().map(|&r| (1, r)).chain([(0, left)]) {
            if let Some(l) = linked[side].get_mut(unit) {
                *l = true;
            }
        }
    }
    [0, 1].map(|side| {
        let units = best[side].iter().zip(&linked[side]).enumerate();
        let mut told: Vec<Told> = units
            .filter_map(|(unit, (&best, &linked))| {
                let gap = case.gaps[side].contains(&unit);
                (gap || linked).then_some(Told { unit, best, gap })
            })
            .collect();
        told.sort_by(|a, b| a.best.total_cmp(&b.best));
        told
    })
}

/// The share of (gap, linked) couples in which the gap has the lower best score; equal ones count half.
pub(super) fn auc(told: &[Told], weights: &[u32]) -> Option<f64> {
    let weight = |t: &Told| f64::from(weights.get(t.unit).copied().unwrap_or(0));
    let (mut below, mut sum, mut linked) = (0.0, 0.0, 0.0);
    for same in told.chunk_by(|a, b| a.best.total_cmp(&b.best).is_eq()) {
        let (mut g, mut l) = (0.0, 0.0);
        for t in same {
            *(if t.gap { &mut g } else { &mut l }) += weight(t);
        }
        sum += l * (below + g / 2.0);
        below += g;
        linked += l;
    }
    (below > 0.0 && linked > 0.0).then(|| sum / (below * linked))
}
