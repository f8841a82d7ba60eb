//! Proposals and decisions: the rows of a crosswalk file, and how a new run meets what people decided.
//!
//! A crosswalk file is where people work, most often in a spreadsheet, so a row is kept as the text of its cells:
//! what a person wrote goes out again as it came in. [`Sheet`] is such a file in memory, [`read_csv`] reads one back,
//! [`merge()`] puts new proposals around the rows that were decided, and recovers ids that a spreadsheet took for
//! numbers or dates.

mod carry;
mod findings;
mod links;
pub mod mangled;
mod merge;
mod propose;
mod read;
mod repair;
mod row;
mod table;

pub use carry::{Carried, CarryOptions, Keep, Outcome, Version, carry, carry_findings};
pub use findings::{FINDING_COLUMNS, FindingSheet, finding_row, merge_findings, read_findings};
pub use links::{Given, read_links};
pub use merge::{Merge, Merged, Proposals, merge};
pub use propose::Compared;
pub use read::{read_any, read_csv, read_json};
pub use row::{COLUMNS, Row, Side, Status, WORDING};
pub(crate) use table::{Record, Table, decode};

/// A crosswalk file in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Columns that are none of ours, in file order: people add their own, and get them back.
    pub extra: Vec<String>,
    /// The rows, in file order.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// True where a person has decided anything in this file.
    pub fn reviewed(&self) -> bool {
        self.rows.iter().any(Row::reviewed)
    }

    /// Empties every cell that carries the wording of a draft; what people wrote stays.
    pub fn drop_wording(&mut self) {
        for row in &mut self.rows {
            for column in WORDING {
                if let Some(cell) = row.cell_mut(column) {
                    cell.clear();
                }
            }
        }
    }
}
