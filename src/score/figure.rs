//! What is measured, and the words for it.

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// Share of the left units whose best candidate is a published counterpart.
    Hit1,
    /// Share of a left unit's published counterparts among its first five candidates, mean over left units.
    R5,
    /// The same for the first ten.
    R10,
    /// Mean average precision over left units.
    Map,
    /// Best F1 that one threshold over all pairs reaches.
    PairF1,
    /// The same over pairs that are each other's best.
    MutualF1,
    /// Share of the pairs that are published.
    Precision,
    /// Share of the published pairs that are there.
    Recall,
    /// F1 of the pairs as they stand, without a threshold.
    F1,
    /// Mean F1 over the relations that are published often enough, of pairs whose relation both files say.
    RelationF1,
    /// Expected calibration error of the five leading candidates of every left unit.
    Calibration,
    /// How well the best score tells left units without counterpart from linked ones: area under the ROC curve.
    GapLeft,
    /// The same for right units.
    GapRight,
}

impl Figure {
    /// All, in the order of a report.
    pub const ALL: [Figure; 13] = [
        Figure::Hit1,
        Figure::R5,
        Figure::R10,
        Figure::Map,
        Figure::PairF1,
        Figure::MutualF1,
        Figure::Precision,
        Figure::Recall,
        Figure::F1,
        Figure::RelationF1,
        Figure::Calibration,
        Figure::GapLeft,
        Figure::GapRight,
    ];

    /// The name in files.
    pub fn code(self) -> &'static str {
        match self {
            Figure::Hit1 => "hit1",
            Figure::R5 => "R5",
            Figure::R10 => "R10",
            Figure::Map => "MAP",
            Figure::PairF1 => "pairF1",
            Figure::MutualF1 => "mutF1",
            Figure::Precision => "precision",
            Figure::Recall => "recall",
            Figure::F1 => "F1",
            Figure::RelationF1 => "relationF1",
            Figure::Calibration => "ece",
            Figure::GapLeft => "gapL",
            Figure::GapRight => "gapR",
        }
    }

    /// What it says, for people.
    pub fn meaning(self) -> &'static str {
        match self {
            Figure::Hit1 => "best candidate is a published one",
            Figure::R5 => "published ones among the first five",
            Figure::R10 => "published ones among the first ten",
            Figure::Map => "mean average precision",
            Figure::PairF1 => "best F1 of all pairs above one score",
            Figure::MutualF1 => "the same, mutually best pairs only",
            Figure::Precision => "rows that are published",
            Figure::Recall => "published pairs that have a row",
            Figure::F1 => "F1 of the rows as they stand",
            Figure::RelationF1 => "mean F1 over the relations",
            Figure::Calibration => "calibration error, first five (0 is best)",
            Figure::GapLeft => "left units without counterpart told apart",
            Figure::GapRight => "right units without counterpart told apart",
        }
    }

    /// Whether a smaller value is the better one.
    pub fn smaller_is_better(self) -> bool {
        self == Figure::Calibration
    }
}
