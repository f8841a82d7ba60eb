//! How certain a clause's place is: the decoder's margin, less what the decoder cannot see of itself.
//!
//! The margin says how much dearer the best other reading of this very label was. A clause is also placed wrongly where
//! one that it stands in is, and where a reading was never among the rivals: there the gaps that are left show it.

use super::build::Node;
use crate::grammar::number::{Follows, Number};

/// Most that a clause is trusted whose number leaves a gap behind its sibling's, or repeats it: a rival that was missed
/// may have been no dearer.
const GAP: f32 = 0.5;
/// Most that the clauses of a list are trusted that does not begin at its first number: what holds its beginning was
/// lost, or is elsewhere.
const LATE: f32 = 0.2;

/// Most that the clauses of a list are trusted that stands in its clause behind a list of another kind, or behind a
/// paragraph that begins like a label too, or behind a paragraph of its clause that no label opens: one of the two may
/// belong elsewhere.
const BEHIND: f32 = 0.3;

/// What came last in a clause.
#[derive(Clone, Copy)]
enum Last {
    /// A numbered clause: its level and number, and most that its list is trusted.
    Numbered(u16, Number, f32),
    /// A paragraph that begins like a label.
    Denied,
}

/// Sets the certainties of a tree in document order.
pub(super) fn settle(nodes: &mut [Node]) {
    let mut last: Vec<Option<Last>> = vec![None; nodes.len()];
    for i in 1..nodes.len() {
        let parent = nodes[i].clause.parent.index();
        // What only groups stays out of the paths below it: a doubt about a chapter is none about its articles.
        let above = nodes.get(parent).filter(|p| !p.clause.groups);
        let inherited = above.and_then(|p| p.clause.certainty);
        let mut trusted = nodes[i].clause.certainty;
        let mut most = |limit: f32| trusted = Some(trusted.map_or(limit, |t| t.min(limit)));
        let (number, through) = (nodes[i].number, nodes[i].counts_through);
        if nodes[i].denied && !matches!(last[parent], Some(Last::Numbered(..))) {
            last[parent] = Some(Last::Denied);
        }
        if let Some(level) = nodes[i].level.filter(|_| !number.is_empty()) {
            // Most that all of its list is trusted.
            let list = match last[parent] {
                Some(Last::Numbered(l, _, list)) if l == level => list,
                Some(_) if !through && parent > 0 && above.is_some() => BEHIND,
                None if nodes[parent].resumed && above.is_some() => BEHIND,
                _ if number.is_first() || through => f32::INFINITY,
                _ => LATE,
            };
            if list.is_finite() {
                most(list);
            }
            // A list that begins anew leaves no gap.
            let gap = |before: &Number| !number.is_first() && number.follows(before) != Follows::Next;
            if matches!(last[parent], Some(Last::Numbered(l, before, _)) if l == level && gap(&before)) {
                most(GAP);
            }
            last[parent] = Some(Last::Numbered(level, number, list));
        }
        if let Some(limit) = inherited {
            most(limit);
        }
        nodes[i].clause.certainty = trusted;
    }
}
