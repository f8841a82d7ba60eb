//! # What it reports
//! A term that one draft defines and the other uses without defining it.
//!
//! # Why it matters
//! What a word means in one draft cannot be read into the other.
//!
//! # Example
//! Left defines "substantial modification"; the right says "after a substantial modification" and defines nothing.
//!
//! # When it is wrong
//! Where the other draft defines the term in another instrument that it refers to.
//!
//! # Settings
//! None.

use super::c206::terms;
use super::side::Side;
use super::{Between, Finding, Severity};

pub(super) fn find(between: &Between<'_>) -> Vec<Finding> {
    if !between.gaps {
        return Vec::new();
    }
    let mut found = of_side(&between.left, &between.right, true);
    found.extend(of_side(&between.right, &between.left, false));
    found
}

fn of_side(side: &Side<'_>, other: &Side<'_>, is_left: bool) -> Vec<Finding> {
    let theirs = terms(other.draft);
    // A draft that defines nothing at all has its definitions elsewhere.
    if theirs.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for term in terms(side.draft) {
        // One word says too little: `model`, `person`.
        if !term.term.contains(' ') || theirs.iter().any(|t| t.term == term.term) {
            continue;
        }
        let uses = other
            .draft
            .units
            .iter()
            .position(|u| contains(&u.text.to_lowercase(), &term.term));
        let Some(user) = uses else {
            continue;
        };
        let here = Some(super::side::spot(term.unit, &term.text, &[]));
        let text = other.draft.units.get(user).map_or("", |u| u.text.as_str());
        let at = text.to_lowercase().find(&term.term).unwrap_or(0);
        let there = Some(super::side::spot(
            user,
            text,
            &[(at, (at + term.term.len()).min(text.len()))],
        ));
        found.push(Finding {
            code: "G103",
            severity: Severity::Low,
            compatibility: None,
            left: if is_left { here.clone() } else { there.clone() },
            right: if is_left { there } else { here },
            message: format!(
                "“{}” is defined in {} and only used in {}",
                term.printed, side.draft.name, other.draft.name
            ),
            question: "Is the same meant?".to_owned(),
            confidence: 0.5,
        });
    }
    found
}

fn contains(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}
