//! Crosswalks for other tools: what goes out comes back, holds to the rules of its format, and carries nothing alive.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

use clausewise::crosswalk::unit_hash;
use clausewise::export::{About, Format, INTERCHANGE, IdsOnly, fit, interchange};
#[cfg(feature = "xlsx")]
use clausewise::report::{results::Results, workbook};
use clausewise::review::{self, COLUMNS, Row, Sheet};
#[cfg(feature = "xlsx")]
use clausewise::settings::Settings;
use clausewise::{export, import};
use proptest::prelude::*;
use serde_json::Value;

/// Names under which a file of the format is recognised.
fn name(format: Format) -> String {
    format!("x{}", format.ending())
}

fn written(format: Format, sheet: &Sheet) -> String {
    match format {
        Format::Json => export::json::crosswalk(&[], sheet).unwrap(),
        Format::Csv => export::crosswalk::csv(sheet).unwrap(),
        _ => interchange(format, &[], sheet).unwrap(),
    }
}

fn read_back(format: Format, sheet: &Sheet) -> Sheet {
    let text = written(format, sheet);
    import::read(text.as_bytes(), &name(format))
        .unwrap_or_else(|e| panic!("{e}\n{text}"))
        .sheet
}

/// Rows in an order of their own, without their lines: formats group what we mix.
fn sorted(mut sheet: Sheet) -> Sheet {
    sheet.rows.iter_mut().for_each(|r| r.line = 0);
    sheet
        .rows
        .sort_by_key(|r| COLUMNS.map(|c| r.cell(c).unwrap_or_default().to_owned()));
    sheet
}

fn any_row() -> impl Strategy<Value = Row> {
    let text = "[-=+@',;|\\\\\"\r\n\t a-zA-Z0-9<>&:#\u{e9}\u{7b2c}\u{202e}]{0,9}";
    let id = "[a-zA-Z0-9\u{e9}][-_./:a-z0-9 ]{0,6}";
    let of = |choices: &'static [&'static str]| prop::sample::select(choices).prop_map(str::to_owned).boxed();
    let cells: Vec<BoxedStrategy<String>> = COLUMNS
        .iter()
        .map(|column| match *column {
            "status" => of(&["proposed", "accepted", "rejected", "edited", "suspect"]),
            "relation" => of(&[
                "",
                "equal",
                "subset-of",
                "superset-of",
                "intersects-with",
                "no-relationship",
            ]),
            "rationale" => of(&["", "syntactic", "semantic", "functional"]),
            "strength" => "([0-9]|10)?".boxed(),
            // A number that another program may write otherwise is no other number.
            "confidence" => "(0\\.[0-9]{0,3}[1-9])?".boxed(),
            "score" => "(-?[1-9][0-9]?\\.[0-9]{0,4}[1-9])?".boxed(),
            "left_draft" => of(&["rules", "EU act", "d"]),
            "right_draft" => of(&["guide", "skos", "d/2"]),
            "left_id" | "right_id" => id.prop_map(|s| s.trim().to_owned()).boxed(),
            _ => text.boxed(),
        })
        .collect();
    (cells, 0..8).prop_map(|(cells, gap)| {
        let mut row = Row::default();
        for (column, cell) in COLUMNS.iter().zip(cells) {
            row.cell_mut(column).unwrap().push_str(&cell);
        }
        // One row in four has an empty side.
        match gap {
            0 => row.left.id.clear(),
            1 => row.right.id.clear(),
            _ => {}
        }
        row
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_a_format_holds_comes_back(rows in prop::collection::vec(any_row(), 1..6)) {
        for format in [Format::Csv, Format::Json, Format::Oscal, Format::Sssom, Format::Olir, Format::Ciso] {
            let mut sheet = Sheet { extra: vec!["ours".to_owned()], rows: rows.clone() };
            sheet.rows.iter_mut().for_each(|r| r.extra = vec!["=1".to_owned()]);
            if format == Format::Olir {
                // It holds one pair of drafts.
                for row in &mut sheet.rows {
                    row.left.draft = "rules".to_owned();
                    row.right.draft = "guide".to_owned();
                }
            }
            let held = fit::fit(format, &sheet);
            let some = held.rows.iter().any(|r| !r.left.is_empty() && !r.right.is_empty());
            if !some && !matches!(format, Format::Csv | Format::Json) {
                // Formats for links hold no sheet without a link.
                continue;
            }
            prop_assert_eq!(sorted(read_back(format, &sheet)), sorted(held), "{:?}", format);
            prop_assert_eq!(written(format, &sheet), written(format, &sheet));
        }
    }

    #[test]
    fn nothing_that_is_read_panics(bytes in prop::collection::vec(any::<u8>(), 0..200), which in 0..7usize) {
        let starts = ["{\"mapping-collection\":", "# x\nsubject_id\tpredicate_id\tobject_id\n", "urn: x\nobjects:\n", "left_id,right_id\n", "", "PK\x03\x04", "Focal Document Element,Reference Document Element\n"];
        let mut file = starts[which].as_bytes().to_vec();
        file.extend(bytes);
        let _ = import::read(&file, "x");
    }
}

#[cfg(feature = "xlsx")]
proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// All but carriage returns, tabs, marks that turn text round, and cells of nothing but space.
    #[test]
    fn what_a_workbook_holds_comes_back(rows in prop::collection::vec(any_row(), 1..6)) {
        let mut sheet = Sheet { extra: vec!["ours".to_owned()], rows };
        for row in &mut sheet.rows {
            for column in COLUMNS {
                let cell = row.cell_mut(column).unwrap();
                cell.retain(|c| !['\r', '\t', '\u{202e}'].contains(&c));
                if cell.trim().is_empty() {
                    cell.clear();
                }
            }
            row.extra = vec!["=1".to_owned()];
        }
        let results = Results {
            drafts: &[],
            pairs: &[],
            sheet: &sheet,
            findings: &[],
            settings: &Settings::default(),
            wording: true,
        };
        let book = export::xlsx::workbook("x", &workbook::tabs(&results)).unwrap();
        prop_assert_eq!(sorted(review::read_any(&book, "x.xlsx").unwrap()), sorted(sheet));
    }
}

