//! Workbooks: the sheet that holds the list, its cells as a spreadsheet prints them.
//!
//! By hand over the parts, because ids depend on how a number is printed: `1.10` is a number with two decimals, and
//! `R-007` is 7. Cost: linear in the cells; what is unpacked, parsed and repeated by merged cells is bounded.

use rustc_hash::FxHashMap;

use super::columns;
use super::grid::{Grid, Record};
use super::printed::{self, Formats};
use super::{Table, checked, header, staircase};
use crate::read::archive::Archive;
use crate::read::options::ListOptions;
use crate::read::source::Row;
use crate::read::tree::{self, LocalName, Node};
use crate::{Error, Result};

/// Most text of all cells of a sheet together, in bytes: shared strings may be used any number of times.
const MOST_TEXT: usize = 64 << 20;

/// Reads the list of a workbook.
///
/// # Errors
/// Damage; a sheet that is not there; no sheet with the columns that a list needs.
pub(crate) fn read(archive: &mut Archive<'_>, name: &str, options: &ListOptions) -> Result<Vec<Row>> {
    let book = Book::open(archive, name)?;
    let mut best: Option<(Vec<Row>, usize)> = None;
    let mut problem: Option<(usize, Error)> = None;
    for (at, sheet) in book.chosen(options, name)? {
        let grid = book.grid(archive, sheet, name)?;
        let size = grid.records.len();
        match rows(grid, &sheet.name, name, options) {
            Ok(rows) => {
                if best.as_ref().is_none_or(|(b, _)| rows.len() > b.len()) {
                    best = Some((rows, at));
                }
            }
            Err(error) => {
                if problem.as_ref().is_none_or(|(largest, _)| size > *largest) {
                    problem = Some((size, error));
                }
            }
        }
    }
    match (best, problem) {
        (Some((rows, _)), _) => Ok(rows),
        (None, Some((_, error))) => Err(error),
        (None, None) => Err(Error::new("the workbook has no sheets")
            .at(name)
            .help("check that the file was saved completely")),
    }
}

/// The sheets that are to be seen, each with its rows as a spreadsheet prints them: row number and cells, blank rows left
/// out.
///
/// # Errors
/// Damage.
pub(crate) fn sheets(archive: &mut Archive<'_>, name: &str) -> Result<Vec<Sheeted>> {
    let book = Book::open(archive, name)?;
    let mut all = Vec::new();
    for (_, sheet) in book.chosen(&ListOptions::default(), name)? {
        let records = book.grid(archive, sheet, name)?.records;
        let rows = records.iter().map(|r| (u64::from(r.line), r.names())).collect();
        all.push((sheet.name.clone(), rows));
    }
    Ok(all)
}

/// A sheet's name and its rows.
pub(crate) type Sheeted = (String, Vec<(u64, Vec<String>)>);

/// The cells of the first sheet that is to be seen, a row with its number each.
///
/// # Errors
/// Damage.
pub(crate) fn first_sheet(archive: &mut Archive<'_>, name: &str) -> Result<Vec<(u32, Vec<String>)>> {
    let book = Book::open(archive, name)?;
    let chosen = book.chosen(&ListOptions::default(), name)?;
    let Some((_, sheet)) = chosen.first() else {
        return Ok(Vec::new());
    };
    let grid = book.grid(archive, sheet, name)?;
    Ok(grid.records.iter().map(|r| (r.line, r.names())).collect())
}

fn rows(grid: Grid, sheet: &str, name: &str, options: &ListOptions) -> Result<Vec<Row>> {
    let file = format!("{name}, sheet `{sheet}`");
    match header::find(&grid, &options.columns) {
        Ok(header) => {
            let records = grid.records.into_iter().skip(header.at + 1).collect();
            let mut table = Table::new(records, header, &file);
            table.sheet = Some(sheet.to_owned());
            table.rows()
        }
        Err(header) => {
            if let Some(mut rows) = staircase::rows(&grid) {
                for row in &mut rows {
                    row.place.element = Some(sheet.to_owned());
                }
                return checked(rows, &file, true);
            }
            let place = match grid.records.get(header.at) {
                Some(record) => format!("{file}, row {}", record.line),
                None => file,
            };
            Err(columns::missing(
                header.columns,
                &header.names,
                &options.columns,
                &place,
            ))
        }
    }
}

