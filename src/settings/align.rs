//! Numbers that alignment and its confidence bands go by.
//!
//! Where a number is said to be worth something, that is mean average precision over the published crosswalks. That
//! run (`cargo bench --bench published`) is also the benchmark that would change the value.

/// Weights and sizes of [`crate::align`].
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AlignSettings {
    /// A word of the title counts this often. Flat between 1 and 1.5, −.002 at 2: a title is often shared by all units
    /// of an article.
    pub title: f64,
    /// A word of the group's heading counts this often. Worth +.006 on AI frameworks, −.006 on security catalogues.
    pub parent: f64,
    /// A word of the chapeau above counts this often. Requirement lists have none, so by judgement: it is part of
    /// the sentence, but of its siblings' sentences too.
    pub chapeau: f64,
    /// A pair of neighbouring words counts this often. Flat from 0 to .5, −.004 at 1; pairs are what evidence shows.
    pub word_pair: f64,
    /// What it adds to the score, at no shared words, that one unit binds an authority and the other whom it oversees.
    /// No effect on requirement lists; +.006 in the average precision of judged pairs of unlike drafts.
    pub bearer: f64,
    /// Weight of K beside T in choosing the counterparts that R takes: +.004 on AI frameworks over 0.
    pub feedback_concepts: f64,
    /// What a concept counts in title, body, group's heading and chapeau. Without the heading −.02 on AI frameworks.
    pub concept_fields: [f64; 4],
    /// A phrase of several words counts this often as a concept; a single word counts once. +.003 over 1.
    pub concept_phrase: f64,
    /// What a shorter phrase or word within a phrase counts as the concept that it means by itself. Flat between .35 and
    /// .75; at 0 −.005, on AI frameworks −.013, and −.04 in the average precision of judged pairs of unlike drafts.
    pub concept_inner: f64,
    /// Taken off a concept's inverse document frequency, so that concepts which every unit has hardly count. Flat
    /// between .5 and 1.
    pub concept_common: f64,
    /// Alikeness of the drafts between which K fades. Without the gate −.007 on successive versions of a law.
    pub concept_gate: (f64, f64),
    /// Weight of K for unlike and for like drafts. Flat between 1 and 1.6 for unlike ones.
    pub concept_weight: (f64, f64),
    /// Weight of T.
    pub terms_weight: f64,
    /// Weight of R: +.005 over 0.
    pub feedback_weight: f64,
    /// Weight of M, where the user has a sentence encoder. With a small one (MiniLM, six layers) the whole comes to .787
    /// against .768 without; flat between 1 and 2.5.
    pub meaning_weight: f64,
    /// Weight of M after feedback: +.002 over 0.
    pub meaning_feedback_weight: f64,
    /// Weight of M beside T in choosing the counterparts that both feedbacks take: +.001 over 0.
    pub feedback_meaning: f64,
    /// Share of the group's heading in a unit's vector. +.004 at .2, mostly on AI frameworks; at .5 security catalogues
    /// lose .01.
    pub meaning_parent: f64,
    /// Share of the counterparts' vectors in R. Flat between .2 and .5.
    pub feedback: f64,
    /// How many counterparts R takes. Flat between 3 and 8.
    pub feedback_units: usize,
    /// Weight of G: +.014 on law and on AI frameworks, −.004 on security catalogues over 0.
    pub group_weight: f64,
    /// Weight of the neighbours: +.002 over 0.
    pub neighbour_weight: f64,
    /// Weight of P: +.001 over 0.
    pub order_weight: f64,
    /// Width of P's kernel, as a share of the draft. Flat between .03 and .1.
    pub order_width: f64,
    /// Weight of the kinds of statement. No effect on requirement lists; by reading of proposals between real drafts.
    pub kind_weight: f64,
    /// Up to so many pairs, all are scored; above, candidate lists. Two million pairs take some 300 MB and two
    /// seconds on two threads.
    pub all_pairs: usize,
    /// Shortest and longest candidate list, per unit of either side. With lists in place of all pairs the published
    /// sets lose .0005 at 200, nothing at 100, .001 at 50.
    pub candidates: (usize, usize),
    /// The lists are as long as this many pairs allow: some 250 bytes and 2 µs each.
    pub listed_pairs: usize,
    /// Links below this confidence are not proposed. F1 of the links above it, in the mean of the published crosswalks,
    /// is flat (.57–.58) between .2 and .35; towards the lower end, because a reviewer strikes a link out faster than
    /// they find one.
    pub propose: f64,
    /// A unit is proposed for so many of the other side's; by judgement, what a reviewer still reads.
    pub propose_most: usize,
    /// Beyond those, only links with this share of the best one's confidence.
    pub propose_share: f64,
}

impl Default for AlignSettings {
    fn default() -> Self {
        AlignSettings {
            title: 1.0,
            parent: 0.25,
            chapeau: 0.5,
            word_pair: 0.5,
            bearer: -1.0,
            feedback_concepts: 0.5,
            concept_fields: [1.0, 1.0, 0.5, 0.5],
            concept_phrase: 1.5,
            concept_inner: 0.5,
            concept_common: 0.5,
            concept_gate: (0.25, 0.7),
            concept_weight: (1.3, 0.2),
            terms_weight: 0.5,
            feedback_weight: 0.5,
            meaning_weight: 1.5,
            meaning_feedback_weight: 1.0,
            feedback_meaning: 1.0,
            meaning_parent: 0.2,
            feedback: 0.3,
            feedback_units: 5,
            group_weight: 0.5,
            neighbour_weight: 0.1,
            order_weight: 1.0,
            order_width: 0.05,
            kind_weight: 1.0,
            all_pairs: 2_000_000,
            candidates: (20, 200),
            listed_pairs: 4_000_000,
            propose: 0.25,
            propose_most: 5,
            propose_share: 0.95,
        }
    }
}

/// From which confidence on a link is called strong or probable; below, it is possible.
///
/// Among the five leading candidates of every left unit, with the confidence fitted on other families of drafts, the
/// published crosswalks contain 89 of 100 strong links (law 86, security catalogues 99), 60 of 100 probable ones and
/// 31 of 100 possible ones. AI frameworks have hardly any strong ones; of their probable ones 30 of 100.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BandSettings {
    /// From here on strong: a reviewer seldom rejects it. Benchmark: the calibration table in `docs/alignment.md`.
    pub strong: f64,
    /// From here on probable: more likely right than wrong.
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
