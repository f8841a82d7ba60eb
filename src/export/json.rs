//! Outline and crosswalk as JSON. `docs/json.md` describes both; a change that breaks readers raises [`VERSION`].

use serde_json::{Map, Number, Value, json};

use super::about::file_name;
use super::yaml::hidden;
use crate::draft::{Clause, Draft, Force, Reference};
use crate::read::Comment;
use crate::review::{COLUMNS, Row, Sheet};
use crate::{Error, Result};

/// The `format` field of an outline.
pub const OUTLINE: &str = "clausewise-outline";
/// The `format` field of a crosswalk.
pub const CROSSWALK: &str = "clausewise-crosswalk";
/// The `version` field of both.
pub const VERSION: u64 = 1;

/// The columns whose cells are numbers.
const NUMBERS: [&str; 3] = ["confidence", "strength", "score"];

/// The outlines of drafts.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn outline(drafts: &[Draft]) -> Result<String> {
    let drafts: Vec<Value> = drafts
        .iter()
        .map(|draft| {
            let mut value = about(draft)?;
            value["diagnostics"] = to_value(&draft.diagnostics)?;
            value["revisions"] = to_value(&draft.revisions)?;
            value["comments"] = draft.comments.iter().map(|c| comment(draft, c)).collect();
            value["clauses"] = draft.clauses().map(|(_, c)| clause(draft, c)).collect();
            value["references"] = draft.references.iter().map(|r| reference(draft, r)).collect();
            value["units"] = draft
                .units
                .iter()
                .map(|u| {
                    json!({
                        "id": u.id,
                        "citation": u.citation,
                        "title": u.title,
                        "text": u.text,
                        "chapeau": u.chapeau,
                        "clause": draft.clause(u.clause).path,
                        "line": u.place.line,
                    })
                })
                .collect();
            Ok(value)
        })
        .collect::<Result<_>>()?;
    pretty(&json!({ "format": OUTLINE, "version": VERSION, "drafts": drafts }))
}

/// A crosswalk: the drafts it is over, and its rows with the names of the CSV columns.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn crosswalk(drafts: &[&Draft], sheet: &Sheet) -> Result<String> {
    let drafts: Vec<Value> = drafts.iter().map(|d| about(d)).collect::<Result<_>>()?;
    let rows: Vec<Value> = sheet.rows.iter().map(row).collect();
    let mut value = json!({ "format": CROSSWALK, "version": VERSION, "drafts": drafts, "rows": rows });
    if !sheet.extra.is_empty() {
        value["own_columns"] = sheet.extra.iter().map(String::as_str).collect();
    }
    pretty(&value)
}

pub(super) fn about(draft: &Draft) -> Result<Value> {
    Ok(json!({
        "name": draft.name,
        "file": file_name(&draft.file),
        "file_format": to_value(&draft.format)?,
        "hash": draft.hash,
        "identity": to_value(&draft.identity)?,
        "style": to_value(&draft.style)?,
    }))
}

fn comment(draft: &Draft, comment: &Comment) -> Value {
    json!({
        "author": comment.author,
        "date": comment.date,
        "text": comment.text,
        "clause": draft.at(&comment.place).map(|c| c.path.as_str()),
        "page": comment.place.page,
        "line": comment.place.line,
    })
}

fn clause(draft: &Draft, clause: &Clause) -> Value {
    let parent = &draft.clause(clause.parent).path;
    json!({
        "path": clause.path,
        "parent": (!parent.is_empty()).then_some(parent),
        "citation": clause.citation,
        "kind": clause.kind,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
        "normative": clause.force == Force::Normative,
        "page": clause.place.page,
        "line": clause.place.line,
        "element": clause.place.element,
        "certainty": clause.certainty.filter(|c| c.is_finite()),
    })
}

fn reference(draft: &Draft, reference: &Reference) -> Value {
    json!({
        "from": draft.clause(reference.from).path,
        "words": reference.words,
        "to": reference.to.map(|to| draft.clause(to).path.as_str()),
        "instrument": reference.instrument,
    })
}

fn row(row: &Row) -> Value {
    let mut fields = Map::new();
    for column in COLUMNS {
        let cell = row.cell(column).unwrap_or_default();
        let value = if cell.is_empty() {
            Value::Null
        } else if NUMBERS.contains(&column) {
            number(cell)
        } else {
            Value::from(cell)
        };
        fields.insert(column.to_owned(), value);
    }
    if !row.extra.is_empty() {
        fields.insert("own".to_owned(), row.extra.iter().map(String::as_str).collect());
    }
    Value::Object(fields)
}

/// A cell as a number; what a person wrote instead of one stays text.
fn number(cell: &str) -> Value {
    match cell.parse::<u64>() {
        Ok(whole) => Value::from(whole),
        Err(_) => cell
            .parse::<f64>()
            .ok()
            .and_then(Number::from_f64)
            .map_or_else(|| Value::from(cell), Value::Number),
    }
}

pub(super) fn to_value<T: serde::Serialize>(value: &T) -> Result<Value> {
    serde_json::to_value(value).map_err(|e| Error::new(format!("cannot write JSON: {e}")))
}

/// JSON in lines. What does not show, or turns the direction of what does, is written by its number: outside of strings,
/// JSON has none of it.
pub(super) fn pretty(value: &Value) -> Result<String> {
    let text =
        serde_json::to_string_pretty(value).map_err(|e| Error::new(format!("cannot write JSON: {e}")))?;
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if c != '\n' && hidden(c) {
            out.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    Ok(out)
}
