//! Divergences that are known between published drafts, and drafts between which there is none. Runs where
//! `CLAUSEWISE_PUBLISHED` names the folder of the texts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;

use clausewise::align::{AlignOptions, align};
use clausewise::draft::Draft;
use clausewise::finding::{Checked, Finding, Link, check};
use clausewise::lexicon::Lexicon;
use clausewise::settings::Settings;

use crate::support;

fn read(published: &Path, file: &str) -> Draft {
    let source = support::source(&published.join("texts").join(file)).unwrap();
    support::draft(&source, None)
}

/// What is found, between given units or those that align.
fn found(left: &Draft, right: &Draft, given: Option<Link>) -> Vec<Finding> {
    let settings = Settings::default();
    let links = match given {
        Some(link) => vec![link],
        None => {
            let alignment = align(left, right, &AlignOptions::default(), &settings);
            alignment.proposals().iter().map(Link::of).collect()
        }
    };
    check(&Checked {
        left,
        right,
        provisions: [None; 2],
        links: &links,
        near: &[],
        gaps: given.is_none(),
        lexicon: &Lexicon::embedded(),
        settings: &settings,
    })
}

/// Drafts that say the same: twice, in two formats, with another cover, at another stage.
const SAME: &[(&str, &str)] = &[
    ("us/ca-sb53-chaptered.csa.txt", "us/ca-sb53-chaptered.csa.txt"),
    (
        "us/ca-sb53-chaptered-2025-09-29.md",
        "us/ca-sb53-chaptered.csa.txt",
    ),
    (
        "ietf/draft-ietf-aipref-vocab-04.txt",
        "ietf/draft-ietf-aipref-vocab-05.txt",
    ),
    ("iso/rice-2016.wd.html", "iso/rice-2016.dis.html"),
    ("iso/rice-2016.dis.html", "iso/rice-2016.is.html"),
    ("iso/rice-2016.wd.html", "iso/rice-2016.is.html"),
];

#[test]
fn drafts_that_say_the_same_give_no_finding() {
    let Some(published) = support::published() else {
        return;
    };
    for (left, right) in SAME {
        let found = found(&read(&published, left), &read(&published, right), None);
        let said: Vec<_> = found.iter().map(|f| (f.code, f.message.as_str())).collect();
        assert!(said.is_empty(), "{left} and {right}: {said:?}");
    }
    // A printed page loses what markup keeps: a few may be found, and no conflict.
    let (page, print) = ("eu/aiact-2024-1689-oj.en.xhtml", "eu/aiact-2024-1689-oj.en.pdf");
    let found = found(&read(&published, page), &read(&published, print), None);
    assert!(found.len() < 5, "{} between {page} and {print}", found.len());
}

/// Rows of `tests/facts.csv` that have to be found where the drafts are aligned by the machine.
const ALIGNED: f64 = 0.8;

#[test]
fn known_divergences_are_found() {
    let Some(published) = support::published() else {
        return;
    };
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts.csv");
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let (mut hits, mut all, mut missed) = (0, 0, Vec::new());
    for row in csv::Reader::from_path(facts).unwrap().records() {
        let row = row.unwrap();
        for file in [&row[1], &row[3]] {
            drafts
                .entry(file.to_owned())
                .or_insert_with(|| read(&published, file));
        }
        let (code, left, right) = (&row[0], &drafts[&row[1]], &drafts[&row[3]]);
        let unit = |d: &Draft, id: &str| {
            let at = d.units.iter().position(|u| u.id == id);
            at.unwrap_or_else(|| panic!("{}: no unit {id}", d.file))
        };
        let (l, r) = (unit(left, &row[2]), unit(right, &row[4]));
        let link = Link {
            left: l,
            right: r,
            confidence: 1.0,
            score: 9.0,
            given: true,
        };
        // What is renamed is said once, wherever the two words stand.
        let here = |f: &&Finding| {
            let at = |s: &Option<clausewise::finding::Spot>, unit| s.as_ref().is_some_and(|s| s.unit == unit);
            f.code == "C210" || (at(&f.left, l) && at(&f.right, r))
        };
        let says = |given| {
            let found = found(left, right, given);
            found
                .iter()
                .filter(here)
                .any(|f| f.code == code || code.is_empty() && f.code == "C203")
        };
        let (pinned, aligned) = (says(Some(link)), says(None));
        let wanted = !code.is_empty();
        println!(
            "{code:4} {} {} | {} {}: given {pinned}, aligned {aligned}",
            &row[1], &row[2], &row[3], &row[4]
        );
        assert_eq!(pinned, wanted, "{row:?}");
        all += 1;
        if aligned == wanted {
            hits += 1;
        } else {
            missed.push(row);
        }
    }
    assert!(
        f64::from(hits) >= ALIGNED * f64::from(all),
        "{hits} of {all}; missed {missed:?}"
    );
}
