//! Crosswalks as LibreOffice saved them merge back: every decision stays, on the units it was made about.
//!
//! `tests/spreadsheet/README.md` says how the files were made.

#![allow(clippy::expect_used, reason = "a helper that fails is a test that fails")]

use std::path::{Path, PathBuf};

use clausewise::draft::Draft;
use clausewise::read::{Format, Place, Row as ListRow, Source};
use clausewise::review::{Merge, Merged, Proposals, Row, Sheet, merge, read_csv};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spreadsheet")
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).expect("the fixture can be read")
}

fn draft(name: &str) -> Draft {
    let bytes = file(&format!("{name}.csv"));
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let records = reader.records().map(|r| r.expect("the list is CSV"));
    let row = |(i, record): (usize, csv::StringRecord)| ListRow {
        id: record[0].trim().to_owned(),
        title: String::new(),
        text: record[2].to_owned(),
        parent: String::new(),
        place: Place::line(i as u32 + 2),
        ..Default::default()
    };
    let source = Source {
        rows: records.enumerate().map(row).collect(),
        ..Source::new(&format!("{name}.csv"), Format::List)
    };
    Draft::from_list(&source, name)
}

fn merged(bytes: &[u8]) -> Merged {
    let (left, right) = (draft("rules"), draft("guide"));
    let run = Merge {
        drafts: &[&left, &right],
        pairs: &[(0, 1)],
        file: "x.csv",
    };
    let sheet = read_csv(bytes, "x.csv").expect("the file can be read");
    merge(sheet, Proposals::default(), &run).expect("nothing is refused")
}

/// What must not change: the units, and what a person said. The day of review is shown as each locale does.
fn decisions(sheet: &Sheet) -> Vec<Vec<String>> {
    let tag = sheet
        .extra
        .iter()
        .position(|c| c == "tag")
        .expect("the file has tags");
    let cells = |row: &Row| {
        let mut cells = vec![row.extra[tag].clone(), row.status.trim().to_lowercase()];
        for side in [&row.left, &row.right] {
            cells.extend([&side.draft, &side.id, &side.citation, &side.text, &side.hash].map(Clone::clone));
        }
        cells.extend([&row.relation, &row.note, &row.reviewer].map(Clone::clone));
        cells.push((!row.reviewed_on.is_empty()).to_string());
        cells
    };
    let mut all: Vec<Vec<String>> = sheet.rows.iter().filter(|r| r.reviewed()).map(cells).collect();
    all.sort();
    all
}

fn truth() -> Vec<Vec<String>> {
    decisions(&read_csv(&file("reviewed.csv"), "reviewed.csv").expect("the file can be read"))
}

#[test]
fn every_decision_comes_back_from_libreoffice() {
    let truth = truth();
    assert!(truth.len() > 20, "{} decisions", truth.len());
    for name in [
        "en-comma.csv",
        "en-quoted.csv",
        "en-utf16-tab.csv",
        "de-semicolon.csv",
        "de-windows-1252.csv",
        "de-unformatted.csv",
    ] {
        let merged = merged(&file(name));
        let found = decisions(&merged.sheet);
        for (found, wanted) in found.iter().zip(&truth) {
            assert_eq!(found, wanted, "{name}");
        }
        assert_eq!(found.len(), truth.len(), "{name}");
        assert!(merged.recovered.len() >= 10, "{name}: nothing was changed in it");
    }
}

/// The records of a file, header first.
fn records() -> Vec<Vec<String>> {
    let bytes = file("en-comma.csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&bytes[..]);
    let records = reader.records().map(|r| r.expect("the file is CSV"));
    records.map(|r| r.iter().map(str::to_owned).collect()).collect()
}

fn written(records: &[Vec<String>], terminator: csv::Terminator) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(terminator)
        .flexible(true)
        .from_writer(Vec::new());
    for record in records {
        writer.write_record(record).expect("writing to memory");
    }
    writer.into_inner().expect("writing to memory")
}

#[test]
fn a_table_that_people_rearranged_says_the_same() {
    let truth = truth();
    let lf = csv::Terminator::Any(b'\n');
    let same = |bytes: &[u8], what: &str| assert_eq!(decisions(&merged(bytes).sheet), truth, "{what}");

    same(&written(&records(), csv::Terminator::CRLF), "CR LF");

    let mut sorted = records();
    sorted[1..].sort_by(|a, b| b.cmp(a));
    same(&written(&sorted, lf), "rows sorted");

    let mut turned = records();
    turned.iter_mut().for_each(|r| r.reverse());
    same(&written(&turned, lf), "columns in another order");

    let mut wider = records();
    let width = wider[0].len();
    wider
        .iter_mut()
        .for_each(|r| r.extend([String::new(), String::new()]));
    wider.extend([vec![String::new(); width + 2], vec![String::new(); width + 2]]);
    same(&written(&wider, lf), "empty columns and rows");

    let mut own = records();
    for (i, record) in own.iter_mut().enumerate() {
        record.insert(
            3,
            if i == 0 {
                "agenda".to_owned()
            } else {
                format!("={i}")
            },
        );
    }
    same(&written(&own, lf), "a column of their own");
}

#[test]
fn rows_may_be_taken_out_and_stand_twice() {
    let lf = csv::Terminator::Any(b'\n');
    let mut twice = records();
    let again = twice[1].clone();
    twice.push(again);
    let found = decisions(&merged(&written(&twice, lf)).sheet);
    assert_eq!(found.len(), truth().len() + 1);

    let mut fewer = records();
    let gone = fewer.remove(1);
    let found = decisions(&merged(&written(&fewer, lf)).sheet);
    let rest: Vec<_> = truth().into_iter().filter(|d| !gone.contains(&d[0])).collect();
    assert_eq!(found, rest);
}
