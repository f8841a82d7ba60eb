//! Which clause of the new version is which of the old one.
//!
//! Clauses that are the same with all that stands in them, and only once in either version, are partners from the
//! start. For all others one cost decides: what the texts differ by, and what stands against a pair in number, kind,
//! parent and neighbours ([`RevisionSettings`]). The cheapest pairs are made first and change the cost of their
//! parents, children and neighbours, so the limit rises in steps up to the cost of leaving both out. That is the
//! bottom-up and top-down matching of trees (Chawathe et al., SIGMOD 1996; Falleri et al., ASE 2014) under one cost.
//!
//! Cost: words × postings of rare words once, then clauses × candidates in each step.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::side::{Node, Side, Words};
use crate::settings::RevisionSettings;

/// Steps in which the limit rises to the full cost.
const STEPS: usize = 6;
/// Steps at the full cost, until nothing changes.
const LAST_STEPS: usize = 4;
/// Words by which candidates are looked up, rarest first.
const LOOKUP_WORDS: usize = 12;
/// Words in more clauses than this find no candidates.
const COMMON: u32 = 200;
/// New clauses that are candidates because most of what stands in an old one went there.
const CONTENTS: usize = 3;
/// A text's rarest words by which its nearest is looked for, and clauses that share most of them.
const NEAREST_WORDS: usize = 30;
const NEAREST_LOOKED_AT: usize = 16;
/// So many clauses above one another are looked at; deeper nesting is found in hostile files only.
const DEPTH: usize = 12;
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
    settings: &RevisionSettings,
) -> Matching {
    let mut matching = Matching {
        new_of: vec![None; old.nodes.len()],
        old_of: vec![None; new.nodes.len()],
    };
    matching.link(0, 0);
    same_trees(old, new, &mut matching);
    same_texts(old, new, &mut matching);
    let mut matcher = Matcher {
        old,
        new,
        words,
        settings,
        alike: FxHashMap::default(),
        kept: FxHashMap::default(),
        names: (names(old), names(new)),
        matching,
    };
    let lookup = matcher.lookup();
    for step in 1..=STEPS + LAST_STEPS {
        let limit = settings.unmatched * step.min(STEPS) as f32 / STEPS as f32;
        if !matcher.step(limit, &lookup) && step > STEPS {
            break;
        }
    }
    if matcher.nearest() {
        for _ in 0..LAST_STEPS {
            if !matcher.step(settings.unmatched, &lookup) {
                break;
            }
        }
    }
    matcher.matching
}

/// Indices by fingerprint, for those that stand once on either side.
fn once(old: &[(u64, usize)], new: &[(u64, usize)]) -> Vec<(usize, usize)> {
    let mut seen: FxHashMap<u64, (Vec<usize>, Vec<usize>)> = FxHashMap::default();
    for &(key, i) in old {
        seen.entry(key).or_default().0.push(i);
    }
    for &(key, i) in new {
        if let Some(entry) = seen.get_mut(&key) {
            entry.1.push(i);
        }
    }
    let mut pairs: Vec<(usize, usize)> = seen
        .into_values()
        .filter_map(|(a, b)| (a.len() == 1 && b.len() == 1).then(|| (a[0], b[0])))
        .collect();
    pairs.sort_unstable();
    pairs
}

fn same_trees(old: &Side<'_>, new: &Side<'_>, matching: &mut Matching) {
    let keys = |side: &Side<'_>| -> Vec<(u64, usize)> {
        let nodes = side.nodes.iter().enumerate().skip(1);
        nodes
            .filter(|(_, n)| n.tree_words >= PROOF_WORDS)
            .map(|(i, n)| (n.tree, i))
            .collect()
    };
    for (a, b) in once(&keys(old), &keys(new)) {
        let (left, right) = (old.nodes[a].within.clone(), new.nodes[b].within.clone());
        // Equal fingerprints of unequal trees are next to impossible, but then nothing may go wrong.
        if left.len() == right.len() {
            for (i, j) in left.zip(right) {
                if matching.free(i, j) && old.nodes[i].own == new.nodes[j].own {
                    matching.link(i, j);
                }
            }
        }
    }
}

