//! The numbers of the draft itself: where one of them goes on, a quotation has ended.

use crate::grammar::dispatch::Dispatch;
use crate::grammar::file::{Counting, Grammar};
use crate::grammar::number::{Follows, Number};

/// The last numbers of the draft's own labels.
pub(super) struct OwnNumbers<'g> {
    dispatch: Dispatch<'g>,
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
            dispatch: Dispatch::new(grammar),
            last: vec![None; grammar.levels.len()],
            latest: Vec::new(),
        }
    }

    /// The readings of the label that a text begins with.
    fn labels<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Seen> + 't {
        let mut before = None;
        self.dispatch
            .labels(text)
            .filter_map(move |(level, pattern, label)| {
                // Of one level the first pattern that matches counts.
                let first = before.replace(level) != Some(level);
                (first && !label.number.is_empty()).then_some(Seen {
                    level: usize::from(level),
                    pattern: usize::from(pattern),
                    number: label.number,
                })
            })
    }

    fn counts_through(&self, level: usize) -> bool {
        self.dispatch
            .grammar
            .levels
            .get(level)
            .is_some_and(|l| l.counting == Counting::Continuous)
    }

    /// Takes note of a block that is the draft's own.
    pub(super) fn see(&mut self, text: &str) {
        let found: Vec<Seen> = self.labels(text).collect();
        for &Seen { level, number, .. } in &found {
            if self.counts_through(level) {
                self.last[level] = Some(number);
            }
        }
        if !found.is_empty() {
            self.latest = found;
        }
    }

    /// Whether a text goes on with the numbers of a level that counts through the draft.
    pub(super) fn is_next(&self, text: &str) -> bool {
        self.labels(text).any(|Seen { level, number, .. }| {
            self.counts_through(level) && self.last[level].is_some_and(|last| is_next(&number, &last))
        })
    }

    /// Whether a text goes on with the last label seen, or as [`OwnNumbers::is_next`].
    pub(super) fn goes_on(&self, text: &str) -> bool {
        let beside = |seen: Seen| {
            let alike = |l: &&Seen| (l.level, l.pattern) == (seen.level, seen.pattern);
            self.latest
                .iter()
                .find(alike)
                .is_some_and(|l| is_next(&seen.number, &l.number))
        };
        self.is_next(text) || self.labels(text).any(beside)
    }
}

/// Whether a number goes on with another. An insertion (3A) behind what is none is what an amendment puts in.
fn is_next(number: &Number, last: &Number) -> bool {
    let inserts = number.is_inserted() && !last.is_inserted();
    !inserts && number.follows(last) == Follows::Next
}
