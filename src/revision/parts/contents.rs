//! What became of clauses that hold others: where most of what stood in them stands.

use rustc_hash::FxHashMap;

use super::view::View;
use crate::revision::matching::named_alike;
use crate::settings::RevisionSettings;

/// A heading is in another from this likeness on.
const NAMED: f32 = 0.84;
/// Share of what a clause says itself that another one has, rare words counting more.
const OWN_WORDS: f32 = 0.6;

impl View<'_> {
    /// The whole of the same kind in which most of what stands in the piece stands in the other version.
    pub(super) fn by_contents(&self, piece: usize, settings: &RevisionSettings) -> Option<usize> {
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
                // A heading over a single point may be the beginning of that point now.
                let is = |w: usize| self.wholes.clause(w).kind == self.pieces.clause(piece).kind;
                let begins = || is(partner) && self.has_own(piece, partner);
                let whole = if !is(then.parent) && begins() {
                    partner
                } else {
                    then.parent
                };
                *moved.entry(whole).or_default() += now.tree_words.min(then.tree_words);
            }
        }
        let (whole, words) = moved
            .into_iter()
            .max_by_key(|&(w, n)| (n, std::cmp::Reverse(w)))?;
        let same_kind = self.wholes.clause(whole).kind == self.pieces.clause(piece).kind;
        let other = &self.wholes.nodes[whole];
        // What is the subject of a whole chapter stands in many headings.
        let named = node.heading > 1
            && other.heading > 0
            && named_alike(node, other, self.words) >= NAMED
            && self.named_once(piece, whole);
        let share = if named {
            settings.named_contents
        } else {
            settings.contents
        };
        (whole != 0 && same_kind && words as f32 >= share * inner as f32).then_some(whole)
    }

    /// Whether no other clause that is left, or went where the whole did not, has a heading as alike to the whole's.
    fn named_once(&self, piece: usize, whole: usize) -> bool {
        let name = &self.wholes.nodes[whole];
        let partner = self.whole_partner[whole];
        let kind = &self.pieces.clause(piece).kind;
        let others = self.pieces.nodes.iter().enumerate().filter(|&(n, node)| {
            n != piece && Some(n) != partner && node.heading > 0 && self.pieces.clause(n).kind == *kind
        });
        let alike = named_alike(&self.pieces.nodes[piece], name, self.words);
        let mut as_alike = others.filter(|(_, node)| named_alike(node, name, self.words) >= alike);
        as_alike.next().is_none()
    }

    /// Whether a whole has most of what a piece says itself.
    pub(super) fn has_own(&self, piece: usize, whole: usize) -> bool {
        let (own, there) = (&self.pieces.nodes[piece].bag, &self.wholes.nodes[whole].bag);
        let weigh = |w: &&u32| self.words.weight(**w);
        let all: f32 = own.iter().map(|w| weigh(&w)).sum();
        let both: f32 = own
            .iter()
            .filter(|w| there.binary_search(w).is_ok())
            .map(|w| weigh(&w))
            .sum();
        all > 0.0 && both >= OWN_WORDS * all
    }
}
