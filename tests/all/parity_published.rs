//! The same draft in several formats gives the same tree: published texts, where `CLAUSEWISE_PUBLISHED` says where they
//! are. A floor is what was reached; it may only go up.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops at the first surprise and says what it measured"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use clausewise::draft::{BuildOptions, Draft, build};
use clausewise::grammar::Library;
use clausewise::read::{ReadOptions, read};
use clausewise::settings::Settings;

/// Two files of one draft, and the share of paths (F1 over labelled clauses) that must agree.
const PAIRS: &[(&str, &str, f64)] = &[
    (
        "akn/za-cpt-animal-2011.akn.xml",
        "akn/za-cpt-animal-2011.html",
        0.99,
    ),
    ("iso/rice-2016.is.metanorma.xml", "iso/rice-2016.is.html", 0.93),
    ("rfc/rfc7911.v3.xml", "rfc/rfc7911.txt", 0.90),
    ("rfc/rfc9001.canonical.xml", "rfc/rfc9001.generated.txt", 0.92),
];

fn texts() -> Option<PathBuf> {
    std::env::var_os("CLAUSEWISE_PUBLISHED").map(|folder| PathBuf::from(folder).join("texts"))
}

fn draft(folder: &std::path::Path, name: &str, library: &Library) -> Draft {
    let source = read(
        &std::fs::read(folder.join(name)).unwrap(),
        name,
        &ReadOptions::default(),
    )
    .unwrap();
    let options = BuildOptions {
        name: name.to_owned(),
        ..Default::default()
    };
    build(&source, library, &options, &Settings::default()).unwrap()
}

fn paths(draft: &Draft) -> BTreeSet<&str> {
    let labelled = draft.clauses().filter(|(_, c)| !c.label.is_empty());
    labelled.map(|(_, c)| c.path.as_str()).collect()
}

#[test]
fn markup_and_print_give_the_same_paths() {
    let Some(folder) = texts() else { return };
    let library = Library::embedded().unwrap();
    for (left, right, floor) in PAIRS {
        let (left, right) = (draft(&folder, left, &library), draft(&folder, right, &library));
        let (a, b) = (paths(&left), paths(&right));
        let agree = 2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64;
        let apart: Vec<&&str> = a.symmetric_difference(&b).take(20).collect();
        eprintln!("{} and {}: {agree:.4} {apart:?}", left.name, right.name);
        assert!(
            agree >= *floor,
            "{} and {}: {agree:.4}, less than {floor}",
            left.name,
            right.name
        );
    }
}
