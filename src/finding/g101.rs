//! # What it reports
//! A provision that binds and for which no counterpart was found on the other side; recommendations and permissions as low. What
//! comes nearest is named in the crosswalk.
//!
//! # Why it matters
//! What one side asks for and the other does not is the other half of what has to be negotiated.
//!
//! # Example
//! Left: "Providers shall label synthetic content." Right: nothing on labels.
//!
//! # When it is wrong
//! Where the counterpart is worded so differently that alignment does not see it, or is spread over several units. "No counterpart
//! found" does not say that there is none.
//!
//! # Settings
//! `propose` in the settings of alignment; `--crosswalk FILE` with reviewed rows.

use super::side::Side;
use super::{Between, Finding, Severity};
use crate::draft::Force;
use crate::provision::Modality;

pub(super) fn find(between: &Between<'_>) -> Vec<Finding> {
    if !between.gaps {
        return Vec::new();
    }
    let mut found = of_side(between, &between.left, true);
    found.extend(of_side(between, &between.right, false));
    found
}

fn of_side(between: &Between<'_>, side: &Side<'_>, is_left: bool) -> Vec<Finding> {
    let linked = |unit: usize| {
        between
            .links
            .iter()
            .any(|l| if is_left { l.left == unit } else { l.right == unit })
    };
    let alone = side.units.iter().enumerate().filter(|(i, _)| !linked(*i));
    alone
        .filter(|(i, _)| {
            side.draft
                .units
                .get(*i)
                .is_some_and(|u| u.force == Force::Normative)
        })
        .filter_map(|(i, provs)| {
            let rank = |m: Modality| match m {
                Modality::Requirement | Modality::Prohibition | Modality::Commitment => 3,
                Modality::Recommendation => 2,
                Modality::Permission => 1,
                _ => 0,
            };
            let strongest = provs
                .iter()
                .rev()
                .max_by_key(|p| rank(p.p.modality))
                .filter(|p| rank(p.p.modality) > 0)?;
            let binds = rank(strongest.p.modality) == 3;
            // What only introduces points is answered by them.
            if strongest.p.text.trim_end().ends_with(':') && has_points(side, i) {
                return None;
            }
            let modal = strongest
                .p
                .main
                .and_then(|m| strongest.p.modals.get(m))
                .map(|m| m.words);
            let marks: Vec<(usize, usize)> = modal.into_iter().collect();
            let spot = Some(strongest.spot(i, &marks));
            let other = if is_left { &between.right } else { &between.left };
            Some(Finding {
                code: "G101",
                severity: if binds && side.binds {
                    Severity::Medium
                } else {
                    Severity::Low
                },
                compatibility: None,
                left: spot.clone().filter(|_| is_left),
                right: spot.filter(|_| !is_left),
                message: format!(
                    "{}: no counterpart found in {}",
                    strongest.p.modality.name(),
                    other.draft.name
                ),
                question: "Is it left to other law, or left out?".to_owned(),
                confidence: 0.6,
            })
        })
        .collect()
}

/// Whether a unit's clause has points that are units of their own.
fn has_points(side: &Side<'_>, unit: usize) -> bool {
    let clause = side.draft.units.get(unit).map(|u| u.clause);
    let next = side.draft.units.get(unit + 1);
    let parent = next.map(|u| side.draft.clause(u.clause).parent);
    clause.is_some() && (parent == clause || next.map(|u| u.clause) == clause)
}
