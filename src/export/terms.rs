//! Defined terms side by side as CSV and JSON: a row per term and draft.

use serde_json::{Value, json};

use super::json::{about, pretty};
use super::table;
use crate::Result;
use crate::term::{Row, Table};

/// The columns of a file of terms, in order. Names and order are fixed: people's scripts depend on them.
pub const COLUMNS: [&str; 12] = [
    "term",
    "wording",
    "draft",
    "defined_as",
    "definition",
    "marked",
    "notes",
    "source",
    "admitted",
    "deprecated",
    "citation",
    "id",
];

/// What stands where a draft has no definition.
const NONE: &str = "no definition found";

/// The table as CSV, without a byte-order mark.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(table: &Table<'_>) -> Result<String> {
    let rows = table.rows.iter().flat_map(|row| of_row(table, row));
    table::csv(&COLUMNS, rows)
}

fn of_row(table: &Table<'_>, row: &Row) -> Vec<[String; 12]> {
    let each = table.drafts.iter().zip(&row.cells).enumerate();
    each.map(|(i, (draft, cell))| {
        let head = [
            row.term.clone(),
            row.wording.code().to_owned(),
            draft.name.clone(),
        ];
        let rest = match cell {
            Some(cell) => {
                let term = &cell.term;
                let clause = draft.clause(term.clause);
                [
                    term.printed.clone(),
                    term.definition.clone(),
                    cell.marked(),
                    term.notes.join(" | "),
                    term.source.clone().unwrap_or_default(),
                    term.admitted.join("; "),
                    term.deprecated.join("; "),
                    clause.citation.clone(),
                    clause.path.clone(),
                ]
            }
            None => {
                let near = row.near.get(i).cloned().flatten();
                let mut cells: [String; 9] = Default::default();
                cells[1] = match near {
                    Some(near) => format!("{NONE} (≈ {near}, by lexicon)"),
                    None => NONE.to_owned(),
                };
                cells
            }
        };
        let mut cells: [String; 12] = Default::default();
        for (cell, text) in cells.iter_mut().zip(head.into_iter().chain(rest)) {
            *cell = text;
        }
        cells
    })
    .collect()
}

/// The drafts, and a term with what each of them says of it.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn json(table: &Table<'_>) -> Result<String> {
    let drafts: Vec<Value> = table.drafts.iter().map(about).collect::<Result<_>>()?;
    let of = |row: &Row| {
        let each = table.drafts.iter().zip(&row.cells).enumerate();
        let definitions: Vec<Value> = each
            .map(|(i, (draft, cell))| match cell {
                Some(cell) => {
                    let (term, clause) = (&cell.term, draft.clause(cell.term.clause));
                    json!({
                        "draft": draft.name,
                        "defined_as": term.printed,
                        "definition": term.definition,
                        "marked": cell.marked(),
                        "notes": term.notes,
                        "source": term.source,
                        "admitted": term.admitted,
                        "deprecated": term.deprecated,
                        "citation": clause.citation,
                        "id": clause.path,
                    })
                }
                None => json!({
                    "draft": draft.name,
                    "definition": null,
                    "near": row.near.get(i).cloned().flatten(),
                }),
            })
            .collect();
        json!({ "term": row.term, "wording": row.wording.code(), "definitions": definitions })
    };
    let rows: Vec<Value> = table.rows.iter().map(of).collect();
    pretty(&json!({ "format": "clausewise-terms", "version": 1, "drafts": drafts, "terms": rows }))
}
