//! # What it reports
//! A reviewed row of a crosswalk (`--crosswalk FILE`) whose unit was reworded, split, merged or deleted in the new version.
//! `clausewise carry` gives such rows the status `suspect` and this code among their findings.
//!
//! # Why it matters
//! The reviewer decided on other words.
//!
//! # Example
//! Accepted: Article 5 (old) corresponds to clause 6.2. In the new version Article 5 asks for 15 days where it asked for 72
//! hours.
//!
//! # When it is wrong
//! Where the change is one of wording only: `carry --keep editorial --reason …` lets such rows keep their status.
//!
//! # Settings
//! None.

use super::revision::Doubt;
use super::side::spot;
use super::{Finding, Severity};
use crate::draft::Unit;

pub(super) fn finding(doubt: &Doubt, old: &[Unit], new: &[Unit]) -> Finding {
    let spot = |units: &[Unit], at: usize| units.get(at).map(|u| spot(at, &u.text, &[]));
    Finding {
        code: "R405",
        severity: Severity::Medium,
        compatibility: None,
        left: spot(old, doubt.old),
        right: doubt.new.and_then(|n| spot(new, n)),
        message: doubt.message.clone(),
        question: "Does the decision still hold?".to_owned(),
        confidence: 1.0,
    }
}
