//! `clausewise score` as a user runs it.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;

const GOLD: &str = "left_id,right_id,relation\na,x,equal\nb,y,subset\nc,,\n";
const CROSSWALK: &str = "left_id,right_id,score,confidence,relation\na,x,2,0.9,equal\na,y,1,0.7,intersects-with\n\
                         b,x,1.5,0.8,intersects-with\nb,y,0.5,0.6,subset-of\nc,y,-1,0.2,intersects-with\n";
const BEFORE: &str = "left_id,right_id,score\na,y,2\na,x,1\nb,y,2\nb,x,0.5\nc,y,-1\n";

fn score(arguments: &[&str]) -> (String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("gold.csv", GOLD), ("x.csv", CROSSWALK), ("before.csv", BEFORE)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = Command::cargo_bin("clausewise").unwrap();
    let command = command
        .current_dir(folder.path())
        .env("COLUMNS", "100")
        .args(arguments);
    let done = command.assert().success();
    (
        String::from_utf8_lossy(&done.get_output().stdout).into_owned(),
        folder,
    )
}

#[test]
fn the_screen_says_how_well() {
    let (screen, _folder) = score(&["score", "x.csv", "gold.csv"]);
    assert!(
        screen.starts_with(
            "2 pairs published for 2 left units; without counterpart by the publisher: 1 left, 0 right"
        ),
        "{screen}"
    );
    for part in [
        "hit1        0.500",
        "MAP         0.750",
        "gapL        1.000",
        "subset-of",
        "kappa 1.000",
    ] {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    assert_eq!(screen, score(&["score", "x.csv", "gold.csv", "--jobs", "1"]).0);
}

#[test]
fn two_runs_are_compared_row_by_row() {
    let (screen, _folder) = score(&["score", "x.csv", "gold.csv", "--compare", "before.csv"]);
    assert!(screen.contains("better than before.csv: 2 pairs"), "{screen}");
    assert!(screen.contains("a ~ x  place 2 → 1; nothing → equal"), "{screen}");
    assert!(
        screen.contains("worse than before.csv: 1 pair\n  b ~ y  place 1 → 2"),
        "{screen}"
    );
}

#[test]
fn everything_goes_into_json() {
    let (_, folder) = score(&[
        "score",
        "x.csv",
        "gold.csv",
        "--compare",
        "before.csv",
        "-o",
        "s.json",
    ]);
    let text = std::fs::read_to_string(folder.path().join("s.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["format"], "clausewise-score");
    assert_eq!(json["figures"]["MAP"]["value"], 0.75);
    assert_eq!(json["figures"]["MAP"]["before"], 0.75);
    assert_eq!(json["changes"][1]["rank"], "worse");
    assert_eq!(json["relations"]["kappa"], 1.0);
}
