//! # What it reports
//! A provision that asks for more in the new version: a stronger verbal form, less time, an earlier day, a deadline more, an
//! exception, a condition or a weakening word dropped.
//!
//! # Why it matters
//! Whoever complied with the old text may not comply with the new one.
//!
//! # Example
//! Old: "The provider should keep a log." New: "The provider shall keep a log."
//!
//! # When it is wrong
//! Where another sentence of the new version takes it back, or where a power of an authority is what is stronger.
//!
//! # Settings
//! `near` and `modal` in the settings of findings: how alike two sentences must be.

/// The code.
pub(super) const CODE: &str = "R402";
/// What to ask.
pub(super) const QUESTION: &str = "Is more meant to be asked for, and from when?";
