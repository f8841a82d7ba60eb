//! What is left where it stood: under one number, or beside partners.

use std::collections::BTreeMap;

use super::{Matcher, PROOF_WORDS};
use crate::revision::alike::Version;
use crate::revision::side::Side;

/// Share of the telling words of the shorter of two texts that stand in both, from which on the one grew into the other.
const GREW: f32 = 0.9;
/// How alike two texts are, at least, of one number in one place.
const IN_PLACE: f32 = 0.3;
/// So many words are needed for either.
const WORDS: usize = 3;

impl Matcher<'_> {
    /// Pairs what is left of one kind and number and stands in no other clause, if the texts have something in common.
    /// Whether there was one.
    pub(super) fn twins(&mut self) -> bool {
        let long = |side: &Side<'_>, n: usize| {
            let (clause, node) = (side.clause(n), &side.nodes[n]);
            let alone = !clause.number.is_empty() && side.holder(node.parent) == 0;
            alone && node.words.len() >= 2 * PROOF_WORDS
        };
        let mut numbered: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for j in (1..self.new.nodes.len()).filter(|&j| long(self.new, j)) {
            let clause = self.new.clause(j);
            numbered
                .entry((&clause.kind, &clause.number))
                .or_default()
                .push(j);
        }
        let mut any = false;
        for i in (1..self.old.nodes.len()).filter(|&i| long(self.old, i)) {
            let clause = self.old.clause(i);
            let same = numbered.get(&(clause.kind.as_str(), clause.number.as_str()));
            if let Some(&[j]) = same.map(Vec::as_slice)
                && self.matching.free(i, j)
                && self.alike.cosine(i, j) >= self.settings.nearest_twin
            {
                self.matching.link(i, j);
                any = true;
            }
        }
        any
    }

    /// Pairs what is left in linked clauses under one number. Whether there was one.
    pub(super) fn in_place(&mut self) -> bool {
        let mut any = false;
        for i in 1..self.old.nodes.len() {
            let parent = self.old.nodes[i].parent;
            if self.matching.new_of[i].is_some() || self.old.nodes[i].words.len() < WORDS || parent == 0 {
                continue;
            }
            let Some(now) = self.matching.new_of[parent] else {
                continue;
            };
            let (new, matching) = (self.new, &self.matching);
            let free = |j: &usize| matching.old_of[*j].is_none() && new.nodes[*j].words.len() >= WORDS;
            let mut best: Option<(f32, usize)> = None;
            let numbered = self.numbered.get(&(now, self.old.own_number(i)));
            for j in numbered.into_iter().flatten().copied().filter(free) {
                let (a, b) = (self.old.clause(i), new.clause(j));
                if a.groups != b.groups || a.force != b.force || !self.numbered_alike(i, j) {
                    continue;
                }
                let alike = self.alike.cosine(i, j);
                let same = alike >= IN_PLACE || self.contained(i, j) >= GREW || self.alike_within(i, j);
                if same && best.is_none_or(|(found, _)| alike > found) {
                    best = Some((alike, j));
                }
            }
            if let Some((_, j)) = best {
                self.matching.link(i, j);
                any = true;
            }
        }
        any
    }

    /// Whether two clauses that hold others are alike with what stands in them: a heading may be written anew while the
    /// points below it are on the same matters.
    fn alike_within(&self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.old.nodes[i], &self.new.nodes[j]);
        let hold = !a.children.is_empty() && !b.children.is_empty();
        hold && self.alike.cosine_within(a.within.clone(), b.within.clone()) >= IN_PLACE
    }

    /// Pairs what is left between the same partners, alone: it was written anew where it stood. Whether there was one.
    pub(super) fn between(&mut self) -> bool {
        let mut any = false;
        for i in 1..self.old.nodes.len() {
            if self.matching.new_of[i].is_some() || self.old.nodes[i].words.len() < WORDS {
                continue;
            }
            let Some(now) = self.matching.new_of[self.old.nodes[i].parent] else {
                continue;
            };
            let beside = [-1, 1].map(|step| self.old.sibling(i, step));
            let partners = beside.map(|s| s.map(|s| self.matching.new_of[s]));
            let j = match partners {
                [Some(Some(before)), _] => self.new.sibling(before, 1),
                [None, Some(Some(behind))] => self.new.sibling(behind, -1),
                _ => continue,
            };
            let Some(j) = j.filter(|&j| self.new.nodes[j].parent == now) else {
                continue;
            };
            let around = [-1, 1].map(|step| self.new.sibling(j, step));
            let closed = partners.iter().zip(around).all(|(old, new)| match (old, new) {
                (Some(Some(partner)), Some(new)) => *partner == new,
                (None, None) => true,
                _ => false,
            });
            let (a, b) = (self.old.clause(i), self.new.clause(j));
            let same = a.kind == b.kind && a.force == b.force && a.groups == b.groups;
            if closed && same && self.matching.free(i, j) && self.new.nodes[j].words.len() >= WORDS {
                let alike = self.alike.cosine(i, j);
                if alike >= self.settings.nearest {
                    self.matching.link(i, j);
                    any = true;
                }
            }
        }
        any
    }

    /// Pairs what is left beside partners and is each other's nearest of what is left: it came in the other's place. Whether
    /// there was one.
    pub(super) fn beside(&mut self) -> bool {
        let mut any = false;
        for i in 1..self.old.nodes.len() {
            if self.matching.new_of[i].is_some() || self.old.nodes[i].words.len() < 2 * PROOF_WORDS {
                continue;
            }
            for step in [-1, 1] {
                let next = self.old.sibling(i, step).and_then(|s| self.matching.new_of[s]);
                let Some(j) = next.and_then(|s| self.new.sibling(s, -step)) else {
                    continue;
                };
                let long = self.new.nodes[j].words.len() >= 2 * PROOF_WORDS;
                if !long || !self.matching.free(i, j) || self.old.clause(i).kind != self.new.clause(j).kind {
                    continue;
                }
                let alike = self.alike.cosine(i, j);
                let mutual = self
                    .nearest_that_fits(Version::Old, i)
                    .is_some_and(|(k, _)| k == j)
                    && self
                        .nearest_that_fits(Version::New, j)
                        .is_some_and(|(k, _)| k == i);
                if mutual && alike >= self.settings.nearest && !self.of_the_subject(i, j, alike) {
                    self.matching.link(i, j);
                    any = true;
                }
            }
        }
        any
    }

    /// Share of the telling words of the shorter of two texts that the longer has.
    fn contained(&self, i: usize, j: usize) -> f32 {
        let (a, b) = (&self.old.nodes[i].bag, &self.new.nodes[j].bag);
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let all: f32 = short.iter().map(|&w| self.words.weight(w)).sum();
        let both: f32 = short
            .iter()
            .filter(|w| long.binary_search(w).is_ok())
            .map(|&w| self.words.weight(w))
            .sum();
        both / all.max(f32::EPSILON)
    }
}
