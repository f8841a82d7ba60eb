//! Plain text: one paragraph a line, or lines wrapped at a width and paragraphs to be put together again.
//!
//! The steps: cut into lines and pages (`line`), take out what belongs to the page and not to the text
//! ([`page`]), find out whether lines are wrapped ([`wrap`]), build blocks ([`paragraph`]). Every step is one pass
//! over the lines.

pub(in crate::read) mod join;
mod judge;
pub(in crate::read) mod line;
mod mark;
pub(in crate::read) mod page;
pub(in crate::read) mod paragraph;
mod wrap;

use super::source::Block;

/// Reads plain text.
pub(crate) fn read(text: &str) -> Vec<Block> {
    let mut lines = line::split(text);
    line::classify(&mut lines);
    page::mark(&mut lines);
    line::mark_contents(&mut lines);
    let width = wrap::width(&lines);
    if width.is_some() {
        line::mark_drawings(&mut lines);
    }
    let words = join::Words::of(width.map(|_| text).into_iter());
    let page = paragraph::Page {
        width,
        slack: width.unwrap_or(0) / 8,
        indents: true,
        ragged: false,
        words: &words,
    };
    let set = paragraph::blocks(&lines, &page);
    set.into_iter().map(|(block, _)| block).collect()
}

#[cfg(test)]
mod tests;
