//! Crosswalks of other tools, for the commands that take them.

use std::fs;

use super::options::Global;
use super::output::plain_reason;
use super::terminal;
use crate::draft::Draft;
use crate::import::{self, Imported, Resolved, Unknown};
use crate::report::text::count;
use crate::review::Sheet;
use crate::{Error, Result};

/// Unknown ids that are told without -v.
const SHOWN: usize = 10;

/// Reads a file, and says what could not be taken over.
///
/// # Errors
/// A file that cannot be read, or that no format knows.
pub(super) fn read(file: &str, global: &Global) -> Result<Imported> {
    let bytes = fs::read(file).map_err(|e| {
        let why = match e.kind() {
            std::io::ErrorKind::NotFound => "no such file".to_owned(),
            _ => format!("cannot read: {}", plain_reason(&e)),
        };
        Error::new(why)
            .at(file)
            .help("name a crosswalk: CSV, JSON, OSCAL, SSSOM, OLIR or CISO Assistant")
    })?;
    let imported = import::read(&bytes, file)?;
    if !global.quiet {
        for note in &imported.notes {
            terminal::say(&format!("{file}: {note}"));
        }
    }
    Ok(imported)
}

/// The rows of files whose units these drafts have; what is not known is said.
///
/// # Errors
/// Those of [`read`]; a file without a single known row.
pub(super) fn resolved(files: &[String], drafts: &[&Draft], global: &Global) -> Result<Sheet> {
    let mut all = Sheet::default();
    for file in files {
        let imported = read(file, global)?;
        let resolved = import::resolve(&imported.sheet, drafts);
        if resolved.sheet.rows.is_empty() {
            let nearest = resolved.unknown.first().map(one).unwrap_or_default();
            return Err(Error::new(format!(
                "{}, and none of its ids is in these drafts",
                imported.format
            ))
            .at(file.as_str())
            .help(format!("{nearest}; clausewise outline shows the ids")));
        }
        if !global.quiet {
            said(file, &imported, &resolved, global.verbose)
                .iter()
                .for_each(|line| terminal::say(line));
        }
        add(&mut all, resolved.sheet);
    }
    Ok(all)
}

/// Rows of another file, with its own columns beside those that are there.
pub(super) fn add(sheet: &mut Sheet, other: Sheet) {
    let mut places = Vec::new();
    for column in &other.extra {
        let at = sheet.extra.iter().position(|c| c == column).unwrap_or_else(|| {
            sheet.extra.push(column.clone());
            sheet.extra.len() - 1
        });
        places.push(at);
    }
    for mut row in other.rows {
        let mut extra = vec![String::new(); sheet.extra.len()];
        for (cell, at) in row.extra.iter().zip(&places) {
            if let Some(to) = extra.get_mut(*at) {
                to.clone_from(cell);
            }
        }
        row.extra = extra;
        sheet.rows.push(row);
    }
}

fn said(file: &str, imported: &Imported, resolved: &Resolved, verbose: bool) -> Vec<String> {
    let mut lines = vec![format!(
        "{file}: {}, {} taken over, {} left out",
        imported.format,
        count(resolved.sheet.rows.len(), "row", "rows"),
        resolved.left_out
    )];
    if resolved.respelt > 0 {
        lines.push(format!(
            "{file}: {} met by another spelling or by the citation",
            count(resolved.respelt, "id", "ids")
        ));
    }
    let shown = if verbose { usize::MAX } else { SHOWN };
    for unknown in resolved.unknown.iter().take(shown) {
        let place = match unknown.line {
            0 => file.to_owned(),
            line => format!("{file}, line {line}"),
        };
        let rows = match unknown.rows {
            0 | 1 => String::new(),
            n => format!(" ({n} rows)"),
        };
        lines.push(format!("{place}: {}{rows}", one(unknown)));
    }
    if resolved.unknown.len() > shown {
        let more = resolved.unknown.len() - shown;
        lines.push(format!("{file}: and {more} more unknown ids: -v shows them all"));
    }
    lines
}

fn one(unknown: &Unknown) -> String {
    let id = &unknown.id;
    match (unknown.above, &unknown.nearest) {
        (0, Some(nearest)) => format!(
            "`{id}` is no unit of {}; the nearest is `{nearest}`",
            unknown.draft
        ),
        (0, None) => format!("`{id}` is no unit of {}", unknown.draft),
        (n, _) => format!(
            "`{id}` stands above {n} units of {}, and names none of them",
            unknown.draft
        ),
    }
}
