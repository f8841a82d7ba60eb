//! What moved or was renumbered together: one line for a clause with all that stands in it.

use crate::draft::{ClauseId, Draft};
use crate::revision::{Change, Kind, Revision};

/// A clause whose address changed, and how many below it went along.
pub(super) struct Folded<'a> {
    pub(super) change: &'a Change,
    /// Clauses below it that only share its fate.
    pub(super) along: usize,
}

/// The topmost clauses whose address changed, in document order of the new version.
pub(super) fn addresses<'a>(revision: &'a Revision<'_>) -> Vec<Folded<'a>> {
    let mut by_old: Vec<Option<&Change>> = vec![None; revision.old.clauses.len()];
    for change in &revision.changes {
        if let (Some(old), Some(_)) = (change.old, change.new)
            && (change.is(Kind::Moved) || change.is(Kind::Renumbered))
        {
            by_old[old.index()] = Some(change);
        }
    }
    let shares = |change: &Change| -> Option<ClauseId> {
        let (old, new) = (change.old?, change.new?);
        let above = by_old[revision.old.clause(old).parent.index()]?;
        let same_number = number(revision.old, old) == number(revision.new, new);
        let same_parent = above.new == Some(revision.new.clause(new).parent);
        (same_number && same_parent && address(change) == address(above)).then_some(above.old?)
    };
    let mut along = vec![0usize; revision.old.clauses.len()];
    let mut top = Vec::new();
    // Clauses stand behind the one that they are in: from the end, counts arrive before they are passed on.
    for (i, change) in by_old.iter().enumerate().rev() {
        let Some(change) = change else { continue };
        match shares(change) {
            Some(above) => along[above.index()] += along[i] + 1,
            None => top.push((i, *change)),
        }
    }
    let mut folded: Vec<Folded<'a>> = top
        .into_iter()
        .map(|(i, change)| Folded {
            change,
            along: along[i],
        })
        .collect();
    folded.sort_by_key(|f| (f.change.new, f.change.old));
    folded
}

fn number(draft: &Draft, id: ClauseId) -> &str {
    &draft.clause(id).number
}

fn address(change: &Change) -> (bool, bool) {
    (change.is(Kind::Moved), change.is(Kind::Renumbered))
}
