//! Publishers' XML: one walk for all vocabularies, and a table of elements for each.
//!
//! What an element means stands in `vocabularies/*.toml`: a new vocabulary is a file, not code. The walk turns the
//! publisher's markup into blocks with claims of kind, label and depth; it builds no tree of its own.
//!
//! Nothing is fetched: a document type may name whatever files it likes. Parsing and walking keep their own stacks,
//! and roxmltree bounds the expansion of entities, so nesting and entity bombs are safe. Cost: linear in the file.

mod container;
mod emit;
mod entity;
mod frame;
mod meta;
mod number;
mod parts;
mod rule;
mod vocabulary;
mod walk;

pub(crate) use parts::{list_metadata, listed};

use super::source::{Block, Metadata};
use super::tree::{self, Document};
use crate::{Error, Result};

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    /// How many passages are marked as deleted, and left out.
    pub(crate) deleted: usize,
}

/// Whether some vocabulary has documents with this root element.
pub(crate) fn knows(root: &str) -> bool {
    vocabulary::all().is_ok_and(|all| all.iter().any(|v| v.has_root(root)))
}

/// Reads a file.
///
/// # Errors
/// XML that is not well-formed, and vocabularies that no table describes.
pub(crate) fn read(text: &str, name: &str) -> Result<Page> {
    let text = entity::resolved(text);
    let document = parse(&text, name)?;
    let root = document.root_element();
    let vocabularies = vocabulary::all().map_err(|e| Error::new(e).at(name))?;
    if let [first, ..] = listed(&text).as_slice() {
        return Err(
            Error::new(format!("the file only lists the parts of a draft ({first}, …)"))
                .at(name)
                .help("keep the listed files beside it, and give this one on the command line"),
        );
    }
    let Some(vocabulary) = vocabularies.iter().find(|v| v.fits(root)) else {
        return Err(Error::new(format!(
            "XML with the root element `{}` is of no vocabulary that clausewise knows",
            root.tag_name().name()
        ))
        .at(name)
        .help("take the HTML version of the document"));
    };
    let walked = walk::walk(&document, vocabulary);
    Ok(Page {
        blocks: walked.blocks,
        metadata: meta::metadata(&document, vocabulary),
        deleted: walked.deleted,
    })
}

/// Most nodes of a file: the largest act we know has 200,000.
const MOST_NODES: u32 = 20_000_000;

fn parse<'t>(text: &'t str, name: &str) -> Result<Document<'t>> {
    tree::parse_within(text, name, MOST_NODES)
}
