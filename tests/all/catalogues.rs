//! Catalogues and requirement lists as tools give them out, made here: workbooks, OSCAL, ReqIF.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use crate::support;
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

/// An OSCAL catalogue with one group, a control with items, guidance and an enhancement.
const CATALOG: &str = r##"{"catalog": {"uuid": "u", "metadata": {"title": "Bells", "last-modified": "2025-05-01T10:00:00Z"},
 "groups": [{"id": "rg", "title": "Ringing", "controls": [
  {"id": "rg-1", "title": "Policy", "props": [{"name": "label", "value": "RG-1"}],
   "params": [{"id": "p", "label": "keepers"}],
   "parts": [
    {"id": "rg-1_smt", "name": "statement", "parts": [
     {"id": "rg-1_smt.a", "name": "item", "props": [{"name": "label", "value": "a."}], "prose": "Write, for {{ insert: param, p }}:",
      "parts": [
       {"id": "x", "name": "item", "props": [{"name": "label", "value": "1."}], "prose": "A policy of bells that:",
        "parts": [{"id": "y", "name": "item", "props": [{"name": "label", "value": "(a)"}], "prose": "Names the hours; and"},
                  {"id": "z", "name": "item", "props": [{"name": "label", "value": "(b)"}], "prose": "Is read aloud; and"}]},
       {"id": "w", "name": "item", "props": [{"name": "label", "value": "2."}], "prose": "Procedures to ring."}]},
     {"id": "rg-1_smt.b", "name": "item", "props": [{"name": "label", "value": "b."}], "prose": "Review the policy yearly."}]},
    {"id": "rg-1_gdn", "name": "guidance", "prose": "Bells are heard far away."}]},
  {"id": "rg-2", "title": "Ropes", "props": [{"name": "label", "value": "RG-2"}],
   "parts": [{"id": "rg-2_smt", "name": "statement", "prose": "Check the ropes."}],
   "controls": [{"id": "rg-2.3", "title": "Spare ropes", "props": [{"name": "label", "value": "RG-2(3)"}],
    "parts": [{"id": "rg-2.3_smt", "name": "statement", "prose": "Keep spare ropes."}]}]},
  {"id": "rg-3", "title": "Whistles", "props": [{"name": "label", "value": "RG-3"}, {"name": "status", "value": "withdrawn"}],
   "links": [{"href": "#rg-1", "rel": "incorporated-into"}]}]}]}}"##;

#[test]
fn an_oscal_catalogue_is_a_tree_of_controls() {
    let source = source(CATALOG.as_bytes(), "bells.json");
    let draft = support::draft(&source, None);
    assert_eq!(draft.style.grammar, "control-catalogue");
    let paths: Vec<&str> = draft
        .clauses()
        .filter(|(_, c)| !c.label.is_empty())
        .map(|(_, c)| c.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "rg-1",
            "rg-1/a",
            "rg-1/a/1",
            "rg-1/a/1/a",
            "rg-1/a/1/b",
            "rg-1/a/2",
            "rg-1/b",
            "rg-1/discussion",
            "rg-2",
            "rg-2/3",
            "rg-3"
        ]
    );
    let of = |path: &str| draft.clauses().find(|(_, c)| c.path == path).unwrap().1;
    assert_eq!(
        (of("rg-1").heading.as_str(), of("rg-1").place.line),
        ("Policy", 3)
    );
    assert_eq!(of("rg-1/a").text, "Write, for [Assignment: keepers]:");
    assert_eq!(of("rg-1/discussion").force, clausewise::draft::Force::Informative);
    assert!(draft.units.iter().any(|u| u.text.contains("Keep spare ropes.")));
    assert!(
        !draft
            .units
            .iter()
            .any(|u| u.text.contains("Withdrawn") || u.text.contains("heard"))
    );
}

