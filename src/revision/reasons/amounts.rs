//! Periods and amounts that changed, came or went.

use super::{Changed, short, told, touches};
use crate::draft::Clause;
use crate::provision::{Deadline, Kind, Provision, Quantity, quantities};
use crate::revision::lists::WordLists;
use crate::revision::word::{lowered, tokens};

/// So many words before an amount are looked at for a bound.
const BOUND: usize = 4;

/// Periods, deadlines, thresholds, amounts.
pub(super) fn numbers(
    (old, new): (&str, &str),
    (before, after): (&[Provision], &[Provision]),
    changed: &Changed<'_>,
) -> Vec<String> {
    // A number beside which something else changed is none that did.
    let touched =
        |text: &str, words: &[String]| tokens(text).iter().any(|t| words.contains(&lowered(t.text)));
    let of = |text: &str, words: &[String]| -> Vec<(Quantity, bool)> {
        let all = quantities(text).into_iter();
        all.map(|q| (touched(&q.text, words), q))
            .map(|(t, q)| (q, t))
            .collect()
    };
    let lists = changed.lists;
    let (was, is) = (of(old, changed.gone), of(new, changed.come));
    let only = |a: &[(Quantity, bool)], b: &[(Quantity, bool)], text: &str, period: bool| -> Vec<String> {
        // Each has one twin: of two periods of 30 days, one may be of 20 now. What did not change takes its own first.
        let mut left: Vec<&(Quantity, bool)> = b.iter().collect();
        let (still, touched): (Vec<_>, Vec<_>) = a.iter().partition(|(_, touched)| !touched);
        let mut missing: Vec<String> = Vec::new();
        for (q, changed) in still.into_iter().chain(touched) {
            let twin = |t: &bool| {
                left.iter()
                    .position(|(other, touched)| other.equals(q) && touched == t)
            };
            if let Some(at) = twin(&false).or_else(|| twin(&true)) {
                left.remove(at);
                continue;
            }
            let counts = b.iter().any(|(other, touched)| *touched && other.comparable(q))
                || is_of_things(q, lists)
                || is_bounded(text, q, lists);
            if *changed && counts && (q.kind == Kind::Period) == period && !missing.contains(&q.text) {
                missing.push(q.text.clone());
            }
        }
        missing
    };
    let dates = |side: &[Provision], other: &[Provision]| -> Vec<String> {
        let missing = |d: &&Deadline| !other.iter().flat_map(|p| &p.deadlines).any(|o| o.same(d));
        let lone = side.iter().flat_map(|p| &p.deadlines).filter(missing);
        let lone = lone.filter(|d| touches(&d.text, changed.gone) || touches(&d.text, changed.come));
        let mut texts: Vec<String> = lone.map(|d| d.text.clone()).collect();
        texts.dedup();
        texts
    };
    let mut found = Vec::new();
    let (mut gone, mut come) = (only(&was, &is, old, true), only(&is, &was, new, true));
    let what = if gone.is_empty() && come.is_empty() {
        (gone, come) = (dates(before, after), dates(after, before));
        "deadline"
    } else {
        // A period that became a date was not dropped.
        if come.is_empty() {
            come = dates(after, before);
        } else if gone.is_empty() {
            gone = dates(before, after);
        }
        "deadline or period"
    };
    found.extend(told(what, &gone, &come));
    found.extend(told(
        "threshold or amount",
        &only(&was, &is, old, false),
        &only(&is, &was, new, false),
    ));
    found
}

/// The periods and amounts that come or go with a clause.
pub(in crate::revision) fn amounts(clause: &Clause, happened: &str, lists: &WordLists) -> Vec<String> {
    let all = quantities(&clause.text);
    let tells = |q: &Quantity| is_of_things(q, lists) || is_bounded(&clause.text, q, lists);
    let of = |period: bool| -> Option<String> {
        let mut texts: Vec<String> = Vec::new();
        for q in all
            .iter()
            .filter(|q| (q.kind == Kind::Period) == period && tells(q))
        {
            let text = format!("\u{201c}{}\u{201d}", short(&q.text));
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let what = if period {
            "deadline or period"
        } else {
            "threshold or amount"
        };
        (!texts.is_empty()).then(|| format!("{what} {happened}: {}", texts.join(", ")))
    };
    [of(true), of(false)].into_iter().flatten().collect()
}

/// Whether something is measured, or persons or things are counted, and not what a text is divided into: "two options".
fn is_of_things(quantity: &Quantity, lists: &WordLists) -> bool {
    let noun = || {
        quantity
            .text
            .split_whitespace()
            .last()
            .map(lowered)
            .unwrap_or_default()
    };
    let title = || {
        quantity
            .text
            .split(' ')
            .skip(1)
            .any(|w| w.starts_with(char::is_uppercase))
    };
    quantity.kind != Kind::Count || !title() && !lists.divisions.contains(&noun())
}

/// Whether words before an amount make it a bound: "two options" asks for nothing, "at least two members" does.
fn is_bounded(text: &str, quantity: &Quantity, lists: &WordLists) -> bool {
    let Some(before) = text.find(&quantity.text).and_then(|at| text.get(..at)) else {
        return false;
    };
    let words: Vec<String> = tokens(before).iter().map(|t| lowered(t.text)).collect();
    let mut bounds = lists.turned.iter().filter(|t| t.before_number);
    let from = words.len().saturating_sub(BOUND);
    bounds.any(|t| (from..words.len()).any(|at| t.at(&words, at).is_some_and(|(n, _)| at + n == words.len())))
}
