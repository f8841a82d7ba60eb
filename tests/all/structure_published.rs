//! The clause tree of publishers' XML against the publishers' own structure. Runs where `CLAUSEWISE_PUBLISHED` names a
//! folder with `texts` and `structure` (`path,kind,text` of each unit).

use crate::support;
#[cfg(feature = "pdf")]
use clausewise::{
    draft::{BuildOptions, WantedAct, build},
    grammar::Library,
    settings::Settings,
};
use std::path::Path;

use crate::support::score::{published, score};

/// Text, structure, and the F1 that must be reached.
const FLOORS: &[(&str, &str, f64)] = &[
    ("ca/pipeda.justice.en.xml", "ca-pipeda.csv", 0.988),
    (
        "ca/directive-adm-2025-06-24.tbs.xml",
        "ca-directive-adm-2025.csv",
        0.99,
    ),
    (
        "gb/nis-regulations-2018.clml.xml",
        "gb-nis-regulations.csv",
        0.997,
    ),
    (
        "eu/aiact-2024-1689-formex/L_202401689EN.doc.fmx.xml",
        "eu-ai-act.csv",
        0.982,
    ),
    ("eu/aiact-2024-1689-oj.en.xhtml", "eu-ai-act.csv", 0.982),
];

fn f1(folder: &Path, text: &str, structure: &str) -> f64 {
    let draft = support::draft(&support::source_of_parts(&folder.join("texts").join(text)), None);
    score(&published(&folder.join("structure").join(structure)), &draft).f1()
}

/// The third act that a bill enacts, printed in two columns of two languages.
#[cfg(feature = "pdf")]
#[test]
fn an_enclosed_act_is_read_from_two_columns() {
    let Some(folder) = support::published() else {
        return;
    };
    let source = support::source(&folder.join("texts/ca/aida-thulaw.pdf")).unwrap();
    let options = BuildOptions {
        act: Some(WantedAct {
            title: "Artificial Intelligence and Data Act".to_owned(),
            or_whole: false,
        }),
        ..BuildOptions::default()
    };
    let library = Library::embedded().unwrap();
    let draft = build(&source, &library, &options, &Settings::default()).unwrap();
    let f1 = score(&published(&folder.join("structure/ca-aida.csv")), &draft).f1();
    assert!(f1 >= 0.99, "F1 {f1:.4}");
}

#[test]
fn trees_are_the_publishers_own() {
    let Some(folder) = support::published() else {
        return;
    };
    for (text, structure, floor) in FLOORS {
        let f1 = f1(&folder, text, structure);
        println!("{text}: F1 {f1:.4}");
        assert!(f1 >= *floor, "{text}: F1 {f1:.4} is below {floor}");
    }
}
