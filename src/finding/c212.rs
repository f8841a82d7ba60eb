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
//! `near`: how alike two sentences must be.

use super::c205::{is_recipient, swaps};
use super::compare::Match;
use super::{Finding, Pair, Severity};

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    let near = || pair.matches.iter().filter(|m| m.near).find_map(|m| near(pair, m));
    near()
        .or_else(|| pair.matches.iter().find_map(|m| loose(pair, m)))
        .into_iter()
        .collect()
}

fn near(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let swap = swaps(m).into_iter().find(|s| {
        let other = s.actors.as_ref().is_some_and(|(l, r)| l.actor != r.actor);
        other && is_recipient(m.left, s.left) && is_recipient(m.right, s.right)
    })?;
    // A recipient that is the subject of what follows is C205's.
    let subject = |p: &super::side::Prov, words: (usize, usize)| {
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
