//! # What it reports
//! A provision of the old version that binds and that no sentence of the new one answers to: its unit is gone, or the sentence.
//!
//! # Why it matters
//! What nobody asks for any more is seen last in a new text.
//!
//! # Example
//! Old: "The provider shall retrain the model within three months." New: nothing on retraining.
//!
//! # When it is wrong
//! Where the duty went into other words elsewhere. "No sentence found" does not say that there is none.
//!
//! # Settings
//! `least` in the settings of findings: how alike two sentences must be to answer each other.

use super::side::Prov;
use super::{Finding, Severity};

pub(super) fn finding(p: &Prov, unit: usize, sentences: usize, whole: bool, binds: bool) -> Finding {
    let what = match (whole, sentences) {
        (true, 1) => "the provision is gone".to_owned(),
        (true, n) => format!("all {n} sentences that bind are gone"),
        (false, 1) => "one sentence that binds is gone".to_owned(),
        (false, n) => format!("{n} sentences that bind are gone"),
    };
    Finding {
        code: "R403",
        severity: if binds { Severity::Medium } else { Severity::Low },
        compatibility: None,
        left: Some(p.spot(unit, &p.shows())),
        right: None,
        message: format!(
            "{}: {what}; no sentence found in the new version",
            p.p.modality.name()
        ),
        question: "Is it dropped, or asked for elsewhere?".to_owned(),
        confidence: if whole { 0.8 } else { 0.6 },
    }
}
