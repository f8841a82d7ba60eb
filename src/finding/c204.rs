//! # What it reports
//! A number that bounds something and differs between two provisions that correspond: computation, sums of money, shares,
//! counts, physical amounts, ages. Currencies are never converted; `$` is taken as the dollar of the draft's jurisdiction.
//! Where both bound by one number and only one side by a second one besides, that is reported too.
//!
//! # Why it matters
//! Thresholds decide who is under a draft at all, and what it costs to break it.
//!
//! # Example
//! Left: "trained with more than 10^25 operations". Right: "trained with more than 10^26 operations".
//!
//! # When it is wrong
//! Where the two numbers bound different things in sentences worded alike.
//!
//! # Settings
//! `near` and `number`: how alike two sentences must be.

use super::compare::{Match, share_new};
use super::side::{Prov, Token, What};
use super::{Finding, Pair};
use crate::provision::{Bound, Kind, Threshold};

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    let near = || pair.matches.iter().filter(|m| m.near).find_map(|m| near(pair, m));
    near().or_else(|| loose(pair)).into_iter().collect()
}

fn near(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let sort = |w| matches!(w, What::Threshold(_));
    let mut pairs: Vec<(Token, Token)> = m.aligned(sort);
    // Two kinds of number may stand in each other's place: EUR 5 against 5 %.
    let (l, r) = m.lone(sort);
    let new: (Vec<&[Token]>, Vec<&[Token]>) = m.changes().into_iter().unzip();
    let here = |p: &Prov, t: &Token, new: &[&[Token]]| {
        let clauses = p.p.clauses.exceptions.iter().chain(&p.p.clauses.conditions);
        !clauses
            .filter(|c| c.words.0 <= t.words.0 && t.words.1 <= c.words.1)
            .any(|c| share_new(c.words, new) > 0.6)
    };
    let l = l.into_iter().filter(|t| here(m.left, t, &new.0));
    let r = r.into_iter().filter(|t| here(m.right, t, &new.1));
    pairs.extend(l.zip(r));
    let (a, b) = pairs
        .into_iter()
        .find(|(a, b)| match (threshold(m.left, *a), threshold(m.right, *b)) {
            (Some(l), Some(r)) => !same(l, r) || against(l.bound, r.bound),
            _ => false,
        })?;
    finding(pair, m, a, b)
}

fn finding(pair: &Pair<'_>, m: &Match<'_>, a: Token, b: Token) -> Option<Finding> {
    let (l, r) = (threshold(m.left, a)?, threshold(m.right, b)?);
    Some(Finding {
        message: message(l, r),
        question: question(l, r),
        ..pair.finding("C204", pair.between.consequence(), m, &[a.words], &[b.words])
    })
}

fn message(l: &Threshold, r: &Threshold) -> String {
    let side = |b| match b {
        Bound::Over | Bound::AtLeast => "the least",
        _ => "the most",
    };
    let mut text = if against(l.bound, r.bound) && l.quantity.equals(&r.quantity) {
        format!(
            "“{}” is {} on the left, {} on the right",
            l.quantity.text,
            side(l.bound),
            side(r.bound)
        )
    } else {
        format!(
            "number: “{}” on the left, “{}” on the right",
            l.quantity.text, r.quantity.text
        )
    };
    if l.quantity.kind == Kind::Money && r.quantity.kind == Kind::Money && l.quantity.unit != r.quantity.unit
    {
        text.push_str(&format!(
            " ({} against {}: not converted)",
            l.quantity.unit, r.quantity.unit
        ));
    }
    text
}

fn question(l: &Threshold, r: &Threshold) -> String {
    if l.quantity.kind == Kind::Power {
        return "Which models would be under one draft and not under the other?".to_owned();
    }
    match l.quantity.comparable(&r.quantity) {
        true => "On which figure can both sides agree, and why do they differ?".to_owned(),
        false => "Are the two bounds meant to weigh the same?".to_owned(),
    }
}

fn threshold(p: &Prov, token: Token) -> Option<&Threshold> {
    match token.what {
        What::Threshold(i) => p.p.thresholds.get(i),
        _ => None,
    }
}

/// Counts of differently named things may be counts of the same: only the number is compared where nothing else differs.
fn same(l: &Threshold, r: &Threshold) -> bool {
    let count = l.quantity.kind == Kind::Count && r.quantity.kind == Kind::Count;
    if count {
        return (l.quantity.number - r.quantity.number).abs() < f64::EPSILON;
    }
    l.quantity.equals(&r.quantity)
}

/// Whether one number is the least and the other the most: `at least ten` against `at most ten`.
fn against(l: Bound, r: Bound) -> bool {
    let low = |b| matches!(b, Bound::Over | Bound::AtLeast);
    let high = |b| matches!(b, Bound::UpTo | Bound::Under);
    (low(l) && high(r)) || (high(l) && low(r))
}

