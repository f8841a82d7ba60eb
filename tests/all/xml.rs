//! Publishers' XML: one invented file for each vocabulary, and files that mean harm.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use clausewise::draft::{BuildOptions, Draft};
use clausewise::grammar::Library;
use clausewise::read::{Format, ReadOptions, Role, Source, parts, read, read_parts};
use clausewise::settings::Settings;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xml").join(name)).unwrap()
}

fn source(name: &str) -> Source {
    let source = read(&bytes(name), name, &ReadOptions::default()).unwrap();
    assert_eq!(source.format, Format::Xml);
    source
}

fn draft(source: &Source, grammar: Option<&str>) -> Draft {
    let options = BuildOptions {
        name: "x".to_owned(),
        grammar: grammar.map(str::to_owned),
        ..Default::default()
    };
    clausewise::draft::build(
        source,
        &Library::embedded().unwrap(),
        &options,
        &Settings::default(),
    )
    .unwrap()
}

/// The paths of all labelled clauses, in order.
fn paths(draft: &Draft) -> Vec<String> {
    let labelled = draft.clauses().filter(|(_, c)| !c.label.is_empty());
    labelled.map(|(_, c)| c.path.clone()).collect()
}

fn text<'s>(source: &'s Source, start: &str) -> &'s str {
    let block = source.blocks.iter().find(|b| b.text.starts_with(start));
    block.map_or_else(
        || panic!("no block begins with {start}: {:#?}", source.blocks),
        |b| b.text.as_str(),
    )
}

#[test]
fn a_canadian_statute() {
    let source = source("statute.lims.xml");
    assert_eq!(source.meta("title"), Some("Kite Act"));
    assert_eq!(source.meta("date"), Some("2024-05-01"));
    let block = source.blocks.iter().find(|b| b.text.starts_with("(a)")).unwrap();
    assert_eq!(block.claims.kind.as_deref(), Some("paragraph"));
    assert_eq!((block.claims.indent, block.claims.nested), (Some(4), true));
    assert_eq!(block.place.line, 11);
    assert_eq!(text(&source, "(2)"), "(2) Wind must be measured.");
    let note = source.blocks.iter().find(|b| b.claims.role == Role::Footnote);
    assert_eq!(note.unwrap().text, "* [Note: in force.]");
    let draft = draft(&source, Some("ca-statute"));
    assert_eq!(
        paths(&draft),
        [
            "sec-1",
            "part-1",
            "sec-2",
            "sec-2/1",
            "sec-2/1/a",
            "sec-2/1/b",
            "sec-2/2",
            "schedule-1",
            "schedule-1/item-4.1",
            "schedule-1/item-4.1.1",
            "schedule-1/item-4.1.1/item-a",
            "schedule-1/item-4.1.1/item-b",
            "schedule-1/item-4.2",
        ]
    );
    // A bare heading over the first section ends where the next of its rank begins.
    let part = draft.clauses().find(|(_, c)| c.path == "part-1").unwrap();
    assert_eq!(draft.clause(part.1.parent).heading, "");
    let heading = |path: &str| {
        draft
            .clauses()
            .find(|(_, c)| c.path == path)
            .unwrap()
            .1
            .heading
            .clone()
    };
    assert_eq!(
        (heading("sec-1"), heading("sec-2/2")),
        ("Short title".into(), "Wind".into())
    );
}

