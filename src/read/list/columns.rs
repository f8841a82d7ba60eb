//! Which column of a list holds what.

use crate::read::normalise::normalise;
use crate::{Error, Result};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Title,
    Text,
    Parent,
}

/// Names of columns, best first: where a list has several that fit, the earlier one is taken.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Id,
        &[
            "id",
            "identifier",
            "requirement_id",
            "control_id",
            "req_id",
            "clause_id",
            "subcategory_id",
            "action_id",
            "key",
            "ref",
            "reference",
            "number",
            "no",
            "no.",
            "code",
            "control identifier",
            "clause",
            "control",
            "control number",
            "shortcode",
            "req",
            "requirement id",
        ],
    ),
    (
        Column::Text,
        &[
            "text",
            "requirement",
            "description",
            "statement",
            "suggested_action",
            "action",
            "control text",
            "control (or control enhancement)",
            "req_description",
            "body",
            "content",
            "wording",
            "requirement text",
            "requirement_text",
            "control_text",
            "clause_text",
            "objective",
            "outcome",
            "specification",
        ],
    ),
    (
        Column::Title,
        &[
            "title",
            "name",
            "heading",
            "short_title",
            "control name",
            "label",
            "summary",
            "caption",
        ],
    ),
    (
        Column::Parent,
        &[
            "parent",
            "parent_id",
            "group",
            "category",
            "subcategory_id",
            "category_id",
            "section",
            "family",
            "chapter",
            "function",
            "theme",
            "section_name",
            "domain",
            "topic",
        ],
    ),
];

pub(super) const NEEDED: &str =
    "a requirement list needs the columns id,title,text,parent (title and parent may be left out)";

/// Which field of a record holds what.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) title: Option<usize>,
    pub(super) text: Option<usize>,
    pub(super) parent: Option<usize>,
}

impl Columns {
    /// Assigns names to columns; a name is used once. Of several columns that could hold the id, the first wins
    /// whose values are `unique`: a list of actions names the category of each, too.
    pub(super) fn of(names: &[String], unique: impl Fn(usize) -> bool) -> Columns {
        let names: Vec<String> = names.iter().map(|n| normalise(n).to_lowercase()).collect();
        let mut columns = Columns::default();
        let mut used = Vec::new();
        for (column, candidates) in NAMES {
            let mut fitting = candidates.iter().filter_map(|candidate| {
                let same =
                    |n: &String| n == candidate || n.replace([' ', '-'], "_") == candidate.replace(' ', "_");
                let at = names
                    .iter()
                    .enumerate()
                    .find(|(i, n)| same(n) && !used.contains(i));
                at.map(|(i, _)| (i, *candidate))
            });
            let found = if *column == Column::Id {
                let fitting: Vec<_> = fitting.collect();
                // A column that is named `id` is the id, and its faults are errors.
                let plain = fitting
                    .iter()
                    .find(|(_, name)| matches!(*name, "id" | "identifier"));
                let best = plain
                    .or_else(|| fitting.iter().find(|(i, _)| unique(*i)))
                    .or(fitting.first());
                best.map(|(i, _)| *i)
            } else {
                fitting.next().map(|(i, _)| i)
            };
            used.extend(found);
            match column {
                Column::Id => columns.id = found,
                Column::Title => columns.title = found,
                Column::Text => columns.text = found,
                Column::Parent => columns.parent = found,
            }
        }
        columns
    }

    /// Both needed columns, or an error that names what is there.
    pub(super) fn needed(self, names: &[String], place: &str) -> Result<(usize, usize)> {
        match (self.id, self.text) {
            (Some(id), Some(text)) => Ok((id, text)),
            (id, _) => {
                let missing = if id.is_none() { "id" } else { "text" };
                let shown: Vec<&str> = names.iter().take(12).map(String::as_str).collect();
                let rest = if names.len() > shown.len() { ", …" } else { "" };
                let found = if shown.is_empty() {
                    "no columns".to_owned()
                } else {
                    shown.join(", ")
                };
                Err(
                    Error::new(format!("no column named `{missing}`; found: {found}{rest}"))
                        .at(place)
                        .help(NEEDED),
                )
            }
        }
    }
}
