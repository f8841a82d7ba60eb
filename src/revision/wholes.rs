//! What became of clauses that hold others, beside their partners: an article that is a paragraph of another one now,
//! and one of which a good part stands in another.

use std::collections::BTreeMap;

use super::Kind;
use super::matching::Matching;
use super::side::Side;
use crate::settings::RevisionSettings;

/// A clause with a heading whose partner is a paragraph of a clause of its kind became that clause, too; where that
/// clause has a partner of its own, it was merged into it. The same seen from the new version.
pub(super) fn wholes(old: &Side<'_>, new: &Side<'_>, matching: &Matching) -> Vec<(usize, usize, Kind)> {
    let above = |leaf: (&Side<'_>, usize), part: (&Side<'_>, usize)| -> Option<usize> {
        let clause = leaf.0.clause(leaf.1);
        let kind = &clause.kind;
        // A heading alone, and what only groups, is no clause that could be a paragraph.
        let headed = leaf.0.nodes[leaf.1].heading > 0
            && part.0.nodes[part.1].heading == 0
            && !clause.groups
            && kind != "heading"
            && !clause.text.is_empty();
        let mut whole = part.0.nodes[part.1].parent;
        while whole != 0 && part.0.clause(whole).kind != *kind {
            whole = part.0.nodes[whole].parent;
        }
        (headed && whole != 0 && part.0.nodes[whole].heading > 0).then_some(whole)
    };
    let mut found = Vec::new();
    for (i, partner) in matching.new_of.iter().enumerate().skip(1) {
        let Some(j) = *partner else { continue };
        // A clause that stood in another one stands in it still.
        let stood = |whole: &usize| !inside(old, i, matching.old_of[*whole]);
        let stands = |whole: &usize| !inside(new, j, matching.new_of[*whole]);
        if let Some(whole) = above((old, i), (new, j)).filter(stood) {
            let kind = if matching.old_of[whole].is_none() {
                Kind::Split
            } else {
                Kind::Merged
            };
            found.push((i, whole, kind));
        } else if let Some(whole) = above((new, j), (old, i)).filter(stands) {
            let kind = if matching.new_of[whole].is_none() {
                Kind::Merged
            } else {
                Kind::Split
            };
            found.push((whole, j, kind));
        }
    }
    found.sort_unstable_by_key(|&(i, j, _)| (i, j));
    found.dedup_by_key(|&mut (i, j, _)| (i, j));
    found
}

/// Whether a clause stands in another one of its version.
fn inside(side: &Side<'_>, clause: usize, around: Option<usize>) -> bool {
    around.is_some_and(|around| side.nodes[around].within.contains(&clause))
}

/// Clauses with a heading of which a good part stands in another clause of their kind, which is not their partner: as
/// old clause and new.
pub(super) fn shared(
    old: &Side<'_>,
    new: &Side<'_>,
    matching: &Matching,
    settings: &RevisionSettings,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (i, node) in old.nodes.iter().enumerate().skip(1) {
        let Some(partner) = matching.new_of[i] else {
            continue;
        };
        if node.heading == 0 || old.clause(i).groups {
            continue;
        }
        let kind = &old.clause(i).kind;
        let mut went: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for &child in &node.children {
            let Some(now) = matching.new_of[child] else {
                continue;
            };
            let mut whole = new.nodes[now].parent;
            while whole != 0 && new.clause(whole).kind != *kind {
                whole = new.nodes[whole].parent;
            }
            let entry = went.entry(whole).or_default();
            entry.0 += old.nodes[child].tree_words;
            entry.1 += 1;
        }
        let inner = (node.tree_words - node.words.len()) as f32;
        for (whole, (words, clauses)) in went {
            // An article that was inserted is new, whatever it took from others.
            let stood = matching.old_of[whole].is_some();
            let another = whole != 0 && whole != partner && new.nodes[whole].heading > 0 && stood;
            // One that went elsewhere moved.
            if another && clauses > 1 && words as f32 >= settings.shared_contents * inner {
                found.push((i, whole));
            }
        }
    }
    found
}
