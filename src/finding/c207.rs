//! # What it reports
//! A condition or an exception that only one of two corresponding provisions has.
//!
//! # Why it matters
//! An exception takes people out of a duty that the other side keeps them in.
//!
//! # Example
//! Left: "Providers shall keep logs." Right: "Providers shall keep logs, unless the authority has released them."
//!
//! # When it is wrong
//! Where the other side says the same elsewhere, in a sentence or clause of its own.
//!
//! # Settings
//! `near` and `exception`: how alike two sentences must be. Of pairs of single sentences that a person gave, conditions count as exceptions do.

use super::compare::{Match, share_new};
use super::side::{Prov, Token};
use super::{Finding, Pair, Severity};
use crate::provision::{Mark, Modality};

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    let near = || pair.matches.iter().filter(|m| m.near).find_map(|m| near(pair, m));
    let whole = || whole_sentence(pair);
    near()
        .or_else(whole)
        .or_else(|| pair.matches.iter().find_map(|m| loose(pair, m)))
        .into_iter()
        .collect()
}

fn near(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let (l, r): (Vec<&[Token]>, Vec<&[Token]>) = m.changes().into_iter().unzip();
    let new = |p: &Prov, new: &[&[Token]]| -> Option<Mark> {
        let clauses = p.p.clauses.exceptions.iter().chain(&p.p.clauses.conditions);
        // Its first word has to be new as well: otherwise the clause stands on both sides, in other words.
        let begins = |c: &Mark| {
            new.iter().any(|tokens| {
                tokens
                    .iter()
                    .any(|t| t.words.0 <= c.words.0 && c.words.0 < t.words.1)
            })
        };
        clauses
            .filter(|c| !c.refers && c.words.1 - c.words.0 >= 2 && begins(c) && share_new(c.words, new) > 0.6)
            .min_by_key(|c| c.words.0)
            .cloned()
    };
    // As many clauses on either side: one stands in the place of another, in other words.
    let count = |p: &Prov| p.p.clauses.exceptions.len() + p.p.clauses.conditions.len();
    let (on_left, on_right) = (count(m.left), count(m.right));
    let a = new(m.left, &l).filter(|_| on_left > on_right);
    let b = new(m.right, &r).filter(|_| on_right > on_left);
    match (a, b) {
        (Some(mark), None) => Some(finding(pair, m, &mark, "left")),
        (None, Some(mark)) => Some(finding(pair, m, &mark, "right")),
        _ => None,
    }
}

fn finding(pair: &Pair<'_>, m: &Match<'_>, mark: &Mark, side: &str) -> Finding {
    let words = [mark.words];
    let (l, r): (&[_], &[_]) = if side == "left" {
        (&words, &[])
    } else {
        (&[], &words)
    };
    Finding {
        message: format!("only on the {side}: “{}”", mark.text),
        question: "Is the exception or condition meant on both sides?".to_owned(),
        ..pair.finding("C207", Severity::Medium, m, l, r)
    }
}

/// A sentence of its own that excepts something, beside sentences that are otherwise the same on both sides.
fn whole_sentence(pair: &Pair<'_>) -> Option<Finding> {
    let b = pair.between;
    let (left, right) = (
        b.left.units.get(pair.link.left)?,
        b.right.units.get(pair.link.right)?,
    );
    let anchor = pair.matches.iter().find(|m| m.likeness > 0.85)?;
    let alone = |provs: &'_ [Prov], mine: &dyn Fn(&Match<'_>) -> usize| {
        let matched: Vec<usize> = pair.matches.iter().map(mine).collect();
        let of_own = |p: &&Prov| {
            !matched.contains(&p.p.sentence) && (p.p.clauses.leaves_out || !p.p.clauses.exceptions.is_empty())
        };
        provs
            .iter()
            .find(of_own)
            .map(|p| (p.p.sentence, p.p.text.clone(), provs.len() - matched.len()))
    };
    let l = alone(left, &|m| m.left.p.sentence);
    let r = alone(right, &|m| m.right.p.sentence);
    let (text, side) = match (l, r) {
        (Some((_, text, 1)), None) => (text, "left"),
        (None, Some((_, text, 1))) => (text, "right"),
        _ => return None,
    };
    Some(Finding {
        message: format!("only on the {side}: “{text}”"),
        question: "Is the exception or condition meant on both sides?".to_owned(),
        ..pair.finding("C207", Severity::Medium, anchor, &[], &[])
    })
}

/// Sentences in other words: an exception on one side, none on the other.
fn loose(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    if m.near {
        return None;
    }
    if pair.told_alone() {
        return told(pair, m);
    }
    if m.likeness < pair.least(pair.between.settings.finding.exception)
        || !(m.left.p.modality.binds() && m.right.p.modality.binds())
    {
        return None;
    }
    let bare =
        |p: &Prov| p.p.clauses.exceptions.is_empty() && (pair.told() || p.p.clauses.conditions.is_empty());
    match (&excepts(m.left), &excepts(m.right)) {
        (Some(mark), None) if bare(m.right) => Some(finding(pair, m, mark, "left")),
        (None, Some(mark)) if bare(m.left) => Some(finding(pair, m, mark, "right")),
        _ => None,
    }
}

fn excepts(p: &Prov) -> Option<Mark> {
    p.p.clauses.exceptions.iter().find(|c| !c.refers).cloned()
}

/// Where a person said that the units correspond: an exception on one side, or a permission that stands as an exception to
/// another clause ("Despite subsection (1), … may"), or a condition, and none of these on the other.
fn told(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let asks = |p: &Prov| p.p.modality.binds() || p.p.modality == Modality::Recommendation;
    let releases = |p: &Prov| {
        let at_head = p.p.clauses.exceptions.iter().find(|c| c.words.0 == 0);
        at_head.filter(|_| p.p.modality == Modality::Permission).cloned()
    };
    let conditions = |p: &Prov| p.p.clauses.conditions.iter().find(|c| !c.refers).cloned();
    let hangs = |p: &Prov| excepts(p).or_else(|| conditions(p));
    let side = |own: &Prov, other: &Prov| -> Option<Mark> {
        if asks(own) && asks(other) {
            return excepts(own)
                .filter(|_| excepts(other).is_none())
                .or_else(|| conditions(own).filter(|_| hangs(other).is_none()));
        }
        releases(own).filter(|_| asks(other) && excepts(other).is_none())
    };
    match (side(m.left, m.right), side(m.right, m.left)) {
        (Some(mark), _) => Some(finding(pair, m, &mark, "left")),
        (None, Some(mark)) => Some(finding(pair, m, &mark, "right")),
        _ => None,
    }
}
