//! Correspondences between units, and the graph they make over two or more drafts.
//!
//! A [`Correspondence`] says that a unit of one draft answers to a unit of another, how sure that is and why.
//! [`Crosswalk`] holds the units of all drafts as nodes and the correspondences as edges. [`unit_hash`] is how a
//! unit's wording is recognised again in a file that people have worked on.

mod correspondence;
mod graph;
mod hash;

pub use correspondence::{Band, Correspondence, Rationale, Relation, UnitRef};
pub use graph::Crosswalk;
pub use hash::{normalised, unit_hash};
