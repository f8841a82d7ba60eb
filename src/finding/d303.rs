//! # What it reports
//! A number that is missing between two clauses that follow one another: 3 and then 5.
//!
//! # Why it matters
//! A clause may have been lost, or references may be one off.
//!
//! # Example
//! Paragraphs (1), (2), (4).
//!
//! # When it is wrong
//! Where a clause was repealed, and its number is kept free on purpose.
//!
//! # Settings
//! None.

use super::side::{Side, spot};
use super::{Finding, Severity};
use crate::draft::ClauseId;

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    let draft = side.draft;
    let mut found = Vec::new();
    if draft.format == crate::read::Format::List {
        return found;
    }
    for (id, _) in std::iter::once((ClauseId::ROOT, draft.clause(ClauseId::ROOT))).chain(draft.clauses()) {
        let children = draft.clause(id).children.iter().map(|c| (*c, draft.clause(*c)));
        let numbered: Vec<_> = children
            .filter_map(|(c, clause)| Some((c, clause, clause.number.parse::<u32>().ok()?)))
            .collect();
        for pair in numbered.windows(2) {
            let [(_, a, first), (next, b, second)] = pair else {
                continue;
            };
            // Larger gaps are other numberings: pages, years.
            if a.kind != b.kind || *second != first + 2 {
                continue;
            }
            if scanned(draft, *next, first + 1) {
                continue;
            }
            let Some(unit) = draft.units.iter().position(|u| within(draft, u.clause, *next)) else {
                continue;
            };
            found.push(Finding {
                code: "D303",
                severity: Severity::Low,
                compatibility: None,
                left: Some(spot(
                    unit,
                    draft.units.get(unit).map_or("", |u| u.text.as_str()),
                    &[],
                )),
                right: None,
                message: format!(
                    "{} follows {}: number {} is missing",
                    b.citation,
                    a.citation,
                    first + 1
                ),
                question: "Was a clause dropped here?".to_owned(),
                confidence: 0.6,
            });
        }
    }
    found
}

/// Whether the missing number stands in the text before a clause with blanks in it, as scanning leaves them: `(1 1 )`.
fn scanned(draft: &crate::draft::Draft, next: ClauseId, missing: u32) -> bool {
    let label = format!("({missing})");
    let before = draft.clauses().take_while(|(id, _)| *id != next);
    let mut near: Vec<&str> = before.map(|(_, c)| c.text.as_str()).collect();
    near.drain(..near.len().saturating_sub(NEAR));
    near.iter().any(|text| {
        let start = text.chars().take(2 * label.len());
        start
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .starts_with(&label)
    })
}

/// Clauses before a number that are looked through for the one that is missing.
const NEAR: usize = 20;

fn within(draft: &crate::draft::Draft, mut clause: ClauseId, above: ClauseId) -> bool {
    loop {
        if clause == above {
            return true;
        }
        let parent = draft.clause(clause).parent;
        if parent == clause || clause == ClauseId::ROOT {
            return false;
        }
        clause = parent;
    }
}
