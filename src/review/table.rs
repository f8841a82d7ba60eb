//! A table as people and spreadsheets save it: one opening for every CSV file and workbook that comes back.
//!
//! Comma, semicolon and tab are read (the header decides), with or without a byte-order mark, in UTF-8, UTF-16 or
//! Windows-1252. Cost: linear in the file.

use crate::export::cell;
use crate::read::{first_sheet, is_workbook};
use crate::{Error, Result};

/// The rows of a file below its header. Rows without anything in them are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// Names of the columns, trimmed.
    pub(crate) header: Vec<String>,
    /// Line of the header.
    pub(crate) line: u64,
    /// What stands below it.
    pub(crate) records: Vec<Record>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// Its line in the file.
    pub(crate) line: u64,
    /// Its cells, without what kept spreadsheets from taking them for formulas.
    pub(crate) cells: Vec<String>,
}

impl Record {
    /// The cell at a place, empty where the row is shorter.
    pub(crate) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

impl Table {
    /// Reads a CSV file, or the first sheet of a workbook. `name` is the file's name for messages.
    ///
    /// # Errors
    /// What the `csv` crate cannot read, nothing that spreadsheets write; a damaged workbook.
    pub(crate) fn read(bytes: &[u8], name: &str) -> Result<Table> {
        if is_workbook(bytes) {
            return Ok(Table::of_sheet(first_sheet(bytes, name)?));
        }
        let text = decode(bytes);
        // Without a single line feed it is carriage returns that end the lines, as in "CSV (Macintosh)".
        let text = if text.contains('\n') {
            text
        } else {
            text.replace('\r', "\n")
        };
        let (text, skipped) = match text.strip_prefix("sep=") {
            // Excel's own way to name the delimiter.
            Some(rest) => (rest.split_once('\n').map_or("", |(_, rest)| rest), 1),
            None => (text.as_str(), 0),
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(text))
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut lines = Lines {
            at: 0,
            line: 1 + skipped,
        };
        let mut table = Table {
            line: 1,
            ..Table::default()
        };
        let mut headed = false;
        for record in reader.records() {
            let record = record.map_err(|e| Error::new(e.to_string()).at(name))?;
            let line = lines.of(text, record.position().map_or(0, csv::Position::byte) as usize);
            if record.iter().all(|c| c.trim().is_empty()) {
                continue;
            }
            if headed {
                let cells = record.iter().map(|c| cell::unguard(c).to_owned()).collect();
                table.records.push(Record { line, cells });
            } else {
                table.header = record.iter().map(|c| c.trim().to_owned()).collect();
                table.line = line;
                headed = true;
            }
        }
        Ok(table)
    }

    /// The table in the rows of a sheet, each with its number. Nothing guards cells there: text is text.
    fn of_sheet(rows: Vec<(u32, Vec<String>)>) -> Table {
        let filled = |(_, cells): &(u32, Vec<String>)| cells.iter().any(|c| !c.trim().is_empty());
        let mut rows = rows.into_iter().filter(filled);
        let (line, header) = rows.next().unwrap_or((1, Vec::new()));
        Table {
            header: header.iter().map(|c| c.trim().to_owned()).collect(),
            line: u64::from(line),
            records: rows
                .map(|(line, cells)| Record {
                    line: u64::from(line),
                    cells,
                })
                .collect(),
        }
    }

    /// The place of a column that must be there; `name` is the file's name for messages.
    ///
    /// # Errors
    /// It is not.
    pub(crate) fn needed(&self, column: &str, name: &str, help: &str) -> Result<usize> {
        self.column(column).ok_or_else(|| {
            Error::new(format!("no column named `{column}`"))
                .at(format!("{name}, line {}", self.line))
                .help(help)
        })
    }

    /// The place of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h == name)
    }
}

/// Counts lines up to a record. The `csv` crate's own count is one behind where lines end in CR LF.
struct Lines {
    at: usize,
    line: u64,
}

impl Lines {
    fn of(&mut self, text: &str, record: usize) -> u64 {
        let bytes = text.as_bytes();
        let mut to = record.min(bytes.len());
        while bytes.get(to).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
            to += 1;
        }
        let passed = bytes.get(self.at..to).unwrap_or_default();
        self.line += passed.iter().filter(|&&b| b == b'\n').count() as u64;
        self.at = to.max(self.at);
        self.line
    }
}

/// The text of a file that a spreadsheet may have saved: by byte-order mark, else UTF-8, else Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        return encoding.decode_without_bom_handling(body).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

/// The delimiter that the header line uses most.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |d: u8| header.bytes().filter(|&b| b == d).count();
    // On a tie the first one wins: comma is our own.
    [b';', b'\t']
        .into_iter()
        .fold(b',', |best, d| if count(d) > count(best) { d } else { best })
}
