//! Correspondences between units, and the graph they make over two or more drafts.
//!
//! A [`Correspondence`] says that a unit of one draft answers to a unit of another, how sure that is and why.
//! [`Judge`] says how two linked units relate, from what each has of the other, in words.
//! [`Crosswalk`] holds the units of all drafts as nodes and the correspondences as edges. [`unit_hash`] is how a
//! unit's wording is recognised again in a file that people have worked on.

mod correspondence;
mod graph;
mod hash;
mod level;
mod relation;

pub use correspondence::{Band, Correspondence, Rationale, Relation, UnitRef};
pub use graph::Crosswalk;
pub use hash::{normalised, unit_hash};
pub use level::{RollUp, rolled_up};
pub use relation::{Judge, Judgement};
