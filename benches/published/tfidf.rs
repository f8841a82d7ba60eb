//! Plain TF–IDF over words and pairs of words, for context: what the pipeline has to beat.

use std::collections::BTreeMap;

use clausewise::draft::{Draft, Unit};
use clausewise::score::Pair;

/// All pairs, best first for each left unit.
pub(crate) fn rows(left: &Draft, right: &Draft) -> Vec<Vec<Pair>> {
    let count = |u: &Unit| {
        let text = format!("{} {} {}", u.title, u.text, u.parent).to_lowercase();
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 1)
            .collect();
        let pairs = words.windows(2).map(|w| w.join(" "));
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        for term in words.iter().map(|&w| w.to_owned()).chain(pairs) {
            *counts.entry(term).or_default() += 1.0;
        }
        counts
    };
    let mut units: Vec<_> = left.units.iter().chain(&right.units).map(count).collect();
    let mut documents: BTreeMap<String, f64> = BTreeMap::new();
    for term in units.iter().flat_map(BTreeMap::keys) {
        *documents.entry(term.clone()).or_default() += 1.0;
    }
    let n = units.len() as f64;
    for unit in &mut units {
        for (term, weight) in unit.iter_mut() {
            *weight *= ((1.0 + n) / (1.0 + documents[term])).ln() + 1.0;
        }
        let norm = unit.values().map(|w| w * w).sum::<f64>().sqrt().max(1e-12);
        unit.values_mut().for_each(|w| *w /= norm);
    }
    let (left, right) = units.split_at(left.units.len());
    let mut postings: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (j, unit) in right.iter().enumerate() {
        for (term, &weight) in unit {
            postings.entry(term).or_default().push((j, weight));
        }
    }
    let row = |(i, unit): (usize, &BTreeMap<String, f64>)| {
        let mut products = vec![0.0; right.len()];
        for (term, weight) in unit {
            for &(j, w) in postings.get(term.as_str()).into_iter().flatten() {
                products[j] += weight * w;
            }
        }
        let mut row: Vec<Pair> = products
            .into_iter()
            .enumerate()
            .map(|(right, score)| Pair {
                score,
                left: i,
                right,
                confidence: None,
                relation: None,
            })
            .collect();
        row.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.right.cmp(&b.right)));
        row
    };
    left.iter().enumerate().map(row).collect()
}
