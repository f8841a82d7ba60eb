//! The page on findings, and the divergences that the illustrative drafts were made with.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support;
use std::collections::BTreeMap;
use std::path::Path;

use clausewise::align::{AlignOptions, align};
use clausewise::draft::Draft;
use clausewise::finding::{Checked, Link, check, page};
use clausewise::lexicon::Lexicon;
use clausewise::settings::Settings;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_page_says_what_the_rules_say() {
    let file = root().join("docs/findings.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, page()).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
    assert!(
        written == page(),
        "run: UPDATE_GOLDEN=1 cargo test --test all findings"
    );
}

const DRAFTS: &[(&str, &str)] = &[
    ("verania", "verania/regulation-2031-77.xhtml"),
    ("pacifica", "pacifica/sb-417.txt"),
    ("boreal.en", "boreal/bill-c-88.en.txt"),
    ("boreal.fr", "boreal/bill-c-88.fr.txt"),
    ("isil", "isil/isil-4201-dis.md"),
    ("albia", "albia/code-of-practice.md"),
];

fn drafts() -> BTreeMap<&'static str, Draft> {
    let read = |file: &str| {
        support::draft(
            &support::source(&root().join("corpora").join(file)).unwrap(),
            None,
        )
    };
    DRAFTS.iter().map(|(name, file)| (*name, read(file))).collect()
}

fn codes(left: &Draft, right: &Draft, links: &[Link], gaps: bool) -> Vec<String> {
    let (lexicon, settings) = (Lexicon::embedded(), Settings::default());
    let checked = Checked {
        left,
        right,
        provisions: [None; 2],
        links,
        near: &[],
        gaps,
        lexicon: &lexicon,
        settings: &settings,
    };
    check(&checked).into_iter().map(|f| f.code.to_owned()).collect()
}

/// Of the divergences that were planted, those whose pair of units is given are found: a floor for each code, a little under
/// what is measured. They may only go up.
const FLOORS: &[(&str, f64)] = &[
    ("C201", 0.55),
    ("C202", 0.8),
    ("C203", 0.9),
    ("C204", 0.8),
    ("C205", 0.95),
    ("C206", 0.9),
    ("C207", 0.75),
    ("C208", 0.9),
    ("C209", 0.3),
    ("C210", 0.9),
    ("C211", 0.9),
    ("C212", 0.55),
    ("C213", 0.6),
];

#[test]
fn planted_divergences_are_found_where_the_pair_is_given() {
    let drafts = drafts();
    let mut reader = csv::Reader::from_path(root().join("corpora/gold/divergences.csv")).unwrap();
    let mut tally: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let (code, left, right) = (row[0].to_owned(), &drafts[&row[1]], &drafts[&row[4]]);
        let unit = |d: &Draft, id: &str| d.units.iter().position(|u| u.id == id).unwrap();
        let link = Link {
            left: unit(left, &row[2]),
            right: unit(right, &row[5]),
            confidence: 1.0,
            score: 9.0,
            given: true,
        };
        let found = codes(left, right, &[link], false);
        let counted = tally.entry(code.clone()).or_default();
        counted.1 += 1;
        if found.contains(&code) {
            counted.0 += 1;
        } else {
            missed.push(format!(
                "{code} {} {} | {} {} | found {found:?}",
                &row[1], &row[2], &row[4], &row[5]
            ));
        }
    }
    println!("{tally:?}\n{}", missed.join("\n"));
    for (code, floor) in FLOORS {
        let (hit, all) = tally[*code];
        assert!(
            hit as f64 >= floor * all as f64,
            "{code}: {hit} of {all}\n{}",
            missed.join("\n")
        );
    }
}

/// One word, thousands of times: what grows with the product of two texts would take minutes and gigabytes here.
#[test]
fn a_word_said_thousands_of_times_takes_no_time() {
    let act = |words: &str, times: usize| {
        let text = format!(
            "Article 1\nScope\n\n{}.\n\nArticle 2\nDuty\n\nProviders shall keep records of tests.\n",
            words.repeat(times)
        );
        let read = clausewise::read::read(text.as_bytes(), "act.txt", &Default::default());
        support::draft(&read.unwrap(), None)
    };
    let begun = std::time::Instant::now();
    for words in ["word ", "shall ensure ", "within 3 days "] {
        let (left, right) = (act(words, 4000), act(words, 4100));
        let settings = Settings::default();
        let alignment = align(&left, &right, &AlignOptions::default(), &settings);
        for c in alignment.proposals() {
            alignment.evidence(c.left.unit, c.right.unit);
        }
        let links: Vec<Link> = alignment.proposals().iter().map(Link::of).collect();
        codes(&left, &right, &links, true);
    }
    let took = begun.elapsed().as_secs();
    assert!(took < 60, "{took} s");
}

#[test]
fn a_draft_against_itself_gives_no_finding() {
    for (name, draft) in drafts() {
        let settings = Settings::default();
        let alignment = align(&draft, &draft, &AlignOptions::default(), &settings);
        let links: Vec<Link> = alignment.proposals().iter().map(Link::of).collect();
        let found = codes(&draft, &draft, &links, true);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn a_bill_and_its_translation_give_no_divergence() {
    let drafts = drafts();
    let (en, fr) = (&drafts["boreal.en"], &drafts["boreal.fr"]);
    let mut reader = csv::Reader::from_path(root().join("corpora/gold/boreal.en--boreal.fr.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| {
        header
            .iter()
            .position(|h| h.trim_start_matches('\u{feff}') == name)
            .unwrap()
    };
    let unit = |d: &Draft, id: &str| d.units.iter().position(|u| u.id == id).unwrap();
    let links: Vec<Link> = reader
        .records()
        .map(|r| {
            let r = r.unwrap();
            Link {
                left: unit(en, &r[at("left_id")]),
                right: unit(fr, &r[at("right_id")]),
                confidence: 1.0,
                score: 9.0,
                given: true,
            }
        })
        .collect();
    let found = codes(en, fr, &links, false);
    assert!(
        found.len() <= 3,
        "{} divergences between a bill and its translation: {found:?}",
        found.len()
    );
}
