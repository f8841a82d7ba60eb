use super::read;
use crate::read::{Block, Role};

fn blocks(text: &str) -> Vec<Block> {
    read(text).blocks
}

fn texts(text: &str) -> Vec<String> {
    blocks(text).into_iter().map(|b| b.text).collect()
}

#[test]
fn points_that_run_together_are_apart() {
    let text = "## Part 1\n\n**12.** Boats must:\n(a) float;\n(b) steer as in\n(c) above.\n\n    (1) Four spaces\n    (2) are no code\n";
    assert_eq!(
        texts(text),
        [
            "Part 1",
            "12. Boats must:",
            "(a) float;",
            "(b) steer as in",
            "(c) above.",
            "(1) Four spaces",
            "(2) are no code"
        ]
    );
    let found = blocks(text);
    assert_eq!(found[0].claims.role, Role::Heading(2));
    assert!(found[4].claims.wrapped && !found[2].claims.wrapped);
    assert_eq!((found[3].place.line, found[6].place.line), (5, 9));
}

#[test]
fn printed_numbers_are_labels() {
    let text = "1. one\n1. two\n   - deep\n\n   more\n\n3) three\n4) four\n";
    let found: Vec<_> = blocks(text)
        .into_iter()
        .map(|b| {
            (
                b.claims.indent.unwrap_or(0),
                b.claims.label.unwrap_or_default(),
                b.text,
            )
        })
        .collect();
    let row = |i: u16, l: &str, t: &str| (i, l.to_owned(), t.to_owned());
    assert_eq!(
        found,
        [
            row(0, "1.", "1. one"),
            row(0, "2.", "2. two"),
            row(1, "", "deep"),
            row(0, "", "more"),
            row(0, "3)", "3) three"),
            row(0, "4)", "4) four"),
        ]
    );
}

#[test]
fn tables_notes_code_and_breaks() {
    let text = "| A | B |\n|---|---|\n| 1 | *x* |\n\nWord[^1] and 10<sup>9</sup> <term>.<br>(a) next\n\n[^1]: The note.\n\n```\nlet x = 1;\n```\n\n> Quoted.\n";
    let found: Vec<(Role, String)> = blocks(text)
        .into_iter()
        .map(|b| (b.claims.role, b.text))
        .collect();
    let row = |r: Role, t: &str| (r, t.to_owned());
    assert_eq!(
        found,
        [
            row(Role::TableRow, "A | B"),
            row(Role::TableRow, "1 | x"),
            row(Role::Text, "Word and 10^9 <term>."),
            row(Role::Text, "(a) next"),
            row(Role::Footnote, "1 The note."),
            row(Role::Code, "let x = 1;"),
            row(Role::Quote, "Quoted."),
        ]
    );
}

#[test]
fn drafts_in_kramdown() {
    let text = "---\ntitle: Boats\n---\n\n--- abstract\n\nShort.\n\n--- middle\n\n# Terms {#terms}\n\nSee {{x}} and\nSection 2.\n\n{: newline=\"true\"}\nOar:\n: A pole\n  with a blade.\n";
    let page = read(text);
    assert_eq!(page.metadata, [("title".to_owned(), "Boats".to_owned())]);
    assert_eq!(
        texts(text),
        [
            "Abstract",
            "Short.",
            "--- middle",
            "Terms",
            "See {{x}} and Section 2.",
            "{: newline=\"true\"}",
            "Oar:",
            "A pole with a blade."
        ]
    );
    assert_eq!(page.blocks[3].claims.anchor.as_deref(), Some("terms"));
}