/// What a hostile draft would have in its clauses.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "]]> <!-- &x; -->",
    "\u{202e}desrever\u{202c} \u{2067}\u{feff}",
    "nul\u{0}bell\u{7}esc\u{1b}[31m",
    "@SUM(1+1)*cmd",
    "- a: b # c\n---\n...\n\"'`{{7*7}}${x}",
    "\r\n+1\t-1|x\\|y",
];

fn hostile() -> Sheet {
    let long = "a b ".repeat(1 << 18);
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let row = |text: &&str| {
        let mut row = Row::default();
        for column in COLUMNS {
            row.cell_mut(column).unwrap().push_str(text);
        }
        row.status = "accepted".to_owned();
        row.left.draft = "rules".to_owned();
        row.right.draft = "guide".to_owned();
        row
    };
    Sheet {
        extra: Vec::new(),
        rows: texts.iter().map(row).collect(),
    }
}

#[test]
fn nothing_from_a_clause_comes_alive() {
    let sheet = hostile();
    for format in INTERCHANGE {
        let text = written(format, &sheet);
        // Carriage returns stand only inside quotes of tables.
        let raw = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
        assert!(!text.contains(raw), "{format:?}");
        if !matches!(format, Format::Sssom | Format::Olir) {
            assert!(
                !text.contains(['\u{202e}', '\u{2067}', '\u{feff}', '\r']),
                "{format:?}"
            );
        }
        match format {
            Format::Oscal => assert!(serde_json::from_str::<Value>(&text).is_ok()),
            Format::GraphMl => {
                assert!(!text.contains("<script"));
                let tree = roxmltree::Document::parse(&text).unwrap();
                let nodes = tree.descendants().filter(|n| n.has_tag_name("node"));
                assert_eq!(nodes.count(), 2 * sheet.rows.len());
            }
            Format::Dot => assert!(!text.contains("<script")),
            Format::Sssom | Format::Olir => {
                let delimiter = if format == Format::Olir { b',' } else { b'\t' };
                let body = text
                    .lines()
                    .skip_while(|l| l.starts_with('#'))
                    .collect::<Vec<_>>()
                    .join("\n");
                let mut reader = csv::ReaderBuilder::new()
                    .delimiter(delimiter)
                    .from_reader(body.as_bytes());
                for record in reader.records() {
                    let record = record.unwrap();
                    let alive = |c: &str| c.starts_with(['=', '+', '-', '@', '\t', '\r']);
                    assert!(!record.iter().any(alive), "{format:?} {record:?}");
                }
            }
            _ => {}
        }
    }
}

const RULES: [&str; 5] = [
    "equal-to",
    "equivalent-to",
    "subset-of",
    "superset-of",
    "intersects-with",
];

