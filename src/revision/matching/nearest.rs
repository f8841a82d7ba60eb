//! A last look at what is left: what was rewritten costs more than leaving both out, and yet nothing else can be meant.

use std::collections::BTreeMap;

use super::{Matcher, PROOF_WORDS};
use crate::revision::alike::Version;
use crate::revision::side::{Node, Side};

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
            node.heading == 0 && !node.children.is_empty() && side.holder(node.parent) != 0
        };
        for (&i, &(j, alike)) in &there {
            let mutual = back.get(&j).is_some_and(|&(k, _)| k == i);
            if mutual
                && alike >= self.settings.nearest
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
        any
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
            for &j in held.and_then(|now| left.get(&now)).into_iter().flatten() {
                let alike = self.alike.cosine(i, j);
                if alike < self.settings.nearest || !self.fits(i, j) || self.was_above(i, j, alike) {
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

    /// Whether a new clause has rather the words of the clause that the old one stands in, which says nothing of its own
    /// any more: the text of an article that is its first paragraph now.
    fn was_above(&self, i: usize, j: usize, alike: f32) -> bool {
        let parent = self.old.nodes[i].parent;
        let Some(now) = self.matching.new_of[parent] else {
            return false;
        };
        let silent = |side: &Side<'_>, n: usize| side.nodes[n].words.len() == side.nodes[n].heading;
        !silent(self.old, parent) && silent(self.new, now) && self.alike.cosine(parent, j) > alike
    }

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

    /// Whether two clauses can be one at all. An article is no point of another one because both name the same laws;
    /// but one without paragraphs may become a paragraph without its heading.
    fn fits(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.old.clause(i), self.new.clause(j));
        let (x, y) = (&self.old.nodes[i], &self.new.nodes[j]);
        let leaf = |n: &Node, other: &Node| n.heading > 0 && n.children.is_empty() && other.heading == 0;
        let (above, over) = (self.old.clause(x.parent), self.new.clause(y.parent));
        let twins = above.kind == over.kind && above.number == over.number;
        let kinds = a.kind == b.kind
            || self.matching.linked(x.parent, y.parent)
            || twins && self.matching.free(x.parent, y.parent)
            || leaf(x, y)
            || leaf(y, x);
        kinds && a.groups == b.groups
    }
}
