//! From partners, parts and places to what happened to every clause.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::matching::Matching;
use super::parts::Parts;
use super::reasons::Readers;
use super::side::Side;
use super::substance::Substance;
use super::word::{Class, lowered, tokens};
use super::{Change, Kind};
use crate::draft::ClauseId;

/// All that was found out.
pub(super) struct Found<'a> {
    pub(super) old: &'a Side<'a>,
    pub(super) new: &'a Side<'a>,
    pub(super) matching: &'a Matching,
    pub(super) parts: &'a Parts,
    pub(super) moved: &'a FxHashSet<usize>,
}

/// A change to be judged: where it stands, old and new clause, what happened.
type Row = ((usize, usize, usize), Option<usize>, Option<usize>, Vec<Kind>);

/// The changes, in document order of the new version.
pub(super) fn changes<'a>(found: &'a Found<'a>, readers: Readers<'a>) -> Vec<Change> {
    let substance = Substance::new(found, readers);
    let address = addresses(found);
    let split: FxHashSet<usize> = found.parts.split.iter().map(|&(i, _)| i).collect();
    let merged: FxHashSet<usize> = found.parts.merged.iter().map(|&(_, j)| j).collect();
    let breaks = breaks(found);
    let mut rows: Vec<Row> = Vec::new();
    for (j, partner) in found.matching.old_of.iter().enumerate().skip(1) {
        let Some(i) = *partner else { continue };
        let mut kinds = Vec::new();
        if found.old.nodes[i].own != found.new.nodes[j].own && !same_in_parts(found, i, j) {
            kinds.push(Kind::Reworded);
        }
        kinds.extend(address.get(&i).into_iter().flatten());
        // A clause that stands elsewhere now is told by that.
        let only_breaks = breaks.contains(&(i, j)) && !kinds.is_empty();
        if split.contains(&i) && !only_breaks {
            kinds.push(Kind::Split);
        }
        if merged.contains(&j) && !only_breaks {
            kinds.push(Kind::Merged);
        }
        rows.push(((j, 0, i), Some(i), Some(j), kinds));
    }
    let parts = [
        (&found.parts.split, Kind::Split),
        (&found.parts.merged, Kind::Merged),
    ];
    for (links, kind) in parts {
        for &(i, j) in links {
            let mut kinds = vec![kind];
            if rewritten(found, i, j, kind) {
                kinds.push(Kind::Reworded);
            }
            rows.push(((j, 1, i), Some(i), Some(j), kinds));
        }
    }
    for &(i, j, kind) in &found.parts.wholes {
        rows.push(((j, 1, i), Some(i), Some(j), vec![kind]));
    }
    let wholes = found.parts.wholes.iter();
    let mut came: FxHashSet<usize> = wholes.clone().map(|&(_, j, _)| j).collect();
    came.extend(found.parts.split.iter().map(|&(_, j)| j));
    for (j, partner) in found.matching.old_of.iter().enumerate().skip(1) {
        if partner.is_none() && !came.contains(&j) {
            rows.push(((j, 0, 0), None, Some(j), vec![Kind::Inserted]));
        }
    }
    let mut went: FxHashSet<usize> = wholes.map(|&(i, _, _)| i).collect();
    went.extend(found.parts.merged.iter().map(|&(i, _)| i));
    let mut behind = 0;
    for (i, partner) in found.matching.new_of.iter().enumerate().skip(1) {
        if let Some(j) = *partner {
            if !found.moved.contains(&i) {
                behind = j;
            }
        } else if !went.contains(&i) {
            rows.push(((behind, 2, i), Some(i), None, vec![Kind::Deleted]));
        }
    }
    rows.sort_by_key(|(key, ..)| *key);
    // Each is judged by itself, and that is most of the work.
    let judged = rows
        .into_par_iter()
        .map(|(_, old, new, kinds)| change(old, new, kinds, &substance));
    let mut changes: Vec<Change> = judged.collect();
    for change in &mut changes {
        let Some((i, j)) = change.old.zip(change.new).map(|(i, j)| (i.index(), j.index())) else {
            continue;
        };
        change.part = !found.matching.linked(i, j);
        let whole = |pair: &(usize, usize)| breaks.contains(pair);
        change.breaks = if change.part {
            found.matching.new_of[i].is_some_and(|n| whole(&(i, n)))
                || found.matching.old_of[j].is_some_and(|o| whole(&(o, j)))
        } else {
            whole(&(i, j)) && matches!(change.kinds.as_slice(), [Kind::Split | Kind::Merged])
        };
    }
    changes
}

/// Partners that are word for word the same text in more or fewer unnumbered paragraphs, one behind the other: somebody
/// broke a paragraph, or a page did.
fn breaks(found: &Found<'_>) -> FxHashSet<(usize, usize)> {
    let (split, merged) = (&found.parts.split, &found.parts.merged);
    let follows = |side: &Side<'_>, whole: usize, part: usize| {
        let (clause, node) = (side.clause(part), &side.nodes[part]);
        let beside = node.parent == whole || node.parent == side.nodes[whole].parent;
        clause.number.is_empty() && clause.heading.is_empty() && !clause.groups && beside
    };
    let mut pairs: FxHashMap<(usize, usize), bool> = FxHashMap::default();
    for &(i, n) in split {
        if let Some(j) = found.matching.new_of[i] {
            *pairs.entry((i, j)).or_insert(true) &= follows(found.new, j, n);
        }
    }
    for &(o, j) in merged {
        if let Some(i) = found.matching.old_of[j] {
            *pairs.entry((i, j)).or_insert(true) &= follows(found.old, i, o);
        }
    }
    let same = pairs
        .into_iter()
        .filter(|&((i, j), all)| all && same_in_parts(found, i, j));
    same.map(|(pair, _)| pair).collect()
}

