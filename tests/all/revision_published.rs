//! Versions of published drafts: what is known to have changed between them is found, and nothing else. Runs where
//! `CLAUSEWISE_PUBLISHED` names the folder of the texts.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use clausewise::draft::Draft;
use clausewise::revision::{Kind, compare};
use clausewise::settings::Settings;

use crate::support;

/// A row of the change table: old and new id, kinds, old and new text.
struct Row {
    old: String,
    new: String,
    change: String,
    substantive: bool,
    reasons: String,
    texts: [String; 2],
}

impl Row {
    fn is(&self, kind: &str) -> bool {
        self.change.split('+').any(|k| k == kind)
    }
}

fn read(file: &Path) -> Draft {
    let source = support::source(file).unwrap();
    if source.rows.is_empty() {
        support::draft(&source, None)
    } else {
        Draft::from_list(&source, "list")
    }
}

/// The change table as it is written.
fn rows(old: &Draft, new: &Draft) -> Vec<Row> {
    let revision = compare(old, new, &Settings::default());
    let table = clausewise::export::diff::csv(&revision, revision.changes.iter()).unwrap();
    let table = table.trim_start_matches('\u{feff}').to_owned();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let row = |r: csv::StringRecord| Row {
        old: r[0].to_owned(),
        new: r[2].to_owned(),
        change: r[4].to_owned(),
        substantive: &r[5] == "yes",
        reasons: r[6].to_owned(),
        texts: [r[7].to_owned(), r[8].to_owned()],
    };
    reader.records().map(|r| row(r.unwrap())).collect()
}

fn records(file: &Path) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.records().map(Result::unwrap).collect()
}

fn f1<T: Ord>(wanted: &BTreeSet<T>, found: &BTreeSet<T>) -> f64 {
    let both = wanted.intersection(found).count() as f64;
    2.0 * both / (wanted.len() + found.len()).max(1) as f64
}

#[test]
fn articles_of_a_proposal_are_followed_into_the_act() {
    let Some(folder) = support::published() else {
        return;
    };
    let texts = folder.join("texts");
    let rows = rows(
        &read(&texts.join("eu/drafts/aiact-2021-com206-raw.txt")),
        &read(&texts.join("eu/aiact-2024-1689-oj.en.xhtml")),
    );
    let article = |path: &str| -> Option<String> {
        let number = path.strip_prefix("art-")?;
        (!number.contains('/')).then(|| number.to_owned())
    };
    let found: BTreeSet<(String, String)> = rows
        .iter()
        .filter_map(|r| Some((article(&r.old)?, article(&r.new)?)))
        .collect();
    let known = records(&texts.join("GT_aiact_proposal_to_final.csv"));
    let wanted: BTreeSet<(String, String)> = known
        .iter()
        .filter(|r| !r[0].is_empty() && !r[2].is_empty())
        .map(|r| (r[0].to_owned(), r[2].to_owned()))
        .collect();
    let score = f1(&wanted, &found);
    println!("old to new articles: F1 {score:.3}");
    assert!(score >= 0.975, "{score:.3}");
    // The articles on models of general purpose, and the impact assessment, are new.
    for new in [27, 51, 52, 53, 54, 55, 56] {
        let inserted = rows
            .iter()
            .any(|r| r.new == format!("art-{new}") && r.change == "inserted");
        assert!(inserted, "Article {new}");
    }
}

