//! Styles: from the blocks of a [`Source`] to decided labels and levels.
//!
//! A grammar is data (`grammars/*.toml`); its label patterns are a small language parsed and matched with nom. There is
//! one decoder for all formats: what XML or HTML claims of a block is evidence beside what its text looks like.

mod contents;
pub(crate) mod cover;
mod cues;
pub(crate) mod decode;
mod detect;
mod dispatch;
mod file;
pub(crate) mod items;
mod library;
pub mod number;
pub mod pattern;
mod quoted;
pub(crate) mod sketch;

pub use cover::{CoverRule, Zone};
pub use file::{Counting, Cue, Example, Grammar, HeadingPlace, Level};
pub use library::{FALLBACK, Library};
pub use sketch::pattern_for;

use crate::Result;
use crate::draft::StyleChoice;
use crate::read::Source;
use decode::Decision;
use dispatch::{Dispatch, Labels};
use items::Item;

/// A source with its labels decided.
pub(crate) struct Parsed<'l> {
    /// The grammar that read it.
    pub(crate) grammar: &'l Grammar,
    /// Why that one.
    pub(crate) style: StyleChoice,
    /// Blocks that stay out of the tree: contents, running headers.
    pub(crate) skipped: Vec<bool>,
    /// The pieces of the blocks, in order.
    pub(crate) items: Vec<Item>,
    /// One decision for each item.
    pub(crate) decisions: Vec<Decision>,
}

/// Parses a source: never fails for what stands in it, only for a grammar that does not exist.
pub(crate) fn parse<'l>(
    source: &Source,
    library: &'l Library,
    given: Option<&str>,
    language: Option<&str>,
) -> Result<Parsed<'l>> {
    let (grammar, style) = match given {
        Some(name) => {
            let grammar = library.get(name)?;
            let evidence = vec!["named by you".to_owned()];
            (
                grammar,
                StyleChoice {
                    grammar: grammar.name.clone(),
                    evidence,
                    runner_up: None,
                    given: true,
                },
            )
        }
        None => detect::choose(source, library, language).ok_or_else(|| {
            crate::Error::new("no grammar is loaded").help("use the grammars that come with clausewise")
        })?,
    };
    let dispatch = Dispatch::new(grammar, language);
    let labels = Labels::of(&source.blocks, &dispatch);
    let skipped = contents::mark(&source.blocks, Some(&labels));
    let quoted = quoted::mark(&source.blocks, grammar, &labels);
    let items = items::cut(&source.blocks, &dispatch, &labels, &skipped, &quoted);
    let decisions = decode::decode(grammar, &source.blocks, &items);
    Ok(Parsed {
        grammar,
        style,
        skipped,
        items,
        decisions,
    })
}
