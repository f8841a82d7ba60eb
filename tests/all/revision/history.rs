//! What a version asks for more or less, and the history of clauses over several versions.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support::list;
use clausewise::draft::Draft;
use clausewise::revision::compare;
use clausewise::settings::Settings;

fn codes(old: &Draft, new: &Draft) -> Vec<(&'static str, String)> {
    use clausewise::finding::{Revised, revised};
    use clausewise::revision::UnitFates;
    let settings = Settings::default();
    let found = revised(&Revised {
        fates: &UnitFates::new(&compare(old, new, &settings)),
        doubts: &[],
        lexicon: &clausewise::lexicon::Lexicon::embedded(),
        settings: &settings,
    });
    let mut codes: Vec<_> = found.into_iter().map(|f| (f.code, f.message)).collect();
    codes.sort();
    codes
}

#[test]
fn what_a_version_asks_for_more_or_less_is_said() {
    let pair = |old: &str, new: &str| -> Vec<&'static str> {
        let found = codes(&list("old", &[("1", old)]), &list("new", &[("1", new)]));
        found.into_iter().map(|(code, _)| code).collect()
    };
    let duty = "The keeper shall report a fire in the tower to the council within 72 hours of seeing it.";
    assert!(pair(duty, duty).is_empty());
    assert_eq!(pair(duty, &duty.replace("72 hours", "15 days")), ["R401"]);
    assert_eq!(pair(duty, &duty.replace("72 hours", "24 hours")), ["R402"]);
    assert_eq!(pair(duty, &duty.replace("shall", "should")), ["R401"]);
    assert_eq!(pair(&duty.replace("shall", "should"), duty), ["R402"]);
    assert_eq!(
        pair(duty, &duty.replace("it.", "it, unless the council is in recess.")),
        ["R401"]
    );
    let (a, b) = (
        ("1", "The keeper shall list every lantern in a register."),
        (
            "2",
            "Oil shall be bought from merchants whose barrels carry a seal.",
        ),
    );
    let gone = codes(&list("old", &[a, b]), &list("new", &[a]));
    assert!(gone.len() == 1 && gone[0].0 == "R403", "{gone:?}");
    let come = codes(&list("old", &[a]), &list("new", &[a, b]));
    assert!(come.len() == 1 && come[0].0 == "R404", "{come:?}");
}

#[test]
fn a_history_follows_clauses_through_all_versions() {
    use clausewise::revision::history;
    let (a, b, c) = (
        "The keeper shall list every lantern in a register that anybody may read.",
        "Oil shall be bought from merchants whose barrels carry the seal of the harbour.",
        "Spilled oil shall be written into the log of the tower on the same evening.",
    );
    let first = list("v1", &[("1", a), ("2", b)]);
    let second = list("v2", &[("1", c), ("2", a), ("3", b)]);
    let third = list("v3", &[("1", c), ("2", &a.replace("shall", "should"))]);
    let told = history(&[&first, &second, &third], &Settings::default());
    let mut stories: Vec<(usize, usize, bool, bool)> = told
        .stories
        .iter()
        .map(|s| (s.begins, s.clauses.len(), s.ended.is_some(), told.substantive(s)))
        .collect();
    stories.sort_unstable();
    assert_eq!(
        stories,
        [(0, 2, true, true), (0, 3, false, true), (1, 2, false, true)]
    );
    let csv = clausewise::export::history::csv(&told, told.stories.iter()).unwrap();
    assert_eq!(csv.lines().count(), 1 + 3 + 3 + 2);
}
