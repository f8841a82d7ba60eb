//! One direction of the search: which whole of the other version each piece without a partner belongs to.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::draft::Force;
use crate::revision::alike::{Alike, Version};
use crate::revision::matching::named_alike;
use crate::revision::side::{Node, Side, Words};
use crate::settings::RevisionSettings;

/// Headings less alike than this name other things.
const NAMED_APART: f32 = 0.3;
/// Clauses so far from each other under one parent stand together.
const BESIDE: usize = 5;
/// How alike a piece must be to a whole that says what others say, too.
const IN_COMPANY: f32 = 0.5;
/// Share of the words of a whole's own partner that stand in it beside a piece.
const BESIDE_IT: f32 = 0.7;
/// So many of the clauses that are nearest to a piece may be what it is a part of.
const LIKELY: usize = 3;

/// One direction: pieces are looked for in the wholes of the other version.
pub(super) struct View<'a> {
    pub(super) wholes: &'a Side<'a>,
    pub(super) pieces: &'a Side<'a>,
    pub(super) words: &'a Words,
    /// The version that the pieces are of.
    pub(super) version: Version,
    pub(super) whole_partner: Vec<Option<usize>>,
    pub(super) piece_partner: Vec<Option<usize>>,
}

impl View<'_> {
    /// Pieces with the whole that they belong to, in order of the pieces.
    pub(super) fn found(&self, alike: &mut Alike, settings: &RevisionSettings) -> Vec<(usize, usize)> {
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
        let mut shared = vec![(0, 0); self.wholes.nodes.len()];
        let lonely = (1..self.pieces.nodes.len()).filter(|&p| self.piece_partner[p].is_none());
        lonely
            .filter_map(|p| {
                let whole = self
                    .by_joining(p)
                    .or_else(|| self.by_words(p, &holders, &often, &mut shared, settings))
                    .or_else(|| self.by_contents(p, settings))
                    .or_else(|| self.by_likeness(p, alike, settings))
                    .or_else(|| self.by_company(p, alike, settings));
                whole.map(|w| (p, w))
            })
            .collect()
    }

    /// The whole that holds most of the piece's word pairs, which the whole's own partner does not. `shared` has room for two
    /// numbers of each whole: all 0, and left so.
    fn by_words(
        &self,
        piece: usize,
        holders: &FxHashMap<(u32, u32), Vec<u32>>,
        often: &FxHashMap<(u32, u32), u32>,
        shared: &mut [(usize, usize)],
        settings: &RevisionSettings,
    ) -> Option<usize> {
        let node = &self.pieces.nodes[piece];
        if node.words.len() - node.heading < settings.part_words {
            return None;
        }
        let all = pairs(node).count();
        // By whole: word pairs that stand there, and those of them that stand hardly anywhere else.
        let mut touched: Vec<u32> = Vec::new();
        for pair in pairs(node) {
            let holding = holders.get(&pair).map_or(&[][..], Vec::as_slice);
            let telling = holding.len() <= FEW && often.get(&pair).is_none_or(|&n| n <= FEW as u32);
            for &w in holding {
                let entry = &mut shared[w as usize];
                if entry.0 == 0 {
                    touched.push(w);
                }
                entry.0 += 1;
                entry.1 += usize::from(telling);
            }
        }
        // Legal phrases recur: far from where the piece stood, it must be there nearly whole, with words that stand
        // hardly anywhere else.
        let enough = |w: u32, n: usize, telling: usize| {
            if self.near(piece, w as usize) {
                // A phrase that recurs is no more than that, unless it is most of what is said.
                n as f32 >= settings.part * all as f32 && (telling > 0 || self.has_own(piece, w as usize))
            } else {
                n as f32 >= settings.far_part * all as f32 && 3 * telling >= n
            }
        };
        let force = self.pieces.clause(piece).force;
        let mut best: Vec<(usize, u32)> = touched
            .into_iter()
            .map(|w| (w, std::mem::take(&mut shared[w as usize])))
            .filter(|&(w, (n, telling))| {
                enough(w, n, telling) && self.wholes.clause(w as usize).force == force
            })
            .map(|(w, (n, _))| (n, w))
            .collect();
        // Of two clauses that have as much of it, the one that stands where it stood.
        let far = |w: u32| !self.near(piece, w as usize);
        best.sort_by(|a, b| b.0.cmp(&a.0).then(far(a.1).cmp(&far(b.1))).then(a.1.cmp(&b.1)));
        best.into_iter().map(|(n, w)| (n, w as usize)).find_map(|(n, w)| {
            let Some(partner) = self.whole_partner[w] else {
                return Some(w);
            };
            let left: FxHashSet<(u32, u32)> = pairs(&self.pieces.nodes[partner]).collect();
            let still = pairs(node).filter(|p| left.contains(p)).count();
            (2 * still <= n || self.stands_in(piece, w, partner)).then_some(w)
        })
    }

    /// The whole that is word for word what the clause before the piece, or around it, and the piece say one behind the other.
    fn by_joining(&self, piece: usize) -> Option<usize> {
        let node = &self.pieces.nodes[piece];
        let before = [
            self.pieces.sibling(piece, -1),
            (node.parent != 0).then_some(node.parent),
        ];
        before.into_iter().flatten().find_map(|first| {
            let whole = self.piece_partner[first]?;
            let rest = self.wholes.nodes[whole]
                .words
                .strip_prefix(self.pieces.nodes[first].words.as_slice())?;
            (!rest.is_empty() && rest == node.words && !self.wholes.clause(whole).groups).then_some(whole)
        })
    }

    /// Whether a whole has a piece word for word, and its own partner beside it: two that are built alike became one.
    fn stands_in(&self, piece: usize, whole: usize, partner: usize) -> bool {
        let [piece, partner] = [piece, partner].map(|n| body(&self.pieces.nodes[n]));
        let whole = body(&self.wholes.nodes[whole]);
        if piece.is_empty() {
            return false;
        }
        let has = |text: &[u32], part: &[u32]| text.windows(part.len()).position(|at| at == part);
        let Some(at) = has(whole, piece).filter(|_| has(partner, piece).is_none()) else {
            return false;
        };
        let mut rest: Vec<u32> = [&whole[..at], &whole[at + piece.len()..]].concat();
        rest.sort_unstable();
        let kept = partner.iter().filter(|w| rest.binary_search(w).is_ok()).count();
        kept as f32 >= BESIDE_IT * partner.len() as f32
    }

    /// Whether a whole is not word for word what it was.
    fn changed(&self, whole: usize) -> bool {
        let own = self.wholes.nodes[whole].own;
        self.whole_partner[whole].is_none_or(|p| self.pieces.nodes[p].own != own)
    }

    /// The wholes that are nearest to a piece by their stems, of a piece that is long enough to tell and holds no others.
    fn likely(&self, piece: usize, alike: &mut Alike, settings: &RevisionSettings) -> Vec<(usize, f32)> {
        let node = &self.pieces.nodes[piece];
        if body(node).len() < settings.like_words || !node.children.is_empty() {
            return Vec::new();
        }
        alike
            .near(self.version, piece)
            .iter()
            .take(LIKELY)
            .copied()
            .collect()
    }

    /// The whole that is nearest by its stems of those of which the piece explains words that its partner does not.
    fn by_likeness(&self, piece: usize, alike: &mut Alike, settings: &RevisionSettings) -> Option<usize> {
        let near = self.likely(piece, alike, settings);
        near.into_iter().find_map(|(whole, cosine)| {
            let partner = self.whole_partner[whole]?;
            let (bar, least) = if self.alone(piece) && self.beside(piece, partner) {
                (settings.like_part_beside, settings.like_explained_beside)
            } else {
                (settings.like_part, settings.like_explained)
            };
            (cosine >= bar
                && self.may_be_part(piece, whole)
                && (self.alone(piece) || self.own(piece, whole, cosine, alike) >= settings.nearest_own)
                && alike.explains(self.version, piece, whole, partner) >= least)
                .then_some(whole)
        })
    }

    /// The whole that says what the piece and the whole's own partner say, both: it has most of what tells them apart.
    fn by_company(&self, piece: usize, alike: &mut Alike, settings: &RevisionSettings) -> Option<usize> {
        let near = self.likely(piece, alike, settings);
        near.into_iter().find_map(|(whole, cosine)| {
            let partner = self.whole_partner[whole]?;
            let (a, b) = (self.pieces.clause(piece), self.wholes.clause(whole));
            let told = |one, other| alike.distinction(self.version, one, other, whole) >= settings.joined;
            (cosine >= IN_COMPANY
                && a.kind == b.kind
                && a.force == b.force
                && self.wholes.nodes[whole].children.is_empty()
                && self.changed(whole)
                && !self.stayed(whole, partner)
                && told(piece, partner)
                && told(partner, piece))
            .then_some(whole)
        })
    }

    /// Whether a whole stands where its partner stood.
    fn stayed(&self, whole: usize, partner: usize) -> bool {
        let (over, above) = (self.wholes.nodes[whole].parent, self.pieces.nodes[partner].parent);
        self.whole_partner[over] == Some(above)
    }

    /// Whether two clauses of a version stand together: in a list, what was torn in two is mostly printed together, and what
    /// was joined stood together.
    fn beside(&self, piece: usize, partner: usize) -> bool {
        let (a, b) = (&self.pieces.nodes[piece], &self.pieces.nodes[partner]);
        a.parent == b.parent && a.rank.abs_diff(b.rank) <= BESIDE
    }

    /// Whether a piece stands in no other clause but such as group.
    fn alone(&self, piece: usize) -> bool {
        self.pieces.holder(self.pieces.nodes[piece].parent) == 0
    }

    /// How alike the two are without what the clauses beside the new one say, too.
    fn own(&self, piece: usize, whole: usize, cosine: f32, alike: &Alike) -> f32 {
        let (old, new, side) = match self.version {
            Version::Old => (piece, whole, self.wholes),
            Version::New => (whole, piece, self.pieces),
        };
        cosine * alike.own(old, new, &side.nodes[side.nodes[new].parent].children)
    }

    /// Whether a clause can be a part of another one, by what both are and where they stand.
    fn may_be_part(&self, piece: usize, whole: usize) -> bool {
        let (a, b) = (self.pieces.clause(piece), self.wholes.clause(whole));
        let above = self.pieces.nodes[piece].parent;
        // Paragraphs and points are met by their like everywhere; what stands alone may have gone anywhere.
        (self.alone(piece) || self.near(piece, whole))
            // What an article says may be its first paragraph now.
            && (a.kind == b.kind || self.piece_partner[above] == Some(whole))
            && a.force == b.force
            && a.groups == b.groups
            && self.wholes.nodes[whole].children.is_empty()
            && !self.named_apart(piece, whole)
            && self.changed(whole)
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

    /// Whether a whole, or the clause that it stands in, is the partner of the clause that the piece stands in, or the
    /// piece came beside the whole's own partner in a clause that has none.
    fn near(&self, piece: usize, whole: usize) -> bool {
        let above = self.pieces.nodes[piece].parent;
        let partner = self.piece_partner[above];
        let over = self.wholes.nodes[whole].parent;
        let normative = self.pieces.clause(piece).force == Force::Normative;
        let beside = |p: usize| above != 0 && normative && self.beside(piece, p);
        partner == Some(whole)
            || partner == Some(over)
            || partner.is_none() && self.whole_partner[whole].is_some_and(beside)
    }
}

/// Word pairs in more clauses than this are phrases that recur.
const FEW: usize = 2;

/// The words without the heading's, unless there is nothing but a heading.
pub(super) fn body(node: &Node) -> &[u32] {
    let body = &node.words[node.heading..];
    if body.is_empty() { &node.words } else { body }
}

fn pairs(node: &Node) -> impl Iterator<Item = (u32, u32)> + '_ {
    body(node).windows(2).map(|w| (w[0], w[1]))
}
