//! JSON lists: an array of records, or an object that holds one.

use serde_json::{Map, Value};

use super::columns::NEEDED;
use super::grid::Record;
use super::{Table, columns, header};
use crate::read::options::ListOptions;
use crate::read::source::Row;
use crate::{Error, Result};

/// Most commas of a file: each may stand for a value, and a value takes some fifty bytes.
const MOST_VALUES: usize = 4_000_000;

/// Parses JSON.
///
/// # Errors
/// What is no JSON, or has more values than any list.
pub(crate) fn parse_json(text: &str, name: &str) -> Result<Value> {
    if text.bytes().filter(|b| *b == b',').count() > MOST_VALUES {
        return Err(Error::new("JSON with more values than any list has")
            .at(name)
            .help("give the list itself, not data of another kind"));
    }
    serde_json::from_str(text).map_err(|e| {
        Error::new("the JSON is broken")
            .at(format!("{name}, line {}", e.line()))
            .help("check that the file was exported completely")
    })
}

/// Reads a JSON list from the text of its file and what was parsed from it.
///
/// # Errors
/// No array of records; no fields of the names that a list needs; rows without an id of their own.
pub(crate) fn read_json(text: &str, value: &Value, name: &str, options: &ListOptions) -> Result<Vec<Row>> {
    let Some(records) = records(value) else {
        let found = match value {
            Value::Object(fields) => fields
                .keys()
                .take(12)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", "),
            _ => "no records".to_owned(),
        };
        return Err(Error::new(format!("no array of records; found: {found}"))
            .at(name)
            .help(NEEDED));
    };
    let names = names(&records);
    let mut lines = Lines::new(text);
    let filled: Vec<Record> = records
        .iter()
        .map(|record| {
            let fields: Vec<String> = names
                .iter()
                .map(|n| record.get(n).map(plain).unwrap_or_default())
                .collect();
            let mut filled = Record::new(lines.of(&fields));
            for (column, field) in fields.into_iter().enumerate() {
                filled.set(column, field);
            }
            filled
        })
        .collect();
    let header = header::of(names, &filled, &options.columns)
        .map_err(|h| columns::missing(h.columns, &h.names, &options.columns, name))?;
    Table::new(filled, header, name).rows()
}

/// The largest array of records, at most two levels down.
fn records(value: &Value) -> Option<Vec<&Map<String, Value>>> {
    let mut best: Option<Vec<&Map<String, Value>>> = None;
    let mut level = vec![value];
    for _ in 0..3 {
        let mut next = Vec::new();
        for value in level {
            match value {
                Value::Array(items) => {
                    let records: Vec<_> = items.iter().filter_map(Value::as_object).collect();
                    let all = !records.is_empty() && records.len() == items.len();
                    if all && best.as_ref().is_none_or(|b| records.len() > b.len()) {
                        best = Some(records);
                    }
                }
                Value::Object(fields) => next.extend(fields.values()),
                _ => {}
            }
        }
        if best.is_some() {
            break;
        }
        level = next;
    }
    best
}

/// The names of all fields, in the order of their first appearance.
fn names(records: &[&Map<String, Value>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for record in records.iter().take(1000) {
        for key in record.keys() {
            if !names.contains(key) {
                names.push(key.clone());
            }
        }
    }
    names
}

/// A field as text; a list of words is joined.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Object(_) => String::new(),
        Value::Array(items) => items
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("; "),
        other => other.to_string(),
    }
}

/// Finds the line of each record by a forward search for its values. Records stand in the file in their order, so
/// one pass is enough; where values are written with escapes, the line of the record before stands in.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Lines { text, at: 0, line: 1 }
    }

    /// The line where the first of these values stands next.
    fn of(&mut self, fields: &[String]) -> u32 {
        let rest = self.text.get(self.at..).unwrap_or_default();
        // Far ahead is another record; and the limit keeps the search linear.
        let near = rest.get(..rest.floor_char_boundary(1 << 16)).unwrap_or(rest);
        let mut spans = fields.iter().filter(|f| !f.is_empty()).filter_map(|f| {
            let at = near.find(f.as_str())?;
            Some((at, at + f.len()))
        });
        let Some(first) = spans.next() else {
            return self.line;
        };
        let (start, end) = spans.fold(first, |(start, end), (s, e)| (start.min(s), end.max(e)));
        let newlines = |text: &str| u32::try_from(text.matches('\n').count()).unwrap_or(0);
        let line = self
            .line
            .saturating_add(newlines(rest.get(..start).unwrap_or_default()));
        self.line = line.saturating_add(newlines(rest.get(start..end).unwrap_or_default()));
        self.at += end;
        line
    }
}
