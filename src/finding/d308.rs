//! # What it reports
//! A verbal form that the publisher's own rules keep for something else: "must" in an ISO standard (for outside constraints
//! only), "may" in one for what can happen, small-letter "must" or "shall" in an RFC that uses BCP 14.
//!
//! # Why it matters
//! Readers cannot tell whether it is a requirement.
//!
//! # Example
//! "The operator must keep a log.", in an ISO standard.
//!
//! # When it is wrong
//! Where the sentence quotes a law or a law of nature.
//!
//! # Settings
//! Only RFCs, and drafts of ISO, IEC and bodies that draft by their rules.

use super::d304::{by_directives, speaks_of_forms};
use super::side::Side;
use super::{Finding, Severity};

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    let ietf = side.draft.style.grammar == "ietf";
    if !ietf && !by_directives(side) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (unit, provs) in side.units.iter().enumerate() {
        for p in provs {
            // RFCs that write no capitals do not use BCP 14; then every form was found as a verbal form.
            let wrong = |at: &usize| {
                let Some(word) = p.p.words.get(*at) else {
                    return false;
                };
                let written = p.p.text.get(word.from..word.to).unwrap_or("");
                let taken = p.p.modals.iter().any(|m| m.words.0 <= *at && *at < m.words.1);
                if ietf {
                    !taken && matches!(written, "must" | "shall")
                } else {
                    taken && word.lower == "must"
                }
            };
            let fault = |at: usize, rule: &str, question: &str, confidence: f64| Finding {
                code: "D308",
                severity: Severity::Low,
                compatibility: None,
                left: Some(p.spot(unit, &[(at, at + 1)])),
                right: None,
                message: rule.to_owned(),
                question: question.to_owned(),
                confidence,
            };
            let possible = |at: &usize| !ietf && possible(p, *at);
            if let Some(at) = (0..p.p.words.len()).find(possible) {
                let rule = "ISO/IEC Directives, Part 2:2021, 7.5: what can happen is written with “can”, “may” permits";
                found.push(fault(at, rule, "Is a possibility meant?", 0.5));
            }
            if let Some(at) = (0..p.p.words.len()).find(wrong).filter(|_| !speaks_of_forms(p)) {
                let rule = if ietf {
                    "BCP 14 (RFC 8174): only capitals have the defined meaning"
                } else {
                    "ISO/IEC Directives, Part 2:2021, 7.2: requirements are written with “shall”"
                };
                found.push(fault(at, rule, "Is a requirement meant?", 0.6));
            }
        }
    }
    found
}

/// What happens to things: nobody is permitted to do it.
const HAPPENS: &[&str] = &[
    "damage",
    "harm",
    "cause",
    "affect",
    "impair",
    "occur",
    "arise",
    "result",
    "lead",
    "contaminate",
    "deteriorate",
    "endanger",
    "injure",
];

/// Whether the word is `may` of a thing that can do harm or happen: `substances which may damage the kite`.
fn possible(p: &super::side::Prov, at: usize) -> bool {
    let word = |i: usize| p.p.words.get(i).map_or("", |w| w.lower.as_str());
    let behind = at.checked_sub(1).map_or("", word);
    word(at) == "may" && matches!(behind, "which" | "that") && HAPPENS.contains(&word(at + 1))
}
