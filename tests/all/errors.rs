//! Every message that bad input gives, against a golden file.
//!
//! A folder of `tests/errors/` is a case: `cmd` holds the arguments, one a line; `stderr` what must be said; all
//! other files are copied to the empty folder in which the command runs. Each case must exit with 2, say nothing on
//! standard output, and leave every file as it was. What cannot stand in a file is made by [`prepare`].
//! A `[..]` in `stderr` stands for anything. `UPDATE_GOLDEN=1 cargo test --test all errors` writes the golden files anew.

#![cfg(feature = "cli")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// Files of a case that are not copied.
const OWN: [&str; 2] = ["cmd", "stderr"];

#[test]
fn messages_are_as_agreed() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut folders: Vec<PathBuf> = fs::read_dir(&cases)
        .expect("tests/errors is there")
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    let failed: Vec<String> = folders.iter().filter_map(|case| run(case).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn run(case: &Path) -> Result<(), String> {
    let name = case
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(case, folder.path());
    let _held = prepare(&name, folder.path());
    let before = files(folder.path());
    let start = std::time::Instant::now();
    let arguments = fs::read_to_string(case.join("cmd")).expect("a case has its arguments");
    let output = Command::cargo_bin("clausewise")
        .expect("the binary is built")
        .args(arguments.lines())
        .current_dir(folder.path())
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .output()
        .expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // Five seconds in a release build on a quiet machine.
    if start.elapsed().as_secs() >= 30 {
        return Err(format!("{name}: took {:?}", start.elapsed()));
    }
    if output.status.code() != Some(2) {
        return Err(format!("{name}: exit code {:?}\n{said}", output.status.code()));
    }
    if !output.stdout.is_empty() {
        return Err(format!("{name}: something was written to standard output"));
    }
    if files(folder.path()) != before {
        return Err(format!("{name}: files were changed"));
    }
    if !said.lines().any(|line| line.starts_with("help: ")) {
        return Err(format!("{name}: no help line\n{said}"));
    }
    let golden = case.join("stderr");
    let wanted = fs::read_to_string(&golden).unwrap_or_default();
    if matches(&said, &wanted) {
        return Ok(());
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &said).expect("a golden file can be written");
        return Ok(());
    }
    Err(format!("{name}: said\n{said}instead of\n{wanted}"))
}

/// Whether the message is the one that is wanted; `[..]` in a wanted line stands for anything.
fn matches(said: &str, wanted: &str) -> bool {
    let line = |(said, wanted): (&str, &str)| match wanted.split_once("[..]") {
        Some((head, tail)) => said.starts_with(head) && said.ends_with(tail),
        None => said == wanted,
    };
    said.lines().count() == wanted.lines().count() && said.lines().zip(wanted.lines()).all(line)
}

/// What a case needs that cannot lie in the repository; the file that is given back is held while the command runs.
fn prepare(name: &str, folder: &Path) -> Option<fs::File> {
    match name {
        "draft-is-a-folder" => fs::create_dir(folder.join("act.html")).expect("a folder can be made"),
        "draft-empty" => fs::write(folder.join("act.txt"), "").expect("a file can be written"),
        "draft-binary" => {
            let bytes: Vec<u8> = b"\x7fELF\x02\x01\x01\0".iter().copied().chain(0..=255).collect();
            fs::write(folder.join("act.txt"), bytes.repeat(4)).expect("a file can be written");
        }
        _ if name.starts_with("word-") => {
            fs::write(folder.join("act.docx"), word(name)).expect("a file can be written");
        }
        _ if name.starts_with("hostile-") || name.starts_with("foreign-") => {
            fs::write(folder.join("act"), made(name)).expect("a file can be written");
        }
        "output-locked" => {
            let file = fs::File::open(folder.join("out.csv")).expect("the case has this file");
            file.lock().expect("a file can be locked");
            return Some(file);
        }
        _ => {}
    }
    None
}

