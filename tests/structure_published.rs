//! The clause tree of publishers' XML against the publishers' own structure. Runs where `CLAUSEWISE_PUBLISHED` names a
//! folder with `texts` and `structure` (`path,kind,text` of each unit).
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use clausewise::draft::BuildOptions;
use clausewise::grammar::Library;
use clausewise::read::{ReadOptions, parts, read, read_parts};
use clausewise::settings::Settings;

/// Text, structure, and the F1 that must be reached.
const FLOORS: &[(&str, &str, f64)] = &[
    ("ca/pipeda.justice.en.xml", "ca-pipeda.csv", 0.97),
    (
        "ca/directive-adm-2025-06-24.tbs.xml",
        "ca-directive-adm-2025.csv",
        0.99,
    ),
    ("gb/nis-regulations-2018.clml.xml", "gb-nis-regulations.csv", 0.98),
    (
        "eu/aiact-2024-1689-formex/L_202401689EN.doc.fmx.xml",
        "eu-ai-act.csv",
        0.97,
    ),
];

/// Words of segments that no publisher numbers within the cited unit.
const UNNUMBERED: &[&str] = &[
    "act",
    "part",
    "subpart",
    "title",
    "subtitle",
    "chapter",
    "section",
    "subsection",
    "division",
    "group",
    "heading",
    "para",
    "paragraph",
    "text",
    "item",
    "list",
    "note",
    "example",
    "footnote",
    "definition",
    "term",
    "table",
    "figure",
    "preamble",
    "citation",
    "formula",
    "front",
    "back",
    "foreword",
    "introduction",
    "signature",
    "contents",
    "statement",
    "appendix",
    "unrecognised",
    "quote",
];

/// The path without kind words and without what is not numbered.
fn folded(path: &str) -> String {
    let segments = path.split('/').filter_map(|s| {
        let (word, number) = s.split_once('-').unwrap_or((s, ""));
        let cited =
            ["art", "sec", "cl", "reg"].contains(&word) && number.starts_with(|c: char| c.is_ascii_digit());
        match (cited, UNNUMBERED.contains(&word)) {
            (true, _) => Some(number),
            (false, true) => None,
            (false, false) => Some(s),
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

fn numbered(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    !last.is_empty() && !folded(last).is_empty()
}

fn score(folder: &Path, text: &str, structure: &str) -> f64 {
    let file = folder.join("texts").join(text);
    let bytes = std::fs::read(&file).unwrap();
    let options = ReadOptions::default();
    let listed = parts(&bytes);
    let source = if listed.is_empty() {
        read(&bytes, text, &options).unwrap()
    } else {
        let contents: Vec<_> = listed
            .into_iter()
            .map(|n| (n.clone(), std::fs::read(file.with_file_name(&n)).unwrap()))
            .collect();
        read_parts(&bytes, text, &contents, &options).unwrap()
    };
    let build = BuildOptions {
        name: "x".to_owned(),
        ..Default::default()
    };
    let library = Library::embedded().unwrap();
    let draft = clausewise::draft::build(&source, &library, &build, &Settings::default()).unwrap();
    let mut ours: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = 0;
    for (_, clause) in draft.clauses().filter(|(_, c)| numbered(&c.path)) {
        *ours.entry(folded(&clause.path)).or_default() += 1;
        count += 1;
    }
    let mut gold = csv::Reader::from_path(folder.join("structure").join(structure)).unwrap();
    let (mut wanted, mut found) = (0, 0);
    for row in gold.records() {
        wanted += 1;
        let row = row.unwrap();
        if let Some(left) = ours.get_mut(&row[0]).filter(|n| **n > 0) {
            *left -= 1;
            found += 1;
        }
    }
    2.0 * f64::from(found) / f64::from(count + wanted)
}

#[test]
fn trees_are_the_publishers_own() {
    let Some(folder) = support::published() else {
        return;
    };
    for (text, structure, floor) in FLOORS {
        let f1 = score(&folder, text, structure);
        println!("{text}: F1 {f1:.4}");
        assert!(f1 >= *floor, "{text}: F1 {f1:.4} is below {floor}");
    }
}