#[test]
fn notes_stand_in_the_clauses_that_call_them() {
    let xml = "<?xml version=\"1.0\"?><Statute><Body>\
        <Section><Label>1</Label><Text>Kites<Footnote id=\"a\"><Label>1</Label><Text>Of paper.</Text></Footnote> \
        fly.</Text></Section>\
        <Section><Label>2</Label><Text>Tails<FootnoteRef idref=\"b\">2</FootnoteRef> hang.</Text></Section>\
        <Section><Label>3</Label><Text>Tails<FootnoteRef idref=\"b\">2</FootnoteRef> swing.</Text></Section>\
        </Body><Footnote id=\"b\"><Label>2</Label><Text>Of cloth.</Text></Footnote></Statute>";
    let source = read(xml.as_bytes(), "x.xml", &ReadOptions::default()).unwrap();
    let draft = draft(&source, Some("ca-statute"));
    let all: Vec<(&str, &str)> = draft
        .clauses()
        .map(|(_, c)| (c.path.as_str(), c.text.as_str()))
        .collect();
    assert_eq!(
        all,
        [
            ("sec-1", "Kites fly."),
            ("sec-1/footnote-1", "1 Of paper."),
            ("sec-2", "Tails hang."),
            ("sec-2/footnote-1", "2 Of cloth."),
            ("sec-3", "Tails swing."),
        ]
    );
}

#[test]
fn a_canadian_directive() {
    let source = source("directive.tbs.xml");
    let draft = draft(&source, None);
    assert_eq!(draft.style.grammar, "ca-directive");
    assert_eq!(
        paths(&draft),
        [
            "cl-1",
            "cl-1.1",
            "cl-1.1.1",
            "cl-2",
            "cl-2.1",
            "cl-2.1.1",
            "appendix-a"
        ]
    );
    assert_eq!(text(&source, "1.1.1"), "1.1.1 Kites in the air may stay.");
    assert_eq!(text(&source, "kite"), "kite: A sail on a line.");
}

#[test]
fn british_regulations() {
    let source = source("regulations.clml.xml");
    assert_eq!(source.meta("title"), Some("The Kite Regulations"));
    assert_eq!(text(&source, "(i)"), "(i) a sail of 2 m^2; or");
    assert_eq!(
        paths(&draft(&source, Some("gb-regulations"))),
        [
            "part-1",
            "reg-1",
            "reg-1/1",
            "reg-1/2",
            "reg-1/2/za",
            "reg-1/2/a",
            "reg-1/2/a/i",
            "reg-1/2/a/ii",
            "reg-2",
            "schedule-1",
            "schedule-1/1",
        ]
    );
}

#[test]
fn the_official_journal_in_several_files() {
    let list = bytes("list.doc.fmx.xml");
    let names = parts(&list);
    assert_eq!(names, ["act.fmx.xml", "annex.fmx.xml"], "never out of the folder");
    let read_alone = read(&list, "list.doc.fmx.xml", &ReadOptions::default());
    assert!(read_alone.unwrap_err().to_string().contains("lists the parts"));
    let contents: Vec<_> = names.into_iter().map(|n| (n.clone(), bytes(&n))).collect();
    let source = read_parts(&list, "list.doc.fmx.xml", &contents, &ReadOptions::default()).unwrap();
    assert_eq!(source.meta("title"), Some("Regulation (EU) 2031/1 on kites"));
    assert_eq!(
        text(&source, "1. This"),
        "1. This Regulation lays down ‘rules’ above 10^25 kites."
    );
    assert_eq!(text(&source, "(1)"), "(1) Kites fly.");
    let last = source.blocks.last().unwrap();
    assert!(
        last.place
            .element
            .as_deref()
            .unwrap()
            .starts_with("annex.fmx.xml ")
    );
    assert_eq!(
        paths(&draft(&source, Some("eu-act"))),
        [
            "preamble",
            "recital-1",
            "formula",
            "chapter-i",
            "art-1",
            "art-1/1",
            "art-1/2",
            "art-1/2/a",
            "art-1/2/a/i",
            "art-1/2/b",
            "annex-i",
            "annex-i/1",
            "annex-i/1/item-1",
            "annex-i/1/item-2",
        ]
    );
}

