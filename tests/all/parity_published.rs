//! The same draft in several formats gives the same tree: published texts, where `CLAUSEWISE_PUBLISHED` says where they
//! are. A floor is what was reached; it may only go up.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops at the first surprise and says what it measured"
)]

use std::collections::BTreeSet;

use clausewise::draft::Draft;

use crate::support::score::{folded, numbered};
use crate::support::{self, published};

/// Two files of one draft, and the share of numbered clauses (F1 over their paths, folded as the published structures
/// are) that must agree.
const PAIRS: &[(&str, &str, f64)] = &[
    (
        "akn/za-cpt-animal-2011.akn.xml",
        "akn/za-cpt-animal-2011.html",
        1.0,
    ),
    (
        "us/ca-sb53-chaptered-2025-09-29.md",
        "us/ca-sb53-chaptered.csa.txt",
        1.0,
    ),
    (
        "eu/aiact-2024-1689-oj.en.xhtml",
        "eu/aiact-2024-1689-oj.fr.xhtml",
        1.0,
    ),
    (
        "eu/aiact-2024-1689-oj.en.xhtml",
        "eu/aiact-2024-1689-oj.nl.html",
        0.999,
    ),
    ("iso/rice-2016.is.metanorma.xml", "iso/rice-2016.is.html", 1.0),
    ("iso/rice-2016.is.metanorma.xml", "iso/rice-2016.is.doc", 1.0),
    ("iso/rice-2016.is.metanorma.xml", "iso/rice-2016.is.fr.html", 0.99),
    ("iso/rice-2016.is.metanorma.xml", "iso/rice-2016.is.zh.html", 0.98),
    ("cc/cc-18011.xml", "cc/cc-18011.html", 1.0),
    ("rfc/rfc7911.v3.xml", "rfc/rfc7911.txt", 1.0),
    ("rfc/rfc7911.v3.xml", "rfc/rfc7911.v3.html", 1.0),
    ("rfc/rfc9001.canonical.xml", "rfc/rfc9001.generated.txt", 1.0),
];

/// The same for PDF.
#[cfg(feature = "pdf")]
const PRINTED: &[(&str, &str, f64)] = &[
    (
        "eu/aiact-2024-1689-oj.en.xhtml",
        "eu/aiact-2024-1689-oj.en.pdf",
        0.99,
    ),
    ("iso/rice-2016.is.metanorma.xml", "iso/rice-2016.is.pdf", 1.0),
    ("cc/cc-18011.xml", "cc/cc-18011.pdf", 1.0),
    (
        "akn/za-cpt-animal-2011.akn.xml",
        "akn/za-cpt-animal-2011.pdf",
        1.0,
    ),
    (
        "itu/T-REC-J.1108-201901-P.xml",
        "itu/T-REC-J.1108-201901-P.pdf",
        0.95,
    ),
    ("itu/T-FG-AI4H-2022-MSW.html", "itu/T-FG-AI4H-2022-MSW.pdf", 0.99),
    ("us/eo-14110.agora.txt", "us/eo-14110.fr.pdf", 1.0),
    ("us/co-sb24-205.agora.txt", "us/co-sb24-205.pdf", 0.97),
    ("us/ca-sb1047-enrolled.agora.txt", "us/ca-sb1047-thulaw.pdf", 0.99),
    (
        "intl/g7-hiroshima-code-of-conduct.agora.txt",
        "intl/g7-hiroshima-code-of-conduct.pdf",
        1.0,
    ),
];

fn draft(name: &str) -> Option<Draft> {
    let file = published()?.join("texts").join(name);
    Some(support::draft(&support::source_of_parts(&file), None))
}

fn paths(draft: &Draft) -> BTreeSet<String> {
    let clauses = draft.clauses().filter(|(_, c)| numbered(&c.path));
    clauses.map(|(_, c)| folded(&c.path)).collect()
}

fn agree(pairs: &[(&str, &str, f64)]) {
    for (left, right, floor) in pairs {
        let (Some(a), Some(b)) = (draft(left), draft(right)) else {
            return;
        };
        let (a, b) = (paths(&a), paths(&b));
        let agree = 2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64;
        let apart: Vec<&String> = a.symmetric_difference(&b).take(20).collect();
        eprintln!("{left} and {right}: {agree:.4} {apart:?}");
        assert!(
            agree >= *floor,
            "{left} and {right}: {agree:.4}, less than {floor}: {apart:?}"
        );
    }
}

#[test]
fn markup_and_print_give_the_same_paths() {
    agree(PAIRS);
}

#[cfg(feature = "pdf")]
#[test]
fn printed_pages_give_the_same_paths() {
    agree(PRINTED);
    let framework = draft("us/nist-airmf-1.0.agora.txt").zip(draft("us/nist-ai-100-1-airmf-1.0.pdf"));
    if let Some((text, pdf)) = framework {
        let missing: Vec<String> = paths(&text).difference(&paths(&pdf)).cloned().collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
