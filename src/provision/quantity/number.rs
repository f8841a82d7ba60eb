//! Numbers in words: `seventy-two`, `one hundred and twenty`, `five hundred million`, `soixante-douze`.

use super::measures::{scale_of, ten_of, unit_of};
use crate::provision::word::{Word, gap};

/// The number from this word on, and how many words it has.
pub(super) fn number(text: &str, words: &[Word], at: usize) -> Option<(f64, usize)> {
    let first = words.get(at)?;
    let (mut value, mut length) = match first.number {
        Some(n) => (n, 1),
        None => spelled(text, words, at)?,
    };
    // `35 million`; in words, scales are read with the rest.
    if let Some(scale) = words.get(at + length).and_then(|w| scale_of(&w.lower)) {
        value *= scale;
        length += 1;
    }
    Some((value, length))
}

/// A number in words: `seventy-two`, `one hundred and twenty`, `five hundred million`, `soixante-douze`.
pub(super) fn spelled(text: &str, words: &[Word], at: usize) -> Option<(f64, usize)> {
    let (mut total, mut current, mut length) = (0.0, 0.0, 0);
    // What may still be added to: hundreds after a scale, tens after hundreds, units after tens.
    let mut room = f64::INFINITY;
    while let Some(word) = words.get(at + length) {
        let joined = length == 0 || close(text, words, at + length);
        if !joined {
            break;
        }
        let (unit, ten) = (unit_of(&word.lower), ten_of(&word.lower));
        if ten == Some(20.0) && current % 100.0 == 4.0 && word.lower.starts_with("vingt") {
            current += 76.0;
            room = 20.0;
        } else if let Some(n) = unit.filter(|&n| n < room) {
            current += n;
            room = if current % 100.0 == 4.0 { 1.0 } else { 0.0 };
        } else if let Some(n) = ten.filter(|_| room >= 100.0) {
            current += n;
            // French counts to 19 from sixty on.
            room = if word.lower == "soixante" { 20.0 } else { 10.0 };
        } else if matches!(word.lower.as_str(), "hundred" | "cent" | "cents")
            && current < 100.0
            && (length > 0 || word.lower == "cent")
        {
            current = f64::max(current, 1.0) * 100.0;
            room = 100.0;
        } else if let Some(scale) = scale_of(&word.lower).filter(|_| length > 0) {
            total += f64::max(current, 1.0) * scale;
            (current, room) = (0.0, 1000.0);
        } else if matches!(word.lower.as_str(), "and" | "et")
            && length > 0
            && room >= 10.0
            && words.get(at + length + 1).is_some_and(|w| {
                unit_of(&w.lower).is_some_and(|n| n < room) || (room >= 100.0 && ten_of(&w.lower).is_some())
            })
        {
            // `one hundred and twenty`
        } else {
            break;
        }
        length += 1;
    }
    (total + current > 0.0).then_some((total + current, length))
}

/// Whether nothing but space or a hyphen is between a word and the one before.
pub(super) fn close(text: &str, words: &[Word], at: usize) -> bool {
    let plain = |c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–');
    at > 0 && at < words.len() && gap(text, words, at).chars().all(plain)
}
