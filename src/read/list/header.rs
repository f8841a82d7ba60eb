//! Where the header of a table stands: often under a title, a date, a logo's empty rows.

use rustc_hash::FxHashSet;

use super::columns::Columns;
use super::grid::{Grid, Record};
use crate::read::options::ColumnNames;

/// How many records from the top are tried as the header.
const REACH: usize = 40;
/// How many records below are looked at to see which column holds ids.
const SAMPLE: usize = 5_000;

/// A header and what its columns hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// Index of its record.
    pub(super) at: usize,
    pub(super) names: Vec<String>,
    pub(super) columns: Columns,
}

/// The first record that names the columns a list needs. Where none does, the one that looks most like a header: the
/// first with two fields or more, else the first.
///
/// # Errors
/// The would-be header, where no record names what is needed.
pub(super) fn find(grid: &Grid, wanted: &ColumnNames) -> Result<Header, Box<Header>> {
    let mut best: Option<Header> = None;
    for (at, record) in grid.records.iter().enumerate().take(REACH) {
        let below = grid.records.get(at + 1..).unwrap_or_default();
        let header = of(record.names(), below, wanted).map(|h| Header { at, ..h });
        let header = match header {
            Ok(found) if record.filled() > 1 => return Ok(found),
            Ok(other) => Header { at, ..other },
            Err(other) => Header { at, ..*other },
        };
        let filled = |h: &Header| h.names.iter().filter(|n| !n.trim().is_empty()).count();
        if best.as_ref().is_none_or(|b| filled(b) < 2 && filled(&header) > 1) {
            best = Some(header);
        }
    }
    Err(Box::new(best.unwrap_or_default()))
}

/// What the columns of these names hold.
///
/// # Errors
/// The header, where it lacks what a list needs.
pub(super) fn of(names: Vec<String>, below: &[Record], wanted: &ColumnNames) -> Result<Header, Box<Header>> {
    let guessed = Columns::of(&names, |column| is_unique(below, column));
    let columns = if *wanted == ColumnNames::default() {
        guessed
    } else {
        Columns::named(&names, wanted).map_or_else(Columns::default, |named| filled_up(named, guessed))
    };
    let header = Header {
        at: 0,
        names,
        columns,
    };
    if columns.is_complete() {
        Ok(header)
    } else {
        Err(Box::new(header))
    }
}

/// What a person did not name is guessed, from the columns that are left.
fn filled_up(named: Columns, guessed: Columns) -> Columns {
    let taken = [named.id, named.title, named.text, named.parent];
    let free = |column: Option<usize>| column.filter(|c| !taken.contains(&Some(*c)));
    Columns {
        id: named.id.or(free(guessed.id)),
        text: named.text.or(free(guessed.text)),
        title: named.title.or(free(guessed.title)),
        parent: named.parent.or(free(guessed.parent)),
        status: free(guessed.status),
        depth: free(guessed.depth),
        asks: free(guessed.asks),
    }
}

/// Whether every record below has a value of its own in this column.
fn is_unique(below: &[Record], column: usize) -> bool {
    let mut seen = FxHashSet::default();
    let mut ids = below.iter().take(SAMPLE).map(|r| r.get(column).trim());
    ids.all(|id| !id.is_empty() && seen.insert(id))
}
