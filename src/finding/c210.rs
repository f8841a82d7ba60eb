//! # What it reports
//! Another term for the same actor, by the lexicon: one finding per pair of terms, at the pair of provisions where both stand as
//! subject most often, with the mapping that is assumed.
//!
//! # Why it matters
//! The rest of the comparison rests on this mapping: if it is wrong, so are other findings.
//!
//! # Example
//! Left: "Deployers shall keep the logs." Right: "Users shall keep the logs." (deployer ≈ user, by lexicon)
//!
//! # When it is wrong
//! Where the two drafts define the terms differently; see C206 and the definitions of both.
//!
//! # Settings
//! The lexicon: `clausewise lexicon show`, `--lexicon FILE`.

use std::collections::BTreeMap;

use super::c205::{Swap, renames, swaps};
use super::side::{Prov, singular};
use super::{Between, Compatibility, Finding, Pair, Severity, Spot};
use crate::provision::Mention;

/// Two words for one actor, where they stand.
#[derive(Debug, Clone)]
pub(super) struct Renamed {
    terms: (String, String),
    printed: (String, String),
    label: String,
    spots: (Spot, Spot),
    confidence: f64,
    /// How often the two terms stand as subject in this pair.
    weight: usize,
}

pub(super) fn renamed(pair: &Pair<'_>) -> Vec<Renamed> {
    let mut found: Vec<Renamed> = Vec::new();
    for m in &pair.matches {
        let mut all: Vec<Swap> = if m.near { swaps(m) } else { Vec::new() };
        let head = |p: &Prov| {
            p.p.roles
                .bearing
                .clone()
                .or_else(|| p.p.roles.addressed.first().cloned())
        };
        if let (Some(l), Some(r)) = (head(m.left), head(m.right)) {
            all.push(Swap {
                left: l.words,
                right: r.words,
                actors: Some((l, r)),
            });
        }
        for swap in all {
            let Some((l, r)) = swap.actors.clone().filter(|_| renames(pair.between, &swap)) else {
                continue;
            };
            let terms = terms(pair.between, &l, &r);
            let Some(actor) = pair
                .between
                .lexicon
                .actors
                .get(l.actor)
                .filter(|a| terms.0 != terms.1 && !a.authority && !qualified(&terms))
            else {
                continue;
            };
            if let Some(known) = found.iter_mut().find(|f| f.terms == terms) {
                known.weight += 1;
                continue;
            }
            found.push(Renamed {
                terms,
                printed: (l.text.to_lowercase(), r.text.to_lowercase()),
                label: actor.label.clone(),
                spots: (
                    m.left.spot(pair.link.left, &[l.words]),
                    m.right.spot(pair.link.right, &[r.words]),
                ),
                confidence: pair.link.confidence,
                weight: 1,
            });
        }
    }
    found
}

fn terms(between: &Between<'_>, l: &Mention, r: &Mention) -> (String, String) {
    (
        singular(&l.text, &between.left.language),
        singular(&r.text, &between.right.language),
    )
}

pub(super) fn find(_: &Between<'_>, all: &[Renamed]) -> Vec<Finding> {
    let mut by_terms: BTreeMap<&(String, String), Vec<&Renamed>> = BTreeMap::new();
    for one in all {
        by_terms.entry(&one.terms).or_default().push(one);
    }
    let mut found = Vec::new();
    for places in by_terms.values() {
        let weigh = |r: &&&Renamed| (r.weight as f64 * r.confidence * 1e6) as u64;
        let Some(best) = places.iter().rev().max_by_key(weigh) else {
            continue;
        };
        let more = match places.len() {
            1 => String::new(),
            n => format!("; so in {} more pairs", n - 1),
        };
        found.push(Finding {
            code: "C210",
            severity: Severity::Low,
            compatibility: Some(Compatibility::Both),
            left: Some(best.spots.0.clone()),
            right: Some(best.spots.1.clone()),
            message: format!(
                "{} ≈ {}, by lexicon ({}){more}",
                best.printed.0, best.printed.1, best.label
            ),
            question: "Do the two words mean the same here?".to_owned(),
            confidence: best.confidence,
        });
    }
    found
}

/// `covered employee` is a kind of employee, not another word for one.
fn qualified((left, right): &(String, String)) -> bool {
    left.ends_with(right.as_str()) || right.ends_with(left.as_str())
}
