//! S: one score from the ingredients.
//!
//! Each ingredient is brought to mean 0 and deviation 1 over all pairs of the two drafts, then added with its weight.
//! Concepts are gated by how alike the drafts word things: where nearly every unit has a near-verbatim counterpart,
//! concepts only blur.
//!
//! Cost: linear in the pairs. Source: weighted combination of standardised scores (Shaw & Fox 1994, CombSUM).

use rayon::prelude::*;

use super::pairs::Pairs;
use crate::settings::AlignSettings;

/// How alike the drafts are: the mean over units of the best T, from the side where it is higher (a short draft may
/// well lie within a long one).
pub(crate) fn alikeness(pairs: &Pairs, terms: &[f64]) -> f64 {
    let (rows, columns) = best_terms(pairs, terms);
    rows.max(columns)
}

/// The mean over left units, and that over right units, of the best T.
pub(crate) fn best_terms(pairs: &Pairs, terms: &[f64]) -> (f64, f64) {
    let mean = |best: Vec<f64>| {
        let n = best.len().max(1) as f64;
        best.into_iter().sum::<f64>() / n
    };
    let rows = (0..pairs.height()).map(|i| pairs.row(i).map(|k| terms[k]).fold(0.0, f64::max));
    let columns = (0..pairs.width()).map(|j| {
        let column = pairs.column(j).iter();
        column.map(|&(_, k)| terms[k as usize]).fold(0.0, f64::max)
    });
    (mean(rows.collect()), mean(columns.collect()))
}

/// The weight of K at this alikeness.
pub(crate) fn concept_weight(alikeness: f64, settings: &AlignSettings) -> f64 {
    let (from, to) = settings.concept_gate;
    let share = ((alikeness - from) / (to - from)).clamp(0.0, 1.0);
    let (open, shut) = settings.concept_weight;
    open + (shut - open) * share
}

/// Mean and deviation over all pairs of the drafts; pairs that are not scored count as zero.
fn moments(pairs: &Pairs, values: &[f64]) -> (f64, f64) {
    let all = (pairs.height() * pairs.width()).max(1) as f64;
    let mean = values.iter().sum::<f64>() / all;
    let missing = (all - values.len() as f64).max(0.0);
    let squares = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() + missing * mean * mean;
    (mean, (squares / all).sqrt())
}

/// Weighted mean of the ingredients, each at mean 0 and deviation 1; one that is the same everywhere says nothing.
pub(crate) fn fused(pairs: &Pairs, ingredients: &[(f64, &[f64])]) -> Vec<f64> {
    let total: f64 = ingredients.iter().map(|i| i.0).sum();
    let telling: Vec<(f64, &[f64], f64, f64)> = ingredients
        .par_iter()
        .filter(|i| i.0 != 0.0)
        .map(|&(weight, values)| {
            let (mean, deviation) = moments(pairs, values);
            (weight / total, values, mean, deviation)
        })
        .filter(|i| i.3 >= 1e-12)
        .collect();
    let telling = telling.as_slice();
    pairs.map_rows(|_, row| {
        row.map(move |k| {
            let part = |&(share, values, mean, deviation): &(f64, &[f64], f64, f64)| {
                share * ((values[k] - mean) / deviation)
            };
            telling.iter().map(part).fold(0.0, |sum, part| sum + part)
        })
    })
}
