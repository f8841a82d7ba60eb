//! Two ways to write one word or one number, and nothing else: `organise` and `organize`, `labour` and `labor`,
//! `fire-alarm` and `fire alarm`, `1,5` and `1.5`.
//!
//! Words that only look alike are other words (`county`, `country`). So nothing here counts letters that differ: each rule
//! is a spelling that a language is known to have two of, and a word that it would confuse with another is kept out by its
//! length.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words shorter than this have one spelling: `prise` is no `prize`, `four` no `for`, `la` no `là`.
const LONG: usize = 6;
/// The same for accents.
const ACCENTED: usize = 4;

/// Whether two words, as they are compared, are one in two spellings. `pairs`: beginnings of words that have two.
pub(super) fn same_word(a: &str, b: &str, pairs: &[[String; 2]]) -> bool {
    if a == b {
        return true;
    }
    let letters = |w: &str| w.chars().all(|c| c.is_alphabetic() || is_combining_mark(c));
    if !letters(a) || !letters(b) {
        return false;
    }
    let (a, b) = (plain(a), plain(b));
    a == b
        || regular(&a) == regular(&b)
        || pairs
            .iter()
            .any(|pair| paired(&a, &b, pair) || paired(&b, &a, pair))
}

/// Whether two runs of words are the same letters, joined or apart: `start-up`, `start up`, `startup`.
pub(super) fn joined_alike(a: &[String], b: &[String]) -> bool {
    let letters = |words: &[String]| words.concat().replace('-', "");
    // Two numbers side by side are not one, and "may be" is not "maybe".
    let plain = |words: &[String]| {
        words
            .iter()
            .all(|w| w.chars().all(|c| c.is_alphabetic() || c == '-'))
    };
    let long =
        |words: &[String]| words.iter().all(|w| w.chars().count() > 2 || w.contains('-')) || words.len() == 1;
    let hyphen = a.iter().chain(b).any(|w| w.contains('-'));
    a != b && plain(a) && plain(b) && (hyphen || long(a) && long(b)) && letters(a) == letters(b)
}

/// Whether two numbers are one in two notations: `1,5` and `1.5`, `1 000` and `1,000` and `1000`.
pub(super) fn same_number(a: &str, b: &str) -> bool {
    a != b && value(a).is_some_and(|v| Some(v) == value(b))
}

/// The digits of a number without separators of thousands and with a dot before its fraction; `None` for what is no plain
/// number, and where a separator may mean either (`1.500`).
fn value(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit())
        || !digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
    {
        return None;
    }
    let groups: Vec<&str> = digits.split(['.', ',', ' ']).collect();
    let separators: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let grouped = |groups: &[&str]| {
        let (first, rest) = groups.split_first()?;
        let whole = first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|g| g.len() == 3);
        whole.then(|| groups.concat())
    };
    let number = match separators.as_slice() {
        [] => digits.to_owned(),
        // One dot before three digits may stand for a fraction as well as for thousands; a comma or a blank is taken for
        // what it mostly is.
        ['.'] => digits.to_owned(),
        [' '] => grouped(&groups)?,
        [','] if groups[1].len() == 3 && !groups[0].starts_with('0') => grouped(&groups)?,
        [','] => groups.join("."),
        [all @ .., last] if all.iter().all(|s| s == &all[0]) && *last != all[0] && *last != ' ' => {
            let (fraction, whole) = groups.split_last()?;
            format!("{}.{fraction}", grouped(whole)?)
        }
        all if all.iter().all(|s| s == &all[0]) => grouped(&groups)?,
        _ => return None,
    };
    Some(format!("{sign}{number}"))
}

