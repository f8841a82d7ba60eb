//! How requirement lists are read, where a person says it.

use crate::Result;

/// How to read a requirement list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListOptions {
    /// The sheet of a workbook, by its name or its number from 1; the one with most requirements where it is left out.
    pub sheet: Option<String>,
    /// Which columns hold what.
    pub columns: ColumnNames,
}

/// Which columns of a list hold what: their names in the header, or their letters (`A`). What is left out is guessed
/// from the header.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ColumnNames {
    /// The id of each requirement.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The requirement itself.
    pub text: Option<String>,
    /// Another row's id, or a heading that rows share.
    pub parent: Option<String>,
}

impl ColumnNames {
    /// Parses `id=Ref,text=Requirement`.
    ///
    /// # Errors
    /// A key that is none of id, title, text, parent; a key without a column.
    pub fn parse(written: &str) -> Result<ColumnNames> {
        super::list::parse_columns(written)
    }
}

/// Which side of tracked changes is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Revisions {
    /// The draft with all changes made: the new one.
    #[default]
    Accept,
    /// The draft without them: the old one.
    Reject,
}

/// What text means that is struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Struck {
    /// It is deleted, and what is underlined is inserted, as if the changes had been tracked.
    Deleted,
    /// Nothing: it is text.
    Kept,
}
