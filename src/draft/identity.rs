//! What a draft is: reference, body, date, stage, legal status, nature, language.

/// The identity of a draft. What is not known is `None`, and shown as unknown; it is never guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Identity {
    /// Reference number as printed: `Regulation (EU) 2024/1689`, `SB 53`, `ISO 17301-1:2016`.
    pub reference: Option<String>,
    /// Title as printed.
    pub title: Option<String>,
    /// The body that issues it.
    pub body: Option<String>,
    /// Jurisdiction: ISO 3166 code, with subdivision where that is the jurisdiction (`US-CA`), `EU`, or `INT`.
    pub jurisdiction: Option<String>,
    /// Date of this version, ISO 8601, as precise as printed: `2024-06-13`, `2016-11`, `2018`.
    pub date: Option<String>,
    /// Stage: `WD`, `CD`, `DIS`, `FDIS`, `IS`; `introduced`, `enrolled`, `chaptered`, `proposal`, `adopted`, …
    pub stage: Option<String>,
    /// Legal status: `draft`, `in force`, `lapsed`, `vetoed`, `revoked`.
    pub status: Option<String>,
    /// Nature: `binding`, `voluntary`, `political`.
    pub nature: Option<String>,
    /// Language, BCP 47: `en`, `fr`.
    pub language: Option<String>,
    /// `authentic` or `translation`.
    pub authenticity: Option<String>,
}
