//! The end of a paragraph: its label, its text, what the document claims of it.

use super::line::{Format, Line};
use super::style::Use;
use super::walk::{Waiting, Walk};
use crate::read::breaks::{BREAK, pieces};
use crate::read::normalise::{normalise, normalise_code};
use crate::read::source::{Block, Claims, Role};

/// Twentieths of a point that one step of indentation has at least: a quarter of an inch.
const STEP: i32 = 360;

impl<'d> Walk<'d, '_> {
    /// Ends a paragraph.
    pub(super) fn finish(&mut self, mut line: Line<'d, '_>) {
        line.settle();
        let format = line.format.take().unwrap_or_default();
        let blank = line.is_blank();
        if blank && format.hidden && line.left_out {
            return;
        }
        let number = format.number.as_ref();
        let label = number.and_then(|(id, level)| self.counters.next(self.numbering, id, *level));
        let boxes = std::mem::take(&mut line.boxes);
        let notes = std::mem::take(&mut line.notes);
        if self.cell.is_some() {
            self.add_to_cell(label.as_deref(), &line.text, &format);
            self.marks.extend(notes);
            boxes.into_iter().for_each(|b| self.apart(b));
            return;
        }
        // A number alone is a clause where it says what it is (`Article 5`); else it is a line left blank.
        let says = |l: &String| l.chars().filter(|c| c.is_alphabetic()).count() > 2 || l.starts_with('第');
        let label = label.filter(|l| !blank || !line.left_out && says(l));
        if !blank || label.is_some() {
            self.emit(&line, label.as_deref(), &format);
        }
        self.notes_of(notes);
        boxes.into_iter().for_each(|b| self.apart(b));
    }

    fn add_to_cell(&mut self, label: Option<&str>, text: &str, format: &Format<'_>) {
        let glued = self.glued(format, label, text);
        if let Some(cell) = &mut self.cell {
            cell.push(' ');
            if let Some(label) = label {
                cell.push_str(label);
                cell.push_str(if glued { "" } else { " " });
            }
            cell.push_str(text);
        }
    }

    fn emit(&mut self, line: &Line<'_, '_>, label: Option<&str>, format: &Format<'_>) {
        let mut role = self.role_of(line, format, label.is_some());
        if role == Role::Code {
            return self.code(line);
        }
        let mut pieces = match role {
            Role::Heading(_) | Role::Contents => vec![normalise(&line.text)],
            _ => pieces(&line.text),
        };
        if pieces.is_empty() {
            pieces.push(String::new());
        }
        let indent = self.indent(format, role);
        for (i, piece) in pieces.into_iter().enumerate() {
            let first = i == 0;
            let mut claims = Claims {
                role,
                indent,
                anchor: line.anchor.filter(|_| first).map(str::to_owned),
                ..Claims::default()
            };
            let mut text = piece;
            let mut number = line.number;
            let own = label.filter(|_| first);
            let waiting = self.waiting.take();
            if let Some(own) = own {
                if let Some(waiting) = waiting {
                    self.spend(waiting, line);
                }
                let glue = if text.is_empty() || self.glued(format, Some(own), &text) {
                    ""
                } else {
                    " "
                };
                text = format!("{own}{glue}{text}");
                claims.label = Some(own.to_owned());
            } else if let Some(waiting) = waiting {
                text = format!("{} {text}", waiting.label).trim_end().to_owned();
                claims.label = Some(waiting.label);
                number = waiting.number;
            } else if line.begins_raised && first {
                let mark = text.split(' ').next().unwrap_or_default().to_owned();
                claims.label = Some(mark).filter(|_| role == Role::Footnote);
            }
            let place = self.place(number, line.page, line.anchor);
            self.blocks.push(Block { text, place, claims });
            // What follows a break in an item is text at its level.
            if role == Role::ListItem {
                role = Role::Text;
            }
        }
    }

    /// A label whose text never came.
    pub(super) fn spend(&mut self, waiting: Waiting, line: &Line<'_, '_>) {
        let claims = Claims {
            label: Some(waiting.label.clone()),
            ..Claims::default()
        };
        let place = self.place(waiting.number, line.page, None);
        self.blocks.push(Block {
            text: waiting.label,
            place,
            claims,
        });
    }

    /// Lines of code that follow each other are one text.
    fn code(&mut self, line: &Line<'_, '_>) {
        let text = normalise_code(&line.text.replace(BREAK, "\n"));
        let goes_on = self.code_until > 0 && line.number <= self.code_until + 2;
        let code = |b: &&mut Block| b.claims.role == Role::Code;
        match self.blocks.last_mut().filter(code) {
            Some(block) if goes_on => {
                block.text.push('\n');
                // Indentation means something in code: what normalising cut off in front comes back.
                let spaces = line.text.chars().take_while(|c| *c == ' ').count();
                if !text.starts_with(' ') {
                    block.text.extend(std::iter::repeat_n(' ', spaces.min(80)));
                }
                block.text.push_str(&text);
            }
            _ => {
                let place = self.place(line.number, line.page, line.anchor);
                let claims = Claims {
                    role: Role::Code,
                    anchor: line.anchor.map(str::to_owned),
                    ..Claims::default()
                };
                self.blocks.push(Block { text, place, claims });
            }
        }
        self.code_until = line.number;
    }

    fn role_of(&mut self, line: &Line<'_, '_>, format: &Format<'_>, labelled: bool) -> Role {
        let used = format.style.map(|s| s.used).unwrap_or_default();
        if let Some(role) = self.role {
            return role;
        }
        if line.contents || used == Use::Contents {
            return Role::Contents;
        }
        let outline = format.outline.filter(|o| *o < 9);
        match (used, outline) {
            (_, Some(outline)) => Role::Heading(outline + 1),
            (Use::Title, _) => {
                self.titles.push(self.blocks.len());
                Role::Heading(1)
            }
            (Use::Code, _) if !labelled => Role::Code,
            (Use::Quote, _) if !labelled => Role::Quote,
            (Use::Footnote, _) if !labelled => Role::Footnote,
            _ if line.begins_raised && has_mark(&line.text) => Role::Footnote,
            _ if labelled => Role::ListItem,
            _ => Role::Text,
        }
    }

    /// Depth by where the first line begins. Headings stand outermost, as in other formats.
    fn indent(&self, format: &Format<'_>, role: Role) -> Option<u16> {
        if matches!(role, Role::Heading(_)) {
            return Some(0);
        }
        if format.indent.centres() {
            return None;
        }
        let level = format.number.as_ref().map_or(0, |(_, level)| *level as i32 * 2);
        let steps = format
            .indent
            .begins()
            .map_or(level, |twips| (twips + STEP / 2) / STEP);
        u16::try_from(steps.clamp(0, 100)).ok()
    }

    /// Whether nothing stands between a label and its text.
    fn glued(&self, format: &Format<'_>, label: Option<&str>, text: &str) -> bool {
        let level = format.number.as_ref().and_then(|(id, level)| {
            let list = self.numbering.list(id)?;
            self.numbering.level(list, *level)
        });
        let (Some(level), Some(last)) = (level, label.and_then(|l| l.chars().next_back())) else {
            return false;
        };
        let spaced = level.pattern.ends_with(char::is_whitespace) || text.starts_with(char::is_whitespace);
        let first = text.chars().next();
        // `1.Scope` is what such a document prints, and nobody means it.
        let joins = !last.is_ascii() || first.is_some_and(|c| ",.;:)]-–—".contains(c));
        level.glued && !spaced && joins
    }
}

/// Whether a text begins with a number or a star, and has words behind it.
fn has_mark(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let mark = words.next().unwrap_or_default();
    let short = mark.chars().count() <= 4;
    short && mark.chars().all(|c| c.is_ascii_digit() || "*†‡§()[]".contains(c)) && words.next().is_some()
}
