//! Reading a crosswalk file back, also after a spreadsheet has had it.
//!
//! Comma, semicolon and tab are read (the header decides), with or without a byte-order mark, in UTF-8, UTF-16 or
//! Windows-1252. Cost: linear in the file.

use serde_json::Value;

use super::{COLUMNS, Row, Sheet};
use crate::export::cell;
use crate::{Error, Result};

/// Without these a file is no crosswalk; the other columns may be missing and are then empty.
const NEEDED: [&str; 5] = ["status", "left_draft", "left_id", "right_draft", "right_id"];

/// The columns whose cells are numbers of our own.
const NUMBERS: [&str; 3] = ["confidence", "strength", "score"];

/// Reads a crosswalk CSV. `name` is the file's name for messages.
///
/// # Errors
/// A file without the needed columns, a column that stands there twice, a status that is none.
pub fn read_csv(bytes: &[u8], name: &str) -> Result<Sheet> {
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
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| Error::new(e.to_string()).at(name))?;
        let line = lines.of(text, record.position().map_or(0, csv::Position::byte) as usize);
        if record.iter().any(|c| !c.trim().is_empty()) {
            records.push((line, record));
        }
    }
    let mut records = records.into_iter();
    let (line, header) = records.next().unwrap_or_default();
    let header: Vec<&str> = header.iter().map(str::trim).collect();
    check_header(&header, name, line.max(1))?;
    let records: Vec<_> = records.collect();
    // People write beside the table, too: columns without a name count where something stands in them.
    let widest = records.iter().map(|(_, r)| r.len()).max().unwrap_or(0);
    let columns: Vec<(usize, &str)> = (0..widest.max(header.len()))
        .map(|i| (i, header.get(i).copied().unwrap_or_default()))
        .filter(|&(i, column)| !column.is_empty() || records.iter().any(|(_, r)| !blank(r, i)))
        .collect();
    let mut sheet = Sheet::default();
    let foreign = columns.iter().filter(|(_, c)| !COLUMNS.contains(c));
    sheet.extra = foreign.map(|(_, c)| (*c).to_owned()).collect();
    for (line, record) in records {
        let mut row = Row {
            line,
            ..Row::default()
        };
        for &(i, column) in &columns {
            let mut value = cell::unguard(record.get(i).unwrap_or_default()).to_owned();
            if NUMBERS.contains(&column) && value.replacen(',', ".", 1).parse::<f64>().is_ok() {
                // Half of the world's spreadsheets write 0,5.
                value = value.replacen(',', ".", 1);
            }
            match row.cell_mut(column) {
                Some(own) => *own = value,
                None => row.extra.push(value),
            }
        }
        sheet.rows.push(checked(row, name)?);
    }
    Ok(sheet)
}

fn blank(record: &csv::StringRecord, cell: usize) -> bool {
    record.get(cell).unwrap_or_default().trim().is_empty()
}

/// Reads the rows of a crosswalk JSON (see `docs/json.md`).
///
/// # Errors
/// What is no JSON, or not this format and version; a status that is none.
pub fn read_json(bytes: &[u8], name: &str) -> Result<Sheet> {
    let text = decode(bytes);
    let value: Value = serde_json::from_str(&text).map_err(|e| {
        Error::new("not valid JSON")
            .at(format!("{name}, line {}", e.line()))
            .help("write to another file with -o, or repair this one")
    })?;
    let is_crosswalk = value.get("format").and_then(Value::as_str) == Some(crate::export::json::CROSSWALK);
    let version = value.get("version").and_then(Value::as_u64);
    if !is_crosswalk || version != Some(crate::export::json::VERSION) {
        return Err(Error::new(format!(
            "not a crosswalk of format version {}",
            crate::export::json::VERSION
        ))
        .at(name)
        .help("write to another file with -o"));
    }
    let mut sheet = Sheet::default();
    for (i, entry) in value
        .get("rows")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        let mut row = Row {
            line: i as u64 + 1,
            ..Row::default()
        };
        for column in COLUMNS {
            if let (Some(own), Some(value)) = (row.cell_mut(column), entry.get(column)) {
                *own = match value {
                    Value::Null => String::new(),
                    Value::String(s) => s.clone(),
                    other => other.to_string(),
                };
            }
        }
        sheet.rows.push(checked(row, name)?);
    }
    Ok(sheet)
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
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(&bytes[length..])
            .0
            .into_owned();
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
pub(super) fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |d: u8| header.bytes().filter(|&b| b == d).count();
    // On a tie the first one wins: comma is our own.
    [b';', b'\t']
        .into_iter()
        .fold(b',', |best, d| if count(d) > count(best) { d } else { best })
}

