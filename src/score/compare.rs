//! Where two crosswalks differ, row by row. Cost: linear in the rows.

use super::{Case, Pair};
use crate::crosswalk::Relation;

/// A published pair that one crosswalk has in a better place than the other, or with another relation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Index of the left unit.
    pub left: usize,
    /// Index of the right unit.
    pub right: usize,
    /// Place among the left unit's candidates, from 1: before and now. `None` where it is none of them.
    pub place: [Option<usize>; 2],
    /// Published counterparts ahead of it do not count: how many wrong candidates stand before it, before and now.
    pub wrong_ahead: [Option<usize>; 2],
    /// What each says of the relation.
    pub relation: [Option<Relation>; 2],
    /// What is published.
    pub published: Option<Relation>,
}

/// Which way something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Better {
    /// The first crosswalk is better.
    Better,
    /// The second one is.
    Worse,
    /// Neither.
    Same,
}

impl Change {
    /// Whether the place got better: fewer wrong candidates stand before it.
    pub fn rank(&self) -> Better {
        let [before, now] = self.wrong_ahead.map(|n| n.unwrap_or(usize::MAX));
        match now.cmp(&before) {
            std::cmp::Ordering::Less => Better::Better,
            std::cmp::Ordering::Greater => Better::Worse,
            std::cmp::Ordering::Equal => Better::Same,
        }
    }

    /// Whether the relation got better: it is the published one now, or was.
    pub fn typing(&self) -> Better {
        let Some(published) = self.published else {
            return Better::Same;
        };
        match self.relation.map(|r| r == Some(published)) {
            [false, true] => Better::Better,
            [true, false] => Better::Worse,
            _ => Better::Same,
        }
    }
}

/// The published pairs on which `now` is better or worse than `before`, in order of their units.
pub fn compare(before: &Case, now: &Case) -> Vec<Change> {
    let mut changes = Vec::new();
    for (&left, wanted) in &now.gold {
        let rows = [before, now].map(|c| c.rows.get(left).map_or(&[][..], Vec::as_slice));
        for (&right, &published) in wanted {
            let at = rows.map(|row: &[Pair]| row.iter().position(|p| p.right == right));
            let ahead = |row: &[Pair], at: usize| {
                row.iter()
                    .take(at)
                    .filter(|p| !wanted.contains_key(&p.right))
                    .count()
            };
            let found = |side: usize| at[side].map(|at| ahead(rows[side], at));
            let relation = |side: usize| {
                at[side]
                    .and_then(|at| rows[side].get(at))
                    .and_then(|p| p.relation)
            };
            let change = Change {
                left,
                right,
                place: at.map(|at| at.map(|at| at + 1)),
                wrong_ahead: [found(0), found(1)],
                relation: [relation(0), relation(1)],
                published,
            };
            if change.rank() != Better::Same || change.typing() != Better::Same {
                changes.push(change);
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn case(rights: &[usize], relation: Option<Relation>) -> Case {
        let row = rights.iter().enumerate().map(|(at, &right)| Pair {
            score: -(at as f64),
            left: 0,
            right,
            confidence: None,
            relation,
        });
        let wanted = BTreeMap::from([(1, Some(Relation::Equal)), (2, None)]);
        Case {
            units: [1, 4],
            rows: vec![row.collect()],
            gold: BTreeMap::from([(0, wanted)]),
            ..Case::default()
        }
    }

    #[test]
    fn places_and_relations_are_compared() {
        let before = case(&[3, 1, 2], Some(Relation::Equal));
        let changes = compare(&before, &case(&[2, 1, 3], None));
        assert_eq!(changes.len(), 2);
        assert_eq!(
            (changes[0].rank(), changes[0].typing()),
            (Better::Better, Better::Worse)
        );
        assert_eq!(changes[0].place, [Some(2), Some(2)]);
        assert!(compare(&before, &before).is_empty());
        let gone = compare(&before, &case(&[1], Some(Relation::Equal)));
        assert_eq!(gone[1].rank(), Better::Worse);
    }
}
