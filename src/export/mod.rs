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
    /// One page, whole in itself.
    Html,
    /// A grammar file.
    Toml,
}

/// What must stand at the end of an output file's name.
const ENDINGS: [(&str, Format); 4] = [
    (".csv", Format::Csv),
    (".json", Format::Json),
    (".html", Format::Html),
    (".toml", Format::Toml),
];

impl Format {
    /// The format that a file name's ending asks for, if it is one of these.
    ///
    /// # Errors
    /// An ending that is not supported: the message lists those that are.
    pub fn of(name: &str, allowed: &[Format]) -> Result<Format> {
        let lower = name.to_lowercase();
        let endings = || ENDINGS.into_iter().filter(|(_, f)| allowed.contains(f));
        let found = endings().find(|(ending, _)| lower.ends_with(ending));
        if let Some((_, format)) = found {
            return Ok(format);
        }
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let message = match file.rsplit_once('.') {
            Some((_, ending)) if !ending.is_empty() => format!("cannot write .{ending} files"),
            _ => "the name has no ending that says which format to write".to_owned(),
        };
        let mut endings: Vec<&str> = endings().map(|(e, _)| e).collect();
        let last = endings.pop().unwrap_or_default();
        let names = match endings.as_slice() {
            [] => last.to_owned(),
            rest => format!("{} or {last}", rest.join(", ")),
        };
        let standard = if allowed.contains(&Format::Csv) {
            ", or use `-o -` for CSV on standard output"
        } else {
            ""
        };
        Err(Error::new(message)
            .at(name)
            .help(format!("end the name in {names}{standard}")))
    }
}

/// What a spreadsheet needs at the head of a file to know that it is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";
