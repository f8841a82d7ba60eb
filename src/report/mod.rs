//! What people read. Strings come out of here; the terminal is the command line's business.

pub mod carry;
pub mod crosswalk;
pub mod diff;
mod divergences;
pub mod doubts;
pub mod find;
pub mod findings;
pub mod grammar;
mod identity;
mod look;
pub mod outline;
pub mod page;
pub mod score;
pub mod terms;
pub mod text;

pub use look::Look;
