//! Quantities: periods, shares, sums of money, powers of ten, physical amounts, counts, in one spelling.
//!
//! A number counts when a word of measure stands right after it, a currency right before or after it, or a noun that
//! is counted. Words are data (`measures.toml`). Cost: linear in the text.

mod measures;
mod number;
mod power;

use std::fmt;

use measures::{MEASURES, Measure};
use number::{close, number};

use super::word::{Word, gap, slice, words};

/// What a quantity measures. Only quantities of one kind are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A length of time.
    Period,
    /// A length of life.
    Age,
    /// A part of a whole, in per cent.
    Share,
    /// A sum; currencies are never converted.
    Money,
    /// A power of ten, as thresholds of computation are.
    Power,
    /// Power, energy, length, mass, data.
    Physical,
    /// So many of something.
    Count,
}

/// A quantity as found.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Quantity {
    /// What it measures.
    pub kind: Kind,
    /// How much, in `unit`.
    pub number: f64,
    /// `minutes` or `months`, `%`, the currency's ISO 4217 code, the physical unit, the noun that is counted.
    pub unit: String,
    /// Working days, not days of the calendar.
    pub working: bool,
    /// As written.
    pub text: String,
    /// The first of its words and the one after its last, as counted by `words`.
    #[serde(skip)]
    pub(crate) words: (usize, usize),
}

impl Quantity {
    /// Number and measure in one spelling: `21600 minutes`, `2.5 %`, `10000000 EUR`, `10^25`.
    pub fn value(&self) -> String {
        match self.kind {
            Kind::Power => power_name(self.number),
            Kind::Age => format!("{} {} of age", self.number, self.unit),
            _ => format!("{} {}", self.number, self.unit),
        }
    }

    /// Number and measure as people say them: a period in its largest whole measure (`90 days`, `7 years`), in hours where it
    /// is written so; anything else as [`value`](Self::value) has it.
    pub fn said(&self) -> String {
        let text = self.text.to_lowercase();
        let hours = ["hour", "heure", "uur"].iter().any(|w| text.contains(w));
        let (number, measures): (f64, &[(f64, &str)]) = match (self.kind, self.unit.as_str()) {
            (Kind::Period, "minutes") if hours => (self.number, &[(60.0, "hour"), (1.0, "minute")]),
            (Kind::Period, "minutes") => (self.number, &[(1440.0, "day"), (60.0, "hour"), (1.0, "minute")]),
            (Kind::Period, "months") => (self.number, &[(12.0, "year"), (1.0, "month")]),
            _ => return self.value(),
        };
        let whole = measures
            .iter()
            .find(|(size, _)| number % size == 0.0 && number >= *size);
        match whole {
            Some((size, measure)) => {
                let number = number / size;
                let s = if number == 1.0 { "" } else { "s" };
                format!("{number} {measure}{s}")
            }
            None => self.value(),
        }
    }

    /// Whether two can be set against each other: of one kind, of one currency, the same things counted.
    pub fn comparable(&self, other: &Quantity) -> bool {
        self.kind == other.kind && (self.unit == other.unit || matches!(self.kind, Kind::Period | Kind::Age))
    }

    /// Whether two are the same amount: 72 hours and three days, a year and twelve months.
    pub fn equals(&self, other: &Quantity) -> bool {
        if !self.comparable(other) || self.working != other.working {
            return false;
        }
        let (a, b) = (self.in_minutes(), other.in_minutes());
        (a - b).abs() <= f64::EPSILON * 16.0 * a.abs().max(b.abs())
    }

    /// A length of time in minutes (a month is the twelfth of a year), anything else as it is.
    pub fn in_minutes(&self) -> f64 {
        if matches!(self.kind, Kind::Period | Kind::Age) && self.unit == "months" {
            self.number * 365.0 / 12.0 * 1440.0
        } else {
            self.number
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn power_name(number: f64) -> String {
    let exponent = number.log10().floor();
    let mantissa = number / 10f64.powf(exponent);
    if (mantissa - 1.0).abs() < 1e-6 {
        format!("10^{exponent}")
    } else {
        format!("{} × 10^{exponent}", (mantissa * 1e6).round() / 1e6)
    }
}

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
fn whole(text: &str) -> Option<f64> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        quantities(text).iter().map(Quantity::value).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        quantities(text).into_iter().map(|a| a.text).collect()
    }

    #[test]
    fn periods_are_said_in_their_largest_measure() {
        let said = |text: &str| quantities(text)[0].said();
        for (text, as_said) in [
            ("ninety days", "90 days"),
            ("72 hours", "72 hours"),
            ("36 hours", "36 hours"),
            ("one hour", "1 hour"),
            ("24 months", "2 years"),
            ("18 months", "18 months"),
        ] {
            assert_eq!(said(text), as_said, "{text}");
        }
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
            ("10 25 FLOPs", "10^25"),
            ("1026 integer or floating-point operations", "10^26"),
            ("ten to the power of 25", "10^25"),
            ("10 to the 25th power", "10^25"),
            ("ten to the power of twenty-five", "10^25"),
            ("10 à la puissance 25", "10^25"),
            ("1e25", "10^25"),
            ("5 × 10^25", "5 × 10^25"),
            ("twenty-five million dollars", "25000000 USD"),
            ("one third of the computation", "33.333 %"),
            ("at least once a year", "12 months"),
            ("20 MW", "20000000 W"),
            ("more than 50 people", "50 people"),
            ("10 000 registered business users", "10000 users"),
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
        assert_eq!(texts("fifteen (15) days"), ["fifteen (15) days"]);
    }

    #[test]
    fn bare_numbers_are_none() {
        assert!(values("Article 12 of Regulation 2024/1, 3.1.2 days").is_empty());
        assert!(values("cent fois; and one, of hundred").is_empty());
        assert!(values("Chapter 2, an oven; rule 3 an oven").is_empty());
        assert!(values("").is_empty());
    }

    #[test]
    fn units_are_one_measure() {
        let equal = |a: &str, b: &str| quantities(a)[0].equals(&quantities(b)[0]);
        for (a, b) in [
            ("72 hours", "three days"),
            ("one year", "12 months"),
            ("24 hours", "one day"),
        ] {
            assert!(equal(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("15 days", "15 working days"),
            ("EUR 5", "$5"),
            ("5 %", "EUR 5"),
            ("10^25", "10^26"),
        ] {
            assert!(!equal(a, b), "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}") {
            let _ = quantities(&text);
        }

        #[test]
        fn digits_with_any_separator_are_one_number(n in 1u32..999, m in 0u32..1000, sep in "[ ,\u{a0}\u{202f}]") {
            let written = format!("EUR {n}{sep}{m:03}{sep}000");
            let expected = f64::from(n) * 1e6 + f64::from(m) * 1e3;
            let found = quantities(&written);
            proptest::prop_assert_eq!(found.len(), 1);
            proptest::prop_assert!((found[0].number - expected).abs() < 0.5);
        }

        #[test]
        fn powers_in_all_spellings(e in 16u32..35) {
            for text in [format!("10^{e}"), format!("10(^{e})"), format!("ten to the power of {e}"),
                         format!("10{e} floating-point operations"), format!("1e{e}")] {
                let found = quantities(&text);
                let value = found.first().map(Quantity::value);
                proptest::prop_assert_eq!(value, Some(format!("10^{e}")), "{}", text);
            }
        }
    }
}
