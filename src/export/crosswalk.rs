//! A crosswalk as CSV.

use super::table;
use crate::Result;
use crate::review::{COLUMNS, Sheet};

/// The sheet as CSV without a byte-order mark.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(sheet: &Sheet) -> Result<String> {
    let mut header: Vec<&str> = COLUMNS.to_vec();
    header.extend(sheet.extra.iter().map(String::as_str));
    let rows = sheet.rows.iter().map(|row| {
        COLUMNS
            .iter()
            .map(|c| row.cell(c).unwrap_or_default())
            // Rows that were read from elsewhere than this sheet's file have no cells for its foreign columns.
            .chain((0..sheet.extra.len()).map(|i| row.extra.get(i).map_or("", String::as_str)))
            .collect::<Vec<&str>>()
    });
    table::csv(&header, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Row, read_csv};
    use proptest::prelude::*;

    fn any_row() -> impl Strategy<Value = Row> {
        let cell = || "[-=+@',;\"\r\n\t a-z0-9\u{e9}\u{7b2c}]{0,8}";
        // What a spreadsheet wrote with a decimal comma is read as a number, so numbers are numbers here.
        let cells: Vec<BoxedStrategy<String>> = COLUMNS
            .iter()
            .skip(1)
            .map(|column| match *column {
                "confidence" | "strength" | "score" => "(-?[0-9]{1,3}(\\.[0-9]{1,6})?)?".boxed(),
                _ => cell().boxed(),
            })
            .collect();
        (
            cells,
            prop::sample::select(vec!["proposed", "accepted", "rejected", "edited", "suspect", ""]),
            cell(),
        )
            .prop_map(|(cells, status, extra)| {
                let mut row = Row::default();
                for (column, cell) in COLUMNS.iter().skip(1).zip(cells) {
                    *row.cell_mut(column).unwrap() = cell;
                }
                row.status = status.to_owned();
                row.extra = vec![extra];
                row
            })
    }

    proptest! {
        #[test]
        fn write_read_write_gives_the_same_bytes(rows in proptest::collection::vec(any_row(), 0..6)) {
            let sheet = Sheet { extra: vec!["ours".to_owned()], rows };
            let first = csv(&sheet).unwrap();
            let again = read_csv(first.as_bytes(), "x.csv").unwrap();
            prop_assert_eq!(csv(&again).unwrap(), first);
        }
    }
}
