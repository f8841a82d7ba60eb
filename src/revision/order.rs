//! What moved: partners that stand in another clause, or in another order among those that stayed.
//!
//! Within a pair of partners, the longest run of contents that kept their order stayed (who kept its number counts twice, and
//! of runs as long the one of more words); the others moved. Clauses that were put around others or taken away move nothing.
//!
//! Cost: clauses × their logarithm.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::matching::Matching;
use super::parts::Parts;
use super::side::Side;

/// The old clauses whose partner stands elsewhere.
pub(super) fn moved(old: &Side<'_>, new: &Side<'_>, matching: &Matching, parts: &Parts) -> FxHashSet<usize> {
    let linked: FxHashSet<(usize, usize)> = parts.split.iter().chain(&parts.merged).copied().collect();
    // A clause that was split off or merged away stands for what it came from or went into, unless that is what stands in it.
    let holds = |side: &Side<'_>, part: usize, partner: Option<usize>| {
        partner.is_some_and(|p| side.nodes[part].within.contains(&p))
    };
    let merged = parts
        .merged
        .iter()
        .filter(|&&(i, j)| !holds(old, i, matching.old_of[j]));
    let split = parts
        .split
        .iter()
        .filter(|&&(i, j)| !holds(new, j, matching.new_of[i]));
    let old_parts: FxHashSet<usize> = merged.map(|&(i, _)| i).collect();
    let new_parts: FxHashSet<usize> = split.map(|&(_, j)| j).collect();
    // A line that one version sets over others, as a heading, an introduction or a table, holds nothing in the other: what
    // stands in it here stands behind it there.
    let line = |side: &Side<'_>, p: usize, other: &Side<'_>, n: usize| {
        other.nodes[n].children.is_empty() && side.clause(p).number.is_empty()
    };
    let holds_old = |p: usize| matching.new_of[p].is_some_and(|n| !line(old, p, new, n));
    let holds_new = |p: usize| matching.old_of[p].is_some_and(|n| !line(new, p, old, n));
    let holder_old = |i: usize| above(old, i, |p| holds_old(p) || old_parts.contains(&p));
    let holder_new = |j: usize| above(new, j, |p| holds_new(p) || new_parts.contains(&p));
    let mut moved = FxHashSet::default();
    let mut together: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (i, partner) in matching.new_of.iter().enumerate().skip(1) {
        let Some(j) = *partner else { continue };
        let holders = (holder_old(i), holder_new(j));
        if matching.linked(holders.0, holders.1) || linked.contains(&holders) {
            together.entry(holders).or_default().push((i, j));
        } else if old.clause(i).citation != new.clause(j).citation
            || !(old.clause(holders.0).groups && new.clause(holders.1).groups)
        {
            // What only groups is no part of an address: another chapter around an article does not move it.
            moved.insert(i);
        }
    }
    for pairs in together.into_values() {
        // Whoever moved two clauses moved those two, and not the many lines between them.
        let clause: usize = pairs.iter().map(|&(i, _)| old.nodes[i].tree_words + 1).sum();
        let weight = |i: usize, j: usize| {
            let number = old.own_number(i);
            let kept = !number.is_empty() && number == new.own_number(j);
            (1 + usize::from(kept)) * clause + old.nodes[i].tree_words + 1
        };
        let order: Vec<(usize, usize)> = pairs.iter().map(|&(i, j)| (j, weight(i, j))).collect();
        let stayed = heaviest_run(&order);
        for (&(i, _), stays) in pairs.iter().zip(stayed) {
            if !stays {
                moved.insert(i);
            }
        }
    }
    moved
}

/// The nearest clause above for which `counts` holds; the root at last.
fn above(side: &Side<'_>, node: usize, counts: impl Fn(usize) -> bool) -> usize {
    let mut at = side.nodes[node].parent;
    while at != 0 && !counts(at) {
        at = side.nodes[at].parent;
    }
    at
}

/// Which items belong to the heaviest increasing run, by (distinct) position and weight.
fn heaviest_run(items: &[(usize, usize)]) -> Vec<bool> {
    // Best run that ends at or before a position: positions and weights both rise.
    let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (k, &(position, weight)) in items.iter().enumerate() {
        let last = best.range(..position).next_back().map(|(_, &run)| run);
        before.push(last.map(|(_, at)| at));
        let total = weight + last.map_or(0, |(w, _)| w);
        let worse: Vec<usize> = best
            .range(position..)
            .take_while(|(_, run)| run.0 <= total)
            .map(|(&p, _)| p)
            .collect();
        for p in worse {
            best.remove(&p);
        }
        if best
            .range(..=position)
            .next_back()
            .is_none_or(|(_, run)| run.0 < total)
        {
            best.insert(position, (total, k));
        }
    }
    let mut stays = vec![false; items.len()];
    let mut at = best.last_key_value().map(|(_, &(_, k))| k);
    while let Some(k) = at {
        stays[k] = true;
        at = before[k];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::heaviest_run;

    #[test]
    fn the_lighter_of_two_that_swapped_moved() {
        assert_eq!(
            heaviest_run(&[(1, 5), (3, 2), (2, 9), (4, 1)]),
            [true, false, true, true]
        );
        assert_eq!(
            heaviest_run(&[(4, 1), (1, 1), (2, 1), (3, 1)]),
            [false, true, true, true]
        );
        assert_eq!(heaviest_run(&[]), Vec::<bool>::new());
    }
}
