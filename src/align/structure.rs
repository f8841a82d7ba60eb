//! G, neighbours and P: where the units stand.
//!
//! G: units whose groups match are likelier to match. Neighbours: what stands before and after a matching pair likely
//! matches too. P: where two drafts go through their subject in the same order, a unit's counterpart is near the place
//! that mutually best pairs around it point to. Each vanishes where the drafts do not behave so: P is scaled by the
//! squared rank correlation of the anchors.
//!
//! Cost: G linear in the pairs; P anchors × [`GRID`]², then linear in the pairs. Source: group matching
//! after similarity flooding (Melnik, Garcia-Molina & Rahm 2002), order as in sentence alignment (Gale & Church 1993);
//! kernel regression (Nadaraya 1964).

use rayon::prelude::*;
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
    let height = Height {
        score,
        floor,
        groups: left_count.max(right_count),
    };
    let of_left = || {
        let row = |i: &usize| pairs.row(*i).map(|k| (right_of[pairs.right(k)], k)).collect();
        let members = members(&left_of, left_count).into_iter();
        height.above(members.map(|m| m.iter().map(row).collect()))
    };
    let of_right = || {
        let column = |j: &usize| {
            let column = pairs.column(*j).iter();
            column.map(|&(i, k)| (left_of[i as usize], k as usize)).collect()
        };
        let members = members(&right_of, right_count).into_iter();
        height.above(members.map(|m| m.iter().map(column).collect()))
    };
    let (left, right) = rayon::join(of_left, of_right);
    let both = left.into_iter().zip(right);
    both.map(|(left, right)| floor + (left + right)).collect()
}

/// How far groups stand above what is least.
struct Height<'a> {
    score: &'a [f64],
    floor: f64,
    /// How many groups there are on the side that has more.
    groups: usize,
}

impl Height<'_> {
    /// By how much the best of each member within the other group is above the floor, by pair; groups that share no pair
    /// are at the floor. A group comes as its members' lines: for each pair of the member the other unit's group and the
    /// pair. Group by group, so that no table of all pairs of groups is needed.
    fn above(&self, groups: impl Iterator<Item = Vec<Vec<(usize, usize)>>>) -> Vec<f64> {
        let mut above = vec![0.0; self.score.len()];
        let mut sums = Tally::new(self.groups, 0.0);
        let mut bests = Tally::new(self.groups, f64::NEG_INFINITY);
        for lines in groups {
            for line in &lines {
                for &(group, k) in line {
                    let best = bests.of(group);
                    *best = best.max(self.score[k]);
                }
                bests.take(|group, best| *sums.of(group) += (best - self.floor) / lines.len() as f64 / 2.0);
            }
            for &(group, k) in lines.iter().flatten() {
                above[k] += *sums.of(group);
            }
            sums.take(|_, _| ());
        }
        above
    }
}

/// The units of each group.
fn members(of: &[usize], count: usize) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); count];
    for (unit, &group) in of.iter().enumerate() {
        members[group].push(unit);
    }
    members
}

/// A number for each of the groups that come up, with room for all of them.
struct Tally {
    of: Vec<f64>,
    /// Groups that came up.
    seen: Vec<usize>,
    known: Vec<bool>,
    empty: f64,
}

impl Tally {
    fn new(groups: usize, empty: f64) -> Self {
        Tally {
            of: vec![empty; groups],
            seen: Vec::new(),
            known: vec![false; groups],
            empty,
        }
    }

    fn of(&mut self, group: usize) -> &mut f64 {
        if !std::mem::replace(&mut self.known[group], true) {
            self.seen.push(group);
        }
        &mut self.of[group]
    }

    /// Hands out what came up and forgets it.
    fn take(&mut self, mut each: impl FnMut(usize, f64)) {
        for group in self.seen.drain(..) {
            each(group, self.of[group]);
            self.of[group] = self.empty;
            self.known[group] = false;
        }
    }
}

