//! # What it reports
//! Two provisions that correspond, of which one requires what the other forbids, or denies what the other says.
//!
//! # Why it matters
//! Whoever is under both drafts cannot comply with both. Only this kind of divergence is called a conflict.
//!
//! # Example
//! Left: "The provider shall publish the results." Right: "The provider shall not publish the results."
//!
//! # When it is wrong
//! Where the two sentences are about different objects that are worded alike, or where the conditions of the two exclude each
//! other. A duty that one side only releases from ("is not required to") can be met on both sides, and is said to be so.
//!
//! # Settings
//! `near` and `opposed` in the settings of findings: how alike two sentences must be, in all their words or apart from a diff.
//! Of pairs of single sentences that a person gave (`--crosswalk`), one act of a kind is enough, and compatibility is unclear.

use super::compare::Match;
use super::side::Prov;
use super::side::{Token, What};
use super::{Compatibility, Finding, Pair, Severity};
use crate::provision::{Modal, Modality, Role};

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    pair.matches
        .iter()
        .find_map(|m| near(pair, m).or_else(|| loose(pair, m)))
        .or_else(|| keep_and_destroy(pair))
        .or_else(|| told(pair))
        .into_iter()
        .collect()
}

fn near(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let (l, r) = modals(m).into_iter().find(|(l, r)| l.0.denies(&r.0))?;
    Some(opposed(pair, m, l, r))
}

fn loose(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    if m.near || m.likeness < pair.least(pair.between.settings.finding.opposed) {
        return None;
    }
    let (l, r) = main(m)?;
    let against = |a: Modality, b: Modality| a == Modality::Requirement && b == Modality::Prohibition;
    let opposed_now = against(l.0.modality, r.0.modality) || against(r.0.modality, l.0.modality);
    let same_verb = verb(m.left) == verb(m.right) && verb(m.left).is_some();
    if !(opposed_now && same_verb) {
        return None;
    }
    // Of sentences that have little in common but the verb, nobody knows without reading them.
    let alike = m.likeness >= pair.between.settings.finding.opposed;
    let found = opposed(pair, m, l, r);
    Some(if alike {
        found
    } else {
        Finding {
            compatibility: Some(Compatibility::Unclear),
            ..found
        }
    })
}

/// One side keeps what the other destroys, and for longer.
fn keep_and_destroy(pair: &Pair<'_>) -> Option<Finding> {
    let does = |p: &Prov, act: &str| p.p.modality == Modality::Requirement && p.acts.iter().any(|a| a == act);
    let minutes = |p: &Prov, role: Role| {
        let of_role = p.p.deadlines.iter().filter(|d| d.role == role);
        of_role
            .filter_map(|d| Some((d.period.as_ref()?.in_minutes(), d.words)))
            .next()
    };
    pair.matches.iter().find_map(|m| {
        let (keep, destroy) = if does(m.left, "keep") {
            (m.left, m.right)
        } else {
            (m.right, m.left)
        };
        if !does(keep, "keep") || !does(destroy, "destroy") {
            return None;
        }
        let (long, kept) = minutes(keep, Role::Keep)?;
        let (short, gone) = minutes(destroy, Role::Within)?;
        let (l, r) = if std::ptr::eq(keep, m.left) {
            (kept, gone)
        } else {
            (gone, kept)
        };
        let alike = m.likeness >= pair.between.settings.finding.opposed;
        (long > short && (alike || pair.told_alone())).then(|| Finding {
            compatibility: Some(Compatibility::Neither),
            message: format!(
                "kept “{}” on one side, destroyed “{}” on the other",
                super::words_of(keep, kept),
                super::words_of(destroy, gone)
            ),
            question: "Are these the same records?".to_owned(),
            ..pair.finding("C201", Severity::High, m, &[l], &[r])
        })
    })
}

/// In other words, where a person said that the units correspond: one requires an act of a kind that the other forbids. Whether
/// it is the same act is for a person to say.
fn told(pair: &Pair<'_>) -> Option<Finding> {
    if !pair.told_alone() {
        return None;
    }
    pair.matches.iter().find_map(|m| {
        let against = |a: Modality, b: Modality| a == Modality::Requirement && b == Modality::Prohibition;
        let (l, r) = (m.left.p.modality, m.right.p.modality);
        let act = m.left.acts.iter().any(|a| m.right.acts.contains(a));
        if !(act && (against(l, r) || against(r, l))) {
            return None;
        }
        let (l, r) = main(m)?;
        Some(Finding {
            compatibility: Some(Compatibility::Unclear),
            ..opposed(pair, m, l, r)
        })
    })
}

fn opposed(pair: &Pair<'_>, m: &Match<'_>, l: (Modal, Token), r: (Modal, Token)) -> Finding {
    let hard = |a: Modality, b: Modality| a == Modality::Requirement && b == Modality::Prohibition;
    let conflict = hard(l.0.modality, r.0.modality) || hard(r.0.modality, l.0.modality);
    let words = |p: &super::side::Prov, t: Token| super::words_of(p, t.words);
    Finding {
        compatibility: Some(if conflict {
            Compatibility::Neither
        } else {
            Compatibility::Both
        }),
        message: format!(
            "opposed: “{}” on the left, “{}” on the right",
            words(m.left, l.1),
            words(m.right, r.1)
        ),
        question: "Which of the two is meant to hold, and is there a condition that keeps them apart?"
            .to_owned(),
        ..pair.finding("C201", Severity::High, m, &[l.1.words], &[r.1.words])
    }
}

/// Verbal forms that line up, of sentences with nearly the same words.
pub(super) fn modals(m: &Match<'_>) -> Vec<((Modal, Token), (Modal, Token))> {
    let aligned = m.aligned(|w| matches!(w, What::Modal(_)));
    aligned
        .into_iter()
        .filter_map(|(a, b)| Some((modal(m.left, a)?, modal(m.right, b)?)))
        .collect()
}

fn modal(p: &super::side::Prov, token: Token) -> Option<(Modal, Token)> {
    match token.what {
        What::Modal(i) => p.p.modals.get(i).map(|m| (*m, token)),
        _ => None,
    }
}

/// The forms that the two sentences turn on.
pub(super) fn main(m: &Match<'_>) -> Option<((Modal, Token), (Modal, Token))> {
    let of = |p: &super::side::Prov| {
        let at = p.p.main?;
        let token = p.tokens.iter().find(|t| t.what == What::Modal(at))?;
        modal(p, *token)
    };
    Some((of(m.left)?, of(m.right)?))
}

/// The verb's stem.
pub(super) fn verb(p: &super::side::Prov) -> Option<u32> {
    let at = p.p.roles.verb;
    p.tokens
        .iter()
        .find(|t| t.words.0 == at && matches!(t.what, What::Word(_)))
        .map(|t| t.key)
}
