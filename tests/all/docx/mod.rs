//! Word files: small ones, made here, for every feature that the reader knows.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::support;
use crate::support::word::{Word, definition, item, level, list, p, r, style, zipped};
use clausewise::read::{Format, ReadOptions, Revisions, Role, Source, Struck, read};
use proptest::prelude::*;

mod around;
mod changes;
mod hostile;
mod numbering;
mod words;

pub(super) fn source(word: &Word) -> Source {
    read(&word.bytes(), "draft.docx", &ReadOptions::default()).unwrap()
}

pub(super) fn side(word: &Word, revisions: Revisions) -> Source {
    let options = ReadOptions {
        revisions,
        ..ReadOptions::default()
    };
    read(&word.bytes(), "draft.docx", &options).unwrap()
}

pub(super) fn texts(source: &Source) -> Vec<&str> {
    source.blocks.iter().map(|b| b.text.as_str()).collect()
}

pub(super) fn body(body: &str) -> Vec<String> {
    let source = source(&Word::new(body));
    texts(&source).into_iter().map(str::to_owned).collect()
}

pub(super) fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|c| format!("<w:tc>{c}</w:tc>")).collect();
    format!("<w:tr>{cells}</w:tr>")
}
