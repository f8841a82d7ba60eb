//! The order of findings: what one weighs, and that one difference is said once.

use std::collections::BTreeMap;

use super::side::{self, Side};
use super::{Between, Compatibility, Finding, Spot, rule};
use crate::provision::{Kind, Modality};

/// The most important first: divergences before what one side lacks, severity, conflicts, what falls on those who are
/// regulated before what authorities owe, and then how sure a finding is, how much its code weighs and what it is about.
pub(super) fn rank(
    found: &mut [Finding],
    official: &dyn Fn(&Finding) -> bool,
    about: &dyn Fn(&Finding) -> f64,
) {
    let class = |f: &Finding| {
        let conflict = f.compatibility == Some(Compatibility::Neither);
        (!f.code.starts_with('G'), f.severity, conflict, !official(f))
    };
    let weight = |f: &Finding| f.confidence * about(f) * rule(f.code).map_or(0.5, |r| r.weight);
    let place = |f: &Finding| {
        let unit = |s: &Option<Spot>| s.as_ref().map_or(usize::MAX, |s| s.unit);
        (unit(&f.left), unit(&f.right), f.code)
    };
    found.sort_by_cached_key(|f| {
        std::cmp::Reverse((class(f), (weight(f) * 1e6) as u64, std::cmp::Reverse(place(f))))
    });
}

/// What a finding weighs by what it is about, whatever its code: first who is under the drafts at all (numbers and scope that
/// decide it), then how soon an incident has to be reported and what a breach costs; all else as it is.
pub(super) fn consequence(between: &Between<'_>, f: &Finding) -> f64 {
    let of = |side: &'_ Side<'_>, spot: &Option<Spot>, is: &dyn Fn(&side::Prov) -> bool| {
        let provs = spot.as_ref().and_then(|s| side.units.get(s.unit));
        provs.is_some_and(|provs| provs.iter().any(is))
    };
    let either =
        |is: &dyn Fn(&side::Prov) -> bool| of(&between.left, &f.left, is) || of(&between.right, &f.right, is);
    let defines = |p: &side::Prov| p.p.modality == Modality::Definition;
    let computes = |p: &side::Prov| p.p.thresholds.iter().any(|t| t.quantity.kind == Kind::Power);
    let reports = |p: &side::Prov| p.acts.iter().any(|a| a == "report");
    match f.code {
        "C211" => COVERED,
        "C204" if either(&defines) || either(&computes) => COVERED,
        "C204" if either(&side::Prov::penal) => OWED,
        "C203" if either(&reports) => OWED,
        // What a long act says besides a short bill would bury what the bill says besides the act.
        "G101" if f.left.is_some() == (between.left.units.len() <= between.right.units.len()) => SHORTER,
        _ => 1.0,
    }
}

/// By how much findings on who is covered, and on clocks and penalties, count for more: enough to come before a finding on any
/// other subject that is as sure, not enough to come before one that is twice as sure.
const COVERED: f64 = 1.5;
const OWED: f64 = 1.3;

/// By how much the gaps of the shorter draft count for more: enough to come first.
const SHORTER: f64 = 10.0;

/// Whether what differs stands in words that two spots begin with: their introduction.
fn introduced(a: &Option<Spot>, b: &Option<Spot>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return a.is_none() && b.is_none();
    };
    let to = a.marks.iter().map(|m| m.1).max().unwrap_or(LEAST_INTRODUCTION);
    let (l, r) = (a.evidence.get(..to), b.evidence.get(..to));
    a.marks == b.marks && l.is_some() && l == r
}

/// Bytes that two spots without a mark begin with, if they have one introduction.
const LEAST_INTRODUCTION: usize = 30;

/// One difference is said once: of findings with one message that share a unit, or stand in points of one clause on either
/// side (an introduction goes with each of them), the surest stays.
pub(super) fn said_once(between: &Between<'_>, found: Vec<Finding>) -> Vec<Finding> {
    let mut surest: BTreeMap<(&'static str, String), Vec<Finding>> = BTreeMap::new();
    let mut order: Vec<Finding> = found;
    order.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    for f in order {
        let same = surest.entry((f.code, f.message.clone())).or_default();
        let unit = |s: &Option<Spot>| s.as_ref().map(|s| s.unit);
        let beside = |side: &Side<'_>, a: Option<usize>, b: Option<usize>| {
            a.zip(b).is_some_and(|(a, b)| side.beside(a, b))
        };
        let shares = |k: &Finding| {
            let (left, right) = ((unit(&k.left), unit(&f.left)), (unit(&k.right), unit(&f.right)));
            let points = beside(&between.left, left.0, left.1) && beside(&between.right, right.0, right.1);
            let above = introduced(&k.left, &f.left) && introduced(&k.right, &f.right);
            left.0 == left.1 || right.0 == right.1 || (points && above)
        };
        if !same.iter().any(shares) {
            same.push(f);
        }
    }
    surest.into_values().flatten().collect()
}
