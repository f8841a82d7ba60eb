//! Articles of a proposal and of the act that it became. Runs where `CLAUSEWISE_PUBLISHED` names the folder of the texts.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::collections::BTreeSet;
use std::path::Path;

use assert_cmd::Command;

use crate::sets::records;

/// Pairs of articles, and share of the new articles that are linked to nothing.
const F1: f64 = 0.95;
const NEW: f64 = 0.90;

#[test]
fn articles_of_a_proposal_are_found_in_the_act() {
    let Ok(published) = std::env::var("CLAUSEWISE_PUBLISHED") else {
        println!("skipped: CLAUSEWISE_PUBLISHED is not set");
        return;
    };
    let texts = Path::new(&published).join("texts");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.csv");
    let mut command = Command::cargo_bin("clausewise").unwrap();
    command
        .arg("crosswalk")
        .args([
            texts.join("eu/drafts/aiact-2021-com206-raw.txt"),
            texts.join("eu/aiact-2024-1689-oj.en.xhtml"),
        ])
        .args(["--level", "article", "-o"])
        .arg(&file)
        .assert()
        .success();
    let (mut wanted, mut new) = (BTreeSet::new(), BTreeSet::new());
    for row in records(&texts.join("GT_aiact_proposal_to_final.csv")).unwrap() {
        let article = |column: &str| Some(format!("art-{}", row.get(column).filter(|n| !n.is_empty())?));
        match (article("proposal_article"), article("final_article")) {
            (Some(old), Some(now)) => drop(wanted.insert((old, now))),
            (None, Some(now)) => drop(new.insert(now)),
            _ => {}
        }
    }
    let is_article = |id: &String| id.starts_with("art-");
    let found: BTreeSet<(String, String)> = records(&file)
        .unwrap()
        .into_iter()
        .map(|mut row| ["left_id", "right_id"].map(|c| row.remove(c).unwrap_or_default()))
        .filter(|ids| ids.iter().all(is_article))
        .map(|[left, right]| (left, right))
        .collect();
    let hits = found.intersection(&wanted).count() as f64;
    let f1 = 2.0 * hits / (found.len() + wanted.len()) as f64;
    let linked: BTreeSet<&String> = found.iter().map(|(_, right)| right).collect();
    let alone = new.iter().filter(|n| !linked.contains(n)).count() as f64 / new.len() as f64;
    println!("pair F1 {f1:.3}, new articles {alone:.3}");
    println!("missed {:?}", wanted.difference(&found).collect::<Vec<_>>());
    println!("too many {:?}", found.difference(&wanted).collect::<Vec<_>>());
    assert!(f1 >= F1, "pair F1 {f1:.3} is below {F1}");
    assert!(alone >= NEW, "new articles {alone:.3} is below {NEW}");
}
