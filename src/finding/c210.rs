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
use super::{Between, Compatibility, Finding, Pair, Severity, Spot};
use crate::provision::Mention;
use crate::term::{Same, Term, folded, likeness};

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
    if !pair.between.one_language {
        return found;
    }
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
            2 => "; so in 1 more pair".to_owned(),
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

/// Terms with different names that are one by the matching of `clausewise terms`. Where pairs are given, those whose units
/// each define one term.
fn by_definition(between: &Between<'_>) -> Vec<Finding> {
    if !between.one_language {
        return Vec::new();
    }
    let (left, right) = (&between.left.terms, &between.right.terms);
    let matched = between
        .terms
        .iter()
        .filter(|m| m.same != Same::Name && between.gaps);
    let matched = matched.filter_map(|m| {
        let (l, r) = (left.get(m.left)?, right.get(m.right)?);
        // What the lexicon says of actors is said where they act.
        let acts = |t: &Term| names(between, &t.term);
        let said = m.same == Same::Lexicon && acts(l) && acts(r);
        Some((l, r, m.same)).filter(|_| !said)
    });
    let apart = |l: &Term, r: &Term| left.iter().any(|t| t.is(r)) || right.iter().any(|t| t.is(l));
    let only = |terms: &'_ [Term], unit: usize| {
        let mut of_unit = terms.iter().filter(|t| t.unit == unit);
        of_unit.next().filter(|_| of_unit.next().is_none()).cloned()
    };
    let given = between.links.iter().filter(|l| l.given).filter_map(|link| {
        let (l, r) = (only(left, link.left)?, only(right, link.right)?);
        Some((l, r)).filter(|(l, r)| !l.is(r) && !apart(l, r))
    });
    let given: Vec<(Term, Term)> = given.collect();
    let given = given.iter().map(|(l, r)| (l, r, Same::Wording));
    let mut found: Vec<Finding> = Vec::new();
    for (l, r, same) in matched.chain(given) {
        let message = match same {
            Same::Lexicon => format!("“{}” ≈ “{}”, by lexicon", l.printed, r.printed),
            _ => format!("“{}” ≈ “{}”: their definitions correspond", l.printed, r.printed),
        };
        if found.iter().any(|f| f.message == message) {
            continue;
        }
        let mark = |t: &Term| t.text.find(&t.printed).map(|at| (at, at + t.printed.len()));
        let spot = |t: &Term| spot(t.unit, &t.text, &mark(t).into_iter().collect::<Vec<_>>());
        found.push(Finding {
            code: "C210",
            severity: Severity::Low,
            compatibility: Some(Compatibility::Both),
            left: Some(spot(l)),
            right: Some(spot(r)),
            message,
            question: "Do the two words mean the same here?".to_owned(),
            confidence: 0.5 + 0.45 * likeness(l, r),
        });
    }
    found
}

/// Whether a term is a name of an actor of the lexicon.
fn names(between: &Between<'_>, term: &str) -> bool {
    let mut actors = between.lexicon.actors.iter();
    actors.any(|a| {
        a.terms(&between.left.language.code)
            .iter()
            .any(|t| folded(t) == *term)
    })
}

/// `covered employee` is a kind of employee, not another word for one.
fn qualified((left, right): &(String, String)) -> bool {
    left.ends_with(right.as_str()) || right.ends_with(left.as_str())
}