/// What the schema of OSCAL leaves open, and a reader takes for granted.
fn strict(collection: &Value) {
    let mut uuids = Vec::new();
    walk(collection, &mut |key, value| {
        if key == "uuid" {
            let uuid: uuid::Uuid = value.as_str().unwrap().parse().unwrap();
            assert_eq!(uuid.get_version_num(), 5);
            uuids.push(uuid);
        }
        if key == "percentage" || key == "target-coverage" {
            assert!((0.0..=1.0).contains(&value.as_f64().unwrap()));
        }
        if key == "id-ref" {
            let id = value.as_str().unwrap();
            assert!(
                id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'),
                "{id}"
            );
            assert!(
                id.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)),
                "{id}"
            );
        }
        if key == "relationship" {
            let relation = value.as_str().unwrap();
            assert!(
                RULES.contains(&relation) || relation == "no-relationship",
                "{relation}"
            );
        }
        if key == "unmapped-controls" {
            assert!(!value[0]["with-ids"].as_array().unwrap().is_empty());
        }
    });
    let count = uuids.len();
    uuids.sort();
    uuids.dedup();
    assert_eq!(uuids.len(), count, "no UUID stands twice");
}

fn walk(value: &Value, see: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            see(key, value);
            walk(value, see);
        }),
        Value::Array(all) => all.iter().for_each(|v| walk(v, see)),
        _ => {}
    }
}

