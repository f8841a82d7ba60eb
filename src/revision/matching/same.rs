//! Partners from the start: clauses that are the same with all that stands in them, or texts that are, once in either
//! version.

use rustc_hash::FxHashMap;

use super::{Matching, PROOF_WORDS};
use crate::revision::side::Side;

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

pub(super) fn trees(old: &Side<'_>, new: &Side<'_>, matching: &mut Matching) {
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

pub(super) fn texts(old: &Side<'_>, new: &Side<'_>, matching: &mut Matching) {
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
