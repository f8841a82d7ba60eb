//! Which candidates are proposed as links.
//!
//! A strong or probable link is proposed for itself; a possible one only where it is the best that one of its units
//! has: so one unit may answer to several, on either side, and a unit whose candidates are all unlikely stays without
//! counterpart. No unit is proposed for a great many, unless they are nearly equal: what is near to everything is a
//! hub, and no counterpart. There is no one-to-one assignment: published crosswalks split and merge in every second
//! set. Left and right are treated alike.
//!
//! Cost: sorting the pairs above the threshold.

use super::feedback::TIE;
use super::pairs::Pairs;
use crate::settings::{AlignSettings, Settings};

/// The proposed pairs, in order of left and then right unit.
pub(crate) fn proposed(pairs: &Pairs, confidence: &[f64], settings: &Settings) -> Vec<usize> {
    let mut rows = vec![Least::NONE; pairs.height()];
    let mut columns = vec![Least::NONE; pairs.width()];
    for (i, row) in rows.iter_mut().enumerate() {
        *row = Least::of(pairs.row(i).map(|k| confidence[k]), &settings.align);
    }
    for (j, column) in columns.iter_mut().enumerate() {
        let of = pairs.column(j).iter().map(|&(_, k)| confidence[k as usize]);
        *column = Least::of(of, &settings.align);
    }
    let mut proposed = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        for k in pairs.row(i) {
            let (c, column) = (confidence[k], &columns[pairs.right(k)]);
            let sure = c >= settings.bands.probable;
            let leads = c >= row.best - TIE || c >= column.best - TIE;
            if c >= settings.align.propose && (sure || leads) && c >= row.least && c >= column.least {
                proposed.push(k);
            }
        }
    }
    proposed
}

/// From where on a unit's links may be proposed.
#[derive(Debug, Clone, Copy)]
struct Least {
    best: f64,
    least: f64,
}

impl Least {
    const NONE: Least = Least {
        best: 0.0,
        least: 0.0,
    };

    fn of(confidence: impl Iterator<Item = f64>, settings: &AlignSettings) -> Least {
        let mut above: Vec<f64> = confidence.filter(|&c| c >= settings.propose).collect();
        above.sort_by(|a, b| b.total_cmp(a));
        let best = above.first().copied().unwrap_or(0.0);
        let last = settings.propose_most.checked_sub(1).and_then(|n| above.get(n));
        let least = last.map_or(0.0, |&last| last.min(settings.propose_share * best) - TIE);
        Least { best, least }
    }
}
