//! R: what a unit's best counterparts say about it.
//!
//! Each unit's term vector is mixed with those of its best counterparts and compared again, in both directions. A
//! left unit that speaks of "personnel" thereby finds all right units about "staff" once one of them is found.
//!
//! Cost: about five times that of T. Source: pseudo-relevance feedback (Rocchio 1971).

use super::pairs::{Pairs, mean};
use super::vector::{Index, Sparse, combined, normalise};
use crate::settings::AlignSettings;

/// Values closer than this are ties: they differ by rounding only.
pub(crate) const TIE: f64 = 1e-9;

/// R for every pair; `base` are the values that say which counterparts are best.
pub(crate) fn feedback(
    pairs: &Pairs,
    left: &[Sparse],
    right: &[Sparse],
    base: &[f64],
    settings: &AlignSettings,
) -> Vec<f64> {
    let own = 1.0 - settings.feedback;
    let expanded = |unit: &Sparse, best: Vec<(f64, &Sparse)>| {
        let mut sum = Sparse::new();
        for (weight, vector) in best {
            sum = combined(1.0, &sum, weight, vector);
        }
        normalise(combined(own, unit, settings.feedback, &normalise(sum)))
    };
    let index = Index::new(right);
    let forward = pairs.map_rows(|i, row| {
        let candidates = row.clone().map(|k| (base[k], pairs.right(k))).collect();
        let best = best(candidates, settings.feedback_units);
        let vector = expanded(&left[i], best.into_iter().map(|(w, j)| (w, &right[j])).collect());
        index.products_with(&vector, right, row.map(|k| pairs.right(k)))
    });
    let index = Index::new(left);
    let backward = pairs.map_columns(|j, column| {
        let candidates = column
            .iter()
            .map(|&(i, k)| (base[k as usize], i as usize))
            .collect();
        let best = best(candidates, settings.feedback_units);
        let vector = expanded(&right[j], best.into_iter().map(|(w, i)| (w, &left[i])).collect());
        index.products_with(&vector, left, column.iter().map(|&(i, _)| i as usize))
    });
    mean(forward, backward)
}

/// The `n` best candidates above zero, and all that tie with the last of them, so that the order of a list's rows
/// does not choose.
pub(crate) fn best(mut candidates: Vec<(f64, usize)>, n: usize) -> Vec<(f64, usize)> {
    let order = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    candidates.retain(|c| c.0 > 0.0);
    if let Some(last) = n.checked_sub(1).filter(|&last| last < candidates.len()) {
        let (_, &mut (last, _), _) = candidates.select_nth_unstable_by(last, order);
        candidates.retain(|c| c.0 >= last - TIE);
    }
    candidates.sort_unstable_by(order);
    candidates
}
