//! How certain a clause's place is: the decoder's margin, less what the decoder cannot see of itself.
//!
//! The margin says how much dearer the best other reading of this very label was. A clause is also placed wrongly where
//! one that it stands in is, and where a reading was never among the rivals: there the gaps that are left show it.

use super::build::Node;
use crate::grammar::number::{Follows, Number};

/// Most that a clause is trusted whose number leaves a gap behind its sibling's, or repeats it: about the cost of that
/// gap in the decoder, as a rival that was missed would have been no dearer.
const GAP: f32 = 0.8;
/// Most that a clause is trusted that stands first with a number that is not.
const LATE: f32 = 0.8;

/// Sets the certainties of a tree in document order.
pub(super) fn settle(nodes: &mut [Node]) {
    let mut last: Vec<Option<(u16, Number)>> = vec![None; nodes.len()];
    for i in 1..nodes.len() {
        let parent = nodes[i].clause.parent.index();
        // What only groups stays out of the paths below it: a doubt about a chapter is none about its articles.
        let above = nodes.get(parent).filter(|p| !p.clause.groups);
        let inherited = above.and_then(|p| p.clause.certainty);
        let mut trusted = nodes[i].clause.certainty;
        let mut most = |limit: f32| trusted = Some(trusted.map_or(limit, |t| t.min(limit)));
        if let (Some(level), number) = (nodes[i].level, nodes[i].number)
            && !number.is_empty()
        {
            let doubt = match last[parent] {
                Some((l, before)) if l == level => (number.follows(&before) != Follows::Next).then_some(GAP),
                _ => (!number.is_first() && !nodes[i].counts_through).then_some(LATE),
            };
            if let Some(limit) = doubt {
                most(limit);
            }
            last[parent] = Some((level, number));
        }
        if let Some(limit) = inherited {
            most(limit);
        }
        nodes[i].clause.certainty = trusted;
    }
}
