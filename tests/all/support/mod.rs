//! What several integration tests share.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot read its file should stop")]

pub mod edits;
pub mod flatten;
pub mod score;
pub mod word;

use std::path::{Path, PathBuf};

use clausewise::draft::{BuildOptions, Draft};
use clausewise::grammar::Library;
use clausewise::read::{Format, Place, ReadOptions, Row, Source, parts, read_parts};
use clausewise::settings::Settings;

/// The folder of published texts, if the environment names one; says so when it does not.
pub fn published() -> Option<PathBuf> {
    let folder = std::env::var_os("CLAUSEWISE_PUBLISHED").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: CLAUSEWISE_PUBLISHED does not name a folder of published texts");
    }
    folder
}

/// All files below a folder with one of these endings, sorted.
pub fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .and_then(|e| e.to_str())
                .is_some_and(|e| endings.contains(&e))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Reads a file.
pub fn source(path: &Path) -> clausewise::Result<Source> {
    let bytes = std::fs::read(path).unwrap();
    clausewise::read::read(&bytes, &path.to_string_lossy(), &ReadOptions::default())
}

/// Reads a file, with the files that it lists as its parts.
pub fn source_of_parts(path: &Path) -> Source {
    let bytes = std::fs::read(path).unwrap();
    let listed = parts(&bytes);
    if listed.is_empty() {
        return source(path).unwrap();
    }
    let contents: Vec<_> = listed
        .into_iter()
        .map(|n| (n.clone(), std::fs::read(path.with_file_name(&n)).unwrap()))
        .collect();
    read_parts(
        &bytes,
        &path.to_string_lossy(),
        &contents,
        &ReadOptions::default(),
    )
    .unwrap()
}

/// Builds the draft of a source in the style that it is found to have, or in a given one.
pub fn draft(source: &Source, grammar: Option<&str>) -> Draft {
    let library = Library::embedded().unwrap();
    let options = BuildOptions {
        name: "draft".to_owned(),
        grammar: grammar.map(str::to_owned),
        ..BuildOptions::default()
    };
    clausewise::draft::build(source, &library, &options, &Settings::default()).unwrap()
}

/// A requirement list as a draft: id and text of each row.
pub fn list(name: &str, rows: &[(&str, &str)]) -> Draft {
    let row = |(i, (id, text)): (usize, &(&str, &str))| Row {
        id: (*id).to_owned(),
        text: (*text).to_owned(),
        place: Place::line(i as u32 + 2),
        ..Default::default()
    };
    let source = Source {
        rows: rows.iter().enumerate().map(row).collect(),
        ..Source::new(&format!("{name}.csv"), Format::List)
    };
    Draft::from_list(&source, name)
}
