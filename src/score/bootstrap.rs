//! How sure a figure is: percentile intervals by bootstrap over units.
//!
//! Left units are drawn with replacement, and with each its row and its published counterparts; for what is said of right
//! units, right units are. Draws come from SplitMix64 on the seed and the number of the draw, so they are the same in
//! every run and on any number of threads. Cost: draws times pairs. Sources: Efron 1979; Steele, Lea & Flood 2014.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::figure::Figure;
use super::figures::Judged;

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resampling {
    /// How often.
    pub draws: u32,
    /// Where the draws begin.
    pub seed: u64,
}

impl Default for Resampling {
    fn default() -> Self {
        Resampling { draws: 1000, seed: 1 }
    }
}

/// A range that 95 of 100 draws fall into.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Judged {
    /// The interval of each figure.
    pub fn intervals(&self, how: &Resampling) -> BTreeMap<Figure, Interval> {
        intervals(&drawn(how, |weights| self.weighted(weights), self.units))
    }

    /// The interval of each figure's difference to another crosswalk's, over the same draws.
    pub fn differences(&self, other: &Judged, how: &Resampling) -> BTreeMap<Figure, Interval> {
        let both = |weights: [&[u32]; 2]| {
            let (mine, theirs) = (self.weighted(weights), other.weighted(weights));
            let difference = |(f, value): (Figure, f64)| Some((f, value - theirs.get(&f)?));
            mine.into_iter().filter_map(difference).collect()
        };
        intervals(&drawn(how, both, self.units))
    }
}

fn drawn(
    how: &Resampling,
    figures: impl Fn([&[u32]; 2]) -> BTreeMap<Figure, f64> + Sync,
    units: [usize; 2],
) -> Vec<BTreeMap<Figure, f64>> {
    let one = |draw: u32| {
        let weights = [0u64, 1].map(|side| {
            let start = how.seed ^ (u64::from(draw) << 1 | side).wrapping_mul(0xd134_2543_de82_ef95);
            weights(start, units[side as usize])
        });
        let [left, right] = &weights;
        figures([left, right])
    };
    (0..how.draws).into_par_iter().map(one).collect()
}

/// How often each of `n` units is drawn in `n` draws.
fn weights(mut state: u64, n: usize) -> Vec<u32> {
    let mut weights = vec![0; n];
    for _ in 0..n {
        // The high half of a 128-bit product: a number below `n`, even but for one part in 2^64 / n.
        let at = ((u128::from(next(&mut state)) * n as u128) >> 64) as usize;
        if let Some(weight) = weights.get_mut(at) {
            *weight += 1;
        }
    }
    weights
}

/// SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn intervals(draws: &[BTreeMap<Figure, f64>]) -> BTreeMap<Figure, Interval> {
    let mut values: BTreeMap<Figure, Vec<f64>> = BTreeMap::new();
    for (&figure, &value) in draws.iter().flatten() {
        values.entry(figure).or_default().push(value);
    }
    let of = |(figure, mut values): (Figure, Vec<f64>)| {
        values.sort_by(f64::total_cmp);
        let at = |share: f64| {
            values
                .get((share * (values.len() - 1) as f64).round() as usize)
                .copied()
        };
        Some((
            figure,
            Interval {
                low: at(0.025)?,
                high: at(0.975)?,
            },
        ))
    };
    values.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Case, Gold, Pair};

    #[test]
    fn intervals_hold_the_figure_and_are_the_same_every_time() {
        let gold: Gold = (0..40).map(|l| (l, BTreeMap::from([(l, None)]))).collect();
        let row = |left: usize| {
            let right = if left.is_multiple_of(4) { left + 1 } else { left };
            vec![Pair {
                score: left as f64,
                left,
                right,
                confidence: None,
                relation: None,
            }]
        };
        let judged = Judged::new(&Case {
            units: [40, 41],
            rows: (0..40).map(row).collect(),
            gold,
            gaps: Default::default(),
        });
        let how = Resampling { draws: 200, seed: 7 };
        let intervals = judged.intervals(&how);
        let hit1 = intervals[&Figure::Hit1];
        assert!(
            hit1.low < 0.75 && 0.75 < hit1.high && hit1.high - hit1.low < 0.35,
            "{hit1:?}"
        );
        assert_eq!(intervals, judged.intervals(&how));
        let same = judged.differences(&judged, &how);
        assert!(same.values().all(|i| i.low == 0.0 && i.high == 0.0));
    }

    #[test]
    fn draws_are_even() {
        let mut sum = vec![0; 10];
        for draw in 0..1000 {
            for (s, w) in sum.iter_mut().zip(weights(draw, 10)) {
                *s += w;
            }
        }
        assert!(sum.iter().all(|s| (900..1100).contains(s)), "{sum:?}");
    }
}
