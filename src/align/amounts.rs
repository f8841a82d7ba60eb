//! Periods, shares, sums of money and powers in a unit, for evidence only: "both say 15 days".
//!
//! A number counts when a word of measure stands right after it, or a currency right before or after it; powers count
//! by themselves. What binds to what in the sentence is the business of provisions. Cost: linear in the text.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// What an amount measures. Only amounts of one kind are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Period,
    Age,
    Share,
    /// By ISO 4217 code.
    Money(&'static str),
    Power,
}

/// An amount as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) kind: Kind,
    /// Number and measure in one spelling: `21600 minutes`, `2.5 %`, `10000000 EUR`, `10^25`.
    pub(crate) value: String,
    /// As written.
    pub(crate) text: String,
}

/// A word of measure: kind, name of the smallest measure it is counted in, how many of those, spellings.
type Measure = (Kind, &'static str, f64, &'static [&'static str]);

const MEASURES: [Measure; 11] = [
    (Kind::Period, "minutes", 1.0, &["minute", "minutes"]),
    (
        Kind::Period,
        "minutes",
        60.0,
        &["hour", "hours", "heure", "heures"],
    ),
    (
        Kind::Period,
        "minutes",
        1_440.0,
        &["day", "days", "jour", "jours"],
    ),
    (
        Kind::Period,
        "minutes",
        10_080.0,
        &["week", "weeks", "semaine", "semaines"],
    ),
    (Kind::Period, "months", 1.0, &["month", "months", "mois"]),
    (
        Kind::Period,
        "months",
        12.0,
        &["year", "years", "an", "ans", "année", "années"],
    ),
    (Kind::Share, "%", 1.0, &["%", "percent", "pourcent"]),
    (Kind::Money("EUR"), "EUR", 1.0, &["eur", "€", "euro", "euros"]),
    (Kind::Money("USD"), "USD", 1.0, &["usd", "$", "dollar", "dollars"]),
    (Kind::Money("GBP"), "GBP", 1.0, &["gbp", "£", "pounds"]),
    (Kind::Money("CAD"), "CAD", 1.0, &["cad"]),
];

const UNITS: [&[&str]; 20] = [
    &[],
    &["one", "un", "une"],
    &["two", "deux"],
    &["three", "trois"],
    &["four", "quatre"],
    &["five", "cinq"],
    &["six"],
    &["seven", "sept"],
    &["eight", "huit"],
    &["nine", "neuf"],
    &["ten", "dix"],
    &["eleven", "onze"],
    &["twelve", "douze"],
    &["thirteen", "treize"],
    &["fourteen", "quatorze"],
    &["fifteen", "quinze"],
    &["sixteen", "seize"],
    &["seventeen"],
    &["eighteen"],
    &["nineteen"],
];

const TENS: [&[&str]; 8] = [
    &["twenty", "vingt", "vingts"],
    &["thirty", "trente"],
    &["forty", "fourty", "quarante"],
    &["fifty", "cinquante"],
    &["sixty", "soixante"],
    &["seventy"],
    &["eighty"],
    &["ninety"],
];

/// Words that may stand between a number and its measure. Working days and calendar days are not told apart from days.
const BETWEEN: [&str; 9] = [
    "working",
    "calendar",
    "business",
    "consecutive",
    "full",
    "d",
    "de",
    "u",
    "s",
];

/// A word, number or sign of a text.
#[derive(Debug)]
struct Word {
    from: usize,
    to: usize,
    lower: String,
    /// Of a word in digits.
    number: Option<f64>,
}

/// The amounts of a text in order, each value once.
pub(crate) fn amounts(text: &str) -> Vec<Amount> {
    let words = words(text);
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if word.number.is_none() && !begins(&word.lower) {
            at += 1;
            continue;
        }
        let Some((amount, next)) = power(text, &words, at).or_else(|| measured(text, &words, at)) else {
            at += number(text, &words, at).map_or(1, |n| n.1);
            continue;
        };
        at = next;
        if !found.iter().any(|f| f.value == amount.value) {
            found.push(amount);
        }
    }
    found
}

/// Whether an amount may begin with a word that is no number in digits.
fn begins(word: &str) -> bool {
    static FIRST: OnceLock<FxHashSet<&str>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let money = MEASURES.iter().filter(|m| matches!(m.0, Kind::Money(_)));
        let spelled = UNITS.iter().chain(&TENS).flat_map(|w| w.iter());
        let all = money.flat_map(|m| m.3).chain(spelled);
        all.copied().chain(["us", "cent"]).collect()
    });
    first.contains(word)
}

