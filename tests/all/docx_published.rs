//! Published Word files: the numbers that are computed are those that their printed tables of contents give.
#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support;
use clausewise::read::{ReadOptions, Revisions, Role, Source, read};

const FILES: [&str; 4] = [
    "texts/intl/docx/oasis-sarif-v2.0-csd01.docx",
    "texts/intl/docx/oasis-sarif-v2.0-csd02.docx",
    "texts/intl/docx/oasis-sarif-v2.1.0-cs-change-barred.docx",
    "texts/docx/USLM-2_0-Review-Guide-v2_0_12-changes.docx",
];

fn side(file: &str, revisions: Revisions) -> Option<Source> {
    let bytes = std::fs::read(support::published()?.join(file)).unwrap();
    let options = ReadOptions {
        revisions,
        ..ReadOptions::default()
    };
    Some(read(&bytes, file, &options).unwrap())
}

/// The entries of the table of contents, without their pages.
fn contents(source: &Source) -> Vec<String> {
    let lines = source.blocks.iter().filter(|b| b.claims.role == Role::Contents);
    lines
        .filter_map(|b| {
            let line = b.text.trim_end_matches(|c: char| c.is_ascii_digit());
            (line.len() < b.text.len()).then(|| bare(line))
        })
        .collect()
}

/// The headings that have a number, or what stands for one, as deep as the table goes.
fn headings(source: &Source, deepest: u8) -> Vec<String> {
    let heading = |r: Role| matches!(r, Role::Heading(rank) if rank <= deepest);
    let headings = source.blocks.iter().filter(|b| heading(b.claims.role));
    headings
        .filter(|b| b.claims.label.is_some())
        .map(|b| bare(&b.text))
        .collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn computed_numbers_are_the_printed_ones() {
    for file in FILES {
        let Some(source) = side(file, Revisions::Accept) else {
            return;
        };
        let printed = contents(&source);
        let parts = |entry: &String| {
            let number = entry
                .split(|c: char| c.is_alphabetic())
                .next()
                .unwrap_or_default();
            number.matches('.').count() as u8 + 1
        };
        let computed = headings(&source, printed.iter().map(parts).max().unwrap_or(1));
        assert!(printed.len() > 30, "{file}: {} entries", printed.len());
        let missing: Vec<_> = printed.iter().filter(|p| !computed.contains(p)).collect();
        let unlisted: Vec<_> = computed.iter().filter(|c| !printed.contains(c)).collect();
        println!("{file}: {} printed, {} computed", printed.len(), computed.len());
        assert!(
            missing.is_empty() && unlisted.is_empty(),
            "{file}: {missing:?} {unlisted:?}"
        );
        assert_eq!(printed, computed, "{file}");
    }
}

#[test]
fn both_sides_of_the_changes_are_read() {
    for (file, changed) in [(FILES[2], [170, 74, 80]), (FILES[3], [66, 10, 0])] {
        let (Some(new), Some(old)) = (side(file, Revisions::Accept), side(file, Revisions::Reject)) else {
            return;
        };
        let count = new.revisions.unwrap();
        let words = [count.inserted_words, count.deleted_words, count.moved_words];
        assert_eq!(words, changed, "{file}");
        let all = |source: &Source| {
            let texts = source.blocks.iter().filter(|b| b.claims.role != Role::Contents);
            texts.map(|b| b.text.split_whitespace().count()).sum::<usize>()
        };
        let (old_words, new_words) = (all(&old), all(&new));
        let difference = new_words as i64 - old_words as i64;
        let expected = changed[0] as i64 - changed[1] as i64;
        println!("{file}: {old_words} words before, {new_words} after");
        // Pieces of words are counted as words, and numbers change with the clauses.
        assert!(
            (difference - expected).abs() <= expected.abs() / 3 + 3,
            "{file}: {difference} words more, not {expected}"
        );
        for source in [old, new] {
            let draft = support::draft(&source, None);
            assert!(
                draft.clauses.len() > 100 && draft.unrecognised_share() < 0.05,
                "{file}"
            );
        }
    }
}
