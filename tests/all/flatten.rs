//! Drafts whose markup says what is what, rendered as plain lines and read again: the same clause tree must come out.
//! Over the corpora, and over published texts where `CLAUSEWISE_PUBLISHED` names a folder of them. With `--nocapture`
//! it prints a table.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use crate::support;
use std::path::Path;

use crate::support::flatten::{Rendering, flatten};
use crate::support::score::{Wanted, folded, of_draft, published, score};
use clausewise::draft::{ClauseId, Draft};
use clausewise::read::{ReadOptions, read};

/// A draft whose tree is known, the publisher's own structure where there is one, and the F1 that must be reached in
/// all renderings.
const TREES: &[(&str, Option<&str>, f64)] = &[
    (
        "eu/aiact-2024-1689-formex/L_202401689EN.doc.fmx.xml",
        Some("eu-ai-act.csv"),
        0.981,
    ),
    ("eu/aiact-2024-1689-oj.en.xhtml", Some("eu-ai-act.csv"), 0.981),
    ("eu/aiact-2024-1689-oj.fr.xhtml", None, 0.997),
    ("eu/aiact-2024-1689-oj.nl.html", None, 0.996),
    ("eu/eidas-910-2014.2014-07-23.en.xhtml", None, 0.998),
    ("eu/eidas-910-2014.2024-05-20.en.xhtml", None, 0.989),
    ("ca/pipeda.justice.en.xml", Some("ca-pipeda.csv"), 0.98),
    (
        "ca/directive-adm-2025-06-24.tbs.xml",
        Some("ca-directive-adm-2025.csv"),
        0.998,
    ),
    ("ca/directive-adm-2023-04-25.tbs.xml", None, 0.998),
    ("ca/c27-first-reading.parl.en.xml", None, 0.994),
    (
        "gb/nis-regulations-2018.clml.xml",
        Some("gb-nis-regulations.csv"),
        0.997,
    ),
    ("gb/computer-misuse-act-1990.clml.xml", None, 0.996),
    ("akn/za-cpt-animal-2011.akn.xml", None, 0.992),
    (
        "akn/za-cpt-municipal-planning-2015.2015-06-29.akn.xml",
        None,
        0.987,
    ),
    (
        "akn/za-cpt-municipal-planning-2015.2017-05-12.akn.xml",
        None,
        0.987,
    ),
    ("akn/ke-act-1989-16.akn-csd13.xml", None, 0.998),
    ("uslm/BILLS-118s1325rs.uslm.xml", None, 0.998),
    ("uslm/COMPS-1565.uslm.xml", None, 0.993),
    ("uslm/S2731_IPS.uslm.xml", None, 0.998),
    ("uslm/S2731_RCS.uslm.xml", None, 0.998),
    ("uslm/bill-dtd-valid1.xml", None, 0.998),
    ("rfc/rfc7911.v3.xml", None, 0.998),
    ("rfc/rfc9001.canonical.xml", None, 0.983),
    ("cc/cc-18011.xml", None, 0.998),
    ("iso/rice-2016.is.metanorma.xml", None, 0.981),
    ("iso/rice-2016.is.html", None, 0.989),
    ("itu/T-REC-J.1108-201901-P.xml", None, 0.998),
];

/// A labelled clause of a flattened draft: how certain it is, and whether it is placed wrongly.
struct Placed {
    certainty: f32,
    wrong: bool,
    /// File, rendering, line and path, for people.
    place: String,
}

