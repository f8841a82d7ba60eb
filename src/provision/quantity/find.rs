//! Finding quantities: what may begin one, and how far it goes.

use super::measures::{MEASURES, Measure};
use super::number::{close, number};
use super::power;
use super::{Kind, Quantity};
use crate::provision::word::{Word, gap, slice, words};

/// The quantities of a text, in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    quantities_of(text, &words(text))
}

/// The same, where the words are known.
pub(crate) fn quantities_of(text: &str, words: &[Word]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        // Nearly no word begins one: a look-up spares five attempts.
        if word.number.is_none() && !MEASURES.may_begin(&word.lower) {
            at += 1;
            continue;
        }
        let quantity = power(text, words, at)
            .or_else(|| measured(text, words, at))
            .or_else(|| part(text, words, at))
            .or_else(|| counted(text, words, at))
            .or_else(|| interval(text, words, at));
        let Some(quantity) = quantity else {
            at += number(text, words, at).map_or(1, |n| n.1);
            continue;
        };
        at = quantity.words.1.max(at + 1);
        found.push(quantity);
    }
    found
}

/// The number that a text is in words, if it is one: `twenty-five`.
pub(super) fn whole(text: &str) -> Option<f64> {
    let words = words(text);
    let (value, length) = number(text, &words, 0)?;
    (length == words.len()).then_some(value)
}

fn power(text: &str, words: &[Word], at: usize) -> Option<Quantity> {
    let from = words.get(at)?.from;
    let rest = text.get(from..)?;
    let (after, power) = power::power(rest)?;
    let end = from + (rest.len() - after.len());
    let to = at + words.get(at..)?.iter().take_while(|w| w.from < end).count();
    let behind = |w: &[Word]| matches!(w, [a, b] if (a.lower == "per" || a.lower == "par") && b.lower.starts_with("second"));
    let rate = words
        .get(to..words.len().min(to + 8))
        .is_some_and(|w| w.windows(2).any(behind));
    Some(Quantity {
        kind: Kind::Power,
        number: power.mantissa * 10f64.powi(power.exponent as i32),
        // So many operations in all, or so many a second.
        unit: if rate { "/s".to_owned() } else { String::new() },
        working: false,
        text: text.get(from..end)?.trim().to_owned(),
        words: (at, to),
    })
}

/// A number with its measure from this word on.
fn measured(text: &str, words: &[Word], at: usize) -> Option<Quantity> {
    let currency = measure(words, at).filter(|m| m.0.kind == Kind::Money);
    let start = currency.map_or(at, |c| at + c.1);
    let (number, length) = number(text, words, start)?;
    let mut next = start + length;
    let mut working = false;
    // `fifteen (15) days`: the number once more.
    if let Some((again, more)) = self::number(text, words, next)
        && (again - number).abs() < f64::EPSILON
        && gap(text, words, next).trim() == "("
    {
        next += more;
    }
    while let Some(word) = words.get(next).filter(|w| MEASURES.is_between(&w.lower)) {
        working |= MEASURES.is_working(&word.lower);
        next += 1;
    }
    // `Chapter 2, an oven`: a measure stands right behind its number, and two of them are no `an`.
    let apart = gap(text, words, next).contains([',', ';', ':', '.']) && next > start;
    let article = words.get(next).is_some_and(|w| w.lower == "an") && number > 1.0;
    if currency.is_none() && (apart || article) {
        return None;
    }
    let (found, mut to) = match (currency, measure(words, next)) {
        (Some((c, _)), _) => (c, start + length),
        (None, Some((m, length))) => (m, next + length),
        (None, None) => return None,
    };
    let is = |at: usize, word: &str| words.get(at).is_some_and(|w| w.lower == word);
    let age = found.kind == Kind::Period && (is(to, "old") || (is(to, "of") && is(to + 1, "age")));
    if found.kind == Kind::Period && words.get(to).is_some_and(|w| MEASURES.is_working(&w.lower)) {
        working = true;
        to += 1;
    }
    Some(Quantity {
        kind: if age { Kind::Age } else { found.kind },
        number: number * found.factor,
        unit: found.unit.clone(),
        working,
        text: written(text, words, at, to),
        words: (at, to),
    })
}

