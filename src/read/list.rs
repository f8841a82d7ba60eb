//! Requirement lists: tables with a header (Excel, CSV), or JSON records with named fields.
//!
//! Columns are known by their names, in any order and either case, below whatever title stands over them. A list
//! without an id or a text column is an error that says what was found, because guessing which column is meant would
//! mislead everything after it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::normalise::normalise;
use super::source::{Place, Row};
use crate::{Error, Result};

mod columns;
mod delimited;
mod depth;
mod grid;
mod header;
mod json;
mod printed;
mod staircase;
mod workbook;

pub(crate) use columns::parse as parse_columns;
use columns::words;
pub(crate) use columns::{Attributes, attributes};
pub(crate) use delimited::{looks_like_csv, read_csv};
use grid::Record;
use header::Header;
pub(crate) use json::{parse_json, read_json};
pub(crate) use workbook::{Sheeted, first_sheet, read as read_workbook, sheets};

/// Longest text in words of a requirement that only says that it was withdrawn.
const WITHDRAWN_WORDS: usize = 40;

/// A list whose columns are known.
struct Table<'n> {
    records: Vec<Record>,
    header: Header,
    /// The file, for messages.
    name: &'n str,
    /// The sheet of a workbook.
    sheet: Option<String>,
    kind: String,
}

impl<'n> Table<'n> {
    fn new(records: Vec<Record>, header: Header, name: &'n str) -> Self {
        let named = [header.columns.id, header.columns.text];
        let names = named.iter().flatten().filter_map(|c| header.names.get(*c));
        Table {
            kind: columns::kind(names.map(String::as_str)),
            records,
            header,
            name,
            sheet: None,
        }
    }

    /// Builds the rows and checks their ids.
    fn rows(self) -> Result<Vec<Row>> {
        if let Some(rows) = depth::rows(&self) {
            return checked(rows, self.name, self.sheet.is_some());
        }
        let mut rows: Vec<Row> = Vec::with_capacity(self.records.len());
        let mut heading = String::new();
        for record in &self.records {
            if self.repeats_header(record) {
                continue;
            }
            if let Some(text) = self.heading(record) {
                heading = normalise(text);
                continue;
            }
            let row = self.row(record);
            // An id that is merged over several rows of a sheet: they are one requirement.
            if self.header.columns.id.is_some_and(|c| record.is_merged(c))
                && let Some(before) = rows.last_mut()
            {
                join(&mut before.title, &row.title);
                join(&mut before.text, &row.text);
                continue;
            }
            let group =
                (row.parent.is_empty() && self.header.columns.parent.is_none()).then(|| heading.clone());
            rows.push(Row {
                parent: group.unwrap_or(row.parent),
                ..row
            });
        }
        if self.header.columns.parent.is_none() {
            parents_by_id(&mut rows);
        }
        checked(rows, self.name, self.sheet.is_some())
    }

    fn row(&self, record: &Record) -> Row {
        let columns = &self.header.columns;
        let field = |at: Option<usize>| at.map_or("", |c| record.get(c));
        Row {
            id: field(columns.id).trim().to_owned(),
            title: normalise(field(columns.title)),
            parent: normalise(field(columns.parent)),
            place: Place {
                element: self.sheet.clone(),
                ..Place::line(record.line)
            },
            kind: self.kind.clone(),
            withdrawn: is_withdrawn(field(columns.status)),
            text: normalise(field(columns.text)),
        }
    }

    /// A header that is printed again on each page.
    fn repeats_header(&self, record: &Record) -> bool {
        let columns = &self.header.columns;
        let same = |at: Option<usize>| {
            at.is_some_and(|c| {
                let name = self.header.names.get(c).map_or("", |n| n.trim());
                !name.is_empty() && record.get(c).trim() == name
            })
        };
        same(columns.id) && same(columns.text)
    }

    /// A row that is a heading over the rows below: words alone, and not where the requirement stands.
    fn heading<'r>(&self, record: &'r Record) -> Option<&'r str> {
        let text = record.only()?;
        let columns = &self.header.columns;
        let of = |at: Option<usize>| at.is_some_and(|c| record.get(c) == text);
        (!of(columns.text) && text.trim().contains(char::is_whitespace)).then_some(text)
    }
}

fn join(text: &mut String, more: &str) {
    if text.as_str() == more || more.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// Whether a text only says that the requirement is gone: `[Withdrawn: Incorporated into B-2.]`.
fn says_withdrawn(text: &str) -> bool {
    let set_off = text.starts_with(['[', '(', '<']);
    let bare = text.trim_start_matches(['[', '(', '<']);
    let end = bare
        .find([':', ',', '.', ']', ')', '>', ';', '—', '–'])
        .unwrap_or(bare.len());
    let word = bare.get(..end).unwrap_or_default();
    text.split(' ').count() <= WITHDRAWN_WORDS
        && if set_off {
            word.split(' ').next().is_some_and(is_withdrawn)
        } else {
            is_withdrawn(word)
        }
}

fn is_withdrawn(status: &str) -> bool {
    let status = status.trim().to_lowercase();
    words().withdrawn.contains(&status)
}

/// In a list without a column for it, an id that goes on from another row's id stands in that row: `B-2(1)`, `5.1.2`.
fn parents_by_id(rows: &mut [Row]) {
    let ids: FxHashSet<String> = rows.iter().map(|r| r.id.clone()).collect();
    for row in rows {
        let mut start = row.id.trim_end_matches(')');
        while let Some(at) = start.rfind(['.', '-', '/', '(', ' ']) {
            start = start.get(..at).unwrap_or_default().trim_end();
            if ids.contains(start) {
                row.parent = start.to_owned();
                break;
            }
        }
    }
}

/// Marks what is withdrawn. Ids are there and unique: every output and every review decision hangs on them.
fn checked(mut rows: Vec<Row>, name: &str, sheet: bool) -> Result<Vec<Row>> {
    for row in &mut rows {
        row.withdrawn |= says_withdrawn(&row.text);
    }
    if rows.is_empty() {
        return Err(Error::new("the list has no rows")
            .at(name)
            .help("the first line is the header; requirements follow it"));
    }
    let line = if sheet { "row" } else { "line" };
    let mut lines: FxHashMap<&str, u32> = FxHashMap::default();
    for row in &rows {
        let at = row.place.line;
        if row.id.is_empty() {
            return Err(Error::new("a row without an id")
                .at(format!("{name}, {line} {at}"))
                .help("give every requirement an id of its own"));
        }
        if let Some(first) = lines.insert(&row.id, at) {
            return Err(Error::new(format!(
                "the id `{}` stands in {line} {first} and in {line} {at}",
                row.id
            ))
            .at(name)
            .help("give every requirement an id of its own, or say which column holds it with --columns id=NAME"));
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests;