#[test]
fn akoma_ntoso() {
    let source = source("bylaw.akn.xml");
    assert_eq!(source.blocks[1].claims.anchor.as_deref(), Some("sec_1"));
    let draft = draft(&source, Some("generic-numbered"));
    let paths = paths(&draft);
    assert_eq!(paths.len(), 15, "{paths:?}");
    assert!(paths[5].ends_with("1/2/b"), "{paths:?}");
    // Parts stand in their chapter, whichever of the two a style thinks the larger.
    let in_which = |heading: &str| {
        let (_, clause) = draft.clauses().find(|(_, c)| c.heading == heading).unwrap();
        draft.clause(clause.parent).heading.clone()
    };
    assert_eq!(
        ["Fields", "Roofs", "String", "Length"].map(in_which),
        ["Landing", "Landing", "", "String"]
    );
    // What an editor says of a clause that is gone asks nothing.
    assert!(
        draft
            .units
            .iter()
            .all(|u| !u.text.contains("deleted by amendment"))
    );
}

#[test]
fn bills_of_congress_in_both_markups() {
    let new = source("bill.uslm.xml");
    let old = source("bill.dtd.xml");
    assert_eq!(text(&new, "(a)"), "(a) In General.—A permit shall name—");
    assert_eq!(text(&old, "SEC. 1."), "SEC. 1. Short title.");
    assert_eq!(text(&old, "To name"), "To name kites—all of them.");
    assert!(new.blocks.iter().any(|b| b.claims.role == Role::Quote));
    let wanted = ["sec-1", "sec-2", "sec-2/a", "sec-2/a/1", "sec-2/a/2"];
    // The marks of a quotation that the markup leaves to the printer, and the full stop behind it.
    assert_eq!(text(&old, "“"), "“SEC. 9. Wind.");
    assert_eq!(text(&old, "Wind is air"), "Wind is air.”.");
    for source in [&new, &old] {
        let mut paths = paths(&draft(source, Some("us-bill")));
        paths.retain(|p| p.starts_with("sec-"));
        assert_eq!(paths, [&wanted[..], &["sec-2/b"]].concat());
    }
}

#[test]
fn a_protocol() {
    let source = source("protocol.rfc.xml");
    let paths = paths(&draft(&source, Some("ietf")));
    let wanted = [
        "front-1",
        "sec-1",
        "sec-1.1",
        "sec-1.1/item-1",
        "sec-1.1/item-2",
        "sec-1.1/a",
        "sec-1.1/b",
        "sec-2",
        "sec-3",
        "appendix-a",
    ];
    assert_eq!(paths[..wanted.len()], wanted);
    let art = source
        .blocks
        .iter()
        .find(|b| b.claims.role == Role::Code)
        .unwrap();
    assert_eq!(art.text.lines().count(), 3);
}

#[test]
fn a_standard_whose_numbers_the_printer_makes() {
    let source = source("standard.metanorma.xml");
    assert_eq!(source.meta("identity-reference"), Some("ISO 99999"));
    assert_eq!(text(&source, "[SOURCE"), "[SOURCE: ISO 1:2011]");
    let paths = paths(&draft(&source, Some("iso-standard")));
    for wanted in [
        "foreword",
        "cl-1",
        "cl-2",
        "cl-3.1",
        "cl-4.1/a",
        "cl-4.1/b",
        "annex-a",
        "cl-a.1",
        "bibliography",
    ] {
        assert!(paths.iter().any(|p| p == wanted), "{wanted} in {paths:?}");
    }
    let references = source.blocks.iter().find(|b| b.text.starts_with("2 ")).unwrap();
    assert_eq!(references.text, "2 Normative references");
}

#[test]
fn a_standard_with_printed_numbers() {
    let paths = paths(&draft(&source("standard.sts.xml"), Some("iso-standard")));
    assert_eq!(
        paths,
        [
            "foreword", "cl-1", "cl-2", "cl-2.1", "cl-2.1/a", "cl-2.1/b", "annex-a", "cl-a.1"
        ]
    );
}

