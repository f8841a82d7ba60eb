//! Parsing never drops text, and paths are unique: over the corpora, over published texts where there are any, and
//! over random lines.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support;
use std::collections::{HashSet, VecDeque};
use std::path::Path;

use clausewise::draft::Draft;
use clausewise::grammar::Library;
use clausewise::read::{Block, Claims, Format, Place, Role, Source};
use proptest::prelude::*;

fn bare(text: &str, into: &mut String) {
    into.extend(text.chars().filter(|c| !c.is_whitespace()));
}

/// The normalised text of the blocks, and what is rebuilt from the clauses: each as running text, then the contents and
/// running headers, which stand outside of it.
fn both(source: &Source, draft: &Draft) -> [(String, String); 2] {
    let mut sides = [(String::new(), String::new()), (String::new(), String::new())];
    let beside = |c: &clausewise::draft::Clause| matches!(c.kind.as_str(), "contents" | "furniture");
    // What stands beside the text keeps its blocks as lines, in order.
    let mut waiting: VecDeque<(&str, bool)> = draft
        .clauses()
        .filter(|(_, c)| beside(c))
        .flat_map(|(_, c)| c.text.split('\n').map(move |line| (line, c.kind == "contents")))
        .collect();
    for block in &source.blocks {
        let claimed = matches!(block.claims.role, Role::Contents | Role::Furniture);
        let is_beside = waiting
            .front()
            .is_some_and(|(line, contents)| *line == block.text && (claimed || *contents));
        if is_beside {
            waiting.pop_front();
        }
        bare(&block.text, &mut sides[usize::from(is_beside)].0);
    }
    for (_, c) in draft.clauses() {
        let side = usize::from(beside(c));
        let parts = if c.heading_first {
            [&c.heading, &c.label, &c.text]
        } else {
            [&c.label, &c.heading, &c.text]
        };
        for part in parts {
            bare(part, &mut sides[side].1);
        }
    }
    sides
}

fn first_difference(a: &str, b: &str) -> String {
    let at = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let around = |s: &str| {
        s.chars()
            .skip(at.saturating_sub(40))
            .take(120)
            .collect::<String>()
    };
    format!("source: …{}\nclauses: …{}", around(a), around(b))
}

fn check(source: &Source, draft: &Draft) -> Result<(), String> {
    for (text, rebuilt) in both(source, draft) {
        if text != rebuilt {
            return Err(first_difference(&text, &rebuilt));
        }
    }
    let mut seen = HashSet::new();
    for (_, c) in draft.clauses() {
        if c.path.is_empty() || !seen.insert(&c.path) {
            return Err(format!("path `{}` is empty or repeated", c.path));
        }
    }
    Ok(())
}

fn check_folder(folder: &Path) -> usize {
    let mut checked = 0;
    let mut failed = Vec::new();
    for path in support::files(folder, &["txt", "md", "html", "xhtml", "bs"]) {
        let Ok(source) = support::source(&path) else {
            continue;
        };
        if source.format == Format::List {
            continue;
        }
        let draft = support::draft(&source, None);
        if let Err(why) = check(&source, &draft) {
            failed.push(format!("{}\n{why}\n", path.display()));
        }
        checked += 1;
    }
    assert!(
        failed.is_empty(),
        "{} of {checked} drafts:\n{}",
        failed.len(),
        failed.join("\n")
    );
    checked
}

#[test]
fn corpora_are_rebuilt_from_their_clauses() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    assert!(check_folder(&corpora) >= 5);
}

#[test]
fn published_texts_are_rebuilt_from_their_clauses() {
    if let Some(folder) = support::published() {
        assert!(check_folder(&folder.join("texts")) >= 40);
    }
}

/// Lines as drafts have them: labels of all sorts, headings, sentences, quotations.
fn line() -> impl Strategy<Value = String> {
    let label = prop_oneof![
        Just("(a)"),
        Just("(i)"),
        Just("(ii)"),
        Just("(1)"),
        Just("1."),
        Just("2."),
        Just("Article 3"),
        Just("SEC. 2."),
        Just("6.1.2"),
        Just("ANNEX II"),
        Just("§ 4."),
        Just("—"),
        Just("(A)"),
        Just("NOTE 1"),
        Just("“"),
        Just("‘"),
        Just(""),
    ];
    let words = prop_oneof![
        Just("The provider shall keep logs; and"),
        Just("means a system:"),
        Just("Scope"),
        Just("of the report.”"),
        Just("Whereas:"),
        Just("keep it. (b) then delete it.(c) Report."),
        Just("’;"),
        Just("第二条 说明"),
        Just(""),
        Just("\u{202e}odd"),
    ];
    (label, words).prop_map(|(l, w)| format!("{l} {w}").trim().to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_lines_are_rebuilt_in_every_style(lines in prop::collection::vec(line(), 1..60), wrapped in any::<u64>()) {
        let blocks: Vec<Block> = lines
            .iter()
            .filter(|l| !l.is_empty())
            .enumerate()
            .map(|(i, l)| Block {
                text: l.clone(),
                place: Place::line(i as u32 + 1),
                claims: Claims { wrapped: wrapped >> (i % 64) & 1 == 1, ..Claims::default() },
            })
            .collect();
        let source = Source {
            blocks,
..Source::new("random", Format::Text)
};
        let library = Library::embedded().unwrap();
        for grammar in library.iter() {
            let draft = support::draft(&source, Some(&grammar.name));
            prop_assert_eq!(check(&source, &draft), Ok(()), "{}", grammar.name);
        }
    }
}
