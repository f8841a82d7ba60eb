//! # What it reports
//! A term that is defined and used nowhere else in the draft.
//!
//! # Why it matters
//! The definition is left over, or the provisions that need it use another word.
//!
//! # Example
//! "‘biometric categorisation’ means …", and no other clause has the words.
//!
//! # When it is wrong
//! Where the term is used in an inflected form, or in an annex that is published apart.
//!
//! # Settings
//! None.

use super::side::{Side, spot};
use super::{Finding, Severity};

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    let draft = side.draft;
    let folded = |text: &str| text.to_lowercase().replace(['‑', '-'], " ").replace("ies", "y");
    let texts: Vec<(usize, String)> = draft
        .units
        .iter()
        .enumerate()
        .map(|(i, u)| (i, folded(&format!("{} {}", u.title, u.text))))
        .collect();
    let unused = side.terms.iter().filter(|t| {
        // `recall of a system` is used as `recall`.
        let head = t.printed.split(" of ").next().unwrap_or(&t.printed);
        let stem = folded(head);
        let stem = stem.trim_end_matches(['s', 'e', 'y']);
        stem.len() > 3
            && !texts.iter().any(|(unit, text)| {
                let least = usize::from(*unit == t.unit) + 1;
                text.matches(stem).count() >= least
            })
    });
    unused
        .map(|t| Finding {
            code: "D307",
            severity: Severity::Low,
            compatibility: None,
            left: Some(spot(t.unit, &t.text, &[])),
            right: None,
            message: format!("“{}” is defined and not used", t.printed),
            question: "Is the definition left over?".to_owned(),
            confidence: 0.6,
        })
        .collect()
}