fn same_texts(old: &Side<'_>, new: &Side<'_>, matching: &mut Matching) {
    let keys = |side: &Side<'_>, partner: &[Option<usize>]| -> Vec<(u64, usize)> {
        let nodes = side.nodes.iter().enumerate().skip(1);
        nodes
            .filter(|(i, n)| partner[*i].is_none() && n.words.len() >= 2 * PROOF_WORDS)
            .map(|(i, n)| (n.own, i))
            .collect()
    };
    let pairs = once(&keys(old, &matching.new_of), &keys(new, &matching.old_of));
    for (a, b) in pairs {
        matching.link(a, b);
    }
}

struct Matcher<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    words: &'a Words,
    settings: &'a RevisionSettings,
    /// Likeness of the texts of pairs that were looked at.
    alike: FxHashMap<(usize, usize), f32>,
    /// Words that stand in an old and, by their clauses' partners, in a new clause.
    kept: FxHashMap<(usize, usize), usize>,
    /// Headings of both versions, with how often each stands there.
    names: (FxHashMap<Vec<u32>, usize>, FxHashMap<Vec<u32>, usize>),
    matching: Matching,
}

impl Matcher<'_> {
    /// Candidates of every old clause by its rarest words: best first.
    fn lookup(&self) -> Vec<Vec<usize>> {
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
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
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
        (0..self.old.nodes.len()).map(|i| found(i, &mut shared)).collect()
    }

    /// Makes the pairs that cost no more than the limit, cheapest first; whether there was one.
    fn step(&mut self, limit: f32, lookup: &[Vec<usize>]) -> bool {
        self.count_kept();
        let by_contents = self.by_contents();
        let mut pairs: Vec<(f32, bool, f32, usize, usize)> = Vec::new();
        for (i, looked_up) in lookup.iter().enumerate() {
            if self.matching.new_of[i].is_some() {
                continue;
            }
            for j in self.candidates(i, looked_up, &by_contents) {
                let cost = self.cost(i, j);
                if cost <= limit {
                    // Texts that stand in several places stay where they are.
                    let elsewhere = self.old.clause(i).path != self.new.clause(j).path;
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

    /// Pairs what is left where either is the other's nearest of all clauses, partners or not: what was rewritten costs
    /// more than leaving both out, and yet nothing else can be meant. Whether there was one.
    fn nearest(&mut self) -> bool {
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
        let there = nearest_of(&olds, self.old, self.new, self.words);
        let back = nearest_of(&news, self.new, self.old, self.words);
        let mut any = false;
        for (&i, &(j, alike)) in &there {
            let mutual = back.get(&j).is_some_and(|&(k, _)| k == i);
            let (a, b) = (self.old.clause(i), self.new.clause(j));
            // An article is no point of another one because both name the same laws; but one without paragraphs may
            // become a paragraph without its heading.
            let (x, y) = (&self.old.nodes[i], &self.new.nodes[j]);
            let leaf = |n: &Node, other: &Node| n.heading > 0 && n.children.is_empty() && other.heading == 0;
            let (above, over) = (self.old.clause(x.parent), self.new.clause(y.parent));
            let twins = above.kind == over.kind && above.number == over.number;
            let fits = a.kind == b.kind
                || self.matching.linked(x.parent, y.parent)
                || twins && self.matching.free(x.parent, y.parent)
                || leaf(x, y)
                || leaf(y, x);
            if mutual
                && fits
                && alike >= self.settings.nearest
                && a.groups == b.groups
                && self.matching.free(i, j)
            {
                self.matching.link(i, j);
                any = true;
            }
        }
        any
    }

    /// Counts the words that pairs of clauses share through the partners that stand in them.
    fn count_kept(&mut self) {
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
    fn by_contents(&self) -> FxHashMap<usize, Vec<usize>> {
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
    fn candidates(
        &self,
        i: usize,
        looked_up: &[usize],
        by_contents: &FxHashMap<usize, Vec<usize>>,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = looked_up.to_vec();
        let node = &self.old.nodes[i];
        if let Some(parent) = self.matching.new_of[node.parent] {
            let number = &self.old.clause(i).number;
            let same = |j: &usize| !number.is_empty() && self.new.clause(*j).number == *number;
            found.extend(
                self.new.nodes[parent]
                    .children
                    .iter()
                    .copied()
                    .filter(same)
                    .take(2),
            );
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

    fn cost(&mut self, i: usize, j: usize) -> f32 {
        let words = (self.old.nodes[i].tree_words + self.new.nodes[j].tree_words) as f32 / 2.0;
        let s = self.settings;
        // Many words speak for themselves.
        let needed = (s.context_words / (s.context_words + words)).max(s.context_least);
        self.difference(i, j) + needed * self.against(i, j)
    }

    /// What stands against a pair beside its words.
    fn against(&self, i: usize, j: usize) -> f32 {
        let (a, b) = (self.old.clause(i), self.new.clause(j));
        let s = self.settings;
        let mut cost = 0.0;
        if a.number != b.number {
            cost += s.number;
        } else if a.number.is_empty() {
            // No number speaks neither for nor against.
            cost += s.number / 2.0;
        }
        if a.kind != b.kind {
            cost += s.kind;
        }
        if a.groups != b.groups {
            // A chapter around one article has all of its words, and yet is not that article.
            cost += s.groups;
        }
        let (above, over) = (self.old.nodes[i].parent, self.new.nodes[j].parent);
        // What only groups is no part of an address: chapters may come and go around an article that stays.
        let (holder, held) = (self.old.holder(above), self.new.holder(over));
        let stays = self.matching.linked(holder, held);
        if !self.matching.linked(above, over) {
            // Parents without partners may yet be each other's.
            let open = self.matching.free(above, over);
            let groups = stays && (holder, held) != (above, over);
            cost += s.parent / if open { 2.0 } else { 1.0 } / if groups { 2.0 } else { 1.0 };
        }
        let beside = |step| match (self.old.sibling(i, step), self.new.sibling(j, step)) {
            (Some(x), Some(y)) => self.matching.linked(x, y),
            (None, None) => true,
            _ => false,
        };
        // Nothing came or went here: what stands between the same two is what stood there.
        let still = |step| {
            beside(step)
                || match (self.old.sibling(i, step), self.new.sibling(j, step)) {
                    (Some(x), Some(y)) => {
                        self.matching.free(x, y) && self.old.clause(x).number == self.new.clause(y).number
                    }
                    _ => false,
                }
        };
        if !beside(-1) && !beside(1) {
            cost += s.neighbour;
        }
        if a.number == b.number && a.kind == b.kind && stays && still(-1) && still(1) {
            cost -= s.between;
        }
        cost
    }

    /// What texts, and what stands in the clauses, differ by: 0 the same, 1 nothing in common. Few words prove little.
    /// A heading says what a clause is about, so that it may count for more than its words.
    fn difference(&mut self, i: usize, j: usize) -> f32 {
        let (a, b) = (&self.old.nodes[i], &self.new.nodes[j]);
        let own = (a.words.len() + b.words.len()) as f32 / 2.0;
        let inner = (a.tree_words + b.tree_words) as f32 / 2.0 - own;
        let mut alike = own * self.likeness(i, j);
        if inner > 0.0 {
            let kept = self.kept.get(&(i, j)).copied().unwrap_or(0);
            alike += kept as f32;
        }
        let mut all = self.doubted(own + inner, alike);
        if inner > 0.0 {
            // Words of its own say what a clause is, whatever became of what stands in it.
            let s = self.settings;
            let share = s.chapeau * own / (own + s.chapeau_words);
            let of_own = own * self.likeness(i, j);
            let of_own = self.doubted(own, of_own);
            all = all.min(share * of_own + (1.0 - share) * all);
        }
        if a.heading == 0 || b.heading == 0 {
            return all;
        }
        let heading = (a.heading + b.heading) as f32 / 2.0;
        // A title that many rows of a list have, or "General", names none of them.
        let often =
            |side: &FxHashMap<Vec<u32>, usize>, node: &Node| side.get(node.name()).copied().unwrap_or(1);
        let shared = often(&self.names.0, a).max(often(&self.names.1, b));
        let named = self.settings.heading / shared as f32;
        // The same heading, and no other clause has it on either side: that leaves no doubt.
        let of_heading = if a.name() == b.name() && shared == 1 {
            0.0
        } else {
            self.doubted(heading, heading * named_alike(a, b, self.words))
        };
        all.min(named * of_heading + (1.0 - named) * all)
    }

    /// Share of words that differ, drawn towards indecision where there are few.
    fn doubted(&self, words: f32, alike: f32) -> f32 {
        let (few, prior) = (self.settings.few_words, self.settings.doubt);
        (few * prior + (words - alike).max(0.0)) / (few + words)
    }

    /// Share of the words that two texts have in common, rare ones counting more (Dice's coefficient on bags).
    fn likeness(&mut self, i: usize, j: usize) -> f32 {
        let (a, b, words) = (&self.old.nodes[i], &self.new.nodes[j], self.words);
        if a.own == b.own {
            return 1.0;
        }
        *self
            .alike
            .entry((i, j))
            .or_insert_with(|| dice(&a.bag, &b.bag, words))
    }

    /// How far apart the two stand in their versions, 0 to 1: settles what costs the same.
    fn drift(&self, i: usize, j: usize) -> f32 {
        (i as f32 / self.old.nodes.len() as f32 - j as f32 / self.new.nodes.len() as f32).abs()
    }
}

/// How alike two headings are: their words, or how far the words of the shorter stand in the longer.
pub(super) fn named_alike(a: &Node, b: &Node, words: &Words) -> f32 {
    let sorted = |node: &Node| {
        let mut bag = node.name().to_vec();
        bag.sort_unstable();
        bag
    };
    let (a, b) = (sorted(a), sorted(b));
    let whole = dice(&a, &b, words);
    // A single word ("General") stands in many headings.
    if a.len().min(b.len()) < 2 {
        return whole;
    }
    let total = |bag: &[u32]| bag.iter().map(|&w| words.weight(w)).sum::<f32>();
    let contained = whole * (total(&a) + total(&b)) / 2.0 / total(&a).min(total(&b)).max(f32::EPSILON);
    whole.max(CONTAINED * contained)
}

/// How alike two headings are of which one has all the words of the other.
const CONTAINED: f32 = 0.85;

/// How often each heading stands in a version.
fn names(side: &Side<'_>) -> FxHashMap<Vec<u32>, usize> {
    let mut names: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
    for node in side.nodes.iter().filter(|n| n.heading > 0) {
        *names.entry(node.name().to_vec()).or_default() += 1;
    }
    names
}

/// For each of some clauses, the one of the other version whose text is nearest, and how alike the two are.
fn nearest_of(
    some: &[usize],
    from: &Side<'_>,
    to: &Side<'_>,
    words: &Words,
) -> BTreeMap<usize, (usize, f32)> {
    let mut postings: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (j, node) in to.nodes.iter().enumerate().skip(1) {
        for word in distinct(&node.bag).filter(|&w| words.frequency(w) <= COMMON) {
            postings.entry(word).or_default().push(j as u32);
        }
    }
    let mut shared: Vec<f32> = vec![0.0; to.nodes.len()];
    let mut found = BTreeMap::new();
    for &i in some {
        let bag = &from.nodes[i].bag;
        let mut rare: Vec<u32> = distinct(bag).filter(|w| postings.contains_key(w)).collect();
        rare.sort_by_key(|&w| (words.frequency(w), w));
        let mut touched: Vec<u32> = Vec::new();
        for word in rare.into_iter().take(NEAREST_WORDS) {
            for &j in &postings[&word] {
                if shared[j as usize] == 0.0 {
                    touched.push(j);
                }
                shared[j as usize] += words.weight(word);
            }
        }
        touched.sort_by(|&a, &b| {
            let by_words = shared[b as usize].total_cmp(&shared[a as usize]);
            by_words.then(a.cmp(&b))
        });
        let alike = touched
            .iter()
            .take(NEAREST_LOOKED_AT)
            .map(|&j| (j as usize, dice(bag, &to.nodes[j as usize].bag, words)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        for j in touched {
            shared[j as usize] = 0.0;
        }
        if let Some(nearest) = alike {
            found.insert(i, nearest);
        }
    }
    found
}

/// The clauses that a clause stands in, up to the root.
fn above<'a>(side: &'a Side<'_>, node: usize) -> impl Iterator<Item = usize> + 'a {
    let parent = |n: usize| side.nodes[n].parent;
    std::iter::successors(Some(parent(node)), move |&n| (n != 0).then(|| parent(n)))
        .take_while(|&n| n != 0)
        .take(DEPTH)
}

fn distinct(bag: &[u32]) -> impl Iterator<Item = u32> + '_ {
    bag.chunk_by(|a, b| a == b).map(|same| same[0])
}

/// Dice's coefficient of two sorted bags.
fn dice(a: &[u32], b: &[u32], words: &Words) -> f32 {
    let total = |bag: &[u32]| bag.iter().map(|&w| words.weight(w)).sum::<f32>();
    let all = total(a) + total(b);
    let (mut i, mut j, mut both) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += words.weight(*x);
                i += 1;
                j += 1;
            }
        }
    }
    if all > 0.0 { 2.0 * both / all } else { 0.0 }
}
