//! What machines read. Nothing here computes: rows come in, text goes out.

pub mod about;
pub mod adoption;
pub mod cell;
pub mod ciso;
pub mod comments;
pub mod crosswalk;
pub mod diff;
pub mod findings;
pub mod fit;
pub mod graph;
pub mod history;
pub mod json;
pub mod olir;
pub mod oscal;
pub mod outline;
pub mod provisions;
pub(crate) mod remark;
pub mod score;
pub mod sssom;
mod table;
pub mod terms;
pub mod token;
pub mod tracked;
pub mod word;
pub mod wording;
#[cfg(feature = "xlsx")]
pub mod xlsx;
pub mod yaml;

pub use about::About;
pub use wording::IdsOnly;

use crate::review::Sheet;
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
    /// An OSCAL mapping collection.
    Oscal,
    /// SSSOM: mappings between terms, tabs between columns.
    Sssom,
    /// The relationship sheet of a NIST OLIR template as CSV: with a byte-order mark in files.
    Olir,
    /// A mapping library of CISO Assistant, YAML.
    Ciso,
    /// GraphML.
    GraphMl,
    /// DOT, the language of Graphviz.
    Dot,
}

/// The formats of a crosswalk for other tools, besides CSV and JSON.
pub const INTERCHANGE: [Format; 6] = [
    Format::Oscal,
    Format::Sssom,
    Format::Olir,
    Format::Ciso,
    Format::GraphMl,
    Format::Dot,
];

/// A crosswalk in a format for other tools; in CSV for all others.
///
/// # Errors
/// A crosswalk that the format cannot hold at all.
pub fn interchange(format: Format, drafts: &[About], sheet: &Sheet) -> Result<String> {
    match format {
        Format::Oscal => oscal::json(drafts, sheet),
        Format::Sssom => sssom::tsv(drafts, sheet),
        Format::Olir => olir::csv(drafts, sheet),
        Format::Ciso => ciso::yaml(drafts, sheet),
        Format::GraphMl => Ok(graph::graphml(drafts, sheet)),
        Format::Dot => Ok(graph::dot(drafts, sheet)),
        _ => crosswalk::csv(sheet),
    }
}

impl Format {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Html => "HTML",
            Format::Markdown => "Markdown",
            Format::Sarif => "SARIF",
            Format::Toml => "TOML",
            Format::Docx => "Word",
            Format::Xlsx => "Excel",
            Format::Oscal => "OSCAL",
            Format::Sssom => "SSSOM",
            Format::Olir => "OLIR",
            Format::Ciso => "CISO Assistant",
            Format::GraphMl => "GraphML",
            Format::Dot => "DOT",
        }
    }

    /// What stands at the end of a name of such a file.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => ".csv",
            Format::Json => ".json",
            Format::Html => ".html",
            Format::Markdown => ".md",
            Format::Sarif => ".sarif",
            Format::Toml => ".toml",
            Format::Oscal => ".oscal.json",
            Format::Sssom => ".sssom.tsv",
            Format::Olir => ".olir.csv",
            Format::Ciso => ".ciso.yaml",
            Format::GraphMl => ".graphml",
            Format::Dot => ".dot",
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
        // `.oscal.json` is more than `.json`.
        let fits = written.iter().filter(|f| lower.ends_with(f.ending()));
        let found = fits.max_by_key(|f| f.ending().len());
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
