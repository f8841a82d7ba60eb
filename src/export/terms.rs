//! Defined terms side by side as CSV and JSON: a row per term and draft.

use serde_json::{Value, json};

use super::json::{about, pretty};
use super::table;
use crate::Result;
use crate::draft::Draft;
use crate::term::{Row, Same, Table, Term};

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

/// The wording of what one draft says of a term that it defines elsewhere in other words.
const TWICE: &str = "defined twice, in other words";

/// The table as CSV, without a byte-order mark.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(table: &Table<'_>) -> Result<String> {
    let rows = table.rows.iter().flat_map(|row| of_row(table, row));
    table::csv(&COLUMNS, rows)
}

fn of_row(table: &Table<'_>, row: &Row) -> Vec<[String; 12]> {
    let each = table.drafts.iter().zip(&row.cells);
    each.flat_map(|(draft, cell)| {
        let head = |wording: &str| [row.term.clone(), wording.to_owned(), draft.name.clone()];
        match cell {
            Some(cell) => {
                let own = filled(head(row.wording.code()), said(&cell.term, cell.marked(), draft));
                let again = cell.term.again.iter();
                let again = again.map(|t| filled(head(TWICE), said(t, t.definition.clone(), draft)));
                std::iter::once(own).chain(again).collect()
            }
            None => {
                let mut cells: [String; 9] = Default::default();
                NONE.clone_into(&mut cells[1]);
                vec![filled(head(row.wording.code()), cells)]
            }
        }
    })
    .collect()
}

fn filled(head: [String; 3], rest: [String; 9]) -> [String; 12] {
    let mut cells: [String; 12] = Default::default();
    for (cell, text) in cells.iter_mut().zip(head.into_iter().chain(rest)) {
        *cell = text;
    }
    cells
}

/// What a draft says of a term.
fn said(term: &Term, marked: String, draft: &Draft) -> [String; 9] {
    let clause = draft.clause(term.clause);
    [
        term.printed.clone(),
        term.definition.clone(),
        marked,
        term.notes.join(" | "),
        term.source.clone().unwrap_or_default(),
        term.admitted.join("; "),
        term.deprecated.join("; "),
        clause.citation.clone(),
        clause.path.clone(),
    ]
}

/// The drafts, and a term with what each of them says of it.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn json(table: &Table<'_>) -> Result<String> {
    let drafts: Vec<Value> = table.drafts.iter().map(about).collect::<Result<_>>()?;
    let of = |row: &Row| {
        let each = table.drafts.iter().zip(&row.cells);
        let definitions: Vec<Value> = each
            .map(|(draft, cell)| match cell {
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
                        "again": term.again.iter().map(|t| json!({
                            "definition": t.definition,
                            "citation": draft.clause(t.clause).citation,
                            "id": draft.clause(t.clause).path,
                        })).collect::<Vec<Value>>(),
                    })
                }
                None => json!({
                    "draft": draft.name,
                    "definition": null,
                }),
            })
            .collect();
        json!({ "term": row.term, "wording": row.wording.code(), "matched_by": row.same.map(Same::code), "definitions": definitions })
    };
    let rows: Vec<Value> = table.rows.iter().map(of).collect();
    pretty(&json!({ "format": "clausewise-terms", "version": 1, "drafts": drafts, "terms": rows }))
}