fn change(old: Option<usize>, new: Option<usize>, mut kinds: Vec<Kind>, substance: &Substance<'_>) -> Change {
    if kinds.is_empty() {
        kinds.push(Kind::Unchanged);
    }
    kinds.sort_unstable();
    let judged = substance.judge(old, new, &kinds);
    let id = |i: usize| ClauseId(i as u32);
    Change {
        old: old.map(id),
        new: new.map(id),
        kinds,
        substantive: judged.substantive,
        reasons: judged.reasons,
        breaks: false,
        part: false,
    }
}

/// Share of a part's words that stand in the whole still where it was only split off or merged.
const SAME_WORDS: f32 = 0.7;

/// Whether a part has words of its own, and not only those of the clause that it was split off or merged into.
fn rewritten(found: &Found<'_>, i: usize, j: usize, kind: Kind) -> bool {
    let (a, b) = (&found.old.nodes[i], &found.new.nodes[j]);
    if !a.children.is_empty() || !b.children.is_empty() {
        return false;
    }
    !has_words(found, i, j, kind)
}

/// Whether most words of a part stand in the clause that it was split off or merged into.
pub(super) fn has_words(found: &Found<'_>, i: usize, j: usize, kind: Kind) -> bool {
    let (a, b) = (&found.old.nodes[i], &found.new.nodes[j]);
    let (part, whole) = if kind == Kind::Split { (b, a) } else { (a, b) };
    let kept = part
        .bag
        .iter()
        .filter(|w| whole.bag.binary_search(w).is_ok())
        .count();
    kept as f32 >= SAME_WORDS * part.bag.len() as f32
}

/// Whether a clause that was split or merged has its words still, spread over its parts.
fn same_in_parts(found: &Found<'_>, i: usize, j: usize) -> bool {
    let (split, merged) = (&found.parts.split, &found.parts.merged);
    let body = |side: &Side<'_>, nodes: &[usize]| -> Vec<u32> {
        let nodes = nodes.iter().map(|&n| &side.nodes[n]);
        nodes.flat_map(|n| n.words[n.heading..].iter().copied()).collect()
    };
    let mut olds: Vec<usize> = merged.iter().filter(|&&(_, n)| n == j).map(|&(o, _)| o).collect();
    let mut news: Vec<usize> = split.iter().filter(|&&(o, _)| o == i).map(|&(_, n)| n).collect();
    if olds.is_empty() && news.is_empty() {
        return false;
    }
    olds.push(i);
    news.push(j);
    olds.sort_unstable();
    news.sort_unstable();
    let (left, right) = (body(found.old, &olds), body(found.new, &news));
    left == right || printed(found.old, &olds) == printed(found.new, &news)
}

/// The words of some clauses with their labels, as one reads them: what stood in the text as `(c)` may be a label now.
fn printed(side: &Side<'_>, nodes: &[usize]) -> Vec<String> {
    let mut words = Vec::new();
    for (at, &node) in nodes.iter().enumerate() {
        let clause = side.clause(node);
        let label = if at == 0 { "" } else { clause.label.as_str() };
        let text = format!("{label} {}", clause.text);
        let all = tokens(&text).into_iter().filter(|t| t.class == Class::Word);
        words.extend(all.map(|t| lowered(t.text)));
    }
    words
}

/// How the address of every old clause with a partner changed: moved, renumbered, both.
///
/// A clause that keeps its own number but whose path changed shares the fate of the clause that it stands in.
fn addresses(found: &Found<'_>) -> FxHashMap<usize, Vec<Kind>> {
    let mut address: FxHashMap<usize, Vec<Kind>> = FxHashMap::default();
    for (i, partner) in found.matching.new_of.iter().enumerate().skip(1) {
        let Some(j) = *partner else { continue };
        let (old, new) = (found.old.clause(i), found.new.clause(j));
        let mut kinds = Vec::new();
        let moved = found.moved.contains(&i);
        // The second paragraph of one article is the second of another one now.
        let elsewhere = moved && !old.number.is_empty() && old.citation != new.citation;
        if old.number != new.number || elsewhere {
            kinds.push(Kind::Renumbered);
        }
        if moved {
            kinds.push(Kind::Moved);
        }
        // Where only a level that groups has another place, people cite the clause as before.
        if kinds.is_empty() && old.path != new.path && old.citation != new.citation {
            let mut above = found.old.nodes[i].parent;
            while above != 0 && found.matching.new_of[above].is_none() {
                above = found.old.nodes[above].parent;
            }
            match address.get(&above) {
                Some(above) => kinds.clone_from(above),
                // Unnumbered paragraphs are addressed by their place, which anything before them changes.
                None if !old.number.is_empty() => kinds.push(Kind::Renumbered),
                None => {}
            }
        }
        if !kinds.is_empty() {
            address.insert(i, kinds);
        }
    }
    address
}
