//! Which candidates are proposed as links.
//!
//! A link is proposed when it is sure enough for itself and close to the best of one of its units: so one unit may
//! answer to several, on either side, and a unit whose candidates are all unlikely stays without counterpart. There
//! is no one-to-one assignment: published crosswalks split and merge in every second set.
//!
//! Cost: linear in the pairs.

use super::pairs::Pairs;
use crate::settings::AlignSettings;

/// The proposed pairs, in order of left and then right unit.
pub(crate) fn proposed(pairs: &Pairs, confidence: &[f64], settings: &AlignSettings) -> Vec<usize> {
    let best = |line: &mut dyn Iterator<Item = usize>| line.map(|k| confidence[k]).fold(0.0, f64::max);
    let columns: Vec<f64> = (0..pairs.width())
        .map(|j| best(&mut pairs.column(j).iter().map(|&(_, k)| k as usize)))
        .collect();
    let mut proposed = Vec::new();
    for i in 0..pairs.height() {
        let row = best(&mut pairs.row(i));
        for k in pairs.row(i) {
            let near = |best: f64| confidence[k] >= settings.propose_share * best;
            if confidence[k] >= settings.propose && (near(row) || near(columns[pairs.right(k)])) {
                proposed.push(k);
            }
        }
    }
    proposed
}
