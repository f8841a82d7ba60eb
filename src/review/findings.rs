//! The rows of a findings file, and how a new run meets what people said of them.
//!
//! What a person touched stays: status, reviewer, day and note go with the finding when it is found again; where it is not
//! found any more, its row stays as it was. Columns of people's own are kept.

use rustc_hash::FxHashMap;

use super::table::{Record, Table};
use crate::crosswalk::unit_hash;
use crate::draft::Draft;
use crate::finding::{Finding, Spot, rule};
use crate::{Error, Result};

/// The columns of a findings file, in order. Names and order are fixed: people's scripts depend on them.
pub const FINDING_COLUMNS: [&str; 22] = [
    "rank",
    "code",
    "finding",
    "severity",
    "compatibility",
    "left_citation",
    "left_evidence",
    "right_citation",
    "right_evidence",
    "message",
    "question",
    "confidence",
    "status",
    "reviewer",
    "reviewed_on",
    "note",
    "left_draft",
    "left_id",
    "right_draft",
    "right_id",
    "left_hash",
    "right_hash",
];

/// What a person writes.
const REVIEWED: [usize; 4] = [12, 13, 14, 15];
/// What a finding is known by: code and both units.
const KEY: [usize; 5] = [1, 16, 17, 18, 19];

/// A findings file in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingSheet {
    /// Columns that are none of ours.
    pub extra: Vec<String>,
    /// Rows, each with a cell per column and then the cells of people's own columns.
    pub rows: Vec<Vec<String>>,
}

/// One row for a finding between two drafts; the rank is given when all are merged.
pub fn finding_row(finding: &Finding, left: &Draft, right: Option<&Draft>) -> Vec<String> {
    let of = |draft: Option<&Draft>, spot: Option<&Spot>| {
        let unit = draft.zip(spot).and_then(|(d, s)| d.units.get(s.unit));
        let name = draft.map(|d| d.name.clone()).unwrap_or_default();
        let text = |f: &dyn Fn(&crate::draft::Unit) -> String| unit.map(f).unwrap_or_default();
        (
            name,
            text(&|u| u.id.clone()),
            text(&|u| u.citation.clone()),
            spot.map(|s| s.evidence.clone()).unwrap_or_default(),
            text(&|u| unit_hash(&u.text)),
        )
    };
    let l = of(Some(left), finding.left.as_ref());
    let r = of(right, finding.right.as_ref());
    vec![
        String::new(),
        finding.code.to_owned(),
        rule(finding.code).map_or("", |r| r.name).to_owned(),
        finding.severity.code().to_owned(),
        finding.compatibility.map_or("", |c| c.code()).to_owned(),
        l.2,
        l.3,
        r.2,
        r.3,
        finding.message.clone(),
        finding.question.clone(),
        format!("{:.2}", finding.confidence),
        "open".to_owned(),
        String::new(),
        String::new(),
        String::new(),
        l.0,
        l.1,
        r.0,
        r.1,
        l.4,
        r.4,
    ]
}

/// Reads a findings file, also after a spreadsheet has had it.
///
/// # Errors
/// A file that is none: without code and ids.
pub fn read_findings(bytes: &[u8], name: &str) -> Result<FindingSheet> {
    let table = Table::read(bytes, name)?;
    if table.header.is_empty() {
        return Ok(FindingSheet::default());
    }
    if ["code", "left_id", "right_id", "status"]
        .iter()
        .any(|c| table.column(c).is_none())
    {
        return Err(
            Error::new("not a findings file: it lacks code, left_id, right_id or status")
                .at(format!("{name}, line {}", table.line))
                .help("write to another file with -o"),
        );
    }
    let ours = FINDING_COLUMNS.map(|c| table.column(c));
    let foreign: Vec<usize> = (0..table.header.len())
        .filter(|i| !ours.contains(&Some(*i)))
        .collect();
    let extra = foreign
        .iter()
        .filter_map(|i| table.header.get(*i).cloned())
        .collect();
    let row = |record: &Record| {
        let own = ours.iter().map(|i| i.map_or("", |i| record.cell(i)));
        let foreign = foreign.iter().map(|i| record.cell(*i));
        own.chain(foreign).map(str::to_owned).collect()
    };
    let rows = table.records.iter().map(row).collect();
    Ok(FindingSheet { extra, rows })
}

/// New rows with what people said of the old ones; old rows that were reviewed and are not found any more come last.
pub fn merge_findings(existing: FindingSheet, rows: Vec<Vec<String>>) -> FindingSheet {
    let key = |row: &[String]| KEY.map(|i| row.get(i).cloned().unwrap_or_default());
    let mut known: FxHashMap<[String; 5], Vec<String>> = FxHashMap::default();
    let mut order = Vec::new();
    for row in existing.rows.into_iter().filter(|r| touched(r)) {
        order.push(key(&row));
        known.insert(key(&row), row);
    }
    let mut merged: Vec<Vec<String>> = Vec::new();
    for mut row in rows {
        if let Some(old) = known.remove(&key(&row)) {
            for i in REVIEWED {
                if let (Some(cell), Some(said)) = (row.get_mut(i), old.get(i)) {
                    cell.clone_from(said);
                }
            }
            row.extend(old.into_iter().skip(FINDING_COLUMNS.len()));
        } else {
            row.extend(existing.extra.iter().map(|_| String::new()));
        }
        merged.push(row);
    }
    merged.extend(order.iter().filter_map(|k| known.remove(k)));
    for (i, row) in merged.iter_mut().enumerate() {
        if let Some(rank) = row.first_mut() {
            *rank = (i + 1).to_string();
        }
    }
    FindingSheet {
        extra: existing.extra,
        rows: merged,
    }
}

/// True where a person has said something of the finding, or wrote beside it.
pub(super) fn touched(row: &[String]) -> bool {
    let said = |i: &usize| {
        row.get(*i)
            .is_some_and(|c| !(c.trim().is_empty() || *i == 12 && c.trim() == "open"))
    };
    let beside = row.iter().skip(FINDING_COLUMNS.len());
    REVIEWED.iter().any(said) || beside.into_iter().any(|c| !c.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &str, id: &str, status: &str, note: &str) -> Vec<String> {
        let mut row = vec![String::new(); FINDING_COLUMNS.len()];
        (row[1], row[17], row[12], row[15]) =
            (code.to_owned(), id.to_owned(), status.to_owned(), note.to_owned());
        row
    }

    #[test]
    fn what_a_person_said_stays() {
        let old = FindingSheet {
            extra: Vec::new(),
            rows: vec![
                row("C203", "a", "dismissed", "same clock"),
                row("C204", "b", "open", ""),
                row("C201", "z", "raise", ""),
            ],
        };
        let merged = merge_findings(
            old,
            vec![row("C204", "b", "open", ""), row("C203", "a", "open", "")],
        );
        let kept: Vec<(&str, &str, &str)> = merged
            .rows
            .iter()
            .map(|r| (r[0].as_str(), r[1].as_str(), r[12].as_str()))
            .collect();
        assert_eq!(
            kept,
            [
                ("1", "C204", "open"),
                ("2", "C203", "dismissed"),
                ("3", "C201", "raise")
            ]
        );
        assert_eq!(merged.rows[1][15], "same clock");
    }
}
