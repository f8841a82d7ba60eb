//! National adoptions of an international text.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::text;
use crate::support::list;
use clausewise::revision::compare;
use clausewise::settings::Settings;

#[test]
fn an_adoption_is_judged_by_what_is_left_of_the_international_text() {
    use clausewise::revision::{Degree, Deviation, adoption};
    let rows = [
        (
            "1",
            "The keeper shall list every lantern in a register that anybody may read.",
        ),
        (
            "2",
            "Oil shall be bought from merchants whose barrels carry the seal of the harbour.",
        ),
        (
            "3",
            "Spilled oil shall be written into the log of the tower on the same evening.",
        ),
    ];
    let international = list("iso", &rows);
    let judged = |rows: &[(&str, &str)]| {
        let national = list("nat", rows);
        let revision = compare(&international, &national, &Settings::default());
        let adoption = adoption(&revision);
        let technical = adoption
            .deviations
            .iter()
            .filter(|(d, _)| *d == Deviation::Technical)
            .count();
        (adoption.degree, technical)
    };
    assert_eq!(judged(&rows), (Degree::Identical, 0));
    let stricter = rows[2].1.replace("evening", "hour");
    assert_eq!(
        judged(&[rows[0], rows[1], ("3", &stricter)]),
        (Degree::Modified, 1)
    );
    assert_eq!(judged(&rows[..1]).0, Degree::NotEquivalent);
    let mut translated = list("nat", &rows[..1]);
    translated.identity.language = Some("fr".to_owned());
    let mut international = list("iso", &rows);
    international.identity.language = Some("en".to_owned());
    let revision = compare(&international, &translated, &Settings::default());
    let adoption = adoption(&revision);
    assert_eq!((adoption.degree, adoption.deviations.len()), (Degree::Open, 0));
}

#[test]
fn structure_is_what_is_cited() {
    use clausewise::revision::adoption;
    let cover = "# Rules on lanterns\n\nDraft of the second winter\n\n## 1 Oil\n\nOil shall be bought from merchants of the harbour.\n\n\
        ## 2 Wicks\n\nWicks shall be trimmed every evening before dusk.\n";
    let (old, new) = (
        text(cover),
        text(&cover.replace("Draft of the second winter\n\n", "")),
    );
    let revision = compare(&old, &new, &Settings::default());
    let found = adoption(&revision);
    let structural = found
        .deviations
        .iter()
        .filter(|(d, _)| *d == clausewise::revision::Deviation::Structural);
    assert_eq!(structural.count(), 0);
}
