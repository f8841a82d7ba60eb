//! What a stage noticed without stopping: parsing never fails, it reports.

use crate::read::Place;

/// How much a diagnostic matters to the reader of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; the result stands.
    Note,
    /// The result may be wrong at this place.
    Warning,
}

/// Something a stage noticed at a place of a draft.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Where in the source; `None` when it concerns the whole draft.
    pub place: Option<Place>,
    /// What was noticed, in words.
    pub message: String,
}

impl Diagnostic {
    /// A warning at a place.
    pub fn warning(place: Option<Place>, message: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Warning,
            place,
            message: message.into(),
        }
    }

    /// A note at a place.
    pub fn note(place: Option<Place>, message: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Note,
            place,
            message: message.into(),
        }
    }
}
