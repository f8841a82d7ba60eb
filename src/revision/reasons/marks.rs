//! What limits a sentence: negations, exceptions, conditions, what a draft applies to.
//!
//! Each is a reason only where nothing of its sort stands in the place of it on the other side: `despite` for
//! `notwithstanding`, `where` for `if`, `no keeper shall` for `the keeper shall not`.

use std::ops::Range;

use super::{Changed, told};
use crate::provision::Mark;
use crate::revision::compared::{Hunk, Text};
use crate::revision::lists::WordLists;
use crate::revision::word::{lowered, tokens};

/// So many words before "applies" are looked at for what does.
const SUBJECT: usize = 5;
/// A condition is the other's where this share of the shorter one's words stands in both.
const SAME_MARK: f32 = 0.6;
/// In a longer place, a word that negates came with what it negates.
const SHORT: usize = 6;
/// So far before the end of such a place, it negates what stands there still.
const LAST: usize = 2;

/// Whether a text says what this draft, or a part of it, applies to.
pub(super) fn says_what_applies(text: &str, lists: &WordLists) -> bool {
    let words: Vec<String> = tokens(text).iter().map(|t| lowered(t.text)).collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = &words[at.saturating_sub(SUBJECT)..at];
        lists.applies.contains(word) && before.iter().any(|w| lists.this.contains(w))
    })
}

/// A word by which a sentence is negated, if one version has more of them where the two differ.
pub(super) fn negation(changed: &Changed<'_>) -> Option<String> {
    let compared = changed.compared;
    let side = |text: &Text<'_>, place: fn(&Hunk) -> &Range<usize>| -> (usize, Option<String>) {
        let (mut all, mut first) = (0, None);
        for hunk in &compared.hunks {
            let short = hunk.old.len() <= SHORT && hunk.new.len() <= SHORT;
            let place = place(hunk);
            for at in place.clone() {
                if changed.lists.negating.contains(&text.words[at]) {
                    all += 1;
                } else if negates(text, at, changed.lists) {
                    all += 1;
                    if first.is_none() && (short || at + LAST >= place.end) {
                        first = Some(text.words[at].clone());
                    }
                }
            }
        }
        (all, first)
    };
    let (gone, dropped) = side(&compared.old, |h| &h.old);
    let (come, added) = side(&compared.new, |h| &h.new);
    match gone.cmp(&come) {
        std::cmp::Ordering::Less => told("negation", &[], &[added?]),
        std::cmp::Ordering::Greater => told("negation", &[dropped?], &[]),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether a word negates where it stands: not in set phrases ("without delay"), before numbers ("No 5", "No. 5"), alone
/// between marks, as "None" stands in a table, and not as the second half of "neither … nor".
fn negates(text: &Text<'_>, at: usize, lists: &WordLists) -> bool {
    let words = &text.words;
    if !lists.negation.contains(&words[at]) {
        return false;
    }
    let in_phrase = |phrase: &String| {
        let cut: Vec<&str> = phrase.split(' ').collect();
        let from = at.saturating_sub(cut.len() - 1);
        (from..=at).any(|from| {
            let there = words.get(from..from + cut.len());
            there.is_some_and(|there| there.iter().map(String::as_str).eq(cut.iter().copied()))
        })
    };
    let number = |w: Option<&String>| w.is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let numbered = number(words.get(at + 1))
        || !text.is_word(at + 1) && number(words.get(at + 2)) && words[at].len() == 2;
    let alone = !(text.is_word(at + 1) || at > 0 && text.is_word(at - 1));
    let second = lists.second.contains(&words[at])
        && words[..at]
            .iter()
            .rev()
            .take(20)
            .any(|w| lists.negation.contains(w));
    !numbered && !alone && !second && !lists.set_phrases.iter().any(in_phrase)
}

/// A word of a list that came or went, if none of the list stands for it.
pub(super) fn by_words(what: &str, changed: &Changed<'_>, list: &[String]) -> Option<String> {
    let all = |words: &[String]| {
        words
            .iter()
            .filter(|w| list.contains(w))
            .cloned()
            .collect::<Vec<String>>()
    };
    let (gone, come) = (all(changed.gone), all(changed.come));
    match (gone.as_slice(), come.as_slice()) {
        ([], [word, ..]) => told(what, &[], std::slice::from_ref(word)),
        ([word, ..], []) => told(what, std::slice::from_ref(word), &[]),
        _ => None,
    }
}

/// Clauses that hang on sentences, and have no twin on the other side. `openers`: words that begin one of the same sort.
pub(super) fn hanging(
    what: &str,
    gone: &[&Mark],
    come: &[&Mark],
    changed: &Changed<'_>,
    openers: &[String],
) -> Option<String> {
    let words = |text: &str| -> Vec<String> { tokens(text).iter().map(|t| lowered(t.text)).collect() };
    let twin = |a: &Mark, b: &Mark| {
        let (a, b) = (words(&a.text), words(&b.text));
        let both = a.iter().filter(|w| b.contains(w)).count();
        both as f32 >= SAME_MARK * a.len().min(b.len()).max(1) as f32
    };
    let compared = changed.compared;
    type Place = fn(&Hunk) -> &Range<usize>;
    // Where it begins anew, another of its sort does not stand in its place.
    let begins = |mark: &Mark, here: (&Text<'_>, Place), there: (&Text<'_>, Place)| {
        let words = words(&mark.text);
        let Some(first) = words.first() else { return false };
        let opens = |hunk: &&Hunk| {
            (here.1)(hunk).clone().any(|at| {
                let next = words.get(1).is_none_or(|w| here.0.words.get(at + 1) == Some(w));
                here.0.words[at] == *first && next
            })
        };
        let hunks: Vec<&Hunk> = compared.hunks.iter().filter(opens).collect();
        let replaced = |hunk: &&Hunk| {
            (there.1)(hunk)
                .clone()
                .any(|at| openers.contains(&there.0.words[at]))
        };
        !hunks.is_empty() && !hunks.iter().any(replaced)
    };
    let (old, new): ((&Text<'_>, Place), (&Text<'_>, Place)) =
        ((&compared.old, |h| &h.old), (&compared.new, |h| &h.new));
    let lone = |of: &[&Mark], other: &[&Mark], here, there| -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for mark in of.iter().filter(|a| !other.iter().any(|b| twin(a, b))) {
            if !found.contains(&mark.text) && begins(mark, here, there) {
                found.push(mark.text.clone());
            }
        }
        found
    };
    told(what, &lone(gone, come, old, new), &lone(come, gone, new, old))
}
