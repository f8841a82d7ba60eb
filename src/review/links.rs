//! Correspondences given in a file: a crosswalk, or any CSV with `left_id` and `right_id`.

use super::table::Table;
use crate::{Error, Result};

/// A row of a file that says what corresponds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Line of the file.
    pub line: u64,
    /// Names of the drafts; empty where the file does not say.
    pub left_draft: String,
    /// The left unit's id, or a clause above units; empty where nothing was found.
    pub left_id: String,
    /// See `left_draft`.
    pub right_draft: String,
    /// See `left_id`.
    pub right_id: String,
}

/// Reads what corresponds. Rejected rows and rows that say so ("no-relationship") are left out.
///
/// # Errors
/// A file without `left_id` and `right_id`.
pub fn read_links(bytes: &[u8], name: &str) -> Result<Vec<Given>> {
    let table = Table::read(bytes, name)?;
    let (Some(left), Some(right)) = (table.column("left_id"), table.column("right_id")) else {
        return Err(Error::new("it has no columns left_id and right_id")
            .at(format!("{name}, line {}", table.line))
            .help("--crosswalk takes a file that `clausewise crosswalk … -o FILE.csv` wrote"));
    };
    let others = ["status", "relation", "left_draft", "right_draft"].map(|c| table.column(c));
    let mut found = Vec::new();
    for record in &table.records {
        let cell = |i: usize| record.cell(i).trim().to_owned();
        let [status, relation, left_draft, right_draft] = others.map(|i| i.map(cell).unwrap_or_default());
        if status.eq_ignore_ascii_case("rejected") || relation == "no-relationship" {
            continue;
        }
        found.push(Given {
            line: record.line,
            left_draft,
            left_id: cell(left),
            right_draft,
            right_id: cell(right),
        });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_columns_are_enough() {
        let found = read_links(b"left_id;right_id\nart-1;sec-2\n", "x.csv").unwrap();
        assert_eq!(
            (found[0].left_id.as_str(), found[0].right_id.as_str()),
            ("art-1", "sec-2")
        );
        let rejected = read_links(b"status,left_id,right_id\nrejected,a,b\n", "x.csv").unwrap();
        assert!(rejected.is_empty());
        assert!(read_links(b"a,b\n1,2\n", "x.csv").is_err());
    }
}
