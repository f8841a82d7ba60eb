//! The figures, all from one set of counts that a weight per unit can be put on.
//!
//! Only left units with a published counterpart count for hit1, R@5, R@10 and MAP; a pair that the crosswalk does not
//! have counts as never found. Cost: sorting the pairs once, then linear in them for every set of weights. Sources:
//! average precision and recall as in the TREC evaluations; area under the ROC curve by Mann–Whitney; expected
//! calibration error after Naeini, Cooper & Hauskrecht 2015, with bins of one width.

use std::collections::BTreeMap;

use super::figure::Figure;
use super::gaps::{Told, auc, gaps};
use super::relations::{self, Labels};
use super::{Case, Pair};

/// Candidates of a left unit whose confidence is checked: what a reviewer looks at.
const LEADING: usize = 5;

/// Bins of the calibration error.
const BINS: usize = 10;

/// What a left unit with published counterparts comes to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OfUnit {
    pub(super) hit1: f64,
    pub(super) r5: f64,
    pub(super) r10: f64,
    pub(super) average_precision: f64,
    /// How many published counterparts it has.
    pub(super) wanted: f64,
}

/// A pair in order of score.
#[derive(Debug, Clone, Copy)]
struct Placed {
    left: usize,
    published: bool,
    /// No later pair has the same score.
    last_of_score: bool,
}

/// A crosswalk set against a published one.
#[derive(Debug, Clone)]
pub struct Judged {
    pub(super) units: [usize; 2],
    pub(super) by_unit: BTreeMap<usize, OfUnit>,
    pairs: Vec<Placed>,
    mutual: Vec<Placed>,
    leading: Vec<(usize, f64, bool)>,
    gaps: [Vec<Told>; 2],
    /// Left unit, published relation, relation of the crosswalk.
    related: Vec<relations::Case>,
}

/// How often each unit counts, by side.
pub(super) type Weights<'a> = [&'a [u32]; 2];

impl Judged {
    /// Sets a crosswalk against what is published.
    pub fn new(case: &Case) -> Judged {
        let published = |p: &Pair| case.gold.get(&p.left).is_some_and(|g| g.contains_key(&p.right));
        let placed = |mut pairs: Vec<Pair>| -> Vec<Placed> {
            pairs.sort_by(|a, b| b.score.total_cmp(&a.score));
            let last = |at: usize, p: &Pair| pairs.get(at + 1).is_none_or(|next| next.score < p.score);
            let each = pairs.iter().enumerate();
            each.map(|(at, p)| Placed {
                left: p.left,
                published: published(p),
                last_of_score: last(at, p),
            })
            .collect()
        };
        let all: Vec<Pair> = case.rows.iter().flatten().copied().collect();
        let none = Vec::new();
        let by_unit = case.gold.iter().map(|(&left, wanted)| {
            let row = case.rows.get(left).unwrap_or(&none);
            (
                left,
                of_unit(row, &|right| wanted.contains_key(&right), wanted.len()),
            )
        });
        let leading = case.rows.iter().flat_map(|row| row.iter().take(LEADING));
        let related = all.iter().filter_map(|p| {
            let wanted = (*case.gold.get(&p.left)?.get(&p.right)?)?;
            Some(relations::Case {
                unit: p.left,
                wanted,
                found: p.relation?,
            })
        });
        Judged {
            units: case.units,
            by_unit: by_unit.collect(),
            mutual: placed(mutual(&case.rows, &all)),
            leading: leading
                .filter_map(|p| Some((p.left, p.confidence?, published(p))))
                .collect(),
            gaps: gaps(case, &all),
            related: related.collect(),
            pairs: placed(all),
        }
    }

    /// The figures. What cannot be told is left out: gaps where none are published, relations where none are said.
    pub fn figures(&self) -> BTreeMap<Figure, f64> {
        let ones = self.units.map(|n| vec![1; n]);
        let [left, right] = &ones;
        self.weighted([left, right])
    }

    /// How well relations are told, by relation.
    pub fn relations(&self) -> Labels {
        let pairs: Vec<_> = self.related.iter().map(|c| (c.wanted, c.found)).collect();
        relations::labels(&pairs)
    }

    /// The figures where units count more than once, or not at all.
    pub(super) fn weighted(&self, weights: Weights<'_>) -> BTreeMap<Figure, f64> {
        let weight = |left: usize| f64::from(weights[0].get(left).copied().unwrap_or(0));
        let mut sum = OfUnit::default();
        let mut n = 0.0;
        for (&left, of) in &self.by_unit {
            let w = weight(left);
            n += w;
            sum.hit1 += w * of.hit1;
            sum.r5 += w * of.r5;
            sum.r10 += w * of.r10;
            sum.average_precision += w * of.average_precision;
            sum.wanted += w * of.wanted;
        }
        let mut figures = BTreeMap::new();
        if n > 0.0 {
            figures.extend([
                (Figure::Hit1, sum.hit1 / n),
                (Figure::R5, sum.r5 / n),
                (Figure::R10, sum.r10 / n),
                (Figure::Map, sum.average_precision / n),
                (Figure::PairF1, best_f1(&self.pairs, sum.wanted, &weight)),
                (Figure::MutualF1, best_f1(&self.mutual, sum.wanted, &weight)),
            ]);
            let (mut rows, mut hits) = (0.0, 0.0);
            for p in &self.pairs {
                rows += weight(p.left);
                hits += weight(p.left) * f64::from(u8::from(p.published));
            }
            figures.insert(Figure::Recall, hits / sum.wanted);
            figures.insert(Figure::F1, 2.0 * hits / (rows + sum.wanted));
            if rows > 0.0 {
                figures.insert(Figure::Precision, hits / rows);
            }
        }
        let told = [
            (Figure::RelationF1, relations::macro_f1(&self.related, &weight)),
            (Figure::Calibration, calibration(&self.leading, &weight)),
            (Figure::GapLeft, auc(&self.gaps[0], weights[0])),
            (Figure::GapRight, auc(&self.gaps[1], weights[1])),
        ];
        figures.extend(told.into_iter().filter_map(|(f, value)| Some((f, value?))));
        figures
    }
}

