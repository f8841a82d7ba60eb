//! What may be the partner of a clause: looked up by its rarest words, by what stands in it, and by its neighbours.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Matcher;
use crate::revision::side::{Side, distinct};

/// Words by which candidates are looked up, rarest first.
const LOOKUP_WORDS: usize = 12;
/// Words in more clauses than this find no candidates.
const COMMON: u32 = 200;
/// New clauses that are candidates because most of what stands in an old one went there.
const CONTENTS: usize = 3;
/// So many clauses above one another are looked at; deeper nesting is found in hostile files only.
const DEPTH: usize = 12;

impl Matcher<'_> {
    /// Candidates of every old clause by its rarest words: best first.
    pub(super) fn lookup(&self) -> Vec<Vec<usize>> {
        let mut postings: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (j, node) in self.new.nodes.iter().enumerate().skip(1) {
            if self.matching.old_of[j].is_some() {
                continue;
            }
            for word in distinct(&node.bag) {
                if self.words.frequency(word) <= COMMON {
                    postings.entry(word).or_default().push(j as u32);
                }
            }
        }
        let mut headed: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
        for (j, node) in self.new.nodes.iter().enumerate().skip(1) {
            if self.matching.old_of[j].is_none() && node.heading > 0 {
                headed.entry(&node.words[..node.heading]).or_default().push(j);
            }
        }
        let found = |i: usize, shared: &mut FxHashMap<u32, f32>| -> Vec<usize> {
            if i == 0 || self.matching.new_of[i].is_some() {
                return Vec::new();
            }
            let mut rare: Vec<u32> = distinct(&self.old.nodes[i].bag).collect();
            // Words that stand on one side only find nothing, and a text that was reworded heavily is full of them.
            rare.retain(|word| postings.contains_key(word));
            rare.sort_by_key(|&w| (self.words.frequency(w), w));
            shared.clear();
            for word in rare.into_iter().take(LOOKUP_WORDS) {
                for &j in postings.get(&word).into_iter().flatten() {
                    *shared.entry(j).or_default() += self.words.weight(word);
                }
            }
            let mut best: Vec<(u32, f32)> = shared.iter().map(|(&j, &s)| (j, s)).collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            best.truncate(self.settings.candidates);
            let node = &self.old.nodes[i];
            let same_heading = headed.get(&node.words[..node.heading]).into_iter().flatten();
            let by_words = best.into_iter().map(|(j, _)| j as usize);
            by_words
                .chain(same_heading.take(self.settings.candidates).copied())
                .collect()
        };
        (0..self.old.nodes.len())
            .into_par_iter()
            .map_init(FxHashMap::default, |shared, i| found(i, shared))
            .collect()
    }

    /// Counts the words that pairs of clauses share through the partners that stand in them.
    pub(super) fn count_kept(&mut self) {
        self.kept.clear();
        for (i, partner) in self.matching.new_of.iter().enumerate().skip(1) {
            let Some(j) = *partner else { continue };
            let words = self.old.nodes[i].words.len();
            for a in above(self.old, i) {
                for b in above(self.new, j) {
                    *self.kept.entry((a, b)).or_default() += words;
                }
            }
        }
    }

    /// For every old clause, the new ones that most of what stands in it went to.
    pub(super) fn by_contents(&self) -> FxHashMap<usize, Vec<usize>> {
        let mut most: FxHashMap<usize, Vec<(usize, usize)>> = FxHashMap::default();
        for (&(i, j), &words) in &self.kept {
            most.entry(i).or_default().push((words, j));
        }
        let best = |mut found: Vec<(usize, usize)>| -> Vec<usize> {
            found.sort_by_key(|&(words, j)| (std::cmp::Reverse(words), j));
            found.truncate(CONTENTS);
            found.into_iter().map(|(_, j)| j).collect()
        };
        most.into_iter().map(|(i, found)| (i, best(found))).collect()
    }

    /// What may be the partner of an old clause: by its words, by the partners of its parent, neighbours and contents.
    pub(super) fn candidates(
        &self,
        i: usize,
        looked_up: &[usize],
        by_contents: &FxHashMap<usize, Vec<usize>>,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = looked_up.to_vec();
        let node = &self.old.nodes[i];
        if let Some(parent) = self.matching.new_of[node.parent] {
            let same = self.numbered.get(&(parent, self.old.own_number(i)));
            found.extend(same.into_iter().flatten().copied().take(2));
        }
        for step in [-1, 1] {
            let beside = self.old.sibling(i, step).and_then(|s| self.matching.new_of[s]);
            found.extend(beside.and_then(|s| self.new.sibling(s, -step)));
        }
        found.extend(by_contents.get(&i).into_iter().flatten());
        found.retain(|&j| j != 0 && self.matching.old_of[j].is_none());
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The clauses that a clause stands in, up to the root.
fn above<'a>(side: &'a Side<'_>, node: usize) -> impl Iterator<Item = usize> + 'a {
    let parent = |n: usize| side.nodes[n].parent;
    std::iter::successors(Some(parent(node)), move |&n| (n != 0).then(|| parent(n)))
        .take_while(|&n| n != 0)
        .take(DEPTH)
}