#[test]
fn requirements_of_a_list_are_followed_into_its_next_edition() {
    let Some(folder) = support::published() else {
        return;
    };
    let set = folder.join("crosswalks/sec_asvs4_asvs5");
    let rows = rows(&read(&set.join("left.csv")), &read(&set.join("right.csv")));
    let ids = |side: &str| -> BTreeSet<String> {
        let gaps = records(&set.join("gaps.csv")).into_iter();
        gaps.filter(|r| &r[0] == side).map(|r| r[1].to_owned()).collect()
    };
    let listed = |file: &str| -> BTreeSet<String> {
        records(&set.join(file))
            .into_iter()
            .map(|r| r[0].to_owned())
            .collect()
    };
    let (lefts, rights) = (listed("left.csv"), listed("right.csv"));
    let of = |kind: &str, side: &BTreeSet<String>, id: fn(&Row) -> &String| -> BTreeSet<String> {
        let all = rows.iter().filter(|r| r.is(kind)).map(|r| id(r).clone());
        all.filter(|id| side.contains(id)).collect()
    };
    let gold = records(&set.join("gold.csv"));
    let pairs = |class: &str| -> [BTreeSet<(String, String)>; 2] {
        let wanted = gold.iter().filter(|r| r[2] == format!("{class} to"));
        let both = rows
            .iter()
            .filter(|r| lefts.contains(&r.old) && rights.contains(&r.new));
        // Who gave the mapping says nothing of numbers: there, every requirement that is one still has moved, and merged are
        // those that were joined to it.
        let found = both.filter(|r| match class {
            "moved" => r.is(class) || r.is("renumbered"),
            "merged" => r.is(class) && !r.is("renumbered"),
            _ => r.is(class),
        });
        [
            wanted.map(|r| (r[0].to_owned(), r[1].to_owned())).collect(),
            found.map(|r| (r.old.clone(), r.new.clone())).collect(),
        ]
    };
    let by_pairs = ["moved", "split", "merged"].map(|class| {
        let [wanted, found] = pairs(class);
        (class, f1(&wanted, &found))
    });
    let by_side = [
        ("deleted", f1(&ids("left"), &of("deleted", &lefts, |r| &r.old))),
        ("new", f1(&ids("right"), &of("inserted", &rights, |r| &r.new))),
    ];
    let classes = || by_pairs.iter().chain(&by_side);
    let mean = classes().map(|(_, f1)| f1).sum::<f64>() / classes().count() as f64;
    for (class, f1) in classes() {
        println!("{class} {f1:.2}");
    }
    println!("macro-F1 {mean:.3}");
    // Floors, not goals: of the pairs that are split or merged there, one in three is the nearest of either.
    assert!(mean >= 0.59, "{mean:.3}");
    assert!(by_pairs[0].1 >= 0.77 && by_pairs[2].1 >= 0.5 && by_side[0].1 >= 0.6 && by_side[1].1 >= 0.83);
}

/// A place in words as the path of a clause: `Article 5` and `5.2` of a standard, `12.3(a)` of a code.
fn paths(place: &str, rows: &[Row]) -> Vec<String> {
    let number = |n: &str| -> Option<String> {
        let kinds = ["art", "sec", "cl"].map(|kind| format!("{kind}-{n}"));
        kinds
            .into_iter()
            .find(|path| rows.iter().any(|r| r.old == *path || r.new == *path))
    };
    let numbers: Vec<&str> = place
        .split_whitespace()
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    match numbers[..] {
        [first, last] => {
            let all = first.parse::<u32>().unwrap()..=last.parse::<u32>().unwrap();
            all.filter_map(|n| number(&n.to_string())).collect()
        }
        _ => numbers.into_iter().filter_map(number).collect(),
    }
}