fn check_header(names: &[&str], file: &str, line: u64) -> Result<()> {
    let missing: Vec<&str> = NEEDED.into_iter().filter(|n| !names.contains(n)).collect();
    if !missing.is_empty() {
        let what = if missing.len() == 1 { "column" } else { "columns" };
        return Err(Error::new(format!(
            "not a crosswalk: it has no {what} {}",
            missing.join(", ")
        ))
        .at(format!("{file}, line {line}"))
        .help("write to another file with -o, or give this one the columns of a crosswalk"));
    }
    let twice = COLUMNS
        .into_iter()
        .find(|c| names.iter().filter(|h| *h == c).count() > 1);
    match twice {
        Some(column) => Err(Error::new(format!("the column `{column}` stands there twice"))
            .at(format!("{file}, line {line}"))
            .help("take one of them out, or rename it")),
        None => Ok(()),
    }
}

fn checked(row: Row, file: &str) -> Result<Row> {
    if row.status().is_some() {
        return Ok(row);
    }
    let known: Vec<&str> = super::Status::ALL.iter().map(|s| s.code()).collect();
    Err(Error::new(format!("`{}` is no status", row.status.trim()))
        .at(format!("{file}, line {}", row.line))
        .help(format!("use one of {}", known.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "status;left_draft;left_id;right_draft;right_id;note;ours";

    #[test]
    fn semicolons_crlf_and_foreign_columns_are_read() {
        let sheet = read_csv(
            format!("\u{feff}{HEAD}\r\naccepted;a;1;b;2;\"x;\ny\";mine\r\n;;;;;;\r\n").as_bytes(),
            "x.csv",
        )
        .unwrap();
        assert_eq!(sheet.extra, ["ours"]);
        assert_eq!(sheet.rows.len(), 1);
        assert_eq!(sheet.rows[0].note, "x;\ny");
        assert_eq!(sheet.rows[0].extra, ["mine"]);
        assert_eq!(sheet.rows[0].line, 2);
    }

    #[test]
    fn what_stands_beside_the_table_is_read() {
        let sheet = read_csv(
            format!("{HEAD};;\naccepted;a;1;b;2;;mine;;here;too\n").as_bytes(),
            "x.csv",
        )
        .unwrap();
        assert_eq!(sheet.extra, ["ours", "", ""]);
        assert_eq!(sheet.rows[0].extra, ["mine", "here", "too"]);
    }

    #[test]
    fn utf_16_and_windows_1252_are_read() {
        let text = format!("{HEAD}\naccepted;a;1;b;2;\u{e9};\n");
        let utf16: Vec<u8> = std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let ansi: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
        for bytes in [utf16, ansi] {
            assert_eq!(read_csv(&bytes, "x.csv").unwrap().rows[0].note, "\u{e9}");
        }
    }

    #[test]
    fn carriage_returns_end_lines_too() {
        let text = format!("{HEAD}\raccepted;a;1;b;2;x, y, z;\rmaybe;a;1;b;2;;\r");
        let error = read_csv(text.as_bytes(), "x.csv").unwrap_err();
        assert_eq!(error.to_string(), "x.csv, line 3: `maybe` is no status");
        let sheet = read_csv(text.replace("maybe", "edited").as_bytes(), "x.csv").unwrap();
        assert_eq!(sheet.rows[0].note, "x, y, z");
    }

    #[test]
    fn a_decimal_comma_in_our_own_numbers_becomes_a_point() {
        let text = "confidence;score;status;left_draft;left_id;right_draft;right_id;note;ours\n\
                    0,5;-1,25;accepted;a;6,1;b;2;0,5;0,5\n";
        let sheet = read_csv(text.as_bytes(), "x.csv").unwrap();
        let row = &sheet.rows[0];
        assert_eq!((row.confidence.as_str(), row.score.as_str()), ("0.5", "-1.25"));
        assert_eq!((row.note.as_str(), row.left.id.as_str()), ("0,5", "6,1"));
        assert_eq!(row.extra, ["0,5"]);
    }

    #[test]
    fn errors_name_the_line() {
        let error = read_csv(b"id,title\n1,x\n", "x.csv").unwrap_err();
        assert!(error.to_string().starts_with("x.csv, line 1: not a crosswalk"));
        let error = read_csv(format!("sep=;\n{HEAD}\nmaybe;a;1;b;2;;\n").as_bytes(), "x.csv").unwrap_err();
        assert_eq!(error.to_string(), "x.csv, line 3: `maybe` is no status");
        assert!(read_csv(b"", "x.csv").is_err());
    }
}
