//! Pairs that are better made otherwise: two siblings that changed places in the matching, and a clause that went far
//! while one that is much nearer is left.

use super::Matcher;
use super::cost::dice;
use super::nearest::MANY;
use crate::revision::alike::Version;

/// How much more alike two pairs must be, together, the other way round.
const EXCHANGED: f32 = 0.12;
/// A pair as alike as this is not exchanged.
const SETTLED: f32 = 0.7;
/// As much as a pair is more alike, it is worth that both stand in clauses that are partners, and under one number.
const PLACE: f32 = 0.1;
const NUMBER: f32 = 0.09;
/// A clause that is left is meant rather than the partner if it is so much nearer, and near at all.
pub(super) const NEARER: f32 = 1.5;
pub(super) const NEAR: f32 = 0.4;

impl Matcher<'_> {
    /// Makes pairs anew where others are better. Whether there was one.
    pub(super) fn better(&mut self) -> bool {
        let exchanged = self.uncross() | self.exchange();
        let nearer = self.nearer();
        self.rotate() || nearer || exchanged
    }

    /// Pairs of siblings that took each other's place only because of what they refer to: without the numbers of their
    /// references, which follow a renumbering, each is nearer to the one that has its number.
    fn uncross(&mut self) -> bool {
        let mut any = false;
        for parent in 1..self.old.nodes.len() {
            let Some(now) = self.matching.new_of[parent] else {
                continue;
            };
            for &a in &self.old.nodes[parent].children {
                let number = self.old.own_number(a);
                let same = self.numbered.get(&(now, number)).map_or(&[][..], Vec::as_slice);
                let (Some(x), &[y]) = (self.matching.new_of[a], same) else {
                    continue;
                };
                let Some(b) = self.matching.old_of[y].filter(|_| x != y) else {
                    continue;
                };
                let crossed = self.old.nodes[b].parent == parent && self.new.nodes[x].parent == now;
                let leaves = self.leaves(a, x) && self.leaves(b, y);
                let reworded = |i: usize, j: usize| self.old.nodes[i].own != self.new.nodes[j].own;
                let alike = |i: usize, j: usize| {
                    dice(self.old.nodes[i].masked(), self.new.nodes[j].masked(), self.words)
                };
                if crossed
                    && leaves
                    && reworded(a, x)
                    && reworded(b, y)
                    && alike(a, y) + alike(b, x) >= alike(a, x) + alike(b, y)
                {
                    self.matching.link(a, y);
                    self.matching.link(b, x);
                    any = true;
                }
            }
        }
        any
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
                    let partner = self.matching.new_of[c];
                    partner.is_some_and(|j| self.new.nodes[j].parent == now && self.loose(c, j))
                })
                .collect();
            for (k, &a) in reworded.iter().enumerate() {
                for b in self.rivals(a, &reworded[k + 1..], now) {
                    let (Some(x), Some(y)) = (self.matching.new_of[a], self.matching.new_of[b]) else {
                        continue;
                    };
                    let as_is = self.worth(a, x) + self.worth(b, y);
                    if self.worth(a, y) + self.worth(b, x) > as_is + EXCHANGED {
                        self.matching.link(a, y);
                        self.matching.link(b, x);
                        any = true;
                    }
                }
            }
        }
        any
    }

    /// The siblings behind a clause that may be meant by its partner: all of them, or, where they are many, those whose
    /// partners are near to it, to which its partner is near, and whose partner has its number.
    fn rivals(&mut self, a: usize, behind: &[usize], now: usize) -> Vec<usize> {
        let Some(x) = self.matching.new_of[a].filter(|_| behind.len() > MANY) else {
            return behind.to_vec();
        };
        let numbered = self.numbered.get(&(now, self.old.own_number(a)));
        let mut there: Vec<usize> = numbered.into_iter().flatten().copied().collect();
        there.extend(self.alike.near(Version::Old, a).iter().map(|&(y, _)| y));
        let mut found: Vec<usize> = there
            .into_iter()
            .filter_map(|y| self.matching.old_of[y])
            .collect();
        found.extend(self.alike.near(Version::New, x).iter().map(|&(b, _)| b));
        found.retain(|b| behind.binary_search(b).is_ok());
        found.sort_unstable();
        found.dedup();
        found
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
            let numbered = self.old.own_number(i) == self.new.own_number(j) && x.kind == y.kind;
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
            let (old, new) = (self.old, self.new);
            let there = self.nearest_that_fits(Version::Old, i);
            let there = there.filter(|&(k, _)| new.nodes[k].children.is_empty());
            let back = self.nearest_that_fits(Version::New, j);
            let back = back.filter(|&(k, _)| old.nodes[k].children.is_empty());
            if let Some((k, _)) = there.filter(|&(_, found)| found >= bar) {
                self.matching.old_of[j] = None;
                self.matching.link(i, k);
                any = true;
            } else if let Some((k, _)) = back.filter(|&(_, found)| found >= bar) {
                self.matching.new_of[i] = None;
                self.matching.link(k, j);
                any = true;
            }
        }
        any
    }

    /// What is most alike to a clause of what is left in the other version, and how much.
    pub(super) fn nearest_that_fits(&mut self, version: Version, clause: usize) -> Option<(usize, f32)> {
        let pair = |k: usize| match version {
            Version::Old => (clause, k),
            Version::New => (k, clause),
        };
        let left = self.left_near(version, clause).into_iter();
        let fits = left.filter(|&k| self.fits(pair(k).0, pair(k).1));
        let alike = fits.map(|k| (k, self.alike.cosine(pair(k).0, pair(k).1)));
        alike.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    /// What a pair is worth: how alike the two are, and more where they stand in partners, under one number.
    fn worth(&self, i: usize, j: usize) -> f32 {
        let (above, over) = (self.old.nodes[i].parent, self.new.nodes[j].parent);
        let stays = above != 0 && self.matching.linked(above, over);
        let numbered = self.numbered_alike(i, j);
        let place = if stays { PLACE } else { 0.0 };
        let number = if stays && numbered { NUMBER } else { 0.0 };
        self.alike.cosine(i, j) + place + number
    }

    /// Pairs that a third clause, which is left, makes better: one goes to it, and another comes in its place.
    fn rotate(&mut self) -> bool {
        let mut any = false;
        for i in 1..self.old.nodes.len() {
            let Some(j) = self.matching.new_of[i].filter(|&j| self.loose(i, j)) else {
                continue;
            };
            let Some((k, _)) = self.nearest_that_fits(Version::Old, i) else {
                continue;
            };
            let gain = self.worth(i, k) - self.worth(i, j);
            if gain <= 0.0 || !self.new.nodes[k].children.is_empty() {
                continue;
            }
            let mut best: Option<(f32, usize)> = None;
            let near: Vec<usize> = self.alike.near(Version::New, j).iter().map(|&(m, _)| m).collect();
            for m in near.into_iter().filter(|&m| m != i) {
                let lost = match self.matching.new_of[m] {
                    Some(n) if !self.loose(m, n) => continue,
                    Some(n) => self.worth(m, n),
                    None => self.settings.nearest,
                };
                let leaf = self.old.nodes[m].children.is_empty();
                // What is nearer to the one that goes was split off it.
                if self.alike.cosine(m, j) <= self.alike.cosine(i, j) {
                    continue;
                }
                let total = gain + self.worth(m, j) - lost;
                if leaf && self.fits(m, j) && total > EXCHANGED && best.is_none_or(|(b, _)| total > b) {
                    best = Some((total, m));
                }
            }
            if let Some((_, m)) = best {
                if let Some(n) = self.matching.new_of[m] {
                    self.matching.old_of[n] = None;
                }
                self.matching.link(i, k);
                self.matching.link(m, j);
                any = true;
            }
        }
        any
    }

    /// Whether a pair is of two that hold nothing and were reworded so much that others may be meant.
    fn loose(&self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.old.nodes[i], &self.new.nodes[j]);
        self.leaves(i, j) && a.own != b.own && self.alike.cosine(i, j) < SETTLED
    }

    /// Whether neither of a pair holds anything.
    pub(super) fn leaves(&self, i: usize, j: usize) -> bool {
        self.old.nodes[i].children.is_empty() && self.new.nodes[j].children.is_empty()
    }
}
