//! `crosswalk --level` over the illustrative drafts.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::path::Path;

use assert_cmd::Command;
use clausewise::review::{Row, read_csv};

fn rows(level: &str) -> Vec<Row> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.csv");
    let run = || {
        let mut command = Command::cargo_bin("clausewise").unwrap();
        let drafts = ["boreal/bill-c-88.en.txt", "verania/regulation-2031-77.xhtml"];
        command.arg("crosswalk").args(drafts.map(|d| corpora.join(d)));
        command
            .args(["--level", level, "-o"])
            .arg(&file)
            .assert()
            .success();
        std::fs::read(&file).unwrap()
    };
    let first = run();
    assert_eq!(first, run(), "a second run changes nothing");
    read_csv(&first, "x.csv").unwrap().rows
}

fn links(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|r| r.links())
}

#[test]
fn articles_take_their_units_with_them() {
    let rows = rows("article");
    let (mut whole, mut partial) = (0, 0);
    for row in &rows {
        for side in [&row.left, &row.right]
            .into_iter()
            .filter(|s| s.id.starts_with("art-") || s.id.starts_with("sec-"))
        {
            assert!(!side.id.contains('/'), "{}", side.id);
        }
    }
    for row in links(&rows) {
        whole += 1;
        partial += usize::from(row.evidence.contains(" units of left linked, not "));
        assert!(!row.relation.is_empty() && !row.strength.is_empty() && !row.rationale.is_empty());
    }
    assert!(
        whole >= 5 && partial > 0,
        "{whole} links, {partial} of them partial"
    );
}

#[test]
fn each_side_has_its_own_level() {
    let rows = rows("left=article,right=unit");
    assert!(links(&rows).count() > 5);
    assert!(links(&rows).all(|r| !r.left.id.starts_with("art-") || !r.left.id.contains('/')));
    assert!(links(&rows).any(|r| r.right.id.contains('/')));
}

#[test]
fn all_has_units_and_articles_once_each() {
    let rows = rows("all");
    let is = |id: &str| links(&rows).any(|r| r.left.id.contains('/') == id.contains('/'));
    assert!(is("art-3") && is("art-3/1"));
    let mut pairs: Vec<(&str, &str)> = rows
        .iter()
        .map(|r| (r.left.id.as_str(), r.right.id.as_str()))
        .collect();
    let n = pairs.len();
    pairs.sort_unstable();
    pairs.dedup();
    assert_eq!(pairs.len(), n);
}
