//! M and its feedback: how near two units' vectors are, where the user has a sentence encoder.
//!
//! A unit's vector is that of its words with a little of its group's heading. M is the cosine; its feedback is the
//! cosine after each unit was mixed with its best counterparts, as in [`super::feedback`].
//!
//! Cost: linear in the pairs times the vectors' length.

use std::collections::BTreeMap;

use super::feedback::best;
use super::pairs::{Pairs, mean};
use crate::draft::Unit;
use crate::settings::AlignSettings;

/// The texts of a unit that are encoded: its heading and its words, and its group's heading.
pub fn encoded_texts(unit: &Unit) -> impl Iterator<Item = String> {
    texts(unit).into_iter().filter(|text| !text.is_empty())
}

fn texts(unit: &Unit) -> [String; 2] {
    let parts = [unit.title.trim(), unit.chapeau.trim(), unit.text.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    [parts.join(". "), unit.parent.trim().to_owned()]
}

/// The vectors of two drafts' units; empty for a unit without one, which is then near to nothing.
pub(crate) struct Meanings {
    left: Vec<Vec<f32>>,
    right: Vec<Vec<f32>>,
}

impl Meanings {
    pub(crate) fn new(
        vectors: &BTreeMap<String, Vec<f32>>,
        units: [&[Unit]; 2],
        settings: &AlignSettings,
    ) -> Self {
        let group_share = settings.meaning_parent as f32;
        let vector = |unit: &Unit| {
            let [own, group] = texts(unit);
            let own = vectors.get(&own).map_or(&[] as &[f32], Vec::as_slice);
            match vectors.get(&group) {
                Some(group) => mixed(own, group_share, group),
                None => own.to_vec(),
            }
        };
        let [left, right] = units.map(|units| units.iter().map(vector).collect());
        Meanings { left, right }
    }

    /// M for every pair.
    pub(crate) fn cosines(&self, pairs: &Pairs) -> Vec<f64> {
        pairs.map_rows(|i, row| row.map(move |k| f64::from(dot(&self.left[i], &self.right[pairs.right(k)]))))
    }

    /// M for every pair after each unit was mixed with its best counterparts by `base`; the mean of both directions.
    pub(crate) fn feedback(&self, pairs: &Pairs, base: &[f64], settings: &AlignSettings) -> Vec<f64> {
        let expanded = |own: &[f32], from: &[Vec<f32>], candidates: Vec<(f64, usize)>| {
            let mut sum = vec![0.0f32; own.len()];
            for (weight, other) in best(candidates, settings.feedback_units) {
                for (s, x) in sum.iter_mut().zip(&from[other]) {
                    *s += weight as f32 * x;
                }
            }
            let share = settings.feedback as f32;
            mixed(own, share / (1.0 - share), &normalised(sum))
        };
        let forward = pairs.map_rows(|i, row| {
            let candidates = row.clone().map(|k| (base[k], pairs.right(k))).collect();
            let unit = expanded(&self.left[i], &self.right, candidates);
            row.map(move |k| f64::from(dot(&unit, &self.right[pairs.right(k)])))
        });
        let backward = pairs.map_columns(|j, column| -> Vec<f64> {
            let candidates = column.iter().map(|&(i, k)| (base[k as usize], i as usize));
            let unit = expanded(&self.right[j], &self.left, candidates.collect());
            let products = column.iter().map(|&(i, _)| dot(&unit, &self.left[i as usize]));
            products.map(f64::from).collect()
        });
        mean(forward, backward)
    }
}

/// `own + share · other`, at length 1.
fn mixed(own: &[f32], share: f32, other: &[f32]) -> Vec<f32> {
    normalised(own.iter().zip(other).map(|(x, y)| x + share * y).collect())
}

fn normalised(mut vector: Vec<f32>) -> Vec<f32> {
    let norm = dot(&vector, &vector).sqrt();
    if norm > 0.0 {
        vector.iter_mut().for_each(|x| *x /= norm);
    }
    vector
}

/// In eight sums, so that the compiler can compute them at once; always in the same order.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for (s, (x, y)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *s += x * y;
        }
    }
    let rest = a
        .chunks_exact(8)
        .remainder()
        .iter()
        .zip(b.chunks_exact(8).remainder());
    sums.iter().sum::<f32>() + rest.map(|(x, y)| x * y).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::{dot, mixed};

    #[test]
    fn products_of_any_length() {
        let v: Vec<f32> = (0..11).map(|i| i as f32).collect();
        assert!((dot(&v, &v) - 385.0).abs() < 1e-3);
        assert!(dot(&v, &[]).abs() < 1e-9);
    }

    #[test]
    fn mixed_vectors_have_length_one_and_lie_between() {
        let between = mixed(&[1.0, 0.0], 0.5, &[0.0, 1.0]);
        assert!((dot(&between, &between) - 1.0).abs() < 1e-6);
        assert!(between[0] > between[1] && between[1] > 0.0);
        assert_eq!(mixed(&[1.0, 0.0], 0.2, &[0.0, 0.0]), [1.0, 0.0]);
    }
}
