//! Clauses that are built alike, that changed places, or that refer to others that got new numbers.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{became, judged, text};
use clausewise::revision::compare;
use clausewise::settings::Settings;

const OIL: &str = "The keeper of the tower may sell what is left of the oil if the keeper has told the council of it and holds \
    that the oil would spoil.";
const WAX: &str = "The warden of the harbour may sell what is left of the wax if the warden has told the council of it and holds \
    that the wax would spoil.";
const SHORT: &str = "The council shall make a list of keepers and towers public.";
const LONG: &str = "The council shall keep a register of towers and of lanterns in a dry room of the harbour. The council shall make \
    public how keepers can be called at night, by bell and by boat, before the first day of winter. The council shall name a keeper as \
    the single voice of all keepers and shall tell the mayor of the name.";

fn numbered(paragraphs: &[&str]) -> String {
    let all = paragraphs.iter().enumerate();
    let all: Vec<String> = all.map(|(i, p)| format!("{}. {p}\n\n", i + 1)).collect();
    format!(
        "# Rules\n\n## Article 1\n\n{}## Article 2\n\n1. Ropes shall hold.\n",
        all.concat()
    )
}

/// The rows of a change table but those of what did not change: old path, new path, kinds.
fn table(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (text(old), text(new));
    let revision = compare(&old, &new, &Settings::default());
    let rows = revision.changes.iter().filter(|c| c.names() != "unchanged");
    let row = |c: &clausewise::revision::Change| {
        let was = c.old.map_or("", |id| old.clause(id).path.as_str());
        let is = c.new.map_or("", |id| new.clause(id).path.as_str());
        format!("{was} {is} {}", c.names())
    };
    rows.map(row).collect()
}

#[test]
fn two_that_are_built_alike_are_merged_and_split() {
    for (first, second) in [(OIL, WAX), (LONG, SHORT)] {
        let (one, two) = (
            numbered(&[&format!("{first} {second}"), "Glass shall be wiped."]),
            numbered(&[first, second, "Glass shall be wiped."]),
        );
        let merged = [
            "art-1/1 art-1/1 merged",
            "art-1/2 art-1/1 merged",
            "art-1/3 art-1/2 renumbered",
        ];
        assert_eq!(table(&two, &one), merged);
        let split = [
            "art-1/1 art-1/1 split",
            "art-1/1 art-1/2 split",
            "art-1/2 art-1/3 renumbered",
        ];
        assert_eq!(table(&one, &two), split);
    }
}

#[test]
fn who_changes_places_moves_and_not_what_stands_between() {
    let old = [
        LONG,
        "Ropes shall be counted every week.",
        "Glass shall be wiped.",
        OIL,
    ];
    let new = [old[3], old[1], old[2], old[0]];
    let found = table(&numbered(&old), &numbered(&new));
    assert_eq!(
        found,
        [
            "art-1/4 art-1/1 renumbered+moved",
            "art-1/1 art-1/4 renumbered+moved"
        ]
    );
}

#[test]
fn the_second_paragraph_of_another_article_is_cited_otherwise() {
    let articles = |first: &str, second: &str| {
        format!(
            "# Rules\n\n## Article 1\n\n**Wicks**\n\n1. {LONG}\n\n{first}## Article 2\n\n**Ropes**\n\n1. Ropes of the tower shall hold \
             two keepers and shall be counted every week by the warden.\n\n{second}"
        )
    };
    let found = table(
        &articles(&format!("2. {OIL}\n\n"), ""),
        &articles("", &format!("2. {OIL}\n\n")),
    );
    assert_eq!(found, ["art-1/2 art-2/2 renumbered+moved"]);
}

