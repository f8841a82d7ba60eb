//! # What it reports
//! Two provisions on scope that correspond and leave out, or take in, different things: research, open source, national security,
//! internal use, small enterprises.
//!
//! # Why it matters
//! Who is out of scope owes nothing of what follows.
//!
//! # Example
//! Left: "This Act does not reach research." Right: "This chapter does not reach research or national security."
//!
//! # When it is wrong
//! Where the other side leaves the same out in a clause that was not aligned with this one.
//!
//! # Settings
//! None.

use std::collections::BTreeSet;

use super::side::Prov;
use super::{Compatibility, Finding, Pair};

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    one(pair).or_else(|| taken_in(pair)).into_iter().collect()
}

fn one(pair: &Pair<'_>) -> Option<Finding> {
    let b = pair.between;
    let strong = pair.link.given || pair.link.confidence >= b.settings.bands.probable;
    let (left, right) = (
        b.left.units.get(pair.link.left)?,
        b.right.units.get(pair.link.right)?,
    );
    let leaving = |provs: &'_ [Prov]| provs.iter().position(|p| p.p.clauses.leaves_out);
    let (l, r) = (left.get(leaving(left)?)?, right.get(leaving(right)?)?);
    let (a, c) = (scopes(left), scopes(right));
    if a == c || !strong || (a.is_empty() && c.is_empty()) {
        return None;
    }
    let only =
        |x: &BTreeSet<&str>, y: &BTreeSet<&str>| x.difference(y).copied().collect::<Vec<_>>().join(", ");
    let (on_left, on_right) = (only(&a, &c), only(&c, &a));
    let mut parts = Vec::new();
    if !on_left.is_empty() {
        parts.push(format!("only the left names {on_left}"));
    }
    if !on_right.is_empty() {
        parts.push(format!("only the right names {on_right}"));
    }
    let marks = |p: &Prov| p.p.clauses.scopes.iter().map(|m| m.words).collect::<Vec<_>>();
    Some(Finding {
        code: "C211",
        severity: b.consequence(),
        compatibility: Some(Compatibility::Both),
        left: Some(l.spot(pair.link.left, &marks(l))),
        right: Some(r.spot(pair.link.right, &marks(r))),
        message: format!("left out of scope: {}", parts.join("; ")),
        question: "Is what one side leaves out meant to be covered by the other?".to_owned(),
        confidence: pair.link.confidence,
    })
}

/// Where a person said that the units correspond: what one leaves out of scope, the other takes in or lays a duty on.
fn taken_in(pair: &Pair<'_>) -> Option<Finding> {
    if !pair.told() {
        return None;
    }
    let b = pair.between;
    let (left, right) = (
        b.left.units.get(pair.link.left)?,
        b.right.units.get(pair.link.right)?,
    );
    let out = |provs: &[Prov]| provs.iter().any(|p| p.p.clauses.leaves_out);
    let (leaving, taking, side) = match (out(left), out(right)) {
        (true, false) => (left, right, "left"),
        (false, true) => (right, left, "right"),
        _ => return None,
    };
    let left_out = scopes(leaving);
    // Of several sentences nobody says which leaves out what.
    if leaving.len() > 1 {
        return None;
    }
    let named = |p: &&Prov| {
        p.p.clauses
            .scopes
            .iter()
            .any(|m| left_out.contains(m.class.as_str()))
    };
    let (owner, other) = (
        leaving.iter().find(|p| p.p.clauses.leaves_out)?,
        taking.iter().find(named)?,
    );
    let what = other
        .p
        .clauses
        .scopes
        .iter()
        .find(|m| left_out.contains(m.class.as_str()))?;
    let marks = |p: &Prov| p.p.clauses.scopes.iter().map(|m| m.words).collect::<Vec<_>>();
    let (l, r) = if side == "left" {
        (owner, other)
    } else {
        (other, owner)
    };
    Some(Finding {
        code: "C211",
        severity: b.consequence(),
        compatibility: Some(Compatibility::Both),
        left: Some(l.spot(pair.link.left, &marks(l))),
        right: Some(r.spot(pair.link.right, &marks(r))),
        message: format!(
            "{}: left out of scope on the {side}, not on the other side (“{}”)",
            what.class, what.text
        ),
        question: "Is what one side leaves out meant to be covered by the other?".to_owned(),
        confidence: pair.link.confidence,
    })
}

fn scopes(provs: &[Prov]) -> BTreeSet<&str> {
    let leaving = provs.iter().filter(|p| p.p.clauses.leaves_out);
    leaving
        .flat_map(|p| &p.p.clauses.scopes)
        .map(|m| m.class.as_str())
        .collect()
}
