//! G, neighbours and P: where the units stand.
//!
//! G: units whose groups match are likelier to match. Neighbours: what stands before and after a matching pair likely
//! matches too. P: where two drafts go through their subject in the same order, a unit's counterpart is near the place
//! that mutually best pairs around it point to. Each vanishes where the drafts do not behave so: P is scaled by the
//! squared rank correlation of the anchors.
//!
//! Cost: G linear in the pairs; P left units × anchors × [`GRID`], then linear in the pairs. Source: group matching
//! after similarity flooding (Melnik, Garcia-Molina & Rahm 2002), order as in sentence alignment (Gale & Church 1993);
//! kernel regression (Nadaraya 1964).

use rustc_hash::FxHashMap;

use super::feedback::TIE;
use super::pairs::Pairs;
use super::spans::is_label;
use crate::draft::Unit;

/// Cells of the grid on which P is computed; between them it is interpolated. At the kernel's width of a twentieth a
/// cell is a sixth of it, which no rank notices.
const GRID: usize = 120;

/// The group that each unit stands in, and how many groups there are. Units without a group are groups of one.
pub(crate) fn groups(units: &[Unit]) -> (Vec<usize>, usize) {
    let mut shared: FxHashMap<&str, usize> = FxHashMap::default();
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let of = units
        .iter()
        .map(|u| {
            let name = if u.parent.is_empty() && !is_label(&u.title) {
                &u.title
            } else {
                &u.parent
            };
            if name.is_empty() {
                fresh()
            } else {
                *shared.entry(name).or_insert_with(&mut fresh)
            }
        })
        .collect();
    (of, next)
}

/// G for every pair: how well the groups of its units match, by the best member for each member, both ways.
pub(crate) fn group_match(pairs: &Pairs, score: &[f64], left: &[Unit], right: &[Unit]) -> Vec<f64> {
    let (left_of, left_count) = groups(left);
    let (right_of, right_count) = groups(right);
    let floor = score.iter().copied().fold(0.0, f64::min);
    // Best score of each left unit within each right group, and the other way round.
    let mut by_left: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    let mut by_right: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for (i, &p) in left_of.iter().enumerate() {
        for k in pairs.row(i) {
            let j = pairs.right(k);
            let s = score[k];
            let best = by_left.entry((i, right_of[j])).or_insert(floor);
            *best = best.max(s);
            let best = by_right.entry((p, j)).or_insert(floor);
            *best = best.max(s);
        }
    }
    let size = |of: &[usize], count: usize| {
        let mut sizes = vec![0usize; count];
        for &g in of {
            sizes[g] += 1;
        }
        sizes
    };
    let (left_size, right_size) = (size(&left_of, left_count), size(&right_of, right_count));
    let mut sums: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for (i, &p) in left_of.iter().enumerate() {
        for q in 0..right_count {
            let best = by_left.get(&(i, q)).copied().unwrap_or(floor);
            *sums.entry((p, q)).or_default() += best / left_size[p] as f64 / 2.0;
        }
    }
    for p in 0..left_count {
        for (j, &q) in right_of.iter().enumerate() {
            let best = by_right.get(&(p, j)).copied().unwrap_or(floor);
            *sums.entry((p, q)).or_default() += best / right_size[q] as f64 / 2.0;
        }
    }
    pairs.map_rows(|i, row| {
        row.map(|k| {
            sums.get(&(left_of[i], right_of[pairs.right(k)]))
                .copied()
                .unwrap_or(floor)
        })
        .collect()
    })
}

/// The mean score of the pairs right before and right after, for every pair.
pub(crate) fn neighbours(pairs: &Pairs, score: &[f64]) -> Vec<f64> {
    pairs.map_rows(|i, row| {
        row.map(|k| {
            let j = pairs.right(k);
            let before = i
                .checked_sub(1)
                .zip(j.checked_sub(1))
                .and_then(|(i, j)| pairs.find(i, j));
            let after = pairs.find(i + 1, j + 1);
            let found: Vec<f64> = before.into_iter().chain(after).map(|k| score[k]).collect();
            found.iter().sum::<f64>() / found.len().max(1) as f64
        })
        .collect()
    })
}

