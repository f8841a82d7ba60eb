//! The provisions of drafts as CSV: a row per normative sentence, in document order.

use rayon::prelude::*;

use super::table;
use crate::Result;
use crate::draft::{Draft, Unit};
use crate::lexicon::Lexicon;
use crate::provision::{Mark, Provision, Reader};

/// The columns of a list of provisions.
pub const COLUMNS: [&str; 16] = [
    "draft",
    "path",
    "citation",
    "sentence",
    "modality",
    "addressee",
    "bearer",
    "action",
    "object",
    "recipient",
    "condition",
    "exception",
    "deadlines",
    "thresholds",
    "terms",
    "references",
];

/// The provisions of drafts, one after the other, as CSV without a byte-order mark.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(drafts: &[Draft], lexicon: &Lexicon) -> Result<String> {
    let mut rows = Vec::new();
    for draft in drafts {
        let reader = Reader::new(draft, lexicon);
        let mut terms: Vec<&str> = draft.definitions.iter().map(|d| d.term.as_str()).collect();
        terms.sort_unstable();
        terms.dedup();
        let of_unit = |unit: &Unit| -> Vec<[String; 16]> {
            let provisions = reader.provisions(unit);
            provisions.iter().map(|p| cells(draft, unit, p, &terms)).collect()
        };
        let of_units: Vec<Vec<[String; 16]>> = draft.units.par_iter().map(of_unit).collect();
        rows.extend(of_units.into_iter().flatten());
    }
    table::csv(&COLUMNS, rows)
}

fn cells(draft: &Draft, unit: &Unit, p: &Provision, terms: &[&str]) -> [String; 16] {
    let marks = |marks: &[Mark]| joined(marks.iter().map(|m| m.text.clone()));
    let used = terms
        .iter()
        .filter(|t| contains_term(&p.text, t))
        .map(|t| (*t).to_owned());
    let references = draft.references.iter().filter(|r| {
        let inside = r.from == unit.clause || draft.clause(r.from).parent == unit.clause;
        inside && p.text.contains(&r.words)
    });
    [
        draft.name.clone(),
        unit.id.clone(),
        unit.citation.clone(),
        p.sentence.to_string(),
        p.modality.name().to_owned(),
        p.roles.addressee.clone(),
        p.roles.bearer.clone(),
        p.roles.action.clone(),
        p.roles.object.clone(),
        joined(p.roles.recipients.iter().map(|m| m.text.clone())),
        marks(&p.clauses.conditions),
        marks(&p.clauses.exceptions),
        joined(p.deadlines.iter().map(ToString::to_string)),
        joined(p.thresholds.iter().map(ToString::to_string)),
        joined(used),
        joined(references.map(|r| r.words.clone())),
    ]
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

/// Whether a text has a term as a whole word, with or without the plural's s.
fn contains_term(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + term.len()..].trim_start_matches('s').chars().next();
        before.is_none_or(|c| !c.is_alphanumeric()) && after.is_none_or(|c| !c.is_alphanumeric())
    })
}
