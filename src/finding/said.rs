//! A finding: what is said of which words, how much it matters, and whether both sides can be met.

/// How much a finding matters, by its consequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Wording.
    Low,
    /// Substance.
    Medium,
    /// What decides whether someone complies.
    High,
}

impl Severity {
    /// The word in files.
    pub fn code(self) -> &'static str {
        match self {
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
        }
    }
}

/// Whether both sides of a divergence can be met at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Compatibility {
    /// Whoever meets the stricter side meets both.
    #[serde(rename = "both can be met")]
    Both,
    /// Only this is a conflict.
    #[serde(rename = "cannot both be met")]
    Neither,
    /// The words do not say.
    #[serde(rename = "unclear")]
    Unclear,
}

impl Compatibility {
    /// The words in files.
    pub fn code(self) -> &'static str {
        match self {
            Compatibility::Both => "both can be met",
            Compatibility::Neither => "cannot both be met",
            Compatibility::Unclear => "unclear",
        }
    }
}

/// Where a finding stands on one side.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Spot {
    /// Index of the unit.
    pub unit: usize,
    /// The words that show it.
    pub evidence: String,
    /// What differs in them, in bytes.
    pub marks: Vec<(usize, usize)>,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Finding {
    /// `C203`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Of a divergence.
    pub compatibility: Option<Compatibility>,
    /// On the left; `None` where nothing stands there.
    pub left: Option<Spot>,
    /// On the right.
    pub right: Option<Spot>,
    /// What was found, in words.
    pub message: String,
    /// What to ask at the table.
    pub question: String,
    /// How likely it is that a reviewer agrees, 0 to 1.
    pub confidence: f64,
}
