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

/// Two short laws, one of them vetoed, with a period and an amount that differ.
fn laws() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let law = |name: &str, period: &str, fine: &str, more: &str| {
        format!(
            "# {name}\n\n## Article 1 Reports\n\nA developer of a lamp shall report every fault of the lamp to the harbour \
             office within {period} of learning of the fault.\n\n## Article 2 Penalties\n\nA developer that breaks this Act \
             shall be subject to a civil penalty not exceeding {fine} for each violation.\n\n{more}"
        )
    };
    let only = "## Article 3 Inflation\n\nThe amounts in this Act shall be adjusted annually for inflation by the developer.\n\n\
                ## Article 4 Audits\n\nA developer shall let an auditor examine every store of oil once within 12 months.\n";
    fs::write(
        folder.path().join("a.md"),
        law("Lamps Act", "72 hours", "$5,000", ""),
    )
    .unwrap();
    fs::write(
        folder.path().join("b.md"),
        law("Lights Act", "15 days", "$70,000", only),
    )
    .unwrap();
    fs::write(
        folder.path().join("clausewise.toml"),
        "[[draft]]\nname = \"a\"\nfile = \"a.md\"\n[draft.identity]\nstatus = \"in force\"\nnature = \"binding\"\n\
         [[draft]]\nname = \"b\"\nfile = \"b.md\"\n[draft.identity]\nstatus = \"vetoed\"\nnature = \"binding\"\n",
    )
    .unwrap();
    folder
}

#[test]
fn a_vetoed_text_never_binds_and_is_never_asked_to_be_met() {
    let folder = laws();
    for file in ["brief.md", "r.html"] {
        run(folder.path(), &["crosswalk", "a", "b", "-o", file]);
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.contains("binds nobody"), "{file}");
        for wrong in ["while in force", "binding if in force", "live with"] {
            assert!(!text.contains(wrong), "{wrong} in {file}");
        }
        assert!(text.contains("is vetoed and binds nobody: why is"), "{file}");
    }
}

#[test]
fn what_only_one_side_asks_is_ranked_by_weight() {
    let folder = laws();
    run(folder.path(), &["crosswalk", "a", "b", "-o", "brief.md"]);
    let text = fs::read_to_string(folder.path().join("brief.md")).unwrap();
    let first = text.find("Article 4").unwrap();
    assert!(
        first
            < text
                .find("points to raise")
                .or(text.find("point to raise"))
                .unwrap(),
        "{text}"
    );
    let aside = text.find("| Article 3").unwrap();
    assert!(text.find("| Article 4").unwrap() < aside, "{text}");
}

#[test]
fn the_same_bytes_from_any_folder_and_no_folder_in_them() {
    let folder = laws();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut endings = vec![
        "csv",
        "json",
        "oscal.json",
        "sssom.tsv",
        "olir.csv",
        "ciso.yaml",
        "graphml",
        "dot",
        "html",
        "md",
        "docx",
    ];
    if cfg!(feature = "xlsx") {
        endings.push("xlsx");
    }
    let of = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    for ending in endings {
        let file = format!("x.{ending}");
        run(folder.path(), &["crosswalk", "a.md", "b.md", "-o", &file]);
        run(
            elsewhere.path(),
            &[
                "crosswalk",
                &of("a.md"),
                &of("b.md"),
                "--config",
                &of("clausewise.toml"),
                "-o",
                &file,
            ],
        );
        let (near, far) = (
            fs::read(folder.path().join(&file)).unwrap(),
            fs::read(elsewhere.path().join(&file)).unwrap(),
        );
        assert!(near == far, "{file}");
        let folders = folder.path().to_string_lossy().into_owned();
        assert!(!String::from_utf8_lossy(&far).contains(&folders), "{file}");
    }
    run(elsewhere.path(), &["outline", &of("a.md"), "-o", "o.json"]);
    let text = fs::read_to_string(elsewhere.path().join("o.json")).unwrap();
    assert!(text.contains("\"file\": \"a.md\""), "{text}");
}

#[test]
fn comments_speak_of_this_document_and_end_their_sentences() {
    let folder = laws();
    let said = run(
        folder.path(),
        &[
            "check",
            "b",
            "a",
            "--template",
            "iso-comments",
            "--fail-on",
            "never",
            "--mb",
            "XX",
            "-o",
            "c.csv",
        ],
    );
    let text = fs::read_to_string(folder.path().join("c.csv")).unwrap();
    assert!(text.contains("in this document"), "{said}{text}");
    for wrong in ["on the left", "on the right", "the left", "the right"] {
        assert!(!text.contains(wrong), "{text}");
    }
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for record in reader.records().skip(2) {
        let record = record.unwrap();
        assert!(!record[2].is_empty(), "a clause: {record:?}");
        assert!(
            record[5].starts_with("[check] ") && record[5].ends_with(')'),
            "{record:?}"
        );
        assert!(record[6].ends_with(['.', '\u{201d}']), "{record:?}");
    }
}

#[test]
#[cfg(feature = "xlsx")]
fn what_is_typed_into_a_workbook_never_vanishes() {
    use rust_xlsxwriter::{Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heads = [
        "status",
        "left_draft",
        "left_id",
        "right_draft",
        "right_id",
        "note",
    ];
    for (at, head) in (0u16..).zip(heads) {
        sheet.write_string(0, at, head).unwrap();
    }
    for (at, cell) in (0u16..).zip(["Accepted ", "a", "1", "b", "2"]) {
        sheet.write_string(1, at, cell).unwrap();
    }
    sheet
        .write_formula(1, 5, Formula::new("=see 4.2").set_result("#NAME?"))
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let sheet = clausewise::review::read_any(&bytes, "x.xlsx").unwrap();
    assert_eq!(sheet.rows[0].status, "accepted");
    assert_eq!(sheet.rows[0].note, "=see 4.2");
}