/// `10^25`, `10(^25)`, `10²⁵`, `10**25`, and where the amount ends.
fn power(text: &str, words: &[Word], at: usize) -> Option<(Amount, usize)> {
    let base = words.get(at)?;
    if base.lower != "10" {
        return None;
    }
    let next = words.get(at + 1)?;
    let (exponent, last) = if let Some(raised) = superscript(&next.lower) {
        (raised, at + 1)
    } else {
        let raised = words.get(at + 2).filter(|_| next.lower == "^")?;
        raised.number?;
        (raised.lower.clone(), at + 2)
    };
    let amount = Amount {
        kind: Kind::Power,
        value: format!("10^{exponent}"),
        text: written(text, words, at, last),
    };
    Some((amount, last + 1))
}

/// The digits that superscripts stand for.
fn superscript(word: &str) -> Option<String> {
    let digit = |c| {
        let value = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c)?;
        char::from_digit(value as u32, 10)
    };
    word.chars().map(digit).collect()
}

/// A number with its measure from this word on, and where the amount ends.
fn measured(text: &str, words: &[Word], at: usize) -> Option<(Amount, usize)> {
    let currency = measure(words, at).filter(|m| matches!(m.0.0, Kind::Money(_)));
    let start = currency.map_or(at, |c| at + c.1);
    let (number, length) = number(text, words, start)?;
    let mut next = start + length;
    while words
        .get(next)
        .is_some_and(|w| BETWEEN.contains(&w.lower.as_str()))
    {
        next += 1;
    }
    let (found, to) = match (currency, measure(words, next)) {
        (Some((c, _)), _) => (c, start + length),
        (None, Some((m, length))) => (m, next + length),
        (None, None) => return None,
    };
    let is = |at: usize, word: &str| words.get(at).is_some_and(|w| w.lower == word);
    let age = found.0 == Kind::Period && (is(to, "old") || (is(to, "of") && is(to + 1, "age")));
    let amount = Amount {
        kind: if age { Kind::Age } else { found.0 },
        value: format!(
            "{} {}{}",
            number * found.2,
            found.1,
            if age { " of age" } else { "" }
        ),
        text: written(text, words, at, to - 1),
    };
    Some((amount, to))
}

/// The words from one to another, as they stand where nothing but space and hyphens is between them.
fn written(text: &str, words: &[Word], from: usize, to: usize) -> String {
    let span = words.get(from).zip(words.get(to));
    let slice = span.and_then(|(a, b)| text.get(a.from..b.to)).unwrap_or("");
    let folded: Vec<&str> = slice.split_whitespace().collect();
    folded.join(" ").replace(['(', ')'], "")
}

/// The measure at this word, and how many words it has.
fn measure(words: &[Word], at: usize) -> Option<(&'static Measure, usize)> {
    let word = words.get(at)?.lower.as_str();
    let next = words.get(at + 1).map_or("", |w| w.lower.as_str());
    let (word, length) = match (word, next) {
        ("per", "cent") | ("pour", "cent") => ("percent", 2),
        ("us", "$") => ("$", 2),
        _ => (word, 1),
    };
    Some((MEASURES.iter().find(|m| m.3.contains(&word))?, length))
}

/// The number from this word on, and how many words it has.
fn number(text: &str, words: &[Word], at: usize) -> Option<(f64, usize)> {
    let first = words.get(at)?;
    let (mut value, mut length) = match first.number {
        Some(n) => (n, 1),
        None => spelled(text, words, at)?,
    };
    // `35 million`; in words, scales are read with the rest.
    if let Some(scale) = words.get(at + length).and_then(|w| scale(&w.lower)) {
        value *= scale;
        length += 1;
    }
    Some((value, length))
}

