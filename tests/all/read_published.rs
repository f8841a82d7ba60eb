//! Readers against published drafts, which are not part of the repository: `CLAUSEWISE_PUBLISHED` names the folder
//! that holds them. Without it these tests say so and pass.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use clausewise::read::{Block, ReadOptions, Role, Source, read};

/// A published file, or `None` when the folder is not given.
fn published(path: &str) -> Option<Source> {
    let Some(folder) = std::env::var_os("CLAUSEWISE_PUBLISHED") else {
        println!("skipped: CLAUSEWISE_PUBLISHED is not set");
        return None;
    };
    let file = PathBuf::from(folder).join("texts").join(path);
    let bytes = std::fs::read(&file).expect("a published file");
    Some(read(&bytes, path, &ReadOptions::default()).expect("a readable file"))
}

fn is_text(block: &Block) -> bool {
    !matches!(block.claims.role, Role::Furniture | Role::Contents)
}

/// The words of a bill, whoever typeset it: quotes straightened, capitals aside, and a section's number on the line
/// of its text.
fn bill(source: &Source) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for block in source
        .blocks
        .iter()
        .filter(|b| is_text(b) && !b.text.starts_with("Source:"))
    {
        let text = block
            .text
            .replace(['“', '”'], "\"")
            .replace(['‘', '’'], "'")
            .to_lowercase();
        match texts
            .last_mut()
            .filter(|last| last.starts_with("sec. ") && last.len() < 9)
        {
            Some(last) => *last = format!("{last} {text}"),
            None => texts.push(text),
        }
    }
    texts
}

#[test]
fn a_bill_in_markdown_and_in_plain_text_is_the_same() {
    let Some(markdown) = published("us/ca-sb53-chaptered-2025-09-29.md") else {
        return;
    };
    let Some(text) = published("us/ca-sb53-chaptered.csa.txt") else {
        return;
    };
    assert_eq!(bill(&markdown), bill(&text));
}

#[test]
fn languages_of_one_act_have_the_same_labels() {
    let Some(english) = published("eu/aiact-2024-1689-oj.en.xhtml") else {
        return;
    };
    let labels = |source: &Source| -> Vec<(Option<u16>, String)> {
        let labelled = source
            .blocks
            .iter()
            .filter(|b| is_text(b) && b.claims.role != Role::Footnote);
        // Publishers open the bracket in one language and not in the other.
        let bare = |label: &str| label.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        labelled
            .filter_map(|b| Some((b.claims.indent, bare(b.claims.label.as_deref()?))))
            .collect()
    };
    for other in ["eu/aiact-2024-1689-oj.fr.xhtml", "eu/aiact-2024-1689-oj.nl.html"] {
        let Some(other) = published(other) else { return };
        assert_eq!(labels(&english), labels(&other));
    }
}

#[test]
fn thresholds_keep_their_powers() {
    let Some(act) = published("eu/aiact-2024-1689-oj.en.xhtml") else {
        return;
    };
    assert!(act.blocks.iter().any(|b| b.text.contains("10^25")));
    #[cfg(feature = "pdf")]
    for printed in ["us/eo-14110.fr.pdf", "us/ca-sb1047-thulaw.pdf"] {
        let Some(order) = published(printed) else { return };
        assert!(order.blocks.iter().any(|b| b.text.contains("10^26")), "{printed}");
        assert!(
            !order.blocks.iter().any(|b| b.text.contains("1026 ")),
            "{printed}"
        );
    }
}
