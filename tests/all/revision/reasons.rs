//! Each reason is said where it is one.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{judged, list_of};
use crate::support::list;
use clausewise::revision::compare;
use clausewise::settings::Settings;

#[test]
fn each_reason_is_said_where_it_is_one() {
    let base = "The keeper shall report a fire to the council within 72 hours where the wind is strong.";
    let cases = [
        (
            "shall",
            "should",
            "verbal force: requirement is now recommendation",
        ),
        (
            "72 hours",
            "15 days",
            "deadline or period: \u{201c}72 hours\u{201d} is now \u{201c}15 days\u{201d}",
        ),
        (
            "shall report",
            "shall not report",
            "negation added: \u{201c}not\u{201d}",
        ),
        (
            "strong.",
            "strong, unless the council is away.",
            "exception added",
        ),
        (" where the wind is strong.", ".", "condition dropped"),
        (
            "a fire",
            "a fire that burns more than 30 barrels",
            "threshold or amount added",
        ),
        ("The keeper", "The provider", "bearer: "),
    ];
    for (from, to, reason) in cases {
        let new = base.replace(from, to);
        let (old, new) = (list("old", &[("1", base)]), list("new", &[("1", &new)]));
        let revision = compare(&old, &new, &Settings::default());
        let reasons = revision.changes[0].reasons.join("; ");
        assert!(revision.changes[0].substantive, "{to}");
        assert!(reasons.contains(reason), "{to}: {reasons}");
    }
}

#[test]
fn a_sign_beside_an_amount_is_a_change_that_is_named() {
    for (from, to) in [
        ("\u{2265} 95 g", "\u{2264} 95 g"),
        ("> 95 g", "< 95 g"),
        ("$100", "\u{20ac}100"),
        ("10 %", "10 \u{2030}"),
        ("10 % of the oil", "10 of the oil"),
        ("\u{2212}5 \u{b0}C", "5 \u{b0}C"),
        ("\u{b1} 1 mm", "+ 1 mm"),
    ] {
        let told = |amount: &str| format!("The oil in the lantern of the tower shall be kept at {amount}.");
        let (substantive, why) = judged(&told(from), &told(to));
        assert!(substantive && why.contains("threshold"), "{from} {to}: {why}");
    }
    let (substantive, why) = judged(
        "The sum of a + b shall be noted.",
        "The sum of a \u{d7} b shall be noted.",
    );
    assert!(substantive && why.contains("sign"), "{why}");
}

#[test]
fn verbal_forms_in_capitals_are_read_as_in_small_letters() {
    for (from, to, reason) in [
        (
            "SHALL",
            "SHOULD",
            "verbal force: requirement is now recommendation",
        ),
        ("SHALL", "SHALL NOT", "negation added"),
        ("SHALL", "MAY", "verbal force: requirement is now permission"),
    ] {
        let duty = |form: &str| format!("The keeper {form} list every lantern of the tower in a register.");
        let (substantive, why) = judged(&duty(from), &duty(to));
        assert!(substantive && why.contains(reason), "{from} {to}: {why}");
    }
}

#[test]
fn what_turns_a_bound_an_order_or_a_number_of_things_is_a_reason() {
    for (from, to, reason) in [
        ("at least 20", "at most 20", "threshold: \u{201c}at least 20"),
        ("more than 20", "less than 20", "threshold: \u{201c}more than 20"),
        ("at least 20", "20", "is now \u{201c}20"),
        ("all 20", "20", "other words"),
    ] {
        let told = |amount: &str| format!("The keeper shall light {amount} lanterns in the tower.");
        let (substantive, why) = judged(&told(from), &told(to));
        assert!(substantive && why.contains(reason), "{from} {to}: {why}");
    }
    let base = "All keepers shall trim the wicks and the cords before the lantern is lit.";
    for (from, to, reason) in [
        (
            "before",
            "after",
            "order in time: \u{201c}before\u{201d} is now \u{201c}after\u{201d}",
        ),
        (
            "All",
            "Some",
            "quantifier: \u{201c}All\u{201d} is now \u{201c}Some\u{201d}",
        ),
        (
            "wicks and",
            "wicks or",
            "joining word: \u{201c}and\u{201d} is now \u{201c}or\u{201d}",
        ),
    ] {
        let (substantive, why) = judged(base, &base.replace(from, to));
        assert!(substantive && why.contains(reason), "{from} {to}: {why}");
    }
    let (_, why) = judged(
        "The register shall have one or more pages for each lantern.",
        "The register shall have zero or more pages for each lantern.",
    );
    assert!(why.contains("quantifier: \u{201c}one or more\u{201d}"), "{why}");
    let (substantive, _) = judged(
        "The keeper shall light any two lanterns of the tower.",
        "The keeper shall light two lanterns of the tower.",
    );
    assert!(substantive);
    // Two ways to say one thing turn nothing.
    let (_, why) = judged(
        "The keeper shall light not less than 20 lanterns in the tower.",
        "The keeper shall light at least 20 lanterns in the tower.",
    );
    assert!(!why.contains("negation") && !why.contains("threshold"), "{why}");
}

#[test]
fn a_narrower_name_of_who_has_to_act_is_told() {
    let duty = "The provider shall list every lantern of the tower in a register.";
    let (_, why) = judged(duty, &duty.replace("The provider", "The large frontier provider"));
    assert!(
        why.contains(
            "bearer narrowed: \u{201c}provider\u{201d} is now \u{201c}large frontier provider\u{201d}"
        ),
        "{why}"
    );
    let (_, why) = judged(&duty.replace("The provider", "A covered provider"), duty);
    assert!(why.contains("bearer widened"), "{why}");
    let both = duty.replace("The provider", "Providers and deployers");
    let (_, why) = judged(
        &both,
        &both.replace("Providers and deployers", "Deployers and providers"),
    );
    assert!(!why.contains("bearer"), "{why}");
}

#[test]
fn sentences_are_set_against_what_they_became() {
    let (list, light) = (
        "The keeper shall list every lantern of the tower in a register.",
        "The council may light the lanterns of the harbour before dusk.",
    );
    let (_, why) = judged(
        &format!("{list} {light}"),
        &format!("{light} {list} In winter too."),
    );
    assert!(!why.contains("verbal force"), "{why}");
    let (_, why) = judged(
        &format!("{list} {light}"),
        &format!("{} {list}", light.replace("may", "shall")),
    );
    assert!(
        why.contains("verbal force of sentence 2: permission is now requirement"),
        "{why}"
    );
    // What a list verifies may be said with any form.
    let rows = |first: &str| {
        list_of(&[
            first,
            "Verify that lamps are dry.",
            "Verify that oil is sealed.",
            "Verify that ropes hold.",
        ])
    };
    let revision_of = |old: &str, new: &str| {
        let (old, new) = (rows(old), rows(new));
        compare(&old, &new, &Settings::default()).changes[0]
            .reasons
            .join("; ")
    };
    let why = revision_of(
        "Verify that lanterns must not be used in the wind of the tower.",
        "Verify that lanterns can be used in the wind of the tower.",
    );
    assert!(!why.contains("verbal force"), "{why}");
}
