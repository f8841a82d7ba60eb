//! The numbers of the draft itself: where one of them goes on, a quotation has ended.

use crate::grammar::dispatch::Possible;
use crate::grammar::file::{Counting, Grammar};
use crate::grammar::number::{Follows, Number};

/// The last numbers of the draft's own labels.
pub(super) struct OwnNumbers<'g> {
    grammar: &'g Grammar,
    /// Of each level that counts through the draft.
    last: Vec<Option<Number>>,
    /// All readings of the last label.
    latest: Vec<Seen>,
}

/// A reading of a label: its level, which of that level's patterns it is, and its number.
#[derive(Clone, Copy)]
struct Seen {
    level: usize,
    pattern: usize,
    number: Number,
}

impl<'g> OwnNumbers<'g> {
    pub(super) fn new(grammar: &'g Grammar) -> Self {
        OwnNumbers {
            grammar,
            last: vec![None; grammar.levels.len()],
            latest: Vec::new(),
        }
    }

    fn counts_through(&self, level: usize) -> bool {
        self.grammar
            .levels
            .get(level)
            .is_some_and(|l| l.counting == Counting::Continuous)
    }

    /// Takes note of a block that is the draft's own, by the labels that it may begin with.
    pub(super) fn see(&mut self, labels: &[Possible<'_>]) {
        if seen(labels).next().is_none() {
            return;
        }
        self.latest.clear();
        self.latest.extend(seen(labels));
        for &Seen { level, number, .. } in &self.latest {
            let counts = self.grammar.levels.get(level);
            if counts.is_some_and(|l| l.counting == Counting::Continuous) {
                self.last[level] = Some(number);
            }
        }
    }

    /// Whether a block goes on with the numbers of a level that counts through the draft.
    pub(super) fn is_next(&self, labels: &[Possible<'_>]) -> bool {
        seen(labels).any(|Seen { level, number, .. }| {
            self.counts_through(level) && self.last[level].is_some_and(|last| is_next(&number, &last))
        })
    }

    /// Whether a block goes on with the last label seen, or as [`OwnNumbers::is_next`].
    pub(super) fn goes_on(&self, labels: &[Possible<'_>]) -> bool {
        let beside = |seen: Seen| {
            let alike = |l: &&Seen| (l.level, l.pattern) == (seen.level, seen.pattern);
            self.latest
                .iter()
                .find(alike)
                .is_some_and(|l| is_next(&seen.number, &l.number))
        };
        self.is_next(labels) || seen(labels).any(beside)
    }
}

/// The readings of the label that a block begins with.
fn seen(labels: &[Possible<'_>]) -> impl Iterator<Item = Seen> {
    let mut before = None;
    labels.iter().filter_map(move |possible| {
        // Of one level the first pattern that matches counts.
        let first = before.replace(possible.level) != Some(possible.level);
        (first && !possible.label.number.is_empty()).then_some(Seen {
            level: usize::from(possible.level),
            pattern: usize::from(possible.pattern),
            number: possible.label.number,
        })
    })
}

/// Whether a number goes on with another. An insertion (3A) behind what is none is what an amendment puts in.
fn is_next(number: &Number, last: &Number) -> bool {
    let inserts = number.is_inserted() && !last.is_inserted();
    !inserts && number.follows(last) == Follows::Next
}
