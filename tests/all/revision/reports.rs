//! What is printed of two versions: the page of both, the screen of many changes.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::text;
use crate::support::list;
use clausewise::revision::compare;
use clausewise::settings::Settings;

#[test]
fn a_page_of_both_versions_has_no_address_and_a_mark_for_each_change() {
    let old = list(
        "old",
        &[
            (
                "1",
                "Report a fire in the tower to the council within 15 days of it.",
            ),
            ("2", "Keep <b>this</b> & that."),
        ],
    );
    let new = list(
        "new",
        &[
            (
                "1",
                "Report a fire in the tower to the council within 72 hours of it.",
            ),
            ("2", "Keep <b>this</b> & that."),
        ],
    );
    let page = clausewise::report::diff::side_by_side(&compare(&old, &new, &Settings::default()));
    assert!(
        page.contains("<del> 15 days</del>") && page.contains("<ins> 72 hours</ins>"),
        "{page}"
    );
    assert!(page.contains("&lt;b&gt;this"));
    assert!(!page.contains("src=") && !page.contains("url("));
}

#[test]
fn a_screen_of_many_changes_says_first_what_they_come_to() {
    use clausewise::report::Look;
    use clausewise::report::diff::{DiffOptions, screen};
    let article = |n: usize, text: &str| format!("## Article {n}\n\n{text}\n\n");
    let duty = |n: usize| {
        format!(
            "The keeper of tower {n} shall list lantern {n} of harbour {n} in the register of winter {n}."
        )
    };
    let draft = |change: &dyn Fn(usize) -> String, more: &str| {
        let articles: String = (1..=24).map(|n| article(n, &change(n))).collect();
        text(&format!("# Rules on lanterns\n\n{articles}{more}"))
    };
    let old = draft(&duty, "");
    let changed = |n: usize| match n {
        20 => duty(n).replace("shall", "should"),
        _ => duty(n).replace("lantern", "lamp"),
    };
    let new = draft(
        &changed,
        &article(
            25,
            "Ropes that bear weight shall be replaced after two winters at sea.",
        ),
    );
    let revision = compare(&old, &new, &Settings::default());
    let shown = screen(
        &revision,
        &DiffOptions::default(),
        Look {
            width: 100,
            ..Look::default()
        },
    );
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words} in {shown}"));
    assert!(
        at("new ") < at("verbal force, prohibitions: 1") && at("Article 25") < at("May change"),
        "{shown}"
    );
    assert!(at("May change") < at("verbal force: requirement is now recommendation"));
    assert!(
        at("requirement is now recommendation") < at("Other words, for no reason"),
        "{shown}"
    );
    assert!(
        at("25 clauses differ in their words") < at("24 reworded"),
        "{shown}"
    );
}
