//! What stands in words: periods and amounts, negations, exceptions, conditions, what a draft applies to.

use super::{Changed, short, told, touches};
use crate::draft::Clause;
use crate::provision::{Deadline, Kind, Mark, Provision, Quantity, quantities};
use crate::revision::substance::WordLists;
use crate::revision::word::{Class, folded, tokens};

/// So many words before "applies" are looked at for what does.
const SUBJECT: usize = 5;
/// A condition is the other's where this share of the shorter one's words stands in both.
const SAME_MARK: f32 = 0.6;

/// Whether a text says what this draft, or a part of it, applies to.
pub(super) fn says_what_applies(text: &str, lists: &WordLists) -> bool {
    let words: Vec<String> = tokens(text).iter().map(|t| folded(t.text)).collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = &words[at.saturating_sub(SUBJECT)..at];
        lists.applies.contains(word) && before.iter().any(|w| lists.this.contains(w))
    })
}

/// Periods, deadlines, thresholds, amounts.
pub(super) fn numbers(
    (old, new): (&str, &str),
    (before, after): (&[Provision], &[Provision]),
    changed: &Changed<'_>,
) -> Vec<String> {
    // A number beside which something else changed is none that did.
    let touched = |text: &str, words: &[String]| tokens(text).iter().any(|t| words.contains(&folded(t.text)));
    let of = |text: &str, words: &[String]| -> Vec<(Quantity, bool)> {
        let all = quantities(text).into_iter();
        all.map(|q| (touched(&q.text, words), q))
            .map(|(t, q)| (q, t))
            .collect()
    };
    let (was, is) = (of(old, changed.gone), of(new, changed.come));
    let only = |a: &[(Quantity, bool)], b: &[(Quantity, bool)], period: bool| -> Vec<String> {
        let sort = a
            .iter()
            .filter(|(q, touched)| *touched && (q.kind == Kind::Period) == period);
        let missing = sort.filter(|(q, _)| !b.iter().any(|(other, _)| other.equals(q)));
        missing.map(|(q, _)| q.text.clone()).collect()
    };
    let dates = |side: &[Provision], other: &[Provision]| -> Vec<String> {
        let missing = |d: &&Deadline| !other.iter().flat_map(|p| &p.deadlines).any(|o| o.same(d));
        let lone = side.iter().flat_map(|p| &p.deadlines).filter(missing);
        let lone = lone.filter(|d| touches(&d.text, changed.gone) || touches(&d.text, changed.come));
        lone.map(|d| d.text.clone()).collect()
    };
    let mut found = Vec::new();
    let (mut gone, mut come) = (only(&was, &is, true), only(&is, &was, true));
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
        &only(&was, &is, false),
        &only(&is, &was, false),
    ));
    found
}

/// The periods and amounts that come or go with a clause.
pub(in crate::revision) fn amounts(clause: &Clause, happened: &str) -> Vec<String> {
    let all = quantities(&clause.text);
    let of = |period: bool| -> Option<String> {
        let mut texts: Vec<String> = Vec::new();
        for q in all.iter().filter(|q| (q.kind == Kind::Period) == period) {
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

/// A word by which a sentence is negated and that one text has more often.
pub(super) fn negation(old: &str, new: &str, changed: &Changed<'_>) -> Option<String> {
    let (was, is) = (negations(old, changed.lists), negations(new, changed.lists));
    let times = |of: &[String], word: &String| of.iter().filter(|w| *w == word).count();
    let only = |of: &[String], among: &[String], others: &[String]| -> Vec<String> {
        let more = of.iter().filter(|w| times(among, w) > times(others, w));
        more.cloned().collect()
    };
    let (gone, come) = (only(changed.gone, &was, &is), only(changed.come, &is, &was));
    let changed = Changed {
        gone: &gone,
        come: &come,
        ..*changed
    };
    by_words("negation", &changed, &changed.lists.negation)
}

/// The words that negate in a text: none of those in set phrases ("without delay"), before numbers ("No 5") and alone
/// between signs, as "None" stands in a table.
fn negations(text: &str, lists: &WordLists) -> Vec<String> {
    let tokens = tokens(text);
    let words: Vec<String> = tokens.iter().map(|t| folded(t.text).to_lowercase()).collect();
    let set = |at: usize| {
        lists.set_phrases.iter().any(|phrase| {
            let rest = words[at..].iter().map(String::as_str);
            phrase.split(' ').eq(rest.take(phrase.split(' ').count()))
        })
    };
    let is_word = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|t| t.class == Class::Word)
    };
    let numbered = |at: usize| {
        words
            .get(at + 1)
            .is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
    };
    let negates = |at: &usize| {
        let alone = !is_word(at.checked_sub(1)) && !is_word(Some(at + 1));
        lists.negation.contains(&words[*at]) && !alone && !numbered(*at) && !set(*at)
    };
    let found = (0..words.len()).filter(negates);
    found.map(|at| words[at].clone()).collect()
}

/// A word of a list that was added or dropped.
pub(super) fn by_words(what: &str, changed: &Changed<'_>, list: &[String]) -> Option<String> {
    let any = |words: &[String]| words.iter().find(|w| list.contains(w)).cloned();
    match (any(changed.gone), any(changed.come)) {
        (None, Some(word)) => Some(format!("{what} added: \u{201c}{word}\u{201d}")),
        (Some(word), None) => Some(format!("{what} dropped: \u{201c}{word}\u{201d}")),
        _ => None,
    }
}

/// Clauses that hang on sentences, and have no twin on the other side.
pub(super) fn hanging(what: &str, gone: &[&Mark], come: &[&Mark]) -> Option<String> {
    let words = |text: &str| -> Vec<String> { tokens(text).iter().map(|t| folded(t.text)).collect() };
    let twin = |a: &Mark, b: &Mark| {
        let (a, b) = (words(&a.text), words(&b.text));
        let both = a.iter().filter(|w| b.contains(w)).count();
        both as f32 >= SAME_MARK * a.len().min(b.len()).max(1) as f32
    };
    let lone = |of: &[&Mark], other: &[&Mark]| -> Vec<String> {
        let alone = of.iter().filter(|a| !other.iter().any(|b| twin(a, b)));
        alone.map(|m| m.text.clone()).collect()
    };
    told(what, &lone(gone, come), &lone(come, gone))
}
