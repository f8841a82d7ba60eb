//! Numbers that the comparison of two versions goes by.

/// Costs of [`crate::revision`]'s matching, in shares of a wholly different text.
///
/// A pair of clauses costs what its texts differ by (0 to 1), and what stands against it in number and place. It is
/// made where that is cheaper than leaving both out. The benchmark that would change a value is the planted edits
/// (`tests/revision.rs`).
#[derive(Debug, Clone)]
pub struct RevisionSettings {
    /// Cost of leaving an old and a new clause without a partner. Below .5, a paragraph split in two finds neither half;
    /// above .7, what was deleted is paired with what was inserted in its place.
    pub unmatched: f32,
    /// Cost of another number: less than of another place, since numbers change whenever something goes in before.
    pub number: f32,
    /// Cost of another kind (a paragraph that became a point).
    pub kind: f32,
    /// Cost where the clauses that they stand in are not partners.
    pub parent: f32,
    /// Cost where neither the clause before nor the one behind has its partner beside.
    pub neighbour: f32,
    /// So many words are half a proof: a text of w words counts w / (w + this) of its likeness.
    pub few_words: f32,
    /// Candidates that are looked up for a clause by its rarest words.
    pub candidates: usize,
    /// Share of a clause's word pairs that another must hold to be taken for where it came from or went.
    pub part: f32,
    /// Clauses of fewer words are never a part that was split off or merged.
    pub part_words: usize,
}

impl Default for RevisionSettings {
    fn default() -> Self {
        RevisionSettings {
            unmatched: 0.6,
            number: 0.05,
            kind: 0.15,
            parent: 0.2,
            neighbour: 0.05,
            few_words: 1.0,
            candidates: 8,
            part: 0.7,
            part_words: 4,
        }
    }
}
