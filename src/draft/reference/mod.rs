//! References within a draft and out of it: found in the words of each clause, resolved to the clauses that they name.
//!
//! `words.toml` says how a language refers; [`parse`] reads an expression with nom, [`scan`] finds the expressions of a
//! text, [`finder`] gives them their clauses, [`host`] knows which instrument an amending clause changes, and [`resolve`] finds the clauses through the hash
//! maps of [`index`]. A list or a range gives one reference for each clause that it names. Cost: linear in the text and
//! the references found.

mod anchor;
mod finder;
mod host;
mod index;
mod instrument;
mod number;
mod parse;
mod resolve;
mod scan;
#[cfg(test)]
mod tests;
mod words;

use super::{Clause, ClauseId, Reference};
use finder::{Finder, Said};
use host::Hosts;
use index::Index;
use words::Words;

/// All references of a draft, in document order. `own` is the draft's own reference number, where it is known.
pub(super) fn find(clauses: &[Clause], language: Option<&str>, own: Option<&str>) -> Vec<Reference> {
    let mut words = Words::of(language);
    if words.words.is_empty() {
        return Vec::new();
    }
    for clause in clauses {
        let word = index::label_word(clause);
        if let Some(word) = word.filter(|w| words.names(w).is_none()) {
            words.to_mut().add_own(&word, &clause.kind);
        }
    }
    let index = Index::new(clauses);
    let hosts = Hosts::new(clauses, &words);
    let mut finder = Finder {
        words: &words,
        index: &index,
        hosts: &hosts,
        own,
        found: Vec::new(),
    };
    for (i, clause) in clauses.iter().enumerate() {
        if matches!(clause.kind.as_str(), "contents" | "furniture") {
            continue;
        }
        let mut said = Said::default();
        for text in [&clause.heading, &clause.text] {
            finder.text(ClauseId(i as u32), text, &mut said);
        }
    }
    let found = std::mem::take(&mut finder.found);
    found
        .into_iter()
        .filter(|r| r.to.is_some() || r.instrument.is_some() || finder.may_dangle(&r.words))
        .collect()
}
