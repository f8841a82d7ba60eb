//! Every threshold of the pipeline, with the reason for its value.

mod align;
mod finding;
mod level;
mod relation;
mod revision;

pub use align::{AlignSettings, BandSettings};
pub use finding::FindingSettings;
pub use level::LevelSettings;
pub use relation::RelationSettings;
pub use revision::RevisionSettings;

/// Numbers that decide, in one place. Each says how it was chosen and which benchmark would change it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folded text of more words than this is split into chapeau and points. From the design: about a page of a
    /// standard, past which a reviewer no longer sees what corresponds. Benchmark: MAP over the published crosswalks.
    pub unit_words: usize,
    /// How units are scored against each other and links proposed.
    pub align: AlignSettings,
    /// What counts as a finding.
    pub finding: FindingSettings,
    /// How links of units become links of articles.
    pub level: LevelSettings,
    /// How linked units relate.
    pub relation: RelationSettings,
    /// What confidences are called.
    pub bands: BandSettings,
    /// How the clauses of two versions are matched.
    pub revision: RevisionSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            unit_words: 220,
            align: AlignSettings::default(),
            finding: FindingSettings::default(),
            level: LevelSettings::default(),
            relation: RelationSettings::default(),
            bands: BandSettings::default(),
            revision: RevisionSettings::default(),
        }
    }
}
