//! # What it reports
//! Two provisions that correspond, of which one requires, the other recommends or allows. Forms of equal force in their own
//! style ("shall" and "must") are the same. Between a draft that binds and one that does not, one line says so for both
//! drafts, instead of one for every pair.
//!
//! # Why it matters
//! What is a duty on one side may be left undone on the other.
//!
//! # Example
//! Left: "The operator shall keep a log." Right: "The operator should keep a log."
//!
//! # When it is wrong
//! Where another sentence of the weaker side turns it into a duty, or where "may" gives a power to an authority and "shall"
//! tells it to use that power.
//!
//! # Settings
//! `near` and `modal`: how alike two sentences must be.

use super::c201::{main, modals, verb};
use super::compare::Match;
use super::side::{Prov, Token, What};
use super::{Between, Compatibility, Finding, Pair, Severity};
use crate::provision::{Modal, Modality};

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    if !pair.between.one_nature() {
        return Vec::new();
    }
    pair.matches
        .iter()
        .find_map(|m| one(pair, m))
        .into_iter()
        .collect()
}

fn one(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let least = pair.between.settings.finding.modal;
    let forms = if m.near {
        modals(m)
    } else if pair.told() && binds_on_one_side(m) {
        // A person said that the units correspond: their verbs need not be the same.
        main(m).into_iter().collect()
    } else if m.likeness >= least && verb(m.left) == verb(m.right) {
        main(m).into_iter().collect()
    } else {
        Vec::new()
    };
    let differing = |forms: Vec<((Modal, Token), (Modal, Token))>| {
        let mut forms = forms.into_iter();
        forms.find(|(l, r)| !l.0.denies(&r.0) && differ(l.0.modality, r.0.modality))
    };
    let (l, r) = differing(forms).or_else(|| differing(of_one_verb(pair, m)))?;
    let say = |p: &Prov, (modal, token): (Modal, Token)| {
        format!(
            "{} (“{}”)",
            modal.modality.name(),
            super::words_of(p, token.words)
        )
    };
    Some(Finding {
        message: format!("{} on the left, {} on the right", say(m.left, l), say(m.right, r)),
        question: "Is the weaker form meant, or does a duty stand elsewhere?".to_owned(),
        ..pair.finding("C202", Severity::Medium, m, &[l.1.words], &[r.1.words])
    })
}

/// Where a person said that the units correspond: forms of one verb, wherever in the two sentences.
fn of_one_verb(pair: &Pair<'_>, m: &Match<'_>) -> Vec<((Modal, Token), (Modal, Token))> {
    if !pair.told_alone() || m.near {
        return Vec::new();
    }
    // The verb is the first word behind the form that says something.
    let forms = |p: &Prov| -> Vec<((Modal, Token), u32)> {
        let tokens = p.tokens.iter().enumerate();
        let each = tokens.filter_map(|(at, token)| {
            let What::Modal(i) = token.what else {
                return None;
            };
            let behind = p.tokens.get(at + 1..).unwrap_or_default();
            let verb = behind.iter().take(3).find(|t| t.what == What::Word(true))?;
            Some(((*p.p.modals.get(i)?, *token), verb.key))
        });
        each.collect()
    };
    let (left, right) = (forms(m.left), forms(m.right));
    let pairs = left.iter().flat_map(|l| right.iter().map(move |r| (l, r)));
    pairs
        .filter(|(l, r)| l.1 == r.1)
        .map(|(l, r)| (l.0, r.0))
        .collect()
}

/// Whether one side requires and the other recommends or allows.
fn binds_on_one_side(m: &Match<'_>) -> bool {
    let weaker = |m: Modality| matches!(m, Modality::Recommendation | Modality::Permission);
    let (l, r) = (m.left.p.modality, m.right.p.modality);
    (l == Modality::Requirement && weaker(r)) || (r == Modality::Requirement && weaker(l))
}

/// Whether two forms differ in force. What is possible and what is allowed are often worded alike.
fn differ(a: Modality, b: Modality) -> bool {
    use Modality::{Commitment, Permission, Possibility, Requirement};
    let same = |x, y| (a == x && b == y) || (a == y && b == x);
    a != b && !same(Permission, Possibility) && !same(Requirement, Commitment)
}

/// One line for two drafts of which only one binds.
pub(super) fn natures(between: &Between<'_>) -> Vec<Finding> {
    let (l, r) = (&between.left, &between.right);
    let known = l.nature != "unknown" && r.nature != "unknown";
    if !known || between.one_nature() || between.links.is_empty() {
        return Vec::new();
    }
    vec![Finding {
        code: "C202",
        severity: Severity::Low,
        compatibility: Some(Compatibility::Both),
        left: None,
        right: None,
        message: format!(
            "{} is {}, {} is {}: verbal forms are not set against each other",
            l.draft.name, l.nature, r.draft.name, r.nature
        ),
        question: "Which of the voluntary provisions is meant to become a duty?".to_owned(),
        confidence: 1.0,
    }]
}
