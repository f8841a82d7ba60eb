//! How alike two texts are by the stems of their words: what is rewritten keeps its subject and changes its grammar.
//!
//! A clause is a vector of stems, each weighted by how few clauses have it and damped where it recurs; two are as alike
//! as the cosine between them (Salton & Buckley 1988). Cost: stems of the clauses asked for × clauses that have them.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::side::{Side, Words};
use crate::align::language::Language;

/// Stems in more clauses than this find no clause, though they count once it is found.
const COMMON: usize = 200;
/// So many of the nearest clauses are kept.
const KEPT: usize = 8;

/// Which version a clause is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Version {
    Old,
    New,
}

impl Version {
    pub(super) fn other(self) -> Version {
        match self {
            Version::Old => Version::New,
            Version::New => Version::Old,
        }
    }
}

/// The clauses of both versions as vectors of stems.
pub(super) struct Alike {
    old: Vectors,
    new: Vectors,
    /// By stem: how telling it is.
    weight: Vec<f32>,
    /// Stems that are numbers.
    numbers: FxHashSet<u32>,
    /// The nearest clauses of the other version, for those that were asked for.
    near: FxHashMap<(Version, usize), Vec<(usize, f32)>>,
    /// Room for a number of each clause, all 0.
    shared: Vec<f32>,
}

#[derive(Default)]
struct Vectors {
    /// By clause: stems in order, with their shares of a length of 1.
    of: Vec<Vec<(u32, f32)>>,
    /// By stem: the clauses that have it.
    postings: Vec<Vec<(u32, f32)>>,
}

