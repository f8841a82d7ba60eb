//! # What it reports
//! A provision of the new version that binds and that no sentence of the old one answers to.
//!
//! # Why it matters
//! It is what has to be done anew.
//!
//! # Example
//! Old: nothing on logs. New: "The operator shall keep a log."
//!
//! # When it is wrong
//! Where the old version asked for the same in other words elsewhere.
//!
//! # Settings
//! `least` in the settings of findings: how alike two sentences must be to answer each other.

use super::side::Prov;
use super::{Finding, Severity};

pub(super) fn finding(p: &Prov, unit: usize, sentences: usize, whole: bool, binds: bool) -> Finding {
    let what = match (whole, sentences) {
        (true, 1) => "the provision is new".to_owned(),
        (true, n) => format!("{n} sentences that bind, all new"),
        (false, 1) => "one sentence that binds is new".to_owned(),
        (false, n) => format!("{n} sentences that bind are new"),
    };
    Finding {
        code: "R404",
        severity: if binds { Severity::Medium } else { Severity::Low },
        compatibility: None,
        left: None,
        right: Some(p.spot(unit, &p.shows())),
        message: format!(
            "{}: {what}; no sentence found in the old version",
            p.p.modality.name()
        ),
        question: "Who has to do it, and from when?".to_owned(),
        confidence: if whole { 0.8 } else { 0.6 },
    }
}