const REQIF: &str = r#"<?xml version="1.0"?>
<REQ-IF xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd" xmlns:x="http://www.w3.org/1999/xhtml">
<THE-HEADER><REQ-IF-HEADER><CREATION-TIME>2024-05-06T00:00:00Z</CREATION-TIME><TITLE>Bells</TITLE></REQ-IF-HEADER></THE-HEADER>
<CORE-CONTENT><REQ-IF-CONTENT><SPEC-TYPES><SPEC-OBJECT-TYPE IDENTIFIER="t" LONG-NAME="Requirement"><SPEC-ATTRIBUTES>
<ATTRIBUTE-DEFINITION-STRING IDENTIFIER="d1" LONG-NAME="ReqIF.ForeignID"/>
<ATTRIBUTE-DEFINITION-XHTML IDENTIFIER="d2" LONG-NAME="ReqIF.ChapterName"/>
<ATTRIBUTE-DEFINITION-XHTML IDENTIFIER="d3" LONG-NAME="ReqIF.Text"/>
</SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE></SPEC-TYPES><SPEC-OBJECTS>
<SPEC-OBJECT IDENTIFIER="o1"><VALUES>
<ATTRIBUTE-VALUE-STRING THE-VALUE="B 1"><DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>d1</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>
<ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>d2</ATTRIBUTE-DEFINITION-XHTML-REF></DEFINITION><THE-VALUE><x:div>Sound</x:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>
</VALUES><TYPE><SPEC-OBJECT-TYPE-REF>t</SPEC-OBJECT-TYPE-REF></TYPE></SPEC-OBJECT>
<SPEC-OBJECT IDENTIFIER="o2"><VALUES>
<ATTRIBUTE-VALUE-STRING THE-VALUE="B 2"><DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>d1</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>
<ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>d3</ATTRIBUTE-DEFINITION-XHTML-REF></DEFINITION><THE-VALUE><x:div>Bells <x:b>shall</x:b> be:<x:ul><x:li>loud;</x:li><x:li>round.</x:li></x:ul></x:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>
</VALUES><TYPE><SPEC-OBJECT-TYPE-REF>t</SPEC-OBJECT-TYPE-REF></TYPE></SPEC-OBJECT>
</SPEC-OBJECTS><SPECIFICATIONS><SPECIFICATION IDENTIFIER="s"><CHILDREN>
<SPEC-HIERARCHY IDENTIFIER="h1"><OBJECT><SPEC-OBJECT-REF>o1</SPEC-OBJECT-REF></OBJECT><CHILDREN>
<SPEC-HIERARCHY IDENTIFIER="h2"><OBJECT><SPEC-OBJECT-REF>o2</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY>
<SPEC-HIERARCHY IDENTIFIER="h3"><OBJECT><SPEC-OBJECT-REF>o2</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY>
</CHILDREN></SPEC-HIERARCHY></CHILDREN></SPECIFICATION></SPECIFICATIONS></REQ-IF-CONTENT></CORE-CONTENT></REQ-IF>"#;

#[test]
fn reqif_is_read_in_the_order_of_its_specification() {
    let source = source(REQIF.as_bytes(), "bells.reqif");
    assert_eq!(
        (source.meta("title"), source.meta("date")),
        (Some("Bells"), Some("2024-05-06"))
    );
    assert_eq!(
        short(&source.rows),
        [
            ("B 1", "", "", 18),
            ("B 2", "Bells shall be: loud; round.", "B 1", 19)
        ]
    );
    let draft = support::draft(&source, None);
    assert_eq!((draft.units.len(), draft.units[0].parent.as_str()), (1, "Sound"));
    // Packed, beside what it shows; and with ids that are not its own.
    let archive = packed(&[("a/bells.reqif", REQIF), ("picture.png", "x")]);
    assert_eq!(
        read(&archive, "bells.reqifz", &ReadOptions::default())
            .unwrap()
            .rows,
        source.rows
    );
    let same = REQIF.replace("B 2", "B 1");
    let rows = self::source(same.as_bytes(), "bells.xml").rows;
    assert_eq!((rows[1].id.as_str(), rows[1].parent.as_str()), ("o2", "o1"));
    let two = packed(&[("a.reqif", REQIF), ("b.reqif", REQIF)]);
    let error = read(&two, "a.reqifz", &ReadOptions::default()).unwrap_err();
    assert_eq!(error.to_string(), "a.reqifz: the archive holds 2 ReqIF files");
    assert!(
        read(
            b"<?xml version='1.0'?><REQ-IF/>",
            "a.xml",
            &ReadOptions::default()
        )
        .is_err()
    );
}

#[test]
fn a_web_archive_is_its_page() {
    let page = "<html><body><h1>Bells</h1><p>1. Bells are loud.</p><p>2. Ropes hold.</p></body></html>";
    let archive = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\n\
         Content-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\n{}\n--b--\n",
        page.replace("loud", "lo=\nud")
    );
    let texts = |s: &Source| s.blocks.iter().map(|b| b.text.clone()).collect::<Vec<_>>();
    let source = source(archive.as_bytes(), "bells.doc");
    assert_eq!(
        texts(&source),
        texts(&self::source(page.as_bytes(), "bells.html"))
    );
}
