//! What machines read. Nothing here computes: rows come in, text goes out.

pub mod cell;
pub mod crosswalk;
pub mod json;
pub mod outline;
pub mod provisions;
mod table;

use crate::{Error, Result};

/// A format of output files, found by a file's ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values for a spreadsheet: with a byte-order mark in files.
    Csv,
    /// JSON as described in `docs/json.md`.
    Json,
}

/// What must stand at the end of an output file's name.
const ENDINGS: [(&str, Format); 2] = [(".csv", Format::Csv), (".json", Format::Json)];

impl Format {
    /// The format that a file name's ending asks for.
    ///
    /// # Errors
    /// An ending that is not supported: the message lists those that are.
    pub fn of(name: &str) -> Result<Format> {
        let lower = name.to_lowercase();
        let found = ENDINGS.into_iter().find(|(ending, _)| lower.ends_with(ending));
        if let Some((_, format)) = found {
            return Ok(format);
        }
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let message = match file.rsplit_once('.') {
            Some((_, ending)) if !ending.is_empty() => format!("cannot write .{ending} files"),
            _ => "the name has no ending that says which format to write".to_owned(),
        };
        let endings: Vec<&str> = ENDINGS.iter().map(|(e, _)| *e).collect();
        Err(Error::new(message).at(name).help(format!(
            "end the name in {}, or use `-o -` for CSV on standard output",
            endings.join(" or ")
        )))
    }
}

/// What a spreadsheet needs at the head of a file to know that it is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";
