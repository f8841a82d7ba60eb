//! What every delegate asks first, wherever it stands: the highest penalty (C204) and the time to report an incident (C203).
//!
//! Only between drafts, not lists, and only where no pair of units has said it already: units that nothing links may still be
//! each draft's answer to one question. Cost: linear in the provisions.

use std::collections::BTreeSet;

use super::side::{Prov, Side};
use super::{Between, Compatibility, Finding, Link};
use crate::provision::{Deadline, Kind, Role, Threshold};
use crate::read::Format;

/// How sure one is that the two answer one question, by reading, where nothing around them is linked.
const CONFIDENCE: f64 = 0.4;

/// The most that links around them make of it: probable, as the two need not be alike in wording.
const NEAR: f64 = 0.6;

pub(super) fn find(between: &Between<'_>, found: &[Finding]) -> Vec<Finding> {
    let drafts = [&between.left, &between.right];
    if !between.gaps || drafts.iter().any(|s| s.draft.format == Format::List) {
        return Vec::new();
    }
    let all = [penalty(between), report(between)];
    let said = |f: &Finding| {
        let unit = |s: &Option<super::Spot>| s.as_ref().map(|s| s.unit);
        let same = |o: &&Finding| {
            o.code == f.code && (unit(&o.left) == unit(&f.left) || unit(&o.right) == unit(&f.right))
        };
        found.iter().any(|o| same(&o))
    };
    all.into_iter().flatten().filter(|f| !said(f)).collect()
}

/// As sure as the surest link between what stands around the two: where that corresponds, they answer one question.
fn confidence(between: &Between<'_>, left: usize, right: usize) -> f64 {
    let around = |l: &&Link| between.left.beside(l.left, left) && between.right.beside(l.right, right);
    let links = between.links.iter().filter(around);
    links.map(|l| l.confidence.min(NEAR)).fold(CONFIDENCE, f64::max)
}

/// The highest amounts that breaking either draft costs those on whom both may fall.
fn penalty(between: &Between<'_>) -> Option<Finding> {
    let (l, r) = highest(&between.left, &between.right)?;
    if l.2.quantity.equals(&r.2.quantity) {
        return None;
    }
    let sums = l.2.quantity.kind == Kind::Money && r.2.quantity.kind == Kind::Money;
    let currencies = if !sums || l.2.quantity.unit == r.2.quantity.unit {
        String::new()
    } else {
        format!(
            " ({} against {}: not converted)",
            l.2.quantity.unit, r.2.quantity.unit
        )
    };
    Some(Finding {
        code: "C204",
        severity: between.consequence(),
        compatibility: Some(Compatibility::Both),
        left: Some(l.1.spot(l.0, &[l.2.quantity.words])),
        right: Some(r.1.spot(r.0, &[r.2.quantity.words])),
        message: format!(
            "highest penalty: “{}” on the left, “{}” on the right{currencies}",
            l.2.quantity.text, r.2.quantity.text
        ),
        question: "On which figure can both sides agree, and why do they differ?".to_owned(),
        confidence: confidence(between, l.0, r.0),
    })
}

/// A bound with the provision that it stands in, and the unit of that.
type Placed<'a> = (usize, &'a Prov, &'a Threshold);

/// The highest sums; where a side names none for the parties that the other side's falls on, the highest share (of turnover, of
/// cost).
fn highest<'a>(left: &'a Side<'_>, right: &'a Side<'_>) -> Option<(Placed<'a>, Placed<'a>)> {
    let (left, right) = (penalties(left), penalties(right));
    let kinds = [
        (Kind::Money, Kind::Money),
        (Kind::Money, Kind::Share),
        (Kind::Share, Kind::Money),
        (Kind::Share, Kind::Share),
    ];
    kinds.into_iter().find_map(|(lk, rk)| {
        let of = |all: &[Placed<'a>], kind| {
            let mut these: Vec<Placed<'a>> = all
                .iter()
                .filter(|p| p.2.quantity.kind == kind)
                .copied()
                .collect();
            these.sort_by(|a, b| b.2.quantity.number.total_cmp(&a.2.quantity.number));
            // One for each set of parties is enough, and keeps the pairs few.
            let mut parties = BTreeSet::new();
            these.retain(|p| parties.insert(&p.1.liable));
            these
        };
        let (l, r) = (of(&left, lk), of(&right, rk));
        l.iter()
            .find_map(|l| Some((*l, *r.iter().find(|r| l.1.may_befall_the_same(r.1))?)))
    })
}

/// All bounds of sentences about penalties.
fn penalties<'a>(side: &'a Side<'_>) -> Vec<Placed<'a>> {
    let penal = provisions(side).filter(|(_, p)| p.penal());
    penal
        .flat_map(|(unit, p)| p.p.thresholds.iter().map(move |t| (unit, p, t)))
        .collect()
}

/// How soon an incident has to be reported.
fn report(between: &Between<'_>) -> Option<Finding> {
    let (l, r) = (
        soonest(between, &between.left)?,
        soonest(between, &between.right)?,
    );
    if l.2.same(r.2) {
        return None;
    }
    Some(Finding {
        code: "C203",
        severity: between.consequence(),
        compatibility: Some(Compatibility::Both),
        left: Some(l.1.spot(l.0, &[l.2.words])),
        right: Some(r.1.spot(r.0, &[r.2.words])),
        message: format!(
            "time to report an incident: “{}” on the left, “{}” on the right",
            l.2.text, r.2.text
        ),
        question: "Which period is to hold for both, and from which moment?".to_owned(),
        confidence: confidence(between, l.0, r.0),
    })
}

/// The general rule on reporting incidents: a number before words like "as soon as feasible", and no rung of a ladder.
fn soonest<'a>(between: &Between<'_>, side: &'a Side<'_>) -> Option<(usize, &'a Prov, &'a Deadline)> {
    let of = |(unit, p): (usize, &'a Prov)| {
        let about = p.acts.iter().any(|a| a == "report") && p.p.modality.binds() && of_incident(&p.p.text);
        if !about || side.official(unit, between.lexicon) {
            return None;
        }
        let timed =
            p.p.deadlines
                .iter()
                .filter(|d| d.role == Role::Within && d.date.is_none());
        let best = timed.min_by_key(|d| (d.case.is_some(), d.period.is_none()))?;
        Some((unit, p, best))
    };
    let all = provisions(side).filter_map(of);
    all.min_by_key(|(unit, _, d)| {
        (
            d.case.is_some(),
            d.period.is_none(),
            d.trigger.as_deref() != Some("knowledge"),
            *unit,
        )
    })
}

/// Words for what has to be reported.
fn of_incident(text: &str) -> bool {
    let text = text.to_lowercase();
    ["incident", "material harm", "breach", "accident"]
        .iter()
        .any(|w| text.contains(w))
}

fn provisions<'a>(side: &'a Side<'_>) -> impl Iterator<Item = (usize, &'a Prov)> {
    let units = side.units.iter().enumerate();
    units.flat_map(|(i, provs)| provs.iter().map(move |p| (i, p)))
}
