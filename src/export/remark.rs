//! A row's note and status in formats that have one field for remarks and none for decisions.
//!
//! The status stands in brackets before the note: `[clausewise: proposed] …`. A file without brackets is somebody else's.

use crate::crosswalk::Relation;
use crate::review::{Row, Status};

const OPEN: &str = "[clausewise: ";
const NOT_JUDGED: &str = ", relation not judged";

/// What stands in the field for remarks. `relation` says that the format has no way to leave the relation open.
pub(super) fn write(row: &Row, relation: bool) -> String {
    let open = relation && row.relation.trim().parse::<Relation>().is_err();
    let status = row.status().map_or("", Status::code);
    let open = if open { NOT_JUDGED } else { "" };
    let space = if row.note.is_empty() { "" } else { " " };
    format!("{OPEN}{status}{open}]{space}{}", row.note)
}

/// What a field for remarks says: the status, where it names one; whether the relation was left open; the note.
pub(crate) fn read(text: &str) -> (Option<Status>, bool, &str) {
    let marked = text.strip_prefix(OPEN).and_then(|t| t.split_once(']'));
    let Some((mark, note)) = marked else {
        return (None, false, text);
    };
    let (status, open) = match mark.strip_suffix(NOT_JUDGED) {
        Some(status) => (status, true),
        None => (mark, false),
    };
    match Status::ALL.into_iter().find(|s| s.code() == status) {
        Some(status) => (Some(status), open, note.strip_prefix(' ').unwrap_or(note)),
        None => (None, false, text),
    }
}
