//! Quantities: periods, shares, sums of money, powers of ten, physical amounts, counts, in one spelling.
//!
//! A number counts when a word of measure stands right after it, a currency right before or after it, or a noun that
//! is counted. Words are data (`measures.toml`). Cost: linear in the text.

mod find;
mod measures;
mod number;
mod power;

use std::fmt;

pub use find::quantities;
pub(crate) use find::quantities_of;

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

#[cfg(test)]
mod tests;
