//! How well a crosswalk reproduces a published one.
//!
//! [`read`] takes both files in as text, [`Judged`] holds what every left unit, pair and gap comes to, and gives
//! [`figures`](Judged::figures), with [`intervals`](Judged::intervals) by bootstrap over the left units; `compare` says
//! where two crosswalks differ. Benches and tests use the same code on what [`crate::align`] ranks.

mod bootstrap;
mod compare;
mod figure;
mod figures;
mod file;
mod gaps;
mod relations;

use std::collections::{BTreeMap, BTreeSet};

use crate::crosswalk::Relation;

pub use bootstrap::{Interval, Resampling};
pub use compare::{Better, Change, compare};
pub use figure::Figure;
pub use figures::Judged;
pub use file::{File, Files, Read, read, read_gaps};
pub use relations::{Labels, OfLabel, kappa, labels};

/// A pair of units as a crosswalk ranks it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Higher is better, comparable over all pairs.
    pub score: f64,
    /// Index of the left unit.
    pub left: usize,
    /// Index of the right unit.
    pub right: usize,
    /// Probability that a reviewer accepts it, where the crosswalk says.
    pub confidence: Option<f64>,
    /// What it says of how the left unit relates to the right one.
    pub relation: Option<Relation>,
}

/// The published counterparts of each left unit, with the relation where one is published.
pub type Gold = BTreeMap<usize, BTreeMap<usize, Option<Relation>>>;

/// Units of the left and of the right that the publisher says have no counterpart.
pub type Gaps = [BTreeSet<usize>; 2];

/// What is scored against what.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// How many units there are on the left and on the right.
    pub units: [usize; 2],
    /// The pairs of each left unit, best first.
    pub rows: Vec<Vec<Pair>>,
    /// What is published.
    pub gold: Gold,
    /// What is published to have no counterpart.
    pub gaps: Gaps,
}
