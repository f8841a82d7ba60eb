//! What of a crosswalk a format can hold. Reading a file back gives exactly this; what is more is told when it is written.

use super::{Format, ciso};
use crate::crosswalk::{Rationale, Relation};
use crate::review::{COLUMNS, Row, Sheet, Status};

/// The part of a sheet that comes back from a file of this format.
///
/// Formats that are not read back (see `docs/formats.md`) are taken to hold all.
pub fn fit(format: Format, sheet: &Sheet) -> Sheet {
    let mut sheet = sheet.clone();
    let mut drop = |columns: &[&str]| {
        for row in &mut sheet.rows {
            for cell in columns {
                if let Some(cell) = row.cell_mut(cell) {
                    cell.clear();
                }
            }
        }
    };
    match format {
        Format::Oscal | Format::Sssom => drop(&["left_text", "right_text"]),
        Format::Olir => drop(&[
            "left_citation",
            "right_citation",
            "left_hash",
            "right_hash",
            "left_draft",
            "right_draft",
            "confidence",
            "score",
            "findings",
            "evidence",
            "reviewer",
            "reviewed_on",
        ]),
        Format::Ciso => drop(&[
            "left_citation",
            "right_citation",
            "left_text",
            "right_text",
            "left_hash",
            "right_hash",
            "confidence",
            "score",
            "findings",
            "evidence",
            "reviewer",
            "reviewed_on",
        ]),
        _ => return sheet,
    }
    sheet.extra.clear();
    sheet.rows.iter_mut().for_each(|r| r.extra.clear());
    match format {
        Format::Olir | Format::Ciso => {
            sheet.rows.retain(ciso::holds);
            for row in &mut sheet.rows {
                words(row);
                if format == Format::Ciso {
                    small(row);
                }
            }
        }
        Format::Oscal => {
            let linked: Vec<(String, String)> = sheet
                .rows
                .iter()
                .filter(|r| !r.left.is_empty() && !r.right.is_empty())
                .map(names)
                .collect();
            sheet.rows.retain(|r| linked.contains(&names(r)));
        }
        _ => {}
    }
    sheet
}

fn names(row: &Row) -> (String, String) {
    (row.left.draft.clone(), row.right.draft.clone())
}

/// Only words of the format's own lists.
fn words(row: &mut Row) {
    row.relation = row
        .relation
        .parse::<Relation>()
        .map_or("", Relation::code)
        .to_owned();
    row.rationale = row
        .rationale
        .parse::<Rationale>()
        .map_or("", Rationale::code)
        .to_owned();
    row.status = row.status().map_or("", Status::code).to_owned();
}

fn small(row: &mut Row) {
    for side in [&mut row.left, &mut row.right] {
        side.draft = ciso::slug(&side.draft);
        side.id = side.id.to_lowercase();
    }
    let strength: Option<u64> = row.strength.parse().ok().filter(|s| *s <= 10);
    row.strength = strength.map(|s| s.to_string()).unwrap_or_default();
}

/// What is left out, in words, one line for each kind; empty where the format holds all.
pub fn lost(format: Format, sheet: &Sheet) -> Vec<String> {
    let kept = fit(format, sheet);
    let mut lines = Vec::new();
    if sheet.rows.len() > kept.rows.len() {
        let gone = sheet.rows.len() - kept.rows.len();
        lines.push(format!(
            "{gone} of {} rows (rejected, or without counterpart)",
            sheet.rows.len()
        ));
    }
    let filled = |sheet: &Sheet, column: &str| {
        let cell = |r: &&Row| !r.cell(column).unwrap_or_default().is_empty();
        sheet.rows.iter().any(|r| cell(&r))
    };
    let columns: Vec<&str> = COLUMNS
        .into_iter()
        .filter(|c| filled(sheet, c) && !filled(&kept, c))
        .chain((!sheet.extra.is_empty() && kept.extra.is_empty()).then_some("columns of your own"))
        .collect();
    if !columns.is_empty() {
        lines.push(columns.join(", "));
    }
    if format == Format::Ciso
        && sheet
            .rows
            .iter()
            .any(|r| has_capitals(&r.left.id) || has_capitals(&r.right.id))
    {
        lines.push("capital letters of ids".to_owned());
    }
    lines
}

fn has_capitals(id: &str) -> bool {
    id.to_lowercase() != id
}