/// One file in all renderings: the lowest F1, and all labelled clauses.
fn check(file: &Path, gold: Option<Vec<Wanted>>, placed: &mut Vec<Placed>) -> f64 {
    let tree = support::draft(&support::source_of_parts(file), None);
    let wanted = gold.unwrap_or_else(|| of_draft(&tree));
    let name = file.file_name().unwrap().to_string_lossy();
    let mut lowest: f64 = 1.0;
    for rendering in Rendering::ALL {
        let text = flatten(&tree, rendering);
        let flat = support::draft(
            &read(text.as_bytes(), "flat.txt", &ReadOptions::default()).unwrap(),
            None,
        );
        let result = score(&wanted, &flat);
        println!(
            "{name:45} {:8} {:18} F1 {:.4}  {} of {}, {} wrong",
            format!("{rendering:?}"),
            flat.style.grammar,
            result.f1(),
            result.found,
            wanted.len(),
            result.wrong.len(),
        );
        if result.f1() < 0.99 {
            println!(
                "    missing {}",
                result
                    .missing
                    .iter()
                    .take(14)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" ")
            );
            let wrong = |id: &ClauseId| format!("{}:{}", flat.clause(*id).place.line, flat.clause(*id).path);
            println!(
                "    wrong {}",
                result
                    .wrong
                    .iter()
                    .take(14)
                    .map(wrong)
                    .collect::<Vec<_>>()
                    .join(" ")
            );
        }
        let misplaced = misplaced(&tree, &flat);
        for (id, clause) in flat.clauses().filter(|(_, c)| !c.label.is_empty()) {
            placed.push(Placed {
                certainty: clause.certainty.unwrap_or(f32::INFINITY),
                wrong: misplaced.binary_search(&id).is_ok(),
                place: format!("{name} {rendering:?} {}:{}", clause.place.line, clause.path),
            });
        }
        lowest = lowest.min(result.f1());
    }
    lowest
}

/// Clauses of the flattened draft whose place the tree does not have. One that only takes other words for its heading
/// stands where it should.
fn misplaced(tree: &Draft, flat: &Draft) -> Vec<ClauseId> {
    let result = score(&of_draft(tree), flat);
    let mut missing = result.missing;
    let wrong = result.wrong.into_iter();
    wrong
        .filter(|id| {
            let path = folded(&flat.clause(*id).path);
            let same = missing.iter().position(|m| *m == path);
            same.map(|at| missing.swap_remove(at)).is_none()
        })
        .collect()
}

/// Share of the wrongly placed clauses that are among the 5 % least certain.
fn honesty(placed: &mut [Placed]) -> f64 {
    placed.sort_by(|a, b| a.certainty.total_cmp(&b.certainty));
    let wrong = placed.iter().filter(|p| p.wrong).count();
    let caught = placed[..placed.len() / 20].iter().filter(|p| p.wrong).count();
    for missed in placed[placed.len() / 20..].iter().filter(|p| p.wrong) {
        println!("certain and wrong: {:.2} {}", missed.certainty, missed.place);
    }
    println!(
        "{caught} of {wrong} wrong clauses among the least certain {} of {}",
        placed.len() / 20,
        placed.len()
    );
    caught as f64 / wrong.max(1) as f64
}

#[test]
fn published_drafts_come_back_from_plain_lines() {
    let Some(folder) = support::published() else {
        return;
    };
    let mut placed = Vec::new();
    let mut low = Vec::new();
    for (text, structure, floor) in TREES {
        let gold = structure.map(|s| published(&folder.join("structure").join(s)));
        let f1 = check(&folder.join("texts").join(text), gold, &mut placed);
        if f1 < *floor {
            low.push(format!("{text}: F1 {f1:.4} is below {floor}"));
        }
    }
    let honest = honesty(&mut placed);
    assert!(
        honest >= 0.8,
        "{honest:.2} of the wrong clauses are among the least certain"
    );
    assert!(low.is_empty(), "{}", low.join("\n"));
}

#[test]
fn the_corpora_come_back_from_plain_lines() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut placed = Vec::new();
    for file in support::files(&corpora, &["txt", "md", "xhtml"]) {
        if file
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .chars()
            .all(|c| !c.is_lowercase())
        {
            continue; // README.md and the like
        }
        let f1 = check(&file, None, &mut placed);
        assert!(f1 >= 0.95, "{}: F1 {f1:.4}", file.display());
    }
    assert!(!placed.is_empty());
}
