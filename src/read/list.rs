//! Requirement lists: a CSV table with a header, or JSON records with named fields.
//!
//! Columns are known by their names, in any order and either case. A list without an id or a text column is an
//! error that says what was found, because guessing which column is meant would mislead everything after it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::normalise::normalise;
use super::source::{Place, Row};
use crate::{Error, Result};

mod columns;
mod json;

use columns::Columns;
pub(crate) use json::read_json;

/// Does an unnamed text begin with the header of a requirement list?
pub(crate) fn looks_like_csv(text: &str) -> bool {
    let header = text.lines().next().unwrap_or_default();
    let separator = separator(header);
    let names: Vec<String> = header
        .split(char::from(separator))
        .map(|n| n.trim_matches('"').to_owned())
        .collect();
    let columns = Columns::of(&names, |_| true);
    names.len() >= 2 && names.len() < 60 && columns.id.is_some() && columns.text.is_some()
}

/// The separator that the header shows most often.
fn separator(header: &str) -> u8 {
    let count = |c: char| header.matches(c).count();
    let (comma, semicolon, tab) = (count(','), count(';'), count('\t'));
    if tab > comma.max(semicolon) {
        b'\t'
    } else if semicolon > comma {
        b';'
    } else {
        b','
    }
}

/// A list before its columns are known.
#[derive(Debug)]
struct Table {
    names: Vec<String>,
    /// The fields of each record, in step with the names, and its line.
    records: Vec<(Vec<String>, u32)>,
}

impl Table {
    /// Finds the columns, builds the rows and checks their ids.
    fn rows(self, name: &str, header: &str) -> Result<Vec<Row>> {
        let unique = |column: usize| {
            let mut seen = FxHashSet::default();
            let mut ids = self.records.iter().filter_map(|(fields, _)| fields.get(column));
            ids.all(|id| !id.trim().is_empty() && seen.insert(id))
        };
        let columns = Columns::of(&self.names, unique);
        let (id, text) = columns.needed(&self.names, header)?;
        let row = |(fields, line): &(Vec<String>, u32)| {
            let field = |at: Option<usize>| {
                at.and_then(|i| fields.get(i))
                    .map(String::as_str)
                    .unwrap_or_default()
            };
            Row {
                id: field(Some(id)).trim().to_owned(),
                title: normalise(field(columns.title)),
                text: normalise(field(Some(text))),
                parent: normalise(field(columns.parent)),
                place: Place::line(*line),
            }
        };
        checked(self.records.iter().map(row).collect(), name)
    }
}

/// Reads a CSV list.
pub(crate) fn read_csv(text: &str, name: &str) -> Result<Vec<Row>> {
    // Spreadsheets leave empty lines in front, and Excel may say which separator it used.
    let mut skipped: u32 = 0;
    let mut body = text;
    let mut told = None;
    while let Some((line, rest)) = body.split_once('\n') {
        let line = line.trim_end();
        if let Some(sign) = line.strip_prefix("sep=") {
            told = sign.bytes().next();
        } else if !line.trim_matches([',', ';', ' ', '"']).is_empty() {
            break;
        }
        skipped += 1;
        body = rest;
    }
    let header = body.lines().next().unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(told.unwrap_or_else(|| separator(header)))
        .flexible(true)
        .from_reader(body.as_bytes());
    let broken = |e: &csv::Error| {
        let line = e.position().map_or(0, csv::Position::line) + u64::from(skipped);
        Error::new("a row of the table cannot be read")
            .at(format!("{name}, line {line}"))
            .help("save the file as CSV in UTF-8")
    };
    let names = match reader.headers() {
        Ok(header) => header
            .iter()
            .map(|n| n.trim_start_matches('\u{FEFF}').to_owned())
            .collect(),
        Err(e) => return Err(broken(&e)),
    };
    let mut table = Table {
        names,
        records: Vec::new(),
    };
    let mut lines = Lines {
        text: body,
        byte: 0,
        line: 1,
    };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => return Err(broken(&e)),
        }
        if record.iter().any(|field| !field.trim().is_empty()) {
            let line = lines.at(record.position().map_or(0, csv::Position::byte) as usize);
            let fields = record.iter().map(str::to_owned).collect();
            table.records.push((fields, line.saturating_add(skipped)));
        }
    }
    table.rows(name, &format!("{name}, line {}", skipped + 1))
}

/// Counts lines up to a record. The reader's own count points at the blank lines before a record.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the record that begins at or after a byte; records come in order.
    fn at(&mut self, byte: usize) -> u32 {
        let bytes = self.text.as_bytes();
        while let Some(b) = bytes.get(self.byte)
            && (self.byte < byte || matches!(b, b'\n' | b'\r'))
        {
            self.line += u32::from(*b == b'\n');
            self.byte += 1;
        }
        self.line
    }
}

/// Ids are there and unique: every output and every review decision hangs on them.
fn checked(rows: Vec<Row>, name: &str) -> Result<Vec<Row>> {
    if rows.is_empty() {
        return Err(Error::new("the list has no rows")
            .at(name)
            .help("the first line is the header; requirements follow it"));
    }
    let mut lines: FxHashMap<&str, u32> = FxHashMap::default();
    for row in &rows {
        let line = row.place.line;
        if row.id.is_empty() {
            return Err(Error::new("a row without an id")
                .at(format!("{name}, line {line}"))
                .help("give every requirement an id of its own"));
        }
        if let Some(first) = lines.insert(&row.id, line) {
            return Err(Error::new(format!(
                "the id `{}` stands in line {first} and in line {line}",
                row.id
            ))
            .at(name)
            .help("give every requirement an id of its own"));
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests;
