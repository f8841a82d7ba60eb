//! One line for a clause with all that stands in it: what moved or was renumbered together, what came or went whole.

use std::collections::BTreeMap;

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

/// What came or went whole: changes without those of clauses that stand in one that came or went with all that is in
/// it. What only groups is no such clause, since a reader wants its articles.
pub(super) fn whole<'a>(revision: &Revision<'_>, changes: &[&'a Change]) -> Vec<Entry<'a>> {
    let side =
        |draft: &Draft, of: fn(&Change) -> Option<ClauseId>, other: fn(&Change) -> Option<ClauseId>| {
            let mut alone = vec![false; draft.clauses.len()];
            for change in revision.changes.iter().filter(|c| other(c).is_none()) {
                if let Some(id) = of(change) {
                    alone[id.index()] = true;
                }
            }
            // From the end: what stands in a clause is settled before it.
            for i in (1..alone.len()).rev() {
                if !alone[i] {
                    alone[draft.clauses[i].parent.index()] = false;
                }
            }
            // The topmost clause around each that came or went whole.
            let mut top: Vec<Option<usize>> = vec![None; alone.len()];
            for i in 1..alone.len() {
                let above = top[draft.clauses[i].parent.index()];
                top[i] = above.or_else(|| (alone[i] && !draft.clauses[i].groups).then_some(i));
            }
            top
        };
    let came = side(revision.new, |c| c.new, |c| c.old);
    let went = side(revision.old, |c| c.old, |c| c.new);
    let top = |change: &Change| match (change.old, change.new) {
        (None, Some(new)) => came[new.index()].map(|top| (true, top)),
        (Some(old), None) => went[old.index()].map(|top| (false, top)),
        _ => None,
    };
    let mut within: BTreeMap<(bool, usize), Vec<&'a Change>> = BTreeMap::new();
    for change in changes {
        if let Some(top) = top(change) {
            within.entry(top).or_default().push(change);
        }
    }
    let mut entries = Vec::new();
    for change in changes {
        let Some(top) = top(change) else {
            entries.push(Entry::of(change));
            continue;
        };
        // The first clause in it stands for all, under the name of the clause that came or went.
        let Some(all) = within.remove(&top) else { continue };
        let mut often: Vec<(&str, usize)> = Vec::new();
        let worded = |c: &Change| {
            let text =
                |draft: &Draft, id: Option<ClauseId>| id.is_some_and(|id| !draft.clause(id).text.is_empty());
            text(revision.old, c.old) || text(revision.new, c.new)
        };
        let any = all.iter().any(|c| worded(c));
        for reason in all.iter().filter(|c| !any || worded(c)).flat_map(|c| &c.reasons) {
            match often.iter_mut().find(|(known, _)| known == reason) {
                Some((_, n)) => *n += 1,
                None => often.push((reason, 1)),
            }
        }
        let counted = |(reason, n): (&str, usize)| match n {
            1 => reason.to_owned(),
            n => format!("{reason} ({n} times)"),
        };
        entries.push(Entry {
            change: all[0],
            shown: all.iter().copied().find(|c| worded(c)).unwrap_or(all[0]),
            along: all.len() - 1,
            substantive: all.iter().any(|c| c.substantive),
            reasons: often.into_iter().map(counted).collect(),
        });
    }
    entries
}

/// A change, or all changes of a clause that came or went whole.
pub(super) struct Entry<'a> {
    /// The change, or the topmost one.
    pub(super) change: &'a Change,
    /// The one whose words are shown.
    pub(super) shown: &'a Change,
    /// How many more there are in its clause.
    pub(super) along: usize,
    pub(super) substantive: bool,
    pub(super) reasons: Vec<String>,
}

impl<'a> Entry<'a> {
    pub(super) fn of(change: &'a Change) -> Self {
        Entry {
            change,
            shown: change,
            along: 0,
            substantive: change.substantive,
            reasons: change.reasons.clone(),
        }
    }
}

fn number(draft: &Draft, id: ClauseId) -> &str {
    &draft.clause(id).number
}

fn address(change: &Change) -> (bool, bool) {
    (change.is(Kind::Moved), change.is(Kind::Renumbered))
}