impl Alike {
    pub(super) fn new(old: &Side<'_>, new: &Side<'_>, words: &Words) -> Self {
        let stem_of = stems(words, &Language::of(new.draft));
        let count = stem_of.iter().max().map_or(0, |&s| s as usize + 1);
        let counted = |side: &Side<'_>| -> Vec<Vec<(u32, f32)>> {
            let counts = side.nodes.iter().map(|node| {
                let mut stems: Vec<u32> = node.bag.iter().map(|&w| stem_of[w as usize]).collect();
                stems.sort_unstable();
                let runs = stems.chunk_by(|a, b| a == b);
                runs.map(|run| (run[0], run.len() as f32)).collect()
            });
            counts.collect()
        };
        let (mut left, mut right) = (counted(old), counted(new));
        let mut clauses = vec![0_u32; count];
        for &(stem, _) in left.iter().chain(&right).flatten() {
            clauses[stem as usize] += 1;
        }
        let total = (left.len() + right.len()) as f32;
        let weight: Vec<f32> = clauses
            .iter()
            .map(|&n| ((total + 1.0) / (n as f32 + 0.5)).ln().max(0.1))
            .collect();
        for vector in left.iter_mut().chain(&mut right) {
            for (stem, n) in vector.iter_mut() {
                *n = weight[*stem as usize] * n.sqrt();
            }
            let length = vector.iter().map(|(_, x)| x * x).sum::<f32>().sqrt();
            for (_, x) in vector.iter_mut() {
                *x /= length.max(f32::EPSILON);
            }
        }
        Alike {
            shared: vec![0.0; left.len().max(right.len())],
            old: Vectors::new(left, count),
            new: Vectors::new(right, count),
            weight,
            numbers: numbers(words, &stem_of),
            near: FxHashMap::default(),
        }
    }

    fn side(&self, version: Version) -> &Vectors {
        match version {
            Version::Old => &self.old,
            Version::New => &self.new,
        }
    }

    /// How alike an old and a new clause are, 0 to 1.
    pub(super) fn cosine(&self, old: usize, new: usize) -> f32 {
        let (a, b) = (&self.old.of[old], &self.new.of[new]);
        let (mut i, mut j, mut both) = (0, 0, 0.0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    both += x.1 * y.1;
                    i += 1;
                    j += 1;
                }
            }
        }
        both
    }

    /// For each of some clauses of a version, the nearest of the other, and how alike the two are.
    pub(super) fn nearest(&mut self, version: Version, some: &[usize]) -> BTreeMap<usize, (usize, f32)> {
        self.look_up_all(version, some);
        let mut found = BTreeMap::new();
        for &i in some {
            if let Some(&nearest) = self.near(version, i).first() {
                found.insert(i, nearest);
            }
        }
        found
    }

    /// The nearest of the other version of those that count, among the few that are nearest of all.
    pub(super) fn nearest_where(
        &mut self,
        version: Version,
        clause: usize,
        counts: impl Fn(usize) -> bool,
    ) -> Option<(usize, f32)> {
        self.near(version, clause)
            .iter()
            .copied()
            .find(|(k, _)| counts(*k))
    }

    /// The nearest clauses of the other version, best first, and how alike each is.
    pub(super) fn near(&mut self, version: Version, clause: usize) -> &[(usize, f32)] {
        if !self.near.contains_key(&(version, clause)) {
            let mut shared = std::mem::take(&mut self.shared);
            let found = self.look_up(version, clause, &mut shared);
            self.shared = shared;
            self.near.insert((version, clause), found);
        }
        self.near.get(&(version, clause)).map_or(&[], Vec::as_slice)
    }

    /// Looks up those that were not yet, each by itself.
    fn look_up_all(&mut self, version: Version, some: &[usize]) {
        let known = |i: &&usize| self.near.contains_key(&(version, **i));
        let new: Vec<usize> = some.iter().filter(|i| !known(i)).copied().collect();
        let room = || vec![0.0; self.shared.len()];
        let found = new
            .par_iter()
            .map_init(room, |shared, &i| self.look_up(version, i, shared));
        let found: Vec<Vec<(usize, f32)>> = found.collect();
        self.near.extend(new.into_iter().map(|i| (version, i)).zip(found));
    }

    /// `shared` is as [`Alike::shared`], and left so.
    fn look_up(&self, version: Version, clause: usize, shared: &mut [f32]) -> Vec<(usize, f32)> {
        let mut touched: Vec<u32> = Vec::new();
        for &(stem, x) in &self.side(version).of[clause] {
            let having = &self.side(version.other()).postings[stem as usize];
            if having.len() > COMMON {
                continue;
            }
            for &(k, y) in having {
                if shared[k as usize] == 0.0 {
                    touched.push(k);
                }
                shared[k as usize] += x * y;
            }
        }
        let mut found: Vec<(usize, f32)> = touched
            .iter()
            .map(|&k| (k as usize, shared[k as usize]))
            .collect();
        let best_first = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > KEPT {
            found.select_nth_unstable_by(KEPT, best_first);
            found.truncate(KEPT);
        }
        found.sort_unstable_by(best_first);
        for k in touched {
            shared[k as usize] = 0.0;
        }
        found
    }

    /// Share of what a clause and its partner have in common that a rival of the partner, in the partner's version, lacks:
    /// 0 for a formula, of which the rival has every word.
    pub(super) fn bond(&self, version: Version, clause: usize, partner: usize, rival: usize) -> f32 {
        let has = |vector: &[(u32, f32)], stem: u32| vector.binary_search_by_key(&stem, |&(s, _)| s).is_ok();
        let (own, others) = (self.side(version), self.side(version.other()));
        let (mut both, mut alone) = (0.0, 0.0);
        for &(stem, _) in &own.of[clause] {
            if has(&others.of[partner], stem) {
                let weight = self.weight[stem as usize];
                both += weight;
                if !has(&others.of[rival], stem) {
                    alone += weight;
                }
            }
        }
        if both > 0.0 { alone / both } else { 0.0 }
    }

    /// How alike two clauses are with all that stands in them, 0 to 1: each text counts as much as any other.
    ///
    /// Cost: stems of what stands in either.
    pub(super) fn cosine_within(&self, old: Range<usize>, new: Range<usize>) -> f32 {
        let sum = |vectors: &[Vec<(u32, f32)>]| {
            let mut all: BTreeMap<u32, f32> = BTreeMap::new();
            for &(stem, x) in vectors.iter().flatten() {
                *all.entry(stem).or_default() += x;
            }
            all
        };
        let (Some(old), Some(new)) = (self.old.of.get(old), self.new.of.get(new)) else {
            return 0.0;
        };
        let (a, b) = (sum(old), sum(new));
        let length = |v: &BTreeMap<u32, f32>| v.values().map(|x| x * x).sum::<f32>().sqrt();
        let both: f32 = a.iter().filter_map(|(s, x)| b.get(s).map(|y| x * y)).sum();
        both / (length(&a) * length(&b)).max(f32::EPSILON)
    }

    /// Share of what tells a clause from another one of its version that a clause of the other version has; 0 where
    /// nothing does.
    pub(super) fn distinction(&self, version: Version, clause: usize, from: usize, other: usize) -> f32 {
        let has = |vector: &[(u32, f32)], stem: u32| vector.binary_search_by_key(&stem, |&(s, _)| s).is_ok();
        let (own, others) = (self.side(version), self.side(version.other()));
        let (mut all, mut there) = (0.0, 0.0);
        for &(stem, _) in &own.of[clause] {
            if has(&own.of[from], stem) || self.numbers.contains(&stem) {
                continue;
            }
            let weight = self.weight[stem as usize];
            all += weight;
            if has(&others.of[other], stem) {
                there += weight;
            }
        }
        if all > 0.0 { there / all } else { 0.0 }
    }

    /// Share of what an old and a new clause have in common that is their own: of each stem, as far as the clauses beside
    /// the new one lack it.
    pub(super) fn own(&self, old: usize, new: usize, beside: &[usize]) -> f32 {
        let at = |vector: &[(u32, f32)], stem: u32| vector.binary_search_by_key(&stem, |&(s, _)| s).ok();
        let vector = &self.new.of[new];
        let others = beside.len().saturating_sub(1).max(1) as f32;
        let (mut both, mut own) = (0.0, 0.0);
        for &(stem, x) in &self.old.of[old] {
            let Some(found) = at(vector, stem) else { continue };
            let shared = x * vector[found].1;
            let having = beside
                .iter()
                .filter(|&&b| b != new && at(&self.new.of[b], stem).is_some());
            both += shared;
            own += shared * (1.0 - having.count() as f32 / others);
        }
        if both > 0.0 { own / both } else { 0.0 }
    }

    /// Share of a clause's telling words that a whole of the other version has and the whole's own partner, in the
    /// clause's version, lacks: what the clause explains of it.
    pub(super) fn explains(&self, version: Version, piece: usize, whole: usize, partner: usize) -> f32 {
        let has = |vector: &[(u32, f32)], stem: u32| vector.binary_search_by_key(&stem, |&(s, _)| s).is_ok();
        let (pieces, wholes) = (self.side(version), self.side(version.other()));
        let (mut all, mut new, mut numbers) = (0.0, 0.0, 0.0);
        for &(stem, _) in &pieces.of[piece] {
            let weight = self.weight[stem as usize];
            all += weight;
            if has(&wholes.of[whole], stem) && !has(&pieces.of[partner], stem) {
                *(if self.numbers.contains(&stem) {
                    &mut numbers
                } else {
                    &mut new
                }) += weight;
            }
        }
        // A number is met by any text of the same number: alone it explains nothing.
        new += f32::min(numbers, new);
        if all > 0.0 { new / all } else { 0.0 }
    }
}

impl Vectors {
    fn new(of: Vec<Vec<(u32, f32)>>, stems: usize) -> Self {
        let mut postings = vec![Vec::new(); stems];
        // The root holds the title: no clause is looked for there.
        for (k, vector) in of.iter().enumerate().skip(1) {
            for &(stem, x) in vector {
                postings[stem as usize].push((k as u32, x));
            }
        }
        Vectors { of, postings }
    }
}

/// The stems that are numbers in digits.
fn numbers(words: &Words, stem_of: &[u32]) -> FxHashSet<u32> {
    let digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let texts = words.texts().into_iter().zip(stem_of);
    texts.filter(|(w, _)| digits(w)).map(|(_, &stem)| stem).collect()
}

/// The stem of every word, as numbers.
fn stems(words: &Words, language: &Language) -> Vec<u32> {
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    let texts = words.texts();
    let mut of = Vec::with_capacity(texts.len());
    for text in texts {
        let next = ids.len() as u32;
        of.push(*ids.entry(language.stem(text)).or_insert(next));
    }
    of
}
