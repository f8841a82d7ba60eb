//! A last look at what is left: what was rewritten costs more than leaving both out, and yet nothing else can be meant.

use std::collections::BTreeMap;

use super::{Matcher, PROOF_WORDS};
use crate::revision::alike::Version;
use crate::revision::side::{Node, Side};

/// So many words introduce what nothing else introduces.
const CHAPEAU_WORDS: usize = 10;
/// How alike two texts of different levels in different clauses must be.
const ANOTHER_LEVEL: f32 = 0.4;
/// What is as alike to its partner needs no other to be explained.
const EXPLAINED: f32 = 0.9;
/// Words by which what is left is known for each other's whatever else is as near, and then fewer words do.
const SURE: f32 = 0.5;
const SURE_WORDS: usize = 6;
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

    /// How alike two texts must be. What changed its level and its clause, too, has to be nearer.
    fn bar(&self, i: usize, j: usize) -> f32 {
        let level = self.old.clause(i).kind != self.new.clause(j).kind && self.is_running_text(i, j);
        let stays = self
            .matching
            .linked(self.old.nodes[i].parent, self.new.nodes[j].parent);
        if level && !stays {
            ANOTHER_LEVEL
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
            let free = self
                .alike
                .nearest_where(Version::Old, i, |j| self.matching.old_of[j].is_none());
            let Some((j, alike)) = free.filter(|(_, alike)| *alike >= SURE) else {
                continue;
            };
            let back = self
                .alike
                .nearest_where(Version::New, j, |k| self.matching.new_of[k].is_none());
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
            if mutual && self.new.nodes[j].words.len() >= SURE_WORDS && self.fits(i, j) && alike >= SURE {
                self.matching.link(i, j);
                any = true;
            }
        }
        any
    }

    /// Whether the outermost clauses around a pair that do more than group are partners.
    fn in_one_article(&self, i: usize, j: usize) -> bool {
        let outermost = |side: &Side<'_>, mut node: usize| {
            loop {
                let above = side.holder(side.nodes[node].parent);
                if above == 0 {
                    return node;
                }
                node = above;
            }
        };
        self.matching
            .linked(outermost(self.old, i), outermost(self.new, j))
    }

    /// Whether a pair is nearer to clauses with partners, which the partners do not explain: it was rather merged there.
    fn belongs_elsewhere(&mut self, i: usize, j: usize, alike: f32) -> bool {
        let taken = |partner: Option<usize>, pair: f32| partner.is_some() && pair < EXPLAINED;
        let there = self
            .alike
            .nearest_where(Version::Old, i, |n| n != j && self.matching.old_of[n].is_some());
        let back = self
            .alike
            .nearest_where(Version::New, j, |m| m != i && self.matching.new_of[m].is_some());
        let nearer = |found: f32| found >= self.settings.formula_alike * alike;
        let there = there.filter(|&(_, found)| nearer(found)).map(|(n, _)| {
            let partner = self.matching.old_of[n];
            taken(partner, partner.map_or(0.0, |m| self.alike.cosine(m, n)))
        });
        let back = back.filter(|&(_, found)| nearer(found)).map(|(m, _)| {
            let partner = self.matching.new_of[m];
            taken(partner, partner.map_or(0.0, |n| self.alike.cosine(m, n)))
        });
        there.unwrap_or(false) || back.unwrap_or(false)
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

    /// Whether both are text of an act at some level of it: a paragraph may become a point, a definition a paragraph, and
    /// a number come or go. What is printed beside an act, and what has a title of its own, is none.
    fn is_running_text(&self, i: usize, j: usize) -> bool {
        let runs = |side: &Side<'_>, n: usize| {
            let clause = side.clause(n);
            let beside = matches!(
                clause.kind.as_str(),
                "recital"
                    | "citation"
                    | "footnote"
                    | "note"
                    | "example"
                    | "figure"
                    | "row"
                    | "contents"
                    | "furniture"
                    | "signature"
                    | "quote"
                    | "annex"
                    | "appendix"
                    | "schedule"
                    | "title"
                    | "part"
                    | "chapter"
                    | "front"
                    | "preamble"
                    | "formula"
            );
            side.nodes[n].heading == 0 && !clause.groups && !beside
        };
        let force = self.old.clause(i).force == self.new.clause(j).force;
        let defines = |side: &Side<'_>, n: usize| {
            let all = &side.draft.definitions;
            side.clause(n).kind == "definition" || all.iter().any(|d| d.clause.index() == n)
        };
        if defines(self.old, i) != defines(self.new, j) {
            return false;
        }
        force && runs(self.old, i) && runs(self.new, j)
    }

    /// Whether two clauses can be one at all. An article is no point of another one because both name the same laws;
    /// but one without paragraphs may become a paragraph without its heading.
    pub(super) fn fits(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.old.clause(i), self.new.clause(j));
        let (x, y) = (&self.old.nodes[i], &self.new.nodes[j]);
        let leaf = |n: &Node, other: &Node| n.heading > 0 && n.children.is_empty() && other.heading == 0;
        let (above, over) = (self.old.clause(x.parent), self.new.clause(y.parent));
        let twins = above.kind == over.kind && above.number == over.number;
        let kinds = a.kind == b.kind
            || self.is_running_text(i, j)
            || self.matching.linked(x.parent, y.parent)
            || twins && self.matching.free(x.parent, y.parent)
            || leaf(x, y)
            || leaf(y, x);
        kinds && a.groups == b.groups
    }
}
