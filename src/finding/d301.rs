//! # What it reports
//! A reference to a clause of the same draft that is not there.
//!
//! # Why it matters
//! Nobody can follow it, and what it referred to may have been dropped by mistake.
//!
//! # Example
//! "in accordance with Article 99(4)", where Article 99 ends with paragraph 3.
//!
//! # When it is wrong
//! Where the clause belongs to another instrument that the sentence does not name.
//!
//! # Settings
//! None.

use super::side::{Side, spot};
use super::{Finding, Severity};

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    let draft = side.draft;
    let dangling = draft
        .references
        .iter()
        .filter(|r| r.to.is_none() && r.instrument.is_none());
    dangling
        .filter_map(|r| {
            let unit = draft.units.iter().position(|u| u.clause == r.from)?;
            let text = &draft.units.get(unit)?.text;
            let at = text.find(&r.words)?;
            Some(Finding {
                code: "D301",
                severity: Severity::Low,
                compatibility: None,
                left: Some(spot(unit, text, &[(at, at + r.words.len())])),
                right: None,
                message: format!("“{}” points to nothing in this draft", r.words),
                question: "Which clause is meant?".to_owned(),
                confidence: 0.6,
            })
        })
        .collect()
}
