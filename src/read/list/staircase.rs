//! Lists whose ids stand in the text: `GV.OC-01: The mission is understood`, `Organizational Context (GV.OC): …`,
//! often one column for each level, filled like stairs.
//!
//! Cost: linear in the cells that are looked at.

use rustc_hash::{FxHashMap, FxHashSet};

use super::columns;
use super::grid::{Grid, MOST_COLUMNS};
use crate::read::normalise::normalise;
use crate::read::source::{Place, Row};

/// Records tried as the header.
const REACH: usize = 20;
/// Records below that are looked at to judge the columns.
const SAMPLE: usize = 2_000;
/// Fewest rows of a list that is known by its ids only.
const LEAST: usize = 3;
/// Longest code in characters, and longest name before a code in brackets.
const CODE: usize = 24;
const NAME: usize = 100;

/// The rows of such a list, if the table is one.
pub(super) fn rows(grid: &Grid) -> Option<Vec<Row>> {
    // The header names more of the columns than the title above it does.
    let (at, levels) = (0..grid.records.len().min(REACH))
        .map(|at| (at, levels(grid, at)))
        .rev()
        .max_by_key(|(_, levels)| levels.len())
        .filter(|(_, levels)| !levels.is_empty())?;
    let header = grid.records.get(at)?;
    let kind = columns::kind(levels.last().map(|c| header.get(*c)));
    let mut open: Vec<Option<String>> = vec![None; levels.len()];
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let mut rows: Vec<Row> = Vec::new();
    for record in grid.records.iter().skip(at + 1) {
        for (depth, column) in levels.iter().enumerate() {
            let Some(cell) = labelled(record.get(*column)) else {
                continue;
            };
            for slot in open.iter_mut().skip(depth + 1) {
                *slot = None;
            }
            let parent = open.iter().take(depth).rev().find_map(Clone::clone);
            if let Some(slot) = open.get_mut(depth) {
                *slot = Some(cell.id.to_owned());
            }
            // A level that is repeated in each row, or at the foot of its part.
            if let Some(known) = seen.get(cell.id).and_then(|i| rows.get_mut(*i)) {
                if known.text.is_empty() {
                    known.text = normalise(cell.text);
                }
                continue;
            }
            seen.insert(cell.id.to_owned(), rows.len());
            rows.push(Row {
                id: cell.id.to_owned(),
                title: normalise(cell.title),
                text: normalise(cell.text),
                parent: parent.unwrap_or_default(),
                place: Place::line(record.line),
                kind: kind.clone(),
                ..Row::default()
            });
        }
    }
    (rows.len() >= LEAST).then_some(rows)
}

/// The columns that hold labelled cells below a header, if the innermost has ids of its own.
fn levels(grid: &Grid, header: usize) -> Vec<usize> {
    let mut levels: Vec<usize> = Vec::new();
    let Some(names) = grid.records.get(header).filter(|h| h.filled() > 0) else {
        return levels;
    };
    for column in (0..MOST_COLUMNS).filter(|c| !names.get(*c).is_empty()) {
        let mut cells = 0usize;
        let mut good = 0usize;
        let mut ids = FxHashSet::default();
        for record in grid.records.iter().skip(header + 1).take(SAMPLE) {
            let cell = record.get(column).trim();
            if cell.is_empty() {
                continue;
            }
            cells += 1;
            if let Some(cell) = labelled(cell) {
                good += 1;
                ids.insert(cell.id);
            }
        }
        // A level may be repeated in the rows of its part; references and examples repeat many.
        let holds = cells > 0 && good * 10 >= cells * 9 && (good == cells || cells > 5);
        let own = ids.len() * 10 >= good * 9;
        match (holds, levels.is_empty()) {
            (true, true) => levels.push(column),
            (true, false) if own => levels.push(column),
            (false, true) => {}
            _ => break,
        }
    }
    let Some(&last) = levels.last() else {
        return levels;
    };
    let mut seen = FxHashSet::default();
    let below = grid.records.iter().skip(header + 1).take(SAMPLE);
    let ids: Vec<_> = below.filter_map(|r| labelled(r.get(last))).collect();
    let unique = ids.iter().filter(|c| seen.insert(c.id)).count();
    if ids.len() < LEAST || unique * 10 < ids.len() * 9 {
        levels.clear();
    }
    levels
}

struct Cell<'t> {
    id: &'t str,
    title: &'t str,
    text: &'t str,
}

/// `CODE: text`, `Name (CODE): text`, `Name (CODE)`.
fn labelled(cell: &str) -> Option<Cell<'_>> {
    let cell = cell.trim();
    let (head, text) = match cell.split_once(": ").or_else(|| cell.split_once(":\n")) {
        Some((head, text)) => (head.trim(), text.trim()),
        None => (cell.trim_end_matches(':'), ""),
    };
    if is_code(head) && !text.is_empty() {
        return Some(Cell {
            id: head,
            title: "",
            text,
        });
    }
    let (name, code) = head.strip_suffix(')')?.rsplit_once('(')?;
    (is_code(code) && !name.trim().is_empty() && name.chars().count() <= NAME).then_some(Cell {
        id: code,
        title: name.trim(),
        text,
    })
}

/// A publisher's code: capitals and digits, a letter first, no spaces.
fn is_code(text: &str) -> bool {
    (2..=CODE).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || ".-_/&()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::grid::Record;
    use super::*;

    fn grid(lines: &[&[&str]]) -> Grid {
        let mut grid = Grid::default();
        for (i, line) in lines.iter().enumerate() {
            let mut record = Record::new(i as u32 + 1);
            for (c, cell) in line.iter().enumerate() {
                record.set(c, (*cell).to_owned());
            }
            grid.push(record);
        }
        grid
    }

    #[test]
    fn levels_stand_in_columns_of_their_own() {
        let rows = rows(&grid(&[
            &["", "Framework of the Harbour"],
            &["As of today"],
            &["Function", "Category", "Subcategory", "Examples"],
            &["RING (RN): Bells are rung", "", "", "Ex1: a"],
            &["", "Bells (RN.BE): Bells are cast", "", "Ex1: a"],
            &["", "", "RN.BE-01: Bells are loud", "Ex1: b"],
            &["", "", "RN.BE-02: [Withdrawn: see RN.BE-01]", ""],
            &["RING (RN)"],
            &["", "Ropes (RN.RO): Ropes hold", "", ""],
            &["", "", "RN.RO-01: Ropes are\n new", "Ex1: c"],
        ]))
        .unwrap();
        let short: Vec<(&str, &str, &str)> = rows
            .iter()
            .map(|r| (r.id.as_str(), r.parent.as_str(), r.text.as_str()))
            .collect();
        assert_eq!(
            short,
            [
                ("RN", "", "Bells are rung"),
                ("RN.BE", "RN", "Bells are cast"),
                ("RN.BE-01", "RN.BE", "Bells are loud"),
                ("RN.BE-02", "RN.BE", "[Withdrawn: see RN.BE-01]"),
                ("RN.RO", "RN", "Ropes hold"),
                ("RN.RO-01", "RN.RO", "Ropes are new"),
            ]
        );
        assert_eq!(
            (rows[1].title.as_str(), rows[1].kind.as_str()),
            ("Bells", "outcome")
        );
    }

    #[test]
    fn prose_with_colons_is_no_list() {
        assert!(
            rows(&grid(&[
                &["Topic", "Note"],
                &["Boats: large", "A: b"],
                &["Oars: small", "C: d"],
                &["Sails: white", "E: f"],
            ]))
            .is_none()
        );
    }
}
