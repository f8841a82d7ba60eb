//! What machines read. Nothing here computes: rows come in, text goes out.

pub mod adoption;
pub mod cell;
pub mod crosswalk;
pub mod diff;
pub mod findings;
pub mod history;
pub mod json;
pub mod outline;
pub mod provisions;
pub mod score;
mod table;
pub mod terms;
pub mod tracked;
pub mod word;
#[cfg(feature = "xlsx")]
pub mod xlsx;

use crate::{Error, Result};

/// A format of output files, found by a file's ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values for a spreadsheet: with a byte-order mark in files.
    Csv,
    /// JSON as described in `docs/json.md`.
    Json,
    /// One self-contained page.
    Html,
    /// CommonMark.
    Markdown,
    /// SARIF 2.1.0, for findings.
    Sarif,
    /// A grammar file.
    Toml,
    /// A Word document.
    Docx,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// What stands at the end of a name of such a file.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => ".csv",
            Format::Json => ".json",
            Format::Html => ".html",
            Format::Markdown => ".md",
            Format::Sarif => ".sarif",
            Format::Toml => ".toml",
            Format::Docx => ".docx",
            Format::Xlsx => ".xlsx",
        }
    }

    /// The format that a file name's ending asks for, of those that a command writes.
    ///
    /// # Errors
    /// An ending that is not supported: the message lists those that are.
    pub fn of(name: &str, written: &[Format]) -> Result<Format> {
        let lower = name.to_lowercase();
        let found = written.iter().find(|f| lower.ends_with(f.ending()));
        if let Some(format) = found {
            return Ok(*format);
        }
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let message = match file.rsplit_once('.') {
            Some((_, ending)) if !ending.is_empty() => format!("cannot write .{ending} files"),
            _ => "the name has no ending that says which format to write".to_owned(),
        };
        let endings: Vec<&str> = written.iter().map(|f| f.ending()).collect();
        let endings = match endings.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
            None => String::new(),
        };
        let standard = if written.contains(&Format::Csv) {
            ", or use `-o -` for CSV on standard output"
        } else {
            ""
        };
        Err(Error::new(message)
            .at(name)
            .help(format!("end the name in {endings}{standard}")))
    }
}

/// What a spreadsheet needs at the head of a file to know that it is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";
