//! Line breaks within a paragraph, as web pages and word processors have them.

use super::label;
use super::normalise::normalise;

/// A line break in raw text, until the paragraph ends.
pub(super) const BREAK: char = '\u{B}';

/// The pieces of a paragraph that breaks divide: a piece of its own where a label begins or a line is left blank.
pub(super) fn pieces(raw: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut blank = true;
    for line in raw.split(BREAK) {
        let text = normalise(line);
        if text.is_empty() {
            blank = true;
            continue;
        }
        match pieces.last_mut() {
            Some(last) if !blank && label::at_start(&text).is_none() => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => pieces.push(text),
        }
        blank = false;
    }
    pieces
}
