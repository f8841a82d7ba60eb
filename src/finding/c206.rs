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

use super::side::{Prov, spot};
use super::{Between, Compatibility, Finding, Severity};
use crate::provision::word::Word;
use crate::term::{Same, Term, likeness};

pub(super) fn find(between: &Between<'_>) -> Vec<Finding> {
    // Words are set against words of their own language only.
    if !between.one_language {
        return Vec::new();
    }
    let by_name = between.terms.iter().filter(|m| m.same == Same::Name);
    let pairs =
        by_name.filter_map(|m| Some((between.left.terms.get(m.left)?, between.right.terms.get(m.right)?)));
    pairs.filter_map(|(l, r)| one(between, l, r)).collect()
}

/// Bytes of a label of a clause.
const LABEL: usize = 2;

fn one(between: &Between<'_>, left: &Term, right: &Term) -> Option<Finding> {
    // A draft that defines a term twice says the same as the other where one of its definitions does.
    let all = |t: &'_ Term| -> Vec<Term> { std::iter::once(t).chain(&t.again).cloned().collect() };
    let (lefts, rights) = (all(left), all(right));
    let pairs = lefts.iter().flat_map(|l| rights.iter().map(move |r| (l, r)));
    let (l, r) = pairs.max_by(|a, b| likeness(a.0, a.1).total_cmp(&likeness(b.0, b.1)))?;
    // Where pairs are given, only those are spoken of.
    let linked = || {
        let mut links = between.links.iter();
        links.any(|k| (k.left, k.right) == (l.unit, r.unit))
    };
    if !between.gaps && !linked() {
        return None;
    }
    let (a, b) = (between.left.units.get(l.unit)?, between.right.units.get(r.unit)?);
    let likeness = likeness(l, r);
    if likeness >= between.settings.finding.definition || only_numbers_differ(a, b) {
        return None;
    }
    // Both say where the term is defined: labels are read off and scanned in more than one way.
    let labels = || {
        let words = |t: &Term| crate::provision::word::words(&t.definition);
        let (a, b) = (words(l), words(r));
        let only = |own: &[Word], other: &[Word]| {
            own.iter()
                .all(|w| w.lower.len() <= LABEL || other.iter().any(|o| o.lower == w.lower))
        };
        only(&a, &b) && only(&b, &a)
    };
    if l.refers() && r.refers() && labels() {
        return None;
    }
    let modified = [(l, "left"), (r, "right")].into_iter().find(|(t, _)| {
        let source = t.source.as_deref().unwrap_or("").to_lowercase();
        source.contains("modified") || source.contains("modifié")
    });
    let said = modified.map_or(String::new(), |(_, side)| {
        format!("; the {side} says that its source is modified")
    });
    Some(Finding {
        code: "C206",
        severity: Severity::Medium,
        compatibility: Some(Compatibility::Unclear),
        left: Some(spot(l.unit, &l.text, &[])),
        right: Some(spot(r.unit, &r.text, &[])),
        message: format!("“{}” is defined in other words{said}", l.printed),
        question: format!(
            "Does “{}” cover anything under one draft that it does not under the other?",
            l.printed
        ),
        confidence: 0.9 - 0.3 * likeness,
    })
}

/// Where only a number differs, that is said by C204 or C203.
fn only_numbers_differ(left: &[Prov], right: &[Prov]) -> bool {
    let content = |provs: &[Prov]| provs.iter().flat_map(|p| p.content.clone()).collect::<Vec<u32>>();
    content(left) == content(right)
}
