//! Reviewed rows over to a new version: no decision is lost, none stands on changed words without the mark.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a helper that fails is a test that fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clausewise::crosswalk::unit_hash;
use clausewise::draft::{Draft, Unit};
use clausewise::review::{CarryOptions, Keep, Row, Sheet, Side, Status, Version, carry};
use clausewise::revision::{Became, UnitFates, compare};
use clausewise::settings::Settings;

use crate::support;
use crate::support::edits::{Dice, edited, with_units};
use crate::support::list;

const DRAFTS: &[&str] = &[
    "verania/regulation-2031-77.xhtml",
    "pacifica/sb-417.txt",
    "boreal/bill-c-88.en.txt",
    "isil/isil-4201-dis.md",
    "albia/code-of-practice.md",
];

fn side(draft: &str, unit: &Unit) -> Side {
    Side {
        draft: draft.to_owned(),
        id: unit.id.clone(),
        citation: unit.citation.clone(),
        text: unit.text.clone(),
        hash: unit_hash(&unit.text),
    }
}

/// A row for each unit, decided at random; its line is its number.
fn decided(old: &Draft, dice: &mut Dice) -> Sheet {
    let row = |(i, unit): (usize, &Unit)| {
        let status = Status::ALL[dice.below(4)].code().to_owned();
        Row {
            note: if status == "proposed" && dice.below(2) == 0 {
                String::new()
            } else {
                format!("n{i}")
            },
            status,
            left: side("old", unit),
            right: Side {
                draft: "guide".to_owned(),
                id: "A".to_owned(),
                citation: "A".to_owned(),
                text: "Models are listed.".to_owned(),
                hash: unit_hash("Models are listed."),
            },
            line: i as u64 + 2,
            ..Row::default()
        }
    };
    Sheet {
        extra: Vec::new(),
        rows: old.units.iter().enumerate().map(row).collect(),
    }
}

fn version<'a>(old: &'a Draft, new: &'a Draft) -> Version<'a> {
    Version {
        fates: UnitFates::new(&compare(old, new, &Settings::default())),
        known_as: vec!["old".to_owned()],
        name: "new".to_owned(),
        gone: "old".to_owned(),
    }
}

/// Checks a carried file; gives how many reviewed rows there were and how many kept their status.
fn sound(before: &Sheet, old: &Draft, new: &Draft) -> (usize, usize) {
    let versions = [version(old, new)];
    let options = CarryOptions {
        versions: &versions,
        keep: Keep::None,
        reason: "",
        file: "x.csv",
    };
    let carried = carry(before.clone(), &options).unwrap();
    let units: BTreeMap<&str, &Unit> = new.units.iter().map(|u| (u.id.as_str(), u)).collect();
    let mut after: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &carried.sheet.rows {
        after.entry(row.note.as_str()).or_default().push(row);
    }
    let (mut all, mut kept) = (0, 0);
    for row in before.rows.iter().filter(|r| r.reviewed()) {
        all += 1;
        let became = after.get(row.note.as_str()).expect("no decision is lost");
        for now in became {
            let same_words = now.left.hash == row.left.hash && now.left.draft == "new";
            if same_words {
                assert_eq!(unit_hash(&units[now.left.id.as_str()].text), now.left.hash);
            } else {
                assert!(now.findings.contains("R405"), "{} is marked", row.left.id);
                assert!(now.evidence.starts_with("was "), "{}", now.evidence);
            }
            let decided = matches!(
                now.status(),
                Some(Status::Accepted | Status::Rejected | Status::Edited)
            );
            assert!(same_words || !decided, "{}: {}", row.left.id, now.status);
            if now.left.draft == "new" {
                let unit = units[now.left.id.as_str()];
                assert_eq!((&unit.text, &unit.citation), (&now.left.text, &now.left.citation));
            } else {
                assert_eq!(now.left, row.left, "what was deleted keeps its row");
            }
            kept += usize::from(now.status == row.status && same_words);
        }
    }
    (all, kept)
}

#[test]
fn no_decision_is_lost_and_none_stands_on_changed_words() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let drafts: Vec<Draft> = DRAFTS
        .iter()
        .map(|file| support::draft(&support::source(&corpora.join(file)).unwrap(), None))
        .collect();
    let fresh = [
        "Each holder shall keep a ledger of the lanterns that it lights and show it on request.".to_owned(),
    ];
    for seed in 0..50 {
        let mut dice = Dice(seed);
        let edited = edited(&drafts[seed as usize % drafts.len()], &fresh, 30, &mut dice);
        let (old, new) = (with_units(edited.old), with_units(edited.new));
        let (all, kept) = sound(&decided(&old, &mut dice), &old, &new);
        // Half of the words at most were touched by thirty edits: the others follow.
        let untouched: BTreeSet<String> = new.units.iter().map(|u| unit_hash(&u.text)).collect();
        let same = old
            .units
            .iter()
            .filter(|u| untouched.contains(&unit_hash(&u.text)))
            .count();
        let share = kept as f64 / all.max(1) as f64;
        let possible = same as f64 / old.units.len().max(1) as f64;
        assert!(
            share > possible - 0.15,
            "seed {seed}: {share:.2} of {possible:.2}"
        );
    }
}

