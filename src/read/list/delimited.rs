//! Lists as text with a separator: comma, semicolon or tab.

use super::grid::{Grid, Record};
use super::{Table, checked, columns, header, staircase};
use crate::read::options::ListOptions;
use crate::read::source::Row;
use crate::{Error, Result};

/// The separators, in the order in which equal counts are settled.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// Lines whose separators are counted.
const REACH: usize = 20;

/// Does an unnamed text begin with the header of a requirement list?
pub(crate) fn looks_like_csv(text: &str) -> bool {
    let header = text.lines().next().unwrap_or_default();
    let Some(separator) = separators(header).first().copied() else {
        return false;
    };
    let names: Vec<String> = header
        .split(char::from(separator))
        .map(|n| n.trim_matches('"').to_owned())
        .collect();
    let columns = columns::Columns::of(&names, |_| true);
    names.len() >= 2 && names.len() < 60 && columns.is_complete()
}

/// The separators, the one that the first lines show most often first.
fn separators(text: &str) -> Vec<u8> {
    let count = |s: u8| -> usize {
        let of = |line: &str| line.bytes().filter(|b| *b == s).count();
        text.lines().take(REACH).map(of).sum()
    };
    let mut all = SEPARATORS.to_vec();
    all.sort_by_key(|s| std::cmp::Reverse(count(*s)));
    all
}

/// Reads a CSV list.
///
/// # Errors
/// No header that names what a list needs; rows without an id of their own.
pub(crate) fn read_csv(text: &str, name: &str, options: &ListOptions) -> Result<Vec<Row>> {
    let text = text.trim_start_matches('\u{FEFF}');
    // Excel may say in front which separator it used.
    let (told, body) = match text.strip_prefix("sep=").and_then(|t| t.split_once('\n')) {
        Some((sign, body)) => (sign.bytes().next(), body),
        None => (None, text),
    };
    let first_line = u32::from(told.is_some()) + 1;
    let tried = told.map_or_else(|| separators(body), |t| vec![t]);
    let mut problem = None;
    for separator in tried {
        let grid = grid(body, separator, first_line);
        let line = |at: usize| grid.records.get(at).map_or(first_line, |r| r.line);
        match header::find(&grid, &options.columns) {
            Ok(header) => {
                let records = grid.records.into_iter().skip(header.at + 1).collect();
                return Table::new(records, header, name).rows();
            }
            Err(header) => {
                let place = format!("{name}, line {}", line(header.at));
                let error = columns::missing(header.columns, &header.names, &options.columns, &place);
                if problem.is_none() {
                    if let Some(rows) = staircase::rows(&grid) {
                        return checked(rows, name, false);
                    }
                    problem = Some(error);
                }
            }
        }
    }
    Err(problem.unwrap_or_else(|| Error::new("the list has no rows").at(name).help(columns::NEEDED)))
}

fn grid(body: &str, separator: u8, first_line: u32) -> Grid {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(body.as_bytes());
    let mut lines = Lines {
        text: body,
        byte: 0,
        line: first_line,
    };
    let mut grid = Grid::default();
    let mut fields = csv::StringRecord::new();
    // Text that is UTF-8 and may have rows of any length has no errors.
    while let Ok(true) = reader.read_record(&mut fields) {
        let line = lines.at(fields.position().map_or(0, csv::Position::byte) as usize);
        let mut record = Record::new(line);
        for (column, field) in fields.iter().enumerate() {
            record.set(column, field.to_owned());
        }
        grid.push(record);
    }
    grid
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
