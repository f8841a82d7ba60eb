//! Footnotes and endnotes: given behind the paragraph that refers to them, so that they go with its clause.

use roxmltree::Node;
use rustc_hash::FxHashMap;

use super::format::NumberFormat;
use super::line::{NoteKind, NoteMark};
use super::walk::{Waiting, Walk};
use super::xml::{attribute, child, local, value};
use crate::read::source::Role;

/// The numbers of the next notes, and how they are written.
#[derive(Debug)]
pub(super) struct Numbers {
    footnotes: (u32, NumberFormat),
    endnotes: (u32, NumberFormat),
}

impl Numbers {
    /// As the settings of the document say, or what is usual.
    pub(super) fn new(settings: Option<Node<'_, '_>>) -> Numbers {
        let format = |name: &str, usual: &str| {
            let properties = settings.and_then(|s| child(s, name));
            let said = properties.and_then(|p| value(p, "numFmt"));
            NumberFormat::parse(said.unwrap_or(usual), None)
        };
        Numbers {
            footnotes: (0, format("footnotePr", "decimal")),
            endnotes: (0, format("endnotePr", "lowerRoman")),
        }
    }

    fn next(&mut self, kind: NoteKind) -> String {
        let (count, format) = match kind {
            NoteKind::Footnote => &mut self.footnotes,
            NoteKind::Endnote => &mut self.endnotes,
        };
        *count = count.saturating_add(1);
        format.write(*count)
    }
}

/// The notes of a part by their ids, without the lines that separate them from the text.
pub(super) fn notes<'d>(root: Node<'d, 'd>, kind: NoteKind) -> FxHashMap<(NoteKind, &'d str), Node<'d, 'd>> {
    root.children()
        .filter(|n| n.is_element() && matches!(local(*n), "footnote" | "endnote"))
        .filter(|n| matches!(attribute(*n, "type"), None | Some("normal")))
        .filter_map(|n| Some(((kind, attribute(n, "id")?), n)))
        .collect()
}

impl<'d> Walk<'d, '_> {
    /// Gives the texts of notes that have just been referred to.
    pub(super) fn notes_of(&mut self, marks: Vec<NoteMark<'d>>) {
        // A note that refers to a note would never end.
        if self.role == Some(Role::Footnote) {
            return;
        }
        for mark in marks {
            let key = (mark.kind, mark.id);
            let Some(&node) = self.notes.get(&key) else {
                continue;
            };
            if !self.noted.insert(key) {
                continue;
            }
            let outer = self.role.replace(Role::Footnote);
            let waiting = self.waiting.take();
            if !mark.custom {
                let label = self.note_numbers.next(mark.kind);
                let number = self.paragraphs;
                self.waiting = Some(Waiting { label, number }).filter(|w| !w.label.is_empty());
            }
            self.apart(node);
            // A note without a text says nothing.
            self.waiting = waiting;
            self.role = outer;
        }
    }
}
