//! Findings as CSV, JSON and SARIF.

use serde_json::{Map, Value, json};

use super::json::pretty;
use super::table;
use crate::Result;
use crate::finding::RULES;
use crate::review::{FINDING_COLUMNS, FindingSheet};

/// The sheet as CSV without a byte-order mark.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(sheet: &FindingSheet) -> Result<String> {
    let mut header: Vec<&str> = FINDING_COLUMNS.to_vec();
    header.extend(sheet.extra.iter().map(String::as_str));
    table::csv(&header, sheet.rows.iter())
}

/// The rows with the names of the CSV columns.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn json(sheet: &FindingSheet) -> Result<String> {
    let row = |row: &Vec<String>| {
        let mut fields = Map::new();
        for (column, cell) in FINDING_COLUMNS.iter().zip(row) {
            let value = match (*column, cell.parse::<f64>()) {
                _ if cell.is_empty() => Value::Null,
                ("rank" | "confidence", Ok(n)) => json!(n),
                _ => Value::from(cell.as_str()),
            };
            fields.insert((*column).to_owned(), value);
        }
        Value::Object(fields)
    };
    let rows: Vec<Value> = sheet.rows.iter().map(row).collect();
    pretty(&json!({ "format": "clausewise-findings", "version": 1, "rows": rows }))
}

/// File and line of a unit, by the names of its draft and its id.
pub type Place<'a> = dyn Fn(&str, &str) -> Option<(String, u32)> + 'a;

/// SARIF 2.1.0: a result per finding, at the file and line of its left side (or right, where the left has none).
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn sarif(sheet: &FindingSheet, place: &Place<'_>) -> Result<String> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|r| json!({ "id": r.code, "shortDescription": { "text": r.name }, "fullDescription": { "text": r.doc() } }))
        .collect();
    let results: Vec<Value> = sheet
        .rows
        .iter()
        .map(|row| {
            let cell = |column: &str| {
                let at = FINDING_COLUMNS.iter().position(|c| *c == column);
                at.and_then(|i| row.get(i)).map_or("", String::as_str)
            };
            let level = match cell("severity") {
                "high" => "error",
                "medium" => "warning",
                _ => "note",
            };
            let message = match cell("message") {
                // Without wording the name of the finding is all there is to say; SARIF wants a message.
                "" => cell("finding").to_owned(),
                message => format!("{message}. {}", cell("question")),
            };
            let location = |side: &str| {
                let (file, line) = place(cell(&format!("{side}_draft")), cell(&format!("{side}_id")))?;
                let region = json!({ "startLine": line.max(1), "snippet": { "text": cell(&format!("{side}_evidence")) } });
                Some(json!({ "physicalLocation": { "artifactLocation": { "uri": file }, "region": region } }))
            };
            let locations: Vec<Value> = [location("left"), location("right")].into_iter().flatten().collect();
            let (first, rest) = (locations.first().cloned().into_iter().collect::<Vec<_>>(), locations.get(1..).unwrap_or_default());
            json!({
                "ruleId": cell("code"),
                "level": level,
                "message": { "text": message },
                "locations": first,
                "relatedLocations": rest,
                "properties": { "compatibility": cell("compatibility"), "status": cell("status") },
            })
        })
        .collect();
    let tool =
        json!({ "driver": { "name": "clausewise", "version": env!("CARGO_PKG_VERSION"), "rules": rules } });
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": tool, "results": results }],
    }))
}
