//! Pages that are plain text in `pre` elements, as RFCs and old standards are put on the web.
//!
//! A browser shows such a page as it was typed, so it is read as it was typed: by the reader of plain text. Each `pre`
//! is a page of the text. What stands outside of them (a bar of links) goes in front of or between the pages.

use super::dom::{Dom, Id};
use crate::read::source::Block;
use crate::read::text;

/// Of a hundred bytes of text, those that stand in `pre` at least. A page that quotes long listings has a third or a
/// half of its text there.
const SHARE: usize = 85;
/// Bytes of preformatted text at least: less is a listing with a word about it.
const LEAST: usize = 2_000;

/// The blocks of a page that is plain text; `None` for all other pages.
pub(super) fn blocks(dom: &Dom) -> Option<Vec<Block>> {
    let typed = Typed::of(dom)?;
    let mut blocks = text::read(&typed.text);
    for block in &mut blocks {
        // From the line of the text to that of the page; lines of both count from 1.
        let line = (block.place.line as usize).saturating_sub(1);
        block.place.line = typed.lines.get(line).copied().unwrap_or(block.place.line);
    }
    Some(blocks)
}

/// The text of a page as it was typed.
struct Typed {
    text: String,
    /// For each line of the text, its line in the page.
    lines: Vec<u32>,
}

impl Typed {
    fn of(dom: &Dom) -> Option<Typed> {
        let mut typed = Typed {
            text: String::new(),
            lines: vec![1],
        };
        let (mut inside, mut outside) = (0, 0);
        // The `pre` that is open, and the last node in it.
        let mut open: Option<Id> = None;
        let mut line = 1;
        for id in dom.descendants(dom.root()) {
            open = open.filter(|&pre| stands_in(dom, id, pre));
            match dom.tag(id) {
                "pre" if open.is_none() => {
                    if inside > 0 {
                        typed.push("\u{c}", line);
                    }
                    open = Some(id);
                    line = dom.line(id);
                    continue;
                }
                "" => {}
                _ => {
                    line = dom.line(id);
                    continue;
                }
            }
            let Some(text) = dom.text(id) else { continue };
            let bytes = text.len() - text.matches(char::is_whitespace).count();
            if open.is_some() {
                inside += bytes;
                for part in text.split_inclusive('\n') {
                    typed.push(part, line);
                    line += u32::from(part.ends_with('\n'));
                }
            } else if bytes > 0 && !unseen(dom, id) {
                outside += bytes;
                typed.push(text.trim(), line);
                typed.push("\n", line);
            }
        }
        (inside >= LEAST && inside * 100 >= (inside + outside) * SHARE).then_some(typed)
    }

    /// Adds text that holds no line break but at its end.
    fn push(&mut self, text: &str, line: u32) {
        if (self.text.is_empty() || self.text.ends_with(['\n', '\u{c}']))
            && let Some(last) = self.lines.last_mut()
        {
            *last = line;
        }
        self.text.push_str(text);
        self.lines
            .extend(text.matches(['\n', '\u{c}']).map(|_| line.saturating_add(1)));
    }
}

/// Whether a node stands in a `pre`, however deep. Inside of one only formatting nests, and that seldom: the steps up
/// are bounded.
fn stands_in(dom: &Dom, id: Id, pre: Id) -> bool {
    std::iter::successors(Some(id), |&id| dom.parent(id))
        .take(32)
        .any(|id| id == pre)
}

/// Whether a browser shows nothing of a text.
fn unseen(dom: &Dom, id: Id) -> bool {
    let parent = dom.parent(id).map_or("", |p| dom.tag(p));
    matches!(parent, "script" | "style" | "title" | "noscript" | "template")
}
