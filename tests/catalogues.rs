//! Catalogues and requirement lists as tools give them out, made here: workbooks, OSCAL, ReqIF.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::io::{Cursor, Write};

use clausewise::read::{ColumnNames, ListOptions, ReadOptions, Row, Source, read};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A zip of these parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of these sheets: name, cells (`A1="text"` as XML of `sheetData`), merged regions.
fn workbook(sheets: &[(&str, &str, &str)], styles: &str, strings: &str) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (i, (name, data, merged)) in sheets.iter().enumerate() {
        list += &format!("<sheet name='{name}' sheetId='{i}' r:id='rId{i}'/>");
        relations += &format!("<Relationship Id='rId{i}' Target='worksheets/s{i}.xml'/>");
        let merged: String = merged
            .split_whitespace()
            .map(|r| format!("<mergeCell ref='{r}'/>"))
            .collect();
        let sheet =
            format!("<worksheet><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></worksheet>");
        parts.push((format!("xl/worksheets/s{i}.xml"), sheet));
    }
    let main = format!("<workbook xmlns:r='r'><sheets>{list}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    parts.push(("xl/workbook.xml".to_owned(), main));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    parts.push(("xl/styles.xml".to_owned(), styles.to_owned()));
    parts.push(("xl/sharedStrings.xml".to_owned(), strings.to_owned()));
    let borrowed: Vec<(&str, &str)> = parts.iter().map(|(n, c)| (n.as_str(), c.as_str())).collect();
    packed(&borrowed)
}

/// `sheetData` of rows of texts.
fn cells(rows: &[&[&str]]) -> String {
    let row = |(r, row): (usize, &&[&str])| {
        let cell = |(c, text): (usize, &&str)| {
            let column = char::from(b'A' + c as u8);
            match text {
                &"" => String::new(),
                text => format!(
                    "<c r='{column}{}' t='inlineStr'><is><t>{text}</t></is></c>",
                    r + 1
                ),
            }
        };
        let cells: String = row.iter().enumerate().map(cell).collect();
        format!("<row r='{}'>{cells}</row>", r + 1)
    };
    rows.iter().enumerate().map(row).collect()
}

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='\"B-\"000'/></numFmts>\
    <cellXfs><xf numFmtId='0'/><xf numFmtId='2'/><xf numFmtId='164'/><xf numFmtId='14'/></cellXfs></styleSheet>";

fn source(bytes: &[u8], name: &str) -> Source {
    read(bytes, name, &ReadOptions::default()).unwrap()
}

fn with(bytes: &[u8], name: &str, list: ListOptions) -> clausewise::Result<Source> {
    let options = ReadOptions {
        list,
        ..ReadOptions::default()
    };
    read(bytes, name, &options)
}

fn short(rows: &[Row]) -> Vec<(&str, &str, &str, u32)> {
    rows.iter()
        .map(|r| (r.id.as_str(), r.text.as_str(), r.parent.as_str(), r.place.line))
        .collect()
}

#[test]
fn the_sheet_with_the_list_is_found_below_its_title() {
    let about = cells(&[&["Bells of the harbour"], &["As of", "May"]]);
    let list = cells(&[
        &["Requirements for bells"],
        &[],
        &["Ref", "Requirement Name", "Requirement Text", "Section"],
        &["B-1", "Loud", "Bells are loud.", "Sound"],
        &["B-1(1)", "Louder", "Large bells are louder.", ""],
        &["Ref", "Requirement Name", "Requirement Text", "Section"],
        &["B-2", "Gone", "[Withdrawn: Incorporated into B-1.]", "Sound"],
    ]);
    let bytes = workbook(&[("About", &about, ""), ("Bells", &list, "")], STYLES, "<sst/>");
    let source = source(&bytes, "bells.xlsx");
    assert_eq!(
        short(&source.rows),
        [
            ("B-1", "Bells are loud.", "Sound", 4),
            ("B-1(1)", "Large bells are louder.", "", 5),
            ("B-2", "[Withdrawn: Incorporated into B-1.]", "Sound", 7),
        ]
    );
    assert_eq!(source.rows[0].place.element.as_deref(), Some("Bells"));
    let draft = support::draft(&source, None);
    let paths: Vec<&str> = draft.clauses().map(|(_, c)| c.path.as_str()).collect();
    assert_eq!(paths, ["b-1", "b-1/1", "b-2"]);
    // What is withdrawn is no requirement.
    assert_eq!(draft.units.len(), 2);
    assert_eq!(draft.clauses().last().unwrap().1.kind, "withdrawn");
}

