//! Numbers that relations go by.
//!
//! Benchmark: `tests/relations.csv`, macro-F1 with the coefficients fitted on the other families of drafts.

/// Thresholds of [`crate::crosswalk::Judge`].
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RelationSettings {
    /// A word counts as covered so far where the other unit has a word for the same concept. Flat between .5 and .8.
    pub concept: f64,
    /// The same where it has a word that begins alike (`assess`, `assessor`). Flat between .3 and .6.
    pub alike: f64,
    /// How many letters words that begin alike share. By reading: four take `contract` for `control`.
    pub alike_letters: usize,
    /// From this probability on a unit counts as covered. Macro-F1 is flat between .45 and .55.
    pub covered: f64,
    /// Below this coverage a unit does not count as covered, whatever the probability: nobody would believe it. Costs .01 of
    /// macro-F1 against 0.
    pub least_share: f64,
    /// A part of a unit (a sentence, a point) is one from so many content words on; below, it is a label.
    pub part_words: usize,
    /// From this coverage on, both ways and by the same words, a relation is `syntactic`. By judgement.
    pub syntactic: f64,
    /// From this coverage on of either unit it is `semantic`; below, what the two share is what they are for, and the
    /// relation is `functional`. By judgement: the hand-made crosswalks have .41 and .29 in the mean.
    pub semantic: f64,
    /// From this confidence on a link counts in saying what several counterparts have together. That of a probable link.
    pub company: f64,
}

impl Default for RelationSettings {
    fn default() -> Self {
        RelationSettings {
            concept: 0.7,
            alike: 0.5,
            alike_letters: 5,
            covered: 0.5,
            least_share: 0.6,
            part_words: 3,
            syntactic: 0.8,
            semantic: 0.35,
            company: 0.45,
        }
    }
}
