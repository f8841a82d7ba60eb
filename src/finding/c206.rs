//! # What it reports
//! One term that the two drafts define in other words. A definition that is said to be taken from elsewhere and modified is
//! named as such.
//!
//! # Why it matters
//! The same word covers other things: every provision that uses it means something else.
//!
//! # Example
//! Left: "‘incident’ means an event that harms health." Right: "‘incident’ means an event that harms health or property."
//!
//! # When it is wrong
//! Where the two wordings mean the same, and between an original and its translation into the same words.
//!
//! # Settings
//! `definition`: from which likeness on two definitions count as the same.

use super::side::Prov;
use super::{Between, Compatibility, Finding, Severity};
use crate::draft::{Clause, ClauseId, Draft};

pub(super) fn find(between: &Between<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let (left, right) = (terms(between.left.draft), terms(between.right.draft));
    for l in &left {
        let Some(r) = right.iter().find(|r| r.is(l)) else {
            continue;
        };
        // Where pairs are given, only those are spoken of.
        let linked = || {
            between
                .links
                .iter()
                .any(|k| (k.left, k.right) == (l.unit, r.unit))
        };
        if !between.gaps && !linked() {
            continue;
        }
        let (Some(a), Some(b)) = (between.left.units.get(l.unit), between.right.units.get(r.unit)) else {
            continue;
        };
        let likeness = likeness(&l.text, &r.text);
        if likeness >= between.settings.finding.definition || only_numbers_differ(a, b) {
            continue;
        }
        let source = [(&l.text, "left"), (&r.text, "right")];
        let modified = source.iter().find(|(t, _)| t.to_lowercase().contains("modified"));
        let said = modified.map_or(String::new(), |(_, side)| {
            format!("; the {side} says that its source is modified")
        });
        found.push(Finding {
            code: "C206",
            severity: Severity::Medium,
            compatibility: Some(Compatibility::Unclear),
            left: Some(super::side::spot(l.unit, &l.text, &[])),
            right: Some(super::side::spot(r.unit, &r.text, &[])),
            message: format!("“{}” is defined in other words{said}", l.printed),
            question: format!(
                "Is there anything that is a “{}” under one draft and not under the other?",
                l.printed
            ),
            confidence: 0.9 - 0.3 * likeness,
        });
    }
    found
}

/// A defined term with its definition and the unit that it stands in.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// As compared: lower case, no plural.
    pub(super) term: String,
    /// A short form in brackets behind it: `artificial intelligence system (AI system)`.
    pub(super) alias: Option<String>,
    pub(super) printed: String,
    pub(super) text: String,
    pub(super) unit: usize,
}

impl Term {
    /// Whether two are one term, by name or short form.
    pub(super) fn is(&self, other: &Term) -> bool {
        let names = |t: &Term| {
            [Some(t.term.clone()), t.alias.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<String>>()
        };
        let theirs = names(other);
        names(self).iter().any(|n| theirs.contains(n))
    }
}

/// In lower case, without the plural.
fn folded(term: &str) -> String {
    let term = term.to_lowercase();
    let singular = term
        .strip_suffix('s')
        .filter(|t| t.len() > 3 && !t.ends_with('s'));
    singular.unwrap_or(&term).to_owned()
}

/// The short form right behind a term.
fn alias(term: &str, text: &str) -> Option<String> {
    let behind = text.get(text.find(term)? + term.len()..)?;
    let open = behind
        .trim_start_matches(['’', '”', '"', '»', '\'', ',', ' '])
        .strip_prefix('(')?;
    let inside = open
        .get(..open.find(')')?)?
        .trim_matches(['‘', '’', '“', '”', '"', ' ']);
    let words = inside.split_whitespace().count();
    (1..=4).contains(&words).then(|| folded(inside))
}

/// The defined terms of a draft, each once. Definitions need not be units of their own.
pub(super) fn terms(draft: &Draft) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    for d in &draft.definitions {
        let Some(unit) = unit_of(draft, d.clause) else {
            continue;
        };
        let term = folded(&d.term);
        if !found.iter().any(|t| t.term == term) {
            let text = whole(draft, d.clause);
            found.push(Term {
                alias: alias(&d.term, &text),
                term,
                printed: d.term.clone(),
                text,
                unit,
            });
        }
    }
    found
}

/// The unit that a clause is, or stands in.
fn unit_of(draft: &Draft, mut clause: ClauseId) -> Option<usize> {
    loop {
        if let Some(at) = draft.units.iter().position(|u| u.clause == clause) {
            return Some(at);
        }
        let parent = draft.clause(clause).parent;
        if parent == clause || clause == ClauseId::ROOT {
            return None;
        }
        clause = parent;
    }
}

/// A definition with the points that belong to it.
fn whole(draft: &Draft, clause: ClauseId) -> String {
    let own: &Clause = draft.clause(clause);
    let mut text = own.text.clone();
    for child in own.children.iter().take(40) {
        let child = draft.clause(*child);
        if !matches!(child.kind.as_str(), "note" | "example") {
            text.push(' ');
            text.push_str(&child.text);
        }
    }
    text
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = crate::provision::word::words(text)
        .into_iter()
        .map(|w| w.lower)
        .collect();
    words.sort();
    words
}

/// Dice over all words: in a definition every one counts.
fn likeness(left: &str, right: &str) -> f64 {
    let (l, r) = (words(left), words(right));
    let mut rest = r.clone();
    let shared = l
        .iter()
        .filter(|w| rest.binary_search(w).map(|at| rest.remove(at)).is_ok())
        .count();
    if l.is_empty() || r.is_empty() {
        1.0
    } else {
        2.0 * shared as f64 / (l.len() + r.len()) as f64
    }
}

/// Where only a number differs, that is said by C204 or C203.
fn only_numbers_differ(left: &[Prov], right: &[Prov]) -> bool {
    let content = |provs: &[Prov]| provs.iter().flat_map(|p| p.content.clone()).collect::<Vec<u32>>();
    content(left) == content(right)
}
