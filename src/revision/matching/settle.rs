//! What is left where it stood, and pairs that are better made otherwise: two siblings that changed places in the matching,
//! a clause that went far while one that is much nearer, or the one in its place, is left.

use super::Matcher;
use crate::revision::alike::Version;

/// Share of the telling words of the shorter of two texts that stand in both, from which on the one grew into the other.
const GREW: f32 = 0.9;
/// How alike two texts are, at least, of one number in one place.
const IN_PLACE: f32 = 0.3;
/// So many words are needed for either.
const WORDS: usize = 3;
/// How much more alike two pairs must be, together, the other way round.
const EXCHANGED: f32 = 0.12;
/// A pair as alike as this is not exchanged.
const SETTLED: f32 = 0.7;
/// The same where each stands under its old number.
const EXCHANGED_NUMBERS: f32 = 0.3;
/// A clause that is left is meant rather than the partner if it is so much nearer, and near at all.
const NEARER: f32 = 1.5;
const NEAR: f32 = 0.4;

impl Matcher<'_> {
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
            for j in new.nodes[now].children.iter().copied().filter(free) {
                let (a, b) = (self.old.clause(i), new.clause(j));
                if a.groups != b.groups || a.force != b.force {
                    continue;
                }
                if a.number.is_empty() || a.number != b.number || a.kind != b.kind {
                    continue;
                }
                let alike = self.alike.cosine(i, j);
                let same = alike >= IN_PLACE || self.contained(i, j) >= GREW;
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

    /// Makes pairs anew where others are better. Whether there was one.
    pub(super) fn better(&mut self) -> bool {
        let exchanged = self.exchange();
        self.nearer() || exchanged
    }

    /// Pairs of siblings that are more alike the other way round.
    fn exchange(&mut self) -> bool {
        let mut any = false;
        for parent in 1..self.old.nodes.len() {
            let Some(now) = self.matching.new_of[parent] else {
                continue;
            };
            let reworded: Vec<usize> = self.old.nodes[parent]
                .children
                .iter()
                .copied()
                .filter(|&c| {
                    self.matching.new_of[c].is_some_and(|j| {
                        self.new.nodes[j].parent == now
                            && self.old.nodes[c].own != self.new.nodes[j].own
                            && self.alike.cosine(c, j) < SETTLED
                    })
                })
                .collect();
            for (k, &a) in reworded.iter().enumerate() {
                for &b in &reworded[k + 1..] {
                    let (Some(x), Some(y)) = (self.matching.new_of[a], self.matching.new_of[b]) else {
                        continue;
                    };
                    let leaf =
                        |side: &crate::revision::side::Side<'_>, n: usize| side.nodes[n].children.is_empty();
                    if ![(self.old, a), (self.old, b), (self.new, x), (self.new, y)]
                        .iter()
                        .all(|(side, n)| leaf(side, *n))
                    {
                        continue;
                    }
                    let as_is = self.alike.cosine(a, x) + self.alike.cosine(b, y);
                    let crossed = self.alike.cosine(a, y) + self.alike.cosine(b, x);
                    let number = |i: usize, j: usize| {
                        let number = &self.old.clause(i).number;
                        !number.is_empty() && *number == self.new.clause(j).number
                    };
                    let bar = if number(a, x) && number(b, y) {
                        EXCHANGED_NUMBERS
                    } else {
                        EXCHANGED
                    };
                    if crossed > as_is + bar {
                        self.matching.link(a, y);
                        self.matching.link(b, x);
                        any = true;
                    }
                }
            }
        }
        any
    }

    /// Clauses that went elsewhere while one that is much nearer to either is left.
    fn nearer(&mut self) -> bool {
        let mut any = false;
        for i in 1..self.old.nodes.len() {
            let Some(j) = self.matching.new_of[i] else {
                continue;
            };
            let (a, b) = (&self.old.nodes[i], &self.new.nodes[j]);
            let (x, y) = (self.old.clause(i), self.new.clause(j));
            let numbered = x.number == y.number && x.kind == y.kind;
            let stays = self.matching.linked(a.parent, b.parent) || a.parent == 0 || x.kind == "article";
            if numbered && stays || a.own == b.own || !a.children.is_empty() || !b.children.is_empty() {
                continue;
            }
            let alike = self.alike.cosine(i, j);
            let bar = (NEARER * alike).max(NEAR);
            // Nothing is so much nearer than what is near.
            if bar > 1.0 {
                continue;
            }
            let free_new = |k: usize| self.matching.old_of[k].is_none();
            let there = self.alike.nearest_where(Version::Old, i, free_new);
            let free_old = |k: usize| self.matching.new_of[k].is_none();
            let back = self.alike.nearest_where(Version::New, j, free_old);
            if let Some((k, _)) = there.filter(|&(k, found)| found >= bar && self.fits(i, k)) {
                self.matching.old_of[j] = None;
                self.matching.link(i, k);
                any = true;
            } else if let Some((k, _)) = back.filter(|&(k, found)| found >= bar && self.fits(k, j)) {
                self.matching.new_of[i] = None;
                self.matching.link(k, j);
                any = true;
            }
        }
        any
    }
}
