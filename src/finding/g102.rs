//! # What it reports
//! A unit of several binding sentences of which some are answered by what it is linked to, and some by nothing there.
//!
//! # Why it matters
//! A link says that two units correspond, not that all of one stands in the other.
//!
//! # Example
//! Left: "Providers shall keep logs. They shall encrypt them." Right: "Providers shall keep logs."
//!
//! # When it is wrong
//! Where the rest is said in other words, or in a unit that is not linked.
//!
//! # Settings
//! `near` and `least`: how alike sentences must be.

use std::collections::BTreeSet;

use super::side::Side;
use super::{Between, Compatibility, Finding, Severity};

pub(super) fn find(between: &Between<'_>) -> Vec<Finding> {
    let mut found = of_side(between, true);
    found.extend(of_side(between, false));
    found
}

fn of_side(between: &Between<'_>, is_left: bool) -> Vec<Finding> {
    let (side, other): (&Side<'_>, &Side<'_>) = if is_left {
        (&between.left, &between.right)
    } else {
        (&between.right, &between.left)
    };
    let mut found = Vec::new();
    for (unit, provs) in side.units.iter().enumerate() {
        let binding = provs.iter().filter(|p| p.p.modality.binds()).count();
        let links = between
            .links
            .iter()
            .filter(|l| l.given || l.confidence >= between.settings.bands.probable)
            .filter(|l| (if is_left { l.left } else { l.right }) == unit);
        let linked: Vec<usize> = links.map(|l| if is_left { l.right } else { l.left }).collect();
        if binding < 2 || linked.is_empty() {
            continue;
        }
        let theirs: Vec<&super::side::Prov> = linked
            .iter()
            .filter_map(|u| other.units.get(*u))
            .flatten()
            .collect();
        let said: BTreeSet<u32> = theirs.iter().flat_map(|p| p.content.iter().copied()).collect();
        let covered = |p: &super::side::Prov| {
            let shared = p.content.iter().filter(|id| said.contains(id)).count();
            shared as f64 / p.content.len().max(1) as f64
        };
        let answered = provs
            .iter()
            .any(|p| p.p.modality.binds() && covered(p) >= between.settings.finding.near);
        let alone = provs.iter().find(|p| {
            p.p.modality.binds() && p.content.len() >= 4 && covered(p) < between.settings.finding.least
        });
        if let (true, Some(p)) = (answered, alone) {
            let spot = Some(p.spot(unit, &[]));
            let to = linked
                .first()
                .and_then(|u| theirs.first().map(|t| t.spot(*u, &[])));
            found.push(Finding {
                code: "G102",
                severity: Severity::Low,
                compatibility: Some(Compatibility::Both),
                left: if is_left { spot.clone() } else { to.clone() },
                right: if is_left { to } else { spot },
                message: format!(
                    "covered in part: this sentence is not answered in {}",
                    other.draft.name
                ),
                question: "Is the rest left to other law, or left out?".to_owned(),
                confidence: 0.5,
            });
        }
    }
    found
}
