//! A crosswalk as the relationship sheet of a NIST OLIR template (IR 8278A), in CSV.
//!
//! The left draft is the focal document. What nobody linked has a row with its own id alone, which says "not mapped",
//! never "no relationship". Rejected rows stay out.

use super::about::{About, pairs};
use super::{remark, table};
use crate::crosswalk::{Rationale, Relation};
use crate::review::{Row, Sheet, Status};
use crate::{Error, Result};

/// The columns, in the order of the template.
pub const COLUMNS: [&str; 8] = [
    "Focal Document Element",
    "Focal Document Element Description",
    "Rationale",
    "Relationship",
    "Reference Document Element",
    "Reference Document Element Description",
    "Comments",
    "Strength of Relationship",
];

/// The relationship sheet as CSV, without a byte-order mark.
///
/// # Errors
/// A crosswalk over more than two drafts.
pub fn csv(drafts: &[About], sheet: &Sheet) -> Result<String> {
    let drafts = About::all(drafts, sheet);
    let pairs = pairs(&drafts, sheet);
    if pairs.len() > 1 {
        return Err(Error::new(format!(
            "OLIR maps one document to one other, and this crosswalk is over {} pairs",
            pairs.len()
        ))
        .help("make the crosswalk of two drafts, or write .csv, .json or .oscal.json"));
    }
    let rows = pairs.iter().flat_map(|p| &p.rows);
    let kept = rows.filter(|r| !r.left.is_empty() && r.status() != Some(Status::Rejected));
    table::csv(&COLUMNS, kept.map(|r| cells(r)))
}

fn cells(row: &Row) -> [String; 8] {
    if row.right.is_empty() {
        return [
            element(&row.left.id),
            row.left.text.clone(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ];
    }
    [
        element(&row.left.id),
        row.left.text.clone(),
        row.rationale
            .parse::<Rationale>()
            .map_or("", Rationale::code)
            .to_owned(),
        row.relation.parse::<Relation>().map_or("", relation).to_owned(),
        element(&row.right.id),
        row.right.text.clone(),
        remark::write(row, false),
        row.strength.clone(),
    ]
}

/// An id without the colon that the template reserves.
fn element(id: &str) -> String {
    id.replace('_', "_5f_").replace(':', "_3a_")
}

/// The id of an element.
pub(crate) fn id(element: &str) -> String {
    let mut id = String::with_capacity(element.len());
    let mut rest = element;
    while let Some(c) = rest.chars().next() {
        let (read, length) = match c {
            '_' if rest.starts_with("_3a_") => (':', 4),
            '_' if rest.starts_with("_5f_") => ('_', 4),
            c => (c, c.len_utf8()),
        };
        id.push(read);
        rest = &rest[length..];
    }
    id
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "equal",
        Relation::SubsetOf => "subset of",
        Relation::SupersetOf => "superset of",
        Relation::IntersectsWith => "intersects with",
        Relation::NoRelationship => "not related to",
    }
}
