//! What changed between two versions, for people: the substantive first, what moved or was renumbered whole in one
//! line.

mod adoption;
mod digest;
mod fold;
mod history;
mod html;
mod markdown;
mod terminal;

pub use adoption::adoption_screen;
pub use history::history_screen;
pub use html::side_by_side;
pub use markdown::change_log;
pub(crate) use markdown::safe;
pub use terminal::{DiffOptions, screen};

use crate::draft::{Clause, Draft};
use crate::revision::{Change, Kind, Piece, Revision};

/// `Article 5`, or `Article 5 → Article 6` where the two differ.
fn citation(revision: &Revision<'_>, change: &Change) -> String {
    let of = |draft: &Draft, clause: &Clause| {
        if clause.citation.is_empty() {
            draft.name.clone()
        } else {
            clause.citation.clone()
        }
    };
    let old = change.old.map(|id| of(revision.old, revision.old.clause(id)));
    let new = change.new.map(|id| of(revision.new, revision.new.clause(id)));
    match (old, new) {
        (Some(old), Some(new)) if old == new => new,
        (Some(old), Some(new)) => format!("{old} \u{2192} {new}"),
        (old, new) => old.or(new).unwrap_or_default(),
    }
}

/// The redline of a change with headings and texts in one.
fn redline(revision: &Revision<'_>, change: &Change) -> Vec<Piece> {
    let (mut heading, text) = revision.redlines(change);
    if !heading.is_empty() && !text.is_empty() {
        let gap = ". ".to_owned();
        heading.push(Piece::Kept {
            old: gap.clone(),
            new: gap,
        });
    }
    heading.extend(text);
    heading
}

/// How many rows are of each sort, in words.
fn counts(revision: &Revision<'_>) -> Vec<String> {
    let kinds = [
        Kind::Inserted,
        Kind::Deleted,
        Kind::Reworded,
        Kind::Split,
        Kind::Merged,
        Kind::Moved,
        Kind::Renumbered,
        Kind::Unchanged,
    ];
    let counted = kinds.into_iter().map(|kind| (kind, revision.count(kind)));
    counted
        .filter(|&(_, n)| n > 0)
        .map(|(kind, n)| format!("{n} {kind}"))
        .collect()
}
