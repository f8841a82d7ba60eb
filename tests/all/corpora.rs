//! The illustrative drafts: their outlines as snapshots, and the crosswalks against the hand-made gold.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clausewise::align::{AlignOptions, align};
use clausewise::draft::Draft;
use clausewise::settings::Settings;

const DRAFTS: &[(&str, &str, &str)] = &[
    ("verania", "verania/regulation-2031-77.xhtml", "eu-act"),
    ("pacifica", "pacifica/sb-417.txt", "us-bill"),
    ("boreal.en", "boreal/bill-c-88.en.txt", "ca-statute"),
    ("boreal.fr", "boreal/bill-c-88.fr.txt", "ca-statute"),
    ("isil", "isil/isil-4201-dis.md", "iso-standard"),
    ("albia", "albia/code-of-practice.md", "code-of-practice"),
];

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora")
}

fn draft(name: &str) -> Draft {
    let (_, file, _) = DRAFTS.iter().find(|(n, ..)| *n == name).unwrap();
    support::draft(&support::source(&corpora().join(file)).unwrap(), None)
}

/// Rows of a gold file as maps from column to value.
fn gold(file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(corpora().join("gold").join(file)).unwrap();
    let header = reader.headers().unwrap().clone();
    let named = |r: csv::StringRecord| {
        header
            .iter()
            .zip(r.iter())
            .map(|(h, v)| (h.trim_start_matches('\u{feff}').to_owned(), v.to_owned()))
            .collect()
    };
    reader.records().map(|r| named(r.unwrap())).collect()
}

fn gold_pairs() -> Vec<(String, String, String)> {
    let mut pairs = Vec::new();
    for path in support::files(&corpora().join("gold"), &["csv"]) {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Some((left, right)) = file.trim_end_matches(".csv").split_once("--") {
            pairs.push((left.to_owned(), right.to_owned(), file.clone()));
        }
    }
    pairs
}

#[test]
fn every_draft_is_read_in_its_style() {
    for (name, _, style) in DRAFTS {
        let draft = draft(name);
        assert_eq!(draft.style.grammar, *style, "{name}");
        assert!(
            draft.unrecognised_share() < 0.02,
            "{name}: {:.3}",
            draft.unrecognised_share()
        );
    }
}

#[test]
fn outlines() {
    for (name, ..) in DRAFTS {
        let draft = draft(name);
        let mut text = String::new();
        for (_, c) in draft.clauses() {
            let words: Vec<&str> = c
                .heading
                .split(' ')
                .chain(c.text.split_whitespace())
                .filter(|w| !w.is_empty())
                .take(6)
                .collect();
            let force = format!("{:?}", c.force).to_lowercase();
            writeln!(
                text,
                "{} | {} | {} | {force} | {}",
                c.path,
                c.citation,
                c.kind,
                words.join(" ")
            )
            .unwrap();
        }
        insta::assert_snapshot!(format!("outline-{name}"), text);
    }
}

#[test]
fn gold_ids_are_units_of_the_drafts() {
    let mut missing = Vec::new();
    for (left, right, file) in gold_pairs() {
        let ids = |d: &str| -> BTreeSet<String> { draft(d).units.into_iter().map(|u| u.id).collect() };
        let (l, r) = (ids(&left), ids(&right));
        for row in gold(&file) {
            for (side, id, known) in [("left", &row["left_id"], &l), ("right", &row["right_id"], &r)] {
                if !known.contains(id) {
                    missing.push(format!("{file}: {side} {id}"));
                }
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{} ids are no units:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

/// What share of the gold pairs is among the best five candidates of the left unit. Floors, a little under what is
/// measured: they may only go up.
const FLOORS: &[(&str, f64)] = &[
    ("boreal.en--boreal.fr.csv", 0.95),
    ("boreal.en--pacifica.csv", 0.40),
    ("isil--albia.csv", 0.40),
    ("verania--isil.csv", 0.40),
    ("verania--pacifica.csv", 0.40),
];

#[test]
fn gold_pairs_are_among_the_best_candidates() {
    let settings = Settings::default();
    let mut figures = String::new();
    let mut below = Vec::new();
    for (left, right, file) in gold_pairs() {
        let (l, r) = (draft(&left), draft(&right));
        let alignment = align(&l, &r, &AlignOptions::default(), &settings);
        let candidates = alignment.candidates(5);
        let rows = gold(&file);
        let found = rows
            .iter()
            .filter(|row| {
                let Some(i) = l.units.iter().position(|u| u.id == row["left_id"]) else {
                    return false;
                };
                candidates[i]
                    .iter()
                    .any(|c| r.units[c.right].id == row["right_id"])
            })
            .count();
        let share = found as f64 / rows.len() as f64;
        writeln!(figures, "{file}: {found} of {} = {share:.3}", rows.len()).unwrap();
        let floor = FLOORS.iter().find(|(f, _)| *f == file).unwrap().1;
        if share < floor {
            below.push(format!("{file}: {share:.3} is under {floor}"));
        }
    }
    println!("{figures}");
    assert!(below.is_empty(), "{}\n{figures}", below.join("\n"));
}
