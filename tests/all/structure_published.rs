//! The clause tree of publishers' XML against the publishers' own structure. Runs where `CLAUSEWISE_PUBLISHED` names a
//! folder with `texts` and `structure` (`path,kind,text` of each unit).

use crate::support;
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

/// The third act that a bill enacts: in markup, as text, and printed in two columns of two languages.
#[test]
fn an_enclosed_act_is_the_same_in_all_its_formats() {
    let Some(folder) = support::published() else {
        return;
    };
    let act = |or_whole| BuildOptions {
        act: Some(WantedAct {
            title: "Artificial Intelligence and Data Act".to_owned(),
            or_whole,
        }),
        ..BuildOptions::default()
    };
    let library = Library::embedded().unwrap();
    let wanted = published(&folder.join("structure/ca-aida.csv"));
    let files = [
        ("ca/c27-first-reading.parl.en.xml", false, 0.99),
        ("ca/aida-c27-part3.agora.txt", true, 0.95),
        ("ca/aida-thulaw.pdf", false, 0.99),
    ];
    for (file, or_whole, floor) in files {
        if file.ends_with("pdf") && cfg!(not(feature = "pdf")) {
            continue;
        }
        let source = support::source(&folder.join("texts").join(file)).unwrap();
        let draft = build(&source, &library, &act(or_whole), &Settings::default()).unwrap();
        let f1 = score(&wanted, &draft).f1();
        println!("{file}: F1 {f1:.4}");
        assert!(f1 >= floor, "{file}: F1 {f1:.4}");
    }
}

/// Print is as good as markup.
#[cfg(feature = "pdf")]
#[test]
fn a_printed_act_has_the_publishers_tree() {
    let Some(folder) = support::published() else {
        return;
    };
    let f1 = f1(&folder, "eu/aiact-2024-1689-oj.en.pdf", "eu-ai-act.csv");
    println!("F1 {f1:.4}");
    assert!(f1 >= 0.97, "F1 {f1:.4}");
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
