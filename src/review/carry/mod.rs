//! Reviewed rows over to a new version of a draft.
//!
//! A decision holds for the words that were decided on. Where a unit has the same words in the new version, its rows
//! follow it to its new number and stay as they are. Where the words changed, the row follows as `suspect`, with what
//! changed in its evidence and R405 among its findings; a unit that was split gives a row for each part. What has no
//! unit any more keeps its row, under the name of the old version. Findings, which know no `suspect`, are open again
//! with what was said of them in the note. Nothing that a person decided is left out.
//!
//! Cost: linear in the rows and units.

mod carrier;
mod outcome;

use super::findings::touched;
use super::merge::all_refused;
use super::{FindingSheet, Sheet, Side, Status};
use crate::crosswalk::unit_hash;
use crate::revision::{Became, UnitFates};
use crate::{Error, Result};
use carrier::Carrier;

/// A draft that has a new version.
#[derive(Debug)]
pub struct Version<'a> {
    /// What became of its units.
    pub fates: UnitFates<'a>,
    /// The names that the rows may give the old version.
    pub known_as: Vec<String>,
    /// The name of the new version.
    pub name: String,
    /// The name under which rows stay whose unit is gone: another than that of the new version.
    pub gone: String,
}

/// Which rows keep their status although the words changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// None.
    #[default]
    None,
    /// Those whose changes are editorial.
    Editorial,
    /// All of them.
    All,
}

/// How rows are carried.
#[derive(Debug)]
pub struct CarryOptions<'a> {
    /// The drafts that have new versions.
    pub versions: &'a [Version<'a>],
    /// What keeps its status although its words changed.
    pub keep: Keep,
    /// Why, for the notes of these rows; nobody keeps a decision on changed words without saying why.
    pub reason: &'a str,
    /// The file, for messages.
    pub file: &'a str,
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its line in the old file.
    pub line: u64,
    /// Its status before.
    pub was: String,
    /// Its status now.
    pub is: String,
    /// Whether it keeps its status by the reviewer's wish, although words changed.
    pub kept: bool,
    /// What became of its units: the worst of both sides.
    pub became: Became,
    /// Whether a unit has another id.
    pub renumbered: bool,
    /// The units as they were cited, and as they are now.
    pub citations: (String, String),
    /// What happened, in words with the redline; empty where nothing did.
    pub message: String,
    /// The units that it happened to: which of the versions, the old unit, the new one.
    pub units: Vec<(usize, usize, Option<usize>)>,
}

/// A file for the new versions.
#[derive(Debug, Clone)]
pub struct Carried<S> {
    /// Its rows.
    pub sheet: S,
    /// What became of each row that was carried, in the order of the old file; a row for each part of a split.
    pub outcomes: Vec<Outcome>,
    /// Rows about other drafts, left as they were.
    pub elsewhere: usize,
    /// Rows that nobody reviewed and that were left out: a new run proposes anew.
    pub left_out: usize,
}

/// Carries a crosswalk.
///
/// # Errors
/// Reviewed rows whose unit in the old version cannot be told; they are named, and nothing is carried.
pub fn carry(sheet: Sheet, options: &CarryOptions<'_>) -> Result<Carried<Sheet>> {
    let sides = sheet.rows.iter().flat_map(|r| [&r.left, &r.right]);
    let carrier = Carrier::new(options, sides);
    let mut tally = Tally::default();
    let mut rows = Vec::new();
    for row in sheet.rows {
        if !carrier.concerns(&row.left) && !carrier.concerns(&row.right) {
            tally.elsewhere += 1;
            rows.push(row);
        } else if row.reviewed() || row.extra.iter().any(|cell| !cell.trim().is_empty()) {
            let edited = row.status() == Some(Status::Edited);
            for ends in carrier.row([&row.left, &row.right], row.line, edited, &mut tally.refusals) {
                let mut carried = row.clone();
                let outcome = carrier.outcome(&row.status, row.line, [&row.left, &row.right], &ends);
                [carried.left, carried.right] = ends.map(|e| e.side);
                carrier.mark(&mut carried, outcome, &mut tally.outcomes);
                rows.push(carried);
            }
        } else {
            tally.left_out += 1;
        }
    }
    tally.done(Sheet {
        extra: sheet.extra,
        rows,
    })
}

/// Carries a findings file.
///
/// # Errors
/// As [`carry`].
pub fn carry_findings(sheet: FindingSheet, options: &CarryOptions<'_>) -> Result<Carried<FindingSheet>> {
    let sides: Vec<[Side; 2]> = sheet.rows.iter().map(|row| finding_sides(row)).collect();
    let carrier = Carrier::new(options, sides.iter().flatten());
    let mut tally = Tally::default();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (i, (row, [left, right])) in sheet.rows.into_iter().zip(&sides).enumerate() {
        if !carrier.concerns(left) && !carrier.concerns(right) {
            tally.elsewhere += 1;
            rows.push(row);
            continue;
        }
        if !touched(&row) {
            tally.left_out += 1;
            continue;
        }
        let line = i as u64 + 2;
        let status = row.get(STATUS).cloned().unwrap_or_default();
        for ends in carrier.row([left, right], line, false, &mut tally.refusals) {
            let outcome = carrier.outcome(&status, line, [left, right], &ends);
            let mut carried = row.clone();
            for (end, columns) in ends.iter().zip(FINDING_SIDES) {
                let cells = [&end.side.citation, &end.side.draft, &end.side.id, &end.side.hash];
                for (column, value) in columns.into_iter().zip(cells) {
                    if let Some(cell) = carried.get_mut(column) {
                        cell.clone_from(value);
                    }
                }
            }
            carrier.reopen(&mut carried, outcome, &mut tally.outcomes);
            rows.push(carried);
        }
    }
    for (i, row) in rows.iter_mut().enumerate() {
        if let Some(rank) = row.first_mut() {
            *rank = (i + 1).to_string();
        }
    }
    tally.done(FindingSheet {
        extra: sheet.extra,
        rows,
    })
}

/// Citation, draft, id and hash of each side in a findings row; then status and note.
const FINDING_SIDES: [[usize; 4]; 2] = [[5, 16, 17, 20], [7, 18, 19, 21]];
const STATUS: usize = 12;
const NOTE: usize = 15;

fn finding_sides(row: &[String]) -> [Side; 2] {
    let cell = |i: usize| row.get(i).cloned().unwrap_or_default();
    FINDING_SIDES.map(|[citation, draft, id, hash]| Side {
        draft: cell(draft),
        id: cell(id),
        citation: cell(citation),
        // The words that show a finding stand beside the citation.
        text: cell(citation + 1),
        hash: cell(hash),
    })
}

#[derive(Default)]
struct Tally {
    outcomes: Vec<Outcome>,
    refusals: Vec<(u64, Error)>,
    elsewhere: usize,
    left_out: usize,
}

impl Tally {
    fn done<S>(self, sheet: S) -> Result<Carried<S>> {
        if let Some(error) = all_refused(self.refusals) {
            return Err(error);
        }
        Ok(Carried {
            sheet,
            outcomes: self.outcomes,
            elsewhere: self.elsewhere,
            left_out: self.left_out,
        })
    }
}

impl Version<'_> {
    /// Whether a row is about the new version already, where both versions have one name.
    fn carried(&self, side: &Side) -> bool {
        let units = &self.fates.new.units;
        side.draft == self.name
            && units
                .iter()
                .any(|u| u.id == side.id && unit_hash(&u.text) == side.hash.trim())
    }
}
