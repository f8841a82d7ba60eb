//! Splits and merges: clauses without a partner whose words came from, or went into, one that changed.
//!
//! A new clause was split off an old one if most of its word pairs stand there and no longer stand in the old one's
//! partner; a merge is the same seen from the other side. A clause that holds others was merged into another of its
//! kind if most of what stood in it stands there now. Where a requirement was rewritten, too, word pairs are few: then it
//! went into the one that is nearest of all by its stems, if it explains words there that the partner does not.
//!
//! Cost: word pairs of the clauses that changed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Kind;
use super::alike::{Alike, Version};
use super::matching::{Matching, named_alike};
use super::side::{Node, Side, Words};
use super::wholes;
use crate::settings::RevisionSettings;

/// Links beside those of partners, as old and new clause.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// An old clause and a new one that was split off it.
    pub(super) split: Vec<(usize, usize)>,
    /// An old clause and the new one that it was merged into.
    pub(super) merged: Vec<(usize, usize)>,
    /// An old clause and the new one around its partner, or the reverse: which of the two it counts as. They are told, and
    /// have no say in what moved.
    pub(super) wholes: Vec<(usize, usize, Kind)>,
}

/// Finds splits and merges. Where a clause without a partner was split or merged, its first part becomes the partner.
pub(super) fn parts(
    old: &Side<'_>,
    new: &Side<'_>,
    matching: &mut Matching,
    words: &Words,
    alike: &mut Alike,
    settings: &RevisionSettings,
) -> Parts {
    let mut parts = Parts {
        wholes: wholes::wholes(old, new, matching),
        ..Parts::default()
    };
    let whole_new: FxHashSet<usize> = parts.wholes.iter().map(|&(_, n, _)| n).collect();
    let whole_old: FxHashSet<usize> = parts.wholes.iter().map(|&(o, _, _)| o).collect();
    let halves = View {
        wholes: old,
        pieces: new,
        words,
        version: Version::New,
        whole_partner: matching.new_of.clone(),
        piece_partner: matching.old_of.clone(),
    };
    let found = halves.found(alike, settings);
    let torn = torn(&found, old, new, &matching.new_of);
    for (piece, whole) in found {
        if whole_new.contains(&piece) || matching.new_of[whole].is_none() && !torn.contains(&whole) {
            continue;
        }
        if matching.new_of[whole].is_none() && matching.old_of[piece].is_none() {
            matching.new_of[whole] = Some(piece);
            matching.old_of[piece] = Some(whole);
        } else {
            parts.split.push((whole, piece));
        }
    }
    let taken: FxHashSet<usize> = parts.split.iter().map(|&(_, n)| n).collect();
    let joined = View {
        wholes: new,
        pieces: old,
        words,
        version: Version::Old,
        whole_partner: matching.old_of.clone(),
        piece_partner: matching.new_of.clone(),
    };
    let found = joined.found(alike, settings);
    let sewn = self::torn(&found, new, old, &matching.old_of);
    for (piece, whole) in found {
        if whole_old.contains(&piece) || matching.old_of[whole].is_none() && !sewn.contains(&whole) {
            continue;
        }
        if matching.old_of[whole].is_none() && matching.new_of[piece].is_none() && !taken.contains(&whole) {
            matching.old_of[whole] = Some(piece);
            matching.new_of[piece] = Some(whole);
        } else if matching.old_of[whole].is_some() {
            parts.merged.push((piece, whole));
        }
    }
    for (i, j) in wholes::shared(old, new, matching, settings) {
        let told = parts.wholes.iter().any(|&(o, n, _)| (o, n) == (i, j));
        if !told && !parts.split.contains(&(i, j)) && !parts.merged.contains(&(i, j)) {
            parts.wholes.push((i, j, Kind::Split));
        }
    }
    parts.split.sort_unstable();
    parts.merged.sort_unstable();
    parts
}

