//! What a pair of clauses costs: what their texts differ by, and what stands against them in number and place.

use rustc_hash::FxHashMap;

use super::Matcher;
use crate::draft::Force;
use crate::revision::alike::Version;
use crate::revision::side::{Node, Side, Words};

/// Share of what two clauses have in common that no other has, from which on it is no formula, if they are near at all.
const OWN_BOND: f32 = 0.15;
const NEAR: f32 = 0.5;

impl Matcher<'_> {
    pub(super) fn cost(&mut self, i: usize, j: usize) -> f32 {
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
        let (number, other) = (self.old.own_number(i), self.new.own_number(j));
        if number != other {
            cost += s.number;
        } else if number.is_empty() {
            // No number speaks neither for nor against.
            cost += s.number / 2.0;
        }
        let same_line = self.same_line(i, j);
        if a.kind != b.kind && !same_line {
            cost += s.kind;
        }
        if a.groups != b.groups && !same_line {
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
                        self.matching.free(x, y) && self.old.own_number(x) == self.new.own_number(y)
                    }
                    _ => false,
                }
        };
        if !beside(-1) && !beside(1) {
            cost += s.neighbour;
        }
        if number == other && a.kind == b.kind && stays && still(-1) && still(1) {
            cost -= s.between;
        }
        cost
    }

    /// Whether two clauses have the same words in the same clause, or at the same address: the same line, whatever became
    /// of what stands below it, and whether one file marks it as a heading and the other does not.
    fn same_line(&self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.old.nodes[i], &self.new.nodes[j]);
        let same = a.words == b.words && !a.words.is_empty();
        same && (self.matching.linked(a.parent, b.parent)
            || self.old.clause(i).path == self.new.clause(j).path)
    }

    /// What a reworded text costs in another place if others are as alike: a formula that recurs is met everywhere.
    pub(super) fn formula(&mut self, i: usize, j: usize) -> f32 {
        let (a, b) = (&self.old.nodes[i], &self.new.nodes[j]);
        let stays = self
            .matching
            .linked(self.old.holder(a.parent), self.new.holder(b.parent));
        // Notes cite the same instruments everywhere, and ask for nothing.
        let note = self.old.clause(i).force == Force::Informative;
        if stays || note || a.own == b.own || !a.children.is_empty() || !b.children.is_empty() {
            return 0.0;
        }
        let s = self.settings;
        let alike = self.alike.cosine(i, j);
        let bar = s.formula_alike * alike;
        let own = if alike >= NEAR { OWN_BOND } else { f32::INFINITY };
        let recurs =
            self.rivalled(Version::Old, i, j, bar, own) || self.rivalled(Version::New, j, i, bar, own);
        if recurs { s.formula } else { 0.0 }
    }

    /// Whether another clause is as near as the bar to one of a version, and has most of what it shares with its partner:
    /// all but less than a share of it.
    fn rivalled(&mut self, version: Version, clause: usize, partner: usize, bar: f32, own: f32) -> bool {
        let near: Vec<usize> = self
            .alike
            .near(version, clause)
            .iter()
            .filter(|&&(_, alike)| alike >= bar)
            .map(|&(rival, _)| rival)
            .collect();
        let side = match version {
            Version::Old => self.new,
            Version::New => self.old,
        };
        near.into_iter().any(|rival| {
            !side.kin(rival, partner)
                && self.alike.bond(version, clause, partner, rival) < own
                && !self.joined(version, clause, partner, rival)
        })
    }

    /// Whether a clause has what tells its partner from a rival and what tells the rival, which is left, from the partner:
    /// it says what both said, so that the rival is no formula but was merged into it, or split off.
    fn joined(&self, version: Version, clause: usize, partner: usize, rival: usize) -> bool {
        let left = match version {
            Version::Old => self.matching.old_of[rival].is_none(),
            Version::New => self.matching.new_of[rival].is_none(),
        };
        left && [(partner, rival), (rival, partner)]
            .into_iter()
            .all(|(one, other)| {
                self.alike.distinction(version.other(), one, other, clause) >= self.settings.joined
            })
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
        if self.same_line(i, j) {
            all = all.min(self.doubted(own, own));
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
            .dice
            .entry((i, j))
            .or_insert_with(|| dice(&a.bag, &b.bag, words))
    }

    /// How far apart the two stand in their versions, 0 to 1: settles what costs the same.
    pub(super) fn drift(&self, i: usize, j: usize) -> f32 {
        (i as f32 / self.old.nodes.len() as f32 - j as f32 / self.new.nodes.len() as f32).abs()
    }
}

/// How alike two headings are: their words, or how far the words of the shorter stand in the longer.
pub(in crate::revision) fn named_alike(a: &Node, b: &Node, words: &Words) -> f32 {
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
pub(super) fn names(side: &Side<'_>) -> FxHashMap<Vec<u32>, usize> {
    let mut names: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
    for node in side.nodes.iter().filter(|n| n.heading > 0) {
        *names.entry(node.name().to_vec()).or_default() += 1;
    }
    names
}

/// Dice's coefficient of two sorted bags.
pub(super) fn dice(a: &[u32], b: &[u32], words: &Words) -> f32 {
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
