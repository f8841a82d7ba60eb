//! README's first command, run as it stands there.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its file should stop")]

use std::process::Command;

#[test]
fn the_first_command_prints_a_crosswalk_and_writes_the_csv() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).unwrap();
    let command = readme
        .lines()
        .find_map(|l| l.strip_prefix("$ cargo run -- "))
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    // Beside a copy of the corpora, so that the CSV does not land in the repository.
    copy(&format!("{root}/corpora"), &folder.path().join("corpora"));
    let output = Command::new(env!("CARGO_BIN_EXE_clausewise"))
        .args(command.split(' '))
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    // Lines wrap where the terminal ends.
    let printed = String::from_utf8(output.stdout).unwrap();
    let screen = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "counterpart proposed for",
        "0 reviewed",
        "best matches",
        "no counterpart found for",
        "why",
    ] {
        assert!(screen.contains(part), "{part} is missing:\n{screen}");
    }
    let csv = std::fs::read_to_string(folder.path().join("crosswalk.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}status,relation,confidence,left_citation,"));
    assert!(csv.lines().count() > 50);
}

fn copy(from: &str, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path().to_string_lossy(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn the_second_command_is_the_tests() {
    let readme = std::fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let commands: Vec<&str> = readme.lines().filter(|l| l.starts_with("$ ")).collect();
    assert_eq!(commands.get(1), Some(&"$ cargo test"));
}
