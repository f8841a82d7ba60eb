//! Versions of a draft: what is found in them, and what is said of it.

#![allow(clippy::unwrap_used, reason = "tests")]

mod adoption;
mod history;
mod matching;
mod parallel;
mod planted;
mod reasons;
mod reports;
mod wording;

use crate::support;
use crate::support::list;
use clausewise::draft::Draft;
use clausewise::revision::{Kind, compare};
use clausewise::settings::Settings;
use std::path::Path;

const DRAFTS: &[&str] = &[
    "verania/regulation-2031-77.xhtml",
    "pacifica/sb-417.txt",
    "boreal/bill-c-88.en.txt",
    "isil/isil-4201-dis.md",
    "albia/code-of-practice.md",
];

fn drafts() -> Vec<Draft> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let read = |file: &&str| support::draft(&support::source(&corpora.join(file)).unwrap(), None);
    DRAFTS.iter().map(read).collect()
}

/// Sentences of the other drafts: what goes in is of the same sort, and not from here.
fn fresh(drafts: &[Draft], but: usize) -> Vec<String> {
    let others = drafts.iter().enumerate().filter(|(i, _)| *i != but);
    let texts = others.flat_map(|(_, d)| d.clauses().map(|(_, c)| c.text.clone()));
    texts.filter(|t| t.split(' ').count() >= 10).collect()
}

/// Whether a change of one sentence may change what is asked, and why.
fn judged(old: &str, new: &str) -> (bool, String) {
    let (old, new) = (list("old", &[("1", old)]), list("new", &[("1", new)]));
    let revision = compare(&old, &new, &Settings::default());
    let change = &revision.changes[0];
    assert!(!change.is(Kind::Unchanged), "{old:?} {new:?}");
    (change.substantive, change.reasons.join("; "))
}

fn list_of(rows: &[&str]) -> Draft {
    let numbers: Vec<String> = (1..=rows.len()).map(|n| n.to_string()).collect();
    let rows: Vec<(&str, &str)> = numbers
        .iter()
        .map(String::as_str)
        .zip(rows.iter().copied())
        .collect();
    list("list", &rows)
}

/// A draft from a text in Markdown.
fn text(text: &str) -> Draft {
    let source = clausewise::read::read(text.as_bytes(), "x.md", &Default::default()).unwrap();
    support::draft(&source, None)
}

/// Kinds and reasons of the change of the old clause that has some words.
fn became(old: &str, new: &str, words: &str) -> (String, String, String) {
    let (old, new) = (text(old), text(new));
    let revision = compare(&old, &new, &Settings::default());
    let has = |c: &&clausewise::revision::Change| c.old.is_some_and(|id| old.clause(id).text.contains(words));
    let change = revision.changes.iter().find(has).unwrap();
    let now = change
        .new
        .map(|id| new.clause(id).text.clone())
        .unwrap_or_default();
    (change.names(), now, change.reasons.join("; "))
}

const LANTERNS: &str = "# Rules on lanterns\n\n## Article 1\n\n**Oil**\n\n1. The keeper shall see to:\n\n(a) barrels that carry a seal;\n\n\
(b) wicks in view of smoke;\n\n(c) glass that is wiped each morning.\n\n2. Oil shall be bought from merchants of the harbour.\n\n";