/// What is known to have changed between versions stands in the change table, with what its reasons have to name.
#[test]
fn known_changes_are_in_the_change_table() {
    let Some(folder) = support::published() else {
        return;
    };
    let texts = folder.join("texts");
    let mut checked = 0;
    for fact in records(&texts.join("FACTS.csv")).iter().filter(|r| &r[1] == "R") {
        let rows = rows(&read(&texts.join(&fact[2])), &read(&texts.join(&fact[4])));
        let (olds, news) = (paths(&fact[3], &rows), paths(&fact[5], &rows));
        let within = |id: &str, paths: &[String]| {
            let inside =
                |p: &String| id == p || id.strip_prefix(p.as_str()).is_some_and(|r| r.starts_with('/'));
            paths.iter().any(inside)
        };
        let what = &fact[0];
        if &fact[3] == "(absent)" {
            assert!(!news.is_empty(), "{what}");
            for new in &news {
                let inserted = rows.iter().any(|r| r.new == *new && r.change == "inserted");
                assert!(inserted, "{what}: {new}");
            }
        } else if fact[6].starts_with(&fact[3]) {
            let followed = |r: &Row| within(&r.old, &olds) && within(&r.new, &news) && r.is("renumbered");
            assert!(rows.iter().any(followed), "{what}");
        } else {
            // Something in the clause that one version says and the other does not: a reason names it.
            let about = || rows.iter().filter(|r| within(&r.old, &olds));
            assert!(about().any(|r| r.substantive), "{what}");
            let reasons: Vec<&str> = about().map(|r| r.reasons.as_str()).collect();
            let reasons = words(&reasons.join(" ").replace(',', ""));
            let telling = |value: &str| {
                value.replace(' ', "").chars().any(char::is_numeric) || value == "within three months"
            };
            for value in [&fact[6], &fact[7]].into_iter().filter(|v| telling(v)) {
                let said = words(value)
                    .split(' ')
                    .all(|w| ["within", "to"].contains(&w) || reasons.contains(w));
                assert!(said, "{what}: {value} in {reasons}");
            }
        }
        println!("{what}");
        checked += 1;
    }
    assert!(checked >= 7);
}

const AIPREF: [&str; 6] = ["00", "01", "02", "03", "04", "05"];

fn words(text: &str) -> String {
    let all = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    all.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// What is said to be gone does not stand in the new file, and what is said to be new not in the old one.
#[test]
fn what_is_said_to_come_or_go_does_so_in_all_versions_of_a_draft() {
    let Some(folder) = support::published() else {
        return;
    };
    for ending in ["md", "txt"] {
        let file = |n: &str| folder.join(format!("texts/ietf/draft-ietf-aipref-vocab-{n}.{ending}"));
        for pair in AIPREF.windows(2) {
            let drafts = [read(&file(pair[0])), read(&file(pair[1]))];
            let plain = drafts.each_ref().map(|d| {
                let all: Vec<String> = d.clauses().map(|(_, c)| words(&c.text)).collect();
                format!(" {} ", all.join(" "))
            });
            let rows = rows(&drafts[0], &drafts[1]);
            let mut still = 0;
            for row in rows
                .iter()
                .filter(|r| r.change == "deleted" || r.change == "inserted")
            {
                let new = row.change == "inserted";
                let text = words(&row.texts[usize::from(new)]);
                let long = text.split(' ').count() >= 6;
                still += usize::from(long && plain[usize::from(!new)].contains(&format!(" {text} ")));
            }
            let changed = rows.iter().filter(|r| r.change != "unchanged").count();
            println!("{ending} {pair:?}: {changed} changed of {}", rows.len());
            assert!(still <= 1, "{ending} {pair:?}: {still} stand there still");
        }
        // The sources of the last two differ by what was taken out; what is published under both numbers does not.
        let last = rows(&read(&file("04")), &read(&file("05")));
        let changed = last.iter().filter(|r| r.change != "unchanged").count();
        assert_eq!(changed == 0, ending == "txt", "{changed} in {ending}");
    }
}

#[test]
fn stages_of_a_standard_differ_in_what_is_printed_around_it() {
    let Some(folder) = support::published() else {
        return;
    };
    let file = |stage: &str| folder.join(format!("texts/iso/rice-2016.{stage}.html"));
    for pair in ["wd", "dis", "is"].windows(2) {
        let (old, new) = (read(&file(pair[0])), read(&file(pair[1])));
        let revision = compare(&old, &new, &Settings::default());
        let told = revision.changes.iter().filter(|c| c.substantive).count();
        let gone = revision.count(Kind::Deleted) + revision.count(Kind::Inserted);
        assert!(
            told == 0 && gone <= 12,
            "{pair:?}: {told} substantive, {gone} came or went"
        );
    }
}
