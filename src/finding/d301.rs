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
    draft
        .dangling()
        .filter_map(|r| {
            let unit = draft.units.iter().position(|u| u.clause == r.from)?;
            let text = &draft.units.get(unit)?.text;
            let at = text.find(&r.words)?;
            if elsewhere(text, &r.words, at) {
                return None;
            }
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

/// Whether the words belong to another instrument, to a list within the sentence, or to more clauses than one.
fn elsewhere(text: &str, words: &str, at: usize) -> bool {
    let behind = text.get(at + words.len()..).unwrap_or("").trim_start();
    let other = behind.starts_with("of ") && !behind.starts_with("of this");
    let such =
        words.ends_with("such section") || words.ends_with("that section") || words.ends_with("that Act");
    let year = |w: &str| w.len() == 4 && w.parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y));
    let titled = words.rsplit(' ').next().is_some_and(year);
    let range = words.contains(" to ") || words.contains('–');
    // `point (ii)` of a list that the sentence itself holds.
    let label = words
        .rsplit(' ')
        .next()
        .filter(|l| l.starts_with('(') && l.ends_with(')'));
    let inline = label.is_some_and(|l| text.match_indices(l).count() > 1);
    let repealed = text.trim_start().starts_with("[Repealed");
    other || such || titled || range || inline || repealed
}
