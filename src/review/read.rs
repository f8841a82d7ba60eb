//! Reading a crosswalk file back, also after a spreadsheet has had it. Cost: linear in the file.

use serde_json::Value;

use super::table::{Table, decode};
use super::{COLUMNS, Row, Sheet};
use crate::{Error, Result};

/// Without these a file is no crosswalk; the other columns may be missing and are then empty.
const NEEDED: [&str; 5] = ["status", "left_draft", "left_id", "right_draft", "right_id"];

/// The columns whose cells are numbers of our own.
const NUMBERS: [&str; 3] = ["confidence", "strength", "score"];

/// Reads a crosswalk, whatever it was saved as: a workbook, JSON, or CSV.
///
/// # Errors
/// Those of [`read_csv`] and [`read_json`]; a workbook that is damaged.
pub fn read_any(bytes: &[u8], name: &str) -> Result<Sheet> {
    if bytes.trim_ascii_start().starts_with(b"{") {
        return read_json(bytes, name);
    }
    read_csv(bytes, name)
}

/// Reads a crosswalk CSV, or the first sheet of a workbook. `name` is the file's name for messages.
///
/// # Errors
/// A file without the needed columns, a column that stands there twice, a status that is none.
pub fn read_csv(bytes: &[u8], name: &str) -> Result<Sheet> {
    let table = Table::read(bytes, name)?;
    let header: Vec<&str> = table.header.iter().map(String::as_str).collect();
    check_header(&header, name, table.line)?;
    // People write beside the table, too: columns without a name count where something stands in them.
    let widest = table.records.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let filled = |i: usize| table.records.iter().any(|r| !r.cell(i).trim().is_empty());
    let columns: Vec<(usize, &str)> = (0..widest.max(header.len()))
        .map(|i| (i, header.get(i).copied().unwrap_or_default()))
        .filter(|&(i, column)| !column.is_empty() || filled(i))
        .collect();
    let mut sheet = Sheet::default();
    let foreign = columns.iter().filter(|(_, c)| !COLUMNS.contains(c));
    sheet.extra = foreign.map(|(_, c)| (*c).to_owned()).collect();
    for record in &table.records {
        let mut row = Row {
            line: record.line,
            ..Row::default()
        };
        for &(i, column) in &columns {
            let mut value = record.cell(i).to_owned();
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
    let mut sheet = Sheet {
        extra: texts(value.get("own_columns")),
        rows: Vec::new(),
    };
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
        row.extra = texts(entry.get("own"));
        row.extra.resize(sheet.extra.len(), String::new());
        sheet.rows.push(checked(row, name)?);
    }
    Ok(sheet)
}

/// A list of texts.
fn texts(value: Option<&Value>) -> Vec<String> {
    let all = value.and_then(Value::as_array).into_iter().flatten();
    all.map(|v| v.as_str().unwrap_or_default().to_owned()).collect()
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

/// A row whose status is one, spelt as the lists of a workbook spell it: people type `Accepted `.
fn checked(mut row: Row, file: &str) -> Result<Row> {
    if let Some(status) = row.status() {
        if !row.status.is_empty() {
            row.status = status.code().to_owned();
        }
        if row.relation.trim().parse::<crate::crosswalk::Relation>().is_ok() {
            row.relation = row.relation.trim().to_owned();
        }
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
