//! # What it reports
//! Somebody else is told, decides or assesses, after the lexicon.
//!
//! # Why it matters
//! A report to one authority does not reach the other; an assessment by one's own staff does not count where an outside one is
//! asked for.
//!
//! # Example
//! Left: "shall inform the minister". Right: "shall inform the public".
//!
//! # When it is wrong
//! Where the two are names for one authority that the lexicon does not know.
//!
//! # Settings
//! `near` and `recipient`: how alike two sentences must be. Of pairs of single sentences that a person gave, it is also said who is told besides, and
//! whether the assessor is independent on one side only.

use super::c205::{is_recipient, swaps};
use super::compare::Match;
use super::side::Prov;
use super::{Finding, Pair, Severity};
use crate::provision::Mention;

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    let near = || pair.matches.iter().filter(|m| m.near).find_map(|m| near(pair, m));
    near()
        .or_else(|| pair.matches.iter().find_map(|m| loose(pair, m)))
        .or_else(|| pair.matches.iter().find_map(|m| assessor(pair, m)))
        .or_else(|| pair.matches.iter().find_map(|m| besides(pair, m)))
        .into_iter()
        .collect()
}

fn near(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let swap = swaps(m).into_iter().find(|s| {
        let other = s.actors.as_ref().is_some_and(|(l, r)| l.actor != r.actor);
        other && is_recipient(m.left, s.left) && is_recipient(m.right, s.right)
    })?;
    // A recipient that is the subject of what follows is C205's.
    let subject = |p: &Prov, words: (usize, usize)| {
        p.p.modals
            .iter()
            .any(|f| f.words.0 >= words.1 && f.words.0 - words.1 < 10)
    };
    if subject(m.left, swap.left) {
        return None;
    }
    Some(Finding {
        message: format!(
            "to “{}” on the left, to “{}” on the right",
            super::words_of(m.left, swap.left),
            super::words_of(m.right, swap.right)
        ),
        question: "To whom does one have to turn?".to_owned(),
        ..pair.finding("C212", Severity::Medium, m, &[swap.left], &[swap.right])
    })
}

/// Sentences in other words: nobody who is told on one side is told on the other.
fn loose(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let binds = m.left.p.modality.binds() && m.right.p.modality.binds();
    if m.near || m.likeness < pair.least(pair.between.settings.finding.recipient) || !binds {
        return None;
    }
    let (l, r) = (&m.left.p.roles.recipients, &m.right.p.roles.recipients);
    let (first_left, first_right) = (l.first()?, r.first()?);
    if l.iter().any(|a| r.iter().any(|b| a.actor == b.actor)) {
        return None;
    }
    Some(Finding {
        message: format!(
            "to “{}” on the left, to “{}” on the right",
            first_left.text, first_right.text
        ),
        question: "To whom does one have to turn?".to_owned(),
        ..pair.finding(
            "C212",
            Severity::Medium,
            m,
            &[first_left.words],
            &[first_right.words],
        )
    })
}

/// Who looks into it, where a person said that the units correspond: somebody independent on one side only.
fn assessor(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let (l, r) = (m.left, m.right);
    let audits = |p: &Prov| p.acts.iter().any(|a| a == "audit" || a == "evaluate") || p.assessor.is_some();
    if !pair.told_alone() || m.near || l.assessor == r.assessor || !(audits(l) && audits(r)) {
        return None;
    }
    let say = |p: &Prov| match p.assessor {
        Some(true) => "somebody independent",
        Some(false) => "one's own people",
        None => "nobody says who",
    };
    Some(Finding {
        message: format!("who assesses: {} on the left, {} on the right", say(l), say(r)),
        question: "Does the assessment of one side count for the other?".to_owned(),
        ..pair.finding("C212", Severity::Medium, m, &[], &[])
    })
}

/// Somebody more is told on one side, where a person said that the units correspond.
fn besides(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let (l, r) = (&m.left.p.roles.recipients, &m.right.p.roles.recipients);
    let (more, fewer, side) = if l.len() > r.len() {
        (l, r, "left")
    } else {
        (r, l, "right")
    };
    let binds = m.left.p.modality.binds() && m.right.p.modality.binds();
    if !pair.told_alone() || m.near || !binds || fewer.is_empty() || more.len() == fewer.len() {
        return None;
    }
    let mut extra = more
        .iter()
        .filter(|a| !fewer.iter().any(|b| a.text.eq_ignore_ascii_case(&b.text)));
    let extra = extra.next_back()?;
    let marks = |these: &[Mention]| these.iter().map(|x| x.words).collect::<Vec<_>>();
    Some(Finding {
        message: format!("only the {side} names “{}” besides", extra.text),
        question: "To whom does one have to turn?".to_owned(),
        ..pair.finding("C212", Severity::Medium, m, &marks(l), &marks(r))
    })
}
