//! The history of each clause over several versions as CSV and JSON: a row per clause and version.

use serde_json::{Value, json};

use super::{json, table};
use crate::Result;
use crate::revision::{History, Story};

/// The columns of a history.
pub const COLUMNS: [&str; 9] = [
    "clause",
    "version",
    "id",
    "citation",
    "change",
    "substantive",
    "reasons",
    "heading",
    "text",
];

/// The history as CSV without a byte-order mark. `clause` numbers the stories; the row in which a story ends has no id.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv<'a>(history: &History<'_>, stories: impl Iterator<Item = &'a Story>) -> Result<String> {
    let rows = stories
        .enumerate()
        .flat_map(|(i, story)| rows(history, i + 1, story));
    table::csv(&COLUMNS, rows)
}

/// The history as JSON: the identities of all versions, and a record per row.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn json<'a>(history: &History<'_>, stories: impl Iterator<Item = &'a Story>) -> Result<String> {
    let record = |row: [String; 9]| {
        let fields = COLUMNS.iter().zip(row).map(|(name, cell)| {
            let value = match *name {
                "substantive" => Value::from(cell == "yes"),
                _ => Value::from(cell),
            };
            ((*name).to_owned(), value)
        });
        Value::Object(fields.collect())
    };
    let rows: Vec<Value> = stories
        .enumerate()
        .flat_map(|(i, story)| rows(history, i + 1, story))
        .map(record)
        .collect();
    let versions = history
        .versions
        .iter()
        .map(|d| json::about(d))
        .collect::<Result<Vec<Value>>>()?;
    json::pretty(&json!({
        "format": "clausewise-history",
        "version": json::VERSION,
        "versions": versions,
        "rows": rows,
    }))
}

fn rows(history: &History<'_>, number: usize, story: &Story) -> Vec<[String; 9]> {
    let yes = |b: bool| if b { "yes" } else { "no" }.to_owned();
    let mut rows = Vec::new();
    for (k, id) in story.clauses.iter().enumerate() {
        let version = story.begins + k;
        let Some(draft) = history.versions.get(version) else {
            continue;
        };
        let clause = draft.clause(*id);
        let change = history.change(story, version);
        rows.push([
            number.to_string(),
            draft.name.clone(),
            clause.path.clone(),
            clause.citation.clone(),
            change.map_or(String::new(), crate::revision::Change::names),
            change.map_or(String::new(), |c| yes(c.substantive)),
            change.map_or(String::new(), |c| c.reasons.join("; ")),
            clause.heading.clone(),
            clause.text.clone(),
        ]);
    }
    if let Some((version, change)) = history.end(story) {
        let into = change
            .new
            .and_then(|id| Some(history.versions.get(version)?.clause(id).citation.clone()));
        rows.push([
            number.to_string(),
            history
                .versions
                .get(version)
                .map_or(String::new(), |d| d.name.clone()),
            String::new(),
            into.map_or(String::new(), |c| format!("into {c}")),
            change.names(),
            yes(change.substantive),
            change.reasons.join("; "),
            String::new(),
            String::new(),
        ]);
    }
    rows
}
