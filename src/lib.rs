//! Compare standards and regulations clause by clause.
//!
//! The modules are the stages of one pipeline, and data goes one way through them:
//!
//! ```text
//! read ─▶ grammar ─▶ draft ─▶ provision ─▶ align ─▶ crosswalk ─▶ finding ─▶ report / export
//! ```
//!
//! [`read`] turns bytes into a [`read::Source`], [`grammar`] decides what each label means, [`draft`] builds the
//! clause tree with its units, [`provision`] says which units bind, [`align`] scores units of two drafts against each
//! other, [`crosswalk`] holds the correspondences as a graph, [`finding`] says where they diverge, [`report`] and
//! [`export`] write them for people and for machines; [`import`] reads what other tools write. Beside that way, [`term`]
//! sets defined terms side by side. The library reads no clock, no environment, no network and no terminal; from `draft` on it opens no
//! file. `ARCHITECTURE.md` walks from a file to a finding and states the invariants.

pub mod align;
pub mod crosswalk;
pub mod diagnostic;
pub mod draft;
#[cfg(feature = "embeddings")]
pub mod encoder;
pub mod error;
pub mod excerpt;
pub mod export;
pub mod finding;
pub mod grammar;
pub mod import;
pub mod lexicon;
pub mod project;
pub mod provision;
pub mod read;
pub mod report;
pub mod review;
pub mod revision;
pub mod score;
pub mod settings;
pub mod term;

#[cfg(feature = "cli")]
pub mod cli;

pub use error::Error;

/// What every fallible call of the library gives.
pub type Result<T> = std::result::Result<T, Error>;
