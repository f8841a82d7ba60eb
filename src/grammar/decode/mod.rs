//! The decoder: settles the level of every label over the whole sequence.
//!
//! A beam search over states (the stack of open labels), left to right. Every label may be read as any level whose
//! pattern it matches, under any open clause; every reading has a cost (`cost.rs`), and the cheapest whole reading
//! wins. States that later costs cannot tell apart are merged, so within the beam this is exact Viterbi decoding.
//!
//! Cost: linear in the items, times the bounded width of the beam, times the depth of the stack.

mod beam;
mod cost;
mod heading;
mod label;
mod lattice;
mod levels;
mod numbers;
mod own;
mod state;
mod step;
mod text;

use super::file::Grammar;
use super::items::Item;
use crate::read::Block;
use beam::Beam;
use lattice::Lattice;

/// What an item was decided to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Action {
    /// A label: which reading, and the stack entry it stands in.
    Label {
        /// Index into the item's readings.
        reading: u8,
        /// Entry of its parent.
        under: u32,
    },
    /// An unnumbered paragraph in this entry.
    Text {
        /// Entry of its parent.
        under: u32,
    },
    /// The text of the open clause.
    Body,
    /// The heading of the open clause.
    Title,
    /// More text of the open clause, in the same paragraph.
    Append,
    /// Something beside the text: a table row, a footnote, code, a quotation.
    Aside,
    /// A heading that belongs to the label after it.
    Pending,
    /// An unnumbered heading that groups what follows.
    Group {
        /// Entry of its parent.
        under: u32,
    },
}

/// The decision for one item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Decision {
    /// What the item is.
    pub(crate) action: Action,
    /// The item that opened the clause it stands in or belongs to; `None` for the draft itself.
    pub(crate) of: Option<u32>,
    /// How much dearer the cheapest other reading is; infinite where there was none.
    pub(crate) margin: f32,
}

/// Items after which the lattice is cut even if several states are left: bounds memory.
const SEGMENT: usize = 4096;
/// Items before which it is not worth cutting.
const LEAST: usize = 32;

/// Decides all items.
pub(crate) fn decode(grammar: &Grammar, blocks: &[Block], items: &[Item]) -> Vec<Decision> {
    let levels = levels::facts(grammar);
    let mut beam = Beam::new(grammar, &levels, blocks, items);
    let mut lattice = Lattice::default();
    let mut decisions = Vec::with_capacity(items.len());
    let mut open = None;
    for index in 0..items.len() {
        lattice.push(|edges| beam.advance(index, edges));
        let alone = beam.frontier_len() == 1 && lattice.len() >= LEAST;
        if alone || lattice.len() >= SEGMENT || index + 1 == items.len() {
            let (chosen, survivor) = lattice.cut(beam::WIDTH);
            for c in chosen {
                // What does not open a clause belongs to the clause that was opened last: the innermost open one.
                let of = match c.action {
                    Action::Label { under, .. } | Action::Text { under } | Action::Group { under } => {
                        let opener = beam.opener(under);
                        open = Some(decisions.len() as u32);
                        opener
                    }
                    _ => open,
                };
                decisions.push(Decision {
                    action: c.action,
                    of,
                    margin: c.margin,
                });
            }
            beam.keep_only(survivor);
        }
    }
    decisions
}
