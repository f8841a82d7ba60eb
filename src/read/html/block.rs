//! The end of a block: its text, its place, what the page claims of it.

use super::class;
use super::walk::Walk;
use crate::read::breaks::{BREAK, pieces};
use crate::read::label::{self, Shape};
use crate::read::normalise::{normalise, normalise_code};
use crate::read::source::{Block, Claims, Place, Role};

impl Walk<'_> {
    pub(super) fn role(&self) -> Role {
        self.frames.last().map_or(Role::Text, |f| f.role)
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.line = None;
        self.anchor = None;
        self.label = None;
        self.label_from = None;
        self.note = false;
        self.dropped_mark = None;
        self.notes.ended();
    }

    /// Ends the open block.
    pub(super) fn flush(&mut self) {
        if self.text.is_empty() || self.cell.is_some() {
            return;
        }
        let raw = std::mem::take(&mut self.text);
        let raw = raw.replace('\u{1}', "(");
        let role = self.role();
        if role == Role::Code {
            self.flush_piece(normalise_code(&raw), None);
        } else if raw.contains(BREAK) && !matches!(role, Role::Heading(_) | Role::Subtitle) {
            for piece in pieces(&raw) {
                self.flush_piece(piece, None);
                self.label = None;
            }
        } else {
            let label = self.label.take();
            self.flush_piece(normalise(&raw), label);
        }
        self.clear();
    }

    pub(super) fn flush_piece(&mut self, text: String, label: Option<String>) {
        if text.is_empty() {
            return;
        }
        let own_line = self.frames.last().map(|f| self.dom.line(f.id));
        let taken = self.frames.last().is_some_and(|f| f.taken);
        let line = if taken {
            self.line.or(own_line)
        } else {
            own_line.or(self.line)
        }
        .unwrap_or(1);
        let mut claims = self.claims(text_label(&text, label));
        let mut text = text;
        let mut line = line;
        if is_ornament(&text) {
            claims.role = Role::Furniture;
        }
        if self.note && claims.role != Role::Contents {
            // A mark without a text behind it only repeats what the text says elsewhere.
            let words = text.trim_matches(|c: char| !c.is_alphanumeric());
            if words.chars().count() <= 1 || words.chars().all(|c| c.is_ascii_digit()) {
                return;
            }
            claims.role = Role::Footnote;
            let end = text.find(' ').unwrap_or(text.len());
            claims.label = text.get(..end).map(str::to_owned);
        }
        if let Some(waiting) = self.waiting.take_if(|_| claims.role != Role::Furniture) {
            let own =
                label::at_start(&text).is_some_and(|l| matches!(l.shape, Shape::Bracketed | Shape::Dotted));
            if !waiting.generated && own && claims.label.is_some() {
                // Two labels in a row, `(1)` and its `(a)`: each has its own block.
                self.waiting = Some(waiting);
                self.spend_waiting();
            } else if (!waiting.generated || !own) && !waiting.text.is_empty() {
                text = format!("{} {text}", waiting.text);
                claims.indent = Some(waiting.indent);
                line = waiting.line;
                if claims.role == Role::Subtitle {
                    // Number and title in one line are a heading.
                    claims.role = Role::Heading(self.rank.saturating_add(1).min(6));
                }
                claims.label = Some(waiting.label);
            }
        }
        let place = self.place(line);
        self.emit(text, place, claims);
    }

    /// Claims of a block in the innermost element.
    pub(super) fn claims(&mut self, label: Option<String>) -> Claims {
        let own = self.anchor.take();
        let inherited = || {
            let open = self.frames.iter().rev().take_while(|f| !f.taken);
            open.filter_map(|f| self.dom.attribute(f.id, "id"))
                .next()
                .map(str::to_owned)
        };
        let anchor = inherited().or(own);
        let open = self.frames.iter().rev().take_while(|f| !f.taken);
        let kind = open.filter_map(|f| class::kind(self.dom, f.id)).next();
        let frame = self.frames.last();
        // Only the first paragraph of an item is the item; what follows in it is text at its level.
        let item = self
            .frames
            .iter()
            .rev()
            .take(8)
            .find(|f| self.dom.tag(f.id) == "li");
        let item_done = self.role() == Role::ListItem && item.is_some_and(|f| f.taken);
        Claims {
            role: if item_done { Role::Text } else { self.role() },
            kind: kind.map(str::to_owned),
            label,
            indent: Some(frame.map_or(0, |f| f.indent)),
            anchor,
            ..Claims::default()
        }
    }

    pub(super) fn place(&self, line: u32) -> Place {
        let named = self
            .frames
            .iter()
            .rev()
            .take(64)
            .find_map(|f| Some((self.dom.tag(f.id), self.dom.attribute(f.id, "id")?)));
        let element = match (named, self.frames.last()) {
            (Some((tag, id)), _) => Some(format!("{tag}#{id}")),
            (None, Some(frame)) => Some(self.dom.tag(frame.id).to_owned()),
            (None, None) => None,
        };
        Place {
            line,
            page: None,
            element,
        }
    }

    pub(super) fn emit(&mut self, text: String, place: Place, claims: Claims) {
        if let Role::Heading(rank) = claims.role
            && claims.label.is_none()
        {
            self.rank = rank;
        }
        let note = claims.role == Role::Footnote;
        self.notes.emitted(&claims, self.blocks.len());
        for frame in self.frames.iter_mut().rev() {
            if frame.taken {
                break;
            }
            if let Some(id) = self.dom.attribute(frame.id, "id").filter(|_| note) {
                self.notes.stands(id, self.blocks.len());
            }
            frame.taken = true;
        }
        self.blocks.push(Block { text, place, claims });
    }
}

/// The label, when it really is a prefix of the text and something follows it.
fn text_label(text: &str, label: Option<String>) -> Option<String> {
    label.filter(|l| !l.is_empty() && text.len() > l.len() && text.starts_with(l.as_str()))
}

/// A lone bullet, or the arrows with which consolidated texts mark whose words follow (`►M1`).
fn is_ornament(text: &str) -> bool {
    let arrows =
        text.len() <= 24 && text.starts_with(['►', '▼', '◄', '▲']) && !text.contains(char::is_lowercase);
    arrows || text.chars().count() == 1 && "•·◆●■▲►".contains(text)
}
