//! Plain text: one paragraph a line, or lines wrapped at a width and paragraphs to be put together again.
//!
//! The steps: cut into lines and pages (`line`), take out what belongs to the page and not to the text
//! ([`page`]), find out whether lines are wrapped ([`wrap`]), build blocks ([`paragraph`]). Every step is one pass
//! over the lines.

mod join;
mod judge;
mod line;
mod mark;
mod page;
mod paragraph;
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
    let words = join::Words::of(text, width.is_some());
    paragraph::blocks(&lines, width, &words)
}

#[cfg(test)]
mod tests;
