//! Words that turn what is asked where another of their sort comes in their place: `at least` and `at most`, `before` and
//! `after`, `all` and `some`, `and` and `or`; and signs beside amounts.

use std::ops::Range;

use super::Changed;
use crate::revision::compared::{Hunk, Text};
use crate::revision::editorial::{is_amount, is_number};
use crate::revision::lists::{Turned, WordLists};
use crate::revision::word::{is_negative, is_sign};

/// So far before a place that changed a phrase may begin that reaches into it.
const REACH: usize = 4;
/// In longer places everything is another: no word stands for one of the other side.
const SHORT: usize = 6;
/// So many tokens behind a phrase are shown: a sign, a number and its unit.
const SHOWN: usize = 3;

/// The reasons, in the order of the lists. `amounts`: whether an amount was told that changed itself.
pub(super) fn turned(changed: &Changed<'_>, amounts: bool) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    let mut told: Vec<&Hunk> = Vec::new();
    for sort in &changed.lists.turned {
        for hunk in &changed.compared.hunks {
            if let Some(reason) = phrases(changed, sort, hunk) {
                told.push(hunk);
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
    }
    if !amounts {
        let rest = changed.compared.hunks.iter().filter(|h| !told.contains(h));
        reasons.extend(rest.filter_map(|h| signs(changed, h)));
    }
    reasons
}

/// A phrase with its sense.
type Found = (Range<usize>, usize);

fn phrases(changed: &Changed<'_>, sort: &Turned, hunk: &Hunk) -> Option<String> {
    let compared = changed.compared;
    let short = hunk.old.len() <= SHORT && hunk.new.len() <= SHORT;
    let alone = hunk.old.len() == 1 && hunk.new.len() == 1;
    if sort.alone && !alone || !sort.before_number && !short {
        return None;
    }
    let was = touching(&compared.old, &hunk.old, sort, changed.lists);
    let is = touching(&compared.new, &hunk.new, sort, changed.lists);
    let shown = |text: &Text<'_>, phrase: &Range<usize>| -> String {
        let end = if sort.before_number {
            amount_end(text, phrase.end)
        } else {
            phrase.end
        };
        text.printed(&(phrase.start..end))
    };
    let (was, is) = match (was.as_slice(), is.as_slice()) {
        ([(a, x), ..], [(b, y), ..]) if x != y => (shown(&compared.old, a), shown(&compared.new, b)),
        // The number stands as it stood, and what was said of it came or went.
        ([(a, _), ..], []) if sort.before_number => {
            let same = compared.old.words.get(a.end) == compared.new.words.get(hunk.new.end);
            let bare = hunk.new.end..amount_end(&compared.new, hunk.new.end);
            (hunk.new.is_empty() && same).then(|| (shown(&compared.old, a), compared.new.printed(&bare)))?
        }
        ([], [(b, _), ..]) if sort.before_number => {
            let same = compared.new.words.get(b.end) == compared.old.words.get(hunk.old.end);
            let bare = hunk.old.end..amount_end(&compared.old, hunk.old.end);
            (hunk.old.is_empty() && same).then(|| (compared.old.printed(&bare), shown(&compared.new, b)))?
        }
        _ => return None,
    };
    Some(format!(
        "{}: \u{201c}{was}\u{201d} is now \u{201c}{is}\u{201d}",
        sort.what
    ))
}

/// The phrases of a sort that reach into a place.
fn touching(text: &Text<'_>, place: &Range<usize>, sort: &Turned, lists: &WordLists) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = place.start.saturating_sub(REACH);
    while at < place.end {
        let Some((length, sense)) = sort.at(&text.words, at) else {
            at += 1;
            continue;
        };
        let end = at + length;
        let counts = !sort.before_number || {
            let next = if text.words.get(end).is_some_and(|w| is_sign(w)) {
                end + 1
            } else {
                end
            };
            text.words.get(next).is_some_and(|w| is_number(w, lists))
        };
        if counts && end > place.start {
            found.push((at..end, sense));
        }
        at = end;
    }
    found
}

/// Where an amount ends that begins here: behind its signs, its number and its unit.
fn amount_end(text: &Text<'_>, from: usize) -> usize {
    let word = |at: &usize| text.is_word(*at);
    let end = (from..from + SHOWN)
        .take_while(word)
        .last()
        .map_or(from, |at| at + 1);
    // Without a sign, the number and the word behind it.
    let signs = (from..end).any(|at| is_sign(&text.words[at]));
    if signs { end } else { end.min(from + 2) }
}

/// A sign beside an amount that is another one now.
fn signs(changed: &Changed<'_>, hunk: &Hunk) -> Option<String> {
    let compared = changed.compared;
    if hunk.old.len() > SHORT || hunk.new.len() > SHORT {
        return None;
    }
    let signed = |text: &Text<'_>, place: &Range<usize>| {
        place.clone().any(|at| {
            let word = text.words[at].as_str();
            text.is_word(at) && word != "/" && (is_sign(word) || is_negative(word))
        })
    };
    if !signed(&compared.old, &hunk.old) && !signed(&compared.new, &hunk.new) {
        return None;
    }
    let around = |text: &Text<'_>, place: &Range<usize>| -> Range<usize> {
        let amount = |at: &usize| text.is_word(*at) && is_amount(&text.words[*at]);
        let start = (0..place.start)
            .rev()
            .take(2)
            .take_while(amount)
            .last()
            .unwrap_or(place.start);
        let end = (place.end..text.words.len())
            .take(2)
            .take_while(amount)
            .last()
            .map_or(place.end, |at| at + 1);
        // The unit behind the number.
        let unit = end > start && text.is_word(end) && !is_sign(&text.words[end - 1]);
        start..if unit { end + 1 } else { end }
    };
    let (old, new) = (around(&compared.old, &hunk.old), around(&compared.new, &hunk.new));
    let number = |text: &Text<'_>, range: &Range<usize>| {
        range.clone().any(|at| is_number(&text.words[at], changed.lists))
    };
    let what = if number(&compared.old, &old) || number(&compared.new, &new) {
        "threshold or amount"
    } else {
        "sign"
    };
    let (was, is) = (compared.old.printed(&old), compared.new.printed(&new));
    super::told(what, &listed(was), &listed(is))
}

fn listed(text: String) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text] }
}
