//! A last look at what is left: what was rewritten costs more than leaving both out, and yet nothing else can be meant.

use std::collections::BTreeMap;

use super::settle::{NEAR, NEARER};
use super::{Matcher, PROOF_WORDS};
use crate::draft::Clause;
use crate::revision::alike::Version;
use crate::revision::side::Side;

/// So many words introduce what nothing else introduces.
const CHAPEAU_WORDS: usize = 10;
/// How alike two texts of different levels in different clauses must be.
const ANOTHER_LEVEL: f32 = 0.4;
/// The same of notes, which cite instruments by the same words everywhere.
const ANOTHER_NOTE: f32 = 0.35;
/// Words by which what is left is known for each other's whatever else is as near, and then fewer words do.
const SURE: f32 = 0.5;
const SURE_WORDS: usize = 6;
/// From so many clauses on that are left in one, not every pair of them is looked at.
pub(super) const MANY: usize = 100;
/// Rounds among what is left: each pair leaves others nearest.
const ROUNDS: usize = 4;

impl Matcher<'_> {
    /// Pairs what is left where either is the other's nearest: first of what is left in the same clause, then of all
    /// clauses, partners or not. Whether there was one.
    pub(super) fn nearest(&mut self) -> bool {
        let free = |partners: &[Option<usize>], side: &Side<'_>| -> Vec<usize> {
            let all = partners.iter().enumerate().skip(1);
            all.filter(|(i, p)| p.is_none() && side.nodes[*i].words.len() >= 2 * PROOF_WORDS)
                .map(|(i, _)| i)
                .collect()
        };
        let (olds, news) = (
            free(&self.matching.new_of, self.old),
            free(&self.matching.old_of, self.new),
        );
        if olds.is_empty() || news.is_empty() {
            return false;
        }
        let mut any = self.nearest_left(&olds, &news);
        let there = self.alike.nearest(Version::Old, &olds);
        let back = self.alike.nearest(Version::New, &news);
        // What only introduces others is met by its like everywhere.
        let opens = |side: &Side<'_>, n: usize| {
            let node = &side.nodes[n];
            let short = node.words.len() < CHAPEAU_WORDS;
            node.heading == 0 && short && !node.children.is_empty() && side.holder(node.parent) != 0
        };
        for (&i, &(j, alike)) in &there {
            let mutual = back.get(&j).is_some_and(|&(k, _)| k == i);
            if mutual
                && alike >= self.bar(i, j)
                && self.matching.free(i, j)
                && self.fits(i, j)
                && !opens(self.old, i)
                && !opens(self.new, j)
                && self.formula(i, j) == 0.0
            {
                self.matching.link(i, j);
                any = true;
            }
        }
        for _ in 0..ROUNDS {
            if !self.nearest_of_left() {
                break;
            }
            any = true;
        }
        any
    }

    /// How alike two texts must be. What changed its level and its clause, too, has to be nearer; so has a note to
    /// another clause, because notes name their sources in the same words everywhere.
    fn bar(&self, i: usize, j: usize) -> f32 {
        let note = |clause: &Clause| matches!(clause.kind.as_str(), "footnote" | "note");
        let notes = note(self.old.clause(i)) && note(self.new.clause(j));
        let level = self.old.clause(i).kind != self.new.clause(j).kind && self.is_running_text(i, j);
        let stays = self
            .matching
            .linked(self.old.nodes[i].parent, self.new.nodes[j].parent);
        if level && !stays {
            ANOTHER_LEVEL
        } else if notes && !stays {
            ANOTHER_NOTE
        } else {
            self.settings.nearest
        }
    }

    /// Pairs what is each other's nearest among what is left, where there is no doubt.
    fn nearest_of_left(&mut self) -> bool {
        let left = |partners: &[Option<usize>], side: &Side<'_>| -> Vec<usize> {
            let all = partners.iter().enumerate().skip(1);
            all.filter(|(i, p)| p.is_none() && side.nodes[*i].words.len() >= SURE_WORDS)
                .map(|(i, _)| i)
                .collect()
        };
        let olds = left(&self.matching.new_of, self.old);
        let mut any = false;
        for i in olds {
            let Some((j, alike)) = self.nearest_that_fits(Version::Old, i) else {
                continue;
            };
            if alike < SURE || self.new.nodes[j].words.len() < SURE_WORDS {
                continue;
            }
            let back = self.nearest_that_fits(Version::New, j);
            // A formula that recurs stays in its article, if there is one.
            let mutual = back.is_some_and(|(k, _)| k == i)
                && !self.belongs_elsewhere(i, j, alike)
                && (self.in_one_article(i, j) || self.formula(i, j) == 0.0);
            let opens = |side: &Side<'_>, n: usize| {
                !side.nodes[n].children.is_empty() && side.nodes[n].words.len() < CHAPEAU_WORDS
            };
            if opens(self.old, i) || opens(self.new, j) {
                continue;
            }
            if mutual {
                self.matching.link(i, j);
                any = true;
            }
        }
        any
    }

    /// Whether a pair is nearer to clauses with partners, which the partners do not explain: it was rather merged there.
    fn belongs_elsewhere(&mut self, i: usize, j: usize, alike: f32) -> bool {
        let there = self
            .alike
            .nearest_where(Version::Old, i, |n| n != j && self.matching.old_of[n].is_some());
        let back = self
            .alike
            .nearest_where(Version::New, j, |m| m != i && self.matching.new_of[m].is_some());
        let nearer = |found: f32| found >= self.settings.formula_alike * alike;
        let least = self.settings.like_explained;
        let there = there.filter(|&(_, found)| nearer(found)).is_some_and(|(n, _)| {
            let partner = self.matching.old_of[n];
            partner.is_some_and(|m| self.alike.explains(Version::Old, i, n, m) >= least)
        });
        let back = back.filter(|&(_, found)| nearer(found)).is_some_and(|(m, _)| {
            let partner = self.matching.new_of[m];
            partner.is_some_and(|n| self.alike.explains(Version::New, j, m, n) >= least)
        });
        there || back
    }

    /// The same among what is left of one clause on either side: what came in its place was written for it.
    fn nearest_left(&mut self, olds: &[usize], news: &[usize]) -> bool {
        let mut left: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &j in news {
            left.entry(self.new.holder(self.new.nodes[j].parent))
                .or_default()
                .push(j);
        }
        let mut there: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
        let mut back: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
        for &i in olds {
            let holder = self.old.holder(self.old.nodes[i].parent);
            let held = self.matching.new_of[holder].filter(|_| holder != 0);
            let beside = held.and_then(|now| left.get(&now)).map_or(&[][..], Vec::as_slice);
            // Where many are left in one clause, only the nearest of them are looked at.
            let near = match beside.len() > MANY {
                true => self.left_near(Version::Old, i),
                false => Vec::new(),
            };
            let near = near.iter().filter(|j| beside.binary_search(j).is_ok());
            for &j in beside.iter().filter(|_| beside.len() <= MANY).chain(near) {
                let alike = self.alike.cosine(i, j);
                if alike < self.settings.nearest || !self.fits(i, j) || self.was_above(i, j, alike) {
                    continue;
                }
                if self.of_the_subject(i, j, alike) || self.is_far_nearer(i, j, alike) {
                    continue;
                }
                for (best, from, to) in [(&mut there, i, j), (&mut back, j, i)] {
                    let found = best.entry(from).or_insert((alike, to));
                    if alike > found.0 {
                        *found = (alike, to);
                    }
                }
            }
        }
        let mut any = false;
        for (i, (_, j)) in there {
            if back.get(&j).is_some_and(|&(_, k)| k == i) && self.matching.free(i, j) {
                self.matching.link(i, j);
                any = true;
            }
        }
        any
    }

    /// Whether something else that is left is so much nearer to either of a pair that it is meant.
    fn is_far_nearer(&mut self, i: usize, j: usize, alike: f32) -> bool {
        let bar = (NEARER * alike).max(NEAR);
        let (there, back) = (self.left_near(Version::Old, i), self.left_near(Version::New, j));
        let nearer = |&(i, j): &(usize, usize)| self.alike.cosine(i, j) >= bar && self.fits(i, j);
        there.iter().any(|&n| nearer(&(i, n))) || back.iter().any(|&m| nearer(&(m, j)))
    }

    /// What is left in the other version of what is nearest to a clause.
    pub(super) fn left_near(&mut self, version: Version, clause: usize) -> Vec<usize> {
        let partners = match version {
            Version::Old => &self.matching.old_of,
            Version::New => &self.matching.new_of,
        };
        let near = self.alike.near(version, clause).iter().map(|&(k, _)| k);
        near.filter(|&k| partners[k].is_none()).collect()
    }
}
