//! # What it reports
//! A sentence of a standard with two obligations or more.
//!
//! # Why it matters
//! Whoever tests conformity needs one verdict per requirement; with two in a sentence a partial failure cannot be reported.
//!
//! # Example
//! "The operator shall keep a log and shall train its staff."
//!
//! # When it is wrong
//! Where the two belong together and are tested together. Laws are not looked at: there it is usual. This is advice of ours: no
//! rule of a publisher says so.
//!
//! # Settings
//! Only drafts of ISO, IEC and bodies that draft by their rules.

use super::side::{Prov, Side};
use super::{Finding, Severity};
use crate::provision::Modality;

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    if !by_directives(side) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (unit, provs) in side.units.iter().enumerate() {
        for p in provs {
            let binding = |m: &&crate::provision::Modal| {
                matches!(m.modality, Modality::Requirement | Modality::Prohibition) && !m.subordinate
            };
            let marks: Vec<(usize, usize)> = p.p.modals.iter().filter(binding).map(|m| m.words).collect();
            // Points of a list are no one sentence.
            let whole = |from: usize, to: usize| {
                (from + 1..=to).all(|i| {
                    !crate::provision::word::gap(&p.p.text, &p.p.words, i).contains([';', ':', '\n'])
                })
            };
            let one = marks.windows(2).all(|m| matches!(m, [a, b] if whole(a.0, b.0)));
            if marks.len() >= 2 && one && !speaks_of_forms(p) {
                found.push(Finding {
                    code: "D304",
                    severity: Severity::Low,
                    compatibility: None,
                    left: Some(p.spot(unit, &marks)),
                    right: None,
                    message: format!(
                        "{} obligations in one sentence: each is easier to test alone",
                        marks.len()
                    ),
                    question: "Can each have a sentence of its own?".to_owned(),
                    confidence: 0.6,
                });
            }
        }
    }
    found
}

/// Bodies that draft by the ISO/IEC Directives, Part 2: their own, and those that adopted them; CalConnect
/// writes `CC` before its numbers.
const BY_DIRECTIVES: &[&str] = &["ISO", "IEC", "CEN", "CENELEC", "CALCONNECT", "CC"];

/// Whether a draft is written by the ISO/IEC Directives, Part 2: it has their style, and one of these bodies publishes it.
pub(super) fn by_directives(side: &Side<'_>) -> bool {
    let named = |body: &str| {
        let mut words = body.split(|c: char| !c.is_alphanumeric());
        words.any(|w| BY_DIRECTIVES.contains(&w.to_uppercase().as_str()))
    };
    let identity = &side.draft.identity;
    // `ISO/IEC 12345-1:2030` says who publishes it.
    let publisher = identity
        .reference
        .as_deref()
        .and_then(|r| r.split([' ', ':']).next());
    side.draft.style.grammar.starts_with("iso")
        && (identity.body.as_deref().is_some_and(named) || publisher.is_some_and(named))
}

/// Whether a sentence is about the words themselves: The keywords "is required to" indicate …
pub(super) fn speaks_of_forms(p: &Prov) -> bool {
    let text = p.p.text.to_lowercase();
    [
        "keyword",
        "key word",
        "the words shall",
        "the words must",
        "verbal form",
        "the term is not intended",
        "this term is not intended",
    ]
    .iter()
    .any(|w| text.contains(w))
}
