//! Bounds: sums, shares, powers of ten, counts, with the side they are bound from. Cost: linear in the words.

use std::fmt;

use super::markers::Markers;
use super::quantity::{Kind, Quantity};
use super::word::Word;

/// On which side of a quantity something has to lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// More than it.
    Over,
    /// It or more.
    AtLeast,
    /// It or less.
    UpTo,
    /// Less than it.
    Under,
    /// Nothing says which.
    Unsaid,
}

/// A quantity that bounds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// How much.
    pub quantity: Quantity,
    /// On which side.
    pub bound: Bound,
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.bound {
            Bound::Over => "> ",
            Bound::AtLeast => "≥ ",
            Bound::UpTo => "≤ ",
            Bound::Under => "< ",
            Bound::Unsaid => "",
        };
        write!(f, "{sign}{}", self.quantity.value())
    }
}

pub(super) fn thresholds(words: &[Word], quantities: &[Quantity], markers: &Markers) -> Vec<Threshold> {
    let bounding = quantities.iter().filter(|q| q.kind != Kind::Period);
    bounding
        .map(|q| Threshold {
            bound: bound(words, q, markers),
            quantity: q.clone(),
        })
        .collect()
}

fn bound(words: &[Word], quantity: &Quantity, markers: &Markers) -> Bound {
    let (from, to) = quantity.words;
    let after = markers.compare_after.at(words, to);
    // `exceeds a total of EUR 5`: a word or two may come between.
    let before = (0..3).find_map(|n| markers.compare.before(words, from.checked_sub(n)?));
    match after.or(before).map(|(_, class)| class.as_str()) {
        Some("over") => Bound::Over,
        Some("at_least") => Bound::AtLeast,
        Some("up_to") => Bound::UpTo,
        Some("under") => Bound::Under,
        _ => Bound::Unsaid,
    }
}