fn oscal(sheet: &Sheet) -> Value {
    let mut about = About {
        name: "rules".to_owned(),
        file: "my rules §.csv".to_owned(),
        ..About::default()
    };
    about.identity.title = Some("Rules\non models".to_owned());
    about.identity.date = Some("2031-05".to_owned());
    serde_json::from_str(&interchange(Format::Oscal, &[about], sheet).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn oscal_holds_to_its_schema_and_to_more(rows in prop::collection::vec(any_row(), 1..8)) {
        let sheet = Sheet { extra: Vec::new(), rows };
        if fit::fit(Format::Oscal, &sheet).rows.is_empty() {
            return Ok(());
        }
        let value = oscal(&sheet);
        strict(&value);
        SCHEMA.with(|schema| {
            if let Some((schemas, index)) = schema
                && let Err(e) = schemas.validate(&value, *index)
            {
                panic!("{e}\n{value:#}");
            }
        });
    }
}

thread_local! {
    /// The published schema, where it is there.
    static SCHEMA: Option<(boon::Schemas, boon::SchemaIndex)> = crate::support::published().map(|folder| {
        let file = folder.join("schemas/oscal-mapping-1.2.1.schema.json");
        let schema: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let mut compiler = boon::Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("oscal.json", schema).unwrap();
        let mut schemas = boon::Schemas::new();
        let index = compiler.compile("oscal.json", &mut schemas).unwrap();
        (schemas, index)
    });
}

#[test]
fn hostile_text_breaks_no_schema() {
    let value = oscal(&hostile());
    strict(&value);
    SCHEMA.with(|schema| {
        if let Some((schemas, index)) = schema {
            schemas.validate(&value, *index).unwrap_or_else(|e| panic!("{e}"));
        }
    });
}

#[test]
fn crosswalks_of_others_are_read() {
    let Some(folder) = crate::support::published() else {
        return;
    };
    let read = |file: &str| {
        let bytes = std::fs::read(folder.join("texts").join(file)).unwrap();
        import::read(&bytes, file).unwrap()
    };
    for (file, rows) in [
        ("sssom/hp_doid_pistoia.sssom.tsv", 1291),
        ("sssom/mp_hp_eye_impc.sssom.tsv", 47),
        ("oscal/mapping-collection.comprehensive.json", 6),
        ("ciso/map-nist-csf-1.1-nist-csf-2.0.yaml", 185),
        ("ciso/mapping-nist-csf-1.1-nist-csf-2.0.xlsx", 185),
    ] {
        let sheet = read(file).sheet;
        assert_eq!(sheet.rows.len(), rows, "{file}");
        let whole = |r: &Row| !r.left.id.is_empty() && !r.right.id.is_empty() && r.status().is_some();
        assert!(sheet.rows.iter().all(whole), "{file}");
    }
    let (yaml, workbook) = (
        read("ciso/map-nist-csf-1.1-nist-csf-2.0.yaml").sheet,
        read("ciso/mapping-nist-csf-1.1-nist-csf-2.0.xlsx").sheet,
    );
    for (a, b) in yaml.rows.iter().zip(&workbook.rows) {
        assert_eq!(
            (&a.left.id, &a.right.id, &a.relation),
            (&b.left.id, &b.right.id, &b.relation)
        );
    }
    let olir = read("xlsx/nist-csf2-concept-crosswalk-800-53.xlsx");
    assert_eq!(olir.format, "an OLIR relationship sheet");
    assert!(olir.sheet.rows.len() > 600);
}

#[test]
fn ids_only_leaves_no_wording_anywhere() {
    let draft = |name: &str, text: &str| {
        let mut draft = crate::support::draft(
            &clausewise::read::read(text.as_bytes(), name, &Default::default()).unwrap(),
            None,
        );
        name.trim_end_matches(".md").clone_into(&mut draft.name);
        draft
    };
    let left = draft(
        "act.md",
        "# Act on the keeping of weather kites\n\n## 1 Duties of everybody who keeps weather kites at home\n\n1.1 The \
         keeper shall report every lost kite to the harbour office within two days.\n\n## Transitional rules for kites \
         bought before the act\n\nKites that were bought before may be flown for six more months.\n",
    );
    let right = draft(
        "code.md",
        "# Code of conduct for keepers\n\n1 Loss\n\n1.1 The keeper shall report every lost kite to the harbour office of \
         the place, within five days of the loss.\n",
    );
    let settings = clausewise::settings::Settings::default();
    let alignment = clausewise::align::align(&left, &right, &Default::default(), &settings);
    let lexicon = clausewise::lexicon::Lexicon::embedded();
    let compared = clausewise::review::Compared {
        left: &left,
        right: &right,
        alignment: &alignment,
        settings: &settings,
        judge: &clausewise::crosswalk::Judge::new(&left, &right, &lexicon, &settings.relation),
        roll: None,
    };
    let findings = compared.findings(&lexicon);
    let proposals = compared.proposals(&findings);
    let mut sheet = Sheet {
        extra: Vec::new(),
        rows: proposals.links.into_iter().chain(proposals.gaps).collect(),
    };
    assert!(
        sheet
            .rows
            .iter()
            .any(|r| !r.left.is_empty() && !r.right.is_empty()),
        "a link is proposed"
    );
    let ids_only = IdsOnly::of([&left, &right]);
    ids_only.sheet(&mut sheet);
    let bare = [ids_only.draft(&left), ids_only.draft(&right)];
    let about: Vec<About> = bare.iter().map(About::of).collect();
    let mut outputs = vec![
        written(Format::Csv, &sheet),
        export::json::crosswalk(&[&bare[0], &bare[1]], &sheet).unwrap(),
        export::json::outline(&bare).unwrap(),
        export::outline::csv(&bare).unwrap(),
        clausewise::report::page::page(&bare),
    ];
    outputs.extend(INTERCHANGE.map(|f| interchange(f, &about, &sheet).unwrap()));
    let revision = clausewise::revision::compare(&left, &right, &settings);
    let revision = IdsOnly::revision(&revision, &bare[0], &bare[1]);
    outputs.push(export::diff::csv(&revision, revision.changes.iter()).unwrap());
    outputs.push(export::diff::json(&revision, revision.changes.iter()).unwrap());
    outputs.push(clausewise::report::diff::change_log(&revision));
    let rows = findings
        .iter()
        .map(|f| clausewise::review::finding_row(f, &left, Some(&right)));
    let mut found = clausewise::review::merge_findings(Default::default(), rows.collect());
    assert!(!found.rows.is_empty());
    ids_only.findings(&mut found);
    outputs.push(export::findings::csv(&found).unwrap());
    outputs.push(export::findings::json(&found).unwrap());
    outputs.push(export::findings::sarif(&found, &|_, _| Some(("act.md".to_owned(), 1))).unwrap());
    let mut sources: Vec<String> = Vec::new();
    for draft in [&left, &right] {
        sources.extend(
            draft
                .clauses()
                .flat_map(|(_, c)| [c.heading.clone(), c.text.clone()]),
        );
        sources.extend(draft.units.iter().map(|u| u.text.clone()));
        sources.extend(draft.identity.title.clone());
    }
    for output in &outputs {
        let output = words(output).join(" ");
        for source in &sources {
            for run in words(source).windows(6) {
                let run = run.join(" ");
                assert!(!output.contains(&run), "{run}\n{output}");
            }
        }
    }
    // The hashes still say which wording was compared.
    assert!(outputs[0].contains(&unit_hash(&left.units[0].text)));
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}