/// A number in words: `seventy-two`, `one hundred and twenty`, `five hundred million`, `soixante-douze`.
fn spelled(text: &str, words: &[Word], at: usize) -> Option<(f64, usize)> {
    let (mut total, mut current, mut length) = (0.0, 0.0, 0);
    // What may still be added to: hundreds after a scale, tens after hundreds, units after tens.
    let mut room = f64::INFINITY;
    while let Some(word) = words.get(at + length) {
        let joined = length == 0 || close(text, words, at + length);
        if !joined {
            break;
        }
        let (unit, ten) = (unit(&word.lower), ten(&word.lower));
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
        } else if let Some(scale) = scale(&word.lower).filter(|_| length > 0) {
            total += f64::max(current, 1.0) * scale;
            (current, room) = (0.0, 1000.0);
        } else if matches!(word.lower.as_str(), "and" | "et")
            && length > 0
            && room >= 10.0
            && words.get(at + length + 1).is_some_and(|w| {
                self::unit(&w.lower).is_some_and(|n| n < room)
                    || (room >= 100.0 && self::ten(&w.lower).is_some())
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
fn close(text: &str, words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let gap = before
        .zip(words.get(at))
        .and_then(|(a, b)| text.get(a.to..b.from));
    gap.is_some_and(|g| {
        g.chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '–'))
    })
}

fn unit(word: &str) -> Option<f64> {
    UNITS.iter().position(|u| u.contains(&word)).map(|n| n as f64)
}

fn ten(word: &str) -> Option<f64> {
    TENS.iter()
        .position(|t| t.contains(&word))
        .map(|n| (n as f64 + 2.0) * 10.0)
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "thousand" | "mille" => Some(1e3),
        "million" | "millions" => Some(1e6),
        "billion" | "billions" | "milliard" | "milliards" => Some(1e9),
        "trillion" | "trillions" => Some(1e12),
        _ => None,
    }
}

/// Words, numbers with their separators, and signs of measure.
fn words(text: &str) -> Vec<Word> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let offset = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let digits = |from: usize| {
        let run = (from..).take_while(|&i| at(i).is_some_and(|c| c.is_ascii_digit()));
        run.count()
    };
    let mut words = Vec::new();
    let mut i = 0;
    while let Some(c) = at(i) {
        let start = i;
        let superscript = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
        let mut number = None;
        if c.is_ascii_digit() {
            let (end, value) = in_digits(&at, &digits, i);
            i = end;
            // `2024a` and `3.1.2` are labels.
            if at(i).is_some_and(char::is_alphabetic) || value.is_none() {
                while at(i).is_some_and(|c| c.is_alphanumeric() && !superscript(c)) {
                    i += 1;
                }
            } else {
                number = value;
            }
        } else if superscript(c) {
            while at(i).is_some_and(superscript) {
                i += 1;
            }
        } else if c.is_alphanumeric() {
            while at(i).is_some_and(|c| c.is_alphanumeric() && !superscript(c)) {
                i += 1;
            }
        } else if matches!(c, '%' | '€' | '$' | '£' | '^') {
            i += 1;
        } else {
            i += 1;
            continue;
        }
        let (from, to) = (offset(start), offset(i));
        words.push(Word {
            from,
            to,
            lower: text.get(from..to).unwrap_or("").to_lowercase(),
            number,
        });
    }
    words
}

