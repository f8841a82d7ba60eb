//! One row of a crosswalk file.

use std::fmt;

/// The columns of a crosswalk file, in order. Names and order are fixed: people's scripts depend on them.
pub const COLUMNS: [&str; 21] = [
    "status",
    "relation",
    "confidence",
    "left_citation",
    "left_text",
    "right_citation",
    "right_text",
    "findings",
    "evidence",
    "note",
    "reviewer",
    "reviewed_on",
    "strength",
    "rationale",
    "score",
    "left_draft",
    "left_id",
    "right_draft",
    "right_id",
    "left_hash",
    "right_hash",
];

/// The columns that carry the wording of a draft. `evidence` quotes shared terms; `note` is the reviewer's own.
pub const WORDING: [&str; 3] = ["left_text", "right_text", "evidence"];

/// What a person said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing yet.
    Proposed,
    /// It holds as proposed.
    Accepted,
    /// It does not hold.
    Rejected,
    /// It holds as a person changed it.
    Edited,
    /// It was decided once, and a revision put it in doubt.
    Suspect,
}

impl Status {
    /// Every status, in the order of a review.
    pub const ALL: [Status; 5] = [
        Status::Proposed,
        Status::Accepted,
        Status::Rejected,
        Status::Edited,
        Status::Suspect,
    ];

    /// The word in the file.
    pub fn code(self) -> &'static str {
        match self {
            Status::Proposed => "proposed",
            Status::Accepted => "accepted",
            Status::Rejected => "rejected",
            Status::Edited => "edited",
            Status::Suspect => "suspect",
        }
    }

    /// Reads a cell: case and surrounding space do not matter, an empty one is `proposed`.
    pub fn parse(cell: &str) -> Option<Status> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Some(Status::Proposed);
        }
        Status::ALL
            .into_iter()
            .find(|s| cell.eq_ignore_ascii_case(s.code()))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// One side of a row: a unit, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// Name of the draft. Stands on both sides also where one has no unit: it says where none was found.
    pub draft: String,
    /// Path of the unit, or a list's own id; empty where the side is empty.
    pub id: String,
    /// The unit as the publisher cites it.
    pub citation: String,
    /// The unit's text.
    pub text: String,
    /// The hash of the unit's text.
    pub hash: String,
}

impl Side {
    /// True where no unit stands on this side.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }

    /// True where both sides name the same unit.
    pub fn same_unit(&self, other: &Side) -> bool {
        self.draft == other.draft && self.id == other.id
    }
}

/// One row: a proposed or decided correspondence, or a unit without counterpart. All cells are text as in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// See [`Status`].
    pub status: String,
    /// `equal`, `subset-of`, `superset-of`, `intersects-with`, `no-relationship`, or empty.
    pub relation: String,
    /// Calibrated probability that a reviewer accepts the row.
    pub confidence: String,
    /// The left unit.
    pub left: Side,
    /// The right unit.
    pub right: Side,
    /// Codes of findings.
    pub findings: String,
    /// Why, in words.
    pub evidence: String,
    /// What the reviewer wrote.
    pub note: String,
    /// Who reviewed.
    pub reviewer: String,
    /// When.
    pub reviewed_on: String,
    /// 0 to 10.
    pub strength: String,
    /// `syntactic`, `semantic`, `functional`.
    pub rationale: String,
    /// The logit of the confidence.
    pub score: String,
    /// Cells of columns that are none of ours, in the order of [`super::Sheet::extra`].
    pub extra: Vec<String>,
    /// Line of the file that the row was read from; 0 for a new row.
    pub line: u64,
}

impl Row {
    /// What a person said of it; `None` for a word that is no status.
    pub fn status(&self) -> Option<Status> {
        Status::parse(&self.status)
    }

    /// True where a person has touched the row: it was decided, or carries a reviewer, a day of review or a note.
    pub fn reviewed(&self) -> bool {
        self.status() != Some(Status::Proposed)
            || !self.reviewer.trim().is_empty()
            || !self.reviewed_on.trim().is_empty()
            || !self.note.trim().is_empty()
    }

    /// True for a row that links two units and that nobody rejected.
    pub fn links(&self) -> bool {
        !self.left.is_empty()
            && !self.right.is_empty()
            && self.status() != Some(Status::Rejected)
            && self.relation.trim() != "no-relationship"
    }

    /// The cell of a column.
    pub fn cell(&self, column: &str) -> Option<&str> {
        Some(match column {
            "status" => &self.status,
            "relation" => &self.relation,
            "confidence" => &self.confidence,
            "left_citation" => &self.left.citation,
            "left_text" => &self.left.text,
            "right_citation" => &self.right.citation,
            "right_text" => &self.right.text,
            "findings" => &self.findings,
            "evidence" => &self.evidence,
            "note" => &self.note,
            "reviewer" => &self.reviewer,
            "reviewed_on" => &self.reviewed_on,
            "strength" => &self.strength,
            "rationale" => &self.rationale,
            "score" => &self.score,
            "left_draft" => &self.left.draft,
            "left_id" => &self.left.id,
            "right_draft" => &self.right.draft,
            "right_id" => &self.right.id,
            "left_hash" => &self.left.hash,
            "right_hash" => &self.right.hash,
            _ => return None,
        })
    }

    /// The cell of a column, to be changed.
    pub fn cell_mut(&mut self, column: &str) -> Option<&mut String> {
        Some(match column {
            "status" => &mut self.status,
            "relation" => &mut self.relation,
            "confidence" => &mut self.confidence,
            "left_citation" => &mut self.left.citation,
            "left_text" => &mut self.left.text,
            "right_citation" => &mut self.right.citation,
            "right_text" => &mut self.right.text,
            "findings" => &mut self.findings,
            "evidence" => &mut self.evidence,
            "note" => &mut self.note,
            "reviewer" => &mut self.reviewer,
            "reviewed_on" => &mut self.reviewed_on,
            "strength" => &mut self.strength,
            "rationale" => &mut self.rationale,
            "score" => &mut self.score,
            "left_draft" => &mut self.left.draft,
            "left_id" => &mut self.left.id,
            "right_draft" => &mut self.right.draft,
            "right_id" => &mut self.right.id,
            "left_hash" => &mut self.left.hash,
            "right_hash" => &mut self.right.hash,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_cell() {
        let mut row = Row::default();
        for column in COLUMNS {
            row.cell_mut(column).unwrap().push_str(column);
        }
        for column in COLUMNS {
            assert_eq!(row.cell(column), Some(column));
        }
        assert_eq!(row.cell("left_colour"), None);
    }

    #[test]
    fn a_note_or_a_reviewer_makes_a_row_reviewed() {
        let mut row = Row {
            status: "proposed".to_owned(),
            ..Row::default()
        };
        assert!(!row.reviewed());
        row.note = " ".to_owned();
        assert!(!row.reviewed());
        row.note = "ask the authors".to_owned();
        assert!(row.reviewed());
        row.note.clear();
        row.reviewed_on = "2031-05-02".to_owned();
        assert!(row.reviewed());
        row.reviewed_on.clear();
        row.status = " Accepted".to_owned();
        assert!(row.reviewed());
    }
}
