//! Every grammar that comes with clausewise, held to the examples in its own file.

#![allow(clippy::unwrap_used, reason = "a test may stop at a surprise")]

use std::collections::BTreeSet;

use clausewise::draft::trial::{paths, read_example};
use clausewise::grammar::{Grammar, Level, Library};

fn grammars() -> (Library, Vec<Grammar>) {
    let library = Library::embedded().unwrap();
    let grammars = library.iter().cloned().collect();
    (library, grammars)
}

#[test]
fn examples_give_the_paths_that_their_grammars_promise() {
    let (library, grammars) = grammars();
    let mut wrong = Vec::new();
    for grammar in &grammars {
        assert!(
            grammar.examples.len() >= 2,
            "{} has fewer than two examples",
            grammar.name
        );
        for (i, example) in grammar.examples.iter().enumerate() {
            let draft = read_example(&library, Some(&grammar.name), example).unwrap();
            let paths = paths(&draft, grammar);
            if paths != example.paths {
                wrong.push(format!(
                    "{}, example {}:\n  is     {paths:?}\n  should {:?}",
                    grammar.name,
                    i + 1,
                    example.paths
                ));
            }
            if let Some(citation) = &example.citation {
                let found = draft.clauses().any(|(_, c)| c.citation == *citation);
                let near: Vec<&str> = draft.clauses().map(|(_, c)| c.citation.as_str()).collect();
                if !found {
                    wrong.push(format!(
                        "{}, example {}: nothing is cited as {citation}: {near:?}",
                        grammar.name,
                        i + 1
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_level_is_reached_by_an_example() {
    let (library, grammars) = grammars();
    let mut missing = Vec::new();
    for grammar in &grammars {
        let mut reached = BTreeSet::new();
        for example in &grammar.examples {
            let draft = read_example(&library, Some(&grammar.name), example).unwrap();
            for (_, clause) in draft.clauses() {
                // With a space, because a dash that sets a title off has one behind it.
                let label = format!("{} ", clause.label);
                let whole = |l: &Level| {
                    let all = |m: &clausewise::grammar::pattern::Label<'_>| {
                        l.words || m.printed.trim_end() == clause.label
                    };
                    let text = if l.words { &clause.text } else { &label };
                    l.kind == clause.kind
                        && (l.labels.is_empty()
                            || l.labels
                                .iter()
                                .any(|p| p.match_start(text).is_some_and(|m| all(&m))))
                };
                reached.extend((0..grammar.levels.len()).filter(|&l| whole(&grammar.levels[l])));
            }
        }
        for (l, level) in grammar
            .levels
            .iter()
            .enumerate()
            .filter(|(l, _)| !reached.contains(l))
        {
            missing.push(format!("{}: level {} `{}`", grammar.name, l + 1, level.kind));
        }
    }
    assert!(missing.is_empty(), "no example reaches\n{}", missing.join("\n"));
}

/// The first example of each style has its cover, and is recognised by it.
#[test]
fn styles_are_recognised_by_their_first_example() {
    let (library, grammars) = grammars();
    let mut wrong = Vec::new();
    for grammar in &grammars {
        let Some(example) = grammar.examples.first() else {
            continue;
        };
        let draft = read_example(&library, None, example).unwrap();
        if draft.style.grammar != grammar.name {
            wrong.push(format!(
                "{} is taken for {}: {:?}",
                grammar.name, draft.style.grammar, draft.style.evidence
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
