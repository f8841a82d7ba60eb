//! Numbers that go by when units are rolled up into articles.
//!
//! Benchmark: the articles of a proposal and of the act that it became, against a published table. F1 is .95 to .965 for
//! `link` from .45 to .75 and `share` from .25 to .5; by articles as wholes alone it is .948, by units alone .952.

/// Thresholds of [`crate::crosswalk::rolled_up`].
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LevelSettings {
    /// Links of units below this confidence are not rolled up.
    pub link: f64,
    /// Articles are linked where linked units make up this share of the words of either.
    pub share: f64,
    /// Articles are linked where they as wholes are from this confidence on. Below, one paragraph that two articles have
    /// in common links them.
    pub whole: f64,
}

impl Default for LevelSettings {
    fn default() -> Self {
        LevelSettings {
            link: 0.6,
            share: 0.5,
            whole: 0.35,
        }
    }
}
