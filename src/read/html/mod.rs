//! HTML and XHTML: the repaired element tree, walked once from top to bottom.
//!
//! Elements that begin a block end the one before; everything else adds text to the block that is open. The walk
//! keeps its own stack, so nesting of any depth is safe, and costs time linear in the page; what html5ever does before is bounded ([`effort`]). Place: the line where
//! the block's element begins, exact, and the element's name and id.

mod block;
mod class;
mod dom;
mod effort;
mod inline;
mod labelled;
mod list;
mod mark;
mod meta;
mod note;
mod preformatted;
mod sink;
mod table;
mod walk;

use super::source::{Block, Metadata};

pub(crate) use effort::Effort;

/// What a page holds.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    /// How many passages are marked as deleted, and left out.
    pub(crate) deleted: usize,
}

/// Reads a page, or a part of one. Broken markup is repaired as a browser would. Where the effort is [spent](Effort::is_spent) after it,
/// what was read is not the whole page.
pub(crate) fn read(text: &str, effort: &Effort) -> Page {
    page(&dom::Dom::parse(text, effort))
}

fn page(dom: &dom::Dom) -> Page {
    let walked = walk::walk(dom);
    Page {
        blocks: walked.blocks,
        metadata: meta::metadata(dom),
        deleted: walked.deleted,
    }
}

/// Reads a file that is a page. Where all of it is plain text in `pre` elements, it is read as plain text.
pub(crate) fn read_file(text: &str, effort: &Effort) -> Page {
    let dom = dom::Dom::parse(text, effort);
    match preformatted::blocks(&dom) {
        Some(blocks) => Page {
            blocks,
            metadata: meta::metadata(&dom),
            deleted: 0,
        },
        None => page(&dom),
    }
}

#[cfg(test)]
mod tests;
