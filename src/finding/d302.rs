//! # What it reports
//! Two clauses under one parent that have the same number.
//!
//! # Why it matters
//! A reference to the number is ambiguous.
//!
//! # Example
//! Two paragraphs (3) in one article.
//!
//! # When it is wrong
//! Where the text of another act is quoted and was taken for the draft's own.
//!
//! # Settings
//! None.

use super::side::{Side, spot};
use super::{Finding, Severity};
use crate::draft::ClauseId;

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    let draft = side.draft;
    let twice = draft.units.iter().enumerate().filter(|(_, u)| {
        let clause = draft.clause(u.clause);
        // Points of an unnumbered paragraph begin anew with every paragraph.
        let numbered = !draft.clause(clause.parent).number.is_empty();
        clause.path.ends_with("~2") && (numbered || clause.parent == ClauseId::ROOT)
    });
    twice
        .map(|(unit, u)| Finding {
            code: "D302",
            severity: Severity::Low,
            compatibility: None,
            left: Some(spot(unit, &u.text, &[])),
            right: None,
            message: format!("{} stands there twice", u.citation),
            question: "Which of the two is to be renumbered?".to_owned(),
            confidence: 0.7,
        })
        .collect()
}