/// Where a number in digits ends, and its value: `35 000 000`, `750,000`, `1.500.000`, `2.5`, `2,5`. None for what
/// only looks like one (`3.1.2`).
fn in_digits(
    at: &dyn Fn(usize) -> Option<char>,
    digits: &dyn Fn(usize) -> usize,
    from: usize,
) -> (usize, Option<f64>) {
    let mut end = from + digits(from);
    let mut whole: String = (from..end).filter_map(at).collect();
    let thousands = |c: char| {
        matches!(
            c,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ',' | '.' | '\'' | '’'
        )
    };
    // One separator all along, groups of three.
    if whole.len() <= 3 && !whole.starts_with('0') {
        let separator = at(end).filter(|&c| thousands(c));
        let same = |c: char| separator.is_some_and(|s| s == c || (s.is_whitespace() && c.is_whitespace()));
        while at(end).is_some_and(same) && digits(end + 1) == 3 {
            whole.extend((end + 1..end + 4).filter_map(at));
            end += 4;
        }
    }
    if let Some('.' | ',') = at(end)
        && digits(end + 1) > 0
    {
        let part = digits(end + 1);
        whole.push('.');
        whole.extend((end + 1..=end + part).filter_map(at));
        end += part + 1;
        if matches!(at(end), Some('.' | ',')) && digits(end + 1) > 0 {
            while matches!(at(end), Some('.' | ',')) && digits(end + 1) > 0 {
                end += digits(end + 1) + 1;
            }
            return (end, None);
        }
    }
    (end, whole.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        amounts(text).into_iter().map(|a| a.value).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        amounts(text).into_iter().map(|a| a.text).collect()
    }

    #[test]
    fn one_value_for_all_spellings() {
        for (text, value) in [
            ("seventy-two hours", "4320 minutes"),
            ("seventy-two (72) hours", "4320 minutes"),
            ("72 hours", "4320 minutes"),
            ("a 72-hour period", "4320 minutes"),
            ("three days", "4320 minutes"),
            ("3 calendar days", "4320 minutes"),
            ("soixante-douze heures", "4320 minutes"),
            ("dans un délai de 15 jours ouvrés", "21600 minutes"),
            ("fifteen (15) days", "21600 minutes"),
            ("twenty-five days", "36000 minutes"),
            ("twenty five days", "36000 minutes"),
            ("vingt et un jours", "30240 minutes"),
            ("quatre-vingt-dix jours", "129600 minutes"),
            ("ninety days", "129600 minutes"),
            ("one hundred and twenty days", "172800 minutes"),
            ("two years", "24 months"),
            ("24 months", "24 months"),
            ("EUR 35 000 000", "35000000 EUR"),
            ("EUR 35\u{a0}000\u{202f}000", "35000000 EUR"),
            ("EUR 35 million", "35000000 EUR"),
            ("35 000 000 EUR", "35000000 EUR"),
            ("35 millions d’euros", "35000000 EUR"),
            ("€35,000,000", "35000000 EUR"),
            ("€ 35.000.000", "35000000 EUR"),
            ("EUR 750 000", "750000 EUR"),
            ("$500,000,000", "500000000 USD"),
            ("US$500 million", "500000000 USD"),
            ("five hundred million dollars", "500000000 USD"),
            ("five hundred million dollars ($500,000,000)", "500000000 USD"),
            ("one million five hundred thousand dollars", "1500000 USD"),
            ("$1.5 million", "1500000 USD"),
            ("£17,500,000", "17500000 GBP"),
            ("2.5 %", "2.5 %"),
            ("2,5 %", "2.5 %"),
            ("seven per cent", "7 %"),
            ("7 percent", "7 %"),
            ("10^25 floating point operations", "10^25"),
            ("10(^25)", "10^25"),
            ("10^(25)", "10^25"),
            ("10²⁵", "10^25"),
            ("18 years of age", "216 months of age"),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
    }

    #[test]
    fn several_stay_apart() {
        assert_eq!(
            values("fines of up to €15,000,000 or 3 % of turnover"),
            ["15000000 EUR", "3 %"]
        );
        assert_eq!(
            values("one or two days, and 72 hours."),
            ["2880 minutes", "4320 minutes"]
        );
        assert_eq!(values("two three days"), ["4320 minutes"]);
    }

    #[test]
    fn written_as_it_stands() {
        assert_eq!(texts("within seventy-two hours of it"), ["seventy-two hours"]);
        assert_eq!(texts("up to EUR 35\u{a0}000 000 or"), ["EUR 35 000 000"]);
        assert_eq!(texts("of $500,000,000."), ["$500,000,000"]);
        assert_eq!(texts("fifteen (15) days"), ["15 days"]);
    }

    #[test]
    fn bare_numbers_are_none() {
        assert!(values("Article 12 of Regulation 2024/1, 3.1.2 days").is_empty());
        assert!(values("cent fois; and one, of hundred").is_empty());
        assert!(values("").is_empty());
    }
}
