//! Numbers that the comparison of two versions goes by.

/// Costs of [`crate::revision`]'s matching, in shares of a wholly different text.
///
/// A pair of clauses costs what its texts differ by (0 to 1), and what stands against it in number and place. It is
/// made where that is cheaper than leaving both out. The benchmark that would change a value is the planted edits
/// (`tests/all/revision/planted.rs`).
#[derive(Debug, Clone)]
pub struct RevisionSettings {
    /// Cost of leaving an old and a new clause without a partner. Below .4, a paragraph split in two finds neither half;
    /// above .6, what was deleted is paired with what was inserted in its place.
    pub unmatched: f32,
    /// Cost of another number: less than of another place, since numbers change whenever something goes in before.
    pub number: f32,
    /// Share of what tells two texts of one version from each other that a text of the other has for both to be in it.
    pub joined: f32,
    /// Share of a heading in what two clauses that have one differ by, if that brings them nearer: an article that was
    /// replaced under its old heading is still that article.
    pub heading: f32,
    /// Cost of another kind (a paragraph that became a point).
    pub kind: f32,
    /// Cost where one only groups and the other does not.
    pub groups: f32,
    /// Cost where the clauses that they stand in are not partners.
    pub parent: f32,
    /// Cost where neither the clause before nor the one behind has its partner beside.
    pub neighbour: f32,
    /// What a pair of one number and one parent costs less where both neighbours are partners: the text between them was
    /// rewritten. With more, what was deleted is paired with what was inserted in its place.
    pub between: f32,
    /// How alike two texts without partners must be, by their stems, that are each other's nearest of all. Requirements
    /// of ASVS 4 and 5 that are: nine in ten from here on are the same requirement, fewer below.
    pub nearest: f32,
    /// The same for two that are left in one clause, without what the clauses beside them say, too: what all of them are
    /// about tells none from another.
    pub nearest_own: f32,
    /// How alike two must be of one kind and number in the same place.
    pub nearest_twin: f32,
    /// Where the clause around it has a partner, what stands in that partner is meant rather than what stands in a new
    /// clause, if it has this share of its likeness.
    pub home: f32,
    /// Cost of a reworded text in another place where another clause is nearly as alike: "The Commission may adopt
    /// implementing acts" stands in many articles, and went from none of them to another.
    pub formula: f32,
    /// Nearly as alike: this share of the pair's own likeness.
    pub formula_alike: f32,
    /// Share of its own words in what a clause that holds others differs by, if that brings it nearer, for many words.
    pub chapeau: f32,
    /// At so many own words it is half of that share: "The provider shall:" introduces anything.
    pub chapeau_words: f32,
    /// At so many words, number, kind, parent and neighbours count half; the more words, the less they are needed.
    pub context_words: f32,
    /// But never less than this share: legal phrases recur, and a paragraph is not moved because it sounds like another.
    pub context_least: f32,
    /// So many words are half a proof: a text of w words counts w / (w + this) of its likeness.
    pub few_words: f32,
    /// What clauses without words differ by: less than leaving both out, so that number and place can settle it.
    pub doubt: f32,
    /// Candidates that are looked up for a clause by its rarest words.
    pub candidates: usize,
    /// Share of a clause's word pairs that another must hold to be taken for where it came from or went.
    pub part: f32,
    /// The same where it does not stand in the clause that the other stands in.
    pub far_part: f32,
    /// Share of what stands in a clause that has to be in another of its kind for the clause to have been merged into it.
    pub contents: f32,
    /// The same where the other has all the words of its heading.
    pub named_contents: f32,
    /// Clauses of fewer words are never a part that was split off or merged.
    pub part_words: usize,
    /// How alike a text without a partner must be, by its stems, to the one that it was merged into or split off. This
    /// and the next three are where macro-F1 over the change classes of ASVS 4 to 5 is best, within .05 either way.
    pub like_part: f32,
    /// The same where it stands beside the partner in a list.
    pub like_part_beside: f32,
    /// Share of its telling words that the whole has and the whole's own partner does not.
    pub like_explained: f32,
    /// The same where it stands beside the partner in a list.
    pub like_explained_beside: f32,
    /// Texts of fewer words are never a part by likeness.
    pub like_words: usize,
    /// Share of what stood in an article that has to be in another one for it to have been split between both.
    pub shared_contents: f32,
}

impl Default for RevisionSettings {
    fn default() -> Self {
        RevisionSettings {
            unmatched: 0.55,
            number: 0.1,
            joined: 0.5,
            heading: 0.6,
            kind: 0.15,
            groups: 0.35,
            parent: 0.2,
            neighbour: 0.05,
            between: 0.3,
            nearest: 0.24,
            nearest_own: 0.12,
            nearest_twin: 0.15,
            home: 0.6,
            formula: 0.45,
            formula_alike: 0.9,
            chapeau: 0.6,
            chapeau_words: 10.0,
            context_words: 30.0,
            context_least: 0.4,
            few_words: 1.0,
            doubt: 0.45,
            candidates: 8,
            part: 0.7,
            far_part: 0.9,
            contents: 0.5,
            named_contents: 0.08,
            part_words: 6,
            like_part: 0.2,
            like_part_beside: 0.16,
            like_explained: 0.2,
            like_explained_beside: 0.15,
            like_words: 8,
            shared_contents: 0.2,
        }
    }
}
