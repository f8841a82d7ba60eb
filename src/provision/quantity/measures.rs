//! The words of measure and number, from `measures.toml`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::Kind;

#[derive(Deserialize)]
struct File {
    measure: Vec<MeasureRow>,
    between: String,
    working: String,
    units: Vec<String>,
    tens: Vec<String>,
    scales: Vec<FactorRow>,
    parts: Vec<FactorRow>,
    interval: Vec<IntervalRow>,
    label: String,
    counted: String,
    uncounted: String,
}

#[derive(Deserialize)]
struct MeasureRow {
    kind: Kind,
    unit: String,
    factor: f64,
    words: String,
}

#[derive(Deserialize)]
struct FactorRow {
    factor: f64,
    words: String,
}

#[derive(Deserialize)]
struct IntervalRow {
    months: f64,
    words: Vec<String>,
}

/// A word of measure.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub(super) kind: Kind,
    /// The smallest measure of its kind, and how many of those it is.
    pub(super) unit: String,
    pub(super) factor: f64,
}

#[derive(Default)]
pub(super) struct Measures {
    measures: FxHashMap<String, Measure>,
    between: FxHashSet<String>,
    working: FxHashSet<String>,
    numbers: FxHashMap<String, f64>,
    scales: FxHashMap<String, f64>,
    parts: FxHashMap<String, f64>,
    /// How often in months, by its words; the longest first.
    pub(super) intervals: Vec<(Vec<String>, f64)>,
    label: FxHashSet<String>,
    counted: FxHashSet<String>,
    uncounted: FxHashSet<String>,
    /// Words that quantities begin with.
    beginnings: FxHashSet<String>,
}

/// The embedded file; a test holds that it parses.
pub(super) static MEASURES: LazyLock<Measures> = LazyLock::new(|| {
    toml::from_str(include_str!("measures.toml"))
        .map(Measures::of)
        .unwrap_or_default()
});

impl Measures {
    fn of(file: File) -> Measures {
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        let factors = |rows: Vec<FactorRow>| {
            let each = |r: FactorRow| {
                r.words
                    .split_whitespace()
                    .map(|w| (w.to_owned(), r.factor))
                    .collect::<Vec<_>>()
            };
            rows.into_iter().flat_map(each).collect()
        };
        let mut measures = FxHashMap::default();
        for row in file.measure {
            for word in row.words.split_whitespace() {
                let (kind, unit, factor) = (row.kind, row.unit.clone(), row.factor);
                measures.insert(word.to_owned(), Measure { kind, unit, factor });
            }
        }
        let mut numbers = FxHashMap::default();
        let tens = file
            .tens
            .iter()
            .enumerate()
            .map(|(i, w)| ((i as f64 + 2.0) * 10.0, w));
        for (value, words) in file
            .units
            .iter()
            .enumerate()
            .map(|(i, w)| (i as f64, w))
            .chain(tens)
        {
            numbers.extend(words.split_whitespace().map(|w| (w.to_owned(), value)));
        }
        let mut intervals: Vec<(Vec<String>, f64)> = Vec::new();
        for row in file.interval {
            for phrase in row.words {
                let words = phrase.split([' ', '-']).map(str::to_owned).collect();
                intervals.push((words, row.months));
            }
        }
        intervals.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        let currencies = measures.iter().filter(|(_, m)| m.kind == Kind::Money);
        let beginnings = currencies
            .map(|(word, _)| word)
            .chain(numbers.keys())
            .chain(intervals.iter().filter_map(|(words, _)| words.first()))
            .cloned()
            // `US$`, `cent vingt`.
            .chain(["us", "cent"].map(str::to_owned));
        Measures {
            beginnings: beginnings.collect(),
            measures,
            between: set(&file.between),
            working: set(&file.working),
            numbers,
            scales: factors(file.scales),
            parts: factors(file.parts),
            intervals,
            label: set(&file.label),
            counted: set(&file.counted),
            uncounted: set(&file.uncounted),
        }
    }

    pub(super) fn measure(&self, word: &str) -> Option<&Measure> {
        self.measures.get(word)
    }

    /// Whether a quantity may begin with a word: with a number, a currency, or an interval.
    pub(super) fn may_begin(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit()) || self.beginnings.contains(word)
    }

    pub(super) fn is_between(&self, word: &str) -> bool {
        self.between.contains(word)
    }

    pub(super) fn is_working(&self, word: &str) -> bool {
        self.working.contains(word)
    }

    /// What share of a whole a word is: `third`.
    pub(super) fn part(&self, word: &str) -> Option<f64> {
        self.parts.get(word).copied()
    }

    /// Whether a number behind this word is the number of something.
    pub(super) fn is_label(&self, word: &str) -> bool {
        self.label.contains(word)
    }

    /// Whether a word names things that one counts.
    pub(super) fn counts(&self, word: &str) -> bool {
        self.counted.contains(word)
            || (word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && word.chars().all(char::is_alphabetic)
                && !self.uncounted.contains(word)
                && self.number(word).is_none())
    }

    fn number(&self, word: &str) -> Option<f64> {
        self.numbers.get(word).copied()
    }
}

pub(super) fn unit_of(word: &str) -> Option<f64> {
    MEASURES.number(word).filter(|n| *n < 20.0)
}

pub(super) fn ten_of(word: &str) -> Option<f64> {
    MEASURES.number(word).filter(|n| *n >= 20.0)
}

pub(super) fn scale_of(word: &str) -> Option<f64> {
    MEASURES.scales.get(word).copied()
}