/// The mean score of the pairs right before and right after, for every pair.
pub(crate) fn neighbours(pairs: &Pairs, score: &[f64]) -> Vec<f64> {
    pairs.map_rows(|i, row| {
        row.map(move |k| {
            let j = pairs.right(k);
            let before = i
                .checked_sub(1)
                .zip(j.checked_sub(1))
                .and_then(|(i, j)| pairs.find(i, j));
            match (before, pairs.find(i + 1, j + 1)) {
                (Some(before), Some(after)) => (score[before] + score[after]) / 2.0,
                (Some(one), None) | (None, Some(one)) => score[one],
                (None, None) => 0.0,
            }
        })
    })
}

/// Pairs that are each other's best, as `(left, right)`.
pub(crate) fn anchors(pairs: &Pairs, score: &[f64]) -> Vec<(usize, usize)> {
    let rows = 0..pairs.height();
    let rows: Vec<Option<usize>> = rows
        .into_par_iter()
        .map(|i| only_best(pairs.row(i).map(|k| (pairs.right(k), score[k]))))
        .collect();
    let columns: Vec<Option<usize>> = (0..pairs.width())
        .into_par_iter()
        .map(|j| {
            only_best(
                pairs
                    .column(j)
                    .iter()
                    .map(|&(i, k)| (i as usize, score[k as usize])),
            )
        })
        .collect();
    let mutual = |(i, j): (usize, Option<usize>)| {
        let j = j?;
        (columns.get(j).copied().flatten() == Some(i)).then_some((i, j))
    };
    rows.into_iter().enumerate().filter_map(mutual).collect()
}

/// The unit with the highest score, if no other comes up to it.
fn only_best(units: impl Iterator<Item = (usize, f64)>) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    let mut tied = false;
    for (unit, score) in units {
        match best {
            Some((s, _)) if score > s + TIE => (best, tied) = (Some((score, unit)), false),
            Some((s, _)) => tied |= score >= s - TIE,
            None => best = Some((score, unit)),
        }
    }
    best.filter(|_| !tied).map(|b| b.1)
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
    let near = |of: &dyn Fn(&(f64, f64)) -> f64| -> Vec<Vec<f64>> {
        let cell = |c| {
            places
                .iter()
                .map(|a| kernel(c as f64 / GRID as f64 - of(a)))
                .collect()
        };
        (0..=GRID).map(cell).collect()
    };
    let (lefts, rights) = (near(&|a| a.0), near(&|a| a.1));
    let sums = |near: &[Vec<f64>]| -> Vec<f64> { near.iter().map(|n| n.iter().sum()).collect() };
    let (left_sum, right_sum) = (sums(&lefts), sums(&rights));
    let product = |a: &Vec<f64>, b: &Vec<f64>| a.iter().zip(b).map(|(a, b)| a * b).sum();
    let both: Vec<Vec<f64>> = lefts
        .par_iter()
        .map(|l| rights.iter().map(|r| product(l, r)).collect())
        .collect();
    // Of each right unit where it stands, and how many anchors are near.
    let column = |j: usize| {
        let cell = Cell::at((j as f64 + 0.5) / m);
        let near = cell.between(&right_sum);
        (cell, near)
    };
    let columns: Vec<(Cell, f64)> = (0..pairs.width()).map(column).collect();
    let (both, columns) = (both.as_slice(), columns.as_slice());
    pairs.map_rows(|i, row| {
        let i = Cell::at((i as f64 + 0.5) / n);
        let sum = i.between(&left_sum);
        row.map(move |k| {
            let (j, near) = &columns[pairs.right(k)];
            let along = |c: usize| both.get(c).map_or(0.0, |along| j.between(along));
            let both = i.mixed(along);
            // Seen from the left unit and from the right one; the small term is for where no anchor is near.
            trust * (both / (sum + 0.1) + both / (near + 0.1)) / 2.0
        })
    })
}

/// A place on the grid: the cell before it, and how far it is to the next.
struct Cell {
    before: usize,
    share: f64,
}

impl Cell {
    fn at(place: f64) -> Self {
        let place = place * GRID as f64;
        Cell {
            before: place as usize,
            share: place.fract(),
        }
    }

    fn mixed(&self, value: impl Fn(usize) -> f64) -> f64 {
        value(self.before) * (1.0 - self.share) + value(self.before + 1) * self.share
    }

    fn between(&self, values: &[f64]) -> f64 {
        self.mixed(|c| values.get(c).copied().unwrap_or(0.0))
    }
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
