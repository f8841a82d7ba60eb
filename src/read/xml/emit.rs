//! From the text that is open to a block: where it begins, what it claims, which label it takes.

use roxmltree::{Node, NodeId};

use super::rule::{Rule, attribute};
use super::walk::{Walk, element};
use crate::read::normalise::{normalise, normalise_code};
use crate::read::source::{Block, Claims, Place, Role};

/// Marks that open and close quotations.
const OPENING: [char; 5] = ['“', '"', '‘', '«', '„'];
const CLOSING: [char; 5] = ['”', '"', '’', '»', '“'];

impl Walk<'_, '_, '_> {
    /// The end of a cell or a row; true when it was one.
    pub(super) fn leave_table(&mut self, id: NodeId) -> bool {
        let Some((row_id, row)) = self.rows.last_mut() else {
            return false;
        };
        if row.cell == Some(id) {
            row.cell = None;
            let text = normalise(&std::mem::take(&mut self.open).text);
            row.cells.push(text);
            return true;
        }
        if *row_id != id {
            return false;
        }
        if let Some((_, row)) = self.rows.pop() {
            let first = row.cells.iter().position(|c| !c.is_empty());
            let last = row.cells.iter().rposition(|c| !c.is_empty());
            if let (Some(first), Some(last)) = (first, last) {
                self.open.text = row.cells.get(first..=last).unwrap_or_default().join(" | ");
                self.open.role = Role::TableRow;
            }
            self.flush();
        }
        true
    }

    pub(super) fn in_cell(&self) -> bool {
        self.rows.last().is_some_and(|(_, r)| r.cell.is_some())
    }

    pub(super) fn character(&mut self, node: Node<'_, '_>, rule: &Rule) {
        let number = rule.text_from.iter().find_map(|a| attribute(node, a));
        let character = number
            .and_then(|n| u32::from_str_radix(n, 16).ok())
            .and_then(char::from_u32);
        if let Some(character) = character {
            self.push(character.encode_utf8(&mut [0; 4]), node);
        }
    }

    /// Begins a block at an element.
    pub(super) fn start(&mut self, node: Node<'_, '_>, role: Role) {
        self.open.role = role;
        self.open.at = Some((self.lines.at(node.range().start), element(node)));
    }

    /// Adds text to what is open.
    pub(super) fn push(&mut self, text: &str, node: Node<'_, '_>) {
        if let Some((_, label)) = &mut self.label {
            label.push_str(text);
            return;
        }
        if self.open.at.is_none() && !text.trim().is_empty() {
            let holder = if node.is_element() {
                Some(node)
            } else {
                node.parent_element()
            };
            // The line where the words begin, not the white space before them.
            let blank = text.len() - text.trim_start().len();
            let line = self
                .lines
                .at(node.range().start + if node.is_text() { blank } else { 0 });
            self.open.at = Some((line, holder.map(element).unwrap_or_default()));
        }
        self.open.text.push_str(text);
    }

    /// Ends the open block.
    pub(super) fn flush(&mut self) {
        let open = std::mem::take(&mut self.open);
        let context = self.contexts.last().map(|(_, r)| *r).filter(|r| *r != Role::Text);
        let text = if context == Some(Role::Code) {
            normalise_code(&open.text)
        } else {
            normalise(&open.text)
        };
        if text.is_empty() {
            return;
        }
        let (line, element) = open.at.unwrap_or_default();
        let role = context.unwrap_or(open.role);
        let mut claims = Claims {
            role,
            kind: self.begins.take(),
            indent: Some(self.depth()),
            nested: true,
            ..Claims::default()
        };
        let mut place = Place::line(line.max(1));
        place.element = Some(element).filter(|e| !e.is_empty());
        let waiting = if matches!(role, Role::TableRow | Role::Code) {
            self.spend_waiting();
            None
        } else {
            self.waiting.take()
        };
        let text = match waiting {
            Some(waiting) => {
                place.line = waiting.line;
                place.element = Some(waiting.element);
                claims.kind = waiting.kind;
                claims.indent = Some(waiting.indent);
                claims.anchor = waiting.anchor;
                let text = format!("{} {text}", waiting.text);
                claims.label = Some(waiting.text);
                text
            }
            None => text,
        };
        self.emit(Block { text, place, claims });
    }

    pub(super) fn emit(&mut self, mut block: Block) {
        let opening = std::mem::take(&mut self.opening);
        if !block.text.starts_with(OPENING) {
            block.text.insert_str(0, &opening);
        }
        let heads = matches!(block.claims.role, Role::Heading(_) | Role::Subtitle);
        self.place().push(block);
        // A note to a title stands behind the text under it.
        if self.interrupted.is_empty() && !heads {
            self.blocks.append(&mut self.notes);
        }
    }

    /// The last block of the text, or of the note that is open.
    fn last(&mut self) -> Option<&mut Block> {
        let in_note = !self.interrupted.is_empty();
        let mut all = self.place().iter_mut();
        all.rfind(|b| in_note || b.claims.role != Role::Footnote)
    }

    /// Where blocks go: to the text, or to the notes that it calls.
    fn place(&mut self) -> &mut Vec<Block> {
        if self.interrupted.is_empty() {
            &mut self.blocks
        } else {
            &mut self.notes
        }
    }

    /// Sets a mark behind the last block of a quotation, where the text has none.
    pub(super) fn close_quotation(&mut self, mark: &str) {
        // A quotation that holds nothing opened none.
        if !std::mem::take(&mut self.opening).is_empty() {
            return;
        }
        if let Some(last) = self.last()
            && !last.text.trim_end_matches(['.', ';', ',']).ends_with(CLOSING)
        {
            last.text.push_str(mark);
        }
    }

    /// Sets words behind the last block.
    pub(super) fn append(&mut self, text: &str) {
        self.flush();
        let text = normalise(text);
        let word = text.starts_with(char::is_alphanumeric);
        if let Some(last) = self.last() {
            last.text.push_str(if word { " " } else { "" });
            last.text.push_str(&text);
        }
    }
}