#[test]
fn a_draft_over_six_versions_keeps_every_decision() {
    let Some(folder) = support::published() else {
        return;
    };
    let read = |n: &str| {
        let file = folder.join(format!("texts/ietf/draft-ietf-aipref-vocab-{n}.md"));
        support::draft(&support::source(&file).unwrap(), None)
    };
    let (old, new) = (read("00"), read("05"));
    let (all, kept) = sound(&decided(&old, &mut Dice(1)), &old, &new);
    println!("{kept} of {all} kept their status");
    assert!(all > 10 && kept > 0 && kept < all);
}

#[test]
fn a_split_gives_a_row_for_each_part_and_a_merge_keeps_both() {
    let (keep, test) = (
        "The keeper shall list every lantern in a register that the council can read at any time",
        "before a lantern is lit, its wick shall be tested by somebody who did not make it",
    );
    let (oil, log) = (
        "Oil is bought from merchants whose barrels carry the seal of the harbour master",
        "spilled oil is written into the log of the tower on the same evening",
    );
    let old = list(
        "old",
        &[
            ("1", &format!("{keep}, and {test}.")),
            ("2", &format!("{oil}.")),
            ("3", &format!("{log}.")),
        ],
    );
    let new = list(
        "new",
        &[
            ("1", &format!("{keep}.")),
            ("2", &format!("{test}.")),
            ("3", &format!("{oil}, and {log}.")),
        ],
    );
    let fates = UnitFates::new(&compare(&old, &new, &Settings::default()));
    let became: Vec<(Became, &[usize])> = fates.iter().map(|(_, f)| (f.became, f.to.as_slice())).collect();
    assert_eq!(
        became,
        [
            (Became::Split, [0, 1].as_slice()),
            (Became::Merged, [2].as_slice()),
            (Became::Merged, [2].as_slice())
        ]
    );
}

#[cfg(feature = "cli")]
#[test]
fn a_carried_file_is_taken_up_by_the_next_run() {
    use std::fs;

    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write(
        "v1/rules.csv",
        "id,title,text,parent\n1,,Keep a register of lamps.,\n2,,Report a fire in the tower to the council within 15 days of seeing it.,\n3,,Paint the tower white every spring.,\n",
    );
    write(
        "v2/rules.csv",
        "id,title,text,parent\n1,,Report a fire in the tower to the council within 72 hours of seeing it.,\n2,,Keep a register of lamps.,\n",
    );
    write(
        "guide.csv",
        "id,title,text,parent\nA,,Lamps are listed in a register.,\nB,,Fires are reported within 15 days.,\nC,,The tower is painted white.,\n",
    );
    let run = |arguments: &[&str]| {
        let output = assert_cmd::Command::cargo_bin("clausewise")
            .unwrap()
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    run(&["crosswalk", "v1/rules.csv", "guide.csv", "-o", "x.csv"]);
    let reviewed = fs::read(folder.path().join("x.csv")).unwrap();
    let mut sheet = clausewise::review::read_csv(&reviewed, "x.csv").unwrap();
    for row in &mut sheet.rows {
        row.status = "accepted".to_owned();
        row.reviewer = "Ada".to_owned();
    }
    fs::write(
        folder.path().join("x.csv"),
        clausewise::export::crosswalk::csv(&sheet).unwrap(),
    )
    .unwrap();
    let versions = ["--old-left", "v1/rules.csv", "--new-left", "v2/rules.csv"];
    let shown = run(&[&["carry", "x.csv"], versions.as_slice()].concat());
    // Lines wrap where the terminal ends.
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("[-15 days-] {+72 hours+}"), "{shown}");
    run(&[&["carry", "x.csv"], versions.as_slice(), &["-o", "y.csv"]].concat());
    let said = run(&["crosswalk", "v2/rules.csv", "guide.csv", "-o", "y.csv"]);
    assert!(!said.contains("another wording"), "{said}");
    let bytes = fs::read(folder.path().join("y.csv")).unwrap();
    let now = clausewise::review::read_csv(&bytes, "y.csv").unwrap();
    let of = |draft: &str, id: &str| -> Vec<&Row> {
        let wanted = |r: &&Row| r.left.draft == draft && r.left.id == id && r.reviewer == "Ada";
        now.rows.iter().filter(wanted).collect()
    };
    assert!(
        of("rules", "2").iter().all(|r| r.status == "accepted"),
        "the register follows"
    );
    assert!(!of("rules", "2").is_empty());
    assert!(
        of("rules", "1").iter().all(|r| r.status == "suspect"),
        "the period changed"
    );
    assert!(!of("rules", "1").is_empty());
    let gone: Vec<&Row> = now
        .rows
        .iter()
        .filter(|r| r.left.draft.starts_with("v1/rules"))
        .collect();
    assert!(gone.iter().all(|r| r.left.id == "3" && r.status == "suspect"));
    assert!(!gone.is_empty(), "what was deleted keeps its row");
}
