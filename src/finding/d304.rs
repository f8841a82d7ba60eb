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
//! Where the two belong together and are tested together. Laws are not looked at: there it is usual.
//!
//! # Settings
//! Only drafts in the styles of ISO and IEC.

use super::side::{Prov, Side};
use super::{Finding, Severity};
use crate::provision::Modality;

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    // In RFCs it is usual.
    if !is_standard(side) || side.draft.style.grammar == "ietf" {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (unit, provs) in side.units.iter().enumerate() {
        for p in provs {
            let binding = |m: &&crate::provision::Modal| {
                matches!(m.modality, Modality::Requirement | Modality::Prohibition) && !m.subordinate
            };
            let marks: Vec<(usize, usize)> = p.p.modals.iter().filter(binding).map(|m| m.words).collect();
            if marks.len() >= 2 && !speaks_of_forms(p) {
                found.push(Finding {
                    code: "D304",
                    severity: Severity::Low,
                    compatibility: None,
                    left: Some(p.spot(unit, &marks)),
                    right: None,
                    message: format!(
                        "{} obligations in one sentence (ISO/IEC Directives, Part 2:2021, 7.2)",
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

/// Standards are written to be tested.
pub(super) fn is_standard(side: &Side<'_>) -> bool {
    side.draft.style.grammar.starts_with("iso") || side.draft.style.grammar == "ietf"
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
