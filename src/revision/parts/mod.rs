//! Splits and merges: clauses without a partner whose words came from, or went into, one that changed.
//!
//! A new clause was split off an old one if most of its word pairs stand there and no longer stand in the old one's
//! partner; a merge is the same seen from the other side. A clause that holds others was merged into another of its
//! kind if most of what stood in it stands there now. Where a requirement was rewritten, too, word pairs are few: then it
//! went into the nearest by its stems of those where it explains words that the partner does not, and has to explain fewer
//! where it stands beside the partner. Of two that went into one, each has something that tells it from the other there.
//!
//! Cost: word pairs of the clauses that changed.

mod contents;
mod lead;
mod view;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Kind;
use super::alike::{Alike, Version};
use super::matching::Matching;
use super::side::{Side, Words};
use super::wholes;
use crate::settings::RevisionSettings;
use view::View;

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
    lead::lead(old, new, matching, alike, &mut parts.merged, words);
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
