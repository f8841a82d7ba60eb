//! Tables with a column of ids on either side: OLIR, workbooks of CISO Assistant, anybody's CSV.

use std::collections::BTreeMap;

use super::{Imported, Strange, empty, foreign, relation};
use crate::crosswalk::Rationale;
use crate::export::{olir, remark};
use crate::review::{self, Record, Row, Sheet, Status, Table};
use crate::{Error, Result};

/// Reads a CSV file: a crosswalk of ours, or a table with known columns.
pub(super) fn csv(bytes: &[u8], name: &str) -> Result<Imported> {
    let table = Table::read(bytes, name)?;
    let ours = ["status", "left_draft", "left_id", "right_draft", "right_id"];
    if ours.iter().all(|c| table.column(c).is_some()) {
        return Ok(Imported {
            format: "a crosswalk in CSV",
            sheet: review::read_csv(bytes, name)?,
            notes: Vec::new(),
        });
    }
    rows(&table, name, &format!("{name}, line {}", table.line))?.ok_or_else(|| missing(&table, name))
}

/// Reads a workbook: the sheet with known columns that has most rows.
pub(super) fn workbook(bytes: &[u8], name: &str) -> Result<Imported> {
    let mut best: Option<Imported> = None;
    let mut first = None;
    for (sheet, records) in crate::read::sheets(bytes, name)? {
        let mut records = records.into_iter();
        let Some((line, header)) = records.next() else {
            continue;
        };
        let table = Table {
            header: header.iter().map(|c| c.trim().to_owned()).collect(),
            line,
            records: records.map(|(line, cells)| Record { line, cells }).collect(),
        };
        let found = rows(&table, name, &format!("{name}, sheet `{sheet}`"))?;
        let found = found.filter(|f| {
            best.as_ref()
                .is_none_or(|b| b.sheet.rows.len() < f.sheet.rows.len())
        });
        first.get_or_insert(table);
        best = found.or(best);
    }
    best.ok_or_else(|| missing(&first.unwrap_or_default(), name))
}

fn missing(table: &Table, name: &str) -> Error {
    let header: Vec<&str> = table
        .header
        .iter()
        .map(String::as_str)
        .filter(|h| !h.is_empty())
        .take(8)
        .collect();
    Error::new(format!(
        "it has no column of ids for either side; its columns are {}",
        header.join(", ")
    ))
    .at(name)
    .help("name the columns left_id and right_id")
}

/// The rows of a table; `None` where it has no columns of ids.
fn rows(table: &Table, name: &str, place: &str) -> Result<Option<Imported>> {
    let names = known_names();
    let column = |ours: &str| {
        let wanted = names.get(ours)?;
        // The names are in order of preference.
        wanted
            .iter()
            .find_map(|w| table.header.iter().position(|h| plain(h) == *w))
    };
    let (Some(left), Some(right)) = (column("left_id"), column("right_id")) else {
        return Ok(None);
    };
    let is_olir = table.header.iter().any(|h| plain(h) == "focal document element");
    let mut strange = Strange::default();
    let mut rows = Vec::new();
    for record in &table.records {
        let cell = |ours: &str| column(ours).map_or("", |at| record.cell(at)).trim();
        let id = |at: usize| {
            let id = record.cell(at).trim();
            if is_olir { olir::id(id) } else { id.to_owned() }
        };
        let (left_id, right_id) = (id(left), id(right));
        // A row with one id alone says "not mapped", which a run finds again.
        if left_id.is_empty() || right_id.is_empty() {
            continue;
        }
        let mut row = Row {
            line: record.line,
            confidence: cell("confidence").to_owned(),
            reviewer: cell("reviewer").to_owned(),
            reviewed_on: cell("reviewed_on").to_owned(),
            strength: cell("strength").to_owned(),
            ..Row::default()
        };
        row.left.id = left_id;
        row.right.id = right_id;
        for (side, which) in [(&mut row.left, "left"), (&mut row.right, "right")] {
            let raw = |ours: &str| column(ours).map_or("", |at| record.cell(at));
            raw(&format!("{which}_text")).clone_into(&mut side.text);
            cell(&format!("{which}_draft")).clone_into(&mut side.draft);
        }
        let said = relation(cell("relation"));
        if said.is_none() {
            strange.seen(cell("relation"));
        }
        row.relation = said.map(|r| r.code().to_owned()).unwrap_or_default();
        let rationale = cell("rationale").to_lowercase();
        row.rationale = rationale
            .parse::<Rationale>()
            .map_or("", Rationale::code)
            .to_owned();
        let remark = column("note").map_or("", |at| record.cell(at));
        let (decided, _, note) = remark::read(remark);
        row.note = note.to_owned();
        let status = decided.or_else(|| Status::parse(cell("status")).filter(|_| !cell("status").is_empty()));
        match status {
            Some(status) => status.code().clone_into(&mut row.status),
            None => foreign(&mut row, true, name, ""),
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(empty(place, "row with an id on either side"));
    }
    Ok(Some(Imported {
        format: if is_olir {
            "an OLIR relationship sheet"
        } else {
            "a table of ids"
        },
        sheet: Sheet {
            extra: Vec::new(),
            rows,
        },
        notes: strange.notes(),
    }))
}

/// Names of columns by the column of ours. The file is embedded and a test parses it.
fn known_names() -> BTreeMap<String, Vec<String>> {
    toml::from_str(include_str!("columns.toml")).unwrap_or_default()
}

/// The name of a column without line breaks, underscores and what stands in brackets.
fn plain(header: &str) -> String {
    let bare = header.split(['(', '[']).next().unwrap_or(header);
    let spaced = bare.replace('_', " ").to_lowercase();
    crate::crosswalk::normalised(&spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_our_columns() {
        let names = known_names();
        assert!(names.contains_key("left_id") && names.contains_key("right_id"));
        assert!(names.keys().all(|n| crate::review::COLUMNS.contains(&n.as_str())));
        assert!(names.values().flatten().all(|n| plain(n) == *n));
    }

    #[test]
    fn anybodys_table_is_read() {
        let read = csv(
            b"Source;Target;Relationship;Comments\nA-1;x;subset of;why\nA-2;;;\nA-3;y;near;\n",
            "t.csv",
        )
        .unwrap();
        let rows = &read.sheet.rows;
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].relation.as_str(), rows[0].status.as_str()),
            ("subset-of", "accepted")
        );
        assert_eq!(rows[0].note, "why; imported from t.csv");
        assert_eq!(rows[1].line, 4);
        assert!(read.notes[0].contains("`near`"));
        assert!(csv(b"a,b\n1,2\n", "t.csv").is_err());
    }
}