/// Wholes without a partner of which the pieces have half of the words or more: a sentence that recurs in legal texts is
/// not what became of a paragraph that had it, too.
fn torn(
    found: &[(usize, usize)],
    wholes: &Side<'_>,
    pieces: &Side<'_>,
    partner: &[Option<usize>],
) -> FxHashSet<usize> {
    let mut words: FxHashMap<usize, usize> = FxHashMap::default();
    for &(piece, whole) in found.iter().filter(|(_, w)| partner[*w].is_none()) {
        *words.entry(whole).or_default() += pieces.nodes[piece].tree_words;
    }
    words
        .into_iter()
        .filter(|&(whole, n)| 2 * n >= wholes.nodes[whole].words.len())
        .map(|(whole, _)| whole)
        .collect()
}

/// A heading is in another from this likeness on.
const NAMED: f32 = 0.84;
/// Headings less alike than this name other things.
const NAMED_APART: f32 = 0.3;

/// One direction: pieces are looked for in the wholes of the other version.
struct View<'a> {
    wholes: &'a Side<'a>,
    pieces: &'a Side<'a>,
    words: &'a Words,
    /// The version that the pieces are of.
    version: Version,
    whole_partner: Vec<Option<usize>>,
    piece_partner: Vec<Option<usize>>,
}

