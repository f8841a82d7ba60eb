//! An outline as CSV: a row per clause in document order.

use super::table;
use crate::Result;
use crate::draft::{Clause, Draft, Force};

/// The columns of an outline.
pub const COLUMNS: [&str; 11] = [
    "draft",
    "path",
    "citation",
    "kind",
    "label",
    "heading",
    "text",
    "normative",
    "page",
    "line",
    "certainty",
];

/// The outlines of drafts, one after the other, as CSV without a byte-order mark.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(drafts: &[Draft]) -> Result<String> {
    let rows = drafts
        .iter()
        .flat_map(|draft| draft.clauses().map(|(_, clause)| cells(&draft.name, clause)));
    table::csv(&COLUMNS, rows)
}

fn cells(draft: &str, clause: &Clause) -> [String; 11] {
    [
        draft.to_owned(),
        clause.path.clone(),
        clause.citation.clone(),
        clause.kind.clone(),
        clause.label.clone(),
        clause.heading.clone(),
        clause.text.clone(),
        normative(clause).to_owned(),
        clause.place.page.map(|p| p.to_string()).unwrap_or_default(),
        clause.place.line.to_string(),
        clause.certainty.map(certainty).unwrap_or_default(),
    ]
}

/// `yes` or `no`: words that no spreadsheet turns into a truth value of its own language.
fn normative(clause: &Clause) -> &'static str {
    match clause.force {
        Force::Normative => "yes",
        Force::Informative => "no",
    }
}

/// Two decimals; a reading without any rival is as certain as it gets.
fn certainty(value: f32) -> String {
    if value.is_finite() {
        format!("{value:.2}")
    } else {
        String::new()
    }
}
