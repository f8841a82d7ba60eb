//! What is wording only, and what only looks like a reason.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{LANTERNS, judged, text};
use crate::support;
use crate::support::list;
use clausewise::draft::Draft;
use clausewise::revision::{Kind, compare};
use clausewise::settings::Settings;

#[test]
fn what_only_looks_like_a_reason_is_none() {
    let told = |old: &str, new: &str| -> String {
        let (old, new) = (list("old", &[("1", old)]), list("new", &[("1", new)]));
        let revision = compare(&old, &new, &Settings::default());
        revision.changes[0].reasons.join("; ")
    };
    let duty = "The keeper shall report a fire in the tower to the council.";
    let soon = told(duty, &duty.replace("council.", "council without undue delay."));
    assert!(!soon.contains("negation"), "{soon}");
    let law = told(duty, &duty.replace("council.", "council under Regulation No 12."));
    assert!(!law.contains("negation"), "{law}");
    let more = told(
        duty,
        &format!("{duty} The keeper shall not use water where oil burns on the stairs of the tower."),
    );
    assert!(
        more.contains("sentence added: prohibition") && !more.contains("verbal force"),
        "{more}"
    );
    let user = duty.replace("keeper", "user of the system");
    let renamed = told(&user, &user.replace("user", "deployer"));
    assert!(renamed.contains("another word for one bearer"), "{renamed}");
    let art = told(
        duty,
        &duty.replace("council.", "council, in line with the state of the art."),
    );
    assert!(!art.contains("recipient"), "{art}");
    let request = told(
        "The keeper shall answer an application for a lantern within the week.",
        "The keeper shall answer any application for a lantern within the week.",
    );
    assert!(!request.contains("scope"), "{request}");
    let hyphen = told(
        &duty.replace("a fire", "a fire-alarm"),
        &duty.replace("a fire", "a fire alarm"),
    );
    assert!(hyphen.contains("spelling"), "{hyphen}");
}

#[test]
fn only_what_is_known_for_wording_is_editorial() {
    let told = |word: &str| format!("The keepers of a {word} shall list their lanterns in a register.");
    for (from, to, editorial) in [
        ("county", "country", false),
        ("harbour", "harbor", true),
        ("light-house", "light house", true),
        ("tower of 1 000 steps", "tower of 1000 steps", true),
        ("tower of 1,5 miles", "tower of 1.5 miles", true),
        ("tower of 1,500 steps", "tower of 1.500 steps", false),
    ] {
        let (substantive, why) = judged(&told(from), &told(to));
        assert!(substantive != editorial, "{from} {to}: {why}");
    }
    let (substantive, why) = judged(
        "The keeper shall immediately report a fire in the tower.",
        "The keeper shall report immediately a fire in the tower.",
    );
    assert!(!substantive && why.contains("order"), "{why}");
    let (substantive, why) = judged(
        "Further uses: lantern, bell. Uses by consent: second lamp, rope, horn.",
        "Further uses: second lamp, lantern, bell. Uses by consent: rope, horn.",
    );
    assert!(
        substantive && why.contains("moved within the clause: \u{201c}second lamp\u{201d}"),
        "{why}"
    );
}

#[test]
fn what_another_word_of_its_sort_says_is_no_reason() {
    let base = "The keeper shall light the lantern at dusk.";
    let cases = [
        (
            "If the wind is strong, the keeper shall light the lantern.",
            "Where the wind is strong, the keeper shall light the lantern.",
            "condition",
        ),
        (
            "Notwithstanding rule 4, the keeper shall light the lantern.",
            "Despite rule 4, the keeper shall light the lantern.",
            "exception",
        ),
        (
            "No keeper may light the lantern by day.",
            "A keeper may not light the lantern by day.",
            "negation",
        ),
        (
            "The keeper shall not light the lantern or the lamp.",
            "The keeper shall light neither the lantern nor the lamp.",
            "negation",
        ),
        (
            base,
            "The keeper shall light the lantern at dusk under Act no. 16.",
            "negation",
        ),
        (
            base,
            "The keeper shall light the lantern at dusk, whether or not a ship is in sight.",
            "negation",
        ),
        (
            "There are two states in which the keeper shall light the lantern.",
            "There are some states in which the keeper shall light the lantern.",
            "amount",
        ),
    ];
    for (old, new, reason) in cases {
        let (_, why) = judged(old, new);
        assert!(!why.contains(reason), "{new}: {why}");
    }
    // Of two periods that are the same, one changed.
    let (_, why) = judged(
        "The keeper shall answer within 30 days and the council shall reply within 30 days.",
        "The keeper shall answer within 20 days and the council shall reply within 30 days.",
    );
    assert!(
        why.contains("\u{201c}30 days\u{201d} is now \u{201c}20 days\u{201d}"),
        "{why}"
    );
}

#[test]
fn references_that_follow_are_editorial_and_others_are_a_reason() {
    let draft = |articles: &[&str]| {
        let mut text = String::from("# Rules on lanterns\n\n");
        for (i, article) in articles.iter().enumerate() {
            text.push_str(&format!("## Article {}\n\n{article}\n\n", i + 1));
        }
        let source = clausewise::read::read(text.as_bytes(), "x.md", &Default::default()).unwrap();
        support::draft(&source, None)
    };
    let (list, report, oil) = (
        "The keeper shall list every lantern in a register that the council can read.",
        "The keeper shall report each fire to the council on the same day.",
        "Oil shall be bought from merchants whose barrels carry the seal of the harbour.",
    );
    let told = |n: u8| format!("The council shall publish what it learns under Article {n} every spring.");
    let old = draft(&[list, report, &told(1)]);
    let followed = draft(&[oil, list, report, &told(2)]);
    let other = draft(&[list, report, &told(2)]);
    let of = |new: &Draft| {
        let revision = compare(&old, new, &Settings::default());
        let last = revision.changes.into_iter().find(|c| {
            c.old.is_some_and(|id| old.clause(id).text.contains("publish")) && c.is(Kind::Reworded)
        });
        last.map(|c| (c.substantive, c.reasons.join("; "))).unwrap()
    };
    let (substantive, why) = of(&followed);
    assert!(
        !substantive && why.contains("references follow the renumbering"),
        "{why}"
    );
    let (substantive, why) = of(&other);
    assert!(
        substantive && why.contains("reference: \u{201c}Article 1\u{201d} is now"),
        "{why}"
    );
    let several = |of: &str| format!("The council shall publish what it learns under {of} every spring.");
    let (substantive, why) = of(&draft(&[list, report, &several("Articles 1 and 2")]));
    assert!(
        substantive
            && why.contains(
                "reference widened: \u{201c}Article 1\u{201d} is now \u{201c}Articles 1 and 2\u{201d}"
            ),
        "{why}"
    );
    let (substantive, why) = of(&draft(&[oil, list, report, &several("Articles 1 and 2")]));
    assert!(substantive && why.contains("reference widened"), "{why}");
}

#[test]
fn a_duty_in_capitals_is_no_title() {
    let told = |line: &str| {
        let (old, new) = (text(LANTERNS), text(&format!("{LANTERNS}- {line}\n")));
        let revision = compare(&old, &new, &Settings::default());
        let came = revision.changes.iter().find(|c| c.old.is_none()).unwrap();
        (came.substantive, came.reasons.join("; "))
    };
    let (substantive, why) = told("THE HARBOUR MASTER SHALL TAKE ALL PRECAUTIONS AGAINST FIRE.");
    assert!(substantive, "{why}");
    let (substantive, why) = told("BOOK OF THE HARBOUR");
    assert!(!substantive, "{why}");
}
