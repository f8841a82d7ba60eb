//! What people read of a comparison: written from hostile texts, read back, and the same each time.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use clausewise::read::{ReadOptions, read};

fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("clausewise").unwrap();
    let output = command.args(arguments).current_dir(folder).assert().code(0);
    String::from_utf8_lossy(&output.get_output().stderr).into_owned()
}

/// Two lists with what should never come alive.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    // One word: the same few words over and over take the comparison minutes.
    let long = "x".repeat(1 << 20);
    let rows = |name: &str| {
        format!(
            "id,title,text,parent\n\
             1.10,\"<script>alert(1)</script>\",\"The keeper shall <img src=x onerror=alert(2)> report a fault within 72 hours ]]> to the {name}.\",Faults\n\
             =1+1,Cells,\"=cmd|' /C calc'!A0 shall be kept for six years by the keeper of the lamp.\",Records\n\
             3,Direction,\"The keeper shall \u{202e}turn\u{202c} the lamp \u{200f}and\0 name a deputy </script><script>alert(3)</script>.\",People\n\
             4,Long,\"The keeper shall {long}.\",Long\n"
        )
    };
    fs::write(folder.path().join("a.csv"), rows("harbour")).unwrap();
    fs::write(
        folder.path().join("b.csv"),
        rows("office").replace("72 hours", "15 days"),
    )
    .unwrap();
    folder
}

#[test]
fn nothing_from_a_draft_comes_alive_and_all_of_it_reads_back() {
    let folder = hostile();
    for file in [
        "r.html",
        "brief.html",
        "brief.md",
        "brief.docx",
        "concordance.docx",
        "concordance.html",
    ] {
        run(folder.path(), &["crosswalk", "a.csv", "b.csv", "-o", file]);
        let bytes = fs::read(folder.path().join(file)).unwrap();
        if file.ends_with(".docx") {
            // Parts that are no XML would not be read at all.
            let source = read(&bytes, file, &ReadOptions::default()).unwrap();
            assert!(source.blocks.len() > 10, "{file}");
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            !text.contains("<script>alert") && !text.contains("<img"),
            "{file}"
        );
        assert!(!text.contains(['\0', '\u{202e}']), "{file}");
        if file.ends_with(".html") {
            assert!(text.contains("default-src 'none'"), "{file}");
            assert_eq!(
                text.matches("<script>").count(),
                usize::from(file == "r.html"),
                "{file}"
            );
            for outside in ["http://", "https://", "src=", "url(", "@import", "style=\""] {
                let head = text.split("<main").next().unwrap_or_default();
                assert!(!head.contains(outside), "{outside} in {file}");
            }
        }
    }
}

#[test]
fn the_same_bytes_each_time() {
    let folder = hostile();
    let mut files = vec!["r.html", "brief.md", "brief.docx", "concordance.docx"];
    if cfg!(feature = "xlsx") {
        files.push("x.xlsx");
    }
    for file in files {
        let read = || {
            let _ = fs::remove_file(folder.path().join(file));
            run(folder.path(), &["crosswalk", "a.csv", "b.csv", "-o", file]);
            fs::read(folder.path().join(file)).unwrap()
        };
        assert!(read() == read(), "{file}");
    }
}

#[test]
fn a_folder_gives_a_file_of_each_sort() {
    let folder = hostile();
    run(folder.path(), &["crosswalk", ".", "-o", "out/"]);
    let mut names: Vec<String> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let rows = if cfg!(feature = "xlsx") {
        "crosswalk.xlsx"
    } else {
        "crosswalk.csv"
    };
    assert_eq!(names, ["briefing.docx", rows, "report.html"]);
}

#[test]
fn without_wording_the_papers_have_none() {
    let folder = hostile();
    for file in ["r.html", "brief.md", "concordance.md"] {
        run(
            folder.path(),
            &["crosswalk", "a.csv", "b.csv", "--ids-only", "-o", file],
        );
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        for words in [
            "The keeper shall",
            "report a fault",
            "72 hours",
            "15 days",
            "Faults",
        ] {
            assert!(!text.contains(words), "{words} in {file}");
        }
        assert!(text.contains("1.10"), "{file}");
    }
}

#[test]
fn the_annex_of_a_standard_has_a_row_for_every_requirement() {
    let folder = hostile();
    run(
        folder.path(),
        &[
            "crosswalk",
            "a.csv",
            "b.csv",
            "--template",
            "annex-za",
            "-o",
            "za.md",
        ],
    );
    let text = fs::read_to_string(folder.path().join("za.md")).unwrap();
    assert!(
        text.contains("| Requirements of a | Clause(s) of b | Remarks |"),
        "{text}"
    );
    for id in ["| 1.10 |", "| =1+1 |", "| 3 |", "| 4 |"] {
        assert!(text.contains(id), "{id}");
    }
}

#[test]
#[cfg(feature = "xlsx")]
fn decisions_in_a_workbook_are_kept_and_shown() {
    let folder = hostile();
    run(folder.path(), &["crosswalk", "a.csv", "b.csv", "-o", "x.csv"]);
    let csv = fs::read_to_string(folder.path().join("x.csv")).unwrap();
    let mut lines: Vec<String> = csv.lines().map(str::to_owned).collect();
    let row = lines.iter().position(|l| l.starts_with("proposed")).unwrap();
    lines[row] = lines[row].replacen("proposed", "accepted", 1);
    fs::write(folder.path().join("x.csv"), lines.join("\n") + "\n").unwrap();
    run(
        folder.path(),
        &[
            "crosswalk",
            "a.csv",
            "b.csv",
            "--reviewed",
            "x.csv",
            "-o",
            "x.xlsx",
        ],
    );
    // Once more, into the workbook itself: what stands in it is what counts.
    let said = run(folder.path(), &["crosswalk", "a.csv", "b.csv", "-o", "x.xlsx"]);
    assert!(said.contains("1 reviewed"), "{said}");
    run(
        folder.path(),
        &[
            "crosswalk",
            "a.csv",
            "b.csv",
            "--reviewed",
            "x.xlsx",
            "-o",
            "y.csv",
        ],
    );
    let again = fs::read_to_string(folder.path().join("y.csv")).unwrap();
    let accepted = |csv: &str| {
        let line = csv.lines().find(|l| l.contains("accepted")).map(str::to_owned);
        line.unwrap()
    };
    assert_eq!(accepted(&again).split(',').next(), Some("accepted"));
    run(
        folder.path(),
        &[
            "crosswalk",
            "a.csv",
            "b.csv",
            "--reviewed",
            "x.xlsx",
            "-o",
            "brief.md",
        ],
    );
    let brief = fs::read_to_string(folder.path().join("brief.md")).unwrap();
    assert!(
        brief.contains("1 of 4 reviewed") || brief.contains("1 of 3 reviewed"),
        "{brief}"
    );
}
