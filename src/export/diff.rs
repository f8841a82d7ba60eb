//! What changed between two versions as CSV and JSON: a row per pair of clauses.

use serde_json::{Value, json};

use super::{json, table};
use crate::Result;
use crate::draft::{Clause, ClauseId, Draft};
use crate::revision::{Change, Revision};

/// The columns of a comparison of two versions.
pub const COLUMNS: [&str; 9] = [
    "old_id",
    "old_citation",
    "new_id",
    "new_citation",
    "change",
    "substantive",
    "reasons",
    "old_text",
    "new_text",
];

/// The changes as CSV without a byte-order mark.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv<'a>(revision: &Revision<'_>, changes: impl Iterator<Item = &'a Change>) -> Result<String> {
    table::csv(&COLUMNS, changes.map(|change| cells(revision, change)))
}

/// The changes as JSON: the identities of both versions, and a record per row with the redline.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn json<'a>(revision: &Revision<'_>, changes: impl Iterator<Item = &'a Change>) -> Result<String> {
    let changes = changes
        .map(|change| {
            let cells = cells(revision, change);
            let fields = COLUMNS
                .into_iter()
                .zip(cells)
                .map(|(name, cell)| (name.to_owned(), Value::from(cell)));
            let mut record = Value::Object(fields.collect());
            record["substantive"] = change.substantive.into();
            record["change"] = change.kinds.iter().map(|k| k.name()).collect();
            record["reasons"] = change.reasons.iter().map(String::as_str).collect();
            let (heading, text) = revision.redlines(change);
            record["heading_redline"] = json::to_value(&heading)?;
            record["text_redline"] = json::to_value(&text)?;
            Ok(record)
        })
        .collect::<Result<Vec<Value>>>()?;
    json::pretty(&json!({
        "format": "clausewise-diff",
        "version": json::VERSION,
        "old": json::about(revision.old)?,
        "new": json::about(revision.new)?,
        "changes": changes,
    }))
}

fn cells(revision: &Revision<'_>, change: &Change) -> [String; 9] {
    let clause = |draft: &Draft, id: Option<ClauseId>| id.map(|id| draft.clause(id).clone());
    let (old, new) = (clause(revision.old, change.old), clause(revision.new, change.new));
    let of = |clause: &Option<Clause>, field: fn(&Clause) -> String| {
        clause.as_ref().map_or_else(String::new, field)
    };
    [
        of(&old, |c| c.path.clone()),
        of(&old, |c| c.citation.clone()),
        of(&new, |c| c.path.clone()),
        of(&new, |c| c.citation.clone()),
        change.names(),
        if change.substantive { "yes" } else { "no" }.to_owned(),
        change.reasons.join("; "),
        of(&old, text),
        of(&new, text),
    ]
}

/// Heading and text, as a reader sees them.
fn text(clause: &Clause) -> String {
    match (clause.heading.as_str(), clause.text.as_str()) {
        ("", text) => text.to_owned(),
        (heading, "") => heading.to_owned(),
        (heading, text) => format!("{heading}\n{text}"),
    }
}
