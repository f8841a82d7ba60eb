//! Periods, shares and sums of money in a unit, for evidence only: "both say 15 days".
//!
//! A number counts when a word of measure stands right after it, or a currency right before or after it. What binds
//! to what in the sentence is the business of provisions. Cost: linear in the text.

/// What an amount measures. Only amounts of one kind are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Period,
    Share,
    Money,
}

/// An amount as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) kind: Kind,
    /// Number and measure in one spelling: `15 day`, `2.5 %`, `10000000 EUR`.
    pub(crate) value: String,
    /// As written.
    pub(crate) text: String,
}

const MEASURES: [(&str, Kind, &[&str]); 10] = [
    ("minute", Kind::Period, &["minute", "minutes"]),
    ("hour", Kind::Period, &["hour", "hours", "heure", "heures"]),
    ("day", Kind::Period, &["day", "days", "jour", "jours"]),
    ("week", Kind::Period, &["week", "weeks", "semaine", "semaines"]),
    ("month", Kind::Period, &["month", "months", "mois"]),
    (
        "year",
        Kind::Period,
        &["year", "years", "an", "ans", "année", "années"],
    ),
    ("%", Kind::Share, &["%", "percent", "pourcent"]),
    ("EUR", Kind::Money, &["eur", "€", "euro", "euros"]),
    ("USD", Kind::Money, &["usd", "$", "dollar", "dollars"]),
    ("GBP", Kind::Money, &["gbp", "£", "pounds"]),
];

const SPELLED: [(&str, u32); 20] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("deux", 2),
    ("trois", 3),
    ("cinq", 5),
    ("dix", 10),
    ("quinze", 15),
    ("trente", 30),
];

/// The amounts of a text in order, each value once.
pub(crate) fn amounts(text: &str) -> Vec<Amount> {
    let words = words(text);
    let mut found: Vec<Amount> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(mut number) = number(word) else {
            continue;
        };
        let mut next = at + 1;
        let scale = words.get(next).map(|w| w.to_lowercase());
        if let Some(zeros) = scale.as_deref().and_then(zeros) {
            number = scaled(&number, zeros);
            next += 1;
        }
        // "15 working days" and "15 calendar days" are not told apart from "15 days" here.
        if words
            .get(next)
            .is_some_and(|w| matches!(w.as_str(), "working" | "calendar" | "business"))
        {
            next += 1;
        }
        let after = words.get(next).and_then(|w| measure(w));
        let before = at
            .checked_sub(1)
            .and_then(|b| measure(words.get(b)?))
            .filter(|m| m.1 == Kind::Money);
        let (measure, from, to) = match (after, before) {
            (Some(m), _) => (m, at, next),
            (None, Some(m)) => (m, at - 1, next - 1),
            (None, None) => continue,
        };
        let amount = Amount {
            kind: measure.1,
            value: format!("{number} {}", measure.0),
            text: words.get(from..=to).unwrap_or_default().join(" "),
        };
        if !found.iter().any(|f| f.value == amount.value) {
            found.push(amount);
        }
    }
    found
}

/// Words, with signs of measure as words of their own and points and commas inside numbers kept.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if matches!(c, '%' | '€' | '$' | '£') {
            words.push(std::mem::take(&mut word));
            words.push(c.to_string());
        } else if c.is_alphanumeric()
            || (matches!(c, '.' | ',') && word.ends_with(|d: char| d.is_ascii_digit()))
        {
            word.push(c);
        } else {
            words.push(std::mem::take(&mut word));
        }
    }
    words.push(word);
    words
        .into_iter()
        .map(|w| w.trim_end_matches(['.', ',']).to_owned())
        .filter(|w| !w.is_empty())
        .collect()
}

/// The number in one spelling: separators of thousands gone, a decimal comma a point.
fn number(word: &str) -> Option<String> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let plain = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let thousands = word.split(['.', ',']).skip(1).all(|group| group.len() == 3);
        return plain.then(|| word.replace([',', '.'], if thousands { "" } else { "." }));
    }
    let lower = word.to_lowercase();
    let spelled = SPELLED.iter().find(|s| s.0 == lower)?;
    Some(spelled.1.to_string())
}

fn zeros(word: &str) -> Option<usize> {
    match word {
        "thousand" => Some(3),
        "million" | "millions" => Some(6),
        "billion" | "billions" | "milliard" | "milliards" => Some(9),
        _ => None,
    }
}

/// A number times a power of ten, in digits.
fn scaled(number: &str, zeros: usize) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let missing = zeros.saturating_sub(part.len());
    format!("{whole}{part}{}", "0".repeat(missing))
}

fn measure(word: &str) -> Option<(&'static str, Kind)> {
    let lower = word.to_lowercase();
    let found = MEASURES.iter().find(|m| m.2.contains(&lower.as_str()))?;
    Some((found.0, found.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        amounts(text).into_iter().map(|a| a.value).collect()
    }

    #[test]
    fn one_spelling_for_all() {
        assert_eq!(
            values("within fifteen (15) days, or 72 hours."),
            ["15 day", "72 hour"]
        );
        assert_eq!(values("dans un délai de 15 jours ouvrés"), ["15 day"]);
        assert_eq!(values("EUR 10 000"), ["10 EUR"]);
        assert_eq!(
            values("fines of up to €15,000,000 or 3 % of turnover"),
            ["15000000 EUR", "3 %"]
        );
        assert_eq!(values("$1.5 million"), ["1500000 USD"]);
    }

    #[test]
    fn bare_numbers_are_none() {
        assert!(values("Article 12 of Regulation 2024/1").is_empty());
        assert!(values("").is_empty());
    }
}