/// Without accents, where the word is long enough not to become another one.
fn plain(word: &str) -> String {
    if word.is_ascii() || word.chars().count() < ACCENTED {
        return word.to_owned();
    }
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// The word in the one of two regular spellings that the others are taken for.
fn regular(word: &str) -> String {
    if word.chars().count() < LONG || !word.is_ascii() {
        return word.to_owned();
    }
    let mut word = word.to_owned();
    for (from, to) in [("isation", "ization"), ("yse", "yze"), ("ysing", "yzing")] {
        word = word.replace(from, to);
    }
    for ending in ["ise", "ised", "ises", "ising", "iser", "isers", "isable"] {
        if let Some(stem) = word.strip_suffix(ending) {
            word = format!("{stem}{}", ending.replacen('s', "z", 1));
            break;
        }
    }
    const BEHIND_OUR: [&str; 14] = [
        "", "s", "ed", "ing", "er", "ers", "able", "ably", "ful", "ite", "hood", "less", "y", "al",
    ];
    if let Some((stem, ending)) = word.rsplit_once("our")
        && stem.len() > 1
        && BEHIND_OUR.contains(&ending)
    {
        word = format!("{stem}or{ending}");
    }
    for (from, to) in [("tre", "ter"), ("tres", "ters"), ("bre", "ber"), ("bres", "bers")] {
        if let Some(stem) = word.strip_suffix(from) {
            word = format!("{stem}{to}");
            break;
        }
    }
    // A doubled `l` behind a syllable without stress: `labelling`, but `filling` is not `filing`.
    if let Some((stem, ending)) = word.rsplit_once("ll") {
        let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        let syllables = stem.split(|c| !vowel(c)).filter(|v| !v.is_empty()).count();
        if syllables > 1 {
            word = format!("{stem}l{ending}");
        }
    }
    word
}

/// Whether one word begins with the one spelling and the other with the other, and both go on alike.
fn paired(a: &str, b: &str, [one, other]: &[String; 2]) -> bool {
    let rest = a.strip_prefix(one.as_str());
    rest.is_some() && rest == b.strip_prefix(other.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|w| (*w).to_owned()).collect()
    }

    #[test]
    fn spellings_of_one_word_are_told_from_words_that_look_alike() {
        let pairs = [["defence".to_owned(), "defense".to_owned()]];
        for (a, b) in [
            ("organisation", "organization"),
            ("minimises", "minimizes"),
            ("analyse", "analyze"),
            ("behaviour", "behavior"),
            ("favourable", "favorable"),
            ("labelling", "labeling"),
            ("fulfil", "fulfill"),
            ("fibres", "fibers"),
            ("défense", "defense"),
            ("defences", "defenses"),
        ] {
            assert!(same_word(a, b, &pairs) && same_word(b, a, &pairs), "{a} {b}");
        }
        for (a, b) in [
            ("county", "country"),
            ("lawful", "unlawful"),
            ("shall", "should"),
            ("filing", "filling"),
            ("mourning", "morning"),
            ("four", "for"),
            ("provider", "providers"),
            ("ou", "o\u{f9}"),
            ("advise", "advice"),
            ("internal", "external"),
        ] {
            assert!(!same_word(a, b, &pairs), "{a} {b}");
        }
    }

    #[test]
    fn words_joined_or_apart_are_the_same_letters() {
        assert!(joined_alike(&words(&["fire-alarm"]), &words(&["fire", "alarm"])));
        assert!(joined_alike(&words(&["startups"]), &words(&["start-ups"])));
        assert!(!joined_alike(&words(&["1", "000"]), &words(&["1000"])));
        assert!(!joined_alike(&words(&["may", "be"]), &words(&["maybe"])));
    }

    #[test]
    fn notations_of_one_number_are_told_from_other_numbers() {
        for (a, b) in [
            ("1,5", "1.5"),
            ("1 000", "1000"),
            ("1,000", "1 000"),
            ("1.234.567", "1 234 567"),
            ("1.234,5", "1,234.5"),
            ("0,500", "0.500"),
        ] {
            assert!(same_number(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("1.500", "1500"),
            ("15", "1.5"),
            ("1,000", "1.000"),
            ("-5", "5"),
            ("2024/1", "20241"),
        ] {
            assert!(!same_number(a, b), "{a} {b}");
        }
    }
}
