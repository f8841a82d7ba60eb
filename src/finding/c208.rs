//! # What it reports
//! The day from which each draft counts, where both name one and they differ: one line for the two drafts. Of pairs that a person
//! gave, also the days by which what was there before has to comply.
//!
//! # Why it matters
//! Between the two days only one of the drafts binds.
//!
//! # Example
//! Left: "This Regulation shall apply from 2 March 2033." Right: "This chapter becomes operative on January 1, 2032."
//!
//! # When it is wrong
//! Where a draft sets different days for its parts: the first one named by its final provisions is shown.
//!
//! # Settings
//! None.

use super::side::{Prov, Side};
use super::{Between, Compatibility, Finding, Link, Severity};
use crate::provision::Deadline;

pub(super) fn find(between: &Between<'_>) -> Vec<Finding> {
    if !between.gaps {
        return between
            .links
            .iter()
            .filter_map(|link| given(between, link))
            .collect();
    }
    let (Some(l), Some(r)) = (effect(&between.left), effect(&between.right)) else {
        return Vec::new();
    };
    if l.2.date == r.2.date {
        return Vec::new();
    }
    vec![Finding {
        code: "C208",
        severity: Severity::Medium,
        compatibility: Some(Compatibility::Both),
        left: Some(l.1.spot(l.0, &[l.2.words])),
        right: Some(r.1.spot(r.0, &[r.2.words])),
        message: format!(
            "takes effect on “{}” on the left, “{}” on the right",
            l.2.text, r.2.text
        ),
        question: "Which rules hold between the two days?".to_owned(),
        confidence: 0.7,
    }]
}

/// A pair that a person gave, of which at least one says from when it counts and the other when it counts or has to be met:
/// the days, or the periods that run from them.
fn given(between: &Between<'_>, link: &Link) -> Option<Finding> {
    let of = |side: &'_ Side<'_>, unit: usize| -> Option<(usize, bool)> {
        let provs = side.units.get(unit)?;
        let timed = |p: &Prov| {
            p.p.deadlines
                .iter()
                .any(|d| d.date.is_some() || d.period.is_some())
        };
        let effect = provs.iter().position(|p| p.p.clauses.takes_effect);
        let late = || provs.iter().position(|p| p.complies && timed(p));
        effect.map(|i| (i, true)).or_else(|| late().map(|i| (i, false)))
    };
    let (left, right) = (of(&between.left, link.left)?, of(&between.right, link.right)?);
    if between.left.draft.format == crate::read::Format::List || !(left.1 || right.1) {
        return None;
    }
    let (l, r) = (
        between.left.units.get(link.left)?.get(left.0)?,
        between.right.units.get(link.right)?.get(right.0)?,
    );
    let days = |p: &Prov| {
        let mut days: Vec<String> = p.p.deadlines.iter().map(ToString::to_string).collect();
        days.sort();
        days
    };
    if days(l) == days(r) {
        return None;
    }
    let say = |p: &Prov| {
        let texts: Vec<String> = p.p.deadlines.iter().map(|d| format!("“{}”", d.text)).collect();
        if texts.is_empty() {
            "no day".to_owned()
        } else {
            texts.join(", ")
        }
    };
    let marks = |p: &Prov| p.p.deadlines.iter().map(|d| d.words).collect::<Vec<_>>();
    Some(Finding {
        code: "C208",
        severity: Severity::Medium,
        compatibility: Some(Compatibility::Both),
        left: Some(l.spot(link.left, &marks(l))),
        right: Some(r.spot(link.right, &marks(r))),
        message: format!("from when: {} on the left, {} on the right", say(l), say(r)),
        question: "Which rules hold between the two days?".to_owned(),
        confidence: link.confidence,
    })
}

/// The last sentence with a day that says from when the draft counts: final provisions stand at the end. "It shall apply
/// from" speaks of the draft that the sentence before names.
fn effect<'a>(side: &'a Side<'_>) -> Option<(usize, &'a Prov, &'a Deadline)> {
    // Requirement lists quote the final provisions of what they were taken from.
    if side.draft.format == crate::read::Format::List {
        return None;
    }
    let units = side.units.iter().enumerate();
    let sentences: Vec<(usize, &Prov)> = units
        .flat_map(|(i, provs)| provs.iter().map(move |p| (i, p)))
        .collect();
    (0..sentences.len()).rev().find_map(|at| {
        let (unit, p) = *sentences.get(at)?;
        let date = p.p.deadlines.iter().find(|d| d.date.is_some())?;
        let before = at.checked_sub(1).and_then(|b| sentences.get(b));
        let whole = names_whole(p)
            || (of_it(p) && before.is_some_and(|(_, b)| names_whole(b) && b.p.clauses.takes_effect));
        (p.p.clauses.takes_effect && whole).then_some((unit, p, date))
    })
}

/// Names by which drafts call themselves.
const WHOLE: &[&str] = &[
    "this regulation",
    "this directive",
    "this act",
    "this chapter",
    "this part",
    "this code",
    "this law",
    "présent règlement",
    "présente loi",
];

fn names_whole(p: &Prov) -> bool {
    let lower = p.p.text.to_lowercase();
    // What counts from another day than the whole: `However, Chapter II shall apply from`.
    let parts = ["however", "by way of derogation", "toutefois", "par dérogation"];
    !parts.iter().any(|w| lower.starts_with(w)) && WHOLE.iter().any(|w| lower.contains(w))
}

fn of_it(p: &Prov) -> bool {
    let own = p.p.text.get(p.p.own..).unwrap_or("");
    own.starts_with("It ") || own.starts_with("Il ") || own.starts_with("Elle ")
}
