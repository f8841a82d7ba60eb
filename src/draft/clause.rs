//! The clause tree: an arena of clauses in document order.

use crate::read::Place;

/// Index of a clause in its draft's arena. The root is 0; ids are in document order of the clauses' labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct ClauseId(pub u32);

impl ClauseId {
    /// The root of every draft.
    pub const ROOT: ClauseId = ClauseId(0);

    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a clause counts as when drafts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// Part of the normative text.
    Normative,
    /// Foreword, recitals, notes, examples, informative annexes, front matter.
    Informative,
}

/// A node of a draft's tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The clause it stands in; the root is its own parent.
    pub parent: ClauseId,
    /// What stands in it, in document order.
    pub children: Vec<ClauseId>,
    /// Kind as the grammar names it: `article`, `paragraph`, `point`, `annex`, `recital`, `definition`, `note`,
    /// `heading`, `text` for an unnumbered paragraph, `unrecognised`.
    pub kind: String,
    /// The label as printed, empty where there is none: `Article 6`, `(a)`.
    pub label: String,
    /// The normalised number of the label as it stands in paths: `6`, `a`, `iii`; empty where there is none.
    pub number: String,
    /// The heading, empty where there is none.
    pub heading: String,
    /// True where the heading is printed before the label (marginal notes).
    pub heading_first: bool,
    /// Its own text: without label, heading and children.
    pub text: String,
    /// Unique address within the draft: `art-6/1/a`.
    pub path: String,
    /// The same as the publisher writes it: `Article 6(1), point (a)`.
    pub citation: String,
    /// Whether it is part of the normative text.
    pub force: Force,
    /// True for clauses that only group (chapters, headings): they stay out of the paths below them.
    pub groups: bool,
    /// Where its label, or else its first word, stands.
    pub place: Place,
    /// How much dearer the second-best reading of its label was, in the decoder's cost units; 0 is a toss-up. `None`
    /// where there was nothing to decide.
    pub certainty: Option<f32>,
}

impl Clause {
    /// The root of a draft: everything stands in it.
    pub(crate) fn root() -> Clause {
        Clause {
            parent: ClauseId::ROOT,
            children: Vec::new(),
            kind: "draft".to_owned(),
            label: String::new(),
            number: String::new(),
            heading: String::new(),
            heading_first: false,
            text: String::new(),
            path: String::new(),
            citation: String::new(),
            force: Force::Normative,
            groups: true,
            place: Place::line(1),
            certainty: None,
        }
    }
}

/// A unit: what is aligned and checked. Units partition the normative text.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The path of its clause, or a requirement list's own id.
    pub id: String,
    /// As the publisher writes it.
    pub citation: String,
    /// Heading of the clause, or of the nearest ancestor that has one.
    pub title: String,
    /// Heading (or list parent) of the group that the unit stands in; equal strings are one group.
    pub parent: String,
    /// The text, with lists that only complete the sentence folded in.
    pub text: String,
    /// The chapeau (introductory words) of the clause above, where the unit completes a sentence begun there;
    /// empty elsewhere. Context, not the unit's own text.
    pub chapeau: String,
    /// The clause that the unit is.
    pub clause: ClauseId,
    /// Whether it belongs to the normative text (informative units are made only on demand).
    pub force: Force,
    /// Where it begins.
    pub place: Place,
}
