//! # What it reports
//! A term that the draft says is defined ("as defined in this Act") and does not define.
//!
//! # Why it matters
//! Whoever applies the draft has to guess what the term covers.
//!
//! # Example
//! "covered system, as defined in this Act", where no clause defines "covered system".
//!
//! # When it is wrong
//! Where the definition is one that was not recognised: look at `clausewise terms`.
//!
//! # Settings
//! None.

use super::side::{Side, spot};
use super::{Finding, Severity};

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    let draft = side.draft;
    let defined: Vec<String> = draft.definitions.iter().map(|d| d.term.to_lowercase()).collect();
    if defined.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (unit, u) in draft.units.iter().enumerate() {
        for words in [", as defined in this", " as defined in this"] {
            let Some(at) = u.text.find(words) else {
                continue;
            };
            let before = u.text.get(..at).unwrap_or("");
            let term: Vec<&str> = before.rsplit(' ').take(3).collect();
            let lower = term
                .iter()
                .rev()
                .copied()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase();
            let known = defined
                .iter()
                .any(|d| lower.contains(d.as_str()) || lower.contains(&format!("{d}s")));
            if !known && !lower.is_empty() {
                found.push(Finding {
                    code: "D306",
                    severity: Severity::Low,
                    compatibility: None,
                    left: Some(spot(unit, &u.text, &[(at.saturating_sub(lower.len()), at)])),
                    right: None,
                    message: "said to be defined in this draft, and not found there".to_owned(),
                    question: "Where is the definition?".to_owned(),
                    confidence: 0.5,
                });
            }
            break;
        }
    }
    found
}
