//! The end of a block: joining its lines, or not, and what Markdown claims of it.

use super::front;
use super::walk::{Piece, Walk};
use crate::read::html;
use crate::read::label::{self, Shape};
use crate::read::normalise::{normalise, normalise_code};
use crate::read::source::{Block, Claims, Place, Role};

impl Walk<'_, '_> {
    pub(super) fn end_row(&mut self) {
        let cells = self.cells.take().unwrap_or_default();
        if cells.iter().any(|c| !c.is_empty()) {
            // Empty cells count between others only.
            let first = cells.iter().position(|c| !c.is_empty()).unwrap_or(0);
            let last = cells.iter().rposition(|c| !c.is_empty()).unwrap_or(0);
            let text = normalise(&cells.get(first..=last).unwrap_or_default().join(" | "));
            // kramdown's attributes of the table look like its last row.
            let attributes = self.kramdown && text.starts_with("{:");
            self.role = if attributes {
                Role::Furniture
            } else {
                Role::TableRow
            };
            self.emit(text, self.row_line, false);
        }
        self.role = Role::Text;
    }

    pub(super) fn end_code(&mut self) {
        let Some((code, line, fenced)) = self.code.take() else {
            return;
        };
        // Laws indent their points; only what looks like code is.
        if !fenced && !looks_like_code(&code) {
            for (number, text) in (0..).zip(code.lines()) {
                self.pieces.push(Piece {
                    text: text.to_owned(),
                    line: line + number,
                });
            }
            self.flush();
            return;
        }
        let code = normalise_code(&code);
        if code.is_empty() {
            return;
        }
        self.role = Role::Code;
        self.emit(code, line + u32::from(fenced), false);
        self.role = Role::Text;
    }

    /// HTML within Markdown is read as HTML.
    pub(super) fn end_html(&mut self) {
        let Some((html, line)) = self.html.take() else {
            return;
        };
        let opening = html.get(..html.find('>').unwrap_or(0)).unwrap_or_default();
        if opening.starts_with("<pre") && opening.contains("metadata") {
            let inner = html.get(opening.len() + 1..).unwrap_or_default();
            front::bikeshed(inner.split("</pre").next().unwrap_or_default(), self.metadata);
            return;
        }
        for mut block in html::read(&html, self.effort).blocks {
            block.place.line += line - 1;
            block.claims.indent = None;
            self.blocks.push(block);
        }
    }

    /// Ends the open block: its lines are joined, but where one begins with a label.
    pub(super) fn flush(&mut self) {
        self.raised = None;
        let pieces = std::mem::take(&mut self.pieces);
        let heading = matches!(self.role, Role::Heading(_));
        let mut open: Option<(String, u32, bool)> = None;
        for piece in pieces {
            let text = normalise(&piece.text);
            if text.is_empty() {
                continue;
            }
            if self.kramdown && text.starts_with("{:") && text.ends_with('}') {
                self.close(open.take());
                let role = std::mem::replace(&mut self.role, Role::Furniture);
                self.emit(text, piece.line, false);
                self.role = role;
                continue;
            }
            open = match open {
                Some((mut before, line, wrapped)) => {
                    let split = !heading && starts_block(&before, &text);
                    if split {
                        let cut = !label::ends_sentence(&before);
                        self.close(Some((before, line, wrapped)));
                        Some((text, piece.line, cut))
                    } else {
                        before.push(' ');
                        before.push_str(&text);
                        Some((before, line, wrapped))
                    }
                }
                None => Some((text, piece.line, false)),
            };
        }
        self.close(open);
        self.role = Role::Text;
        self.anchor = None;
    }

    pub(super) fn close(&mut self, open: Option<(String, u32, bool)>) {
        if let Some((text, line, wrapped)) = open {
            self.emit(text, line, wrapped);
        }
    }

    pub(super) fn emit(&mut self, text: String, line: u32, wrapped: bool) {
        let mut claims = Claims {
            role: self.role,
            indent: Some(u16::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u16::MAX)),
            anchor: self.anchor.take(),
            wrapped,
            gap: self.lines.gap_before(line),
            ..Claims::default()
        };
        let mut text = text;
        if claims.role == Role::Text {
            if let Some(note) = &mut self.note {
                claims.role = Role::Footnote;
                let label = std::mem::take(note);
                if !label.is_empty() {
                    text = format!("{label} {text}");
                    claims.label = Some(label);
                }
            } else if self.fresh_item {
                claims.role = Role::ListItem;
            } else if self.quotes > 0 {
                claims.role = Role::Quote;
            }
        }
        if claims.role != Role::Furniture {
            self.fresh_item = false;
            if let Some(label) = self.item.take() {
                text = if text == label {
                    text
                } else {
                    format!("{label} {text}")
                };
                claims.label = Some(label);
            }
        }
        if !text.is_empty() {
            self.blocks.push(Block {
                text,
                place: Place::line(line),
                claims,
            });
        }
    }
}

/// The next line of a paragraph begins a block of its own.
fn starts_block(before: &str, next: &str) -> bool {
    match label::at_start(next).map(|l| l.shape) {
        Some(Shape::Bracketed | Shape::Dotted) => true,
        // "Section 4" in the middle of a sentence is a reference.
        Some(Shape::Worded | Shape::Bullet) => label::ends_sentence(before),
        None => false,
    }
}

fn looks_like_code(code: &str) -> bool {
    let signs = code.chars().filter(|c| "{}=<>|;\\_*#+".contains(*c)).count();
    signs * 20 > code.chars().filter(|c| !c.is_whitespace()).count()
}