fn of_unit(row: &[Pair], wanted: &dyn Fn(usize) -> bool, size: usize) -> OfUnit {
    let size = size.max(1) as f64;
    let found = |n: usize| row.iter().take(n).filter(|p| wanted(p.right)).count() as f64;
    let (mut got, mut sum) = (0.0, 0.0);
    for (place, pair) in row.iter().enumerate() {
        if wanted(pair.right) {
            got += 1.0;
            sum += got / (place + 1) as f64;
        }
    }
    OfUnit {
        hit1: found(1),
        r5: found(5) / size,
        r10: found(10) / size,
        average_precision: sum / size,
        wanted: size,
    }
}

/// Pairs that are the best of their left and of their right unit. Among equals the later right unit and the earlier
/// left unit count.
fn mutual(rows: &[Vec<Pair>], all: &[Pair]) -> Vec<Pair> {
    let mut best: BTreeMap<usize, Pair> = BTreeMap::new();
    for &pair in all {
        let known = best.entry(pair.right).or_insert(pair);
        if pair.score > known.score {
            *known = pair;
        }
    }
    let of_row = |row: &Vec<Pair>| {
        let better = |a: &Pair, b: &Pair| a.score.total_cmp(&b.score).then(a.right.cmp(&b.right));
        row.iter().copied().max_by(better)
    };
    rows.iter()
        .filter_map(of_row)
        .filter(|pair| best.get(&pair.right).is_some_and(|b| b.left == pair.left))
        .collect()
}

/// The best F1 that one threshold reaches.
fn best_f1(pairs: &[Placed], wanted: f64, weight: &dyn Fn(usize) -> f64) -> f64 {
    let (mut hits, mut taken, mut best) = (0.0, 0.0, 0.0f64);
    for pair in pairs {
        let w = weight(pair.left);
        taken += w;
        if pair.published {
            hits += w;
        }
        if pair.last_of_score && taken + wanted > 0.0 {
            best = best.max(2.0 * hits / (taken + wanted));
        }
    }
    best
}

fn calibration(leading: &[(usize, f64, bool)], weight: &dyn Fn(usize) -> f64) -> Option<f64> {
    let mut bins = [(0.0, 0.0); BINS];
    let mut all = 0.0;
    for &(left, confidence, published) in leading {
        let at = ((confidence * BINS as f64) as usize).min(BINS - 1);
        let w = weight(left);
        all += w;
        if let Some((says, is)) = bins.get_mut(at) {
            *says += w * confidence;
            *is += w * f64::from(u8::from(published));
        }
    }
    (all > 0.0).then(|| bins.iter().map(|(says, is)| (says - is).abs()).sum::<f64>() / all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Gaps, Gold};

    fn pair(left: usize, right: usize, score: f64) -> Pair {
        Pair {
            score,
            left,
            right,
            confidence: Some(score),
            relation: None,
        }
    }

    fn case() -> Case {
        let gold = Gold::from([
            (0, BTreeMap::from([(0, None)])),
            (1, BTreeMap::from([(1, None), (2, None)])),
        ]);
        Case {
            units: [3, 4],
            rows: vec![
                vec![pair(0, 0, 0.9), pair(0, 1, 0.2)],
                vec![pair(1, 0, 0.8), pair(1, 1, 0.6)],
                vec![pair(2, 3, 0.1)],
            ],
            gold,
            gaps: Gaps::from([[2].into(), [3].into()]),
        }
    }

    #[test]
    fn figures_by_hand() {
        let figures = Judged::new(&case()).figures();
        let near = |f: Figure, wanted: f64| {
            let got = figures[&f];
            assert!(
                (got - wanted).abs() < 1e-9,
                "{}: {got} and not {wanted}",
                f.code()
            );
        };
        near(Figure::Hit1, 0.5);
        near(Figure::R5, 0.75);
        // (1 + (1/2)/2) / 2
        near(Figure::Map, 0.625);
        // Three pairs down to .6, two of them right, three wanted.
        near(Figure::PairF1, 4.0 / 6.0);
        near(Figure::MutualF1, 2.0 / 4.0);
        near(Figure::Precision, 0.4);
        near(Figure::Recall, 2.0 / 3.0);
        near(Figure::F1, 0.5);
        near(Figure::GapLeft, 1.0);
        // Right unit 2 is linked and has no row at all.
        near(Figure::GapRight, 2.0 / 3.0);
        near(Figure::Calibration, (0.1 + 0.2 + 0.8 + 0.4 + 0.1) / 5.0);
        assert!(!figures.contains_key(&Figure::RelationF1));
    }

    #[test]
    fn units_that_count_twice_count_twice() {
        let judged = Judged::new(&case());
        let figures = judged.weighted([&[2, 1, 0], &[1, 1, 1, 1]]);
        assert!((figures[&Figure::Hit1] - 2.0 / 3.0).abs() < 1e-9);
        assert!(!figures.contains_key(&Figure::GapLeft));
    }

    #[test]
    fn nothing_published_gives_nothing() {
        let figures = Judged::new(&Case::default()).figures();
        assert!(figures.is_empty());
    }
}
