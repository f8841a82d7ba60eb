//! Which clause of the new version is which of the old one.
//!
//! Clauses that are the same with all that stands in them, and only once in either version, are partners from the
//! start. For all others one cost decides: what the texts differ by, and what stands against a pair in number, kind,
//! parent and neighbours ([`RevisionSettings`]). The cheapest pairs are made first and change the cost of their
//! parents, children and neighbours, so the limit rises in steps up to the cost of leaving both out. That is the
//! bottom-up and top-down matching of trees (Chawathe et al., SIGMOD 1996; Falleri et al., ASE 2014) under one cost.
//!
//! Cost: words × postings of rare words once, then clauses × candidates in each step.

mod candidates;
mod cost;
mod fits;
mod home;
mod nearest;
mod place;
mod same;
mod settle;

use rustc_hash::FxHashMap;

pub(super) use cost::named_alike;

use super::alike::Alike;
use super::side::{Side, Words};
use crate::settings::RevisionSettings;

/// Steps in which the limit rises to the full cost.
const STEPS: usize = 6;
/// Steps at the full cost, until nothing changes.
const LAST_STEPS: usize = 4;
/// Below so many words, a text that stands once in either version proves nothing.
const PROOF_WORDS: usize = 4;

/// The partners found.
#[derive(Debug)]
pub(super) struct Matching {
    /// Of every old clause.
    pub(super) new_of: Vec<Option<usize>>,
    /// Of every new clause.
    pub(super) old_of: Vec<Option<usize>>,
}

impl Matching {
    fn link(&mut self, old: usize, new: usize) {
        self.new_of[old] = Some(new);
        self.old_of[new] = Some(old);
    }

    fn free(&self, old: usize, new: usize) -> bool {
        self.new_of[old].is_none() && self.old_of[new].is_none()
    }

    pub(super) fn linked(&self, old: usize, new: usize) -> bool {
        self.new_of[old] == Some(new)
    }
}

/// Finds the partners.
pub(super) fn partners(
    old: &Side<'_>,
    new: &Side<'_>,
    words: &Words,
    alike: &mut Alike,
    settings: &RevisionSettings,
) -> Matching {
    let mut matching = Matching {
        new_of: vec![None; old.nodes.len()],
        old_of: vec![None; new.nodes.len()],
    };
    matching.link(0, 0);
    same::trees(old, new, &mut matching);
    same::texts(old, new, &mut matching);
    let mut matcher = Matcher {
        old,
        new,
        words,
        settings,
        alike,
        dice: FxHashMap::default(),
        kept: FxHashMap::default(),
        names: (cost::names(old), cost::names(new)),
        numbered: numbered(new),
        matching,
    };
    let lookup = matcher.lookup();
    for step in 1..=STEPS + LAST_STEPS {
        let limit = settings.unmatched * step.min(STEPS) as f32 / STEPS as f32;
        if !matcher.step(limit, &lookup) && step > STEPS {
            break;
        }
    }
    for last in [
        Matcher::nearest,
        Matcher::twins,
        Matcher::better,
        Matcher::in_place,
        Matcher::between,
        Matcher::beside,
        Matcher::home,
        Matcher::with_contents,
        Matcher::under_its_name,
    ] {
        if !last(&mut matcher) {
            continue;
        }
        for _ in 0..LAST_STEPS {
            if !matcher.step(settings.unmatched, &lookup) {
                break;
            }
        }
    }
    matcher.matching
}

struct Matcher<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    words: &'a Words,
    settings: &'a RevisionSettings,
    alike: &'a mut Alike,
    /// Likeness of the texts of pairs that were looked at.
    dice: FxHashMap<(usize, usize), f32>,
    /// Words that stand in an old and, by their clauses' partners, in a new clause.
    kept: FxHashMap<(usize, usize), usize>,
    /// Headings of both versions, with how often each stands there.
    names: (FxHashMap<Vec<u32>, usize>, FxHashMap<Vec<u32>, usize>),
    /// New clauses by the clause that they stand in and their number in it.
    numbered: FxHashMap<(usize, &'a str), Vec<usize>>,
    matching: Matching,
}

/// Clauses that have a number, by the clause that they stand in and their number in it.
fn numbered<'a>(side: &Side<'a>) -> FxHashMap<(usize, &'a str), Vec<usize>> {
    let mut all: FxHashMap<(usize, &'a str), Vec<usize>> = FxHashMap::default();
    for (j, node) in side.nodes.iter().enumerate().skip(1) {
        let number = side.own_number(j);
        if !number.is_empty() {
            all.entry((node.parent, number)).or_default().push(j);
        }
    }
    all
}

impl Matcher<'_> {
    /// Makes the pairs that cost no more than the limit, cheapest first; whether there was one.
    fn step(&mut self, limit: f32, lookup: &[Vec<usize>]) -> bool {
        self.count_kept();
        let by_contents = self.by_contents();
        let mut pairs: Vec<(f32, usize, f32, usize, usize)> = Vec::new();
        for (i, looked_up) in lookup.iter().enumerate() {
            if self.matching.new_of[i].is_some() {
                continue;
            }
            for j in self.candidates(i, looked_up, &by_contents) {
                let cost = self.cost(i, j);
                if cost <= limit && cost + self.formula(i, j) <= limit {
                    // Texts that stand in several places stay where they are.
                    let elsewhere = apart(&self.old.clause(i).path, &self.new.clause(j).path);
                    pairs.push((cost, elsewhere, self.drift(i, j), i, j));
                }
            }
        }
        pairs.sort_by(|a, b| {
            a.0.total_cmp(&b.0)
                .then(a.1.cmp(&b.1))
                .then(a.2.total_cmp(&b.2))
                .then((a.3, a.4).cmp(&(b.3, b.4)))
        });
        let mut any = false;
        for (_, _, _, i, j) in pairs {
            if self.matching.free(i, j) {
                self.matching.link(i, j);
                any = true;
            }
        }
        any
    }
}

/// In how many segments two paths differ, from their ends.
fn apart(old: &str, new: &str) -> usize {
    let (a, b) = (old.rsplit('/'), new.rsplit('/'));
    let longer = a.clone().count().abs_diff(b.clone().count());
    longer + a.zip(b).filter(|(a, b)| a != b).count()
}
