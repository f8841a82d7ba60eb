//! # What it reports
//! Another term for the same actor, by the lexicon: one finding per pair of terms, at the pair of provisions where both stand as
//! subject most often, with the mapping that is assumed. And terms that are called differently though their definitions
//! correspond.
//!
//! # Why it matters
//! The rest of the comparison rests on this mapping: if it is wrong, so are other findings.
//!
//! # Example
//! Left: "Deployers shall keep the logs." Right: "Users shall keep the logs." (deployer ≈ user, by lexicon)
//!
//! # When it is wrong
//! Where the two drafts define the terms differently: `clausewise terms` shows the definitions of both.
//!
//! # Settings
//! The lexicon: `clausewise lexicon show`, `--lexicon FILE`.

use std::collections::BTreeMap;

use super::c205::{Swap, renames, swaps};
use super::side::{singular, spot};
use super::{Between, Compatibility, Finding, Link, Pair, Severity, Spot};
use crate::provision::Mention;
use crate::term::Term;

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
        if let (Some(l), Some(r)) = (m.left.head().cloned(), m.right.head().cloned()) {
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

pub(super) fn find(between: &Between<'_>, all: &[Renamed]) -> Vec<Finding> {
    let mut by_terms: BTreeMap<&(String, String), Vec<&Renamed>> = BTreeMap::new();
    for one in all {
        by_terms.entry(&one.terms).or_default().push(one);
    }
    let mut found = by_definition(between);
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

/// Terms whose definitions correspond, where neither draft defines the other's term and so tells the two apart.
fn by_definition(between: &Between<'_>) -> Vec<Finding> {
    if !between.one_language {
        return Vec::new();
    }
    let (left, right) = (&between.left.terms, &between.right.terms);
    let only = |terms: &'_ [Term], unit: usize| {
        let mut of_unit = terms.iter().filter(|t| t.unit == unit);
        of_unit.next().filter(|_| of_unit.next().is_none()).cloned()
    };
    let sure = |link: &Link| link.given || link.confidence >= between.settings.bands.probable;
    let mut found = Vec::new();
    let mut links: Vec<&Link> = between.links.iter().filter(|l| sure(l)).collect();
    links.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut said: Vec<(String, String)> = Vec::new();
    for link in links {
        let (Some(l), Some(r)) = (only(left, link.left), only(right, link.right)) else {
            continue;
        };
        let apart = left.iter().any(|t| t.is(&r)) || right.iter().any(|t| t.is(&l));
        let twice = said.iter().any(|(a, b)| *a == l.term || *b == r.term);
        let share = l.term.split(' ').any(|w| r.term.split(' ').any(|v| v == w));
        let strong = link.given || link.confidence >= between.settings.bands.strong;
        if l.is(&r) || apart || twice || !(share || strong) {
            continue;
        }
        said.push((l.term.clone(), r.term.clone()));
        let mark = |t: &Term| t.text.find(&t.printed).map(|at| (at, at + t.printed.len()));
        let spot = |unit, t: &Term| spot(unit, &t.text, &mark(t).into_iter().collect::<Vec<_>>());
        found.push(Finding {
            code: "C210",
            severity: Severity::Low,
            compatibility: Some(Compatibility::Both),
            left: Some(spot(link.left, &l)),
            right: Some(spot(link.right, &r)),
            message: format!("“{}” ≈ “{}”: their definitions correspond", l.printed, r.printed),
            question: "Do the two words mean the same here?".to_owned(),
            confidence: link.confidence,
        });
    }
    found
}

/// `covered employee` is a kind of employee, not another word for one.
fn qualified((left, right): &(String, String)) -> bool {
    left.ends_with(right.as_str()) || right.ends_with(left.as_str())
}
