//! The reader as other programs call it: formats, errors, and that no bytes can make it panic.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use clausewise::read::{Format, ReadOptions, Role, Source, read};
use proptest::prelude::*;

fn source(bytes: &[u8], name: &str) -> Source {
    read(bytes, name, &ReadOptions::default()).expect("a readable file")
}

#[test]
fn a_draft_says_what_it_is() {
    let draft = source("\u{FEFF}1. Boats float.\n2. Oars too.\n".as_bytes(), "boats.txt");
    assert_eq!(draft.format, Format::Text);
    assert_eq!(draft.name, "boats.txt");
    assert_eq!(draft.hash.len(), 64);
    let texts: Vec<&str> = draft.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(texts, ["1. Boats float.", "2. Oars too."]);
    assert_eq!(draft.blocks[1].place.line, 2);
}

#[test]
fn one_text_in_three_formats_is_the_same() {
    let text = source(
        b"Boats\n\n1. A boat floats.\n\n(a) It is made of wood.\n",
        "a.txt",
    );
    let markdown = source(
        b"# Boats\n\n1. A boat floats.\n\n(a) It is made of wood.\n",
        "a.md",
    );
    let page = source(
        b"<!doctype html><h1>Boats</h1><p>1. A boat floats.</p><table><tr><td>(a)</td><td>It is made of wood.</table>",
        "a.html",
    );
    let texts = |s: &Source| s.blocks.iter().map(|b| b.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&text), texts(&markdown));
    assert_eq!(texts(&text), texts(&page));
}

#[test]
fn other_encodings_are_noted() {
    let draft = source(b"A \x93boat\x94 floats.", "a.txt");
    assert_eq!(draft.blocks[0].text, "A “boat” floats.");
    assert_eq!(draft.diagnostics.len(), 1);
    assert_eq!(draft.diagnostics[0].message, "read as windows-1252");
}

#[test]
fn a_list_has_rows_and_no_blocks() {
    let list = source(b"id,title,text,parent\nA,,Float.,\nB,Two,Row.,A\n", "a.csv");
    assert_eq!(list.format, Format::List);
    assert!(list.blocks.is_empty());
    assert_eq!(list.rows.len(), 2);
    assert_eq!((list.rows[1].parent.as_str(), list.rows[1].place.line), ("A", 3));
}

#[test]
fn files_over_the_limit_are_refused() {
    let error = read(
        &[b'a'; 100],
        "a.txt",
        &ReadOptions {
            max_size: 99,
            ..ReadOptions::default()
        },
    )
    .expect_err("over the limit");
    assert!(error.to_string().starts_with("a.txt: the file has"));
    let error = read(
        &[b'a'; 99],
        "a.txt",
        &ReadOptions {
            max_size: 99,
            ..Default::default()
        },
    )
    .expect_err("over the limit");
    assert!(error.to_string().contains("MB of text"), "{error}");
    assert!(error.help_line().is_some());
}

#[test]
fn a_long_line_and_deep_nesting_take_no_time() {
    let start = worked();
    for name in ["a.txt", "a.md", "a.html"] {
        source("word (a) 1. § 3 — and so on, ".repeat(40_000).as_bytes(), name);
    }
    for open in ["<div>", "<ul><li>", "<b>", "<table><tr><td>", "<blockquote>"] {
        source(format!("<html>{}deep", open.repeat(5_000)).as_bytes(), "a.html");
    }
    for open in ["> ", "* ", "["] {
        source(format!("{}deep", open.repeat(10_000)).as_bytes(), "a.md");
    }
    // Debug builds; what is not linear takes minutes.
    let took = worked() - start;
    assert!(took < 30.0, "{took} s");
}

/// Seconds that this thread has worked, where the system says so: other tests on the same cores do not count. Else those
/// that have passed.
fn worked() -> f64 {
    static BEGUN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    let passed = BEGUN.elapsed().as_secs_f64();
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = nanoseconds.and_then(|s| s.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or(passed, |n| n / 1e9)
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.csv", "a.json", "a.bs", "a"])
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), name in name()) {
        let _ = read(&bytes, name, &ReadOptions::default());
    }

    #[test]
    fn no_text_makes_it_panic(
        text in "(\\(a\\) |1\\. |§ |\n|\u{c}|  |[|#*_`<>&;-]|Article 5|<p>|</td>|~~~|--- |[a-zé²]{1,8}){0,80}",
        name in name(),
    ) {
        if let Ok(source) = read(text.as_bytes(), name, &ReadOptions::default()) {
            for block in &source.blocks {
                prop_assert!(!block.text.is_empty());
                prop_assert_eq!(block.text.trim_end(), block.text.as_str());
                prop_assert!(block.claims.role == Role::Code || !block.text.contains("  "));
                if let Some(label) = &block.claims.label {
                    prop_assert!(block.text.starts_with(label.as_str()), "{:?} of {:?}", label, block.text);
                }
                prop_assert!(block.place.line >= 1);
            }
        }
    }
}