#[test]
fn numbers_are_read_as_they_are_printed() {
    let data = "<row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>\
        <row r='2'><c s='1'><v>1.1</v></c><c t='str'><v>Ring.</v></c></row>\
        <row r='3'><c s='2'><v>7</v></c><c s='3'><v>45293</v></c></row>\
        <row r='4'><c><v>12</v></c><c t='b'><v>1</v></c></row>";
    let strings = "<sst><si><r><t>I</t></r><r><t>d</t></r></si><si><t>Text</t><rPh><t>x</t></rPh></si></sst>";
    let bytes = workbook(&[("S", data, "")], STYLES, strings);
    assert_eq!(
        short(&source(&bytes, "a.xlsx").rows),
        [
            ("1.10", "Ring.", "", 2),
            ("B-007", "2024-01-02", "", 3),
            ("12", "TRUE", "", 4)
        ]
    );
}

#[test]
fn merged_cells_reach_down() {
    let data = cells(&[
        &["ID", "Text", "Group"],
        &["B-1", "Bells are loud.", "Sound"],
        &["", "Whistles too.", ""],
        &["B-2", "Ropes hold.", ""],
    ]);
    let bytes = workbook(&[("S", &data, "A2:A3 C2:C4")], STYLES, "<sst/>");
    assert_eq!(
        short(&source(&bytes, "a.xlsx").rows),
        [
            ("B-1", "Bells are loud. Whistles too.", "Sound", 2),
            ("B-2", "Ropes hold.", "Sound", 4)
        ]
    );
}

#[test]
fn rows_that_are_headings_group_what_follows() {
    let data = cells(&[
        &["ID", "Text"],
        &["Sound of bells"],
        &["B-1", "Bells are loud."],
        &["Ropes and wheels"],
        &["B-2", "Ropes hold."],
    ]);
    let bytes = workbook(&[("S", &data, "")], STYLES, "<sst/>");
    let source = source(&bytes, "a.xlsx");
    let parents: Vec<&str> = source.rows.iter().map(|r| r.parent.as_str()).collect();
    assert_eq!(parents, ["Sound of bells", "Ropes and wheels"]);
}

#[test]
fn a_person_names_sheet_and_columns() {
    let one = cells(&[&["ID", "Text"], &["A-1", "x"], &["A-2", "y"]]);
    let two = cells(&[&["Nr", "Was", "Wo"], &["7", "Bells ring.", "Tower"]]);
    let bytes = workbook(&[("One", &one, ""), ("Two", &two, "")], STYLES, "<sst/>");
    let list = |sheet: &str, columns: &str| ListOptions {
        sheet: Some(sheet.to_owned()),
        columns: ColumnNames::parse(columns).unwrap(),
    };
    let source = with(&bytes, "a.xlsx", list("two", "id=Nr,text=B,parent=wo")).unwrap();
    assert_eq!(short(&source.rows), [("7", "Bells ring.", "Tower", 2)]);
    let csv = "Nr;Was;Wo\n7;Bells ring.;Tower\n";
    let source = with(csv.as_bytes(), "a.csv", list("", "id=Nr,text=was")).unwrap();
    assert_eq!(source.rows[0].text, "Bells ring.");
    let problem = |sheet: &str, columns: &str| with(&bytes, "a.xlsx", list(sheet, columns)).unwrap_err();
    assert_eq!(problem("3", "").to_string(), "a.xlsx: no sheet is named `3`");
    assert_eq!(problem("3", "").help_line(), Some("the sheets are `One`, `Two`"));
    assert_eq!(
        problem("2", "id=No").to_string(),
        "a.xlsx, sheet `Two`, row 1: no column named `No`; found: Nr, Was, Wo"
    );
}

#[test]
fn sheets_that_mean_harm_end_quickly() {
    let start = std::time::Instant::now();
    let header =
        "<row r='1'><c t='inlineStr'><is><t>id</t></is></c><c t='inlineStr'><is><t>text</t></is></c></row>";
    let problem = |data: &str, merged: &str, strings: &str| {
        let bytes = workbook(&[("S", &format!("{header}{data}"), merged)], STYLES, strings);
        read(&bytes, "a.xlsx", &ReadOptions::default())
    };
    // One long string in each of many cells.
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let cell = "<row><c t='s'><v>0</v></c><c t='s'><v>0</v></c></row>".repeat(1000);
    let error = problem(&cell, "", &long).unwrap_err().to_string();
    assert!(error.contains("too much text"), "{error}");
    // A cell at the far end, and a region over the whole sheet, many times.
    let far = "<row r='1048576'><c r='XFD1048576'><v>1</v></c><c r='ZZZZZ1'><v>1</v></c></row>";
    let regions = "A1:XFD1048576 A2:B999999999 B1:A0 ".repeat(1000);
    assert!(problem(far, &regions, "<sst/>").is_err());
    // More cells than any list has.
    let many = "<c/>".repeat(3_000_000);
    let error = problem(&many, "", "<sst/>").unwrap_err().to_string();
    assert!(error.contains("more elements"), "{error}");
    // A part that unpacks to a thousand times its size.
    let bomb = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(60 << 20));
    let error = problem("", "", &bomb).unwrap_err().to_string();
    assert!(error.contains("unpacks to more"), "{error}");
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
