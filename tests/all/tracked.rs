//! Tracked changes in the old version's own Word file: its looks stay, accepting gives the new words and rejecting the
//! old ones.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::io::{Cursor, Read};
use std::path::Path;

use clausewise::draft::{Draft, Force};
use clausewise::export::tracked::in_old;
use clausewise::read::{ReadOptions, Revisions, read};
use clausewise::revision::compare;
use clausewise::settings::Settings;

use crate::support;
use crate::support::word::Word;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A paragraph in a style, cut into runs of which every second one is bold.
fn paragraph(style: &str, text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let runs: Vec<String> = words
        .chunks(3)
        .enumerate()
        .map(|(i, chunk)| {
            let looks = if i % 2 == 0 { "" } else { "<w:rPr><w:b/></w:rPr>" };
            let text = escaped(&chunk.concat());
            format!("<w:r>{looks}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        })
        .collect();
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>",
        runs.concat()
    )
}

/// A draft as a Word file: a paragraph for each heading and text.
fn word(draft: &Draft) -> Word {
    let mut body = String::new();
    for (_, clause) in draft.clauses().filter(|(_, c)| c.force == Force::Normative) {
        for text in [&clause.heading, &clause.text] {
            if !text.is_empty() {
                body.push_str(&paragraph("Body", text));
            }
        }
    }
    Word::new(&body)
}

fn drafted(bytes: &[u8], name: &str) -> Draft {
    let source = read(bytes, name, &ReadOptions::default()).unwrap();
    support::draft(&source, None)
}

fn words(bytes: &[u8], revisions: Revisions) -> String {
    let options = ReadOptions {
        revisions,
        ..ReadOptions::default()
    };
    let source = read(bytes, "x.docx", &options).unwrap();
    let all: Vec<&str> = source
        .blocks
        .iter()
        .flat_map(|b| b.text.split_whitespace())
        .collect();
    all.join(" ")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn looks_stay_and_words_change() {
    let articles = |third: &str| -> String {
        [
            ("Heading1", "Article 1"),
            (
                "Body",
                "The keeper shall list every lantern in a register that the council can read.",
            ),
            ("Heading1", "Article 2"),
            ("Body", third),
        ]
        .iter()
        .map(|(style, text)| paragraph(style, text))
        .collect()
    };
    let duty = "The keeper shall report a fire in the tower to the council within 72 hours of seeing it.";
    let old = Word::new(&articles(duty)).bytes();
    let changed = duty.replace("72 hours", "15 days").replace(" in the tower", "");
    let added = paragraph("Heading1", "Article 3")
        + &paragraph(
            "Body",
            "Oil shall be bought from merchants whose barrels carry a seal.",
        );
    let new = Word::new(&(articles(&changed) + &added)).bytes();
    let (left, right) = (drafted(&old, "old.docx"), drafted(&new, "new.docx"));
    let revision = compare(&left, &right, &Settings::default());
    let file = in_old(&revision, &old, &ReadOptions::default())
        .unwrap()
        .expect("a file");
    assert_eq!(words(&file, Revisions::Accept), words(&new, Revisions::Accept));
    assert_eq!(words(&file, Revisions::Reject), words(&old, Revisions::Accept));
    let text = part(&file, "word/document.xml");
    assert!(text.contains("<w:delText xml:space=\"preserve\"> 72"), "{text}");
    assert!(text.contains("<w:rPr><w:b/></w:rPr>") && text.contains("<w:ins "));
    // What came looks like what stands there.
    let behind = text.rsplit("<w:p>").next().unwrap();
    assert!(
        behind.contains("<w:pStyle w:val=\"Body\"/>") && behind.contains("barrels"),
        "{behind}"
    );
    let other = "[Content_Types].xml";
    assert_eq!(part(&file, other), part(&old, other));
    // A file that tracks changes already is left alone.
    let again = in_old(&revision, &file, &ReadOptions::default()).unwrap();
    assert!(again.is_none());
}

#[test]
fn planted_edits_are_tracked_in_the_file() {
    use crate::support::edits::{Dice, edited};
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let drafts = ["isil/isil-4201-dis.md", "albia/code-of-practice.md"]
        .map(|f| support::draft(&support::source(&corpora.join(f)).unwrap(), None));
    let fresh = ["Each holder shall keep a ledger of the lanterns that it lights.".to_owned()];
    let mut kept = 0;
    for seed in 0..10 {
        let edited = edited(&drafts[seed as usize % 2], &fresh, 20, &mut Dice(seed));
        let (old, new) = (word(&edited.old).bytes(), word(&edited.new).bytes());
        let (left, right) = (drafted(&old, "old.docx"), drafted(&new, "new.docx"));
        let revision = compare(&left, &right, &Settings::default());
        let Some(file) = in_old(&revision, &old, &ReadOptions::default()).unwrap() else {
            continue;
        };
        kept += 1;
        for (side, whole) in [(Revisions::Accept, &new), (Revisions::Reject, &old)] {
            let (is, wanted) = (words(&file, side), words(whole, Revisions::Accept));
            let at = is.bytes().zip(wanted.bytes()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| {
                text.chars()
                    .skip(at.saturating_sub(60))
                    .take(120)
                    .collect::<String>()
            };
            assert!(is == wanted, "seed {seed}: {} | {}", around(&is), around(&wanted));
        }
    }
    assert!(kept >= 8, "{kept} of 10");
}
