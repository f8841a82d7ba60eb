//! Confidence: the probability that a reviewer accepts a link.
//!
//! A logistic regression over what the scores say of a pair and of its rivals in row and column. Its coefficients were
//! fitted outside of the program; [`COEFFICIENTS`] says on what.
//!
//! Cost: sorting rows and columns. Source: Platt 1999 for the idea of calibrating scores so.

use super::feedback::TIE;
use super::fuse::best_terms;
use super::pairs::Pairs;

/// How many features a pair has.
pub(crate) const FEATURES: usize = 7;

/// Names of the features, in order. `lead` is how far the best of a row or column is ahead of the second, for the
/// best only; ranks count from 0 and go in as `ln(1 + rank)`; `unlike` is how far the drafts' alikeness is below
/// [`ALIKE`].
pub(crate) const NAMES: [&str; FEATURES] = [
    "score",
    "behind row best",
    "behind column best",
    "row rank",
    "column rank",
    "lead",
    "unlike",
];

/// Provenance: logistic regression (ridge) on the ten leading candidates of every left unit of the twelve published
/// crosswalks `eu_*` (6), `sec_*` (4) and `ai_*` (2), on the features of 2026-11-22; sets weighted alike within a family
/// and families alike. The last coefficient was fitted after the others, which then stood fixed, on the best links
/// between unlike drafts as judged by reading (`tests/judged.csv`): scores are relative to their pair of drafts, so
/// the best links of drafts that have little in common look as good as any, and no published law crosswalk is between
/// such drafts. Being the same for all pairs of two drafts, it does not change their order.
const INTERCEPT: f64 = -1.2911;

const COEFFICIENTS: [f64; FEATURES] = [0.1245, 0.2608, 0.0497, -0.2880, -0.2876, 0.1770, -4.9];

/// Drafts whose alikeness (mean best T, both directions) is below this are unlike. New versions of a law have .43 to
/// .70, security catalogues .18 to .57, AI frameworks .14 to .18.
const ALIKE: f64 = 0.32;

/// What the model looks at.
pub(crate) struct Inputs<'a> {
    pub(crate) pairs: &'a Pairs,
    /// Fused score with structure.
    pub(crate) score: &'a [f64],
    /// T.
    pub(crate) terms: &'a [f64],
}

/// Where every pair stands in its row and column, which the features are made of.
pub(crate) struct Standings<'a> {
    pairs: &'a Pairs,
    score: &'a [f64],
    rows: Lines,
    columns: Lines,
    unlike: f64,
}

impl<'a> Standings<'a> {
    pub(crate) fn new(inputs: &Inputs<'a>) -> Self {
        let Inputs { pairs, score, terms } = *inputs;
        let (by_row, by_column) = best_terms(pairs, terms);
        let (mut rows, mut columns) = (Lines::new(pairs.len()), Lines::new(pairs.len()));
        for i in 0..pairs.height() {
            rows.stand(score, pairs.row(i).collect());
        }
        for j in 0..pairs.width() {
            let column = pairs.column(j).iter().map(|&(_, k)| k as usize);
            columns.stand(score, column.collect());
        }
        Standings {
            pairs,
            score,
            rows,
            columns,
            unlike: (ALIKE - (by_row + by_column) / 2.0).max(0.0),
        }
    }

    /// The features of a pair of this left unit.
    pub(crate) fn features(&self, left: usize, pair: usize) -> [f64; FEATURES] {
        let s = self.score[pair];
        let row = self.rows.of(left, pair);
        let column = self.columns.of(self.pairs.right(pair), pair);
        [
            s,
            s - row.best,
            s - column.best,
            (1.0 + row.rank).ln(),
            (1.0 + column.rank).ln(),
            row.lead + column.lead,
            self.unlike,
        ]
    }
}

/// Where a pair stands in its row or column.
struct Standing {
    best: f64,
    /// How many are better.
    rank: f64,
    /// How far the best is ahead of the next, 0 for all others.
    lead: f64,
}

/// All rows, or all columns.
struct Lines {
    /// Of each line the best score and how far it is ahead of the second.
    best: Vec<(f64, f64)>,
    /// Of each pair how many of its line are better.
    rank: Vec<u32>,
}

impl Lines {
    fn new(pairs: usize) -> Self {
        Lines {
            best: Vec::new(),
            rank: vec![0; pairs],
        }
    }

    /// Takes in the next line.
    fn stand(&mut self, score: &[f64], line: Vec<usize>) {
        // Scores beside their places: sorting does not have to look them up.
        let mut line: Vec<(f64, usize)> = line.into_iter().map(|k| (score[k], k)).collect();
        line.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = line.first().map_or(0.0, |l| l.0);
        let second = line.get(1).map_or(best, |l| l.0);
        self.best.push((best, best - second));
        let mut rank = 0;
        let mut before = best;
        for (place, &(score, k)) in line.iter().enumerate() {
            // Equal scores have equal ranks, whatever order their units come in.
            if before > score + TIE {
                rank = place;
            }
            before = score;
            self.rank[k] = rank as u32;
        }
    }

    fn of(&self, line: usize, pair: usize) -> Standing {
        let (best, lead) = self.best[line];
        let rank = self.rank[pair];
        Standing {
            best,
            rank: f64::from(rank),
            lead: if rank == 0 { lead } else { 0.0 },
        }
    }
}

/// The logit of the confidence.
pub(crate) fn logit(features: &[f64; FEATURES]) -> f64 {
    INTERCEPT + features.iter().zip(COEFFICIENTS).map(|(f, c)| f * c).sum::<f64>()
}

/// The probability of a logit.
pub(crate) fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}
