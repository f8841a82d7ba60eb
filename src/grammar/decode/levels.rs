//! What the levels of a grammar are to the decoder: asked of each once a draft, not once a place.

use super::state::{ROOT, SLOTS};
use crate::grammar::file::{Counting, Grammar, HeadingPlace, Level};
use crate::grammar::pattern::Pattern;

/// A level, with what the decoder asks of it at every place where a label may stand.
pub(super) struct Facts<'g> {
    pub(super) level: &'g Level,
    /// Its slot in the states' counters, where it counts through.
    pub(super) slot: Option<usize>,
    /// Its numbers carry their ancestors' numbers.
    pub(super) dotted: bool,
    /// Its heading stands before its label.
    pub(super) takes_heading: bool,
    /// Its numbers begin anew in each parent.
    pub(super) restarts: bool,
    /// It numbers captions of figures and the like: where these stand on a line says nothing.
    pub(super) caption: bool,
    /// For each possible parent level, whether the grammar expects it there.
    expected: Vec<bool>,
    /// The grammar expects it right in the draft.
    at_root: bool,
}

impl Facts<'_> {
    /// Whether the grammar expects it in a clause of this level, or in the draft itself.
    #[inline]
    pub(super) fn is_expected(&self, parent: u16) -> bool {
        self.is_held_by(parent) || (parent == ROOT && self.at_root)
    }

    /// Whether the grammar expects it in a clause of this level.
    #[inline]
    pub(super) fn is_held_by(&self, parent: u16) -> bool {
        self.expected.get(usize::from(parent)).is_some_and(|e| *e)
    }
}

/// The levels of a grammar, in its order.
pub(super) fn facts(grammar: &Grammar) -> Vec<Facts<'_>> {
    let mut next = 0;
    let of = |level| {
        let Level {
            counting,
            heading,
            groups,
            under,
            labels,
            ..
        }: &Level = level;
        let slot = (counting.remembers() && next < SLOTS).then(|| {
            next += 1;
            next - 1
        });
        Facts {
            level,
            slot,
            dotted: labels.iter().any(Pattern::is_dotted),
            takes_heading: *heading == HeadingPlace::Before,
            restarts: counting.restarts(),
            caption: *counting == Counting::Free && !groups,
            expected: grammar.levels.iter().map(|p| under.contains(&p.kind)).collect(),
            at_root: under.iter().any(|u| u == "root"),
        }
    };
    grammar.levels.iter().map(of).collect()
}
