//! What a stretch of a unit is: a condition, an exception, a deadline, as the provisions say.
//!
//! Cost: that of reading the provisions of the unit.

use crate::draft::{Draft, Unit};
use crate::lexicon::Lexicon;
use crate::provision::{Provision, Reader};

/// Names the stretches of a draft's units.
#[derive(Debug)]
pub(super) struct Facets {
    reader: Reader,
}

/// A stretch of a text, in bytes, with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facet {
    pub(super) name: &'static str,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Facets {
    pub(super) fn new(draft: &Draft, lexicon: &Lexicon) -> Self {
        Facets {
            reader: Reader::new(draft, lexicon),
        }
    }

    /// The named stretches of a unit's own text.
    pub(super) fn of(&self, unit: &Unit) -> Vec<Facet> {
        let mut found = Vec::new();
        for provision in self.reader.provisions(unit) {
            for (name, text) in named(&provision) {
                if let Some(from) = unit.text.find(text).filter(|_| !text.is_empty()) {
                    let to = from + text.len();
                    found.push(Facet { name, from, to });
                }
            }
        }
        found
    }
}

fn named(provision: &Provision) -> Vec<(&'static str, &str)> {
    let clauses = &provision.clauses;
    let exceptions = clauses.exceptions.iter().map(|m| ("exception", m.text.as_str()));
    let conditions = clauses.conditions.iter().map(|m| ("condition", m.text.as_str()));
    let purposes = clauses.purposes.iter().map(|m| ("purpose", m.text.as_str()));
    let deadlines = provision.deadlines.iter().map(|d| ("deadline", d.text.as_str()));
    let bearer = [("who acts", provision.roles.bearer.as_str())];
    exceptions
        .chain(conditions)
        .chain(purposes)
        .chain(deadlines)
        .chain(bearer)
        .collect()
}
