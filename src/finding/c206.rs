//! # What it reports
//! One term that the two drafts define in other words. A definition that is said to be taken from elsewhere and modified is
//! named as such.
//!
//! # Why it matters
//! The same word covers other things: every provision that uses it means something else.
//!
//! # Example
//! Left: "‘incident’ means an event that harms health." Right: "‘incident’ means an event that harms health or property."
//!
//! # When it is wrong
//! Where the two wordings mean the same, and between an original and its translation into the same words.
//!
//! # Settings
//! `definition`: from which likeness on two definitions count as the same.

use super::side::Prov;
use super::{Between, Compatibility, Finding, Severity};

pub(super) fn find(between: &Between<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let (left, right) = (&between.left.terms, &between.right.terms);
    for l in left {
        let Some(r) = right.iter().find(|r| r.is(l)) else {
            continue;
        };
        // Where pairs are given, only those are spoken of.
        let linked = || {
            between
                .links
                .iter()
                .any(|k| (k.left, k.right) == (l.unit, r.unit))
        };
        if !between.gaps && !linked() {
            continue;
        }
        let (Some(a), Some(b)) = (between.left.units.get(l.unit), between.right.units.get(r.unit)) else {
            continue;
        };
        let likeness = likeness(&l.text, &r.text);
        if likeness >= between.settings.finding.definition || only_numbers_differ(a, b) {
            continue;
        }
        let source = [(&l.text, "left"), (&r.text, "right")];
        let modified = source.iter().find(|(t, _)| t.to_lowercase().contains("modified"));
        let said = modified.map_or(String::new(), |(_, side)| {
            format!("; the {side} says that its source is modified")
        });
        found.push(Finding {
            code: "C206",
            severity: Severity::Medium,
            compatibility: Some(Compatibility::Unclear),
            left: Some(super::side::spot(l.unit, &l.text, &[])),
            right: Some(super::side::spot(r.unit, &r.text, &[])),
            message: format!("“{}” is defined in other words{said}", l.printed),
            question: format!(
                "Is there anything that is a “{}” under one draft and not under the other?",
                l.printed
            ),
            confidence: 0.9 - 0.3 * likeness,
        });
    }
    found
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = crate::provision::word::words(text)
        .into_iter()
        .map(|w| w.lower)
        .collect();
    words.sort();
    words
}

/// Dice over all words: in a definition every one counts.
fn likeness(left: &str, right: &str) -> f64 {
    let (l, r) = (words(left), words(right));
    let mut rest = r.clone();
    let shared = l
        .iter()
        .filter(|w| rest.binary_search(w).map(|at| rest.remove(at)).is_ok())
        .count();
    if l.is_empty() || r.is_empty() {
        1.0
    } else {
        2.0 * shared as f64 / (l.len() + r.len()) as f64
    }
}

/// Where only a number differs, that is said by C204 or C203.
fn only_numbers_differ(left: &[Prov], right: &[Prov]) -> bool {
    let content = |provs: &[Prov]| provs.iter().flat_map(|p| p.content.clone()).collect::<Vec<u32>>();
    content(left) == content(right)
}
