//! Blocks that come with a label of their own: items of lists, rows and columns that set the label apart, rows of
//! data.

use super::dom::Id;
use super::table;
use super::walk::{Waiting, Walk};
use crate::read::label::{self, Shape};
use crate::read::normalise::normalise;
use crate::read::source::Role;

impl Walk<'_> {
    /// A block that begins with its label in a column or a span of its own.
    pub(super) fn open_labelled(&mut self, id: Id, indent: u16) {
        let Some((first, second)) = table::labelled_block(self.dom, id) else {
            return;
        };
        // A number in a span, or paragraphs set to flow inline, stand at the level of the text around them;
        // columns are one step in.
        let columns = matches!(self.dom.tag(first), "div" | "td");
        let indent = if columns { indent.saturating_add(1) } else { indent };
        self.wait(first, indent, false);
        self.skip = Some(first);
        self.text_cell = columns.then_some(second);
    }

    /// A symbol and its meaning, as below formulas, read as one line: the symbol waits for the meaning.
    pub(super) fn open_term(&mut self, id: Id, indent: u16) {
        let short = self
            .dom
            .short_text(id, 12)
            .is_some_and(|t| !t.is_empty() && !t.contains(' '));
        let has_meaning = self.dom.next_element(id).is_some_and(|n| self.dom.tag(n) == "dd");
        if short && has_meaning {
            self.wait(id, indent, false);
            self.skip_inside = Some(id);
        }
    }

    pub(super) fn open_item(&mut self, id: Id, indent: u16) {
        let dom = self.dom;
        // The number of an entry in a table of contents is that of the list, not of the clause.
        let frame = self.frames.last_mut().filter(|f| f.role != Role::Contents);
        let counter = frame.and_then(|f| f.counter.as_mut());
        if let Some(counter) = counter {
            let text = counter.label(dom, id);
            self.spend_waiting();
            self.waiting = Some(Waiting {
                label: text.clone(),
                text,
                line: dom.line(id),
                indent,
                generated: true,
            });
        } else {
            self.open_labelled(id, indent);
        }
    }

    pub(super) fn open_row(&mut self, id: Id) {
        if self.in_data_table() {
            return;
        }
        if let Some((label, text)) = table::labelled_row(self.dom, id) {
            let indent = self.frames.last().map_or(0, |f| f.indent).saturating_add(1);
            self.wait(label, indent, false);
            self.skip = Some(label);
            self.text_cell = Some(text);
        } else {
            // What continues a labelled point stands at its level.
            let mut filled = table::cells(self.dom, id).filter(|c| !self.dom.is_blank(*c));
            let (first, second) = (filled.next(), filled.next());
            let cells = table::cells(self.dom, id).count();
            if second.is_none() && cells > 1 {
                self.text_cell = first;
            }
        }
    }

    /// The innermost table that is open holds data.
    pub(super) fn in_data_table(&self) -> bool {
        let tables = self.frames.iter().rev();
        tables
            .into_iter()
            .find(|f| self.dom.tag(f.id) == "table")
            .is_some_and(|f| f.data_table)
    }

    /// The cell is one of a data row. A row of one cell that holds paragraphs is text across the table.
    pub(super) fn in_data_row(&self, cell: Id) -> bool {
        let Some(row) = self.dom.parent(cell) else {
            return false;
        };
        let alone = table::cells(self.dom, row).count() == 1;
        let paragraphs = || {
            self.dom
                .children(cell)
                .any(|c| matches!(self.dom.tag(c), "p" | "div" | "ul" | "ol"))
        };
        self.in_data_table() && !(alone && paragraphs())
    }

    pub(super) fn close_row(&mut self, id: Id) {
        let cells = std::mem::take(&mut self.row);
        if cells.iter().all(String::is_empty) {
            return;
        }
        let first = cells.iter().position(|c| !c.is_empty()).unwrap_or(0);
        let last = cells.iter().rposition(|c| !c.is_empty()).unwrap_or(0);
        let text = cells.get(first..=last).unwrap_or_default().join(" | ");
        let mut claims = self.claims(None);
        if matches!(claims.role, Role::Text | Role::ListItem | Role::Quote) {
            claims.role = Role::TableRow;
        }
        let place = self.place(self.dom.line(id));
        self.emit(normalise(&text), place, claims);
    }

    /// Keeps a label until the first block of its text comes.
    pub(super) fn wait(&mut self, from: Id, indent: u16, generated: bool) {
        self.spend_waiting();
        let text: String = self
            .dom
            .descendants(from)
            .filter_map(|t| self.dom.text(t))
            .collect();
        let mut text = normalise(&text);
        // White space within formulas only lays out the source.
        if self.dom.beginning(from).any(|d| self.dom.tag(d) == "math") {
            text.retain(|c| c != ' ');
        }
        // Of "A.2.1 Sieve," only the number is the label.
        let number = label::at_start(&text).filter(|l| matches!(l.shape, Shape::Bracketed | Shape::Dotted));
        self.waiting = Some(Waiting {
            label: number.and_then(|l| text.get(..l.len)).unwrap_or(&text).to_owned(),
            text,
            line: self.dom.line(from),
            indent,
            generated,
        });
    }

    /// A label whose text never came stands as a block of its own.
    pub(super) fn spend_waiting(&mut self) {
        let Some(waiting) = self.waiting.take() else {
            return;
        };
        if waiting.generated || waiting.text.is_empty() {
            return;
        }
        let mut claims = self.claims(None);
        claims.label = Some(waiting.label);
        claims.indent = Some(waiting.indent);
        let place = self.place(waiting.line);
        self.emit(waiting.text, place, claims);
    }
}