#[test]
fn a_number_alone_merges_nothing() {
    let articles = |more: &str, points: &str| {
        format!(
            "# Rules\n\n{more}## Article {}\n\n1. The council may make by-laws:\n\n{points}",
            usize::from(!more.is_empty()) + 1
        )
    };
    let old = articles(
        "",
        "(a) respecting the towers;\n\n(b) respecting the building of stairs for the purposes of Articles 2, 4 and 5;\n\n\
         (c) respecting the visits for the purposes of Article 3;\n\n(d) on the manner in which bells are to be rung.\n",
    );
    let new = articles(
        "## Article 1\n\n1. The rules are printed in the tongue of the harbour.\n\n",
        "(a) respecting the towers;\n\n(b) respecting the building of stairs for the purposes of Articles 3, 5 and 6;\n\n\
         (c) on the manner in which bells are to be rung.\n",
    );
    assert_eq!(became(&old, &new, "respecting the visits").0, "deleted");
}

#[test]
fn references_that_follow_cross_nothing() {
    let rules = |more: &str, numbers: [usize; 2]| {
        let articles: Vec<String> = (1..=3)
            .map(|n| {
                format!(
                    "## Article {}\n\n1. Rule {n} on ropes, bells and boats.\n\n",
                    n + usize::from(!more.is_empty())
                )
            })
            .collect();
        format!(
            "# Rules\n\n{more}{}## Article {}\n\n1. Article {} applies as well to what is asked of sealed beacons of wax.\n\n\
             2. Article {} applies as well to how sealed beacons of wax are shown.\n",
            articles.concat(),
            4 + usize::from(!more.is_empty()),
            numbers[0],
            numbers[1]
        )
    };
    let old = rules("", [2, 3]);
    let new = rules(
        "## Article 1\n\n1. The rules are printed in the tongue of the harbour.\n\n",
        [3, 4],
    );
    let (kinds, now, reasons) = became(&old, &new, "what is asked of");
    assert!(
        now.contains("what is asked of") && reasons.contains("follow"),
        "{kinds} {now} {reasons}"
    );
}

#[test]
fn a_reference_to_a_point_that_is_not_there_follows_its_article() {
    let rules = |more: &str, n: usize| {
        format!(
            "# Rules\n\n{more}## Article {n}\n\n1. Wicks shall be trimmed.\n\n2. Ropes shall hold.\n\n## Article {}\n\n\
             1. The notice under point (a) of Article {n}(2) shall name the tower.\n",
            n + 1
        )
    };
    let old = rules("", 1);
    let new = rules(
        "## Article 1\n\n1. The rules are printed in the tongue of the harbour.\n\n",
        2,
    );
    let (_, _, reasons) = became(&old, &new, "The notice");
    assert!(reasons.contains("references follow"), "{reasons}");
    let other = new.replace("Article 2(2)", "Article 3(2)");
    let (_, _, reasons) = became(&old, &other, "The notice");
    assert!(!reasons.contains("references follow"), "{reasons}");
}

#[test]
fn in_order_to_says_no_more_than_to() {
    let (substantive, why) = judged(
        "Keepers may ask the council for oil in order to light the tower.",
        "Keepers may ask the council for oil to light the tower.",
    );
    assert!(!substantive, "{why}");
    let (substantive, why) = judged("Boats shall be kept in order.", "Boats shall be kept.");
    assert!(substantive, "{why}");
}

#[test]
fn a_name_over_what_is_said_of_it_is_a_break() {
    let joined = numbered(&[
        "Sieve, with round holes as wide as a finger.",
        "Glass shall be wiped.",
    ]);
    let broken = joined.replace("Sieve, with", "Sieve,\n\nwith");
    for (old, new) in [(&joined, &broken), (&broken, &joined)] {
        let (old, new) = (text(old), text(new));
        let revision = compare(&old, &new, &Settings::default());
        let told: Vec<String> = revision
            .changes
            .iter()
            .filter(|c| revision.is_of_text(c))
            .map(clausewise::revision::Change::names)
            .collect();
        assert!(told.iter().all(|kinds| kinds == "unchanged"), "{told:?}");
        assert!(revision.changes.iter().all(|c| !c.substantive));
    }
}