/// `one third`, `three quarters of`: a share, unless it goes on as `one third party`.
fn part(text: &str, words: &[Word], at: usize) -> Option<Quantity> {
    let (number, length) = number(text, words, at)?;
    let to = at + length + 1;
    let share = MEASURES.part(&words.get(at + length)?.lower)?;
    let goes_on = words
        .get(to)
        .is_none_or(|w| matches!(w.lower.as_str(), "of" | "or" | "and" | "de" | "des" | "du"));
    let ends = gap(text, words, to).contains(['.', ',', ';', ')']);
    (number <= 10.0 && close(text, words, at + length) && (goes_on || ends)).then(|| Quantity {
        kind: Kind::Share,
        number: number * share,
        unit: "%".to_owned(),
        working: false,
        text: written(text, words, at, to),
        words: (at, to),
    })
}

/// `50 people`, `10 000 registered business users`, `two or more systems`.
fn counted(text: &str, words: &[Word], at: usize) -> Option<Quantity> {
    let (number, length) = number(text, words, at)?;
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    if before.is_some_and(|w| MEASURES.is_label(&w.lower) || w.number.is_some()) || number < 2.0 {
        return None;
    }
    // Years are none: `the 2030 targets`.
    if (1800.0..2200.0).contains(&number) && words.get(at).is_some_and(|w| w.to - w.from == 4) {
        return None;
    }
    let mut to = at + length;
    if is_word(words, to, "or") && is_word(words, to + 1, "more") {
        to += 2;
    }
    // The noun stays a word of its own: it may be an actor.
    let own = (at, at + length);
    for last in to..to + 3 {
        let word = words.get(last).filter(|_| close(text, words, last))?;
        if MEASURES.counts(&word.lower) && MEASURES.measure(&word.lower).is_none() {
            return Some(Quantity {
                kind: Kind::Count,
                number,
                unit: word.lower.clone(),
                working: false,
                text: written(text, words, at, last + 1),
                words: own,
            });
        }
        let number = self::number(text, words, last).is_some();
        if word.lower.len() < 4 || number || MEASURES.measure(&word.lower).is_some() {
            return None;
        }
    }
    None
}

fn is_word(words: &[Word], at: usize, word: &str) -> bool {
    words.get(at).is_some_and(|w| w.lower == word)
}

/// `annually`, `every calendar year`: how often, where no number says so.
fn interval(text: &str, words: &[Word], at: usize) -> Option<Quantity> {
    let here = |phrase: &[String]| {
        let these = words.get(at..at + phrase.len())?;
        these
            .iter()
            .zip(phrase)
            .all(|(w, p)| w.lower == *p)
            .then_some(phrase.len())
    };
    let (length, months) = MEASURES
        .intervals
        .iter()
        .find_map(|(phrase, months)| Some((here(phrase)?, *months)))?;
    Some(Quantity {
        kind: Kind::Period,
        number: months,
        unit: "months".to_owned(),
        working: false,
        text: written(text, words, at, at + length),
        words: (at, at + length),
    })
}

/// The words from one to before another, as they stand where nothing but space and hyphens is between them.
fn written(text: &str, words: &[Word], from: usize, to: usize) -> String {
    let folded: Vec<&str> = slice(text, words, from, to).split_whitespace().collect();
    folded.join(" ")
}

/// The measure at this word, and how many words it has.
fn measure(words: &[Word], at: usize) -> Option<(&'static Measure, usize)> {
    let word = words.get(at)?.lower.as_str();
    let next = words.get(at + 1).map_or("", |w| w.lower.as_str());
    let (word, length) = match (word, next) {
        ("per", "cent") | ("pour", "cent") => ("percent", 2),
        ("us", "$") => ("$", 2),
        ("basis", "points") => return None,
        _ => (word, 1),
    };
    Some((MEASURES.measure(word)?, length))
}
