//! What is open during the walk: containers, the block, labels that wait.

use std::collections::BTreeMap;

use roxmltree::NodeId;

use crate::read::source::Role;

/// An open container: a clause, a group, a list.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) id: NodeId,
    /// The kind of clause that it claims.
    pub(super) kind: Option<String>,
    /// It and what stands in it is one step further in.
    pub(super) step: bool,
    /// Figures and tables count in it, with its number in front.
    pub(super) floats: bool,
    /// Its bare number, where it was counted.
    pub(super) number: String,
    /// How far each form of numbering has come in it.
    pub(super) counted: BTreeMap<String, u32>,
    /// The form of its items' numbers.
    pub(super) items: Option<String>,
    /// Id of the element, until a block takes it.
    pub(super) anchor: Option<String>,
}

/// The block that is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) text: String,
    /// Line and name of its element, once it has one.
    pub(super) at: Option<(u32, String)>,
    pub(super) role: Role,
    /// A block that opens now goes on with it.
    pub(super) keep: bool,
}

/// A label that waits for its text.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) text: String,
    pub(super) line: u32,
    pub(super) element: String,
    pub(super) kind: Option<String>,
    pub(super) indent: u16,
    pub(super) anchor: Option<String>,
    /// Made for the printer: one that the markup prints takes its place.
    pub(super) generated: bool,
    /// The container that it is the label of.
    pub(super) of: Option<NodeId>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<String>,
    pub(super) cell: Option<NodeId>,
}

/// Lines by byte: where each begins.
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(text: &str) -> Lines {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Lines(starts)
    }

    /// The line of a byte, counted from 1.
    pub(super) fn at(&self, byte: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= byte)).unwrap_or(u32::MAX)
    }
}
