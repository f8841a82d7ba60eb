//! How well a ranking reproduces a published crosswalk.
//!
//! Only left units with a published counterpart count for hit1, R5, R10 and MAP. A pair that was not scored counts as
//! never found.

use std::collections::{BTreeMap, BTreeSet};

/// Figures by set and name.
pub(crate) type Figures = BTreeMap<String, BTreeMap<String, f64>>;

/// The published counterparts of each left unit.
pub(crate) type Gold = BTreeMap<usize, BTreeSet<usize>>;

/// A pair as scored: score, left, right.
pub(crate) type Pair = (f64, usize, usize);

/// Scores the candidates of all left units, best first in each.
pub(crate) fn score(rows: &[Vec<Pair>], gold: &Gold) -> BTreeMap<String, f64> {
    let (mut hit1, mut r5, mut r10, mut map) = (0.0, 0.0, 0.0, 0.0);
    for (&left, wanted) in gold {
        let order: Vec<usize> = rows[left].iter().map(|p| p.2).collect();
        let found = |n: usize| order.iter().take(n).filter(|r| wanted.contains(r)).count() as f64;
        let size = wanted.len() as f64;
        hit1 += found(1);
        r5 += found(5) / size;
        r10 += found(10) / size;
        let mut got = 0.0;
        let mut sum = 0.0;
        for (place, right) in order.iter().enumerate() {
            if wanted.contains(right) {
                got += 1.0;
                sum += got / (place + 1) as f64;
            }
        }
        map += sum / size;
    }
    let n = gold.len().max(1) as f64;
    let all: Vec<Pair> = rows.iter().flatten().copied().collect();
    let mutual = mutual(rows, &all);
    BTreeMap::from(
        [
            ("hit1", hit1 / n),
            ("R5", r5 / n),
            ("R10", r10 / n),
            ("MAP", map / n),
            ("pairF1", best_f1(all, gold)),
            ("mutF1", best_f1(mutual, gold)),
        ]
        .map(|(k, v)| (k.to_owned(), v)),
    )
}

/// Pairs that are the best of their left and of their right unit. Among equals the later right unit and the earlier
/// left unit count.
fn mutual(rows: &[Vec<Pair>], all: &[Pair]) -> Vec<Pair> {
    let mut best: BTreeMap<usize, Pair> = BTreeMap::new();
    for &pair in all {
        let known = best.entry(pair.2).or_insert(pair);
        if pair.0 > known.0 {
            *known = pair;
        }
    }
    rows.iter()
        .filter_map(|row| {
            row.iter()
                .copied()
                .max_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)))
        })
        .filter(|pair| best.get(&pair.2).is_some_and(|b| b.1 == pair.1))
        .collect()
}

/// The best F1 that one threshold over all pairs reaches.
fn best_f1(mut pairs: Vec<Pair>, gold: &Gold) -> f64 {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let wanted: usize = gold.values().map(BTreeSet::len).sum();
    let mut hits = 0;
    let mut best = 0.0f64;
    for (at, pair) in pairs.iter().enumerate() {
        hits += usize::from(gold.get(&pair.1).is_some_and(|g| g.contains(&pair.2)));
        if pairs.get(at + 1).is_none_or(|next| next.0 != pair.0) {
            best = best.max(2.0 * hits as f64 / (at + 1 + wanted) as f64);
        }
    }
    best
}

/// How well `1 - best score` tells units without counterpart from those with one: the area under the ROC curve.
/// `None` where one kind is missing.
pub(crate) fn gap_auc(best: &[(f64, bool)]) -> Option<f64> {
    let (gaps, linked): (Vec<(f64, bool)>, Vec<_>) = best.iter().copied().partition(|b| b.1);
    if gaps.is_empty() || linked.is_empty() {
        return None;
    }
    let mut sum = 0.0;
    for gap in &gaps {
        for link in &linked {
            sum += match gap.0.total_cmp(&link.0) {
                std::cmp::Ordering::Less => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Greater => 0.0,
            };
        }
    }
    Some(sum / (gaps.len() * linked.len()) as f64)
}
