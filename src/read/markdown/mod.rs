//! Markdown: CommonMark with tables, footnotes and heading attributes, and what drafts are written in besides:
//! front matter, kramdown-rfc's part markers and attribute lines, Bikeshed's metadata block, CommonAccord's named parts.
//!
//! Laws in Markdown are full of traps, because nobody wrote them with its rules in mind. `(1)` is no list to it,
//! `1.` is; a line that begins with a point runs into the line above; four spaces make code. The walk
//! ([`walk`]) undoes this.

mod accord;
mod block;
mod front;
mod lines;
mod walk;

use super::html::Effort;
use super::source::{Block, Claims, Metadata, Place, Role};

/// What a file holds.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    /// How many passages are struck out, and left out.
    pub(crate) deleted: usize,
    /// What is left for reading the HTML in it.
    pub(crate) effort: Effort,
}

/// Reads Markdown. Never fails: every text is Markdown.
pub(crate) fn read(text: &str) -> Page {
    if let Some(blocks) = accord::read(text) {
        return Page {
            blocks,
            metadata: Metadata::new(),
            deleted: 0,
            effort: Effort::default(),
        };
    }
    let (metadata, body) = front::matter(text);
    let parts = front::parts(text, body);
    let lines = lines::Lines::of(text);
    let kramdown = parts.len() > 1 || text.contains("\n{:");
    let mut page = Page {
        blocks: Vec::new(),
        metadata,
        deleted: 0,
        effort: Effort::default(),
    };
    for part in parts {
        if let Some((marker, range)) = part.marker {
            page.blocks.push(divider(&marker, lines.number(range.start)));
        }
        walk::walk(text, part.body, &lines, kramdown, &mut page);
    }
    // Lists that do not nest say nothing by their indentation.
    if page.blocks.iter().all(|b| b.claims.indent.is_none_or(|i| i == 0)) {
        for block in &mut page.blocks {
            block.claims.indent = None;
        }
    }
    page
}

/// `--- abstract` becomes the heading that the published draft has; the others only divide.
fn divider(marker: &str, line: u32) -> Block {
    let heading = match marker {
        "abstract" => Some("Abstract".to_owned()),
        _ => marker.strip_prefix("note_").map(|n| n.replace('_', " ")),
    };
    let role = if heading.is_some() {
        Role::Heading(1)
    } else {
        Role::Furniture
    };
    Block {
        text: heading.unwrap_or_else(|| format!("--- {marker}")),
        place: Place::line(line),
        claims: Claims {
            role,
            gap: true,
            ..Claims::default()
        },
    }
}

#[cfg(test)]
mod tests;
