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
    /// The logarithm of one and each rank that there is: those of all pairs are a few numbers.
    logs: Vec<f64>,
}

impl<'a> Standings<'a> {
    pub(crate) fn new(inputs: &Inputs<'a>) -> Self {
        let Inputs { pairs, score, terms } = *inputs;
        let (by_row, by_column) = best_terms(pairs, terms);
        let rows = Lines {
            best: (0..pairs.height()).map(|i| best(score, pairs.row(i))).collect(),
            rank: pairs.map_rows(|_, row| ranks(score, row)),
        };
        let columns = Lines {
            best: (0..pairs.width())
                .map(|j| best(score, places(pairs.column(j))))
                .collect(),
            rank: pairs.map_columns(|_, column| ranks(score, places(column))),
        };
        Standings {
            pairs,
            score,
            rows,
            columns,
            logs: (0..=pairs.height().max(pairs.width()))
                .map(|rank| (1.0 + rank as f64).ln())
                .collect(),
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
            self.logs[row.rank as usize],
            self.logs[column.rank as usize],
            row.lead + column.lead,
            self.unlike,
        ]
    }
}

/// Where a pair stands in its row or column.
struct Standing {
    best: f64,
    /// How many are better.
    rank: u32,
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

/// Where the pairs of a column stand.
fn places(column: &[(u32, u32)]) -> impl Iterator<Item = usize> {
    column.iter().map(|&(_, k)| k as usize)
}

/// The best score of a line and how far it is ahead of the second.
fn best(score: &[f64], line: impl IntoIterator<Item = usize>) -> (f64, f64) {
    let mut line = line.into_iter().map(|k| score[k]);
    let Some(first) = line.next() else {
        return (0.0, 0.0);
    };
    let (best, second) = line.fold((first, None), |(best, second), s| match s > best {
        true => (s, Some(best)),
        false => (best, Some(second.map_or(s, |second: f64| second.max(s)))),
    });
    (best, best - second.unwrap_or(best))
}

/// How many of the line are better than each of its pairs, in the order of the line.
fn ranks(score: &[f64], line: impl IntoIterator<Item = usize>) -> Vec<u32> {
    // Scores beside their places: sorting does not have to look them up.
    let mut line: Vec<(f64, u32)> = line.into_iter().zip(0..).map(|(k, at)| (score[k], at)).collect();
    line.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut ranks = vec![0; line.len()];
    let mut rank = 0;
    let mut before = line.first().map_or(0.0, |l| l.0);
    for (place, &(score, at)) in (0..).zip(&line) {
        // Equal scores have equal ranks, whatever order their units come in.
        if before > score + TIE {
            rank = place;
        }
        before = score;
        ranks[at as usize] = rank;
    }
    ranks
}

impl Lines {
    fn of(&self, line: usize, pair: usize) -> Standing {
        let (best, lead) = self.best[line];
        let rank = self.rank[pair];
        Standing {
            best,
            rank,
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