/// Word files that cannot be read.
fn word(name: &str) -> Vec<u8> {
    let document = |text: &[u8]| zip(&[("word/document.xml", text.to_vec())]);
    match name {
        "word-bomb" => document(format!("<a>{}</a>", " ".repeat(64 << 20)).as_bytes()),
        "word-external-entity" => {
            document(b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>")
        }
        "word-without-document" => {
            let types = b"<Override ContentType='application/x.wordprocessingml.document.main+xml'/>";
            zip(&[("[Content_Types].xml", types.to_vec())])
        }
        "word-truncated" => {
            let whole = document(&[b'x'; 500]);
            whole.get(..whole.len() / 2).unwrap_or_default().to_vec()
        }
        _ => panic!("no file is made for {name}"),
    }
}

/// Files that no tool should trust, and files of formats that are not read.
fn made(name: &str) -> Vec<u8> {
    let laughs = |outer: &str| {
        let entity = |n: usize| {
            let inner = format!("&e{};", n.wrapping_sub(1)).repeat(10);
            format!("<!ENTITY e{n} '{}'>", if n == 0 { "ha" } else { &inner })
        };
        let entities: String = (0..10).map(entity).collect();
        format!("<?xml version='1.0'?><!DOCTYPE Bill [{entities}]><Bill>{outer}</Bill>")
    };
    match name {
        "hostile-zip-bomb" => zip(&[("xl/workbook.xml", vec![b' '; 80 << 20])]),
        "hostile-nested-zips" => zip(&[("inner.zip", zip(&[("act.txt", b"1. Bells".to_vec())]))]),
        "hostile-laughs" => laughs("&e9;").into_bytes(),
        "hostile-200-megabytes" => "1. Bells are loud, and ropes are long.\n"
            .repeat(5_500_000)
            .into_bytes(),
        "hostile-tangled-page" => {
            let bold: String = (0..20_000).map(|i| format!("<b id=b{i}>")).collect();
            format!("<html><p>{bold}</p>{}", "<p>and on</p>".repeat(20_000)).into_bytes()
        }
        "hostile-json" => format!("[{}0]", "0,".repeat(5_000_000)).into_bytes(),
        "foreign-zip" => zip(&[("act.txt", b"1. Bells".to_vec())]),
        "foreign-gzip" => b"\x1F\x8B\x08\0\0\0\0\0".to_vec(),
        "foreign-7z" => b"7z\xBC\xAF\x27\x1C\0\x04".to_vec(),
        "foreign-tar" => {
            let mut tar = vec![0; 1024];
            tar[..7].copy_from_slice(b"act.txt");
            tar[257..262].copy_from_slice(b"ustar");
            tar
        }
        "foreign-old-word" => [b"\xD0\xCF\x11\xE0".as_slice(), &wide("WordDocument")].concat(),
        "foreign-old-excel" => [b"\xD0\xCF\x11\xE0".as_slice(), &wide("Workbook")].concat(),
        "foreign-rtf" => b"{\\rtf1 Bells}".to_vec(),
        "foreign-opendocument" => zip(&[("mimetype", b"application/vnd.oasis.opendocument.text".to_vec())]),
        _ => panic!("no file is made for {name}"),
    }
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn zip(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("a part can be begun");
        zip.write_all(content).expect("a part can be written");
    }
    zip.finish().expect("a zip can be ended").into_inner()
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a case can be listed") {
        let path = entry.expect("a case can be listed").path();
        let name = path.file_name().unwrap_or_default().to_os_string();
        if path.is_file() && !OWN.iter().any(|own| name == *own) {
            fs::copy(&path, to.join(name)).expect("a file can be copied");
        }
    }
}

/// All files of a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        let bytes = if path.is_file() {
            fs::read(&path).expect("a file can be read")
        } else {
            Vec::new()
        };
        all.insert(path, bytes);
    }
    all
}