/// Reads bytes that mean harm; the answer must come quickly, whatever it is.
fn hostile(bytes: &[u8]) -> Result<Source, String> {
    let started = Instant::now();
    let result = read(bytes, "hostile.xml", &ReadOptions::default());
    assert!(started.elapsed() < Duration::from_secs(20));
    result.map_err(|e| e.to_string())
}

#[test]
fn hostile_files_are_read_or_refused_quickly() {
    let mut laughs = String::from("<!DOCTYPE Bill [<!ENTITY l0 \"lol\">");
    for i in 1..30 {
        laughs.push_str(&format!(
            "<!ENTITY l{i} \"{}\">",
            format!("&l{};", i - 1).repeat(10)
        ));
    }
    laughs.push_str("]><Bill><Body><Text>&l29;</Text></Body></Bill>");
    assert!(
        hostile(laughs.as_bytes())
            .unwrap_err()
            .contains("not well-formed")
    );

    let outside =
        "<!DOCTYPE Bill [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><Bill><Text>a&f;b</Text></Bill>";
    assert_eq!(hostile(outside.as_bytes()).unwrap().blocks[0].text, "ab");

    for depth in [10_000, 200_000] {
        let deep = format!(
            "<Bill>{}x{}</Bill>",
            "<Section>".repeat(depth),
            "</Section>".repeat(depth)
        );
        if let Ok(source) = hostile(deep.as_bytes()) {
            assert_eq!(source.blocks.len(), 1);
        }
    }
    // Marks deep in one another's way, all of one note.
    let n = 20_000;
    let marks = format!(
        "<Statute><Body><Section><Label>1</Label><Text>{}{}{}</Text><Footnote id='n'><Text>x</Text></Footnote></Section></Body></Statute>",
        "<Emphasis>".repeat(n),
        "<FootnoteRef idref='n'>*</FootnoteRef>".repeat(n),
        "</Emphasis>".repeat(n)
    );
    if let Ok(source) = hostile(marks.as_bytes()) {
        assert_eq!(
            source
                .blocks
                .iter()
                .filter(|b| b.claims.role == Role::Footnote)
                .count(),
            1
        );
    }
    let whole = bytes("statute.lims.xml");
    for cut in [30, 200, 900, whole.len() - 5] {
        assert!(
            hostile(&whole[..cut]).unwrap_err().contains("not well-formed"),
            "{cut}"
        );
    }
    assert!(
        hostile(b"<?xml version=\"1.0\"?><zoo/>")
            .unwrap_err()
            .contains("cannot be read")
    );
}

proptest::proptest! {
    #[test]
    fn arbitrary_markup_never_panics(middle in "([a-zA-Z<>/&;!\\[\\]\"=' ]|<Section>|</Section>|<Label>|</Label>|<Text>|<Footnote>|</Footnote>|<row>|<entry>|</entry>){0,60}") {
        let _ = read(format!("<?xml version=\"1.0\"?><Bill>{middle}</Bill>").as_bytes(), "a.xml", &ReadOptions::default());
    }

    #[test]
    fn arbitrary_nesting_never_panics(names in proptest::collection::vec(0usize..14, 0..40)) {
        const NAMES: [&str; 14] = ["Section", "Label", "Text", "Footnote", "row", "entry", "AmendedText", "BillInternal",
            "Heading", "MarginalNote", "HistoricalNote", "TitleText", "Sup", "Provision"];
        let mut xml = String::from("<Bill>");
        for n in &names { xml.push_str(&format!("<{}>x", NAMES[*n])); }
        for n in names.iter().rev() { xml.push_str(&format!("y</{}>", NAMES[*n])); }
        xml.push_str("</Bill>");
        let source = read(xml.as_bytes(), "a.xml", &ReadOptions::default()).unwrap();
        proptest::prop_assert!(source.blocks.iter().all(|b| !b.text.is_empty()));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let mut all = b"<?xml version=\"1.0\"?><Bill>".to_vec();
        all.extend(bytes);
        let _ = read(&all, "a.xml", &ReadOptions::default());
    }
}
