//! M: how near two units' vectors are, where the user has a sentence encoder.
//!
//! Cosine of vectors of length 1. Cost: linear in the pairs times the vectors' length.

use crate::draft::Unit;

use super::pairs::Pairs;

/// The text of a unit that is encoded: its heading and its words.
pub fn encoded_text(unit: &Unit) -> String {
    let parts = [unit.title.trim(), unit.chapeau.trim(), unit.text.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(". ")
}

/// M for every pair; units without a vector are near to nothing.
pub(crate) fn meaning(
    pairs: &Pairs,
    vectors: &std::collections::BTreeMap<String, Vec<f32>>,
    left: &[Unit],
    right: &[Unit],
) -> Vec<f64> {
    let of = |units: &[Unit]| -> Vec<&[f32]> {
        let vector = |u: &Unit| vectors.get(&encoded_text(u)).map_or(&[] as &[f32], Vec::as_slice);
        units.iter().map(vector).collect()
    };
    let (left, right) = (of(left), of(right));
    pairs.map_rows(|i, row| {
        row.map(|k| f64::from(dot(left[i], right[pairs.right(k)])))
            .collect()
    })
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
    #[test]
    fn products_of_any_length() {
        let v: Vec<f32> = (0..11).map(|i| i as f32).collect();
        assert!((super::dot(&v, &v) - 385.0).abs() < 1e-3);
        assert!(super::dot(&v, &[]).abs() < 1e-9);
    }
}
