//! Lists that say how deep each row stands: rows without an id of their own have their place in the row above them.
//!
//! Cost: linear in the rows.

use super::columns::words;
use super::{Row, Table};

/// Deepest row.
const DEEPEST: u32 = 40;

/// A row that others may stand in.
struct Open {
    depth: u32,
    id: String,
    /// Rows in it that have no id so far.
    nameless: u32,
}

/// The rows of a list with a depth for each of them; `None` where it has none, or names the parents itself.
pub(super) fn rows(table: &Table<'_>) -> Option<Vec<Row>> {
    let columns = &table.header.columns;
    let column = columns.depth.filter(|_| columns.parent.is_none())?;
    let depth = |record: &super::Record| record.get(column).trim().parse::<u32>().ok();
    let all = || table.records.iter().filter(|r| !table.repeats_header(r));
    if !all().all(|r| depth(r).is_some_and(|d| d <= DEEPEST)) {
        return None;
    }
    let mut open: Vec<Open> = vec![Open {
        depth: 0,
        id: String::new(),
        nameless: 0,
    }];
    let mut rows = Vec::new();
    for record in all() {
        let mut row = table.row(record);
        if row.id.is_empty() && row.title.is_empty() && row.text.is_empty() {
            continue;
        }
        let depth = depth(record).unwrap_or_default();
        while open.len() > 1 && open.last().is_some_and(|o| o.depth >= depth) {
            open.pop();
        }
        if let Some(above) = open.last_mut() {
            row.parent.clone_from(&above.id);
            if row.id.is_empty() {
                above.nameless += 1;
                row.id = format!("{}/{}", above.id, above.nameless)
                    .trim_start_matches('/')
                    .to_owned();
                row.kind = "text".to_owned();
            }
        }
        let asks = columns.asks.is_none_or(|c| {
            let said = record.get(c).trim().to_lowercase();
            !said.is_empty() && !words().no.contains(&said)
        });
        if !asks {
            row.kind = "text".to_owned();
        }
        open.push(Open {
            depth,
            id: row.id.clone(),
            nameless: 0,
        });
        rows.push((depth, row));
    }
    // What only heads others is their heading.
    let holds: Vec<bool> = (0..rows.len())
        .map(|i| rows.get(i + 1).is_some_and(|(next, _)| *next > rows[i].0))
        .collect();
    let headed = rows.into_iter().zip(holds).map(|((_, mut row), holds)| {
        if row.kind == "text" && (row.text.is_empty() || holds && row.title.is_empty()) {
            row.kind = "heading".to_owned();
            if row.title.is_empty() {
                row.title = std::mem::take(&mut row.text);
            }
        }
        row
    });
    Some(headed.collect())
}
