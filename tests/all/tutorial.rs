//! The tutorial of `docs/grammars.md`, followed to the letter: its grammar must read its sample.

#![allow(clippy::unwrap_used, reason = "a test may stop at a surprise")]

use clausewise::draft::trial::{Fault, broken_examples, paths, trial};
use clausewise::draft::{BuildOptions, build};
use clausewise::grammar::Library;
use clausewise::read::{ReadOptions, read};
use clausewise::settings::Settings;

/// The fenced blocks of a language in the tutorial, in order.
fn blocks(language: &str) -> Vec<String> {
    let page = std::fs::read_to_string(format!("{}/docs/grammars.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let tutorial = page.split("## Reference").next().unwrap().to_owned();
    let fence = format!("```{language}\n");
    let after = tutorial.split(&fence).skip(1);
    after.map(|b| b.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_tutorial_ends_with_a_grammar_that_reads_its_sample() {
    let sample = blocks("text").remove(0);
    let mut library = Library::embedded().unwrap();
    let name = library.load(&blocks("toml").concat(), "harbour.toml").unwrap();
    let grammar = library.get(&name).unwrap();
    assert!(broken_examples(&library, grammar).unwrap().is_empty());
    let source = read(sample.as_bytes(), "harbour.txt", &ReadOptions::default()).unwrap();
    let draft = build(&source, &library, &BuildOptions::default(), &Settings::default()).unwrap();
    assert_eq!(draft.style.grammar, "harbour", "{:?}", draft.style);
    assert_eq!(
        paths(&draft, grammar),
        [
            "chapter-i",
            "rule-1",
            "rule-2",
            "rule-2/a",
            "rule-2/b",
            "chapter-ii",
            "rule-3",
            "rule-3/1",
            "rule-3/2",
            "rule-3/2/a",
            "rule-3/2/b",
            "rule-4",
            "rule-4/note-1",
            "annex-a",
            "annex-a/1",
        ]
    );
    let tried = trial(&draft, grammar);
    let wrong: Vec<_> = tried
        .troubles
        .iter()
        .filter(|t| t.fault != Fault::Unsure)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(draft.clauses().any(|(_, c)| c.citation == "Rule 3(2)(b)"));
    assert_eq!(draft.definitions.len(), 2);
}