#[derive(Debug)]
struct Sheet {
    name: String,
    part: String,
    hidden: bool,
}

/// A workbook without its cells.
struct Book {
    sheets: Vec<Sheet>,
    strings: Vec<String>,
    formats: Formats,
}

impl Book {
    fn open(archive: &mut Archive<'_>, name: &str) -> Result<Book> {
        let main = "xl/workbook.xml";
        let text = archive.text(main)?.ok_or_else(|| {
            Error::new(format!("the workbook has no part {main}"))
                .at(name)
                .help(SAVE_AGAIN)
        })?;
        let targets = relations(archive, "xl/_rels/workbook.xml.rels", name)?;
        let document = tree::parse(&text, name)?;
        let mut from_1904 = false;
        let mut sheets = Vec::new();
        for node in document.descendants() {
            match node.tag_name().name() {
                "workbookPr" => {
                    from_1904 = matches!(node.attribute("date1904"), Some("1" | "true"));
                }
                "sheet" => {
                    let id = node
                        .attributes()
                        .find(|a| a.name() == "id" && a.namespace().is_some());
                    let part = id.and_then(|id| targets.get(id.value()));
                    if let (Some(name), Some(part)) = (node.attribute("name"), part) {
                        sheets.push(Sheet {
                            name: name.to_owned(),
                            part: part.clone(),
                            hidden: node.attribute("state").is_some_and(|s| s != "visible"),
                        });
                    }
                }
                _ => {}
            }
        }
        let strings = match archive.text("xl/sharedStrings.xml")? {
            Some(text) => shared_strings(&text, name)?,
            None => Vec::new(),
        };
        let formats = match archive.text("xl/styles.xml")? {
            Some(text) => Formats::of(&tree::parse(&text, name)?, from_1904),
            None => Formats::default(),
        };
        Ok(Book {
            sheets,
            strings,
            formats,
        })
    }

    /// The sheets to look at: the one that a person named, else all that are to be seen.
    fn chosen(&self, options: &ListOptions, name: &str) -> Result<Vec<(usize, &Sheet)>> {
        let all = || self.sheets.iter().enumerate();
        let Some(wanted) = &options.sheet else {
            let visible: Vec<_> = all().filter(|(_, s)| !s.hidden).collect();
            return Ok(if visible.is_empty() {
                all().collect()
            } else {
                visible
            });
        };
        let by_name = all().find(|(_, s)| s.name.to_lowercase() == wanted.to_lowercase());
        let number = wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let found = by_name.or_else(|| number.and_then(|n| all().nth(n)));
        found.map(|f| vec![f]).ok_or_else(|| {
            let names: Vec<String> = self.sheets.iter().map(|s| format!("`{}`", s.name)).collect();
            Error::new(format!("no sheet is named `{wanted}`"))
                .at(name)
                .help(format!("the sheets are {}", names.join(", ")))
        })
    }

    /// The cells of a sheet.
    fn grid(&self, archive: &mut Archive<'_>, sheet: &Sheet, name: &str) -> Result<Grid> {
        let Some(text) = archive.text(&sheet.part)? else {
            return Err(Error::new(format!(
                "the workbook lists the sheet `{}`, but does not hold it",
                sheet.name
            ))
            .at(name)
            .help(SAVE_AGAIN));
        };
        let document = tree::parse(&text, name)?;
        let too_much = || {
            Error::new(format!(
                "the cells of the sheet `{}` hold too much text",
                sheet.name
            ))
            .at(name)
            .help("give a workbook with the list alone")
        };
        let mut left = MOST_TEXT;
        let mut grid = Grid::default();
        let mut line = 0u32;
        for row in document.descendants().filter(|n| n.has_tag_name_local("row")) {
            line = row
                .attribute("r")
                .and_then(|r| r.parse().ok())
                .unwrap_or(line.saturating_add(1));
            let mut record = Record::new(line);
            let mut next = 0usize;
            for cell in row.children().filter(|n| n.has_tag_name_local("c")) {
                let column = cell.attribute("r").and_then(place).map_or(next, |(c, _)| c);
                next = column.saturating_add(1);
                if let Some(text) = self.text(cell) {
                    left = left.checked_sub(text.len()).ok_or_else(too_much)?;
                    record.set(column, text);
                }
            }
            grid.push(record);
        }
        let merged = document
            .descendants()
            .filter(|n| n.has_tag_name_local("mergeCell"));
        for region in merged.filter_map(|n| n.attribute("ref")) {
            fill(&mut grid, region, &mut left).ok_or_else(too_much)?;
        }
        Ok(grid)
    }

