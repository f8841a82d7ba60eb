//! Numbers that alignment and its confidence bands go by.
//!
//! "Published" is the mean average precision over the published crosswalks (`cargo bench --bench published`), which
//! is also the benchmark that would change a value where nothing else is said.

/// Weights and sizes of [`crate::align`].
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AlignSettings {
    /// A word of the title counts this often. Published: +.005 over 1.
    pub title: f64,
    /// A word of the group's heading counts this often. Published: +.008 over 0.
    pub parent: f64,
    /// A word of the chapeau above counts this often. Requirement lists have none, so by judgement: it is part of
    /// the sentence, but of its siblings' sentences too.
    pub chapeau: f64,
    /// Weight of K beside T in choosing the counterparts that R takes. Published: +.01 on the AI sets over 0.
    pub feedback_concepts: f64,
    /// A pair of neighbouring words counts this often.
    pub word_pair: f64,
    /// What a concept counts in title, body, group's heading and chapeau.
    pub concept_fields: [f64; 4],
    /// A phrase of several words counts this often as a concept; a single word counts once.
    pub concept_phrase: f64,
    /// Taken off a concept's inverse document frequency, so that concepts which every unit has hardly count.
    pub concept_common: f64,
    /// Alikeness of the drafts between which K fades.
    pub concept_gate: (f64, f64),
    /// Weight of K for unlike and for like drafts.
    pub concept_weight: (f64, f64),
    /// Weight of T.
    pub terms_weight: f64,
    /// Weight of R.
    pub feedback_weight: f64,
    /// Share of the counterparts' vectors in R.
    pub feedback: f64,
    /// How many counterparts R takes.
    pub feedback_units: usize,
    /// Weight of G.
    pub group_weight: f64,
    /// Weight of the neighbours.
    pub neighbour_weight: f64,
    /// Weight of P.
    pub order_weight: f64,
    /// Width of P's kernel, as a share of the draft.
    pub order_width: f64,
    /// Up to so many pairs, all are scored; above, candidate lists. Two million pairs take about 150 MB and a second.
    /// The benchmark: `cargo bench --bench align`.
    pub all_pairs: usize,
    /// Length of a candidate list, per unit of either side.
    pub candidates: usize,
    /// Links below this confidence are not proposed.
    pub propose: f64,
    /// A unit's further links are proposed down to this share of its best one's confidence.
    pub propose_share: f64,
}

impl Default for AlignSettings {
    fn default() -> Self {
        AlignSettings {
            title: 2.0,
            parent: 0.25,
            chapeau: 0.5,
            word_pair: 0.5,
            feedback_concepts: 0.5,
            concept_fields: [1.0, 1.0, 0.5, 0.5],
            concept_phrase: 1.5,
            concept_common: 0.5,
            concept_gate: (0.25, 0.7),
            concept_weight: (0.9, 0.2),
            terms_weight: 0.5,
            feedback_weight: 0.5,
            feedback: 0.3,
            feedback_units: 5,
            group_weight: 0.5,
            neighbour_weight: 0.1,
            order_weight: 1.0,
            order_width: 0.05,
            all_pairs: 2_000_000,
            candidates: 200,
            propose: 0.25,
            propose_share: 0.6,
        }
    }
}

/// From which confidence on a link is called strong or probable; below, it is possible.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BandSettings {
    /// From here on strong.
    pub strong: f64,
    /// From here on probable.
    pub probable: f64,
}

impl Default for BandSettings {
    fn default() -> Self {
        BandSettings {
            strong: 0.75,
            probable: 0.45,
        }
    }
}