impl View<'_> {
    /// Pieces with the whole that they belong to, in order of the pieces.
    fn found(&self, alike: &mut Alike, settings: &RevisionSettings) -> Vec<(usize, usize)> {
        let changed = |w: usize, node: &Node| self.changed(w) && body(node).len() > 1;
        let mut often: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for node in &self.pieces.nodes {
            for pair in pairs(node) {
                *often.entry(pair).or_default() += 1;
            }
        }
        let mut holders: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
        for (w, node) in self.wholes.nodes.iter().enumerate().skip(1) {
            if changed(w, node) {
                for pair in pairs(node) {
                    let of = holders.entry(pair).or_default();
                    if of.last() != Some(&(w as u32)) {
                        of.push(w as u32);
                    }
                }
            }
        }
        let lonely = (1..self.pieces.nodes.len()).filter(|&p| self.piece_partner[p].is_none());
        lonely
            .filter_map(|p| {
                let whole = self
                    .by_words(p, &holders, &often, settings)
                    .or_else(|| self.by_contents(p, settings))
                    .or_else(|| self.by_likeness(p, alike, settings));
                whole.map(|w| (p, w))
            })
            .collect()
    }

    /// The whole that holds most of the piece's word pairs, which the whole's own partner does not.
    fn by_words(
        &self,
        piece: usize,
        holders: &FxHashMap<(u32, u32), Vec<u32>>,
        often: &FxHashMap<(u32, u32), u32>,
        settings: &RevisionSettings,
    ) -> Option<usize> {
        let node = &self.pieces.nodes[piece];
        if node.words.len() - node.heading < settings.part_words {
            return None;
        }
        let all = pairs(node).count();
        // By whole: word pairs that stand there, and those of them that stand hardly anywhere else.
        let mut shared: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
        for pair in pairs(node) {
            let holding = holders.get(&pair).map_or(&[][..], Vec::as_slice);
            let telling = holding.len() <= FEW && often.get(&pair).is_none_or(|&n| n <= FEW as u32);
            for &w in holding {
                let entry = shared.entry(w).or_default();
                entry.0 += 1;
                entry.1 += usize::from(telling);
            }
        }
        // Legal phrases recur: far from where the piece stood, it must be there nearly whole, with words that stand
        // hardly anywhere else.
        let enough = |w: u32, n: usize, telling: usize| {
            if self.near(piece, w as usize) {
                n as f32 >= settings.part * all as f32
            } else {
                n as f32 >= settings.far_part * all as f32 && 3 * telling >= n
            }
        };
        let force = self.pieces.clause(piece).force;
        let mut best: Vec<(usize, u32)> = shared
            .into_iter()
            .filter(|&(w, (n, telling))| {
                enough(w, n, telling) && self.wholes.clause(w as usize).force == force
            })
            .map(|(w, (n, _))| (n, w))
            .collect();
        best.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        best.into_iter().map(|(n, w)| (n, w as usize)).find_map(|(n, w)| {
            let Some(partner) = self.whole_partner[w] else {
                return Some(w);
            };
            let left: FxHashSet<(u32, u32)> = pairs(&self.pieces.nodes[partner]).collect();
            let still = pairs(node).filter(|p| left.contains(p)).count();
            (2 * still <= n).then_some(w)
        })
    }

    /// Whether a whole is not word for word what it was.
    fn changed(&self, whole: usize) -> bool {
        let own = self.wholes.nodes[whole].own;
        self.whole_partner[whole].is_none_or(|p| self.pieces.nodes[p].own != own)
    }

    /// The whole that is nearest of all by its stems, if the piece explains words of it that its partner does not.
    fn by_likeness(&self, piece: usize, alike: &mut Alike, settings: &RevisionSettings) -> Option<usize> {
        let node = &self.pieces.nodes[piece];
        if body(node).len() < settings.like_words || !node.children.is_empty() {
            return None;
        }
        let &(whole, cosine) = alike.nearest(self.version, &[piece]).get(&piece)?;
        let (a, b) = (self.pieces.clause(piece), self.wholes.clause(whole));
        let partner = self.whole_partner[whole]?;
        // Paragraphs and points are met by their like everywhere; what stands alone may have gone anywhere.
        let alone = self.pieces.holder(node.parent) == 0;
        let fits = (alone || self.near(piece, whole))
            // What an article says may be its first paragraph now.
            && (a.kind == b.kind || self.piece_partner[node.parent] == Some(whole))
            && a.force == b.force
            && a.groups == b.groups
            && self.wholes.nodes[whole].children.is_empty()
            && !self.named_apart(piece, whole);
        (fits
            && self.changed(whole)
            && cosine >= settings.like_part
            && alike.explains(self.version, piece, whole, partner) >= settings.like_explained)
            .then_some(whole)
    }

    /// Whether both have headings of their own, which share nothing.
    fn named_apart(&self, piece: usize, whole: usize) -> bool {
        let (a, b) = (&self.pieces.nodes[piece], &self.wholes.nodes[whole]);
        let own = |side: &Side<'_>, node: &Node| {
            let same = side.nodes.iter().filter(|n| n.name() == node.name()).count();
            node.heading > 0 && same == 1
        };
        own(self.pieces, a) && own(self.wholes, b) && named_alike(a, b, self.words) < NAMED_APART
    }

    /// Whether a whole, or the clause that it stands in, is the partner of the clause that the piece stands in.
    fn near(&self, piece: usize, whole: usize) -> bool {
        let above = self.pieces.nodes[piece].parent;
        let partner = self.piece_partner[above];
        let over = self.wholes.nodes[whole].parent;
        partner == Some(whole) || partner == Some(over)
    }

    /// The whole of the same kind in which most of what stands in the piece stands in the other version.
    fn by_contents(&self, piece: usize, settings: &RevisionSettings) -> Option<usize> {
        let node = &self.pieces.nodes[piece];
        let inner: usize = node.tree_words - node.words.len();
        if node.children.is_empty() || inner < settings.part_words {
            return None;
        }
        let mut moved: FxHashMap<usize, usize> = FxHashMap::default();
        for &child in &node.children {
            if let Some(partner) = self.piece_partner[child] {
                // What was added to it did not stand there.
                let (now, then) = (&self.pieces.nodes[child], &self.wholes.nodes[partner]);
                *moved.entry(then.parent).or_default() += now.tree_words.min(then.tree_words);
            }
        }
        let (whole, words) = moved
            .into_iter()
            .max_by_key(|&(w, n)| (n, std::cmp::Reverse(w)))?;
        let same_kind = self.wholes.clause(whole).kind == self.pieces.clause(piece).kind;
        let other = &self.wholes.nodes[whole];
        let named = node.heading > 1 && other.heading > 0 && named_alike(node, other, self.words) >= NAMED;
        let share = if named {
            settings.named_contents
        } else {
            settings.contents
        };
        (whole != 0 && same_kind && words as f32 >= share * inner as f32).then_some(whole)
    }
}

/// Word pairs in more clauses than this are phrases that recur.
const FEW: usize = 2;

/// The words without the heading's, unless there is nothing but a heading.
fn body(node: &Node) -> &[u32] {
    let body = &node.words[node.heading..];
    if body.is_empty() { &node.words } else { body }
}

fn pairs(node: &Node) -> impl Iterator<Item = (u32, u32)> + '_ {
    body(node).windows(2).map(|w| (w[0], w[1]))
}
