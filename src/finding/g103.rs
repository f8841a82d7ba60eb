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

use std::collections::BTreeSet;

use super::side::Side;
use super::{Between, Finding, Severity, Spot};
use crate::draft::Force;
use crate::term::Term;

/// After the rules that set definitions against each other: what answers to a definition under another name is one.
pub(super) fn find(between: &Between<'_>, found: &[Finding]) -> Vec<Finding> {
    if !between.gaps {
        return Vec::new();
    }
    let answered = |spot: &dyn Fn(&Finding) -> &Option<Spot>| -> BTreeSet<usize> {
        let of_terms = found.iter().filter(|f| matches!(f.code, "C206" | "C210"));
        of_terms.filter_map(|f| Some(spot(f).as_ref()?.unit)).collect()
    };
    let (lefts, rights) = (answered(&|f| &f.left), answered(&|f| &f.right));
    let mut uses = of_side(&between.left, &between.right, &lefts, true);
    uses.extend(of_side(&between.right, &between.left, &rights, false));
    uses
}

fn of_side(side: &Side<'_>, other: &Side<'_>, answered: &BTreeSet<usize>, is_left: bool) -> Vec<Finding> {
    let theirs = &other.terms;
    // A draft that defines nothing at all has its definitions elsewhere.
    if theirs.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for term in &side.terms {
        // One word says too little: `model`, `person`. What is part of a term that they define is theirs.
        let own = |t: &Term| t.is(term) || t.term.contains(&term.term);
        if !term.term.contains(' ') || answered.contains(&term.unit) || theirs.iter().any(own) {
            continue;
        }
        let written = written(&term.printed);
        let user = other.draft.units.iter().enumerate().find_map(|(i, u)| {
            let normative = u.force == Force::Normative;
            contains(&u.text, &written)
                .filter(|_| normative)
                .map(|at| (i, at))
        });
        let Some((user, at)) = user else {
            continue;
        };
        let here = Some(super::side::spot(term.unit, &term.text, &[]));
        let text = other.draft.units.get(user).map_or("", |u| u.text.as_str());
        let there = Some(super::side::spot(
            user,
            text,
            &[(at, (at + written.len()).min(text.len()))],
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

/// A term as it is used within a sentence: without the capital that only begins its definition.
fn written(printed: &str) -> String {
    let mut chars = printed.chars();
    let (first, second) = (chars.next(), chars.next());
    match (first, second) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(printed.chars().skip(1)).collect()
        }
        _ => printed.to_owned(),
    }
}

/// Where a text has a term as it is written: in capitals it is part of a name.
fn contains(text: &str, term: &str) -> Option<usize> {
    text.match_indices(term).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}