    /// What a cell shows; of a formula that nothing computed, or that came to an error, the formula itself: what somebody
    /// typed never vanishes.
    fn text(&self, cell: Node<'_, '_>) -> Option<String> {
        let child = |name: &str| cell.children().find(|n| n.has_tag_name_local(name));
        let computed = child("v").and_then(|v| v.text()).is_some_and(|v| !v.is_empty());
        if let Some(formula) = child("f").and_then(|f| f.text())
            && (!computed || cell.attribute("t") == Some("e"))
        {
            return Some(format!("={}", formula.trim()));
        }
        let value = || child("v").and_then(|v| v.text());
        match cell.attribute("t").unwrap_or("n") {
            "s" => {
                let index: usize = value()?.trim().parse().ok()?;
                self.strings.get(index).cloned()
            }
            "inlineStr" => child("is").map(string),
            "b" => value().map(|v| if v.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned()),
            "str" | "e" | "d" => value().map(str::to_owned),
            _ => {
                let style = cell.attribute("s").and_then(|s| s.parse().ok()).unwrap_or(0);
                value().map(|v| printed::number(v.trim(), self.formats.of_style(style)))
            }
        }
    }
}

const SAVE_AGAIN: &str = "save the workbook again in the program it came from";

/// Where the parts of a part stand, by relation id.
fn relations(archive: &mut Archive<'_>, part: &str, name: &str) -> Result<FxHashMap<String, String>> {
    let Some(text) = archive.text(part)? else {
        return Ok(FxHashMap::default());
    };
    let document = tree::parse(&text, name)?;
    let relation = |n: Node<'_, '_>| {
        let target = n.attribute("Target")?;
        let whole = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{}", target.trim_start_matches("./")),
        };
        Some((n.attribute("Id")?.to_owned(), whole))
    };
    Ok(document.descendants().filter_map(relation).collect())
}

fn shared_strings(text: &str, name: &str) -> Result<Vec<String>> {
    let document = tree::parse(text, name)?;
    let items = document.descendants().filter(|n| n.has_tag_name_local("si"));
    Ok(items.map(string).collect())
}

/// The text of a string, its runs joined; how it is pronounced (Japanese) is left out.
fn string(node: Node<'_, '_>) -> String {
    let spoken = |n: &Node<'_, '_>| n.ancestors().take(4).any(|a| a.has_tag_name_local("rPh"));
    let texts = node
        .descendants()
        .filter(|n| n.has_tag_name_local("t") && !spoken(n));
    texts.filter_map(|t| t.text()).collect()
}

/// Column and row of a cell, both from 0: `B7` is (1, 6).
fn place(written: &str) -> Option<(usize, u32)> {
    let digits = written.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = (written.get(..digits)?, written.get(digits..)?);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().try_fold(0usize, |n, b| {
        let value = b.to_ascii_uppercase().checked_sub(b'A').filter(|v| *v < 26)?;
        Some(n * 26 + usize::from(value) + 1)
    })?;
    Some((column - 1, row.parse::<u32>().ok()?.checked_sub(1)?))
}

/// Lets a merged cell show its text in all its rows. `None` where that takes more text than is left.
fn fill(grid: &mut Grid, region: &str, left: &mut usize) -> Option<()> {
    let Some(((column, top), (_, bottom))) = region
        .split_once(':')
        .and_then(|(a, b)| Some((place(a)?, place(b)?)))
    else {
        return Some(());
    };
    let first = grid.records.partition_point(|r| r.line < top + 1);
    let text = match grid.records.get(first) {
        Some(record) if record.line == top + 1 => record.get(column).to_owned(),
        _ => return Some(()),
    };
    if text.is_empty() {
        return Some(());
    }
    for record in grid.records.iter_mut().skip(first + 1) {
        if record.line > bottom + 1 {
            break;
        }
        *left = left.checked_sub(text.len() + 32)?;
        record.merge(column, &text);
    }
    Some(())
}
