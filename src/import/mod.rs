//! Crosswalks of other tools: what a file says corresponds, as rows of ours.
//!
//! SSSOM, OSCAL mapping collections, mapping libraries of CISO Assistant (YAML and workbook), OLIR (workbook and CSV) and
//! any CSV with two columns of ids. What a file of our own says comes back cell by cell; what somebody else's says comes in
//! as decided where a person decided it, and with a note on where it came from. [`resolve()`] then finds the units that
//! foreign ids mean.

mod ciso;
mod columns;
mod ids;
mod oscal;
mod resolve;
mod sssom;
mod yaml;

pub use resolve::{Resolved, Unknown, resolve};

use crate::crosswalk::Relation;
use crate::review::{self, Row, Sheet, Status};
use crate::{Error, Result};

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// What the file is, in words.
    pub format: &'static str,
    /// Its rows. Names of drafts are as the file has them, empty where it has none.
    pub sheet: Sheet,
    /// What could not be taken over, or was taken for something, in words.
    pub notes: Vec<String>,
}

/// Reads a crosswalk of any format that is known, told by its content first and its name second.
///
/// # Errors
/// A file that is none of these, or is damaged.
pub fn read(bytes: &[u8], name: &str) -> Result<Imported> {
    let lower = name.to_lowercase();
    if bytes.starts_with(b"PK\x03\x04") {
        return columns::workbook(bytes, name);
    }
    let text = review::decode(bytes);
    let start = text.trim_start();
    if start.starts_with('{') {
        if start.contains("\"mapping-collection\"") {
            return oscal::read(&text, name);
        }
        let sheet = review::read_json(bytes, name)?;
        return Ok(Imported {
            format: "a crosswalk in JSON",
            sheet,
            notes: Vec::new(),
        });
    }
    if lower.ends_with(".yaml") || lower.ends_with(".yml") || start.starts_with("urn:") {
        return ciso::read(&text, name);
    }
    if start.starts_with('#') || start.lines().next().is_some_and(|l| l.contains("subject_id")) {
        return sssom::read(&text, name);
    }
    columns::csv(bytes, name)
}

/// A relation in any of the words that formats have for it.
fn relation(word: &str) -> Option<Relation> {
    let word = word.trim().to_lowercase().replace(['_', ' '], "-");
    Some(match word.as_str() {
        "equal" | "equal-to" | "equivalent" | "equivalent-to" => Relation::Equal,
        "subset" | "subset-of" => Relation::SubsetOf,
        "superset" | "superset-of" => Relation::SupersetOf,
        "intersect" | "intersects" | "intersects-with" => Relation::IntersectsWith,
        "no-relationship" | "not-related" | "not-related-to" | "no-relation" => Relation::NoRelationship,
        _ => return None,
    })
}

/// The status of a row of a file that knows no decisions, and a note that says where it came from: without the note,
/// a row that nobody decided would give way to the next proposals.
fn foreign(row: &mut Row, by_person: bool, name: &str, how: &str) {
    let status = if by_person {
        Status::Accepted
    } else {
        Status::Proposed
    };
    status.code().clone_into(&mut row.status);
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let from = match how {
        "" => format!("imported from {file}"),
        how => format!("imported from {file} ({how})"),
    };
    row.note = match row.note.trim() {
        "" => from,
        note => format!("{note}; {from}"),
    };
}

/// How often each word stood there that no relation of ours says.
#[derive(Default)]
struct Strange(std::collections::BTreeMap<String, usize>);

impl Strange {
    fn seen(&mut self, word: &str) {
        let word: String = word.trim().chars().take(40).collect();
        if !word.is_empty() && (self.0.len() < 20 || self.0.contains_key(&word)) {
            *self.0.entry(word).or_default() += 1;
        }
    }

    fn notes(self) -> Vec<String> {
        let one = |(word, n): (String, usize)| {
            let rows = if n == 1 { "row says" } else { "rows say" };
            format!("{n} {rows} `{word}`, which is none of the relations of IR 8477: left open")
        };
        self.0.into_iter().map(one).collect()
    }
}

/// A file without a single row.
fn empty(name: &str, wanted: &str) -> Error {
    Error::new(format!("it holds no correspondence: no {wanted}"))
        .at(name)
        .help("a crosswalk is .csv, .json, .oscal.json, .sssom.tsv, .olir.csv, .ciso.yaml or a workbook of these")
}
