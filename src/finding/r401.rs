//! # What it reports
//! A provision that asks for less in the new version: a weaker verbal form, more time, a later day, a deadline dropped, an
//! exception, a condition or a weakening word more.
//!
//! # Why it matters
//! Whoever relied on the old text has to know what is no longer asked for.
//!
//! # Example
//! Old: "The provider shall report within 72 hours." New: "The provider shall report within 15 days."
//!
//! # When it is wrong
//! Where another sentence of the new version makes up for it, or where a power of an authority is what is weaker. Thresholds are
//! left out, since a higher one may ask for more or for less: `clausewise diff` shows them.
//!
//! # Settings
//! `near` and `modal` in the settings of findings: how alike two sentences must be.

/// The code.
pub(super) const CODE: &str = "R401";
/// What to ask.
pub(super) const QUESTION: &str = "Is less meant to be asked for?";
