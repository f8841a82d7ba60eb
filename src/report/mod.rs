//! What people read. Strings come out of here; the terminal is the command line's business.

pub mod briefing;
pub mod carry;
pub mod concordance;
pub mod crosswalk;
pub mod diff;
mod divergences;
pub mod doubts;
pub mod find;
pub mod findings;
pub mod grammar;
pub mod html;
mod identity;
mod look;
pub mod outline;
pub mod page;
pub mod paper;
pub mod results;
pub mod score;
pub mod terms;
pub mod text;
mod weight;
#[cfg(feature = "xlsx")]
pub mod workbook;

pub use look::Look;