/// Pairs that are each other's best, as `(left, right)`.
pub(crate) fn anchors(pairs: &Pairs, score: &[f64]) -> Vec<(usize, usize)> {
    let only_best = |units: &mut dyn Iterator<Item = (usize, usize)>| {
        let mut best: Option<(f64, usize)> = None;
        let mut tied = false;
        for (unit, k) in units {
            match best {
                Some((s, _)) if score[k] > s + TIE => (best, tied) = (Some((score[k], unit)), false),
                Some((s, _)) => tied |= score[k] >= s - TIE,
                None => best = Some((score[k], unit)),
            }
        }
        best.filter(|_| !tied).map(|b| b.1)
    };
    (0..pairs.height())
        .filter_map(|i| {
            let j = only_best(&mut pairs.row(i).map(|k| (pairs.right(k), k)))?;
            let back = only_best(&mut pairs.column(j).iter().map(|&(i, k)| (i as usize, k as usize)))?;
            (back == i).then_some((i, j))
        })
        .collect()
}

/// P for every pair, from 0 to 1.
pub(crate) fn order(pairs: &Pairs, anchors: &[(usize, usize)], width: f64) -> Vec<f64> {
    let trust = rank_correlation(anchors).max(0.0).powi(2);
    if trust == 0.0 {
        return vec![0.0; pairs.len()];
    }
    let (n, m) = (pairs.height() as f64, pairs.width() as f64);
    let places: Vec<(f64, f64)> = anchors
        .iter()
        .map(|&(i, j)| ((i as f64 + 0.5) / n, (j as f64 + 0.5) / m))
        .collect();
    let kernel = |d: f64| (-0.5 * (d / width) * (d / width)).exp();
    let near = |place: f64, of: &dyn Fn(&(f64, f64)) -> f64| -> Vec<f64> {
        places.iter().map(|a| kernel(place - of(a))).collect()
    };
    let cells: Vec<Vec<f64>> = (0..=GRID)
        .map(|c| near(c as f64 / GRID as f64, &|a| a.1))
        .collect();
    // Mass of the anchors around each right unit.
    let right_sum: Vec<f64> = (0..pairs.width())
        .map(|j| near((j as f64 + 0.5) / m, &|a| a.1).iter().sum())
        .collect();
    pairs.map_rows(|i, row| {
        let near = near((i as f64 + 0.5) / n, &|a| a.0);
        let sum: f64 = near.iter().sum();
        let along: Vec<f64> = cells
            .iter()
            .map(|cell| near.iter().zip(cell).map(|(a, b)| a * b).sum())
            .collect();
        row.map(|k| {
            let j = pairs.right(k);
            let place = (j as f64 + 0.5) / m * GRID as f64;
            let (cell, share) = (place as usize, place.fract());
            let at = |c: usize| along.get(c).copied().unwrap_or(0.0);
            let both = at(cell) * (1.0 - share) + at(cell + 1) * share;
            // Seen from the left unit and from the right one; the small term is for where no anchor is near.
            trust * (both / (sum + 0.1) + both / (right_sum[j] + 0.1)) / 2.0
        })
        .collect()
    })
}

/// Spearman's rank correlation of the anchors' places; 0 where there are too few to say.
pub(crate) fn rank_correlation(anchors: &[(usize, usize)]) -> f64 {
    let n = anchors.len();
    if n < 5 {
        return 0.0;
    }
    // Both sides of an anchor are in no other anchor, so there are no ties.
    let ranks = |of: &dyn Fn(&(usize, usize)) -> usize| {
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by_key(|&a| of(&anchors[a]));
        let mut rank = vec![0.0; n];
        for (r, a) in order.into_iter().enumerate() {
            rank[a] = r as f64;
        }
        rank
    };
    let squares: f64 = ranks(&|a| a.0)
        .iter()
        .zip(ranks(&|a| a.1))
        .map(|(x, y)| (x - y) * (x - y))
        .sum();
    let n = n as f64;
    1.0 - 6.0 * squares / (n * (n * n - 1.0))
}