/// Sentences in other words: over the units as a whole, one kind and one subject against itself.
fn loose(pair: &Pair<'_>) -> Option<Finding> {
    if pair.matches.iter().any(|m| m.near) {
        return None;
    }
    let b = pair.between;
    let (left, right) = (
        b.left.units.get(pair.link.left)?,
        b.right.units.get(pair.link.right)?,
    );
    let (l, r) = (bounds(left), bounds(right));
    for kind in [Kind::Power, Kind::Money, Kind::Share, Kind::Count] {
        for (lp, lt) in l.iter().filter(|(_, t)| t.quantity.kind == kind) {
            let rivals: Vec<_> = r
                .iter()
                .filter(|(rp, rt)| rt.quantity.kind == kind && about_the_same((lp, lt), (rp, rt)))
                .collect();
            let (Some(first), false) = (rivals.first(), rivals.iter().any(|(_, rt)| same(lt, rt))) else {
                continue;
            };
            // The other side's number may be answered by another of ours.
            if l.iter()
                .any(|(_, other)| other.quantity.kind == kind && same(other, first.1))
            {
                continue;
            }
            let ((lp, lt), (rp, rt)) = (top(&l, (lp, lt)), top(&r, **first));
            return Some(apart(pair, (&lp, &lt), (&rp, &rt), message(lt, rt)));
        }
    }
    more(pair, &l, &r)
}

type Found<'a> = (&'a Prov, &'a Threshold);

fn bounds(provs: &[Prov]) -> Vec<Found<'_>> {
    provs
        .iter()
        .flat_map(|p| p.p.thresholds.iter().map(move |t| (p, t)))
        .collect()
}

/// Of a scale of penalties, the top is what counts.
fn top<'a>(these: &[Found<'a>], own: Found<'a>) -> Found<'a> {
    let higher = |a: &Threshold, b: &Threshold| {
        a.quantity.comparable(&b.quantity) && a.quantity.number > b.quantity.number
    };
    let beats = |next: Found<'a>, best: Found<'a>| next.0.penal() && own.0.penal() && higher(next.1, best.1);
    these
        .iter()
        .fold(own, |best, next| if beats(*next, best) { *next } else { best })
}

/// Computation is about computation; money and shares need a subject in common (penalties, harm, turnover), counts their noun;
/// penalties must not fall on different parties.
fn about_the_same((lp, lt): (&&Prov, &&Threshold), (rp, rt): (&&Prov, &&Threshold)) -> bool {
    let themes = lp.themes.iter().any(|t| rp.themes.contains(t));
    match lt.quantity.kind {
        Kind::Power => true,
        Kind::Count => lt.quantity.unit == rt.quantity.unit && lp.themes == rp.themes,
        _ => themes && !(lp.penal() && rp.penal() && !lp.may_befall_the_same(rp)),
    }
}

/// One bound on computation in common, and a sum besides that only one side asks for.
fn more(pair: &Pair<'_>, l: &[Found<'_>], r: &[Found<'_>]) -> Option<Finding> {
    let (a, b) = l.iter().find_map(|a| {
        let same = |b: &&Found<'_>| a.1.quantity.kind == Kind::Power && same(a.1, b.1);
        r.iter().find(same).map(|b| (*a, *b))
    })?;
    let sum = |t: &&Found<'_>| t.1.quantity.kind == Kind::Money;
    let (extra, side) = match (l.iter().find(sum), r.iter().find(sum)) {
        (Some(extra), None) => (*extra, "left"),
        (None, Some(extra)) => (*extra, "right"),
        _ => return None,
    };
    // The number that both have is shown on either side, the one besides with it.
    let marks = |p: &Prov, t: &Threshold, of: &str| {
        let mut marks = vec![t.quantity.words];
        if of == side && std::ptr::eq(p, extra.0) {
            marks.push(extra.1.quantity.words);
        }
        marks
    };
    let cost = if extra.0.themes.iter().any(|t| t == "cost") {
        " in cost"
    } else {
        ""
    };
    Some(Finding {
        code: "C204",
        severity: pair.between.consequence(),
        compatibility: Some(super::Compatibility::Both),
        left: Some(a.0.spot(pair.link.left, &marks(a.0, a.1, "left"))),
        right: Some(b.0.spot(pair.link.right, &marks(b.0, b.1, "right"))),
        message: format!(
            "both bound by “{}”; only the {side} asks for “{}”{cost} besides",
            a.1.quantity.text, extra.1.quantity.text
        ),
        question: "Is what passes the one bound and not the other meant to be covered?".to_owned(),
        confidence: pair.link.confidence,
    })
}

fn apart(
    pair: &Pair<'_>,
    (lp, lt): (&&Prov, &&Threshold),
    (rp, rt): (&&Prov, &&Threshold),
    message: String,
) -> Finding {
    Finding {
        code: "C204",
        severity: pair.between.consequence(),
        compatibility: Some(super::Compatibility::Both),
        left: Some(lp.spot(pair.link.left, &[lt.quantity.words])),
        right: Some(rp.spot(pair.link.right, &[rt.quantity.words])),
        message,
        question: question(lt, rt),
        confidence: pair.link.confidence,
    }
}
